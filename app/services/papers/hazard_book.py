"""The hazard report as a workbook: sums by hazard that can be changed, shares that follow, and the printed ones.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.core.messages import N_
from app.exports.xlsx.formula import Cell, Expr, If, Num, Range, Round, Text, sum_of
from app.exports.xlsx.spec import CellValue, ColumnSpec, PrintSetup, SheetSpec, Style, WorkbookSpec, sheet_name
from app.services.figures import hazard_blocks, read
from app.services.figures.hazards import LOSSES, HazardEvent, Measure, hazard_shares
from app.services.figures.words import DASH
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting

STYLES = (
    Style("text", wrap=True),
    Style("title", bold=True, size=16.0),
    Style("note", italic=True, colour="57534A", wrap=True),
    Style("head", bold=True, fill="E4EFE7", border=True, wrap=True),
    Style("cell", border=True, wrap=True),
    Style("whole", border=True, align="right", number_format="#,##0"),
    Style("share", border=True, align="right", number_format='0.0"%"'),
    Style("sum", border=True, align="right", number_format="#,##0", bold=True),
)
FIRST = 4
"""First row of the hazards, below title, remark and heads."""
MEASURES = tuple(Measure)


def hazard_book(shown: ShownRecords, how: ListSetting) -> WorkbookSpec:
    """Return the workbook: amounts with their sums, shares as live formulas, shares as printed.

    Args:
        shown: the records as the audience may see them.
        how: paper, date, community.
    """
    events, order = read.hazard_events(shown), read.hazard_order(shown)
    there = {one.hazard for one in events if one.hazard}
    hazards = [key for key in order if key in there]
    title = shown.text(N_("Hazard report"))
    first = sheet_name(shown.text(N_("Events and losses")))
    second = sheet_name(shown.text(N_("Exact shares")), {first})
    third = sheet_name(shown.text(N_("Shares as printed")), {first, second})
    make = _Sheets(shown, how, hazards)
    sheets = (make.amounts(first, title, events), make.shares(second, first), make.printed(third))
    language = "zh_TW" if shown.translator.language == "zh_TW" else "en"
    return WorkbookSpec(title, language, sheets, STYLES, author=how.community, date_iso=how.date_iso)


class _Sheets:
    def __init__(self, shown: ShownRecords, how: ListSetting, hazards: Sequence[str]) -> None:
        self._shown, self._how, self._hazards = shown, how, hazards

    def amounts(self, name: str, title: str, events: Sequence[HazardEvent]) -> SheetSpec:
        """Return the sums of each measure by hazard; they may be changed, the shares follow."""
        rows = [
            tuple(
                CellValue(sum(one.amount(measure) or 0 for one in events if one.hazard == key), "whole", locked=False)
                for measure in MEASURES
            )
            for key in self._hazards
        ]
        columns = range(2, 2 + len(MEASURES))
        totals = tuple(
            CellValue(sum_of(Range(name, FIRST, column, self._last, column)) if rows else 0, "sum")
            for column in columns
        )
        shares = hazard_shares(events, MEASURES, self._hazards)
        said = hazard_blocks.note(self._shown, "", shares)
        heads = [self._shown.text(hazard_blocks.MEASURES[one]) for one in MEASURES]
        return self._sheet(name, title, said, heads, rows, totals)

    def shares(self, name: str, source: str) -> SheetSpec:
        """Return the share of each hazard to a tenth of a per cent, worked out from the first sheet."""
        total = {one: Cell(source, self._last + 1, 2 + place, fixed=True) for place, one in enumerate(MEASURES)}
        used = sum_of(*(If(total[one].is_("=", 0), Num(Decimal(0)), Num(Decimal(1))) for one in LOSSES))
        rows = []
        for row in range(FIRST, FIRST + len(self._hazards)):
            cells: list[Expr] = []
            for place, one in enumerate(MEASURES):
                part = Cell(source, row, 2 + place) / total[one]
                cells.append(If(total[one].is_("=", 0), _dash(), Round(part * 100, 1)))
            parts = sum_of(
                *(
                    If(total[one].is_("=", 0), Num(Decimal(0)), Cell(source, row, 2 + MEASURES.index(one)) / total[one])
                    for one in LOSSES
                )
            )
            cells.append(If(used.is_("=", 0), _dash(), Round(parts / used * 100, 1)))
            rows.append(tuple(CellValue(one, "share") for one in cells))
        said = self._shown.text(N_("Change a number on the first sheet and these shares follow."))
        heads = [self._shown.text(label) for label in hazard_blocks.MEASURES.values()]
        return self._sheet(name, self._shown.text(N_("Exact shares")), said, heads, rows)

    def printed(self, name: str) -> SheetSpec:
        """Return the whole percentages as the report prints them, rounded so that each column adds up."""
        found = [hazard_blocks.shares_of(self._shown, key) for key in hazard_blocks.MEASURES]
        rows = [
            tuple(CellValue(DASH if (part := one.percent(key)) is None else part, "whole") for one in found)
            for key in self._hazards
        ]
        totals = tuple(CellValue(100 if one.slices else DASH, "sum") for one in found)
        said = self._shown.text(hazard_blocks.ROUNDED)
        heads = [self._shown.text(label) for label in hazard_blocks.MEASURES.values()]
        return self._sheet(name, self._shown.text(N_("Shares as printed")), said, heads, rows, totals)

    @property
    def _last(self) -> int:
        """Last row of the hazards; the sums stand below it."""
        return FIRST + len(self._hazards) - 1

    def _sheet(
        self,
        name: str,
        title: str,
        said: str,
        heads: Sequence[str],
        rows: Sequence[tuple[CellValue, ...]],
        totals: tuple[CellValue, ...] = (),
    ) -> SheetSpec:
        shown = self._shown
        labels = [CellValue(read.hazard_name(shown, key), "cell") for key in self._hazards]
        parts = (self._how.community, self._how.date_text, said)
        body = [
            (CellValue(title, "title"),),
            (CellValue(" · ".join(part for part in parts if part), "note"),),
            tuple(CellValue(words, "head") for words in (shown.text(N_("Hazard")), *heads)),
            *((label, *cells) for label, cells in zip(labels, rows, strict=True)),
        ]
        if totals:
            body.append((CellValue(shown.text(N_("Sum")), "head"), *totals))
        return SheetSpec(
            name,
            (ColumnSpec(26.0), *(ColumnSpec(16.0) for _ in heads)),
            tuple(body),
            freeze=(FIRST - 1, 1),
            merges=(Range(name, 2, 1, 2, 1 + len(heads)),),
            print=PrintSetup(self._how.paper, landscape=True, repeat=(3, 3), footer=self._how.community),
        )


def _dash() -> Expr:
    return Text(DASH)
