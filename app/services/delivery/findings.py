"""What is said beside a change of the plan that was made without, or before, the written yes. Never blocks.

Source: ``mvp2.md`` 4 (step 9), 13 W4. Thread: any.
"""

from __future__ import annotations

from app.core.fields import Finding, Row, Severity
from app.core.messages import N_, own_words

RULE = "change.early"
FIX = N_("Ask for the written yes now, or write down why it could not wait.")


def is_approved(row: Row) -> bool:
    """Say whether the written yes to a change is there."""
    return bool(row.get("approved_on")) or row.get("answer") == "done"


def made_early(row: Row) -> bool:
    """Say whether a change was made without the written yes, or before it, as far as both days are precise."""
    day, made = str(row.get("approved_on") or ""), str(row.get("made_on") or "")
    known = min(len(day), len(made))
    return bool(made) and (not is_approved(row) or (bool(day) and made[:known] < day[:known]))


def change_findings(row: Row) -> tuple[Finding, ...]:
    """Return the warning of one record, a remark where the reason is written; nothing of any other record."""
    if row.type != "change_request" or not made_early(row):
        return ()
    reason = str(row.get("early_reason") or "").strip()
    return (
        Finding(
            RULE,
            Severity.INFO if reason else Severity.WARN,
            N_("This change was made without the written yes."),
            f"record:change_request:{row.id}:{'early_reason' if row.get('approved_on') else 'approved_on'}",
            None if reason else FIX,
            N_("Reason given: {reason}", reason=own_words(reason)) if reason else None,
            "mvp2.md 4 W4",
        ),
    )
