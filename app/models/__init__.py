"""The records and the document that keeps them; the only room besides services that knows SQLAlchemy."""
