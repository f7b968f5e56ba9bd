"""What the budget may still take, as sentences with a gauge; every money rule with its sum and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_, Label, Message
from app.core.money import Money
from app.programmes.rules import State
from app.services.budget.engine.views import LOOSE, STRICT, RuleView
from app.services.budget.plan_views import PlanView
from app.services.budget.views import BudgetView, SourceSum
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import Meter, StatusWord

SHAPES = {Severity.ERROR: PROBLEM, Severity.WARN: NOTICE, Severity.INFO: OPEN, Severity.UNKNOWN: OPEN}
STATES: dict[State, Message] = {
    State.PASSED: N_("Passes"),
    State.FAILED: N_("Does not pass"),
    State.UNKNOWN: N_("Not evaluated yet"),
    State.WAIVED: N_("Waived"),
    State.OFF: N_("Does not apply"),
}
READINGS = {STRICT: N_("Strict reading"), LOOSE: N_("Loose reading")}
ORDER = (PROBLEM, NOTICE, OPEN, DONE)


def shape_of(rule: RuleView) -> str:
    """Return the shape of a rule's state; a warning is a notice, not a problem."""
    if rule.state is State.FAILED or rule.net_state is State.FAILED:
        return PROBLEM if rule.severity is Severity.ERROR and rule.state is State.FAILED else NOTICE
    return DONE if rule.state in (State.PASSED, State.WAIVED) else OPEN


def shown_rules(plan: PlanView) -> tuple[RuleView, ...]:
    """Return the rules that apply, those that do not pass first."""
    found = [one for one in plan.rules if one.state is not State.OFF]
    return tuple(sorted(found, key=lambda one: ORDER.index(shape_of(one))))


def summary(plan: PlanView) -> tuple[str, Message] | None:
    """Return the rules in one sentence with its shape, ``None`` where there are none."""
    rules = shown_rules(plan)
    if not rules:
        return None
    shapes = [shape_of(one) for one in rules]
    bad, notices = shapes.count(PROBLEM), shapes.count(NOTICE)
    if bad:
        return PROBLEM, NP_("{n} rule does not pass", "{n} rules do not pass", bad)
    if notices:
        return NOTICE, NP_("{n} rule to look at", "{n} rules to look at", notices)
    unsure = shapes.count(OPEN)
    if unsure:
        return OPEN, NP_("{n} rule cannot be judged yet", "{n} rules cannot be judged yet", unsure)
    return DONE, N_("All rules pass")


class RuleCard(QFrame):
    """One rule: its state, its sum, where it comes from, and what would make it pass.

    Signals:
        place_asked: where a finding can be mended.
        change_asked: id of the rule whose proposed change is to be carried out.
    """

    place_asked = Signal(str)
    change_asked = Signal(str)

    def __init__(self, context: UiContext, rule: RuleView, *, writable: bool) -> None:
        super().__init__()
        self.rule, self._context, self._writable = rule, context, writable
        self.setObjectName("rule")
        self._binder = Binder(context)
        self._body = QVBoxLayout(self)
        metrics = context.theme.metrics
        self._body.setContentsMargins(0, 0, 0, metrics.u(0.6))
        self._body.setSpacing(metrics.u(0.25))
        self._build()

    def _build(self) -> None:
        rule, add = self.rule, self._body.addWidget
        said = N_("{rule}: {state}", rule=rule.title, state=STATES[rule.state])
        add(StatusWord(self._context, shape_of(rule), said, wrap=True))
        words = rule.words if shape_of(rule) != DONE else None
        for one in (words, rule.arithmetic, self._net()):
            if one is not None:
                self._caption(one)
        for finding in rule.findings[:3]:
            self._finding(finding)
        if rule.change is not None:
            self._change()
        if rule.reading in READINGS:
            self._caption(READINGS[rule.reading])
        if rule.inferred:
            self._caption(N_("This is our reading, not the programme's own words."))
        if rule.note is not None:
            self._caption(rule.note)
        self._caption(N_("Source: {source}", source=rule.cited or rule.source))

    def _net(self) -> Label | None:
        if self.rule.net_arithmetic is None:
            return None
        return N_("Without what the grant never pays: {sum}", sum=self.rule.net_arithmetic)

    def _caption(self, said: Label) -> None:
        self._body.addWidget(self._binder.label(said, "caption"))

    def _finding(self, finding: Finding) -> None:
        self._body.addWidget(self._binder.label(finding.message))
        if self.rule.change is None and finding.fix is not None:
            self._caption(finding.fix)
        if finding.place.startswith("record:"):
            button = self._binder.button(N_("Go there"), None, kind="small", name="go_there")
            button.setProperty("place", finding.place)
            button.setAccessibleName(f"{button.text()}: {self._context.text(finding.message)}")
            button.clicked.connect(partial(self._on_place, finding.place))
            self._body.addLayout(button_row(button))

    def _change(self) -> None:
        change = self.rule.change
        assert change is not None
        self._body.addWidget(self._binder.label(N_("Smallest change: {change}", change=change.words)))
        breaks = StatusWord(
            self._context, NOTICE if change.breaks else DONE, self.rule.breaks or N_("No other rule breaks."), wrap=True
        )
        self._body.addWidget(breaks)
        if self._writable:
            button = self._binder.button(N_("Carry out"), None, kind="small", icon="check", name="carry_out")
            button.setProperty("rule", self.rule.id)
            button.setAccessibleName(f"{button.text()}: {self._context.text(change.words)}")
            button.clicked.connect(self._on_change)
            self._body.addLayout(button_row(button))

    def _on_place(self, place: str, _checked: bool = False) -> None:
        self.place_asked.emit(place)

    def _on_change(self, _checked: bool = False) -> None:
        self.change_asked.emit(self.rule.id)


