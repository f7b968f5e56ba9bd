"""The position that liaisons are looked for with: every field of its description, and its text in any language.

The description itself is put together from these fields and the programme's template; a text that the team
writes for a language stands instead of it. Source: ``mvp2.md`` 8.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES, LANGUAGES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 8"
ADVERTISED = (
    Option("hourly", N_("By the hour")),
    Option("monthly", N_("A monthly stipend")),
    Option("meeting", N_("For each meeting")),
)
TIME = N_("Time it takes")
PAY = N_("What it pays")
YEAR_2 = N_("Second year")
WHOM = N_("Whom we look for")
WORK = N_("What the work is")


class Position(Record, Sourced, Base):
    """One position that is advertised, such as community liaison."""

    __tablename__ = "position"
    __record__ = col.about(
        N_("Position"),
        N_("Positions"),
        source=SOURCE,
        empty=N_("Describe the work, the hours and the pay. A notice, a poster and words to paste grow out of it."),
        add=N_("Add position"),
        room="people",
        date_order=(("start", "end"),),
        table=("title", "openings", "start", "end", "y1_pay"),
    )

    title: Mapped[dict[str, str] | None] = col.localized(
        N_("Name of the position"), required=True, title=True, example=zh_en("社區聯絡員", "Community liaison")
    )
    openings: Mapped[int | None] = col.integer(N_("Openings"), unit=N_("people"), required=True)
    place: Mapped[dict[str, str] | None] = col.localized(
        N_("Place of work"),
        required=True,
        help=N_("Your town, as the notice names it."),
        example=zh_en("榕樹鎮", "Banyan Hill"),
    )
    start: Mapped[str | None] = col.date(N_("First month of work"), required=True)
    end: Mapped[str | None] = col.date(N_("Last month of work"), required=True)
    pay_model: Mapped[str | None] = col.enum(N_("How pay is given"), ADVERTISED, required=True)
    rate: Mapped[int | None] = col.money(
        N_("Rate offered"), required=True, minimum=0, help=N_("By the hour, month or meeting, as chosen above.")
    )
    contact: Mapped[dict[str, str] | None] = col.localized(
        N_("How to apply, and whom to ask"),
        required=True,
        help=N_("A desk, a telephone, an e-mail address. It is printed for everybody."),
    )
    texts: ClassVar[Field] = col.rows(
        N_("Texts in each language"),
        "position_text",
        help=N_("Only where you want other words than the template, or a further language."),
    )

    term_months: Mapped[int | None] = col.integer(N_("Length of the term"), unit=N_("months"), group=TIME, minimum=1)
    week_low: Mapped[int | None] = col.decimal(N_("Hours a week, at least"), 1, unit=N_("hours"), group=TIME, minimum=0)
    week_high: Mapped[int | None] = col.decimal(N_("Hours a week, at most"), 1, unit=N_("hours"), group=TIME, minimum=0)
    y1_hours: Mapped[int | None] = col.decimal(
        N_("Hours in the first year"), 1, unit=N_("hours"), group=TIME, minimum=0
    )
    y1_months: Mapped[int | None] = col.integer(
        N_("Months of work in the first year"),
        unit=N_("months"),
        group=TIME,
        minimum=0,
        help=N_("Counted from the first month of work to the end of programme year one."),
    )
    meet_month: Mapped[int | None] = col.decimal(N_("Meetings a month"), 1, group=TIME, minimum=0)
    meet_hours: Mapped[int | None] = col.decimal(N_("Hours of one meeting"), 1, unit=N_("hours"), group=TIME, minimum=0)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=PAY)
    y1_pay: ClassVar[Field] = col.computed(
        N_("Pay in the first year, each"), "position_pay", currency_field="currency", group=PAY
    )
    y1_cost: ClassVar[Field] = col.computed(
        N_("Pay in the first year, all openings"), "position_cost", currency_field="currency", group=PAY
    )

    y2_hours: Mapped[int | None] = col.decimal(
        N_("Hours in the second year"),
        1,
        unit=N_("hours"),
        group=YEAR_2,
        minimum=0,
        help=N_("Empty until the project is chosen and planned. The notice then says so."),
    )
    y2_pay: Mapped[int | None] = col.money(N_("Pay in the second year, each"), group=YEAR_2, minimum=0)

    groups: Mapped[tuple[str, ...] | None] = col.references(
        N_("Groups to connect with"), "population_group", group=WHOM
    )
    expertise: Mapped[dict[str, str] | None] = col.localized(
        N_("What they should know from life"),
        group=WHOM,
        example=zh_en("租屋、輪班、照顧家人", "Renting, night shifts, caring for family"),
    )
    languages: Mapped[tuple[str, ...] | None] = col.set_of(
        N_("Languages needed"), LANGUAGES, group=WHOM, help=N_("Only where neighbours need help in them.")
    )
    education: Mapped[dict[str, str] | None] = col.localized(
        N_("Experience asked for"), group=WHOM, help=N_("The template asks for experience in the community only.")
    )

    topics: Mapped[dict[str, str] | None] = col.localized(
        N_("Topics that may come up"), group=WORK, example=zh_en("住房、淹水、酷熱", "Housing, floods, heat")
    )
    forms: Mapped[dict[str, str] | None] = col.localized(N_("Forms to be filled in"), group=WORK)
    own_transport: Mapped[bool | None] = col.tristate(N_("Own transport, at own cost"), group=WORK)
    evenings: Mapped[bool | None] = col.tristate(N_("Evenings or weekends happen"), group=WORK)


class PositionText(Record, Base):
    """The notice in one language, in the team's or a translator's words."""

    __tablename__ = "position_text"
    __record__ = col.about(
        N_("Text of a position"), N_("Texts of positions"), source="mvp2.md 14.12", add=N_("Add text in a language")
    )

    position: Mapped[str | None] = col.parent("position")
    order_key: Mapped[str | None] = col.order()
    language: Mapped[str | None] = col.enum(N_("Language"), LANGUAGES, required=True, title=True)
    language_name: Mapped[str | None] = col.text(
        N_("The language in its own words"),
        title=True,
        example=zh_en("Kreyòl ayisyen（海地克里奧語）", "Kreyòl ayisyen"),
    )
    headline: Mapped[str | None] = col.text(N_("Heading of the notice"))
    text: Mapped[str | None] = col.long_text(
        N_("Words of the notice"),
        required=True,
        help=N_("An empty line begins a paragraph, “- ” an item of a list, “# ” a heading."),
    )
    checked_by: Mapped[str | None] = col.text(
        N_("Read through by"), help=N_("Somebody who grew up with this language.")
    )
