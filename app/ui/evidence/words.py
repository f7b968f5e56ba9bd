"""Evidence in the words of the screen: how a line stands, what is cited, how strong, since when."""

from __future__ import annotations

from app.core.messages import N_, NP_, Label, LocalText, Message
from app.services.evidence.views import HOLE, OFFERED, PROVEN, STRENGTHS, WEAK, Line, Piece, Suggestion
from app.ui.context import UiContext
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, PROBLEM

SHAPES = {PROVEN: DONE, WEAK: BEGUN, OFFERED: NOTICE, HOLE: PROBLEM}


def state_words(line: Line) -> Message:
    """Return how a line stands, in a sentence."""
    if line.state == PROVEN:
        return NP_("{n} piece of evidence", "{n} pieces of evidence", len(line.pieces))
    if line.state == WEAK:
        return NP_(
            "{n} piece of evidence, but without date or source",
            "{n} pieces of evidence, but none with both date and source",
            len(line.pieces),
        )
    if line.state == OFFERED:
        return NP_("No evidence yet; {n} record could be it", "No evidence yet; {n} records could be it",
                   len(line.suggested))  # fmt: skip
    return N_("No evidence, and no record that could be it")


def more_words(context: UiContext, line: Line) -> str:
    """Return points, strongest and dates of a line, those that are known."""
    parts: list[Label] = []
    if line.target.points is not None:
        parts.append(NP_("{n} point", "{n} points", line.target.points))
    if strong := strength_words(line.strongest):
        parts.append(N_("strongest: {strength}", strength=strong))
    first, last = line.dates
    if first:
        date = context.translator.date
        days = (
            date(first) if first == last else context.text(N_("{first} to {last}", first=date(first), last=date(last)))
        )
        parts.append(LocalText({"": days}))
    if line.pieces and line.suggested:
        parts.append(NP_("{n} more is suggested", "{n} more are suggested", len(line.suggested)))
    return " · ".join(context.text(one) for one in parts)


def strength_words(key: str) -> Label | None:
    """Return a strength in words, ``None`` where nobody said."""
    return next((one.label for one in STRENGTHS if one.key == key), None)


def cited_words(one: Piece | Suggestion) -> Label:
    """Return what is cited: its kind and title, or the whole list with its number of records."""
    if not one.record:
        return NP_(
            "{kind}: the whole list, {n} record", "{kind}: the whole list, {n} records", one.count, kind=one.kind
        )
    if not one.title:
        return one.kind
    return N_("{kind}: {title}", kind=one.kind, title=one.title)


def about_words(context: UiContext, one: Piece | Suggestion) -> Label:
    """Return its day, and what it lacks to be checked."""
    if not one.date:
        return N_("Without a date; a reader cannot check when it was.")
    day = context.translator.date(one.date)
    return LocalText({"": day}) if one.sound else N_("{day}, without photo, paper or source", day=day)


def place_of(one: Piece | Suggestion) -> str:
    """Return where the cited record, or the list, is seen."""
    from app.ui.rooms import list_route

    return f"record:{one.type}:{one.record}" if one.record else list_route(one.type)
