"""Resilience priorities: the earlier list, what became of each, what is new, and what could be done.

Source: ``mvp2.md`` 4 (step 6) and 6.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CLIMATE_HAZARDS
from app.models.sourced import Sourced

SOURCE = "mvp2.md 4"
ORIGINS = (Option("earlier", N_("From the earlier plan")), Option("new", N_("New")))
DISPOSITIONS = (
    Option("done", N_("Done, nothing left to do")),
    Option("keep", N_("Keep as it is")),
    Option("revise", N_("Revise")),
    Option("merge", N_("Merge into another one")),
    Option("split", N_("Split into several")),
    Option("retire", N_("Give up")),
    Option("new", N_("New")),
)
WHOM = N_("Whom it serves")
HEARD = N_("What residents said, and what changed")


class Priority(Record, Sourced, Base):
    """One thing that the community wants worked on first."""

    __tablename__ = "priority"
    __record__ = col.about(
        N_("Priority"),
        N_("Priorities"),
        source=SOURCE,
        empty=N_("Bring the earlier priorities in, or write the first one. Ideas then say which one they serve."),
        add=N_("Add priority"),
        room="roadmap",
        table=("title", "origin", "disposition", "benefits"),
        applies={
            "was": ("origin", ("", "earlier")),
            "merged_into": ("disposition", ("merge",)),
        },
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("The priority in one line"),
        required=True,
        title=True,
        example=zh_en("讓租屋的家夏天不過熱", "Keep rented homes from overheating"),
    )
    was: Mapped[str | None] = col.text(
        N_("In the words of the earlier plan"),
        help=N_("Stays as it was, with its number. What you change goes into the line above."),
        example=zh_en("3. 增設避暑場所", "3. More places to cool down"),
    )
    origin: Mapped[str | None] = col.enum(N_("Where it was before"), ORIGINS)
    disposition: Mapped[str | None] = col.enum(
        N_("What becomes of it"), DISPOSITIONS, help=N_("Every earlier priority gets an answer, also one that is done.")
    )
    merged_into: Mapped[str | None] = col.reference(N_("Merged into"), "priority")
    part_of: Mapped[str | None] = col.reference(
        N_("Came out of"), "priority", help=N_("The earlier priority that was split into several.")
    )
    reason: Mapped[str | None] = col.long_text(N_("Why"))
    statements: Mapped[tuple[str, ...] | None] = col.references(
        N_("What shows that it matters"), "statement", help=N_("Statements of the Roadmap, old and new.")
    )
    actions: ClassVar[Field] = col.rows(N_("What could be done"), "priority_action")

    groups: Mapped[tuple[str, ...] | None] = col.references(N_("Groups that gain"), "population_group", group=WHOM)
    benefits: Mapped[str | None] = col.text(N_("Who gains, in words"), group=WHOM)
    hazards: Mapped[tuple[str, ...] | None] = col.set_of(N_("Hazard types"), CLIMATE_HAZARDS, group=WHOM)

    feedback: Mapped[str | None] = col.long_text(N_("What residents said about it"), group=HEARD)
    changed: Mapped[str | None] = col.long_text(N_("What changed because of it"), group=HEARD)


class PriorityAction(Record, Base):
    """Something that could be done for a priority."""

    __tablename__ = "priority_action"
    __record__ = col.about(
        N_("Potential action"), N_("Potential actions"), source=SOURCE, add=N_("Add potential action")
    )

    priority: Mapped[str | None] = col.parent("priority")
    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What could be done, in one line"),
        required=True,
        title=True,
        example=zh_en("二十戶裝遮陽簾與循環扇", "Shades and fans for twenty homes"),
    )
