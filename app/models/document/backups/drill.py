"""The fire drill: a backup is brought back into a folder of its own and compared, then thrown away.

Thread: any; nothing here touches an open document.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.progress import Progress
from app.models.document.backups.copy import photos_of
from app.models.document.backups.points import Point
from app.models.document.backups.restore import expand
from app.models.document.backups.store import BackupStore, scratch
from app.models.document.connection import connect
from app.models.document.naming import Title
from app.models.document.schema import Schema
from app.models.document.travel.state import state_of


@dataclass(frozen=True, slots=True)
class Drill:
    """What came back.

    Args:
        at: when the backup was made, aware.
        records: how many records came back.
        photos: how many photos and files came back.
        missing: what people call the photos and files that did not.
        same: whether the records, their history and their seals are those of the backup.
    """

    at: datetime
    records: int
    photos: int
    missing: tuple[Title, ...]
    same: bool

    @property
    def whole(self) -> bool:
        """Whether every record and photo came back."""
        return self.same and not self.missing


def drill(store: BackupStore, point: Point, progress: Progress | None = None) -> Drill:
    """Bring *point* back and compare.

    Raises:
        CorruptError: the backup is damaged.
        DiskFullError, StorageError: there is no room for the exercise.
        Cancelled: the person pressed Stop.
    """
    with scratch() as folder:
        restored = store.restore(point, folder / "drill.banyan", progress)
        expand(point.path, folder / "point.db")
        same = _seals(folder / "point.db") == _seals(restored.path)
        photos = photos_of(restored.path)
        records = _count(restored.path, store.schema)
    return Drill(point.at, records, len(photos), restored.missing, same)


def _seals(path: Path) -> list[tuple[object, ...]]:
    with closing(connect(path, "ro")) as file:
        heads = sorted(state_of(file).heads.items())
        return [*heads, *file.execute("SELECT type, record, hash FROM seal ORDER BY type, record").fetchall()]


def _count(path: Path, schema: Schema) -> int:
    with closing(connect(path, "ro")) as file:
        known = {
            str(name) for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        }
        tables = [name for name, table in schema.watched.items() if table.history and name in known]
        return sum(int(file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in tables)
