"""What every part of the open document stands on: its connection, its history, the thread that it belongs to."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.messages import Message
from app.models.document import faults
from app.models.document.drawer import Drawer
from app.models.document.history import History, UnitOfWork
from app.models.document.opening import Setup
from app.models.document.past import Past
from app.models.document.schema import Schema


class DocumentCore:
    """One open file, as far as its parts need to know; :class:`Document` opens it and sets all of this."""

    path: Path
    why_read_only: Message | None
    drawer: Drawer
    _db: sqlite3.Connection
    _setup: Setup
    _past: Past
    _history: History | None
    _thread: int

    @property
    def schema(self) -> Schema:
        """The tables of the document."""
        return self._setup.schema

    @contextmanager
    def unit_of_work(self, label: Message, *, step: str = "", typing: bool = False) -> Iterator[UnitOfWork]:
        """Change the document: one transaction, one change set, all or nothing.

        Args:
            label: what is done, in the words of a menu (``N_("Add an event")``).
            step: change sets with the same step in a row are one Undo; "" stands alone.
            typing: text that goes on being typed; it is joined with what was typed before in the same
                step until 2 s of rest, 10 s in all or any other action.

        Yields:
            An object with ``session``; after the block its ``changes`` hold what was done.

        Raises:
            ReadOnlyError: the document is open to read.
            DiskFullError, StorageError: nothing of the block was stored.
        """
        with self._told(), self._writer().unit(label, step=step, typing=typing) as work:
            yield work

    def _writer(self) -> History:
        self._require_thread()
        if self._history is None:
            raise faults.read_only(self.why_read_only)
        return self._history

    def _require_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("the document belongs to the thread that opened it")

    @contextmanager
    def _told(self) -> Iterator[None]:
        with faults.told(self.path.name):
            yield
