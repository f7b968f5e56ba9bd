"""The report of results as a workbook: planned beside done, with live differences and sums. Thread: document lane."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from app.core.messages import N_, Label
from app.exports.xlsx.formula import Cell, Range, sum_of
from app.exports.xlsx.spec import CellValue, SheetSpec, WorkbookSpec
from app.services.budget.book_looks import typed
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting
from app.services.upkeep.book import FIRST, UpkeepBook, whole
from app.services.upkeep.paper import term
from app.services.upkeep.results import Came, ResultsView
from app.services.upkeep.results_paper import DEMO_TITLE, OPEN, REACHED, STANDS, TITLE, reached_words, result_words
from app.services.upkeep.view import DEMO


def results_book(shown: ShownRecords, how: ListSetting, view: ResultsView) -> WorkbookSpec:
    """Return the workbook; arguments as for :func:`app.services.upkeep.results_paper.results_spec`."""
    return _Results(shown, how, view).spec()


class _Results(UpkeepBook):
    SHEETS: ClassVar[tuple[tuple[str, Label], ...]] = (
        ("activities", N_("Planned and done")),
        ("months", N_("Month by month")),
        ("heads", N_("By head")),
        ("aims", N_("Aims")),
    )

    def __init__(self, shown: ShownRecords, how: ListSetting, view: ResultsView) -> None:
        super().__init__(shown, how, view.plan)
        self.results = view

    def spec(self) -> WorkbookSpec:
        title = DEMO_TITLE if self.view.kind == DEMO else TITLE
        return self.book(title, (self._activities(), self._months(), self._by_head(), self._aims()))

    def _activities(self) -> SheetSpec:
        heads = (N_("What we do"), N_("Who sees to it"), N_("Planned for"), N_("State"), N_("Done on"),
                 N_("People expected"), N_("People who came"), N_("More or fewer"), N_("Money spent"),
                 N_("What came of it, and why otherwise"))  # fmt: skip
        name, shown = self.names["activities"], self.shown
        rows: list[tuple[CellValue, ...]] = []
        for at, one in enumerate(self.results.activities, FIRST):
            told = one.people is not None and one.row.get("people") is not None
            rows.append((
                typed(one.row.title), typed(shown.cell(one.row, "owner")), typed(term(one.facts, shown)),
                typed(self.say(STANDS[one.came])),
                typed(shown.date(one.done_on) if one.done_on and one.came is Came.DONE else ""),
                typed(whole(one.row.get("people")), "number"), typed(whole(one.people), "number"),
                CellValue(Cell(name, at, 7) - Cell(name, at, 6), "amount") if told else CellValue("", "text"),
                CellValue(self._money(one.spent), "money"), typed(result_words(one, shown)),
            ))  # fmt: skip
        if rows:
            last = FIRST + len(rows) - 1
            empty = CellValue("", "sum_text")
            money = (9,) if any(one.spent is not None for one in self.results.activities) else ()  # else told by head
            sums = {at: CellValue(sum_of(Range(name, FIRST, at, last, at)), "sum") for at in (6, 7, *money)}
            total = CellValue(self.say(N_("Total")), "sum_text")
            rows.append((total, *(sums.get(at, empty) for at in range(2, 11))))
        widths = (28.0, 16.0, 33.0, 14.0, 33.0, 11.0, 11.0, 11.0, 14.0, 44.0)
        return self.sheet("activities", N_("Activities: planned and done"), heads, rows, widths)

    def _months(self) -> SheetSpec:
        heads, shown = (N_("Month"), N_("As planned"), N_("As it came")), self.shown
        rows = [
            tuple(typed(cell) for cell in (shown.date(one.month), "\n".join(one.planned), "\n".join(one.done)))
            for one in self.results.months
        ]
        return self.sheet("months", N_("Month by month"), heads, rows, (30.0, 40.0, 40.0))

    def _by_head(self) -> SheetSpec:
        heads = (N_("Budget head"), N_("Planned"), N_("Spent"), N_("Difference"))
        name = self.names["heads"]
        rows: list[tuple[CellValue, ...]] = []
        for at, one in enumerate(self.results.heads, FIRST):
            rows.append((
                CellValue(self.say(one.head.title), "text"), CellValue(self._money(one.planned), "money"),
                CellValue(self._money(one.spent), "money"),
                CellValue(Cell(name, at, 3) - Cell(name, at, 2), "amount"),
            ))  # fmt: skip
        if rows:
            last = FIRST + len(rows) - 1
            sums = [CellValue(sum_of(Range(name, FIRST, at, last, at)), "sum") for at in (2, 3, 4)]
            rows.append((CellValue(self.say(N_("Total")), "sum_text"), *sums))
        plan = self.view.plan
        reason = self.shown.cell(plan, "money_reason") if plan is not None else ""
        if reason:
            rows.append((CellValue(self.say(N_("Why otherwise")), "text"), CellValue(reason, "plain")))
        return self.sheet("heads", N_("Money by head: planned and spent"), heads, rows, (34.0, 18.0, 18.0, 18.0))

    def _aims(self) -> SheetSpec:
        heads = (N_("Aim"), N_("Expected result"), N_("Figure to be reached"), N_("What was reached"), N_("State"))
        shown = self.shown
        rows = [
            tuple(typed(cell) for cell in (row.title, shown.cell(row, "expected"), shown.cell(row, "target"),
                                           reached_words(row, shown), self.say(REACHED.get(row.get("reached"), OPEN))))
            for row in self.view.aims
        ]  # fmt: skip
        return self.sheet("aims", N_("Aims: expected and reached"), heads, rows, (28.0, 34.0, 20.0, 38.0, 18.0))

    def _money(self, minor: int | None) -> Decimal | None:
        return None if minor is None else Decimal(minor).scaleb(-self.digits)
