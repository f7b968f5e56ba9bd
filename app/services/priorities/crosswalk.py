"""The crosswalk: every earlier priority beside what it became, and what is odd or missing. Pure; thread: any.

Earlier priorities are a list that was brought in, and what is told is the difference. Nothing here refuses
anything. Source: ``mvp2.md`` 4 (step 6) and 14 (trap 6).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.fields import Row
from app.core.messages import N_, Message, own_words
from app.models.priority import DISPOSITIONS
from app.services.roadmap.views import keys_of, text_of

EARLIER, NEW = "earlier", "new"
KEEP, REVISE, MERGE, SPLIT, DONE, RETIRE = "keep", "revise", "merge", "split", "done", "retire"
ENDED = frozenset({DONE, RETIRE})
GONE = frozenset({DONE, RETIRE, MERGE, SPLIT})
"""What is not worked on any longer in its own name."""
ANSWERS = tuple(one for one in DISPOSITIONS if one.key != NEW)
REASONED = frozenset({REVISE, MERGE, SPLIT, DONE, RETIRE})
PARTS = 2
"""A split has at least as many parts."""

NUMBER = re.compile(r"^[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[.．](?!\d)|[、):）])\s*(?=\S)")
"""A number before the words of a line in a list, of digits or in Chinese."""


@dataclass(frozen=True, slots=True)
class Line:
    """One priority.

    Args:
        row: its record.
        parts: those that came out of it.
        into: what it was merged into, ``None`` for nothing or what is gone.
        doubts: what contradicts itself, in sentences.
        lacks: what nobody wrote yet, in a word or two each.
    """

    row: Row
    parts: tuple[Row, ...] = ()
    into: Row | None = None
    doubts: tuple[Message, ...] = ()
    lacks: tuple[Message, ...] = ()

    @property
    def id(self) -> str:
        """Id of the record."""
        return self.row.id

    @property
    def disposition(self) -> str:
        """What becomes of it, "" where nobody answered."""
        return text_of(self.row, "disposition")

    @property
    def earlier(self) -> bool:
        """Whether it stood in the earlier plan."""
        return is_earlier(self.row)

    @property
    def stands(self) -> bool:
        """Whether it is worked on now, or nobody said that it is not."""
        return self.disposition not in GONE

    @property
    def was(self) -> str:
        """Its words in the earlier plan."""
        return text_of(self.row, "was") or self.row.title

    def now(self) -> tuple[Row, ...]:
        """Return what stands in its place now: itself, what it was merged into, its parts, or nothing."""
        if self.disposition in ENDED or not self.disposition:
            return ()
        if self.disposition == MERGE:
            return (self.into,) if self.into is not None else ()
        return self.parts if self.disposition == SPLIT else (self.row,)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """All priorities in the team's order."""

    lines: tuple[Line, ...]
    by_id: Mapping[str, Line] = field(default_factory=dict, hash=False)

    @property
    def earlier(self) -> tuple[Line, ...]:
        """Those of the earlier plan."""
        return tuple(one for one in self.lines if one.earlier)

    @property
    def new(self) -> tuple[Line, ...]:
        """Those that stood in no earlier plan, parts of split ones included."""
        return tuple(one for one in self.lines if not one.earlier)

    @property
    def standing(self) -> tuple[Line, ...]:
        """Those that are worked on now; an earlier one without an answer is not yet among them."""
        return tuple(one for one in self.lines if one.stands and (one.disposition or not one.earlier))

    @property
    def unplaced(self) -> tuple[Line, ...]:
        """Those of which nobody said whether they stood in the earlier plan, and nothing else tells it."""
        return tuple(
            one for one in self.lines
            if not one.earlier and not one.disposition and not one.row.get("origin") and not one.row.get("part_of")
        )  # fmt: skip

    @property
    def open(self) -> tuple[Line, ...]:
        """Earlier ones that have no answer yet."""
        return tuple(one for one in self.earlier if not one.disposition)

    def counts(self) -> Mapping[str, int]:
        """Return how many earlier ones got each answer."""
        return Counter(one.disposition for one in self.earlier if one.disposition)


def is_earlier(row: Row) -> bool:
    """Say whether a priority stood in the earlier plan: it says so, or it has an answer that only those have."""
    origin, answer = text_of(row, "origin"), text_of(row, "disposition")
    if origin:
        return origin == EARLIER
    return bool(text_of(row, "was")) or (bool(answer) and answer != NEW)


