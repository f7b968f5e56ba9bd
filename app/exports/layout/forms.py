"""Blocks of paper forms: a question with room for its answer, ruled tables, tally boxes, words of a poster.

Nothing is ever cut: labels wrap, and a page break stands between questions. Only a question that is
higher than a page is parted, between its own lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.directions import runs_from_the_right
from app.core.richtext import BOLD, Run, text_of
from app.exports.form_sheet import FormSheet
from app.exports.layout.fonts import FontSet
from app.exports.layout.items import INK, BoxItem, Item, Measured, Row, RuleItem, TextItem, TintItem, shifted
from app.exports.layout.measure import Frame, TextStyle, text_block
from app.exports.layout.numbering import Resolved
from app.exports.spec import CM, Display, FormField, FormGrid, FormTally, GridColumn, Tick

WRITE = 0.82 * CM
"""Least height of a line of handwriting, points."""
LARGE = 15.0
"""From this size of text on, the answer stands below its question: one column."""
LABEL_SHARE = 0.31
GAP, PAD = 0.7, 0.4
"""Between question and answer, and around cells, in em."""
BLANK_EM = 3.2
THIN, EDGE = 0.5, 0.9
SHADE = 1
"""Ground of a row that heads others."""
LEAF = (0.122, 0.435, 0.290)
"""The leaf token of the look; its grey value prints dark."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of an answer: its height and its items, relative to its upper left corner."""

    height: float
    items: tuple[Item, ...]


@dataclass(slots=True)
class _Pen:
    """Sets text for one block and remembers the characters that no font has."""

    block_id: str
    frame: Frame
    fonts: FontSet
    missing: list[str]

    def lines(self, runs: Resolved, width: float, *, align: str = "left", bold: bool = False) -> list[_Piece]:
        """Return the lines of *runs*, broken at *width* points; none where there is no text."""
        if not runs:
            return []
        frame = replace(self.frame, width=max(width, self.frame.size))
        style = TextStyle(frame.size, frame.leading, align, bold=bold)
        measured = text_block(self.block_id, runs, style, frame, self.fonts)
        self.missing.extend(measured.missing)
        return [_Piece(row.height, row.items) for row in measured.rows]

    @property
    def write(self) -> float:
        """Height of a line of handwriting."""
        return round(max(WRITE, 1.25 * self.frame.leading), 2)


def form_block(block: FormField | FormGrid | FormTally | Display, frame: Frame, fonts: FontSet) -> Measured:
    """Measure a block of a form or a poster. Pure; any thread."""
    pen = _Pen(block.id, frame, fonts, [])
    match block:
        case FormField():
            rows = _field(block, pen)
        case FormSheet():
            rows = _sheet(block, pen)
        case FormGrid():
            rows = _grid(block, pen)
        case FormTally():
            rows = _tally(block, pen)
        case Display():
            return _display(block, frame, fonts)
    first = replace(rows[0], starts=(block.id,))
    return Measured((first, *rows[1:]), tuple(pen.missing))


# -- a question and its answer


def _field(block: FormField, pen: _Pen) -> list[Row]:
    frame = pen.frame
    beside = frame.size < LARGE
    left = round(frame.width * LABEL_SHARE, 3) if beside else 0.0
    gap = GAP * frame.size if beside else 0.0
    question = [*pen.lines(_resolved(block.label), left or frame.width, bold=True)]
    question += pen.lines(_resolved(block.note), left or frame.width)
    answer = _answer(block, frame.width - left - gap, pen)
    asked, told = sum(one.height for one in question), sum(one.height for one in answer)
    after = 0.45 * frame.leading
    if not beside:
        pieces = [*question, *answer]
    elif max(asked + pen.write, told) <= frame.height:
        drop = _drop(block, pen)
        leftward = runs_from_the_right(text_of(block.label))
        lowered = _stacked(question, frame.width - left if leftward else 0.0)
        items = (*(shifted(item, 0.0, drop) for item in lowered), *_stacked(answer, 0.0 if leftward else left + gap))
        return [Row(round(max(asked + drop, told), 2), items, block.id, "P", after=after)]
    else:
        moved = [_Piece(one.height, tuple(shifted(item, left + gap, 0.0) for item in one.items)) for one in answer]
        pieces = [*question, *moved]
    if sum(one.height for one in pieces) <= frame.height:
        return [Row(round(sum(one.height for one in pieces), 2), _stacked(pieces, 0.0), block.id, "P", after=after)]
    rows = [Row(round(one.height, 2), one.items, block.id, "P") for one in pieces]
    rows[: len(question)] = [replace(row, keep=True) for row in rows[: len(question)]]
    rows[-1] = replace(rows[-1], after=after)
    return rows


