"""How the open document's team begins together: read whole, its meetings drawn up. Thread: the document lane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import N_, NP_
from app.models.document.changes import ChangeSet
from app.programmes.beginning import check_questions
from app.services.roadmap.views import text_of
from app.services.together.view import LONGEST, Learned, Met, learned, meeting_days, met_of, team_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LIAISONS = ("LIA", "liaison")
KIND = "team"
TITLES = {"zh_TW": "第{n}次團隊會議", "en": "Team meeting {n}"}
EVENING, DAY = 19, 24
"""Hour at which a meeting is proposed to begin, and hours of a day."""
A_MONTH, HOURS, MONTHS = 2, 2, 6
"""What is proposed where no programme says anything. Source: ``mvp2.md`` 4 (step 4)."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often and how long a team meets, as its programme says."""

    a_month: int
    hours: int

    @property
    def evening(self) -> str:
        """From and to of such a meeting in the evening, as a proposal; "" where it would pass midnight."""
        end = EVENING + self.hours
        return f"{EVENING:02}:00/{end:02}:00" if end < DAY else ""


@dataclass(frozen=True, slots=True)
class TogetherView:
    """Everything about beginning together.

    Args:
        met: whether the whole team has met.
        agreement: the newest agreement, ``None`` before there is one.
        coming: meetings from today on, the next first.
        rhythm: meetings a month and hours of each.
        learned: right answers by concept.
        checks: how many learning checks there are.
    """

    met: Met
    agreement: Row | None
    coming: tuple[Row, ...]
    rhythm: Rhythm
    learned: tuple[Learned, ...]
    checks: int


def together_view(ws: Workspace) -> TogetherView:
    """Return how the team stands today."""
    load, today = ws.records.load, ws.today()
    core = {one.id for pack in ws.own_packs() for one in pack.roles if one.core} | set(LIAISONS)
    meetings = load("meeting")
    coming = sorted((row for row in meetings if text_of(row, "date") >= today), key=lambda row: text_of(row, "date"))
    agreements = sorted(load("team_agreement"), key=lambda row: text_of(row, "agreed_on"))
    checks = load("learning_check")
    return TogetherView(
        met_of(team_of(load("person"), core, today), meetings, today),
        agreements[-1] if agreements else None,
        tuple(coming),
        rhythm(ws),
        learned(checks, Counter(one.concept for one in check_questions())),
        len(checks),
    )


def rhythm(ws: Workspace) -> Rhythm:
    """Return how often and how long the programme lets a team meet."""

    def setting(key: str, otherwise: int) -> int:
        found = (pack.number(key) for pack in ws.own_packs())
        return next((value for value in found if value), otherwise)

    return Rhythm(setting("meetings_month", A_MONTH), setting("meeting_hours", HOURS))


@dataclass(frozen=True, slots=True)
class Calendar:
    """What somebody asks for.

    Args:
        first: ISO date of the first meeting.
        time: from and to, ``19:00/21:00``, "" unknown.
        place: where, "" unknown.
        months: how many months are drawn up.
    """

    first: str
    time: str = ""
    place: str = ""
    months: int = MONTHS


def proposed_days(ws: Workspace, asked: Calendar) -> tuple[str, ...]:
    """Return the ISO dates of the meetings that would be made; days that have a meeting already are left out.

    Raises:
        InputError: the first day is no whole date, or the months are out of bounds.
    """
    try:
        first = date.fromisoformat(asked.first)
    except ValueError as error:
        raise InputError(
            N_("The first meeting needs a whole date."), N_("Write its day, month and year. Nothing was made.")
        ) from error
    if not 1 <= asked.months <= LONGEST:
        raise InputError(
            N_("{n} months cannot be drawn up at once.", n=asked.months),
            N_("Write a number from 1 to {n}. Nothing was made.", n=LONGEST),
        )
    taken = {text_of(row, "date") for row in ws.records.load("meeting")}
    days = (one.isoformat() for one in meeting_days(first, asked.months, rhythm(ws).a_month))
    return tuple(day for day in days if day not in taken)


def draw_up(ws: Workspace, asked: Calendar, language: str) -> tuple[ChangeSet | None, int]:
    """Make the meetings of a calendar in one undo step; return what changed and how many were made.

    Args:
        ws: the open document.
        asked: first day, time, place, months.
        language: of the meetings' titles.

    Raises:
        InputError: see :func:`proposed_days`; or every day has a meeting already.
    """
    days = proposed_days(ws, asked)
    if not days:
        raise InputError(N_("Every one of these days has a meeting already."), N_("Choose another first day."))
    number = sum(row.get("kind") == KIND for row in ws.records.load("meeting"))
    label = NP_("Draw up {n} meeting", "Draw up {n} meetings", len(days))
    with ws.document.unit_of_work(label) as work:
        for at, day in enumerate(days, number + 1):
            values = {
                "title": TITLES["zh_TW" if language == "zh_TW" else "en"].format(n=at),
                "kind": KIND,
                "date": day,
                "time": asked.time or None,
                "place": asked.place or None,
            }
            ws.records.insert(work.session, "meeting", values)
    return work.changes, len(days)


def next_meetings(view: TogetherView, number: int = 6) -> Sequence[Row]:
    """Return the next meetings."""
    return view.coming[:number]
