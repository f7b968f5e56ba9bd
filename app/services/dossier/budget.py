"""Pages as a budget: what each part uses of what is suggested, what falls behind the limit, what a block takes.

Everything follows from the pages as they were laid out; nothing is estimated. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.exports.layout import FontSet, Laid, LayoutCache, lay_out
from app.exports.spec import Block, DocumentSpec, PageFormat, Part, Photos, records_in
from app.services.dossier.headings import suggested, with_content

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import PartView

TENTHS = 10
"""Shares of a page are told in tenths."""


@dataclass(frozen=True, slots=True)
class PartPages:
    """The pages of one part.

    Args:
        part: its id.
        aspect: of the rubric, "" for none.
        weight: points that the part can earn, 0 for none.
        suggested: pages that the programme suggests, 0 where it says nothing.
        pages: on which it stands.
        tenths: how much of them is filled, in tenths of a page.
        photos: that it prints.
        records: that it prints or tells of.
        beyond: of its pages, those behind the limit.
    """

    part: str
    aspect: str
    weight: int
    suggested: int
    pages: int
    tenths: int
    photos: int
    records: int
    beyond: int = 0

    @property
    def left(self) -> int:
        """Pages of the suggestion that are not used; below 0 where more is used."""
        return self.suggested - self.pages


@dataclass(frozen=True, slots=True)
class PageBudget:
    """All parts that are printed, in order. ``limit``: pages that the programme allows, 0 for any number."""

    limit: int
    used: int
    parts: tuple[PartPages, ...]

    @property
    def free(self) -> int:
        """Pages up to the limit; below 0 where there are too many."""
        return self.limit - self.used

    def of(self, part: str) -> PartPages | None:
        """Return one part, ``None`` where it is not printed."""
        return next((one for one in self.parts if one.part == part), None)


@dataclass(frozen=True, slots=True)
class Cut:
    """What a reader would not see of a part if the file were cut.

    Args:
        part: its id.
        first, last: its pages behind the cut.
        block: the first block of which anything is lost.
        begun: whether that block begins before the cut.
        headings: ids of the headings that are lost.
        photos: how many photos are lost.
    """

    part: str
    first: int
    last: int
    block: str
    begun: bool
    headings: tuple[str, ...] = ()
    photos: int = 0


def page_budget(gathered: Gathered, pressed: Pressed) -> PageBudget:
    """Return the pages of every part beside what the programme suggests."""
    limit, laid = gathered.template.page_limit, pressed.laid
    printed = {part.id: part for part in pressed.spec.parts}
    filled = filled_tenths(laid, pressed.spec.page)
    parts = (
        _pages_of(part, printed[part.id], gathered, laid, filled, limit)
        for part in gathered.view.parts
        if part.id in printed
    )
    return PageBudget(limit, len(laid.pages), tuple(parts))


def _pages_of(
    view: PartView, part: Part, gathered: Gathered, laid: Laid, filled: Mapping[str, int], limit: int
) -> PartPages:
    first, last = laid.part_pages.get(part.id, (1, 0))
    chapter = next((one for one in gathered.template.chapters if one.id == view.item), None)
    suggested = chapter.pages if chapter is not None else 0
    if view.kind == "appendix":
        suggested = gathered.template.appendix_pages
    photos = sum(len(block.items) for block in part.blocks if isinstance(block, Photos))
    records = {one for block in part.blocks for one in records_in(block)}
    beyond = max(0, last - max(first - 1, limit)) if limit else 0
    return PartPages(
        part.id,
        chapter.aspect if chapter is not None else "",
        chapter.weight if chapter is not None else 0,
        suggested,
        last - first + 1,
        filled.get(part.id, 0),
        photos,
        len(records),
        beyond,
    )


def filled_tenths(laid: Laid, page: PageFormat) -> Mapping[str, int]:
    """Return how much each part fills, in tenths of a page: its whole pages and the share of its last one."""
    room = max(1.0, page.height - page.top - page.bottom)
    found: dict[str, int] = {}
    for part, (first, last) in laid.part_pages.items():
        sheet = laid.pages[last - 1] if 0 < last <= len(laid.pages) else None
        bottom = max((one.y + one.row.height for one in sheet.placed), default=page.top) if sheet else page.top
        if sheet is not None and sheet.attached is not None:
            bottom = page.top + room
        share = min(TENTHS, max(1, -(-int(TENTHS * (bottom - page.top) * 100 / room) // 100)))
        found[part] = (last - first) * TENTHS + share
    return found


def block_tenths(laid: Laid, page: PageFormat) -> Mapping[str, int]:
    """Return how much of a page each block takes, in tenths, at least one; by the id of the block that is edited."""
    room = max(1.0, page.height - page.top - page.bottom)
    heights: dict[str, float] = {}
    for sheet in laid.pages:
        for one in sheet.placed:
            key = one.row.block_id.partition("/")[0]
            whole = room if one.row.attached is not None else one.row.height + one.row.before
            heights[key] = heights.get(key, 0.0) + whole
    return {key: max(1, round(TENTHS * height / room)) for key, height in heights.items()}


def cut_at(gathered: Gathered, pressed: Pressed, limit: int) -> tuple[Cut, ...]:
    """Return what stands behind page *limit*, part by part, in printing order."""
    if not 0 < limit < len(pressed.laid.pages):
        return ()
    seen = {one.row.block_id.partition("/")[0] for page in pressed.laid.pages[:limit] for one in page.placed}
    headings = {block.id for part in gathered.view.parts for block in part.blocks if block.kind == "heading"}
    lost: dict[str, None] = {}
    photos: dict[str, int] = {}
    for page in pressed.laid.pages[limit:]:
        for one in page.placed:
            key = one.row.block_id.partition("/")[0]
            lost[key] = None
            if not one.repeated:
                photos[key] = photos.get(key, 0) + sum("/" in mark for mark in one.row.starts if mark.startswith(key))
    pictured = {block.id for part in pressed.spec.parts for block in part.blocks if isinstance(block, Photos)}
    found = []
    for part in pressed.spec.parts:
        first, last = pressed.laid.part_pages.get(part.id, (0, 0))
        if last <= limit:
            continue
        own = [key for key in lost if key == part.id or any(_root(block) == key for block in part.blocks)]
        begun = bool(own) and own[0] in seen
        found.append(
            Cut(
                part.id,
                max(first, limit + 1),
                last,
                own[0] if own else part.id,
                begun,
                tuple(key for key in own if key in headings and key not in seen),
                sum(photos.get(key, 0) for key in own if key in pictured),
            )
        )
    return tuple(found)


def _root(block: Block) -> str:
    return block.id.partition("/")[0]


def without(spec: DocumentSpec, left_out: Collection[str], suggested: Collection[str] = ()) -> DocumentSpec:
    """Return *spec* without some blocks and parts, by the ids under which they are edited.

    A heading of *suggested* goes with the last thing that stood below it.
    """
    parts = (
        replace(part, blocks=with_content([one for one in part.blocks if _root(one) not in left_out], suggested))
        for part in spec.parts
        if part.id not in left_out
    )
    return replace(spec, parts=tuple(parts))


def pages_without(
    gathered: Gathered, spec: DocumentSpec, left_out: Collection[str], fonts: FontSet, cache: LayoutCache
) -> int:
    """Return how many pages there would be without some blocks and parts; nothing is changed."""
    fewer = without(spec, left_out, suggested(gathered.view, gathered.template))
    return len(lay_out(fewer, fonts, cache).pages)


def pages_with(blocks: Iterable[Block], spec: DocumentSpec, fonts: FontSet, cache: LayoutCache) -> int:
    """Return how much of a page some blocks would take by themselves, in tenths."""
    part = Part("try", "plain", (), tuple(blocks), listed=False, show_title=False)
    laid = lay_out(replace(spec, parts=(part,), marking="", watermark=""), fonts, cache)
    return filled_tenths(laid, spec.page).get("try", 0) if part.blocks else 0


@dataclass(frozen=True, slots=True)
class Removable:
    """Something that could be left out.

    Args:
        level: 0 a whole part, 1 a section with its heading, 2 a table, photos or a live block.
        part: of which it is, or that it is.
        block: its heading or itself, "" for a whole part.
        blocks: all that would go; for a whole part empty, it is only not printed.
        tenths: of a page that it takes now.
    """

    level: int
    part: str
    block: str
    blocks: tuple[str, ...]
    tenths: int

    @property
    def ids(self) -> tuple[str, ...]:
        """What :func:`without` is asked to leave out."""
        return self.blocks or (self.part,)


def removable(gathered: Gathered, pressed: Pressed) -> tuple[Removable, ...]:
    """Return what could be left out, in printing order: chapters, their sections, and the objects in them."""
    taken = block_tenths(pressed.laid, pressed.spec.page)
    filled = filled_tenths(pressed.laid, pressed.spec.page)
    found: list[Removable] = []
    for part in gathered.view.parts:
        if part.kind not in ("chapter", "appendix") or part.id not in filled:
            continue
        found.append(Removable(0, part.id, "", (), filled[part.id]))
        for place, block in enumerate(part.blocks):
            if block.kind == "heading" and block.level <= 1:
                own = [block.id]
                for after in part.blocks[place + 1 :]:
                    if after.kind == "heading" and after.level <= 1:
                        break
                    own.append(after.id)
                if tenths := sum(taken.get(one, 0) for one in own):
                    found.append(Removable(1, part.id, block.id, tuple(own), tenths))
            elif block.kind in ("table", "photos", "live", "pdf") and block.id in taken:
                found.append(Removable(2, part.id, block.id, (block.id,), taken[block.id]))
    return tuple(found)
