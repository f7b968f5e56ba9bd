"""Tables of a .docx: thin rules, heads that repeat, rows that stay whole, columns in their shares of the width."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from app.core.directions import runs_from_the_right
from app.core.richtext import Runs, text_of
from app.exports.docx.marks import element, put
from app.exports.layout.tables import PAD_X, stands_alone
from app.exports.spec import Column, GridColumn

if TYPE_CHECKING:
    from app.exports.docx.paper import Paper

RULE = "7F7F7F"
SHADE = "EDEDED"
"""Ground of a row that heads others."""
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
ASIDE = 6.0
"""Points between a picture and the edge of its cell: two of them part neighbours."""
BOX_WIDTH = 90.0
"""Points of a box of a tally, at most."""


def grid(
    paper: Paper, columns: Sequence[Column | GridColumn], rows: Sequence[Sequence[Runs]], header: int, block_id: str,
    *, least: float = 0.0, shaded: Collection[int] = (), leads: Collection[int] = (),
) -> None:  # fmt: skip
    """Write a ruled table; its first *header* rows repeat on every page.

    Args:
        paper: written into.
        columns: with weight and alignment.
        rows: cells as runs.
        header: how many rows are heads.
        block_id: of the block, for references.
        least: height of a row in points, at least.
        shaded: places of rows that head what follows, on a ground of their own.
        leads: places of rows that head what follows.
    """
    if not rows or not columns:
        return
    table = _made(paper, len(rows), paper.shares(columns, rows, header, block_id), ruled=True)
    if header and runs_from_the_right("".join(text_of(one) for one in rows[0])):
        table._tbl.tblPr.find(qn("w:tblW")).addprevious(element("bidiVisual"))
    pairs = {header, len(rows) - 2, *leads} - {len(rows) - 1}  # no row stands alone at the foot or head of a page
    for at, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        over = at >= header and columns[0].align == "left" and stands_alone([bool(text_of(one)) for one in cells])
        properties = row._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if least and at >= header and at not in shaded:
            row.height, row.height_rule = Pt(least), WD_ROW_HEIGHT_RULE.AT_LEAST
        if at < header:
            properties.append(element("tblHeader"))
        for column, cell, words in zip(columns, row.cells, cells, strict=False):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.paragraph_format.keep_with_next = at < header or at in (*shaded, *pairs) or over
            paragraph.alignment = ALIGN.get(column.align, WD_ALIGN_PARAGRAPH.LEFT)
            paper.say(paragraph, words, block_id)
            if column.align == "right" and runs_from_the_right(text_of(words)):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT  # the format means the side where lines begin
            for run in paragraph.runs if at < header else ():
                run.bold = True
            if at in shaded:
                put(cell._tc.get_or_add_tcPr(), element("shd", val="clear", color="auto", fill=SHADE))
        if over:
            _merged(row)


def _merged(row: Any) -> None:  # noqa: ANN401 - a row of python-docx
    """Let the first cell run over the whole row; the others, empty, go."""
    first, *others = row._tr.tc_lst
    for one in others:
        row._tr.remove(one)
    first.get_or_add_tcPr().get_or_add_gridSpan().val = 1 + len(others)
    first.width = sum((one.width or 0 for one in others), first.width or 0)


def bare(paper: Paper, count: int, width: float) -> Any:  # noqa: ANN401 - a table of python-docx
    """Return a table of one row without rules, for what stands side by side, each of it *width* points wide."""
    return _made(paper, 1, [width + 2 * ASIDE] * count, ruled=False)


def box(paper: Paper, words: Runs, height: float, block_id: str) -> None:
    """Write an open frame to write in."""
    table = _made(paper, 1, [paper.width], ruled=True)
    table.rows[0].height, table.rows[0].height_rule = Pt(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    paper.say(table.rows[0].cells[0].paragraphs[0], words, block_id)


def tally(paper: Paper, boxes: Sequence[Runs], block_id: str) -> None:
    """Write boxes for counts with their labels above."""
    if not boxes:
        return
    table = _made(paper, 2, [min(paper.width / len(boxes), BOX_WIDTH)] * len(boxes), ruled=True)
    for cell, words in zip(table.rows[0].cells, boxes, strict=True):
        paper.say(cell.paragraphs[0], words, block_id)
    table.rows[1].height, table.rows[1].height_rule = Pt(30), WD_ROW_HEIGHT_RULE.AT_LEAST


def _made(paper: Paper, rows: int, widths: Sequence[float], *, ruled: bool) -> Any:  # noqa: ANN401 - python-docx
    table = paper.document.add_table(rows, len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    if ruled:
        borders = element("tblBorders")
        for edge in EDGES:
            borders.append(element(edge, val="single", sz=4, space=0, color=RULE))
        layout = table._tbl.tblPr.find(qn("w:tblLayout"))  # autofit was set above, so it is there
        layout.addprevious(borders)
    margins = element("tblCellMar")
    for edge in ("left", "right"):
        margins.append(element(edge, w=round(20 * (PAD_X * paper.spec.style.size if ruled else ASIDE)), type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
        for cell in column.cells:
            cell.width = Pt(width)
    return table
