"""Projects: a piece of work with a leader, that budgets and plans name."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

CARRIED = N_("Carrying it out")


class Project(Record, Sourced, Base):
    """One project. Sources: ``repair_lcbf.md`` 4.2 CO-LEADPROJ; ``mvp2.md``."""

    __tablename__ = "project"
    __record__ = col.about(
        N_("Project"),
        N_("Projects"),
        source="repair_lcbf.md 4.2",
        empty=N_("Name each project and who leads it. Budget lines can then be sorted by project."),
        add=N_("Add project"),
        room="money",
        date_order=(("start", "end"),),
    )

    order_key: Mapped[str | None] = col.order()
    name: Mapped[str | None] = col.text(
        N_("Project name"), required=True, title=True, example=zh_en("清淨空氣中心", "Clean-air room")
    )
    leader: Mapped[str | None] = col.reference(
        N_("Led by"), "organisation", help=N_("The organisation that answers for this project.")
    )
    purpose: Mapped[str | None] = col.long_text(N_("What it is for"))
    note: Mapped[str | None] = col.long_text(N_("Note"))

    manager: Mapped[str | None] = col.reference(
        N_("Project manager now"),
        "person",
        group=CARRIED,
        source="mvp2.md 14.3",
        help=N_("A planning vendor manages only until the plan stands. Then somebody of your own does."),
    )
    handed_over: Mapped[str | None] = col.date(
        N_("Handed over on"),
        group=CARRIED,
        source="mvp2.md 14.3",
        help=N_("The day on which lists and papers changed hands."),
    )
    start: Mapped[str | None] = col.date(N_("Work begins"), group=CARRIED, source="mvp2.md 11")
    end: Mapped[str | None] = col.date(N_("Work ends"), group=CARRIED, source="mvp2.md 11")
    problem: Mapped[str | None] = col.long_text(N_("Problem, and what shows it"), group=CARRIED, source="mvp2.md 11")
    report_back: Mapped[str | None] = col.long_text(
        N_("How people are kept informed"), group=CARRIED, source="mvp2.md 11"
    )
    upkeep: Mapped[str | None] = col.long_text(
        N_("Who keeps it up after the grant"), group=CARRIED, source="mvp2.md 11"
    )
