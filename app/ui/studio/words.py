"""What the studio says about parts, blocks, pages and figures. Pure functions of frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.fields import Severity
from app.core.messages import N_, NP_, Label, Message, own_words
from app.core.partial_date import PartialDate
from app.core.richtext import text_of
from app.exports.spec import AttachedPdf, Block, Chart, Heading, Paragraph, Photos, Table
from app.ui.studio.chapter.blocks import BlockData
from app.ui.studio.chapter.cards import Card
from app.ui.studio.outline import OutlineRow
from app.ui.widgets.shapes import DONE, NOTICE

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import BlockView, PartView

ICONS = {"table": "table", "photos": "images", "live": "refresh-cw", "attached": "paperclip"}
KINDS: Mapping[str, Message] = {
    "table": N_("Table"),
    "photos": N_("Photos"),
    "live": N_("Live block"),
    "attached": N_("Attached PDF"),
}
PARTS: Mapping[str, Message] = {
    "cover": N_("Cover"),
    "summary": N_("Summary table"),
    "contents": N_("Table of contents"),
    "chapter": N_("Chapter"),
    "appendix": N_("Appendix"),
}
SUGGESTED = N_("Suggested: prints once something stands below it.")
SNIPPET = 40
WRITTEN = frozenset({"chapter", "appendix"})
"""Kinds of part that are written as text; the others have a panel."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, table or heading that a reference can lead to. ``label``: its number as printed."""

    id: str
    label: str
    words: str


def used_pages(part: str, pressed: Pressed | None) -> int:
    """Return on how many pages a part stands."""
    first, last = pressed.laid.part_pages.get(part, (1, 0)) if pressed is not None else (1, 0)
    return last - first + 1


def suggested_pages(part: PartView, gathered: Gathered) -> int:
    """Return the pages that the programme suggests for a part, 0 where it says nothing."""
    if part.kind == "appendix":
        return gathered.template.appendix_pages
    return next((one.pages for one in gathered.template.chapters if one.id == part.item), 0)


def part_title(part: PartView, gathered: Gathered, pressed: Pressed | None, text: Callable[[Label], str]) -> str:
    """Return the title of a part with its number, in the language of the dossier."""
    if part.kind in ("cover", "contents"):
        return text(PARTS[part.kind])
    title = part.title.best(gathered.spec.language)
    if part.kind == "summary":
        return text(PARTS["summary"])
    label = numbers_of(gathered, pressed).get(part.id, "") if pressed is not None else ""
    return " ".join(filter(None, (label, title))) or text(PARTS.get(part.kind, PARTS["chapter"]))


def outline_rows(
    gathered: Gathered, pressed: Pressed | None, open_part: str, text: Callable[[Label], str]
) -> Iterator[OutlineRow]:
    """Yield the lines of the outline: every part, and the blocks of the one that is open."""
    from app.services.dossier.headings import waiting

    later = waiting(gathered)
    for part in gathered.view.parts:
        used, suggested = used_pages(part.id, pressed), suggested_pages(part, gathered)
        words: Message = NP_("{n} page", "{n} pages", used)
        if part.left_out:
            words = N_("Left out")
        elif suggested:
            words = N_("{used} of {suggested} suggested pages", used=used, suggested=suggested)
        over = bool(suggested) and used > suggested and not part.left_out
        if over:
            words = N_("▲ {used} pages, {suggested} suggested", used=used, suggested=suggested)
        share = used / suggested if suggested and not part.left_out else None
        title = part_title(part, gathered, pressed, text)
        yield OutlineRow(part.id, "", title, text(words), share, over, part.left_out)
        if part.id == open_part and part.kind in WRITTEN:
            for block in part.blocks:
                said = block_words(block, gathered, text)
                if block.to_confirm:
                    said = text(N_("▲ to confirm: {words}", words=own_words(said)))
                if block.id in later:
                    yield OutlineRow(part.id, block.id, f"○ {said}", text(SUGGESTED), left_out=True)
                    continue
                yield OutlineRow(part.id, block.id, said)


