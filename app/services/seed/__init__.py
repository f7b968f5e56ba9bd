"""The seed project: ideas compared by gates and scores, what residents said, one choice and its approval."""
