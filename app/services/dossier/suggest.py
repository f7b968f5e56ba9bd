"""What to put on the pages that are free: the aspects worth most for least room, and records not printed yet.

A suggestion always says why, and nothing is ever put in by itself. Evidence that somebody tagged comes
first, then what the programme's map names. Source: ``peers.md`` 3.3 item 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.messages import N_, NP_, Label, Message, own_words
from app.exports.layout import FontSet, LayoutCache
from app.exports.spec import Audience, Block, records_in
from app.i18n import Translator
from app.programmes.schema import Chapter
from app.services.dossier.budget import TENTHS, PageBudget, PartPages, block_tenths, page_budget, pages_with
from app.services.dossier.gather import printed_blocks
from app.services.dossier.live import LIVE
from app.services.dossier.views import BlockView, PartView
from app.services.evidence.views import Coverage
from app.services.live_kinds import Shown, list_mark
from app.services.masking import Reader, ShownRecords, demanded

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered, Pressed
    from app.services.workspace import Workspace

MOST = 3
"""Records that a suggestion offers at once."""
LARGEST = 3
"""Blocks that are named where a chapter has more pages than its weight asks for."""
Made = tuple[str, Mapping[str, object]]
"""Kind and settings of a block that is to be made."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A record, or a whole list, that could prove an aspect and is not printed.

    Args:
        type, record: what it is; an empty key is the whole list.
        kind: what such a record is called.
        title: of the record, "" for a list.
        date: ISO date on which it was true, "" where none is known.
        tagged: whether somebody said that it proves a line of the aspect.
        sound: whether it has a date and something to check it by.
        count: how many records a list has.
        makes: the blocks that would be put in.
        blocks: what they would print.
    """

    type: str
    record: str
    kind: Label
    title: str
    date: str
    tagged: bool
    sound: bool
    count: int
    makes: tuple[Made, ...] = field(hash=False)
    blocks: tuple[Block, ...] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the records of a suggestion. ``tenths``: of a page that it takes; ``after``: block that it follows."""

    unused: Unused
    tenths: int
    after: str


@dataclass(frozen=True, slots=True)
class Large:
    """A block that takes much room. ``block``: its id; ``tenths``: of a page."""

    block: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """One suggestion for one chapter.

    Args:
        part: id of the chapter.
        pages: the chapter's pages now.
        reasons: why, in sentences.
        offers: records that could go in.
        large: blocks that could go out, where it has too many pages.
    """

    part: str
    pages: PartPages
    reasons: tuple[Message, ...]
    offers: tuple[Offer, ...] = ()
    large: tuple[Large, ...] = ()


def unused_of(ws: Workspace, gathered: Gathered, audience: Audience) -> Mapping[str, tuple[Unused, ...]]:
    """Return each aspect of the dossier to what could prove it and is not printed. Thread: document lane.

    Args:
        ws: the open document.
        gathered: the dossier as it is.
        audience: its readers; what they may not see is not offered.
    """
    custom = ws.settings.custom()
    translator = Translator(gathered.spec.language, custom.calendar, custom.currency)
    shown = ShownRecords(ws.records, translator, Reader(audience, demanded(gathered.pack), dossier=True))
    printed = {one for part in gathered.spec.parts for block in part.blocks for one in records_in(block)}
    found: dict[str, tuple[Unused, ...]] = {}
    for aspect, picks in _picks(ws.evidence.offered(gathered.pack.id)).items():
        fresh = [one for one in picks if (one[1] or list_mark(one[0])) not in printed]
        kept: list[Unused] = []
        for pick in _varied(fresh):
            if len(kept) == MOST:
                break
            made = _unused(pick, picks[pick], shown)
            if made is not None:
                kept.append(made)
        found[aspect] = tuple(kept)
    return found


