"""What was done, line by line, and the question before something is erased for good."""
