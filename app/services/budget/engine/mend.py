"""The smallest change that would make a rule pass, as steps that can be carried out, and what else it breaks.

A kind of rule says by how much a quantity has to change (``Need``); the pack says in ``mend`` which lines
or field of the budget carry that quantity. The steps are tried on the engine's own sums and taken back,
so what is announced is what happens. Source: ``repair_lcbf.md`` 4, 13.6. Thread: the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from app.core.messages import N_, Label, Message
from app.core.money import Money
from app.programmes.rules import State
from app.programmes.schema import PackRule
from app.services.budget.engine.engine import Engine, Found, Verdict
from app.services.budget.engine.lines import CONTINGENCY, DIRECT, HUNDRED, INDIRECT, BudgetEntry, Frame, product
from app.services.budget.engine.sums import CONSULTANT

NEW = "new:"
"""What the id of a line begins with that is not in the document yet."""
TERM_SCALE = 100


@dataclass(frozen=True, slots=True)
class LineStep:
    """A line gets other content; ``before`` is ``None`` for a new line, ``after`` for one that goes."""

    before: BudgetEntry | None
    after: BudgetEntry | None


@dataclass(frozen=True, slots=True)
class FieldStep:
    """A field of the budget gets another value, in the form in which the record keeps it."""

    name: str
    before: int | None
    after: int


Step = LineStep | FieldStep


@dataclass(frozen=True, slots=True)
class Change:
    """What would make a rule pass.

    Args:
        words: the change in words.
        steps: what is done to lines and to the budget, in order.
        breaks: rules that pass now, or are only unclear, and would fail afterwards.
    """

    words: Message
    steps: tuple[Step, ...]
    breaks: tuple[PackRule, ...] = ()


def change_for(engine: Engine, verdict: Verdict, before: Sequence[Verdict], most: int | None = None) -> Change | None:
    """Return the smallest change that makes a failing rule pass, ``None`` where only a person can find one.

    Args:
        engine: as it stands; it is the same afterwards.
        verdict: of the failing rule.
        before: the verdicts of all rules, to know which ones the change would break.
        most: lines that may be judged again at most; a change that needs more is left for another moment.
    """
    for words, steps in _ways(engine, verdict, most):
        if most is not None and _cost(engine, steps) > most:
            continue
        with tried(engine, steps):
            after = engine.verdicts()
        mine = next(one for one in after if one.rule.id == verdict.rule.id)
        if mine.fails or mine.gross.state is State.UNKNOWN:
            continue
        broken = tuple(new.rule for old, new in zip(before, after, strict=True) if _worse(old, new))
        return Change(words, tuple(steps), broken)
    return None


def _cost(engine: Engine, steps: Sequence[Step]) -> int:
    """Return how many lines are judged again when the steps are tried."""
    return sum(len(engine.entries) if isinstance(one, FieldStep) and one.name == "term" else 1 for one in steps)


def _worse(old: Verdict, new: Verdict) -> bool:
    """Say whether a rule fails that did not, or now fails as written and not only without what is ineligible."""
    if new.gross.state is State.FAILED:
        return old.gross.state is not State.FAILED
    return new.fails and not old.fails


@contextmanager
def tried(engine: Engine, steps: Iterable[Step]) -> Iterator[Engine]:
    """Carry out steps on the engine and take them back at the end."""
    frame, undo = engine.frame, list[tuple[LineStep, tuple[Found, ...]]]()
    kept = dict(engine.entries)  # a line that went and came back would stand last
    carried = frame
    try:
        for one in steps:
            if isinstance(one, FieldStep):
                carried = reframed(carried, one)
                continue
            undo.append((one, engine.found(one.before.id) if one.before is not None else ()))
            if one.after is not None:
                engine.put(one.after)
            elif one.before is not None:
                engine.drop(one.before.id)
        if carried is not frame:
            engine.reframe(carried)
        yield engine
    finally:
        if carried is not frame:
            engine.reframe(frame)
        for one, found in reversed(undo):
            if one.before is not None:
                engine.put(one.before, found)
            elif one.after is not None:
                engine.drop(one.after.id)
        engine.entries = kept


def reframed(frame: Frame, step: FieldStep) -> Frame:
    """Return the head of a budget with one field changed."""
    value: object = Fraction(step.after, TERM_SCALE) if step.name == "term" else step.after
    return replace(frame, **{step.name: value})  # type: ignore[arg-type]


def with_amount(one: BudgetEntry, amount: int) -> BudgetEntry:
    """Return a line that comes to *amount*: its quantity stays where the price can be split evenly."""
    quantity = one.quantity or HUNDRED
    price = amount * HUNDRED // quantity if quantity > 0 else amount
    if quantity <= 0 or product(quantity, price) != amount:
        quantity, price = HUNDRED, amount
    return replace(one, quantity=quantity, unit_price=price, amount=amount)


# -- ways


def _ways(engine: Engine, verdict: Verdict, most: int | None) -> Iterator[tuple[Message, list[Step]]]:
    mend = verdict.rule.params.get("mend")
    if not isinstance(mend, Mapping):
        return
    if isinstance(lines := mend.get("lines"), str):
        yield from _by_line(engine, verdict, lines)
    for outcome in (verdict.gross, verdict.net):  # what is enough as written may be too little without X
        for need in outcome.needs if outcome is not None else ():
            target = mend.get(need.param)
            if isinstance(target, str):
                yield from _moved(engine, target, need.by, most)


def _moved(engine: Engine, target: str, by: Fraction, most: int | None) -> Iterator[tuple[Message, list[Step]]]:
    """Return how a quantity is changed by an exact amount."""
    if target in _FIELDS:
        yield from _field(engine, target, by)
    elif target == "co_applicants":
        yield from _shifted(engine, int(by), most)
    elif target == "assign":
        yield from _assigned(engine)
    elif target in _KINDS:
        what = _WORDS[target]
        amount = Money(abs(int(by)), engine.frame.currency)
        steps = _lowered(engine, _KINDS[target], -int(by), most) if by < 0 else _raised(engine, target, int(by))
        if steps:
            words = N_("{what}: {amount} less.", what=what, amount=amount)
            if by > 0:
                words = N_("{what}: {amount} more.", what=what, amount=amount)
            yield _told(engine, words, steps), list(steps)


def _told(engine: Engine, words: Message, steps: Sequence[LineStep]) -> Message:
    """Name the line where it is only one, with its amount before and after."""
    if len(steps) != 1 or steps[0].before is None or steps[0].after is None:
        return words
    before, after = steps[0].before, steps[0].after
    currency = engine.frame.currency
    return N_(
        "{words} For example {item}: {before} → {after}.",
        words=words,
        item=before.item or N_("a line without a name"),
        before=Money(before.counted, currency),
        after=Money(after.counted, currency),
    )


def _lines(engine: Engine, kind: str, *, itemised: bool) -> Iterator[BudgetEntry]:
    """Return the lines of a kind that a change may touch, the largest first."""
    return (engine.entries[line] for line in engine.ranks.falling(kind, itemised=itemised))


def _anyone(_one: BudgetEntry) -> bool:
    return True


def _lowered(
    engine: Engine, kind: str, by: int, most: int | None, fits: Callable[[BudgetEntry], bool] = _anyone
) -> list[LineStep]:
    """Take *by* away from the largest lines, those without items first; empty where *most* lines are not enough."""
    chosen: list[tuple[BudgetEntry, int]] = []
    lines = (one for held in (False, True) for one in _lines(engine, kind, itemised=held))
    for one in islice((one for one in lines if one.counted > 0 and fits(one)), most):
        less = min(by, one.counted)
        chosen.append((one, less))
        by -= less
        if by <= 0:
            return [LineStep(each, with_amount(each, each.counted - less)) for each, less in chosen]
    return []


def _raised(engine: Engine, target: str, by: int) -> list[LineStep]:
    """Add *by* to the largest line that nothing hangs on, or as a new line."""
    free = _lines(engine, _KINDS[target], itemised=False)
    best = next((one for one in free if one.amount is not None and not one.asks), None)
    if best is not None:
        return [LineStep(best, with_amount(best, best.counted + by))]
    made = _new_line(engine, target, by)
    return [LineStep(None, made)] if made else []


def _new_line(engine: Engine, target: str, amount: int, organisation: str = "") -> BudgetEntry | None:
    pack = engine.frame.pack
    wanted = target if target in (CONTINGENCY, INDIRECT) else DIRECT
    heads = [one for one in pack.heads if one.line_class == wanted and not one.asks] if pack else []
    if not heads:
        return None
    empty = BudgetEntry(
        id=f"{NEW}{target}", head=heads[0].id, line_class=wanted, organisation=organisation, project=_project(engine)
    )
    return with_amount(empty, amount)


def _project(engine: Engine) -> str:
    """Return the project that a new line has to name, where lines name projects."""
    return next((one.project for one in engine.entries.values() if one.project), "")


def _shifted(engine: Engine, by: int, most: int | None) -> Iterator[tuple[Message, list[Step]]]:
    """Hand *by* from the lead's lines to a co-applicant; the total stays."""
    others = {one.organisation: one for one in engine.frame.of_role("co_applicant")}
    if not others or by <= 0:
        return
    steps = _lowered(engine, DIRECT, by, most, lambda one: _plain(one) and one.organisation not in others)
    if not steps:
        return
    amount = Money(by, engine.frame.currency)
    free = _lines(engine, DIRECT, itemised=False)
    best = next((one for one in free if _plain(one) and one.organisation in others), None)
    if best is not None:
        gain = LineStep(best, with_amount(best, best.counted + by))
        name = others[best.organisation].name
    else:
        first = next(iter(others.values()))
        made = _new_line(engine, "co_applicants", by, first.organisation)
        if made is None:
            return
        gain, name = LineStep(None, made), first.name
    words = N_("Hand {amount} from other lines to {partner}.", amount=amount, partner=name or N_("a co-applicant"))
    yield words, [*steps, gain]


