"""The gates G1 to G7: each with its state and the reason in words; nothing is ever blocked by one.

The numbers are settings of the round. Source: ``mvp2.md`` 12 and 14 (traps 8 and 9). Thread: any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core.messages import N_, NP_, Label, Message, own_words
from app.core.money import Money
from app.core.partial_date import PartialDate
from app.programmes.schema import Pack
from app.services.seed.shelf import selection

COMPARED = ("candidate", "chosen", "runner_up")
"""Standings of ideas that are or were compared."""
CHOSEN = "chosen"
EACH, WHOLE = "each", "whole"
"""Whether each community chooses its own seed project, or all of them one together."""


class State(StrEnum):
    """How a gate stands."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of the round.

    Args:
        pack: id of the programme that they are settings of, "" for none.
        months_min, months_max: of the seed project.
        money: for each community, minor units of ``currency``.
        communities: how many take part.
        ideas_min, ideas_max: how many are compared.
        per: :data:`WHOLE` or :data:`EACH`.
    """

    pack: str = ""
    months_min: int | None = None
    months_max: int | None = None
    money: int | None = None
    communities: int = 1
    ideas_min: int = 1
    ideas_max: int | None = None
    per: str = WHOLE
    currency: str = "USD"

    @property
    def limit(self) -> int | None:
        """Return the most that one project may cost: the seed pot is multiplied by communities that choose together."""
        if self.money is None:
            return None
        return self.money if self.per == EACH else self.money * self.communities

    @property
    def projects(self) -> int:
        """Return how many ideas are to be chosen in all."""
        return self.communities if self.per == EACH else 1


@dataclass(frozen=True, slots=True)
class IdeaFacts:
    """What gates ask of an idea; amounts in minor units of ``currency``."""

    id: str
    title: str
    standing: str = ""
    priorities: int = 0
    months: int | None = None
    cost: int | None = None
    currency: str = "USD"
    town: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What gates ask of a decision; days are ISO dates, "" where unknown."""

    id: str
    chosen: str = ""
    date: str = ""
    sent_on: str = ""
    approved_on: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate for one idea, or for all where ``idea`` is ""."""

    id: str
    title: Label
    idea: str
    state: State
    reason: Message
    place: str = ""


def rules_of(pack: Pack | None, currency: str) -> Rules:
    """Return the numbers of a round as the group has them now."""
    if pack is None:
        return Rules(currency=currency)

    return Rules(
        pack.id,
        pack.number("seed_months_min"),
        pack.number("seed_months_max"),
        pack.number("seed_money"),
        max(1, pack.number("communities") or 1),
        pack.number("ideas_min") or 1,
        pack.number("ideas_max"),
        EACH if pack.setting("seed_choice") == EACH else WHOLE,
        currency,
    )


def gates(
    rules: Rules, ideas: Sequence[IdeaFacts], decisions: Sequence[DecisionFacts], heard: Sequence[str], today: str
) -> tuple[Gate, ...]:
    """Return every gate: G1 to G3 for each idea that is compared, then G4 to G7 for all.

    Args:
        rules: numbers of the round.
        ideas: all of them, in order.
        decisions: all of them.
        heard: days on which residents compared ideas (round 3).
        today: ISO date.
    """
    compared = [one for one in ideas if one.standing in COMPARED]
    found = [gate for one in compared for gate in _of_idea(rules, one)]
    chosen = {one.chosen for one in decisions if one.chosen} | {one.id for one in ideas if one.standing == CHOSEN}
    found += [
        _number(rules, compared),
        _heard(decisions, heard, today),
        _one(rules, [one for one in ideas if one.id in chosen]),
        _approved(decisions, today),
    ]
    return tuple(found)


def title_of(gate_id: str) -> Label:
    """Return what a gate is called."""
    return next(one.title.label for one in selection().gates if one.id == gate_id)


def _of_idea(rules: Rules, one: IdeaFacts) -> Iterator[Gate]:
    place = f"record:idea:{one.id}"
    if one.priorities:
        served = NP_("It serves {n} priority.", "It serves {n} priorities.", one.priorities)
        yield _gate("G1", State.PASSED, served, one.id, place)
    else:
        yield _gate("G1", State.FAILED, N_("It names no priority yet."), one.id, f"{place}:priorities")
    yield _gate("G2", *_months(rules, one), one.id, f"{place}:months")
    yield _gate("G3", *_cost(rules, one), one.id, f"{place}:cost")


def _months(rules: Rules, one: IdeaFacts) -> tuple[State, Message]:
    most, least = rules.months_max, rules.months_min
    if one.months is None:
        return State.OPEN, N_("Nobody has said how many months it takes.")
    said = NP_("It takes {n} month.", "It takes {n} months.", one.months)
    if most is None:
        return State.OPEN, N_("{said} The round sets no limit yet.", said=said)
    if one.months > most:
        over = N_("{said} The round allows {most}. Make it shorter, or ask whether more is allowed.",
                  said=said, most=most)  # fmt: skip
        return State.FAILED, over
    if least is not None and one.months < least:
        return State.PASSED, N_("{said} That is less than the usual {least}.", said=said, least=least)
    return State.PASSED, N_("{said} At most {most} are allowed.", said=said, most=most)


def _cost(rules: Rules, one: IdeaFacts) -> tuple[State, Message]:
    limit = rules.limit
    if one.cost is None:
        return State.OPEN, N_("Nobody has said what it costs.")
    cost = Money(one.cost, one.currency)
    if limit is None:
        return State.OPEN, N_("It costs {cost}. The round names no amount yet.", cost=cost)
    if one.currency != rules.currency:
        return State.OPEN, N_("It costs {cost}, in another currency than the seed money.", cost=cost)
    most: object = Money(limit, rules.currency)
    if rules.per == WHOLE and rules.communities > 1 and rules.money is not None:
        most = NP_("{all} ({each} for {n} community)", "{all} ({each} for each of {n} communities)", rules.communities,
                   all=Money(limit, rules.currency), each=Money(rules.money, rules.currency))  # fmt: skip
    if one.cost > limit:
        over = Money(one.cost - limit, rules.currency)
        said = N_("It costs {cost}, {over} more than {most}. Plan less, or find the rest elsewhere.",
                  cost=cost, over=over, most=most)  # fmt: skip
        return State.FAILED, said
    return State.PASSED, N_("It costs {cost}, within {most}.", cost=cost, most=most)


def _number(rules: Rules, compared: Sequence[IdeaFacts]) -> Gate:
    """Count candidates, for each community on its own where each chooses its own."""
    by_town = Counter(one.town if rules.per == EACH else "" for one in compared) or Counter({"": 0})
    most, least = rules.ideas_max, rules.ideas_min
    for town, n in by_town.items():
        many = most is not None and n > most
        if not many and n >= least:
            continue
        said = NP_("{n} idea is compared.", "{n} ideas are compared.", n)
        if many:
            what = N_("{said} At most {most}: note the others for later.", said=said, most=most)
        else:
            what = N_("{said} Name at least {least}.", said=said, least=least)
        reason = N_("{town}: {what}", town=own_words(town), what=what) if town else what
        return _gate("G4", State.FAILED if many else State.OPEN, reason)
    whole = NP_("{n} idea is compared.", "{n} ideas are compared.", len(compared))
    return _gate("G4", State.PASSED, whole)


def _heard(decisions: Sequence[DecisionFacts], heard: Sequence[str], today: str) -> Gate:
    days = sorted(one for one in heard if one)
    decided = sorted(one.date for one in decisions if one.date)
    if not decided:
        if days and not_after(days[0], today):
            return _gate("G5", State.PASSED, N_("Residents compared ideas, first on {day}.", day=_day(days[0])))
        return _gate("G5", State.OPEN, N_("No event of round 3 was held yet. Hear residents before you choose."))
    if days and not_after(days[0], decided[0]):
        return _gate("G5", State.PASSED, N_("Residents were heard on {day}, the choice was made on {decided}.",
                                           day=_day(days[0]), decided=_day(decided[0])))  # fmt: skip
    return _gate("G5", State.FAILED, N_(
        "No event of round 3 is dated before the choice of {decided}. Ask residents, and decide once more.",
        decided=_day(decided[0])))  # fmt: skip


def _one(rules: Rules, chosen: Sequence[IdeaFacts]) -> Gate:
    n, wanted = len(chosen), rules.projects
    names = tuple(own_words(one.title) for one in chosen)
    if n == 0:
        return _gate("G6", State.OPEN, N_("Nothing is chosen yet."))
    if n > wanted:
        said = N_("{n} ideas are marked as chosen: {names}. Allowed: {wanted}.", n=n, names=names, wanted=wanted)
        return _gate("G6", State.FAILED, said)
    if n < wanted:
        return _gate("G6", State.OPEN, N_("{n} of {wanted} communities have chosen: {names}.",
                                         n=n, wanted=wanted, names=names))  # fmt: skip
    towns = Counter(one.town for one in chosen) if rules.per == EACH else Counter[str]()
    twice = next((town for town, times in towns.items() if times > 1 and town), "")
    if twice:
        return _gate("G6", State.FAILED, N_("{town} has chosen more than one idea.", town=own_words(twice)))
    return _gate("G6", State.PASSED, N_("Chosen: {names}.", names=names))


def _approved(decisions: Sequence[DecisionFacts], today: str) -> Gate:
    if not decisions:
        return _gate("G7", State.OPEN, N_("There is no decision to be approved yet."))
    place = f"record:seed_decision:{decisions[0].id}:approved_on"
    late = next((one for one in decisions if not is_approved(one, today)), None)
    if late is None:
        last = max(one.approved_on for one in decisions)
        return _gate("G7", State.PASSED, N_("Approved on {day}.", day=_day(last)), "", place)
    place = f"record:seed_decision:{late.id}:approved_on"
    if late.approved_on:
        said = N_("The approval is dated {day}, which is still to come.", day=_day(late.approved_on))
    elif late.sent_on:
        said = N_("Sent on {day}, not approved yet. Spend nothing from the seed money.", day=_day(late.sent_on))
    else:
        said = N_("Not sent and not approved yet. Spend nothing from the seed money.")
    return _gate("G7", State.OPEN, said, "", place)


def is_approved(one: DecisionFacts, today: str) -> bool:
    """Say whether the approval of a decision stands on the day."""
    return bool(one.approved_on) and not_after(one.approved_on, today)


def not_after(first: str, second: str) -> bool:
    """Say whether a date is not after another one, as far as both are precise."""
    known = min(len(first), len(second))
    return first[:known] <= second[:known]


def _day(iso: str) -> PartialDate:
    return PartialDate.from_iso(iso)


def _gate(gate_id: str, state: State, reason: Message, idea: str = "", place: str = "") -> Gate:
    return Gate(gate_id, title_of(gate_id), idea, state, reason, place)
