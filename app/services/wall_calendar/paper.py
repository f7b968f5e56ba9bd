"""The calendar on paper: a table of weeks, month by month, A4 for the file and A3 for the wall.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from math import ceil, floor

from app.core.messages import N_, NP_, Label
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, PageFormat, Paragraph, Table, TextStyle
from app.services.masking import ShownRecords
from app.services.printing_lists import ABOVE, BELOW, LIST_STYLE, MARGIN, ListSetting, list_document
from app.services.wall_calendar.weeks import OWN, Wall, Week, WeekDay, WeekTask

A3 = PageFormat(841.89, 1190.551, ABOVE, BELOW, MARGIN, MARGIN)
A3_STYLE: TextStyle = replace(LIST_STYLE, size=16.0, leading=23.0, cover_body=16.0)
"""A wall is read from farther away than a desk."""
ROW, HEAD, LEAST = {"zh_TW": 2.08, "en": 2.4}, 6.0, 11.5
"""Height of a row, some of two lines among them, and of what stands above them, in em; the smallest type, points."""
BOX = "□"
NAMES = 3
"""Holders of a role that are named."""
KINDS = {
    "hard": N_("Hard date"),
    "planned": N_("Planned, may slip"),
    "county": N_("Set by the county"),
    "unknown": N_("Day told later"),
    "check": N_("To be asked"),
    OWN: N_("The county's own earlier day"),
}


def wall_spec(shown: ShownRecords, setting: ListSetting, wall: Wall, paper: str = "") -> DocumentSpec:
    """Return the calendar.

    Args:
        shown: for words and dates in the paper's language.
        setting: paper, dates, community.
        wall: the calendar, its names as the reader may see them.
        paper: ``A3``, ``A4`` or ``Letter``; "" takes the setting's.
    """
    large = paper.upper() == "A3"
    how = replace(setting, paper=paper) if paper and not large else setting
    blocks = tuple(_blocks(shown, how, wall))
    made = list_document(shown, N_("Wall calendar"), blocks, how)
    return replace(made, page=A3, style=_large(blocks, shown.language)) if large else made


def _large(blocks: tuple[Block, ...], language: str) -> TextStyle:
    """Return type as large as fills as few sheets as can be read from where one stands."""
    rows = sum(len(one.rows) for one in blocks if isinstance(one, Table))
    sheet = (A3.height - A3.top - A3.bottom) / (ROW.get(language, ROW["en"]) * rows + HEAD)
    fits = sheet * ceil(LEAST / sheet)
    size = min(A3_STYLE.size, floor(2 * fits) / 2)
    return replace(A3_STYLE, size=size, leading=round(size * A3_STYLE.leading / A3_STYLE.size, 1), cover_body=size)


def nothing_words(wall: Wall) -> Label:
    """Return why no week stands in a calendar."""
    return N_("This round is over.") if wall.over else N_("No task and no date lies ahead.")


def day_words(one: WeekDay) -> Label:
    """Return what a day that counts is, with how firm it is."""
    return N_("{title} ({kind})", title=one.title, kind=KINDS.get(one.kind, KINDS["planned"]))


def who_words(one: WeekTask) -> Label:
    """Return who does a task: the role, and who holds it, the first few of many."""
    if not one.names:
        return one.role
    if len(one.names) > NAMES:
        return N_("{role} ({names} and others)", role=one.role, names=one.names[:NAMES])
    return N_("{role} ({names})", role=one.role, names=one.names)


def _blocks(shown: ShownRecords, how: ListSetting, wall: Wall) -> Iterator[Block]:
    say = shown.text
    parts = (how.community, say(wall.name), how.date_text)
    yield Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")
    counts = (NP_("{n} task is open", "{n} tasks are open", wall.open),
              NP_("{n} task is done", "{n} tasks are done", wall.done))  # fmt: skip
    yield Paragraph("counts", plain(" · ".join(say(one) for one in counts)), "plain")
    if not wall.weeks:
        yield Paragraph("none", plain(say(nothing_words(wall))), "plain")
        return
    rows: list[tuple[Runs, ...]] = [(plain(say(N_("Week"))), (), plain(say(N_("What"))), plain(say(N_("Who"))))]
    for month, weeks in groupby(wall.weeks, key=_month):
        words = shown.date(f"{month.year}-{month.month:02d}")
        rows.append(((Run(words, (BOLD,)),), (), (), ()))
        rows += [row for week in weeks for row in _rows(shown, week)]
    columns = (Column(3.2), Column(1.2, "centre"), Column(12.3), Column(5.5))
    yield Table("weeks", columns, tuple(rows), header=1, numbered=False)


def _month(week: Week) -> date:
    """Return the first of the month that most days of a week lie in: that of its Thursday."""
    return (week.monday + timedelta(days=3)).replace(day=1)


def _rows(shown: ShownRecords, week: Week) -> Iterator[tuple[Runs, ...]]:
    label = span_words(week)
    for one in week.days:
        days = [shown.date(day.isoformat()) for day in dict.fromkeys((one.first or one.day, one.day))]
        words = f"▲ {' – '.join(days)} {shown.text(day_words(one))}"
        yield plain(label), (), (Run(words, (BOLD,)),), ()
        label = ""
    for task in week.tasks:
        step = " ".join(part for part in (task.step.number, shown.text(task.step.title)) if part)
        said = f"{shown.text(task.task.task.title)} [{step}]"
        if task.late:
            said = f"{said} {shown.text(N_('behind its time'))}"
        yield plain(label), plain(BOX), plain(said), plain(shown.text(who_words(task)))
        label = ""


def span_words(week: Week) -> str:
    """Return the days of a week, such as 3/31–4/6."""
    last = week.monday + timedelta(days=6)
    return f"{week.monday.month}/{week.monday.day}–{last.month}/{last.day}"
