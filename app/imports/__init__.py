"""Pure readers: files in, rows with findings out."""