def _drop(block: FormField, pen: _Pen) -> float:
    """Return how much lower the question stands, so that it shares its line with the answer."""
    if block.answer == "ticks":
        return 0.14 * pen.frame.size
    return 0.0 if block.answer == "box" else pen.write - pen.frame.leading - 1.0


def _answer(block: FormField, width: float, pen: _Pen) -> list[_Piece]:
    value = pen.lines(_resolved(block.value), width - 2 * PAD * pen.frame.size) if block.answer != "ticks" else []
    if block.answer == "box":
        return [_box(value, max(block.lines, 1), width, pen)]
    if block.answer == "ticks":
        return _ticks(block, width, pen)
    if block.answer == "blanks" and not value:
        return _blanks(block.blanks, width, pen)
    return _ruled(value, max(block.lines, 1), block.unit, width, pen)


def _ruled(value: Sequence[_Piece], lines: int, unit: object, width: float, pen: _Pen) -> list[_Piece]:
    """Return ruled lines; what is known stands on them, the unit behind the last."""
    words = _snug(pen.lines(_resolved(unit), width * 0.5))
    room = max((_width(one.items) for one in words), default=0.0)
    short = width - (room + 0.5 * pen.frame.size if words else 0.0)
    out = []
    for index in range(max(lines, len(value))):
        height = pen.write if index < lines else pen.frame.leading
        y = round(height - 2.0, 2)
        items: list[Item] = [RuleItem(0.0, y, round(short, 3), y, THIN)]
        drop = height - pen.frame.leading - 1.0
        if index < len(value):
            items += [shifted(item, PAD * pen.frame.size, drop) for item in value[index].items]
        if words and index == 0:
            items += [shifted(item, short + 0.5 * pen.frame.size, drop) for item in words[0].items]
        out.append(_Piece(height, tuple(items)))
    return out


def _box(value: Sequence[_Piece], lines: int, width: float, pen: _Pen) -> _Piece:
    pad = PAD * pen.frame.size
    height = round(max(lines * pen.write, sum(one.height for one in value) + 2 * pad), 2)
    items = tuple(shifted(item, pad, pad) for item in _stacked(value, 0.0))
    return _Piece(height + 2.0, (*_edges(0.0, 1.0, width, height, THIN), *items))


def _blanks(words: Sequence[str], width: float, pen: _Pen) -> list[_Piece]:
    """Return words with gaps between them to write in; they go to further lines where one is too short."""
    x, out = 0.0, list[_Piece]()
    items: list[Item] = []
    drop = pen.write - pen.frame.leading - 1.0
    y = round(pen.write - 2.0, 2)
    for index, word in enumerate(words):
        set_word = _snug(pen.lines((Run(word),), width)) if word else []
        wide = max((_width(one.items) for one in set_word), default=0.0)
        gap = BLANK_EM * pen.frame.size if index else 0.0
        if x and x + gap + wide > width:
            out.append(_Piece(pen.write, tuple(items)))
            x, items = 0.0, []
        if gap:
            items.append(RuleItem(round(x, 3), y, round(x + gap, 3), y, THIN))
            x += gap + 0.25 * pen.frame.size
        items += [shifted(item, x, drop) for one in set_word[:1] for item in one.items]
        x += wide + (0.4 * pen.frame.size if wide else 0.0)
    return [*out, _Piece(pen.write, tuple(items))]


