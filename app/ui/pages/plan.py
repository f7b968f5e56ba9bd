"""The plan of a programme: its months as a timeline, its set-up, its team, and the papers of all three."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, NP_, Label, Message
from app.exports.spec import Audience
from app.programmes.schema import Pack
from app.services.masking import Reader, ShownRecords
from app.services.output_kinds import Request, prepare
from app.services.plan.desk import PlanView
from app.services.plan.hours import hours_said, people_hours
from app.services.plan.timeline import State
from app.ui.context import UiContext
from app.ui.pages.base import TabbedPage
from app.ui.plan.setup_view import SetUpView
from app.ui.plan.team_view import TeamView
from app.ui.plan.timeline_view import EarlierView, MoveCard, TimelineView
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

MONTHS, SETUP, TEAM = "months", "setup", "team"


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the page shows; ``view`` is None where the file takes part in no programme.

    Args:
        hours: what was given beside what was expected, in a sentence.
    """

    view: PlanView | None
    pack: Pack | None
    hours: Message | None = None


class PlanPage(TabbedPage):
    """Three views: the months, the set-up, the team."""

    reads = frozenset(
        {"participation", "participation_baseline", "task_state", "step_state", "member_community", "funding_source",
         "person", "person_role", "organisation", "procurement", "community",
         "work_log", "liaison_agreement", "meeting", "event"}
    )  # fmt: skip
    views = ((MONTHS, N_("Months and steps")), (SETUP, N_("Set-up and money")), (TEAM, N_("People and roles")))

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._facts: PlanFacts | None = None
        self._pack, self._part = "", Binder(context)
        self._head = QVBoxLayout()
        self.above.addLayout(self._head)
        self.which = ChoiceBox(context, (), optional=False)
        self.which.box.setObjectName("plan_programme")
        self.binder.text(self.which.name_it, N_("Which programme"))
        self.which.edited.connect(self._on_programme)
        self.above.addLayout(button_row(self.which))
        self._papers = QVBoxLayout()
        self.body.addLayout(self._papers)
        self.months, self.move_card, self.earlier = TimelineView(context), MoveCard(context), EarlierView(context)
        self.setup, self.team = SetUpView(context), TeamView(context)
        self._views: dict[str, tuple[QWidget, ...]] = {
            MONTHS: (self.months, self.move_card, self.earlier), SETUP: (self.setup,), TEAM: (self.team,),
        }  # fmt: skip
        for view in (one for some in self._views.values() for one in some):
            self.body.addWidget(view)
            view.hide()
        self.months.have.connect(self._on_have)
        self.move_card.moved.connect(self._on_move)
        self.setup.edited.connect(self._on_number)
        self.setup.began.connect(self._on_begin)
        self.setup.kept.connect(self._on_keep)
        for one in (self.which, self.move_card, self.setup):
            self.binder.also(one.refresh)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Plan and team")

    def help_text(self) -> HelpText | None:
        """Return what the plan is good for."""
        return HelpText(
            N_("Plan and team"),
            why=N_("Everybody sees the same months, and what changed since the beginning."),
            how=(
                N_("Write the first month, and which communities take part."),
                N_("Press a step: who leads, what comes out, and “We already have this”."),
                N_("Begin a step early where you can. Nobody has to wait for its month."),
                N_("Late? Move the plan once, by months, and say why."),
                N_("Print it for the wall, on A3."),
            ),
            mistake=N_("Pretending that the old dates hold. A plan that was moved is worth more than a red one."),
            whom=N_("Whoever gives the money, before the end of the contract moves."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show the view that is named, else the months; a second word names the programme."""
        if len(args) > 1:
            self._pack = args[1]
        super().open(args)

    def _ask(self) -> None:
        self.context.lane.submit(partial(_read, pack=self._pack), self._on_facts)

    def _on_facts(self, facts: PlanFacts) -> None:
        self._facts = facts
        self._fill()

    # -- showing

    def _fill(self) -> None:
        """Fill the view that is looked at; the keyboard stays where it was."""
        if self._facts is not None:
            with self._keyboard():
                self._fill_in(self._facts, self.tabs.current())

    def _fill_in(self, facts: PlanFacts, key: str) -> None:
        clear(self._head)
        clear(self._papers)
        self._part = Binder(self.context)
        for name, views in self._views.items():
            for one in views:
                one.setVisible(name == key and facts.view is not None)
        for widget in (self.tabs, self.which):
            widget.setVisible(facts.view is not None)
        if facts.view is None:
            said = N_("The plan comes from a programme. Take part in one, and its months stand here.")
            go = partial(self.context.go, "programmes")
            self._head.addWidget(EmptyState(self.context, "calendar", said, N_("Open the programmes"), go))
            return
        self._show(facts.view, facts.pack, key)

    def _show(self, view: PlanView, pack: Pack | None, key: str) -> None:
        found = view.timeline
        inside = 1 <= found.month <= found.months
        shape = NOTICE if found.month > found.months and not found.over else BEGUN if inside else DONE
        self._head.addWidget(StatusWord(self.context, shape, found.clock, wrap=True))
        late = sum(one.state is State.LATE for one in found.steps())
        if late and key == MONTHS:
            said = NP_(
                "{n} step is behind its months. That is usual: move the plan below, or go on as you are.",
                "{n} steps are behind their months. That is usual: move the plan below, or go on as you are.",
                late,
            )
            self._head.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        self.which.set_options([Option(one, name) for one, name in view.joined])
        self.which.set_value(view.pack)
        self.which.setMinimumWidth(widest(self.which.box, self.context.theme))
        self.which.setVisible(len(view.joined) > 1)
        self._papers.addLayout(button_row(*self._buttons(key)))
        if key == MONTHS:
            self.months.show_view(view)
            self.move_card.show_view(view)
            self.earlier.show_view(view)
        elif key == SETUP:
            self.setup.show_view(view)
        else:
            self.team.show_view(view, pack, self._facts.hours if self._facts else None)

    def _buttons(self, key: str) -> list[QWidget]:
        make, print_ = self._part.button, self._write
        plan = N_("Two-year plan")
        if key == MONTHS:
            wall = partial(print_, "mvp-plan-24", plan, ".pdf", Audience.PUBLIC, "A3")
            return [
                make(
                    N_("Print the plan"),
                    partial(print_, "mvp-plan-24", plan, ".pdf"),
                    icon="printer",
                    name="print_plan",
                ),
                make(N_("Print it for the wall (A3)"), wall, icon="printer", name="print_wall"),
            ]
        if key == SETUP:
            title = N_("Budget by pot and head")
            return [make(N_("Save the budget by pot"), partial(print_, "mvp-budget", title, ".xlsx"), icon="coins",
                         name="save_pots")]  # fmt: skip
        roster, hours = N_("Roster of the team"), N_("Hours by person and month")
        return [
            make(N_("Print the roster"), partial(print_, "mvp-roster", roster, ".pdf", Audience.TEAM), icon="printer",
                 name="print_roster"),
            make(N_("Save the hours"), partial(print_, "mvp-hours", hours, ".xlsx", Audience.TEAM), icon="clock",
                 name="save_hours"),
        ]  # fmt: skip

    # -- what is done

    def _do(self, what: Callable[[Workspace], object], then: Callable[[object], None] | None = None) -> None:
        self.context.lane.submit(what, then, self.context.error)

    def _current(self) -> str:
        return self._facts.view.pack if self._facts is not None and self._facts.view is not None else ""

    def _on_programme(self, edit: object) -> None:
        self._pack = str(getattr(edit, "value", "") or "")
        self._ask()

    def _on_have(self, step: str, have: bool) -> None:
        pack = self._current()
        self._do(lambda ws: ws.plan.have(pack, step, have=have))

    def _on_move(self, by: int, reason: str) -> None:
        pack = self._current()
        self._do(lambda ws: ws.plan.move(pack, by, reason), self._on_moved)

    def _on_moved(self, changes: object) -> None:
        if changes is None:
            self.context.notice(N_("Nothing is open that could move."))
            return
        self.move_card.emptied()
        self.context.notice(N_("The plan is moved. The earlier one stands below; Undo takes it back."))

    def _on_number(self, name: str, value: object) -> None:
        pack = self._current()
        plain = value if isinstance(value, str | int) else None
        self._do(lambda ws: ws.plan.set_number(pack, name, plain))

    def _on_begin(self, month: str) -> None:
        pack = self._current()
        self._do(lambda ws: ws.plan.begin(pack, month))

    def _on_keep(self) -> None:
        pack = self._current()
        self._do(lambda ws: ws.plan.keep_pots(pack))

    def _write(
        self, kind: str, title: Message, ending: str, audience: Audience = Audience.PUBLIC, paper: str = ""
    ) -> None:
        options = {"programme": self._current(), **({"paper": paper} if paper else {})}
        request = Request(self.context.document.output_language, audience, options=options)
        self.output.write(lambda ws: prepare(ws, kind, request), self.context.text(title), ending, title)


def _read(workspace: Workspace, pack: str) -> PlanFacts:
    view = workspace.plan.view(pack)
    if view is None:
        return PlanFacts(None, None)
    translator = workspace.records.translator
    shown = ShownRecords(workspace.records, translator, Reader(Audience.TEAM))
    people = people_hours(shown, workspace.programmes.journey(view.pack))
    return PlanFacts(view, workspace.programmes.pack(view.pack), hours_said(people, translator.number))
