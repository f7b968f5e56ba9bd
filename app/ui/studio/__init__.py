"""The dossier studio: outline, text, pages, and the panels of everything a dossier holds."""
