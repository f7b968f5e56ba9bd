"""What was agreed with a liaison, and the hours that were given: pay is kept in the private drawer.

So are the help that somebody needs and whether the forms for paying are done; their numbers are kept nowhere.
Source: ``mvp2.md`` 4 (steps 3 and 8), 8, 10 and 14.11.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 8"
PAY_MODELS = (
    Option("hourly", N_("By the hour")),
    Option("monthly", N_("A monthly stipend")),
    Option("meeting", N_("For each meeting")),
    Option("unpaid", N_("Without pay")),
)
WORK = (
    Option("meeting", N_("Meeting")),
    Option("outreach", N_("Outreach")),
    Option("preparing", N_("Preparing and writing up")),
    Option("learning", N_("Learning")),
    Option("other", N_("Other work")),
)
PAY = N_("Pay, kept in the private drawer")
SUPPORT = N_("Support, kept in the private drawer")
FORMS = N_("Forms and invoices, kept in the private drawer")
BEGIN_AND_END = N_("Signing and leaving")


class LiaisonAgreement(Record, Sourced, Base):
    """What was promised to and by one liaison."""

    __tablename__ = "liaison_agreement"
    __record__ = col.about(
        N_("Agreement with a liaison"),
        N_("Agreements with liaisons"),
        source=SOURCE,
        empty=N_("Write down what was promised: months, hours, meetings and pay. Then see how far you are."),
        add=N_("Add agreement with a liaison"),
        room="people",
        date_order=(("start", "end"), ("start", "left_on")),
        ends=(("end", 60),),
    )

    person: Mapped[str | None] = col.reference(N_("Liaison"), "person", required=True, title=True)
    start: Mapped[str | None] = col.date(N_("Begins on"), required=True)
    end: Mapped[str | None] = col.date(N_("Ends on"), required=True)
    hours: Mapped[int | None] = col.decimal(
        N_("Hours agreed"), 1, unit=N_("hours"), required=True, minimum=0, help=N_("For the whole time, not a month.")
    )
    meetings: Mapped[int | None] = col.decimal(N_("Meetings a month"), 1, minimum=0)
    groups: Mapped[tuple[str, ...] | None] = col.references(N_("Groups to connect with"), "population_group")

    pay_model: Mapped[str | None] = col.enum(
        N_("How pay is given"), PAY_MODELS, group=PAY, privacy=Privacy.P3, sealed=True
    )
    rate: Mapped[int | None] = col.money(
        N_("Rate"), group=PAY, privacy=Privacy.P3, sealed=True, minimum=0, help=N_("By the hour, month or meeting.")
    )
    promised: Mapped[int | None] = col.money(
        N_("Pay promised in all"), group=PAY, privacy=Privacy.P3, sealed=True, minimum=0
    )
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=PAY)
    y2_hours: Mapped[int | None] = col.decimal(
        N_("Hours in the second year"),
        1,
        unit=N_("hours"),
        group=PAY,
        minimum=0,
        help=N_("Empty until the project is planned. Then it is agreed anew."),
    )
    y2_promised: Mapped[int | None] = col.money(
        N_("Pay in the second year, each"), group=PAY, privacy=Privacy.P3, sealed=True, minimum=0
    )

    interpreting: Mapped[str | None] = col.text(
        N_("Language help"),
        group=SUPPORT,
        privacy=Privacy.P3,
        sealed=True,
        example=zh_en("會議口譯，華語與西班牙語", "Interpreting at meetings, Spanish"),
    )
    childcare: Mapped[str | None] = col.text(N_("Childcare"), group=SUPPORT, privacy=Privacy.P3, sealed=True)
    transport: Mapped[str | None] = col.text(N_("Transport"), group=SUPPORT, privacy=Privacy.P3, sealed=True)
    other_needs: Mapped[str | None] = col.text(
        N_("Meeting time, place, other needs"), group=SUPPORT, privacy=Privacy.P3, sealed=True
    )
    support_by: Mapped[str | None] = col.reference(N_("Who sees to the support"), "person", group=SUPPORT)
    support_asked: Mapped[str | None] = col.date(
        N_("Last asked about support on"), group=SUPPORT, help=N_("Ask again a month after the start.")
    )

    tax_form: Mapped[bool | None] = col.tristate(
        N_("Tax form handed in (W-9 or alike)"),
        group=FORMS,
        privacy=Privacy.P3,
        sealed=True,
        help=N_("Only done or not done. The form and its number stay with the finance office."),
    )
    invoice_form: Mapped[bool | None] = col.tristate(
        N_("Invoice explained and agreed"), group=FORMS, privacy=Privacy.P3, sealed=True
    )
    invoices: ClassVar[Field] = col.rows(N_("Invoices"), "liaison_invoice", group=FORMS)

    signed_on: Mapped[str | None] = col.date(N_("Signed on"), group=BEGIN_AND_END)
    left_on: Mapped[str | None] = col.date(
        N_("Left early, on"), group=BEGIN_AND_END, help=N_("Hours until then are still paid.")
    )
    left_why: Mapped[str | None] = col.text(N_("Why they left"), group=BEGIN_AND_END, privacy=Privacy.P3, sealed=True)


class LiaisonInvoice(Record, Base):
    """One invoice of a liaison: its number, the days that it covers, and whether it was paid."""

    __tablename__ = "liaison_invoice"
    __record__ = col.about(
        N_("Invoice of a liaison"),
        N_("Invoices of liaisons"),
        privacy=Privacy.P3,
        sealed=True,
        source=SOURCE,
        add=N_("Add invoice"),
        date_order=(("start", "end"), ("sent_on", "paid_on")),
    )

    agreement: Mapped[str | None] = col.parent("liaison_agreement")
    order_key: Mapped[str | None] = col.order()
    number: Mapped[str | None] = col.text(
        N_("Invoice number"), required=True, title=True, example=zh_en("第3張", "No. 3")
    )
    start: Mapped[str | None] = col.date(N_("First day that it covers"), required=True)
    end: Mapped[str | None] = col.date(N_("Last day that it covers"), required=True)
    amount: Mapped[int | None] = col.money(
        N_("Amount"), minimum=0, help=N_("Empty: what the hours or months in these days come to.")
    )
    sent_on: Mapped[str | None] = col.date(N_("Handed in on"))
    paid_on: Mapped[str | None] = col.date(N_("Paid on"))
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)


class WorkLog(Record, Base):
    """Hours that somebody gave on one day."""

    __tablename__ = "work_log"
    __record__ = col.about(
        N_("Hours given"),
        N_("Hours given"),
        source=SOURCE,
        empty=N_("Log hours on the day they were given. Time sheets and the reach map grow out of them."),
        add=N_("Log hours"),
        room="people",
    )

    person: Mapped[str | None] = col.reference(N_("Person"), "person", required=True, title=True)
    date: Mapped[str | None] = col.date(N_("Date"), required=True, title=True)
    hours: Mapped[int | None] = col.decimal(N_("Hours"), 2, unit=N_("hours"), required=True, minimum=0)
    work: Mapped[str | None] = col.enum(N_("What was done"), WORK)
    event: Mapped[str | None] = col.reference(N_("Event"), "event")
    meeting: Mapped[str | None] = col.reference(N_("Meeting"), "meeting")
    note: Mapped[str | None] = col.text(N_("In words"), example=zh_en("在市場發傳單", "Flyers at the market"))
    paid: Mapped[int | None] = col.money(N_("Paid for it"), group=PAY, privacy=Privacy.P3, sealed=True, minimum=0)
    paid_on: Mapped[str | None] = col.date(N_("Paid on"), group=PAY, privacy=Privacy.P3, sealed=True)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=PAY)
