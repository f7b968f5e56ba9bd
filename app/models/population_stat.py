"""Population: how many people live here, how old they are, and how that changes."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

AGES = N_("Ages")
GROUPS = N_("Groups that need thought")


class PopulationStat(Record, Sourced, Base):
    """The population on one day. Source: R05; a trend needs two years, else it is the present state."""

    __tablename__ = "population_stat"
    __record__ = col.about(
        N_("Population figures"),
        N_("Population figures by date"),
        source="records_and_reports.md R05",
        empty=N_("Enter the figures of the household office for one day. Two years make a trend."),
        add=N_("Add population figures"),
        room="hazards",
        table=("as_of_date", "households", "total", "aging_rate", "male", "female", "live_alone_65"),
        sums=((("age_0_14", "age_15_64", "age_65p"), "total"), (("male", "female"), "total")),
    )

    as_of_date: Mapped[str | None] = col.date(
        N_("Date of the figures"), required=True, title=True, example=zh_en("114年2月", "February 2025")
    )
    source_text: Mapped[str | None] = col.text(
        N_("Source"),
        required=True,
        help=N_("Who told us, or where it is written. A reader can then check it."),
        example=zh_en("戶政事務所", "Census Bureau"),
    )
    households: Mapped[int | None] = col.integer(
        N_("Households"), unit=N_("households"), required=True, minimum=0, example=zh_en("712", "712")
    )
    male: Mapped[int | None] = col.integer(N_("Men"), unit=N_("people"), minimum=0, example=zh_en("918", "918"))
    female: Mapped[int | None] = col.integer(N_("Women"), unit=N_("people"), minimum=0, example=zh_en("944", "944"))
    total: Mapped[int | None] = col.integer(
        N_("Total population"), unit=N_("people"), required=True, minimum=0, example=zh_en("1,862", "1,862")
    )

    age_0_14: Mapped[int | None] = col.integer(
        N_("Aged 0–14"), unit=N_("people"), group=AGES, minimum=0, help=N_("The three age groups add up to the total.")
    )
    age_15_64: Mapped[int | None] = col.integer(N_("Aged 15–64"), unit=N_("people"), group=AGES, minimum=0)
    age_65p: Mapped[int | None] = col.integer(N_("Aged 65 and over"), unit=N_("people"), group=AGES, minimum=0)
    aging_rate: ClassVar[Field] = col.computed(
        N_("Share of older people"),
        "aging_rate",
        scale=1,
        unit=N_("%"),
        group=AGES,
        help=N_("People aged 65 and over among all residents."),
    )

    foreign: Mapped[int | None] = col.integer(N_("Foreign residents"), unit=N_("people"), group=GROUPS, minimum=0)
    live_alone_65: Mapped[int | None] = col.integer(
        N_("Older people living alone"), unit=N_("people"), group=GROUPS, minimum=0
    )
