"""Recruiting liaisons: positions and their notices, candidates, talks, and the papers of those at work."""
