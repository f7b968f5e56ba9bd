"""What falls due: dates of records and of programmes, in one list, the nearest first.

A meeting's decisions, the dates that letters set, what expires and what ends stand beside the dates of the
programmes, so that one look answers "what is due". Thread: the document lane.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.clock import Clock
from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message, own_words
from app.models.catalogue import about, catalogue, parent_column, table
from app.models.columns import ENDS, EXPIRES, TO_DO, Falls
from app.models.document.changes import ChangeSet
from app.programmes.journey import Due
from app.services.record_reader import RecordReader
from app.services.records import RecordService

SOON_DAYS = 30
"""How many days ahead is soon."""
YEAR = 365
"""How long something that has ended goes on being told."""
OVER = ("done", "dropped", "completed", "ended")


@dataclass(frozen=True, slots=True)
class DueDate:
    """One thing with a day.

    Args:
        date: ISO, as precise as it is known.
        days: from today to the last day that it can mean; negative where it is past.
        title: what it is about.
        says: what falls due on that day.
        owner: who sees to it, "" unknown.
        overdue: whether it is past and asks for something.
        hard: whether missing it ends the matter.
        type, id, field: the record that holds the date; "" for a programme's.
        route: where to look.
        tick: whether "Done" can be written at once.
        stage: how many days before a hard date it is warned now, 0 for no warning.
    """

    date: str
    days: int
    title: Label
    says: Message
    owner: str = ""
    overdue: bool = False
    hard: bool = False
    type: str = ""
    id: str = ""
    field: str = ""
    route: str = ""
    tick: bool = False
    stage: int = 0

    @property
    def named(self) -> Label:
        """What it is about, and what falls due where that is more than something to do."""
        plain = not self.type or self.says == TO_DO
        return self.title if plain else N_("{label}: {value}", label=self.title, value=self.says)

    @property
    def left(self) -> Message:
        """How long is left, in words."""
        if self.days == 0:
            return N_("today")
        if self.days > 0:
            return NP_("in {n} day", "in {n} days", self.days)
        return NP_("{n} day ago", "{n} days ago", -self.days)


class DueDates:
    """Gathers what falls due.

    Args:
        records: the records of the open document.
        programmes: returns what the programmes say is due.
        clock: says what day it is.
    """

    def __init__(self, records: RecordService, programmes: Callable[[], Sequence[Due]], clock: Clock) -> None:
        self._records, self._programmes, self._clock = records, programmes, clock

    def all(self) -> tuple[DueDate, ...]:
        """Return everything that is not done, the oldest first."""
        return self._gathered(near=False)

    def soon(self, number: int | None = None) -> tuple[DueDate, ...]:
        """Return what is past or near enough to be told, hard dates of which it is warned first, at most *number*."""
        near = [one for one in self._gathered(near=True) if one.days <= self._ahead(one)]
        return tuple(sorted(near, key=lambda one: not one.stage)[:number])

    def _gathered(self, *, near: bool) -> tuple[DueDate, ...]:
        found = [_programme(one) for one in self._programmes()]
        with self._records.reader() as reader:
            for (name, falls), ids in self._open(reader, near=near).items():
                found += self._of(reader, name, falls, ids)
        return tuple(sorted(found, key=lambda one: (one.days, not one.hard, one.type, one.id)))

    def _open(self, reader: RecordReader, *, near: bool) -> Mapping[tuple[str, Falls], Sequence[str] | None]:
        """Return which records have a date that may be told, asked for all types at once; ``None``: look at each."""
        declared = {(name, falls.field): falls for name in catalogue() for falls in about(name).falls}
        sealed = {one for one, falls in declared.items() if reader.seals(*one, falls.done)}
        found: dict[tuple[str, Falls], list[str]] = {}
        asked = [(*one, falls.done) for one, falls in declared.items() if one not in sealed]
        for name, field, record, value, done in reader.told(asked):
            days, falls = self._days(value), declared[name, field]
            if days is not None and not (near and days > falls.ahead) and not (falls.done and _over(done)):
                found.setdefault((name, falls), []).append(record)
        return {(one[0], declared[one]): None for one in sealed} | found

    def _days(self, value: object) -> int | None:
        last = last_day(str(value or ""))
        return None if last is None else (last - self._clock.now().date()).days

    def finish(self, type: str, id: str, field: str) -> ChangeSet | None:
        """Write that something is done; one Undo takes it back."""
        falls = next((one for one in _falls(type) if one.field == field and one.done), None)
        if falls is None:
            return None
        value = falls.mark or self._clock.now().date().isoformat()
        return self._records.change(type, id, {falls.done: value})

    def _ahead(self, one: DueDate) -> int:
        return next((falls.ahead for falls in _falls(one.type) if falls.field == one.field), SOON_DAYS)

    def _of(self, reader: RecordReader, name: str, falls: Falls, ids: Sequence[str] | None) -> Iterable[DueDate]:
        owner = "owner" if "owner" in table(name).columns else ""
        told = {falls.field, falls.done, parent_column(name), owner} - {""}
        for row in reader.rows(name, ids=ids, names=told):
            days = self._days(row.get(falls.field))
            if days is None or (falls.done and _over(row.get(falls.done))):
                continue
            if falls.done or days >= 0 or (falls.says in (ENDS, EXPIRES) and days >= -YEAR):
                yield self._made(reader, row, falls, days)

    def _made(self, reader: RecordReader, row: Row, falls: Falls, days: int) -> DueDate:
        parent = catalogue()[row.type].parent
        above = str(row.get(parent_column(row.type)) or "") if parent else ""
        title = row.title or (reader.titles(parent).get(above, "") if parent else "")
        owner = str(row.get("owner") or "")
        named = reader.titles("person").get(owner, owner) if "owner" in row.values else ""
        return DueDate(
            str(row.get(falls.field)),
            days,
            own_words(title) if title else catalogue()[row.type].label,
            falls.says,
            named,
            days < 0,
            False,
            row.type,
            row.id,
            falls.field,
            f"record:{parent}:{above}" if above else f"record:{row.type}:{row.id}:{falls.field}",
            bool(falls.done),
        )


def _falls(type_name: str) -> tuple[Falls, ...]:
    """Return the dates of a type that fall due; nothing for a programme's, which have no type."""
    return about(type_name).falls if type_name in catalogue() else ()


def last_day(iso: str) -> date | None:
    """Return the last day that an ISO date of any precision can mean, ``None`` where there is none."""
    try:
        if len(iso) == 4:
            return date(int(iso), 12, 31)
        if len(iso) == 7:
            year, month = int(iso[:4]), int(iso[5:])
            return date(year, month, monthrange(year, month)[1])
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _over(value: object) -> bool:
    """Say whether a status, or the day on which something was done, means that it is over."""
    return isinstance(value, str) and (value in OVER or value[:1].isdigit())


def _programme(one: Due) -> DueDate:
    return DueDate(
        one.date, one.days, one.title, N_("hard date") if one.stage else N_("date of the programme"),
        overdue=one.overdue, hard=one.hard, route=f"step:{one.pack}:{one.step}" if one.step else "", stage=one.stage,
    )  # fmt: skip
