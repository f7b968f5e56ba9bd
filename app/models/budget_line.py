"""Budget lines: what is to be bought under which head, for how much, and what its rules ask about."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, FromPack
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

LIMITS = N_("Limits and funding")
PLACE = N_("Where it belongs")
RULES = N_("What the rules ask")
ELIGIBLE = N_("May the grant pay it")
LCBF = "repair_lcbf.md"


class BudgetLine(Record, Sourced, Base):
    """One line of a budget; amount = quantity × unit price. Sources: R24; ``repair_lcbf.md`` 4.4, 6, 7."""

    __tablename__ = "budget_line"
    __record__ = col.about(
        N_("Budget line"),
        N_("Budget lines"),
        source="records_and_reports.md R24",
        empty=N_("Write one line for each thing to be paid: how many, at what price."),
        add=N_("Add budget line"),
        room="money",
        date_order=(("starts_on", "ends_on"),),
    )

    order_key: Mapped[str | None] = col.order()
    head: Mapped[str | None] = col.enum(
        N_("Budget head"), FromPack("heads"), required=True, help=N_("The programme's categories of cost.")
    )
    item: Mapped[str | None] = col.text(
        N_("Budget item"), required=True, title=True, example=zh_en("手提擴音器", "Portable speaker")
    )
    qty: Mapped[int | None] = col.decimal(N_("Quantity"), 2, minimum=0)
    unit: Mapped[str | None] = col.text(N_("Unit"), example=zh_en("支", "piece"))
    unit_price: Mapped[int | None] = col.money(N_("Unit price"), minimum=0)
    amount: ClassVar[Field] = col.computed(N_("Amount"), "line_amount", currency_field="currency")
    note: Mapped[str | None] = col.long_text(N_("Note"))
    ceiling: Mapped[int | None] = col.money(
        N_("Price ceiling"),
        group=LIMITS,
        minimum=0,
        help=N_("The highest unit price that is allowed. Leave it empty while you do not know it."),
    )
    funding_source: Mapped[str | None] = col.reference(N_("Paid from"), "funding_source", group=LIMITS)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=LIMITS)
    budget: Mapped[str | None] = col.reference(
        N_("Budget"),
        "budget",
        group=PLACE,
        goes_along=True,
        help=N_("Lines that name no budget belong to the first one."),
    )
    organisation: Mapped[str | None] = col.reference(
        N_("Spent by"), "organisation", group=PLACE, help=N_("The organisation that pays this out of its share.")
    )
    project: Mapped[str | None] = col.reference(N_("Project"), "project", group=PLACE)
    year: Mapped[int | None] = col.integer(N_("Year of the term"), group=PLACE, minimum=1, maximum=20)
    quarter: Mapped[int | None] = col.integer(N_("Quarter"), group=PLACE, minimum=1, maximum=4)
    starts_on: Mapped[str | None] = col.date(N_("Cost begins"), group=PLACE)
    ends_on: Mapped[str | None] = col.date(N_("Cost ends"), group=PLACE)
    serves: Mapped[str | None] = col.text(
        N_("Serves"),
        group=PLACE,
        help=N_("The outcome or task that this cost makes possible."),
        example=zh_en("里程碑 2：夏天前裝好 40 台", "Milestone 2: 40 filters before summer"),
    )
    copied_from: Mapped[str | None] = col.reference(N_("Copied from"), "budget_line", group=PLACE)
    detail: Mapped[str | None] = col.enum(
        N_("Kind within the head"), FromPack("head_details"), group=RULES, source=f"{LCBF} 6"
    )
    purpose: Mapped[str | None] = col.long_text(
        N_("Purpose in detail"),
        group=RULES,
        source=f"{LCBF} 4.4 BUD-SUB, BUD-OTH",
        help=N_("What exactly is bought or done, and what for."),
    )
    estimate: Mapped[str | None] = col.text(
        N_("How the price was estimated"),
        group=RULES,
        source=f"{LCBF} 4.4 BUD-SUB",
        example=zh_en("兩家報價的平均", "Mean of two quotations"),
    )
    supplier: Mapped[str | None] = col.text(N_("Supplier"), group=RULES, source=f"{LCBF} 13.12")
    items: ClassVar[Field] = col.rows(N_("Items of the purchase"), "budget_item", group=RULES)
    proof: Mapped[str | None] = col.text(
        N_("Proof that will exist"),
        group=RULES,
        source=f"{LCBF} 4.4 BUD-PART",
        help=N_("Such as a sign-in sheet, for money paid to participants."),
        example=zh_en("簽到表", "Sign-in sheet"),
    )
    upkeep: Mapped[bool | None] = col.tristate(
        N_("Running or maintaining something"), group=ELIGIBLE, source=f"{LCBF} 4.4 BUD-OM"
    )
    eligible: Mapped[bool | None] = col.tristate(N_("May be paid by the grant"), group=ELIGIBLE, source=f"{LCBF} 8.2")
    ineligible_kind: Mapped[str | None] = col.enum(
        N_("Kind that the grant never pays"), FromPack("ineligible_costs"), group=ELIGIBLE, source=f"{LCBF} 7"
    )
    eligible_reason: Mapped[str | None] = col.text(N_("Why, or why not"), group=ELIGIBLE, source=f"{LCBF} 8.2")


class BudgetItem(Record, Base):
    """One thing of a purchase; the items add up to their line. Source: ``repair_lcbf.md`` 4.4 BUD-5K."""

    __tablename__ = "budget_item"
    __record__ = col.about(
        N_("Item of a purchase"), N_("Items of a purchase"), source=f"{LCBF} 4.4 BUD-5K", add=N_("Add item")
    )

    line: Mapped[str | None] = col.parent("budget_line")
    order_key: Mapped[str | None] = col.order()
    name: Mapped[str | None] = col.text(
        N_("Item name"), required=True, title=True, example=zh_en("空氣清淨機", "Air cleaner")
    )
    qty: Mapped[int | None] = col.decimal(N_("Quantity"), 2, minimum=0)
    unit_price: Mapped[int | None] = col.money(N_("Unit price"), minimum=0)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)
    amount: ClassVar[Field] = col.computed(N_("Amount"), "line_amount", currency_field="currency")
