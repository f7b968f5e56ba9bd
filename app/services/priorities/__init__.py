"""Priorities: what became of each earlier one, what is new, what shows that it matters, what residents changed."""
