"""A whole .docx into the chapters of a dossier: first what would go where, then all of it in one step.

Nothing goes anywhere unseen: every section of the document has a chapter or is named as left out, and what the
reader could not take is listed with its words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from app import media
from app.core import order
from app.core.errors import AppError
from app.core.messages import N_, NP_, Message
from app.core.richtext import Runs, plain, text_of
from app.core.text import fold
from app.imports.dates_in_names import date_in_name
from app.imports.word import (
    Left,
    WordDocument,
    WordHeading,
    WordItem,
    WordListItem,
    WordPicture,
    WordTable,
    WordText,
)
from app.models.document.changes import ChangeSet
from app.models.dossier import DossierBlock
from app.services.dossier.views import DossierView, PartView, blocks_of
from app.services.photos.service import MEDIA_TYPES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.programmes.schema import SummaryRow
    from app.services.workspace import Workspace

LIKE = 0.55
"""From here on two titles are taken for the same; 1 is equal."""
LEAVE_OUT = ""
PER_ROW = 2
_NUMBER = re.compile(r"[一二三四五六七八九十]+|\d+")
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the document that goes into one chapter, or is left out.

    Args:
        title: as the document has it, "" for what stands before its first chapter.
        items: in order, the chapter's own heading left out.
        part: id of the part that is proposed; "" proposes to leave it out.
    """

    title: str
    items: tuple[WordItem, ...]
    part: str

    @property
    def characters(self) -> int:
        """How many characters its text and tables have."""
        return sum(len(_words(one)) for one in self.items)

    def count(self, kind: type) -> int:
        """Return how many tables, pictures or headings it holds."""
        return sum(isinstance(one, kind) for one in self.items)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would come of a document.

    Args:
        left: what was not taken, in words.
        summary: rows of the summary table that the document fills, each with its text.
    """

    name: str
    sections: tuple[Section, ...]
    left: tuple[Left, ...]
    summary: Mapping[str, Runs] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of it.

    Args:
        blocks: how many blocks were made.
        photos: how many photos are new in the file.
        refused: pictures that cannot be read, by their names.
        changes: the one step.
    """

    blocks: int
    photos: int
    refused: tuple[str, ...]
    changes: ChangeSet | None


def propose(document: WordDocument, view: DossierView, language: str, rows: Sequence[SummaryRow] = ()) -> Proposal:
    """Return which section of *document* would go into which part of the dossier. Pure; any thread.

    Args:
        document: as read.
        view: the dossier.
        language: of its titles.
        rows: of the template's summary table; a table of the document that has their titles is taken for it.
    """
    targets = [part for part in view.parts if part.kind in ("chapter", "appendix") and not part.left_out]
    sections = [
        Section(title, items, _guess(title, number, targets, language) if named else LEAVE_OUT)
        for title, number, items, named in _cut(document.items)
        if items
    ]
    return Proposal(document.name, tuple(sections), document.left, _summary(document.items, rows, language))


def _summary(items: Sequence[WordItem], rows: Sequence[SummaryRow], language: str) -> dict[str, Runs]:
    """Return what a table of the document says in the rows of the summary; nothing unless most titles are there."""
    titles = {row.id: _bare(row.title.best(language)) for row in rows}
    for one in items:
        if not isinstance(one, WordTable) or not titles or len(one.rows[0]) < 2:
            continue
        found: dict[str, Runs] = {}
        for cells in one.rows:
            score, key = max((_alike(_bare(cells[0]), title), key) for key, title in titles.items())
            words = "\n".join(cell for cell in cells[1:] if cell.strip())
            if score >= LIKE and words and key not in found:
                found[key] = plain(words)
        if 2 * len(found) > len(titles):
            return found
    return {}


