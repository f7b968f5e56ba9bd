"""A budget workbook that was changed elsewhere comes back as a new version, to be compared line by line.

Only the sheet of lines is read; the budget in use is not touched. Lines are known by their key; a row
without one is a new line, a line without its row is gone in the version. A cell that cannot be read
leaves what was there and is named. Thread: the document lane; the file itself is read before, in any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.core.errors import InputError
from app.core.fields import Field, Kind
from app.core.messages import N_, Label, Message
from app.i18n import Translator
from app.imports.grid import Book, Grid, GridRow, Place, Raw
from app.models.catalogue import catalogue, table
from app.models.document.changes import ChangeSet
from app.services.budget.book_looks import labels_of
from app.services.budget.book_plan import organisation_labels, project_labels
from app.services.budget.engine.lines import BudgetEntry
from app.services.budget.plan_views import PlanView
from app.services.budget.views import BudgetView, Head
from app.services.importing.cells import CellReader, Manner, shown_raw
from app.services.parsing import NO_WORDS

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LANGUAGES = ("zh_TW", "en")
HEADS: Mapping[str, Message] = {
    "head": N_("Budget head"),
    "item": N_("Budget item"),
    "qty": N_("Quantity"),
    "unit": N_("Unit"),
    "unit_price": N_("Unit price"),
    "funding_source": N_("Paid from"),
    "note": N_("Note"),
    "organisation": N_("Spent by"),
    "project": N_("Project"),
    "year": N_("Year of the term"),
    "eligible": N_("Paid by the grant"),
    "key": N_("Line key"),
}
NEEDED = frozenset({"head", "item", "qty", "unit_price", "key"})
NAMED = frozenset({"head", "funding_source", "organisation", "project"})
"""Fields whose cells name something by its label on the other sheets."""
SEARCHED_ROWS = 20
TAKE_UP = N_("Take up the changed workbook")


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of a workbook.

    Args:
        budget: id of the new version, in state ``draft``.
        changes: the undo step.
        added, changed, removed: lines against the version that was copied.
        problems: cells that could not be read, with their place; what was there stayed.
        notes: what the file as a whole has to say, such as macros that were not run.
    """

    budget: str
    changes: ChangeSet
    added: int = 0
    changed: int = 0
    removed: int = 0
    problems: tuple[tuple[Place, Message], ...] = ()
    notes: tuple[Message, ...] = ()


def take_back(ws: Workspace, book: Book, budget_id: str = "") -> Returned:
    """Make a new version of a budget out of a workbook that was exported from it.

    Args:
        ws: the open document.
        book: the file, read by ``app.imports.workbook.read_book``.
        budget_id: the budget that it was exported from, "" the one in use; where its line keys belong to
            another budget of the file, that one counts.

    Raises:
        InputError: no sheet of it is the sheet of budget lines; nothing was changed.
    """
    sheet, at, columns = _find(book)
    budget_id = _home(ws, sheet, at, columns["key"], budget_id)
    plan = ws.plans.plan(budget_id)
    pack = ws.plans.pack_of(plan.budget)
    view = ws.budget.view(budget_id, tuple(Head.of(one) for one in pack.heads) if pack else ())
    reader = _Rows(ws, plan, view, sheet, columns)
    known = {one.id for one in plan.lines if one.in_currency}
    entries = {one.id: one for one in plan.lines}
    counts = {"added": 0, "changed": 0, "removed": 0}

    def write(session: Session, made: str, copies: Mapping[str, str]) -> None:
        seen: set[str] = set()
        for row in sheet.rows:
            if row.number <= at or reader.empty(row):
                continue
            key = shown_raw(row.at(columns["key"])).strip()
            values = reader.values(row, entries.get(key))
            if key in copies and key not in seen:
                seen.add(key)
                counts["changed"] += ws.records.write(session, "budget_line", copies[key], values)
            else:
                fresh = {name: value for name, value in values.items() if value is not None}
                ws.records.insert(session, "budget_line", {"budget": made, "currency": plan.currency, **fresh})
                counts["added"] += 1
        one = table("budget_line")
        for key in sorted(known - seen):
            session.execute(one.delete().where(one.columns["id"] == copies[key]))
            counts["removed"] += 1

    made, changes = ws.plans.revise(budget_id, TAKE_UP, write)
    return Returned(made, changes, problems=tuple(reader.problems), notes=book.notes, **counts)


def _find(book: Book) -> tuple[Grid, int, Mapping[str, int]]:
    """Return the sheet of lines, the row of its headings and the column of each."""
    words = {_plain(Translator(language).text(label)): name for name, label in HEADS.items() for language in LANGUAGES}
    for sheet in book.grids:
        for row in sheet.rows[:SEARCHED_ROWS]:
            found: dict[str, int] = {}
            for column, cell in enumerate(row.cells):
                name = words.get(_plain(cell)) if isinstance(cell, str) else None
                if name is not None:
                    found.setdefault(name, column)
            if found.keys() >= NEEDED:
                return sheet, row.number, found
    raise InputError(
        N_("“{file}” has no sheet of budget lines as Banyan writes it. Nothing was changed.", file=book.name),
        N_("Choose a budget workbook that was exported here. Its headings and line keys must still be there."),
    )


