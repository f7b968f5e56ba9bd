"""What is said beside the record of one priority, or of the plan of one round; it refuses nothing.

Source: ``mvp2.md`` 14 (traps 6 and 7). Thread: any.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.fields import Finding, Row, Severity
from app.core.messages import Message
from app.services.engagement.rounds import NUMBERS, Gathered, round_view
from app.services.engagement.words import report_remarks
from app.services.priorities.crosswalk import crosswalk


def odd_of(rows: Callable[[str], Sequence[Row]], type_name: str, record: str, today: str) -> tuple[Finding, ...]:
    """Return what contradicts itself in a priority or in the report-back of a round.

    Args:
        rows: reads the records of a type.
        type_name: ``priority`` or ``engagement_round``.
        record: its id.
        today: ISO date.
    """
    if type_name == "priority":
        line = crosswalk(rows("priority")).by_id.get(record)
        doubts = line.doubts if line is not None else ()
        return tuple(_finding("priorities.crosswalk", one, f"record:priority:{record}:disposition") for one in doubts)
    plans = rows("engagement_round")
    plan = next((row for row in plans if row.id == record), None)
    if plan is None or plan.get("number") not in NUMBERS or str(plan.get("report_back_on") or "") > today:
        return ()
    view = round_view(str(plan.get("number")), Gathered(plans, rows("event"), (), (), (), {}, today))
    place = f"record:engagement_round:{record}:report_back_on"
    return tuple(_finding("rounds.report", one, place) for one in report_remarks(view, plan))


def _finding(rule: str, said: Message, place: str) -> Finding:
    return Finding(rule, Severity.WARN, said, place, source="mvp2.md 14")