def block_words(block: BlockView, gathered: Gathered, text: Callable[[Label], str]) -> str:
    """Return one line on a block: its first words, or what it is."""
    if block.kind in KINDS:
        caption = str(block.settings.get("caption") or "")
        what = text(live_label(block)) if block.kind == "live" else text(KINDS[block.kind])
        return f"[{what}] {caption}".strip()
    words = text_of(block.runs).replace("\n", " ").strip()
    if not words:
        return text(N_("Nothing written yet"))
    return words if len(words) <= SNIPPET else words[:SNIPPET].rstrip() + "…"


def live_label(block: BlockView | BlockData) -> Label:
    """Return the name of what a live block prints."""
    from app.services.dossier.live import LIVE

    kind = LIVE.get(str(block.settings.get("live") or ""))
    return kind.label if kind is not None else KINDS["live"]


def spec_blocks(gathered: Gathered) -> Mapping[str, Block]:
    """Return every printed block by its id."""
    return {block.id: block for part in gathered.spec.parts for block in part.blocks}


def cards_of(
    gathered: Gathered, pressed: Pressed | None, part: PartView, text: Callable[[Label], str]
) -> Mapping[str, Card]:
    """Return what the cards of a part's objects say."""
    printed = spec_blocks(gathered)
    return {
        block.id: card_of(block, printed.get(block.id), gathered, pressed, text)
        for block in part.blocks
        if block.kind in KINDS
    }


def card_of(
    block: BlockView, printed: Block | None, gathered: Gathered, pressed: Pressed | None, text: Callable[[Label], str]
) -> Card:
    """Return what the card of one object says: what it is, how much it prints, whether photos are sharp."""
    label = pressed.laid.labels.get(block.id, "") if pressed is not None else ""
    title = text(KINDS[block.kind])
    if block.kind == "live":
        title = text(N_("Live block: {what}", what=live_label(block)))
    said: list[str] = []
    if (day := frozen_words(block, gathered)) is not None:
        said.append(text(day[1]))
    if isinstance(printed, Table):
        rows = len(printed.rows) - printed.header
        said.append(" ".join(filter(None, (label, text_of(printed.caption)))))
        said.append(text(NP_("{n} row", "{n} rows", rows)))
        said.append(text(NP_("{n} column", "{n} columns", len(printed.columns))))
    elif isinstance(printed, Chart):
        said += [" ".join(filter(None, (label, text_of(printed.caption)))), printed.alt or text_of(printed.note)]
    elif isinstance(printed, Photos):
        said.append(text(NP_("{n} photo", "{n} photos", len(printed.items))))
        said.append(text(N_("{n} to a row", n=printed.per_row)))
        if (least := least_dpi(block.id, pressed)) is not None:
            said.append(text(dpi_words(least, gathered.template.min_dpi)))
    elif isinstance(printed, AttachedPdf):
        said = [printed.title, text(NP_("{n} page", "{n} pages", printed.pages))]
        said += [text(N_("only for the authority and the team"))] if printed.instead else []
    elif isinstance(printed, Paragraph):
        said = [text_of(printed.runs)]
    elif block.kind == "photos":
        said = [text(N_("No photos chosen yet"))]
    elif block.kind == "table":
        said = [text(N_("Nothing in the table yet"))]
    elif block.kind == "live":
        said = [text(N_("Nothing is recorded yet, so nothing is printed"))]
    return Card(ICONS[block.kind], title, " · ".join(one for one in said if one))


def frozen_words(block: BlockView, gathered: Gathered) -> tuple[str, Message] | None:
    """Return the shape and the words for a frozen block; None for one that follows the records."""
    from app.services.dossier.frozen import frozen_on

    day = frozen_on(block.settings)
    if not day:
        return None
    if block.id in gathered.stale:
        return NOTICE, N_("Frozen on {day}; the records say something else now ▲", day=PartialDate.from_iso(day))
    return DONE, N_("Frozen on {day}; the records still say the same", day=PartialDate.from_iso(day))


