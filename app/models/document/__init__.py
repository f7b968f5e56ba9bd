"""One SQLite file: engine, history, seals, lock, migrations, backups.

The only room that knows that the engine is SQLite. :class:`~app.models.document.document.Document`
is its face; everything else here serves it.
"""
