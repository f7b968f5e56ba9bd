"""What stands at the end: the strip with pages and size, what the rules say, and writing the dossier out."""
