"""Money of a project that is carried out, and what liaisons get in its second year. Pure; thread: any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.fields import Row
from app.services.budget.views import HeadSum
from app.services.delivery.view import Money, SecondYear, Sources
from app.services.seed.gates import EACH
from app.services.seed.spending import SEED_POT

ADVISOR = "advisor"
"""Head of a budget, and kind of vendor, that stands for advice on one question."""


def project_money(sources: Sources, decisions: Sequence[Row], project: Row | None) -> Money:
    """Return the money of the lines that are charged to the project or its pot."""
    rules, budget = sources.rules, sources.budget
    if budget is None:
        return Money(sources.currency)
    asked = [row for row in decisions if not sources.project or row.get("project") == sources.project]
    projects = {str(row.get("project")) for row in asked if row.get("project")} | ({project.id} if project else set())
    pots = {str(row.get("pot")) for row in asked if row.get("pot")}
    if not sources.project:
        pots |= {row.id for row in sources.rows("funding_source") if row.get("pot") == SEED_POT}
    charged = {
        row.id
        for row in sources.rows("budget_line")
        if not (projects or pots) or row.get("project") in projects or row.get("funding_source") in pots
    }
    lines = [one for one in budget.lines if one.id in charged]
    payments = [one for one in budget.payments if one.line in charged and one.counted]
    heads = tuple(
        HeadSum(
            one.head,
            sum(line.amount or 0 for line in lines if line.counted and line.head == one.head.id),
            sum(each.amount or 0 for each in payments if not each.committed and each.head == one.head.id),
            sum(each.amount or 0 for each in payments if each.committed and each.head == one.head.id),
        )
        for one in budget.heads
    )
    heads = tuple(one for one in heads if one.planned or one.spent or one.committed)
    limit = rules.limit
    if rules.per == EACH and rules.money is not None:
        limit = rules.money * max(len(projects), 1)
    if limit is None and pots:
        granted = [one.granted for one in budget.sources if one.id in pots and one.granted is not None]
        limit = sum(granted) if granted else None
    return Money(
        budget.currency,
        limit if limit is None or rules.currency == budget.currency or rules.limit is None else None,
        sum(one.planned for one in heads),
        sum(one.committed for one in heads),
        sum(one.spent for one in heads),
        heads,
        len(lines),
        sum(one.planned for one in heads if one.head.id == ADVISOR),
        sources.advisor_money,
        sum(one.amount is None or not one.counted for one in lines),
    )


def second_year_of(agreements: Iterable[Row]) -> SecondYear:
    """Return what is decided for the second year of the liaisons who are still there."""
    found = [row for row in agreements if not row.get("left_on")]
    hours = [value for row in found if isinstance(value := row.get("y2_hours"), int)]
    hidden = any("y2_promised" in row.locked for row in found)
    paid = sum(isinstance(row.get("y2_promised"), int) for row in found)
    return SecondYear(len(found), len(found) - len(hours), None if hidden else len(found) - paid, sum(hours),
                      hidden)  # fmt: skip
