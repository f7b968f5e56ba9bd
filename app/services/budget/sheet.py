"""The budget's sheet: everything it shows read in one go, and blocks of cells written as one undo step.

Single cells go the same way, so that typing, pasting, filling down and clearing behave alike. Text that is not
understood is kept as typed. Thread: the document lane; everything handed out is frozen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.core import order
from app.core.fields import Kind, Option, RecordType, Row
from app.core.messages import N_, NP_, Message
from app.models.catalogue import parent_column, table
from app.models.document.changes import ChangeSet
from app.models.pending_input import PendingInput
from app.services.budget.plan_views import BudgetName, PlanView

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LINE, ITEM = "budget_line", "budget_item"
OFFERED = (Kind.ENUM, Kind.REFERENCE)
ITEM_FIELDS: Mapping[str, str] = {"item": "name", "qty": "qty", "unit_price": "unit_price", "amount": "amount"}
"""Column of the sheet to the field of an item of a purchase that stands in it."""
STRUCTURE = frozenset({"budget", "order_key", "copied_from"})
READ_ALONG = frozenset(
    {"budget", "budget_line", "budget_item", "budget_partner", "funding_source", "expense", "voucher", "settlement",
     "organisation", "project", "community", "participation", "setting", "procurement"}
)  # fmt: skip
"""Record types of which a change is seen in the sheet or beside it."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One budget as the sheet shows it.

    Args:
        line_type, item_type: declarations.
        budgets: every budget of the file.
        plan: the one that is shown, with its sums and rules.
        rows: id to line, in the order of the budget.
        options: column to what may be chosen in it.
        sources: the funding sources as records.
    """

    line_type: RecordType
    item_type: RecordType
    budgets: tuple[BudgetName, ...]
    plan: PlanView
    rows: Mapping[str, Row] = field(hash=False)
    options: Mapping[str, tuple[Option, ...]] = field(hash=False)
    sources: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetNews:
    """Lines that got other content, and the budget with them."""

    plan: PlanView
    rows: Mapping[str, Row] = field(hash=False)


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell's new content.

    Args:
        type: ``budget_line`` or ``budget_item``.
        id: of the record; one that is not in the file yet is made, under *parent*.
        name: field.
        value: in the plain form of ``app.core.fields``.
        pending: text to keep as typed instead.
        parent: the budget of a new line ("" for the one in use), the line of a new item.
    """

    type: str
    id: str
    name: str
    value: object = None
    pending: str | None = None
    parent: str = ""


def read_sheet(workspace: Workspace, budget_id: str = "") -> SheetFacts:
    """Return a budget whole."""
    records, plan = workspace.records, workspace.plans.plan(budget_id)
    catalogue = records.catalogue()
    one = catalogue[LINE]
    ids = [line.id for line in plan.lines]
    with records.reader() as reader:
        found = {row.id: row for row in reader.rows(LINE, ids=ids)}
        sources = reader.rows("funding_source")
    options = {
        known.name: tuple(records.options(LINE, known.name))
        for known in one.fields
        if known.kind in OFFERED and known.target not in (LINE, "budget")
    }
    options["head"] = plan.heads or options["head"]
    rows = {line: found[line] for line in ids if line in found}
    return SheetFacts(one, catalogue[ITEM], workspace.plans.budgets(), plan, rows, options, sources)


def read_news(workspace: Workspace, budget_id: str, ids: Sequence[str]) -> SheetNews:
    """Return some lines as they are now, and the budget with them."""
    with workspace.records.reader() as reader:
        rows = reader.rows(LINE, ids=list(ids))
    return SheetNews(workspace.plans.plan(budget_id, rows), {row.id: row for row in rows})


def touched(changes: object) -> frozenset[str] | None:
    """Return the lines whose content changed; ``None`` where the whole budget has to be read anew."""
    found: set[str] = set()
    for one in getattr(changes, "changes", ()):
        if one.type == LINE and one.old is not None and one.new is not None and not STRUCTURE & one.new.keys():
            found.add(one.record)
        elif one.type in READ_ALONG:
            return None
    return frozenset(found)


def write_cells(
    workspace: Workspace, edits: Sequence[CellEdit], label: Message, *, step: str = "", typing: bool = False
) -> ChangeSet | None:
    """Write cells as one undo step; lines and items that are not in the file yet are made.

    Args:
        workspace: of the open file.
        edits: in the order in which new records are to stand.
        label: what is done.
        step: as for :meth:`app.services.records.RecordService.change`.
        typing: as there.
    """
    with workspace.document.unit_of_work(label, step=step, typing=typing) as work:
        session, made = work.session, dict[tuple[str, str], bool]()
        for (kind, record), cells in _by_record(edits).items():
            values = {one.name: one.value for one in cells}
            if (kind, record) not in made and not _exists(session, kind, record):
                workspace.records.insert(session, kind, {"id": record, **_home(cells[0]), **values})
                made[kind, record] = True
            else:
                workspace.records.write(session, kind, record, values)
            _keep(workspace, session, cells)
    return work.changes


