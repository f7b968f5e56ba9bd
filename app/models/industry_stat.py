"""Industries: who works at what here, and what that means in a disaster."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced


class IndustryStat(Record, Sourced, Base):
    """One sector on one day; its share is a figure over all sectors of that day. Source: R06."""

    __tablename__ = "industry_stat"
    __record__ = col.about(
        N_("Industry"),
        N_("Industries"),
        source="records_and_reports.md R06",
        empty=N_("List the trades of the place: farms, shops, workshops, and how many work there."),
        add=N_("Add industry"),
        room="hazards",
        table=("sector", "units", "workers", "hazard_relevance", "as_of_date"),
    )

    as_of_date: Mapped[str | None] = col.date(N_("Date of the figures"), required=True)
    sector: Mapped[str | None] = col.text(N_("Sector"), required=True, title=True, example=zh_en("農業", "Farming"))
    units: Mapped[int | None] = col.integer(N_("Number of businesses"), minimum=0, example=zh_en("64", "64"))
    workers: Mapped[int | None] = col.integer(N_("Workers"), unit=N_("people"), minimum=0, example=zh_en("130", "130"))
    hazard_relevance: Mapped[str | None] = col.text(
        N_("Bearing on disasters"),
        help=N_("What makes it dangerous or useful: open flames, chemicals, machines to lend."),
        example=zh_en("鐵工廠明火作業", "Open flames in metal workshops"),
    )
