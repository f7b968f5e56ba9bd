"""What the records say about each condition of a round. Thread: the document lane.

A condition names the facts that answer it; here each kind of fact reads its records. What only the county decides is
told, never judged. Source: ``nfa_114.md`` 5, 6, 14, 15.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message, own_words
from app.programmes.schema import Condition, Pack, QuotaRow
from app.services.eligibility.badge import WORDS, Badge, BadgeState


class State(StrEnum):
    """Where a condition stands."""

    MET = "met"
    CLAIMED = "claimed"
    OPEN = "open"
    FAILED = "failed"
    COUNTY = "county"
    TOLD = "told"


STATES: Mapping[State, Message] = MappingProxyType(
    {
        State.MET: N_("It holds, and something shows it"),
        State.CLAIMED: N_("It holds, but nothing shows it yet"),
        State.OPEN: N_("Not known yet"),
        State.FAILED: N_("It does not hold"),
        State.COUNTY: N_("The county decides"),
        State.TOLD: N_("For information"),
    }
)


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that answers a condition. ``route``: where it is seen, "" for nowhere."""

    words: Label
    route: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one condition.

    Args:
        state: where it stands.
        says: that state with its facts, in sentences.
        proofs: records, papers and photos that answer it.
        fix: what to do, ``None`` where nothing is to be done.
        route: where to do it, "" for nowhere.
    """

    state: State
    says: tuple[Label, ...] = ()
    proofs: tuple[Proof, ...] = ()
    fix: Label | None = None
    route: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that conditions are answered from, as its reader may see it.

    Args:
        pack: the round on its way.
        on: the day on which the papers are handed in, as far as it is known.
        badge: as it stands today.
        quota: the county's row, ``None`` where the county is in no table.
        rows: reads the records of a type.
        titles: words for the choices of a field, by record type and field.
        day: writes an ISO date.
    """

    pack: Pack
    on: date
    badge: Badge
    community: Row | None
    quota: QuotaRow | None
    rows: Callable[[str], Iterable[Row]]
    titles: Mapping[tuple[str, str], Mapping[str, Label]] = field(hash=False)
    day: Callable[[str], str] = str


Judge = Callable[[Facts, Condition, Row | None], Found]


def found_of(facts: Facts, condition: Condition, answer: Row | None) -> Found:
    """Return what came of a condition; where no fact answers it, what somebody wrote down."""
    return JUDGES.get(condition.fact, _asked)(facts, condition, answer)


def _asked(_facts: Facts, condition: Condition, answer: Row | None) -> Found:
    holds = answer.get("holds") if answer is not None else None
    if holds is None:
        return Found(State.OPEN, (), (), N_("Ask, and write the answer down here."))
    if holds is False:
        return Found(State.FAILED, (), (), N_("Talk to the county before you go on."))
    state = State.MET if _shown(answer) else State.CLAIMED
    fix = None if state is State.MET else N_("Attach a paper, or write who said so and when.")
    return Found(state, (), (), fix)


def _badge(facts: Facts, _condition: Condition, answer: Row | None) -> Found:
    badge, place = facts.badge, _place(facts, "star_date" if facts.badge.star else "star")
    says: list[Label] = [WORDS[badge.state]]
    if badge.until is not None and badge.star:
        says.append(
            NP_("{n} star, until {day}: {left}", "{n} stars, until {day}: {left}", badge.star,
                day=facts.day(badge.until.isoformat()), left=badge.left)
        )  # fmt: skip
    if badge.extends is not None:
        says.append(N_("It can be extended from {day} on.", day=facts.day(badge.extends.isoformat())))
    if badge.star < 1 or badge.until is None:
        return Found(State.OPEN, tuple(says), (), ENTER_BADGE, place)
    proofs = (Proof(N_("Community profile: star badge"), place),)
    if badge.until < facts.on:
        says.append(N_("The papers are handed in on {day}; it has ended by then.", day=facts.day(facts.on.isoformat())))
        return Found(State.FAILED, tuple(says), proofs, N_("Ask the county to extend it first."), place)
    fix = None if badge.state is BadgeState.VALID else N_("Ask the county to extend it.")
    state = State.MET if _shown(answer) else State.CLAIMED
    return Found(state, tuple(says), proofs, fix or (None if _shown(answer) else ATTACH_BADGE), place)


ENTER_BADGE = N_("Enter stars, first day and years as they stand on the badge.")
ATTACH_BADGE = N_("Attach a copy of the badge.")


def _area(facts: Facts, _condition: Condition, answer: Row | None) -> Found:
    ticked = facts.community.get("area_conditions") if facts.community is not None else ()
    names = facts.titles.get(("community", "area_conditions"), {})
    chosen = [key for key in ticked if isinstance(key, str)] if isinstance(ticked, tuple) else []
    place = _place(facts, "area_conditions")
    if not chosen:
        state = State.FAILED if answer is not None and answer.get("holds") is False else State.OPEN
        return Found(state, (N_("No area condition is ticked."),), (),
                     N_("Look at hazard maps, population density and the published lists; then tick what applies."),
                     place)  # fmt: skip
    says = (N_("Ticked: {conditions}", conditions=tuple(names.get(key, key) for key in chosen)),)
    proofs = [Proof(N_("Community profile: area conditions"), place)]
    if "high_hazard" in chosen:
        mapped = (row for row in facts.rows("hazard_potential") if row.get("level") == "high" or row.get("map_file"))
        proofs.extend(Proof(own_words(row.title), f"record:hazard_potential:{row.id}") for row in mapped)
    shown = len(proofs) > 1 or _shown(answer)
    fix = None if shown else N_("Attach the map or the list that shows it, with its date.")
    return Found(State.MET if shown else State.CLAIMED, says, tuple(proofs), fix, place)


