"""What the page and the papers show of the seed project: gathered from rows, frozen. Pure; thread: any."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from app.core.fields import Row
from app.services.questionnaires import QuestionnaireView
from app.services.questionnaires.counts import Filled
from app.services.scoring import Result, Spread, spread
from app.services.scoring.desk import ScoringView
from app.services.seed.feedback import ROUND, GroupFeedback, by_group
from app.services.seed.gates import COMPARED, DecisionFacts, Gate, IdeaFacts, Rules, gates
from app.services.seed.ranking import Contender, Verdict, contenders, verdict
from app.services.seed.spending import Early, early_spending, money_of


@dataclass(frozen=True, slots=True)
class Sources:
    """What gathering reads.

    Args:
        rows: reads the records of a type as the reader may see them.
        sheets: questionnaires with their sheets.
        scoring: the scoring of the ideas, ``None`` before it is started.
        rules: numbers of the round.
        today: ISO date.
        currency: the file's.
    """

    rows: Callable[[str], Sequence[Row]]
    sheets: Sequence[tuple[QuestionnaireView, Sequence[Filled]]]
    scoring: ScoringView | None
    rules: Rules
    today: str
    currency: str


@dataclass(frozen=True, slots=True)
class IdeaCard:
    """One idea with the names of what it serves."""

    row: Row
    facts: IdeaFacts
    priorities: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def compared(self) -> bool:
        """Whether it takes part in the choice."""
        return self.facts.standing in COMPARED


@dataclass(frozen=True, slots=True)
class Scored:
    """What one candidate of the scoring got."""

    key: str
    title: str
    result: Result

    def kind(self, kind: str) -> Spread:
        """Return the whole sheets of one kind of person."""
        return dict(self.result.kinds).get(kind, Spread())


@dataclass(frozen=True, slots=True)
class SeedView:
    """The seed project, whole.

    Args:
        scored: in the order of the scoring's candidates.
        uneven: whether not everybody with a whole sheet gave one for each idea.
        decisions: rows, the first made first.
        kept: key of a criterion to a weight that was typed and is no number.
    """

    rules: Rules
    ideas: tuple[IdeaCard, ...]
    gates: tuple[Gate, ...]
    decisions: tuple[Row, ...]
    feedback: tuple[GroupFeedback, ...]
    early: tuple[Early, ...]
    heard: tuple[str, ...]
    scoring: ScoringView | None = None
    scored: tuple[Scored, ...] = ()
    contenders: tuple[Contender, ...] = ()
    verdict: Verdict | None = None
    uneven: bool = False
    kept: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def compared(self) -> tuple[IdeaCard, ...]:
        """Return the ideas that take part in the choice."""
        return tuple(one for one in self.ideas if one.compared)

    @property
    def unscored(self) -> tuple[IdeaCard, ...]:
        """Return the compared ideas that are not among what is scored; none before a scoring is started."""
        known = {one.title for one in self.scored}
        return tuple(one for one in self.compared if self.scored and one.facts.title not in known)

    @property
    def missing(self) -> int:
        """Return how many scores are missing."""
        return sum(one.result.missing for one in self.scored)

    def idea(self, idea_id: object) -> IdeaCard | None:
        """Return an idea, ``None`` where it is gone."""
        return next((one for one in self.ideas if one.facts.id == idea_id), None)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of people who score: liaisons and municipal staff first, side by side."""
        found = {one.kind for one in self.scoring.people} if self.scoring else set()
        return tuple(sorted(found, key=lambda one: ("liaison", "municipal", "team").index(one)
                            if one in ("liaison", "municipal", "team") else 9))  # fmt: skip

    def pair(self) -> tuple[str, ...]:
        """Return the two kinds of people whose scores stand side by side: liaisons, and staff or else the team."""
        found = self.kinds()
        other = next((one for one in ("municipal", "team") if one in found), "")
        return tuple(one for one in ("liaison", other) if one in found)


def gather(sources: Sources) -> SeedView:
    """Return everything about the seed project."""
    rows, today = sources.rows, sources.today
    names = {row.id: row.title for name in ("priority", "population_group") for row in rows(name)}
    ideas = tuple(_card(row, names, sources.currency) for row in rows("idea"))
    decisions = tuple(rows("seed_decision"))
    heard = _heard(sources)
    asked = [(view, sheets) for view, sheets in sources.sheets if sheets]
    found = gates(
        sources.rules,
        [one.facts for one in ideas],
        [_decision(row) for row in decisions],
        heard,
        today,
    )
    early = early_spending(money_of(rows), today)
    feedback = by_group([one.row for one in ideas], asked, lambda key: names.get(key, ""))
    scoring = sources.scoring
    if scoring is None:
        return SeedView(sources.rules, ideas, found, decisions, feedback, early, heard)
    scored = tuple(Scored(key, title, scoring.result(key)) for key, title in scoring.candidates)
    able = contenders(scoring)
    whole = {frozenset(one.person.key for one in item.result.sheets if one.total is not None) for item in scored}
    kept = {row.id: row.pending["points"] for row in rows("score_criterion") if "points" in row.pending}
    return SeedView(
        sources.rules, ideas, found, decisions, feedback, early, heard, scoring, scored, able,
        verdict({line.key: line.points for line in scoring.lines}, able), len(whole) > 1, kept,
    )  # fmt: skip


def level_means(view: ScoringView, candidate: str, kind: str = "") -> Mapping[str, Spread]:
    """Return key of each line to mean, least and most of the levels given (0 to 5), of all or of one *kind*."""
    people = {one.key for one in view.people if not kind or one.kind == kind}
    given: dict[str, list[Fraction]] = {line.key: [] for line in view.lines}
    for one in view.given:
        if one.candidate == candidate and one.scorer in people and one.line in given and one.tenths is not None:
            given[one.line].append(Fraction(one.tenths, 10))
    return {key: spread(values) for key, values in given.items()}


def _card(row: Row, names: Mapping[str, str], currency: str) -> IdeaCard:
    def named(field_name: str) -> tuple[str, ...]:
        value = row.get(field_name)
        return tuple(names[str(one)] for one in value if str(one) in names) if isinstance(value, tuple) else ()

    months, cost, priorities = row.get("months"), row.get("cost"), named("priorities")
    facts = IdeaFacts(
        row.id,
        row.title,
        str(row.get("standing") or "noted"),
        len(priorities),
        months if isinstance(months, int) else None,
        cost if isinstance(cost, int) else None,
        str(row.get("currency") or currency),
        str(row.get("town") or ""),
    )
    return IdeaCard(row, facts, priorities, named("groups"))


def _decision(row: Row) -> DecisionFacts:
    days = (str(row.get(name) or "") for name in ("chosen", "date", "sent_on", "approved_on", "town"))
    return DecisionFacts(row.id, *days)


def _heard(sources: Sources) -> tuple[str, ...]:
    """Return the days on which residents compared ideas: events of round 3, and questionnaires that came back."""
    days = [str(row.get("date") or "") for row in sources.rows("event") if row.get("round") == ROUND]
    known = {row.id for row in sources.rows("questionnaire") if row.get("round") == ROUND}
    days += [view.date for view, sheets in sources.sheets if view.id in known and any(one.answered for one in sheets)]
    return tuple(sorted(one for one in days if one))