def _varied(picks: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the best of each type first, then the others: three meetings say less than a meeting and two drills."""
    first = list({type_name: (type_name, key) for type_name, key in reversed(picks)}.values())
    yield from (one for one in picks if one in first)
    yield from (one for one in picks if one not in first)


Known = tuple[Label, str, str, bool, bool, int]
"""Of a pick: kind, title, date, whether it was tagged, whether it is sound, how many records."""


def _picks(sheets: Iterable[Coverage]) -> Mapping[str, Mapping[tuple[str, str], Known]]:
    """Return each aspect to what is cited or suggested for it, the best first."""
    found: dict[str, dict[tuple[str, str], Known]] = {}
    for sheet in sheets:
        for line in sheet.lines:
            if not line.target.aspect:
                continue
            own = found.setdefault(line.target.aspect, {})
            for piece in line.pieces:
                own[piece.pick] = (piece.kind, piece.title, piece.date, True, piece.sound, piece.count)
            for one in line.suggested:
                own.setdefault(one.pick, (one.kind, one.title, one.date, False, one.sound, one.count))
    return {aspect: dict(sorted(picks.items(), key=_worth)) for aspect, picks in found.items()}


def _worth(pick: tuple[tuple[str, str], Known]) -> tuple[bool, bool, bool, str, tuple[str, str]]:
    """Order tagged before suggested, sound before doubtful, single records before lists, newest first."""
    key, (_kind, _title, date, tagged, sound, _count) = pick
    newest = "".join(chr(0x10FFFF - ord(char)) for char in date) if date else chr(0x10FFFF)
    return not tagged, not sound, not key[1], newest, key


def _unused(pick: tuple[str, str], known: Known, shown: Shown) -> Unused | None:
    type_name, record = pick
    makes = makes_of(type_name, record, shown)
    blocks = tuple(block for place, one in enumerate(makes) for block in _printed(f"try{place}", one, shown))
    if not blocks:
        return None
    kind, title, date, tagged, sound, count = known
    seen = shown.title(type_name, record) if record else ""
    return Unused(type_name, record, kind, seen if record else title, date, tagged, sound, count, makes, blocks)


def _printed(block_id: str, made: Made, shown: Shown) -> tuple[Block, ...]:
    return printed_blocks(BlockView(block_id, made[0], settings=made[1]), shown)


def makes_of(type_name: str, record: str, shown: Shown) -> tuple[Made, ...]:
    """Return the blocks that print a record with its photos, or a list; nothing where there is no such block."""
    if type_name == "photo":
        return (("photos", {"photos": [record], "per_row": 1}),) if record else ()
    if not record:
        keys = [key for key, kind in LIVE.items() if kind.type == type_name and not kind.record and not kind.photos]
        plain = sorted(keys, key=lambda key: ("." in key, key.endswith(".list"), key.endswith(".counts")))
        return (("live", {"live": plain[0]}),) if plain else ()
    if f"{type_name}.record" not in LIVE:
        return ()
    made: list[Made] = [("live", {"live": f"{type_name}.record", "record": record})]
    row = next((one for one in shown.rows(type_name) if one.id == record), None)
    if f"{type_name}.photos" in LIVE and row is not None and row.get("photos"):
        made.append(("live", {"live": f"{type_name}.photos", "record": record, "per_row": 2}))
    return tuple(made)


def suggestions(
    gathered: Gathered,
    pressed: Pressed,
    unused: Mapping[str, Sequence[Unused]],
    fonts: FontSet,
    cache: LayoutCache,
) -> tuple[Suggested, ...]:
    """Return what to do with the pages, the most points for the least room first. Pure; any thread.

    Args:
        gathered: the dossier as it is.
        pressed: its pages.
        unused: of each aspect what is not printed yet; see :func:`unused_of`.
        fonts: that the room is measured with.
        cache: blocks that were measured before.
    """
    budget = page_budget(gathered, pressed)
    chapters = {one.id: one for one in gathered.template.chapters}
    taken = block_tenths(pressed.laid, pressed.spec.page)
    found: list[Suggested] = []
    for view in gathered.view.parts:
        pages, chapter = budget.of(view.id), chapters.get(view.item)
        if pages is None or chapter is None or not pages.weight:
            continue
        if pages.left > 0:
            offers = tuple(
                Offer(one, pages_with(one.blocks, pressed.spec, fonts, cache), place_for(view, chapter, one.type))
                for one in unused.get(pages.aspect, ())
            )
            found.append(Suggested(view.id, pages, tuple(_why_more(budget, pages, chapter, offers)), offers))
        elif pages.left < 0:
            large = sorted(
                (Large(one.id, taken[one.id]) for one in view.blocks if one.id in taken), key=lambda one: -one.tenths
            )
            found.append(Suggested(view.id, pages, tuple(_why_less(pages, chapter)), large=tuple(large[:LARGEST])))
    return tuple(sorted(found, key=lambda one: (bool(one.large), -_pull(one.pages), one.part)))


def _pull(pages: PartPages) -> float:
    """Return the points that a chapter earns for each tenth of a page that it fills: much for little pulls most."""
    return pages.weight / max(1, pages.tenths)


def _why_more(budget: PageBudget, pages: PartPages, chapter: Chapter, offers: Sequence[Offer]) -> Iterator[Message]:
    yield from _stands(pages)
    if budget.limit:
        yield (
            NP_("{n} page is free below the limit.", "{n} pages are free below the limit.", budget.free)
            if budget.free > 0
            else N_("No page is free below the limit: something else has to go.")
        )
    tagged = sum(one.unused.tagged for one in offers)
    if tagged:
        yield NP_(
            "{n} record is tagged as proof for it and is not printed.",
            "{n} records are tagged as proof for it and are not printed.",
            tagged,
        )
    if len(offers) > tagged:
        yield NP_(
            "{n} more record could prove it; nobody tagged it yet.",
            "{n} more records could prove it; nobody tagged them yet.",
            len(offers) - tagged,
        )
    if not offers:
        yield N_("Every record that could prove it is printed. Write more here, or record more.")


def _why_less(pages: PartPages, chapter: Chapter) -> Iterator[Message]:
    yield from _stands(pages)
    yield NP_(
        "That is {n} page more than its weight asks for.",
        "That is {n} pages more than its weight asks for.",
        -pages.left,
    )


def _stands(pages: PartPages) -> Iterator[Message]:
    worth = NP_("Worth {n} point.", "Worth {n} points.", pages.weight)
    yield N_(
        "{worth} It fills {used} of {suggested} suggested pages, with {photos}.",
        worth=worth,
        used=tenths_text(pages.tenths),
        suggested=pages.suggested,
        photos=NP_("{n} photo", "{n} photos", pages.photos),
    )


def tenths_text(tenths: int) -> str:
    """Return tenths of a page as people read them: 1.5, 18."""
    whole, rest = divmod(tenths, TENTHS)
    return f"{whole}.{rest}" if rest else str(whole)


def offer_words(one: Offer) -> Message:
    """Return what is offered in one line: kind and title, and the room it takes."""
    unused = one.unused
    said = (
        N_("{kind}: {title}", kind=unused.kind, title=own_words(unused.title))
        if unused.record
        else NP_("{kind}: {n} record", "{kind}: {n} records", unused.count, kind=unused.kind)
    )
    return N_("{what} · about {pages} pages", what=said, pages=tenths_text(one.tenths))


def place_for(part: PartView, chapter: Chapter, type_name: str) -> str:
    """Return the id of the block behind which a record of a type belongs, "" for the beginning.

    It is the end of the section whose items, or whose own blocks, are made of such records; else of the
    first section of the template; else of the chapter.
    """
    items = {one.id: one.records for one in chapter.items}
    wanted = [
        one.id
        for one in chapter.headings
        if any(type_name in items.get(item, ()) for item in one.items)
        or any(block.live in LIVE and LIVE[block.live].type == type_name for block in one.blocks)
    ]
    sections = _sections(part)
    first = next((one for one in wanted if one in sections), next(iter(sections), ""))
    return sections.get(first, part.blocks[-1].id if part.blocks else "")


def _sections(part: PartView) -> Mapping[str, str]:
    """Return each heading of the template that stands in a part to the last block below it."""
    found: dict[str, str] = {}
    current = ""
    for block in part.blocks:
        if block.kind == "heading" and block.settings.get("template"):
            current = str(block.settings["template"])
        if current:
            found[current] = block.id
    return found
