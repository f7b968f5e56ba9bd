"""Supplies that are used up: how many there are, where they stand, until when they are good."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

KINDS = (
    Option("staple", N_("Staple food")),
    Option("water", N_("Drinking water")),
    Option("food", N_("Other food")),
    Option("bedding", N_("Bedding")),
    Option("hygiene", N_("Hygiene goods")),
    Option("medical", N_("Medical goods")),
    Option("light_radio", N_("Lighting and radio")),
    Option("rescue", N_("Rescue tools")),
)
ORIGINS = (
    Option("grant", N_("Grant")),
    Option("bought", N_("Bought ourselves")),
    Option("donated", N_("Donated")),
    Option("office", N_("From the town office")),
)
ORIGIN = N_("Where it came from")


class Supply(Record, Sourced, Base):
    """One kind of goods at one place. Source: R11."""

    __tablename__ = "supply"
    __record__ = col.about(
        N_("Supply"),
        N_("Supplies"),
        source="records_and_reports.md R11",
        empty=N_("Count what is on the shelf: rice, water, blankets. The days it lasts follow from it."),
        add=N_("Add supply"),
        room="readiness",
        table=("name", "qty", "unit", "location", "expires_on", "keeper", "kind"),
        date_order=(("acquired_on", "expires_on"),),
        falls=(col.Falls("expires_on", col.EXPIRES),),
    )

    name: Mapped[str | None] = col.text(N_("Item name"), required=True, title=True, example=zh_en("白米", "Rice"))
    kind: Mapped[str | None] = col.enum(N_("Kind of supply"), KINDS, required=True)
    qty: Mapped[int | None] = col.decimal(N_("Quantity"), 2, required=True, minimum=0, example=zh_en("60", "60"))
    unit: Mapped[str | None] = col.text(
        N_("Unit"),
        required=True,
        help=N_("Rice in kilograms and water in litres can be turned into days."),
        example=zh_en("公斤", "kg"),
    )
    location: Mapped[str | None] = col.text(
        N_("Stored at"), required=True, example=zh_en("活動中心倉庫", "Store room of the hall")
    )
    keeper: Mapped[str | None] = col.reference(N_("Keeper"), "person", required=True, help=N_("Who has the key."))
    expires_on: Mapped[str | None] = col.date(N_("Use by"), example=zh_en("115年2月", "February 2026"))
    checks: ClassVar[Field] = col.rows(N_("Checks"), "supply_check", source="records_and_reports.md R13")
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))

    origin: Mapped[str | None] = col.enum(N_("Origin"), ORIGINS, required=True, group=ORIGIN)
    pack: Mapped[str | None] = col.text(N_("Packing"), group=ORIGIN, example=zh_en("每包5公斤", "Bags of 10 lb"))
    acquired_on: Mapped[str | None] = col.date(N_("Acquired on"), group=ORIGIN)
    unit_cost: Mapped[int | None] = col.money(N_("Unit price"), group=ORIGIN, minimum=0)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=ORIGIN)


class SupplyCheck(Record, Base):
    """One look at the goods. Source: R13."""

    __tablename__ = "supply_check"
    __record__ = col.about(
        N_("Check of a supply"),
        N_("Checks of supplies"),
        source="records_and_reports.md R13",
        add=N_("Add check"),
    )

    supply: Mapped[str | None] = col.parent("supply")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("Checked on"), required=True, title=True)
    result: Mapped[str | None] = col.text(
        N_("Result of the check"),
        required=True,
        title=True,
        example=zh_en("完好，2包將到期", "Fine; two bags run out soon"),
    )
    by: Mapped[str | None] = col.reference(N_("Checked by"), "person", required=True)
