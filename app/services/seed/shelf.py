"""The idea shelf, the gates and the criteria: data of the program with their sources, read once.

Source: ``mvp2.md`` 12; seed 002 appendix C and seed 003, retold. Thread: any.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import msgspec

from app.core.errors import ProgrammeError
from app.core.messages import N_, Label, LocalText, own_words

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "seed"
DAMAGED = N_("The idea shelf is damaged.")
MEND = N_("Install the program again. Your own ideas are safe in your file.")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    zh_TW: str  # noqa: N815 - the language code is the name
    en: str

    @property
    def label(self) -> LocalText:
        """The text as a label."""
        return LocalText(MappingProxyType({"zh_TW": self.zh_TW, "en": self.en}))


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where cards come from."""

    id: str
    title: Words


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One idea of a kind, in our words."""

    id: str
    title: Words
    what: Words


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of project: why it may matter, what to search for where there is a connection, and its cards."""

    id: str
    title: Words
    why: Words
    search: str
    source: str
    cards: tuple[Card, ...]


class City(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a city did, and what a small place could take from it."""

    id: str
    place: Words
    title: Words
    what: Words
    source: str


class Pointer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where to look further, once there is a connection."""

    id: str
    title: Words
    what: Words
    address: str
    source: str


class Shelf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole shelf, in the order it is shown."""

    sources: tuple[Source, ...]
    kinds: tuple[Kind, ...]
    cities: tuple[City, ...]
    pointers: tuple[Pointer, ...]

    def source(self, source_id: str) -> LocalText:
        """Return what a source is called."""
        return next(one.title.label for one in self.sources if one.id == source_id)

    def takeable(self) -> Iterator[tuple[str, Words, Words, str]]:
        """Return every card that can be taken: id, title, what, id of its source."""
        for kind in self.kinds:
            for card in kind.cards:
                yield card.id, card.title, card.what, kind.source
        for city in self.cities:
            yield city.id, city.title, city.what, city.source


class GateText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A gate's name; its rule is code, its numbers are settings of the pack."""

    id: str
    title: Words
    source: str


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scored criterion with the weight it begins with, and what a good answer looks like."""

    id: str
    weight: int
    title: Words
    good: Words

    @property
    def named(self) -> LocalText:
        """The title with its number, such as "C1 Gains reach …"."""
        return LocalText(MappingProxyType({key: f"{self.id} {text}" for key, text in self.title.label.values.items()}))


class Selection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Gates and criteria, in order."""

    gates: tuple[GateText, ...]
    criteria: tuple[Criterion, ...]


Read = TypeVar("Read", Shelf, Selection)


@cache
def shelf() -> Shelf:
    """Return the shelf. Raises ProgrammeError where the file is damaged."""
    return _read("ideas.yaml", Shelf)


@cache
def selection() -> Selection:
    """Return gates and criteria. Raises ProgrammeError where the file is damaged."""
    return _read("criteria.yaml", Selection)


def known_words(text: str) -> Label:
    """Return a criterion's title or explanation in both languages where it still is ours, else as people wrote it."""
    return _known().get(text) or own_words(text)


@cache
def _known() -> MappingProxyType[str, Label]:
    labels = [label for one in selection().criteria for label in (one.named, one.good.label)]
    return MappingProxyType({text: label for label in labels for text in label.values.values()})


def _read(name: str, shape: type[Read]) -> Read:
    from app.programmes.yaml_core import parse_file  # late: most starts never need it

    try:
        return msgspec.convert(parse_file(FOLDER / name).value, shape)
    except (OSError, msgspec.ValidationError) as error:
        raise ProgrammeError(DAMAGED, MEND) from error
