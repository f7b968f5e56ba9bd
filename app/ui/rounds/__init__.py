"""Rounds of a programme: chosen, set up, and how they stand."""
