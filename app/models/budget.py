"""Budgets: one for a whole programme or for a project, in versions of which one is in use.

A copy to try something out is a budget of its own; applying it changes the states of the two.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, FromPack, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

KINDS = (
    Option("programme", N_("Of the whole programme")),
    Option("project", N_("Of one project")),
)
STATES = (
    Option("draft", N_("Draft")),
    Option("applied", N_("In use")),
    Option("set_aside", N_("Set aside")),
)
ROLES = (
    Option("lead", N_("Lead applicant")),
    Option("co_applicant", N_("Co-applicant")),
    Option("subcontractor", N_("Subcontractor")),
    Option("consultant", N_("Consultant")),
)
AWARD = N_("Award and payment")
SETTLE = N_("What the team confirms")
VERSIONS = N_("Versions")
LCBF = "repair_lcbf.md"


class Budget(Record, Sourced, Base):
    """One budget with what its rules ask about. Sources: R24; ``repair_lcbf.md`` 2–4; ``nfa_114.md`` 9, 13."""

    __tablename__ = "budget"
    __record__ = col.about(
        N_("Budget"),
        N_("Budgets"),
        source="records_and_reports.md R24",
        empty=N_("A budget gathers lines under one set of rules. Copies of it let you try things out."),
        add=N_("Add budget"),
        room="money",
        date_order=(("starts_on", "ends_on"),),
    )

    order_key: Mapped[str | None] = col.order()
    name: Mapped[str | None] = col.text(
        N_("Budget name"), required=True, title=True, example=zh_en("社區防災經費", "Neighbourhood air project")
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of budget"), KINDS)
    programme: Mapped[str | None] = col.enum(
        N_("Rules of"),
        FromPack("programmes"),
        help=N_("The programme whose cost categories and money rules this budget follows."),
    )
    grant_type: Mapped[str | None] = col.enum(N_("Grant type"), FromPack("grant_types"), source=f"{LCBF} 2")
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)
    term: Mapped[int | None] = col.decimal(
        N_("Term in years"),
        2,
        minimum=0,
        source=f"{LCBF} 4.1",
        help=N_("How many years the money is for. Most grants want whole years."),
        example=zh_en("2", "2"),
    )
    partners: ClassVar[Field] = col.rows(N_("Applicants and partners"), "budget_partner")
    note: Mapped[str | None] = col.long_text(N_("Note"))
    starts_on: Mapped[str | None] = col.date(N_("Agreement begins"), group=AWARD, source=f"{LCBF} 4.4 BUD-DATE")
    ends_on: Mapped[str | None] = col.date(N_("Agreement ends"), group=AWARD, source=f"{LCBF} 4.4 BUD-DATE")
    awarded: Mapped[int | None] = col.money(
        N_("Grant awarded"),
        group=AWARD,
        minimum=0,
        source=f"{LCBF} 3",
        help=N_("What was finally granted; it can be less than what was asked for."),
    )
    grant_source: Mapped[str | None] = col.reference(
        N_("The grant among the funding sources"), "funding_source", group=AWARD
    )
    advance: Mapped[int | None] = col.money(
        N_("Advance payments, all partners together"), group=AWARD, minimum=0, source=f"{LCBF} 4.6 ADV-25"
    )
    progress_reports: Mapped[int | None] = col.integer(
        N_("Progress reports planned"), group=AWARD, minimum=0, source=f"{LCBF} 4.6 REP-SEMI"
    )
    final_reports: Mapped[int | None] = col.integer(
        N_("Final reports planned"), group=AWARD, minimum=0, source=f"{LCBF} 4.6 REP-FIN"
    )
    regranting: Mapped[bool | None] = col.tristate(
        N_("Passes money on to smaller groups"), group=AWARD, source=f"{LCBF} 3.2 RG-WAIVE"
    )
    prices_checked: Mapped[bool | None] = col.tristate(
        N_("Prices were compared with the market"), group=SETTLE, source=f"{LCBF} 4.4 BUD-PRUD"
    )
    no_private_use: Mapped[bool | None] = col.tristate(
        N_("Nothing was used privately"), group=SETTLE, source="nfa_114.md FIN-007"
    )
    others_declared: Mapped[bool | None] = col.tristate(
        N_("All other public money for the same things is declared"), group=SETTLE, source="nfa_114.md FIN-008"
    )
    state: Mapped[str | None] = col.enum(N_("State of the version"), STATES, title=True, group=VERSIONS)
    version: Mapped[int | None] = col.integer(N_("Version"), title=True, group=VERSIONS, minimum=1)
    copied_from: Mapped[str | None] = col.reference(N_("Copied from"), "budget", group=VERSIONS)


class BudgetPartner(Record, Base):
    """An organisation of a budget and what it is there. Source: ``repair_lcbf.md`` 4.2, 5."""

    __tablename__ = "budget_partner"
    __record__ = col.about(
        N_("Partner of the budget"),
        N_("Partners of the budget"),
        source=f"{LCBF} 4.2",
        add=N_("Add partner"),
    )

    budget: Mapped[str | None] = col.parent("budget")
    order_key: Mapped[str | None] = col.order()
    organisation: Mapped[str | None] = col.reference(N_("Organisation"), "organisation", required=True, title=True)
    role: Mapped[str | None] = col.enum(N_("Role in the budget"), ROLES, required=True)
    kind: Mapped[str | None] = col.enum(N_("Kind of applicant"), FromPack("applicant_kinds"), source=f"{LCBF} 5")
    annual_budget: Mapped[int | None] = col.money(
        N_("Its latest annual budget"),
        minimum=0,
        source=f"{LCBF} 4.1 ANN",
        help=N_("What the organisation has for a whole year, not only for this grant."),
    )
    annual_year: Mapped[int | None] = col.integer(N_("Year of that budget"), check="year", minimum=1, maximum=2999)
    earlier_budget: Mapped[int | None] = col.money(N_("Its annual budget the year before"), minimum=0)
    earlier_year: Mapped[int | None] = col.integer(N_("Year before"), check="year", minimum=1, maximum=2999)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)
    note: Mapped[str | None] = col.long_text(N_("Note"))