def least_dpi(block: str, pressed: Pressed | None) -> int | None:
    """Return the smallest resolution of a block's photos at their printed size, None where none is printed."""
    found = pressed.laid.pictures if pressed is not None else ()
    return min((int(one.dpi + 1e-6) for one in found if one.block_id.startswith(block + "/")), default=None)


def dpi_words(dpi: int, least: int) -> Message:
    """Return a resolution with its shape: ● enough, ▲ less than is asked for."""
    if dpi >= least:
        return N_("{dpi} dpi ●", dpi=dpi)
    return N_("{dpi} dpi ▲, {least} are asked for", dpi=dpi, least=least)


def figures_of(gathered: Gathered, pressed: Pressed | None) -> Iterator[Figure]:
    """Yield everything that a reference can lead to, in printing order."""
    labels: Mapping[str, str] = pressed.laid.labels if pressed is not None else {}
    for part in gathered.spec.parts:
        if part.id in labels:
            yield Figure(part.id, labels[part.id], text_of(part.title))
        for block in part.blocks:
            if isinstance(block, Heading) and block.id in labels:
                yield Figure(block.id, labels[block.id], text_of(block.runs))
            elif isinstance(block, Table | Chart) and block.id in labels:
                yield Figure(block.id, labels[block.id], text_of(block.caption))
            elif isinstance(block, Photos):
                for item in block.items:
                    if item.id in labels:
                        yield Figure(item.id, labels[item.id], text_of(item.caption))


def atom_words(gathered: Gathered, pressed: Pressed | None) -> Mapping[str, str]:
    """Return ``<kind>:<target>`` of everything a sentence can follow, with what it prints today."""
    found = {f"fact:{fact}": words for fact, words in gathered.facts.items()}
    if pressed is not None:
        titles = {one.id: text_of(one.runs) for one in spec_blocks(gathered).values() if isinstance(one, Heading)}
        titles |= {part.id: text_of(part.title) for part in gathered.spec.parts}
        found |= {f"ref:{target}": words for target, words in (titles | dict(pressed.laid.labels)).items()}
        found |= {f"page:{target}": str(page) for target, page in pressed.laid.places.items()}
    return found


def numbers_of(gathered: Gathered, pressed: Pressed) -> Mapping[str, str]:
    """Return what stands before each part's title and each heading, such as 第一章, 一、 or (一)."""
    words = {part.id: text_of(part.title) for part in gathered.spec.parts}
    for part in gathered.spec.parts:
        words |= {one.id: text_of(one.runs) for one in part.blocks if isinstance(one, Heading)}
    found: dict[str, str] = {}
    for mark in pressed.laid.bookmarks:
        title = words.get(mark.block_id, "").replace("\n", " ").strip()
        if mark.title.endswith(title):
            found[mark.block_id] = mark.title[: len(mark.title) - len(title)].strip()
    return found


def to_do(pressed: Pressed) -> int:
    """Return how many things are to do: errors, notices, lost references, blocks with characters that no font has."""
    found = sum(one.severity in (Severity.ERROR, Severity.WARN) for one in pressed.findings)
    return found + len(pressed.laid.unresolved) + len({one.block_id for one in pressed.missing})


def meter_words(gathered: Gathered, pressed: Pressed) -> tuple[Message, Message, Message]:
    """Return the pages used, the expected size and what is to do, in words."""
    limit = gathered.template.page_limit
    return (
        N_("Page {pages} of {limit} used", pages=pressed.pages, limit=limit),
        N_("about {megabytes} MB", megabytes=pressed.megabytes),
        NP_("{n} thing to do", "{n} things to do", to_do(pressed)),
    )
