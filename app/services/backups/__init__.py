"""Backups of the open document, and what is told of them: when, where else, and how they are brought back."""
