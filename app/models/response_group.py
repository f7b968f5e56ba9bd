"""Response groups: who does what in normal times, in an emergency and afterwards."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

DUTIES = N_("Duties")
COMMAND = N_("Command")


class ResponseGroup(Record, Sourced, Base):
    """One group of the community's response organisation. Source: R08."""

    __tablename__ = "response_group"
    __record__ = col.about(
        N_("Response group"),
        N_("Response groups"),
        source="records_and_reports.md R08",
        empty=N_("Start from one of the two ready sets of groups, then rename or add your own."),
        add=N_("Add group"),
        room="people",
        applies={
            "leader": ("is_command", (False, "")),
            "deputy": ("is_command", (False, "")),
            "commander": ("is_command", (True,)),
            "commander_deputies": ("is_command", (True,)),
        },
    )

    order_key: Mapped[str | None] = col.order()
    group_name: Mapped[str | None] = col.text(
        N_("Group name"), required=True, title=True, example=zh_en("疏散避難組", "Evacuation group")
    )
    leader: Mapped[str | None] = col.reference(
        N_("Group leader"),
        "person",
        required=True,
        help=N_("A leader who is a certified disaster volunteer strengthens the group."),
    )
    deputy: Mapped[str | None] = col.reference(
        N_("Deputy leader"), "person", required=True, help=N_("Who leads when the leader is away.")
    )
    members: Mapped[tuple[str, ...] | None] = col.references(N_("Group members"), "person")
    duty_normal: Mapped[str | None] = col.long_text(N_("Duties in normal times"), group=DUTIES)
    duty_response: Mapped[str | None] = col.long_text(N_("Duties in an emergency"), group=DUTIES)
    duty_recovery: Mapped[str | None] = col.long_text(N_("Duties after a disaster"), group=DUTIES)
    is_command: Mapped[bool | None] = col.tristate(
        N_("This is the command group"), group=COMMAND, help=N_("There is one at the top; all others report to it.")
    )
    commander: Mapped[str | None] = col.reference(N_("Commander"), "person", required=True, group=COMMAND)
    commander_deputies: Mapped[tuple[str, ...] | None] = col.references(
        N_("Deputy commanders"), "person", group=COMMAND
    )
