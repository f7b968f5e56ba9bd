"""One way through a round: a pack with only what the chosen way needs; and the days that a group may set itself.

A way hides, it never deletes: what was ticked, written or recorded for another way stays in the file and is there
again when that way is chosen. Source: ``nfa_114.md`` 3, 4, 8. Thread: any.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from app.programmes.schema import Deadline, Pack, Step, Way

_T = TypeVar("_T", bound=Any)


def way_of(pack: Pack) -> Way | None:
    """Return the way that is shown: the chosen one, else the usual one; ``None`` where a pack has none."""
    chosen = next((one for one in pack.ways if one.id == pack.way), None)
    return chosen or next((one for one in pack.ways if one.usual), None)


def movable(one: Deadline) -> tuple[str, ...]:
    """Return the parts of a date that a group may set itself; a hard date stays as the programme printed it."""
    if one.kind == "hard":
        return ()
    return ("start", "end") if one.start or one.end or one.kind == "planned" else ("date",)


def narrowed(pack: Pack) -> Pack:
    """Return the pack with what its way needs only; the pack itself where it has no ways."""
    way = way_of(pack)
    if way is None:
        return pack

    def kept(found: Iterable[_T]) -> tuple[_T, ...]:
        return tuple(one for one in found if not one.ways or way.id in one.ways)

    steps = kept(pack.steps)
    there = {one.id for one in steps}
    counted = all(one.number.isdigit() for one in steps)
    return msgspec.structs.replace(
        pack,
        steps=tuple(
            _step(one, there, str(place) if counted else one.number, way) for place, one in enumerate(steps, 1)
        ),
        phases=tuple(one for one in pack.phases if any(step.phase == one.id for step in steps)),
        tasks=tuple(one for one in kept(pack.tasks) if one.step in there),
        deadlines=tuple(
            msgspec.structs.replace(one, steps=tuple(step for step in one.steps if step in there))
            for one in kept(pack.deadlines)
        ),
        checklist=tuple(one for one in kept(pack.checklist) if not one.step or one.step in there),
        role_matrix=tuple(one for one in pack.role_matrix if one.step in there),
    )


def _step(one: Step, there: set[str], number: str, way: Way) -> Step:
    """Return a step that waits for none that is not on this way and leads to no page that it hides."""
    needs = tuple(step for step in one.needs if step in there)
    tools = tuple(tool for tool in one.tools if tool.partition(":")[0] not in way.hides)
    return msgspec.structs.replace(one, needs=needs, number=number, tools=tools)
