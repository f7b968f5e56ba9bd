"""What is still owed to liaisons: stipends, and invoices that nobody has paid. For the team, with the drawer open.

Source: ``mvp2.md`` 4 (steps 9 and 10), 14.11. Thread: the document lane.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.messages import N_, NP_, Label
from app.core.money import Money
from app.core.richtext import plain
from app.exports.spec import Audience, Block, Column, Heading, Paragraph, Table
from app.services.masking import ShownRecords
from app.services.recruiting.hours import hours_text
from app.services.recruiting.liaisons import LiaisonLine, OpenInvoice, liaison_lines

TITLE = N_("Stipends and invoices due")
CLOSED = N_("Pay lies in the closed drawer. Open the drawer to see what is due.")
NONE_DUE = N_("Nothing is due to liaisons.")
DASH = "－"


@dataclass(frozen=True, slots=True)
class Dues:
    """What is owed: agreements in which something is, and whether pay lies in the closed drawer."""

    lines: tuple[LiaisonLine, ...] = ()
    agreements: int = 0
    closed: bool = False

    @property
    def invoices(self) -> tuple[OpenInvoice, ...]:
        """All that are not paid."""
        return tuple(one for line in self.lines for one in line.open_invoices)

    @property
    def sums(self) -> tuple[Money, ...]:
        """What is due altogether, by currency."""
        found: dict[str, int] = {}
        for one in self.lines:
            found[one.currency] = found.get(one.currency, 0) + max(one.account.due or 0, 0)
        return tuple(Money(value, currency) for currency, value in found.items() if value)


def dues(shown: ShownRecords) -> Dues:
    """Return what is owed to liaisons; nothing for any reader but the team."""
    if shown.reader.audience is not Audience.TEAM:
        return Dues()
    found = liaison_lines(shown)
    owed = tuple(one for one in found if (one.account.due or 0) > 0 or one.open_invoices)
    return Dues(owed, len(found), any(one.locked for one in found))


def dues_words(found: Dues, shown: ShownRecords) -> Label | None:
    """Return what is owed in one sentence, ``None`` where there is no agreement."""
    if not found.agreements:
        return None
    if found.closed:
        return CLOSED
    if not found.lines:
        return NONE_DUE
    due = shown.listed([shown.text(N_("{amount}", amount=one)) for one in found.sums]) or DASH
    return NP_(
        "Due to liaisons: {due}; {n} invoice is unpaid.",
        "Due to liaisons: {due}; {n} invoices are unpaid.",
        len(found.invoices),
        due=due,
    )


def dues_blocks(shown: ShownRecords) -> list[Block]:
    """Return the part of the progress report; nothing where there is no agreement or for any reader but the team."""
    found = dues(shown)
    said = dues_words(found, shown)
    if said is None:
        return []
    listed = bool(found.lines) and not found.closed
    out: list[Block] = [
        Heading("dues", 1, plain(shown.text(TITLE)), numbered=False),
        Paragraph("dues-said", plain(shown.text(said)), "lead" if listed else "plain"),
    ]
    return [*out, _table(found, shown)] if listed else out


def _table(found: Dues, shown: ShownRecords) -> Table:
    labels = (N_("Liaison"), N_("Hours given"), N_("Paid"), N_("Still due"), N_("Unpaid invoices"))
    body = [
        (
            line.name,
            hours_text(line.account.hours),
            _money(line.account.paid, line.currency, shown),
            _due(line, shown),
            "\n".join(_invoice(one, shown) for one in line.open_invoices) or DASH,
        )
        for line in found.lines
    ]
    columns = (Column(5), Column(3, "right"), Column(3.2, "right"), Column(3.2, "right"), Column(6))
    rows = tuple(tuple(plain(cell) for cell in row) for row in ([shown.text(one) for one in labels], *body))
    return Table("dues-table", columns, rows, header=1, numbered=False)


def _due(line: LiaisonLine, shown: ShownRecords) -> str:
    due = line.account.due
    if due is None or due >= 0:
        return _money(due, line.currency, shown)
    return shown.text(N_("paid {amount} ahead", amount=Money(-due, line.currency)))


def _invoice(one: OpenInvoice, shown: ShownRecords) -> str:
    days = [shown.date(day) for day in (one.start, one.end) if day]
    parts = [one.number, shown.text(N_("{amount}", amount=one.amount)) if one.amount else "", "–".join(days)]
    return " · ".join(part for part in parts if part)


def _money(minor: int | None, currency: str, shown: ShownRecords) -> str:
    return DASH if minor is None else shown.text(N_("{amount}", amount=Money(minor, currency)))
