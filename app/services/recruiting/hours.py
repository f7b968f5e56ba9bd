"""Hours that a liaison gave, and what is earned, invoiced and still to be paid for them.

Hours come from meetings (who was present), events (the host, and known people on the sheets) and logged work; a
log that names its meeting or event stands instead of it, so that nothing counts twice. Source: ``mvp2.md`` 4
(steps 3 and 9), 8. Thread: any, for the pure part; the document lane for :func:`gather_hours`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.fields import Row
from app.core.messages import Label
from app.models.compute import half_up
from app.services.masking import ShownRecords

HUNDREDTHS, TENTHS = 100, 10
MEETING, EVENT, LOG = "meeting", "event", "work_log"


@dataclass(frozen=True, slots=True)
class Given:
    """Time that was given on one day.

    Args:
        day: ISO date.
        kind: ``meeting``, ``event`` or ``work_log``: where it is recorded.
        record: id there.
        title: of the meeting or event, or what was done.
        work: the kind of work in words, ``None`` where the title says it.
        hours: in hundredths, ``None`` where nobody wrote from when to when.
        paid: what was paid for it already, in minor units.
        met: whether it was a meeting.
    """

    day: str
    kind: str
    record: str
    title: str
    work: Label | None
    hours: int | None
    paid: int | None = None
    met: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What one agreement comes to until a day.

    Args:
        hours: given, in hundredths.
        agreed: hundredths, ``None`` where nothing was agreed.
        earned, paid: minor units; ``None`` where pay is not known or lies in the locked drawer.
        untimed: meetings and events without a time, which count no hours.
    """

    hours: int
    agreed: int | None
    earned: int | None
    paid: int | None
    untimed: int

    @property
    def due(self) -> int | None:
        """What is still to be paid."""
        return None if self.earned is None else self.earned - (self.paid or 0)


def duration(time: object) -> int | None:
    """Return the hours of ``09:00/10:30`` in hundredths, ``None`` where it is no stretch of time."""
    start, _, end = str(time or "").partition("/")
    try:
        first, last = (int(one[:2]) * 60 + int(one[3:5]) for one in (start, end))
    except ValueError:
        return None
    return half_up((last - first) * HUNDREDTHS, 60) if last > first else None


def gather_hours(shown: ShownRecords, person: str) -> tuple[Given, ...]:
    """Return all time that somebody gave, in the order of its days. Thread: the document lane."""
    logs = [row for row in shown.rows("work_log") if row.get("person") == person]
    told = {str(row.get(name)) for row in logs for name in (MEETING, EVENT) if row.get(name)}
    found = [*_met(shown, person, told), *_attended(shown, person, told), *(_logged(shown, row) for row in logs)]
    return tuple(sorted((one for one in found if one.day), key=lambda one: (one.day, one.kind, one.record)))


def _met(shown: ShownRecords, person: str, told: set[str]) -> Iterator[Given]:
    for row in shown.rows(MEETING):
        people = row.get("attendees")
        if row.id not in told and isinstance(people, tuple) and person in people:
            yield Given(_day(row), MEETING, row.id, row.title, None, duration(row.get("time")), met=True)


def _attended(shown: ShownRecords, person: str, told: set[str]) -> Iterator[Given]:
    for row in shown.rows(EVENT):
        there = row.get("host") == person or any(one.get("person") == person for one in row.below("attendance"))
        if there and row.id not in told:
            yield Given(_day(row), EVENT, row.id, row.title, None, duration(row.get("time")))


def _logged(shown: ShownRecords, row: Row) -> Given:
    about = next((shown.title(name, str(row.get(name))) for name in (MEETING, EVENT) if row.get(name)), "")
    words = shown.cell(row, "note")
    title = " · ".join(one for one in (about, words) if one)
    kinds = shown.record_type(LOG).field("work").options
    assert isinstance(kinds, tuple)
    work = next((one.label for one in kinds if one.key == row.get("work")), None)
    hours, paid = row.get("hours"), row.get("paid")
    return Given(
        _day(row), LOG, row.id, title, work, hours if isinstance(hours, int) else None,
        paid if isinstance(paid, int) else None, row.get("work") == MEETING or bool(row.get(MEETING)),
    )  # fmt: skip


def within(given: Sequence[Given], start: str, end: str) -> tuple[Given, ...]:
    """Return the time of the days from *start* to *end*; "" leaves that side open."""
    return tuple(one for one in given if (not start or one.day >= start) and (not end or one.day <= _last(end)))


def last_day(agreement: Row) -> str:
    """Return the last day of an agreement: the day somebody left, else its end; "" where neither is known."""
    return str(agreement.get("left_on") or agreement.get("end") or "")


