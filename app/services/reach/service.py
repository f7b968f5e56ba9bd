"""The reach map: which groups were heard in which month, who was not, and what liaisons gave and were promised.

A group counts as heard where somebody counted its people at an event; it was only aimed at where the event
names it and nobody was counted. Source: ``peers.md`` 3.3 item 16, ``mvp2.md`` 4 and 10. Thread: any, for
the pure part; the document lane for :func:`gather_reach`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.core.fields import Row
from app.services.live_kinds import Shown
from app.services.masking import ShownRecords
from app.services.recruiting.hours import agreed_hours, gather_hours, paid_so_far

MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Heard:
    """One group in one month: events that counted its people, heads, and events that only aimed at it."""

    events: int = 0
    people: int = 0
    aimed: int = 0


@dataclass(frozen=True, slots=True)
class ReachRow:
    """One group over the months.

    Args:
        name: what the group is called.
        group: id of its record, "" for a name that only stands on tallies.
        months: month ``YYYY-MM`` to what was heard; months without anything are absent.
    """

    name: str
    group: str
    months: Mapping[str, Heard] = field(hash=False)

    @property
    def people(self) -> int:
        """Heads over all months."""
        return sum(one.people for one in self.months.values())

    @property
    def events(self) -> int:
        """Events at which the group was counted."""
        return sum(one.events for one in self.months.values())

    @property
    def last(self) -> str:
        """The last month in which the group was heard, "" for never."""
        return max((month for month, one in self.months.items() if one.events), default="")


@dataclass(frozen=True, slots=True)
class LiaisonReach:
    """What one liaison gave so far beside what was agreed.

    Args:
        person: id.
        name: as the reader may see it.
        hours: given, in hundredths.
        agreed: for the whole time, in hundredths; ``None`` where nothing was agreed.
        share: hundredths of the agreed hours that the time so far stands for, ``None`` unknown.
        events: events hosted.
        paid, promised: minor units, ``None`` where unknown or in the locked drawer.
        currency: of both.
    """

    person: str
    name: str
    hours: int
    agreed: int | None
    share: int | None
    events: int
    paid: int | None
    promised: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class ReachMap:
    """Groups × months, and the liaisons. ``months``: in order, without gaps."""

    months: tuple[str, ...]
    rows: tuple[ReachRow, ...]
    liaisons: tuple[LiaisonReach, ...]

    @property
    def unheard(self) -> tuple[ReachRow, ...]:
        """Groups that nobody has counted at any event."""
        return tuple(row for row in self.rows if not row.events)


def fold(name: str) -> str:
    """Return a name without what people write differently: width, case, spaces, 台 and 臺."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("台", "臺")
    return "".join(text.split())


def reach_map(
    groups: Iterable[tuple[str, str]], events: Sequence[Row], tallies: Mapping[str, Sequence[tuple[str, int]]],
    liaisons: Sequence[LiaisonReach] = (),
) -> ReachMap:  # fmt: skip
    """Return the map.

    Args:
        groups: id and name of every group of residents.
        events: with ``date`` and ``target_groups``.
        tallies: event id to (group name, heads).
        liaisons: as gathered.
    """
    names: dict[str, tuple[str, str]] = {fold(name): (name, key) for key, name in groups if name}
    cells: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for event in events:
        month = str(event.get("date") or "")[:7]
        if len(month) < len("2025-01"):
            continue
        counted: dict[str, int] = defaultdict(int)
        for name, heads in tallies.get(event.id, ()):
            names.setdefault(fold(name), (name, ""))
            counted[fold(name)] += heads
        for key, heads in counted.items():
            cells[key][month][0] += 1
            cells[key][month][1] += heads
        target = fold(str(event.get("target_groups") or ""))
        for key in names:
            if key in target and key not in counted:
                cells[key][month][2] += 1
    rows = tuple(
        ReachRow(name, group, MappingProxyType({month: Heard(*one) for month, one in cells[key].items()}))
        for key, (name, group) in names.items()
    )
    return ReachMap(_months(row.months for row in rows), rows, tuple(liaisons))


def _months(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return every month from the first to the last, the latest :data:`MOST_MONTHS`."""
    known = sorted({month for one in found for month in one})
    if not known:
        return ()
    year, month = int(known[0][:4]), int(known[0][5:])
    out = []
    while f"{year:04}-{month:02}" <= known[-1]:
        out.append(f"{year:04}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(out[-MOST_MONTHS:])


def so_far(agreed: int, start: str, end: str, today: date) -> int | None:
    """Return the part of *agreed* that the days so far stand for; ``None`` where the days are not known."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return None
    if last < first:
        return None
    gone = min(max((today - first).days + 1, 0), (last - first).days + 1)
    return agreed * gone // ((last - first).days + 1)


def gather_reach(shown: ShownRecords, today: date) -> ReachMap:
    """Return the map of an open document as its reader may see it. Thread: the document lane."""
    groups = [(row.id, row.title) for row in shown.rows("population_group")]
    events = shown.rows("event")
    tallies: dict[str, list[tuple[str, int]]] = {}
    for event in events:
        tallies[event.id] = tallies_of(shown, event)
    return reach_map(groups, events, tallies, _liaisons(shown, events, today))


def tallies_of(shown: Shown, event: Row) -> list[tuple[str, int]]:
    """Return the names of groups and the heads that were counted at an event, of the tally and of its sheets."""
    found: list[tuple[str, int]] = []
    for one in event.below("counts"):
        number = one.get("number")
        if isinstance(number, int) and one.title:
            found.append((shown.cell(one, "group_label"), number))
    for one in event.below("sheet_counts"):
        number, group = one.get("number"), shown.cell(one, "priority_group")
        if isinstance(number, int) and group and one.get("priority_group") != "none":
            found.append((group, number))
    return found


def _liaisons(shown: ShownRecords, events: Sequence[Row], today: date) -> list[LiaisonReach]:
    agreements = {str(row.get("person")): row for row in shown.tally("liaison_agreement") if row.get("person")}
    logs = shown.tally("work_log")
    hosts = [str(row.get("host")) for row in events if row.get("host")]
    people = dict.fromkeys([*agreements, *(str(row.get("person")) for row in logs if row.get("person")), *hosts])
    out = []
    for person in people:
        row = agreements.get(person)
        mine = [one for one in logs if one.get("person") == person]
        agreed = agreed_hours(row) if row is not None else None
        share = so_far(agreed, str(_get(row, "start")), str(_get(row, "end")), today) if agreed is not None else None
        logged = [value for one in mine if (value := _whole(one, "paid")) is not None]
        paid = paid_so_far(row, gather_hours(shown, person)) if row is not None else None
        paid = paid if paid is not None else sum(logged) if logged else None
        given = sum(_whole(one, "hours") or 0 for one in mine)
        currency = str(_get(row, "currency") or shown.translator.currency)
        name = shown.title("person", person)
        promised = _whole(row, "promised")
        out.append(LiaisonReach(person, name, given, agreed, share, hosts.count(person), paid, promised, currency))
    return out


def _whole(row: Row | None, name: str) -> int | None:
    value = row.get(name) if row is not None else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _get(row: Row | None, name: str) -> object:
    return (row.get(name) if row is not None else None) or ""
