"""What a laid-out dossier says about itself: the facts that a programme's rules are judged by.

Pure functions on frozen values; any thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.core.richtext import Atom, text_of
from app.exports.layout import Laid, Page, page_items
from app.exports.layout.items import PageNumberItem, TextItem
from app.exports.preflight import shown_characters
from app.exports.spec import Block, Chart, DocumentSpec, Heading, ListItem, Paragraph, Part, Photos, Table, records_in
from app.programmes.rules.scans import squeeze
from app.programmes.schema import DossierTemplate
from app.services.dossier.views import DossierView, PartView
from app.services.rules.dossier import (
    ChapterFact,
    ContentsFact,
    DossierFacts,
    FigureFact,
    LineFact,
    NamedFact,
    PlacedFact,
    SizedText,
    TextFact,
)

RISK_ASPECT, COMPARING_ASPECT = "2", "4"
"""Aspects of the rubric that ask for high risks, and for before and after. Source: ``nfa_114.md`` 10."""
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules ask that neither pages nor evidence tell.

    Args:
        submission: ISO day by which the dossier is handed in, "" unknown.
        place: values of the cover's places: county, township, name, round.
        paired: ids of figures that have a value before and one after.
        profile: value of the cover's places (``county``, …) to where it is filled in.
        labels: the same to what its field is called.
    """

    submission: str = ""
    place: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    paired: frozenset[str] = frozenset()
    profile: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


NOTHING_ASKED = Asked()


def dossier_facts(
    view: DossierView,
    template: DossierTemplate,
    spec: DocumentSpec,
    laid: Laid,
    original_of: Callable[[str], Original],
    megabytes: int | None = None,
    evidence: EvidenceFacts = NO_EVIDENCE,
    asked: Asked = NOTHING_ASKED,
) -> DossierFacts:
    """Return the facts of a laid-out dossier; what nothing here can know stays unknown.

    Args:
        view: as edited.
        template: of its programme.
        spec: as gathered.
        laid: as printed.
        original_of: SHA-256 to what the document knows of the original.
        megabytes: size of the file, rounded up, once it is written.
        evidence: what is said to prove what.
        asked: what the document knows besides.
    """
    cover = next((part for part in spec.parts if part.kind == "cover"), None)
    first, last = laid.part_pages.get(cover.id, (0, 0)) if cover else (0, 0)
    off_cover = (page for page in laid.pages if not first <= page.number <= last)
    title_id = f"{cover.id}/0" if cover else ""
    return DossierFacts(
        pages=len(laid.pages),
        readable=True,
        sizes=_first_of_each(one for page in off_cover for one in _sizes(laid, page)),
        cover_sizes=tuple(dict.fromkeys(_title_sizes(laid, first, title_id))),
        cover=tuple(_cover_lines(view, template, spec, asked)),
        summary=tuple(_summary(view, template, spec)),
        contents=tuple(_contents(laid, view, spec)),
        chapters=tuple(_chapters(view, template, spec, evidence)),
        phases=_phases(view, template, _printed(spec)),
        hazards=_hazards(view, template, spec.language, _printed(spec)),
        pictures=tuple(_pictures(laid, spec, original_of)),
        fill_date=view.filled_on,
        submission_date=asked.submission,
        texts=tuple(TextFact(f"block:{place}", text) for part in spec.parts for place, text in _texts(part) if text),
        figures=tuple(_figures(laid, spec)),
        fonts_embedded=True,
        megabytes=megabytes,
        continuity=_topics(view, template, _printed(spec)),
        comparisons=_comparisons(view, template, spec, asked.paired),
        lines=evidence.lines or None,
        glyphs=tuple(_glyphs(laid)),
        language=spec.language,
        homes=_homes(view, template, laid),
    )


def _sizes(laid: Laid, page: Page) -> Iterator[SizedText]:
    for _placed, items in page_items(laid, page):
        place = f"block:{_placed.row.block_id}"
        yield from (SizedText(f"{item.size:g}", place) for item in items if isinstance(item, TextItem))
    for item in page.furniture:
        if isinstance(item, TextItem | PageNumberItem):
            yield SizedText(f"{item.size:g}", f"page:{page.number}")


def _first_of_each(runs: Iterable[SizedText]) -> tuple[SizedText, ...]:
    """Return each size with the first place where it stands."""
    first: dict[str, SizedText] = {}
    for one in runs:
        first.setdefault(one.size, one)
    return tuple(first.values())


def _title_sizes(laid: Laid, page: int, title_id: str) -> Iterator[SizedText]:
    if not page:
        return
    for one in laid.pages[page - 1].placed:
        if one.row.block_id == title_id:
            for item in one.row.items:
                if isinstance(item, TextItem):
                    yield SizedText(f"{item.size:g}", f"block:{title_id}")


def _cover_lines(view: DossierView, template: DossierTemplate, spec: DocumentSpec, asked: Asked) -> Iterator[NamedFact]:
    """Yield each text that the cover has to hold, filled in for this community, and whether it is there."""
    cover = next((part for part in spec.parts if part.kind == "cover"), None)
    printed = squeeze("".join(text for _, text in _texts(cover))) if cover else ""
    part = next((f"part:{one.id}" for one in view.parts if one.kind == "cover"), "")
    for one in template.cover_must_have:
        text = one.best(spec.language)
        named = [name for name in asked.place if "{" + name + "}" in text]
        empty = next((name for name in named if not asked.place[name]), "")
        for name in named:
            text = text.replace("{" + name + "}", asked.place[name])
        if empty:
            yield NamedFact(asked.labels.get(empty, empty), False, asked.profile.get(empty, part))
        else:
            yield NamedFact(text, squeeze(text) in printed, part)


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


