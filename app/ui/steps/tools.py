"""The tools of the steps: what the button of each says, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.messages import N_, Label, Message
from app.ui.pages import has_page

TOOLS: dict[str, Message] = {
    "checks": N_("Open the checks"),
    "handover": N_("Open the package"),
    "upkeep": N_("Open the upkeep plan"),
    "upkeep:results": N_("Open the report of results"),
    "dossier": N_("Open the dossier"),
    "budget": N_("Open the budget"),
    "photos": N_("Open the photos"),
    "community": N_("Open the community profile"),
    "history": N_("Open the history"),
    "backups": N_("Open backups and copies"),
    "way": N_("Choose the route"),
    "eligibility": N_("Open the eligibility sheet"),
    "application": N_("Open the application form"),
    "wall": N_("Open the calendar"),
    "roadmap": N_("Open the Roadmap"),
    "rounds": N_("Open the engagement rounds"),
    "priorities": N_("Open the priorities"),
    "seed": N_("Open the seed project"),
    "work": N_("Carry the project out"),
    "recruit": N_("Recruit liaisons"),
    "lived": N_("See who lives here"),
    "lived:people": N_("See groups and data"),
    "together": N_("Begin together"),
    "together:agreement": N_("Open the team agreement"),
    "together:sheets": N_("Open the team sheets"),
    "together:concepts": N_("Open the learning check"),
    "plan": N_("Open the plan"),
    "plan:setup": N_("Set up months and money"),
    "plan:team": N_("See the team and its roles"),
}


def tool_words(tool: str, labels: Mapping[str, Label]) -> Label:
    """Return what the button of a tool says.

    Args:
        tool: as packs name it, such as ``plan:team`` or ``records:person``.
        labels: record types that there are, with their names.
    """
    word, _, rest = tool.partition(":")
    if word == "records" and rest in labels:
        return N_("Open: {what}", what=labels[rest])
    return TOOLS.get(tool) or TOOLS.get(word, N_("Open the tool"))


def tool_route(tool: str, labels: Mapping[str, Label]) -> str:
    """Return where a tool leads, "" where the program does not have it yet: no dead button."""
    word, _, rest = tool.partition(":")
    if word == "community":
        word, rest = "records", "community"
    if not has_page(word):
        return ""
    if word == "records" and rest not in labels:
        return ""
    return f"{word}:{rest}" if rest else word
