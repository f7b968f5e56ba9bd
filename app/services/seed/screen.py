"""The seed project as a screen needs it: the view and its tables in the words of the screen. Thread: document lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.richtext import text_of
from app.exports.spec import Audience, ListItem, Table
from app.services.figures.view import FigureView
from app.services.masking import Reader, ShownRecords
from app.services.seed import tables
from app.services.seed.view import SeedView

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SeedScreen:
    """Everything that the page shows.

    Args:
        view: the seed project.
        totals, criteria, feedback: tables, ``None`` where there is nothing to tell.
        conditions: what would make an idea work, one sentence each.
        decisions: id of a decision and its lines: label and value.
        joined: whether the numbers of the round can be changed.
        listed: whether the communities are counted from their list.
    """

    view: SeedView
    totals: FigureView | None
    criteria: FigureView | None
    feedback: FigureView | None
    conditions: tuple[str, ...]
    decisions: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    joined: bool
    listed: bool


def seed_screen(ws: Workspace, translator: Translator, captions: tuple[str, str, str]) -> SeedScreen:
    """Return the seed project in the words of *translator*.

    Args:
        ws: the open document.
        translator: language, calendar and currency of the screen.
        captions: what the three tables are called, for screen readers.
    """
    shown = ShownRecords(ws.records, translator, Reader(Audience.TEAM))
    view = ws.seed.view()
    made = (
        tables.totals_table("totals", view, shown),
        tables.criteria_table("criteria", view, shown),
        tables.feedback_table("feedback", view, shown, hide_small=False),
    )
    totals, criteria, feedback = (
        _figure(one, caption) if one is not None else None for one, caption in zip(made, captions, strict=True)
    )
    said = tables.conditions("said", view, shown, hide_small=False)
    decisions = tuple(
        (row.id, tuple((text_of(first), text_of(second)) for first, second in
                       tables.decision_table(row.id, row, shown).rows))
        for row in view.decisions
    )  # fmt: skip
    joined = any(one.id == view.rules.pack for one in ws.programmes.joined())
    words = tuple(text_of(one.runs) for one in said if isinstance(one, ListItem))
    listed = bool(ws.records.load("member_community"))
    return SeedScreen(view, totals, criteria, feedback, words, decisions, joined, listed)


def _figure(table: Table, caption: str) -> FigureView:
    rows = tuple(tuple(text_of(cell) for cell in row) for row in table.rows)
    right = tuple(one.align == "right" for one in table.columns)
    return FigureView(table.id, None, caption, (text_of(table.note),) if table.note else (), rows, right)