def _plain(one: BudgetEntry) -> bool:
    return one.amount is not None and CONSULTANT not in one.asks


def _assigned(engine: Engine) -> Iterator[tuple[Message, list[Step]]]:
    """Give the lines without a project to the only project there is."""
    used = {one.project for one in engine.entries.values() if one.project}
    if len(used) != 1:
        return
    project = used.pop()
    loose = [one for one in engine.entries.values() if not one.project]
    name = engine.frame.projects.get(project, "")
    yield (
        N_("Put the lines that name no project into “{project}”.", project=name),
        [LineStep(one, replace(one, project=project)) for one in loose],
    )


def _field(engine: Engine, target: str, by: Fraction) -> Iterator[tuple[Message, list[Step]]]:
    label, scale = _FIELDS[target]
    held = getattr(engine.frame, target)
    value = (Fraction(0) if held is None else Fraction(held)) + by
    stored = value * scale
    if stored.denominator != 1 or value < 0:
        return
    said: object = Money(int(value), engine.frame.currency) if target in _AMOUNTS else _number(value)
    before = None if held is None else int(Fraction(held) * scale)
    yield N_("{field}: {value} instead.", field=label, value=said), [FieldStep(target, before, int(stored))]


def _number(value: Fraction) -> object:
    return int(value) if value.denominator == 1 else f"{float(value):g}"


