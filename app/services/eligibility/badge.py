"""Until when a star badge holds, and how near its end is.

The years and the months of warning are settings of the round. Source: ``nfa_114.md`` 15: start plus years; extended
with a date, that date plus three years; extended without one, start plus years plus three. Pure; any thread.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.fields import Row
from app.core.messages import N_, NP_, Message
from app.programmes.schema import Pack

USUAL_YEARS = 3


class BadgeState(StrEnum):
    """Where a badge stands on a day."""

    UNKNOWN = "unknown"
    NONE = "none"
    VALID = "valid"
    OPEN = "open"
    SOON = "soon"
    LAST = "last"
    EXPIRED = "expired"


WORDS = {
    BadgeState.UNKNOWN: N_("It is not known until when the badge holds."),
    BadgeState.NONE: N_("No star is recorded."),
    BadgeState.VALID: N_("The badge holds."),
    BadgeState.OPEN: N_("The badge holds, and the time to extend it has begun."),
    BadgeState.SOON: N_("The badge ends soon. Have it extended now."),
    BadgeState.LAST: N_("The badge is about to end."),
    BadgeState.EXPIRED: N_("The badge has expired."),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge on a day.

    Args:
        star: its stars, 0 for none recorded.
        until: the day on which it ends, ``None`` unknown.
        extends: the first day on which it can be extended, ``None`` unknown.
        state: where it stands.
        days: from the day of looking to its end; negative where it is past.
    """

    star: int
    until: date | None
    extends: date | None
    state: BadgeState
    days: int = 0

    @property
    def left(self) -> Message:
        """How long is left, in words."""
        if self.days < 0:
            return NP_("{n} day ago", "{n} days ago", -self.days)
        return NP_("{n} day left", "{n} days left", self.days)


def badge_of(community: Row | None, pack: Pack, today: date) -> Badge:
    """Return the badge of the community as it stands on *today*."""
    star = (community.whole("star") or 0) if community is not None else 0
    until = badge_until(community, pack)
    if star < 1:
        return Badge(0, until, None, BadgeState.NONE)
    if until is None:
        return Badge(star, None, None, BadgeState.UNKNOWN)
    opens = months_before(until, pack.number("badge_open_months") or 12)
    return Badge(star, until, opens, _state(until, pack, today), (until - today).days)


def badge_until(community: Row | None, pack: Pack) -> date | None:
    """Return the day on which the badge ends, ``None`` where nobody can tell."""
    if community is None:
        return None
    more = pack.number("extension_years") or USUAL_YEARS
    extended = first_day(community.text("extension_date"))
    if extended is not None:
        return years_later(extended, more)
    start = first_day(community.text("star_date"))
    if start is None:
        return None
    own = community.whole("star_years") or pack.number(f"badge_years_{community.whole('star') or 1}") or USUAL_YEARS
    return years_later(start, own + (more if community.get("extended") is True else 0))


def first_day(iso: str) -> date | None:
    """Return the first day that an ISO date of any precision can mean, ``None`` where it is none."""
    try:
        return date.fromisoformat(f"{iso}-01-01"[:10] if len(iso) == 4 else f"{iso}-01"[:10])
    except ValueError:
        return None


def years_later(day: date, years: int) -> date:
    """Return the same day *years* later; 29 February gives the 28th, and time ends with the year 9999."""
    if day.year + years > date.max.year:
        return date.max
    return date(day.year + years, day.month, min(day.day, monthrange(day.year + years, day.month)[1]))


def months_before(day: date, months: int) -> date:
    """Return the day *months* earlier; where that month is shorter, its last day."""
    at = day.year * 12 + day.month - 1 - months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _state(until: date, pack: Pack, today: date) -> BadgeState:
    if today > until:
        return BadgeState.EXPIRED
    stages = (("badge_last_months", BadgeState.LAST), ("badge_soon_months", BadgeState.SOON),
              ("badge_open_months", BadgeState.OPEN))  # fmt: skip
    for setting, state in stages:
        months = pack.number(setting)
        if months is not None and today >= months_before(until, months):
            return state
    return BadgeState.VALID
