"""Everything in a dossier that is not plain text: cover, summary, photos, tables, live blocks, attached files."""
