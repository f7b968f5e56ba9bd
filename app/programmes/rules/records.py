"""Rule kinds on fields, dates, records and lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.core.fields import Severity
from app.core.messages import N_, NP_, Message
from app.programmes.rules.base import PASSED, UNKNOWN, Hit, Look, Outcome, State, exact, shown


def is_empty(value: object) -> bool:
    """Say whether nothing was given; ``0`` is something."""
    return value is None or value is False or (isinstance(value, (str, tuple, list)) and not value)


def day(value: object) -> date | None:
    """Return a full ISO date, ``None`` for anything else (months and years too)."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Required:
    """Every quantity in ``fields`` is given; an absent one leaves the rule unevaluated."""

    name: str = "required"
    needs: tuple[str, ...] = ("fields",)

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("All of them are filled in.")

    def judge(self, look: Look) -> Outcome:
        """List what is empty."""
        names = look.literals("fields")
        known = [name for name in names if look.facts.get(name) is not None]
        missing = [name for name in known if is_empty(look.facts[name])]
        if missing:
            hits = tuple(Hit(values={"value": name, "limit": len(names)}) for name in missing)
            done = len(known) - len(missing)
            return Outcome(State.FAILED, hits, N_("{done} of {all} are filled in.", done=done, all=len(names)))
        return PASSED if len(known) == len(names) else UNKNOWN


def _day_or_word(value: object) -> date | str:
    """Return a limit as a day, which people read in their own calendar, else as it stands."""
    return day(value) or str(value or "?")


