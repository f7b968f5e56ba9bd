"""Find and replace over a whole dossier: every text that the team typed, with a preview, as one Undo.

What follows something else stays as it is: references, page numbers, facts and live blocks. Where a live
block prints the words, the place is named, because they are mended in the records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.messages import NP_
from app.core.richtext import Atom, Inline, Run, Runs, normalise, text_of
from app.core.text import fold
from app.exports.layout import Laid
from app.exports.spec import Block, Chart, Heading, ListItem, Paragraph, Photos, Table
from app.models.dossier import DossierBlock, DossierPart
from app.services.dossier.views import BlockView, PartView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.dossier.press import Gathered
    from app.services.workspace import Workspace

ATOM = "\ufffc"
"""Stands for what follows something else; nothing that is looked for holds it."""
AROUND = 14
"""Characters of context before and behind what was found."""
MOST = 500
"""Places that are listed at once."""
RUNS, CELL, CAPTION, TITLE, PHOTO = "runs", "cell", "caption", "title", "photo"


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Args:
        text: the words.
        exact: whether capitals, width and the spelling of 臺 and 台 have to be the same.
    """

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """One text that can be changed.

    Args:
        kind: ``runs`` of a block, ``cell`` of a table, ``caption`` of an object, ``title`` of a part, or the
            caption of a ``photo``.
        id: of the block, part or photo.
        row, column: of a cell.
        part: in which it stands.
        block: to go to, "" for a title.
    """

    kind: str
    id: str
    part: str
    block: str = ""
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand.

    Args:
        spot: in which text.
        start, end: in characters of that text.
        before, match, after: as they stand there; ``before`` and ``after`` are cut to what is around.
        page: on which the text begins, 0 where it is not printed.
    """

    spot: Spot
    start: int
    end: int
    before: str
    match: str
    after: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Printed:
    """Words that a live block prints. ``block``: its id; ``count``: how often; ``page``: where it begins."""

    block: str
    count: int
    page: int


@dataclass(frozen=True, slots=True)
class FoundWords:
    """What was found: places that can be changed, how many there are in all, and what live blocks print."""

    hits: tuple[Hit, ...]
    total: int
    live: tuple[Printed, ...] = ()


def find(gathered: Gathered, laid: Laid | None, query: Query) -> FoundWords:
    """Return every place of a dossier where the words stand, in its order. Pure; any thread."""
    if not query.text:
        return FoundWords((), 0)
    hits: list[Hit] = []
    total = 0
    for spot, text in texts_of(gathered):
        for start, end in matches(text, query):
            total += 1
            if len(hits) < MOST:
                hits.append(_hit(spot, text, start, end, page_of(spot, laid)))
    return FoundWords(tuple(hits), total, tuple(_live(gathered, laid, query)))


def _hit(spot: Spot, text: str, start: int, end: int, page: int) -> Hit:
    before = text[max(0, start - AROUND) : start].replace(ATOM, "…").replace("\n", " ")
    after = text[end : end + AROUND].replace(ATOM, "…").replace("\n", " ")
    return Hit(spot, start, end, before, text[start:end], after, page)


def texts_of(gathered: Gathered) -> Iterator[tuple[Spot, str]]:
    """Yield every text that the team typed into a dossier, in printing order, with the place where it is kept."""
    captions = {
        item.id: (item.shows, text_of(item.caption))
        for part in gathered.spec.parts
        for block in part.blocks
        if isinstance(block, Photos)
        for item in block.items
    }
    seen: set[str] = set()
    for part in gathered.view.parts:
        if part.own_title:
            yield Spot(TITLE, part.id, part.id), part.own_title
        for block in part.blocks:
            yield from _block_texts(part, block)
            if block.kind != "photos":
                continue
            for item, (photo, text) in captions.items():
                if item.startswith(block.id + "/") and photo and text and photo not in seen:
                    seen.add(photo)
                    yield Spot(PHOTO, photo, part.id, block.id), text


def _block_texts(part: PartView, block: BlockView) -> Iterator[tuple[Spot, str]]:
    if block.runs:
        yield Spot(RUNS, block.id, part.id, block.id), flat(block.runs)
    caption = block.settings.get("caption")
    if isinstance(caption, str) and caption:
        yield Spot(CAPTION, block.id, part.id, block.id), caption
    if block.kind != "table":
        return
    rows = block.settings.get("rows")
    for row, cells in enumerate(rows if isinstance(rows, (list, tuple)) else ()):
        for column, cell in enumerate(cells if isinstance(cells, (list, tuple)) else ()):
            if cell:
                yield Spot(CELL, block.id, part.id, block.id, row, column), str(cell)


def page_of(spot: Spot, laid: Laid | None) -> int:
    """Return the page on which a text begins, 0 where it is not printed."""
    if laid is None:
        return 0
    return laid.places.get(spot.block) or laid.part_pages.get(spot.part, (0, 0))[0]


def _live(gathered: Gathered, laid: Laid | None, query: Query) -> Iterator[Printed]:
    live = {block.id: part.id for part in gathered.view.parts for block in part.blocks if block.kind == "live"}
    counts: dict[str, int] = {}
    for part in gathered.spec.parts:
        for block in part.blocks:
            key = block.id.partition("/")[0]
            if key in live:
                counts[key] = counts.get(key, 0) + sum(len(matches(one, query)) for one in printed_texts(block))
    spots = {key: Spot("live", key, live[key], key) for key in counts}
    yield from (Printed(key, count, page_of(spots[key], laid)) for key, count in counts.items() if count)


def printed_texts(block: Block) -> Iterator[str]:
    """Yield the texts that a block prints."""
    if isinstance(block, Heading | Paragraph | ListItem):
        yield text_of(block.runs)
    elif isinstance(block, Table):
        yield from (text_of(cell) for row in block.rows for cell in row)
    elif isinstance(block, Photos):
        yield from (text_of(item.caption) for item in block.items)
    elif isinstance(block, Chart):
        yield text_of(block.note)


def flat(runs: Runs) -> str:
    """Return the characters of runs with one mark for each atom, so that places can be counted."""
    return "".join(one.text if isinstance(one, Run) else ATOM for one in runs)


def matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Return where the words stand in *text*, first and past-the-last character, without overlap."""
    if not query.text:
        return []
    if query.exact:
        return _matches(text, query.text, range(len(text) + 1))
    wanted, folded, starts = fold(query.text), [], []
    for place, char in enumerate(text):
        piece = fold(char)
        folded.append(piece)
        starts += [place if step == 0 else -1 for step in range(len(piece))]
    starts.append(len(text))
    found = _matches("".join(folded), wanted, range(len(starts))) if wanted else []
    # a match that begins or ends within one character, such as the 一 of ㈠, is none
    return [(starts[first], starts[last]) for first, last in found if starts[first] >= 0 and starts[last] >= 0]


