"""Topics and guiding questions of one file: those that every team begins with, with what this team changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.core.fields import Option, Row
from app.core.messages import Label, LocalText, own_words
from app.programmes.roadmap import GivenTopic, given_roadmap

LAST = 1_000
"""Place of a topic of one's own that nobody moved; behind all that are given."""


@dataclass(frozen=True, slots=True)
class Question:
    """A guiding question. ``row``: id of its record, "" where nobody changed it; ``own``: added by the team."""

    key: str
    text: LocalText
    row: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the Roadmap.

    Args:
        key: as statements name it: the id of a given topic, or of the record of an own one.
        title: what it is called here.
        questions: in order, the team's own last.
        row: id of its record, "" where nobody changed anything.
        own: whether the team added it.
        summary: what the team wrote about it, as far as the reader may see it.
        summed: whether there is a summary, seen or not.
        publish: whether the summary may leave the team, ``None`` where nobody said.
        place: where it stands in the list, from 1.
    """

    key: str
    title: LocalText
    questions: tuple[Question, ...]
    row: str = ""
    own: bool = False
    summary: str = ""
    summed: bool = False
    publish: bool | None = None
    place: int = 0


def topics_of(rows: Iterable[Row]) -> tuple[Topic, ...]:
    """Return every topic in the team's order. *rows*: the ``roadmap_topic`` records. Pure."""
    by_code: dict[str, Row] = {}
    own: list[Row] = []
    for row in rows:
        code = row.text("code")
        if code and given_roadmap().topic(code) is not None:
            by_code.setdefault(code, row)
        else:
            own.append(row)
    found = [_given(number, one, by_code.get(one.id)) for number, one in enumerate(given_roadmap().topics, 1)]
    found += [_own(number, row) for number, row in enumerate(own)]
    found.sort(key=lambda one: one.place)
    return tuple(replace(one, place=number) for number, one in enumerate(found, 1))


def topic_options(topics: Iterable[Topic]) -> tuple[Option, ...]:
    """Return the topics as choices."""
    return tuple(Option(one.key, one.title) for one in topics)


def question_options(topics: Iterable[Topic]) -> tuple[Option, ...]:
    """Return the guiding questions of all topics as choices, each behind its topic."""
    return tuple(Option(one.key, _behind(topic.title, one.text)) for topic in topics for one in topic.questions)


def given_options() -> tuple[Option, ...]:
    """Return the topics that every team begins with as choices."""
    return tuple(Option(one.id, one.title) for one in given_roadmap().topics)


def _given(number: int, one: GivenTopic, row: Row | None) -> Topic:
    below = row.below("questions") if row is not None else ()
    changed = {each.text("code"): each for each in below if each.text("code")}
    questions = []
    for each in one.questions:
        mine = changed.get(one.key(each))
        text = own_words(mine.text("text")) if mine is not None and mine.text("text") else each.text
        questions.append(Question(one.key(each), text, mine.id if mine is not None else ""))
    questions += [_own_question(each) for each in below if not each.text("code")]
    title = own_words(row.text("title")) if row is not None and row.text("title") else one.title
    made = Topic(one.id, title, tuple(questions), place=number)
    return _told(made, row) if row is not None else made


def _own(number: int, row: Row) -> Topic:
    questions = tuple(_own_question(each) for each in row.below("questions"))
    title = own_words(row.text("title"))
    return _told(Topic(row.id, title, questions, own=True, place=LAST + number), row)


def _told(one: Topic, row: Row) -> Topic:
    """Return a topic with what its record says."""
    summary, publish = row.text("summary"), row.get("publish")
    return replace(
        one,
        row=row.id,
        summary=summary,
        summed=bool(summary.strip()),
        publish=publish if isinstance(publish, bool) else None,
        place=row.whole("place") or one.place,
    )


def _own_question(row: Row) -> Question:
    return Question(row.id, own_words(row.text("text")), row.id, own=True)


def _behind(title: LocalText, text: LocalText) -> Label:
    languages = dict.fromkeys((*title.values, *text.values))
    return LocalText({one: f"{title.best(one)} · {text.best(one)}" for one in languages})
