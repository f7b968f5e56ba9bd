"""What proves a line of a rubric: its parts, its words, and odd pieces."""