def _summary(view: DossierView, template: DossierTemplate, spec: DocumentSpec) -> Iterator[NamedFact]:
    """Yield each row of the summary table and whether anything stands in it; one that is left out has nothing."""
    part = next((one for one in view.parts if one.kind == "summary"), None)
    rows = {block.style: block for block in part.blocks if block.kind == "row"} if part else {}
    for one in template.summary_rows:
        row = rows.get(one.id)
        filled = row is not None and part is not None and not part.left_out and bool(text_of(row.runs).strip())
        place = f"block:{row.id}" if row is not None else f"part:{part.id}" if part is not None else ""
        yield NamedFact(one.title.best(spec.language), filled, place)


def _glyphs(laid: Laid) -> Iterator[NamedFact]:
    """Yield each character that no font has, where it stands first."""
    for char, block in {one.char: one.block_id for one in reversed(laid.missing)}.items():
        yield NamedFact(shown_characters(char), False, f"block:{block}" if block else "")


def _contents(laid: Laid, view: DossierView, spec: DocumentSpec) -> Iterator[ContentsFact]:
    """Compare what the contents print for each bookmark with the page on which its row really stands.

    Where the contents are left out, that is one line: the page printed is 0.
    """
    part = next((one for one in view.parts if one.kind == "contents"), None)
    if part is not None and part.left_out:
        first = next((one.page for one in laid.bookmarks), 1)
        yield ContentsFact(spec.words.get("contents", ""), 0, first, f"part:{part.id}")
        return
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


def _chapters_of(view: DossierView, chapter: str) -> Iterator[PartView]:
    """Yield the parts that are printed as a chapter of the template."""
    return (part for part in view.parts if part.item == chapter and not part.left_out)


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
        for part in _chapters_of(view, chapter.id):
            for heading, filled in _sections(part, printed):
                for item in by_heading.get(heading, ()) if filled else ():
                    found.update(by_item.get(item, ()))
    return tuple(one for one in DEPTHS if one in found)


def _hazards(view: DossierView, template: DossierTemplate, language: str, printed: frozenset[str]) -> tuple[str, ...]:
    """Return the named hazards that the text of the chapter on risk mentions; of any chapter where none is on risk."""
    meant = {one.id for one in template.chapters if one.aspect == RISK_ASPECT} or {one.id for one in template.chapters}
    written = "".join(
        text_of(block.runs)
        for item in meant
        for part in _chapters_of(view, item)
        for block in part.blocks
        if block.id in printed
    ).casefold()
    names = (one.best(template.language or language) for one in template.hazards)
    return tuple(name for name in names if name and name.casefold() in written)


def _topics(view: DossierView, template: DossierTemplate, printed: frozenset[str]) -> tuple[str, ...] | None:
    """Return the topics of the template's headings below which anything is printed; ``None`` where it has none."""
    wanted = {head.id: head.topic for one in template.chapters for head in one.headings if head.topic}
    found = {
        wanted[heading]
        for chapter in template.chapters
        for part in _chapters_of(view, chapter.id)
        for heading, filled in _sections(part, printed)
        if filled and heading in wanted
    }
    return tuple(one for one in dict.fromkeys(wanted.values()) if one in found) if wanted else None


def _comparisons(
    view: DossierView, template: DossierTemplate, spec: DocumentSpec, paired: frozenset[str]
) -> int | None:
    """Return how many figures the chapter on before and after prints with both values; ``None`` without one."""
    meant = {one.id for one in template.chapters if one.aspect == COMPARING_ASPECT}
    parts = {part.id for item in meant for part in _chapters_of(view, item)}
    blocks = [block for part in spec.parts if part.id in parts for block in part.blocks]
    shown = {one for block in blocks for one in records_in(block)}
    typed = sum(_compared(block) for block in blocks if isinstance(block, Table) and not records_in(block))
    return len(shown & paired) + typed if meant else None


def _compared(table: Table) -> int:
    """Return how many rows of a table that was typed have figures in two of the cells behind the first."""
    rows = ([text_of(cell) for cell in row[1:]] for row in table.rows[table.header :])
    return sum(sum(any(char.isdigit() for char in cell) for cell in cells) >= 2 for cells in rows)


def _homes(view: DossierView, template: DossierTemplate, laid: Laid) -> Mapping[str, str]:
    """Return where to go for what has no place of its own: quantity to place."""

    def of(test: Callable[[PartView], bool]) -> str:
        return next((f"part:{one.id}" for one in view.parts if test(one)), "")

    chapters = {one.id: one for one in template.chapters}
    aspects = {one.id: chapters[one.item].aspect for one in view.parts if one.item in chapters}
    telling = {one.id for one in template.chapters if any(head.topic for head in one.headings)}
    homes = {
        "pages": f"page:{min(len(laid.pages), template.page_limit + 1)}",
        "megabytes": "page:1",
        "fill_date": of(lambda one: one.kind == "summary") or of(lambda one: one.kind == "cover"),
        "phases_described": of(lambda one: one.item in chapters and bool(chapters[one.item].items)),
        "hazards_argued": of(lambda one: aspects.get(one.id) == RISK_ASPECT),
        "comparisons": of(lambda one: aspects.get(one.id) == COMPARING_ASPECT),
        "continuity_topics": of(lambda one: one.item in telling),
        "expected_chapters": of(lambda one: one.kind == "contents"),
    }
    homes |= {f"chapter:{one.item}": f"part:{one.id}" for one in reversed(view.parts) if one.item in chapters}
    return {name: place for name, place in homes.items() if place}


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
        dpi = int(one.dpi + 1e-6)
        place = f"block:{one.block_id}"
        yield PlacedFact(one.picture.sha256, dpi, known.stored, known.tag_dpi, label, place, one.width_pt)


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