def _matches(text: str, wanted: str, places: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = text.find(wanted)
    while at >= 0:
        found.append((places[at], places[at + len(wanted)]))
        at = text.find(wanted, at + len(wanted))
    return found


def replaced(text: str, spans: Sequence[tuple[int, int]], words: str) -> str:
    """Return *text* with *words* in place of each span; the spans do not overlap."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def replaced_runs(runs: Runs, spans: Sequence[tuple[int, int]], words: str) -> Runs:
    """Return runs with *words* in place of each span; they take the marks of the first character there."""
    pieces: list[Inline] = []
    for one in runs:
        pieces += [one] if isinstance(one, Atom) else [Run(char, one.marks) for char in one.text]
    for start, end in sorted(spans, reverse=True):
        if any(isinstance(one, Atom) for one in pieces[start:end]):
            continue
        first = pieces[start]
        pieces[start:end] = [Run(words, first.marks if isinstance(first, Run) else ())]
    return normalise(pieces)


@dataclass(frozen=True, slots=True)
class Replaced:
    """What replacing did: how many places were changed, and how many had changed meanwhile and stayed."""

    done: int
    left: int


def replace_words(ws: Workspace, hits: Collection[Hit], words: str, language: str) -> Replaced:
    """Put *words* in the places that were chosen; one Undo. Thread: document lane.

    A place whose text is no longer what the preview showed stays as it is and is counted.

    Args:
        ws: the open document.
        hits: as found.
        words: instead; "" takes the found words out.
        language: of the dossier, for captions of photos.
    """
    by_spot: dict[Spot, list[Hit]] = {}
    for hit in hits:
        by_spot.setdefault(hit.spot, []).append(hit)
    done = 0
    label = NP_("Replace words in {n} place", "Replace words in {n} places", len(hits))
    with ws.document.unit_of_work(label) as work:
        for spot, own in by_spot.items():
            done += _replace(ws, work.session, spot, own, words, language)
    return Replaced(done, len(hits) - done)


def _replace(ws: Workspace, session: Session, spot: Spot, hits: Sequence[Hit], words: str, language: str) -> int:
    if spot.kind == PHOTO:
        return _replace_caption(ws, session, spot, hits, words, language)
    if spot.kind == TITLE:
        part = session.get(DossierPart, spot.id)
        spans = _true(part.title or "" if part is not None else "", hits)
        if part is not None and spans:
            part.title = replaced(part.title or "", spans, words) or None
        return len(spans)
    row = session.get(DossierBlock, spot.id)
    if row is None:
        return 0
    if spot.kind == RUNS:
        spans = _true(flat(row.runs or ()), hits)
        if spans:
            row.runs = replaced_runs(row.runs or (), spans, words)
        return len(spans)
    settings = {**row.settings} if isinstance(row.settings, Mapping) else {}
    if spot.kind == CAPTION:
        text = str(settings.get("caption") or "")
        spans = _true(text, hits)
        settings["caption"] = replaced(text, spans, words)
    else:
        spans = _replace_cell(settings, spot, hits, words)
    if spans:
        row.settings = settings
    return len(spans)


def _replace_cell(settings: dict[str, object], spot: Spot, hits: Sequence[Hit], words: str) -> list[tuple[int, int]]:
    rows = settings.get("rows")
    cells = [list(one) for one in rows] if isinstance(rows, (list, tuple)) else []
    if spot.row >= len(cells) or spot.column >= len(cells[spot.row]):
        return []
    text = str(cells[spot.row][spot.column])
    spans = _true(text, hits)
    cells[spot.row][spot.column] = replaced(text, spans, words)
    settings["rows"] = cells
    return spans


def _replace_caption(
    ws: Workspace, session: Session, spot: Spot, hits: Sequence[Hit], words: str, language: str
) -> int:
    row = ws.records.get("photo", spot.id)
    known = row.get("caption") if row is not None else None
    texts = {str(key): str(value) for key, value in known.items()} if isinstance(known, Mapping) else {}
    for key in sorted(texts, key=lambda one: one != language):
        if spans := _true(texts[key], hits):
            changed = {**texts, key: replaced(texts[key], spans, words)}
            kept = {name: text for name, text in changed.items() if text}
            ws.records.write(session, "photo", spot.id, {"caption": kept or None})
            return len(spans)
    return 0


def _true(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Return the places of *hits* where the text still is what it was."""
    return [(one.start, one.end) for one in hits if text[one.start : one.end] == one.match]
