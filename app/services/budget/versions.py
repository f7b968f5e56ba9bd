"""Writing versions of a budget: copying, putting into use, setting aside, carrying out a proposed change.

Thread: the document lane. Each is one unit of work, so one Undo takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.fields import Kind, Row
from app.core.messages import N_, Message
from app.models.catalogue import catalogue, table
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.budget.compare import paired
from app.services.budget.engine.lines import BudgetEntry
from app.services.budget.engine.mend import Change, FieldStep, LineStep
from app.services.budget.gather import APPLIED, DRAFT, SET_ASIDE, Ledger, family_of, lines_of
from app.services.records import RecordService

COPY = N_("Copy the budget")
NOT_COPIED = frozenset({"id", "created_at", "updated_at"})
LINE, OWN_LINK = "budget_line", ("budget_line", "copied_from")
WRITTEN = {
    "quantity": "qty",
    "unit_price": "unit_price",
    "project": "project",
    "organisation": "organisation",
    "ends_on": "ends_on",
    "head": "head",
}
"""Part of an engine's line to the field of the record that keeps it."""


class Versions:
    """Writes versions.

    Args:
        document: open.
        records: writes the records.
    """

    def __init__(self, document: Document, records: RecordService) -> None:
        self._document, self._records = document, records

    def copy(
        self,
        ledger: Ledger,
        source: str,
        first: Mapping[str, object],
        label: Message = COPY,
        then: Callable[[Session, str, Mapping[str, str]], None] | None = None,
    ) -> tuple[str, ChangeSet]:
        """Copy a budget; where it has no record yet, one is made for it, its lines stay as they are.

        Args:
            ledger: all rows.
            source: id of the budget, "" where there is no record of it.
            first: values of a record that has to be made.
            label: names the step.
            then: does more in the same step, given the copy's id and old line id to new.
        """
        with self._document.unit_of_work(label) as work:
            session = work.session
            original = next((row for row in ledger.of("budget") if row.id == source), None)
            if original is None:
                if source:
                    raise LookupError(source)
                source = self._records.insert(session, "budget", first)
                original = Row("budget", source, dict(first))
                lines = ledger.of(LINE)
            else:
                lines = lines_of(ledger, source)
            made = self._copy_head(session, ledger, original)
            copies = {line.id: self._copy_line(session, line, made) for line in lines}
            if then is not None:
                then(session, made, copies)
        assert work.changes is not None
        return made, work.changes

    def apply(self, ledger: Ledger, copy_id: str, replaced: str) -> ChangeSet | None:
        """Put a copy into use and let payments follow from the lines that it replaces."""
        copied = next((row for row in ledger.of("budget") if row.id == copy_id), None)
        if copied is None:
            raise LookupError(copy_id)
        with self._document.unit_of_work(N_("Put the budget into use")) as work:
            session = work.session
            self._records.write(session, "budget", copy_id, {"state": APPLIED})
            if replaced and replaced != copy_id:
                old_lines, new_lines = lines_of(ledger, replaced), lines_of(ledger, copy_id)
                self._records.write(session, "budget", replaced, {"state": SET_ASIDE})
                for line in old_lines:  # a line without a budget would go over to the new one
                    if line.text("budget") != replaced:
                        self._records.write(session, LINE, line.id, {"budget": replaced})
                self._follow(session, {old: new for new, old in paired(old_lines, new_lines).items()})
        return work.changes

    def set_aside(self, budget_id: str) -> ChangeSet | None:
        """Set a version aside."""
        with self._document.unit_of_work(N_("Set the budget aside")) as work:
            self._records.write(work.session, "budget", budget_id, {"state": SET_ASIDE})
        return work.changes

    def carry_out(self, budget_id: str, change: Change, first: Mapping[str, object]) -> ChangeSet | None:
        """Write the steps of a proposed change."""
        with self._document.unit_of_work(N_("Carry out the proposed change")) as work:
            session, target = work.session, budget_id
            for step in change.steps:
                if isinstance(step, LineStep):
                    self._write_line(session, step, target)
                    continue
                if not target:
                    target = self._records.insert(session, "budget", first)
                self._write_field(session, step, target)
        return work.changes

    # -- inside

    def _copy_head(self, session: Session, ledger: Ledger, original: Row) -> str:
        family = family_of(ledger, original.id)
        versions = [row.whole("version") or 1 for row in ledger.of("budget") if row.id in family]
        number = max(versions, default=original.whole("version") or 1) + 1
        values = _columns("budget", original) | {"state": DRAFT, "version": number, "copied_from": original.id}
        values.pop("order_key", None)
        made = self._records.insert(session, "budget", values)
        for row in _below(original, "partners"):
            self._records.insert(session, "budget_partner", _columns("budget_partner", row) | {"budget": made})
        return made

    def _copy_line(self, session: Session, line: Row, budget: str) -> str:
        values = _columns(LINE, line) | {"budget": budget, "copied_from": line.id}
        made = self._records.insert(session, LINE, values)
        for row in _below(line, "items"):
            self._records.insert(session, "budget_item", _columns("budget_item", row) | {"line": made})
        return made

    def _follow(self, session: Session, moved: Mapping[str, str]) -> None:
        """Let every record that names an old line name the line that came of it."""
        for type_name, field, several in _links():
            columns = table(type_name).columns
            for record, held in session.execute(
                select(columns["id"], columns[field]).where(columns[field].is_not(None))
            ):
                new = tuple(moved.get(one, one) for one in held) if several else moved.get(held, held)
                if new != (tuple(held) if several else held):
                    self._records.write(session, type_name, record, {field: new})

    def _write_line(self, session: Session, step: LineStep, budget: str) -> None:
        if step.after is None:
            if step.before is not None:
                one = table(LINE)
                session.execute(one.delete().where(one.columns["id"] == step.before.id))
        elif step.before is None:
            values = _values(step.after) | ({"budget": budget} if budget else {})
            self._records.insert(session, LINE, values)
        else:
            before, after = _values(step.before), _values(step.after)
            changed = {name: value for name, value in after.items() if before[name] != value}
            self._records.write(session, LINE, step.before.id, changed)

    def _write_field(self, session: Session, step: FieldStep, budget: str) -> None:
        self._records.write(session, "budget", budget, {step.name: step.after})


def _values(one: BudgetEntry) -> dict[str, object]:
    """Return what the engine may change of a line, as its record keeps it."""
    return {name: getattr(one, part) if getattr(one, part) != "" else None for part, name in WRITTEN.items()}


def _columns(type_name: str, row: Row) -> dict[str, object]:
    names = {column.name for column in table(type_name).columns} - NOT_COPIED
    return {name: value for name, value in row.values.items() if name in names}


def _below(row: Row, field: str) -> Iterator[Row]:
    held = row.get(field)
    return (one for one in held if isinstance(one, Row)) if isinstance(held, tuple) else iter(())


def _links() -> Iterator[tuple[str, str, bool]]:
    """Yield type, field and whether it holds several, of every field that names budget lines."""
    for name, one in catalogue().items():
        for field in one.fields:
            if field.target == LINE and (name, field.name) != OWN_LINK and field.kind is not Kind.ROWS:
                yield name, field.name, field.kind is Kind.REFERENCES
