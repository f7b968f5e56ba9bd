"""Bring the rows of a dry run in: one unit of work, one Undo, all or nothing. Thread: the document lane.

Records are written with bulk statements; the history's triggers see each. What a row refers to and was
left out is left out of it too; a row that was joined becomes the record that was there, of which only
empty fields are filled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.core import order
from app.core.clock import Clock
from app.core.errors import InputError
from app.core.messages import N_, NP_, Message
from app.models.catalogue import catalogue, ordered, parent_column, table
from app.models.document.changes import ChangeSet, moment
from app.models.document.document import Document
from app.models.pending_input import PendingInput
from app.services.formatting import is_empty
from app.services.importing.rows import BOTH, JOIN, Act, ImportPlan, RowPlan
from app.services.importing.snapshot import mark_of
from app.services.record_reader import RecordReader
from app.services.records import PREFILLED, RecordService
from app.services.workbook.columns import REFERRING, exchanged_types

CHUNK = 500
NEEDED: Mapping[str, tuple[str, ...]] = {"score": ("scorer", "candidate")}
"""Fields without whose record a row says nothing: where that was left out, so is the row."""
Decisions = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of it.

    Args:
        added, changed, joined: numbers of records.
        left: rows that were left out: refused, undecided, or because what they belong to was.
        changes: the one step, ``None`` where nothing changed.
    """

    added: int
    changed: int
    joined: int
    left: int
    changes: ChangeSet | None


def chosen_rows(plan: ImportPlan, decisions: Decisions) -> tuple[tuple[RowPlan, ...], Mapping[str, str]]:
    """Return the rows that come in, and which new key becomes which record by joining.

    Args:
        plan: the dry run.
        decisions: key of a row to ``both``, ``leave`` or ``join:<key>``; a row with twins and no decision is left out.
    """
    joined: dict[str, str] = {}
    out: set[str] = set()
    rows: list[RowPlan] = []
    for row in plan.rows:
        if row.act is Act.NOTHING:
            continue
        decision = decisions.get(row.key, "") if row.asks else BOTH
        if decision.startswith(JOIN):
            target = decision.removeprefix(JOIN)
            joined[row.id] = joined.get(target, target)
        elif decision != BOTH:
            out.add(row.id)
    new = {row.id for row in plan.rows if row.act is Act.ADD}
    for row in plan.rows:
        if row.act is Act.NOTHING or row.id in out:
            continue
        if row.parent in out or (row.parent in new and joined.get(row.parent) in out):
            out.add(row.id)
            continue
        if any(row.values.get(name) in out for name in NEEDED.get(row.type, ())):
            out.add(row.id)
            continue
        if joined.get(row.id) in out:  # joined to a row of the file that is left out itself
            out.add(row.id)
            continue
        rows.append(row)
    return tuple(rows), joined


def count_coming(plan: ImportPlan, decisions: Decisions) -> int:
    """Return how many records would come in or change."""
    return len(chosen_rows(plan, decisions)[0])


class Bringing:
    """Writes one plan.

    Args:
        document: open for editing.
        records: its records.
        clock: tells the time that is stored.
    """

    def __init__(self, document: Document, records: RecordService, clock: Clock) -> None:
        self._document, self._records, self._clock = document, records, clock

    def bring_in(self, plan: ImportPlan, decisions: Decisions, label: Message | None = None) -> ImportResult:
        """Write the rows of *plan* that were not left out, as one step.

        Args:
            plan: the dry run.
            decisions: as for :func:`chosen_rows`.
            label: of the step; the number of records where ``None``.

        Raises:
            InputError: the document changed since the dry run; nothing was written.
            DrawerError: something belongs into the private drawer, which is closed; nothing was written.
            DiskFullError, StorageError: nothing was written.
        """
        if plan.mark != mark_of(self._document):
            raise InputError(
                N_("The records changed since the file was compared with them."),
                N_("Choose the file again and look at the list once more."),
                code="import.stale",
            )
        rows, joined = chosen_rows(plan, decisions)
        said = NP_("Bring in {n} record from {name}", "Bring in {n} records from {name}", len(rows), name=plan.name)
        with self._document.unit_of_work(label or said) as work:
            _Writer(work.session, self._records, self._document, self._clock, joined).write(rows)
        added = sum(row.act is Act.ADD and row.id not in joined for row in rows)
        changed = sum(row.act is Act.CHANGE for row in rows)
        coming = {row.key for row in rows}
        left = sum(row.key not in coming and (row.act is not Act.NOTHING or row.refused) for row in plan.rows)
        return ImportResult(added, changed, len(rows) - added - changed, left, work.changes)


