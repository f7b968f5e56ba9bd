"""Groups × topics × known connections, and the seats: what is known, and where nobody is. Pure; any thread.

A mapped environmental justice area is a place, a group of residents is people: they stay two facts, and a group
counts whether or not any map shows it. Source: ``mvp2.md`` 4 (step 2), 6 (the trap) and 14 (trap 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.messages import LocalText
from app.models.lived import STRENGTHS

GENERAL = ""
"""Topic of a connection that can speak about anything."""
ORDER = {one.key: at for at, one in enumerate(STRENGTHS)}


class State(StrEnum):
    """How well the team knows somebody, the best first; ``COVERED``: through a connection that speaks on anything."""

    CLOSE = "close"
    MET = "met"
    NAME = "name"
    COVERED = "covered"
    NONE = "none"


class Seated(StrEnum):
    """Whether a group or language has a seat: filled, planned, or none."""

    FILLED = "filled"
    PLANNED = "planned"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Known:
    """One connection. ``whom``, ``by``: "" for readers who may not see names."""

    id: str
    group: str
    topic: str
    strength: str
    whom: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of residents: who they are, and their languages."""

    id: str
    name: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on the team. ``person``: id of who fills it, "" while it is open; ``name``: as a reader may see it."""

    id: str
    perspective: str
    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    person: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """A group or language and its seats, by their places in the plan, counted from 1."""

    key: str
    state: Seated
    seats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LivedView:
    """What the team knows, and what it does not.

    Args:
        groups: groups of residents.
        topics: key and name of every topic of the Roadmap.
        known: every connection.
        seats: in the order of the plan.
        openings: seats that the programme proposes, 0 where it says nothing.
    """

    groups: tuple[Group, ...]
    topics: tuple[tuple[str, LocalText], ...]
    known: tuple[Known, ...] = ()
    seats: tuple[Seat, ...] = ()
    openings: int = 0
    _cells: Mapping[tuple[str, str], tuple[Known, ...]] = field(default_factory=dict, hash=False, repr=False)

    def cell(self, group: str, topic: str) -> tuple[Known, ...]:
        """Return the connections to a group on a topic, the closest first; ``GENERAL``: on anything."""
        return self._cells.get((group, topic), ())

    def state(self, group: str, topic: str) -> State:
        """Return how well somebody is known who can speak for a group on a topic."""
        found = self.cell(group, topic)
        if found:
            return State(found[0].strength) if found[0].strength in ORDER else State.NAME
        return State.COVERED if topic != GENERAL and self.cell(group, GENERAL) else State.NONE

    @property
    def strangers(self) -> tuple[Group, ...]:
        """Groups in which nobody knows anybody."""
        met = {one.group for one in self.known}
        return tuple(one for one in self.groups if one.id not in met)

    def gaps(self, group: str) -> tuple[str, ...]:
        """Return the topics on which nobody is known who could speak for a group."""
        return tuple(key for key, _ in self.topics if self.state(group, key) is State.NONE)

    @property
    def group_cover(self) -> tuple[Cover, ...]:
        """Every group and its seats, those without one first."""
        return self._cover(tuple(one.id for one in self.groups), "groups")

    @property
    def language_cover(self) -> tuple[Cover, ...]:
        """Every language that a group speaks and the seats that speak it, those without one first."""
        spoken = dict.fromkeys(key for one in self.groups for key in one.languages)
        return self._cover(tuple(spoken), "languages")

    @property
    def filled(self) -> int:
        """Seats that somebody has taken."""
        return sum(bool(one.person) for one in self.seats)

    def _cover(self, keys: Sequence[str], what: str) -> tuple[Cover, ...]:
        out = []
        for key in keys:
            mine = [(at, seat) for at, seat in enumerate(self.seats, 1) if key in getattr(seat, what)]
            taken = any(seat.person for _, seat in mine)
            state = Seated.FILLED if taken else Seated.PLANNED if mine else Seated.NONE
            out.append(Cover(key, state, tuple(at for at, _ in mine)))
        rank = {Seated.NONE: 0, Seated.PLANNED: 1, Seated.FILLED: 2}
        return tuple(sorted(out, key=lambda one: rank[one.state]))


def lived_view(
    groups: Sequence[Group],
    topics: Sequence[tuple[str, LocalText]],
    known: Sequence[Known],
    seats: Sequence[Seat],
    openings: int = 0,
) -> LivedView:
    """Return the view made of its parts; a connection on a topic that is gone counts for anything."""
    keys = {key for key, _ in topics}
    cells: dict[tuple[str, str], list[Known]] = {}
    for one in known:
        cells.setdefault((one.group, one.topic if one.topic in keys else GENERAL), []).append(one)
    sorted_cells = {
        place: tuple(sorted(found, key=lambda one: ORDER.get(one.strength, len(ORDER))))
        for place, found in cells.items()
    }
    return LivedView(tuple(groups), tuple(topics), tuple(known), tuple(seats), openings, sorted_cells)
