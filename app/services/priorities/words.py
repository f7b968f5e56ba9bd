"""What is said of priorities: the same words on the screen and on paper. Pure; thread: any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.core.fields import Option
from app.core.messages import N_, NP_, Label, Message
from app.models.priority import DISPOSITIONS
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
_COUNTED: Mapping[str, Message] = {
    "done": N_("{n} done"),
    "keep": N_("{n} kept"),
    "revise": N_("{n} revised"),
    "merge": N_("{n} merged"),
    "split": N_("{n} split"),
    "retire": N_("{n} given up"),
}
ASKED_ANSWERS: tuple[Option, ...] = DISPOSITIONS
"""The answers that a priority may get, in full words."""


def answer_word(disposition: str) -> Label:
    """Return what became of a priority, in a word or two."""
    return SHORT.get(disposition, OPEN)


def earlier_words(walk: Crosswalk) -> Message:
    """Return how many earlier priorities there are and what became of them."""
    counts = walk.counts()
    parts: list[Label] = [
        replace(_COUNTED[one.key], params={"n": counts[one.key]}) for one in ANSWERS if counts.get(one.key)
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
