"""The layout engine: number the tree, measure each block (cached), put everything on pages.

No width or height depends on the number of a page, so one pass is enough and a cached block never lies.
Only an index that names several pages of one record is laid out again, once they are known.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

from app.core.richtext import Run, Runs, plain
from app.exports.layout import blocks, charts, forms, photos, tables
from app.exports.layout.cache import LayoutCache
from app.exports.layout.fonts import FontSet
from app.exports.layout.furniture import cover_design, furnish
from app.exports.layout.items import (
    Attached,
    Bookmark,
    Item,
    Laid,
    Measured,
    MissingGlyph,
    Page,
    PictureItem,
    PlacedPicture,
    Row,
    shifted,
)
from app.exports.layout.measure import Frame, double_rule
from app.exports.layout.numbering import Numbering, Resolved, Wording, number, resolve
from app.exports.layout.paginate import Pager, height_of
from app.exports.layout.shown import asked_records, shown_pages, with_pages
from app.exports.spec import (
    SHOWN,
    AttachedPdf,
    Block,
    Chart,
    Contents,
    Display,
    DocumentSpec,
    FormField,
    FormGrid,
    FormTally,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    Photos,
    Space,
    Table,
)

COVER_DROP = 0.36
"""Share of the cover's free height that stands above its words."""
SMALLEST = 85.0
"""The picture of a cover is made smaller for long names, but not below this height, points."""
PASSES = 4
"""How often an index that names several pages of a record is laid out again until it is true."""


@dataclass(slots=True)
class _Work:
    spec: DocumentSpec
    fonts: FontSet
    cache: LayoutCache
    frame: Frame
    across: Frame
    wording: Wording
    numbering: Numbering
    missing: dict[MissingGlyph, None] = field(default_factory=dict)

    def resolve(self, runs: object, block_id: str) -> Resolved:
        return resolve(runs, block_id, self.numbering, self.wording)  # type: ignore[arg-type]

    def keep(self, measured: Measured, block_id: str) -> tuple[Row, ...]:
        for char in measured.missing:
            self.missing[MissingGlyph(char, block_id)] = None
        return measured.rows


def frame_of(spec: DocumentSpec) -> Frame:
    """Return the column that *spec*'s page and sizes leave for text."""
    page, style = spec.page, spec.style
    return Frame(
        round(page.width - page.left - page.right, 3),
        round(page.height - page.top - page.bottom, 3),
        style.size,
        style.leading,
        style.indent_em,
        style.face,
        style.cover_title,
        style.cover_body,
        spec.language.startswith("zh"),
    )


def lay_out(spec: DocumentSpec, fonts: FontSet, cache: LayoutCache | None = None) -> Laid:
    """Lay out *spec*; the same spec gives the same pages, with or without a *cache*.

    Tables that ask for the pages of records name all of them; where naming them would move the records
    again and again, they name the first page, which always holds. Never raises for what a text holds:
    characters without a glyph are listed in ``missing``. Pure; any thread.
    """
    kept = LayoutCache() if cache is None else cache
    first = laid = _once(spec, fonts, kept)
    asked = asked_records(spec)
    pages: Mapping[str, tuple[int, ...]] = shown_pages(laid) if asked else {}
    if all(len(pages.get(one, ())) < 2 for one in asked):
        return first
    for _ in range(PASSES):
        laid = _once(with_pages(spec, pages), fonts, kept)
        before, pages = pages, shown_pages(laid)
        if pages == before:
            return laid
    return first


def _once(spec: DocumentSpec, fonts: FontSet, cache: LayoutCache) -> Laid:
    across = frame_of(replace(spec, page=spec.page.turned()))
    work = _Work(spec, fonts, cache, frame_of(spec), across, Wording.of(spec), number(spec))
    pager = Pager(spec.page)
    for part in spec.parts:
        rows = _part_rows(part, work)
        offset = 0.0
        if part.kind == "cover":
            rows = _whole_cover(part, _cover(part, rows, work.frame), pager.height, work)
            offset = max(0.0, (pager.height - height_of(rows)) * COVER_DROP)
        pager.begin(part.id, part.new_page or part.kind == "cover", offset)
        pager.add(rows)
    if not pager.sheets:
        pager.begin("", True)
    return _finish(work, pager)


