"""Projects: a piece of work with a leader, that budgets and plans name."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced


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
