"""The sheets of an ``.xlsx`` package: its relations, strings and styles, then row by row, counted while they are read.

Thread: any but the document lane; nothing is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from re import compile as pattern
from xml.etree.ElementTree import Element, iterparse

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH

from app.core.errors import Cancelled
from app.core.messages import N_
from app.core.progress import Progress
from app.imports import faults
from app.imports.grid import Grid, GridRow, Limits, Meter, Raw
from app.imports.package import Package, resolved
from app.imports.xlsx.cells import Cells, CellTags, tags_in, text_of

MOST_MERGES = 10_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
TELL_EVERY = 500
"""Rows between two steps of the progress."""
_AREA = pattern(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class SheetReader:
    """Reads the sheets of one package.

    Args:
        package: whose heads were checked.
        limits: what it may hold.
        meter: counts what is read.
        progress: told of the rows; asked whether to stop.
    """

    package: Package
    limits: Limits
    meter: Meter
    progress: Progress
    _cells: Cells = field(init=False)
    _columns: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._cells = Cells(self.limits)

    @property
    def formulas(self) -> int:
        """How many cells held a formula."""
        return self._cells.formulas

    def grids(self) -> Iterator[Grid]:
        """Yield the sheets in order, hidden ones too."""
        book = self._book_part()
        relations = self._relations(book)
        sheets = self._sheets(book)
        known = [(name, relations.get(key, ("", "")), hidden) for name, key, hidden in sheets]
        found = [(name, target, hidden) for name, (kind, target), hidden in known if kind.endswith("/worksheet")]
        self._count([target for _, target, _ in found])
        by_kind = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
        if (target := by_kind.get("sharedStrings")) and self.package.has(target):
            self._read_strings(target)
        if (target := by_kind.get("styles")) and self.package.has(target):
            self._read_styles(target)
        for name, target, hidden in found:
            yield self._grid(name, target, hidden=hidden)

    def _count(self, targets: list[str]) -> None:
        """Refuse more rows and cells than there may be before one of them is read."""
        rows = cells = 0
        for target in targets:
            if not self.package.has(target):
                raise faults.damaged()
            counted = self.package.count(target, b"<row ", b"<row>", b"<row/>", b"<c ", b"<c>", b"<c/>")
            rows, cells = rows + sum(counted[:3]), cells + sum(counted[3:])
            if rows > self.limits.rows:
                raise faults.too_many_rows(self.limits.rows)
            if cells > self.limits.cells:
                raise faults.too_many_cells(self.limits.cells)

    def _book_part(self) -> str:
        if self.package.has("_rels/.rels"):
            for kind, target in self._relations_in("_rels/.rels", "").values():
                if kind.endswith("/officeDocument") and self.package.has(target):
                    return target
        return next(name for name in self.package.names() if name.endswith("workbook.xml"))

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, _, name = part.rpartition("/")
        return self._relations_in(f"{folder}/_rels/{name}.rels".lstrip("/"), part)

    def _relations_in(self, name: str, beside: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part, by their key: kind and target."""
        found: dict[str, tuple[str, str]] = {}
        with self.package.part(name) as part:
            for _, one in iterparse(part):
                if one.tag == _RELATIONS and one.get("TargetMode") != "External":
                    found[one.get("Id", "")] = (one.get("Type", ""), resolved(one.get("Target", ""), beside))
        return found

    def _sheets(self, book: str) -> list[tuple[str, str, bool]]:
        found: list[tuple[str, str, bool]] = []
        with self.package.part(book) as part:
            for _, one in iterparse(part):
                tag = one.tag.rpartition("}")[2]
                if tag == "sheet":
                    key = next((value for name, value in one.items() if name.endswith("}id")), "")
                    found.append((one.get("name", ""), key, one.get("state", "visible") != "visible"))
                elif tag == "workbookPr" and one.get("date1904") in ("1", "true"):
                    self._cells.epoch = MAC_EPOCH
        return found

    def _read_strings(self, name: str) -> None:
        with self.package.part(name) as part:
            tag, text = tags_in(part, "si", "t")
            root: Element | None = None
            for event, one in iterparse(part, ("start", "end")):
                if root is None:
                    root = one
                elif event == "end" and one.tag == tag:
                    self._cells.strings.append(text_of(one, text))
                    if len(self._cells.strings) > self.limits.cells:
                        raise faults.too_many_cells(self.limits.cells)
                    root.clear()

    def _read_styles(self, name: str) -> None:
        formats, used = dict(BUILTIN_FORMATS), list[int]()
        with self.package.part(name) as part:
            own, group = tags_in(part, "numFmt", "cellXfs")
            for _, one in iterparse(part):
                if one.tag == own:
                    formats[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
                elif one.tag == group:
                    used = [int(each.get("numFmtId", "0")) for each in one]
        for place, number in enumerate(used):
            code = formats.get(number)
            if code and is_date_format(code):
                self._cells.dates[place] = bool(is_timedelta_format(code))

    def _grid(self, name: str, target: str, *, hidden: bool) -> Grid:
        rows: list[GridRow] = []
        merged: list[tuple[int, int, int, int]] = []
        with self.package.part(target) as part:
            row_tag, merge_tag = tags_in(part, "row", "mergeCell")
            tags = CellTags(*tags_in(part, "v", "f", "is", "t"))
            for _, one in iterparse(part):
                if one.tag == row_tag:
                    read = self._row(one, tags, rows[-1].number if rows else 0)
                    if read.cells:
                        rows.append(read)
                    one.clear()  # what stays of a row is an empty element
                elif one.tag == merge_tag and len(merged) < MOST_MERGES and (area := self._area(one.get("ref", ""))):
                    merged.append(area)
        return Grid(name, tuple(rows), tuple(merged), hidden)

    def _row(self, element: Element, tags: CellTags, last: int) -> GridRow:
        self._count_row()
        number = int(element.get("r") or last + 1)
        if not last < number <= LAST_ROW:
            raise faults.damaged()
        cells: list[Raw] = []
        for one in element:
            value = self._cells.read(one, tags)
            if value is None:
                continue
            at = self._column(one.get("r"), len(cells))
            if at < len(cells):
                raise faults.damaged()
            cells.extend([None] * (at - len(cells)))
            cells.append(value)
            self.meter.cells += 1
        if self.meter.cells > self.limits.cells:
            raise faults.too_many_cells(self.limits.cells)
        return GridRow(number, tuple(cells))

    def _count_row(self) -> None:
        self.meter.rows += 1
        if self.meter.rows > self.limits.rows:
            raise faults.too_many_rows(self.limits.rows)
        if self.meter.rows % TELL_EVERY == 0:
            self.progress.step(self.meter.rows, 0, N_("Reading the file"))
            if self.progress.cancelled():
                raise Cancelled(N_("Reading the file was stopped."), N_("Choose it again whenever you like."))

    def _column(self, reference: str | None, following: int) -> int:
        """Return the column of a cell, counted from 0; a cell without an address follows the last one."""
        if not reference:
            return following
        name = reference.rstrip("0123456789")
        at = self._columns.get(name)
        if at is None:
            if not name.isascii() or not name.isalpha() or not name.isupper() or len(name) > 3:
                raise faults.damaged()
            at = 0
            for letter in name:
                at = at * 26 + ord(letter) - 64
            if at > LAST_COLUMN:
                raise faults.damaged()
            self._columns[name] = at = at - 1
        return at

    def _area(self, reference: str) -> tuple[int, int, int, int] | None:
        found = _AREA.fullmatch(reference)
        if found is None:
            return None
        return int(found[2]), self._column(found[1], 0), int(found[4]), self._column(found[3], 0)
