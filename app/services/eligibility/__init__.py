"""The sheet of conditions of a round: each with what answers it, its state in words, and where to mend it."""
