"""One slip in the words of a dossier, what it is judged by, and how a rule says it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.messages import Message
from app.core.text import fold
from app.services.dossier.finding import Hit, Query, Spot, matches
from app.services.fact_register import Fact

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered


@dataclass(frozen=True, slots=True)
class Day:
    """When something happened: first and last ISO day, and what it is called."""

    first: str
    last: str
    title: str


@dataclass(frozen=True, slots=True)
class Book:
    """What the records say that a text can contradict.

    Args:
        facts: of the register.
        names: as recorded, the spelling to use.
        days: photo to the happenings that show it.
        stat_year: ISO year of the latest population record, "" for none.
        today: ISO day.
    """

    facts: tuple[Fact, ...]
    names: tuple[str, ...] = ()
    days: Mapping[str, tuple[Day, ...]] = field(default_factory=dict, hash=False)
    stat_year: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One printed text, with where it stands. ``kind``: of :class:`Spot`, or ``live`` for what records print."""

    spot: Spot
    kind: str
    text: str
    page: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip.

    Args:
        rule: L1 to L12, or F1 and F2 for facts.
        message: what is odd, with what was found.
        place: ``block:…`` or ``record:…``, where to mend it.
        page: on which it stands, 0 for none.
        quote: the words that are odd.
        hits: places that can be mended here.
        instead: the words that should stand there, "" for none.
        fact: id of the fact that should stand there, "" for none.
    """

    rule: str
    message: Message
    place: str
    page: int = 0
    quote: str = ""
    hits: tuple[Hit, ...] = ()
    instead: str = ""
    fact: str = ""

    @property
    def key(self) -> str:
        """By which the team's word is remembered that it is right as it is."""
        return "|".join((self.rule, self.place, self.quote))


Rule = Callable[[Sequence[Place], Book, "Gathered"], Iterable[Slip]]


def slip(rule: str, place: Place, message: Message, start: int = 0, end: int = 0, **more: object) -> Slip:
    """Return a slip at a stretch of a place's text; what is typed can be mended there."""
    where = f"block:{place.spot.block}" if place.spot.block else f"part:{place.spot.part}"
    return Slip(rule, message, where, place.page, place.text[start:end], hits_of(place, start, end), **more)  # type: ignore[arg-type]


def hits_of(place: Place, start: int, end: int) -> tuple[Hit, ...]:
    """Return a stretch of a typed text as a place that can be mended; nothing of what records print."""
    if place.kind == "live" or end <= start:
        return ()
    before, after = place.text[max(0, start - 14) : start], place.text[end : end + 14]
    return (Hit(place.spot, start, end, before, place.text[start:end], after, place.page),)


def count_of(places: Collection[Place], words: str) -> int:
    """Return how often words stand in typed texts, exactly so."""
    query = Query(words, exact=True)
    return sum(len(matches(one.text, query)) for one in places if one.kind != "live")


def around(text: str, start: int, end: int, room: int = 12) -> str:
    """Return what stands around a stretch of text within its sentence, for a message."""
    first = max(start - room, *(text.rfind(mark, 0, start) + 1 for mark in "。；\n"))
    ends = [at for mark in "。；\n" if (at := text.find(mark, end)) >= 0]
    return text[first : min(end + room, *ends, len(text))].replace("\ufffc", "…")


def same(first: str, second: str) -> bool:
    """Say whether two texts are the same but for how they are written."""
    return fold(first) == fold(second)
