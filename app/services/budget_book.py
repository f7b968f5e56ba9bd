"""The budget as a workbook: live formulas, their values beside them, and a sheet that explains.

Sheets: summary, lines, expenses, sources, how this works. Quantities, prices and payments are typed
values; everything else is a formula over them, so the workbook goes on working in Excel. Thread: any.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.messages import N_, Label
from app.core.money import exponent
from app.exports.xlsx.formula import Cell, Expr, If, Range, Round, SumIfs, Text, key_text, sum_of
from app.exports.xlsx.spec import (
    CellValue,
    ColumnSpec,
    PrintSetup,
    SheetSpec,
    Style,
    Validation,
    WorkbookSpec,
    sheet_name,
)
from app.services.budget import BudgetView, Line, Payment

FONTS = {"zh_TW": "Microsoft JhengHei", "en": "Calibri"}
SPARE_ROWS = 30
"""Empty rows below the lines and expenses, already with formulas, for people who go on in Excel."""

TITLE_HEIGHT, LINE_HEIGHT = 30.0, 16.5
"""Points."""
_ONE_LINE = frozenset({"title", "note", "step"})

Words = Callable[[Label | str | None], str]


@dataclass(frozen=True, slots=True)
class BookSetting:
    """Everything about the workbook that is not the budget.

    Args:
        words: renders labels in the output's language (``Translator.text``).
        language: ``zh_TW`` or ``en``.
        community: printed at the head of each sheet.
        date_iso: stamped into the file, ``YYYY-MM-DD``.
        date_text: the same as printed.
        kinds: funding kind to its label.
        rules: title and explanation of each money rule of the programme.
        paper: ``A4`` or ``LETTER``.
        marking: audience or draft words, "" for none.
    """

    words: Words
    language: str
    community: str
    date_iso: str
    date_text: str
    kinds: Mapping[str, Label]
    rules: Sequence[tuple[Label, Label]] = ()
    paper: str = "A4"
    marking: str = ""


def budget_book(view: BudgetView, setting: BookSetting) -> WorkbookSpec:
    """Return the spec of the budget workbook."""
    return _Book(view, setting).spec()


def styles(digits: int) -> tuple[Style, ...]:
    """Return the looks of every workbook of ours; *digits* are those after the point of money."""
    money = "#,##0" + ("." + "0" * digits if digits else "")
    signed = f"{money};[Red]-{money}"
    return (
        Style("text", wrap=True, border=True, align="left"),
        Style("plain", wrap=True),
        Style("title", bold=True, size=18, colour="1F6F4A"),
        Style("note", colour="4B544E"),
        Style("head", bold=True, colour="FFFFFF", fill="1F6F4A", align="centre", wrap=True, border=True),
        Style("input", fill="FFF9EC", wrap=True, border=True, align="left"),
        Style("number", fill="FFF9EC", align="right", number_format="#,##0.##", border=True),
        Style("year", align="centre", number_format="0", border=True),
        Style("date", fill="FFF9EC", align="centre", number_format="yyyy-mm-dd", border=True),
        Style("money_input", fill="FFF9EC", align="right", number_format=money, border=True),
        Style("money", align="right", number_format=signed, border=True),
        Style("sum_text", bold=True, fill="DDEFE4", border=True, align="left"),
        Style("sum", bold=True, fill="DDEFE4", align="right", number_format=signed, border=True),
        Style("words", colour="9B2318", wrap=True, border=True, align="left"),
        Style("step", bold=True, size=14, colour="1F6F4A"),
    )


class _Book:
    """Names, places and formulas of one workbook; rows and columns count from 1."""

    def __init__(self, view: BudgetView, setting: BookSetting) -> None:
        self.view, self.setting, self.say = view, setting, setting.words
        self.digits = exponent(view.currency)
        taken: set[str] = set()
        self.names = {}
        titles = (N_("Summary"), N_("Lines"), N_("Expenses"), N_("Sources"), N_("How this works"))
        for key, title in zip(("summary", "lines", "payments", "sources", "how"), titles, strict=True):
            self.names[key] = sheet_name(self.say(title), taken)
            taken.add(self.names[key])
        self.heads = _labels([(one.head.id, self.say(one.head.title)) for one in view.heads])
        self.sources = _labels([(one.id, self.say(one.name)) for one in view.sources])
        self.lines = tuple(one for one in view.lines if one.counted)
        self.payments = tuple(one for one in view.payments if one.counted)
        self.last_line = 3 + len(self.lines) + SPARE_ROWS
        self.last_payment = 3 + len(self.payments) + SPARE_ROWS
        self.first_head = 9
        self.last_head = self.first_head + max(len(view.heads), 1) - 1
        self.last_source = 3 + max(len(view.sources), 1)

    def spec(self) -> WorkbookSpec:
        """Return the workbook."""
        return WorkbookSpec(
            title=f"{self.say(N_('Budget'))} {self.setting.community}".strip(),
            language=self.setting.language,
            sheets=(self._summary(), self._lines(), self._payments(), self._sources(), self._how()),
            styles=styles(self.digits),
            author=self.setting.community,
            font=FONTS.get(self.setting.language, "Arial"),
            date_iso=self.setting.date_iso,
        )

    def _summary(self) -> SheetSpec:
        name, sources = self.names["summary"], self.names["sources"]
        lines, payments = self.names["lines"], self.names["payments"]
        planned = Range(lines, 4, 6, self.last_line, 6)
        paid = Range(payments, 4, 4, self.last_payment, 4)
        totals: tuple[tuple[Label, Expr], ...] = (
            (N_("Granted"), self._round(sum_of(Range(sources, 4, 4, self.last_source, 4)))),
            (N_("Planned"), self._round(sum_of(planned))),
            (N_("Spent"), self._round(sum_of(paid))),
            (N_("Left to spend"), self._round(Cell(name, 3, 2) - Cell(name, 5, 2))),
        )
        rows = [self._title(N_("Budget")), (CellValue(self._subtitle(), "note"),)]
        rows += [(CellValue(self.say(label), "sum_text"), CellValue(value, "sum")) for label, value in totals]
        rows += [(), self._heads_row(N_("Budget head"), N_("Planned"), N_("Spent"), N_("Left"), N_("Remark"))]
        for row, one in enumerate(self.view.heads, self.first_head):
            rows.append(self._head_row(name, row, self.heads[one.head.id], planned, paid))
        if not self.view.heads:
            rows.append((CellValue("", "text"),))
        rows.append(self._sum_row(name, self.first_head, self.last_head, 3))
        widths = (34, 18, 18, 18, 34)
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
        spent = SumIfs(paid, ((Range(payments, 4, 2, self.last_payment, 2), wanted),))
        return (
            CellValue(label, "text"),
            CellValue(self._round(plan), "money"),
            CellValue(self._round(spent), "money"),
            CellValue(self._round(Cell(name, row, 2) - Cell(name, row, 3)), "money"),
            self._remark(Cell(name, row, 4), N_("More spent than planned")),
        )

    def _lines(self) -> SheetSpec:
        name = self.names["lines"]
        heads = (N_("Budget head"), N_("Budget item"), N_("Quantity"), N_("Unit"), N_("Unit price"), N_("Amount"),
                 N_("Paid from"), N_("Note"))  # fmt: skip
        rows = [self._title(N_("Lines")), (CellValue(self._yellow(), "note"),), self._heads_row(*heads)]
        every: list[Line | None] = [*self.lines, *[None] * SPARE_ROWS]
        rows += [self._line_row(name, row, one) for row, one in enumerate(every, 4)]
        widths = (18, 32, 10, 8, 14, 16, 24, 28)
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
            ),
            print=self._print(landscape=True),
        )

    def _line_row(self, name: str, row: int, line: Line | None) -> tuple[CellValue, ...]:
        quantity, price = Cell(name, row, 3), Cell(name, row, 5)
        amount = If(quantity.is_("=", ""), Text(""), If(price.is_("=", ""), Text(""), self._round(quantity * price)))
        if line is None:
            values: tuple[CellValue, ...] = (
                _input(""), _input(""), _input(None, "number"), _input(""), _input(None, "money_input"),
                CellValue(amount, "money"), _input(""), _input(""),
            )  # fmt: skip
            return values
        return (
            _input(self.heads[line.head]),
            _input(line.item),
            _input(None if line.quantity is None else Decimal(line.quantity).scaleb(-2), "number"),
            _input(line.unit),
            _input(self._major(line.unit_price), "money_input"),
            CellValue(amount, "money"),
            _input(self.sources[line.source] if line.source or "" in self.sources else ""),
            _input(line.note),
        )

    def _payments(self) -> SheetSpec:
        name = self.names["payments"]
        heads = (N_("Date"), N_("Budget head"), N_("Budget item"), N_("Amount"), N_("Paid from"), N_("Note"))
        rows = [self._title(N_("Expenses")), (CellValue(self._yellow(), "note"),), self._heads_row(*heads)]
        every: list[Payment | None] = [*self.payments, *[None] * SPARE_ROWS]
        rows += [self._payment_row(one) for one in every]
        widths = (14, 18, 34, 16, 26, 30)
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
            ),
            print=self._print(landscape=True),
        )

    def _payment_row(self, one: Payment | None) -> tuple[CellValue, ...]:
        if one is None:
            return (_input(None, "date"), _input(""), _input(""), _input(None, "money_input"), _input(""), _input(""))
        return (
            _input(_day(one.date), "date"),
            _input(self.heads[one.head]),
            _input(one.item),
            _input(self._major(one.amount), "money_input"),
            _input(self.sources[one.source] if one.source or "" in self.sources else ""),
            _input(one.note),
        )

    def _sources(self) -> SheetSpec:
        name = self.names["sources"]
        heads = (N_("Funding source"), N_("Budget year"), N_("Kind of funding"), N_("Granted"), N_("Planned"),
                 N_("Spent"), N_("Left to plan"), N_("Left to spend"), N_("Remark"))  # fmt: skip
        rows = [self._title(N_("Sources")), (CellValue(self._subtitle(), "note"),), self._heads_row(*heads)]
        rows += [self._source_row(name, row, place) for place, row in enumerate(range(4, self.last_source + 1))]
        rows.append(self._sum_row(name, 4, self.last_source, 5, start=4))
        widths = (34, 10, 20, 16, 16, 16, 16, 16, 30)
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
            return tuple(CellValue("", "text") for _ in range(9))
        one, wanted = self.view.sources[place], Cell(name, row, 1)
        lines, payments = self.names["lines"], self.names["payments"]
        planned = SumIfs(Range(lines, 4, 6, self.last_line, 6), ((Range(lines, 4, 7, self.last_line, 7), wanted),))
        spent = SumIfs(
            Range(payments, 4, 4, self.last_payment, 4), ((Range(payments, 4, 5, self.last_payment, 5), wanted),)
        )
        granted = self._major(one.granted) if one.counted else None
        known = granted is not None
        return (
            CellValue(self.sources[one.id], "text"),
            CellValue(one.year, "year"),
            CellValue(self.say(self.setting.kinds.get(one.kind, "")) if one.kind else "", "text"),
            _input(granted, "money_input") if one.id else CellValue(None, "money"),
            CellValue(self._round(planned), "money"),
            CellValue(self._round(spent), "money"),
            CellValue(self._round(Cell(name, row, 4) - Cell(name, row, 5)) if known else None, "money"),
            CellValue(self._round(Cell(name, row, 4) - Cell(name, row, 6)) if known else None, "money"),
            self._remark(Cell(name, row, 8), N_("More spent than granted")) if known else CellValue("", "words"),
        )

    def _how(self) -> SheetSpec:
        say = self.say
        rows: list[tuple[CellValue, ...]] = [self._title(N_("How this works"))]
        steps = (
            N_("Yellow cells are for typing. All other cells are worked out and locked, without a password."),
            N_("Amount is quantity × unit price, rounded to {digits} digits after the point.", digits=self.digits),
            N_("Each line and each expense names its head and where the money comes from."),
            N_("Left is planned less spent for a head, and granted less spent for a source."),
            N_("A red number means that more was spent than there is."),
            N_("What you change here does not flow back into Banyan. Change it there and export again."),
        )
        rows += [(CellValue(str(place), "plain"), CellValue(say(one), "plain")) for place, one in enumerate(steps, 1)]
        rows += [(), (CellValue(say(N_("Budget heads")), "step"),)]
        rows.append(self._heads_row(N_("Budget head"), N_("What belongs here"), N_("Highest unit price")))
        rows += [self._explained(one.head.id) for one in self.view.heads if one.head.id]
        if self.setting.rules:
            rows += [(), (CellValue(say(N_("Rules about money")), "step"),)]
            rows += [(CellValue(say(a), "text"), CellValue(say(b), "text")) for a, b in self.setting.rules]
        if self.view.findings:
            rows += [(), (CellValue(say(N_("What to look at")), "step"),)]
            for finding in self.view.findings:
                sums = say(finding.arithmetic)
                rows.append((CellValue(say(finding.message), "words"), CellValue(sums or say(finding.fix), "text")))
        every: tuple[Line | Payment, ...] = (*self.view.lines, *self.view.payments)
        foreign = [one for one in every if not one.counted]
        if foreign:
            rows += [(), (CellValue(say(N_("In another currency, not in the sums")), "step"),)]
            for one in foreign:
                rows.append((CellValue(one.item, "text"), CellValue(f"{one.currency} {self._other(one)}", "text")))
        widths = (32, 70, 22)
        return SheetSpec(
            self.names["how"],
            tuple(ColumnSpec(width) for width in widths),
            tuple(rows),
            heights=fitted(rows, widths),
            protect=True,
            print=self._print(),
        )

    def _explained(self, key: str) -> tuple[CellValue, ...]:
        head = next(one.head for one in self.view.heads if one.head.id == key)
        ceiling = self._major(head.ceiling)
        price = CellValue(ceiling, "money")
        if ceiling is None:
            price = CellValue(self.say(head.whom_to_ask) or self.say(N_("Not known")), "text")
        return CellValue(self.heads[key], "text"), CellValue(self.say(head.explains), "text"), price

    def _other(self, one: Line | Payment) -> str:
        if one.amount is None:
            return self.say(N_("Not known"))
        return f"{Decimal(one.amount).scaleb(-exponent(one.currency)):,}"

    def _round(self, inner: Expr) -> Expr:
        return Round(inner, self.digits)

    def _major(self, minor: int | None) -> Decimal | None:
        return None if minor is None else Decimal(minor).scaleb(-self.digits)

    def _remark(self, cell: Cell, words: Label) -> CellValue:
        return CellValue(If(cell.is_("<", 0), Text(self.say(words)), Text("")), "words")

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

    def _amount(self, area: Range) -> Validation:
        return Validation(area, "decimal", message=self.say(N_("Type a number that is 0 or more.")))

    def _print(self, *, landscape: bool = False) -> PrintSetup:
        paper = "Letter" if self.setting.paper.upper() == "LETTER" else "A4"
        repeat = (3, 3) if landscape else (0, 0)
        return PrintSetup(paper, landscape, repeat, self.setting.marking, self.setting.community)


def fitted(rows: Sequence[Sequence[CellValue]], widths: Sequence[float]) -> tuple[tuple[int, float], ...]:
    """Return the heights of rows whose text needs more than one line; viewers do not all work that out.

    Args:
        rows: cells from the first row on.
        widths: of the columns, in characters of the normal font; a Chinese one takes two.
    """
    heights = [(1, TITLE_HEIGHT)]
    for number, row in enumerate(rows[1:], 2):
        cells = [
            _lines_of(cell.content, width)
            for cell, width in zip(row, widths, strict=False)
            if isinstance(cell.content, str) and cell.style not in _ONE_LINE
        ]
        if max(cells, default=1) > 1:
            heights.append((number, LINE_HEIGHT * max(cells) + 3))
    return tuple(heights)


def _lines_of(text: str, width: float) -> int:
    room = max(1.0, width - 2) * 10 / 11
    units = [sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line) for line in text.split("\n")]
    return min(20, sum(max(1, math.ceil(count / room)) for count in units))


def _labels(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return id to a label that SUMIFS reads as itself and that no other id has."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for key, title in pairs:
        base, number = key_text(title), 2
        label = base
        while label.casefold() in taken:
            label, number = f"{base} ({number})", number + 1
        made[key] = label
        taken.add(label.casefold())
    return made


def _input(content: str | Decimal | date | None, style: str = "input") -> CellValue:
    return CellValue(content, style, locked=False)


def _day(iso: str) -> str | date | None:
    """Return a whole day as a date and anything less exact as text."""
    try:
        return date.fromisoformat(iso) if len(iso) == 10 else iso
    except ValueError:
        return iso
