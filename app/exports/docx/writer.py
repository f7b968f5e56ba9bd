"""Writes a spec as a .docx: parts, blocks and inline runs in the order of the page, the same bytes each time.

Numbers of headings, figures and tables come from the layout's own numbering, so they agree with the PDF; pages
are fields that Word and LibreOffice fill in. Pure; any thread.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from app.core.richtext import Run
from app.exports.docx import blocks as drawn
from app.exports.docx.marks import element, frame, pair_sizes, put
from app.exports.docx.paper import NOTHING, NOWHERE, Paper
from app.exports.layout import FontSet
from app.exports.layout.numbering import resolve
from app.exports.spec import Block, DocumentSpec, Paragraph, Part, Photos, Pictures

EPOCH = (1980, 1, 1, 0, 0, 0)
BEFORE_COVER = 0.22
"""Share of the page above the first line of a cover."""


def write_docx(
    spec: DocumentSpec,
    fonts: FontSet,
    pictures: Pictures,
    *,
    pages: Mapping[str, int] = NOWHERE,
    attachments: Mapping[str, bytes] = NOTHING,
) -> bytes:
    """Return *spec* as a .docx.

    Args:
        spec: the paper, masked and in its language.
        fonts: for the charts.
        pictures: gives the photos.
        pages: id of a part or block to its page of the PDF, shown until Word counts its own.
        attachments: SHA-256 of an attached PDF to its bytes; its pages stand in the file as pictures.

    Raises:
        UnreadablePictureError: the original of a photo is gone.
    """
    paper = Paper(spec, fonts, pictures, pages, attachments)
    for at, part in enumerate(spec.parts):
        _write_part(paper, part, first=at == 0)
    return _fixed(paper.document)


def _write_part(paper: Paper, part: Part, *, first: bool) -> None:
    """Write a part with its title."""
    above = paper.document.element.body[-2:-1]  # the very last is the section
    cover = part.kind == "cover"
    if cover:
        pictured = any(isinstance(one, Photos) for one in part.blocks)
        paper.gap(paper.spec.page.height * (BEFORE_COVER / 4 if pictured else BEFORE_COVER))
    if part.show_title and part.title:
        chapter = part.kind in ("chapter", "appendix")
        paragraph = paper.document.add_paragraph(style="Heading 1" if chapter else "Title")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if cover else None
        printed = paper.numbering.printed.get(part.id, "")
        paper.runs(paragraph, (Run(printed), *resolve(part.title, part.id, paper.numbering, paper.wording)))
        paper.name(paragraph, part.id)
    before: Block | None = None
    titles = [one.id for one in part.blocks if cover and isinstance(one, Paragraph) and one.style == "title"]
    for block in part.blocks:
        drawn.write(paper, block, before, cover=cover)
        if block.id in titles:
            frame(paper.document.paragraphs[-1], top=block.id == titles[0], bottom=block.id == titles[-1])
        before = block
    if part.new_page and not first and above:
        _break_before(above[0].getnext())


def _break_before(first: Any) -> None:  # noqa: ANN401 - an lxml element
    """Let what begins with *first* start a page; a table cannot say so itself."""
    if first is not None and first.tag == qn("w:p"):
        put(first.get_or_add_pPr(), element("pageBreakBefore"))
    elif first is not None and first.tag == qn("w:tbl"):
        made = element("p")
        made.append(element("r"))
        made[0].append(element("br", type="page"))
        first.addprevious(made)


def _fixed(document: Any) -> bytes:  # noqa: ANN401 - python-docx
    """Return the file with fixed times inside, so that the same spec gives the same bytes."""
    pair_sizes(document.element, document.styles.element)
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(entry, source.read(name))
    return out.getvalue()
