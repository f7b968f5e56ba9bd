"""Hours as a workbook: by person and month, the entries behind them, the estimate, and pay where it may be told.

Sums are live formulas over the entries, so that a line added in Excel counts. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.core.messages import N_, Label
from app.core.money import exponent
from app.exports.xlsx.formula import Cell, Expr, If, Range, SumIfs, Text, key_text, sum_of
from app.exports.xlsx.spec import CellValue, ColumnSpec, PrintSetup, SheetSpec, WorkbookSpec, sheet_name
from app.services.budget.book_looks import FONTS, NOTHING, day_of, fitted, labels_of, styles, typed
from app.services.masking import ShownRecords
from app.services.plan.hours import PayLine, PersonHours, months_of
from app.services.printing_lists import ListSetting
from app.services.recruiting.hours import EVENT, LOG, MEETING, Given

FIRST, SPARE, HOUR_DIGITS = 4, 30, 2
"""First row below the heads; empty rows below the entries for people who go on in Excel; digits of hours."""
KINDS: dict[str, Label] = {MEETING: N_("Meeting"), EVENT: N_("Event"), LOG: N_("Other work")}


def hours_book(
    shown: ShownRecords, how: ListSetting, people: Sequence[PersonHours], pay: Sequence[PayLine], marking: str = ""
) -> WorkbookSpec:
    """Return the workbook.

    Args:
        shown: for words and dates.
        how: paper, date, community.
        people: their time.
        pay: what agreements come to; empty where nobody may be told.
        marking: audience words, "" for none.
    """
    return _Book(shown, how, people, pay, marking).spec()


class _Book:
    def __init__(
        self,
        shown: ShownRecords,
        how: ListSetting,
        people: Sequence[PersonHours],
        pay: Sequence[PayLine],
        marking: str,
    ) -> None:
        self.shown, self.say, self.how, self.people, self.pay = shown, shown.text, how, people, pay
        self.marking = marking
        taken: set[str] = set()
        self.names = {}
        titles = (N_("Hours by month"), N_("Entries"), N_("Estimate and given"), N_("Pay so far"))
        for key, title in zip(("months", "entries", "estimate", "pay"), titles, strict=True):
            self.names[key] = sheet_name(self.say(title), taken)
            taken.add(self.names[key])
        self.labels = labels_of([(one.id, one.name) for one in people])
        self.months = months_of(people)
        self.entries = [(one, each) for one in people for each in one.given]
        self.entries.sort(key=lambda pair: (pair[1].day, pair[0].name))
        self.last = FIRST + len(self.entries) + SPARE - 1

    def spec(self) -> WorkbookSpec:
        sheets = (self._by_month(), self._entries(), self._estimate(), *((self._pay(),) if self.pay else ()))
        language = self.shown.translator.language
        digits = max([HOUR_DIGITS, *(exponent(one.currency) for one in self.pay)])  # sums of hours share the look
        return WorkbookSpec(
            title=f"{self.say(N_('Hours'))} {self.how.community}".strip(),
            language="zh_TW" if language == "zh_TW" else "en",
            sheets=sheets,
            styles=styles(digits),
            author=self.how.community,
            font=FONTS.get(language, "Arial"),
            date_iso=self.how.date_iso,
        )

    def _by_month(self) -> SheetSpec:
        name, total = self.names["months"], 2 + len(self.months)
        heads = [self.say(N_("Person")), *map(month_key, self.months), self.say(N_("In all"))]
        rows = self._top(N_("Hours by month"), N_("Worked out from the sheet “Entries”."), heads)
        for row, one in enumerate(self.people, FIRST):
            cells = [CellValue(self.labels[one.id], "text")]
            for column in range(2, total):
                wanted = ((self._column(3), Cell(name, row, 1)), (self._column(2), Cell(name, FIRST - 1, column)))
                cells.append(CellValue(SumIfs(self._column(6), wanted), "number_plain"))
            everything = SumIfs(self._column(6), ((self._column(3), Cell(name, row, 1)),))
            rows.append((*cells, CellValue(everything, "sum")))
        last = FIRST + len(self.people) - 1
        if self.people:
            sums = [
                CellValue(sum_of(Range(name, FIRST, column, last, column)), "sum") for column in range(2, total + 1)
            ]
            rows.append((CellValue(self.say(N_("Total")), "sum_text"), *sums))
        return self._sheet(name, rows, (30.0, *(10.0 for _ in self.months), 12.0), frozen=1)

    def _entries(self) -> SheetSpec:
        labels = (N_("Date"), N_("Month"), N_("Person"), N_("What was done"), N_("Kind"), N_("Hours"))
        rows = self._top(N_("Entries"), N_("Type into the yellow cells only."), [self.say(one) for one in labels])
        rows += [self._entry(one, each) for one, each in self.entries]
        blank = (typed(None, "date"), typed(""), typed(""), typed(""), typed(""), typed(None, "number"))
        rows += [blank] * SPARE
        return self._sheet(self.names["entries"], rows, (14.0, 11.0, 28.0, 40.0, 20.0, 10.0))

    def _entry(self, one: PersonHours, given: Given) -> tuple[CellValue, ...]:
        kind = self.say(given.work or KINDS[given.kind])
        hours = None if given.hours is None else Decimal(given.hours).scaleb(-2)
        month = typed(month_key(given.day[:7]))
        return (typed(day_of(given.day), "date"), month, typed(self.labels[one.id]), typed(given.title), typed(kind),
                typed(hours, "number"))  # fmt: skip

    def _estimate(self) -> SheetSpec:
        labels = (N_("Person"), N_("Roles"), N_("Estimated or agreed"), N_("Given, without carrying out the project"),
                  N_("Given while carrying it out"), N_("Still to come"), N_("Remark"))  # fmt: skip
        said = N_("The estimate leaves out the step in which the project is carried out.")
        rows = self._top(N_("Estimate and given"), said, [self.say(one) for one in labels])
        name = self.names["estimate"]
        for row, one in enumerate(self.people, FIRST):
            expected = None if one.expected is None else Decimal(one.expected).scaleb(-2)
            against: Expr = Cell(name, row, 3) - Cell(name, row, 4)
            if one.agreed:
                against = against - Cell(name, row, 5)
            left: Expr = If(Cell(name, row, 3).is_("=", ""), Text(NOTHING), against)
            rows.append((
                CellValue(self.labels[one.id], "text"),
                CellValue(self.shown.listed([self.say(role) for role in one.roles]), "text"),
                typed(expected, "number"),
                CellValue(Decimal(one.counted).scaleb(-2), "number_plain"),
                CellValue(Decimal(one.apart).scaleb(-2), "number_plain"),
                CellValue(left, "number_plain"),
                CellValue(self._remark(one), "text"),
            ))  # fmt: skip
        return self._sheet(name, rows, (28.0, 34.0, 14.0, 18.0, 16.0, 14.0, 40.0), frozen=1)

    def _remark(self, one: PersonHours) -> str:
        parts = []
        if one.expected is None:
            parts.append(self.say(N_("Nobody estimated hours for this role.")))
        elif one.agreed:
            parts.append(self.say(N_("Agreed with this person, for the whole time.")))
        if one.untimed:
            parts.append(self.say(N_("{n} without a time counts no hours.", n=one.untimed)))
        return " ".join(parts)

    def _pay(self) -> SheetSpec:
        labels = (N_("Person"), N_("Currency"), N_("Hours"), N_("Earned"), N_("Paid"), N_("Still to be paid"))
        said = N_("From the private drawer. Keep this file as carefully.")
        rows = self._top(N_("Pay so far"), said, [self.say(one) for one in labels])
        name = self.names["pay"]
        for row, one in enumerate(self.pay, FIRST):
            found, digits = one.account, exponent(one.currency)
            earned, paid = (
                None if each is None else Decimal(each).scaleb(-digits) for each in (found.earned, found.paid)
            )
            due: Expr = If(Cell(name, row, 4).is_("=", ""), Text(NOTHING), Cell(name, row, 4) - Cell(name, row, 5))
            rows.append((
                CellValue(one.name, "text"), CellValue(one.currency, "text"),
                CellValue(Decimal(found.hours).scaleb(-2), "number_plain"), CellValue(earned, "money"),
                CellValue(paid, "money"), CellValue(due, "money"),
            ))  # fmt: skip
        currencies = {one.currency for one in self.pay}
        if len(currencies) == 1:  # two currencies make no sum
            last = FIRST + len(self.pay) - 1
            sums = [CellValue(sum_of(Range(name, FIRST, column, last, column)), "sum") for column in (3, 4, 5, 6)]
            heads = (CellValue(self.say(N_("Total")), "sum_text"), CellValue(currencies.pop(), "sum_text"))
            rows.append((*heads, *sums))
        return self._sheet(name, rows, (30.0, 12.0, 12.0, 18.0, 18.0, 18.0), frozen=1)

    def _column(self, column: int) -> Range:
        return Range(self.names["entries"], FIRST, column, self.last, column)

    def _top(self, title: Label, said: Label, heads: Sequence[str]) -> list[tuple[CellValue, ...]]:
        parts = (self.how.community, self.how.date_text, self.say(said), self.marking)
        return [
            (CellValue(self.say(title), "title"),),
            (CellValue(" · ".join(one for one in parts if one), "note"),),
            tuple(CellValue(one, "head") for one in heads),
        ]

    def _sheet(
        self, name: str, rows: Sequence[tuple[CellValue, ...]], widths: Sequence[float], frozen: int = 0
    ) -> SheetSpec:
        paper = "Letter" if self.how.paper.upper() == "LETTER" else "A4"
        return SheetSpec(
            name,
            tuple(ColumnSpec(one) for one in widths),
            tuple(rows),
            heights=fitted(rows, widths),
            freeze=(FIRST - 1, frozen),
            protect=True,
            print=PrintSetup(paper, True, (3, 3), self.marking, self.how.community),
        )


def month_key(month: str) -> str:
    """Return a ``YYYY-MM`` as the sheets write it: with a dot before it, so that no spreadsheet makes it a date."""
    return key_text(month)
