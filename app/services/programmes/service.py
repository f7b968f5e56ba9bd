"""Taking part in programmes: joining, the journey, tasks, plans, and setting up another year.

Stored packs win over installed ones: a document keeps the text of every pack it uses, so that it
means the same on every computer. Everything here runs on the document lane.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sqlalchemy.orm import Session

from app.core.errors import InputError
from app.core.messages import N_, Message
from app.models.document.changes import ChangeSet
from app.models.participation import Participation
from app.programmes import workflow
from app.programmes.journey import ClockView, Due, JourneyView, StepView, TaskView
from app.programmes.schema import DossierTemplate, Pack, Way
from app.services.programmes.base import CHOOSE, Joined
from app.services.programmes.lists import PackSummary, ProgrammeLists
from app.services.programmes.marks import ProgrammeMarks
from app.services.programmes.store import participation, participations, plan_of
from app.services.programmes.years import ProgrammeYears, RoundSetUp

__all__ = ["CHOOSE", "Joined", "PackSummary", "ProgrammeService", "RoundSetUp"]


class ProgrammeService(ProgrammeYears, ProgrammeLists, ProgrammeMarks):
    """Use cases around programmes. Methods that write return ``None`` where nothing changed.

    Args:
        document: the open document.
        packs: installed packs with their compiled bytes, from ``app.programmes.loader.installed``.
        clock: says what day it is.
    """

    # -- taking part

    def template_of(self, pack_id: str) -> DossierTemplate | None:
        """Return the dossier template of a pack, ``None`` where it has none."""
        pack = self.pack(pack_id)
        return pack.dossier if pack else None

    def join(
        self, pack_id: str, start_month: str = "", *, choices: Mapping[str, object] = MappingProxyType({})
    ) -> ChangeSet | None:
        """Take part in a programme; its text is stored in the document.

        Args:
            pack_id: an installed pack.
            start_month: ``YYYY-MM`` of programme month 1; "" takes the pack's own, or this month.
            choices: ``place`` and values of settings.

        Raises:
            InputError: there is no such pack, it cannot be joined yet, or it was joined already.
        """
        if pack_id not in self._store.installed:
            raise InputError(N_("There is no programme called “{pack}”.", pack=pack_id), CHOOSE)
        pack, data = self._store.installed[pack_id]
        if not pack.joinable:
            raise InputError(N_("Nobody can take part in “{pack}” here yet.", pack=pack.name), CHOOSE)
        if any(one.id == pack_id for one in self.joined()):
            raise InputError(N_("You take part in “{pack}” already.", pack=pack.name), CHOOSE)
        with self._document.unit_of_work(N_("Join “{pack}”", pack=pack.name)) as work:
            self._add(work.session, pack, data, start_month, choices)
        return work.changes

    def leave(self, pack_id: str) -> ChangeSet | None:
        """Stop taking part; what was ticked for it goes with it, and undo brings it back."""
        return self._change(pack_id, N_("Leave the programme"), lambda session, row: session.delete(row))

    def choose(self, pack_id: str, choices: Mapping[str, object], label: Message | None = None) -> ChangeSet | None:
        """Set the group's own values of settings, its way or its days (``rounds.day_key``); ``None`` unsets one."""

        def write(_session: Session, row: Participation) -> None:
            before = row.choices if isinstance(row.choices, dict) else {}
            row.choices = {key: one for key, one in {**before, **choices}.items() if one is not None}

        return self._change(pack_id, label or N_("Change the programme's settings"), write)

    def ways(self, pack_id: str) -> tuple[tuple[Way, Pack], ...]:
        """Return the ways through a round, each with the pack as it is on it; empty where there is one only."""
        with self._document.read() as session:
            return self._store.ways(session, pack_id)

    def own_values(self, pack_id: str) -> Mapping[str, object]:
        """Return what :meth:`choose` set for a joined programme, by the same names."""
        with self._document.read() as session:
            row = participation(session, pack_id)
            return dict(row.choices) if row is not None and isinstance(row.choices, dict) else {}

    # -- journey

    def journey(self, pack_id: str) -> JourneyView | None:
        """Return the journey of a pack (not joined ones too, to look at), ``None`` where it is gone."""
        with self._document.read() as session:
            pack = self._store.pack(session, pack_id)
            row = participation(session, pack_id)
            if pack is None:
                return None
            plan = plan_of(session, row) if row is not None else workflow.Plan(pack.start_month)
        return workflow.journey(pack, plan, self._today())

    def journeys(self) -> tuple[JourneyView, ...]:
        """Return the journeys of all joined programmes."""
        return tuple(view for one in self.joined() if (view := self.journey(one.id)) is not None)

    def step(self, pack_id: str, step_id: str) -> StepView | None:
        """Return one step of a journey, ``None`` where it is gone."""
        view = self.journey(pack_id)
        return view.step(step_id) if view else None

    def next_tasks(self, number: int = 3, journeys: Iterable[JourneyView] | None = None) -> tuple[TaskView, ...]:
        """Return the next tasks of all joined programmes, or of *journeys* just read, taking turns."""
        queues = [list(workflow.next_tasks(view, number)) for view in journeys or self.journeys()]
        out: list[TaskView] = []
        while len(out) < number and any(queues):
            out.extend(queue.pop(0) for queue in queues if queue)
        return tuple(out[:number])

    def due(self, number: int | None = None) -> tuple[Due, ...]:
        """Return what has a day in all joined programmes, soonest first; a round that is over has none."""
        found: list[Due] = []
        with self._document.read() as session:
            for row in participations(session):
                pack = self._store.pack(session, row.pack or "")
                if pack is not None:
                    found += workflow.due_list(pack, plan_of(session, row), self._today())
        found.sort(key=lambda one: (one.date, not one.hard, one.id))
        return tuple(found if number is None else found[:number])

    def clock(self, pack_id: str) -> ClockView | None:
        """Return both clocks of a pack, ``None`` where it is gone."""
        view = self.journey(pack_id)
        return view.clock if view else None

    def clock_words(self, pack_id: str) -> Message | None:
        """Return the clocks in words, such as "Month 8 of 24"."""
        found = self.clock(pack_id)
        return found.words if found else None

    def round_over(self, pack_id: str) -> bool:
        """Say whether the hard dates of a pack are past."""
        pack = self.pack(pack_id)
        return pack is not None and workflow.round_over(pack, self._today())
