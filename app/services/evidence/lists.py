"""What to look at in the evidence: unused records, doubtful photos, happenings without proof.

Each list says why it matters and where to click. Sources: ``peers.md`` 3.3 items 5 and 7; ``nfa_114.md``
14, point 11 (false documents bar the next year). Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.fields import RecordType, Row
from app.core.messages import N_, NP_, Label, Message
from app.exports.spec import Audience, records_in
from app.models.catalogue import catalogue
from app.services.dossier.press import gather_dossier
from app.services.evidence import shown_by
from app.services.evidence.targets import Sheet
from app.services.evidence.views import Piece, date_of, has_content
from app.services.formatting import is_empty

if TYPE_CHECKING:
    from app.services.workspace import Workspace

HAPPENINGS = ("event", "training", "trip_report", "meeting")
"""Types that take place on a day and show photos of it."""
PROVED = ("event", "training")
"""Types whose proof is asked for."""


@dataclass(frozen=True, slots=True)
class Odd:
    """One thing to look at.

    Args:
        kind: what such a record is called.
        title: of the record, "" where it has none.
        said: what is odd about it, ``None`` where the list says it already.
        route: where to mend it.
    """

    kind: Label
    title: str
    said: Message | None
    route: str


@dataclass(frozen=True, slots=True)
class OddList:
    """A list of things to look at. ``why``: why it matters, in a sentence."""

    key: str
    heading: Message
    why: Message
    items: tuple[Odd, ...]


class _Desk:
    """Reads what the lists are made of once."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.sheets: tuple[Sheet, ...] = ws.evidence.sheets()
        self.pieces: tuple[Piece, ...] = ws.evidence.pieces()
        self.tagged = {one.pick for one in self.pieces}
        self.printed = _printed(ws)
        self._rows: dict[str, tuple[Row, ...]] = {}

    def rows(self, type_name: str) -> tuple[Row, ...]:
        if type_name not in self._rows:
            self._rows[type_name] = self.ws.records.load(type_name)
        return self._rows[type_name]

    def provers(self) -> Iterator[RecordType]:
        """Yield the types of which single records can prove something, photos among them."""
        links = [link for sheet in self.sheets for target in sheet.targets for link in target.links]
        links += [link for sheet in self.sheets for link in sheet.follows]
        for name in dict.fromkeys(name for link in links if not link.whole for name in link.records):
            if name in catalogue() and not catalogue()[name].sealed:
                yield catalogue()[name]


def odd_lists(ws: Workspace) -> tuple[OddList, ...]:
    """Return what to look at; lists without anything are left out."""
    desk = _Desk(ws)
    found = (
        ("unused", N_("Not used yet"), N_("These records prove something, but nothing is said of them."), _unused),
        ("untagged", N_("In the dossier, but proving nothing"),
         N_("The dossier prints these records. Say which line they prove."), _untagged),
        ("unsaid", N_("Evidence without a reason"), N_("A reader asks why. One sentence is enough."), _unsaid),
        ("unproved", N_("Events and training without proof"),
         N_("Add photos, a sign-in sheet or a paper while you still have them."), _unproved),
        ("twice", N_("Photos of two happenings"),
         N_("A photo can show one day only. A wrong one makes readers doubt the rest."), _twice),
        ("days", N_("Photos from another day"),
         N_("The date of the photo is not among the days it is shown for."), _days),
        ("captions", N_("Photos without a caption"), N_("Say who does what, and where."), _captions),
    )  # fmt: skip
    lists = (OddList(key, heading, why, tuple(make(desk))) for key, heading, why, make in _typed(found))
    return tuple(one for one in lists if one.items)


Make = Callable[[_Desk], Iterable[Odd]]


def _typed(
    found: Iterable[tuple[str, Message, Message, Make]],
) -> Iterable[tuple[str, Message, Message, Make]]:
    return found


def _unused(desk: _Desk) -> Iterator[Odd]:
    for one in desk.provers():
        for row in desk.rows(one.name):
            used = (one.name, row.id) in desk.tagged or row.id in desk.printed
            if has_content(row) and not used and row.get("dossier_use") != "count":
                yield Odd(one.label, row.title, None, _route(one.name, row.id))


