"""Liaisons at work as the recruiting page shows them: hours, money that is due, support, forms, who left.

Thread: the document lane. Source: ``mvp2.md`` 4 (steps 3, 8, 9), 13, 14.10, 14.11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message
from app.core.money import Money
from app.programmes.workflow import month_number
from app.services.masking import ShownRecords
from app.services.recruiting.hours import (
    Account,
    Given,
    account,
    amount_of,
    gather_hours,
    hours_text,
    last_day,
)

SUPPORT = (
    ("interpreting", N_("Language help")),
    ("childcare", N_("Childcare")),
    ("transport", N_("Transport")),
    ("other_needs", N_("Meeting time, place, other needs")),
)
FORMS = (
    ("tax_form", N_("Tax form handed in (W-9 or alike)")),
    ("invoice_form", N_("Invoice explained and agreed")),
)
YEAR = 12

__all__ = ["FORMS", "SUPPORT", "LiaisonLine", "OpenInvoice", "liaison_lines"]


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice that is not paid yet."""

    id: str
    number: str
    amount: Money | None
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class LiaisonLine:
    """One agreement.

    Args:
        id: of the agreement.
        person: id; "" where nobody is named.
        name: of the person.
        account: hours and money so far.
        currency: of the money.
        support: what was promised: label and words.
        forms: field, label and whether it is done; ``None`` not known.
        locked: whether the drawer is closed, so that pay, support and forms are not known here.
        left: what it means that somebody left early, () where nobody did.
        open_invoices: not paid yet.
        reminders: what should be looked at.
        over: whether it has ended.
    """

    id: str
    person: str
    name: str
    account: Account
    currency: str
    support: tuple[tuple[Label, str], ...]
    forms: tuple[tuple[str, Label, bool | None], ...]
    locked: bool
    left: tuple[Message, ...]
    open_invoices: tuple[OpenInvoice, ...]
    reminders: tuple[Message, ...]
    over: bool


def liaison_lines(shown: ShownRecords, start_month: str = "") -> tuple[LiaisonLine, ...]:
    """Return every agreement, those that run first.

    Args:
        shown: the records as the team sees them.
        start_month: first month of the programme, "" unknown.
    """
    rows = shown.rows("liaison_agreement")
    lines = [_line(shown, row, rows, start_month) for row in rows]
    return tuple(sorted(lines, key=lambda one: (one.over, one.name)))


def _line(shown: ShownRecords, row: Row, rows: tuple[Row, ...], start_month: str) -> LiaisonLine:
    person, today = str(row.get("person") or ""), shown.today()
    given = gather_hours(shown, person) if person else ()
    currency = str(row.get("currency") or shown.translator.currency)
    found, locked = account(row, given, today), "rate" in row.locked
    end = last_day(row)
    over = bool(end) and end < today[: len(end)]
    return LiaisonLine(
        id=row.id,
        person=person,
        name=shown.title("person", person) or row.title,
        account=found,
        currency=currency,
        support=tuple((label, str(row.get(name))) for name, label in SUPPORT if row.get(name)),
        forms=tuple((name, label, _flag(row, name)) for name, label in FORMS),
        locked=locked,
        left=_left(shown, row, found, rows, start_month),
        open_invoices=_open(row, given, currency),
        reminders=tuple(_reminders(row, found, today, "" if over else start_month, locked=locked)),
        over=over,
    )


def _flag(row: Row, name: str) -> bool | None:
    value = row.get(name)
    return value if isinstance(value, bool) else None


def _left(
    shown: ShownRecords, row: Row, found: Account, rows: tuple[Row, ...], start_month: str
) -> tuple[Message, ...]:
    """Say what an early end means: hours that are free again, money still due, groups that nobody connects now."""
    day = str(row.get("left_on") or "")
    if not day:
        return ()
    out = [_left_when(shown, day, start_month)]
    if found.agreed is not None:
        rest = max(found.agreed - found.hours, 0)
        out.append(
            N_("{given} of {agreed} hours were given; {rest} hours are free for somebody else.",
               given=hours_text(found.hours), agreed=hours_text(found.agreed), rest=hours_text(rest))
        )  # fmt: skip
    if found.due:
        currency = str(row.get("currency") or shown.translator.currency)
        out.append(N_("{due} is still to be paid for hours until that day.", due=Money(found.due, currency)))
    lost = _lost(shown, row, rows)
    if lost:
        out.append(N_("Nobody connects these groups now: {groups}.", groups=lost))
    return tuple(out)


def _left_when(shown: ShownRecords, day: str, start_month: str) -> Message:
    if start_month and len(day) >= len("2025-01"):
        month = month_number(start_month, date(int(day[:4]), int(day[5:7]), 1))
        if month > 0:
            return N_("Left on {day}, in programme month {month}.", day=shown.date(day), month=month)
    return N_("Left on {day}.", day=shown.date(day))


def _lost(shown: ShownRecords, row: Row, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the groups of an agreement that no running agreement names."""
    mine, today = _keys(row, "groups"), shown.today()
    others = {
        key
        for one in rows
        if one.id != row.id and not (last_day(one) and last_day(one) < today[: len(last_day(one))])
        for key in _keys(one, "groups")
    }
    return tuple(title for key in mine if key not in others and (title := shown.title("population_group", key)))


def _open(row: Row, given: tuple[Given, ...], currency: str) -> tuple[OpenInvoice, ...]:
    out = []
    for one in row.below("invoices"):
        if one.locked or one.get("paid_on"):
            continue
        amount = amount_of(row, one, given)
        money = Money(amount, str(one.get("currency") or currency)) if amount is not None else None
        number = str(one.get("number") or "")
        out.append(OpenInvoice(one.id, number, money, str(one.get("start") or ""), str(one.get("end") or "")))
    return tuple(out)


def _reminders(row: Row, found: Account, today: str, start_month: str, *, locked: bool) -> list[Message]:
    out: list[Message] = []
    if found.untimed:
        said = NP_(
            "{n} meeting or event has no time, so it counts no hours.",
            "{n} meetings or events have no time, so they count no hours.",
            found.untimed,
        )
        out.append(said)
    second = bool(start_month) and _programme_month(start_month, today) > YEAR
    if second and not locked and (row.get("y2_hours") is None or row.get("y2_promised") is None):
        out.append(N_("The second year has begun. Agree on its hours and pay, as the project plan says."))
    if not row.get("signed_on") and not row.get("left_on"):
        out.append(N_("The agreement is not signed yet."))
    return out


def _programme_month(start_month: str, today: str) -> int:
    return month_number(start_month, date.fromisoformat(today))


def _keys(row: Row, name: str) -> tuple[str, ...]:
    value = row.get(name)
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()
