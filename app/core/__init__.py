"""Vocabulary without dependencies: every other room speaks it, it speaks to none."""
