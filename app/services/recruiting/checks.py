"""What the numbers of a position mean, said with the user's own numbers: never a refusal.

Pure functions of the record; thread: any. Source: the derived checks of ``mvp2.md`` 8, and 14.2, 14.10.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.fields import Finding, Row, Severity
from app.core.messages import N_, NP_, Message
from app.core.money import Money
from app.models.compute import half_up, position_cost, position_pay

WEEKS = 52
TENTHS = 10
AWAY = 20
"""Per cent by which a plan may miss the hours that are promised before it is said."""


def position_findings(row: Row) -> tuple[Finding, ...]:
    """Return what does not fit together in a position, for its form."""
    return tuple(one for one in position_checks(row) if one.severity is Severity.WARN)


def position_checks(row: Row, planning: int | None = None, length: int | None = None) -> tuple[Finding, ...]:
    """Return everything that the numbers of a position say, what does not fit first.

    Args:
        row: the position.
        planning: planning money of the programme in minor units of the same currency, ``None`` unknown.
        length: months that the programme lasts, ``None`` unknown.
    """
    found = [
        *_openings(row),
        *_term(row, length),
        *_weeks(row),
        *_meetings(row),
        *_pay(row, planning),
        *_second_year(row),
    ]
    return tuple(sorted(found, key=lambda one: one.severity is not Severity.WARN))


def months_between(start: str, end: str) -> int | None:
    """Return how many months lie from one month to another, both counted; ``None`` where one is not known."""
    try:
        first, last = (int(one[:4]) * 12 + int(one[5:7]) for one in (start, end))
    except ValueError:
        return None
    return last - first + 1


def _openings(row: Row) -> Iterator[Finding]:
    openings = row.whole("openings")
    if openings is not None and openings < 1:
        said = N_("With {n} openings nobody can apply. Write how many people you look for.", n=openings)
        yield _say(row, "openings", said, warn=True)


def _term(row: Row, length: int | None) -> Iterator[Finding]:
    start, end, term = str(row.get("start") or ""), str(row.get("end") or ""), row.whole("term_months")
    months = months_between(start, end)
    if months is None:
        return
    if months < 1:
        said = N_("The work ends before it begins. One of the two months is wrong.")
        yield _say(row, "end", said, warn=True)
    elif term is not None and term != months:
        said = N_("From the first to the last month are {n} months; the term says {term}.", n=months, term=term)
        yield _say(row, "term_months", said, warn=True)
    elif term is not None and length is not None and 0 < term < length:
        said = N_(
            "A term of {term} months that ends with month {last} begins in month {first} of the programme.",
            term=term, last=length, first=length - term + 1,
        )  # fmt: skip
        yield _say(row, "term_months", said)


def _weeks(row: Row) -> Iterator[Finding]:
    hours, low, high = (row.whole(name) for name in ("y1_hours", "week_low", "week_high"))
    if hours is None or not hours:
        return
    if low is not None and low * WEEKS < hours:
        said = N_(
            "{low} h a week make {sum} h in {weeks} weeks: fewer than the {hours} h promised.",
            low=tenths_text(low), sum=tenths_text(low * WEEKS), weeks=WEEKS, hours=tenths_text(hours),
        )  # fmt: skip
        yield _say(row, "week_low", said, warn=high is None or high <= low)
    if high is not None and high * WEEKS < hours:
        said = N_(
            "Even {high} h a week make only {sum} h in {weeks} weeks; {hours} h are promised.",
            high=tenths_text(high), sum=tenths_text(high * WEEKS), weeks=WEEKS, hours=tenths_text(hours),
        )  # fmt: skip
        yield _say(row, "week_high", said, warn=True)
    if low is not None and high is not None:
        yield from _average(row, hours, (low + high) * _weeks_of(row) // 2)


def _weeks_of(row: Row) -> int:
    """Return the weeks of the first year: of its months of work where they are known."""
    months = row.whole("y1_months")
    return WEEKS if not months or not 0 < months < 12 else half_up(months * WEEKS, 12)


def _average(row: Row, hours: int, middle: int) -> Iterator[Finding]:
    """Say how far the middle of the weekly range lies from the hours that are promised."""
    if abs(middle - hours) * 100 <= AWAY * hours:
        return
    weeks = _weeks_of(row)
    said = N_(
        "{hours} h in {weeks} weeks are about {each} h a week. The middle of your range would make {sum} h.",
        hours=tenths_text(hours), weeks=weeks, each=tenths_text(half_up(hours, weeks)), sum=tenths_text(middle),
    )  # fmt: skip
    yield _say(row, "y1_hours", said)


def _meetings(row: Row) -> Iterator[Finding]:
    each, long, months = (row.whole(name) for name in ("meet_month", "meet_hours", "y1_months"))
    hours = row.whole("y1_hours")
    if each is None or long is None or not months or hours is None:
        return
    met = half_up(each * long * months, TENTHS)
    if met > hours:
        said = N_(
            "Meetings alone take {met} h in {months} months, more than the {hours} h promised.",
            met=tenths_text(met), months=months, hours=tenths_text(hours),
        )  # fmt: skip
        yield _say(row, "y1_hours", said, warn=True)
        return
    said = N_(
        "Meetings take {met} h in {months} months; {rest} h are left for outreach and for reading.",
        met=tenths_text(met), months=months, rest=tenths_text(hours - met),
    )  # fmt: skip
    yield _say(row, "y1_hours", said)


def _pay(row: Row, planning: int | None) -> Iterator[Finding]:
    pay, cost, hours = position_pay(row.values), position_cost(row.values), row.whole("y1_hours")
    currency, openings = str(row.get("currency") or ""), row.whole("openings")
    if pay is None:
        return
    yield _say(row, "y1_pay", _how(row, pay, currency))
    if row.get("pay_model") != "hourly" and hours:
        each = Money(half_up(pay * TENTHS, hours), currency)
        said = N_("For {hours} h that is about {each} an hour. Compare it with what others pay.",
                  hours=tenths_text(hours), each=each)  # fmt: skip
        yield _say(row, "rate", said)
    if row.get("pay_model") == "meeting":
        yield _say(
            row, "pay_model", N_("Paid by the meeting, outreach between meetings is not paid. Say so, or add it.")
        )
    if cost is not None and openings and openings > 0:
        said = NP_("{n} person: {cost} in the first year.", "{n} people: {cost} in the first year.", openings,
                   cost=Money(cost, currency))  # fmt: skip
        yield _say(row, "y1_cost", said)
        if planning:
            share = half_up(cost * 100, planning)
            said = N_(
                "That is {share} % of the planning money, {planning}.", share=share, planning=Money(planning, currency)
            )
            yield _say(row, "y1_cost", said, warn=share > 100)


def _how(row: Row, pay: int, currency: str) -> Message:
    rate, money = Money(row.whole("rate") or 0, currency), Money(pay, currency)
    months, meetings = row.whole("y1_months"), row.whole("meet_month")
    if row.get("pay_model") == "monthly":
        return N_("{months} months × {rate} = {pay} each.", months=months, rate=rate, pay=money)
    if row.get("pay_model") == "meeting":
        return N_("{months} months × {meetings} meetings × {rate} = {pay} each.", months=months,
                  meetings=tenths_text(meetings or 0), rate=rate, pay=money)  # fmt: skip
    return N_("{hours} h × {rate} = {pay} each.", hours=tenths_text(row.whole("y1_hours") or 0), rate=rate, pay=money)


def _second_year(row: Row) -> Iterator[Finding]:
    if row.get("y2_hours") is None or row.get("y2_pay") is None:
        said = N_("Year 2 is open until the project is planned. The notice says so; come back to it then.")
        yield _say(row, "y2_hours", said)


def tenths_text(value: int) -> str:
    """Return a number that is kept in tenths: 80, 1.5."""
    whole, rest = divmod(abs(value), TENTHS)
    return ("-" if value < 0 else "") + (f"{whole}.{rest}" if rest else str(whole))


def _say(row: Row, field: str, message: Message, *, warn: bool = False) -> Finding:
    severity = Severity.WARN if warn else Severity.INFO
    return Finding(f"position.{field}", severity, message, f"record:position:{row.id}:{field}", source="mvp2.md 8")
