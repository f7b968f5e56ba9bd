"""What a group marks on its way: tasks, steps, notes, and plans that move. Document lane."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.messages import N_, NP_, Message
from app.core.order import between
from app.models.document.changes import ChangeSet
from app.models.participation import Participation, ParticipationBaseline, StepState, TaskState
from app.programmes.journey import TaskStatus
from app.programmes.planning import moves, timetable
from app.services.programmes.base import ProgrammeBase, month_of
from app.services.programmes.store import KEPT, plan_of


class ProgrammeMarks(ProgrammeBase):
    """Ticks, notes and moves; each method that writes is one Undo."""

    def set_task(
        self,
        pack_id: str,
        task_id: str,
        state: str | None = None,
        *,
        note: str | None = None,
        files: tuple[str, ...] | None = None,
        typing: bool = False,
        step: str = "",
    ) -> ChangeSet | None:
        """Mark a task, write its note or attach files; what is ``None`` stays.

        Args:
            pack_id: a joined pack.
            task_id: a task of it.
            state: ``open``, ``doing``, ``done`` or ``later``.
            note: free text.
            files: ids of attachments.
            typing: whether it may merge into the open step of typing.
            step: id of the field visit.

        Raises:
            InputError: the programme was not joined.
            ValueError: no such state.
        """
        status = TaskStatus(state) if state is not None else None
        today = self._today().isoformat()

        def write(session: Session, row: Participation) -> None:
            found = session.scalars(
                select(TaskState).where(TaskState.participation == row.id, TaskState.task == task_id)
            ).first()
            if found is None:
                found = TaskState(participation=row.id, task=task_id, state=TaskStatus.OPEN.value)
                session.add(found)
            if status is not None and found.state != status.value:
                found.state = status.value
                found.done_on = today if status is TaskStatus.DONE else None
            found.note = found.note if note is None else note
            found.files = found.files if files is None else files

        return self._change(pack_id, self._task_label(pack_id, task_id, status), write, typing=typing, step=step)

    def already_have(
        self,
        pack_id: str,
        step_id: str,
        note: str | None = None,
        *,
        have: bool = True,
        files: tuple[str, ...] | None = None,
    ) -> ChangeSet | None:
        """Say that the group had what a step makes already (or, with ``have=False``, that it had not)."""

        def write(session: Session, row: Participation) -> None:
            found = self._step_row(session, row, step_id)
            found.already_have = have
            found.note = found.note if note is None else note
            found.files = found.files if files is None else files

        label = N_("Mark the step as there already") if have else N_("Mark the step as not there yet")
        return self._change(pack_id, label, write)

    def set_step_note(
        self,
        pack_id: str,
        step_id: str,
        note: str | None = None,
        files: tuple[str, ...] | None = None,
        *,
        typing: bool = False,
        step: str = "",
    ) -> ChangeSet | None:
        """Write the note of a step or attach files to it; what is ``None`` stays."""

        def write(session: Session, row: Participation) -> None:
            found = self._step_row(session, row, step_id)
            found.note = found.note if note is None else note
            found.files = found.files if files is None else files

        return self._change(pack_id, N_("Write a note for the step"), write, typing=typing, step=step)

    def rebaseline(self, pack_id: str, start_month: str, reason: str = "") -> ChangeSet | None:
        """Let the programme begin in another month; the earlier plan is kept.

        Args:
            pack_id: a joined pack.
            start_month: ``YYYY-MM``.
            reason: why, in the group's words.
        """
        month = month_of(start_month)

        def write(session: Session, row: Participation) -> None:
            if (row.start_month or "")[:7] != month:
                self._keep_plan(session, row, reason)
                row.start_month = month

        return self._change(pack_id, N_("Begin the plan in another month"), write)

    def move_plan(self, pack_id: str, by: int, reason: str = "") -> ChangeSet | None:
        """Move what is still open by some months; what is done stays, and the earlier plan is kept.

        Args:
            pack_id: a joined pack.
            by: months, negative for sooner.
            reason: why, in the group's words.
        """

        def write(session: Session, row: Participation) -> None:
            pack = self._store.pack(session, pack_id)
            moved = moves(pack, plan_of(session, row), by) if pack else {}
            if moved:
                self._keep_plan(session, row, reason)
            for step_id, (first, last) in moved.items():
                found = self._step_row(session, row, step_id)
                found.first_moved, found.last_moved = first, last

        words = NP_("Move the plan by {n} month", "Move the plan by {n} months", abs(by))
        return self._change(pack_id, words, write)

    def _keep_plan(self, session: Session, row: Participation, reason: str) -> None:
        """Keep the plan as it is now among the earlier ones: its months stay readable whatever comes."""
        pack = self._store.pack(session, str(row.pack))
        if not row.start_month or pack is None:
            return
        of_this = select(ParticipationBaseline.order_key).where(ParticipationBaseline.participation == row.id)
        key = between(max((one for one in session.scalars(of_this) if one), default=None), None)
        steps = [[getattr(one, name) for name in KEPT] for one in timetable(pack, plan_of(session, row))]
        earlier = ParticipationBaseline(
            participation=row.id,
            order_key=key,
            start_month=row.start_month,
            until=self._today().isoformat(),
            reason=reason,
            steps=steps,
        )
        session.add(earlier)

    def _step_row(self, session: Session, row: Participation, step_id: str) -> StepState:
        found = session.scalars(
            select(StepState).where(StepState.participation == row.id, StepState.step == step_id)
        ).first()
        if found is None:
            found = StepState(participation=row.id, step=step_id)
            session.add(found)
        return found

    def _task_label(self, pack_id: str, task_id: str, status: TaskStatus | None) -> Message:
        pack = self.pack(pack_id)
        task = pack.task(task_id) if pack else None
        title: object = task.title if task else task_id
        if status is TaskStatus.DONE:
            return N_("Tick off “{task}”", task=title)
        if status is None:
            return N_("Write a note for “{task}”", task=title)
        return N_("Change the status of “{task}”", task=title)