def _quota(facts: Facts, _condition: Condition, _answer: Row | None) -> Found:
    row, pack = facts.quota, facts.pack
    if facts.community is None or not facts.community.text("county"):
        unsaid, where = N_("The county is not written down yet."), N_("Write it in the community profile.")
        return Found(State.COUNTY, (unsaid,), (), where, _place(facts, "county"))
    if row is None:
        unknown = N_("Your county stands in no table of this round. Ask the county.")
        fix = N_("Check how the county is written in the community profile.")
        return Found(State.COUNTY, (unknown,), (), fix, _place(facts, "county"))
    says: list[Label] = [NP_("{county} has {n} place.", "{county} has {n} places.", row.places, county=row.county)]
    if pack.quota is not None:
        says.append(N_("{total} places in all; what a county leaves free goes to others.", total=pack.quota.total))
    return Found(
        State.COUNTY, tuple(says), (), N_("Tell the county early that you want to take part."), "records:letter"
    )


def _attribute(facts: Facts, _condition: Condition, _answer: Row | None) -> Found:
    key = facts.community.text("within_plan") if facts.community is not None else ""
    names, place = facts.titles.get(("community", "within_plan"), {}), _place(facts, "within_plan")
    if not key:
        return Found(State.OPEN, (N_("The attribute of the community is not chosen yet."),), (),
                     N_("Choose it in the community profile."), place)  # fmt: skip
    says: list[Label] = [N_("Your attribute: {attribute}", attribute=names.get(key, key))]
    if key == "self":
        says.append(N_("Ask whether another self-promoted community is put forward."))
    return Found(State.COUNTY, tuple(says), (Proof(N_("Community profile: attribute"), place),), None, place)


def _excellent(facts: Facts, condition: Condition, answer: Row | None) -> Found:
    if facts.pack.way != "excellent":
        return Found(State.TOLD, (N_("Your route is not the excellent one; this does not concern you."),))
    own = _attribute(facts, condition, answer)
    return Found(State.COUNTY, own.says, own.proofs, N_("Ask the county whether a place is left."), "records:letter")


def _other_money(facts: Facts, _condition: Condition, _answer: Row | None) -> Found:
    years = facts.pack.number("other_money_years") or 3
    sources = [
        row for row in facts.rows("funding_source") if row.get("kind") == "central" and _within(facts, row, years)
    ]
    partners = [row for row in facts.rows("organisation") if row.get("kind") == "civic"]
    proofs = [*(Proof(own_words(row.title), f"record:funding_source:{row.id}") for row in sources),
              *(Proof(own_words(row.title), f"record:organisation:{row.id}") for row in partners)]  # fmt: skip
    says: list[Label] = [
        NP_("{n} grant of central agencies is recorded for these years.",
            "{n} grants of central agencies are recorded for these years.", len(sources)),
        NP_("{n} civic group is recorded as a partner.", "{n} civic groups are recorded as partners.", len(partners)),
        N_("Partners never count against you in the scoring; there they count for you."),
    ]  # fmt: skip
    return Found(State.TOLD, tuple(says), tuple(proofs))


def _relief(facts: Facts, _condition: Condition, _answer: Row | None) -> Found:
    years = facts.pack.number("relief_years") or 1
    sources = _grants(facts, "foundation", years)
    proofs = tuple(Proof(own_words(row.title), f"record:funding_source:{row.id}") for row in sources)
    says = NP_("{n} grant of a foundation is recorded for these years.",
               "{n} grants of foundations are recorded for these years.", len(sources))  # fmt: skip
    return Found(State.TOLD, (says,), proofs)


def _demonstration(facts: Facts, condition: Condition, answer: Row | None) -> Found:
    if not facts.pack.way:
        return Found(State.OPEN, (N_("Nobody has chosen a route yet."),), (), N_("Choose the route."),
                     f"way:{facts.pack.id}")  # fmt: skip
    if facts.pack.way != "demonstration":
        return Found(State.MET, (N_("Your route is another one, so the two do not clash."),), (), None, "")
    return _asked(facts, condition, answer)


JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        "badge": _badge,
        "area": _area,
        "quota": _quota,
        "attribute": _attribute,
        "excellent": _excellent,
        "other_money": _other_money,
        "relief": _relief,
        "demonstration": _demonstration,
    }
)
"""Kind of fact, as a condition names it, to what reads it."""


def _grants(facts: Facts, kind: str, years: int) -> list[Row]:
    return [row for row in facts.rows("funding_source") if row.get("kind") == kind and _within(facts, row, years)]


def _within(facts: Facts, row: Row, years: int) -> bool:
    """Say whether a grant lies within the last *years* before handing in; ROC years are counted as such."""
    year = row.whole("year")
    if year is None:
        return False
    year = year if year > 1000 else year + 1911
    return facts.on.year - years <= year <= facts.on.year


def _shown(answer: Row | None) -> bool:
    """Say whether somebody attached a paper or photo, or wrote down who said so."""
    return answer is not None and any(answer.get(name) for name in ("files", "photos", "told_by", "note"))


def _place(facts: Facts, name: str) -> str:
    return f"record:community:{facts.community.id}:{name}" if facts.community is not None else "records:community"
