"""What a laid-out dossier says about itself: the facts that a programme's rules are judged by.

Pure functions on frozen values; any thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.core.richtext import Atom, text_of
from app.exports.layout import Laid, Page, page_items
from app.exports.layout.items import PageNumberItem, TextItem
from app.exports.spec import Block, Chart, DocumentSpec, Heading, ListItem, Paragraph, Part, Photos, Table, records_in
from app.programmes.schema import DossierTemplate
from app.services.dossier.views import DossierView, PartView
from app.services.rules_dossier import (
    ChapterFact,
    ContentsFact,
    DossierFacts,
    FigureFact,
    LineFact,
    PlacedFact,
    SizedText,
    TextFact,
)

EMPTY_PLACE = "（○○未填）"
"""Never stands on a cover, so a place that nobody filled in is found missing."""
DEPTHS = ("mitigation", "preparedness", "response", "recovery")


@dataclass(frozen=True, slots=True)
class Original:
    """What the document knows of a picture's original.

    Args:
        tag_dpi: as the file says of itself.
        bytes_per_pixel: of a JPEG, ``None`` for other kinds and where it is not known.
        made: width, height and bytes of the reduced pictures that were made of it already.
    """

    stored: bool
    tag_dpi: int | None = None
    bytes_per_pixel: float | None = None
    made: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """What the evidence says of the dossier's programme.

    Args:
        cited: aspect to the records that are cited for it, have a date and can be checked.
        sound: every record that has a date and can be checked; the dossier cites those that it prints.
        lines: scored lines with how much proves them.
    """

    cited: Mapping[str, frozenset[str]]
    sound: frozenset[str]
    lines: tuple[LineFact, ...] = ()


NO_EVIDENCE = EvidenceFacts(MappingProxyType({}), frozenset())


def dossier_facts(
    view: DossierView,
    template: DossierTemplate,
    spec: DocumentSpec,
    laid: Laid,
    original_of: Callable[[str], Original],
    place: Mapping[str, str],
    megabytes: int | None = None,
    evidence: EvidenceFacts = NO_EVIDENCE,
) -> DossierFacts:
    """Return the facts of a laid-out dossier; what nothing here can know stays unknown.

    Args:
        view: as edited.
        template: of its programme.
        spec: as gathered.
        laid: as printed.
        original_of: SHA-256 to what the document knows of the original.
        place: values of the cover's places: county, township, name, round.
        megabytes: size of the file, rounded up, once it is written.
        evidence: what is said to prove what.
    """
    cover = next((part for part in spec.parts if part.kind == "cover"), None)
    first, last = laid.part_pages.get(cover.id, (0, 0)) if cover else (0, 0)
    off_cover = (page for page in laid.pages if not first <= page.number <= last)
    title_id = f"{cover.id}/0" if cover else ""
    return DossierFacts(
        pages=len(laid.pages),
        readable=True,
        sizes=tuple(dict.fromkeys(one for page in off_cover for one in _sizes(laid, page))),
        cover_sizes=tuple(dict.fromkeys(_title_sizes(laid, first, title_id))),
        cover_text="\n".join(text for _, text in _texts(cover)) if cover else "",
        cover_must_have=_must_have(template, spec, place),
        summary_filled=_summary_filled(view),
        contents=tuple(_contents(laid)),
        chapters=tuple(_chapters(view, template, spec, evidence)),
        phases=_phases(view, template, _printed(spec)),
        hazards=_hazards(view, template, spec.language),
        pictures=tuple(_pictures(laid, spec, original_of)),
        fill_date=view.filled_on,
        texts=tuple(TextFact(f"block:{place}", text) for part in spec.parts for place, text in _texts(part) if text),
        figures=tuple(_figures(laid, spec)),
        fonts_embedded=True,
        megabytes=megabytes,
        lines=evidence.lines or None,
        language=spec.language,
    )


def _sizes(laid: Laid, page: Page) -> Iterator[SizedText]:
    for _placed, items in page_items(laid, page):
        yield from (SizedText(f"{item.size:g}") for item in items if isinstance(item, TextItem))
    for item in page.furniture:
        if isinstance(item, TextItem | PageNumberItem):
            yield SizedText(f"{item.size:g}")


def _title_sizes(laid: Laid, page: int, title_id: str) -> Iterator[SizedText]:
    if not page:
        return
    for one in laid.pages[page - 1].placed:
        if one.row.block_id == title_id:
            for item in one.row.items:
                if isinstance(item, TextItem):
                    yield SizedText(f"{item.size:g}", f"block:{title_id}")


def _must_have(template: DossierTemplate, spec: DocumentSpec, place: Mapping[str, str]) -> tuple[str, ...]:
    """Return the texts that the cover has to hold, filled in for this community; empty places stay as ○○."""
    wanted = [one.best(spec.language) for one in template.cover_must_have]
    for name, value in place.items():
        wanted = [text.replace("{" + name + "}", value or EMPTY_PLACE) for text in wanted]
    return tuple(wanted)


def _texts(part: Part) -> Iterator[tuple[str, str]]:
    for block in part.blocks:
        yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Heading | Paragraph | ListItem):
        yield block.id, text_of(block.runs)
    elif isinstance(block, Table):
        yield block.id, text_of(block.caption)
        for row in block.rows:
            for cell in row:
                yield block.id, text_of(cell)
    elif isinstance(block, Chart):
        yield block.id, text_of(block.caption)
        yield block.id, text_of(block.note)
    elif isinstance(block, Photos):
        for item in block.items:
            yield block.id, text_of(item.caption)


def _summary_filled(view: DossierView) -> tuple[str, ...]:
    rows = (block for part in view.parts if part.kind == "summary" for block in part.blocks if block.kind == "row")
    return tuple(block.style for block in rows if text_of(block.runs).strip())


def _contents(laid: Laid) -> Iterator[ContentsFact]:
    """Compare what the contents print for each bookmark with the page on which its row really stands."""
    real: dict[str, int] = {}
    for page in laid.pages:
        for one in page.placed:
            for started in (one.row.block_id, *one.row.starts):
                real.setdefault(started, page.number)
    for mark in laid.bookmarks:
        printed = laid.places.get(mark.block_id, 0)
        yield ContentsFact(mark.title, printed, real.get(mark.block_id, mark.page), f"block:{mark.block_id}")


def _chapters(
    view: DossierView, template: DossierTemplate, spec: DocumentSpec, evidence: EvidenceFacts
) -> Iterator[ChapterFact]:
    """Count for each chapter the dated records that can be checked: those that it prints, and those cited for it."""
    printed = {part.id: part for part in spec.parts}
    aspects = {one.id: one.aspect for one in template.chapters}
    for part in view.parts:
        if part.kind == "chapter" and part.id in printed:
            shown = {one for block in printed[part.id].blocks for one in records_in(block)} & evidence.sound
            found = shown | evidence.cited.get(aspects.get(part.item, ""), frozenset())
            yield ChapterFact(part.item, text_of(printed[part.id].title), len(found), f"part:{part.id}")


def _printed(spec: DocumentSpec) -> frozenset[str]:
    """Return the ids of the blocks of which anything is printed: a live block without records prints nothing."""
    return frozenset(block.id.partition("/")[0] for part in spec.parts for block in part.blocks)


def _sections(part: PartView, printed: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield each template heading's id and whether anything is printed below it."""
    heading, filled = "", False
    for block in part.blocks:
        if block.kind == "heading" and block.settings.get("template"):
            if heading:
                yield heading, filled
            heading, filled = str(block.settings["template"]), False
        elif block.kind in ("live", "photos", "table"):
            filled = filled or block.id in printed
        elif block.kind != "heading" and text_of(block.runs).strip():
            filled = True
    if heading:
        yield heading, filled


