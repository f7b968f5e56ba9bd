"""Budgets in a real document: versions, undo, payments that follow, the money rules of the evaluation."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.exports.spec import Audience
from app.i18n import Translator
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.programmes.rules import State
from app.services.budget import BudgetService
from app.services.budget.plan_views import ADDED, CHANGED, REMOVED, SAME
from app.services.budget.plans import BudgetPlanService
from app.services.dossier.live import live_blocks
from app.services.masking import Reader, ShownRecords
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.services.plan_files import LCBF, evaluation, fund, line


@pytest.fixture
def workspace(document: Document, tmp_path: Path, clock: FixedClock) -> Workspace:
    return Workspace(document, Program(packs(), tmp_path / "cache", tmp_path / "data", clock, seeded_ids(9)))


@pytest.fixture
def plans(workspace: Workspace) -> BudgetPlanService:
    return workspace.plans


def rows_in(document: Document, table: str, where: str = "1") -> list[tuple[object, ...]]:
    """Return rows of the file as they are stored."""
    with sqlite3.connect(f"file:{document.path}?mode=ro", uri=True) as file:
        return file.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY id").fetchall()


def test_a_file_without_a_budget_record_has_one_with_all_lines(workspace: Workspace, plans: BudgetPlanService) -> None:
    line(workspace, "equipment", 500)
    (only,) = plans.budgets()
    assert (only.id, only.current) == ("", True)
    assert plans.plan().figures.total == 500
    made = plans.ensure()
    assert made == plans.ensure() == plans.budgets()[0].id
    assert [one.item for one in plans.plan(made).lines] == ["equipment"]
    workspace.document.undo()
    assert plans.budgets()[0].id == ""


def test_a_copy_leaves_the_real_budget_alone_until_it_is_applied(
    workspace: Workspace, plans: BudgetPlanService, document: Document
) -> None:
    budget = fund(workspace)
    kept, changed, gone = (line(workspace, "personnel", 100 * n, item=f"Line {n}", budget=budget) for n in (1, 2, 3))
    workspace.records.create("budget_item", {"line": kept, "name": "Part", "qty": 100, "unit_price": 100})
    paid = workspace.records.create(
        "expense", {"item": "Paid", "amount": 40, "budget_line": changed, "currency": "USD"}
    )
    lost = workspace.records.create("expense", {"item": "Lost", "amount": 5, "budget_line": gone, "currency": "USD"})
    before = rows_in(document, "budget", f"id='{budget}'"), rows_in(document, "budget_line"), plans.plan()
    copy, _ = plans.copy()
    lines = {one.item: one.id for one in plans.plan(copy).lines}
    workspace.records.change("budget_line", lines["Line 2"], {"unit_price": 999})
    workspace.records.delete("budget_line", lines["Line 3"])
    line(workspace, "travel", 7, item="New", budget=copy)
    stored = rows_in(document, "budget_line")
    assert (rows_in(document, "budget", f"id='{budget}'"), [one for one in stored if one in before[1]]) == before[:2]
    assert plans.plan() == before[2]
    assert workspace.budget.view().planned == 600

    seen = plans.compare("", copy)
    assert {(one.kind, (one.after or one.before).item) for one in seen.lines if one.after or one.before} == {  # type: ignore[union-attr]
        (SAME, "Line 1"), (CHANGED, "Line 2"), (REMOVED, "Line 3"), (ADDED, "New"),
    }  # fmt: skip
    assert [field.id for one in seen.lines for field in one.fields] == ["Unit price"]  # type: ignore[union-attr]
    assert (seen.totals_before.total, seen.totals_after.total, seen.unpaired) == (600, 1106, 1)
    assert plans.plan(copy).figures.spent == 40

    assert plans.apply(copy) is not None
    assert {one.id: (one.state, one.current) for one in plans.budgets()} == {
        budget: ("set_aside", False),
        copy: ("applied", True),
    }
    assert plans.plan().figures.total == workspace.budget.view().planned == 1106
    moved = workspace.records.get("expense", paid[0].id)
    stays = workspace.records.get("expense", lost[0].id)
    assert moved is not None
    assert stays is not None
    assert (moved.get("budget_line"), stays.get("budget_line")) == (lines["Line 2"], gone)
    assert workspace.budget.view().spent == 45
    document.undo()
    assert plans.plan() == before[2]


def test_lines_without_a_budget_stay_with_the_version_they_were_in(
    workspace: Workspace, plans: BudgetPlanService
) -> None:
    line(workspace, "equipment", 500)
    copy, _ = plans.copy()
    original = next(one.id for one in plans.budgets() if one.current)
    assert plans.plan(copy).figures.total == plans.plan(original).figures.total == 500
    plans.apply(copy)
    assert (plans.plan(copy).figures.total, plans.plan(original).figures.total) == (500, 500)
    line(workspace, "equipment", 30)
    assert (plans.plan(copy).figures.total, plans.plan(original).figures.total) == (530, 500)


def test_a_copy_goes_with_its_lines_and_the_one_in_use_never_does(
    workspace: Workspace, plans: BudgetPlanService
) -> None:
    line(workspace, "equipment", 500)
    copy, _ = plans.copy()
    plans.set_aside(copy)
    assert plans.budgets()[1].state == "set_aside"
    plans.remove(copy)
    assert len(workspace.records.load("budget_line")) == 1
    workspace.document.undo()
    assert len(workspace.records.load("budget_line")) == 2
    with pytest.raises(ValueError, match="in use"):
        plans.remove("")
    with pytest.raises(LookupError):
        plans.apply("nothing")


def test_a_proposed_change_is_written_as_one_step(workspace: Workspace, plans: BudgetPlanService) -> None:
    budget = fund(workspace)
    line(workspace, "personnel", 10_000_000, budget=budget)
    line(workspace, "indirect", 5_000_000, budget=budget)
    before = plans.plan()
    rule = next(one for one in before.rules if one.id == "BUD-IND")
    assert rule.change is not None
    assert plans.carry_out("", rule.change) is not None
    after = plans.plan()
    assert next(one for one in after.rules if one.id == "BUD-IND").state is State.PASSED
    assert after.figures.indirect == 1_764_705
    workspace.document.undo()
    assert plans.plan() == before


def test_a_proposed_term_is_written_to_the_budget(workspace: Workspace, plans: BudgetPlanService) -> None:
    budget = fund(workspace, term=150)
    line(workspace, "personnel", 10_000_000, budget=budget)
    rule = next(one for one in plans.plan().rules if one.id == "TERM-INT")
    assert rule.change is not None
    plans.carry_out(budget, rule.change)
    assert plans.plan().term == 200


def test_lines_of_a_partner_that_left_stay_and_are_named(workspace: Workspace, plans: BudgetPlanService) -> None:
    budget = fund(workspace)
    ally = next(one for one in plans.plan().partners if one.role == "co_applicant")
    line(workspace, "personnel", 10_000_000, budget=budget, organisation=ally.organisation, item="Trainer")
    assert [one.rule for one in plans.plan().findings if one.rule.startswith("budget.")] == []
    workspace.records.delete("budget_partner", ally.id)
    after = plans.plan()
    (finding,) = [one for one in after.findings if one.rule == "budget.partner_gone"]
    assert (finding.message.params["item"], after.figures.total) == ("Trainer", 10_000_000)


def test_the_copy_has_the_rules_of_its_own_programme(workspace: Workspace, plans: BudgetPlanService) -> None:
    budget = fund(workspace)
    line(workspace, "personnel", 25_000_000, budget=budget)
    assert "BUD-IND" in {one.id for one in plans.plan().rules}
    assert {"personnel", "indirect"} <= {one.key for one in workspace.records.options("budget_line", "head")}
    assert "seed" in {one.key for one in workspace.records.options("budget", "grant_type")}
    assert LCBF in {one.key for one in workspace.records.options("budget", "programme")}


# -- the evaluation's own money rules


def spoil(type_name: str, key: str, **values: object) -> Callable[[Workspace, dict[str, str]], ChangeSet | None]:
    return lambda workspace, made: workspace.records.change(type_name, made[key], values)


BROKEN: dict[str, Callable[[Workspace, dict[str, str]], ChangeSet | None]] = {
    "FIN-001": spoil("expense", "paid-equipment", amount=100_601),
    "FIN-002": spoil("budget_line", "equipment", head="party"),
    "FIN-003": spoil("budget_line", "equipment", ceiling=96_249),
    "FIN-004": spoil("settlement", "settlement", refunded_on=None),
    "FIN-005": spoil("settlement", "settlement", settled_on="2025-10-31"),
    "FIN-006": spoil("voucher", "voucher", buyer=""),
    "FIN-007": spoil("budget", "budget", no_private_use=False),
    "FIN-008": spoil("budget", "budget", others_declared=False),
    "FIN-009": spoil("budget_line", "office", ineligible_kind="taking_part"),
}


def test_a_grant_that_was_settled_well_passes_every_money_rule(workspace: Workspace, plans: BudgetPlanService) -> None:
    evaluation(workspace)
    assert {one.id: one.state.value for one in plans.plan().rules} == dict.fromkeys(BROKEN, "passed")


@pytest.mark.parametrize("rule", BROKEN)
def test_each_money_rule_of_the_evaluation_alone(rule: str, workspace: Workspace, plans: BudgetPlanService) -> None:
    made = evaluation(workspace)
    BROKEN[rule](workspace, made)
    assert [finding.rule for one in plans.plan().rules for finding in one.findings] == [rule]


def test_what_nobody_said_is_not_evaluated(workspace: Workspace, plans: BudgetPlanService) -> None:
    made = evaluation(workspace)
    workspace.records.change("budget", made["budget"], {"no_private_use": None})
    workspace.records.change("budget_line", made["office"], {"ceiling": None})
    states = {one.id: one.state for one in plans.plan().rules}
    assert (states["FIN-007"], states["FIN-003"]) == (State.UNKNOWN, State.UNKNOWN)


def test_a_line_that_carries_payments_is_judged_anew_when_it_changes(
    workspace: Workspace, plans: BudgetPlanService
) -> None:
    made = evaluation(workspace)
    workspace.records.change("expense", made["paid-office"], {"head": None})
    assert next(one for one in plans.plan().rules if one.id == "FIN-002").state is State.PASSED
    workspace.records.change("budget_line", made["office"], {"head": None})
    assert next(one for one in plans.plan().rules if one.id == "FIN-002").state is State.FAILED


def test_a_dossier_prints_the_budget_in_use_and_no_copy(workspace: Workspace, plans: BudgetPlanService) -> None:
    line(workspace, "equipment", 500, item="Radio")
    copy, _ = plans.copy()
    (copied,) = plans.plan(copy).lines
    workspace.records.change("budget_line", copied.id, {"item": "Drone"})
    shown = ShownRecords(workspace.records, Translator("en"), Reader(Audience.TEAM))

    def printed() -> str:
        return repr(live_blocks("b", {"live": "budget"}, shown))

    assert ("Radio" in printed(), "Drone" in printed()) == (True, False)
    plans.apply(copy)
    shown = ShownRecords(workspace.records, Translator("en"), Reader(Audience.TEAM))
    assert ("Radio" in printed(), "Drone" in printed()) == (False, True)


def test_what_is_kept_of_the_rows_is_as_true_as_what_is_read_anew(workspace: Workspace) -> None:
    ws = workspace
    fresh = BudgetService(ws.records, ws.heads, lambda: ws.settings.custom().currency)

    def planned() -> int:
        assert ws.budget.view() == fresh.view()
        return ws.budget.view().planned

    budget, _ = ws.records.create("budget", {"currency": "TWD", "state": "applied"})
    new = [{"budget": budget.id, "item": name, "qty": 100, "unit_price": 500} for name in "abc"]
    lines = [ws.records.create("budget_line", one)[0].id for one in new]
    assert planned() == 1500
    ws.records.change("budget_line", lines[1], {"unit_price": 700})
    assert planned() == 1700
    ws.records.move("budget_line", lines[2], None)
    assert planned() == 1700
    assert ws.budget.view().lines[0].id == lines[2]
    ws.records.create("expense", {"budget_line": lines[0], "item": "y", "amount": 45, "currency": "TWD"})
    assert planned() == 1700
    assert ws.budget.view().spent == 45
    ws.records.delete("budget_line", lines[1])
    assert planned() == 1000
    ws.document.undo()
    ws.document.undo()
    assert planned() == 1700
    assert ws.budget.view().spent == 0
    copy, _ = ws.plans.copy()
    ws.records.change("budget_line", lines[0], {"unit_price": None})
    assert planned() == 1200
    ws.plans.apply(copy)
    assert planned() == 1700
    ws.plans.remove(budget.id)
    assert planned() == 1700
