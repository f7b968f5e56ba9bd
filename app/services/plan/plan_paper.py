"""The two-year plan on paper: a timeline with both clocks, then each step with who leads and what comes out.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from app.core.messages import N_, Label
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.drawings import Fill, Span, Spans
from app.exports.spec import (
    Block,
    Chart,
    Column,
    DocumentSpec,
    Heading,
    ListItem,
    PageBreak,
    PageFormat,
    Paragraph,
    Table,
)
from app.services.live_kinds import Shown
from app.services.masking import ShownRecords
from app.services.plan.timeline import Lead, PlanPhase, PlanStep, State, Timeline, months_words, moved_words
from app.services.printing_lists import ABOVE, BELOW, LIST_STYLE, MARGIN, ListSetting, list_document

A3_WIDE = PageFormat(1190.551, 841.89, ABOVE, BELOW, MARGIN, MARGIN)
A3_STYLE = replace(LIST_STYLE, size=13.5, leading=18.5, cover_body=13.5)
"""A wall is read from farther away than a desk."""
A3_ROWS, A3_MOST = 13, 21
"""Rows of the timeline that fit the wall's sheet with words below each, and in one line each."""
FILLS = {
    State.DONE: Fill.SOLID, State.EARLY: Fill.SOLID, State.HAVE: Fill.SOLID, State.BEGUN: Fill.SLANT,
    State.AHEAD: Fill.SLANT, State.NOW: Fill.DOTS, State.LATE: Fill.CROSS, State.OPEN: Fill.EMPTY,
    State.ALONGSIDE: Fill.LEVEL,
}  # fmt: skip
LEGEND = N_(
    "● and a full bar: done. ◐ and slanted: begun. Dotted: its time is now. ▲ and crossed: behind its months. "
    "○ and empty: open."
)
DASH = "－"
FIRST_ROWS, MORE_ROWS = 14, 18
"""Rows of the timeline that fit the first page, below its title, and any other."""
YEAR = 12
TOLD = 3
"""Earlier plans whose months are printed; all stand with their day and reason."""


def plan_spec(shown: ShownRecords, setting: ListSetting, found: Timeline, paper: str = "") -> DocumentSpec:
    """Return the plan as a paper that is turned.

    Args:
        shown: for words and dates in the paper's language.
        setting: paper, dates, community.
        found: the plan; names of those who lead are masked already.
        paper: ``A3``, ``A4`` or ``Letter``; "" takes the setting's.
    """
    large = paper.upper() == "A3"
    how = replace(setting, paper=paper) if paper and not large else setting
    rows = sum(1 + len(one.steps) for one in found.phases)
    charts = list(plan_charts("timeline", shown, found, said=large and rows <= A3_ROWS, most=A3_MOST if large else 0))
    more = [PageBreak("steps-page")] if large else []
    blocks = (*_opening(shown, how, found), *charts, *more, *_steps(shown, found), *_earlier(shown, found))
    made = list_document(shown, _title(found), tuple(blocks), how, landscape=True)
    return replace(made, page=A3_WIDE, style=A3_STYLE) if large else made


def _title(found: Timeline) -> Label:
    if found.months == 2 * YEAR:
        return N_("Two-year plan")
    return N_("Plan of {n} months", n=found.months)


def _opening(shown: ShownRecords, setting: ListSetting, found: Timeline) -> Iterator[Block]:
    parts = (setting.community, shown.text(found.name), setting.date_text)
    yield Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")
    yield Paragraph("clock", plain(shown.text(found.clock)), "lead")


def plan_charts(key: str, shown: Shown, found: Timeline, *, said: bool, most: int = 0) -> Iterator[Chart]:
    """Yield the timeline in pieces of whole phases, each under its clocks.

    Args:
        key: of the first piece.
        shown: for words and dates in the paper's language.
        found: the plan; names of those who lead are masked already.
        said: whether how far a step is stands below its name in words; on a small sheet the table below says it.
        most: rows of a piece, 0 for as many as a turned page holds.
    """
    pieces: list[list[Span]] = [[]]
    for phase in found.phases:
        rows = [_phase(shown, phase), *(_step(shown, one, said=said) for one in phase.steps)]
        room = most or (FIRST_ROWS if len(pieces) == 1 else MORE_ROWS)
        if pieces[-1] and len(pieces[-1]) + len(rows) > room:
            pieces.append([])
        pieces[-1] += rows
    for place, rows in enumerate(pieces):
        note = plain(shown.text(LEGEND)) if place == len(pieces) - 1 else ()
        alt = shown.text(found.clock)
        part = f"{key}-{place}" if place else key
        yield Chart(part, _drawing(shown, found, rows), (), note, numbered=False, alt=alt)


