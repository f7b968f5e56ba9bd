"""The programmes that a file takes part in: joined, carried on into years and rounds, marked off, stored."""
