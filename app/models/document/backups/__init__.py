"""Backups of a document: points in time with their photos, made in slices, verified, mirrored, brought back."""
