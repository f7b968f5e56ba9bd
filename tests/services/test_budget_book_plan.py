"""The workbook of a plan: parts add up to totals, rules are judged by live formulas as the engine judges them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from app.core.fields import Row
from app.core.messages import zh_en
from app.exports.xlsx.evaluate import evaluate
from app.exports.xlsx.spec import WorkbookSpec
from app.exports.xlsx.workbook import write
from app.i18n.translator import Translator
from app.programmes.rules import State
from app.services.budget import BudgetService
from app.services.budget.book import BookSetting, budget_book
from app.services.budget.book_plan import PlanInput
from app.services.budget.plan_views import PlanView
from app.services.budget.plans import BudgetPlanService
from app.services.budget.views import Head
from tests.exports.xlsx.oracle import cell_values, differences
from tests.services.plan_desk import pack
from tests.support import count, seeded

Given = Mapping[str, Sequence[Row]]


class Records:
    """Rows behind the methods that the services ask for."""

    def __init__(self, rows: Given) -> None:
        self.held = rows

    def load(self, type: str) -> tuple[Row, ...]:
        return tuple(self.held.get(type, ()))

    @contextmanager
    def reader(self) -> Iterator[Records]:
        yield self

    def rows(self, name: str, ids: Sequence[str] | None = None) -> tuple[Row, ...]:
        return tuple(row for row in self.load(name) if ids is None or row.id in ids)


class Packs:
    def pack(self, pack_id: str) -> object:
        return pack(pack_id)


def any_budget(luck: random.Random) -> Given:
    """Return rows of any budget of the fund: several partners and projects, gaps, another currency."""
    known = pack("lcbf-1")
    names = ("Lead", "Ally", "=1+1", "Ally", "3")[: luck.randint(1, 5)]
    organisations = [Row("organisation", f"o{n}", {}, title=name) for n, name in enumerate(names)]
    partners = tuple(
        Row("budget_partner", f"b{n}", {"organisation": one.id, "role": "lead" if not n else "co_applicant"})
        for n, one in enumerate(organisations)
    )
    projects = [Row("project", f"p{n}", {}, title=f"Project {n}") for n in range(luck.randint(0, 3))]
    budget = Row(
        "budget", "b",
        {"programme": "lcbf-1", "grant_type": luck.choice(("seed", "opportunity", "catalyst", None)), "currency": "USD",
         "term": luck.choice((None, 200)), "state": "applied", "partners": partners},
    )  # fmt: skip
    heads = [*(one.id for one in known.heads), "old", None]
    lines = tuple(
        Row(
            "budget_line", f"l{n}",
            {"head": luck.choice(heads), "item": f"Item {n}", "qty": luck.choice((None, 100, 150, 333)),
             "unit_price": luck.choice((None, luck.randint(0, 10_000_000), 1)), "organisation":
             luck.choice([*(one.id for one in organisations), None]), "year": luck.choice((None, 1, 2)),
             "project": luck.choice([*(one.id for one in projects), None]), "eligible": luck.choice((None, True, False)),
             "currency": luck.choice((None, "USD", "USD", "TWD"))},
        )
        for n in range(luck.randint(0, 8))
    )  # fmt: skip
    return {"budget": (budget,), "budget_line": lines, "organisation": organisations, "project": projects}


def read(rows: Given) -> tuple[PlanView, WorkbookSpec]:
    records = Records(rows)
    known = pack("lcbf-1")
    plans = BudgetPlanService(None, records, Packs(), lambda: known, lambda: "USD")  # type: ignore[arg-type]
    budget = BudgetService(records, lambda: tuple(Head.of(one) for one in known.heads), lambda: "USD")
    setting = BookSetting(Translator("en").text, "en", "Here", "2026-01-02", "January 2, 2026", {"x": zh_en("x", "x")})
    plan = plans.plan()
    return plan, budget_book(budget.view(), setting, PlanInput(plan, known))


def test_parts_add_up_to_totals_in_the_workbook_and_rules_come_out_as_in_the_program() -> None:
    luck = seeded("books")
    words = {State.PASSED: "Passes", State.FAILED: "Fails", State.UNKNOWN: "Not evaluated"}
    for _ in range(count(1_000)):
        plan, spec = read(any_budget(luck))
        exact, figures = evaluate(spec), plan.figures
        sheets = {one.name: one for one in spec.sheets}
        rules = sheets["Rules about money"]
        sums = [exact[(rules.name, row, 2)] for row in range(4, 12)]
        wanted = (
            figures.direct, figures.contingency, figures.direct + figures.contingency, figures.indirect, figures.total,
            figures.consultants, figures.co_applicants, figures.ineligible,
        )  # fmt: skip
        assert sums == [Decimal(one).scaleb(-2) for one in wanted]
        assert exact[("Budget summary", 4, 2)] == Decimal(figures.total).scaleb(-2)
        for key, held in plan.tables["project"].items():
            if key:
                name = plan.names[str(key)]
                last = len(sheets[name].rows)
                assert exact[(name, last, 2)] == Decimal(held.planned).scaleb(-2)
        states = {one.id: one.state for one in plan.rules}
        for row, cells in enumerate(rules.rows, 1):
            rule = str(cells[0].content).split("  ")[0] if cells else ""
            if (rules.name, row, 4) in exact and rule in states:
                assert exact[(rules.name, row, 4)] == words[states[rule]], rule


@pytest.mark.needs_libreoffice
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    luck, data = seeded("libreoffice"), b""
    while not data:
        plan, spec = read(any_budget(luck))
        if len(plan.tables["project"]) > 2 and plan.figures.total and plan.figures.consultants:
            data = write(spec)
    assert differences(data, tmp_path) == []


def test_further_cells_offer_choices_and_labels_are_locked() -> None:
    luck = seeded("choices")
    plan, spec = read(any_budget(luck))
    while len(plan.partners) < 2 or not plan.lines or len(plan.tables["project"]) < 2:
        plan, spec = read(any_budget(luck))
    data = write(spec)
    book = openpyxl.load_workbook(BytesIO(data))
    lines = book["Budget lines"]
    heads = [cell.value for cell in lines[3]]
    assert heads[8:] == ["Spent by", "Project", "Year of the term", "Paid by the grant", "Line key"]
    assert {lines.cell(row, 13).value for row in range(4, 4 + len(plan.lines))} >= {
        one.id for one in plan.lines if one.in_currency
    }
    assert lines["M4"].protection.locked
    assert not lines["I4"].protection.locked
    assert any("I4" in str(one.sqref) for one in lines.data_validations.dataValidation)
    assert all(value is not None for value in cell_values(data).values())
    assert all(sheet.protection.sheet for sheet in book.worksheets)
