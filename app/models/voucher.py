"""Vouchers: invoices, receipts and lists that prove what was paid."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import FromPack, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

RULES = "nfa_114.md 13"
SHOWN = N_("What it must show")


class Voucher(Record, Sourced, Base):
    """One voucher and the payments it proves. Source: R24, ``nfa_114.md`` section 13."""

    __tablename__ = "voucher"
    __record__ = col.about(
        N_("Voucher"),
        N_("Vouchers"),
        source="records_and_reports.md R24",
        empty=N_("Keep each invoice and receipt with its number, and say which payments it proves."),
        add=N_("Add voucher"),
        room="money",
        table=("no", "issued_on", "seller", "total", "kind", "buyer"),
    )

    kind: Mapped[str | None] = col.enum(N_("Kind of voucher"), FromPack("voucher_kinds"), required=True)
    no: Mapped[str | None] = col.text(N_("Voucher number"), title=True, example=zh_en("AB-12345678", "INV-1042"))
    seller: Mapped[str | None] = col.text(
        N_("Seller"), title=True, help=N_("The business as it is printed on the invoice.")
    )
    seller_tax_id: Mapped[str | None] = col.code(
        N_("Seller's business number"),
        "tax_id",
        help=N_("As it is printed, in Taiwan eight digits. A number that looks wrong is kept and marked."),
    )
    buyer: Mapped[str | None] = col.text(
        N_("Made out to"), help=N_("The organisation that has to be named as the buyer.")
    )
    issued_on: Mapped[str | None] = col.date(N_("Issued on"))
    total: Mapped[int | None] = col.money(N_("Total on the voucher"))
    expenses: Mapped[tuple[str, ...] | None] = col.references(N_("Expenses it proves"), "expense")
    file: Mapped[str | None] = col.file(
        N_("Scan of the voucher"),
        privacy=Privacy.P2,
        help=N_("Scans are not encrypted. Cover an identity number before you scan."),
    )

    items: Mapped[str | None] = col.long_text(
        N_("Goods as written"), group=SHOWN, source=RULES, help=N_("Codes and foreign words need a note in Chinese.")
    )
    purpose: Mapped[str | None] = col.text(N_("Reason for the payment"), group=SHOWN, source=RULES)
    recipient: Mapped[str | None] = col.text(
        N_("Recipient"), check="person_name", group=SHOWN, source=RULES, privacy=Privacy.P2
    )
    recipient_id: Mapped[str | None] = col.text(
        N_("Recipient's identity number"), group=SHOWN, source=RULES, privacy=Privacy.P3, sealed=True, search=False
    )
    recipient_signed: Mapped[bool | None] = col.tristate(N_("Signed by the recipient"), group=SHOWN, source=RULES)
    handler_signed: Mapped[bool | None] = col.tristate(
        N_("Signed by the handler"), group=SHOWN, help=N_("Needed where the voucher was downloaded and printed.")
    )
    chinese_note: Mapped[bool | None] = col.tristate(N_("Foreign words explained"), group=SHOWN, source=RULES)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=SHOWN)
