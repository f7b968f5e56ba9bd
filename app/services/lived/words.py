"""What the matrix and the seat plan say: a shape and words for every state, never a colour alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.messages import N_, NP_, Label, own_words
from app.models.options import LANGUAGES
from app.services.lived.view import GENERAL, Cover, Group, LivedView, Seat, Seated, State

MARKS: dict[State, tuple[str, Label]] = {
    State.CLOSE: ("●", N_("close")),
    State.MET: ("◐", N_("met")),
    State.NAME: ("○", N_("a name")),
    State.COVERED: ("–", N_("in general")),
    State.NONE: ("▲", N_("nobody")),
}
"""A shape and a word for how well somebody is known."""
SEATED: dict[Seated, str] = {Seated.FILLED: "●", Seated.PLANNED: "◐", Seated.NONE: "▲"}
ON_ANYTHING = N_("On anything")
FEW = 4
"""Topics that are named one by one; of more, only the number is told."""


def topic_name(view: LivedView, topic: str) -> Label:
    """Return what a topic is called."""
    return next((name for key, name in view.topics if key == topic), ON_ANYTHING) if topic != GENERAL else ON_ANYTHING


def language_name(key: str) -> Label:
    """Return what a language is called."""
    return next((one.label for one in LANGUAGES if one.key == key), N_("Another language"))


def cell_words(view: LivedView, group: str, topic: str) -> Label:
    """Return a cell in words: a shape, how well somebody is known, and how many there are."""
    mark, word = MARKS[view.state(group, topic)]
    number = len(view.cell(group, topic))
    if number > 1:
        return N_("{mark} {word}, {n}", mark=mark, word=word, n=number)
    return N_("{mark} {word}", mark=mark, word=word)


def gap_words(view: LivedView) -> Iterator[tuple[Seated, Label]]:
    """Yield what is missing, one sentence for each group that has a gap; then one where nothing is."""
    strangers = {one.id for one in view.strangers}
    for one in view.groups:
        missing = view.gaps(one.id)
        if one.id in strangers:
            yield Seated.NONE, N_("{group}: nobody on the team knows anybody yet.", group=own_words(one.name))
        elif missing and len(missing) <= FEW:
            names = tuple(topic_name(view, key) for key in missing)
            yield Seated.PLANNED, N_("{group}: nobody yet on {topics}.", group=own_words(one.name), topics=names)
        elif missing:
            said = NP_("{group}: nobody yet on {n} topic.", "{group}: nobody yet on {n} topics.", len(missing),
                       group=own_words(one.name))  # fmt: skip
            yield Seated.PLANNED, said
    if view.groups and not any(view.gaps(one.id) for one in view.groups):
        yield Seated.FILLED, N_("In every group somebody is known for every topic.")


def cover_words(cover: Cover, label: Label) -> Label:
    """Return in one sentence which seats bring a group or language to the table."""
    if cover.state is Seated.NONE:
        return N_("{what}: no seat yet", what=label)
    seats = NP_("seat {list}", "seats {list}", len(cover.seats), list=tuple(str(one) for one in cover.seats))
    if cover.state is Seated.PLANNED:
        return N_("{what}: {seats}, still open", what=label, seats=seats)
    return N_("{what}: {seats}", what=label, seats=seats)


def covers(view: LivedView) -> Iterator[tuple[Cover, Label]]:
    """Yield every group, then every language, with the seats that bring it."""
    names = {one.id: one.name for one in view.groups}
    for one in view.group_cover:
        yield one, cover_words(one, own_words(names[one.key]))
    for one in view.language_cover:
        yield one, cover_words(one, language_name(one.key))


def seats_words(view: LivedView) -> Label:
    """Return how many seats there are, how many are filled, and how many the programme proposes."""
    number = len(view.seats)
    seats = NP_("{n} seat is planned", "{n} seats are planned", number)
    if view.openings and not view.filled:
        return N_("{seats}, none is filled yet; the programme proposes {m}.", seats=seats, m=view.openings)
    if view.openings:
        return N_("{seats}, {k} filled; the programme proposes {m}.", seats=seats, k=view.filled, m=view.openings)
    return N_("{seats}, {k} filled.", seats=seats, k=view.filled)


def seat_facts(view: LivedView, seat: Seat) -> Iterator[Label]:
    """Yield whom a seat connects, in which languages, and who sits on it."""
    names = {one.id: one.name for one in view.groups}
    if seat.groups:
        yield N_("Connects: {groups}", groups=tuple(names[one] for one in seat.groups))
    if seat.languages:
        yield N_("Speaks: {languages}", languages=tuple(language_name(one) for one in seat.languages))
    if seat.name:
        yield N_("Filled by {name}", name=own_words(seat.name))


def group_name(groups: tuple[Group, ...], key: str) -> str:
    """Return what a group is called, "" where it is gone."""
    return next((one.name for one in groups if one.id == key), "")
