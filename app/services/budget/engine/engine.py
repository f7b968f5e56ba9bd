"""A budget that knows its sums and its rules at any moment, and what a change to one line does to them.

A rule that looks at lines one by one keeps its verdict on each line, so only the changed line is judged
again; rules over sums are cheap. Everything is judged twice: as written (gross) and without the lines
that the grant never pays (net). Sources: ``repair_lcbf.md`` 4, 8.2, 13.8. Thread: the one that made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.messages import Message
from app.programmes.rules import KINDS, Hit, Look, Outcome, RuleKind, State
from app.programmes.rules.money import ItemsSum
from app.programmes.rules.records import AllOf, outcome_of
from app.programmes.schema import PackRule
from app.programmes.sources import cited_in
from app.services.budget.engine.facts import facts_of
from app.services.budget.engine.lines import BudgetEntry, Frame, record_of
from app.services.budget.engine.ranks import Ranks
from app.services.budget.engine.sums import Sums

LINES = "lines"
"""Value of ``params.records`` by which a rule says that it judges lines one by one."""
OF_FRAME = frozenset({"inside", "charged"})
"""Fields of a line's record that the head of the budget has a say in."""
OFF = Outcome(State.OFF)
UNKNOWN = Outcome(State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one rule came out, as written and without what is ineligible (``None``: nothing is)."""

    rule: PackRule
    gross: Outcome
    net: Outcome | None

    @property
    def fails(self) -> bool:
        """Say whether it fails in one of the two."""
        return self.gross.state is State.FAILED or (self.net is not None and self.net.state is State.FAILED)


Found = tuple[Hit | None, bool]
"""What a rule on single lines found on one: a breach, and whether it cannot be told."""


class _LineRule:
    """A rule on single lines, with what it found on each."""

    def __init__(self, rule: PackRule, kind: AllOf | ItemsSum, look: Look) -> None:
        self.rule, self.kind, self.look = rule, kind, look
        self.hits: dict[str, Hit] = {}
        self.unknown: set[str] = set()

    def judge(self, line: str, record: Mapping[str, object]) -> None:
        self.forget(line)
        passed = self.kind.verdict(record, self.look)
        if passed is None:
            self.unknown.add(line)
        elif not passed:
            self.hits[line] = self.kind.hit(record, self.look)

    def found(self, line: str) -> Found:
        return self.hits.get(line), line in self.unknown

    def find(self, line: str, found: Found) -> None:
        hit, unknown = found
        self.forget(line)
        if hit is not None:
            self.hits[line] = hit
        if unknown:
            self.unknown.add(line)

    def forget(self, line: str) -> None:
        self.hits.pop(line, None)
        self.unknown.discard(line)


class Engine:
    """The sums and verdicts of one budget.

    Args:
        frame: its head.
        entries: its lines, in their order.
    """

    def __init__(self, frame: Frame, entries: Iterable[BudgetEntry] = ()) -> None:
        self.entries: dict[str, BudgetEntry] = {}
        self.gross, self.net, self.ranks = Sums(), Sums(), Ranks()
        self.outside: set[str] = set()
        self.frame = frame
        self._prepare()
        for one in entries:
            self.put(one)

    # -- changes

    def found(self, line: str) -> tuple[Found, ...]:
        """Return what the rules on single lines found on one, to be given back with its content."""
        return tuple(rule.found(line) for rule in self._line_rules)

    def put(self, one: BudgetEntry, found: tuple[Found, ...] | None = None) -> None:
        """Add a line, or give the one with its id new content.

        Args:
            one: the line.
            found: what :meth:`found` said of this very content; ``None`` judges it.
        """
        old = self.entries.get(one.id)
        if old is not None:
            self._out(old)
        self.entries[one.id] = one
        self.gross.add(one)
        self.ranks.add(one)
        if one.ineligible:
            self.outside.add(one.id)
        else:
            self.net.add(one)
        if found is not None:
            for rule, each in zip(self._line_rules, found, strict=True):
                rule.find(one.id, each)
        elif self._line_rules:
            record = record_of(one, self.frame)
            for rule in self._line_rules:
                rule.judge(one.id, record)

    def drop(self, line: str) -> None:
        """Take a line away; one that is not there is passed over."""
        old = self.entries.pop(line, None)
        if old is not None:
            self._out(old)
            for rule in self._line_rules:
                rule.forget(line)

    def reframe(self, frame: Frame) -> None:
        """Give the budget another head; only what depends on it is judged again."""
        old, self.frame = self.frame, frame
        rules = [one for one in self._line_rules if one.rule.params.get("field") in OF_FRAME]
        if old.pack is not frame.pack or old.grant is not frame.grant or old.currency != frame.currency:
            self._prepare()
            rules = self._line_rules
        for line, one in self.entries.items() if rules else ():
            record = record_of(one, frame)
            for rule in rules:
                rule.judge(line, record)

    def _out(self, one: BudgetEntry) -> None:
        self.gross.take(one)
        self.ranks.take(one)
        if one.ineligible:
            self.outside.discard(one.id)
        else:
            self.net.take(one)

    # -- verdicts

    @property
    def ineligible(self) -> int:
        """Return X, what the grant never pays, in minor units."""
        return self.gross.total - self.net.total

    def rules(self) -> tuple[PackRule, ...]:
        """Return the money rules that this version judges."""
        return self._rules

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return how every money rule comes out, in the order of the pack."""
        gross = self._facts(self.gross)
        net = self._facts(self.net) if self.outside else None
        return tuple(Verdict(rule, self._outcome(rule, gross, net=False), self._net(rule, net)) for rule in self._rules)

    def words(self) -> Mapping[str, Message]:
        """Return each rule in words with its thresholds, by its id."""
        facts = self._facts(self.gross)
        return {one.id: self._kinds[one.id].words(self._look(one, facts)) for one in self._rules}

    def _net(self, rule: PackRule, facts: Mapping[str, object] | None) -> Outcome | None:
        return None if facts is None or rule.params.get("net") is False else self._outcome(rule, facts, net=True)

    def _outcome(self, rule: PackRule, facts: Mapping[str, object], *, net: bool) -> Outcome:
        if not self._applies(rule, facts):
            return OFF
        if rule.applies and self.frame.grant is None:
            return UNKNOWN
        by_line = self._by_line.get(rule.id)
        if by_line is not None:
            skip = self.outside if net else frozenset()
            hits = tuple(hit for line, hit in self._ordered(by_line.hits) if line not in skip)
            count = len(self.entries) - len(skip)
            return outcome_of(hits, count, unknown=not count or bool(by_line.unknown - skip))
        return self._kinds[rule.id].judge(self._look(rule, facts))

    def _ordered(self, hits: dict[str, Hit]) -> Iterable[tuple[str, Hit]]:
        """Return hits in the order of the lines; few lines fail, so the whole list is rarely walked."""
        if len(hits) < 2:
            return hits.items()
        return ((line, hits[line]) for line in self.entries if line in hits)

    def _applies(self, rule: PackRule, facts: Mapping[str, object]) -> bool:
        grant = self.frame.grant
        if rule.applies and grant is not None and grant.id not in rule.applies:
            return False
        when = rule.params.get("when")
        return not isinstance(when, str) or bool(facts.get(when))

    def _facts(self, sums: Sums) -> Mapping[str, object]:
        return facts_of(self.frame, sums, self.ineligible, self.net.total, self.entries)

    def _look(self, rule: PackRule, facts: Mapping[str, object]) -> Look:
        return Look(rule.params, self._settings, facts, self.frame.currency)

    def _prepare(self) -> None:
        pack, grant = self.frame.pack, self.frame.grant
        self._settings: dict[str, object] = {one.id: one.value for one in pack.settings} if pack else {}
        if grant is not None:
            self._settings |= {f"grant.{name}": getattr(grant, name) for name in grant.__struct_fields__}
        money = (one for one in pack.rules if one.subject == "money" and one.evaluated) if pack else ()
        self._rules = tuple(one for one in money if one.kind in KINDS)
        self.cited = {one.id: cited_in(pack, one.source, " · ") for one in self._rules}
        self._kinds: dict[str, RuleKind] = {one.id: KINDS[one.kind] for one in self._rules}
        self._head_ids = tuple(one.id for one in pack.heads) if pack else ()
        facts = {"head_ids": self._head_ids}
        self._line_rules: list[_LineRule] = []
        for rule in self._rules:
            kind = KINDS[rule.kind]
            if isinstance(kind, (AllOf, ItemsSum)) and rule.params.get("records") == LINES:
                self._line_rules.append(_LineRule(rule, kind, self._look(rule, facts)))
        self._by_line = {one.rule.id: one for one in self._line_rules}
