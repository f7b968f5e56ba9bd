"""The reading room of a mock review: the sheet beside what is handed in, the clock, and what is low."""
