"""Photos: taken in, shown in a grid, chosen from a shelf, described."""