def _whole_cover(part: Part, rows: list[Row], height: float, work: _Work) -> list[Row]:
    """Make the picture of a cover smaller where long names would drive its last lines to a second page."""
    over = height_of(rows) - height
    found = [one for one in part.blocks if isinstance(one, Photos)]
    if over <= 0 or not found:
        return rows
    picture = max(found, key=lambda one: sum(row.height for row in rows if row.block_id == one.id))
    left = sum(row.height for row in rows if row.block_id == picture.id) - over - 1.0
    if left < SMALLEST:
        return rows
    blocks = tuple(replace(one, tallest=left) if one is picture else one for one in part.blocks)
    return _cover(part, _part_rows(replace(part, blocks=blocks), work), work.frame)


def _cover(part: Part, rows: list[Row], frame: Frame) -> list[Row]:
    """Frame the title lines of a cover with double rules; where there is no title, nothing is added."""
    if part.design:
        return rows
    titles = {block.id for block in part.blocks if isinstance(block, Paragraph) and block.style == "title"}
    at = [index for index, row in enumerate(rows) if row.block_id in titles]
    if not at:
        return rows
    inset = 0.08 * frame.width
    above = double_rule(part.id, inset, frame.width - inset, heavy_first=True, before=28, after=22, keep=True)
    below = double_rule(part.id, inset, frame.width - inset, heavy_first=False, before=22, after=34, keep=False)
    first, last = at[0], at[-1]
    body = [replace(row, keep=True) for row in rows[first : last + 1]]
    return [*rows[:first], above, *body, below, *rows[last + 1 :]]


def _part_rows(part: Part, work: _Work) -> list[Row]:
    rows: list[Row] = []
    if part.show_title and part.title and part.kind != "cover":
        runs, printed = work.resolve(part.title, part.id), work.numbering.printed.get(part.id, "")
        rows += _cached(
            work, ("part", part.id, runs, printed), part.id,
            lambda: blocks.part_title(part.id, runs, printed, work.frame, work.fonts),
        )  # fmt: skip
    for block, turned in zip(part.blocks, turned_blocks(part), strict=True):
        rows += _turned_rows(block, part, work) if turned else _block_rows(block, part, work)
    if rows and not rows[0].starts:
        rows[0] = replace(rows[0], starts=(part.id,))
    elif rows and part.id not in rows[0].starts:
        rows[0] = replace(rows[0], starts=(part.id, *rows[0].starts))
    return rows or [Row(0.0, (), part.id, starts=(part.id,))]


def turned_blocks(part: Part) -> tuple[bool, ...]:
    """Say of each block whether it stands on a sheet that lies on its long side: wide tables, with their heading."""
    found: list[bool] = []
    for block in reversed(part.blocks):
        below = bool(found) and found[-1]
        found.append(block.landscape if isinstance(block, Table) else below and isinstance(block, Heading))
    return tuple(reversed(found))


def _turned_rows(block: Block, part: Part, work: _Work) -> tuple[Row, ...]:
    return tuple(
        replace(row, turned=True, repeat=tuple(replace(one, turned=True) for one in row.repeat))
        for row in _block_rows(block, part, replace(work, frame=work.across))
    )


def _cached(work: _Work, key: Hashable, block_id: str, make) -> tuple[Row, ...]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    measured = work.cache.get((work.fonts.version, work.frame, key), make)
    return work.keep(measured, block_id)


def _block_rows(block: Block, part: Part, work: _Work) -> tuple[Row, ...]:
    """Return the rows of a block; those with which a record begins to be printed say so."""
    rows = _measured_rows(block, part, work)
    shown: dict[str, tuple[str, ...]] = {}
    if isinstance(block, Table | Chart | Photos | ListItem):
        shown[block.id] = tuple(SHOWN + one for one in block.shows)
    if isinstance(block, Photos):
        shown |= {item.id: (SHOWN + item.shows,) for item in block.items if item.shows}
    if not any(shown.values()):
        return rows
    marked = (tuple(mark for one in row.starts for mark in shown.get(one, ())) for row in rows)
    return tuple(
        replace(row, starts=(*row.starts, *marks)) if marks else row for row, marks in zip(rows, marked, strict=True)
    )


