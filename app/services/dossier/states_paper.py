"""The differences between two states of a dossier in words, on the screen and as a paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.errors import InputError
from app.core.messages import N_, NP_, Label, Message, own_words
from app.core.richtext import Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, Heading, Paragraph, Table
from app.services.dossier.states import (
    ATOM_MARKS,
    CHANGED,
    GONE,
    MOVED,
    NEW,
    BlockChange,
    Difference,
    PartChange,
    as_carried,
    compare,
    marked,
    state_at,
)
from app.services.dossier.views import BlockView, DossierView
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LAST_YEAR = "last-year"
"""Stands for the dossier of the year before, where a day could stand."""
TITLE = N_("What changed in the dossier")
WHAT: Mapping[str, Message] = {
    NEW: N_("New"),
    GONE: N_("Taken out"),
    CHANGED: N_("Changed"),
    MOVED: N_("Moved"),
}
KINDS: Mapping[str, Message] = {
    "heading": N_("Heading"),
    "paragraph": N_("Paragraph"),
    "list_item": N_("List item"),
    "row": N_("Row of the summary"),
    "table": N_("Table"),
    "photos": N_("Photos"),
    "live": N_("Live block"),
}
PARTS: Mapping[str, Message] = {
    "summary": N_("Summary table"),
    "cover": N_("Cover"),
    "contents": N_("Table of contents"),
}
NOTHING = N_("Nothing differs between the two.")
LEGEND = N_("【＋…】 was added, 【−…】 was taken out.")
ATOMS = N_("【#】 stands for a number of a figure, table or heading, 【p】 for a page, 【=】 for a fact.")
SET = N_("It was set otherwise; its words are the same.")


def difference(ws: Workspace, dossier: str, before: str, after: str) -> Difference:
    """Return what differs between two states. Thread: document lane.

    Args:
        ws: the open document.
        dossier: its id.
        before: ISO day, at whose end it is looked at; or :data:`LAST_YEAR`.
        after: ISO day, or "" for now.

    Raises:
        InputError: the dossier had not begun on the later day, or there is none of last year.
    """
    now = state_at(ws, dossier, after)
    if now is None:
        raise InputError(N_("The dossier had not begun on that day."), N_("Choose a later day."))
    if before == LAST_YEAR:
        then = ws.dossier.get(now.carried_from or _carried_from(ws, dossier))
        if then is None:
            raise InputError(
                N_("This dossier was not started from another one."), N_("Compare it with an earlier day instead.")
            )
        return compare(as_carried(then, now if now.carried_from else _with_links(ws, now)), now)
    return compare(state_at(ws, dossier, before) or DossierView(dossier, now.pack, ()), now)


def _carried_from(ws: Workspace, dossier: str) -> str:
    view = ws.dossier.get(dossier)
    return view.carried_from if view is not None else ""


def _with_links(ws: Workspace, view: DossierView) -> DossierView:
    """Return the dossier as it is, whose blocks know from where they were carried over."""
    return ws.dossier.get(view.id) or view


def part_label(one: PartChange) -> Label:
    """Return what a part is called."""
    return PARTS[one.kind] if one.kind in PARTS or not one.title.values else one.title


def change_words(one: BlockChange) -> Label:
    """Return what happened to a block, in one line."""
    from app.services.dossier.live import LIVE

    kind: Label = KINDS.get(one.block.kind, KINDS["paragraph"])
    if one.block.kind == "live":
        live = LIVE.get(str(one.block.settings.get("live") or ""))
        kind = live.label if live is not None else kind
    return N_("{what}: {kind}", what=WHAT[one.what], kind=kind)


def told(one: BlockChange) -> Label:
    """Return the words of a block with what was added and removed; of photos how many, of a live block what it does."""
    kind = one.block.kind
    if one.what == CHANGED and not one.worded:
        return _photos_told(one.before, one.block) if kind == "photos" and one.before is not None else SET
    if kind == "photos" and not (one.what == CHANGED and one.worded):
        return NP_("{n} photo", "{n} photos", len(_photos_of(one.block)))
    words = own_words(marked(one.words))
    return words if any(text for _, text in one.words) else N_("It prints what the records hold.")


def _photos_told(before: BlockView, now: BlockView) -> Label:
    old, new = _photos_of(before), _photos_of(now)
    if len(old) != len(new):
        return N_("{before} → {n} photos", before=len(old), n=len(new))
    fresh = len(set(new) - set(old))
    return NP_("{n} photo is another one.", "{n} photos are other ones.", fresh) if fresh else SET


def _photos_of(block: BlockView) -> tuple[object, ...]:
    photos = block.settings.get("photos")
    return tuple(photos) if isinstance(photos, (list, tuple)) else ()


def changes_spec(shown: ShownRecords, how: ListSetting, found: Difference, between: Label) -> DocumentSpec:
    """Return the differences as a paper: a table for each part.

    Args:
        shown: gives the words.
        how: paper, dates, community.
        found: the differences.
        between: which two states they are.
    """
    blocks: list[Block] = [
        Paragraph("head", plain(f"{how.community} · {how.date_text}".strip(" ·")), "note"),
        Paragraph("between", plain(shown.text(between)), "note"),
        Paragraph("legend", plain(shown.text(LEGEND if found.total else NOTHING)), "note"),
    ]
    words = (text for part in found.parts for one in part.changes for _, text in one.words)
    if any(mark in text for text in words for mark in ATOM_MARKS.values()):
        blocks.append(Paragraph("atoms", plain(shown.text(ATOMS)), "note"))
    head: tuple[Runs, ...] = (plain(shown.text(N_("What"))), plain(shown.text(N_("Words"))))
    for one in found.parts:
        blocks.append(Heading(f"h-{one.part}", 1, plain(shown.text(part_label(one))), numbered=False))
        rows = tuple((plain(shown.text(change_words(each))), plain(shown.text(told(each)))) for each in one.changes)
        table = Table(f"t-{one.part}", (Column(3), Column(9)), (head, *rows), header=1, numbered=False)
        blocks.append(table)
    return list_document(shown, TITLE, tuple(blocks), how)
