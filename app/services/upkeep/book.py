"""The plan as a workbook: activities to fill in, budget lines and their sums by head as live formulas.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

from app.core.messages import N_, Label
from app.core.money import exponent
from app.exports.xlsx.formula import Cell, Range, SumIfs, sum_of
from app.exports.xlsx.spec import CellValue, ColumnSpec, PrintSetup, SheetSpec, WorkbookSpec, sheet_name
from app.services.budget.book_looks import FONTS, LINE_HEIGHT, fitted, labels_of, styles, typed
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting
from app.services.upkeep.paper import DEMO_TITLE, TITLE, term
from app.services.upkeep.view import DEMO, UpkeepView

HEAD, FIRST, SPARE = 3, 4, 15
"""Row of the heads, and the first below; empty rows for people who go on in Excel."""
ACROSS = 120.0
"""A sheet wider than this, in characters, prints on the long side of its paper."""


def plan_book(shown: ShownRecords, how: ListSetting, view: UpkeepView) -> WorkbookSpec:
    """Return the workbook; arguments as for :func:`app.services.upkeep.paper.plan_spec`."""
    return _Plan(shown, how, view).spec()


class UpkeepBook:
    """What the workbooks of the plan and of its results share: sheets, their names, their looks."""

    SHEETS: ClassVar[tuple[tuple[str, Label], ...]] = ()
    """Key and title of each sheet."""

    def __init__(self, shown: ShownRecords, how: ListSetting, view: UpkeepView) -> None:
        self.shown, self.say, self.how, self.view = shown, shown.text, how, view
        self.digits = exponent(view.currency)
        self.heads = [one for one in (view.budget.heads if view.budget else ()) if one.head.id]
        self.labels = labels_of([(one.head.id, self.say(one.head.title)) for one in self.heads])
        taken: set[str] = set()
        self.names: dict[str, str] = {}
        for key, title in self.SHEETS:
            self.names[key] = sheet_name(self.say(title), taken)
            taken.add(self.names[key])

    def book(self, title: Label, sheets: tuple[SheetSpec, ...]) -> WorkbookSpec:
        """Return the workbook of *sheets*."""
        language = self.shown.translator.language
        return WorkbookSpec(
            title=f"{self.say(title)} {self.how.community}".strip(),
            language="zh_TW" if language == "zh_TW" else "en",
            sheets=sheets,
            styles=styles(self.digits),
            author=self.how.community,
            font=FONTS.get(language, "Arial"),
            date_iso=self.how.date_iso,
        )

    def sheet(
        self,
        key: str,
        title: Label,
        heads: Sequence[Label],
        rows: Sequence[tuple[CellValue, ...]],
        widths: Sequence[float],
    ) -> SheetSpec:
        """Return a sheet with its title, whose it is, its heads and rows; *widths* in characters."""
        note = " · ".join(part for part in (self.how.community, self.how.date_text) if part)
        top = [
            (CellValue(self.say(title), "title"),),
            (CellValue(note, "note"),),
            tuple(CellValue(self.say(one), "head") for one in heads),
        ]
        every = [*top, *rows]
        numbers = range(HEAD, len(every) + 1)
        heights = dict.fromkeys(numbers, LINE_HEIGHT + 3) | dict(fitted(every, [float(one) for one in widths]))
        setup = PrintSetup(self.how.paper, landscape=sum(widths) > ACROSS, repeat=(3, 3), footer=self.how.community)
        return SheetSpec(
            self.names[key],
            tuple(ColumnSpec(float(one)) for one in widths),
            tuple(every),
            heights=tuple(sorted(heights.items())),
            freeze=(3, 0),
            print=setup,
        )


class _Plan(UpkeepBook):
    SHEETS: ClassVar[tuple[tuple[str, Label], ...]] = (
        ("aims", N_("Aims")),
        ("months", N_("Planned activities")),
        ("lines", N_("Budget lines")),
        ("heads", N_("By head")),
    )

    def __init__(self, shown: ShownRecords, how: ListSetting, view: UpkeepView) -> None:
        super().__init__(shown, how, view)
        self.lines = [one for one in (view.budget.lines if view.budget else ()) if one.counted]
        self.last = FIRST + len(self.lines) + SPARE - 1

    def spec(self) -> WorkbookSpec:
        title = DEMO_TITLE if self.view.kind == DEMO else TITLE
        return self.book(title, (self._aims(), self._months(), self._lines(), self._by_head()))

    def _aims(self) -> SheetSpec:
        names = ("title", "expected", "measure", "target", "result")
        heads = (N_("Aim"), N_("Expected result"), N_("How we see it"), N_("Figure to be reached"), N_("Result"))
        rows = [tuple(typed(self.shown.cell(row, name)) for name in names) for row in self.view.aims]
        rows += [tuple(typed("") for _ in names)] * 3
        return self.sheet("aims", N_("Aims"), heads, rows, (28.0, 36.0, 26.0, 22.0, 30.0))

    def _months(self) -> SheetSpec:
        heads = (N_("When"), N_("What we do"), N_("Who sees to it"), N_("Where"), N_("Budget head"),
                 N_("People expected"), N_("People who came"), N_("How far it is"))  # fmt: skip
        shown, rows = self.shown, []
        for one in self.view.activities:
            cells = [typed(term(one, shown)), *(typed(shown.cell(one.row, name))
                     for name in ("title", "owner", "place", "head"))]  # fmt: skip
            counts = [typed(whole(one.row.get(name)), "number") for name in ("people", "came")]
            rows.append((*cells, *counts, typed(shown.cell(one.row, "status"))))
        blank = (*(typed("") for _ in range(5)), typed(None, "number"), typed(None, "number"), typed(""))
        rows += [blank] * SPARE
        last, name = FIRST + len(rows) - 1, self.names["months"]
        sums = [CellValue(sum_of(Range(name, FIRST, at, last, at)), "sum") for at in (6, 7)]
        empty = CellValue("", "sum_text")
        rows.append((CellValue(self.say(N_("Total")), "sum_text"), *[empty] * 4, *sums, empty))
        return self.sheet("months", N_("Activities by month"), heads, rows, (33, 30, 16, 20, 26, 12, 12, 14))

    def _lines(self) -> SheetSpec:
        heads = (N_("Budget head"), N_("Item"), N_("Quantity"), N_("Unit"), N_("Unit price"), N_("Amount"))
        name = self.names["lines"]
        rows: list[tuple[CellValue, ...]] = []
        for number in range(FIRST, self.last + 1):
            at = number - FIRST
            line = self.lines[at] if at < len(self.lines) else None
            price = None if line is None or line.unit_price is None else Decimal(line.unit_price).scaleb(-self.digits)
            qty = None if line is None or line.quantity is None else Decimal(line.quantity).scaleb(-2)
            rows.append((
                typed(self.labels.get(line.head, "") if line else ""),
                typed(line.item if line else ""),
                typed(qty, "number"),
                typed(line.unit if line else ""),
                typed(price, "money_input"),
                CellValue(Cell(name, number, 3) * Cell(name, number, 5), "amount" if line else "amount_open"),
            ))  # fmt: skip
        total = sum_of(Range(name, FIRST, 6, self.last, 6))
        empty = CellValue("", "sum_text")
        rows.append((CellValue(self.say(N_("Total")), "sum_text"), *[empty] * 4, CellValue(total, "sum")))
        return self.sheet("lines", N_("Budget lines"), heads, rows, (26, 34, 12, 10, 16, 16))

    def _by_head(self) -> SheetSpec:
        heads = (N_("Budget head"), N_("Planned"))
        name, lines = self.names["heads"], self.names["lines"]
        amounts, keys = (
            Range(lines, FIRST, 6, self.last, 6),
            Range(lines, FIRST, 1, self.last, 1),
        )
        rows = [
            (
                CellValue(self.labels[one.head.id], "text"),
                CellValue(SumIfs(amounts, ((keys, Cell(name, row, 1)),)), "money"),
            )
            for row, one in enumerate(self.heads, FIRST)
        ]
        last = FIRST + len(rows) - 1
        if rows:
            rows.append((CellValue(self.say(N_("Total")), "sum_text"),
                         CellValue(sum_of(Range(name, FIRST, 2, last, 2)), "sum")))  # fmt: skip
        return self.sheet("heads", N_("Money by head"), heads, rows, (34, 18))


def whole(value: object) -> Decimal | None:
    """Return a whole number for a cell, ``None`` where there is none."""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None
