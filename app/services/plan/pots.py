"""Two pots of money that are never mixed: planning, and the seed project.

The seed pot is as many times the money of one community as communities take part; the planning pot is one sum,
unless the round says otherwise. Every number is a setting. Source: ``mvp2.md`` 1, 14.9. Thread: any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message, own_words
from app.core.money import Money
from app.programmes.schema import Pack
from app.services.programmes.store import COMMUNITIES, takes_part

PLANNING, SEED = "planning", "seed"
TITLES: dict[str, Message] = {PLANNING: N_("Money for planning"), SEED: N_("Money for the seed project")}
EACH, PAIR = "each", 2
SINGLE, REGIONAL = "single", "regional"


@dataclass(frozen=True, slots=True)
class Member:
    """A community that takes part, or did. ``counted``: whether its share of the money is counted today."""

    id: str
    name: str
    joined_on: str
    withdrew_on: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Pot:
    """One pot.

    Args:
        id: ``planning`` or ``seed``.
        each: minor units of one share, ``None`` where nobody knows.
        times: how many shares.
        total: minor units, ``None`` unknown.
        granted: minor units of the funding sources that belong to it, ``None`` where there is none.
        why: how the sum comes about, and what does not fit.
    """

    id: str
    each: int | None
    times: int
    total: int | None
    granted: int | None
    currency: str
    why: tuple[Message, ...]
    sources: tuple[str, ...] = ()

    @property
    def title(self) -> Label:
        """What it is called."""
        return TITLES[self.id]

    @property
    def differs(self) -> bool:
        """Whether the funding sources say another sum than the settings."""
        return self.total is not None and self.granted is not None and self.granted != self.total


def members(rows: Sequence[Row], today: str) -> tuple[Member, ...]:
    """Return the communities that are listed, those that withdrew included."""
    found = []
    for row in rows:
        joined, withdrew = str(row.get("joined_on") or ""), str(row.get("withdrew_on") or "")
        found.append(Member(row.id, row.title, joined, withdrew, takes_part(joined, withdrew, today)))
    return tuple(found)


def pots(pack: Pack, sources: Sequence[Row], listed: Sequence[Member], currency: str) -> tuple[Pot, ...]:
    """Return both pots.

    Args:
        pack: with the settings of the round as the group has them.
        sources: the funding sources.
        listed: the communities, empty where nobody listed them.
        currency: of the settings' money.
    """
    number = pack.number(COMMUNITIES)
    number = 1 if number is None and not listed else number or 0
    return (_planning(pack, sources, number, currency), _seed(pack, sources, listed, number, currency))


def _seed(pack: Pack, sources: Sequence[Row], listed: Sequence[Member], number: int, currency: str) -> Pot:
    each = pack.number("seed_money")
    total = None if each is None else each * number
    why: list[Message] = []
    if each is None or total is None:
        why.append(N_("Nobody has said yet how much it is. Ask whoever gives the money."))
    else:
        why.append(_times(each, number, total, currency))
    for one in listed:
        if one.withdrew_on and not one.counted:
            said = N_("{name} withdrew; its share is not counted any more.", name=own_words(one.name))
            if each is not None:
                said = N_(
                    "{name} withdrew; {money} less than before.", name=own_words(one.name), money=Money(each, currency)
                )
            why.append(said)
    return _pot(SEED, sources, each, number, total, currency, why)


def _planning(pack: Pack, sources: Sequence[Row], number: int, currency: str) -> Pot:
    each, times = pack.number("planning_money"), 1
    pair, extra = pack.number("planning_pair"), pack.number("regional_extra")
    why: list[Message] = []
    if pack.setting("planning_times") == EACH:
        times = number
    total = None if each is None else each * times
    if times == 1 and number == PAIR and pair is not None:
        total = pair
        why.append(N_("A group of two communities has {money} in this round.", money=Money(pair, currency)))
    elif total is None:
        why.append(N_("Nobody has said yet how much it is. Ask whoever gives the money."))
    elif times != 1 and each is not None:
        why.append(_times(each, times, total, currency))
    else:
        why.append(N_("{money} once, however many communities take part.", money=Money(total, currency)))
    if number > 1 and extra is not None and total is not None:
        total += extra
        why.append(N_("A regional group has {money} more.", money=Money(extra, currency)))
    return _pot(PLANNING, sources, each, times, total, currency, why)


def _times(each: int, number: int, total: int, currency: str) -> Message:
    return NP_(
        "{each} for {n} community: {total}.",
        "{each} for each of {n} communities: {total}.",
        number,
        each=Money(each, currency),
        total=Money(total, currency),
    )


def _pot(
    id_: str, sources: Sequence[Row], each: int | None, times: int, total: int | None, currency: str, why: list[Message]
) -> Pot:
    mine = [row for row in sources if row.get("pot") == id_]
    amounts = [value for row in mine if isinstance(value := row.get("amount"), int)]
    granted = sum(amounts) if amounts else None
    made = Pot(id_, each, times, total, granted, currency, (), tuple(row.id for row in mine))
    why += _granted(made)
    return Pot(id_, each, times, total, granted, currency, tuple(why), made.sources)


def _granted(pot: Pot) -> Iterator[Message]:
    if pot.granted is None or pot.total is None:
        return
    money = Money(pot.granted, pot.currency)
    if pot.differs:
        yield N_("The funding source still says {money}. Change it, or ask which sum is right.", money=money)
    else:
        yield N_("The funding source says the same: {money}.", money=money)
