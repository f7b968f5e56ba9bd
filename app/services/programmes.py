"""Taking part in programmes: joining, the journey, tasks, plans, and setting up another year.

Stored packs win over installed ones: a document keeps the text of every pack it uses, so that it
means the same on every computer. Everything here runs on the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.fields import Finding, Option
from app.core.messages import N_, NP_, Label, Message
from app.core.order import between
from app.models.budget import Budget
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.participation import Participation, ParticipationBaseline, StepState, StoredPack, TaskState
from app.programmes import workflow
from app.programmes.journey import Baseline, ClockView, Due, JourneyView, StepView, TaskStatus, TaskView
from app.programmes.loader import load_pack
from app.programmes.planning import moves, timetable
from app.programmes.rounds import RoundField, RoundValue, difference, make_round, round_fields
from app.programmes.schema import DossierTemplate, Pack, Way
from app.services.evidence.targets import EVIDENCE_LINES, EVIDENCE_SHEETS, group_of, line_words, sheets_of
from app.services.programmes_store import KEPT, PackStore, baselines_of, participation, participations, plan_of

CHOOSE = N_("Choose a programme from the list.")
OF_BUDGETS = frozenset({"heads", "grant_types", "head_details", "ineligible_costs", "applicant_kinds"})
"""Lists that fields of budgets and their lines offer."""
ROUND_SOURCE = "set up by the team"


@dataclass(frozen=True, slots=True)
class PackSummary:
    """A pack in the list of those that one can join. ``over``: its hard dates are past."""

    id: str
    pack: Pack
    joined: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """A programme that the community takes part in; ``baselines`` are earlier plans, ``ours``: set up here."""

    id: str
    pack: Pack
    start_month: str
    joined_on: str
    baselines: tuple[Baseline, ...]
    over: bool
    ours: bool = False


@dataclass(frozen=True, slots=True)
class RoundSetUp:
    """What came of setting up a year: findings and no change, or the change and the new pack's id."""

    findings: tuple[Finding, ...]
    changes: ChangeSet | None = None
    pack_id: str = ""


