"""The tools beside the text: the menu, and a module for each of its panels."""
