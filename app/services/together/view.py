"""Whether the whole team has met, the days of a meeting calendar, and what a learning check shows. Pure; any thread.

Liaisons do not exist before the end of the step that recruits them: whoever is not on the team yet is never
missing. Source: ``mvp2.md`` 4 (steps 3 and 4) and 14 (trap 4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.fields import Row
from app.programmes.beginning import CONCEPTS
from app.services.roadmap.views import keys_of, text_of

WEEK = 7
WEEKS = 4
"""Weekdays of one kind that every month has."""
LONGEST = 36
"""Months that are drawn up at once, at most."""
MOST = 4
"""Meetings a month, at most: one a week."""


@dataclass(frozen=True, slots=True)
class Met:
    """Whether all members of the team have been at one meeting.

    Args:
        members: id and name of everybody on the team today.
        on: ISO date of the first meeting at which all were, "" while there is none.
        closest: date of the meeting at which most members were, "" before any.
        missing: names of those who were not at that one.
        never: names of those who have been at none.
    """

    members: tuple[tuple[str, str], ...]
    on: str = ""
    closest: str = ""
    missing: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def team_of(people: Iterable[Row], core: Collection[str], today: str) -> tuple[tuple[str, str], ...]:
    """Return id and name of everybody on the team today.

    Args:
        people: ``person`` records with their roles.
        core: roles of the core team.
        today: ISO date; whoever left before, or gave the role back, is not on the team.
    """
    out = []
    for row in people:
        roles = [one for one in row.below("roles") if text_of(one, "role") in core]
        held = any(not _over(text_of(one, "end"), today) for one in roles)
        if held and not _over(text_of(row, "left_on"), today):
            out.append((row.id, row.title))
    return tuple(out)


def met_of(members: Sequence[tuple[str, str]], meetings: Iterable[Row], today: str) -> Met:
    """Return whether the whole team has met, from who was present at the meetings held so far."""
    held = [
        (day, set(keys_of(row, "attendees")))
        for row in meetings
        if (day := text_of(row, "date")) and day[:10] <= today and keys_of(row, "attendees")
    ]
    held.sort(key=lambda one: one[0])
    team = {key for key, _ in members}
    if not team or not held:
        return Met(tuple(members), never=tuple(name for _, name in members))
    seen = set().union(*(present for _, present in held))
    never = tuple(name for key, name in members if key not in seen)
    whole = next((day for day, present in held if team <= present), "")
    day, present = max(held, key=lambda one: (len(one[1] & team), one[0]))
    missing = tuple(name for key, name in members if key not in present)
    return Met(tuple(members), whole, day, () if whole else missing, never)


def meeting_days(first: date, months: int, a_month: int) -> tuple[date, ...]:
    """Return the days of a meeting calendar: the same weekday, evenly spread over each month.

    The first day is a meeting at any rate. Two a month are the first and third, or the second and fourth, such
    weekday.

    Args:
        first: the first meeting.
        months: how many calendar months are drawn up, the first one included, at most ``LONGEST``.
        a_month: meetings a month, at most ``MOST``.
    """
    number = max(1, min(a_month, MOST))
    start = (first.day - 1) // WEEK
    wanted = {(start + round(at * WEEKS / number)) % WEEKS for at in range(number)}
    at = first.year * 12 + first.month - 1 + max(1, min(months, LONGEST))
    end = date(at // 12, at % 12 + 1, 1)
    days, day = [first], first + timedelta(days=WEEK)
    while day < end:
        if (day.day - 1) // WEEK in wanted:
            days.append(day)
        day += timedelta(days=WEEK)
    return tuple(days)


@dataclass(frozen=True, slots=True)
class Learned:
    """Right answers on one core concept: before and after; ``None`` where it was not counted.

    Args:
        before, after: (right answers, answers in all).
    """

    concept: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None


def learned(checks: Iterable[Row], questions: Mapping[str, int]) -> tuple[Learned, ...]:
    """Return what the newest check before and the newest one after show, concept by concept.

    Args:
        checks: ``learning_check`` records, in any order.
        questions: how many questions each concept has.
    """
    newest: dict[str, Row] = {}
    for row in sorted(checks, key=lambda one: text_of(one, "date")):
        newest[text_of(row, "moment")] = row
    return tuple(
        Learned(
            one,
            _count(newest.get("before"), one, questions.get(one, 0)),
            _count(newest.get("after"), one, questions.get(one, 0)),
        )
        for one in CONCEPTS
    )


def _count(row: Row | None, concept: str, questions: int) -> tuple[int, int] | None:
    right, people = (row.get(concept), row.get("people")) if row is not None else (None, None)
    return (right, people * questions) if isinstance(right, int) and isinstance(people, int) else None


def _over(day: str, today: str) -> bool:
    """Say whether something that ends on *day*, of any precision, is over."""
    return bool(day) and day < today[: len(day)]
