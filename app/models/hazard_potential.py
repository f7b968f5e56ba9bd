"""Hazard potential: what the official maps say about the place, and what a walk showed."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import HAZARDS
from app.models.sourced import Sourced

LEVELS = (
    Option("high", N_("High level")),
    Option("middle", N_("Middle level")),
    Option("low", N_("Low level")),
)
CHECKED = N_("Checked on site")


class HazardPotential(Record, Sourced, Base):
    """One hazard on one map. Source: R03."""

    __tablename__ = "hazard_potential"
    __record__ = col.about(
        N_("Hazard potential"),
        N_("Hazard potentials"),
        source="records_and_reports.md R03",
        empty=N_("Note what the hazard maps show for your streets, with the version of the map."),
        add=N_("Add hazard potential"),
        room="hazards",
        table=("hazard", "dataset", "level", "households", "persons", "area", "scenario"),
    )

    hazard: Mapped[str | None] = col.enum(N_("Hazard type"), HAZARDS, required=True, title=True)
    dataset: Mapped[str | None] = col.text(
        N_("Map or data set"),
        required=True,
        title=True,
        help=N_("The name as printed on the map or its page."),
        example=zh_en("淹水潛勢圖", "Flood hazard map"),
    )
    dataset_date: Mapped[str | None] = col.date(
        N_("Version date"), required=True, help=N_("The year of the map is enough."), example=zh_en("112年", "2023")
    )
    scenario: Mapped[str | None] = col.text(
        N_("Scenario"),
        help=N_("What the map assumes, such as rain in a day."),
        example=zh_en("24小時350毫米", "350 mm in 24 hours"),
    )
    level: Mapped[str | None] = col.enum(N_("Potential level"), LEVELS)
    area: Mapped[int | None] = col.decimal(
        N_("Area exposed"), 2, unit=N_("hectares"), minimum=0, example=zh_en("3.2", "3.2")
    )
    households: Mapped[int | None] = col.integer(
        N_("Households exposed"), unit=N_("households"), minimum=0, example=zh_en("41", "41")
    )
    persons: Mapped[int | None] = col.integer(
        N_("People exposed"), unit=N_("people"), minimum=0, example=zh_en("118", "118")
    )
    map_file: Mapped[str | None] = col.file(N_("Map"))

    field_check: Mapped[str | None] = col.date(N_("Date of the site check"), group=CHECKED)
    field_result: Mapped[str | None] = col.long_text(
        N_("Result of the site check"),
        group=CHECKED,
        help=N_("What the walk showed that the map does not, such as a blocked drain."),
    )
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"), group=CHECKED)