class ProgrammeService:
    """Use cases around programmes. Methods that write return ``None`` where nothing changed.

    Args:
        document: the open document.
        packs: installed packs with their compiled bytes, from ``app.programmes.loader.installed``.
        clock: says what day it is.
    """

    def __init__(self, document: Document, packs: Iterable[tuple[Pack, bytes]], clock: Clock) -> None:
        self._document, self._clock = document, clock
        self._store = PackStore({pack.id: (pack, data) for pack, data in packs}, lambda: self._today().isoformat())

    # -- packs

    def available(self) -> tuple[PackSummary, ...]:
        """Return every pack that can be joined, the community's own path first."""
        with self._document.read() as session:
            own = {row.pack for row in participations(session) if row.pack}
            found = [self._store.pack(session, one) for one in sorted({*self._store.installed, *own})]
        packs = sorted((one for one in found if one), key=lambda one: (one.family != "community", one.id))
        today = self._today()
        return tuple(PackSummary(one.id, one, one.id in own, workflow.round_over(one, today)) for one in packs)

    def pack(self, pack_id: str) -> Pack | None:
        """Return a pack as this document uses it, ``None`` where there is none of that id."""
        with self._document.read() as session:
            return self._store.pack(session, pack_id)

    def template_of(self, pack_id: str) -> DossierTemplate | None:
        """Return the dossier template of a pack, ``None`` where it has none."""
        pack = self.pack(pack_id)
        return pack.dossier if pack else None

    def joined(self) -> tuple[Joined, ...]:
        """Return the programmes taken part in, in the person's order."""
        out = []
        with self._document.read() as session:
            for row in participations(session):
                pack = self._store.pack(session, row.pack or "")
                if pack is not None:
                    over = workflow.round_over(pack, self._today())
                    plans = baselines_of(session, row)
                    ours = pack.id not in self._store.installed
                    out.append(Joined(pack.id, pack, row.start_month or "", row.joined_on or "", plans, over, ours))
        return tuple(out)

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

    def choose(self, pack_id: str, choices: Mapping[str, object]) -> ChangeSet | None:
        """Set the group's own values of settings, its way or its days (``rounds.day_key``); ``None`` unsets one."""

        def write(_session: Session, row: Participation) -> None:
            before = row.choices if isinstance(row.choices, dict) else {}
            row.choices = {key: one for key, one in {**before, **choices}.items() if one is not None}

        return self._change(pack_id, N_("Change the programme's settings"), write)

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
        month = _month(start_month)

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

    # -- another year

    def round_fields(self, pack_id: str) -> tuple[RoundField, ...]:
        """Return the fields of the form "Set up our year", filled from a pack."""
        pack = self.pack(pack_id)
        return round_fields(pack) if pack else ()

    def set_up_round(self, pack_id: str, values: Mapping[str, RoundValue]) -> RoundSetUp:
        """Make another round of a programme, store it beside the old one and join it.

        Args:
            pack_id: the round to start from.
            values: field id to value and teller; ``round`` is needed.

        Returns:
            Findings where the values do not fit together (nothing is stored then), else the change.

        Raises:
            InputError: the year is missing, or that round is there already.
        """
        with self._document.read() as session:
            data = self._store.data(session, pack_id)
        if data is None:
            raise InputError(N_("There is no programme called “{pack}”.", pack=pack_id), CHOOSE)
        try:
            fresh = make_round(data, values, source=ROUND_SOURCE)
        except ValueError as error:
            raise InputError(N_("The new round needs its year."), N_("Write the year, such as 116.")) from error
        pack = load_pack(fresh)
        findings = _faults(pack)
        if findings:
            return RoundSetUp(findings)
        if pack.id in self._store.installed or any(one.id == pack.id for one in self.joined()):
            raise InputError(N_("“{pack}” is there already.", pack=pack.name), N_("Open it, or choose another year."))
        with self._document.unit_of_work(N_("Set up “{pack}”", pack=pack.name)) as work:
            self._add(work.session, pack, fresh, pack.start_month, {})
        return RoundSetUp((), work.changes, pack.id)

    def change_round(self, pack_id: str, values: Mapping[str, RoundValue]) -> RoundSetUp:
        """Change a round that was set up here: its stored pack is replaced, ticks and notes stay.

        Args:
            pack_id: the round.
            values: as for :meth:`set_up_round`; its year stays. A date that is left out is empty.

        Returns:
            Findings where the values do not fit together (nothing is stored then), else the change.

        Raises:
            InputError: there is no such round, or it came with the program.
        """
        with self._document.read() as session:
            data = self._store.data(session, pack_id) if participation(session, pack_id) is not None else None
        if data is None or pack_id in self._store.installed:
            raise InputError(N_("There is no programme called “{pack}”.", pack=pack_id), CHOOSE)
        before = load_pack(data)
        fresh = make_round(data, {**values, "round": RoundValue(before.round)}, source=ROUND_SOURCE)
        pack = load_pack(fresh)
        findings = _faults(pack)
        if findings:
            return RoundSetUp(findings)

        def write(session: Session, row: Participation) -> None:
            old = session.get(StoredPack, str(row.pack_hash))
            row.pack_hash = self._store.keep(session, fresh, pack.name)
            if old is not None and old.hash != row.pack_hash:
                session.delete(old)
            if pack.start_month != before.start_month:
                row.start_month = _month(pack.start_month)

        return RoundSetUp((), self._change(pack_id, N_("Change “{pack}”", pack=pack.name), write), pack.id)

    def compare(self, older: str, newer: str) -> tuple[tuple[Label, object, object], ...]:
        """Return what changed between two rounds: label, value then, value now."""
        first, second = self.pack(older), self.pack(newer)
        return difference(first, second) if first and second else ()

    # -- lists for forms

    def option_list(self, list_id: str) -> tuple[Option, ...]:
        """Return the choices of fields declared with ``FromPack(list_id)``, over all joined programmes.

        ``heads``, ``roles``, ``conditions``, ``rubrics``, ``voucher_kinds``, ``grant_types`` and what evidence can
        prove are every pack's own, ``programmes`` the packs themselves; any other id names a list of the packs. Without
        a joined programme the community's own path is asked. What budgets offer comes from every pack whose
        rules a budget follows, too.
        """
        if list_id == "programmes":
            return tuple(Option(one.id, one.pack.name) for one in self.available())
        packs = [one.pack for one in self.joined()]
        if not packs:
            packs = [pack for pack, _ in self._store.installed.values() if pack.family == "community"]
        if list_id in OF_BUDGETS:
            packs += self._followed({one.id for one in packs})
        found: dict[str, Option] = {}
        for pack in packs:
            for key, title in _options(pack, list_id):
                found.setdefault(key, Option(key, title))
        return tuple(found.values())

    # -- inside

    def _followed(self, known: Collection[str]) -> list[Pack]:
        """Return the packs whose rules a budget of this document follows, besides those that are known."""
        with self._document.read() as session:
            ids = session.scalars(select(Budget.programme).where(Budget.programme.is_not(None)).distinct()).all()
            found = [self._store.pack(session, one) for one in sorted(str(key) for key in ids) if one not in known]
        return [one for one in found if one is not None]

    def _today(self) -> date:
        return self._clock.now().date()

    def _add(self, session: Session, pack: Pack, data: bytes, start_month: str, choices: Mapping[str, object]) -> None:
        last = max((row.order_key for row in participations(session) if row.order_key), default=None)
        month = start_month or pack.start_month or self._today().strftime("%Y-%m")
        row = Participation(
            pack=pack.id,
            pack_hash=self._store.keep(session, data, pack.name),
            start_month=_month(month),
            joined_on=self._today().isoformat(),
            order_key=between(last, None),
            choices=dict(choices),
        )
        session.add(row)

    def _change(
        self,
        pack_id: str,
        label: Message,
        write: Callable[[Session, Participation], None],
        *,
        typing: bool = False,
        step: str = "",
    ) -> ChangeSet | None:
        with self._document.unit_of_work(label, typing=typing, step=step) as work:
            row = participation(work.session, pack_id)
            if row is None:
                raise InputError(N_("You do not take part in that programme."), CHOOSE)
            write(work.session, row)
        return work.changes

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