def _cut(items: Sequence[WordItem]) -> Iterator[tuple[str, str, tuple[WordItem, ...], bool]]:
    """Yield title, typed number and items of each section; a document without chapters is cut at its first headings."""
    levels = [one.level for one in items if isinstance(one, WordHeading)]
    top = 0 if 0 in levels else -1
    title, number, named = "", "", top < 0
    held: list[WordItem] = []
    for one in items:
        if isinstance(one, WordHeading) and one.level == top:
            yield title, number, tuple(held), named
            title, number, named, held = text_of(one.runs), one.number, True, []
        else:
            held.append(one)
    yield title, number, tuple(held), named


def _guess(title: str, number: str, targets: Sequence[PartView], language: str) -> str:
    """Return the part whose title is most alike, else the one with the same number, else the first chapter."""
    chapters = [part for part in targets if part.kind == "chapter"]
    wanted = _bare(title)
    scored = [(_alike(wanted, _bare(part.title.best(language))), part.id) for part in targets]
    best = max(scored, default=(0.0, ""))
    if best[0] >= LIKE:
        return best[1]
    if "附錄" in number or number.casefold().startswith("appendix"):
        return next((part.id for part in reversed(targets) if part.kind == "appendix"), LEAVE_OUT)
    found = _NUMBER.search(number)
    place = (int(found[0]) if found[0].isdigit() else _DIGITS.find(found[0]) + 1) if found else 0
    if 0 < place <= len(chapters):
        return chapters[place - 1].id
    return chapters[0].id if chapters and not number else LEAVE_OUT


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", "", fold(title))


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return max(0.6, min(len(one), len(other)) / max(len(one), len(other)))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def bring_in(
    ws: Workspace, view: DossierView, proposal: Proposal, chosen: Sequence[str], *, summary: bool = False
) -> BroughtIn:
    """Put every section behind what its part holds already, in one step. Thread: document lane.

    Headings and empty paragraphs that the template only suggested make room where nothing was written yet.

    Args:
        ws: the open document.
        view: the dossier.
        proposal: as :func:`propose` made it.
        chosen: for each section the id of its part, "" to leave it out.
        summary: whether the rows of the summary table that are still empty are filled too.

    Raises:
        DiskFullError: there is no room; no text was changed.
    """
    taken = [(part, one) for part, one in zip(chosen, proposal.sections, strict=True) if part]
    photos, refused = _store(ws, (item for _part, one in taken for item in one.items))
    blocks, fresh = 0, dict[str, str]()
    label = N_("Read in “{name}”", name=proposal.name)
    with ws.document.unit_of_work(label) as work:
        known = {str(row.get("sha256")): row.id for row in ws.records.load("photo")}
        for sha256, facts in photos.items():
            if sha256 not in known:
                fresh[sha256] = ws.records.insert(work.session, "photo", facts)
        keys = {**known, **fresh}
        for part in dict.fromkeys(part for part, _ in taken):
            rows = [row for key, one in taken if key == part for row in _rows(one.items, keys)]
            _append(work.session, part, rows, ws.program.ids)
            blocks += len(rows)
        if summary:
            blocks += _fill_summary(work.session, view, proposal.summary)
    return BroughtIn(blocks, len(fresh), refused, work.changes)


def _store(ws: Workspace, items: Iterator[WordItem]) -> tuple[dict[str, dict[str, object]], tuple[str, ...]]:
    """Keep the bytes of every picture; return the facts of each, and the names of those that cannot be read."""
    found: dict[str, dict[str, object]] = {}
    refused: list[str] = []
    for one in items:
        if not isinstance(one, WordPicture):
            continue
        try:
            info = media.inspect(one.data)
        except AppError:
            refused.append(one.name)
            continue
        sha256 = hashlib.sha256(one.data).hexdigest()
        ws.document.put_blob(sha256, one.data)
        day = info.taken_on or date_in_name(one.name)
        caption = {ws.settings.custom().output_language: one.caption} if one.caption else None
        found.setdefault(
            sha256,
            {
                "name": one.name,
                "sha256": sha256,
                "size": len(one.data),
                "width_px": info.width_px,
                "height_px": info.height_px,
                "dpi_tag": info.dpi_tag or None,
                "media_type": MEDIA_TYPES.get(info.format, "application/octet-stream"),
                "taken_on": day or None,
                "original_taken": info.taken_at or None,
                "has_gps": info.has_gps,
                "caption": caption,
            },
        )
    return found, tuple(refused)


