"""One engagement round out of its plans, its events and the statements that were said there. Pure; thread: any.

A round is complete only when residents were told what became of their words; nothing is blocked before.
Source: ``mvp2.md`` 4 (steps 5 to 7), 10 and 14 (trap 7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.fields import Row
from app.models.engagement import ROUND_NUMBERS
from app.services.live_kinds import Shown
from app.services.reach.service import fold, tallies_of
from app.services.roadmap.views import UNKNOWN, VOICE, keys_of, text_of

NUMBERS = tuple(one.key for one in ROUND_NUMBERS)
PRIORITIES, IDEAS = "R2", "R3"
"""Rounds in which residents test the priorities, and compare the ideas."""


class State(StrEnum):
    """How far a round is."""

    NOTHING = "nothing"
    PLANNED = "planned"
    HELD = "held"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class GroupHeard:
    """One group in one round.

    Args:
        group: id of its record, "" for a name that only stands on tallies.
        name: what it is called.
        planned: whether a plan of the round names it.
        events: events at which its people were counted.
        people: heads there.
        aimed: events that were meant for it, where nobody was counted.
        sheets: questionnaires of the round that somebody of it filled in.
    """

    group: str
    name: str
    planned: bool
    events: int = 0
    people: int = 0
    aimed: int = 0
    sheets: int = 0

    @property
    def heard(self) -> bool:
        """Whether its people were counted at an event, or answered a questionnaire."""
        return bool(self.people or self.sheets)


@dataclass(frozen=True, slots=True)
class SaidOn:
    """What was said on one topic at the events of a round.

    Args:
        topic: key.
        statements: how many were made of it, those included that stay with the team.
        voices: how many of them are residents' own words.
        words: texts that the reader may see.
    """

    topic: str
    statements: int
    voices: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round, whole.

    Args:
        number: ``R1`` to ``R3``.
        plans: usually one; one for each town where towns plan apart.
        held: its events up to today, by date; those without a day are among them.
        coming: its events after today.
        groups: those planned first, in their order, then those who came besides.
        said: by topic, the most said first.
        today: ISO date.
    """

    number: str
    plans: tuple[Row, ...]
    held: tuple[Row, ...]
    coming: tuple[Row, ...]
    groups: tuple[GroupHeard, ...]
    said: tuple[SaidOn, ...]
    today: str

    @property
    def state(self) -> State:
        """How far the round is; complete only with a report-back for each plan."""
        if self.held or any(one.sheets for one in self.groups):
            return State.COMPLETE if self.told else State.HELD
        return State.PLANNED if self.plans or self.coming else State.NOTHING

    @property
    def told(self) -> bool:
        """Whether residents were told what became of their words."""
        return bool(self.plans) and all(self.told_by(one) for one in self.plans)

    def told_by(self, plan: Row) -> bool:
        """Say whether the report-back of a plan lies behind us, and behind the last event of the round."""
        day = text_of(plan, "report_back_on")
        return bool(day) and day <= self.today and day >= self.last_day[: len(day)]

    @property
    def people(self) -> int | None:
        """People present at all events; ``None`` where nobody counted."""
        counted = [value for one in self.held if isinstance(value := one.get("attended"), int)]
        return sum(counted) if counted else None

    @property
    def unheard(self) -> tuple[GroupHeard, ...]:
        """Groups of the plan of whom nobody was counted and nobody answered."""
        return tuple(one for one in self.groups if one.planned and not one.heard)

    @property
    def last_day(self) -> str:
        """ISO date of the last event that was held, "" for none with a day."""
        return max((text_of(one, "date") for one in self.held), default="")

    @property
    def aim(self) -> int | None:
        """People to be heard in all, ``None`` where no plan says."""
        found = [value for one in self.plans if isinstance(value := one.get("aim"), int)]
        return sum(found) if found else None

    def days(self) -> tuple[str, str]:
        """Return the first and the last day on which an event was held, "" where none has a day."""
        known = sorted(day for one in self.held if (day := text_of(one, "date")))
        return (known[0], known[-1]) if known else ("", "")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows that rounds are made of, as one audience may see them.

    Args:
        plans, events, statements: rows; statements only with words that may be read.
        counted: every statement without its words.
        groups: id and name of every group of residents.
        tallies: event id to (group name, heads).
        today: ISO date.
        questionnaires: all of them.
        sheets: those that were filled in, with ``answers`` below.
    """

    plans: Sequence[Row]
    events: Sequence[Row]
    statements: Sequence[Row]
    counted: Sequence[Row]
    groups: Sequence[tuple[str, str]]
    tallies: Mapping[str, Sequence[tuple[str, int]]] = field(hash=False)
    today: str = ""
    questionnaires: Sequence[Row] = ()
    sheets: Sequence[Row] = ()


def gather_rounds(shown: Shown) -> tuple[RoundView, ...]:
    """Return the three rounds as the reader of *shown* may see them. Thread: the document lane."""
    events = shown.rows("event")
    found = Gathered(
        shown.rows("engagement_round"),
        events,
        shown.rows("statement"),
        shown.tally("statement"),
        tuple((row.id, row.title) for row in shown.rows("population_group") if row.title),
        {row.id: tallies_of(shown, row) for row in events if row.get("round") in NUMBERS},
        shown.today(),
        shown.rows("questionnaire"),
        shown.rows("questionnaire_sheet"),
    )
    return tuple(round_view(number, found) for number in NUMBERS)


def round_view(number: str, found: Gathered) -> RoundView:
    """Return one round out of everything that was gathered."""
    plans = tuple(row for row in found.plans if row.get("number") == number)
    events = sorted((row for row in found.events if row.get("round") == number), key=lambda row: text_of(row, "date"))
    held = tuple(row for row in events if text_of(row, "date") <= found.today)
    coming = tuple(row for row in events if text_of(row, "date") > found.today)
    wanted = tuple(dict.fromkeys(key for plan in plans for key in keys_of(plan, "groups")))
    groups = heard_by_group(
        wanted, found.groups, held, found.tallies, _answered(number, found, {row.id for row in held})
    )
    return RoundView(number, plans, held, coming, groups, _said(found, {row.id for row in events}), found.today)


def heard_by_group(
    wanted: Sequence[str],
    groups: Iterable[tuple[str, str]],
    events: Sequence[Row],
    tallies: Mapping[str, Sequence[tuple[str, int]]],
    answered: Mapping[str, int],
) -> tuple[GroupHeard, ...]:
    """Return who was heard against who was to be heard.

    Args:
        wanted: ids of the groups that were planned, in order.
        groups: id and name of every group.
        events: that were held.
        tallies: event id to (group name, heads); names are joined as on the reach map.
        answered: id of a group to how many questionnaires it filled in.
    """
    names = {fold(name): (key, name) for key, name in groups}
    by_id = {key: fold(name) for key, name in names.values()}
    heads: dict[str, int] = {}
    times: dict[str, int] = {}
    aimed: dict[str, int] = {}
    for event in events:
        mine: dict[str, int] = {}
        for name, number in tallies.get(event.id, ()):
            names.setdefault(fold(name), ("", name))
            mine[fold(name)] = mine.get(fold(name), 0) + number
        for key, number in mine.items():
            heads[key], times[key] = heads.get(key, 0) + number, times.get(key, 0) + 1
        target = fold(text_of(event, "target_groups"))
        for key in names:
            if key and key in target and key not in mine:
                aimed[key] = aimed.get(key, 0) + 1
    planned = [by_id[one] for one in wanted if one in by_id]
    sheets = {by_id[one]: number for one, number in answered.items() if one in by_id}
    besides = (key for key in names if key not in planned and (heads.get(key) or aimed.get(key) or key in sheets))
    others = sorted(besides, key=lambda key: -heads.get(key, 0))
    return tuple(
        GroupHeard(*names[key], key in planned, times.get(key, 0), heads.get(key, 0), aimed.get(key, 0),
                   sheets.get(key, 0))
        for key in (*planned, *others)
    )  # fmt: skip


def _answered(number: str, found: Gathered, events: set[str]) -> Mapping[str, int]:
    """Return how many questionnaires of a round each group filled in, by the id of the group."""
    asked = {row.id for row in found.questionnaires if row.get("round") == number}
    out: Counter[str] = Counter()
    for row in found.sheets:
        mine = row.get("questionnaire") in asked or row.get("event") in events
        if mine and row.get("group") and row.below("answers"):
            out[text_of(row, "group")] += 1
    return out


def _said(found: Gathered, events: set[str]) -> tuple[SaidOn, ...]:
    mine = [row for row in found.counted if row.get("event") in events and row.get("kind") != UNKNOWN]
    words = [row for row in found.statements if row.get("event") in events and row.get("kind") != UNKNOWN]
    topics: dict[str, list[Row]] = {}
    for row in mine:
        topics.setdefault(text_of(row, "topic"), []).append(row)
    made = [
        SaidOn(
            topic,
            len(rows),
            sum(row.get("provenance") == VOICE for row in rows),
            tuple(text for row in words if text_of(row, "topic") == topic and (text := text_of(row, "text"))),
        )
        for topic, rows in topics.items()
    ]
    return tuple(sorted(made, key=lambda one: -one.statements))
