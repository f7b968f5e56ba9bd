"""Who is on the team: people and organisations with their roles, entry and exit, and what is good to know.

Roles come and go with the steps: liaisons are there from the end of one step, a planning vendor leaves after
another. Nothing is demanded before its time. Source: ``mvp2.md`` 1, 5, 14.3, 14.4. Thread: any.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message, own_words
from app.programmes.journey import JourneyView, StepStatus
from app.programmes.planning import last_day
from app.programmes.schema import Pack, Role, Step

Read = Callable[[str], Sequence[Row]]
LIAISONS = frozenset({"LIA", "liaison"})
"""Roles of packs that liaisons hold."""
PARTS: dict[str, Message] = {
    "L": N_("leads"),
    "P": N_("takes part"),
    "F": N_("facilitates"),
    "S": N_("supports"),
    "A": N_("approves"),
    "H": N_("is hired, recruited or paid here"),
    "C": N_("is consulted"),
}
"""Letters of the matrix of roles. Source: ``mvp2.md`` 5."""
GOOD, NOTE, WARN = "●", "○", "▲"
SIZES, SEATS = ("core_team", "team_size"), ("liaison_openings", "liaison_seats")
"""Settings of packs that say how many people are usual, and how many of them liaisons."""


@dataclass(frozen=True, slots=True)
class Held:
    """One role of somebody.

    Args:
        role: id in the pack, "" for a title of its own.
        title: what it is called.
        organisation: id of the one for which it is held, "" for none.
        start, end: dates as recorded.
        enters, leaves: when the programme brings the role in and lets it go, ``None`` where it says nothing.
    """

    role: str
    title: Label
    organisation: str = ""
    start: str = ""
    end: str = ""
    enters: Message | None = None
    leaves: Message | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person, or an organisation that holds roles as a whole."""

    id: str
    type: str
    name: str
    roles: tuple[Held, ...]
    joined: str = ""
    left: str = ""

    def here(self, today: str) -> bool:
        """Say whether they are on the team today."""
        return (not self.joined or self.joined <= today) and (not self.left or self.left > today)


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that is good to know: a shape and a sentence. ``place``: route that helps, "" for none."""

    shape: str
    words: Message
    place: str = ""


@dataclass(frozen=True, slots=True)
class TeamView:
    """The team as it stands today; ``core`` and ``liaisons`` count people who are here."""

    members: tuple[Member, ...]
    core: int
    liaisons: int
    hints: tuple[Hint, ...]

    def holders(self, today: str) -> dict[str, tuple[str, ...]]:
        """Return role id to the names of those who hold it today."""
        found: dict[str, list[str]] = {}
        for one in self.members:
            for held in one.roles if one.here(today) else ():
                if held.role and _holds(held, today) and one.name:
                    found.setdefault(held.role, []).append(one.name)
        return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}


def team(view: JourneyView, read: Read, today: str, gone: Collection[str] = ()) -> TeamView:
    """Return the team: people with a role first come, then organisations that hold one.

    Args:
        view: the journey, for when roles come and go and where the group is.
        read: the records of a type, as their reader may see them.
        today: ISO date.
        gone: ids of people who left; they are left out where the reader may not know the day.
    """
    pack = view.pack
    people = [one for one in _people(pack, read) if one.left or one.id not in gone]
    members = (*people, *_organisations(pack, read))
    core_roles = {one.id for one in pack.roles if one.core}
    core = liaisons = 0
    for one in members:
        roles = {held.role for held in one.roles if _holds(held, today)}
        if one.type == "person" and one.here(today) and roles & core_roles:
            core += 1
            liaisons += bool(roles & LIAISONS)
    hints = (*_size(view, core), *_share(view, core, liaisons), *_takes_over(view, members, read, today))
    return TeamView(members, core, liaisons, hints)


def matrix(pack: Pack) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    """Return each role of the matrix with its letters, one for every step; "" where it has no part."""
    parts = {(one.step, one.role): one.part for one in pack.role_matrix}
    roles = [role for role in pack.roles if any(key[1] == role.id for key in parts)]
    return tuple((role, tuple(parts.get((step.id, role.id), "") for step in pack.steps)) for role in roles)


def _people(pack: Pack, read: Read) -> Iterator[Member]:
    for row in read("person"):
        roles = tuple(_held(pack, one) for one in row.below("roles"))
        if roles:
            yield Member(row.id, "person", row.title, roles, _day(row, "active_since"), _day(row, "left_on"))


def _organisations(pack: Pack, read: Read) -> Iterator[Member]:
    contracts: dict[str, Row] = {str(row.get("vendor")): row for row in read("procurement") if row.get("vendor")}
    for row in read("organisation"):
        ids = row.get("roles")
        keys = [key for key in ids if any(one.id == key for one in pack.roles)] if isinstance(ids, tuple) else []
        if not keys:
            continue
        contract = contracts.get(row.id)
        start, end = (_day(contract, "start"), _day(contract, "end")) if contract is not None else ("", "")
        yield Member(row.id, "organisation", row.title, tuple(_role(pack, key, start, end) for key in keys))


def _held(pack: Pack, row: Row) -> Held:
    role, own = str(row.get("role") or ""), str(row.get("other_title") or "")
    found = _role(pack, role, _day(row, "start"), _day(row, "end"))
    known = any(one.id == role for one in pack.roles)
    title = found.title if known else own_words(own or row.title)
    return Held(
        found.role, title, str(row.get("organisation") or ""), found.start, found.end, found.enters, found.leaves
    )


def _role(pack: Pack, role: str, start: str, end: str) -> Held:
    one = next((each for each in pack.roles if each.id == role), None)
    if one is None:
        return Held(role, own_words(role), "", start, end)
    first, last = pack.step(one.appears), pack.step(one.leaves)
    enters = leaves = None
    if first is not None:
        late = one.appears_at == "end"
        enters = (
            N_("from the end of step {step}", step=first.number) if late else N_("from step {step}", step=first.number)
        )
    if first is not None and first is last and one.appears_at != "end":
        return Held(role, one.name, "", start, end, N_("in step {step}", step=first.number))
    if last is not None:
        leaves = N_("until the end of step {step}", step=last.number)
    return Held(role, one.name, "", start, end, enters, leaves)


def _holds(held: Held, today: str) -> bool:
    return (not held.start or held.start <= today) and (not held.end or held.end >= today[: len(held.end)])


def _size(view: JourneyView, core: int) -> Iterator[Hint]:
    usual = _setting(view.pack, SIZES)
    said = NP_("{n} person is on the core team.", "{n} people are on the core team.", core)
    if usual is None:
        yield Hint(NOTE, said)
        return
    about = N_("{said} About {usual} is usual; it is a hint, not a rule.", said=said, usual=usual)
    yield Hint(GOOD if core >= usual else NOTE, about, "records:person")


def _share(view: JourneyView, core: int, liaisons: int) -> Iterator[Hint]:
    """Yield how many are liaisons; before they can be there, only when they come."""
    pack = view.pack
    role = next((one for one in pack.roles if one.id in LIAISONS), None)
    if role is None:
        return
    step = view.step(role.appears)
    if not liaisons and step is not None and step.status is not StepStatus.DONE and not step.late:
        yield Hint(NOTE, N_("Liaisons join at the end of step {step}; none is missing yet.", step=step.step.number))
        return
    said = NP_("{n} of them is a liaison.", "{n} of them are liaisons.", liaisons)
    half = N_("{said} About half is usual.", said=said)
    yield Hint(GOOD if core and 2 * liaisons >= core - 1 else NOTE, half, "recruit")


def _takes_over(view: JourneyView, members: Sequence[Member], read: Read, today: str) -> Iterator[Hint]:
    """Yield who manages once a role that led has left, or that nobody is named. Source: ``mvp2.md`` 14.3."""
    pack, places = view.pack, [one.id for one in view.pack.steps]
    for role in pack.roles:
        if role.leaves not in places or role.id not in _facilitators(pack):
            continue
        held = any(one.role == role.id for member in members for one in member.roles)
        last, after = pack.steps[places.index(role.leaves)], pack.steps[places.index(role.leaves) + 1 :]
        if not after:
            continue
        end = last_day(calendar_of(view, last))
        there = [one for one in members if _manages(one, pack, after, end or today)]
        named = [row for row in read("procurement") if row.get("follows") and row.get("purpose") == "planning"]
        if there or named:
            name = there[0].name if there else _name(read, str(named[0].get("follows")))
            said = N_(
                "{name} manages the project once “{role}” leaves after step {step}.",
                name=own_words(name),
                role=role.name,
                step=last.number,
            )
            yield Hint(GOOD, said)
        elif held or _step_begun(view, last.id):
            said = N_("“{role}” leaves after step {step}. Name who manages the project from then on.", role=role.name,
                      step=last.number)  # fmt: skip
            yield Hint(WARN, said, "records:procurement")


def calendar_of(view: JourneyView, step: Step) -> str:
    """Return the last calendar month of a step, "" unknown."""
    found = view.step(step.id)
    return found.last_month if found is not None else ""


def _facilitators(pack: Pack) -> set[str]:
    """Return the roles that manage steps for others: those that facilitate more than one."""
    counts: dict[str, int] = {}
    for one in pack.role_matrix:
        if "F" in one.part:
            counts[one.role] = counts.get(one.role, 0) + 1
    return {role for role, number in counts.items() if number > 1}


def _manages(member: Member, pack: Pack, after: Sequence[Step], day: str) -> bool:
    """Say whether somebody leads one of the steps *after*, and is still there on *day*."""
    leads = {role for step in after for role in step.lead}
    still = not member.left or member.left > day
    return still and any(one.role in leads and (not one.end or one.end > day) for one in member.roles)


def _step_begun(view: JourneyView, step_id: str) -> bool:
    found = view.step(step_id)
    return found is not None and (found.status is not StepStatus.OPEN or found.late)


def _setting(pack: Pack, names: Sequence[str]) -> int | None:
    return next((value for name in names if (value := pack.number(name)) is not None), None)


def _name(read: Read, person: str) -> str:
    return next((row.title for row in read("person") if row.id == person), "")


def _day(row: Row, name: str) -> str:
    return str(row.get(name) or "")
