"""The official application form of a round, filled from the records."""
