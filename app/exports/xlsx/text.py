"""Text as a workbook can hold it: unchanged to the eye, never a formula, never forbidden characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.exports.xlsx.spec import WorkbookSpec

LONGEST = 32_767
"""UTF-16 units that Excel keeps in one cell."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Removed:
    """Characters that a cell lost because no workbook can hold them. Row and column count from 1."""

    sheet: str
    row: int
    column: int
    count: int


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet might take *text* for a formula when somebody edits the cell."""
    return text.startswith(_STARTS)


def clean_text(text: str) -> tuple[str, int]:
    """Return *text* without characters that XML forbids, cut to Excel's length, and how many went."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = _FORBIDDEN.sub("", lines)
    while len(kept) > LONGEST // 2 and len(kept.encode("utf-16-le")) // 2 > LONGEST:
        kept = kept[: max(LONGEST // 2, len(kept) - (len(kept.encode("utf-16-le")) // 2 - LONGEST))]
    return kept, len(lines) - len(kept)


def stored_text(text: str) -> str:
    """Return clean text such that ``_x0041_`` is shown as typed; Excel would read it as an escape."""
    return _ESCAPE_LIKE.sub("_x005F_", clean_text(text)[0])


def removed_characters(spec: WorkbookSpec) -> tuple[Removed, ...]:
    """Return the cells whose text loses characters when the workbook is written."""
    found = []
    for sheet in spec.sheets:
        for (name, row, column), cell in sheet.cells():
            if isinstance(cell.content, str) and (count := clean_text(cell.content)[1]):
                found.append(Removed(name, row, column, count))
    return tuple(found)
