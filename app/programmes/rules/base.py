"""What every rule kind shares: quantities looked up exactly, and the outcome of judging them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from app.core.fields import Severity
from app.core.messages import EMPTY, Message
from app.core.money import Money

Number = int | Decimal | Fraction
Facts = Mapping[str, object]
"""Quantity name to value: int, Decimal, text (ISO dates too), bool, tuple of those or of mappings.

A quantity that is absent or ``None`` is unknown; a rule on it is not evaluated, never passed.
"""


class State(StrEnum):
    """What came of judging a rule."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    OFF = "off"
    """The rule does not apply here, such as one for another grant type."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule fails.

    Args:
        place: where to click, as in ``Finding.place``.
        values: fill the rule's message, besides ``value`` and ``limit``.
        severity: where this hit weighs differently from the rule.
        change: the smallest change that mends this one place, where it is known.
    """

    place: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: EMPTY, hash=False)
    severity: Severity | None = None
    change: Message | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """By how much a quantity would have to change for the rule to pass, the other ones untouched.

    Args:
        param: the rule's parameter that names the quantity; ``shift`` for what would move into the
            part while the whole stays.
        by: the least change, exact.
    """

    param: str
    by: Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a rule came out.

    Args:
        arithmetic: the sum with the user's own numbers.
        change: the smallest change that would pass, where the kind can find it.
        needs: the same as numbers, one for each way.
    """

    state: State
    hits: tuple[Hit, ...] = ()
    arithmetic: Message | None = None
    change: Message | None = None
    needs: tuple[Need, ...] = ()


UNKNOWN = Outcome(State.UNKNOWN)
PASSED = Outcome(State.PASSED)


class RuleKind(Protocol):
    """A kind of rule."""

    @property
    def name(self) -> str:
        """Return the name that packs use."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the parameters that it cannot do without."""
        ...

    def judge(self, look: Look) -> Outcome:
        """Return the outcome for the quantities that *look* finds. Pure; any thread."""
        ...

    def words(self, look: Look) -> Message:
        """Return the rule in words with its thresholds."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """Looks up a rule's parameters among settings and facts.

    Args:
        params: of the rule; ``unit: money`` makes its numbers minor units of ``currency``.
        settings: of the pack; those that ``{grant: …}`` names stand under ``grant.…``.
        facts: quantity name to value.
        currency: ISO 4217 code of money in messages.
    """

    params: Mapping[str, object]
    settings: Mapping[str, object]
    facts: Facts
    currency: str = ""

    def raw(self, name: str) -> object:
        """Return a parameter: a quantity's value, a setting's value or a literal number."""
        return self._of(self.params.get(name))

    def _of(self, value: object) -> object:
        if isinstance(value, Mapping):
            if "grant" in value:
                return self.settings.get(f"grant.{value['grant']}")
            return self.settings.get(str(value.get("setting"))) if "setting" in value else value
        if isinstance(value, str):
            return self.facts.get(value)
        return value

    def number(self, name: str) -> Fraction | None:
        """Return a parameter as an exact number, ``None`` where it is unknown."""
        return exact(self.raw(name))

    def items(self, name: str) -> tuple[object, ...] | None:
        """Return a parameter that is a list of values, ``None`` where it is unknown."""
        value = self.raw(name)
        return tuple(value) if isinstance(value, (tuple, list, frozenset, set)) else None

    def records(self, name: str) -> tuple[Mapping[str, object], ...] | None:
        """Return a parameter that is a list of records, ``None`` where it is unknown."""
        found = self.items(name)
        return None if found is None else tuple(one for one in found if isinstance(one, Mapping))

    def literals(self, name: str) -> tuple[str, ...]:
        """Return a parameter that lists texts in the pack itself."""
        value = self.params.get(name)
        return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()

    def say(self, value: Fraction | None) -> object:
        """Return a number for a message, as money where the rule is about money."""
        if value is not None and value.denominator == 1 and self.params.get("unit") == "money":
            return Money(int(value), self.currency)
        return shown(value)

    def flag(self, name: str) -> bool:
        """Say whether a switch of the rule is on."""
        return self.params.get(name) is True

    def text(self, name: str) -> str:
        """Return a parameter's own text, not looked up."""
        value = self.params.get(name)
        return value if isinstance(value, str) else ""


def exact(value: object) -> Fraction | None:
    """Return a number exactly as it was written, ``None`` where *value* is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, Decimal, Fraction)):
        return Fraction(value)
    if isinstance(value, float):
        return Fraction(repr(value))
    return None


def shown(value: Fraction | None) -> object:
    """Return a number for a message: an int where it is whole, else its shortest decimal text."""
    if value is None:
        return "?"
    if value.denominator == 1:
        return int(value)
    text = format(Decimal(value.numerator) / Decimal(value.denominator), ".4f")
    return text.rstrip("0").rstrip(".")


def setting_references(value: object) -> Iterator[str]:
    """Yield the ids of all settings that parameters name."""
    if isinstance(value, Mapping):
        if isinstance(value.get("setting"), str):
            yield str(value["setting"])
        for one in value.values():
            yield from setting_references(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from setting_references(one)
