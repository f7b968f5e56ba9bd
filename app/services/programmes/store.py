"""Reads and writes what a document keeps about programmes: participations, states, stored packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import ProgrammeError
from app.core.messages import LocalText
from app.models.base import canonical
from app.models.catalogue import table
from app.models.participation import Participation, ParticipationBaseline, StepState, StoredPack, TaskState
from app.programmes.journey import Baseline, Plan, PlannedStep, StepMark, TaskMark, TaskStatus
from app.programmes.loader import content_hash, load_pack
from app.programmes.rounds import with_choices
from app.programmes.schema import Pack, Way
from app.programmes.ways import narrowed

COMMUNITIES = "communities"
"""Setting of packs: how many communities take part; the list of them wins over what was typed."""
KEPT = ("step", "first_month", "last_month", "status")
"""What is stored of each step of an earlier plan, in this order."""


class PackStore:
    """Packs as a document uses them: stored ones win over installed ones.

    Args:
        installed: pack id to the pack and its compiled bytes.
        today: says what day it is, so that communities that withdrew are counted no more.
    """

    def __init__(self, installed: Mapping[str, tuple[Pack, bytes]], today: Callable[[], str]) -> None:
        self.installed, self._today = installed, today
        self._kept: dict[tuple[str, str], Pack] = {}

    def data(self, session: Session, pack_id: str) -> bytes | None:
        """Return the compiled bytes of a pack without the group's choices, ``None`` where there is none."""
        row = participation(session, pack_id)
        stored = session.get(StoredPack, str(row.pack_hash)) if row is not None and row.pack_hash else None
        if stored is not None:
            return stored.content.encode("utf-8")
        return self.installed[pack_id][1] if pack_id in self.installed else None

    def pack(self, session: Session, pack_id: str) -> Pack | None:
        """Return a pack with the group's choices, ``None`` where there is none that can be read."""
        row = participation(session, pack_id)
        if row is None:
            return narrowed(self.installed[pack_id][0]) if pack_id in self.installed else None
        choices = dict(row.choices) if isinstance(row.choices, dict) else {}
        if (number := communities_on(session, self._today())) is not None:
            choices[COMMUNITIES] = number
        key = (str(row.pack_hash or pack_id), canonical(choices))
        if key in self._kept:
            return self._kept[key]
        data = self.data(session, pack_id)
        if data is None:
            return None
        try:
            found = load_pack(data)
            found = narrowed(load_pack(with_choices(data, choices)) if choices else found)
        except ProgrammeError:
            # the stored text is damaged: the check names it, the work goes on with the installed one
            return narrowed(self.installed[pack_id][0]) if pack_id in self.installed else None
        self._kept[key] = found
        return found

    def ways(self, session: Session, pack_id: str) -> tuple[tuple[Way, Pack], ...]:
        """Return each way of a pack with the pack as it is on it."""
        data, row = self.data(session, pack_id), participation(session, pack_id)
        if data is None:
            return ()
        choices = dict(row.choices) if row is not None and isinstance(row.choices, dict) else {}
        whole = load_pack(with_choices(data, choices) if choices else data)
        return tuple((one, narrowed(replace(whole, way=one.id))) for one in whole.ways)

    def keep(self, session: Session, data: bytes, name: LocalText) -> str:
        """Store compiled bytes in the document and return their hash."""
        key = content_hash(data)
        if session.get(StoredPack, key) is None:
            title = name.best("zh_TW") or name.best("en")
            session.add(StoredPack(hash=key, title=title, content=data.decode("utf-8")))
        return key


def communities_on(session: Session, day: str) -> int | None:
    """Return how many communities take part on *day*, ``None`` where nobody listed them."""
    members = table("member_community")
    found = session.execute(select(members.c.joined_on, members.c.withdrew_on)).all()
    return sum(takes_part(*row, day) for row in found) if found else None


def takes_part(joined_on: str | None, withdrew_on: str | None, day: str) -> bool:
    """Say whether a community takes part on *day*; dates may be a month or a year, which begins then."""
    return (joined_on or "") <= day and (not withdrew_on or withdrew_on > day)


def participations(session: Session) -> Sequence[Participation]:
    """Return all participations in the person's order."""
    return session.scalars(select(Participation).order_by(Participation.order_key, Participation.id)).all()


def participation(session: Session, pack_id: str) -> Participation | None:
    """Return the participation in a pack, ``None`` where it was not joined."""
    return session.scalars(select(Participation).where(Participation.pack == pack_id)).first()


def plan_of(session: Session, row: Participation) -> Plan:
    """Return how far a group is: its marks and its plans."""
    tasks = session.scalars(select(TaskState).where(TaskState.participation == row.id)).all()
    steps = session.scalars(select(StepState).where(StepState.participation == row.id)).all()
    return Plan(
        start_month=(row.start_month or "")[:7],
        tasks={one.task: _task_mark(one) for one in tasks if one.task},
        steps={one.step: _step_mark(one) for one in steps if one.step},
        baselines=baselines_of(session, row),
    )


def baselines_of(session: Session, row: Participation) -> tuple[Baseline, ...]:
    """Return the earlier plans, oldest first."""
    found = session.scalars(
        select(ParticipationBaseline)
        .where(ParticipationBaseline.participation == row.id)
        .order_by(ParticipationBaseline.order_key, ParticipationBaseline.id)
    ).all()
    return tuple(Baseline(one.start_month or "", one.until or "", one.reason or "", _kept(one.steps)) for one in found)


def _kept(steps: object) -> tuple[PlannedStep, ...]:
    """Return the months of an earlier plan as they were stored; rows that are none are left out."""
    rows = steps if isinstance(steps, list) else []
    return tuple(PlannedStep(*map(str, one)) for one in rows if isinstance(one, list) and len(one) == len(KEPT))


def _task_mark(row: TaskState) -> TaskMark:
    known = row.state in tuple(TaskStatus)
    status = TaskStatus(row.state) if known and row.state else TaskStatus.OPEN
    return TaskMark(status, row.note or "", tuple(row.files or ()), row.done_on or "")


def _step_mark(row: StepState) -> StepMark:
    moved = (row.first_moved or 0, row.last_moved or 0)
    return StepMark(row.already_have is True, row.note or "", tuple(row.files or ()), *moved)