def _faults(pack: Pack) -> tuple[Finding, ...]:
    from app.programmes.validate import validate  # late: only a round that is set up is judged by all the rules

    return validate(pack)


def _month(text: str) -> str:
    """Return a ``YYYY-MM``. Raises ValueError."""
    return date.fromisoformat(f"{text[:7]}-01").isoformat()[:7]


def _options(pack: Pack, list_id: str) -> Iterable[tuple[str, Label]]:
    if list_id == "heads":
        return [(one.id, one.title) for one in pack.heads]
    if list_id == "voucher_kinds":
        return [(one.id, one.title) for one in pack.voucher_kinds]
    if list_id == "grant_types":
        return [(one.id, one.title) for one in pack.grant_types]
    if list_id == "conditions":
        return [(one.id, one.title) for one in pack.eligibility]
    if list_id == "roles":
        return [(one.id, one.name) for one in pack.roles]
    if list_id == "rubrics":
        return [(f"{pack.id}/{one.id}", one.title) for one in pack.rubrics]
    if list_id == EVIDENCE_LINES:
        return [(one.key, line_words(one)) for sheet in sheets_of([pack]) for one in sheet.targets]
    if list_id == EVIDENCE_SHEETS:
        return [(group_of(sheet.targets[0].key), sheet.title) for sheet in sheets_of([pack]) if sheet.targets]
    return [(item.id, item.title) for one in pack.lists if one.id == list_id for item in one.items]
