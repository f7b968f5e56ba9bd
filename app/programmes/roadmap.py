"""The Social Resilience Roadmap as data: what is asked of every topic, and the topics every team begins with.

One file for all programmes that have a Roadmap. Source: ``mvp2.md`` 7.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from app.core.errors import ProgrammeError
from app.core.messages import N_, LocalText
from app.programmes.parsed import MEND_IT
from app.programmes.schema_parts import Datum
from app.programmes.texts import resolve

FILE = Path(__file__).resolve().parents[2] / "resources" / "standards" / "roadmap.yaml"
PAGE = "roadmap"
"""First word of the route of its page, as the tasks of a programme name it."""


class Prompt(Datum, frozen=True, kw_only=True):
    """A question that is asked of every topic."""

    id: str
    text: LocalText


class GivenQuestion(Datum, frozen=True, kw_only=True):
    """A guiding question of one topic; ``id`` counts within the topic."""

    id: str
    text: LocalText


class GivenTopic(Datum, frozen=True, kw_only=True):
    """A topic that every team begins with.

    Args:
        number: as the source counts it, such as T04.
    """

    id: str
    number: str
    title: LocalText
    questions: tuple[GivenQuestion, ...]

    def key(self, question: GivenQuestion) -> str:
        """Return what statements name a question by, such as ``water.3``."""
        return f"{self.id}.{question.id}"


class Roadmap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is given."""

    prompts: tuple[Prompt, ...]
    topics: tuple[GivenTopic, ...]

    def topic(self, key: str) -> GivenTopic | None:
        """Return the topic called *key*, ``None`` where there is none."""
        return next((one for one in self.topics if one.id == key), None)


@cache
def given_roadmap() -> Roadmap:
    """Return what every team begins with. Thread: any.

    Raises:
        ProgrammeError: the program's own file is damaged.
    """
    return load_roadmap(FILE)


def load_roadmap(path: Path) -> Roadmap:
    """Return the Roadmap of a file.

    Raises:
        ProgrammeError: it cannot be read, or two things in it have one name.
    """
    from app.programmes.yaml_core import parse_file  # late: most starts never need it

    try:
        found = msgspec.convert(resolve(parse_file(path).value), Roadmap, strict=True)
    except msgspec.ValidationError as error:
        raise ProgrammeError(N_("The topics of the Roadmap cannot be read."), MEND_IT) from error
    keys = [one.id for one in found.topics] + [topic.key(one) for topic in found.topics for one in topic.questions]
    if len(set(keys)) < len(keys) or len({one.id for one in found.prompts}) < len(found.prompts):
        raise ProgrammeError(N_("Two topics or questions of the Roadmap have the same name."), MEND_IT)
    return found
