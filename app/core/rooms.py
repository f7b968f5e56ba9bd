"""The rooms of what is recorded: what a person is doing, not how it is stored.

A record type names its room in its declaration; the side bar, the room pages and the list of live
blocks follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Room:
    """One room.

    Args:
        id: as declarations name it.
        label: what it is called.
        icon: file name of an icon.
        says: what is kept in it, in one sentence.
    """

    id: str
    label: Message
    icon: str
    says: Message


ROOMS = (
    Room("people", N_("People and groups"), "users", N_("Who we are, who does what, and whom we look after.")),
    Room(
        "hazards",
        N_("Hazards and recovery"),
        "triangle-alert",
        N_("What can happen here, what did, and what followed."),
    ),
    Room("readiness", N_("Readiness"), "shield-check", N_("What stands ready, and how warnings come and go.")),
    Room("activities", N_("Activities"), "calendar", N_("What we held, practised, changed and plan.")),
    Room(
        "roadmap",
        N_("Roadmap and priorities"),
        "map",
        N_("What makes people vulnerable or resilient, and what comes first."),
    ),
    Room("seed", N_("Seed project"), "sprout", N_("Ideas, how they compare, and which one was chosen.")),
    Room("partners", N_("Partners"), "building-2", N_("Whom we work with, and what was agreed.")),
    Room("shelters", N_("Shelters and routes"), "map", N_("Where people go, and how they get there.")),
    Room("money", N_("Money and vouchers"), "wallet", N_("What comes in, what was paid, and the proof of it.")),
    Room("photos", N_("Photos and files"), "images", N_("Pictures and papers that prove what was done.")),
    Room("meetings", N_("Meetings"), "message-circle", N_("Who met, what was decided, who does it until when.")),
    Room("letters", N_("Letters"), "file-text", N_("What came from offices and went to them, with its dates.")),
)
"""In the order of the side bar."""


def room(id: str) -> Room:
    """Return the room called *id*; ``KeyError`` where there is none."""
    for one in ROOMS:
        if one.id == id:
            return one
    raise KeyError(id)