def insert_lines(
    workspace: Workspace, ids: Sequence[str], budget_id: str, before: str, values: Mapping[str, object]
) -> ChangeSet | None:
    """Put empty lines before the line *before*, or at the end where that is ""."""
    label = NP_("Insert {n} line", "Insert {n} lines", len(ids))
    home = {"budget": budget_id} if budget_id else {}
    with workspace.document.unit_of_work(label) as work:
        session = work.session
        for record in ids:
            workspace.records.insert(session, LINE, {"id": record, **home, **values})
        if before:
            every = [one for one in _keys(session) if one not in ids]
            at = every.index(before) if before in every else len(every)
            _arrange(workspace, session, [*every[:at], *ids, *every[at:]], ids)
    return work.changes


def move_lines(workspace: Workspace, ids: Sequence[str], shown: Sequence[str], by: int) -> ChangeSet | None:
    """Move neighbouring lines one place up (-1) or down (1) among those that the budget shows."""
    places = sorted(shown.index(one) for one in ids if one in shown)
    if not places or (places[0] + by < 0) or (places[-1] + by >= len(shown)):
        return None
    other = shown[places[0] - 1] if by < 0 else shown[places[-1] + 1]
    with workspace.document.unit_of_work(NP_("Move {n} line", "Move {n} lines", len(ids))) as work:
        every = [one for one in _keys(work.session) if one != other]
        edge = every.index(shown[places[-1]]) + 1 if by < 0 else every.index(shown[places[0]])
        _arrange(workspace, work.session, [*every[:edge], other, *every[edge:]], [other])
    return work.changes


def move_items(workspace: Workspace, ids: Sequence[str], by: int) -> ChangeSet | None:
    """Move neighbouring items of one purchase one place up (-1) or down (1) within it."""
    one = table(ITEM).columns
    with workspace.document.read() as session:
        line = select(one["line"]).where(one["id"] == ids[0]).scalar_subquery()
        found = session.execute(select(one["id"]).where(one["line"] == line).order_by(one["order_key"], one["id"]))
        shown = list(found.scalars())
    places = sorted(shown.index(item) for item in ids if item in shown)
    if not places or (places[0] + by < 0) or (places[-1] + by >= len(shown)):
        return None
    if by < 0:  # the neighbour goes to the other side of them
        return workspace.records.move(ITEM, shown[places[0] - 1], shown[places[-1]])
    return workspace.records.move(ITEM, shown[places[-1] + 1], shown[places[0] - 1] if places[0] else None)


def delete_rows(workspace: Workspace, rows: Sequence[tuple[str, str]]) -> ChangeSet | None:
    """Move lines and items to the bin.

    Args:
        workspace: of the open file.
        rows: record type and id of each.
    """
    with workspace.document.unit_of_work(NP_("Delete {n} line", "Delete {n} lines", len(rows))) as work:
        for kind, record in rows:
            work.session.execute(delete(PendingInput).where(PendingInput.type == kind, PendingInput.record == record))
            work.session.execute(delete(table(kind)).where(table(kind).columns["id"] == record))
    return work.changes


# -- inside


def _by_record(edits: Sequence[CellEdit]) -> Mapping[tuple[str, str], list[CellEdit]]:
    found: dict[tuple[str, str], list[CellEdit]] = {}
    for one in edits:
        found.setdefault((one.type, one.id), []).append(one)
    return found


def _exists(session: Session, kind: str, record: str) -> bool:
    columns = table(kind).columns
    return session.execute(select(columns["id"]).where(columns["id"] == record)).first() is not None


def _home(cell: CellEdit) -> Mapping[str, object]:
    column = "budget" if cell.type == LINE else parent_column(cell.type)
    return {column: cell.parent} if cell.parent else {}


def _keep(workspace: Workspace, session: Session, cells: Sequence[CellEdit]) -> None:
    """Keep what was not understood, and forget what was kept for these cells before."""
    keys = {f"{one.type}/{one.id}/{one.name}": one for one in cells}
    session.execute(delete(PendingInput).where(PendingInput.key.in_(list(keys))))
    for key, one in keys.items():
        if one.pending:
            text = workspace.document.drawer.seal_text(one.type, one.id, one.name, one.pending)
            session.execute(
                insert(PendingInput).values(key=key, type=one.type, record=one.id, field=one.name, text=text)
            )


def _keys(session: Session) -> list[str]:
    """Return the ids of all lines in their order."""
    columns = table(LINE).columns
    rows = session.execute(select(columns["id"], columns["order_key"]))
    return [str(record) for record, _ in sorted(rows, key=lambda row: (str(row[1] or ""), str(row[0])))]


def _arrange(workspace: Workspace, session: Session, wanted: Sequence[str], moved: Sequence[str]) -> None:
    """Give the moved lines keys between their new neighbours; all of them new ones where there is no room."""
    columns = table(LINE).columns
    keys = {str(one): str(key or "") for one, key in session.execute(select(columns["id"], columns["order_key"]))}
    at = wanted.index(moved[0])
    low = keys[wanted[at - 1]] if at else None
    high = keys[wanted[at + len(moved)]] if at + len(moved) < len(wanted) else None
    still = [keys[one] for one in wanted if one not in moved]
    if "" in still or len(set(still)) < len(still):
        fresh = dict(zip(wanted, order.many(len(wanted)), strict=True))
    else:
        fresh = dict(zip(moved, order.many(len(moved), low, high), strict=True))
    for record, key in fresh.items():
        workspace.records.write(session, LINE, record, {"order_key": key})


CLEAR, CUT, PASTE, FILL = N_("Clear cells"), N_("Cut cells"), N_("Paste cells"), N_("Fill down")
