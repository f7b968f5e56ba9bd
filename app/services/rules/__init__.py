"""Judging records and dossiers: what a declaration demands, what a programme's rules ask, what is missing."""
