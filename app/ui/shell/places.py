"""The lists at the side besides the journey: what is recorded, what is told, what keeps it safe."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.messages import N_, Message
from app.core.rooms import ROOMS
from app.ui.rooms import filled, room_route


@dataclass(frozen=True, slots=True)
class Place:
    """One entry.

    Args:
        route: where it leads.
        label: what it is called.
        icon: file name of an icon.
    """

    route: str
    label: Message
    icon: str


HOME = Place("home", N_("Home"), "house")
BRING_IN = Place("import", N_("Bring data in"), "upload")

Group = tuple[str, Message, tuple[Place, ...]]
OTHERS: tuple[Group, ...] = (
    (
        "outputs",
        N_("Tell it"),
        (
            Place("eligibility", N_("Eligibility sheet"), "clipboard-list"),
            Place("application", N_("Application form"), "file-text"),
            Place("dossier", N_("Dossier"), "book-open"),
            Place("upkeep", N_("Upkeep plan"), "map"),
            Place("checks", N_("Checks before handing in"), "shield-check"),
            Place("handover", N_("Hand over"), "archive"),
            Place("budget", N_("Budget"), "coins"),
        ),
    ),
    (
        "together",
        N_("Work together"),
        (
            Place("due", N_("What is due"), "calendar"),
            Place("wall", N_("Wall calendar"), "calendar-plus"),
            Place("plan", N_("Plan and team"), "map"),
            Place("reach", N_("Reach map"), "users"),
            Place("lived", N_("Who lives here"), "eye"),
            Place("together", N_("Begin together"), "tree-deciduous"),
            Place("recruit", N_("Recruit liaisons"), "user-plus"),
            Place("roadmap", N_("Roadmap"), "map"),
            Place("rounds", N_("Engagement rounds"), "message-circle"),
            Place("priorities", N_("Priorities"), "flag"),
            Place("seed", N_("Choose the seed project"), "sprout"),
            Place("work", N_("Carry the project out"), "flag"),
            Place("questionnaire", N_("Questionnaires"), "clipboard-list"),
            Place("evidence", N_("Evidence"), "clipboard-list"),
            Place("scoring", N_("Scoring"), "list"),
        ),
    ),
    (
        "care",
        N_("Keep it safe"),
        (
            Place("backups", N_("Backups and copies"), "hard-drive"),
            Place("drawer", N_("Private drawer"), "lock"),
            Place("history", N_("History"), "history"),
            Place("bin", N_("Bin"), "archive"),
            Place("programmes", N_("Programmes"), "map"),
            Place("settings", N_("Settings"), "settings"),
            Place("manual", N_("Manual"), "book-marked"),
        ),
    ),
)


def groups() -> tuple[Group, ...]:
    """Return the lists: an entry for every room, then the others. Thread: UI."""
    rooms = tuple(Place(room_route(one.id), one.label, one.icon) for one in ROOMS if filled(one.id))
    return (("records", N_("Records"), (*rooms, BRING_IN)), *OTHERS)
