"""Hours of everybody by month, beside what was estimated or agreed; pay only where the drawer is open.

Hours come from meetings, events and logs, as on the time sheets of liaisons. The estimate leaves out the step in
which the project is carried out: its hours are told apart. Source: ``mvp2.md`` 1, 4. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.core.fields import Row
from app.core.messages import N_, Label, Message, own_words
from app.programmes.journey import JourneyView
from app.services.masking import ShownRecords
from app.services.recruiting.hours import HUNDREDTHS, Account, Given, account, agreed_hours, gather_hours

ESTIMATES: Mapping[str, frozenset[str]] = {
    "effort_manager": frozenset({"MPM", "coordinator"}),
    "effort_member": frozenset({"MCT", "team"}),
}
"""Settings that hold an estimate in hours, and the roles of packs that they are for; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class PersonHours:
    """The time of one person.

    Args:
        roles: titles of the roles held.
        given: in the order of its days.
        expected: hundredths that were agreed, else estimated; ``None`` where nobody said.
        agreed: whether ``expected`` was agreed with the person.
        counted, apart: hundredths given outside and within the step that the estimate leaves out.
    """

    id: str
    name: str
    roles: tuple[Label, ...]
    given: tuple[Given, ...]
    expected: int | None
    agreed: bool
    counted: int
    apart: int

    @property
    def total(self) -> int:
        """All hours, in hundredths."""
        return self.counted + self.apart

    @property
    def untimed(self) -> int:
        """Meetings and events that count no hours, because nobody wrote from when to when."""
        return sum(one.hours is None for one in self.given)


@dataclass(frozen=True, slots=True)
class PayLine:
    """What one agreement comes to; amounts in minor units, ``None`` unknown."""

    name: str
    account: Account
    currency: str


def people_hours(shown: ShownRecords, view: JourneyView | None) -> tuple[PersonHours, ...]:
    """Return the time of everybody who holds a role or gave time.

    Args:
        shown: the records as the audience may see them.
        view: the journey, for estimates and for the step that they leave out; ``None`` without a programme.
    """
    agreed = {str(row.get("person")): row for row in shown.rows("liaison_agreement")}
    found = []
    for row in shown.rows("person"):
        given, held = gather_hours(shown, row.id), row.below("roles")
        if not given and not held:
            continue
        within = [one for one in given if _apart(view, one.day)]
        apart = sum(one.hours or 0 for one in within)
        total = sum(one.hours or 0 for one in given)
        expected, settled = _expected(view, held, agreed.get(row.id))
        roles = tuple(_title(view, one) for one in held)
        found.append(PersonHours(row.id, row.title, roles, given, expected, settled, total - apart, apart))
    return tuple(found)


def hours_said(people: Sequence[PersonHours], number: Callable[[int, int], str]) -> Message | None:
    """Return in one sentence what was given so far beside what was expected, ``None`` where nobody gave time.

    Args:
        people: everybody, as ``people_hours`` gives them.
        number: writes hundredths with a number of decimal places (``Translator.number``).
    """

    def said(hundredths: int) -> str:
        return number(hundredths, 2).rstrip("0").rstrip(".")

    given = sum(one.total for one in people)
    if not given:
        return None
    expected = [one for one in people if one.expected is not None]
    if not expected:
        return N_("{given} hours were given so far. Nobody estimated or agreed how many.", given=said(given))
    # an agreement is for the whole time, an estimate leaves out the step that carries the project out
    against = sum(one.total if one.agreed else one.counted for one in expected)
    return N_(
        "{given} hours were given so far: {counted} of {expected} that were estimated or agreed.",
        given=said(given),
        counted=said(against),
        expected=said(sum(one.expected or 0 for one in expected)),
    )


def pay_lines(shown: ShownRecords, today: str) -> tuple[PayLine, ...]:
    """Return what every agreement comes to until *today*; amounts are unknown while the drawer is locked."""
    found = []
    for row in shown.rows("liaison_agreement"):
        person = str(row.get("person") or "")
        made = account(row, gather_hours(shown, person), today)
        currency = str(row.get("currency") or shown.translator.currency)
        found.append(PayLine(shown.title("person", person), made, currency))
    return tuple(found)


def months_of(people: Sequence[PersonHours]) -> tuple[str, ...]:
    """Return every ``YYYY-MM`` from the first to the last day on which anybody gave time."""
    known = sorted({one.day[:7] for each in people for one in each.given if len(one.day) >= 7})
    if not known:
        return ()
    first, last = known[0], known[-1]
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    base = int(first[:4]) * 12 + int(first[5:7]) - 1
    return tuple(f"{(base + one) // 12:04d}-{(base + one) % 12 + 1:02d}" for one in range(count + 1))


def _expected(view: JourneyView | None, held: Sequence[Row], agreement: Row | None) -> tuple[int | None, bool]:
    hours = agreed_hours(agreement) if agreement is not None else None
    if hours is not None:
        return hours, True
    roles = {str(one.get("role")) for one in held}
    for setting, fits in ESTIMATES.items():
        value = view.pack.number(setting) if view is not None else None
        if value is not None and roles & fits:
            return value * HUNDREDTHS, False
    return None, False


def _apart(view: JourneyView | None, day: str) -> bool:
    step = view.step(str(view.pack.setting("effort_apart") or "")) if view is not None else None
    if step is None or not step.first_month:
        return False
    return step.first_month <= day[:7] <= step.last_month


def _title(view: JourneyView | None, row: Row) -> Label:
    role = str(row.get("role") or "")
    named = next((one.name for one in view.pack.roles if one.id == role), None) if view is not None else None
    return named or own_words(str(row.get("other_title") or row.title))
