"""The only writer: units of work, each one transaction and one change set; undo and redo of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.ids import IdSource
from app.core.messages import N_, Message
from app.models.base import Record, canonical
from app.models.document.changes import ChangeSet, label_text, moment
from app.models.document.inverse import apply_inverse, update_row
from app.models.document.schema import Schema
from app.models.document.stack import Press, UndoStack
from app.models.document.stored import (
    CHANGE_COLUMNS,
    SET_COLUMNS,
    Codec,
    StoredChange,
    merge,
    says_nothing,
    seal,
    set_hash,
)
from app.models.document.triggers import Recorder, digest, row_json

TYPING_IDLE_S = 2.0
TYPING_LONGEST_S = 10.0
REWRITTEN = "rewritten"
"""Stands for a change set while records are rewritten; nothing under it is ever committed."""


class UnitSession(Session):
    """A session whose transaction belongs to the unit of work."""

    def commit(self) -> None:
        """Refuse: the unit of work commits when its block ends."""
        raise RuntimeError("the unit of work commits, not its session")


@dataclass(slots=True)
class UnitOfWork:
    """What the block of a unit of work gets.

    Attributes:
        session: for reading and writing; flushed and committed when the block ends.
        changes: what it did; set after the block, ``None`` where nothing changed.
    """

    session: Session
    changes: ChangeSet | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Who works and on what: the identity of an editing session."""

    session: str
    person: str
    device: str
    opened_at: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """The change set that a unit of work writes into, not yet stored."""

    set_id: str
    seq: int
    lamport: int
    label: Message
    step: str
    undoes: tuple[str, ...] = ()
    typing: bool = False
    started: float = 0.0
    touched: float = 0.0
    last_ord: int = 0

    @property
    def joins(self) -> bool:
        """Whether others may go on with its step."""
        return self.step != self.set_id


