"""Scoring: what is scored, by which lines, by whom, and the points they gave with their reasons.

One engine serves rubrics, ideas and applications. Lines come from a rubric of a programme's pack, or are
the team's own rows. Sources: ``nfa_114.md`` 10 and 12, ``repair_lcbf.md`` 9, ``mvp2.md`` 12.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, FromPack, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

SCALES = (
    Option("points", N_("Points: each line has its own most")),
    Option("levels", N_("Levels 0 to 5, times the weight of the line")),
)
SCORERS = (
    Option("liaison", N_("Community liaison")),
    Option("team", N_("Team member")),
    Option("resident", N_("Resident")),
    Option("municipal", N_("Municipal staff")),
    Option("expert", N_("Outside expert")),
    Option("other", N_("Someone else")),
)
SOURCE = "nfa_114.md 10, 12; repair_lcbf.md 9"


class Scoring(Record, Sourced, Base):
    """One round of scoring: the same lines for one or several things, by several people."""

    __tablename__ = "scoring"
    __record__ = col.about(
        N_("Scoring"),
        N_("Scorings"),
        source=SOURCE,
        empty=N_("Let several people score the same thing. Where they differ, there is something to talk about."),
        add=N_("Start a scoring"),
    )

    title: Mapped[str | None] = col.text(
        N_("What this scoring is called"),
        required=True,
        title=True,
        example=zh_en("書面評鑑自評，3月", "Our own scoring, March"),
    )
    date: Mapped[str | None] = col.date(N_("Date"))
    rubric: Mapped[str | None] = col.enum(
        N_("Scored by which sheet"),
        FromPack("rubrics"),
        help=N_("A sheet of your programme. Leave it empty to write lines of your own."),
    )
    scale: Mapped[str | None] = col.enum(
        N_("How points are given"), SCALES, help=N_("Only for lines of your own. A programme's sheet has its points.")
    )
    minutes: Mapped[int | None] = col.integer(
        N_("Minutes for reading"),
        unit=N_("minutes"),
        minimum=1,
        maximum=6000,
        help=N_("How long each person may read and score. A clock shows it; nobody is stopped."),
    )
    meeting: Mapped[str | None] = col.reference(
        N_("Meeting about the results"), "meeting", help=N_("What is low becomes tasks of this meeting.")
    )
    candidates: ClassVar[Field] = col.rows(N_("What is scored"), "score_candidate")
    scorers: ClassVar[Field] = col.rows(N_("Who scores"), "scorer")
    criteria: ClassVar[Field] = col.rows(N_("Lines of our own"), "score_criterion", group=N_("Lines of our own"))
    scores: ClassVar[Field] = col.rows(N_("Points given"), "score", group=N_("Points given"))


class ScoreCandidate(Record, Base):
    """One thing that is scored: the dossier, an idea, an application."""

    __tablename__ = "score_candidate"
    __record__ = col.about(
        N_("Thing to be scored"), N_("Things to be scored"), source=SOURCE, add=N_("Add what is scored")
    )

    scoring: Mapped[str | None] = col.parent("scoring")
    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("Name of what is scored"), required=True, title=True, example=zh_en("我們的書面資料", "Our dossier")
    )
    idea: Mapped[str | None] = col.reference(N_("Idea for the seed project"), "idea")


class Scorer(Record, Base):
    """One person who scores; on results only the kind of person is told outside the team."""

    __tablename__ = "scorer"
    __record__ = col.about(N_("Scorer"), N_("Scorers"), source=SOURCE, add=N_("Add scorer"))

    scoring: Mapped[str | None] = col.parent("scoring")
    order_key: Mapped[str | None] = col.order()
    name: Mapped[str | None] = col.text(
        N_("Name of the scorer"),
        required=True,
        title=True,
        check="person_name",
        privacy=Privacy.P2,
        example=zh_en("林阿好", "Ana Silva"),
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of person"), SCORERS, required=True)
    minutes: Mapped[int | None] = col.integer(N_("Minutes used"), unit=N_("minutes"), minimum=0)


class ScoreCriterion(Record, Base):
    """One line of the team's own scoring sheet."""

    __tablename__ = "score_criterion"
    __record__ = col.about(N_("Scored line"), N_("Scored lines"), source=SOURCE, add=N_("Add line"))

    scoring: Mapped[str | None] = col.parent("scoring")
    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What is judged"), required=True, title=True, example=zh_en("九個月內做得完", "Can be done in nine months")
    )
    points: Mapped[int | None] = col.integer(
        N_("Most points, or weight"),
        required=True,
        minimum=0,
        maximum=1000,
        help=N_("With points: the most that can be given. With levels: how much the line counts."),
    )
    explained: Mapped[str | None] = col.long_text(N_("What a good answer looks like"))


class Score(Record, Base):
    """The points of one person for one line of one thing, with the reason."""

    __tablename__ = "score"
    __record__ = col.about(N_("Score"), N_("Scores"), source=SOURCE)

    scoring: Mapped[str | None] = col.parent("scoring")
    order_key: Mapped[str | None] = col.order()
    candidate: Mapped[str | None] = col.reference(N_("Thing to be scored"), "score_candidate")
    scorer: Mapped[str | None] = col.reference(N_("Scorer"), "scorer")
    criterion: Mapped[str | None] = col.text(N_("Key of the line"), search=False)
    value: Mapped[int | None] = col.decimal(N_("Points given"), 1, minimum=0)
    reason: Mapped[str | None] = col.long_text(N_("Reason"), privacy=Privacy.P1)
