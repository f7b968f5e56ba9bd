"""What is said about a team that begins together. Pure; any thread."""

from __future__ import annotations

from datetime import date

from app.core.messages import N_, NP_, Label
from app.services.together.view import Learned, Met

FEW = 4
"""Names that are told one by one; of more, only the number."""
CONCEPTS: dict[str, Label] = {
    "ej": N_("Environmental justice populations"),
    "priority": N_("Priority populations"),
    "equity": N_("Centring equity"),
    "lived": N_("Lived expertise"),
}


def met_words(met: Met) -> tuple[bool | None, Label]:
    """Return whether the whole team has met (``None``: nobody is on it yet), and the sentence that says so."""
    number = len(met.members)
    if not number:
        return None, N_("Nobody holds a role of the core team yet. Give people their roles first.")
    people = NP_("{n} person", "{n} people", number)
    if met.on:
        return True, N_("Yes: on {day} all of the team were there, {people}.", day=_day(met.on), people=people)
    if not met.closest:
        return False, N_("Not yet: no meeting says who was there. The team has {people}.", people=people)
    if len(met.missing) <= FEW:
        return False, N_("Not yet: on {day} everybody was there but {names}.", day=_day(met.closest), names=met.missing)
    missing = NP_("{n} person was missing", "{n} people were missing", len(met.missing))
    return False, N_("Not yet: on {day}, {missing}.", day=_day(met.closest), missing=missing)


def never_words(met: Met) -> Label | None:
    """Return who has been at no meeting yet, ``None`` where that is nobody or everybody."""
    if not met.never or not met.closest:
        return None
    if len(met.never) <= FEW:
        return N_("At no meeting yet: {names}", names=met.never)
    return NP_("{n} person has been at no meeting yet.", "{n} people have been at no meeting yet.", len(met.never))


def learned_words(one: Learned) -> Label:
    """Return what a learning check shows of one concept."""
    concept, before, after = CONCEPTS[one.concept], _share(one.before, before=True), _share(one.after, before=False)
    if before and after:
        return N_("{concept}: {before}, {after}", concept=concept, before=before, after=after)
    return N_("{concept}: {said}", concept=concept, said=before or after or N_("not counted yet"))


def weaker(one: Learned) -> bool:
    """Say whether less than half of the answers afterwards are right: talk about this concept again."""
    return one.after is not None and 2 * one.after[0] < one.after[1]


def _share(count: tuple[int, int] | None, *, before: bool) -> Label | None:
    if count is None:
        return None
    right, whole = count
    if before:
        return N_("before {right} of {all} right", right=right, all=whole)
    return N_("after {right} of {all} right", right=right, all=whole)


def _day(iso: str) -> date | str:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return iso