def _drawing(shown: Shown, found: Timeline, rows: Sequence[Span]) -> Spans:
    inside = 1 <= found.month <= found.months and not found.over
    return Spans(
        tuple(str(one) for one in range(1, found.months + 1)),
        tuple(rows),
        _years(shown, found),
        Fraction(2 * found.month - 1, 2) if inside else None,
        shown.text(N_("Today")) if inside else "",
        tuple(str(int(one[5:7])) for one in found.calendar),
        aside=True,
        names=(shown.text(N_("Month of the plan")), shown.text(N_("Calendar month"))),
    )


def _phase(shown: Shown, phase: PlanPhase) -> Span:
    first, last = (phase.first - 1, phase.last) if phase.first else (None, None)
    return Span(shown.text(phase.title), "", first, last, Fill.PALE, strong=True)


def _step(shown: Shown, one: PlanStep, *, said: bool) -> Span:
    first, last = (one.first - 1, one.last) if one.first else (None, None)
    told = _words(shown, one) if said and one.state not in (State.OPEN, State.ALONGSIDE) else ""
    return Span(f"{one.shape} {name_of(shown, one)}", told, first, last, FILLS[one.state])


def name_of(shown: Shown, one: PlanStep) -> str:
    """Return a step's number and title."""
    return f"{one.number}　{shown.text(one.title)}" if one.number else shown.text(one.title)


def how_far(shown: Shown, one: PlanStep) -> str:
    """Return how far a step is: its shape and its words, with the day on which it was done."""
    return f"{one.shape} {_words(shown, one)}"


def _words(shown: Shown, one: PlanStep) -> str:
    words = shown.text(one.words)
    return shown.text(N_("{state}, {day}", state=words, day=shown.date(one.done_on))) if one.done_on else words


def _years(shown: Shown, found: Timeline) -> tuple[tuple[int, str], ...]:
    years: list[tuple[int, str]] = []
    for place, month in enumerate(found.calendar):
        if not years or found.calendar[place - 1][:4] != month[:4]:
            years.append((place, shown.date(month[:4])))
    return tuple(years)


def _steps(shown: ShownRecords, found: Timeline) -> Iterator[Block]:
    say = shown.text
    labels = (
        N_("Step"),
        N_("Months of the plan"),
        N_("Calendar month"),
        N_("Who leads"),
        N_("What comes out"),
        N_("How far"),
    )
    head: tuple[Runs, ...] = tuple(plain(say(one)) for one in labels)
    body: list[tuple[Runs, ...]] = []
    for phase in found.phases:
        body.append(((Run(say(phase.title), (BOLD,)),), (), (), (), (), ()))
        for one in phase.steps:
            cells = (
                name_of(shown, one), say(months_words(one.first, one.last)), calendar_words(shown, one),
                shown.listed([lead_words(shown, each) for each in one.leads]), say(one.produces), how_far(shown, one),
            )  # fmt: skip
            body.append(tuple(plain(each) for each in cells))
    columns = (Column(6), Column(3), Column(4.2), Column(8.3), Column(6), Column(3.6))
    yield Heading("steps", 1, plain(say(N_("The steps"))), numbered=False)
    yield Table("step-table", columns, (head, *body), header=1, numbered=False)


def calendar_words(shown: Shown, one: PlanStep) -> str:
    """Return the calendar months of a step, － where no start is known."""
    return between(shown, one.first_month, one.last_month) or DASH


def between(shown: Shown, first: str, last: str) -> str:
    """Return a stretch of calendar months, "" for none."""
    if not first:
        return ""
    return shown.date(first) if first == last else f"{shown.date(first)} – {shown.date(last)}"


def lead_words(shown: Shown, one: Lead) -> str:
    """Return a role and, in brackets, who holds it."""
    title = shown.text(one.title)
    if not one.names:
        return title
    return shown.text(N_("{role} ({names})", role=title, names=shown.listed(list(one.names))))


def _earlier(shown: ShownRecords, found: Timeline) -> Iterator[Block]:
    """Yield the earlier plans: until when each held and why, and what the latest of them said of each step."""
    if not found.baselines:
        return
    say = shown.text
    yield Heading("earlier", 1, plain(say(N_("Earlier plans"))), numbered=False)
    for place, one in enumerate(found.baselines):
        day, why = shown.date(one.until), one.reason or say(N_("no reason noted"))
        yield ListItem(f"earlier-{place}", plain(say(N_("Until {day}: {why}", day=day, why=why))))
    told = [one for one in found.baselines if one.steps][:TOLD]
    if not told:
        return
    labels = [say(N_("Step")), say(N_("Now"))]
    labels += [say(N_("Until {day}", day=shown.date(one.until))) for one in told]
    head: tuple[Runs, ...] = tuple(plain(one) for one in labels)
    body: list[tuple[Runs, ...]] = []
    for step in found.steps():
        months = [moved_words(step, one) for one in told]
        cells = [between(shown, *one) if one else DASH for one in months]
        body.append(tuple(plain(one) for one in (name_of(shown, step), calendar_words(shown, step), *cells)))
    columns = (Column(7), *(Column(5) for _ in range(1 + len(told))))
    yield Table("earlier-table", columns, (head, *body), header=1, numbered=False)
