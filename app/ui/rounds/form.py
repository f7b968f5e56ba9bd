"""What the form of a round shows: fields under headings and the draft kept in the document; and what it writes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.core.messages import Label
from app.programmes.rounds import GROUPS, RoundField, RoundValue
from app.programmes.schema import Pack
from app.services.programmes.service import RoundSetUp
from app.ui.rounds.field import DATES, Draft

if TYPE_CHECKING:
    from app.services.workspace import Workspace

MOST = 9
"""Fields that stand open at once."""
DRAFT, MARK = "round_draft:", "_of"
CHANGE = "change"
"""Behind a pack's id: the round itself is filled in further, instead of another one made from it."""
PREFIXES = {"rubrics": "weight:", "deadlines": "date:", "settings": "set:", "categories": "amount:"}
"""Parts of a pack to the beginning of their fields' ids."""
_PLACE = re.compile(r"(\w+)\[([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the form shows.

    Args:
        pack: the round to start from, None where there is no such programme.
        draft: field id to what was filled in before.
        mark: which state of the round a draft of its changes belongs to, "" for a new round.
    """

    pack: Pack | None
    fields: tuple[RoundField, ...]
    draft: Mapping[str, Draft]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Folded:
    """Fields under one heading, at most nine."""

    title: Label
    part: int
    fields: tuple[RoundField, ...]


def sections(fields: Sequence[RoundField]) -> tuple[Folded, ...]:
    """Return the fields under their headings, at most nine to a section."""
    found: list[Folded] = []
    for key, title in GROUPS.items():
        members = [one for one in fields if one.group == key]
        pieces = [tuple(members[at : at + MOST]) for at in range(0, len(members), MOST)]
        found += [Folded(title, number if len(pieces) > 1 else 0, piece) for number, piece in enumerate(pieces, 1)]
    return tuple(found)


def field_at(place: str, known: Sequence[str]) -> str:
    """Return the field beside which a finding about a pack belongs, "" where there is none."""
    found = _PLACE.match(place)
    if found is not None and found[1] in PREFIXES:
        wanted = PREFIXES[found[1]] + found[2]
        return next((key for key in known if key == wanted or key.startswith(f"{wanted}:")), "")
    if place.startswith("dossier"):
        return next((key for key in known if key == "set:max_pages"), "")
    return ""


def draft_key(pack: str, change: bool) -> str:
    """Return the setting in which the draft of a form is kept."""
    return f"{DRAFT}{pack}:{CHANGE}" if change else f"{DRAFT}{pack}"


def gather(workspace: Workspace, pack: str, *, change: bool) -> RoundFacts:
    """Return what the form shows. Thread: document lane."""
    found = workspace.programmes.pack(pack)
    stored = workspace.settings.values().get(draft_key(pack, change))
    draft: dict[str, Draft] = {}
    if isinstance(stored, Mapping):
        for key, one in stored.items():
            if isinstance(one, Mapping):
                text = one.get("text")
                draft[str(key)] = Draft(text if isinstance(text, str) else None, str(one.get("told_by") or ""))
    if found is None:
        return RoundFacts(None, (), {})
    fields = workspace.programmes.round_fields(pack)
    if change:
        return _standing(found, fields, draft)
    proposed = next((one.value for one in fields if one.id == "round"), None)
    year = draft.get("round", Draft()).text or str(proposed or "")
    there = {one.id for one in workspace.programmes.available()}
    if year and f"{found.family}-{year.strip()}" in there:  # that round was made: the draft has done its work
        draft = {}
    return RoundFacts(found, fields, draft)


def _standing(pack: Pack, fields: tuple[RoundField, ...], draft: Mapping[str, Draft]) -> RoundFacts:
    """Return a round as it was entered; a draft counts only for the very state that it was begun from."""
    shown = tuple(
        replace(one, value=pack.round if one.id == "round" else pack.start_month or None)
        if one.group == "year"
        else one
        for one in fields
    )
    mark = hashlib.sha256(repr([(one.id, one.value, one.told_by) for one in shown]).encode()).hexdigest()[:16]
    if draft.get(MARK, Draft()).text == mark:
        return RoundFacts(pack, shown, draft, mark)
    entered = {
        one.id: Draft(str(one.value) if one.kind in DATES and one.value else None, one.told_by)
        for one in shown
        if one.told_by or (one.kind in DATES and one.value)
    }
    return RoundFacts(pack, shown, entered, mark)


def keep(workspace: Workspace, key: str, draft: Mapping[str, object], step: str) -> None:
    """Keep a draft in the document. Thread: document lane."""
    workspace.settings.change({key: dict(draft) or None}, typing=True, step=step)


def change_round(workspace: Workspace, pack: str, values: Mapping[str, RoundValue]) -> RoundSetUp:
    """Fill a round in further. Thread: document lane."""
    return workspace.programmes.change_round(pack, values)


def set_up_round(workspace: Workspace, pack: str, values: Mapping[str, RoundValue]) -> RoundSetUp:
    """Make a round beside the old one. Thread: document lane."""
    return workspace.programmes.set_up_round(pack, values)
