"""Typing in what stands on paper, without the mouse: cells, rows, totals and single forms."""
