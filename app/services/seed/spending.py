"""SeedMoney of the seed project that was spent before its approval: warned about, with a written reason, never blocked.

An expense belongs to a seed project where its budget line names the project, or is paid from the pot, that the
decision names, or where a funding source of the seed pot pays it.
Source: ``mvp2.md`` 12 G7 and 14 (trap 8). Thread: any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.core.fields import Finding, Row, Severity
from app.core.messages import N_, Message, own_words
from app.core.partial_date import PartialDate
from app.services.seed.gates import not_after

SOURCE = "mvp2.md 12 G7"
RULE = "seed.early"
WATCHED = ("expense", "voucher")
SEED_POT = "seed"
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


@dataclass(frozen=True, slots=True)
class SeedMoney:
    """What the watch over seed money reads: decisions, funding sources, budget lines, payments, vouchers."""

    decisions: Sequence[Row]
    sources: Sequence[Row]
    lines: Sequence[Row]
    expenses: Sequence[Row]
    vouchers: Sequence[Row]


def money_of(rows: Callable[[str], Sequence[Row]]) -> SeedMoney:
    """Return what the watch reads; nothing more is read where there is neither a decision nor a seed pot."""
    decisions, sources = rows("seed_decision"), rows("funding_source")
    if not decisions and not any(row.get("pot") == SEED_POT for row in sources):
        return SeedMoney((), (), (), (), ())
    return SeedMoney(decisions, sources, rows("budget_line"), rows("expense"), rows("voucher"))


def early_spending(money: SeedMoney, today: str) -> tuple[Early, ...]:
    """Return what was spent before the approval: expenses, then vouchers that prove such expenses.

    Lines of the project or the pot that a decision names wait for its approval; other lines that a source of the
    seed pot pays wait until every decision is approved.

    Args:
        money: all of it.
        today: ISO date; an approval that is dated later does not stand yet.
    """
    found: dict[tuple[str, str], Early] = {}
    rest = {row.id for row in money.sources if row.get("pot") == SEED_POT}
    seen: set[str] = set()
    for one in money.decisions:
        project, pot = one.get("project"), one.get("pot")
        charged = {
            line.id for line in money.lines
            if (project and line.get("project") == project) or (pot and line.get("funding_source") == pot)
        }  # fmt: skip
        seen |= charged
        approval = Approval(one.id, _approved(one, today), str(one.get("early_reason") or "").strip())
        found |= {(row.type, row.id): row for row in _of_lines(money, charged, approval)}
    others = {line.id for line in money.lines if line.get("funding_source") in rest} - seen
    found |= {(row.type, row.id): row for row in _of_lines(money, others, _whole(money.decisions, today))}
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval that money waits for: id of the decision, its day ("" for none yet), the written reason."""

    decision: str = ""
    day: str = ""
    reason: str = ""


def _approved(decision: Row, today: str) -> str:
    day = str(decision.get("approved_on") or "")
    return day if day and not_after(day, today) else ""


def _whole(decisions: Sequence[Row], today: str) -> Approval:
    """Return the approval of all decisions together: the last day, none where one still waits."""
    days = [_approved(one, today) for one in decisions]
    waits = next((one for one, day in zip(decisions, days, strict=True) if not day), None)
    about = waits or (decisions[0] if decisions else None)
    if about is None:
        return Approval()
    return Approval(about.id, "" if waits else max(days), str(about.get("early_reason") or "").strip())


def _of_lines(money: SeedMoney, lines: set[str], approval: Approval) -> Iterator[Early]:
    mine = [row for row in money.expenses if row.get("budget_line") in lines]
    ids = {row.id for row in mine}
    proofs = [row for row in money.vouchers if ids & set(_ids(row.get("expenses")))]
    for row, date, amount in (*((one, "date", "amount") for one in mine),
                              *((one, "issued_on", "total") for one in proofs)):  # fmt: skip
        day, value = str(row.get(date) or ""), row.get(amount)
        if approval.day and (not day or not_after(approval.day, day)):
            continue
        spent = value if isinstance(value, int) else None
        yield Early(row.type, row.id, row.title, day, spent, str(row.get("currency") or ""),
                    approval.decision, approval.day, approval.reason)  # fmt: skip


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
    found = early_spending(money_of(rows), today)
    return findings_of(one for one in found if (one.type, one.id) == (type_name, record))
