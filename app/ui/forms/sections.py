"""How the fields of a record type are shared out, so that no form shows more than nine at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.fields import Field, Kind, RecordType
from app.core.messages import N_, Label

MOST = 9
"""More fields than this at once are a wall; fewer are a question."""

BEGIN = N_("To begin with")
MORE = N_("More about it")


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading.

    Args:
        title: the heading.
        fields: at most nine, in form order.
        part: number of this part where a group was too long for one section, else 0.
    """

    title: Label
    fields: tuple[Field, ...]
    part: int = 0


def sections_of(record_type: RecordType, hidden: frozenset[str] = frozenset()) -> tuple[Section, ...]:
    """Return the sections of a form: what is asked first, then the named groups.

    Args:
        record_type: whose form.
        hidden: names of fields that have no meaning for the record at hand.
    """
    fields = [one for one in record_type.fields if one.name not in hidden]
    first = [one for one in fields if one.first and one.kind is not Kind.ROWS]
    if not first:
        plain = [one for one in fields if one.kind not in (Kind.ROWS, Kind.COMPUTED)]
        first = [one for one in plain if one.required or one.group is None][:MOST] or plain[:MOST]
    taken = {one.name for one in first[:MOST]}
    found = [Section(BEGIN, tuple(first[:MOST]))] if first else []
    groups: dict[Label, list[Field]] = {}
    for one in fields:
        if one.name in taken:
            continue
        if one.kind is Kind.ROWS:
            groups[one.label] = [one]
        else:
            groups.setdefault(one.group or MORE, []).append(one)
    for title, members in groups.items():
        found += _parts(title, members)
    return tuple(found)


def opened(sections: Sequence[Section], already: Iterable[int], wanted: int) -> tuple[int, ...]:
    """Return which sections stand open once *wanted* is unfolded: older ones fold where nine would be passed.

    Args:
        sections: of the form.
        already: indexes that are open, oldest first.
        wanted: index to unfold.
    """
    open_now = [index for index in already if index != wanted]
    room = MOST - weight(sections[wanted])
    kept: list[int] = []
    for index in reversed(open_now):
        room -= weight(sections[index])
        if room < 0:
            break
        kept.insert(0, index)
    return (*kept, wanted)


def weight(section: Section) -> int:
    """Return how many fields a section shows; rows fill a form of their own."""
    return MOST if any(one.kind is Kind.ROWS for one in section.fields) else len(section.fields)


def _parts(title: Label, members: list[Field]) -> list[Section]:
    if len(members) <= MOST:
        return [Section(title, tuple(members))]
    pieces = [members[start : start + MOST] for start in range(0, len(members), MOST)]
    return [Section(title, tuple(piece), number) for number, piece in enumerate(pieces, 1)]
