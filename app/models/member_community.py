"""The communities that carry a programme together, each with the day it joined and, perhaps, withdrew.

How many take part follows from this list, and the money of the seed project with it. Source: ``mvp2.md`` 1, 4
(step 1), 14.9.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

LEAVING = N_("If it withdraws")


class MemberCommunity(Record, Sourced, Base):
    """One community of a regional group, or the only one."""

    __tablename__ = "member_community"
    __record__ = col.about(
        N_("Community that takes part"),
        N_("Participating communities"),
        source="mvp2.md 4",
        empty=N_("Working alone, you can leave this empty. A group of communities lists each, your own included."),
        add=N_("Add community that takes part"),
        room="people",
        table=("name", "joined_on", "withdrew_on", "contact"),
        date_order=(("joined_on", "withdrew_on"),),
    )

    order_key: Mapped[str | None] = col.order()
    name: Mapped[str | None] = col.text(
        N_("Name of the community"), required=True, title=True, example=zh_en("柳溪社區", "Willow Brook")
    )
    joined_on: Mapped[str | None] = col.date(
        N_("Takes part since"), help=N_("Empty counts from the beginning. A day to come does not count yet.")
    )
    contact: Mapped[str | None] = col.reference(N_("Who speaks for it"), "person")
    note: Mapped[str | None] = col.long_text(N_("Note"))
    withdrew_on: Mapped[str | None] = col.date(
        N_("Withdrew on"), group=LEAVING, help=N_("From this day on its share of the money is not counted.")
    )
    why: Mapped[str | None] = col.long_text(N_("Why it withdrew"), group=LEAVING)
