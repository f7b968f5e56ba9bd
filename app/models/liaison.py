"""What was agreed with a liaison, and the hours that were given: pay is kept in the private drawer.

Source: ``mvp2.md`` 4 (steps 3 and 8), 8 and 10.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
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
        date_order=(("start", "end"),),
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
