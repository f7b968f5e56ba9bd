"""Writing a chapter: its text field, blocks and marks, what keys do, what is copied and pasted."""
