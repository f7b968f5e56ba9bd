"""A project that is carried out as drawings and tables: page, papers and live blocks are made of them.

Names of people are masked by the reader. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from app.core.fields import Row
from app.core.messages import N_, Label
from app.core.money import Money as Amount
from app.core.richtext import Runs, plain
from app.exports.drawings import Fill, Span, Spans
from app.exports.spec import Block, Chart, Column, ListItem, Paragraph, Table
from app.services.delivery.months import first_day, index, iso_month, last_day, place
from app.services.delivery.view import MeasureFacts, Money, Stand, TaskFacts, WorkView
from app.services.delivery.words import REACHES, stand_words
from app.services.live_kinds import Shown

DASH = "－"
FILLS: dict[Stand, Fill] = {
    Stand.DONE: Fill.SOLID,
    Stand.DOING: Fill.SLANT,
    Stand.LATE: Fill.CROSS,
    Stand.STUCK: Fill.DOTS,
    Stand.OPEN: Fill.EMPTY,
    Stand.DROPPED: Fill.PALE,
}
MOST_MONTHS = 60
"""A plan that runs longer than this is drawn up to here."""


def timeline(key: str, view: WorkView, shown: Shown) -> Chart | None:
    """Return tasks and milestones along the months; ``None`` where none has a day."""
    days = [day for one in view.tasks for day in (one.first, one.last) if day is not None]
    if not days:
        return None
    base = index(min(days))
    count = min(index(max(days)) - base + 1, MOST_MONTHS)
    columns = tuple(str((base + at) % 12 + 1) for at in range(count))
    years = tuple((at, shown.date(f"{(base + at) // 12:04d}")) for at in range(count) if not at or not (base + at) % 12)
    today = first_day(view.today)
    now = place(today, base) if today is not None and base <= index(today) < base + count else None
    spans = tuple(_span(one, base, count, shown) for one in view.tasks)
    drawing = Spans(columns, spans, years, now, shown.text(N_("Today")) if now is not None else "")
    alt = " ".join(f"{one.label}: {one.words}." for one in spans)
    return Chart(key, drawing, numbered=False, alt=alt, shows=tuple(one.row.id for one in view.tasks))


def _span(one: TaskFacts, base: int, count: int, shown: Shown) -> Span:
    label = shown.cell(one.row, "title") or shown.text(N_("Without a name"))
    words = " · ".join(
        part for part in (shown.cell(one.row, "owner"), term(one, shown), shown.text(stand_words(one))) if part
    )
    last, first = one.last or one.first, one.first or one.last
    if first is None or last is None:
        return Span(label, words, None, None, strong=one.milestone)
    most = Fraction(count)
    end = min(place(last, base, end=True), most)
    if one.milestone or one.backwards:
        return Span(label, words, end, end, strong=one.milestone)
    return Span(label, words, min(place(first, base), most), end, FILLS[one.stand])


def term(one: TaskFacts, shown: Shown) -> str:
    """Return the days of a task as printed, "" where none is known."""
    start, end = shown.cell(one.row, "start"), shown.cell(one.row, "end")
    if one.milestone or not start or start == end:
        return end or start
    return shown.text(N_("{start} to {end}", start=start, end=end)) if end else start


def tasks_table(key: str, view: WorkView, shown: Shown, *, actual: bool = False) -> Table | None:
    """Return the tasks in words; with *actual*, the day on which each was finished beside the plan."""
    if not view.tasks:
        return None
    head: list[Label] = [N_("Task or milestone"), N_("Who does it"), N_("When"), N_("How far it is")]
    if actual:
        head = [N_("Task or milestone"), N_("Planned by"), N_("Finished on"), N_("How far it is")]
    rows = []
    for one in view.tasks:
        title = shown.cell(one.row, "title") or DASH
        if one.milestone:
            title = shown.text(N_("Milestone: {title}", title=title))
        state = shown.text(stand_words(one))
        if why := shown.cell(one.row, "why_late"):
            state = f"{state}\n{why}"
        if actual:
            rows.append((title, shown.cell(one.row, "end") or DASH, _finished(one, shown), state))
        else:
            who = shown.listed([part for name in ("owner", "organisation") if (part := shown.cell(one.row, name))])
            rows.append((title, who or DASH, term(one, shown) or DASH, state))
    columns = (Column(6), Column(4.4), Column(4.6), Column(4.6))
    return _table(key, shown, columns, head, rows, shows=tuple(one.row.id for one in view.tasks))


def _finished(one: TaskFacts, shown: Shown) -> str:
    said = shown.cell(one.row, "done_on")
    return said or DASH


def budget_table(key: str, money: Money, shown: Shown, *, spent: bool) -> Table | None:
    """Return the money by head: planned, and with *spent* what was paid, ordered and is left."""
    if not money.heads:
        return None
    head: list[Label] = [N_("Budget head"), N_("Planned")]
    ordered = spent and bool(money.committed)
    head += [N_("Ordered")] if ordered else []
    head += [N_("Paid"), N_("Left")] if spent else []

    def cells(planned: int, committed: int, paid: int) -> tuple[str, ...]:
        figures = [planned, *([committed] if ordered else []), *([paid, planned - committed - paid] if spent else [])]
        return tuple(_said(shown, money, value) for value in figures)

    rows = [(shown.text(one.head.title), *cells(one.planned, one.committed, one.spent)) for one in money.heads]
    rows.append((shown.text(N_("Altogether")), *cells(money.planned, money.committed, money.spent)))
    columns = (Column(6), *(Column(3.6, "right") for _ in head[1:]))
    return _table(key, shown, columns, head, rows)


def _said(shown: Shown, money: Money, minor: int) -> str:
    return shown.text(N_("{amount}", amount=Amount(minor, money.currency)))


def measures_table(key: str, view: WorkView, shown: Shown) -> Table | None:
    """Return each measure with its last reading against the target."""
    if not view.measures:
        return None
    head = (
        N_("What is counted"),
        N_("For which group"),
        N_("How far it is"),
        N_("Before, and target"),
        N_("Last reading"),
    )
    rows = []
    for one in view.measures:
        row = one.row
        what = "\n".join(part for name in ("indicator", "question") if (part := shown.cell(row, name)))
        group = shown.cell(row, "group") or DASH
        aim = N_("{before}, aim {target}", before=_valued(row, "baseline", shown), target=_valued(row, "target", shown))
        rows.append((what, group, shown.text(REACHES[one.reach]), shown.text(aim), _reading(one, shown)))
    columns = (Column(6), Column(4), Column(3.6), Column(4, "right"), Column(3.6, "right"))
    return _table(key, shown, columns, head, rows, shows=tuple(one.row.id for one in view.measures))


def _valued(row: Row, name: str, shown: Shown) -> str:
    value = shown.cell(row, name)
    return f"{_short(value)} {shown.cell(row, 'unit')}".strip() if value else DASH


def _short(number: str) -> str:
    """Return a number without the zeros behind its point."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _reading(one: MeasureFacts, shown: Shown) -> str:
    if one.last is None:
        return DASH
    day = shown.cell(one.last, "date")
    return "\n".join(part for part in (_short(shown.cell(one.last, "value")), day) if part)


