"""The lists at the side besides the journey: what is recorded, what is told, what keeps it safe."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.messages import N_, Message


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

GROUPS: tuple[tuple[str, Message, tuple[Place, ...]], ...] = (
    (
        "records",
        N_("Records"),
        (
            Place("records:community", N_("Community"), "flag"),
            Place("records:person", N_("People"), "users"),
            Place("records:response_group", N_("Groups"), "clipboard-list"),
            Place("records:certificate", N_("Certificates"), "shield-check"),
            Place("records:organisation", N_("Organisations"), "building-2"),
            Place("records:event", N_("Events"), "calendar"),
            Place("photos", N_("Photos"), "images"),
            Place("records:file", N_("Files"), "paperclip"),
        ),
    ),
    (
        "outputs",
        N_("Tell it"),
        (
            Place("dossier", N_("Dossier"), "book-open"),
            Place("budget", N_("Budget"), "coins"),
            Place("scoring", N_("Scoring"), "list"),
        ),
    ),
    (
        "care",
        N_("Keep it safe"),
        (
            Place("backups", N_("Backups and copies"), "hard-drive"),
            Place("history", N_("History"), "history"),
            Place("bin", N_("Bin"), "archive"),
            Place("programmes", N_("Programmes"), "map"),
            Place("settings", N_("Settings"), "settings"),
            Place("manual", N_("Manual"), "book-marked"),
        ),
    ),
)
