"""Cards and lists of the page of backups."""
