"""Which round of a programme somebody works on, where a file takes part in several. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.messages import LocalText
from app.programmes.schema import Pack

if TYPE_CHECKING:
    from app.services.document_services import DocumentServices

Has = Callable[[Pack], bool]
PLANS = ("upkeep", "demo")
"""Steps of a way that ask for a plan of what a grant is used for."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds that a page can show. ``shown``: id of the one it shows, "" for none."""

    shown: str = ""
    names: tuple[tuple[str, LocalText], ...] = ()


def has_form(pack: Pack) -> bool:
    """Say whether a round has an application form."""
    return bool(pack.forms)


def has_conditions(pack: Pack) -> bool:
    """Say whether a round has conditions of eligibility."""
    return bool(pack.eligibility)


def has_ways(pack: Pack) -> bool:
    """Say whether there are several ways through a round."""
    return bool(pack.ways)


def has_upkeep(pack: Pack) -> bool:
    """Say whether the chosen way through a round asks for an upkeep plan."""
    return any(one.id in PLANS for one in pack.steps)


def has_dossier(pack: Pack) -> bool:
    """Say whether a round has a dossier."""
    return pack.dossier is not None


def any_round(_pack: Pack) -> bool:
    """Every round has a calendar."""
    return True


def rounds_with(ws: DocumentServices, has: Has) -> tuple[Pack, ...]:
    """Return the joined rounds that have what is asked: of the main programme first, its latest year first."""
    joined = [one.pack for one in ws.programmes.joined()]
    main = joined[0] if joined else None
    known = [one for one in joined if has(one)]

    def place(one: Pack) -> tuple[bool, str, int]:
        own = main is not None and (one.id == main.id or bool(one.family and one.family == main.family))
        return not own, "" if own else one.id, -int(one.round) if one.round.isdigit() else 0

    return tuple(sorted(known, key=place))


def round_for(ws: DocumentServices, has: Has, wanted: str = "") -> Pack | None:
    """Return the round that is worked on.

    Args:
        ws: of the open file.
        has: what the round must have.
        wanted: id of the one that somebody chose; the first of :func:`rounds_with` where it has not what is asked.
    """
    found = rounds_with(ws, has)
    return next((one for one in found if one.id == wanted), found[0] if found else None)


def round_or_main(ws: DocumentServices, has: Has, wanted: str = "") -> Pack | None:
    """Return the round that is worked on, the main programme where none has what is asked; see :func:`round_for`."""
    return round_for(ws, has, wanted) or ws.main_pack()


def rounds_of(ws: DocumentServices, has: Has, wanted: str = "") -> Rounds:
    """Return the rounds to choose from; arguments as for :func:`round_for`."""
    shown = round_for(ws, has, wanted)
    return Rounds(shown.id if shown else "", tuple((one.id, one.name) for one in rounds_with(ws, has)))
