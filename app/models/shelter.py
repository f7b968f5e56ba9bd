"""Shelters: the fields of the national list, what it leaves out, and when each was open."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import HAZARDS
from app.models.sourced import Sourced

WHO = N_("In the national list")
HOUSE = N_("What the building offers")


class Shelter(Record, Sourced, Base):
    """One shelter. Source: R16; its first fields are those of the national open data set."""

    __tablename__ = "shelter"
    __record__ = col.about(
        N_("Shelter"),
        N_("Shelters"),
        source="records_and_reports.md R16",
        empty=N_("Where do people go when they cannot stay at home? Start with the hall and the school."),
        add=N_("Add shelter"),
        room="shelters",
        table=("name", "address", "capacity", "hazards", "indoor", "for_vulnerable"),
    )

    name: Mapped[str | None] = col.text(
        N_("Name of the shelter"), required=True, title=True, example=zh_en("榕樹社區活動中心", "Banyan Hill hall")
    )
    address: Mapped[str | None] = col.text(N_("Address of the shelter"), required=True)
    capacity: Mapped[int | None] = col.integer(
        N_("Planned number of people"),
        unit=N_("people"),
        required=True,
        minimum=0,
        help=N_("0 is allowed: some places are only a reserve."),
        example=zh_en("92", "92"),
    )
    indoor: Mapped[bool | None] = col.tristate(N_("Indoors"))
    outdoor: Mapped[bool | None] = col.tristate(N_("Outdoors"))
    for_vulnerable: Mapped[bool | None] = col.tristate(N_("Suits people who need help"))
    openings: ClassVar[Field] = col.rows(N_("Times it was open"), "shelter_opening")
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))
    hazards: Mapped[tuple[str, ...] | None] = col.set_of(N_("Hazards it suits"), HAZARDS, required=True)

    serial: Mapped[str | None] = col.text(N_("Serial number"), group=WHO, help=N_("The number in the national list."))
    district: Mapped[str | None] = col.text(N_("County and township"), group=WHO)
    village: Mapped[str | None] = col.text(N_("Village"), group=WHO)
    position: Mapped[str | None] = col.coordinates(
        N_("Coordinates"),
        group=WHO,
        help=N_("Latitude, then longitude. In the national list they are at times swapped."),
    )
    villages_served: Mapped[str | None] = col.text(N_("Villages it takes in"), group=WHO)
    hazards_listed: Mapped[str | None] = col.text(
        N_("Hazards as listed"),
        group=WHO,
        help=N_("The words of the list, where it names more than the choices above."),
    )
    manager: Mapped[str | None] = col.text(
        N_("Name of the manager"), group=WHO, check="person_name", privacy=Privacy.P2
    )
    manager_phone: Mapped[str | None] = col.code(N_("Phone of the manager"), "phone", group=WHO, privacy=Privacy.P2)

    floor_area_net: Mapped[int | None] = col.decimal(
        N_("Net floor area"),
        2,
        unit=N_("m²"),
        group=HOUSE,
        minimum=0,
        help=N_("Only the floor where people can lie down, without stage and kitchen."),
        example=zh_en("185", "185"),
    )
    power_backup: Mapped[bool | None] = col.tristate(N_("Emergency power"), group=HOUSE)
    water: Mapped[bool | None] = col.tristate(N_("Water without the mains"), group=HOUSE)
    accessible_toilet: Mapped[bool | None] = col.tristate(N_("Accessible toilet"), group=HOUSE)
    pet_area: Mapped[bool | None] = col.tristate(N_("Place for pets"), group=HOUSE)
    flood_safe: Mapped[bool | None] = col.tristate(N_("Safe from floods"), group=HOUSE)
    seismic_checked_on: Mapped[str | None] = col.date(N_("Earthquake check on"), group=HOUSE)


class ShelterOpening(Record, Base):
    """One time the shelter was open. Source: R16."""

    __tablename__ = "shelter_opening"
    __record__ = col.about(
        N_("Opening of a shelter"),
        N_("Openings of shelters"),
        source="records_and_reports.md R16",
        add=N_("Add opening"),
    )

    shelter: Mapped[str | None] = col.parent("shelter")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("Opened on"), required=True, title=True)
    people: Mapped[int | None] = col.integer(N_("People taken in"), unit=N_("people"), minimum=0)
    hours: Mapped[int | None] = col.decimal(N_("Hours open"), 1, unit=N_("hours"), minimum=0)
    reason: Mapped[str | None] = col.text(
        N_("Why it was opened"), title=True, example=zh_en("尼伯特颱風", "Typhoon Nepartak")
    )
