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
    """An expense. ``head`` and ``source`` come from its line where it names one.

    ``committed``: ordered, not yet paid; it is not among what was spent.
    """

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
    committed: bool = False


@dataclass(frozen=True, slots=True)
class HeadSum:
    """What is planned, ordered, spent and left under one head; ``head.id`` "" gathers what has none."""

    head: Head
    planned: int
    spent: int
    committed: int = 0

    @property
    def left(self) -> int:
        """Return planned less ordered and spent; below 0 where that is more."""
        return self.planned - self.committed - self.spent


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
    committed: int = 0

    @property
    def left(self) -> int | None:
        """Return granted less ordered and spent, ``None`` where the grant is not known."""
        return None if self.granted is None else self.granted - self.committed - self.spent

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
        spent, committed: what was paid, and what is ordered and not yet paid.
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
    committed: int = 0

    @property
    def left(self) -> int:
        """Return granted less ordered and spent."""
        return self.granted - self.committed - self.spent

    @property
    def grant_known(self) -> bool:
        """Say whether any source tells how much it grants; else nothing is known to be left."""
        return any(one.granted is not None and one.counted for one in self.sources if one.id)

    @property
    def unplanned(self) -> int:
        """Return granted less planned."""
        return self.granted - self.planned


NO_HEAD = Head("", N_("No head yet"))
NO_SOURCE = N_("No source named")
