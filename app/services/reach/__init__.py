"""Who was reached, round by round, and the paper that says so."""
