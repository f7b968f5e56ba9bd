"""Short words for what a statement tells and who says so, the same on screen and on paper. Pure."""

from __future__ import annotations

from app.core.messages import N_, Label
from app.services.roadmap.views import Cell, Heard

_KINDS: dict[str, Label] = {
    "vulnerability": N_("Vulnerability"),
    "resilience": N_("Resilience"),
    "root_cause": N_("Root cause"),
    "unknown": N_("Unknown"),
}
_PROVENANCES: dict[str, Label] = {
    "dataset": N_("Data"),
    "document": N_("Document"),
    "team": N_("The team"),
    "voice": N_("Residents' words"),
}


def kind_word(key: str) -> Label:
    """Return what a statement tells, in a word or two."""
    return _KINDS.get(key) or N_("Kind not said")


def provenance_word(key: str) -> Label:
    """Return who says so, in a word or two."""
    return _PROVENANCES.get(key) or N_("Nobody said who")


MARKS: dict[Heard, str] = {Heard.HEARD: "●", Heard.TOLD: "◐", Heard.NONE: "○"}
"""A shape beside each word of the coverage table: full, half, empty."""


def heard_words(cell: Cell) -> Label:
    """Return what is known of one group in one topic."""
    if cell.state is Heard.HEARD:
        return N_("heard {n}", n=cell.voices)
    return N_("told {n}", n=cell.others) if cell.state is Heard.TOLD else N_("not yet")