class History:
    """Writes units of work, keeps the stack of undo. Thread: the document's own.

    Args:
        connection: the only read-write connection; :class:`Recorder` is installed on it here.
        engine: SQLAlchemy over that connection.
        schema: what is watched.
        clock: tells the time that is stored.
        ids: makes keys.
        monotonic: seconds of a clock that only goes forward, for the pauses in typing.
        who: the session's identity.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        engine: Engine,
        schema: Schema,
        clock: Clock,
        ids: IdSource,
        monotonic: Callable[[], float],
        who: Who,
    ) -> None:
        self._db, self._engine, self._schema = connection, engine, schema
        self._clock, self._ids, self._monotonic = clock, ids, monotonic
        self._who, self._who_stored, self._seq = who, False, 0
        self._codec = Codec(schema)
        self._recorder = Recorder(schema)
        self._recorder.install(connection, schema.watched.values())
        self._lamport = int(connection.execute("SELECT coalesce(max(lamport), 0) FROM change_set").fetchone()[0])
        self._leftover = bool(connection.execute("SELECT 1 FROM change_set WHERE sealed = 0 LIMIT 1").fetchone())
        self._typing: _Plan | None = None
        self._stack = UndoStack()
        self._so_far: tuple[Press, list[StoredChange]] | None = None
        self.listeners: list[Callable[[ChangeSet], None]] = []

    @property
    def who(self) -> Who:
        """The identity under which the next change set is written."""
        return self._who

    def set_person(self, person: str) -> None:
        """Go on as *person*; what is stored already keeps its name."""
        if person == self._who.person:
            return
        self.seal()
        session = self._ids() if self._who_stored else self._who.session
        self._who = replace(self._who, session=session, person=person, opened_at=moment(self._clock.now()))
        self._who_stored, self._seq = False, self._seq if not self._who_stored else 0

    @property
    def busy(self) -> bool:
        """Whether a unit of work is open."""
        return self._recorder.set_id is not None

    @contextmanager
    def unit(
        self, label: Message, *, step: str = "", typing: bool = False, undoes: tuple[str, ...] = ()
    ) -> Iterator[UnitOfWork]:
        """Open a unit of work and tell the listeners; see :meth:`Document.unit_of_work`."""
        with self._unit(label, step=step, typing=typing, undoes=undoes) as work:
            yield work
        self._tell(work.changes)

    def _tell(self, changes: ChangeSet | None) -> None:
        if changes is not None:
            for listener in self.listeners:
                listener(changes)

    @contextmanager
    def _unit(
        self, label: Message, *, step: str = "", typing: bool = False, undoes: tuple[str, ...], turns: bool = False
    ) -> Iterator[UnitOfWork]:
        """Open a unit of work; one that *turns* the stack is not put on it."""
        if self.busy:
            raise RuntimeError("a unit of work is open already")
        plan = self._plan(label, step, typing, undoes)
        net = self._done_before(plan)
        self._db.execute("BEGIN IMMEDIATE")
        session = UnitSession(self._engine, expire_on_commit=False)
        event.listen(session, "before_flush", self._stamp)
        work = UnitOfWork(session)
        try:
            self._recorder.open(plan.set_id, plan.last_ord)
            yield work
            session.flush()
            net = self._settle(plan, net)
            last_ord = self._recorder.ord
            self._recorder.close()
            work.changes, kept = self._store(plan, last_ord)
            self._db.execute("COMMIT")
        except BaseException:
            self._recorder.close()
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        finally:
            session.close()
        if self._committed(plan, work.changes, last_ord) and not turns:
            press = self._stack.did(plan.label, plan.step, plan.set_id, kept=kept, void=plan.joins and not net)
            self._so_far = press, net

    def seal(self) -> None:
        """Finish the open step of typing, and what an earlier end left unfinished."""
        if self._typing is None and not self._leftover:
            return
        self.without_history(lambda: self._seal_open(None))
        self._typing, self._leftover = None, False

    def seal_if_idle(self, now: float) -> bool:
        """Finish the open step of typing if it rested or lasted long enough.

        Args:
            now: seconds of the monotonic clock.

        Returns:
            Whether a step was finished.
        """
        if self._typing is None or not self._is_over(self._typing, now):
            return False
        self.seal()
        return True

    def without_history(self, write: Callable[[], object]) -> None:
        """Run *write* in a transaction of its own that leaves no change set (stored bytes, erasing)."""
        if self.busy:
            raise RuntimeError("a unit of work is open already")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            write()
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def rewrite(self, write: Callable[[], object]) -> None:
        """Run *write* on records in one transaction: their seals follow, the history keeps nothing of it.

        Only for what is the same to people, such as values that are encrypted anew. Undo stays as it was.
        """
        self.seal()

        def rewritten() -> None:
            self._recorder.open(REWRITTEN)
            try:
                write()
            finally:
                self._recorder.close()
            self._db.execute("DELETE FROM change WHERE set_id = ?", (REWRITTEN,))

        self._so_far = None
        self.without_history(rewritten)

    def barrier(self) -> None:
        """Forget the stack: what was done cannot be taken back by Undo any more."""
        self._stack.clear()

    @property
    def undo_label(self) -> Message | None:
        """What Undo would take back."""
        return self._stack.undo[-1].label if self._stack.undo else None

    @property
    def redo_label(self) -> Message | None:
        """What Redo would do again."""
        return self._stack.redo[-1].label if self._stack.redo else None

    @property
    def undo_depth(self) -> int:
        """How many steps Undo can take back."""
        return len(self._stack.undo)

    def undo(self) -> ChangeSet | None:
        """Take back the last step by a new change set; ``None`` where there is none."""
        return self._turn(self._stack.undo, self._stack.redo, N_("Undo: {action}"))

    def redo(self) -> ChangeSet | None:
        """Take back the last undo by a new change set; ``None`` where there is none."""
        return self._turn(self._stack.redo, self._stack.undo, N_("Redo: {action}"))

    def _turn(self, source: list[Press], target: list[Press], words: Message) -> ChangeSet | None:
        if not source:
            return None
        self.seal()
        press = source[-1]
        label = Message(words.id, {"action": press.label})
        with self._unit(label, undoes=tuple(press.sets), turns=True) as work:
            apply_inverse(self._db, self._schema, self.changes_of(press.sets))
        changes = work.changes
        self._stack.turn(source, target, Press(press.label, self._ids(), [changes.id]) if changes is not None else None)
        self._tell(work.changes)
        return work.changes

    def changes_of(self, sets: list[str]) -> list[StoredChange]:
        """Return the stored changes of *sets* in the order in which they happened."""
        found: list[StoredChange] = []
        for set_id in sets:
            found += self._read(set_id, 0)
        return found

    def _plan(self, label: Message, step: str, typing: bool, undoes: tuple[str, ...]) -> _Plan:
        now = self._monotonic()
        known = self._typing
        if typing and known is not None and step == known.step and not self._is_over(known, now):
            return replace(known, label=label, touched=now)
        set_id = self._ids()
        return _Plan(
            set_id, self._seq + 1, self._lamport + 1, label, step or set_id, undoes, typing, started=now, touched=now
        )

    @staticmethod
    def _is_over(plan: _Plan, now: float) -> bool:
        return now - plan.touched >= TYPING_IDLE_S or now - plan.started >= TYPING_LONGEST_S

    def _stamp(self, session: Session, _context: object, _instances: object) -> None:
        """Fill in keys and times of new records, and the time of changed ones."""
        now = ""
        for one in session.new:
            if isinstance(one, Record):
                now = now or moment(self._clock.now())
                one.id = one.id or self._ids()
                one.created_at = one.created_at or now
                one.updated_at = one.updated_at or now
        for one in session.dirty:
            if isinstance(one, Record) and session.is_modified(one):
                now = now or moment(self._clock.now())
                one.updated_at = now

    def _done_before(self, plan: _Plan) -> list[StoredChange]:
        """Return what the step that *plan* goes on with did until now, one change a record."""
        press = self._stack.open(plan.step) if plan.joins else None
        if press is None:
            return []
        if self._so_far is None or self._so_far[0] is not press:
            self._so_far = press, merge(self.changes_of(press.sets))
        return self._so_far[1]

    def _settle(self, plan: _Plan, before: list[StoredChange]) -> list[StoredChange]:
        """Return what a step did with the unit of work that is ending.

        A record that it left as it was becomes so to the letter, with the time at which it was changed last.
        """
        if not plan.joins or self._recorder.ord == plan.last_ord:
            return before
        net = merge([*before, *self._read(plan.set_id, plan.last_ord)])
        same = [row for row in net if says_nothing(row)]
        for _, _, table, record, old, _, _ in same:
            update_row(self._db, self._schema.watched[table], record, json.loads(old or "{}"))
        return [row for row in net if row not in same]

    def _store(self, plan: _Plan, last_ord: int) -> tuple[ChangeSet | None, bool]:
        """Write the change set's row and seals; say what changed and whether anything of the set is left."""
        self._seal_open(plan.set_id)
        if last_ord == plan.last_ord:
            return None, True
        rows = self._read(plan.set_id, plan.last_ord)
        joined = merge(rows)
        kept = True
        if plan.typing or not joined:
            kept = self._rewrite(plan.set_id, joined if plan.last_ord == 0 else merge(self._read(plan.set_id, 0)))
        self._store_set(plan, kept)
        changes = tuple(self._codec.change(row) for row in joined)
        return (ChangeSet(plan.set_id, plan.seq, plan.label, changes) if changes else None), kept

    def _rewrite(self, set_id: str, rows: list[StoredChange]) -> bool:
        self._db.execute("DELETE FROM change WHERE set_id = ?", (set_id,))
        self._db.executemany(f"INSERT INTO change ({CHANGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        return bool(rows)

    def _store_set(self, plan: _Plan, kept: bool) -> None:
        self._store_session()
        self._db.execute("DELETE FROM change_set WHERE id = ?", (plan.set_id,))
        if kept:
            row: tuple[Any, ...] = (
                plan.set_id,
                self._who.session,
                plan.seq,
                plan.lamport,
                moment(self._clock.now()),
                label_text(plan.label),
                plan.step,
                canonical(plan.undoes) if plan.undoes else "",
                0 if plan.typing else 1,
            )
            self._db.execute(f"INSERT INTO change_set ({SET_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        seal(self._db, "change_set", plan.set_id, set_hash(self._db, plan.set_id))

    def _store_session(self) -> None:
        if self._who_stored:
            return
        heads = self._db.execute("SELECT session, max(seq) FROM change_set GROUP BY session").fetchall()
        known = {one for (text,) in self._db.execute("SELECT parents FROM session") for one in _sessions(text)}
        parents = sorted([session, seq] for session, seq in heads if session not in known)
        who = self._who
        row = (who.session, who.device, who.person, who.opened_at, canonical(parents))
        self._db.execute("INSERT INTO session (id, device, person, opened_at, parents) VALUES (?, ?, ?, ?, ?)", row)
        seal(self._db, "session", who.session, digest(row_json(row)))

    def _seal_open(self, except_id: str | None) -> None:
        """Mark every set but *except_id* that is still open as finished, inside the open transaction."""
        if self._typing is None and not self._leftover:
            return
        rows = self._db.execute("SELECT id FROM change_set WHERE sealed = 0 AND id IS NOT ?", (except_id,)).fetchall()
        for (set_id,) in rows:
            self._db.execute("UPDATE change_set SET sealed = 1 WHERE id = ?", (set_id,))
            seal(self._db, "change_set", set_id, set_hash(self._db, set_id))

    def _read(self, set_id: str, after: int) -> list[StoredChange]:
        query = f"SELECT {CHANGE_COLUMNS} FROM change WHERE set_id = ? AND ord > ? ORDER BY ord"
        return self._db.execute(query, (set_id, after)).fetchall()

    def _committed(self, plan: _Plan, changes: ChangeSet | None, last_ord: int) -> bool:
        """Take over into memory what the file holds now; say whether anything was written."""
        self._leftover = False
        if changes is None and last_ord == plan.last_ord:
            if self._typing is not None and self._typing.set_id != plan.set_id:
                self._typing = None
            return False
        self._who_stored = True
        self._seq, self._lamport = max(self._seq, plan.seq), max(self._lamport, plan.lamport)
        self._typing = replace(plan, last_ord=last_ord) if plan.typing else None
        return True


def _sessions(parents: str) -> list[str]:
    return [session for session, _ in json.loads(parents)]