@dataclass(frozen=True, slots=True)
class DateBefore:
    """The date ``value`` is on or before ``limit`` (before it with ``strict``); empty fails."""

    name: str = "date_before"
    needs: tuple[str, ...] = ("value", "limit")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("Not later than {limit}.", limit=_day_or_word(look.raw("limit")))

    def judge(self, look: Look) -> Outcome:
        """Compare whole days; a date known only to the month is not judged."""
        value = look.raw("value")
        if value == "":
            return Outcome(State.FAILED, (Hit(values={"value": "", "limit": str(look.raw("limit") or "")}),))
        first, last = day(value), day(look.raw("limit"))
        if first is None or last is None:
            return UNKNOWN
        late = (first - last).days + (1 if look.flag("strict") else 0)
        arithmetic = N_("{value} against {limit}", value=first, limit=last)
        if late <= 0:
            return Outcome(State.PASSED, arithmetic=arithmetic)
        hit = Hit(values={"value": first.isoformat(), "limit": last.isoformat()})
        return Outcome(
            State.FAILED,
            (hit,),
            arithmetic,
            NP_("{n} day earlier would be enough.", "{n} days earlier would be enough.", late),
        )


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every record of ``records`` passes one test on ``field``.

    ``test``: ``given``, ``empty``, ``yes``, ``at_least``, ``at_most``, ``within`` (``limit`` ± ``tolerance``),
    ``equals`` (the record's own field ``other``), ``at_most_other`` (a number not above ``other``),
    ``share_below`` (strictly below ``percent`` of ``other``), ``member`` (one of the list ``of``),
    ``not_after`` and ``not_before`` (whole days against ``limit``). ``only`` names fields and the value (or
    the member of a set) that a record must have to be judged. A record whose field is unknown leaves the
    rule unevaluated.
    """

    name: str = "all_of"
    needs: tuple[str, ...] = ("records", "field", "test")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        limit = look.say(look.number("limit"))
        words = {
            "empty": N_("In none of them."),
            "yes": N_("Every one says yes; no or nothing does not count."),
            "at_least": N_("At least {limit} in every one.", limit=limit),
            "at_most": N_("At most {limit} in every one.", limit=limit),
            "within": N_("{limit} in every one.", limit=limit),
            "equals": N_("Both agree in every one."),
            "at_most_other": N_("Not above its own limit in every one."),
            "share_below": N_("Below {limit} % in every one.", limit=shown(look.number("percent"))),
            "member": N_("Every one is among those that the programme names."),
            "not_after": N_("Not later than {limit}.", limit=_day_or_word(look.raw("limit"))),
            "not_before": N_("Not earlier than {limit}.", limit=_day_or_word(look.raw("limit"))),
        }
        return words.get(look.text("test"), N_("It is filled in for every one; none may be empty."))

    def judge(self, look: Look) -> Outcome:
        """Test each record and name those that fail with their place."""
        records = look.records("records")
        test = look.text("test")
        if records is None or (test in ("at_least", "at_most", "within") and look.number("limit") is None):
            return UNKNOWN
        verdicts = [(one, self.verdict(one, look)) for one in records]
        hits = tuple(self.hit(one, look) for one, passed in verdicts if passed is False)
        return outcome_of(hits, len(records), unknown=any(passed is None for _, passed in verdicts))

    def hit(self, record: Mapping[str, object], look: Look) -> Hit:
        """Return where and how a record fails."""
        value = record.get(look.text("field"))
        number = exact(value)
        said = look.say(number) if number is not None else ("" if value is None or value is False else value)
        other = record.get(look.text("other")) if look.text("other") else look.say(look.number("limit"))
        if (limit := exact(other)) is not None:
            other = look.say(limit)
        elif look.text("test") in ("not_after", "not_before"):
            other = str(look.raw("limit") or "")
        values = {"value": said, "limit": other, "label": record.get("label", "")}
        change = record.get("change")
        return Hit(str(record.get("place", "")), values, change=change if isinstance(change, Message) else None)

    def verdict(self, record: Mapping[str, object], look: Look) -> bool | None:
        """Say whether one record passes, ``None`` where that is not known."""
        if not chosen(record, look):
            return True
        value, test = record.get(look.text("field")), look.text("test")
        if test in ("given", "empty"):
            return None if value is None and test == "given" else is_empty(value) is (test == "empty")
        if value is None:
            return None
        if test == "yes":
            return value is True
        if test == "equals":
            other = record.get(look.text("other"))
            return None if other is None else value == other
        if test == "member":
            known = look.items("of")
            return None if known is None else value in known
        if test in ("not_after", "not_before"):
            first, last = day(value), day(look.raw("limit"))
            if first is None or last is None:
                return None
            return first <= last if test == "not_after" else first >= last
        limit = exact(record.get(look.text("other"))) if look.text("other") else look.number("limit")
        return _compares(exact(value), limit, test, look)


def _compares(number: Fraction | None, limit: Fraction | None, test: str, look: Look) -> bool | None:
    if number is None or limit is None:
        return None
    if test == "at_least":
        return number >= limit
    if test == "share_below":
        percent = look.number("percent")
        return None if percent is None or not limit else number * 100 < percent * limit
    if test in ("at_most", "at_most_other"):
        return number <= limit
    return abs(number - limit) <= (look.number("tolerance") or 0)


def chosen(record: Mapping[str, object], look: Look) -> bool:
    """Say whether a record is one of those that ``only`` names."""
    wanted = look.params.get("only")
    if not isinstance(wanted, Mapping):
        return True
    for name, value in wanted.items():
        held = record.get(str(name))
        if value not in held if isinstance(held, (tuple, frozenset)) else held != value:
            return False
    return True


def outcome_of(hits: tuple[Hit, ...], count: int, *, unknown: bool) -> Outcome:
    """Return what came of judging *count* records one by one."""
    if hits:
        told = NP_("{n} of {all} does not pass.", "{n} of {all} do not pass.", len(hits), all=count)
        return Outcome(State.FAILED, hits, told)
    return UNKNOWN if unknown else PASSED


@dataclass(frozen=True, slots=True)
class Order:
    """The records of ``value`` hold all of ``expected``, in that order, under those titles.

    Both are lists of records with ``id`` and ``title``. A missing one or a wrong order fails with the
    rule's severity, another title only as a warning.
    """

    name: str = "order"
    needs: tuple[str, ...] = ("value", "expected")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("All of them, in the given order.")

    def judge(self, look: Look) -> Outcome:
        """Find what is missing, out of order or under another title."""
        found, expected = look.records("value"), look.records("expected")
        if found is None or expected is None:
            return UNKNOWN
        places = {str(one.get("id")): number for number, one in enumerate(found)}
        hits: list[Hit] = []
        last = -1
        for one in expected:
            title = one.get("title", "")
            at = places.get(str(one.get("id")))
            if at is None:
                hits.append(Hit(str(one.get("place", "")), {"value": title, "limit": title}))
                continue
            there = found[at]
            place = str(there.get("place", ""))
            if at < last:
                hits.append(Hit(place, {"value": title, "limit": title}))
            last = max(last, at)
            if there.get("title") is not None and there.get("title") != title:
                hits.append(Hit(place, {"value": there.get("title"), "limit": title}, Severity.WARN))
        return Outcome(State.FAILED, tuple(hits)) if hits else PASSED


@dataclass(frozen=True, slots=True)
class EqualSets:
    """``left`` and ``right`` hold the same things; with ``subset`` only left must be in right."""

    name: str = "equal_sets"
    needs: tuple[str, ...] = ("left", "right")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("Both lists hold the same things.")

    def judge(self, look: Look) -> Outcome:
        """List what one side lacks."""
        left, right = look.items("left"), look.items("right")
        if left is None or right is None:
            return UNKNOWN
        lacking = [one for one in dict.fromkeys(left) if one not in set(right)]
        extra = [] if look.flag("subset") else [one for one in dict.fromkeys(right) if one not in set(left)]
        if not lacking and not extra:
            return PASSED
        hits = tuple(Hit(values={"value": one, "limit": len(lacking)}) for one in (*lacking, *extra))
        return Outcome(
            State.FAILED, hits, N_("{lacking} missing, {extra} too many.", lacking=len(lacking), extra=len(extra))
        )
