"""Judges a pack's rules over facts and says what came out, each with its place and its sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.core.fields import Finding, Severity
from app.core.messages import N_, LocalText, Message
from app.programmes.rules import KINDS, Facts, Hit, Look, Outcome, State
from app.programmes.schema import Pack, PackRule
from app.programmes.texts import fill_text


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What came of one rule.

    Args:
        words: the rule's threshold in words, ``None`` where its kind is unknown.
        reason: why all of it was waived, "" where it was not.
        reasons: for each finding why it was waived, "" where it was not.
    """

    rule: PackRule
    state: State
    findings: tuple[Finding, ...]
    words: Message | None = None
    reason: str = ""
    reasons: tuple[str, ...] = ()


def waiver_key(rule: str, place: str = "") -> str:
    """Return the name of a waiver: of a whole rule, or of one place that it names."""
    return f"{rule} {place}" if place else rule


def pack_text(text: LocalText, values: Mapping[str, object] = MappingProxyType({})) -> Message:
    """Return a pack's text as a message, its places filled in every language."""
    return N_("{words}", words=fill_text(text, values))


def evaluate(
    pack: Pack,
    rules: tuple[PackRule, ...],
    facts: Facts,
    *,
    waivers: Mapping[str, str] = MappingProxyType({}),
    round_over: bool = False,
) -> tuple[RuleResult, ...]:
    """Judge *rules* and return one result each, in their order.

    Args:
        pack: gives the settings that the rules name.
        rules: some or all of the pack's rules.
        facts: quantity name to value; what is absent is unknown.
        waivers: :func:`waiver_key` to the written reason; only waivable rules take one.
        round_over: the round's hard dates are past; rules on dates are then not evaluated.
    """
    settings = {one.id: one.value for one in pack.settings}
    return tuple(_one(rule, settings, facts, waivers, round_over) for rule in rules)


def findings_of(results: tuple[RuleResult, ...]) -> tuple[Finding, ...]:
    """Return the findings of all results in order."""
    return tuple(finding for result in results for finding in result.findings)


def _one(
    rule: PackRule, settings: Mapping[str, object], facts: Facts, waivers: Mapping[str, str], round_over: bool
) -> RuleResult:
    kind = KINDS.get(rule.kind)
    look = Look(rule.params, settings, facts)
    over = round_over and rule.kind == "date_before" and look.raw("value") != ""
    if kind is None or not rule.evaluated or over:
        return RuleResult(rule, State.UNKNOWN, (_unknown(rule),))
    outcome = kind.judge(look)
    words = kind.words(look)
    if outcome.state is State.UNKNOWN:
        return RuleResult(rule, State.UNKNOWN, (_unknown(rule),), words)
    if outcome.state in (State.PASSED, State.OFF):
        return RuleResult(rule, outcome.state, (), words)
    hits = outcome.hits or (Hit(),)
    reasons = tuple(_reason(rule, hit.place, waivers) for hit in hits)
    findings = tuple(_finding(rule, outcome, hit, bool(reason)) for hit, reason in zip(hits, reasons, strict=True))
    state = State.WAIVED if all(reasons) else State.FAILED
    return RuleResult(rule, state, findings, words, waivers.get(rule.id, "").strip() if rule.waivable else "", reasons)


def _reason(rule: PackRule, place: str, waivers: Mapping[str, str]) -> str:
    if not rule.waivable:
        return ""
    said = (waivers.get(key, "").strip() for key in (waiver_key(rule.id, place), rule.id))
    return next((one for one in said if one), "")


def _finding(rule: PackRule, outcome: Outcome, hit: Hit, waived: bool) -> Finding:
    severity = Severity.INFO if waived else (hit.severity or Severity(rule.severity))
    fix = pack_text(rule.fix, hit.values)
    change = hit.change or outcome.change
    if change is not None:
        fix = N_("{fix} {change}", fix=fix, change=change)
    message = pack_text(rule.message, hit.values)
    return Finding(rule.id, severity, message, hit.place, fix, outcome.arithmetic, rule.source)


def _unknown(rule: PackRule) -> Finding:
    text = N_("Not evaluated: {rule}", rule=rule.title)
    return Finding(rule.id, Severity.UNKNOWN, text, source=rule.source)
