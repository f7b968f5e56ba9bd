"""What the Roadmap's page says of topics and statements, with the shape that stands beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.messages import N_, NP_, Label
from app.services.roadmap.paper import STATES
from app.services.roadmap.views import (
    KIND_KEYS,
    PROVENANCE_KEYS,
    Cell,
    RoadmapView,
    State,
    StatementView,
    TopicView,
)
from app.services.roadmap.words_of import MARKS, heard_words, kind_word, provenance_word
from app.ui.context import UiContext
from app.ui.widgets.shapes import BEGUN, DONE, OPEN

SHAPES = {State.EMPTY: OPEN, State.FIRST: BEGUN, State.HEARD: BEGUN, State.WHOLE: DONE}
MOST_NAMES = 4
"""Groups that are named; of more only the number is told."""


def state_words(one: TopicView) -> Label:
    """Return how far a topic is."""
    return STATES[one.state][1]


def counted(context: UiContext, one: TopicView) -> Iterator[str]:
    """Yield what stands in a topic: statements by kind, then by who says so."""
    if not one.statements:
        return
    say = context.text
    kinds = [N_("{what} {n}", what=kind_word(key), n=one.kinds[key]) for key in (*KIND_KEYS, "") if one.kinds.get(key)]
    number = NP_("{n} statement", "{n} statements", len(one.statements))
    yield say(N_("{statements}: {kinds}", statements=number, kinds=_joined(context, kinds)))
    told = [
        N_("{what} {n}", what=provenance_word(key), n=one.provenances[key])
        for key in (*PROVENANCE_KEYS, "")
        if one.provenances.get(key)
    ]
    if told:
        yield say(N_("Who says so: {who}", who=_joined(context, told)))


def lacking(context: UiContext, view: RoadmapView, one: TopicView) -> Iterator[Label]:
    """Yield what is missing in a topic, the weightiest first."""
    if not one.statements:
        yield N_("No statement yet. Begin with what the team knows.")
        return
    if not one.voices:
        yield N_("No resident's own words yet.")
    if one.unheard:
        yield unheard_words(context, view, one.unheard)
    if not one.kinds.get("resilience"):
        yield N_("Nothing that makes people resilient yet. Write down whom and what they rely on.")
    if not one.kinds.get("root_cause"):
        yield N_("No root cause yet: rules, history or money.")
    if one.undecided:
        yield NP_(
            "Of {n} statement nobody said whether it may be published.",
            "Of {n} statements nobody said whether they may be published.",
            one.undecided,
        )
    if not one.topic.summed:
        yield N_("No summary yet.")
    elif one.topic.publish is None:
        yield N_("Nobody said whether the summary may be published.")


def unheard_words(context: UiContext, view: RoadmapView, groups: tuple[str, ...]) -> Label:
    """Return which groups were not heard, by name where they are few."""
    if len(groups) > MOST_NAMES:
        return NP_("{n} group was not heard.", "{n} groups were not heard.", len(groups))
    names = context.translator.listed([view.name(one) for one in groups])
    return N_("Not heard: {groups}.", groups=names)


def said_of(context: UiContext, view: RoadmapView, one: StatementView) -> str:
    """Return who says so, where, of whom, in which pass, how sure."""
    parts: list[str] = [context.text(provenance_word(one.provenance)), one.said_at]
    if groups := [name for group in one.groups if (name := view.name(group))]:
        parts.append(context.translator.listed(groups))
    if one.pass_no:
        parts.append(context.text(N_("pass {n}", n=one.pass_no)))
    if one.confidence in SURE:
        parts.append(context.text(SURE[one.confidence]))
    return " · ".join(part for part in parts if part)


SURE: dict[str, Label] = {"high": N_("sure"), "medium": N_("fairly sure"), "low": N_("not sure")}
"""How sure the team is, in a word."""


def cell_text(context: UiContext, cell: Cell) -> str:
    """Return what a field of the coverage table says, its shape first."""
    return f"{MARKS[cell.state]} {context.text(heard_words(cell))}"


def short(text: str, most: int = 60) -> str:
    """Return the beginning of a text on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _joined(context: UiContext, parts: Sequence[Label]) -> str:
    return context.translator.listed([context.text(one) for one in parts])
