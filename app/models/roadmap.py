"""The Social Resilience Roadmap: topics, guiding questions, and statements with who said them.

The topics and questions that every team begins with are data (``resources/standards/roadmap.yaml``) and need
no records; a record stands here only for what a team changed or added. Source: ``mvp2.md`` 4 (step 5) and 7.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, FromPack, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CLIMATE_HAZARDS
from app.models.population_group import CONFIDENCE
from app.models.sourced import Sourced

SOURCE = "mvp2.md 7"
TOPICS, QUESTIONS, GIVEN_TOPICS = "roadmap_topics", "roadmap_questions", "roadmap_given_topics"
"""Lists of choices: all topics and questions of the file; the topics that every team begins with."""
LISTS = frozenset({TOPICS, QUESTIONS, GIVEN_TOPICS})
"""All of them; ``app.services.roadmap`` knows their choices."""
PASSES = (
    Option("1", N_("First pass")),
    Option("2", N_("Second pass")),
)
KINDS = (
    Option("vulnerability", N_("Makes people vulnerable")),
    Option("resilience", N_("Makes people resilient")),
    Option("root_cause", N_("Root cause")),
    Option("unknown", N_("Not known yet")),
)
PROVENANCES = (
    Option("dataset", N_("Data")),
    Option("document", N_("Document")),
    Option("team", N_("What the team knows")),
    Option("voice", N_("Residents' own words")),
)
ABOUT = N_("What it is about")
SAID = N_("Who said it, and where")
ASKED = N_("What we do not know yet")


class RoadmapTopic(Record, Base):
    """A topic of the team's own, or what the team changed in one that every team begins with."""

    __tablename__ = "roadmap_topic"
    __record__ = col.about(
        N_("Topic of the Roadmap"),
        N_("Topics of the Roadmap"),
        source=SOURCE,
        empty=N_("Twelve topics are there from the start. Add one where your place needs it."),
        add=N_("Add topic"),
    )

    code: Mapped[str | None] = col.enum(
        N_("Topic from the start"), FromPack(GIVEN_TOPICS), title=True, help=N_("Empty for a topic of your own.")
    )
    title: Mapped[str | None] = col.text(
        N_("Name of the topic"), required=True, title=True, example=zh_en("祭典與聚會", "Harbour and boats")
    )
    summary: Mapped[str | None] = col.long_text(
        N_("Summary of the topic"),
        help=N_("What most people said, what holds people up, one open question."),
        leaves_by="publish",
    )
    publish: Mapped[bool | None] = col.tristate(
        N_("The summary may be published"),
        help=N_("Only a yes lets the summary leave the team. Name nobody in it."),
    )
    place: Mapped[int | None] = col.integer(N_("Place in the list"), minimum=1)
    questions: ClassVar[Field] = col.rows(N_("Questions of our own, or changed"), "roadmap_question")


class RoadmapQuestion(Record, Base):
    """A guiding question of the team's own, or other words for one that was there."""

    __tablename__ = "roadmap_question"
    __record__ = col.about(
        N_("Guiding question"), N_("Guiding questions"), source=SOURCE, add=N_("Add guiding question")
    )

    topic: Mapped[str | None] = col.parent("roadmap_topic")
    order_key: Mapped[str | None] = col.order()
    code: Mapped[str | None] = col.text(
        N_("Question from the start"), search=False, help=N_("Its key, such as water.3. Empty for your own question.")
    )
    text: Mapped[str | None] = col.long_text(N_("What is asked"), required=True, title=True)


class Statement(Record, Sourced, Base):
    """One thing that is known, said, or not known yet. Source: ``mvp2.md`` 7.2."""

    __tablename__ = "statement"
    __record__ = col.about(
        N_("Statement"),
        N_("Statements"),
        source=SOURCE,
        empty=N_("One sentence, one thing: what makes people vulnerable or strong here, and who says so."),
        add=N_("Add statement"),
        room="roadmap",
        table=("topic", "text", "kind", "provenance", "groups", "pass_no"),
        leaves_by="publish",
    )

    text: Mapped[str | None] = col.long_text(
        N_("Statement"),
        required=True,
        title=True,
        help=N_("One sentence, one thing. Keep residents' own words, without names."),
        example=zh_en(
            "租屋的人夏夜睡不著，房東不讓裝冷氣。", "Renters lie awake in hot nights; landlords forbid coolers."
        ),
    )
    topic: Mapped[str | None] = col.enum(N_("Topic of the Roadmap"), FromPack(TOPICS), required=True)
    kind: Mapped[str | None] = col.enum(N_("What it tells"), KINDS, required=True)
    provenance: Mapped[str | None] = col.enum(
        N_("Who says so"),
        PROVENANCES,
        required=True,
        help=N_("Data and residents may disagree. Then keep both sentences."),
    )
    pass_no: Mapped[str | None] = col.enum(
        N_("Pass"), PASSES, help=N_("First: data and what the team knows. Second: what residents say.")
    )
    groups: Mapped[tuple[str, ...] | None] = col.references(
        N_("Groups it is about"), "population_group", help=N_("Whose life it tells of, or who said it.")
    )
    confidence: Mapped[str | None] = col.enum(N_("How sure we are"), CONFIDENCE)
    publish: Mapped[bool | None] = col.tristate(
        N_("May be published"),
        required=True,
        help=N_("Only a yes lets it leave the team. Say no where a reader could tell who spoke."),
    )

    question: Mapped[str | None] = col.enum(N_("Guiding question it answers"), FromPack(QUESTIONS), group=ABOUT)
    hazards: Mapped[tuple[str, ...] | None] = col.set_of(N_("Hazard types"), CLIMATE_HAZARDS, group=ABOUT)
    place: Mapped[str | None] = col.text(N_("Place"), group=ABOUT, example=zh_en("下街", "Low Street"))

    event: Mapped[str | None] = col.reference(N_("Said at event"), "event", group=SAID)
    date: Mapped[str | None] = col.date(N_("Date"), group=SAID, help=N_("When it was said or measured."))
    origins: Mapped[Any] = col.data(N_("Words it was made of"))

    asked_in: Mapped[str | None] = col.reference(N_("Asked in questionnaire"), "questionnaire", group=ASKED)
    asked_at: Mapped[str | None] = col.reference(N_("Asked at event"), "event", group=ASKED)
    settled: Mapped[bool | None] = col.tristate(
        N_("The answer is known now"), group=ASKED, help=N_("Then write the answer as a statement of its own.")
    )