def ways_table(key: str, view: WorkView, shown: Shown) -> Table | None:
    """Return how each measure is taken: how, by whom, when, how personal; ``None`` where nobody wrote it."""
    names = ("how", "by", "often", "level")
    rows = [
        (shown.cell(one.row, "indicator"), *(shown.cell(one.row, name) or DASH for name in names))
        for one in view.measures
        if any(shown.cell(one.row, name) for name in names)
    ]
    head = (N_("What is counted"), N_("How"), N_("Who counts"), N_("When"), N_("How personal the data are"))
    columns = (Column(4.6), Column(5), Column(3.2), Column(3.2), Column(5))
    return _table(key, shown, columns, head, rows) if rows else None


def meanings(key: str, view: WorkView, shown: Shown) -> list[Block]:
    """Return the result of each measure, and what the group itself says it means."""
    out: list[Block] = []
    for one in view.measures:
        measure = shown.cell(one.row, "indicator")
        group = shown.cell(one.row, "group") or shown.text(N_("Those concerned"))
        result, meaning, change = (shown.cell(one.row, name) for name in ("result", "meaning", "response"))
        said = (
            (result, N_("{measure}: {said}", measure=measure, said=result)),
            (meaning, N_("{group}, on “{measure}”: {said}", group=group, measure=measure, said=meaning)),
            (change, N_("What we change because of “{measure}”: {said}", measure=measure, said=change)),
        )
        words = [shown.text(label) for there, label in said if there]
        out += [ListItem(f"{key}-{one.row.id}-{at}", plain(each)) for at, each in enumerate(words)]
    return out


