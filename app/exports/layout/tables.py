"""Tables like an almanac's: rules across, none down; heads repeat; rows stay whole if a page can hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.directions import runs_from_the_right
from app.core.richtext import Run
from app.exports.layout.breaking import Line, Setting, break_lines, set_line
from app.exports.layout.columns import column_widths
from app.exports.layout.fonts import FontSet
from app.exports.layout.items import FAINT, INK, Item, Measured, Row, RuleItem, shifted
from app.exports.layout.measure import Frame, TextStyle, pieces_of, text_block
from app.exports.layout.numbering import Resolved
from app.exports.layout.shaping import Shaped, hold_dates, shape_pieces
from app.exports.spec import SHOWN, Column, GridColumn, Table

PAD_X = 0.36
"""Space left and right in a cell, in em; the outer edges stand flush with the text."""
PAD_Y = 0.26
"""Space above and below in a cell, in em."""
LEADING = 1.43
"""Pitch of lines in cells, in em."""
TALLEST_HEAD = 0.5
"""A head that takes more of the page than this is printed once, like any row."""
TALL = 4
"""A row of more than this part of a page does not look lonely on one."""
HEAVY, MIDDLE, THIN = 1.2, 0.6, 0.4
"""Thickness of the outer rules, the rule below the head and the rules between rows, in points."""


@dataclass(frozen=True, slots=True)
class _Cell:
    shaped: Shaped
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class _Grid:
    table: Table
    frame: Frame
    lefts: tuple[float, ...]
    widths: tuple[float, ...]

    @property
    def leading(self) -> float:
        return round(self.frame.size * LEADING, 2)

    @property
    def pad(self) -> float:
        return round(self.frame.size * PAD_Y, 2)


def table(
    block: Table,
    cells: Sequence[Sequence[Resolved]],
    caption: Resolved,
    note: Resolved,
    frame: Frame,
    fonts: FontSet,
) -> Measured:
    """Measure *block* with its resolved *cells*, *caption* (number included) and *note*."""
    head = min(max(block.header, 0), len(cells))
    if head and runs_from_the_right("".join(one.text for cell in cells[0] for one in cell if isinstance(one, Run))):
        cells = [row[: len(block.columns)][::-1] for row in cells]
        block = replace(block, columns=block.columns[::-1])
    shaped = _shaped(cells, head, len(block.columns), frame, fonts)
    missing = [char for row in shaped for cell in row for char in cell.missing]
    grid = _grid(block, shaped, frame)
    rows: list[Row] = []
    if caption:
        style = TextStyle(frame.size, frame.leading, "centre", bold=False, before=0.5 * frame.leading,
                          after=0.15 * frame.leading, keep=True, role="Caption")  # fmt: skip
        measured = text_block(block.id, caption, style, frame, fonts)
        rows.extend(measured.rows)
        missing.extend(measured.missing)
    heads, body = _rows(grid, shaped, head)
    if sum(row.height for row in heads) > TALLEST_HEAD * frame.height:
        heads, body = _rows(grid, shaped, 0)
    if heads and not caption:
        heads = (replace(heads[0], before=0.5 * frame.leading), *heads[1:])
    rows.extend(heads)
    rows.extend(body)
    rows[-1] = replace(rows[-1], after=0.3 * frame.leading if note else 0.8 * frame.leading, keep=bool(note))
    if note:
        measured = text_block(block.id, note, TextStyle(frame.size, frame.leading, "left", after=0.6 * frame.leading),
                              frame, fonts)  # fmt: skip
        rows.extend(measured.rows)
        missing.extend(measured.missing)
    if block.whole:
        rows[:-1] = [replace(row, keep=True) for row in rows[:-1]]
    first = replace(rows[0], starts=(block.id, *_shown(rows[0])))
    rest = (replace(row, starts=_shown(row)) if row.starts else row for row in rows[1:])
    return Measured((first, *rest), tuple(missing))


def shares(
    columns: Sequence[Column | GridColumn],
    cells: Sequence[Sequence[Resolved]],
    head: int,
    frame: Frame,
    fonts: FontSet,
    *,
    gaps: int = 1,
) -> tuple[float, ...]:
    """Return the widths of *columns* in points, as a page of *frame* would have them; *gaps* as in `column_widths`."""
    shaped = _shaped(cells, head, len(columns), frame, fonts)
    narrow = [row for index, row in enumerate(shaped) if index < head or not _across(columns, row)]
    return column_widths(columns, narrow, frame.width, frame.size, PAD_X * frame.size, gaps=gaps)


def _shaped(
    cells: Sequence[Sequence[Resolved]], head: int, count: int, frame: Frame, fonts: FontSet
) -> list[list[Shaped]]:
    return [
        [hold_dates(shape_pieces(pieces_of(one, frame.face, heading=at < head), fonts)) for one in row[:count]]
        for at, row in enumerate(cells)
    ]


def stands_alone(filled: Sequence[bool]) -> bool:
    """Say of a row, its cells *filled* or not, whether its first alone is: it heads the rows below."""
    return len(filled) > 2 and filled[0] and not any(filled[1:])


def _across(columns: Sequence[Column | GridColumn], row: Sequence[Shaped]) -> bool:
    """Say whether a row's only cell runs over all columns."""
    return columns[0].align == "left" and stands_alone([bool(cell.widths) for cell in row])


