"""Figures on the screen: a drawing, a table, and what can be chosen."""
