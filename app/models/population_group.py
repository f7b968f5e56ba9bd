"""Groups of people in the community: why they are hit harder, how to reach them, whom they trust.

Priority populations are people; environmental justice areas are places on a map: two fields, never one.
Source: ``mvp2.md`` 4 (step 2) and 6.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CLIMATE_HAZARDS, HAZARDS, LANGUAGES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 4, 6"
CONFIDENCE = (
    Option("high", N_("Sure: several sources agree")),
    Option("medium", N_("Fairly sure: one good source")),
    Option("low", N_("Not sure: we have heard it")),
)
ACT = frozenset(one.key for one in HAZARDS)
ALL_HAZARDS = (*(one for one in CLIMATE_HAZARDS if one.key not in ACT), *HAZARDS)
"""Heat, rising sea and outages hit groups too, though no act names them."""
REACHING = N_("How to reach them")
KNOWN = N_("How we know")


class PopulationGroup(Record, Sourced, Base):
    """One group of people."""

    __tablename__ = "population_group"
    __record__ = col.about(
        N_("Group of residents"),
        N_("Groups of residents"),
        source=SOURCE,
        empty=N_("Name the groups that heat, floods or outages hit hardest. Then see whom you have heard."),
        add=N_("Add group of residents"),
        room="people",
    )

    name: Mapped[str | None] = col.text(
        N_("Name of the group"),
        required=True,
        title=True,
        help=N_("As they call themselves. The same word is used when people are counted at events."),
        example=zh_en("夜班照顧服務員", "Renters in basement flats"),
    )
    why: Mapped[str | None] = col.long_text(
        N_("Why they are hit harder"), required=True, help=N_("What makes harm likelier, or coping harder.")
    )
    hazards: Mapped[tuple[str, ...] | None] = col.set_of(N_("Hazard types"), ALL_HAZARDS)
    size: Mapped[int | None] = col.integer(
        N_("About how many"), unit=N_("people"), minimum=0, help=N_("A rough number with its source is enough.")
    )
    ej_area: Mapped[bool | None] = col.tristate(
        N_("Lives in a mapped environmental justice area"),
        help=N_("That is a place on the state's map. A priority group exists anywhere."),
    )
    ej_note: Mapped[str | None] = col.text(N_("Which mapped area"))

    languages: Mapped[tuple[str, ...] | None] = col.set_of(N_("Languages"), LANGUAGES, group=REACHING)
    gathers: Mapped[str | None] = col.text(
        N_("Where they gather"), group=REACHING, example=zh_en("洗衣店、教會、市場", "Laundry, church, market")
    )
    contacts: Mapped[str | None] = col.text(
        N_("People they trust"), group=REACHING, privacy=Privacy.P2, help=N_("Who could introduce us.")
    )
    liaisons: Mapped[tuple[str, ...] | None] = col.references(N_("Liaisons who know them"), "person", group=REACHING)

    evidence: Mapped[str | None] = col.long_text(N_("What shows it"), group=KNOWN)
    confidence: Mapped[str | None] = col.enum(N_("How sure we are"), CONFIDENCE, group=KNOWN)
