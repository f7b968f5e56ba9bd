"""Photos in the document, their pictures at printed size, their originals, and who may be shown."""
