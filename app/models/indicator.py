"""Indicators: one figure before and after the work, with dates and proof."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

ITEMS = (
    Option("organisation", N_("Disaster organisation")),
    Option("training", N_("Training and exercises")),
    Option("supplies", N_("Stock of supplies")),
    Option("contracts", N_("Standby contracts")),
    Option("shelters", N_("Shelter places")),
    Option("partners", N_("Work with schools, institutions and companies")),
)
"""The six that the plan names; others are written freely. Source: R22."""
BETTER = (
    Option("higher", N_("Higher is better")),
    Option("lower", N_("Lower is better")),
)
FRESH = (Option("new", N_("Newly added")),)
CHANGE = N_("The change")


class Indicator(Record, Sourced, Base):
    """One figure before and after. Source: R22; without anything before, the change is "newly added"."""

    __tablename__ = "indicator"
    __record__ = col.about(
        N_("Before and after"),
        N_("Before and after figures"),
        source="records_and_reports.md R22",
        empty=N_("Choose figures that the work has moved. Each needs a date before and a date after."),
        add=N_("Add before and after"),
        room="activities",
        table=("item", "measure", "before_value", "after_value", "unit", "delta", "pct"),
        date_order=(("before_date", "after_date"),),
        applies={"item": ("other_item", ("",))},
    )

    item: Mapped[str | None] = col.enum(N_("Field of work"), ITEMS, required=True, title=True)
    other_item: Mapped[str | None] = col.text(N_("Other field of work"), title=True)
    measure: Mapped[str | None] = col.text(
        N_("What is measured"), required=True, title=True, example=zh_en("可供應天數", "Days the stock lasts")
    )
    unit: Mapped[str | None] = col.text(N_("Unit"), required=True, example=zh_en("天", "days"))
    before_value: Mapped[int | None] = col.decimal(N_("Value before"), 2, required=True, example=zh_en("0", "0"))
    before_date: Mapped[str | None] = col.date(N_("Date before"), required=True, example=zh_en("108年", "2019"))
    after_value: Mapped[int | None] = col.decimal(N_("Value after"), 2, required=True, example=zh_en("3", "3"))
    after_date: Mapped[str | None] = col.date(N_("Date after"), required=True, example=zh_en("114年", "2025"))
    proof: Mapped[tuple[str, ...] | None] = col.references(N_("Proof"), "file", required=True)

    delta: ClassVar[Field] = col.computed(N_("Difference"), "indicator_delta", scale=2, group=CHANGE)
    pct: ClassVar[Field] = col.computed(
        N_("Change in percent"),
        "indicator_pct",
        scale=1,
        unit=N_("%"),
        options=FRESH,
        group=CHANGE,
        help=N_("Where there was nothing before, it says newly added."),
    )
    better_is: Mapped[str | None] = col.enum(N_("Better is"), BETTER, group=CHANGE)
    photo_before: Mapped[str | None] = col.reference(
        N_("Photo before"), "photo", group=CHANGE, help=N_("Take both photos from the same spot.")
    )
    photo_after: Mapped[str | None] = col.reference(N_("Photo after"), "photo", group=CHANGE)
