"""Vouchers and the settlement of a grant: what a voucher must show, what goes back, and in which words.

What each kind of voucher needs is data of the pack. Source: ``nfa_114.md`` 13. Thread: any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.fields import Row
from app.core.money import capital_money
from app.programmes.schema import Pack


def missing_on(row: Row, pack: Pack | None) -> tuple[str, ...]:
    """Return the names of the fields that a voucher of its kind must show and does not.

    Args:
        row: of type ``voucher``; of what the locked drawer may hold, nothing is said.
        pack: says what each kind needs; a kind that it does not know needs nothing.
    """
    kinds = {one.id: one.needs for one in pack.voucher_kinds} if pack else {}
    needs = kinds.get(str(row.get("kind") or ""), ("kind",) if kinds else ())
    return tuple(
        one for one in needs if not any(name in row.locked or _given(row.get(name)) for name in one.split("|"))
    )


def voucher_record(row: Row, pack: Pack | None) -> Mapping[str, object]:
    """Return a voucher as the rule kinds read records."""
    missing = missing_on(row, pack)
    first = missing[0].split("|")[0] if missing else ""
    return {
        "place": f"record:voucher:{row.id}:{first}",
        "label": row.title or str(row.get("no") or ""),
        "missing": missing,
        "complete": not missing,
    }


def _given(value: object) -> bool:
    return value is not None and value is not False and value not in ("", ())


@dataclass(frozen=True, slots=True)
class SettlementFigures:
    """What was approved and spent, and what is left; minor units. The whole balance goes back (FIN-004).

    Args:
        capital: the refund in capital numerals, as receipts write it; "" where nothing goes back.
    """

    approved: int
    spent: int
    currency: str = "TWD"

    @property
    def balance(self) -> int:
        """Return approved less spent; below 0 where more was spent."""
        return self.approved - self.spent

    @property
    def refund(self) -> int:
        """Return what is paid back: the whole balance, never less than 0."""
        return max(0, self.balance)

    @property
    def capital(self) -> str:
        """Return the refund in capital numerals, such as 肆仟參佰伍拾元整; "" for none, and for money of elsewhere."""
        return capital_money(self.refund, self.currency) if self.refund and self.currency == "TWD" else ""
