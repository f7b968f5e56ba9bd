"""Workbooks with formulas and their computed values."""
