"""Budgets written into a real document: one of the fund, and the money of a grant that was settled well."""

from __future__ import annotations

from app.services.workspace import Workspace

LCBF, NFA = "lcbf-1", "nfa-114"


def line(workspace: Workspace, head: str, price: int, **more: object) -> str:
    values = {"head": head, "item": head, "qty": 100, "unit_price": price, **more}
    return workspace.records.create("budget_line", values)[0].id


def fund(workspace: Workspace, **more: object) -> str:
    """Make a budget under the rules of the fund, with a lead and one co-applicant; return its id."""
    records = workspace.records
    budget = records.create(
        "budget",
        {
            "name": "Air",
            "programme": LCBF,
            "grant_type": "seed",
            "currency": "USD",
            "term": 200,
            "state": "applied",
            **more,
        },
    )[0].id
    for name, role in (("Lead", "lead"), ("Ally", "co_applicant")):
        organisation = records.create("organisation", {"name": name})[0].id
        records.create(
            "budget_partner", {"budget": budget, "organisation": organisation, "role": role, "annual_budget": 10**10}
        )
    return budget


def evaluation(workspace: Workspace) -> dict[str, str]:
    """Make the money of a community that settled its grant well: 150,000 granted, 145,650 spent."""
    records = workspace.records
    workspace.programmes.join(NFA)
    source = records.create(
        "funding_source", {"agency": "消防署", "kind": "central", "amount": 150_000, "year": 114, "currency": "TWD"}
    )[0].id
    budget = records.create(
        "budget",
        {"name": "維運", "programme": NFA, "state": "applied", "currency": "TWD", "grant_source": source,
         "no_private_use": True, "others_declared": True},
    )[0].id  # fmt: skip
    made = {"source": source, "budget": budget}
    for head, price in (("office", 18_400), ("equipment", 96_250), ("meetings", 31_000)):
        made[head] = line(workspace, head, price, budget=budget, funding_source=source, ceiling=100_000, currency="TWD")
        made[f"paid-{head}"] = records.create(
            "expense", {"item": head, "head": head, "amount": price, "budget_line": made[head], "date": "2025-09-01"}
        )[0].id
    made["settlement"] = records.create(
        "settlement",
        {"funding_source": source, "approved": 150_000, "spent": 145_650, "settled_on": "2025-10-20",
         "refunded_on": "2025-10-25", "currency": "TWD"},
    )[0].id  # fmt: skip
    made["voucher"] = records.create(
        "voucher",
        {"kind": "invoice", "no": "AB-12345678", "seller": "榕樹行", "seller_tax_id": "04595257", "items": "擴音器",
         "total": 96_250, "issued_on": "2025-09-01", "buyer": "榕樹社區", "expenses": (made["paid-equipment"],)},
    )[0].id  # fmt: skip
    return made