def _measured_rows(block: Block, part: Part, work: _Work) -> tuple[Row, ...]:
    frame, fonts, printed = work.frame, work.fonts, work.numbering.printed.get(block.id, "")
    match block:
        case Heading():
            runs = work.resolve(block.runs, block.id)
            return _cached(work, (block, runs, printed), block.id,
                           lambda: blocks.heading(block, runs, printed, frame, fonts))  # fmt: skip
        case Paragraph():
            runs, cover = work.resolve(block.runs, block.id), part.kind == "cover"
            return _cached(work, (block, runs, cover), block.id,
                           lambda: blocks.paragraph(block, runs, frame, fonts, cover=cover))  # fmt: skip
        case ListItem():
            runs = work.resolve(block.runs, block.id)
            return _cached(work, (block, runs, printed), block.id,
                           lambda: blocks.list_item(block, runs, printed, frame, fonts))  # fmt: skip
        case Table():
            return _table_rows(block, printed, work)
        case Photos():
            return _photo_rows(block, work)
        case Chart():
            return _chart_rows(block, printed, work)
        case Contents():
            return _contents_rows(block, work)
        case Space():
            height = round(block.lines * frame.leading, 3)
            return (Row(height, (), block.id, blank=part.kind != "cover", starts=(block.id,)),)
        case PageBreak():
            return (Row(0.0, (), block.id, new_page=True),)
        case FormField() | FormGrid() | FormTally() | Display():
            return _cached(work, block, block.id, lambda: forms.form_block(block, frame, fonts))
        case AttachedPdf():
            return _attached_rows(block, work)


def _with_number(printed: str, runs: Resolved, work: _Work) -> Resolved:
    if not printed:
        return runs
    separator = work.wording.words["caption"]
    return (Run(printed), *runs) if runs else (Run(printed.removesuffix(separator)),)


def _table_rows(block: Table, printed: str, work: _Work) -> tuple[Row, ...]:
    cells = tuple(tuple(work.resolve(cell, block.id) for cell in row) for row in block.rows)
    caption = _with_number(printed, work.resolve(block.caption, block.id), work) if block.caption else ()
    note = work.resolve(block.note, block.id)
    return _cached(
        work, ("table", block.id, block.columns, block.header, cells, caption, note, block.row_shows), block.id,
        lambda: tables.table(block, cells, caption, note, work.frame, work.fonts),
    )  # fmt: skip


def _photo_rows(block: Photos, work: _Work) -> tuple[Row, ...]:
    captions = tuple(
        _with_number(work.numbering.printed.get(item.id, ""), work.resolve(item.caption, item.id), work)
        for item in block.items
    )
    return _cached(work, (block, captions), block.id,
                   lambda: photos.photos(block, captions, work.frame, work.fonts))  # fmt: skip


def _chart_rows(block: Chart, printed: str, work: _Work) -> tuple[Row, ...]:
    caption = _with_number(printed, work.resolve(block.caption, block.id), work) if block.caption else ()
    note = work.resolve(block.note, block.id)
    return _cached(work, (block, caption, note), block.id,
                   lambda: charts.chart(block, caption, note, work.frame, work.fonts))  # fmt: skip


def _attached_rows(block: AttachedPdf, work: _Work) -> tuple[Row, ...]:
    """Return a sheet for each page; one that is withheld says so where its text would begin."""
    page, items = work.spec.page, tuple[Item, ...]()
    if block.instead:
        words = Paragraph(block.id, plain(block.instead), "plain")
        runs = work.resolve(words.runs, block.id)
        made = _cached(work, ("instead", words, runs), block.id,
                       lambda: blocks.paragraph(words, runs, work.frame, work.fonts, cover=False))  # fmt: skip
        tops = accumulate((row.height for row in made), initial=page.top)
        items = tuple(shifted(one, page.left, top) for row, top in zip(made, tops, strict=False) for one in row.items)
    return tuple(
        Row(0.0, items, block.id, "Attached", starts=(block.id,) if index == 0 else (),
            attached=Attached(block.sha256, block.first + index, block.title, bool(block.instead)),
            turned=not block.instead and index < len(block.wide) and block.wide[index])
        for index in range(block.pages)
    )  # fmt: skip


def _contents_rows(block: Contents, work: _Work) -> tuple[Row, ...]:
    rows: list[Row] = []
    if block.of != "headings":
        for target, title in captioned(work.spec, block.of):
            rows += _contents_line(block, (target, title, 1), work, first=not rows)
        return tuple(rows)
    for part in work.spec.parts:
        if not part.listed or part.kind in ("cover", "contents"):
            continue
        entries = [(part.id, part.title, 0)]
        if block.depth > 1:
            entries += [(one.id, named, 1) for one in part.blocks if (named := listed(one))]
        for entry in entries:
            rows += _contents_line(block, entry, work, first=not rows)
    return tuple(rows)


def _contents_line(block: Contents, entry: tuple[str, Runs, int], work: _Work, *, first: bool) -> tuple[Row, ...]:
    target, title, depth = entry
    runs, printed = work.resolve(title, block.id), work.numbering.printed.get(target, "")
    return _cached(
        work, ("contents", block.id, target, runs, printed, depth, first), block.id,
        lambda: blocks.contents_entry(block.id, target, printed, runs, depth, first, work.frame, work.fonts),
    )  # fmt: skip


