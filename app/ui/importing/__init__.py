"""Bringing data in: the ways, the columns, and what is looked at before it is kept."""
