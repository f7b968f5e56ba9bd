"""Figures over many records: pure functions on frozen values, in whole numbers and exact fractions."""
