"""What the recruiting page shows, as frozen values: candidates by stage, what channels brought, who is covered.

Source: ``mvp2.md`` 4 (step 3), 10; ``peers.md`` 3.3 item 40. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.fields import Option, Row
from app.core.messages import N_, NP_, Label, Message
from app.models.candidate import CHANNELS, STAGES
from app.models.options import LANGUAGES

STAGE_KEYS = tuple(one.key for one in STAGES)
CHOSEN = ("offered", "joined")
"""Stages of those who would sit on the team."""
PROGRAMME_CHANNELS = ("notice", "cbo", "talk")


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """One candidate as the board shows them; "" and () where nothing was written."""

    id: str
    name: str
    stage: str
    channel: str
    groups: tuple[str, ...]
    languages: tuple[str, ...]
    next_step: str
    next_on: str
    interviews: int
    person: str


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """What one channel brought: how many were found, came to a talk, and are chosen."""

    key: str
    label: Label
    found: int
    talked: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Covered:
    """A group or language and who of the chosen connects it.

    Args:
        key: id of the group, key of the language.
        label: what it is called.
        chosen: names of those who would connect it.
        talking: how many others, not chosen yet, could.
    """

    key: str
    label: Label
    chosen: tuple[str, ...]
    talking: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who connects groups and languages: a candidate, or a liaison at work."""

    key: str
    name: str
    groups: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board.

    Args:
        locked: whether the drawer is closed, so that only numbers are known.
        unset: whether the drawer has no passphrase yet, so that nothing can be put in.
        counts: stage to how many; empty where not even that is known.
        total: of all candidates.
        cards: in the order in which they were made; () while locked.
        openings: people looked for, ``None`` unknown.
        filled: how many have joined.
    """

    locked: bool
    unset: bool
    counts: Mapping[str, int] = field(hash=False)
    total: int
    cards: tuple[CandidateCard, ...]
    channels: tuple[ChannelLine, ...]
    groups: tuple[Covered, ...]
    languages: tuple[Covered, ...]
    openings: int | None
    filled: int

    def stage(self, key: str) -> tuple[CandidateCard, ...]:
        """Return the cards of a stage."""
        return tuple(one for one in self.cards if one.stage == key)


def stage_label(key: str) -> Label:
    """Return what a stage is called."""
    return next((one.label for one in STAGES if one.key == key), N_("Not known"))


def card_of(row: Row, groups: Mapping[str, str]) -> CandidateCard:
    """Return the card of a candidate; without a stage somebody is found."""
    stage = str(row.get("stage") or "")
    return CandidateCard(
        id=row.id,
        name=row.title,
        stage=stage if stage in STAGE_KEYS else STAGE_KEYS[0],
        channel=str(row.get("channel") or ""),
        groups=tuple(key for key in _keys(row, "groups") if key in groups),
        languages=_keys(row, "languages"),
        next_step=str(row.get("next_step") or ""),
        next_on=str(row.get("next_on") or ""),
        interviews=len(row.below("interviews")),
        person=str(row.get("person") or ""),
    )


def channels_of(cards: Sequence[CandidateCard]) -> tuple[ChannelLine, ...]:
    """Return what each channel brought: the programme's own at any rate, others where somebody came."""
    talked = ("interviewed", *CHOSEN)
    lines = []
    for one in (*CHANNELS, Option("", N_("Not written down"))):
        mine = [card for card in cards if card.channel == one.key]
        if mine or one.key in PROGRAMME_CHANNELS:
            sums = (len(mine), sum(card.stage in talked for card in mine), sum(card.stage in CHOSEN for card in mine))
            lines.append(ChannelLine(one.key, one.label, *sums))
    return tuple(lines)


def covered(
    wanted: Iterable[tuple[str, Label]], chosen: Sequence[Chosen], cards: Sequence[CandidateCard], what: str
) -> tuple[Covered, ...]:
    """Return who connects each group or language, those that nobody connects first.

    Args:
        wanted: key and name.
        chosen: everybody who would sit on the team.
        cards: all candidates.
        what: ``groups`` or ``languages``.
    """
    out = []
    for key, label in wanted:
        names = tuple(one.name for one in chosen if key in getattr(one, what))
        open_stages = [one for one in cards if one.stage not in (*CHOSEN, "not_now")]
        out.append(Covered(key, label, names, sum(key in getattr(one, what) for one in open_stages)))
    return tuple(sorted(out, key=lambda one: bool(one.chosen)))


def chosen_of(
    cards: Sequence[CandidateCard], liaisons: Sequence[Chosen], left: Collection[str] = ()
) -> tuple[Chosen, ...]:
    """Return liaisons at work and candidates that were offered a seat or joined, each person once.

    What the card of a liaison says of groups and languages counts beside the agreement.

    Args:
        cards: all candidates.
        liaisons: those at work.
        left: ids of people whose agreements are over; they connect nobody any longer.
    """
    found = {one.key: one for one in liaisons}
    for card in cards:
        if card.stage not in CHOSEN or card.person in left:
            continue
        key = card.person or card.id
        was = found.get(key, Chosen(key, card.name, (), ()))
        groups, languages = (*was.groups, *card.groups), (*was.languages, *card.languages)
        found[key] = Chosen(key, was.name, tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(languages)))
    return tuple(found.values())


def change_words(before: Board, after: Board) -> tuple[Message, ...]:
    """Return which groups and languages somebody connects now, and which nobody does any longer."""
    was = {one.key: bool(one.chosen) for one in (*before.groups, *before.languages)}
    found = [
        one for one in (*after.groups, *after.languages) if one.key in was and bool(one.chosen) is not was[one.key]
    ]
    out = []
    if gained := [one.label for one in found if one.chosen]:
        out.append(N_("Now somebody connects: {names}.", names=tuple(gained)))
    if lost := [one.label for one in found if not one.chosen]:
        out.append(N_("Nobody connects any longer: {names}.", names=tuple(lost)))
    return tuple(out)


def language_label(key: str) -> Label:
    """Return what a language is called."""
    return next((one.label for one in LANGUAGES if one.key == key), N_("Another language"))


def coverage_words(one: Covered) -> Message:
    """Return in one sentence who connects a group or language, and who else might."""
    if one.chosen:
        return N_("{what}: {names}", what=one.label, names=one.chosen)
    if one.talking:
        return NP_("{what}: nobody yet, {n} candidate could", "{what}: nobody yet, {n} candidates could", one.talking,
                   what=one.label)  # fmt: skip
    return N_("{what}: nobody yet, and nobody in sight", what=one.label)


def _keys(row: Row, name: str) -> tuple[str, ...]:
    value = row.get(name)
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()