def earned(agreement: Row, given: Sequence[Given], start: str, end: str) -> int | None:
    """Return what is earned from *start* to *end* in minor units, ``None`` where the pay is not known.

    Args:
        agreement: with how pay is given.
        given: the person's time.
        start: first day.
        end: last day.
    """
    rate, model = agreement.get("rate"), agreement.get("pay_model")
    if model == "unpaid":
        return 0
    if not isinstance(rate, int) or not model:
        return None
    begin = max(start, str(agreement.get("start") or start))
    finish = min(_last(end), _last(last_day(agreement)) if last_day(agreement) else _last(end))
    inside = within(given, begin, finish)
    if model == "monthly":
        return rate * months_of(begin, finish)
    if model == "meeting":
        return rate * sum(one.met for one in inside)
    return half_up(rate * sum(one.hours or 0 for one in inside), HUNDREDTHS)


def months_of(start: str, end: str) -> int:
    """Return in how many calendar months the days from *start* to *end* lie; each begun month is paid."""
    if len(start) < 7 or len(end) < 7 or end < start:
        return 0
    return (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7]) + 1


def month_days(month: str) -> tuple[str, str]:
    """Return the first and the last day of ``YYYY-MM``."""
    year, number = int(month[:4]), int(month[5:7])
    first = date(year, number, 1)
    following = date(year + number // 12, number % 12 + 1, 1)
    return first.isoformat(), (following - timedelta(days=1)).isoformat()


def account(agreement: Row, given: Sequence[Given], today: str) -> Account:
    """Return what an agreement comes to until *today*."""
    start = str(agreement.get("start") or "")
    end = min(today, _last(last_day(agreement))) if last_day(agreement) else today
    inside = within(given, start, end)
    return Account(
        hours=sum(one.hours or 0 for one in inside),
        agreed=agreed_hours(agreement),
        earned=earned(agreement, given, start, end) if start else None,
        paid=paid_so_far(agreement, given),
        untimed=sum(one.hours is None for one in inside),
    )


def agreed_hours(agreement: Row) -> int | None:
    """Return the hours agreed for the whole time in hundredths, those of year 2 once they are known."""
    hours, later = agreement.whole("hours"), agreement.whole("y2_hours")
    return None if hours is None else (hours + (later or 0)) * (HUNDREDTHS // TENTHS)


def unbilled_days(agreement: Row, month: str) -> tuple[str, str] | None:
    """Return the first and the last day of ``YYYY-MM`` that stand in no invoice yet, ``None`` where all do.

    A stipend is paid for each month that is begun, so a month of which a part is billed is not billed again.
    """
    first, last = (date.fromisoformat(one) for one in month_days(month))
    days = [(first + timedelta(days=at)).isoformat() for at in range((last - first).days + 1)]
    told = [(str(one.get("start") or ""), _last(str(one.get("end") or ""))) for one in agreement.below("invoices")]
    free = [day for day in days if not any(start and start <= day <= end for start, end in told)]
    if not free or (agreement.get("pay_model") == "monthly" and len(free) < len(days)):
        return None
    at = days.index(free[0])
    run = next((place for place, day in enumerate(days[at:]) if day not in free), len(days) - at)
    return free[0], free[run - 1]


def paid_so_far(agreement: Row, given: Sequence[Given]) -> int | None:
    """Return what was paid: invoices that are paid, and logs that were paid outside their days."""
    covered: list[tuple[str, str]] = []
    total, known = 0, False
    for one in agreement.below("invoices"):
        start, end = str(one.get("start") or ""), _last(str(one.get("end") or ""))
        if not one.get("paid_on") or not start or not end:
            continue
        value = amount_of(agreement, one, given)
        if value is not None:
            total, known = total + value, True
            covered.append((start, end))
    for log in given:
        if log.paid is not None and not any(start <= log.day <= end for start, end in covered):
            total, known = total + log.paid, True
    return total if known else None


def amount_of(agreement: Row, invoice: Row, given: Sequence[Given]) -> int | None:
    """Return what an invoice comes to: the amount written on it, else what its days come to."""
    written = invoice.get("amount")
    if isinstance(written, int):
        return written
    return earned(agreement, given, str(invoice.get("start") or ""), str(invoice.get("end") or ""))


def hours_text(hundredths: int) -> str:
    """Return hours as they are written: 3.5, 80."""
    whole, rest = divmod(hundredths, HUNDREDTHS)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)


def _day(row: Row) -> str:
    return str(row.get("date") or "")


def _last(day: str) -> str:
    """Return the last day of a date of any precision, for comparing."""
    if len(day) == 7:
        return month_days(day)[1]
    return f"{day}-12-31" if len(day) == 4 else day
