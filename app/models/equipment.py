"""Equipment that lasts: tools, radios, pumps, with their state and their checks."""

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
    Option("light_radio", N_("Lighting and radio")),
    Option("rescue", N_("Rescue tools")),
    Option("medical", N_("Medical goods")),
    Option("hygiene", N_("Hygiene goods")),
    Option("bedding", N_("Bedding")),
    Option("staple", N_("Staple food")),
    Option("water", N_("Drinking water")),
    Option("food", N_("Other food")),
)
"""The same eight kinds as supplies, those that last first."""
ORIGINS = (
    Option("grant", N_("Grant")),
    Option("bought", N_("Bought ourselves")),
    Option("donated", N_("Donated")),
    Option("office", N_("From the town office")),
)
CONDITIONS = (
    Option("good", N_("In good order")),
    Option("repair", N_("Needs repair")),
    Option("scrapped", N_("Scrapped")),
)
ORIGIN = N_("Where it came from")


class Equipment(Record, Sourced, Base):
    """One kind of equipment at one place. Source: R12."""

    __tablename__ = "equipment"
    __record__ = col.about(
        N_("Equipment"),
        N_("Equipment list"),
        source="records_and_reports.md R12",
        empty=N_("List what you could carry out of the door: loudspeakers, radios, pumps, stretchers."),
        add=N_("Add equipment"),
        room="readiness",
        table=("name", "qty", "unit", "location", "condition", "keeper", "kind"),
        falls=(col.Falls("expires_on", col.EXPIRES),),
    )

    name: Mapped[str | None] = col.text(
        N_("Item name"), required=True, title=True, example=zh_en("手提擴音器", "Portable speaker")
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of equipment"), KINDS, required=True)
    qty: Mapped[int | None] = col.decimal(N_("Quantity"), 2, required=True, minimum=0, example=zh_en("2", "2"))
    unit: Mapped[str | None] = col.text(N_("Unit"), required=True, example=zh_en("支", "piece"))
    location: Mapped[str | None] = col.text(
        N_("Stored at"), required=True, example=zh_en("活動中心倉庫", "Store room of the hall")
    )
    keeper: Mapped[str | None] = col.reference(N_("Keeper"), "person", required=True, help=N_("Who has the key."))
    condition: Mapped[str | None] = col.enum(N_("Condition"), CONDITIONS)
    checks: ClassVar[Field] = col.rows(N_("Checks"), "equipment_check", source="records_and_reports.md R13")
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))

    origin: Mapped[str | None] = col.enum(N_("Origin"), ORIGINS, required=True, group=ORIGIN)
    asset_no: Mapped[str | None] = col.text(
        N_("Asset number"), group=ORIGIN, help=N_("The number on the sticker, where the office gave one.")
    )
    pack: Mapped[str | None] = col.text(N_("Packing"), group=ORIGIN)
    acquired_on: Mapped[str | None] = col.date(N_("Acquired on"), group=ORIGIN)
    expires_on: Mapped[str | None] = col.date(
        N_("Use by"), group=ORIGIN, help=N_("For batteries, masks and extinguishers.")
    )
    unit_cost: Mapped[int | None] = col.money(N_("Unit price"), group=ORIGIN, minimum=0)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=ORIGIN)


class EquipmentCheck(Record, Base):
    """One look at the equipment. Source: R13."""

    __tablename__ = "equipment_check"
    __record__ = col.about(
        N_("Check of equipment"),
        N_("Checks of equipment"),
        source="records_and_reports.md R13",
        add=N_("Add check"),
    )

    equipment: Mapped[str | None] = col.parent("equipment")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("Checked on"), required=True, title=True)
    result: Mapped[str | None] = col.text(
        N_("Result of the check"), required=True, title=True, example=zh_en("可正常開機", "Starts without trouble")
    )
    by: Mapped[str | None] = col.reference(N_("Checked by"), "person", required=True)
