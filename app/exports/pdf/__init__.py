"""Draws laid-out pages as PDF and PDF pages as pictures."""