def bare(text: str) -> str:
    """Return a wording without what differs between two copies of it: spaces, case, a number in front."""
    return "".join(NUMBER.sub("", text).split()).casefold()


def crosswalk(rows: Sequence[Row]) -> Crosswalk:
    """Return every priority with what it became.

    Args:
        rows: priorities in the team's order, with ``actions`` below.
    """
    known = {row.id: row for row in rows}
    parts: dict[str, list[Row]] = {}
    for row in rows:
        if (source := text_of(row, "part_of")) and source != row.id:
            parts.setdefault(source, []).append(row)
    lines = []
    for row in rows:
        below = tuple(parts.get(row.id, ()))
        into = known.get(text_of(row, "merged_into")) if text_of(row, "disposition") == MERGE else None
        lines.append(Line(row, below, into, _doubts(row, below, known), _lacks(row)))
    return Crosswalk(tuple(lines), {one.id: one for one in lines})


def _doubts(row: Row, parts: Sequence[Row], known: Mapping[str, Row]) -> tuple[Message, ...]:
    """Return what contradicts itself in one priority."""
    answer, out = text_of(row, "disposition"), list[Message]()
    if answer == MERGE:
        out += _merge_doubts(row, known)
    if answer == SPLIT and not parts:
        out.append(N_("It is split, but no part is named yet. Add the parts, or choose another answer."))
    elif answer == SPLIT and len(parts) < PARTS:
        out.append(N_("It is split, but has one part only. If nothing else came of it, “revise” says it better."))
    elif parts and answer != SPLIT:
        out.append(N_("Others came out of it, but it is not marked as split."))
    was = text_of(row, "was")
    if answer == REVISE and (not was or bare(was) == bare(row.title)):
        out.append(N_("It is revised, but its words are the same as before."))
    if answer == KEEP and was and bare(was) != bare(row.title):
        out.append(N_("It is kept, but its words changed. “Revise” says it better."))
    if answer == NEW and is_earlier(row):
        out.append(N_("It stands in the earlier plan, so it is not new. Which answer does it get?"))
    if answer in GONE and not is_earlier(row) and answer != MERGE:
        out.append(N_("It is new, and yet it is not worked on. Is it from the earlier plan?"))
    return tuple(out)


def _merge_doubts(row: Row, known: Mapping[str, Row]) -> list[Message]:
    target = known.get(text_of(row, "merged_into"))
    if target is None:
        return [N_("It is merged, but into which one is not said.")]
    if target.id == row.id:
        return [N_("It is merged into itself. Choose another one.")]
    title, end = own_words(target.title), text_of(target, "disposition")
    if end == RETIRE:
        return [N_("“{title}” is given up, so nobody would work on this one. Choose one that goes on.", title=title)]
    if end == DONE:
        return [N_("“{title}” is done, so nobody would work on this one. Choose one that goes on.", title=title)]
    if end == SPLIT:
        return [N_("“{title}” was split. Say into which of its parts this one goes.", title=title)]
    if end == MERGE:
        if _circle(row, known):
            return [N_("They are merged into each other in a circle, so that none of them goes on.")]
        return [N_("“{title}” was itself merged into another one. Name that one here.", title=title)]
    return []


def _circle(row: Row, known: Mapping[str, Row]) -> bool:
    """Say whether following the merges from *row* leads back to one that was passed."""
    seen: set[str] = set()
    step: Row | None = row
    while step is not None and text_of(step, "disposition") == MERGE:
        if step.id in seen:
            return True
        seen.add(step.id)
        step = known.get(text_of(step, "merged_into"))
    return False


def _lacks(row: Row) -> tuple[Message, ...]:
    """Return what nobody wrote yet about a priority that has its answer."""
    answer = text_of(row, "disposition")
    if not answer and is_earlier(row):
        return ()
    out: list[Message] = []
    if answer in REASONED and not text_of(row, "reason").strip():
        out.append(N_("why"))
    if answer in GONE:
        return tuple(out)
    if not keys_of(row, "statements"):
        out.append(N_("what shows that it matters"))
    if not keys_of(row, "groups") and not text_of(row, "benefits").strip():
        out.append(N_("who gains"))
    if not row.below("actions"):
        out.append(N_("what could be done"))
    if text_of(row, "feedback").strip() and not text_of(row, "changed").strip():
        out.append(N_("what changed after residents spoke"))
    return tuple(out)