def _by_line(engine: Engine, verdict: Verdict, how: str) -> Iterator[tuple[Message, list[Step]]]:
    """Return what is done to each line that fails, where the figures alone tell it."""
    failing = [
        engine.entries[line]
        for hit in verdict.gross.hits
        if (line := hit.place.split(":")[2] if hit.place.count(":") > 1 else "") in engine.entries
    ]
    make = _LINE_CURES[how]
    steps = [step for one in failing if (step := make(one)) is not None]
    if steps and len(steps) == len(failing):
        yield _LINE_WORDS[how], list(steps)


def _without(one: BudgetEntry) -> LineStep:
    return LineStep(one, None)


def _not_negative(one: BudgetEntry) -> LineStep:
    quantity = None if one.quantity is None else max(0, one.quantity)
    price = None if one.unit_price is None else max(0, one.unit_price)
    return LineStep(one, replace(one, quantity=quantity, unit_price=price, amount=product(quantity, price)))


def _as_items(one: BudgetEntry) -> LineStep | None:
    known = one.items and all(item.amount is not None for item in one.items)
    return LineStep(one, with_amount(one, one.items_sum)) if known else None


_LINE_CURES: Mapping[str, Callable[[BudgetEntry], LineStep | None]] = {
    "remove": _without,
    "zero": _not_negative,
    "items": _as_items,
}
_LINE_WORDS: Mapping[str, Message] = {
    "remove": N_("Take these lines out of the budget."),
    "zero": N_("Write 0 where the figure is below 0."),
    "items": N_("Let the line come to what its items add up to."),
}
_KINDS: Mapping[str, str] = {
    "direct": DIRECT,
    "contingency": CONTINGENCY,
    "indirect": INDIRECT,
    "consultants": CONSULTANT,
    "total": DIRECT,
}
"""Quantity to the lines that carry it, as :meth:`Ranks.falling` names them."""
_WORDS: Mapping[str, Label] = {
    "direct": N_("Direct cost"),
    "contingency": N_("Contingency"),
    "indirect": N_("Indirect cost"),
    "consultants": N_("Consultants"),
    "total": N_("Total budget"),
}
_FIELDS: Mapping[str, tuple[Label, int]] = {
    "term": (N_("Term in years"), TERM_SCALE),
    "advance": (N_("Advance payments, all partners together"), 1),
    "progress_reports": (N_("Progress reports planned"), 1),
    "final_reports": (N_("Final reports planned"), 1),
}
_AMOUNTS = frozenset({"advance"})
