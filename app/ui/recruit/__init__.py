"""The parts of the recruiting page: board of candidates, coverage, positions, liaisons at work."""