def _ticks(block: FormField, width: float, pen: _Pen) -> list[_Piece]:
    """Return boxes to tick in columns as narrow as the longest of them allows."""
    ticks = block.ticks
    if not ticks:
        return [_Piece(pen.write, ())]
    size = pen.frame.size
    side, indent = round(0.82 * size, 2), 1.35 * size
    leftward = runs_from_the_right(text_of(block.label))
    texts = [_snug(pen.lines(_keyed(one), width - indent)) for one in ticks]
    widest = max(indent + _width(line.items) for text in texts for line in text) + 1.2 * size
    columns = max(1, min(len(ticks), int((width + 1.2 * size) // widest)))
    step = width / columns
    out = []
    for start in range(0, len(ticks), columns):
        items: list[Item] = []
        high = 0.0
        for place, (one, text) in enumerate(zip(ticks[start : start + columns], texts[start:], strict=False)):
            x, top = place * step, 0.14 * size
            words = _stacked(text, 0.0)
            if leftward:
                x = width - x - side
            items += _tick_box(x, top + (pen.frame.leading - side) / 2, side, one.ticked)
            items += [
                shifted(item, x + side - indent - _width(words) if leftward else x + indent, top) for item in words
            ]
            high = max(high, sum(line.height for line in text) + 2 * top)
        out.append(_Piece(round(high, 2), tuple(items)))
    return out


def _keyed(one: Tick) -> Resolved:
    label = _resolved(one.label)
    return (Run(one.key, (BOLD,)), Run(" "), *label) if one.key else label


def _tick_box(x: float, y: float, side: float, ticked: bool) -> list[Item]:
    items: list[Item] = [BoxItem(round(x, 3), round(y, 3), side)]
    if ticked:
        a, b, c = (0.2, 0.55), (0.42, 0.8), (0.86, 0.18)
        points = [(round(x + dx * side, 3), round(y + dy * side, 3)) for dx, dy in (a, b, c)]
        items += [RuleItem(*points[0], *points[1], 1.4), RuleItem(*points[1], *points[2], 1.4)]
    return items


# -- tables to write in


def _grid(block: FormGrid, pen: _Pen) -> list[Row]:
    if runs_from_the_right("".join(text_of(column.label) for column in block.columns)):
        block = replace(block, columns=block.columns[::-1], rows=tuple(row[::-1] for row in block.rows))
    lefts = _lefts([column.weight for column in block.columns], pen.frame.width)
    head = _grid_row([_resolved(one.label) for one in block.columns], block, lefts, 0.0, pen, head=True)
    least = round(max(block.lines, 1.0) * pen.write, 2)
    bodies = [[_resolved(cell) for cell in row] for row in block.rows]
    bodies += [[() for _ in block.columns] for _ in range(block.blank)]
    rows = [
        _grid_row(row, block, lefts, least, pen, repeat=(head,), shaded=at in block.shaded)
        for at, row in enumerate(bodies)
    ]
    if rows:
        rows[-1] = replace(rows[-1], after=0.7 * pen.frame.leading)
    return [replace(head, keep=bool(rows)), *rows]


def _lefts(weights: Sequence[float], width: float) -> list[float]:
    total = sum(weights) or 1.0
    return [round(width * sum(weights[:index]) / total, 3) for index in range(len(weights) + 1)]


def _grid_row(
    cells: Sequence[Resolved],
    block: FormGrid,
    lefts: Sequence[float],
    least: float,
    pen: _Pen,
    *,
    head: bool = False,
    repeat: tuple[Row, ...] = (),
    shaded: bool = False,
) -> Row:
    pad = PAD * pen.frame.size
    least = 0.0 if shaded else least
    texts = []
    for index, (cell, column) in enumerate(zip(cells, block.columns, strict=True)):
        room = lefts[index + 1] - lefts[index] - 2 * pad
        marks = not cell and not head and not shaded and bool(column.circles)
        texts.append(_circles(column, room, pen) if marks else pen.lines(cell, room, align=column.align, bold=head))
    height = round(max(least, *(sum(line.height for line in text) + pad for text in texts), pen.frame.leading), 2)
    items: list[Item] = [TintItem(0.0, 0.0, lefts[-1], height, SHADE)] if shaded else []
    for index, text in enumerate(texts):
        top = (height - sum(line.height for line in text)) / 2
        items += [shifted(item, lefts[index] + pad, top) for item in _stacked(text, 0.0)]
    walls = (lefts[0], lefts[-1]) if shaded else lefts
    items += [RuleItem(x, 0.0, x, height, EDGE if x in (lefts[0], lefts[-1]) else THIN) for x in walls]
    items.append(RuleItem(0.0, height, lefts[-1], height, EDGE if head else THIN))
    if head:
        items.append(RuleItem(0.0, 0.0, lefts[-1], 0.0, EDGE))
    return Row(height, tuple(items), block.id, "TH" if head else "TR", keep=head or shaded, repeat=repeat)


def _sheet(block: FormSheet, pen: _Pen) -> list[Row]:
    """Return the rows of a form whose cells span columns; words stand in the middle of their cell's height."""
    lefts = _lefts([column.weight for column in block.columns], pen.frame.width)
    least, pad = round(max(block.lines, 1.0) * pen.write, 2), PAD * pen.frame.size
    rows: list[Row] = []
    for number, cells in enumerate(block.cells):
        placed: list[tuple[float, list[_Piece]]] = []
        edges, at = [0.0], 0
        for cell in cells:
            left, right = lefts[at], lefts[min(at + cell.span, len(lefts) - 1)]
            placed.append((left + pad, pen.lines(_resolved(cell.runs), right - left - 2 * pad, align=cell.align)))
            edges, at = [*edges, right], at + cell.span
        height = round(max(least, *(sum(line.height for line in text) + 2 * pad for _, text in placed)), 2)
        thick = EDGE if number == len(block.cells) - 1 else THIN
        made = _whole_row(placed, edges, height, block.id) if height <= pen.frame.height else []
        made = made or _parted_row(placed, edges, pen.frame.leading, block.id)
        made[-1] = _ruled_at(made[-1], made[-1].height, lefts[-1], thick)
        if number == 0:
            made[0] = _ruled_at(made[0], 0.0, lefts[-1], EDGE)
        rows += made
    if rows:
        rows[-1] = replace(rows[-1], after=0.7 * pen.frame.leading)
    return rows


def _whole_row(
    placed: Sequence[tuple[float, list[_Piece]]], edges: Sequence[float], height: float, block_id: str
) -> list[Row]:
    items: list[Item] = []
    for x, text in placed:
        top = (height - sum(line.height for line in text)) / 2
        items += [shifted(item, x, top) for item in _stacked(text, 0.0)]
    return [Row(height, (*items, *_walls(edges, height)), block_id, "TR")]


def _parted_row(
    placed: Sequence[tuple[float, list[_Piece]]], edges: Sequence[float], leading: float, block_id: str
) -> list[Row]:
    """Return a row that no page can hold, line by line."""
    rows = []
    for at in range(max(len(text) for _, text in placed)):
        items = [shifted(item, x, 0.0) for x, text in placed if at < len(text) for item in text[at].items]
        rows.append(Row(leading, (*items, *_walls(edges, leading)), block_id, "TR"))
    return rows


def _walls(edges: Sequence[float], height: float) -> tuple[Item, ...]:
    return tuple(RuleItem(x, 0.0, x, height, EDGE if x in (edges[0], edges[-1]) else THIN) for x in edges)


def _ruled_at(row: Row, y: float, width: float, thickness: float) -> Row:
    return replace(row, items=(*row.items, RuleItem(0.0, y, width, y, thickness)))


def _circles(column: GridColumn, room: float, pen: _Pen) -> list[_Piece]:
    """Return the marks of a cell, spread over its width, where one line holds them; else the cell stays empty."""
    sets = [_snug(pen.lines((Run(mark),), room)) for mark in column.circles]
    wide = sum(_width(one[0].items) for one in sets if one)
    if wide + 0.18 * pen.frame.size * len(sets) > room:
        return []
    step = room / len(sets)
    items: list[Item] = []
    for index, one in enumerate(sets):
        x = step * index + (step - _width(one[0].items)) / 2
        items += [shifted(item, x, 0.0) for item in one[0].items]
    return [_Piece(pen.frame.leading, tuple(items))]


def _tally(block: FormTally, pen: _Pen) -> list[Row]:
    size, width = pen.frame.size, pen.frame.width
    rows = [
        Row(line.height, line.items, block.id, "P", keep=True)
        for line in pen.lines(_resolved(block.label), width, bold=True)
    ]
    columns = max(1, min(len(block.boxes), int(width // (6.4 * size)), 9))
    high = -(-len(block.boxes) // columns)
    columns = -(-len(block.boxes) // high)
    step, pad = width / columns, 0.25 * size
    for start in range(0, len(block.boxes), columns):
        texts = [pen.lines(_resolved(one), step - 2 * pad) for one in block.boxes[start : start + columns]]
        words = max(sum(line.height for line in text) for text in texts)
        height = round(words + 0.9 * pen.write, 2)
        items: list[Item] = []
        for place, text in enumerate(texts):
            x = round(place * step, 3)
            items += _edges(x, 0.0, step, height, THIN)
            items += [shifted(item, x + pad, 0.0) for item in _stacked(text, 0.0)]
        rows.append(Row(height, tuple(items), block.id, "P", keep=True))
    rows[-1] = replace(rows[-1], keep=False, after=0.5 * pen.frame.leading)
    return rows


# -- posters


def _display(block: Display, frame: Frame, fonts: FontSet) -> Measured:
    if block.role == "band":
        y = round(block.size / 2, 3)
        band = RuleItem(0.0, y, frame.width, y, block.size, INK, colour=LEAF)
        row = Row(block.size, (band,), block.id, "Artifact", after=block.after, starts=(block.id,))
        return Measured((row,))
    style = TextStyle(
        block.size, round(block.size * 1.34, 2), block.align, heading=block.bold, bold=block.bold, after=block.after
    )
    return text_block(block.id, _resolved(block.runs), style, frame, fonts)


# -- small things


def _resolved(runs: object) -> Resolved:
    """Forms hold plain runs only; atoms have no place in them."""
    return tuple(one for one in runs if isinstance(one, Run)) if isinstance(runs, tuple) else ()


def _stacked(pieces: Sequence[_Piece], x: float) -> tuple[Item, ...]:
    out: list[Item] = []
    y = 0.0
    for one in pieces:
        out += [shifted(item, x, y) for item in one.items]
        y += one.height
    return tuple(out)


def _snug(pieces: list[_Piece]) -> list[_Piece]:
    """Return lines moved together to the left edge: those of Arabic and Hebrew are set on the right of their column."""
    left = min((item.x for one in pieces for item in one.items), default=0.0)
    return (
        [_Piece(one.height, tuple(shifted(item, -left, 0.0) for item in one.items)) for one in pieces]
        if left
        else pieces
    )


def _width(items: Sequence[Item]) -> float:
    return max((item.x + item.width for item in items if isinstance(item, TextItem)), default=0.0)


def _edges(x: float, y: float, width: float, height: float, thickness: float) -> list[Item]:
    x2, y2 = round(x + width, 3), round(y + height, 3)
    return [
        RuleItem(x, y, x2, y, thickness),
        RuleItem(x, y2, x2, y2, thickness),
        RuleItem(x, y, x, y2, thickness),
        RuleItem(x2, y, x2, y2, thickness),
    ]
