"""The community itself: one record, which also keeps the settings that follow from its place."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import COUNTRIES, CURRENCIES
from app.models.sourced import Sourced

PATH = "community_path.md settings"
PATTERNS = (Option("urban", N_("Urban")), Option("rural", N_("Rural")))
ATTRIBUTES = (
    Option("in_plan", N_("Community promoted within the plan")),
    Option("self", N_("Self-promoted community")),
)
CONDITIONS = (
    Option("high_hazard", N_("High hazard potential")),
    Option("dense", N_("High population density")),
    Option("remote", N_("Remote area")),
    Option("indigenous", N_("Indigenous township")),
)
CALENDARS = (Option("roc", N_("ROC years")), Option("gregorian", N_("Common years")))
PAPERS = (Option("A4", N_("A4 paper")), Option("Letter", N_("US Letter")))
OUTPUT_LANGUAGES = (Option("zh_TW", N_("Traditional Chinese")), Option("en", N_("English")))

CONTACT = N_("Head and contact")
STATUS = N_("Star badge and area")
PLACE = N_("The place and its people")
RULES = N_("Money, dates and paper")
TAIWAN: tuple[str, tuple[object, ...]] = ("country", ("TW", ""))
ABROAD: tuple[str, tuple[object, ...]] = ("country", ("US", "other"))
TAIWAN_FIELDS = (
    "county",
    "township",
    "village",
    "within_plan",
    "native",
    "area_conditions",
    "star",
    "star_date",
    "star_years",
    "extended",
    "extension_date",
    "county_contact",
    "county_phone",
)


class Community(Record, Sourced, Base):
    """The community profile. Source: R01, ``nfa_114.md`` section 7, ``community_path.md``."""

    __tablename__ = "community"
    __record__ = col.about(
        N_("Community"),
        N_("Communities"),
        source="records_and_reports.md R01",
        empty=N_("Say who you are and where. Covers, forms and money follow from it."),
        add=N_("Describe the community"),
        room="people",
        applies=dict.fromkeys(TAIWAN_FIELDS, TAIWAN) | {"state": ABROAD, "town": ABROAD},
        date_order=(("star_date", "extension_date"),),
        single=True,
    )

    name: Mapped[str | None] = col.text(
        N_("Community name"), required=True, title=True, example=zh_en("榕樹社區", "Banyan Hill")
    )
    country: Mapped[str | None] = col.enum(
        N_("Country"),
        COUNTRIES,
        source=PATH,
        help=N_("Currency, calendar, paper and language follow from it. You can change each."),
    )
    county: Mapped[str | None] = col.text(N_("County or city"), required=True, example=zh_en("○○縣", "○○ County"))
    township: Mapped[str | None] = col.text(
        N_("Township or district"), required=True, example=zh_en("○○鎮", "○○ Township")
    )
    village: Mapped[str | None] = col.text(N_("Village"), required=True, example=zh_en("○○里", "○○ Village"))
    state: Mapped[str | None] = col.text(N_("State or region"), required=True, source=PATH)
    town: Mapped[str | None] = col.text(N_("Town or city"), required=True, source=PATH)

    manager: Mapped[str | None] = col.text(
        N_("Head of the community"), required=True, check="person_name", privacy=Privacy.P2, group=CONTACT
    )
    position: Mapped[str | None] = col.text(N_("Post of the head"), required=True, group=CONTACT)
    phone: Mapped[str | None] = col.code(N_("Phone"), "phone", privacy=Privacy.P2, group=CONTACT)
    email: Mapped[str | None] = col.code(N_("E-mail"), "email", privacy=Privacy.P2, group=CONTACT)
    address: Mapped[str | None] = col.text(N_("Address"), privacy=Privacy.P2, group=CONTACT, source="nfa_114.md 7")
    county_contact: Mapped[str | None] = col.text(
        N_("County contact"), check="person_name", privacy=Privacy.P2, group=CONTACT, source="nfa_114.md 7"
    )
    county_phone: Mapped[str | None] = col.code(
        N_("Phone of the county contact"), "phone", privacy=Privacy.P2, group=CONTACT, source="nfa_114.md 7"
    )

    within_plan: Mapped[str | None] = col.enum(N_("Attribute"), ATTRIBUTES, required=True, group=STATUS)
    area_conditions: Mapped[tuple[str, ...] | None] = col.set_of(
        N_("Area conditions met"), CONDITIONS, required=True, group=STATUS
    )
    star: Mapped[int | None] = col.integer(
        N_("Stars"), required=True, group=STATUS, minimum=1, maximum=3, example=zh_en("2", "2")
    )
    star_date: Mapped[str | None] = col.date(N_("Valid from"), group=STATUS)
    star_years: Mapped[int | None] = col.integer(
        N_("Years of validity"), unit=N_("years"), group=STATUS, minimum=1, maximum=5
    )
    extended: Mapped[bool | None] = col.tristate(N_("Badge extended"), group=STATUS, source="nfa_114.md 15")
    extension_date: Mapped[str | None] = col.date(N_("Date of extension"), group=STATUS)
    native: Mapped[bool | None] = col.tristate(N_("Indigenous area"), group=STATUS)
    experienced: Mapped[bool | None] = col.tristate(N_("Earlier disaster programme"), group=STATUS)

    pattern: Mapped[str | None] = col.enum(N_("Type of community"), PATTERNS, group=PLACE)
    population: Mapped[int | None] = col.integer(N_("Residents"), unit=N_("people"), group=PLACE, minimum=0)
    extent: Mapped[str | None] = col.long_text(
        N_("Extent"), group=PLACE, help=N_("The streets, streams or fields that bound the community.")
    )
    extent_map: Mapped[str | None] = col.file(N_("Sketch map"), group=PLACE)
    environment: Mapped[str | None] = col.long_text(N_("Environment overview"), group=PLACE)
    risk: Mapped[str | None] = col.long_text(N_("Hazard and risk overview"), group=PLACE)

    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=RULES, source=PATH)
    calendar: Mapped[str | None] = col.enum(N_("Calendar"), CALENDARS, group=RULES, source=PATH)
    paper: Mapped[str | None] = col.enum(N_("Paper"), PAPERS, group=RULES, source=PATH)
    output_language: Mapped[str | None] = col.enum(
        N_("Language of outputs"), OUTPUT_LANGUAGES, group=RULES, source=PATH
    )
    start_month: Mapped[str | None] = col.date(N_("Start month"), group=RULES, source=PATH)
    length_months: Mapped[int | None] = col.integer(
        N_("Programme length"), unit=N_("months"), group=RULES, minimum=1, maximum=120, source=PATH
    )
    page_limit: Mapped[int | None] = col.integer(
        N_("Page limit of the dossier"), unit=N_("pages"), group=RULES, minimum=1, maximum=999, source=PATH
    )
    body_pt: Mapped[int | None] = col.integer(
        N_("Text size of the dossier"), unit=N_("pt"), group=RULES, minimum=8, maximum=24, source=PATH
    )
    cover_title_pt: Mapped[int | None] = col.integer(
        N_("Title size of the cover"), unit=N_("pt"), group=RULES, minimum=8, maximum=48, source=PATH
    )
