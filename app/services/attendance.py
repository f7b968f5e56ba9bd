"""Sign-in sheets against what was typed of them: tallies, what differs, and what must be explained.

A sheet's own totals are typed from the paper, never copied from the rows; so a slip shows. Where only
counts are kept, no box may hold more than the heads. Pure functions of a frozen event.
Thread: any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.core.fields import Finding, Option, Row, Severity
from app.core.messages import N_, Message
from app.models.catalogue import catalogue

COUNTS_ONLY = "counts"
PARTS = ("age_band", "language", "priority_group")
"""Fields of which a sheet has tally boxes, in the order of the paper."""
TAIWAN = ("zh", "nan", "hak", "formosan", "vi", "id", "en", "ase", "other")
ELSEWHERE = ("en", "es", "pt", "ht", "zh", "vi", "km", "ase", "other")
"""Languages on a sheet by country, nine of them, so that each has one key."""
HEADS_DIFFER = N_("Sheet {sheet}: {typed} people were typed, the paper says {paper}.")
PART_DIFFERS = N_("Sheet {sheet}, {what}: {typed} were typed, the paper says {paper}.")
BOXES_DIFFER = N_("Sheet {sheet}: the boxes of “{what}” add up to {typed}, the paper says {paper} people.")
EVENT_DIFFERS = N_("The sheets say {paper} people in all, the event says {typed}.")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the paper and what was typed do not agree.

    Args:
        part: field of the tally, "" for the heads.
        key: choice of that field, "" for the sum of its boxes or the heads.
        typed, paper: the two numbers.
        said: both in one sentence.
    """

    part: str
    key: str
    typed: int
    paper: int
    said: Message


@dataclass(frozen=True, slots=True)
class SheetState:
    """One sheet.

    Args:
        number: of the sheet; 0 for rows without one.
        id: key of its record, "" before a total was typed.
        typed: rows that were typed.
        paper: people that the paper says, ``None`` before that was typed.
        differences: what does not agree.
        explanation: why, in the words of the team.
    """

    number: int
    id: str
    typed: int
    paper: int | None
    differences: tuple[Difference, ...]
    explanation: str = ""

    @property
    def settled(self) -> bool:
        """Whether the sheet agrees or its difference is explained."""
        return self.paper is not None and (not self.differences or bool(self.explanation.strip()))


def sheet_languages(country: str) -> tuple[str, ...]:
    """Return the languages that stand on the sheets of a country, at most nine."""
    return TAIWAN if country in ("TW", "") else ELSEWHERE


def part_options(part: str) -> tuple[Option, ...]:
    """Return every choice of a tally field."""
    options = catalogue()["sheet_count"].field(part).options
    return options if isinstance(options, tuple) else ()


def sheet_choices(part: str, country: str) -> tuple[Option, ...]:
    """Return the choices of a tally in the order of the paper, at most nine; the key of each is its place, from 1."""
    if part != "language":
        return part_options(part)
    known = {one.key: one for one in part_options(part)}
    return tuple(known[key] for key in sheet_languages(country))


def rows_of(event: Row, field: str) -> tuple[Row, ...]:
    """Return the rows of an event."""
    found = event.get(field)
    return tuple(one for one in found if isinstance(one, Row)) if isinstance(found, tuple) else ()


def tally(rows: Iterable[Row], part: str) -> Mapping[str, int]:
    """Return how many rows chose each key of *part*."""
    return MappingProxyType(Counter(str(one.get(part)) for one in rows if one.get(part)))


def is_filled(row: Row) -> bool:
    """Say whether a row of a sheet stands for a person: something is written in it."""
    return any(row.get(name) for name in ("name", "person", *PARTS, "organisation", "phone")) or bool(row.pending)


def sheets(event: Row) -> tuple[SheetState, ...]:
    """Return every sheet of an event that was read with its rows, by number."""
    typed = [one for one in rows_of(event, "attendance") if is_filled(one)]
    papers = {one.whole("number") or 0: one for one in rows_of(event, "sign_in_sheets")}
    counts = rows_of(event, "sheet_counts")
    numbers = {one.whole("sheet") or 0 for one in (*typed, *counts)} | set(papers)
    only = event.get("attendance_kept") == COUNTS_ONLY
    out = []
    for number in sorted(numbers):
        rows = [one for one in typed if (one.whole("sheet") or 0) == number]
        boxes = [one for one in counts if (one.whole("sheet") or 0) == number]
        record = papers.get(number)
        paper = record.whole("heads") if record else None
        found = _against_boxes(number, paper, boxes) if only else _against_rows(number, paper, rows, boxes)
        said = str(record.get("explanation") or "") if record else ""
        out.append(SheetState(number, record.id if record else "", len(rows), paper, tuple(found), said))
    return tuple(out)


def sheet_findings(event: Row) -> tuple[Finding, ...]:
    """Return what differs and is not explained yet, and an event whose own head count is another."""
    found: list[Finding] = []
    states = sheets(event)
    for state in states:
        if not state.explanation.strip():
            place = f"record:event:{event.id}:sign_in_sheets"
            found += [Finding("sheet-totals", Severity.WARN, one.said, place) for one in state.differences]
    difference = event_difference(event, states)
    if difference is not None:
        place = f"record:event:{event.id}:attended"
        found.append(Finding("sheet-heads", Severity.WARN, difference.said, place))
    return tuple(found)


def event_difference(event: Row, states: Sequence[SheetState]) -> Difference | None:
    """Return how the event's own head count differs from its sheets, ``None`` where they agree or one is missing."""
    heads = [state.paper for state in states]
    attended = event.whole("attended")
    if not heads or None in heads or attended is None or any(state.explanation.strip() for state in states):
        return None
    total = sum(one for one in heads if one is not None)
    if total == attended:
        return None
    said = Message(EVENT_DIFFERS.id, {"paper": total, "typed": attended})
    return Difference("", "", attended, total, said)


def _against_rows(number: int, paper: int | None, rows: Sequence[Row], boxes: Sequence[Row]) -> Iterator[Difference]:
    if paper is not None and paper != len(rows):
        given: dict[str, object] = {"sheet": number, "typed": len(rows), "paper": paper}
        yield Difference("", "", len(rows), paper, Message(HEADS_DIFFER.id, given))
    for box in boxes:
        part = next((one for one in PARTS if box.get(one)), "")
        count, key = box.whole("number"), str(box.get(part) or "")
        if not part or count is None:
            continue
        have = tally(rows, part).get(key, 0)
        if have != count:
            what = next((one.label for one in part_options(part) if one.key == key), None) or key
            given = {"sheet": number, "what": what, "typed": have, "paper": count}
            yield Difference(part, key, have, count, Message(PART_DIFFERS.id, given))


def _against_boxes(number: int, paper: int | None, boxes: Sequence[Row]) -> Iterator[Difference]:
    """Compare boxes with heads; people may leave a column open, so fewer is no difference."""
    for part in PARTS:
        total = sum(one.whole("number") or 0 for one in boxes if one.get(part))
        if paper is not None and total > paper:
            what = catalogue()["sheet_count"].field(part).label
            given: dict[str, object] = {"sheet": number, "what": what, "typed": total, "paper": paper}
            yield Difference(part, "", total, paper, Message(BOXES_DIFFER.id, given))