def _phases(view: DossierView, template: DossierTemplate, printed: frozenset[str]) -> tuple[str, ...]:
    """Return the phases whose items have text or records below the headings that the template suggested."""
    found: set[str] = set()
    for chapter in template.chapters:
        by_item: Mapping[str, tuple[str, ...]] = {item.id: item.phases for item in chapter.items}
        by_heading = {one.id: one.items for one in chapter.headings}
        for part in view.parts:
            if part.item == chapter.id:
                for heading, filled in _sections(part, printed):
                    for item in by_heading.get(heading, ()) if filled else ():
                        found.update(by_item.get(item, ()))
    return tuple(one for one in DEPTHS if one in found)


def _hazards(view: DossierView, template: DossierTemplate, language: str) -> tuple[str, ...]:
    """Return the named hazards that the text of the chapters mentions."""
    written = "".join(
        text_of(block.runs) for part in view.parts if part.kind == "chapter" for block in part.blocks
    ).casefold()
    names = (one.best(template.language or language) for one in template.hazards)
    return tuple(name for name in names if name and name.casefold() in written)


def _pictures(laid: Laid, spec: DocumentSpec, original_of: Callable[[str], Original]) -> Iterator[PlacedFact]:
    captions = {
        item.id: text_of(item.caption)
        for part in spec.parts
        for block in part.blocks
        if isinstance(block, Photos)
        for item in block.items
    }
    for one in laid.pictures:
        known = original_of(one.picture.sha256)
        words = (laid.labels.get(one.block_id, ""), captions.get(one.block_id, ""))
        label = " ".join(filter(None, words)) or spec.words.get("cover", "")
        yield PlacedFact(
            one.picture.sha256, int(one.dpi + 1e-6), known.stored, known.tag_dpi, label, f"block:{one.block_id}"
        )


def _figures(laid: Laid, spec: DocumentSpec) -> Iterator[FigureFact]:
    cited = {one.target for one in _atoms(spec)}
    words = re.sub(r"\s+", "", "".join(text for part in spec.parts for _, text in _texts(part)))
    for part in spec.parts:
        for block in part.blocks:
            if isinstance(block, Table | Chart) and block.numbered:
                yield _figure(block.id, text_of(block.caption), laid, cited, words)
            elif isinstance(block, Photos) and block.numbered:
                for item in block.items:
                    yield _figure(item.id, text_of(item.caption), laid, cited, words)


def _figure(block_id: str, caption: str, laid: Laid, cited: set[str], words: str) -> FigureFact:
    label = laid.labels.get(block_id, "")
    known = block_id in cited or block_id.split("/")[0] in cited or _mentions(label, words)
    return FigureFact(label, bool(caption.strip()), known, f"block:{block_id.split('/')[0]}")


def _mentions(label: str, words: str) -> bool:
    squeezed = re.sub(r"\s+", "", label)
    return bool(squeezed) and re.search(re.escape(squeezed) + r"(?!\d)", words) is not None


def _atoms(spec: DocumentSpec) -> Iterator[Atom]:
    for part in spec.parts:
        for block in part.blocks:
            if isinstance(block, Heading | Paragraph | ListItem):
                yield from (one for one in block.runs if isinstance(one, Atom))