def records_table(
    key: str, rows: Sequence[Row], names: Sequence[tuple[str, float]], shown: Shown, heads: Sequence[Label] = ()
) -> Table | None:
    """Return records as a table of their fields; columns in which nothing stands are left out.

    Args:
        key: of the block.
        rows: records of one type.
        names: field and share of the width.
        shown: the records as the reader may see them.
        heads: of the columns; the fields' labels where empty.
    """
    if not rows:
        return None
    record = shown.record_type(rows[0].type)
    cells = [[shown.cell(row, name) for name, _ in names] for row in rows]
    kept = [at for at in range(len(names)) if not at or any(line[at] for line in cells)]
    head = [heads[at] if heads else record.field(names[at][0]).label for at in kept]
    body = [tuple(line[at] or DASH for at in kept) for line in cells]
    columns = tuple(Column(names[at][1]) for at in kept)
    return _table(key, shown, columns, head, body, shows=tuple(row.id for row in rows))


PERMISSIONS = (
    ("title", 5.0),
    ("from_whom", 4.0),
    ("asked_on", 3.0),
    ("expected_on", 3.0),
    ("granted_on", 3.0),
    ("status", 3.4),
)
RISKS = (("title", 5.0), ("likely", 2.0), ("harm", 2.0), ("response", 7.0), ("owner", 3.0), ("status", 3.0))
VENDORS = (
    ("title", 4.4),
    ("purpose", 3.8),
    ("vendor", 4.0),
    ("state", 3.2),
    ("start", 2.7),
    ("end", 2.7),
    ("amount", 3.0),
)
CHANGES = (("title", 5.0), ("why", 5.4), ("asked_on", 3.0), ("approved_on", 3.0), ("made_on", 3.0))
LEARNED = (("kind", 3.4), ("text", 6.4), ("evidence", 7.4), ("voice", 3.2), ("who_can", 3.6))
STEPS = (("title", 5.0), ("what", 7.0), ("owner", 3.0), ("date", 2.8), ("status", 2.6))
GRANTS = (("title", 4.6), ("what", 6.6), ("groups", 3.6), ("partners", 3.6), ("cost", 3.0))
"""Fields of the tables, with their share of the width."""
KEEP_CHANGE_STOP = ("keep", "change", "stop")
LOOKED_BACK = ("success", "difficulty", "surprise")


def learned(key: str, rows: Sequence[Row], kinds: Sequence[str], shown: Shown) -> Table | None:
    """Return what was learned of some kinds, in their order, as one table; ``None`` where there is nothing."""
    record = shown.record_type("reflection")
    found = [row for row in rows if row.get("kind") in kinds]
    found.sort(key=lambda row: kinds.index(str(row.get("kind"))))
    return records_table(
        key, found, LEARNED, shown, (N_("Kind"), *(record.field(name).label for name, _ in LEARNED[1:]))
    )


def check_in_table(key: str, row: Row, shown: Shown) -> Table | None:
    """Return one month: how it goes, and what was written, as label and value; ``None`` where nothing was."""
    record = shown.record_type("check_in")
    names = ("course", "done", "money", "changed", "stuck", "next")
    made = pairs(
        key, [(shown.text(record.field(name).label), cell) for name in names if (cell := shown.cell(row, name))]
    )
    return replace(made, shows=(row.id,)) if made is not None else None


def pairs(key: str, rows: Sequence[tuple[str, str]]) -> Table | None:
    """Return labels with their values, ``None`` where there are none."""
    body = tuple((plain(first), plain(second)) for first, second in rows)
    return Table(key, (Column(5), Column(14)), body, header=0, numbered=False) if rows else None


def nothing(key: str, shown: Shown) -> Paragraph:
    """Return that nothing is there yet."""
    return Paragraph(key, plain(shown.text(N_("Nothing has been recorded here yet."))), "plain")


def titled(block: Chart | Table, title: Runs) -> Chart | Table:
    """Return a drawing or table with a caption, numbered among those of its chapter."""
    return replace(block, caption=title, numbered=True)


def months_line(first: date | None, last: date | None, shown: Shown) -> str:
    """Return the months from the first to the last day, "" where one is not known."""
    if first is None or last is None:
        return ""
    start, end = (shown.date(iso_month(index(day))) for day in (first, last))
    return start if start == end else shown.text(N_("{start} to {end}", start=start, end=end))


def finished_last(view: WorkView) -> date | None:
    """Return the latest day on which a task was finished."""
    return max((day for one in view.tasks if (day := last_day(one.row.get("done_on")))), default=None)


def _table(
    key: str,
    shown: Shown,
    columns: tuple[Column, ...],
    head: Sequence[Label],
    rows: Sequence[Sequence[str]],
    *,
    shows: tuple[str, ...] = (),
) -> Table:
    titles: tuple[Runs, ...] = tuple(plain(shown.text(one)) for one in head)
    body = tuple(tuple(plain(cell) for cell in row) for row in rows)
    return Table(key, columns, (titles, *body), header=1, numbered=False, shows=shows)
