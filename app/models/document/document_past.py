"""The past of the open document: undo and redo, steps, the bin, records as they were, erasing for good."""

from __future__ import annotations

from datetime import datetime

from app.core.messages import N_, Message
from app.models.document.changes import Change, ChangeSet, DeletedRecord, PutBackResult, StepInfo
from app.models.document.document_core import DocumentCore
from app.models.document.restore import ERASED, Restorer

_PUT_BACK = N_("Put back: {action}")


class DocumentPast(DocumentCore):
    """What was done, and how it is taken back."""

    @property
    def undo_label(self) -> Message | None:
        """What Undo would take back, ``None``: nothing."""
        return None if self._history is None else self._history.undo_label

    @property
    def redo_label(self) -> Message | None:
        """What Redo would do again, ``None``: nothing."""
        return None if self._history is None else self._history.redo_label

    @property
    def undo_depth(self) -> int:
        """How many times Undo can be pressed."""
        return 0 if self._history is None else self._history.undo_depth

    def undo(self) -> ChangeSet | None:
        """Take back the last step of this session; ``None`` where there is none."""
        with self._told():
            return self._writer().undo()

    def redo(self) -> ChangeSet | None:
        """Do again what was last taken back; ``None`` where there is nothing."""
        with self._told():
            return self._writer().redo()

    def barrier(self) -> None:
        """Let Undo stop here (after a merge or a restore)."""
        self._writer().barrier()

    def history(
        self, since: datetime | None = None, record: tuple[str, str] | None = None, limit: int = 200
    ) -> list[StepInfo]:
        """Return what was done, newest first.

        Args:
            since: only what was done at or after this (aware) time.
            record: only what touched this (type, key).
            limit: at most this many steps.
        """
        with self._told():
            return self._past.steps(since, record, limit)

    def step_changes(self, key: str) -> tuple[Change, ...]:
        """Return what a step (or one change set of it) did, in order."""
        with self._told():
            return self._past.changes(key)

    def put_back(self, key: str) -> PutBackResult:
        """Take back a step of any age where the present values are still the ones it wrote.

        Args:
            key: id of a step or change set.

        Returns:
            The change set, and what has been changed since and was left as it is.
        """
        label = self._label_of(key)
        with self.unit_of_work(Message(_PUT_BACK.id, {"action": label})) as work:
            left = self._restorer().put_back(key)
        return PutBackResult(work.changes, left)

    def as_of(self, type: str, id: str, when: datetime) -> dict[str, object] | None:
        """Return the values of a record as they were at *when* (aware); ``None`` where it did not exist."""
        with self._told():
            return self._past.record_at(type, id, when)

    def family_as_of(self, type: str, id: str, when: datetime) -> dict[tuple[str, str], dict[str, object]]:
        """Return a record with the rows that go with it as they were at *when* (aware), by (type, key)."""
        with self._told():
            return self._past.family_at(type, id, when)

    def hours_changed(self, types: tuple[str, ...]) -> list[datetime]:
        """Return the hours in which records of some types were changed, newest first."""
        with self._told():
            return self._past.hours(types)

    def put_back_record(self, type: str, id: str, when: datetime) -> ChangeSet | None:
        """Make a record, with the rows that go with it, what it was at *when* (aware); else nothing is undone."""
        with self._told():
            lamport = self._past.lamport_at(when)
            if (type, id) not in self._past.rows_at(type, id, lamport):
                return None
        with self.unit_of_work(N_("Put back as it was")) as work:
            self._restorer().put_record(type, id, lamport)
        return work.changes

    def deleted(self) -> list[DeletedRecord]:
        """Return the bin: deleted records, last deleted first."""
        with self._told():
            return self._past.deleted()

    def bring_back(self, type: str, id: str) -> ChangeSet | None:
        """Take a record out of the bin with the rows that went with it; ``None`` where it is not in there."""
        with self._told():
            lamport = self._past.lamport_before_deletion(type, id)
            if lamport is None or (type, id) in self._past.current(type, id):
                return None
        with self.unit_of_work(N_("Take out of the bin")) as work:
            self._restorer().put_record(type, id, lamport)
        return work.changes

    def erase(self, type: str, id: str, blobs: tuple[str, ...] = ()) -> ChangeSet | None:
        """Erase a record for good, with its rows and everything that the history holds of them.

        The only action without undo.

        Args:
            type: record type.
            id: its key, of a living record or one in the bin.
            blobs: SHA-256 of stored bytes that go with it; bytes that other records show are not for here.
        """
        with self.unit_of_work(ERASED) as work:
            self._restorer().erase(type, id)
            for name in blobs:
                self._db.execute("DELETE FROM blob WHERE sha256 = ?", (name,))
        with self._told():
            self._writer().barrier()
            self._db.execute("VACUUM")
        return work.changes

    def empty_drawer(self) -> ChangeSet | None:
        """Erase everything in the private drawer for good, locked or not; there is no undo."""
        with self.unit_of_work(N_("Empty the private drawer")) as work:
            self.drawer.erase(self._restorer())
        with self._told():
            self._writer().barrier()
            self._db.execute("VACUUM")
        return work.changes

    def _restorer(self) -> Restorer:
        self._writer()
        return Restorer(self._db, self.schema)

    def _label_of(self, key: str) -> Message:
        with self._told():
            found = self._past.label(key)
        return found or N_("A step of the history")