def _fill_summary(session: Session, view: DossierView, rows: Mapping[str, Runs]) -> int:
    filled = 0
    for part in view.parts:
        for row in blocks_of(session, part.id) if part.kind == "summary" else ():
            words = rows.get(row.style or "") if row.kind == "row" else None
            if words and not text_of(row.runs or ()).strip():
                row.runs = words
                filled += 1
    return filled


Made = tuple[str, int, str, object, Mapping[str, object]]
"""Kind, level, style, runs, settings."""


def _rows(items: Sequence[WordItem], photos: Mapping[str, str]) -> list[Made]:
    """Return the blocks of a section; neighbouring pictures share a block of photos."""
    made: list[Made] = []
    for one in items:
        if isinstance(one, WordHeading):
            made.append(("heading", max(1, one.level), "", one.runs, {}))
        elif isinstance(one, WordListItem):
            made.append(("list_item", one.level, one.marker, one.runs, {}))
        elif isinstance(one, WordText):
            made.append(("paragraph", 0, "body", one.runs, {}))
        elif isinstance(one, WordTable):
            rows = [list(row) for row in one.rows]
            made.append(("table", 0, "", (), {"rows": rows, "header": one.header, "caption": one.caption}))
        elif (key := photos.get(hashlib.sha256(one.data).hexdigest())) is not None:
            if made and made[-1][0] == "photos":
                held = made[-1][4]["photos"]
                assert isinstance(held, list)  # it was made a line below
                held.append(key)
            else:
                made.append(("photos", 0, "", (), {"photos": [key], "per_row": PER_ROW}))
    return made


def _append(session: Session, part_id: str, made: Sequence[Made], ids: Callable[[], str]) -> None:
    rows = blocks_of(session, part_id)
    before: str | None = None
    after: str | None = None
    if not any(_written(row) for row in rows):
        for row in rows:
            if row.kind in ("heading", "paragraph", "list_item"):
                session.delete(row)
        after = next((row.order_key for row in rows if row.kind not in ("heading", "paragraph", "list_item")), None)
    else:
        before = rows[-1].order_key
    for kind, level, style, runs, settings in made:
        before = order.between(before, after)
        session.add(
            DossierBlock(
                id=ids(),
                part=part_id,
                order_key=before,
                kind=kind,
                level=level or None,
                style=style or None,
                runs=runs,
                settings=dict(settings) or None,
            )
        )


def _written(row: DossierBlock) -> bool:
    """Say whether somebody wrote this, rather than the template."""
    if row.kind == "heading":
        return not (isinstance(row.settings, Mapping) and row.settings.get("template"))
    return row.kind in ("table", "photos", "attached") or bool(text_of(row.runs or ()).strip())


def _words(one: WordItem) -> str:
    if isinstance(one, WordTable):
        return "".join(cell for row in one.rows for cell in row) + one.caption
    return one.caption if isinstance(one, WordPicture) else text_of(one.runs)


def section_words(section: Section) -> tuple[Message, ...]:
    """Return what a section holds, in words: characters, headings, tables, pictures."""
    said: list[Message] = [NP_("{n} character", "{n} characters", section.characters)]
    for kind, words in (
        (WordHeading, NP_("{n} heading", "{n} headings", section.count(WordHeading))),
        (WordTable, NP_("{n} table", "{n} tables", section.count(WordTable))),
        (WordPicture, NP_("{n} picture", "{n} pictures", section.count(WordPicture))),
    ):
        said += [words] if section.count(kind) else []
    return tuple(said)
