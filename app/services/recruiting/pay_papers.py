"""The papers of a liaison at work: agreement, monthly time sheet, invoice. For the team only.

What lies in the locked drawer is left as a line to fill in by hand, but for the invoice, which is nothing without
its amount. Thread: the document lane. Source: ``mvp2.md`` 4 (steps 3 and 9), 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, FormField, Heading, ListItem, Paragraph, Table
from app.services.formatting import HIDDEN
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.recruiting.hours import (
    EVENT,
    MEETING,
    Given,
    account,
    amount_of,
    earned,
    gather_hours,
    hours_text,
    month_days,
    months_of,
    within,
)
from app.services.recruiting.words import filled, said, words

BLANK = "________"
KINDS: dict[str, Label] = {MEETING: N_("At a meeting"), EVENT: N_("At an event")}
PER: dict[str, Message] = {
    "hourly": N_("By the hour"),
    "monthly": N_("A monthly stipend"),
    "meeting": N_("For each meeting"),
}


class PayPapers:
    """Makes the papers.

    Args:
        shown: the records as the team sees them, in the paper's language.
        setting: paper, date, community.
    """

    def __init__(self, shown: ShownRecords, setting: ListSetting) -> None:
        self._shown, self._setting = shown, setting
        self._language = "zh_TW" if shown.translator.language == "zh_TW" else "en"

    # -- agreement

    def agreement(self, rows: Sequence[Row]) -> DocumentSpec:
        """Return the agreements, each from the top of a page; one to fill in by hand where there is none."""
        sheets = [tuple(self._agreement(row, at)) for at, row in enumerate(rows or (None,))]
        return self._paper(N_("Agreement with a liaison"), sheets, rows)

    def _agreement(self, row: Row | None, at: int) -> Iterator[Block]:
        values = self._values(row)
        blank = dict.fromkeys(
            ("place", "person", "start", "end", "hours", "meetings", "pay_model", "rate", "y2_hours", "y2_pay"), BLANK
        )  # fmt: skip
        language = self._language
        opening = filled(words().agreement.opening[language], blank | values, {})
        yield Paragraph(f"opening-{at}", plain(opening), "plain")
        for number, part in enumerate(words().agreement.sections):
            yield Heading(f"part-{at}-{number}", 1, plain(part.title[language]))
            for place, line in enumerate(one for one in part.lines if said(one, values)):
                text = filled(line.text[language], blank | values, {})
                yield ListItem(f"line-{at}-{number}-{place}", plain(text))
        for who in (N_("Community, date"), N_("Liaison, date")):
            yield FormField(f"sign-{at}-{who.id}", plain(self._shown.text(who)))

    def _values(self, row: Row | None) -> dict[str, str]:
        values = {"place": self._setting.community}
        if row is None:
            return {key: one for key, one in values.items() if one}
        for field in self._shown.record_type("liaison_agreement").fields:
            if field.name != "invoices" and field.name not in row.locked:
                values[field.name] = self._shown.cell(row, field.name)
        values["y2_pay"] = values.get("y2_promised", "")
        return {key: one for key, one in values.items() if one and one != HIDDEN}

    # -- time sheet

    def time_sheets(self, rows: Sequence[Row], month: str) -> DocumentSpec:
        """Return a time sheet of a month for each agreement."""
        sheets: list[Sequence[Block]] = [tuple(self._time_sheet(row, month, at)) for at, row in enumerate(rows)]
        if not sheets:
            none = self._shown.text(N_("There is no agreement with a liaison yet."))
            sheets.append((Paragraph("none", plain(none), "plain"),))
        return self._paper(N_("Time sheet"), sheets, rows)

    def _time_sheet(self, row: Row, month: str, at: int) -> Iterator[Block]:
        start, end = month_days(month)
        given = gather_hours(self._shown, str(row.get("person") or ""))
        inside = within(given, start, end)
        yield self._line(f"who-{at}", N_("Liaison"), self._name(row))
        yield self._line(f"month-{at}", N_("Month"), self._shown.date(month))
        yield self._hours(f"hours-{at}", inside)
        untimed = sum(one.hours is None for one in inside)
        if untimed:
            lacking = NP_(
                "{n} line has no hours yet. Write them in.", "{n} lines have no hours yet. Write them in.", untimed
            )
            yield Paragraph(f"untimed-{at}", plain(self._shown.text(lacking)), "note")
        if pay := earned(row, given, start, end):
            due = N_("Earned in this month: {amount}.", amount=self._money(row, pay))
            yield Paragraph(f"earned-{at}", plain(self._shown.text(due)), "plain")
        found = account(row, given, end)
        if found.agreed is not None:
            words_ = N_("Given so far: {given} of {agreed} hours.", given=hours_text(found.hours),
                        agreed=hours_text(found.agreed))  # fmt: skip
            yield Paragraph(f"so-far-{at}", plain(self._shown.text(words_)), "plain")
        yield from self._signatures(at)

    def _hours(self, key: str, given: Sequence[Given]) -> Table:
        labels = (N_("Date"), N_("What was done"), N_("Kind"), N_("Hours"))
        head: tuple[Runs, ...] = tuple(plain(self._shown.text(one)) for one in labels)
        body = [
            (plain(self._shown.date(one.day)), plain(one.title), plain(self._kind(one)),
             plain(hours_text(one.hours) if one.hours is not None else ""))
            for one in given
        ]  # fmt: skip
        if not body:
            body = [((), plain(self._shown.text(N_("No hours in this month."))), (), ())]
        total = hours_text(sum(one.hours or 0 for one in given))
        body.append(((), (Run(self._shown.text(N_("In all")), (BOLD,)),), (), (Run(total, (BOLD,)),)))
        columns = (Column(5), Column(9), Column(4), Column(2, "right"))
        return Table(key, columns, (head, *body), header=1, numbered=False)

    def _kind(self, one: Given) -> str:
        return self._shown.text(one.work or KINDS.get(one.kind) or N_("Other work"))

    # -- invoice

    def invoices(self, pairs: Sequence[tuple[Row, Row]]) -> DocumentSpec:
        """Return invoices, each from the top of a page.

        Args:
            pairs: agreement and invoice.

        Raises:
            InputError: an amount is not known, because pay is missing or lies in the locked drawer.
        """
        sheets = [tuple(self._invoice(agreement, one, at)) for at, (agreement, one) in enumerate(pairs)]
        return self._paper(N_("Invoice"), sheets, [one for one, _ in pairs])

    def _invoice(self, agreement: Row, invoice: Row, at: int) -> Iterator[Block]:
        given = gather_hours(self._shown, str(agreement.get("person") or ""))
        start, end = str(invoice.get("start") or ""), str(invoice.get("end") or "")
        amount = amount_of(agreement, invoice, given)
        if amount is None or not start or not end:
            raise InputError(
                N_("The amount of this invoice is not known yet."),
                N_("Write rate and days in the agreement. If they are there, unlock the private drawer."),
                code="recruiting.no-amount",
            )
        currency = str(agreement.get("currency") or self._shown.translator.currency)
        money = self._shown.translator.money
        yield self._line(f"number-{at}", N_("Invoice number"), self._shown.cell(invoice, "number") or BLANK)
        yield self._line(f"date-{at}", N_("Date"), self._shown.cell(invoice, "sent_on") or self._setting.date_text)
        yield self._line(f"from-{at}", N_("Billed by"), self._name(agreement))
        yield self._line(f"for-{at}", N_("Billed to"), self._setting.community)
        yield self._line(f"days-{at}", N_("For the days"), f"{self._shown.date(start)} – {self._shown.date(end)}")
        inside = within(given, start, end)
        counted = amount == earned(agreement, given, start, end)
        model = str(agreement.get("pay_model") or "") if counted else ""  # another amount was agreed and typed
        yield self._sum(f"sum-{at}", agreement, model, self._many(model, inside, (start, end)), money(amount, currency))
        if agreement.get("pay_model") != "monthly" and inside:
            yield Heading(f"list-{at}", 1, plain(self._shown.text(N_("Time given"))), numbered=False)
            yield self._hours(f"hours-{at}", inside)
        if earlier := self._earlier(agreement, invoice, given, currency):
            yield Heading(f"open-{at}", 1, plain(self._shown.text(N_("Still unpaid from before"))), numbered=False)
            yield from (ListItem(f"open-{at}-{place}", plain(one)) for place, one in enumerate(earlier))
        yield from self._signatures(at)

    def _many(self, model: str, inside: Sequence[Given], days: tuple[str, str]) -> str:
        """Return how many hours, months or meetings are paid."""
        if model == "monthly":
            return str(months_of(*days))
        if model == "meeting":
            return str(sum(one.met for one in inside))
        return hours_text(sum(one.hours or 0 for one in inside)) if model == "hourly" else ""

    def _sum(self, key: str, agreement: Row, model: str, many: str, amount: str) -> Table:
        rate, currency = agreement.get("rate"), str(agreement.get("currency") or self._shown.translator.currency)
        unit = {"hourly": N_("Hours"), "monthly": N_("Months"), "meeting": N_("Meetings")}.get(model, N_("Number"))
        labels = (N_("How pay is given"), unit, N_("Rate"), N_("Amount"))
        head: tuple[Runs, ...] = tuple(plain(self._shown.text(one)) for one in labels)
        price = self._shown.translator.money(rate, currency) if isinstance(rate, int) and model else ""
        what = self._shown.text(PER.get(model, N_("Agreed amount")))
        row = (plain(what), plain(many), plain(price), (Run(amount, (BOLD,)),))
        columns = (Column(6), Column(3, "right"), Column(5, "right"), Column(5, "right"))
        return Table(key, columns, (head, row), header=1, numbered=False)

    def _earlier(self, agreement: Row, invoice: Row, given: Sequence[Given], currency: str) -> list[str]:
        out = []
        for one in agreement.below("invoices"):
            if one.id == invoice.id or one.get("paid_on") or str(one.get("start") or "") >= str(invoice.get("start")):
                continue
            amount = amount_of(agreement, one, given)
            if amount is not None:
                number, money = str(one.get("number") or BLANK), self._shown.translator.money(amount, currency)
                out.append(self._shown.text(N_("No. {number}: {amount}", number=number, amount=money)))
        return out

    # -- pieces

    def _money(self, row: Row, amount: int) -> str:
        translator = self._shown.translator
        return translator.money(amount, str(row.get("currency") or translator.currency))

    def _name(self, row: Row) -> str:
        return self._shown.title("person", str(row.get("person") or "")) or BLANK

    def _line(self, key: str, label: Label, value: str) -> Paragraph:
        joint = "：" if self._language == "zh_TW" else ": "
        return Paragraph(key, (Run(self._shown.text(label) + joint, (BOLD,)), Run(value)), "small-gap")

    def _signatures(self, at: int) -> Iterator[Block]:
        for who in (N_("Liaison, date"), N_("Checked by, date")):
            yield FormField(f"sign-{at}-{who.id}", plain(self._shown.text(who)))

    def _paper(self, title: Label, sheets: Sequence[Sequence[Block]], rows: Sequence[Row]) -> DocumentSpec:
        """Return papers that are signed one by one: each has its title, its own numbers and begins on a page."""
        made = list_document(self._shown, title, (), self._setting)
        parts = tuple(
            replace(part, id=f"{part.id}-{at}", blocks=tuple(blocks))
            for part in made.parts
            for at, blocks in enumerate(sheets)
        )
        names = [self._name(row) for row in rows[:1] if row.get("person")] if len(rows) == 1 else []
        return replace(
            made, parts=parts, title=" · ".join((made.title, *names)), marking=""
        )  # it goes to the liaison and the payer