def captioned(spec: DocumentSpec, of: str) -> tuple[tuple[str, Runs], ...]:
    """Return id and caption of everything that is numbered among the ``figures`` or the ``tables``, in order."""
    found: list[tuple[str, Runs]] = []
    for part in spec.parts:
        for block in part.blocks:
            if isinstance(block, Table | Chart) and block.numbered and block.caption:
                found += [(block.id, block.caption)] if isinstance(block, Table) is (of == "tables") else []
            elif isinstance(block, Photos) and block.numbered and of == "figures":
                found += [(one.id, one.caption) for one in block.items]
    return tuple(found)


def listed(block: Block) -> Runs:
    """Return what the contents call a block; nothing where they leave it out."""
    if isinstance(block, Heading):
        return block.runs if block.level <= 1 else ()
    return plain(block.title) if isinstance(block, AttachedPdf) and block.pages else ()


def _finish(work: _Work, pager: Pager) -> Laid:
    spec = work.spec
    across = replace(spec, page=spec.page.turned())
    designs = {part.id: part.design for part in spec.parts if part.kind == "cover"}
    covers = {part.id for part in spec.parts if part.kind == "cover"}
    places: dict[str, int] = {}
    heights: dict[str, float] = {}
    part_pages: dict[str, tuple[int, int]] = {}
    pictures: list[PlacedPicture] = []
    pages: list[Page] = []
    part_ids = {part.id for part in spec.parts}
    codes = {part.id: part.code or spec.code for part in spec.parts}
    for index, sheet in enumerate(pager.sheets, 1):
        current = sheet.part_id
        for placed in sheet.placed:
            if placed.repeated:
                continue
            for block_id in placed.row.starts:
                if block_id not in places:
                    places[block_id], heights[block_id] = index, placed.y
                if block_id in part_ids:
                    current = block_id
            if current:
                part_pages[current] = (part_pages.get(current, (index, index))[0], index)
            if placed.row.role == "Figure":
                pictures += [_placed(item) for item in placed.row.items if isinstance(item, PictureItem)]
        furniture = furnish(
            across if sheet.turned else spec,
            work.across if sheet.turned else work.frame,
            work.fonts,
            (index, len(pager.sheets)),
            codes.get(sheet.part_id, spec.code),
            sheet.part_id in covers,
        )
        furniture = (*cover_design(designs.get(sheet.part_id, ""), spec.page), *furniture)
        pages.append(Page(index, sheet.part_id, tuple(sheet.placed), furniture, sheet.turned))
    for char in work.fonts.missing(spec.footer + spec.marking + spec.watermark + spec.code + spec.page_words):
        work.missing[MissingGlyph(char, "")] = None
    return Laid(
        tuple(pages),
        tuple(work.missing),
        places,
        part_pages,
        tuple(pictures),
        _bookmarks(work, places, heights) if spec.outline else (),
        dict(work.numbering.labels),
        tuple(dict.fromkeys(work.numbering.unresolved)),
    )


def _placed(item: PictureItem) -> PlacedPicture:
    dpi = min(item.width_px / item.width, item.height_px / item.height) * 72
    return PlacedPicture(item.block_id, item.picture, item.width, item.height, item.width_px, item.height_px, dpi)


def _bookmarks(work: _Work, places: dict[str, int], heights: dict[str, float]) -> tuple[Bookmark, ...]:
    out: list[Bookmark] = []
    for part in work.spec.parts:
        if not part.listed or part.id not in places or not part.title:
            continue
        out.append(_bookmark(work, 0, part.id, part.title, places, heights))
        depth = 0
        for block in part.blocks:
            if isinstance(block, Heading) and block.id in places:
                depth = min(max(block.level, 1), depth + 1)
                out.append(_bookmark(work, depth, block.id, block.runs, places, heights))
            elif isinstance(block, AttachedPdf) and block.id in places:
                out.append(_bookmark(work, min(1, depth + 1), block.id, plain(block.title), places, heights))
    return tuple(out)


def _bookmark(
    work: _Work, depth: int, block_id: str, title: object, places: dict[str, int], heights: dict[str, float]
) -> Bookmark:
    words = "".join(run.text for run in work.resolve(title, block_id) if isinstance(run, Run))
    text = f"{work.numbering.printed.get(block_id, '')}{words}".replace("\n", " ").strip()
    return Bookmark(depth, text, block_id, places[block_id], heights[block_id])
