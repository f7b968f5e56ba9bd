"""Questionnaires: questions in several languages, the sheets that came back, and their answers without names.

Source: ``mvp2.md`` 4 (steps 5 to 7), rounds R1 to R3 of engagement.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.event import ROUNDS
from app.models.options import LANGUAGES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 4"
KINDS = (
    Option("choice", N_("One choice")),
    Option("several", N_("Several choices")),
    Option("scale", N_("From 1 to 5")),
    Option("number", N_("A number")),
    Option("words", N_("In words")),
)
USES = (
    Option("roadmap", N_("What makes people vulnerable or strong")),
    Option("priorities", N_("Feedback on priorities")),
    Option("ideas", N_("Comparing ideas")),
    Option("evaluation", N_("How an event was liked")),
    Option("other", N_("Something else")),
)


class Questionnaire(Record, Sourced, Base):
    """One questionnaire."""

    __tablename__ = "questionnaire"
    __record__ = col.about(
        N_("Questionnaire"),
        N_("Questionnaires"),
        source=SOURCE,
        empty=N_(
            "Ask the same questions on paper, in the languages people speak. Type the answers in with single keys."
        ),
        add=N_("Add questionnaire"),
        room="activities",
    )

    title: Mapped[str | None] = col.text(
        N_("Questionnaire title"),
        required=True,
        title=True,
        example=zh_en("高溫與停電怎麼過", "How do you get through heat and outages?"),
    )
    use: Mapped[str | None] = col.enum(N_("What it is for"), USES)
    round: Mapped[str | None] = col.enum(N_("Engagement round"), ROUNDS)
    languages: Mapped[tuple[str, ...] | None] = col.set_of(
        N_("Languages it is printed in"),
        LANGUAGES,
        required=True,
        help=N_("Each question is then written in each of them."),
    )
    date: Mapped[str | None] = col.date(N_("Date"))
    target: Mapped[int | None] = col.integer(
        N_("Sheets hoped for"), minimum=0, help=N_("So that you see how many are still missing.")
    )
    questions: ClassVar[Field] = col.rows(N_("Questions"), "question", group=N_("Questions"))
    wordings: ClassVar[Field] = col.rows(N_("Wording in each language"), "question_wording", group=N_("Questions"))


class Question(Record, Base):
    """One question; what it says stands in its wordings."""

    __tablename__ = "question"
    __record__ = col.about(N_("Question"), N_("Questions of questionnaires"), source=SOURCE, add=N_("Add question"))

    questionnaire: Mapped[str | None] = col.parent("questionnaire")
    order_key: Mapped[str | None] = col.order()
    label: Mapped[str | None] = col.text(
        N_("Short name for results"), required=True, title=True, example=zh_en("降溫方法", "Ways to cool")
    )
    kind: Mapped[str | None] = col.enum(N_("How it is answered"), KINDS, required=True)
    choices: Mapped[int | None] = col.integer(N_("How many choices"), minimum=0, maximum=20)
    use: Mapped[str | None] = col.enum(N_("What the answers are for"), USES)


class QuestionWording(Record, Base):
    """What a question says in one language; introductions have no question."""

    __tablename__ = "question_wording"
    __record__ = col.about(
        N_("Wording of a question"), N_("Wordings of questions"), source=SOURCE, add=N_("Add wording")
    )

    questionnaire: Mapped[str | None] = col.parent("questionnaire")
    order_key: Mapped[str | None] = col.order()
    question: Mapped[str | None] = col.reference(N_("Question"), "question")
    language: Mapped[str | None] = col.enum(N_("Language"), LANGUAGES, required=True, title=True)
    text: Mapped[str | None] = col.long_text(N_("What is asked"), required=True, title=True)
    choices: Mapped[str | None] = col.long_text(N_("Choices, one to a line"))


class QuestionnaireSheet(Record, Base):
    """One sheet that came back, without a name."""

    __tablename__ = "questionnaire_sheet"
    __record__ = col.about(
        N_("Filled-in questionnaire"),
        N_("Filled-in questionnaires"),
        source=SOURCE,
        empty=N_("Type sheets in on the page of their questionnaire."),
        add=N_("Add filled-in questionnaire"),
        room="activities",
    )

    questionnaire: Mapped[str | None] = col.reference(N_("Questionnaire"), "questionnaire", required=True, title=True)
    number: Mapped[int | None] = col.integer(N_("Sheet number"), required=True, title=True, minimum=1)
    language: Mapped[str | None] = col.enum(N_("Language"), LANGUAGES)
    event: Mapped[str | None] = col.reference(N_("Event"), "event")
    group: Mapped[str | None] = col.reference(N_("Group of residents"), "population_group")
    date: Mapped[str | None] = col.date(N_("Date"))
    scan: Mapped[str | None] = col.file(N_("Scan of the sheet"), privacy=Privacy.P1)
    answers: ClassVar[Field] = col.rows(N_("Answers"), "answer")


class Answer(Record, Base):
    """One answer: keys of choices, a number, or words."""

    __tablename__ = "answer"
    __record__ = col.about(N_("Answer"), N_("Answers"), source=SOURCE, add=N_("Add answer"))

    sheet: Mapped[str | None] = col.parent("questionnaire_sheet")
    order_key: Mapped[str | None] = col.order()
    question: Mapped[str | None] = col.reference(N_("Question"), "question", title=True)
    value: Mapped[str | None] = col.text(
        N_("Ticked or written number"), help=N_("Numbers of the ticked choices, such as 1,3.")
    )
    words: Mapped[str | None] = col.long_text(N_("In their words"), title=True)
