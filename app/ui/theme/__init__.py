"""Tokens, palette, fonts, icons and text size."""