def _untagged(desk: _Desk) -> Iterator[Odd]:
    for one in desk.provers():
        for row in desk.rows(one.name):
            if row.id in desk.printed and (one.name, row.id) not in desk.tagged:
                yield Odd(one.label, row.title, None, _route(one.name, row.id))


def _unsaid(desk: _Desk) -> Iterator[Odd]:
    for one in desk.pieces:
        if not one.reason.strip():
            said = N_("For “{line}”.", line=one.words)
            yield Odd(one.kind, one.title, said, f"evidence:{one.target}")


def _unproved(desk: _Desk) -> Iterator[Odd]:
    for name in PROVED:
        one = catalogue()[name]
        for row in desk.rows(name):
            empty = all(is_empty(row.get(field)) for field in ("photos", "proof", "sign_in_sheets", "attachments"))
            if row.title and empty:
                yield Odd(one.label, row.title, None, _route(name, row.id, "proof"))


def _shown_at(desk: _Desk) -> Mapping[str, list[Row]]:
    """Return each photo to the happenings that show it."""
    found: dict[str, list[Row]] = {}
    for name in HAPPENINGS:
        for row in desk.rows(name):
            for photo in shown_by(row, "photo"):
                found.setdefault(photo, []).append(row)
    return found


def _twice(desk: _Desk) -> Iterator[Odd]:
    photos = {row.id: row for row in desk.rows("photo")}
    for photo, rows in _shown_at(desk).items():
        if len(rows) > 1 and photo in photos:
            said = N_("Shown for “{first}” and “{second}”.", first=rows[0].title, second=rows[1].title)
            more = NP_("Shown for “{first}” and {n} more.", "Shown for “{first}” and {n} more.", len(rows) - 1,
                       first=rows[0].title)  # fmt: skip
            yield Odd(catalogue()["photo"].label, photos[photo].title, said if len(rows) == 2 else more,
                      _route(rows[-1].type, rows[-1].id, "photos"))  # fmt: skip


def _days(desk: _Desk) -> Iterator[Odd]:
    photos = {row.id: row for row in desk.rows("photo")}
    for photo, rows in _shown_at(desk).items():
        taken = str(photos[photo].get("taken_on") or "") if photo in photos else ""
        for row in rows if taken else ():
            first, last = span_of(row)
            if first and not _within(taken, first, last):
                date = desk.ws.records.translator.date
                said = N_("Taken on {taken}; “{title}” was on {day}.", taken=date(taken), title=row.title,
                          day=date(first))  # fmt: skip
                yield Odd(catalogue()["photo"].label, photos[photo].title, said, _route("photo", photo, "taken_on"))


def _captions(desk: _Desk) -> Iterator[Odd]:
    for row in desk.rows("photo"):
        if is_empty(row.get("caption")):
            name = str(row.get("name") or "")
            yield Odd(catalogue()["photo"].label, name, None, _route("photo", row.id, "caption"))


def span_of(row: Row) -> tuple[str, str]:
    """Return the first and last day of a happening."""
    first = date_of(catalogue()[row.type], row)
    last = next((str(row.get(name)) for name in ("date_end", "end", "ended_on") if row.get(name)), "")
    return first, max(first, last)


def _within(day: str, first: str, last: str) -> bool:
    """Compare dates as far as both are precise: 2025-04 may be any day of it."""
    low, high = min(len(day), len(first)), min(len(day), len(last))
    return first[:low] <= day[:low] and day[:high] <= last[:high]


def _route(type_name: str, record: str, field: str = "") -> str:
    return f"record:{type_name}:{record}:{field}" if field else f"record:{type_name}:{record}"


def _printed(ws: Workspace) -> frozenset[str]:
    """Return what the dossiers of the file print; a dossier that nobody began prints nothing."""
    found: set[str] = set()
    for pack in ws.own_packs():
        if ws.template_of(pack.id) is None or ws.dossier.find(pack.id) is None:
            continue
        language = ws.settings.custom().output_language
        spec = gather_dossier(ws, pack.id, language, Audience.TEAM).spec
        found.update(one for part in spec.parts for block in part.blocks for one in records_in(block))
    return frozenset(found)
