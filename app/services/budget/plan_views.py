"""Budgets, plans and comparisons as the interface and the exporters see them: frozen. Thread: any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.fields import Finding, Option
from app.core.messages import Label
from app.programmes.rules import State
from app.services.budget.engine.lines import BudgetEntry, Partner
from app.services.budget.engine.sums import Figures
from app.services.budget.engine.views import PlanFigures, RuleView

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"


@dataclass(frozen=True, slots=True)
class BudgetName:
    """A budget in a list.

    Args:
        id: "" for the budget that nobody made a record for yet; it has every line.
        state: ``draft`` (a copy to try things out, or not begun), ``applied`` or ``set_aside``.
        copied_from: the budget that it is a copy of, "" for none.
        current: whether it is the one in use, to which lines without a budget belong.
    """

    id: str
    name: str
    kind: str = ""
    programme: str = ""
    grant_type: str = ""
    state: str = "applied"
    version: int = 1
    copied_from: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A quantity that a rule limits, for a line of words beside the sums.

    Args:
        rule: id of the rule.
        title: the rule in words.
        state: how it stands.
        arithmetic: the sum with the budget's numbers.
    """

    rule: str
    title: Label
    state: State
    arithmetic: Label | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """One budget, whole.

    Args:
        budget: which one.
        currency: of all amounts, ISO 4217.
        programme: name of the programme whose rules count, ``None`` where there is none.
        term: years in hundredths, ``None`` unknown.
        awarded: minor units, ``None`` unknown.
        grant_source: id of the funding source that the grant is, "" where it is not known.
        lines: in their order.
        partners: organisations of the budget.
        heads, grant_types: choices that the programme gives.
        names: id of an organisation, project or source to its name.
        figures: totals.
        tables: grouping (``head``, ``line_class``, ``organisation``, ``project``, ``year``, ``quarter``, ``source``)
            to key to figures; the planned ones of each add up to the total.
        rules: every money rule with its verdict, arithmetic and smallest change.
        findings: what does not fit, errors first: of the rules, of lines left behind, of unknown amounts.
    """

    budget: BudgetName
    currency: str
    programme: Label | None = None
    term: int | None = None
    awarded: int | None = None
    grant_source: str = ""
    lines: tuple[BudgetEntry, ...] = ()
    partners: tuple[Partner, ...] = ()
    heads: tuple[Option, ...] = ()
    grant_types: tuple[Option, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    figures: PlanFigures = field(default_factory=PlanFigures)
    tables: Mapping[str, Mapping[object, Figures]] = field(default_factory=dict, hash=False)
    rules: tuple[RuleView, ...] = ()
    findings: tuple[Finding, ...] = ()

    def limits(self) -> tuple[Limit, ...]:
        """Return the rules that apply and have a sum to show, for limits that stay in view."""
        return tuple(
            Limit(one.id, one.title, one.state, one.arithmetic)
            for one in self.rules
            if one.arithmetic is not None and one.state is not State.OFF
        )


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line of two budgets.

    Args:
        kind: ``added``, ``removed``, ``changed`` or ``same``.
        before, after: the line in each, ``None`` where it is not in there.
        fields: labels of the fields that differ.
    """

    kind: str
    before: BudgetEntry | None
    after: BudgetEntry | None
    fields: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """A rule of two budgets, with its sum in each."""

    rule: str
    title: Label
    before: State
    after: State
    arithmetic_before: Label | None = None
    arithmetic_after: Label | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two budgets, line by line and rule by rule.

    Args:
        before, after: which ones.
        lines: in the order of the second, then those only in the first.
        rules: those whose state or arithmetic differs.
        totals_before, totals_after: their figures.
        unpaired: expenses that would lose their line if the second were applied.
    """

    before: BudgetName
    after: BudgetName
    currency: str
    lines: tuple[LineDifference, ...]
    rules: tuple[RuleDifference, ...]
    totals_before: PlanFigures
    totals_after: PlanFigures
    unpaired: int = 0
