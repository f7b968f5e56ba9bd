"""Writes the dossier of a practice community from its content. Thread: the document lane.

A chapter is a list of blocks: ``h`` (the template's heading of that id, else a heading with those words),
``h2``, ``p``, ``lead``, ``li``, ``num``, ``live``, ``photos``, ``table``. In a text ``**words**`` are bold
and ``{{key}}`` is the number of the figure, or of the table or live block that has this ``key``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.richtext import BOLD, Atom, Inline, Run, Runs, normalise
from app.services.dossier import BlockEdit
from app.services.dossier.views import PartView
from app.services.workspace import Workspace

Content = Mapping[str, object]
TEXTS: Mapping[str, tuple[str, str, int]] = {
    "h": ("heading", "", 1),
    "h2": ("heading", "", 2),
    "p": ("paragraph", "body", 0),
    "lead": ("paragraph", "lead", 0),
    "li": ("list_item", "bullet", 0),
    "num": ("list_item", "number", 0),
}
"""Key of a text block to its kind, style and level."""
CHAPTER = "chapter_"
"""Begins the name of a chapter's text in the content, before its id."""
OBJECTS = ("live", "photos", "table")
REFERENCE = re.compile(r"{{([^{}]+)}}")


@dataclass(slots=True)
class _Draft:
    """A part whose blocks are in place, but whose texts are not yet written.

    Args:
        texts: block id to its words.
        blocks: what the part will hold, in order.
    """

    part: PartView
    blocks: list[BlockEdit] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def write_dossier(ws: Workspace, content: Content, programme: str, ids: Mapping[str, str]) -> None:
    """Begin the dossier of *programme* and fill it.

    Args:
        ws: the open document, its records and photos made.
        content: ``dossier`` (language, filled_on, cover_photo, summary) and lists ``chapter_<id>``, ``appendices``.
        programme: whose template it is.
        ids: names in the content to ids of records.
    """
    dossier = content.get("dossier")
    if not isinstance(dossier, Mapping):
        return
    chapters = {name.removeprefix(CHAPTER): _list(items) for name, items in content.items() if name.startswith(CHAPTER)}
    kept = {
        item: {str(one["h"]) for one in blocks if isinstance(one, Mapping) and "h" in one}
        for item, blocks in chapters.items()
    }
    view = ws.dossier.begin(programme, str(dossier.get("language", "zh_TW")), written=kept)
    settings: dict[str, object] = {"filled_on": str(dossier.get("filled_on", ""))}
    if dossier.get("cover_photo"):
        settings["cover_photo"] = ids[str(dossier["cover_photo"])]
    ws.dossier.set_dossier(view.id, **settings)
    targets: dict[str, str] = {}
    drafts = [_draft(ws, part, _items(content, part, dossier), ids, targets) for part in view.parts]
    for draft in drafts:
        title = content.get(f"{draft.part.item}_title") if draft.part.kind == "appendix" else None
        if title:
            ws.dossier.set_part(draft.part.id, title=str(title))
        if draft.blocks:
            edits = [
                BlockEdit(one.id, one.kind, one.level, one.style, rich(draft.texts[one.id], targets))
                if one.id in draft.texts
                else one
                for one in draft.blocks
            ]
            ws.dossier.save_part(draft.part.id, edits, "", typing=False)


def _items(content: Content, part: PartView, dossier: Content) -> Sequence[Content]:
    """Return the blocks of a part; the rows of the summary table come as ``row`` blocks."""
    if part.kind == "summary":
        summary = dossier.get("summary")
        return [{"row": text, "style": row} for row, text in summary.items()] if isinstance(summary, Mapping) else []
    name = f"{CHAPTER}{part.item}" if part.kind == "chapter" else part.item
    found = content.get(name) if part.kind in ("chapter", "appendix") else None
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, (list, tuple)) else []


def _draft(
    ws: Workspace, part: PartView, items: Sequence[Content], ids: Mapping[str, str], targets: dict[str, str]
) -> _Draft:
    """Put the tables, photos and live blocks into a part and note what text goes where."""
    draft = _Draft(part)
    known = {str(one.settings["template"]): one for one in part.blocks if one.settings.get("template")}
    rows = {one.style: one for one in part.blocks if one.kind == "row"}
    for item in items:
        what = next(iter(item))
        words = str(item[what])
        if what == "row":
            row = rows[str(item["style"])]
            draft.blocks.append(BlockEdit(row.id, "row", 0, row.style))
            draft.texts[row.id] = words
        elif what == "h" and words in known:
            one = known[words]
            draft.blocks.append(BlockEdit(one.id, one.kind, one.level, one.style, one.runs))
        elif what in OBJECTS:
            block_id, _ = ws.dossier.insert(part.id, "", what, _settings(what, item, ids))
            draft.blocks.append(BlockEdit(block_id, what))
            targets.update(_targets(ws, block_id, item, ids))
        else:
            kind, style, level = TEXTS[what]
            block_id = ws.program.ids()
            draft.blocks.append(BlockEdit(block_id, kind, level, style))
            draft.texts[block_id] = words
    return draft


def _settings(what: str, item: Content, ids: Mapping[str, str]) -> Mapping[str, object]:
    given = {name: item[name] for name in ("caption", "per_row", "header", "widths") if name in item}
    if what == "live":
        record = {"record": ids[str(item["record"])]} if item.get("record") else {}
        return {"live": str(item["live"]), **record, **given}
    listed = _list(item[what])
    if what == "photos":
        return {"photos": [ids[str(name)] for name in listed], **given}
    return {"rows": [[str(cell) for cell in _list(row)] for row in listed], **given}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()


def _targets(ws: Workspace, block_id: str, item: Content, ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names by which a text may refer to an object block: its key, and the keys of its photos."""
    if item.get("key"):
        yield str(item["key"]), block_id
    listed = item.get("photos")
    names = {ids[key]: key for key in ids}
    photos = [ids[str(name)] for name in listed] if isinstance(listed, (list, tuple)) else []
    if item.get("record"):
        event = ws.records.get("event", ids[str(item["record"])])
        found = event.get("photos") if event else ()
        photos = [str(one) for one in found] if isinstance(found, (list, tuple)) else []
    for photo in photos:
        yield names[photo], f"{block_id}/{photo}"


def rich(text: str, targets: Mapping[str, str]) -> Runs:
    """Return *text* as runs; ``**words**`` are bold, ``{{key}}`` is a reference.

    Args:
        text: as written in the content.
        targets: key to the id that the layout numbers.
    """
    runs: list[Inline] = []
    for number, piece in enumerate(" ".join(text.split()).split("**")):
        marks = (BOLD,) if number % 2 else ()
        for place, words in enumerate(REFERENCE.split(piece)):
            runs.append(Atom("ref", targets[words]) if place % 2 else Run(words, marks))
    return normalise(runs)
