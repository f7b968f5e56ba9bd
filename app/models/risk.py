"""Risks: what could happen where, how bad it is, and what is done about it."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import HAZARDS
from app.models.sourced import Sourced

PHASES = (
    Option("mitigation", N_("Mitigation")),
    Option("preparedness", N_("Preparedness")),
    Option("response", N_("Response")),
    Option("recovery", N_("Recovery")),
)
STATUS = (
    Option("planned", N_("In planning")),
    Option("doing", N_("Under way")),
    Option("done", N_("Finished")),
)
ACTION = N_("Countermeasure")


class Risk(Record, Sourced, Base):
    """One risk at one spot; score = likelihood × impact. Source: R04."""

    __tablename__ = "risk"
    __record__ = col.about(
        N_("Risk"),
        N_("Risks"),
        source="records_and_reports.md R04",
        empty=N_("Name one dangerous spot, how likely trouble is there and how bad it would be."),
        add=N_("Add risk"),
        room="hazards",
        table=("spot", "hazard", "score", "countermeasure", "due", "status"),
        falls=(col.Falls("due", col.TO_DO, "status"),),
    )

    spot: Mapped[str | None] = col.text(
        N_("Dangerous spot"), required=True, title=True, example=zh_en("中正街防火巷", "Fire lane behind Mill Street")
    )
    hazard: Mapped[str | None] = col.enum(N_("Hazard type"), HAZARDS, required=True, title=True)
    likelihood: Mapped[int | None] = col.integer(
        N_("Likelihood"),
        required=True,
        minimum=1,
        maximum=5,
        help=N_("1 hardly ever, 5 almost every year."),
        example=zh_en("3", "3"),
    )
    impact: Mapped[int | None] = col.integer(
        N_("Impact"),
        required=True,
        minimum=1,
        maximum=5,
        help=N_("1 hardly any harm, 5 lives are in danger."),
        example=zh_en("4", "4"),
    )
    score: ClassVar[Field] = col.computed(
        N_("Risk score"), "risk_score", help=N_("Likelihood times impact, from 1 to 25.")
    )
    phase: Mapped[tuple[str, ...] | None] = col.set_of(N_("Phase of disaster work"), PHASES, required=True)
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))

    countermeasure: Mapped[str | None] = col.long_text(
        N_("Countermeasure"), required=True, group=ACTION, help=N_("One thing that can be done by someone you name.")
    )
    owner: Mapped[str | None] = col.text(
        N_("Person in charge"),
        group=ACTION,
        check="person_name",
        privacy=Privacy.P2,
        example=zh_en("林榕生", "Ann Fig"),
    )
    due: Mapped[str | None] = col.date(N_("Due on"), group=ACTION)
    status: Mapped[str | None] = col.enum(N_("Progress"), STATUS, group=ACTION)
