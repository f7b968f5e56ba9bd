"""A budget as others see it: frozen sums, lines and rules that explain themselves. Thread: any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_, Label, Message
from app.programmes.rules import Hit, Outcome, State
from app.programmes.rules.evaluate import pack_text
from app.programmes.schema import PackRule
from app.services.budget.engine.engine import Engine, Verdict
from app.services.budget.engine.mend import Change, change_for
from app.services.budget.engine.sums import Figures

STRICT, LOOSE = "strict", "loose"
NAMED = 3
"""Rules that a change breaks are named up to here, further ones are counted."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """One money rule with everything it has to say.

    Args:
        id, title, source: as the pack has them.
        state: as written; ``off`` does not apply here, ``unknown`` was not evaluated.
        severity: of its findings.
        words: the rule in words, with its thresholds; ``None`` where it does not apply.
        arithmetic: the sum with the budget's own numbers.
        findings: what fails, each with its place; empty where nothing does.
        net_state, net_arithmetic: the same without what the grant never pays; ``None`` where nothing is.
        change: the smallest change that would pass, ``None`` where there is none or none is needed.
        reading: ``strict`` or ``loose`` where the source can be read in two ways, else "".
        inferred: whether it is our reading and not the programme's own word.
        note: what a reader should know besides.
        cited: the source in words, ``None`` where the pack does not name it.
    """

    id: str
    title: Label
    source: str
    state: State
    severity: Severity
    words: Message | None = None
    arithmetic: Message | None = None
    findings: tuple[Finding, ...] = ()
    net_state: State | None = None
    net_arithmetic: Message | None = None
    change: Change | None = None
    reading: str = ""
    inferred: bool = False
    note: Label | None = None
    fix: Label | None = None
    cited: Label | None = None

    @property
    def breaks(self) -> Message | None:
        """Say which other rules the change would break, ``None`` where there is no change."""
        if self.change is None:
            return None
        return said_breaks(self.change)


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The totals of a budget in minor units. Source: ``repair_lcbf.md`` 3.

    Args:
        direct, contingency, indirect, total: D, C, I and T = D + C + I.
        consultants: V.
        co_applicants: S_co, all together; ``shares`` has each by organisation id.
        ineligible: X; ``net`` is T − X.
        committed, spent, left: of all lines; left = total − committed − spent.
        unknown: lines whose amount is not known yet.
        foreign: lines in another currency, which are in no sum.
    """

    direct: int = 0
    contingency: int = 0
    indirect: int = 0
    total: int = 0
    consultants: int = 0
    co_applicants: int = 0
    ineligible: int = 0
    net: int = 0
    committed: int = 0
    spent: int = 0
    left: int = 0
    unknown: int = 0
    foreign: int = 0
    shares: Mapping[str, int] = field(default_factory=dict, hash=False)


def figures_of(engine: Engine) -> PlanFigures:
    """Return the totals as they stand."""
    sums, whole = engine.gross, engine.gross.whole
    shares = {
        one.organisation: sums.of("organisation", one.organisation).planned
        for one in engine.frame.of_role("co_applicant")
    }
    return PlanFigures(
        sums.direct, sums.contingency, sums.indirect, sums.total, sums.consultants, sum(shares.values()),
        engine.ineligible, engine.net.total, whole.committed, whole.spent, whole.left, sums.unknown, sums.foreign,
        shares,
    )  # fmt: skip


def tables_of(engine: Engine) -> Mapping[str, Mapping[object, Figures]]:
    """Return grouping to key to figures; the planned ones of every grouping add up to the total."""
    return {name: engine.gross.table(name) for name in engine.gross.groups}


def rule_views(engine: Engine, *, most: int | None = None) -> tuple[RuleView, ...]:
    """Return every money rule with its verdict.

    Args:
        engine: the budget.
        most: lines that a proposed change may touch at most; ``None`` finds every change there is.
    """
    verdicts = engine.verdicts()
    by_id = {one.rule.id: one for one in verdicts}
    loose = {one.rule.loosens: one for one in verdicts if one.rule.loosens}
    words = engine.words()
    return tuple(_view(engine, one, words, by_id, loose, verdicts, most) for one in verdicts)


