"""The budget: a sheet of lines with its sums at the foot and its rules beside, versions, partners, payments, papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.fields import Option
from app.core.messages import N_, NP_, Label, Message, zh_en
from app.services.budget.desk import SettlementView, VoucherDesk, settlements, vouchers
from app.services.budget.plan_views import Comparison
from app.services.budget.sheet import (
    ITEM,
    LINE,
    READ_ALONG,
    CellEdit,
    SheetFacts,
    SheetNews,
    delete_rows,
    insert_lines,
    move_items,
    move_lines,
    read_news,
    read_sheet,
    touched,
    write_cells,
)
from app.services.budget.views import BudgetView
from app.ui.budget.compare_view import CompareView
from app.ui.budget.desk import SheetDesk
from app.ui.budget.papers import PapersCard
from app.ui.budget.records import RecordsPanel
from app.ui.budget.taken_back import TakeBack
from app.ui.budget.totals import TotalsBar
from app.ui.budget.versions import VersionBar, state_words
from app.ui.context import UiContext
from app.ui.pages.base import Page
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.editor import Edit
from app.ui.widgets.fill_scroll import FillScroll
from app.ui.widgets.help import HelpText
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    from app.services.output_kinds import Work
    from app.services.workspace import Workspace

BESIDE_EM = 56.0
PANEL_PX = 320
LATER_MS = 250
"""Pause after which sources and findings are reckoned anew; sums and rules do not wait."""
LINES, COMPARE = "lines", "compare"
PANELS: tuple[tuple[str, Message], ...] = (
    ("budget", N_("Budgets and partners")),
    ("project", N_("Projects")),
    ("funding_source", N_("Funding sources")),
    ("expense", N_("Expenses")),
    ("voucher", N_("Vouchers")),
    ("settlement", N_("Settlement")),
)
VERSIONED = frozenset({LINES, "budget", COMPARE})
TABS: tuple[tuple[str, Message], ...] = ((LINES, N_("Budget lines")), *PANELS, (COMPARE, N_("Compare budgets")))
PAPERS: Mapping[str, Callable[[Workspace], VoucherDesk | tuple[SettlementView, ...]]] = {
    "voucher": vouchers,
    "settlement": settlements,
}
WORKBOOK_LANGUAGES = (
    Option("zh_TW", zh_en("中文活頁簿", "Chinese workbook")),
    Option("en", zh_en("英文活頁簿", "English workbook")),
)


class BudgetPage(Page):
    """The money of the file; the sheet is the first of its views."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._facts: SheetFacts | None = None
        self._budget = ""
        self._wanted: tuple[str, str] = ("", "")
        self._help: HelpText | None = None
        self._language_chosen = False
        self._out, self._whole = 0, False
        self._stale: set[str] = set()
        self._soon, self._later = self._timer(0, self._catch_up), self._timer(LATER_MS, self._ask_view)
        self._lay_out()

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Budget")

    def wants_help(self) -> bool:
        """The limits stand where the help would."""
        return False

    def help_text(self) -> HelpText | None:
        """Return help for the field with the focus, else what the page is for."""
        if self._help is not None:
            return self._help
        why = N_("Write one line for each thing to be paid: how many, at what price.")
        how: tuple[Label, ...] = (
            N_("Name the sources of money first, with the amount that each grants."),
            N_("Type into the empty row at the end; Tab goes right, Enter starts the next line."),
            N_("Copy cells in Excel and paste them with Ctrl+V; what is unclear is kept and marked."),
            N_("Ctrl+D fills down, Insert puts a line in, Alt+Up moves it, F4 does the last thing again."),
            N_("Copy the budget to try things out; compare the two, then put one into use."),
            N_("Export the workbook for Excel; its sums go on working there."),
        )
        return HelpText(N_("Budget"), why=why, how=how, mistake=N_("A price that is not known is left empty, never 0."))

    def open(self, args: tuple[str, ...]) -> None:
        """Open a view (``lines``, ``compare`` or a record type) and a record of it with its field."""
        tab, row_id, field = (*args, "", "", "")[:3]
        if tab:
            self.tabs.choose(tab)
        self._wanted = (row_id, field)
        self._show_tab()

    def on_changes(self, changes: object) -> None:
        """Read anew what money changed, once for several changes."""
        if self._facts is None or not READ_ALONG & {one.type for one in getattr(changes, "changes", ())}:
            return
        lines = touched(changes)
        self._whole = self._whole or lines is None
        self._stale |= lines or set()
        self._soon.start()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what shortcuts do here."""
        return {"add": self.add, "delete": self.delete, "export": self.export}

    def retranslate(self) -> None:
        """Say everything again and space it for the size of the text."""
        super().retranslate()
        metrics = self.context.theme.metrics
        self._outer.setContentsMargins(metrics.u(1.5), metrics.u(1), metrics.u(1.5), metrics.u(0.5))
        self._outer.setSpacing(metrics.u(0.75))
        for part in (self.tabs, self.versions, self.desk, self.compare, self.totals, self.output, self.language):
            part.refresh()
        self.language.setFixedWidth(widest(self.language.box, self.context.theme))
        for panel in self.panels.values():
            panel.refresh()
        for card in self.papers.values():
            card.refresh()
        self._fill()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the limits beside the sheet where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def leave(self) -> None:
        """Finish compositions and hand on what was typed."""
        self.grid.flush()
        super().leave()

    # -- what people do

    def add(self) -> None:
        """Go to where the next line begins, or make a record of the type that is shown."""
        panel = self.panels.get(self.tabs.current())
        if panel is not None:
            panel.add()
        else:
            self.leave()
            self.desk.begin()

    def delete(self) -> None:
        """Move the chosen lines or the chosen record to the bin; undo brings them back."""
        panel = self.panels.get(self.tabs.current())
        if panel is not None:
            panel.delete()
        elif self.tabs.current() == LINES:
            self.grid.remove()

    def export(self) -> None:
        """Write the workbook."""
        self.leave()
        language = str(self.language.value() or self.context.document.output_language)
        shown = self._facts.plan.budget if self._facts else None
        draft = self.context.text(state_words(shown)[1]) if shown is not None and not shown.current else ""
        parts = (self.context.text(N_("Budget")), self.context.document.community, draft)
        name = " ".join(one for one in parts if one)
        work = partial(_workbook, language=language, budget=self._shown())
        self.output.write(work, name, ".xlsx", N_("Save the budget workbook"))

    # -- layout

    def _timer(self, pause: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(do)
        return timer

    def _lay_out(self) -> None:
        self.tabs = TabRow(self.context, TABS)
        self.tabs.chosen.connect(self._on_tab)
        self.export_button = self.binder.button(
            N_("Export workbook"), self.export, icon="download", name="export_workbook"
        )
        self.language = ChoiceBox(self.context, WORKBOOK_LANGUAGES, optional=False)
        self.language.set_value(self.context.document.output_language)
        self.language.edited.connect(self._on_language)
        self.binder.text(self.language.name_it, N_("Language of the workbook"))
        self.output = OutputBar(self.context)
        self._make_views()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._scroll = FillScroll()
        self._outer = self._scroll.body
        whole.addWidget(self._scroll, 1)
        self._outer.addWidget(self.tabs)
        self._outer.addWidget(self.versions)
        self.back = TakeBack(self.context)
        self.back.came.connect(self._on_came_back)
        self.binder.also(self.back.refresh)
        for one in (self.export_button, self.language, self.back):
            self.versions.put(one)
        self._outer.addWidget(self.output)
        for card in self.papers.values():
            self._outer.addWidget(card)
        for key, view in self.views.items():
            self._outer.addWidget(view, 1)
            view.setVisible(key == LINES)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.totals)
        whole.addLayout(self._foot)
        self.retranslate()

    def _make_views(self) -> None:
        self.versions, self.totals, self.compare = (
            VersionBar(self.context),
            TotalsBar(self.context),
            CompareView(self.context),
        )
        self.desk = SheetDesk(self.context, self.add)
        self.grid, self.limits = self.desk.grid, self.desk.limits
        self.views: dict[str, QWidget] = {LINES: self.desk, COMPARE: self.compare}
        self.panels = {name: RecordsPanel(self.context, name) for name, _ in PANELS}
        for name, panel in self.panels.items():
            panel.help_changed.connect(self._on_help)
            panel.help_changed.connect(partial(self._on_field, panel))
            panel.setMinimumHeight(PANEL_PX)
            self.views[name] = panel
        self.papers = {name: PapersCard(self.context) for name in PAPERS}
        for card in self.papers.values():
            card.place_asked.connect(self._on_place)
        grid, versions = self.grid, self.versions
        grid.written.connect(self._on_written)
        grid.insert_asked.connect(self._on_insert)
        grid.move_asked.connect(self._on_move)
        grid.delete_asked.connect(self._on_delete)
        grid.entered.connect(self._on_entered)
        grid.left.connect(self._on_left)
        self.desk.line_asked.connect(lambda line: self.context.go(f"record:budget_line:{line}:"))
        self.desk.fold.clicked.connect(self._on_fold)
        self.limits.place_asked.connect(self._on_place)
        self.limits.change_asked.connect(self._on_change_asked)
        versions.chosen.connect(self._on_budget)
        versions.copy_asked.connect(self._on_copy)
        versions.compare_asked.connect(lambda: self._on_compare())
        versions.apply_asked.connect(lambda: self._apply(self._shown()))
        versions.aside_asked.connect(self._on_aside)
        versions.remove_asked.connect(self._on_remove)
        self.compare.pair_asked.connect(self._compare)
        self.compare.apply_asked.connect(self._apply)

    def _arrange(self) -> None:
        metrics = self.context.theme.metrics
        beside = self.width() >= metrics.em(BESIDE_EM)
        self.desk.arrange(beside=beside, room=self._scroll.height())
        for panel in self.panels.values():
            panel.setMinimumHeight(PANEL_PX if beside else max(PANEL_PX, self._scroll.height()))
        home: QBoxLayout = self._foot if beside else self._outer
        if home.indexOf(self.totals) < 0:
            home.addWidget(self.totals)
        edge = (metrics.u(1.5), metrics.u(0.25), metrics.u(1.5), metrics.u(0.75)) if beside else (0, 0, 0, 0)
        self._foot.setContentsMargins(*edge)

    def _show_tab(self) -> None:
        tab = self.tabs.current()
        self.versions.setVisible(tab in VERSIONED)  # payments are of the file, not of a version
        for key, view in self.views.items():
            view.setVisible(key == tab)
        for key, card in self.papers.items():
            card.setVisible(False)
            if key == tab:
                self.context.lane.submit(PAPERS[key], card.show_found)
                card.refresh()
        row_id, field = self._wanted
        if tab in self.panels:
            self._wanted = ("", "")
            self.panels[tab].ask(row_id, field)
        self._ask()
        if tab == COMPARE:
            self._compare(*self._pair())

    # -- reading

    def _catch_up(self) -> None:
        lines, whole = tuple(self._stale), self._whole
        self._stale, self._whole = set(), False
        if whole:
            self._ask()
        elif lines:
            self.context.lane.submit(partial(read_news, budget_id=self._budget, ids=lines), self._on_news)
        tab = self.tabs.current()
        if tab in self.panels:
            self.panels[tab].ask()
        if tab in PAPERS:
            self.context.lane.submit(PAPERS[tab], self.papers[tab].show_found)
        if tab == COMPARE:
            self._compare(*self._pair())

    def _ask(self) -> None:
        self.context.lane.submit(partial(read_sheet, budget_id=self._budget), self._on_facts)

    def _ask_view(self) -> None:
        self.desk.show_rules()
        budget = self._facts.plan.budget.id if self._facts else ""
        self.context.lane.submit(partial(_view, budget_id=budget), self._on_view)

    def _on_facts(self, facts: SheetFacts) -> None:
        first = self._facts is None
        self._facts = facts
        self._budget = facts.plan.budget.id if not facts.plan.budget.current else ""
        self._fill()
        self._ask_view() if first else self._later.start()

    def _fill(self) -> None:
        facts = self._facts
        if facts is None:
            return
        if not self._language_chosen:  # the page may have been made before the document's own was known
            self.language.set_value(self.context.document.output_language)
        self.versions.show_budgets(facts.budgets, facts.plan.budget)
        self.back.set_budget(facts.plan.budget.id)
        self.tabs.buttons[COMPARE].setVisible(len(facts.budgets) > 1)
        self.desk.show_facts(facts, settled=not self._out)
        self.totals.show_plan(facts.plan)
        self._arrange()
        row_id, field = self._wanted
        if row_id and self.tabs.current() == LINES:
            self._wanted = ("", "")
            self.grid.open_line(row_id, field or "item")

    def _on_news(self, news: SheetNews) -> None:
        self.desk.show_news(news, settled=not self._out)
        self.totals.show_plan(news.plan)
        self._later.start()

    def _on_view(self, view: BudgetView) -> None:
        self.desk.show_view(view)
        self.totals.show_view(view)
        self._arrange()

    # -- writing

    def _on_written(self, edits: Sequence[CellEdit], label: Message, step: str, typing: bool) -> None:
        self._send(partial(write_cells, edits=edits, label=label, step=step, typing=typing))
        # text that was kept as typed is outside the history: no change set tells of it
        self._stale |= {one.parent if one.type == ITEM else one.id for one in edits}

    def _send(self, work: Callable[[Workspace], object]) -> None:
        self._out += 1
        self.context.lane.submit(work, self._on_done, self._on_failed)

    def _on_done(self, _answer: object) -> None:
        self._out -= 1
        self._soon.start()

    def _on_failed(self, error: AppError) -> None:
        self._out -= 1
        self._whole = True
        self._soon.start()
        self.context.error(error)

    def _on_insert(self, ids: Sequence[str], before: str) -> None:
        row = self._facts.rows.get(before) if self._facts else None
        head = row.get("head") if row is not None else None
        values = {"head": head} if head else {}
        self._send(partial(insert_lines, ids=ids, budget_id=self._shown(), before=before, values=values))

    def _on_move(self, ids: Sequence[str], by: int) -> None:
        item = self.grid.model.row_of(ITEM, ids[0]) >= 0
        work = move_items if item else partial(move_lines, shown=self.grid.model.lines())
        self._send(partial(work, ids=ids, by=by))

    def _on_delete(self, rows: Sequence[tuple[str, str]]) -> None:
        self._send(partial(delete_rows, rows=rows))
        said = NP_("{n} line is in the bin. Undo brings it back.", "{n} lines are in the bin. Undo brings them back.",
                   len(rows))  # fmt: skip
        self.context.notice(said)

    # -- versions

    def _shown(self) -> str:
        return self._facts.plan.budget.id if self._facts else ""

    def _pair(self) -> tuple[str, str]:
        """Return the budgets to compare: those chosen there, else the one in use and the one that is shown."""
        before, after = self.compare.pair()
        budgets = self._facts.budgets if self._facts else ()
        known = {one.id for one in budgets}
        if before in known and after in known and before != after:
            return before, after
        current = next((one.id for one in budgets if one.current), "")
        others = [one.id for one in budgets if one.id != current]
        shown = self._shown()
        return current, shown if shown in others else (others[-1] if others else current)

    def _on_budget(self, budget: str) -> None:
        self.leave()
        self._budget = budget
        self._ask()

    def _on_copy(self) -> None:
        self.leave()
        self.context.lane.submit(partial(_copy, budget=self._shown()), self._on_copied)

    def _on_copied(self, made: str) -> None:
        self._budget = made
        self._ask()  # the line above the sheet says that this is the copy

    def _on_came_back(self, made: str) -> None:
        self.context.lane.submit(partial(read_sheet, budget_id=made), self._on_back)

    def _on_back(self, facts: SheetFacts) -> None:
        """Show the version that a workbook became beside the budget that it was made of."""
        self._on_facts(facts)
        made = facts.plan.budget
        known = {one.id for one in facts.budgets}
        self._on_compare(made.copied_from if made.copied_from in known else "", made.id)

    def _on_compare(self, before: str = "", after: str = "") -> None:
        self.leave()
        self.compare.offer(self._facts.budgets if self._facts else (), before, after)
        self.tabs.choose(COMPARE)
        self._on_tab(COMPARE)

    def _compare(self, before: str, after: str) -> None:
        if self._facts is not None and before != after:
            self.compare.offer(self._facts.budgets, before, after)
            self.context.lane.submit(partial(_compare, before=before, after=after), self._on_compared)

    def _on_compared(self, found: Comparison) -> None:
        self.compare.show_comparison(found)

    def _apply(self, budget: str) -> None:
        self.leave()
        self._budget = budget
        self.context.lane.submit(lambda workspace: workspace.plans.apply(budget), self._on_applied)

    def _on_applied(self, changes: object) -> None:
        self._ask()
        touched_budgets = {one.record for one in getattr(changes, "changes", ()) if one.type == "budget"}
        replaced = N_("The budget is in use. The one before is set aside; undo takes this back.")
        alone = N_("The budget is in use. Undo takes this back.")
        self.context.notice(replaced if len(touched_budgets) > 1 else alone)

    def _on_aside(self) -> None:
        budget, self._budget = self._shown(), ""
        self.leave()
        self.context.lane.submit(lambda workspace: workspace.plans.set_aside(budget))

    def _on_remove(self) -> None:
        budget, self._budget = self._shown(), ""
        self.leave()
        self.context.lane.submit(lambda workspace: workspace.plans.remove(budget))

    def _on_change_asked(self, rule: str) -> None:
        self.leave()
        self.grid.entry.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes away with what it mends
        self._send(partial(_carry_out, budget=self._shown(), rule=rule))

    # -- answers

    def _on_language(self, _edit: Edit) -> None:
        self._language_chosen = True

    def _on_fold(self) -> None:
        opened = self.desk.unfold()
        self._arrange()
        if opened:
            self._scroll.follow(self.desk.side())

    def _on_tab(self, _key: str) -> None:
        self.leave()
        self._help = None
        self._scroll.verticalScrollBar().setValue(0)
        self._show_tab()
        self.help_changed.emit()

    def _on_field(self, panel: RecordsPanel, _help_text: HelpText) -> None:
        self._fill_room(panel)  # with large text the form scrolls within all the room, not within a slit of it

    def _on_help(self, help_text: HelpText) -> None:
        self._help = help_text
        self.help_changed.emit()

    def _on_place(self, place: str) -> None:
        parts = place.split(":")
        if parts[1] == LINE:
            self.grid.open_line(parts[2], parts[3] if len(parts) > 3 else "item")
        elif parts[1] in self.panels:
            self.open(tuple(parts[1:4]))
        else:
            self.context.go(place)

    def _on_entered(self, kind: str, name: str) -> None:
        self._follow()
        field = self.grid.reader.field(kind, name)
        self._on_help(HelpText(field.label, why=field.help, example=field.example, source=field.source or None))

    def _follow(self) -> None:
        """See the cell; with large text the sheet has the whole room, with its headings at the top."""
        if not self._fill_room(self.grid.view):
            self._scroll.follow(self.grid.entry)

    def _fill_room(self, view: QWidget) -> bool:
        """Scroll to the top of what is as high as the room; False where it is not."""
        inner = self._scroll.widget()
        filled = inner is not None and view.height() >= self._scroll.viewport().height()
        if inner is not None and filled:
            self._scroll.verticalScrollBar().setValue(view.mapTo(inner, QPoint(0, 0)).y())
        return filled

    def _on_left(self) -> None:
        self.tabs.focus_current()


def _view(workspace: Workspace, budget_id: str) -> BudgetView:
    return workspace.budget.view(budget_id)


def _copy(workspace: Workspace, budget: str) -> str:
    return workspace.plans.copy(budget)[0]


def _compare(workspace: Workspace, before: str, after: str) -> Comparison:
    return workspace.plans.compare(before, after)


def _carry_out(workspace: Workspace, budget: str, rule: str) -> object:
    found = workspace.plans.proposal(budget, rule)
    return workspace.plans.carry_out(budget, found.change) if found is not None and found.change is not None else None


def _workbook(workspace: Workspace, language: str, budget: str) -> Work:
    from app.services.output_kinds import Request, prepare

    return prepare(workspace, "budget", Request(language=language, ids=(budget,) if budget else None))
