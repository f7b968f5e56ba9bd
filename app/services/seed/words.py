"""What the scores and the feedback say in sentences: the same words on the screen, on paper and in a dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.core.fields import Option
from app.core.messages import N_, NP_, Label, Message, own_words
from app.core.money import Money
from app.core.numerals import tenths
from app.models.seed import STANDINGS
from app.services.scoring import TENTH, Spread
from app.services.seed.gates import Gate, Rules, State
from app.services.seed.ranking import Contender, Turn
from app.services.seed.view import Scored, SeedView

DASH = "－"
STATES: Mapping[State, Message] = {
    State.PASSED: N_("Passed"),
    State.FAILED: N_("Not passed"),
    State.OPEN: N_("Not settled yet"),
}


def shown(value: Fraction | None) -> str:
    """Return points with at most one decimal place, halves up; － for none."""
    if value is None:
        return DASH
    whole, rest = divmod(tenths(value), TENTH)
    return f"{whole}.{rest}" if rest else str(whole)


def range_words(one: Spread) -> str:
    """Return least to most of several people, － where fewer than two gave any."""
    return DASH if one.n < 2 else f"{shown(one.low)}–{shown(one.high)}"


def sensitivity(view: SeedView) -> Message:
    """Return the one plain sentence: how firmly the scores point at one idea."""
    found = view.verdict
    if found is None or not found.leaders:
        return N_("No sheet is complete yet, so there is no total.")
    if len(found.leaders) > 1:
        return N_("{names} are level: a tie. The scores do not choose between them.", names=_names(found.leaders))
    leader = own_words(found.leaders[0].title)
    if found.compared < 2:
        return N_("Only “{idea}” has complete sheets, so there is nothing to compare.", idea=leader)
    if found.turn is None:
        return N_("“{idea}” leads, and no change of a single weight up to 100 would let another idea win.", idea=leader)
    return _turn(view, found.turn)


def _turn(view: SeedView, turn: Turn) -> Message:
    lines = view.scoring.lines if view.scoring else ()
    line = next(one for one in lines if one.key == turn.line)
    who, criterion = _names(turn.winners), _short(line.title)
    level = len(turn.winners) > 1
    if turn.above is None and turn.below is None:
        if level:
            return N_("{who} would be level in the lead if {criterion} did not count at all.",
                      who=who, criterion=criterion)  # fmt: skip
        return N_("{who} would win if {criterion} did not count at all.", who=who, criterion=criterion)
    change: Message
    if turn.above is None:
        change = N_("weighed less than {below}", below=shown(turn.below))
    elif turn.below is None:
        change = N_("weighed more than {above}", above=shown(turn.above))
    else:
        change = N_("weighed between {above} and {below}", above=shown(turn.above), below=shown(turn.below))
    now = line.points
    if level:
        return N_("{who} would be level in the lead if {criterion} {change}. It weighs {now}.",
                  who=who, criterion=criterion, change=change, now=now)  # fmt: skip
    return N_("{who} would win if {criterion} {change}. It weighs {now}.", who=who, criterion=criterion, change=change,
              now=now)  # fmt: skip


def _short(title: Label) -> Label:
    """Return C1 for a criterion that has such a number, else its whole title in quotation marks."""
    text = "" if isinstance(title, Message) else next(iter(title.values.values()), "")
    first = text.split(" ", 1)[0]
    if first[:1] == "C" and first[1:].isdecimal():
        return own_words(first)
    return N_("“{title}”", title=title)


def _names(ideas: Sequence[Contender]) -> tuple[Label, ...]:
    return tuple(N_("“{title}”", title=own_words(one.title)) for one in ideas)


def remarks(view: SeedView) -> tuple[Message, ...]:
    """Return what readers of the scores must know: missing scores, uneven sheets, no liaison or no staff."""
    found: list[Message] = []
    if view.scoring is None:
        return ()
    if view.unscored:
        names = tuple(own_words(one.facts.title) for one in view.unscored)
        said = NP_(
            "{n} idea is compared and not scored: {names}.",
            "{n} ideas are compared and not scored: {names}.",
            len(names),
            names=names,
        )
        found.append(said)
    if view.missing:
        said = NP_("{n} score is missing.", "{n} scores are missing.", view.missing)
        found.append(N_("{said} Only complete sheets count in the means.", said=said))
    if view.uneven:
        found.append(N_("Not the same people scored every idea, so compare the means with care."))
    pair = view.pair()
    if "liaison" not in pair:
        found.append(N_("No community liaison has scored yet."))
    if pair == ("liaison",):
        found.append(N_("Only liaisons have scored so far."))
    found += [gap for one in view.scored if (gap := _gap(one, pair)) is not None]
    return tuple(found)


def still_missing(view: SeedView) -> tuple[Message, ...]:
    """Return whose scores are missing, idea by idea; for the team alone."""
    found = []
    for one in view.scored:
        names = tuple(sheet.person.name for sheet in one.result.sheets if sheet.missing)
        if names:
            found.append(N_("“{idea}” still misses scores of {names}.", idea=own_words(one.title), names=names))
    return tuple(found)


def _gap(one: Scored, pair: Sequence[str]) -> Message | None:
    """Say where liaisons and the others are a tenth of the points apart, or more."""
    if len(pair) < 2:
        return None
    first, second = one.kind(pair[0]).mean, one.kind(pair[1]).mean
    if first is None or second is None or abs(first - second) * TENTH < one.result.worth or not one.result.worth:
        return None
    idea, points = own_words(one.title), {"first": shown(first), "second": shown(second)}
    if pair[1] == "municipal":
        return N_("Talk about “{idea}”: liaisons give it {first}, municipal staff {second}.", idea=idea, **points)
    return N_("Talk about “{idea}”: liaisons give it {first}, the team {second}.", idea=idea, **points)


def standings() -> tuple[Option, ...]:
    """Return how far an idea can be, in order."""
    return STANDINGS


def standing_label(key: str) -> Label:
    """Return what a standing is called."""
    found: Option | None = next((one for one in STANDINGS if one.key == key), None)
    return found.label if found else STANDINGS[0].label


def gate_name(gate: Gate) -> Message:
    """Return a gate's number and name."""
    return N_("{number} {title}", number=gate.id, title=gate.title)


def amount(cost: int | None, currency: str) -> object:
    """Return an amount, － where it is unknown."""
    return DASH if cost is None else Money(cost, currency)


def number_words(rules: Rules) -> tuple[Message, ...]:
    """Return the numbers of the round in sentences."""
    out: list[Message] = []
    if rules.months_max is not None:
        out.append(N_("At most {n} months", n=rules.months_max))
    if rules.limit is not None and rules.money is not None:
        each = Money(rules.money, rules.currency)
        if rules.communities > 1 and rules.limit != rules.money:
            out.append(N_("At most {limit}: {each} for each of {n} communities",
                          limit=Money(rules.limit, rules.currency), each=each, n=rules.communities))  # fmt: skip
        else:
            out.append(N_("At most {limit}", limit=each))
    if rules.ideas_max is not None:
        out.append(N_("{least} to {most} ideas to compare", least=rules.ideas_min, most=rules.ideas_max))
    one = NP_("{n} project to choose", "{n} projects to choose, one for each community", rules.projects)
    return (*out, one)
