"""The budget as a workbook: live formulas, their values beside them, and a sheet that explains.

Sheets: summary, lines, expenses, sources, how this works. Quantities, prices and payments are typed
values; everything else is a formula over them, so the workbook goes on working in Excel. Thread: any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.core.messages import N_, Label
from app.core.money import exponent
from app.exports.xlsx.formula import Cell, Expr, If, Range, Round, SumIfs, Text, sum_of
from app.exports.xlsx.spec import (
    CellValue,
    ColumnSpec,
    PrintSetup,
    SheetSpec,
    Validation,
    WorkbookSpec,
    sheet_name,
)
from app.services.budget.book_how import how_sheet
from app.services.budget.book_looks import FONTS, NOTHING, BookSetting, day_of, fitted, labels_of, styles, typed
from app.services.budget.book_plan import MORE_HEADS, MORE_WIDTHS, PlanInput, PlanSheets
from app.services.budget.book_pots import Places, PotInput, pot_rows
from app.services.budget.views import BudgetView, Line, Payment

__all__ = ["BookSetting", "budget_book"]

ORDERED_ROW, STATE = 5, 7
"""Row of ordered money in the summary, that of paid money below it; column of the state in the expenses."""
SPARE_ROWS = 30
"""Empty rows below the lines and expenses, already with formulas, for people who go on in Excel."""
PRINTED_SPARE = 5
"""Those of them that are printed, to write on."""


def budget_book(
    view: BudgetView, setting: BookSetting, given: PlanInput | None = None, pots: Sequence[PotInput] = ()
) -> WorkbookSpec:
    """Return the spec of the budget workbook.

    Args:
        view: the plain budget.
        setting: language, words.
        given: the plan with its programme, for the sheets of projects and rules.
        pots: money that is kept apart; a sheet of its own comes first where there is any.
    """
    return _Book(view, setting, given, pots).spec()


class _Book:
    """Names, places and formulas of one workbook; rows and columns count from 1."""

    def __init__(
        self, view: BudgetView, setting: BookSetting, given: PlanInput | None = None, pots: Sequence[PotInput] = ()
    ) -> None:
        self.view, self.setting, self.say, self.pots = view, setting, setting.words, pots
        self.digits = exponent(view.currency)
        taken: set[str] = set()
        self.names = {}
        titles = (N_("Budget summary"), N_("Budget lines"), N_("Expenses"), N_("Funding sources"), N_("How this works"))
        for key, title in zip(("summary", "lines", "payments", "sources", "how"), titles, strict=True):
            self.names[key] = sheet_name(self.say(title), taken)
            taken.add(self.names[key])
        if pots:
            self.names["pots"] = sheet_name(self.say(N_("Pots of money")), taken)
            taken.add(self.names["pots"])
        self.heads = labels_of([(one.head.id, self.say(one.head.title)) for one in view.heads])
        self.sources = labels_of([(one.id, self.say(one.name)) for one in view.sources])
        self.lines = tuple(one for one in view.lines if one.counted)
        self.payments = tuple(one for one in view.payments if one.counted)
        self.last_line = 3 + len(self.lines) + SPARE_ROWS
        self.last_payment = 3 + len(self.payments) + SPARE_ROWS
        self.first_head = 10
        self.last_head = self.first_head + max(len(view.heads), 1) - 1
        self.last_source = 3 + max(len(view.sources), 1)
        self.more = None
        if given is not None:
            lines, paper = self.names["lines"], self._print()
            self.more = PlanSheets(given, setting, self.heads, lines, self.last_line, taken, paper)

    def spec(self) -> WorkbookSpec:
        """Return the workbook."""
        return WorkbookSpec(
            title=f"{self.say(N_('Budget'))} {self.setting.community}".strip(),
            language=self.setting.language,
            sheets=(
                *((self._pots(),) if self.pots else ()),
                *(self._summary(), self._lines(), self._payments(), self._sources(), self._how()),
                *(self.more.sheets() if self.more else ()),
            ),
            styles=styles(self.digits),
            author=self.setting.community,
            font=FONTS.get(self.setting.language, "Arial"),
            date_iso=self.setting.date_iso,
        )

    def _pots(self) -> SheetSpec:
        name, lines, payments = self.names["pots"], self.names["lines"], self.names["payments"]

        def column(sheet: str, number: int) -> Range:
            return Range(sheet, 4, number, self.last_line if sheet == lines else self.last_payment, number)

        places = Places(
            column(lines, 6), column(lines, 1), column(lines, 7),
            column(payments, 4), column(payments, 2), column(payments, 5), self._states(),
            Cell(self.names["summary"], ORDERED_ROW, 1), self.heads, self.sources,
        )  # fmt: skip
        rows = [self._title(N_("Pots of money")), (CellValue(self._subtitle(), "note"),), ()]
        rows += pot_rows(name, self.pots, places, self.say, self.digits, len(rows) + 1)
        widths = (36, 18, 18, 18, 18)
        columns = tuple(ColumnSpec(width) for width in widths)
        return SheetSpec(name, columns, tuple(rows), heights=fitted(rows, widths), protect=True, print=self._print())

    def _summary(self) -> SheetSpec:
        name, sources = self.names["summary"], self.names["sources"]
        lines, payments = self.names["lines"], self.names["payments"]
        planned = Range(lines, 4, 6, self.last_line, 6)
        paid = Range(payments, 4, 4, self.last_payment, 4)
        # the labels of the rows of ordered and paid money are what may be chosen in the sheet of expenses
        ordered = SumIfs(paid, ((self._states(), Cell(name, ORDERED_ROW, 1)),))
        gone = Cell(name, ORDERED_ROW, 2) + Cell(name, ORDERED_ROW + 1, 2)
        totals: tuple[tuple[Label, Expr], ...] = (
            (N_("Granted"), self._round(sum_of(Range(sources, 4, 4, self.last_source, 4)))),
            (N_("Planned"), self._round(sum_of(planned))),
            (N_("Ordered, not yet paid"), self._round(ordered)),
            (N_("Paid"), self._round(sum_of(paid) - Cell(name, ORDERED_ROW, 2))),
            # without a known grant, what is left is left of the plan
            (N_("Left"), self._round(If(Cell(name, 3, 2).is_("=", 0), Cell(name, 4, 2), Cell(name, 3, 2)) - gone)),
        )
        rows = [self._title(N_("Budget")), (CellValue(self._subtitle(), "note"),)]
        rows += [(CellValue(self.say(label), "sum_text"), CellValue(value, "sum")) for label, value in totals]
        rows += [(), self._heads_row(N_("Budget head"), N_("Planned"), N_("Ordered"), N_("Spent"), N_("Left of plan"),
                                     N_("Remark"))]  # fmt: skip
        for row, one in enumerate(self.view.heads, self.first_head):
            rows.append(self._head_row(name, row, self.heads[one.head.id], planned, paid))
        if not self.view.heads:
            rows.append((CellValue("", "text"),))
        rows.append(self._sum_row(name, self.first_head, self.last_head, 4))
        widths = (34, 18, 18, 18, 18, 34)
        return SheetSpec(
            name,
            tuple(ColumnSpec(width) for width in widths),
            tuple(rows),
            heights=fitted(rows, widths),
            protect=True,
            print=self._print(),
        )

    def _head_row(self, name: str, row: int, label: str, planned: Range, paid: Range) -> tuple[CellValue, ...]:
        lines, payments = self.names["lines"], self.names["payments"]
        wanted = Cell(name, row, 1)
        plan = SumIfs(planned, ((Range(lines, 4, 1, self.last_line, 1), wanted),))
        mine = (Range(payments, 4, 2, self.last_payment, 2), wanted)
        ordered, gone = self._ordered(paid, mine), SumIfs(paid, (mine,))
        return (
            CellValue(label, "text"),
            CellValue(self._round(plan), "money"),
            CellValue(self._round(ordered), "money"),
            CellValue(self._round(gone - Cell(name, row, 3)), "money"),
            CellValue(self._round(Cell(name, row, 2) - Cell(name, row, 3) - Cell(name, row, 4)), "money"),
            self._remark(Cell(name, row, 5), N_("More spent than planned")),
        )

    def _states(self) -> Range:
        return Range(self.names["payments"], 4, STATE, self.last_payment, STATE)

    def _ordered(self, paid: Range, mine: tuple[Range, Cell]) -> Expr:
        """Return the sum of payments that are ordered and not yet paid."""
        return SumIfs(paid, (mine, (self._states(), Cell(self.names["summary"], ORDERED_ROW, 1))))

    def _lines(self) -> SheetSpec:
        name = self.names["lines"]
        heads = (N_("Budget head"), N_("Budget item"), N_("Quantity"), N_("Unit"), N_("Unit price"), N_("Amount"),
                 N_("Paid from"), N_("Note"), *(MORE_HEADS if self.more else ()))  # fmt: skip
        rows = [self._title(N_("Budget lines")), (CellValue(self._yellow(), "note"),), self._heads_row(*heads)]
        every: list[Line | None] = [*self.lines, *[None] * SPARE_ROWS]
        rows += [self._line_row(name, row, one) for row, one in enumerate(every, 4)]
        widths = (18, 28, 10, 8, 12, 14, 26, 22, *(MORE_WIDTHS if self.more else ()))
        return SheetSpec(
            name,
            tuple(ColumnSpec(width) for width in widths),
            tuple(rows),
            heights=fitted(rows, widths),
            freeze=(3, 2),
            protect=True,
            validations=(
                self._one_of_heads(Range(name, 4, 1, self.last_line, 1)),
                self._amount(Range(name, 4, 3, self.last_line, 3)),
                self._amount(Range(name, 4, 5, self.last_line, 5)),
                self._one_of_sources(Range(name, 4, 7, self.last_line, 7)),
                *(self.more.validations() if self.more else ()),
            ),
            print=self._print_used(name, len(self.lines), self._printed_columns(rows)),
        )

    def _printed_columns(self, rows: Sequence[Sequence[CellValue]]) -> int:
        """Return how many columns of the lines are printed: up to the last in use, never the key of the line."""
        plain = len(rows[2]) - (len(MORE_HEADS) if self.more else 0)
        used = [
            at for row in rows[3:] for at, cell in enumerate(row[: len(rows[2]) - bool(self.more)], 1) if cell.content
        ]
        return max(plain, *used)

    def _line_row(self, name: str, row: int, line: Line | None) -> tuple[CellValue, ...]:
        quantity, price = Cell(name, row, 3), Cell(name, row, 5)
        known = If(price.is_("=", ""), Text(NOTHING), self._round(quantity * price))
        amount = If(quantity.is_("=", ""), Text(NOTHING), known)
        more = self.more.cells(line.id if line else "") if self.more else ()
        if line is None:
            values: tuple[CellValue, ...] = (
                typed(""), typed(""), typed(None, "number"), typed(""), typed(None, "money_input"),
                CellValue(amount, "amount"), typed(""), typed(""), *more,
            )  # fmt: skip
            return values
        return (
            typed(self.heads[line.head]),
            typed(line.item),
            typed(None if line.quantity is None else Decimal(line.quantity).scaleb(-2), "number"),
            typed(line.unit),
            typed(self._major(line.unit_price), "money_input"),
            CellValue(amount, "amount"),
            typed(self.sources[line.source] if line.source or "" in self.sources else ""),
            typed(line.note),
            *more,
        )

    def _payments(self) -> SheetSpec:
        name = self.names["payments"]
        heads = (N_("Date"), N_("Budget head"), N_("Budget item"), N_("Amount"), N_("Paid from"), N_("Note"),
                 N_("Ordered or paid"))  # fmt: skip
        rows = [self._title(N_("Expenses")), (CellValue(self._yellow(), "note"),), self._heads_row(*heads)]
        every: list[Payment | None] = [*self.payments, *[None] * SPARE_ROWS]
        rows += [self._payment_row(one) for one in every]
        widths = (14, 18, 34, 16, 26, 30, 16)
        return SheetSpec(
            name,
            tuple(ColumnSpec(width) for width in widths),
            tuple(rows),
            heights=fitted(rows, widths),
            freeze=(3, 0),
            protect=True,
            validations=(
                self._one_of_heads(Range(name, 4, 2, self.last_payment, 2)),
                self._one_of_sources(Range(name, 4, 5, self.last_payment, 5)),
                self._one_of_states(Range(name, 4, STATE, self.last_payment, STATE)),
            ),
            print=self._print_used(name, len(self.payments), len(widths)),
        )

    def _payment_row(self, one: Payment | None) -> tuple[CellValue, ...]:
        if one is None:
            texts = (typed(""), typed(""), typed(""))
            return (typed(None, "date"), typed(""), typed(""), typed(None, "money_input"), *texts)
        return (
            typed(day_of(one.date), "date"),
            typed(self.heads[one.head]),
            typed(one.item),
            typed(self._major(one.amount), "money_input"),
            typed(self.sources[one.source] if one.source or "" in self.sources else ""),
            typed(one.note),
            typed(self.say(N_("Ordered, not yet paid") if one.committed else N_("Paid"))),
        )

    def _sources(self) -> SheetSpec:
        name = self.names["sources"]
        heads = (N_("Funding source"), N_("Budget year"), N_("Kind of funding"), N_("Granted"), N_("Planned"),
                 N_("Ordered"), N_("Spent"), N_("Left to plan"), N_("Left to spend"), N_("Remark"))  # fmt: skip
        rows = [self._title(N_("Funding sources")), (CellValue(self._subtitle(), "note"),), self._heads_row(*heads)]
        rows += [self._source_row(name, row, place) for place, row in enumerate(range(4, self.last_source + 1))]
        rows.append(self._sum_row(name, 4, self.last_source, 6, start=4))
        widths = (34, 10, 20, 16, 16, 16, 16, 16, 16, 30)
        return SheetSpec(
            name,
            tuple(ColumnSpec(width) for width in widths),
            tuple(rows),
            heights=fitted(rows, widths),
            freeze=(3, 1),
            protect=True,
            print=self._print(landscape=True),
        )

    def _source_row(self, name: str, row: int, place: int) -> tuple[CellValue, ...]:
        if place >= len(self.view.sources):
            return tuple(CellValue("", "text") for _ in range(10))
        one, wanted = self.view.sources[place], Cell(name, row, 1)
        lines, payments = self.names["lines"], self.names["payments"]
        planned = SumIfs(Range(lines, 4, 6, self.last_line, 6), ((Range(lines, 4, 7, self.last_line, 7), wanted),))
        paid = Range(payments, 4, 4, self.last_payment, 4)
        mine = (Range(payments, 4, 5, self.last_payment, 5), wanted)
        ordered, gone = self._ordered(paid, mine), SumIfs(paid, (mine,))
        granted = self._major(one.granted) if one.counted else None
        known = granted is not None
        return (
            CellValue(self.sources[one.id], "text"),
            CellValue(one.year, "year"),
            CellValue(self.say(self.setting.kinds.get(one.kind, "")) if one.kind else "", "text"),
            typed(granted, "money_input") if one.id else CellValue(None, "money"),
            CellValue(self._round(planned), "money"),
            CellValue(self._round(ordered), "money"),
            CellValue(self._round(gone - Cell(name, row, 6)), "money"),
            CellValue(self._round(Cell(name, row, 4) - Cell(name, row, 5)) if known else None, "money"),
            CellValue(
                self._round(Cell(name, row, 4) - Cell(name, row, 6) - Cell(name, row, 7)) if known else None, "money"
            ),
            self._remark(Cell(name, row, 9), N_("More spent than granted")) if known else CellValue("", "words"),
        )

    def _how(self) -> SheetSpec:
        return how_sheet(self.names["how"], self.view, self.setting, self.heads, self._print())

    def _round(self, inner: Expr) -> Expr:
        return Round(inner, self.digits)

    def _major(self, minor: int | None) -> Decimal | None:
        return None if minor is None else Decimal(minor).scaleb(-self.digits)

    def _remark(self, cell: Cell, words: Label) -> CellValue:
        return CellValue(If(cell.is_("<", 0), Text(self.say(words)), Text(NOTHING)), "words")

    def _sum_row(self, name: str, first: int, last: int, count: int, start: int = 2) -> tuple[CellValue, ...]:
        blanks = [CellValue("", "sum_text")] * (start - 2)
        sums = [
            CellValue(self._round(sum_of(Range(name, first, column, last, column))), "sum")
            for column in range(start, start + count)
        ]
        return (CellValue(self.say(N_("Total")), "sum_text"), *blanks, *sums)

    def _title(self, title: Label) -> tuple[CellValue, ...]:
        return (CellValue(self.say(title), "title"),)

    def _subtitle(self) -> str:
        parts = (self.setting.community, self.setting.date_text, self._unit(), self.setting.marking)
        return " · ".join(part for part in parts if part)

    def _yellow(self) -> str:
        return " · ".join((self._unit(), self.say(N_("Type into the yellow cells only."))))

    def _unit(self) -> str:
        return self.say(N_("Amounts in {currency}", currency=self.view.currency))

    def _heads_row(self, *labels: Label) -> tuple[CellValue, ...]:
        return tuple(CellValue(self.say(one), "head") for one in labels)

    def _one_of_heads(self, area: Range) -> Validation:
        choices = Range(self.names["summary"], self.first_head, 1, self.last_head, 1)
        return Validation(area, "list", choices, message=self.say(N_("Choose a head from the list.")))

    def _one_of_sources(self, area: Range) -> Validation:
        choices = Range(self.names["sources"], 4, 1, self.last_source, 1)
        return Validation(area, "list", choices, message=self.say(N_("Choose a source from the list.")))

    def _one_of_states(self, area: Range) -> Validation:
        choices = Range(self.names["summary"], ORDERED_ROW, 1, ORDERED_ROW + 1, 1)
        return Validation(area, "list", choices, message=self.say(N_("Choose from the list.")))

    def _amount(self, area: Range) -> Validation:
        return Validation(area, "decimal", message=self.say(N_("Type a number that is 0 or more.")))

    def _print(self, *, landscape: bool = False) -> PrintSetup:
        paper = "Letter" if self.setting.paper.upper() == "LETTER" else "A4"
        repeat = (3, 3) if landscape else (0, 0)
        return PrintSetup(paper, landscape, repeat, self.setting.marking, self.setting.community)

    def _print_used(self, name: str, used: int, columns: int) -> PrintSetup:
        """Return a turned page with the rows in use and a few to write on."""
        area = Range(name, 1, 1, 3 + used + PRINTED_SPARE, columns)
        return replace(self._print(landscape=True), area=area)
