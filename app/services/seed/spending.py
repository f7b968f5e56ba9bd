"""Money of the seed project that was spent before its approval: warned about, with a written reason, never blocked.

An expense belongs to a seed project where its budget line names the project, or is paid from the pot, that the
decision names. Source: ``mvp2.md`` 12 G7 and 14 (trap 8). Thread: any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.core.fields import Finding, Row, Severity
from app.core.messages import N_, Message, own_words
from app.core.partial_date import PartialDate
from app.services.seed.gates import not_after

SOURCE = "mvp2.md 12 G7"
RULE = "seed.early"
WATCHED = ("expense", "voucher")
FIX = N_("Wait for the approval, or write the reason into the decision on the seed project.")


@dataclass(frozen=True, slots=True)
class Early:
    """One expense or voucher from before the approval.

    Args:
        type, id: the record.
        title: of the record.
        date: ISO date, "" where nobody wrote it.
        amount: minor units, ``None`` unknown.
        currency: of the amount, "" for the file's.
        decision: id of the decision.
        approved_on: day of the approval, "" where there is none yet.
        reason: why it was done, "" where nobody wrote it.
    """

    type: str
    id: str
    title: str
    date: str
    amount: int | None
    currency: str
    decision: str
    approved_on: str
    reason: str


def early_spending(
    decisions: Iterable[Row], lines: Sequence[Row], expenses: Sequence[Row], vouchers: Sequence[Row], today: str
) -> tuple[Early, ...]:
    """Return what was spent before the approval: expenses, then vouchers that prove such expenses.

    Args:
        decisions: rows of ``seed_decision``.
        lines: of budgets.
        expenses: all payments.
        vouchers: all of them.
        today: ISO date; an approval that is dated later does not stand yet.
    """
    found: list[Early] = []
    for one in decisions:
        project, pot = one.get("project"), one.get("pot")
        charged = {
            line.id for line in lines
            if (project and line.get("project") == project) or (pot and line.get("funding_source") == pot)
        }  # fmt: skip
        mine = [row for row in expenses if row.get("budget_line") in charged]
        early = [_early(one, row, "date", "amount", today) for row in mine]
        ids = {row.id for row in mine}
        proofs = [row for row in vouchers if ids & set(_ids(row.get("expenses")))]
        early += [_early(one, row, "issued_on", "total", today) for row in proofs]
        found += [row for row in early if row is not None]
    return tuple(found)


def findings_of(early: Iterable[Early]) -> tuple[Finding, ...]:
    """Return what is said beside each record: a warning, or a remark where the reason is written."""
    return tuple(
        Finding(
            RULE,
            Severity.INFO if one.reason else Severity.WARN,
            _said(one),
            f"record:{one.type}:{one.id}:{'date' if one.type == 'expense' else 'issued_on'}",
            None if one.reason else FIX,
            N_("Reason given: {reason}", reason=own_words(one.reason)) if one.reason else None,
            SOURCE,
        )
        for one in early
    )


def _said(one: Early) -> Message:
    if one.approved_on:
        return N_("This seed money was spent before the approval of {day}.",
                  day=PartialDate.from_iso(one.approved_on))  # fmt: skip
    return N_("This is seed money, and the seed project is not approved yet.")


def _early(decision: Row, row: Row, date: str, amount: str, today: str) -> Early | None:
    day, approved = str(row.get(date) or ""), str(decision.get("approved_on") or "")
    stands = bool(approved) and not_after(approved, today)
    if stands and (not day or not_after(approved, day)):
        return None
    value = row.get(amount)
    return Early(
        row.type,
        row.id,
        row.title,
        day,
        value if isinstance(value, int) else None,
        str(row.get("currency") or ""),
        decision.id,
        approved if stands else "",
        str(decision.get("early_reason") or "").strip(),
    )


def _ids(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def early_of(rows: Callable[[str], Sequence[Row]], type_name: str, record: str, today: str) -> tuple[Finding, ...]:
    """Return what is said of one expense or voucher; nothing of any other record.

    Args:
        rows: reads the records of a type.
        type_name: of the record.
        record: its id.
        today: ISO date.
    """
    if type_name not in WATCHED:
        return ()
    decisions = rows("seed_decision")
    if not decisions:
        return ()
    found = early_spending(decisions, rows("budget_line"), rows("expense"), rows("voucher"), today)
    return findings_of(one for one in found if (one.type, one.id) == (type_name, record))
