"""Carrying the project out: the plan at a glance, tasks, money, measures, months, looking back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.core.messages import N_, Label, Message
from app.i18n import Translator
from app.services.delivery.screen import BACK, GLANCE, MEASURES, MONEY, MONTHS, TASKS, WorkScreen, work_screen
from app.services.output_kinds import Request, prepare
from app.ui.context import UiContext
from app.ui.delivery.glance import GlanceView
from app.ui.delivery.lists import ListsView
from app.ui.pages.base import TabbedPage
from app.ui.widgets.card import button_row
from app.ui.widgets.help import HelpText

if TYPE_CHECKING:
    from app.services.workspace import Workspace

PAPERS: tuple[tuple[str, Message, str], ...] = (
    ("mvp-implementation", N_("Implementation plan"), "print_plan"),
    ("mvp-progress", N_("Progress report"), "print_progress"),
    ("mvp-closing", N_("Closing report"), "print_closing"),
    ("mvp-snapshot", N_("Community Snapshot"), "print_snapshot"),
)


class WorkPage(TabbedPage):
    """Six views of the project; each is filled when it is looked at."""

    reads = frozenset(
        {"plan_task", "permission", "plan_risk", "change_request", "check_in", "equity_measure", "measure_reading",
         "reflection", "next_step", "procurement", "project", "seed_decision", "idea", "person", "person_role",
         "liaison_agreement", "budget", "budget_line", "expense", "voucher", "funding_source", "population_group",
         "participation", "community", "organisation"}
    )  # fmt: skip
    views = (
        (GLANCE, N_("At a glance")),
        (TASKS, N_("Tasks and risks")),
        (MONEY, N_("Money and vendors")),
        (MEASURES, N_("Who gains")),
        (MONTHS, N_("Month by month")),
        (BACK, N_("Looking back")),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._screen: WorkScreen | None = None
        self._project = ""
        self.glance = GlanceView(context)
        self.glance.named.connect(self._on_manager)
        self.glance.wanted.connect(self._on_project)
        self.glance.added.connect(self._on_add)
        self._views: dict[str, GlanceView | ListsView] = {GLANCE: self.glance}
        for key in (TASKS, MONEY, MEASURES, MONTHS, BACK):
            view = ListsView(context, key)
            view.added.connect(self._on_add)
            view.finished.connect(self._on_finish)
            view.begun.connect(self._on_begin)
            view.taken.connect(self._on_taken)
            self._views[key] = view
        for one in self._views.values():
            self.body.addWidget(one)
            one.hide()
        prints = [
            self.binder.button(title, partial(self._on_print, kind, title), icon="printer", name=name)
            for kind, title, name in PAPERS
        ]
        self.body.addLayout(button_row(*prints))
        self.binder.also(self.glance.refresh)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Carry the project out")

    def help_text(self) -> HelpText | None:
        """Return what this page is good for."""
        return HelpText(
            N_("Carry the project out"),
            why=N_("A plan that everybody can see gets help in time. What is measured can be believed."),
            how=(
                N_("Break the project into about a dozen tasks with one person and two dates."),
                N_("List who has to agree, and what may go wrong."),
                N_("Agree what you count and for whom, and count once before you begin."),
                N_("Write ten minutes a month: what was done, how it goes, what comes next."),
                N_("Write changes down, and wait for the written yes."),
                N_("Look back together: keep, change, stop. Then thank everybody."),
            ),
            mistake=N_("Writing only what went well. A delay with its reason is worth more."),
        )

    def _ask(self) -> None:
        language, project = self.context.translator.language, self._project
        self.context.lane.submit(partial(_read, language=language, project=project), self._on_screen)

    def _on_screen(self, screen: WorkScreen) -> None:
        self._screen = screen
        self._fill()

    def _fill(self) -> None:
        """Fill the view that is looked at; the keyboard stays where it was."""
        if self._screen is None:
            return
        with self._keyboard():
            key = self.tabs.current()
            for name, view in self._views.items():
                view.setVisible(name == key)
            self._views[key].show_screen(self._screen, self._project)

    # -- what is done

    def _do(self, what: Callable[[Workspace], object]) -> None:
        self.context.lane.submit(what, None, self.context.error)

    def _on_add(self, type_name: str, preset: dict[str, object]) -> None:
        self.context.lane.submit(partial(_add, type_name, preset), self._on_added, self.context.error)

    def _on_added(self, row: Row) -> None:
        self.context.go(f"record:{row.type}:{row.id}")

    def _on_finish(self, type_name: str, record: str) -> None:
        self._do(lambda ws: ws.work.finish(type_name, record))

    def _on_begin(self, _type_name: str, record: str) -> None:
        self._do(lambda ws: ws.work.begin(record))

    def _on_taken(self, key: str) -> None:
        language, project = self.context.translator.language, self._own()
        self._do(lambda ws: ws.work.take(key, language, project))

    def _on_manager(self, person: str) -> None:
        project = self._own()
        self._do(lambda ws: ws.work.hand_over(project, person))

    def _own(self) -> str:
        project = self._screen.view.project if self._screen else None
        return project.id if project else ""

    def _on_project(self, project: str) -> None:
        self._project = project
        self._ask()

    def _on_print(self, kind: str, title: Message) -> None:
        ids = (self._project,) if self._project else None
        request = Request(self.context.document.output_language, ids=ids)
        self.output.write(lambda ws: prepare(ws, kind, request), self.context.text(title), ".pdf", title)


def _read(workspace: Workspace, language: str, project: str) -> WorkScreen:
    custom = workspace.settings.custom()
    return work_screen(workspace, Translator(language, custom.calendar, custom.currency), project)


def _add(type_name: str, preset: dict[str, object], workspace: Workspace) -> Row:
    return workspace.records.create(type_name, preset)[0]