class _Writer:
    """Writes rows inside an open unit of work."""

    def __init__(
        self,
        session: Session,
        records: RecordService,
        document: Document,
        clock: Clock,
        joined: Mapping[str, str],
    ) -> None:
        self._session, self._records, self._document = session, records, document
        self._joined, self._now = joined, moment(clock.now())
        self._reader = RecordReader(session, records.translator, records.option_source, document.drawer)
        self._there: dict[str, set[str]] = {}
        self._coming: dict[str, set[str]] = defaultdict(set)

    def write(self, rows: Sequence[RowPlan]) -> None:
        """Write them, type by type."""
        by_type: dict[str, list[RowPlan]] = defaultdict(list)
        for row in rows:
            by_type[row.type].append(row)
            if row.act is Act.ADD and row.id not in self._joined:
                self._coming[row.type].add(row.id)
        for name in exchanged_types():
            mine = [self._turned(row) for row in by_type.get(name, ())]
            self._add([row for row in mine if row.act is Act.ADD and row.id not in self._joined])
            self._join([row for row in mine if row.act is Act.ADD and row.id in self._joined])
            self._change([row for row in mine if row.act is Act.CHANGE])
        self._keep_as_typed(rows)

    def _turned(self, row: RowPlan) -> RowPlan:
        """Point what a row refers to at the records that were joined, and leave out what is not there."""
        values = dict(row.values)
        for field in catalogue()[row.type].fields:
            if field.kind not in REFERRING or field.name not in values or is_empty(values[field.name]):
                continue
            value = values[field.name]
            keys = value if isinstance(value, tuple) else (value,)
            kept = tuple(
                dict.fromkeys(key for one in keys if self._is_there(field.target, key := self._joined.get(one, one)))
            )
            values[field.name] = kept if isinstance(value, tuple) else next(iter(kept), None)
        return replace(row, values=values, parent=self._joined.get(row.parent, row.parent))

    def _is_there(self, type_name: str, key: str) -> bool:
        if type_name not in self._there:
            found = self._session.execute(select(table(type_name).columns["id"])).scalars()
            self._there[type_name] = {str(one) for one in found}
        return key in self._there[type_name] or key in self._coming[type_name]

    def _add(self, rows: list[RowPlan]) -> None:
        if not rows:
            return
        name = rows[0].type
        one, parent = table(name), parent_column(name)
        stored = [each.name for each in one.columns if each.name not in ("id", "created_at", "updated_at")]
        given = {key for row in rows for key in row.values}
        prefilled = self._prefilled(name, given)
        keys = self._order_keys(name, rows)
        made = []
        for row, key in zip(rows, keys, strict=True):
            values = {**dict.fromkeys(stored), **prefilled, **row.values}
            if parent:
                values[parent] = row.parent or None
            if key:
                values["order_key"] = key
            if name in self._document.drawer.columns:
                values = self._document.drawer.seal_new(name, row.id, values)
            made.append({"id": row.id, "created_at": self._now, "updated_at": self._now, **values})
        self._session.execute(insert(one), made)

    def _prefilled(self, name: str, given: set[str]) -> dict[str, object]:
        found: dict[str, object] = {}
        for column in PREFILLED:
            if column in table(name).columns and column not in given and name != "community":
                known = self._session.execute(select(table("community").columns[column]).limit(1)).scalar()
                found[column] = known
        return found

    def _order_keys(self, name: str, rows: Sequence[RowPlan]) -> list[str]:
        """Return order keys behind the last neighbour of each row, in the order of the file."""
        if not ordered(name):
            return [""] * len(rows)
        one, parent = table(name).columns, parent_column(name)
        last = func.max(one["order_key"])
        statement = select(one[parent], last).group_by(one[parent]) if parent else select(last)
        ends = {str(row[0]) if parent else "": str(row[-1] or "") for row in self._session.execute(statement)}
        counts: dict[str, int] = defaultdict(int)
        for row in rows:
            counts[row.parent if parent else ""] += 1
        made = {key: iter(order.many(count, ends.get(key) or None)) for key, count in counts.items()}
        return [next(made[row.parent if parent else ""]) for row in rows]

    def _join(self, rows: Iterable[RowPlan]) -> None:
        """Give each record what the row that was joined to it knows and it does not."""
        for row in rows:
            for known in self._reader.rows(row.type, ids=[self._joined[row.id]]):
                new = {
                    name: value
                    for name, value in row.values.items()
                    if is_empty(known.get(name)) and not is_empty(value) and name not in known.locked
                }
                self._records.write(self._session, row.type, known.id, new)

    def _change(self, rows: Iterable[RowPlan]) -> None:
        groups: dict[tuple[str, ...], list[dict[str, object]]] = defaultdict(list)
        name = ""
        for row in rows:
            name = row.type
            values = {**row.values, **dict.fromkeys(row.pending)}
            if name in self._document.drawer.columns:
                self._records.write(self._session, name, row.id, values)
            elif values:
                columns = tuple(sorted(values))
                groups[columns].append({"b_id": row.id, **{f"v_{column}": values[column] for column in columns}})
        for columns, found in groups.items():
            one = table(name)
            new = {column: bindparam(f"v_{column}", type_=one.columns[column].type) for column in columns}
            statement = update(one).where(one.columns["id"] == bindparam("b_id"))
            self._session.connection().execute(statement.values(updated_at=self._now, **new), found)

    def _keep_as_typed(self, rows: Iterable[RowPlan]) -> None:
        """Keep what could not be read beside its field, and forget what was kept there before."""
        kept, gone = [], []
        for row in rows:
            if row.id in self._joined:
                continue
            if row.act is Act.CHANGE:
                gone += [f"{row.type}/{row.id}/{name}" for name in (*row.values, *row.pending)]
            for name, text in row.pending.items():
                key, sealed = (
                    f"{row.type}/{row.id}/{name}",
                    self._document.drawer.seal_text(row.type, row.id, name, text),
                )
                kept.append({"key": key, "type": row.type, "record": row.id, "field": name, "text": sealed})
        for at in range(0, len(gone), CHUNK):
            self._session.execute(delete(PendingInput).where(PendingInput.key.in_(gone[at : at + CHUNK])))
        if kept:
            self._session.execute(insert(PendingInput), kept)
