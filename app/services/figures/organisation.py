"""How strong the response organisation is. Sources: R08, ``records_and_reports.md`` 4. Pure; any thread."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.services.figures.rounding import scaled


@dataclass(frozen=True, slots=True)
class GroupFact:
    """One response group. ``head`` and ``deputies``: ids of people; ``command``: the top node."""

    head: str = ""
    deputies: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    command: bool = False

    def people(self) -> frozenset[str]:
        """Return everybody in the group."""
        return frozenset(one for one in (self.head, *self.deputies, *self.members) if one)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Figures of the whole organisation; ``None`` where something they need is not known.

    Args:
        members: different people in all groups.
        population: residents.
        certified: certified disaster volunteers among all people.
        groups: number of groups, the command included.
        without_deputy: groups that have none.
        leaders: people who lead a group, the commander included.
        leaders_certified: of them certified.
        protected: people who need help.
        helpers: helpers named for them, each pair of person and helper once.
    """

    members: int
    population: int | None
    certified: int
    groups: int
    without_deputy: int
    leaders: int
    leaders_certified: int
    protected: int
    helpers: int | None

    @property
    def member_share(self) -> int | None:
        """Members of 100 residents, in tenths."""
        return _ratio(self.members * 100, self.population, 1)

    @property
    def certified_per_thousand(self) -> int | None:
        """Certified disaster volunteers per 1,000 residents, in tenths."""
        return _ratio(self.certified * 1000, self.population, 1)

    @property
    def leader_share(self) -> int | None:
        """Certified leaders in whole per cent."""
        return _ratio(self.leaders_certified * 100, self.leaders, 0)

    @property
    def helpers_per_person(self) -> int | None:
        """Helpers per protected person, in tenths."""
        return None if self.helpers is None else _ratio(self.helpers, self.protected, 1)


def organisation(
    groups: Sequence[GroupFact],
    certified: Collection[str],
    population: int | None,
    protected: int,
    helpers: int | None,
) -> Organisation:
    """Return the figures.

    Args:
        groups: all response groups.
        certified: ids of all certified disaster volunteers.
        population: residents, ``None`` not known.
        protected: number of people who need help.
        helpers: number of helpers named for them, ``None`` where that cannot be seen.
    """
    leaders = {one.head for one in groups if one.head}
    return Organisation(
        members=len({person for one in groups for person in one.people()}),
        population=population,
        certified=len(set(certified)),
        groups=len(groups),
        without_deputy=sum(not one.deputies for one in groups),
        leaders=len(leaders),
        leaders_certified=len(leaders & set(certified)),
        protected=protected,
        helpers=helpers,
    )


def _ratio(part: int, whole: int | None, scale: int) -> int | None:
    return scaled(Fraction(part, whole), scale) if whole else None
