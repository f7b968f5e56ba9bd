"""The budget as others see it: frozen lines, payments and sums, in minor units of one currency.

Sources: ``records_and_reports.md`` R24, budget heads of the programme's pack. Thread: any.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.fields import Finding
from app.core.messages import N_, Label
from app.programmes.schema import Head as PackHead


@dataclass(frozen=True, slots=True)
class Head:
    """A category of cost that the programme names.

    Args:
        id: key that lines and expenses hold.
        title: its official name.
        explains: what belongs under it.
        ceiling: highest unit price in minor units, ``None`` where nobody has told.
        whom_to_ask: who knows the ceiling.
    """

    id: str
    title: Label
    explains: Label | None = None
    ceiling: int | None = None
    whom_to_ask: Label | None = None

    @classmethod
    def of(cls, head: PackHead) -> Head:
        """Return a head as a programme's pack declares it."""
        return cls(head.id, head.title, head.explains, head.ceiling, head.whom_to_ask)


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line.

    Args:
        quantity: in hundredths, ``None`` unknown.
        unit_price, amount, ceiling: minor units, ``None`` unknown.
        spent: minor units of the expenses that name this line.
        counted: whether it is in the currency of the budget and so in its sums.
    """

    id: str
    head: str
    item: str
    quantity: int | None
    unit: str
    unit_price: int | None
    amount: int | None
    source: str
    note: str
    ceiling: int | None
    spent: int
    counted: bool
    currency: str


@dataclass(frozen=True, slots=True)
class Payment:
    """An expense. ``head`` and ``source`` come from its line where it names one."""

    id: str
    date: str
    head: str
    item: str
    amount: int | None
    line: str
    source: str
    note: str
    counted: bool
    currency: str


@dataclass(frozen=True, slots=True)
class HeadSum:
    """What is planned, spent and left under one head; ``head.id`` "" gathers what has none."""

    head: Head
    planned: int
    spent: int

    @property
    def left(self) -> int:
        """Return planned less spent; below 0 where more was spent."""
        return self.planned - self.spent


@dataclass(frozen=True, slots=True)
class SourceSum:
    """What a source gives, and what is planned and spent of it; ``id`` "" gathers what names none.

    Args:
        granted: minor units, ``None`` where the amount is not known.
    """

    id: str
    name: Label
    year: int | None
    kind: str
    granted: int | None
    planned: int
    spent: int
    counted: bool = True
    currency: str = ""

    @property
    def left(self) -> int | None:
        """Return granted less spent, ``None`` where the grant is not known."""
        return None if self.granted is None else self.granted - self.spent

    @property
    def unplanned(self) -> int | None:
        """Return granted less planned, ``None`` where the grant is not known."""
        return None if self.granted is None else self.granted - self.planned


@dataclass(frozen=True, slots=True)
class BudgetView:
    """The whole budget, frozen.

    Args:
        currency: of all sums.
        heads: those of the pack in its order, then ids that the pack does not know, then "".
        sources: in their order, then "" where something names no source.
        granted: sum of the known grants.
        findings: what does not fit, errors first.
    """

    currency: str
    heads: tuple[HeadSum, ...]
    sources: tuple[SourceSum, ...]
    lines: tuple[Line, ...]
    payments: tuple[Payment, ...]
    granted: int
    planned: int
    spent: int
    findings: tuple[Finding, ...]

    @property
    def left(self) -> int:
        """Return granted less spent."""
        return self.granted - self.spent

    @property
    def unplanned(self) -> int:
        """Return granted less planned."""
        return self.granted - self.planned


NO_HEAD = Head("", N_("No head yet"))
NO_SOURCE = N_("No source named")
