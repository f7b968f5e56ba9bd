"""The private drawer: its cards, the fields for passphrases, and the trying and making of its locks."""
