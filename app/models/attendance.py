"""Who was at an event, row by row from the sign-in sheets, what the sheets themselves add up to, and notes.

Names need not be typed: the sheets' own counts are enough (``event.attendance_kept``).
Source: ``mvp2.md`` section 10 and what a sign-in sheet asks.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import LANGUAGES
from app.models.person import AGE_BANDS

MVP = "mvp2.md 10"
KEPT = (
    Option("names", N_("Names and counts")),
    Option("counts", N_("Counts only")),
)
PRIORITY_GROUPS = (
    Option("alone", N_("Lives alone, 65 or older")),
    Option("disability", N_("Lives with a disability")),
    Option("carer", N_("Cares for someone")),
    Option("low_income", N_("Low income")),
    Option("new_resident", N_("New immigrant")),
    Option("renter", N_("Rents their home")),
    Option("night_work", N_("Works nights or outdoors")),
    Option("none", N_("None of these")),
    Option("other", N_("Another group")),
)
"""What people may say of themselves on a sheet; nine, so that each has one key."""


class Attendance(Record, Base):
    """One row of a sign-in sheet."""

    __tablename__ = "attendance"
    __record__ = col.about(N_("Person present"), N_("Names on the sheets"), source=MVP, add=N_("Add person present"))

    event: Mapped[str | None] = col.parent("event")
    order_key: Mapped[str | None] = col.order()
    name: Mapped[str | None] = col.text(
        N_("Name as written"),
        title=True,
        check="person_name",
        privacy=Privacy.P2,
        help=N_("As it stands on the sheet. Leave it empty where only the count is kept."),
        example=zh_en("陳榕樹", "Rosa Banyan"),
    )
    person: Mapped[str | None] = col.reference(
        N_("Known person"),
        "person",
        title=True,
        privacy=Privacy.P2,
        help=N_("Whoever is in the list of people needs no name here."),
    )
    age_band: Mapped[str | None] = col.enum(N_("Age group"), AGE_BANDS, privacy=Privacy.P1)
    language: Mapped[str | None] = col.enum(N_("Language"), LANGUAGES, privacy=Privacy.P1)
    priority_group: Mapped[str | None] = col.enum(
        N_("Priority group"),
        PRIORITY_GROUPS,
        privacy=Privacy.P2,
        help=N_("Only what people said about themselves. They may leave it empty."),
    )
    organisation: Mapped[str | None] = col.text(N_("Organisation as written"))
    phone: Mapped[str | None] = col.code(N_("Phone"), "phone", privacy=Privacy.P2)
    sheet: Mapped[int | None] = col.integer(N_("Sheet number"), minimum=1)


class SignInSheet(Record, Base):
    """One sign-in sheet: its scan, and how many people it says were there."""

    __tablename__ = "sign_in_sheet"
    __record__ = col.about(N_("Sign-in sheet"), N_("Sign-in sheets"), source=MVP, add=N_("Add sign-in sheet"))

    event: Mapped[str | None] = col.parent("event")
    order_key: Mapped[str | None] = col.order()
    number: Mapped[int | None] = col.integer(N_("Sheet number"), required=True, title=True, minimum=1)
    heads: Mapped[int | None] = col.integer(
        N_("People on the sheet"), unit=N_("people"), minimum=0, help=N_("The total that is written on the paper.")
    )
    explanation: Mapped[str | None] = col.long_text(
        N_("Why the totals differ"),
        help=N_("Where the paper and what was typed do not agree, write why. Else mend one of them."),
        example=zh_en("兩位只簽名沒有寫年齡", "Two people signed without an age"),
    )
    scan: Mapped[str | None] = col.file(N_("Scan of the sheet"))


class SheetCount(Record, Base):
    """One tally box of a sign-in sheet: one group of people and how many the paper says."""

    __tablename__ = "sheet_count"
    __record__ = col.about(N_("Tally of a sheet"), N_("Tallies of the sheets"), source=MVP, add=N_("Add tally"))

    event: Mapped[str | None] = col.parent("event")
    order_key: Mapped[str | None] = col.order()
    sheet: Mapped[int | None] = col.integer(N_("Sheet number"), required=True, minimum=1)
    age_band: Mapped[str | None] = col.enum(N_("Age group"), AGE_BANDS, title=True)
    language: Mapped[str | None] = col.enum(N_("Language"), LANGUAGES, title=True)
    priority_group: Mapped[str | None] = col.enum(N_("Priority group"), PRIORITY_GROUPS, title=True)
    number: Mapped[int | None] = col.integer(
        N_("Count on the paper"), unit=N_("people"), required=True, title=True, minimum=0
    )


class FeedbackNote(Record, Base):
    """What one person said at an event, without a name."""

    __tablename__ = "feedback_note"
    __record__ = col.about(N_("Feedback note"), N_("Feedback notes"), source=MVP, add=N_("Add feedback note"))

    event: Mapped[str | None] = col.parent("event")
    order_key: Mapped[str | None] = col.order()
    quote: Mapped[str | None] = col.long_text(
        N_("In their words"), required=True, title=True, help=N_("Write it as it was said, without a name.")
    )
    language: Mapped[str | None] = col.enum(N_("Language"), LANGUAGES)
    topic: Mapped[str | None] = col.text(N_("Topic"))
    reply: Mapped[bool | None] = col.tristate(N_("May we write to you"))
    sheet: Mapped[int | None] = col.integer(N_("Sheet number"), minimum=1)
