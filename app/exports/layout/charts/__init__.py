"""Charts as rows of drawn items: the pages, the preview and the screen show the same ones."""

from __future__ import annotations

from dataclasses import replace

from app.exports.drawings import Bars, Course, Heat, Pairs, Pyramid, Spans, Timeline, Tree, Whole
from app.exports.layout.charts.bars import bars, pairs, pyramid, whole
from app.exports.layout.charts.courses import course, timeline
from app.exports.layout.charts.pen import Pen, Strip
from app.exports.layout.charts.spans import spans
from app.exports.layout.charts.trees import heat, tree
from app.exports.layout.fonts import FontSet
from app.exports.layout.items import Measured, Row
from app.exports.layout.measure import Frame, TextStyle, text_block
from app.exports.layout.numbering import Resolved
from app.exports.spec import Chart

WHOLE = 0.7
"""A chart that takes no more of the page's height than this is never parted."""


def chart(block: Chart, caption: Resolved, note: Resolved, frame: Frame, fonts: FontSet) -> Measured:
    """Measure *block* with its resolved *caption* (number included) and *note*."""
    pen = Pen(frame, fonts)
    strips = _strips(block, pen)
    missing = pen.missing
    heads = tuple(Row(round(one.height, 3), one.items, block.id, "Figure", keep=True) for one in strips if one.head)
    tall = sum(one.height for one in strips)
    together = tall <= WHOLE * frame.height
    last, below = len(strips) - 1, bool(caption or note)
    rows = [
        Row(
            round(one.height, 3),
            one.items,
            block.id,
            "Figure",
            keep=(together and place < last) or one.keep or (below and place == last),
            before=0.55 * frame.leading if place == 0 else 0.0,
            after=0.0 if place < last else 0.3 * frame.leading if below else 0.6 * frame.leading,
            repeat=heads if not one.head and place else (),
            starts=(block.id,) if place == 0 else (),
        )
        for place, one in enumerate(strips)
    ]
    for words, align in ((caption, "centre"), (note, "left")):
        if words:
            style = TextStyle(frame.size, frame.leading, align, after=0.45 * frame.leading, role="Caption")
            measured = text_block(block.id, words, style, frame, fonts)
            rows.extend(_below(measured, keep=words is caption and bool(note), first=not rows))
            missing.extend(measured.missing)
    return Measured(tuple(rows), tuple(missing))


def _below(measured: Measured, *, keep: bool, first: bool) -> list[Row]:
    rows = [one if first else replace(one, starts=()) for one in measured.rows]
    if keep and rows:
        rows[-1] = replace(rows[-1], keep=True, after=0.0)
    return rows


def _strips(block: Chart, pen: Pen) -> list[Strip]:
    match block.drawing:
        case Bars() as one:
            return bars(one, pen)
        case Pairs() as one:
            return pairs(one, pen)
        case Whole() as one:
            return whole(one, pen)
        case Pyramid() as one:
            return pyramid(one, pen)
        case Course() as one:
            return course(one, pen)
        case Timeline() as one:
            return timeline(one, pen)
        case Tree() as one:
            return tree(one, pen)
        case Heat() as one:
            return heat(one, pen)
        case Spans() as one:
            return spans(one, pen)