def _view(
    engine: Engine,
    verdict: Verdict,
    words: Mapping[str, Message],
    by_id: Mapping[str, Verdict],
    loose: Mapping[str, Verdict],
    every: Sequence[Verdict],
    most: int | None,
) -> RuleView:
    rule, gross, net = verdict.rule, verdict.gross, verdict.net
    softer, stricter = loose.get(rule.id), by_id.get(rule.loosens)
    findings: tuple[Finding, ...] = ()
    change = None
    if stricter is not None:  # the loose reading speaks where only it passes
        if stricter.gross.state is State.FAILED and gross.state is State.PASSED:
            values = stricter.gross.hits[0].values if stricter.gross.hits else {}
            findings = (_finding(rule, stricter.gross, Hit(values=values), None),)
    elif verdict.fails:
        change = change_for(engine, verdict, every, most)
        only_loose = softer is not None and gross.state is State.FAILED and softer.gross.state is State.PASSED
        findings = () if only_loose else _findings(rule, verdict, change)
    return RuleView(
        id=rule.id,
        title=rule.title,
        source=rule.source,
        cited=engine.cited[rule.id],
        state=gross.state,
        severity=Severity(rule.severity),
        words=None if gross.state is State.OFF else words.get(rule.id),
        arithmetic=gross.arithmetic,
        findings=findings,
        net_state=None if net is None else net.state,
        net_arithmetic=None if net is None else net.arithmetic,
        change=change,
        reading=LOOSE if stricter is not None else STRICT if softer is not None else "",
        inferred=rule.inferred,
        note=rule.note if rule.note.values else None,
        fix=rule.fix,
    )


def _findings(rule: PackRule, verdict: Verdict, change: Change | None) -> tuple[Finding, ...]:
    if verdict.gross.state is State.FAILED:
        return tuple(_finding(rule, verdict.gross, hit, change) for hit in verdict.gross.hits or (Hit(),))
    assert verdict.net is not None
    return tuple(_net_finding(rule, verdict.net, hit, change) for hit in verdict.net.hits[:1] or (Hit(),))


def _finding(rule: PackRule, outcome: Outcome, hit: Hit, change: Change | None) -> Finding:
    message = pack_text(rule.message, hit.values)
    return Finding(
        rule.id, hit.severity or Severity(rule.severity), message, hit.place, _fix(rule, hit, outcome, change),
        outcome.arithmetic, rule.source,
    )  # fmt: skip


def _net_finding(rule: PackRule, outcome: Outcome, hit: Hit, change: Change | None) -> Finding:
    message = N_("Without what the grant never pays: {message}", message=pack_text(rule.message, hit.values))
    fix = _fix(rule, hit, outcome, change)
    return Finding(rule.id, Severity.WARN, message, hit.place, fix, outcome.arithmetic, rule.source)


def _fix(rule: PackRule, hit: Hit, outcome: Outcome, change: Change | None) -> Message:
    fix = pack_text(rule.fix, hit.values)
    if change is None:
        return N_("{fix} {change}", fix=fix, change=outcome.change) if outcome.change is not None else fix
    return N_("{fix} {change} {breaks}", fix=fix, change=change.words, breaks=said_breaks(change))


def said_breaks(change: Change) -> Message:
    """Say which other rules a change would break."""
    if not change.breaks:
        return N_("No other rule breaks.")
    titles: list[Label] = [one.title for one in change.breaks[:NAMED]]
    more = len(change.breaks) - NAMED
    if more > 0:
        titles.append(NP_("{n} more rule", "{n} more rules", more))
    said = titles[0]
    for one in titles[1:]:
        said = N_("{first}; {second}", first=said, second=one)
    return N_("Then this breaks: {rules}", rules=said)
