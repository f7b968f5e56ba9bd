"""The clipboard of a chapter: what is chosen goes out as blocks, HTML and text; what comes in becomes blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from app.ui.studio.chapter import pasting
from app.ui.studio.chapter.blocks import BlockData, data_of, runs_of
from app.ui.studio.chapter.pasting_html import Pasted, from_html


def offered(chosen: Sequence[BlockData]) -> QMimeData:
    """Return blocks for the studio, as simple HTML and as text for others."""
    data = QMimeData()
    data.setData(pasting.OWN_FORMAT, pasting.to_own(chosen))
    data.setText(pasting.to_text(chosen))
    data.setHtml(pasting.to_html(chosen))
    return data


def can_take(source: QMimeData) -> bool:
    """Say whether it holds text; files have their own ways in."""
    return source.hasFormat(pasting.OWN_FORMAT) or ((source.hasText() or source.hasHtml()) and not source.hasUrls())


RTF = ("text/rtf", "application/rtf", 'application/x-qt-windows-mime;value="Rich Text Format"')
"""Names under which the systems hand over the RTF that Word puts beside its HTML."""


def taken(source: QMimeData, known: Callable[[str], bool], ids: Callable[[], str]) -> Pasted:
    """Return what is pasted as blocks, never as markup; objects have ids already.

    Args:
        source: the clipboard.
        known: whether the chapter holds a block of that id already.
        ids: source of new keys.
    """
    if source.hasFormat(pasting.OWN_FORMAT):
        return Pasted(tuple(pasting.from_own(bytes(source.data(pasting.OWN_FORMAT).data()), known, ids)))
    if source.hasHtml():
        rtf = next((bytes(source.data(one).data()) for one in RTF if source.hasFormat(one)), b"")
        found = from_html(source.html(), rtf)
        if found.blocks or found.missing:
            blocks = tuple(replace(one, id=ids()) if one.is_object else one for one in found.blocks)
            return replace(found, blocks=blocks)
    return Pasted(tuple(pasting.from_text(source.text())))


def chosen_blocks(cursor: QTextCursor, settings: Mapping[str, Mapping[str, object]]) -> list[BlockData]:
    """Return what is selected, block by block; parts of a block are that block's kind."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block, found = cursor.document().findBlock(start), list[BlockData]()
    while block.isValid() and block.position() <= end and start < end:
        first, last = max(0, start - block.position()), min(block.length() - 1, end - block.position())
        data = data_of(block, settings)
        if data.is_object:
            found += [data] if first < last else []
        elif first < last or block.position() > start:
            runs = runs_of(block, first, last)
            whole = first == 0 and last == block.length() - 1
            kind = data if whole or found else BlockData("", "paragraph", style="body")
            found.append(BlockData("", kind.kind, kind.level, kind.style, runs))
        block = block.next()
    return found
