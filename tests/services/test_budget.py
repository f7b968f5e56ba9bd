"""Planned, spent and left; what is unknown stays unknown."""

from __future__ import annotations

from app.core.fields import Row, Severity
from app.core.messages import own_words
from app.models.catalogue import catalogue
from app.services.budget import BudgetService, BudgetView, budget_view
from app.services.budget.views import Head
from app.services.rules.findings import missing
from tests.services.budget_rows import HEADS, LINES, PAYMENTS, SOURCES, line, paid, source


def view() -> BudgetView:
    return budget_view(HEADS, SOURCES, LINES, PAYMENTS, "TWD")


def test_sums_by_head() -> None:
    assert [(one.head.id, one.planned, one.spent, one.left) for one in view().heads] == [
        ("office", 500, 580, -80),
        ("gear", 25_000, 24_000, 1_000),
        ("meeting", 4_000, 0, 4_000),
        ("old-head", 700, 1_500, -800),
        ("", 0, 0, 0),
    ]


def test_sums_by_source() -> None:
    assert [(one.id, one.granted, one.planned, one.spent, one.left) for one in view().sources] == [
        ("s1", 150_000, 29_000, 24_000, 126_000),
        ("s2", 20_000, 500, 500, 19_500),
        ("s3", None, 0, 0, None),
        ("s4", 1_000, 700, 1_500, -500),
        ("", None, 0, 80, None),
    ]


def test_totals_agree() -> None:
    budget = view()
    assert (budget.granted, budget.planned, budget.spent) == (171_000, 30_200, 26_080)
    assert budget.left == 171_000 - 26_080
    assert budget.planned == sum(one.planned for one in budget.sources)
    assert budget.spent == sum(one.spent for one in budget.sources)
    assert budget.lines[0].spent == 24_000


def test_what_is_ordered_is_not_spent_and_not_left() -> None:
    ordered = paid("e9", 1_000, line="l1", state="committed")
    budget = budget_view(HEADS, SOURCES, LINES, (*PAYMENTS, ordered), "TWD")
    assert (budget.committed, budget.spent, budget.left) == (1_000, 26_080, 171_000 - 27_080)
    assert budget.lines[0].spent == 24_000
    assert (
        budget.committed == sum(one.committed for one in budget.heads) == sum(one.committed for one in budget.sources)
    )
    assert budget.sources[0].left == view().sources[0].left - 1_000  # type: ignore[operator]


def contract(id: str, amount: int | None, line: str | None, state: str = "signed", **more: object) -> Row:
    return Row("procurement", id, {"title": id, "amount": amount, "budget_line": line, "state": state, **more})


def test_what_a_signed_contract_still_binds_is_ordered_and_nothing_counts_twice() -> None:
    contracts = (
        contract("late", 6_000, "l1", signed_on="2025-03-02"),
        contract("early", 25_000, "l1", signed_on="2025-02-01"),
        contract("paid off", 1_000, "l6"),
        contract("ended", 9_000, "l3", "ended"),
        contract("chosen", 9_000, "l3", "chosen"),
        contract("no line", 9_000, None),
        contract("no sum", None, "l3"),
        contract("dollars", 5_000, "l3", currency="USD"),
    )
    budget = budget_view(HEADS, SOURCES, LINES, PAYMENTS, "TWD", contracts)
    orders = {one.item: (one.amount, one.head, one.source) for one in budget.payments if one.committed and one.counted}
    assert orders == {"early": (1_000, "gear", "s1"), "late": (6_000, "gear", "s1")}
    assert (budget.committed, budget.spent) == (7_000, view().spent)
    assert budget.sources[0].left == view().sources[0].left - 7_000  # type: ignore[operator]


def test_nothing_is_called_left_while_no_grant_is_known() -> None:
    assert view().grant_known
    assert not budget_view(HEADS, (source("s", "x", None),), LINES, PAYMENTS, "TWD").grant_known


def test_halves_are_rounded_up_as_in_the_workbook() -> None:
    lines = (line("a", "gear", "x", 150, 333), line("b", "gear", "x", 50, 1), line("c", "gear", "x", 49, 1))
    assert [one.amount for one in budget_view((), (), lines, (), "USD").lines] == [500, 1, 0]


def test_what_does_not_fit_is_said_once_each() -> None:
    found = {finding.rule: finding for finding in view().findings}
    assert found["budget.overspent"].severity is Severity.ERROR
    assert found["budget.overspent"].place == "record:funding_source:s4:amount"
    assert found["budget.overspent"].arithmetic is not None
    assert found["budget.unknown"].message.params["n"] == 2
    assert found["budget.unknown"].severity is Severity.UNKNOWN
    assert found["budget.currency"].message.params["n"] == 1
    assert view().findings[0].rule == "budget.overspent"
    assert sum(one.rule == "budget.over_head" for one in view().findings) == 2


def test_ceilings() -> None:
    at, above = line("a", "gear", "x", 100, 30_000), line("b", "gear", "x", 100, 30_001)
    own = line("c", "gear", "x", 100, 500, ceiling=499)
    found = budget_view(HEADS, (), (at, above, own), (), "TWD").findings
    assert [one.place for one in found] == [
        "record:budget_line:b:unit_price",
        "record:budget_line:c:unit_price",
    ]


def test_planning_more_than_is_granted() -> None:
    one = source("s", "x", 99)
    found = budget_view(HEADS, (one,), (line("a", "gear", "x", 100, 100, funding_source="s"),), (), "TWD").findings
    assert [(finding.rule, finding.severity) for finding in found] == [("budget.overplanned", Severity.WARN)]


def test_an_empty_budget() -> None:
    budget = budget_view(HEADS, (), (), (), "TWD")
    assert (budget.granted, budget.planned, budget.spent, budget.findings) == (0, 0, 0, ())
    assert [one.head.id for one in budget.heads] == ["office", "gear", "meeting"]


def test_links_to_what_is_gone_are_no_links() -> None:
    budget = budget_view(
        HEADS, (), (line("a", "gear", "x", 100, 5, funding_source="gone"),), (paid("e", 3, line="gone"),), "TWD"
    )
    assert budget.lines[0].source == budget.payments[0].line == ""


class Rows:
    """The rows above behind the one method that the service asks for."""

    def load(self, type: str) -> tuple[Row, ...]:
        return {"funding_source": SOURCES, "budget_line": LINES, "expense": PAYMENTS}.get(type, ())


def test_the_head_of_the_line_counts_for_an_expense() -> None:
    heads = (Head("old", own_words("Old")), Head("new", own_words("New")))
    lines = (Row("budget_line", "l", {"head": "new", "item": "Radio", "qty": 100, "unit_price": 5}),)
    paid_for = Row("expense", "e", {"head": "old", "item": "Radio", "amount": 5, "budget_line": "l"})
    (made,) = budget_view(heads, (), lines, (paid_for,), "TWD").payments
    assert made.head == "new"
    asked = Row("expense", "e", {"budget_line": "l"})
    named = [{one.name for one in missing(catalogue()["expense"], row)} for row in (asked, Row("expense", "e"))]
    assert [("head" in one) for one in named] == [False, True]


def test_the_service_asks_anew_each_time() -> None:
    heads = list(HEADS)
    service = BudgetService(Rows(), lambda: heads, lambda: "TWD")
    assert service.view() == view()
    heads.pop()
    assert [one.head.id for one in service.view().heads] == ["office", "gear", "meeting", "old-head", ""]
    assert service.view() != view()