def _home(ws: Workspace, sheet: Grid, at: int, column: int, named: str) -> str:
    """Return the budget that most line keys of the sheet belong to, *named* where they belong to none."""
    keys = {shown_raw(row.at(column)).strip() for row in sheet.rows if row.number > at}
    found = {one.id: sum(line.id in keys for line in ws.plans.plan(one.id).lines) for one in ws.plans.budgets()}
    most = max(found.values(), default=0)
    if not most or found.get(named) == most:
        return named
    return next(budget for budget, known in found.items() if known == most)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


class _Rows:
    """Reads rows into values of a line; what cannot be read is kept as a problem."""

    def __init__(
        self, ws: Workspace, plan: PlanView, view: BudgetView, sheet: Grid, columns: Mapping[str, int]
    ) -> None:
        self._sheet, self._columns, self.problems = sheet, columns, list[tuple[Place, Message]]()
        self._fields = {name: catalogue()["budget_line"].field(name) for name in HEADS if name != "key"}
        custom = ws.settings.custom()
        manner = Manner(custom.calendar, custom.us, plan.currency, {}, _both)
        self._cells, self._currency = CellReader(manner), plan.currency
        self._labels = {
            "head": _ids([[(one.head.id, said(one.head.title)) for one in view.heads] for said in _tongues()]),
            "funding_source": _ids([[(one.id, said(one.name)) for one in view.sources] for said in _tongues()]),
            "organisation": {_plain(label): key for key, label in organisation_labels(plan).items()},
            "project": {_plain(label): key for key, label in project_labels(plan).items()},
        }

    def empty(self, row: GridRow) -> bool:
        """Say whether nobody typed anything into the row; what a formula shows does not count."""
        typed = (self._columns[name] for name in self._columns if name != "key")
        return all(shown_raw(row.at(column)).strip() == "" for column in typed)

    def values(self, row: GridRow, before: BudgetEntry | None) -> dict[str, object]:
        """Return field to value of every cell that could be read and that says something new.

        Args:
            row: of the sheet.
            before: the line that it was written from, ``None`` for a new one.
        """
        out: dict[str, object] = {}
        for name, field in self._fields.items():
            if name not in self._columns:
                continue
            raw = row.at(self._columns[name])
            if before is not None and _as_written(name, raw, before):
                continue
            if name in NAMED:
                found, problem = self._named(name, raw)
            else:
                found, problem = self._read(field, raw)
            if problem is not None:
                place = Place(self._sheet.name, row.number, self._heading(name, row.number))
                self.problems.append((place, problem))
            else:
                out[name] = found
        return out

    def _heading(self, name: str, below: int) -> str:
        """Return a column's heading as the person reads it in the sheet."""
        for row in self._sheet.rows:
            cell = row.at(self._columns[name])
            if row.number < below and isinstance(cell, str) and _plain(cell) in _words_of(name):
                return cell.strip()
        return Translator("en").text(HEADS[name])

    def _named(self, name: str, raw: Raw) -> tuple[object, Message | None]:
        text = shown_raw(raw).strip()
        if not text:
            return None, None
        key = self._labels[name].get(_plain(text))
        if key is None:
            return None, N_("“{name}” is not known here, so this was left as it was.", name=text)
        return key or None, None

    def _read(self, field: Field, raw: Raw) -> tuple[object, Message | None]:
        if isinstance(raw, str) and not raw.strip():
            raw = None
        parsed = self._cells.read(field, raw, self._currency)
        if parsed.problem is None and field.kind in (Kind.MONEY, Kind.DECIMAL) and _below(parsed.value):
            return None, N_("A budget has no amounts below 0, so this was left as it was.")
        return parsed.value, parsed.problem


def _words_of(name: str) -> frozenset[str]:
    return frozenset(_plain(Translator(language).text(HEADS[name])) for language in LANGUAGES)


def _as_written(name: str, raw: Raw, before: BudgetEntry) -> bool:
    """Say whether a text still stands as it was written, or "No" beside a kind that the grant never pays."""
    if name == "eligible":
        return before.ineligible and shown_raw(raw).strip().casefold() in NO_WORDS
    return name in ("item", "unit", "note") and shown_raw(raw).strip() == getattr(before, name).strip()


def _below(value: object) -> bool:
    return isinstance(value, int) and value < 0


def _tongues() -> Iterator[Callable[[Label], str]]:
    return (Translator(language).text for language in LANGUAGES)


def _both(label: Label) -> tuple[str, ...]:
    return tuple(Translator(language).text(label) for language in LANGUAGES)


def _ids(tongues: list[list[tuple[str, str]]]) -> dict[str, str]:
    """Return label to id over all languages, with the labels that the workbook gives."""
    return {_plain(label): key for pairs in tongues for key, label in labels_of(pairs).items()}
