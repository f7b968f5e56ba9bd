"""Records that are asked for after every change: read once, then only those anew that changed.

Thread: the document lane.
"""

from __future__ import annotations

from app.core.fields import Row
from app.models.catalogue import catalogue
from app.models.document.changes import Change, ChangeSet
from app.models.document.document import Document
from app.services.records import RecordService

PLACE = frozenset({"order_key", "created_at"})
"""Fields that say where a record stands among its like."""


class KeptRows:
    """Gives the values of the records of a type as :meth:`RecordService.load` does.

    Only for types that hold nothing sealed; titles stay in the words in which they were read.

    Args:
        document: tells what changes.
        records: reads the records.
    """

    def __init__(self, document: Document, records: RecordService) -> None:
        self._records = records
        self._rows: dict[str, dict[str, Row]] = {}
        self._stale: dict[str, set[str]] = {}
        document.listen(self._hear)

    def load(self, type: str) -> tuple[Row, ...]:
        """Return the records of a type in their order."""
        kept = self._rows.get(type)
        if kept is None:
            kept = self._rows[type] = {row.id: row for row in self._records.load(type)}
        elif stale := self._stale.get(type):
            with self._records.reader() as reader:
                kept.update((row.id, row) for row in reader.rows(type, ids=sorted(stale)))
        self._stale[type] = set()
        return tuple(kept.values())

    def _hear(self, changes: ChangeSet) -> None:
        """Remember which records got other content; where one came, went or moved, all are read again."""
        for one in changes.changes:
            if one.type in self._rows and _same_place(one):
                self._stale[one.type].add(one.record)
            else:
                declared = catalogue().get(one.type)
                for gone in (one.type, declared.parent if declared is not None else ""):
                    self._rows.pop(gone, None)


def _same_place(one: Change) -> bool:
    return one.old is not None and one.new is not None and not PLACE & one.new.keys()
