"""The package for the county: what goes into it, under which names, written whole, read back and compared."""
