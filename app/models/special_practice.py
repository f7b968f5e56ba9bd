"""Special practices: what this community does that others can copy."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

USES = (
    Option("practice", N_("Special practice")),
    Option("operation", N_("Sustained operation")),
)
COPY = N_("How others can copy it")
MEASURED = N_("What it achieves")


class SpecialPractice(Record, Sourced, Base):
    """One practice, or one way of running things. Source: R23."""

    __tablename__ = "special_practice"
    __record__ = col.about(
        N_("Special practice"),
        N_("Special practices"),
        source="records_and_reports.md R23",
        empty=N_("What would visitors take home from you? Describe it so that they can copy it."),
        add=N_("Add special practice"),
        room="activities",
        table=("name", "what", "since", "metric", "cost"),
    )

    name: Mapped[str | None] = col.text(
        N_("Name of the practice"),
        required=True,
        title=True,
        example=zh_en("榕樹下防災市集", "Safety market under the banyan"),
    )
    use: Mapped[str | None] = col.enum(
        N_("Used for"), USES, help=N_("Special practices and sustained operation are judged apart.")
    )
    problem: Mapped[str | None] = col.long_text(N_("Problem it solves"))
    what: Mapped[str | None] = col.long_text(N_("What is done"), required=True)
    since: Mapped[str | None] = col.date(N_("Done since"), required=True)
    cost: Mapped[int | None] = col.money(N_("Cost"), minimum=0)
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))

    steps: Mapped[str | None] = col.long_text(N_("Steps to copy it"), group=COPY)
    copy_cost: Mapped[int | None] = col.money(N_("Cost to copy it"), group=COPY, minimum=0)
    copy_people: Mapped[int | None] = col.integer(
        N_("People needed to copy it"), unit=N_("people"), group=COPY, minimum=0
    )
    adopters: ClassVar[Field] = col.rows(N_("Who has copied it"), "practice_adopter", group=COPY)

    metric: Mapped[str | None] = col.text(N_("Measured by"), group=MEASURED)
    benchmark: Mapped[str | None] = col.text(
        N_("Compared with"), group=MEASURED, help=N_("What others reach, with the source of that figure.")
    )
    media: ClassVar[Field] = col.rows(N_("In the media"), "practice_media", group=MEASURED)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=MEASURED)


class PracticeAdopter(Record, Base):
    """One community that copied the practice. Source: R23."""

    __tablename__ = "practice_adopter"
    __record__ = col.about(
        N_("Community that copied it"),
        N_("Communities that copied it"),
        source="records_and_reports.md R23",
        add=N_("Add community that copied it"),
    )

    special_practice: Mapped[str | None] = col.parent("special_practice")
    order_key: Mapped[str | None] = col.order()
    community: Mapped[str | None] = col.text(N_("Name of that community"), required=True, title=True)
    date: Mapped[str | None] = col.date(N_("Copied since"))
    proof: Mapped[str | None] = col.file(N_("Proof"))


class PracticeMedia(Record, Base):
    """One report in the media. Source: R23."""

    __tablename__ = "practice_media"
    __record__ = col.about(
        N_("Media report"), N_("Media reports"), source="records_and_reports.md R23", add=N_("Add media report")
    )

    special_practice: Mapped[str | None] = col.parent("special_practice")
    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(N_("Headline"), required=True, title=True)
    date: Mapped[str | None] = col.date(N_("Published on"))
    url: Mapped[str | None] = col.text(N_("Web address"))
