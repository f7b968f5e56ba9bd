"""Lived expertise: what data tell, whom the team knows, and which perspectives sit at the table.

Source: ``mvp2.md`` 4 (step 2) and 6.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import FromPack, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import LANGUAGES
from app.models.population_group import CONFIDENCE
from app.models.roadmap import TOPICS
from app.models.sourced import Sourced

SOURCE = "mvp2.md 4"
DATA_KINDS = (
    Option("table", N_("Table of figures")),
    Option("map", N_("Picture of a map")),
    Option("report", N_("Report")),
    Option("observed", N_("What we saw ourselves")),
    Option("other", N_("Something else")),
)
STRENGTHS = (
    Option("close", N_("Close: they trust us")),
    Option("met", N_("We have met")),
    Option("name", N_("Only a name so far")),
)
"""The strongest first."""


class DataItem(Record, Sourced, Base):
    """One table, map picture or report that says something about the people here."""

    __tablename__ = "data_item"
    __record__ = col.about(
        N_("Item on the data shelf"),
        N_("Data shelf"),
        source=SOURCE,
        empty=N_("Put tables and pictures of maps here, each with its source and date."),
        add=N_("Add item to the data shelf"),
        room="people",
        table=("title", "says", "source_text", "as_of_date", "confidence"),
    )

    title: Mapped[str | None] = col.text(
        N_("What it is"),
        required=True,
        title=True,
        example=zh_en("各里六十五歲以上獨居人數", "Renters by neighbourhood"),
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of data"), DATA_KINDS)
    says: Mapped[str | None] = col.long_text(
        N_("What it says about people here"),
        required=True,
        help=N_("One or two sentences in your own words. The table itself can be attached."),
        example=zh_en("下街每四位長者有一位獨居。", "Six in ten homes on Low Street are rented."),
    )
    source_text: Mapped[str | None] = col.text(
        N_("Source"),
        required=True,
        help=N_("Who told us, or where it is written. A reader can then check it."),
        example=zh_en("戶政事務所", "Census Bureau"),
    )
    as_of_date: Mapped[str | None] = col.date(
        N_("True as of"), required=True, help=N_("The day on which this was true. A year or a month is enough.")
    )
    confidence: Mapped[str | None] = col.enum(N_("How sure we are"), CONFIDENCE)
    groups: Mapped[tuple[str, ...] | None] = col.references(N_("Groups it is about"), "population_group")
    file: Mapped[str | None] = col.file(N_("File with the data"))
    pictures: Mapped[tuple[str, ...] | None] = col.photos(N_("Pictures of it"))


class KnownConnection(Record, Base):
    """Whom the team knows in one group who can speak about one topic."""

    __tablename__ = "known_connection"
    __record__ = col.about(
        N_("Connection"),
        N_("Connections to groups"),
        source=SOURCE,
        privacy=Privacy.P2,
        empty=N_("Write down whom somebody on the team knows in each group. Gaps then show."),
        add=N_("Add connection"),
        room="people",
        table=("group", "topic", "strength", "known_by"),
    )

    group: Mapped[str | None] = col.reference(
        N_("Group of residents"), "population_group", goes_along=True, required=True
    )
    topic: Mapped[str | None] = col.enum(
        N_("Topic they can speak about"), FromPack(TOPICS), help=N_("Empty: on anything that concerns the group.")
    )
    whom: Mapped[str | None] = col.text(
        N_("Whom or what we know"),
        required=True,
        title=True,
        privacy=Privacy.P2,
        help=N_("A person, a club, a shop. Only the team reads this."),
        example=zh_en("洗衣店的老闆娘", "The owner of the laundry"),
    )
    strength: Mapped[str | None] = col.enum(N_("How well we know them"), STRENGTHS, required=True)
    known_by: Mapped[str | None] = col.reference(N_("Who on the team knows them"), "person")
    note: Mapped[str | None] = col.long_text(N_("Note"), privacy=Privacy.P2)


class Seat(Record, Base):
    """One seat for a liaison: the perspective comes first, the person later."""

    __tablename__ = "seat"
    __record__ = col.about(
        N_("Seat on the team"),
        N_("Seats on the team"),
        source=SOURCE,
        empty=N_("Name the perspective of each seat first. The person who takes it comes later."),
        add=N_("Add seat"),
        room="people",
        table=("perspective", "groups", "languages", "filled_by"),
    )

    perspective: Mapped[str | None] = col.text(
        N_("Perspective wanted"),
        required=True,
        title=True,
        help=N_("Which life this seat should know from within. Name no person here."),
        example=zh_en("在工廠輪夜班、租屋的新住民", "A renter whose home was flooded"),
    )
    groups: Mapped[tuple[str, ...] | None] = col.references(
        N_("Groups this seat connects with"), "population_group", required=True
    )
    languages: Mapped[tuple[str, ...] | None] = col.set_of(N_("Languages of this seat"), LANGUAGES)
    filled_by: Mapped[str | None] = col.reference(N_("Filled by"), "person", help=N_("Empty while the seat is open."))
    note: Mapped[str | None] = col.long_text(N_("Note"), privacy=Privacy.P1)
