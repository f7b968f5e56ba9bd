"""The sheet of the budget workbook that explains it: how it works, heads, rules, what to look at. Thread: any."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.core.messages import N_, Label
from app.core.money import exponent
from app.exports.xlsx.spec import CellValue, ColumnSpec, PrintSetup, SheetSpec
from app.services.budget.book_looks import BookSetting, fitted
from app.services.budget.views import BudgetView, Head, Line, Payment

Rows = list[tuple[CellValue, ...]]
WIDTHS = (32, 70, 22)


def how_sheet(
    name: str, view: BudgetView, setting: BookSetting, labels: Mapping[str, str], print_: PrintSetup
) -> SheetSpec:
    """Return the sheet.

    Args:
        name: of the sheet.
        view: the budget.
        setting: language, words and rules.
        labels: head id to its label on the other sheets.
        print_: paper.
    """
    say = setting.words
    rows: Rows = [(CellValue(say(N_("How this works")), "title"),)]
    rows += [(CellValue(str(n), "plain"), CellValue(say(step), "plain")) for n, step in enumerate(_steps(view), 1)]
    rows += _part(setting, N_("Budget heads"))
    rows.append(
        tuple(
            CellValue(say(one), "head")
            for one in (N_("Budget head"), N_("What belongs here"), N_("Highest unit price"))
        )
    )
    rows += [_explained(one.head, view, setting, labels) for one in view.heads if one.head.id]
    if setting.rules:
        rows += _part(setting, N_("Rules about money"))
        rows += [(CellValue(say(title), "text"), CellValue(say(why), "text")) for title, why in setting.rules]
    if view.findings:
        rows += _part(setting, N_("What to look at"))
        for finding in view.findings:
            more = say(finding.arithmetic) or say(finding.fix)
            rows.append((CellValue(say(finding.message), "words"), CellValue(more, "text")))
    rows += _foreign(view, setting)
    return SheetSpec(
        name,
        tuple(ColumnSpec(width) for width in WIDTHS),
        tuple(rows),
        heights=fitted(rows, WIDTHS),
        protect=True,
        print=print_,
    )


def _steps(view: BudgetView) -> tuple[Label, ...]:
    digits = exponent(view.currency)
    rounded = N_("Amount is quantity × unit price, rounded to whole {currency}.", currency=view.currency)
    if digits:
        rounded = N_("Amount is quantity × unit price, rounded to {digits} digits after the point.", digits=digits)
    return (
        N_("Yellow cells are for typing. All other cells are worked out and locked, without a password."),
        rounded,
        N_("Each line and each expense names its head and where the money comes from."),
        N_("Left is what was planned or granted, less what is ordered and what was spent."),
        N_("A red number means that more was spent than there is."),
        N_("Lines that you change here can be brought back into Banyan, as a version to compare. Other sheets stay."),
    )


def _part(setting: BookSetting, title: Label) -> Rows:
    return [(), (CellValue(setting.words(title), "step"),)]


def _explained(head: Head, view: BudgetView, setting: BookSetting, labels: Mapping[str, str]) -> tuple[CellValue, ...]:
    say = setting.words
    if head.ceiling is None:
        price = CellValue(say(head.whom_to_ask) or say(N_("Not known")), "text")
    else:
        price = CellValue(Decimal(head.ceiling).scaleb(-exponent(view.currency)), "money")
    return CellValue(labels[head.id], "text"), CellValue(say(head.explains), "text"), price


def _foreign(view: BudgetView, setting: BookSetting) -> Rows:
    every: tuple[Line | Payment, ...] = (*view.lines, *view.payments)
    rows: Rows = []
    for one in every:
        if not one.counted:
            amount = setting.words(N_("Not known"))
            if one.amount is not None:
                amount = f"{one.currency} {Decimal(one.amount).scaleb(-exponent(one.currency)):,}"
            rows.append((CellValue(one.item, "text"), CellValue(amount, "text")))
    return [*_part(setting, N_("In another currency, not in the sums")), *rows] if rows else []