def _shown(row: Row) -> tuple[str, ...]:
    return tuple(one for one in row.starts if one.startswith(SHOWN))


def _grid(block: Table, shaped: list[list[Shaped]], frame: Frame) -> _Grid:
    count = max(len(block.columns), 1)
    columns = block.columns or (Column(),)
    narrow = [row for index, row in enumerate(shaped) if index < block.header or not _across(columns, row)]
    widths = column_widths(columns, narrow, frame.width, frame.size, PAD_X * frame.size)
    lefts = [sum(widths[:index]) for index in range(count)]
    return _Grid(block, frame, tuple(lefts), widths)


def _rows(grid: _Grid, shaped: list[list[Shaped]], head: int) -> tuple[tuple[Row, ...], list[Row]]:
    """Return the head rows and the body rows; a row taller than a page is parted into its lines.

    As with the lines of a paragraph, two rows at least stand on either page; a tall row may stand alone.
    """
    frame, block = grid.frame, grid.table
    heads: list[Row] = []
    body: list[Row] = []
    top = RuleItem(0.0, 0.0, frame.width, 0.0, HEAVY)
    for index, cells in enumerate(shaped):
        broken = [_broken(grid, column, cell) for column, cell in enumerate(cells)]
        if index >= head and _across(block.columns, cells):
            whole = int((frame.width - 2 * PAD_X * frame.size) * 1000 / frame.size)
            broken[0] = _Cell(cells[0], break_lines(cells[0], whole))
        count = max((len(cell.lines) for cell in broken), default=1)
        height = round(count * grid.leading + 2 * grid.pad, 2)
        if index < head:
            items = _line_items(grid, broken, 0, count, grid.pad)
            rule = _rule(grid, height, MIDDLE if index == head - 1 else THIN, INK if index == head - 1 else FAINT)
            heads.append(Row(height, (*((top,) if index == 0 else ()), *items, rule), block.id, "TH", keep=True))
            continue
        last = index == len(shaped) - 1
        repeat = tuple(heads)
        record = block.row_shows[index] if index < len(block.row_shows) else ""
        starts = (SHOWN + record,) if record else ()
        room = frame.height - sum(row.height for row in repeat)
        above = (top,) if index == 0 else ()
        if height <= room:
            items = _line_items(grid, broken, 0, count, grid.pad)
            rule = _rule(grid, height, HEAVY if last else THIN, INK if last else FAINT)
            row = Row(height, (*above, *items, rule), block.id, "TR", repeat=repeat, starts=starts)
            leads = index in block.leads or stands_alone([bool(cell.widths) for cell in cells])
            body.append(replace(row, keep=leads))
        else:
            parted = _parted(grid, broken, count, repeat, last, above)
            body += [replace(parted[0], starts=starts), *parted[1:]]
    if len(shaped) <= head and heads:
        heads[-1] = replace(heads[-1], keep=False)
    if not shaped:
        body.append(Row(0.0, (top,), block.id, "TR"))
    for place in {0, len(body) - 2} if len(body) > 1 else ():
        if max(row.height for row in body[place : place + 2]) <= frame.height / TALL:
            body[place] = replace(body[place], keep=True)
    return tuple(heads), body


def _parted(
    grid: _Grid, broken: list[_Cell], count: int, repeat: tuple[Row, ...], last: bool, above: tuple[RuleItem, ...]
) -> list[Row]:
    out = []
    for line in range(count):
        top = grid.pad if line == 0 else 0.0
        bottom = grid.pad if line == count - 1 else 0.0
        height = top + grid.leading + bottom
        items: tuple[Item, ...] = _line_items(grid, broken, line, line + 1, top)
        if line == 0:
            items = (*above, *items)
        if line == count - 1:
            items = (*items, _rule(grid, height, HEAVY if last else THIN, INK if last else FAINT))
        out.append(Row(height, items, grid.table.id, "TR", keep=line in (0, count - 2), repeat=repeat))
    return out


def _broken(grid: _Grid, column: int, shaped: Shaped) -> _Cell:
    em = grid.frame.size / 1000
    return _Cell(shaped, break_lines(shaped, int(_inner(grid, column) / em)))


def _inner(grid: _Grid, column: int) -> float:
    return grid.widths[column] - 2 * PAD_X * grid.frame.size


def _line_items(grid: _Grid, broken: list[_Cell], first: int, end: int, top: float) -> tuple[Item, ...]:
    out: list[Item] = []
    for column, cell in enumerate(broken):
        align = grid.table.columns[column].align if column < len(grid.table.columns) else "left"
        setting = Setting(grid.frame.size, grid.leading, _inner(grid, column), align)
        left = grid.lefts[column] + PAD_X * grid.frame.size
        for place, line in enumerate(cell.lines[first:end]):
            dy = top + place * grid.leading
            out.extend(shifted(item, 0.0, dy) for item in set_line(cell.shaped, line, setting, left))
    return tuple(out)


def _rule(grid: _Grid, y: float, thickness: float, grey: float) -> RuleItem:
    return RuleItem(0.0, y, grid.frame.width, y, thickness, grey)
