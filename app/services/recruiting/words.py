"""The words of the recruiting papers: data in both languages, read once, filled in from records.

``resources/recruiting/words.yaml`` holds them. A place whose value is missing stays as ``[Label]``, and a paper
that holds one is not made: nobody should hang up a notice from "[Your town]". Thread: any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

from app.core.errors import InputError
from app.core.messages import N_
from app.programmes.yaml_core import parse_file

FILE = Path(__file__).resolve().parents[3] / "resources" / "recruiting" / "words.yaml"
_PLACE = re.compile(r"\{(\w+)\}")
_OPEN = re.compile(r"\[\s*([^\[\]\n]*[^\[\]\s][^\[\]\n]*?)\s*\]|［\s*([^［］\n]*[^［］\s][^［］\n]*?)\s*］")

Text = dict[str, str]
"""A wording by language."""


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence. ``item``: of a list; ``with_``, ``without``: only where that field is filled, or empty."""

    text: Text
    item: bool = False
    with_: str = msgspec.field(name="with", default="")
    without: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sentences under a heading."""

    title: Text
    lines: tuple[Line, ...]


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the box at the top of a notice."""

    label: Text
    text: Text


class Notice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The template of a position's notice."""

    headline: Text
    sections: tuple[Part, ...]


class Theme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A theme of a talk; ``id`` is the field of ``interview_note`` that holds the answer."""

    id: str
    ask: Text


class Lead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said first, and the themes that it leads to."""

    id: str
    lead: Text
    themes: tuple[Theme, ...]


class Guide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The guide of a talk."""

    before: tuple[Text, ...]
    leads: tuple[Lead, ...]
    after: tuple[Text, ...]


class Promise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The agreement with a liaison."""

    opening: Text
    sections: tuple[Part, ...]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it."""

    notice: Notice
    facts: tuple[Fact, ...]
    pieces: dict[str, Text]
    guide: Guide
    agreement: Promise


@cache
def words() -> Words:
    """Return the words as they were delivered."""
    return msgspec.convert(parse_file(FILE).value, Words)


def filled(text: str, values: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Return *text* with its places filled in; one without a value becomes ``[its label]``."""
    return _PLACE.sub(lambda found: values.get(found[1]) or f"[{labels.get(found[1], found[1])}]", text)


def said(line: Line, values: Mapping[str, str]) -> bool:
    """Say whether a line belongs into a paper with these values."""
    return not (line.with_ and not values.get(line.with_)) and not (line.without and values.get(line.without))


def left_open(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what stands in square brackets anywhere in *texts*: places that nobody filled in, each once."""
    found = (one[1] or one[2] for text in texts for one in _OPEN.finditer(text))
    return tuple(dict.fromkeys(found))


def demand_filled(texts: Iterable[str]) -> None:
    """Refuse a paper with open places, naming them.

    Raises:
        InputError: there are some.
    """
    names = left_open(texts)
    if names:
        raise InputError(
            N_("The notice still has places to fill in: {names}.", names=names),
            N_("Fill them in under “Position”, or take the brackets out of your own text."),
            code="recruiting.open-places",
        )
