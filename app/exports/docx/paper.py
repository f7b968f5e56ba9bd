"""A .docx that is being written: its runs, its page numbers, its lists and its sheets. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Pt

from app.core.directions import runs_from_the_right
from app.core.richtext import BOLD, Inline, Run, Runs
from app.exports.docx.marks import bookmark, element, field, place_run, turn, write
from app.exports.docx.styles import dress
from app.exports.layout import FontSet
from app.exports.layout.engine import captioned, frame_of
from app.exports.layout.numbering import Numbering, Resolved, Wording, number, resolve
from app.exports.layout.shaping import ENGLISH_DATE
from app.exports.layout.tables import shares
from app.exports.spec import (
    SHOWN,
    AttachedPdf,
    Block,
    Column,
    Contents,
    DocumentSpec,
    GridColumn,
    Heading,
    Pictures,
    records_in,
)

WORDS_GAPS = 2
"""Word leaves a quarter of an em between Chinese and Latin, twice as much as our pages."""
NOWHERE: Mapping[str, int] = MappingProxyType({})
NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Paper:
    """A document that is being written.

    Args:
        spec: the paper.
        fonts: for the charts.
        pictures: gives the photos.
        pages: see ``write_docx``.
        attachments: likewise.
    """

    def __init__(
        self,
        spec: DocumentSpec,
        fonts: FontSet,
        pictures: Pictures,
        pages: Mapping[str, int] = NOWHERE,
        attachments: Mapping[str, bytes] = NOTHING,
    ) -> None:
        self.spec, self.fonts, self.pictures = spec, fonts, pictures
        self.pages, self.attachments = pages, attachments
        self.numbering: Numbering = number(spec)
        self.wording = Wording.of(spec)
        self.document: Any = docx.Document()
        self.width = spec.page.width - spec.page.left - spec.page.right
        self._places = {target: f"b{at}" for at, target in enumerate(sorted(self.numbering.known))}
        self._named: set[str] = set()
        self._asked = _asked(spec)
        self._lists: dict[str, int] = {}
        dress(self.document, spec)
        _facts(self.document, spec)

    def say(self, paragraph: Any, words: Iterable[Inline], block_id: str) -> None:  # noqa: ANN401 - python-docx
        """Write inline runs into a paragraph, its atoms filled in."""
        self.runs(paragraph, resolve(words, block_id, self.numbering, self.wording))

    def runs(self, paragraph: Any, words: Resolved) -> None:  # noqa: ANN401 - python-docx
        """Write resolved runs; a page number becomes a field."""
        said = ""
        for one in words:
            if not isinstance(one, Run):
                self.page_of(paragraph, one.target)
                continue
            for at, line in enumerate(one.text.split("\n")):
                if at:
                    paragraph.add_run().add_break()
                for run in write(paragraph, ENGLISH_DATE.sub(_held, line)):
                    run.bold = True if BOLD in one.marks else None
                    if set(one.marks) - {BOLD}:
                        self._stress(run)
            said += one.text
        if runs_from_the_right(said):
            turn(paragraph)

    def shares(
        self, columns: Sequence[Column | GridColumn], rows: Sequence[Sequence[Runs]], header: int, block_id: str
    ) -> tuple[float, ...]:
        """Return the widths of a table's columns in points, as on our pages, with the gaps that Word sets."""
        cells = [[resolve(one, block_id, self.numbering, self.wording) for one in row] for row in rows]
        frame = replace(frame_of(self.spec), width=self.width)
        return shares(columns, cells, header, frame, self.fonts, gaps=WORDS_GAPS)

    def page_of(self, paragraph: Any, target: str) -> None:  # noqa: ANN401 - python-docx
        """Write the page on which *target* stands, as a field."""
        field(paragraph, f"PAGEREF {self._places[target]} \\h", str(self.pages.get(target, "–")))

    def name(self, paragraph: Any, *targets: str) -> None:  # noqa: ANN401 - python-docx
        """Bookmark a paragraph for those targets that a page number is asked of."""
        for target in targets:
            if target in self._asked and target not in self._named and target in self._places:
                self._named.add(target)
                bookmark(paragraph, self._places[target], len(self._named))

    def name_block(self, paragraph: Any, block: Block) -> None:  # noqa: ANN401 - python-docx
        """Bookmark the paragraph at which a block begins, and the records that it tells of."""
        self.name(paragraph, block.id, *(SHOWN + one for one in records_in(block)))

    def counted(self, paragraph: Any, style: str, *, first: bool) -> None:  # noqa: ANN401 - python-docx
        """Give an item of a numbered list its number; *first* begins a new count."""
        numbers = self.document.part.numbering_part.element
        if first or style not in self._lists:
            shape = self.document.styles[style].element.pPr.numPr.numId.val
            model = next(one for one in numbers.num_lst if one.numId == shape)
            fresh = numbers.add_num(model.abstractNumId.val)
            fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
            self._lists[style] = fresh.numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = self._lists[style]
        properties.get_or_add_ilvl().val = 0

    def turn(self, *, across: bool) -> None:
        """Go on on sheets that lie on their long side, or upright again."""
        page = self.spec.page.turned() if across else self.spec.page
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.page_width, section.page_height = Pt(page.width), Pt(page.height)
        section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
        self.width = page.width - page.left - page.right

    def gap(self, points: float) -> None:
        """Leave room."""
        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(0), Pt(max(points, 1.0))

    def _stress(self, run: Any) -> None:  # noqa: ANN401 - python-docx
        """Stress as the language does: dots below in Chinese, slanted letters in English."""
        if self.wording.chinese:
            place_run(run._r.get_or_add_rPr(), element("em", val="underDot"))
        else:
            run.italic = True


def _held(date: re.Match[str]) -> str:
    """Return a date that Word does not break where our pages do not."""
    return date.group().replace(" ", "\xa0")


def _asked(spec: DocumentSpec) -> frozenset[str]:
    """Return what page numbers are asked of anywhere."""
    found: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, tuple):
            for one in value:
                look(one)
        elif getattr(value, "kind", "") == "page" and hasattr(value, "target"):
            found.add(value.target)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                look(getattr(value, name))

    blocks = tuple(block for part in spec.parts for block in part.blocks)
    look(blocks)
    if any(isinstance(one, Contents) for one in blocks):
        found |= {part.id for part in spec.parts} | {one.id for one in blocks if isinstance(one, Heading | AttachedPdf)}
        found |= {target for of in ("figures", "tables") for target, _words in captioned(spec, of)}
    return frozenset(found)


def _facts(document: Any, spec: DocumentSpec) -> None:  # noqa: ANN401 - python-docx
    facts = document.core_properties
    facts.title, facts.author, facts.subject = spec.title[:255], spec.author[:255], spec.subject[:255]
    facts.keywords, facts.comments, facts.last_modified_by = ", ".join(spec.keywords)[:255], "", ""
    facts.language = "zh-TW" if spec.language.startswith("zh") else "en-US"
    facts.created = facts.modified = datetime.fromisoformat(f"{spec.date_iso}T00:00:00")
    facts.revision = 1