class LimitsPanel(QFrame):
    """The money rules, a gauge for each source of money, then what else stands out.

    Signals:
        place_asked: where a finding can be mended, such as ``record:budget_line:<id>:unit_price``.
        change_asked: id of the rule whose proposed change is to be carried out.

    Args:
        context: words and theme.
    """

    place_asked = Signal(str)
    change_asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._plan: PlanView | None = None
        self._view: BudgetView | None = None
        self._said: tuple[Finding, ...] = ()
        self._cards: dict[str, RuleCard] = {}
        self.setProperty("card", True)
        self.setObjectName("budget_limits")
        self._body = QVBoxLayout(self)
        self._heading = self._binder.label(N_("Rules that do not pass"), "section")
        self._rules, self._rest, self._others = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._second = self._binder.label(N_("Other money rules"), "section")
        self._body.addWidget(self._heading)
        for layout in (self._rules, self._rest):
            self._body.addLayout(layout)
        self._body.addWidget(self._second)
        self._body.addLayout(self._others)
        self.refresh()

    def show_plan(self, plan: PlanView) -> None:
        """Show the rules as they stand; what did not change is left as it is."""
        self._plan = plan
        wanted = shown_rules(plan)
        bad = [one for one in wanted if shape_of(one) in (PROBLEM, NOTICE)]
        others = [one for one in wanted if shape_of(one) not in (PROBLEM, NOTICE)]
        self._heading.setVisible(bool(bad))
        self._second.setVisible(bool(others))
        for key in self._cards.keys() - {one.id for one in wanted}:
            self._drop(key)
        self._place(self._rules, bad)
        self._place(self._others, others)

    def _place(self, layout: QVBoxLayout, rules: Sequence[RuleView]) -> None:
        """Show rules in this order; cards that say the same already are kept."""
        for at, rule in enumerate(rules):
            card = self._cards.get(rule.id)
            if card is None or card.rule != rule:
                if card is not None:
                    self._drop(rule.id)
                card = self._cards[rule.id] = self._make(rule)
                layout.insertWidget(at, card)
            elif layout.indexOf(card) != at:
                for home in (self._rules, self._others):
                    home.removeWidget(card)
                layout.insertWidget(at, card)

    def show_view(self, view: BudgetView) -> None:
        """Show the sources and what else stands out."""
        before = (self._view.sources, self._said) if self._view is not None else None
        self._view, self._said = view, self._standing_out(view)
        if (view.sources, self._said) != before:
            self._build_rest()

    def refresh(self) -> None:
        """Build everything again in the interface language."""
        metrics = self._context.theme.metrics
        self._body.setContentsMargins(metrics.u(1.25), metrics.u(1), metrics.u(1.25), metrics.u(1.25))
        for layout in (self._body, self._rules, self._rest, self._others):
            layout.setSpacing(metrics.u(0.5))
        self._binder.refresh()
        for key in tuple(self._cards):
            self._drop(key)
        self._build_rest()
        self._heading.hide()
        self._second.hide()
        if self._plan is not None:
            self.show_plan(self._plan)

    def sentences(self) -> tuple[str, ...]:
        """Return what is said, for tests and screen readers."""
        return tuple(one.text() for one in self.findChildren(StatusWord))

    def things(self) -> int:
        """Return how many things there are to look at."""
        bad = sum(shape_of(one) in (PROBLEM, NOTICE) for one in shown_rules(self._plan)) if self._plan else 0
        return bad + len(self._said)

    def _standing_out(self, view: BudgetView) -> tuple[Finding, ...]:
        """Return what stands out in the view and, besides the rules, in the plan, such as partners that are gone."""
        rules = {one.id for one in self._plan.rules} if self._plan else set()
        known = rules | {one.rule for one in view.findings}
        more = [one for one in self._plan.findings if one.rule not in known] if self._plan else []
        return (*more, *view.findings)

    def _make(self, rule: RuleView) -> RuleCard:
        card = RuleCard(self._context, rule, writable=not self._context.document.read_only)
        card.place_asked.connect(self.place_asked)
        card.change_asked.connect(self.change_asked)
        return card

    def _drop(self, key: str) -> None:
        card = self._cards.pop(key)
        for home in (self._rules, self._others):
            home.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _build_rest(self) -> None:
        clear(self._rest)
        binder = Binder(self._context)
        if self._view is None:
            return
        self._rest.addWidget(binder.label(N_("Limits"), "section"))
        sources = [one for one in self._view.sources if one.id]
        if not sources:
            self._rest.addWidget(binder.label(N_("No source of money has been named yet."), tone="ink_2"))
        for one in sources:
            self._add_source(binder, one)
        self._rest.addSpacing(self._context.theme.metrics.u(0.5))
        self._rest.addWidget(binder.label(N_("What to look at"), "section"))
        self._add_findings(binder, self._said)

    def _add_findings(self, binder: Binder, findings: Sequence[Finding]) -> None:
        for finding in findings:
            self._rest.addWidget(StatusWord(self._context, SHAPES[finding.severity], finding.message, wrap=True))
            for said in (finding.arithmetic, finding.fix):
                if said is not None:
                    self._rest.addWidget(binder.label(said, "caption"))
            if finding.place.startswith("record:"):
                button = binder.button(N_("Go there"), None, kind="small", name="go_there")
                button.setProperty("place", finding.place)
                button.setAccessibleName(f"{button.text()}: {self._context.text(finding.message)}")
                button.clicked.connect(self._on_place)
                self._rest.addLayout(button_row(button))
            self._rest.addSpacing(self._context.theme.metrics.u(0.4))
        if not findings:
            self._rest.addWidget(StatusWord(self._context, DONE, N_("Nothing stands out."), wrap=True))

    def _add_source(self, binder: Binder, one: SourceSum) -> None:
        self._rest.addWidget(binder.label(one.name, "strong"))
        said, shape, share = source_words(one, self._view.currency if self._view else "TWD")
        meter = Meter(self._context.theme)
        meter.show_share(share, "clay" if shape == PROBLEM else "sun" if shape == NOTICE else "leaf")
        meter.setAccessibleName(self._context.text(said))
        self._rest.addWidget(meter)
        self._rest.addWidget(StatusWord(self._context, shape, said, wrap=True))
        self._rest.addSpacing(self._context.theme.metrics.u(0.4))

    def _on_place(self) -> None:
        self.place_asked.emit(str(self.sender().property("place")))


def source_words(one: SourceSum, currency: str) -> tuple[Message, str, float]:
    """Return the sentence about a source, its shape and how full the gauge is (more than 1 is too much)."""
    if one.granted is None or not one.counted:
        return N_("How much it grants is not known yet."), OPEN, 0.0
    amounts = {"planned": Money(one.planned, currency), "granted": Money(one.granted, currency)}
    most = max(one.planned, one.spent)
    share = most / one.granted if one.granted else (2.0 if most else 0.0)
    if one.spent > one.granted:
        said = N_("Spent {spent}, granted {granted}: {over} too much", spent=Money(one.spent, currency),
                  granted=amounts["granted"], over=Money(one.spent - one.granted, currency))  # fmt: skip
        return said, PROBLEM, share
    if one.planned > one.granted:
        over = Money(one.planned - one.granted, currency)
        return N_("Planned {planned}, granted {granted}: {over} too much", over=over, **amounts), NOTICE, share
    left = Money(one.granted - one.planned, currency)
    return N_("Planned {planned} of {granted}; {left} can still be planned", left=left, **amounts), DONE, share
