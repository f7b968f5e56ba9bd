"""Operating-system specifics, each with its Windows twin."""
