"""What the Roadmap says of its topics: who said what, which groups were heard, what is missing. Pure; any thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.fields import Row
from app.models.roadmap import KINDS, PROVENANCES
from app.services.roadmap.topics import Topic

VOICE, UNKNOWN = "voice", "unknown"
KIND_KEYS = tuple(one.key for one in KINDS)
PROVENANCE_KEYS = tuple(one.key for one in PROVENANCES)


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement as it is shown.

    Args:
        text: in the team's or a resident's words.
        kind, provenance, pass_no, confidence: keys, "" where nobody said.
        groups: ids of the groups that it is about.
        said_at: where it was said or stands: event, source and date, as words.
        asked: title of the questionnaire or event at which an unknown is asked, "" for none.
    """

    id: str
    topic: str
    text: str
    kind: str = ""
    provenance: str = ""
    pass_no: str = ""
    groups: tuple[str, ...] = ()
    confidence: str = ""
    publish: bool | None = None
    question: str = ""
    said_at: str = ""
    asked: str = ""
    settled: bool = False

    @property
    def heard(self) -> bool:
        """Whether residents said it."""
        return self.provenance == VOICE and self.kind != UNKNOWN

    @property
    def open(self) -> bool:
        """Whether it is something that nobody knows yet."""
        return self.kind == UNKNOWN and not self.settled


class State(StrEnum):
    """How far a topic is."""

    EMPTY = "empty"
    FIRST = "first"
    HEARD = "heard"
    WHOLE = "whole"


class Heard(StrEnum):
    """What is known of one group in one topic."""

    NONE = "none"
    TOLD = "told"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Cell:
    """One group in one topic: statements of residents, and all other ones about them."""

    voices: int = 0
    others: int = 0

    @property
    def state(self) -> Heard:
        """Whether the group was heard, only told about, or neither."""
        return Heard.HEARD if self.voices else Heard.TOLD if self.others else Heard.NONE


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic at a glance.

    Args:
        topic: title, questions, summary.
        statements: in the order of kinds.
        unheard: ids of the groups of which no resident's word stands here.
    """

    topic: Topic
    statements: tuple[StatementView, ...]
    unheard: tuple[str, ...] = ()

    @property
    def kinds(self) -> Mapping[str, int]:
        """Statements of each kind that has any."""
        return Counter(one.kind for one in self.statements)

    @property
    def provenances(self) -> Mapping[str, int]:
        """Statements of each provenance; what is not known yet has none."""
        return Counter(one.provenance for one in self.statements if one.kind != UNKNOWN)

    @property
    def voices(self) -> int:
        """How many statements are residents' own words."""
        return sum(one.heard for one in self.statements)

    @property
    def open(self) -> tuple[StatementView, ...]:
        """What nobody knows yet."""
        return tuple(one for one in self.statements if one.open)

    @property
    def undecided(self) -> int:
        """Statements of which nobody said whether they may be published."""
        return sum(one.publish is None for one in self.statements)

    @property
    def state(self) -> State:
        """How far the topic is: nothing yet, first pass, residents heard, summed up besides."""
        if not self.statements:
            return State.EMPTY
        if not self.voices:
            return State.FIRST
        return State.WHOLE if self.topic.summed else State.HEARD

    def answers(self, question: str) -> int:
        """Return how many statements answer a guiding question; unknowns do not."""
        return sum(one.question == question and one.kind != UNKNOWN for one in self.statements)


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The whole Roadmap.

    Args:
        topics: in the team's order.
        groups: id and name of every group of residents.
        cells: (group id, topic key) to what is known.
        loose: statements without a topic, or of one that is gone.
    """

    topics: tuple[TopicView, ...]
    groups: tuple[tuple[str, str], ...] = ()
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict, hash=False)
    loose: tuple[StatementView, ...] = ()

    def topic(self, key: str) -> TopicView | None:
        """Return the topic called *key*, ``None`` where there is none."""
        return next((one for one in self.topics if one.topic.key == key), None)

    def topic_of(self, statement: str) -> str:
        """Return the key of the topic in which a statement stands, "" where it stands in none."""
        return next((one.topic.key for one in self.topics for each in one.statements if each.id == statement), "")

    def cell(self, group: str, topic: str) -> Cell:
        """Return what is known of a group in a topic."""
        return self.cells.get((group, topic), Cell())

    def name(self, group: str) -> str:
        """Return what a group is called."""
        return dict(self.groups).get(group, "")

    @property
    def silent(self) -> tuple[str, ...]:
        """Ids of the groups that were heard in no topic."""
        heard = {group for (group, _), cell in self.cells.items() if cell.voices}
        return tuple(group for group, _ in self.groups if group not in heard)

    @property
    def statements(self) -> int:
        """How many there are in all topics."""
        return sum(len(one.statements) for one in self.topics)


def roadmap_view(
    topics: Sequence[Topic], statements: Iterable[StatementView], groups: Sequence[tuple[str, str]]
) -> RoadmapView:
    """Return the Roadmap made of its parts."""
    known = {one.key for one in topics}
    by_topic: dict[str, list[StatementView]] = {}
    loose = []
    cells: dict[tuple[str, str], Cell] = {}
    for one in statements:
        if one.topic not in known:
            loose.append(one)
            continue
        by_topic.setdefault(one.topic, []).append(one)
        if one.kind == UNKNOWN:
            continue
        for group in one.groups:
            was = cells.get((group, one.topic), Cell())
            cells[group, one.topic] = Cell(was.voices + one.heard, was.others + (not one.heard))
    made = []
    for topic in topics:
        mine = sorted(by_topic.get(topic.key, ()), key=lambda one: _rank(one.kind))
        unheard = tuple(group for group, _ in groups if not cells.get((group, topic.key), Cell()).voices)
        made.append(TopicView(topic, tuple(mine), unheard))
    return RoadmapView(tuple(made), tuple(groups), cells, tuple(loose))


def keys_of(row: Row, name: str) -> tuple[str, ...]:
    """Return the keys of a list or set, ``()`` where it is empty."""
    value = row.get(name)
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def text_of(row: Row, name: str) -> str:
    """Return a text, a key or a date, "" where there is none."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _rank(kind: str) -> int:
    return KIND_KEYS.index(kind) if kind in KIND_KEYS else len(KIND_KEYS)
