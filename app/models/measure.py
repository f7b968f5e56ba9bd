"""Equity-impact measures: who gains, who carries, who decides, read again and again while the work goes on.

Source: ``mvp2.md`` 11; ``community_path.md`` D3.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.indicator import BETTER
from app.models.sourced import Sourced

SOURCE = "mvp2.md 11"
QUESTIONS = (
    Option("gains", N_("Who gains?")),
    Option("carries", N_("Who carries the burden?")),
    Option("decides", N_("Who decides?")),
)
LEVELS = (
    Option("counts", N_("Only counts, nobody can be told apart")),
    Option("groups", N_("By group, without names")),
    Option("names", N_("With names, which stay with the team")),
)
HOW = N_("How it is measured")
MEANING = N_("What came of it")


class EquityMeasure(Record, Sourced, Base):
    """One measure with its readings."""

    __tablename__ = "equity_measure"
    __record__ = col.about(
        N_("Equity measure"),
        N_("Equity measures"),
        source=SOURCE,
        empty=N_("Agree now what you will count, for whom, and measure once before the work begins."),
        add=N_("Add equity measure"),
        room="seed",
        date_order=(("baseline_on", "next_on"),),
        table=("question", "indicator", "group", "baseline", "target"),
        falls=(col.Falls("next_on", N_("measure it again"), ahead=14),),
    )

    order_key: Mapped[str | None] = col.order()
    question: Mapped[str | None] = col.enum(N_("The question"), QUESTIONS, required=True)
    indicator: Mapped[str | None] = col.text(
        N_("What is counted"),
        required=True,
        title=True,
        example=zh_en("敲到門的獨居長者戶數", "Elders living alone who were visited"),
    )
    group: Mapped[str | None] = col.reference(N_("For which group"), "population_group", required=True)
    unit: Mapped[str | None] = col.text(N_("Unit"), example=zh_en("戶", "homes"))
    baseline: Mapped[int | None] = col.decimal(
        N_("Before the work"), 2, required=True, help=N_("0 is an answer. Empty means that nobody measured.")
    )
    baseline_on: Mapped[str | None] = col.date(N_("Measured on"))
    target: Mapped[int | None] = col.decimal(N_("Target"), 2, required=True)
    better_is: Mapped[str | None] = col.enum(N_("Better is"), BETTER)
    readings: ClassVar[Field] = col.rows(N_("Readings"), "measure_reading")

    how: Mapped[str | None] = col.long_text(
        N_("How the count is made"), group=HOW, example=zh_en("每次敲門後打勾", "A tick after each visit")
    )
    by: Mapped[str | None] = col.reference(N_("Who counts"), "person", group=HOW)
    often: Mapped[str | None] = col.text(N_("When it is counted"), group=HOW, example=zh_en("每季一次", "Each quarter"))
    next_on: Mapped[str | None] = col.date(N_("Next reading on"), group=HOW)
    level: Mapped[str | None] = col.enum(
        N_("How personal the data are"), LEVELS, group=HOW, help=N_("Ask for less, and people answer more freely.")
    )
    project: Mapped[str | None] = col.reference(N_("Project"), "project", group=HOW)

    result: Mapped[str | None] = col.long_text(N_("Result in words"), group=MEANING)
    meaning: Mapped[str | None] = col.long_text(
        N_("What the group itself says it means"),
        group=MEANING,
        help=N_("Ask those concerned, and write down their words without a name."),
    )
    asked_on: Mapped[str | None] = col.date(N_("The group was asked on"), group=MEANING)
    response: Mapped[str | None] = col.long_text(N_("What we change because of it"), group=MEANING)


class MeasureReading(Record, Base):
    """What was counted on one day."""

    __tablename__ = "measure_reading"
    __record__ = col.about(N_("Reading"), N_("Readings"), source=SOURCE, add=N_("Add reading"))

    measure: Mapped[str | None] = col.parent("equity_measure")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("Read on"), required=True, title=True)
    value: Mapped[int | None] = col.decimal(N_("Count"), 2, required=True)
    by: Mapped[str | None] = col.text(N_("Read by"), check="person_name", privacy=Privacy.P2)
    remark: Mapped[str | None] = col.text(N_("Remark"), example=zh_en("三戶說葡萄牙語", "Three homes speak Portuguese"))
