"""The quantities that money rules name, worked out from sums and the head of a budget.

Names are what packs write in ``params``; ``docs/packs.md`` lists them. ``None`` is unknown and leaves a rule
unevaluated; with a total of 0 every quantity of the plan is unknown, so nothing is divided by it and
nothing passes. Sources: ``repair_lcbf.md`` 3, 4, 13.17; ``nfa_114.md`` 9, 13. Thread: any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from app.services.budget.engine.lines import BudgetEntry, Frame, Partner
from app.services.budget.engine.sums import Sums

ELSEWHERE = frozenset(
    {
        "expenses", "vouchers", "grant_awarded", "refund_missing", "settled_on", "settlement_due", "prices_checked",
        "no_private_use", "others_declared", "grant_spent", "lines",
    }
)  # fmt: skip
"""Quantities that do not come from the sums: from other records, and the lines themselves."""


def facts_of(
    frame: Frame, sums: Sums, ineligible: int, total_net: int, order: Iterable[str] = ()
) -> Mapping[str, object]:
    """Return quantity name to value.

    Args:
        frame: the head of the budget.
        sums: of the view that is judged, gross or net.
        ineligible: X in minor units.
        total_net: T − X, the same in both views.
        order: the ids of the lines as they stand in the budget; findings are told in it, whatever was changed last.
    """
    planned = sums.total != 0
    leads, others = frame.of_role("lead"), frame.of_role("co_applicant")
    shares = tuple((one, sums.of("organisation", one.organisation).planned) for one in others)
    facts: dict[str, object] = {
        **frame.facts,
        "direct": sums.direct if planned else None,
        "contingency": sums.contingency if planned else None,
        "indirect": sums.indirect if planned else None,
        "direct_and_contingency": sums.direct + sums.contingency if planned else None,
        "total": sums.total if planned else None,
        "consultants": sums.consultants if planned else None,
        "co_applicants": sum(one[1] for one in shares) if planned else None,
        "ineligible": ineligible,
        "total_net": total_net,
        "term": frame.term,
        "lead_annual": leads[0].annual if leads else None,
        "least_annual": _least(leads + others),
        "co_shares": tuple(_share(one, amount, frame.term) for one, amount in shares),
        "co_share_asked": not (frame.regranting and not others),
        "for_profit_partners": sum(one.kind == "forprofit" for one in others),
        "grant_ranges": tuple(
            (one.least, one.most)
            for one in (frame.pack.grant_types if frame.pack else ())
            if one.least is not None and one.most is not None
        ),
        "years": tuple(
            {"label": key, "value": held.planned, "place": ""}
            for key, held in sorted(sums.table("year").items(), key=lambda one: str(one[0]))
            if key is not None
        ),
        "awarded": frame.awarded,
        "advance": frame.advance,
        "progress_reports": frame.progress_reports,
        "final_reports": frame.final_reports,
        "head_ids": tuple(one.id for one in frame.pack.heads) if frame.pack else None,
    }
    facts.update(_projects(frame, sums))
    outside = frame.facts.get("spent_outside")
    if frame.grant_source and isinstance(outside, int):
        facts["grant_spent"] = sums.of("source", frame.grant_source).spent + outside
    facts["purchases"] = tuple(
        {
            "label": lines[0].item,
            "parts": tuple(one.amount for one in lines),
            "place": f"record:budget_line:{lines[0].id}:",
        }
        for lines in _split(sums, order)
    )
    return facts


def _split(sums: Sums, order: Iterable[str]) -> list[list[BudgetEntry]]:
    """Return the purchases that more than one line makes, lines and purchases in the order of the budget."""
    several = [held for held in sums.purchases.values() if len(held) > 1]
    if not several:
        return []
    at = {line: place for place, line in enumerate(order)}
    found = [sorted(held.values(), key=lambda one: at.get(one.id, len(at))) for held in several]
    return sorted(found, key=lambda lines: at.get(lines[0].id, len(at)))


def _projects(frame: Frame, sums: Sums) -> Mapping[str, object]:
    at = {key: place for place, key in enumerate(frame.projects)}
    used = sorted((str(key) for key in sums.table("project") if key), key=lambda key: (at.get(key, len(at)), key))
    return {
        "projects_used": len(used),
        "unassigned": sums.of("project", "").planned if used else 0,
        "consultants_of_projects": tuple(
            {
                "label": frame.projects.get(key, ""),
                "part": sums.consultants_of[key],
                "whole": sums.of("project", key).planned,
                "place": "",
            }
            for key in used
            if sums.consultants_of.get(key)
        ),
    }


def _least(partners: tuple[Partner, ...]) -> int | None:
    """Return the lowest annual budget, ``None`` while one of them is not known."""
    known = [one.annual for one in partners if one.annual is not None]
    return min(known) if partners and len(known) == len(partners) else None


def _share(one: Partner, amount: int, term: Fraction | None) -> Mapping[str, object]:
    """Return a co-applicant's share beside what its own annual budgets carry over the term."""
    room = None if one.annual is None or term is None else term * one.annual
    return {
        "label": one.name,
        "value": amount,
        "room": room,
        "lower": None if one.earlier is None or term is None else term * one.earlier,
        "place": f"record:budget_partner:{one.id}:annual_budget",
    }
