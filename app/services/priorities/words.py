"""What is said of priorities: the same words on the screen and on paper. Pure; thread: any."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.messages import N_, NP_, Label, Message
from app.services.priorities.crosswalk import ANSWERS, Crosswalk

SHORT: Mapping[str, Label] = {
    "done": N_("Done"),
    "keep": N_("Kept"),
    "revise": N_("Revised"),
    "merge": N_("Merged"),
    "split": N_("Split"),
    "retire": N_("Given up"),
    "new": N_("New"),
}
OPEN = N_("No answer yet")


def answer_word(disposition: str) -> Label:
    """Return what became of a priority, in a word or two."""
    return SHORT.get(disposition, OPEN)


def earlier_words(walk: Crosswalk) -> Message:
    """Return how many earlier priorities there are and what became of them."""
    counts = walk.counts()
    parts: list[Label] = [
        N_("{n} {answer}", n=counts[one.key], answer=SHORT[one.key]) for one in ANSWERS if counts.get(one.key)
    ]
    if walk.open:
        parts.append(N_("{n} without an answer", n=len(walk.open)))
    many = NP_("{n} earlier priority", "{n} earlier priorities", len(walk.earlier))
    return N_("{many}: {parts}.", many=many, parts=tuple(parts)) if parts else N_("{many}.", many=many)


def now_words(walk: Crosswalk) -> Message:
    """Return how many priorities stand now, and how many of them are new."""
    fresh = sum(not one.earlier for one in walk.standing)
    new = NP_("{n} of them is new", "{n} of them are new", fresh)
    return NP_("{n} priority stands now; {new}.", "{n} priorities stand now; {new}.", len(walk.standing), new=new)
