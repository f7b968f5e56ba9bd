"""One SQLite file: engine, history, seals, lock, migrations, backups."""
