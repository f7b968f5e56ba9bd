"""The records of lived expertise as one reader may see them. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.exports.spec import Audience
from app.services.lived.view import Group, Known, LivedView, Seat, lived_view
from app.services.masking import ShownRecords
from app.services.roadmap.topics import topics_of
from app.services.roadmap.views import keys_of, text_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace

OPENINGS = ("liaison_openings", "liaison_seats")
"""What programmes call the number of seats for liaisons."""


def shown_lived(shown: ShownRecords, openings: int = 0) -> LivedView:
    """Return groups, connections and seats as the reader of *shown* may see them; names only for the team."""
    team = shown.reader.audience is Audience.TEAM
    known_rows = shown.rows("known_connection") if team else shown.tally("known_connection")
    return _view(
        shown.rows("population_group"),
        shown.rows("roadmap_topic"),
        known_rows,
        shown.rows("seat"),
        lambda person: shown.title("person", person) if team and person else "",
        openings,
        named=team,
    )


def own_lived(ws: Workspace) -> LivedView:
    """Return everything as the team sees it."""
    load = ws.records.load
    with ws.records.reader() as reader:
        people = reader.titles("person")
    return _view(
        load("population_group", sort="title"),
        load("roadmap_topic"),
        load("known_connection", sort="title"),
        load("seat", sort="title"),
        lambda person: people.get(person, ""),
        openings_of(ws),
        named=True,
    )


def openings_of(ws: Workspace) -> int:
    """Return how many seats for liaisons the programme proposes, 0 where it says nothing."""
    found = (pack.number(key) for pack in ws.own_packs() for key in OPENINGS)
    return next((value for value in found if value is not None), 0)


def _view(
    groups: Sequence[Row],
    topics: Sequence[Row],
    known: Sequence[Row],
    seats: Sequence[Row],
    name: Callable[[str], str],
    openings: int,
    *,
    named: bool,
) -> LivedView:
    made = [Group(row.id, row.title, keys_of(row, "languages")) for row in groups if row.title]
    there = {one.id for one in made}
    connections = [
        Known(
            row.id,
            text_of(row, "group"),
            text_of(row, "topic"),
            text_of(row, "strength"),
            row.title if named else "",
            name(text_of(row, "known_by")),
        )
        for row in known
        if text_of(row, "group") in there
    ]
    places = [
        Seat(
            row.id,
            row.title,
            tuple(one for one in keys_of(row, "groups") if one in there),
            keys_of(row, "languages"),
            text_of(row, "filled_by"),
            name(text_of(row, "filled_by")),
        )
        for row in seats
    ]
    titles = [(one.key, one.title) for one in topics_of(topics)]
    return lived_view(made, titles, connections, places, openings)
