"""Taking part in programmes: which round, since when, how far each task and step is, and the packs."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.fields import Field, Option
from app.core.messages import N_
from app.models import columns as col
from app.models.base import Base, Record

ARCHITECTURE = "architecture.md 5"
TASK_STATES = (
    Option("open", N_("Open")),
    Option("doing", N_("Being done")),
    Option("done", N_("Done")),
    Option("later", N_("Later")),
)


class Participation(Record, Base, mapped=True):
    """One programme round that the community takes part in."""

    __tablename__ = "participation"
    __record__ = col.about(
        N_("Programme"),
        N_("Programmes"),
        source=ARCHITECTURE,
        empty=N_("Choose the programme that you take part in. Its steps then stand on the left."),
        add=N_("Join a programme"),
    )

    order_key: Mapped[str | None] = col.order()
    pack: Mapped[str | None] = col.text(N_("Programme"), required=True, title=True)
    start_month: Mapped[str | None] = col.date(
        N_("First month"), help=N_("Programme month 1. The planned months of every step follow from it.")
    )
    joined_on: Mapped[str | None] = col.date(N_("Joined on"))
    left_on: Mapped[str | None] = col.date(N_("Left on"))
    baselines: ClassVar[Field] = col.rows(N_("Earlier plans"), "participation_baseline")
    pack_hash: Mapped[Any] = col.data(N_("Which stored text of the programme is used"))
    choices: Mapped[Any] = col.data(N_("Values chosen by the team"))


class ParticipationBaseline(Record, Base, mapped=True):
    """A plan that was valid until the group began anew."""

    __tablename__ = "participation_baseline"
    __record__ = col.about(N_("Earlier plan"), N_("Earlier plans"), source=ARCHITECTURE)

    participation: Mapped[str | None] = col.parent("participation")
    order_key: Mapped[str | None] = col.order()
    start_month: Mapped[str | None] = col.date(N_("First month"), title=True)
    until: Mapped[str | None] = col.date(N_("Valid until"))
    reason: Mapped[str | None] = col.long_text(N_("Reason"))
    steps: Mapped[Any] = col.data(N_("Months of the steps as they were planned then"))


class TaskState(Record, Base, mapped=True):
    """How far one task is, with a note and attachments."""

    __tablename__ = "task_state"
    __record__ = col.about(N_("Task"), N_("Tasks"), source=ARCHITECTURE)

    participation: Mapped[str | None] = col.parent("participation")
    task: Mapped[str | None] = col.text(N_("Task of the programme"), title=True, search=False)
    state: Mapped[str | None] = col.enum(N_("Status"), TASK_STATES)
    done_on: Mapped[str | None] = col.date(N_("Done on"))
    note: Mapped[str | None] = col.long_text(N_("Note"))
    files: Mapped[tuple[str, ...] | None] = col.references(N_("Attachments"), "file")


class StepState(Record, Base, mapped=True):
    """What the group said about one step, such as that it was there already."""

    __tablename__ = "step_state"
    __record__ = col.about(N_("Step"), N_("Steps"), source=ARCHITECTURE)

    participation: Mapped[str | None] = col.parent("participation")
    step: Mapped[str | None] = col.text(N_("Step of the programme"), title=True, search=False)
    already_have: Mapped[bool | None] = col.tristate(N_("We already have this"))
    note: Mapped[str | None] = col.long_text(N_("Note"))
    files: Mapped[tuple[str, ...] | None] = col.references(N_("Attachments"), "file")
    first_moved: Mapped[int | None] = col.integer(N_("Months by which the beginning was moved"))
    last_moved: Mapped[int | None] = col.integer(N_("Months by which the end was moved"))


class StoredPack(Base, mapped=True):
    """The text of a pack as the document uses it; named by its hash and never altered.

    Outside the history: a participation names the hash, and undoing that is undoing the pack.
    """

    __tablename__ = "stored_pack"
    __table_args__ = {"info": {"history": False}}  # noqa: RUF012 - SQLAlchemy's own class attribute

    hash: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text, nullable=False)
    content: Mapped[str] = mapped_column(Text, nullable=False)
