"""Puts rows on pages: everything, every time, in milliseconds.

Headings stay with what follows, paragraphs leave two lines at least on either page, table heads repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.exports.layout.items import Placed, Row
from app.exports.spec import PageFormat

SLACK = 0.01
"""Rounding that is not held against a row, in points."""


@dataclass(slots=True)
class Sheet:
    """A page while it is being filled."""

    part_id: str
    placed: list[Placed] = field(default_factory=list)
    turned: bool = False


@dataclass(slots=True)
class Pager:
    """Fills sheets with rows, from the top."""

    page: PageFormat
    sheets: list[Sheet] = field(default_factory=list)
    _y: float = 0.0
    _after: float = 0.0
    _part: str = ""

    @property
    def height(self) -> float:
        """Height of the text area of the sheet that is being filled, points."""
        turned = bool(self.sheets) and self.sheets[-1].turned
        return (self.page.width if turned else self.page.height) - self.page.top - self.page.bottom

    def begin(self, part_id: str, new_page: bool, offset: float = 0.0) -> None:
        """Start a part, on a new page if asked or if there is none; *offset* is empty space at its top."""
        self._part = part_id
        if new_page or not self.sheets or self._full():
            self._new()
            self._y = offset
            self._after = 0.0

    def add(self, rows: Sequence[Row]) -> None:
        """Place *rows*, breaking pages between them where their ``keep`` allows."""
        index, count = 0, len(rows)
        while index < count:
            end = index
            while end < count - 1 and _holds(rows, index, end):
                end += 1
            self._place(rows[index : end + 1])
            index = end + 1

    def _place(self, chunk: Sequence[Row]) -> None:
        if chunk[0].new_page:
            if self.sheets[-1].placed:
                self._new()
            return
        self._turn(chunk[0].turned)
        if chunk[0].attached is not None:
            self._whole_sheet(chunk[0])
            return
        if self._full():
            self._new(chunk[0].turned)
        if self._fits(chunk):
            for row in chunk:
                self._put(row)
            return
        if not self._empty():
            self._new(chunk[0].turned)
        self._repeat(chunk[0])
        if self._fits(chunk):
            for row in chunk:
                self._put(row)
            return
        for row in chunk:
            if not self._empty() and not self._fits((row,)):
                self._new(row.turned)
                self._repeat(row)
            self._put(row)

    def _fits(self, chunk: Sequence[Row]) -> bool:
        y, after, top = self._y, self._after, self._empty()
        for row in chunk:
            if row.blank and top:
                continue
            y += row.height + (0.0 if top else max(after, row.before))
            after, top = row.after, False
        return y <= self.height + SLACK

    def _put(self, row: Row) -> None:
        top = self._empty()
        if row.blank and top:
            return
        if not top:
            self._y += max(self._after, row.before)
        self.sheets[-1].placed.append(Placed(row, self.page.left, self.page.top + self._y))
        self._y += row.height
        self._after = row.after

    def _repeat(self, row: Row) -> None:
        for head in row.repeat:
            self.sheets[-1].placed.append(Placed(head, self.page.left, self.page.top + self._y, repeated=True))
            self._y += head.height
            self._after = head.after

    def _whole_sheet(self, row: Row) -> None:
        if self.sheets[-1].placed:
            self._new(row.turned)
        self.sheets[-1].placed.append(Placed(row, 0.0, 0.0))
        self._y = self.height
        self._after = 0.0

    def _full(self) -> bool:
        placed = self.sheets[-1].placed
        return bool(placed) and placed[0].row.attached is not None

    def _empty(self) -> bool:
        return not self.sheets[-1].placed

    def _new(self, turned: bool = False) -> None:
        self.sheets.append(Sheet(self._part, turned=turned))
        self._y = self._after = 0.0

    def _turn(self, turned: bool) -> None:
        """Go on on a sheet that lies as the next rows need it."""
        if self.sheets[-1].turned == turned:
            return
        if self._empty():
            self.sheets[-1].turned, self._y = turned, 0.0
        else:
            self._new(turned)


def _holds(rows: Sequence[Row], start: int, place: int) -> bool:
    """Say whether the row at *place* may not be parted from the next; empty space between two changes nothing."""
    after = rows[place + 1]
    if after.new_page or after.attached is not None or after.turned != rows[place].turned:
        return False
    return rows[place].keep or (rows[place].blank and place > start)


def height_of(rows: Sequence[Row]) -> float:
    """Return the height of *rows* one below the other, without space above the first."""
    total = after = 0.0
    for index, row in enumerate(rows):
        total += row.height + (max(after, row.before) if index else 0.0)
        after = row.after
    return total
