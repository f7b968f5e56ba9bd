"""How each kind of text block looks: sizes come from the spec, everything else from here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.core.richtext import Run
from app.exports.layout.fonts import FontSet, look
from app.exports.layout.items import INK, LinkItem, Measured, PageNumberItem, Row, RuleItem, TextItem
from app.exports.layout.measure import Frame, TextStyle, double_rule, text_block
from app.exports.layout.numbering import Resolved
from app.exports.spec import Heading, ListItem, Paragraph

BULLETS = ("•", "–", "•", "–")
HEAVY = 1.6
"""Thickness of the line that begins a group of questions, points."""
LINES, FEW = 2, 5.0
"""An entry of the contents on so many lines, the second narrower than so many em, is broken at a better place."""
_SEAM = re.compile(r"(?=[(（「《])|(?<=[、，；：])")
LATIN_INDENT_EM = 1.5
"""First-line indent of paragraphs in languages without square characters, at most."""


def heading(block: Heading, runs: Resolved, printed: str, frame: Frame, fonts: FontSet) -> Measured:
    """Measure a heading: bold, never larger, its number hanging; deeper levels stand further in."""
    level = min(max(block.level, 1), 4)
    size, leading = frame.size, frame.leading
    style = TextStyle(
        size,
        leading,
        align="left",
        left=(0.0, 0.0, 1.0, 2.0)[level - 1] * size,
        heading=level <= 2,
        bold=True,
        before=(0.85, 0.55, 0.35, 0.2)[level - 1] * leading,
        after=(0.3, 0.2, 0.1, 0.1)[level - 1] * leading,
        keep=True,
        role=f"H{level + 1}",
    )
    if not block.ruled:
        return text_block(block.id, runs, style, frame, fonts, marker=printed)
    line = RuleItem(0.0, 0.5 * HEAVY, frame.width, 0.5 * HEAVY, HEAVY)
    rule = Row(HEAVY, (line,), block.id, "Artifact", keep=True, before=1.3 * leading, after=0.0, starts=(block.id,))
    measured = text_block(block.id, runs, replace(style, before=0.25 * leading), frame, fonts, marker=printed)
    first, *rest = measured.rows
    return Measured((rule, replace(first, starts=()), *rest), measured.missing)


def paragraph(block: Paragraph, runs: Resolved, frame: Frame, fonts: FontSet, *, cover: bool = False) -> Measured:
    """Measure a paragraph in its style; on a cover everything is centred."""
    size, leading = frame.size, frame.leading
    if cover:
        return _cover_paragraph(block, runs, frame, fonts)
    indent = frame.indent_em if frame.chinese else min(frame.indent_em, LATIN_INDENT_EM)
    gap = 0.25 * leading
    style = {
        "lead": TextStyle(size, leading, bold=True, before=gap, after=gap, keep=True),
        "note": TextStyle(size, leading, left=indent * size, before=0.5 * gap, after=gap),
        "centre": TextStyle(size, leading, "centre", before=gap, after=gap),
        "title": TextStyle(size, leading, "centre", heading=True, bold=True, before=gap, after=2 * gap, keep=True),
        "plain": TextStyle(size, leading, after=gap),
        "small-gap": TextStyle(size, leading, after=0.4 * gap),
        "ragged": TextStyle(size, leading, "left", after=0.4 * gap),
    }.get(block.style, TextStyle(size, leading, indent=indent * size, after=gap))
    return text_block(block.id, runs, style, frame, fonts)


def _cover_paragraph(block: Paragraph, runs: Resolved, frame: Frame, fonts: FontSet) -> Measured:
    title = block.style == "title"
    size = frame.cover_title if title else frame.cover_body
    style = TextStyle(
        size,
        round(size * (2.1 if title else 1.75), 2),
        "centre",
        heading=title,
        bold=title or block.style == "lead",
        after=0.2 * size,
        role="H1" if title else "P",
    )
    return text_block(block.id, runs, style, frame, fonts)


def list_item(block: ListItem, runs: Resolved, printed: str, frame: Frame, fonts: FontSet) -> Measured:
    """Measure an item: its marker hangs, the text lines up behind it."""
    size, level = frame.size, max(block.level, 0)
    first = 1.0 if frame.chinese else 0.5
    style = TextStyle(
        size, frame.leading, left=(first + 1.5 * level) * size, hang=1.5 * size, after=0.15 * frame.leading, role="LI"
    )
    marker = printed if block.marker == "number" else BULLETS[level % len(BULLETS)]
    box = block.marker == "box"
    return text_block(block.id, runs, style, frame, fonts, marker="" if box else marker, box=box)


def part_title(part_id: str, runs: Resolved, printed: str, frame: Frame, fonts: FontSet) -> Measured:
    """Measure a chapter's title: bold, over the almanac's double rule."""
    style = TextStyle(
        frame.size, frame.leading * 1.1, "left", heading=True, bold=True, before=frame.leading, keep=True, role="H1"
    )
    measured = text_block(part_id, runs, style, frame, fonts, marker=printed)
    rule = double_rule(
        part_id, 0.0, frame.width, heavy_first=True, before=0.25 * frame.size, after=0.8 * frame.leading, keep=True
    )
    return Measured((*measured.rows, rule), measured.missing)


def contents_entry(
    block_id: str, target: str, printed: str, runs: Resolved, depth: int, first: bool, frame: Frame, fonts: FontSet
) -> Measured:
    """Measure one line of the contents: title, dotted leader, room for three digits."""
    size, leading = frame.size, frame.leading
    digits = digits_of(frame, fonts, heading=depth == 0)
    number_width = 3 * digits[1] * size / 1000
    narrow = Frame(
        frame.width - number_width - 2.5 * size, frame.height, size, leading, 0, frame.face, 0, 0, frame.chinese
    )
    style = TextStyle(
        size,
        leading,
        "left",
        left=depth * 1.5 * size,
        heading=depth == 0,
        bold=depth == 0,
        before=0.0 if first or depth else 0.35 * leading,
        role="TOCI",
    )
    flat: Resolved = tuple(Run(run.text.replace("\n", " ")) if isinstance(run, Run) else run for run in runs)
    measured = _parted_well(flat, lambda runs: text_block(block_id, runs, style, narrow, fonts, marker=printed))
    *before, last = measured.rows
    end = max((item.x + item.width for item in last.items if isinstance(item, TextItem)), default=0.0)
    y = (leading - size) / 2 + 0.86 * size
    number = PageNumberItem(
        round(frame.width - number_width, 3), y, number_width, target, digits[0], size, digits[1] * size / 1000
    )  # fmt: skip
    leader = RuleItem(round(end + 0.5 * size, 3), y - 0.8, round(frame.width - number_width - 0.3 * size, 3), y - 0.8,
                      0.9, INK, True)  # fmt: skip
    link = LinkItem(0.0, 0.0, frame.width, leading, target)
    tail = Row(last.height, (*last.items, leader, number, link), block_id, "TOCI", False, last.before, last.after)
    return Measured((*before, tail), measured.missing)


def _parted_well(runs: Resolved, made: Callable[[Resolved], Measured]) -> Measured:
    """Return an entry of two lines broken before a bracket or behind a comma, where a few characters would be left."""
    measured = made(runs)
    if len(measured.rows) != LINES or len(runs) != 1 or not isinstance(runs[0], Run):
        return measured
    text, last = runs[0].text, [one for one in measured.rows[-1].items if isinstance(one, TextItem)]
    if not last or last[-1].x + last[-1].width - last[0].x > FEW * last[0].size:
        return measured
    for match in reversed(list(_SEAM.finditer(text))):
        if len(text) - match.start() > len(text) // 2:
            break
        tried = made((Run(f"{text[: match.start()]}\n{text[match.start() :]}"),))
        if len(tried.rows) == LINES:
            return tried
    return measured


def digits_of(frame: Frame, fonts: FontSet, *, heading: bool = False) -> tuple[str, int]:
    """Return the font of page numbers and the width of a digit in thousandths of an em."""
    return fonts.find(look(frame.face, heading=heading).latin, "0") or ("serif", 500)
