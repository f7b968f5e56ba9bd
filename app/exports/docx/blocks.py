"""One writer for each kind of block: what the printed page shows, as paragraphs, lists and tables to go on editing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.shared import Pt

from app.core.directions import runs_from_the_right
from app.core.richtext import Run, Runs, plain, text_of
from app.exports.docx import marks, tables
from app.exports.docx.marks import element, field, put, underline_row
from app.exports.docx.pictures import chart, photo, sheets, slots
from app.exports.docx.styles import one_size
from app.exports.layout.engine import captioned, listed
from app.exports.spec import (
    SHOWN,
    AttachedPdf,
    Block,
    Chart,
    Contents,
    Display,
    FormField,
    FormGrid,
    FormTally,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Photos,
    Space,
    Table,
)

if TYPE_CHECKING:
    from app.exports.docx.paper import Paper

ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
BOX, TICKED = "☐", "☒"
BAND = "595959"
NUMBER = re.compile(r"(\D*)(\d+)(.*)", re.DOTALL)
"""What stands before a caption: its word, its number, what parts it from the caption."""


def write(paper: Paper, block: Block, before: Block | None, *, cover: bool) -> None:
    """Write *block*; *before* is the one above it in the same part."""
    if isinstance(block, Paragraph):
        _paragraph(paper, block, cover=cover)
    elif isinstance(block, ListItem):
        _item(paper, block, goes_on=isinstance(before, ListItem))
    else:
        WRITERS[type(block)](paper, block)


def _paragraph(paper: Paper, block: Paragraph, *, cover: bool) -> None:
    style, size = block.style, paper.spec.style.size
    paragraph = paper.document.add_paragraph()
    paper.say(paragraph, block.runs, block.id)
    paper.name_block(paragraph, block)
    shape = paragraph.paragraph_format
    rtl = runs_from_the_right(text_of(block.runs))
    if cover or style in ("centre", "title"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif style in ("body", "plain", "note") and not rtl and paper.wording.chinese:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if style == "body" and not cover and not rtl:
        shape.first_line_indent = Pt(paper.spec.style.indent_em * size)
    if style == "small-gap":
        shape.space_after = Pt(paper.spec.style.leading * 0.1)
    if style in ("lead", "title"):
        shape.keep_with_next = True
    for run in paragraph.runs:
        if style in ("lead", "title"):
            run.bold = True
        if cover:
            run.font.size = Pt(paper.spec.style.cover_title if style == "title" else paper.spec.style.cover_body)


def _heading(paper: Paper, block: Heading) -> None:
    paragraph = paper.document.add_paragraph(style=f"Heading {min(max(block.level, 1), 4) + 1}")
    printed = paper.numbering.printed.get(block.id, "")
    gap = "" if paper.wording.chinese or not printed else " "
    paragraph.add_run(printed + gap)
    paper.say(paragraph, block.runs, block.id)
    paper.name_block(paragraph, block)


def _item(paper: Paper, block: ListItem, *, goes_on: bool) -> None:
    level = min(max(block.level, 0), 1)
    kind = "Number" if block.marker == "number" else "Bullet"
    box = block.marker == "box"
    style = "Normal" if box else f"List {kind}{' 2' if level else ''}"
    paragraph = paper.document.add_paragraph(style=style)
    if box:
        indent = paper.spec.style.size * (1.5 + 1.5 * level)
        paragraph.paragraph_format.left_indent = Pt(indent)
        paragraph.paragraph_format.first_line_indent = Pt(-1.5 * paper.spec.style.size)
        paragraph.add_run(f"{BOX} ")
    paper.say(paragraph, block.runs, block.id)
    paper.name_block(paragraph, block)
    paragraph.paragraph_format.space_after = Pt(paper.spec.style.leading * 0.15)
    if block.marker == "number":
        first = paper.numbering.printed.get(block.id) == "1." or not goes_on
        paper.counted(paragraph, style, first=first)


def _table(paper: Paper, block: Table) -> None:
    if block.landscape:
        paper.turn(across=True)
    _caption(paper, block.id, block.caption, block, above=True)
    tables.grid(paper, block.columns, block.rows, block.header, block.id, leads=block.leads)
    _note(paper, block.id, block.note)
    if block.landscape:
        paper.turn(across=False)


def _photos(paper: Paper, block: Photos) -> None:
    per_row, width = slots(block, paper.width)
    for start in range(0, len(block.items), per_row):
        items = block.items[start : start + per_row]
        table = tables.bare(paper, per_row, width)
        for cell, one in zip(table.rows[0].cells, items, strict=False):
            data, wide, high = photo(one.picture, paper.pictures, width, per_row, block.tallest)
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _picture(paragraph, data, wide, high, text_of(one.caption))
            printed = paper.numbering.printed.get(one.id, "") if block.numbered else ""
            if printed or one.caption:
                said = cell.add_paragraph(style="Caption")
                _counted(said, printed, bare=not one.caption)
                paper.say(said, one.caption, one.id)
                paper.name(said, one.id, *((SHOWN + one.shows,) if one.shows else ()))
        paper.gap(6)


def _chart(paper: Paper, block: Chart) -> None:
    data, height = chart(block, paper.spec, paper.width, paper.fonts)
    paragraph = paper.document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    _picture(paragraph, data, paper.width, height, block.alt)
    _caption(paper, block.id, block.caption, block, above=False)
    _note(paper, block.id, block.note)


def _picture(paragraph: Any, data: bytes, width: float, height: float, alt: str) -> None:  # noqa: ANN401 - python-docx
    shape = paragraph.add_run().add_picture(io.BytesIO(data), width=Pt(width), height=Pt(height))
    shape._inline.docPr.set("descr", alt)
    paragraph.paragraph_format.line_spacing = 1.0


def _caption(paper: Paper, block_id: str, words: Runs, block: Block, *, above: bool) -> None:
    if not words:
        return
    paragraph = paper.document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = above
    _counted(paragraph, paper.numbering.printed.get(block_id, ""), bare=False)
    paper.say(paragraph, words, block_id)
    paper.name_block(paragraph, block)


def _counted(paragraph: Any, printed: str, *, bare: bool) -> None:  # noqa: ANN401 - python-docx
    """Write 圖3、 or Figure 3. with a number that Word can count and list; *bare* leaves out what follows it."""
    found = NUMBER.match(printed)
    if found is None:
        paragraph.add_run(printed)
        return
    before, counted, after = found.groups()
    paragraph.add_run(before)
    field(paragraph, f"SEQ {before.strip()} \\* ARABIC", counted)
    paragraph.add_run("" if bare else after)


def _note(paper: Paper, block_id: str, words: Runs) -> None:
    paragraph = paper.document.add_paragraph()  # Word wants a paragraph behind a table at any rate
    paper.say(paragraph, words, block_id)
    if not words:
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(max(paper.spec.style.leading * 0.4, 1.0))
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    for run in () if one_size(paper.spec) else paragraph.runs:
        run.font.size = Pt(max(paper.spec.style.size - 1.5, 8))


def _contents(paper: Paper, block: Contents) -> None:
    """Write a contents field: what it shows comes from the pages of the PDF until Word counts its own."""
    lines: list[tuple[str, Runs, int]] = []
    code = f'TOC \\o "1-{max(block.depth, 1)}" \\h \\z \\u'
    if block.of != "headings":
        lines = [(target, words, 2) for target, words in captioned(paper.spec, block.of)]
        word = paper.wording.words["figure" if block.of == "figures" else "table"].replace("{n}", "").strip()
        code = f'TOC \\h \\z \\c "{word}"'
    for part in paper.spec.parts if block.of == "headings" else ():
        if not part.listed or part.kind in ("cover", "contents"):
            continue
        lines.append((part.id, part.title, 1))
        lines += [(one.id, named, 2) for one in part.blocks if block.depth > 1 and (named := listed(one))]
    for at, (target, title, level) in enumerate(lines):
        paragraph = paper.document.add_paragraph(style=f"toc {level}")
        if at == 0:
            marks.open_field(paragraph, code)
        printed = paper.numbering.printed.get(target, "")
        paragraph.add_run(printed + ("" if paper.wording.chinese or not printed or level == 1 else " "))
        paper.say(paragraph, title, block.id)
        paragraph.add_run("\t")
        paper.page_of(paragraph, target)
        if at == len(lines) - 1:
            marks.close_field(paragraph)


def _space(paper: Paper, block: Space) -> None:
    paper.gap(block.lines * paper.spec.style.leading)


def _break(paper: Paper, _block: PageBreak) -> None:
    paper.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _attached(paper: Paper, block: AttachedPdf) -> None:
    """Write the title of an attached PDF, then each of its pages as a picture."""
    title = paper.document.add_paragraph(style="Heading 2")
    title.add_run(block.title)
    paper.name_block(title, block)
    if block.instead or block.sha256 not in paper.attachments:
        paper.document.add_paragraph().add_run(block.instead or f"(PDF, {block.pages})")
        return
    high = paper.spec.page.height - paper.spec.page.top - paper.spec.page.bottom - 3 * paper.spec.style.leading
    for data, wide, tall in sheets(block, paper.attachments[block.sha256], paper.width, high):
        paragraph = paper.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _picture(paragraph, data, wide, tall, block.title)


def _form_field(paper: Paper, block: FormField) -> None:
    label = paper.document.add_paragraph()
    label.paragraph_format.keep_with_next = True
    label.paragraph_format.space_after = Pt(0)
    paper.say(label, block.label, block.id)
    for run in label.runs:
        run.bold = True
    if block.note:
        paper.say(paper.document.add_paragraph(), block.note, block.id)
    if block.answer == "ticks":
        ticks = [Run(f"{TICKED if one.ticked else BOX} {text_of(one.label)}　") for one in block.ticks]
        paper.runs(paper.document.add_paragraph(), tuple(ticks))
    elif block.answer == "blanks" and not block.value:
        marks.write(paper.document.add_paragraph(), "______".join(block.blanks))
    elif block.answer == "box":
        tables.box(paper, block.value, max(block.lines, 1) * paper.spec.style.leading, block.id)
        paper.gap(4)
    else:
        for at in range(max(block.lines, 1)):
            line = paper.document.add_paragraph()
            underline_row(line)
            if at == 0:
                paper.say(
                    line, (*block.value, *(plain(" ") if block.unit and block.value else ()), *block.unit), block.id
                )


def _form_grid(paper: Paper, block: FormGrid) -> None:
    head: tuple[Runs, ...] = tuple(one.label for one in block.columns)
    circles: tuple[Runs, ...] = tuple(plain("　".join(one.circles)) for one in block.columns)
    rows = (head, *block.rows, *(circles for _ in range(block.blank)))
    shaded = tuple(one + 1 for one in block.shaded)
    tables.grid(paper, block.columns, rows, 1, block.id, least=block.lines * paper.spec.style.leading, shaded=shaded)
    paper.gap(4)


def _tally(paper: Paper, block: FormTally) -> None:
    label = paper.document.add_paragraph()
    label.paragraph_format.keep_with_next = True
    paper.say(label, block.label, block.id)
    tables.tally(paper, block.boxes, block.id)
    paper.gap(4)


def _display(paper: Paper, block: Display) -> None:
    paragraph = paper.document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_after, shape.space_before = Pt(block.after), Pt(0)
    if block.role == "band":
        shape.line_spacing = Pt(max(block.size, 1.0))
        put(paragraph._p.get_or_add_pPr(), element("shd", val="clear", color="auto", fill=BAND))
        return
    shape.line_spacing = 1.15
    paragraph.alignment = ALIGN.get(block.align, WD_ALIGN_PARAGRAPH.LEFT)
    paper.say(paragraph, block.runs, block.id)
    for run in paragraph.runs:
        run.font.size = Pt(block.size)
        run.bold = block.bold or run.bold


WRITERS: Mapping[type, Callable[[Paper, Any], None]] = MappingProxyType(
    {
        Heading: _heading,
        Table: _table,
        Photos: _photos,
        Chart: _chart,
        Contents: _contents,
        Space: _space,
        PageBreak: _break,
        AttachedPdf: _attached,
        FormField: _form_field,
        FormGrid: _form_grid,
        FormTally: _tally,
        Display: _display,
    }
)
