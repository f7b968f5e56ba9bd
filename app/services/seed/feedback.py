"""What residents said about the ideas, group by group: typed tallies and questionnaires of round 3 together.

A question counts where its choices are called like ideas, in any of its languages. A group that is smaller than
five is told to the team only. Source: ``mvp2.md`` 10 and 12 (C5). Thread: any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from app.core.fields import Row
from app.services.questionnaires import QuestionnaireView
from app.services.questionnaires.counts import CHOICE, SEVERAL, SMALL, Filled
from app.services.reach.service import fold

ROUND = "R3"


@dataclass(frozen=True, slots=True)
class GroupFeedback:
    """One group.

    Args:
        group: id of its record, "" for everybody else.
        name: as the reader may see it, "" for everybody else.
        first: id of an idea to how many chose it.
        asked: how many were asked, where that is known.
        conditions: (id of the idea, what would make it work).
    """

    group: str
    name: str
    first: Mapping[str, int] = field(hash=False)
    asked: int = 0
    conditions: tuple[tuple[str, str], ...] = ()

    @property
    def people(self) -> int:
        """Return how many people stand behind the numbers."""
        return max(self.asked, sum(self.first.values()))

    @property
    def small(self) -> bool:
        """Whether somebody outside the team could guess who is meant."""
        return 0 < self.people < SMALL

    @property
    def favourites(self) -> tuple[str, ...]:
        """Return the ideas that most of the group chose; several where they are level."""
        best = max(self.first.values(), default=0)
        return tuple(key for key, one in self.first.items() if one == best and best > 0)


def by_group(
    ideas: Sequence[Row],
    sheets: Iterable[tuple[QuestionnaireView, Sequence[Filled]]],
    name: Callable[[str], str],
) -> tuple[GroupFeedback, ...]:
    """Return the feedback of every group, the largest first, everybody else last.

    Args:
        ideas: rows of ideas with their ``feedback``.
        sheets: questionnaires that compare ideas, each with its sheets.
        name: returns what a group is called.
    """
    first: dict[str, dict[str, int]] = defaultdict(dict)
    asked: dict[str, int] = defaultdict(int)
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for idea in ideas:
        for one in idea.below("feedback"):
            group = str(one.get("group") or "")
            _add(first[group], idea.id, one.get("first"))
            if one.get("condition"):
                told[group].append((idea.id, str(one.get("condition"))))
    for group, number in _typed(ideas).items():
        asked[group] += number
    for view, filled in sheets:
        for group, key, number in _ticked(view, filled, ideas):
            if key:
                _add(first[group], key, number)
            else:
                asked[group] += number
    groups = dict.fromkeys([*first, *asked, *told])
    found = [
        GroupFeedback(one, name(one) if one else "", MappingProxyType(dict(first[one])), asked[one], tuple(told[one]))
        for one in groups
    ]
    return tuple(sorted(found, key=lambda one: (not one.group, -one.people, one.name)))


def _add(counts: dict[str, int], key: str, number: object) -> None:
    if isinstance(number, int):
        counts[key] = counts.get(key, 0) + number


def _typed(ideas: Sequence[Row]) -> Mapping[str, int]:
    """Return how many of each group were asked: once for each event, though it stands beside several ideas."""
    seen: dict[tuple[str, str], int] = {}
    for idea in ideas:
        for one in idea.below("feedback"):
            number = one.get("asked")
            if isinstance(number, int):
                place = (str(one.get("group") or ""), str(one.get("event") or ""))
                seen[place] = max(seen.get(place, 0), number)
    out: dict[str, int] = defaultdict(int)
    for (group, _event), number in seen.items():
        out[group] += number
    return out


def _ticked(view: QuestionnaireView, filled: Sequence[Filled], ideas: Sequence[Row]) -> Iterable[tuple[str, str, int]]:
    """Return (group, idea, ticks) and (group, "", sheets that answered) of a questionnaire."""
    names = {fold(one.title): one.id for one in ideas if one.title}
    for question in view.questions:
        if question.asked.kind not in (CHOICE, SEVERAL):
            continue
        meant: dict[str, str] = {}
        for wording in question.wordings.values():
            for key, text in zip(question.asked.keys, wording.choices, strict=False):
                if fold(text) in names:
                    meant.setdefault(key, names[fold(text)])
        if not meant:
            continue
        for sheet in filled:
            ticks = [one for one in sheet.values.get(question.asked.id, "").split(",") if one in meant]
            if sheet.values.get(question.asked.id):
                yield sheet.group, "", 1
            for one in ticks:
                yield sheet.group, meant[one], 1
