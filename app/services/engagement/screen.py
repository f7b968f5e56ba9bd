"""The rounds as a page needs them: views, sentences and tables in the words of the screen. Thread: document lane."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.messages import N_, Label
from app.core.richtext import text_of
from app.exports.spec import Audience, Table
from app.services.engagement import tables
from app.services.engagement.rounds import NUMBERS, RoundView, State, gather_rounds
from app.services.engagement.words import name_of, state_words
from app.services.figures.view import FigureView
from app.services.masking import Reader, ShownRecords

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RoundScreen:
    """One round.

    Args:
        view: the round.
        planned, heard, said: tables, ``None`` where there is nothing to tell.
        events: id of an event held or to come, its title, and what else is known of it in a line.
        reports: id of a plan and its report-back: label and words.
    """

    view: RoundView
    planned: FigureView | None
    heard: FigureView | None
    said: FigureView | None
    events: tuple[tuple[str, str, str], ...]
    reports: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def round_screens(ws: Workspace, translator: Translator) -> tuple[RoundScreen, ...]:
    """Return the three rounds in the words of *translator*."""
    shown = ShownRecords(ws.records, translator, Reader(Audience.TEAM))
    return tuple(_screen(one, shown) for one in gather_rounds(shown))


def step_rounds(ws: Workspace, tools: Iterable[str]) -> tuple[tuple[State, Label], ...]:
    """Return how far the rounds are that a step of a programme holds, by the pages that it leads to.

    A step may have all its tasks done while residents still wait for an answer; then that is said.

    Args:
        ws: the open document.
        tools: routes of the step and of its tasks, such as ``rounds:R2``; ``rounds`` alone is the first round.
    """
    parts = (tool.partition(":") for tool in tools)
    wanted = {number or NUMBERS[0] for page, _, number in parts if page == "rounds"}
    if not wanted:
        return ()
    shown = ShownRecords(ws.records, ws.records.translator, Reader(Audience.TEAM))
    return tuple(
        (one.state, N_("“{round}”: {said}", round=name_of(one.number), said=state_words(one)))
        for one in gather_rounds(shown)
        if one.number in wanted
    )


def _screen(view: RoundView, shown: ShownRecords) -> RoundScreen:
    planned = tables.planned_table("planned", view, shown)
    heard = tables.heard_table("heard", view, shown, hide_small=False)
    said = tables.said_table("said", view, shown)
    facts = ("date", "place", "method", "attended")
    events = tuple(
        (row.id, row.title, " · ".join(cell for name in facts if (cell := shown.cell(row, name, units=True))))
        for row in (*view.held, *view.coming)
    )
    reports = tuple((plan.id, tuple(tables.report_lines(plan, shown))) for plan in view.plans)
    return RoundScreen(
        view,
        figure(planned, shown, N_("Planned and held")),
        figure(heard, shown, N_("Who was heard")),
        figure(said, shown, N_("What was said, by topic")),
        events,
        reports,
    )


def figure(table: Table | None, shown: ShownRecords, caption: Label) -> FigureView | None:
    """Return a table for the screen, named for screen readers; ``None`` for none."""
    if table is None:
        return None
    rows = tuple(tuple(text_of(cell) for cell in row) for row in table.rows)
    right = tuple(one.align == "right" for one in table.columns)
    return FigureView(table.id, None, shown.text(caption), (), rows, right)
