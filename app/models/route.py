"""Routes: ways out, rounds of inspection, and walks through the community."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import HAZARDS
from app.models.sourced import Sourced

KINDS = (
    Option("evacuation", N_("Evacuation route")),
    Option("patrol", N_("Patrol route")),
    Option("walk", N_("Site walk")),
)


class Route(Record, Sourced, Base):
    """One route. Source: R17; the walk of a site visit has forty minutes."""

    __tablename__ = "route"
    __record__ = col.about(
        N_("Route"),
        N_("Routes"),
        source="records_and_reports.md R17",
        empty=N_("Draw the way out as you walk it: corner by corner, with what could block it."),
        add=N_("Add route"),
        room="shelters",
        table=("name", "kind", "length", "minutes", "shelter", "last_walked", "accessible"),
    )

    name: Mapped[str | None] = col.text(
        N_("Route name"), required=True, title=True, example=zh_en("中正街往活動中心", "Mill Street to the hall")
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of route"), KINDS)
    shelter: Mapped[str | None] = col.reference(N_("Leads to shelter"), "shelter")
    length: Mapped[int | None] = col.integer(N_("Length"), unit=N_("metres"), minimum=0)
    minutes: Mapped[int | None] = col.integer(
        N_("Walking time"),
        unit=N_("minutes"),
        minimum=0,
        help=N_("At the pace of the slowest. A site walk has 40 minutes."),
    )
    accessible: Mapped[bool | None] = col.tristate(N_("Passable with a wheelchair"))
    last_walked: Mapped[str | None] = col.date(N_("Last walked on"), required=True)
    waypoints: ClassVar[Field] = col.rows(N_("Points on the way"), "route_waypoint")
    map_file: Mapped[str | None] = col.file(N_("Map"))

    hazards: Mapped[tuple[str, ...] | None] = col.set_of(N_("Hazards passed"), HAZARDS, group=N_("On the way"))
    dangers: Mapped[str | None] = col.long_text(
        N_("What could block it"),
        group=N_("On the way"),
        example=zh_en("便橋在大雨時會淹水", "The footbridge floods in heavy rain"),
    )
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"), group=N_("On the way"))


class RouteWaypoint(Record, Base):
    """One point of a route. Source: R17."""

    __tablename__ = "route_waypoint"
    __record__ = col.about(
        N_("Point of a route"),
        N_("Points of routes"),
        source="records_and_reports.md R17",
        add=N_("Add point"),
    )

    route: Mapped[str | None] = col.parent("route")
    order_key: Mapped[str | None] = col.order()
    note: Mapped[str | None] = col.text(
        N_("What is there"), title=True, example=zh_en("右轉上橋", "Turn right over the bridge")
    )
    position: Mapped[str | None] = col.coordinates(N_("Coordinates"))
