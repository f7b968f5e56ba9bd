"""Slips in the words of a dossier: numbers that disagree with the records, names spelled two ways, and the like.

Every slip names its place and page. None is an error: the team mends it or says that it is right as it is.
Source: ``records_and_reports.md`` 8 (L1 to L12), ``peers.md`` 3.3 item 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from app.core.messages import N_, Label
from app.core.richtext import Atom, Run, normalise
from app.exports.layout import Laid
from app.exports.spec import Photos
from app.i18n import Translator
from app.models.dossier import DossierBlock
from app.services.dossier.finding import (
    RUNS,
    Spot,
    flat,
    page_of,
    printed_texts,
    replace_words,
    texts_of,
)
from app.services.dossier.slip import Book, Day, Place, Slip
from app.services.dossier.slip_dates import DATE_RULES
from app.services.dossier.slip_numbers import NUMBER_RULES
from app.services.dossier.slip_words import WORD_RULES
from app.services.evidence import shown_by
from app.services.evidence.lists import HAPPENINGS, span_of
from app.services.fact_register import facts_of
from app.services.masking import Reader, ShownRecords, demanded

if TYPE_CHECKING:
    from app.exports.spec import Audience
    from app.services.dossier.press import Gathered
    from app.services.workspace import Workspace

NAMED = ("community", "organisation", "shelter", "route")
"""Record types whose titles are names that have one spelling."""
ACCEPTED = "accepted"
"""Setting of a dossier: slips that the team said are right as they are."""


def book_of(ws: Workspace, gathered: Gathered, audience: Audience) -> Book:
    """Return what the records say, as the readers of the dossier may see it. Thread: document lane."""
    custom = ws.settings.custom()
    translator = Translator(gathered.spec.language, custom.calendar, custom.currency)
    shown = ShownRecords(ws.records, translator, Reader(audience, demanded(gathered.pack), dossier=True))
    names = (shown.title(name, row.id) for name in NAMED for row in shown.rows(name))
    days: dict[str, list[Day]] = {}
    for name in HAPPENINGS:
        for row in shown.rows(name):
            first, last = span_of(row)
            for photo in shown_by(row, "photo") if first else ():
                days.setdefault(photo, []).append(Day(first, last, row.title))
    stat = max((str(row.get("as_of_date") or "") for row in shown.rows("population_stat")), default="")
    return Book(
        tuple(one for one in facts_of(shown) if one.text),
        tuple(dict.fromkeys(one for one in names if len(one) > 1)),
        {photo: tuple(found) for photo, found in days.items()},
        stat[:4],
        ws.today(),
    )


def slips_of(gathered: Gathered, laid: Laid | None, book: Book) -> tuple[Slip, ...]:
    """Return every slip in printing order, without those that the team said are right. Pure; any thread."""
    places = tuple(places_of(gathered, laid))
    found = [slip for rule in (*NUMBER_RULES, *DATE_RULES, *WORD_RULES) for slip in rule(places, book, gathered)]
    accepted = accepted_of(gathered)
    kept = {one.key: one for one in found if one.key not in accepted}
    return tuple(sorted(kept.values(), key=lambda one: (one.rule[0] != "F", one.page or 9999, one.rule)))


def accepted_of(gathered: Gathered) -> tuple[str, ...]:
    """Return the keys of the slips that the team said are right as they are."""
    value = gathered.view.look.get(ACCEPTED)
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()


def places_of(gathered: Gathered, laid: Laid | None) -> Iterator[Place]:
    """Yield every text that the team typed, then what live blocks print."""
    headings = {block.id for part in gathered.view.parts for block in part.blocks if block.kind == "heading"}
    for spot, text in texts_of(gathered):
        yield Place(spot, spot.kind, text, page_of(spot, laid), spot.block in headings)
    live = {block.id: part.id for part in gathered.view.parts for block in part.blocks if block.kind == "live"}
    for part in gathered.spec.parts:
        for block in part.blocks:
            key = block.id.partition("/")[0]
            if key in live and not isinstance(block, Photos):
                spot = Spot("live", key, live[key], key)
                yield from (Place(spot, "live", text, page_of(spot, laid)) for text in printed_texts(block))


# --- mending ------------------------------------------------------------------------------------------------


def accept(ws: Workspace, gathered: Gathered, key: str) -> None:
    """Remember that a slip is right as it is. Thread: document lane."""
    view = ws.dossier.get(gathered.view.id)
    look = dict(view.look) if view is not None else {}
    known = look.get(ACCEPTED)
    look[ACCEPTED] = [*(known if isinstance(known, (list, tuple)) else ()), key]
    ws.dossier.set_dossier(gathered.view.id, look=look)


def mend(ws: Workspace, one: Slip, language: str) -> int:
    """Put the right words, or the fact, in the places of a slip; one Undo. Thread: document lane.

    Returns:
        How many places were changed.
    """
    if not one.fact:
        return replace_words(ws, one.hits, one.instead, language).done
    runs = [hit for hit in one.hits if hit.spot.kind == RUNS]
    if not runs:
        return replace_words(ws, one.hits, one.instead, language).done
    done = 0
    with ws.document.unit_of_work(N_("Put a fact into the text")) as work:
        for hit in runs:
            row = work.session.get(DossierBlock, hit.spot.id)
            text = flat(row.runs or ()) if row is not None else ""
            if row is not None and text[hit.start : hit.end] == hit.match:
                row.runs = _with_atom(row.runs or (), hit.start, hit.end, Atom("fact", one.fact))
                done += 1
    return done


def _with_atom(runs: Iterable[Run | Atom], start: int, end: int, atom: Atom) -> tuple[Run | Atom, ...]:
    pieces: list[Run | Atom] = []
    for one in runs:
        pieces += [one] if isinstance(one, Atom) else [Run(char, one.marks) for char in one.text]
    pieces[start:end] = [atom]
    return normalise(pieces)


RULES: Mapping[str, Label] = {
    "F1": N_("A number that the records say differently"),
    "F2": N_("Two records that disagree"),
    "L1": N_("A time that ends when it begins"),
    "L2": N_("A time that ends before it begins"),
    "L3": N_("A caption with another day"),
    "L4": N_("One code with two titles"),
    "L5": N_("A name spelled two ways"),
    "L6": N_("A code in capital and small letters"),
    "L7": N_("A number typed by hand"),
    "L8": N_("A weekday that does not fit"),
    "L9": N_("Letters that do not belong"),
    "L10": N_("A percentage of nothing named"),
    "L11": N_("An address in the text"),
    "L12": N_("Two official forms mixed"),
}
"""What each rule looks for."""
