"""The private drawer: its locks, what is in it, and the recovery sheet."""
