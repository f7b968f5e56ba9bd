"""The budget: a sheet of lines with its sums at the foot and its rules beside, versions, partners, payments, papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, Label, Message, zh_en
from app.services.budget.desk import SettlementView, VoucherDesk, settlements, vouchers
from app.services.budget.sheet import LINE, SheetNews
from app.services.budget.views import BudgetView
from app.ui.budget.compare_view import CompareView
from app.ui.budget.desk import SheetDesk
from app.ui.budget.papers import PapersCard
from app.ui.budget.reading import SheetReading
from app.ui.budget.records import RecordsPanel
from app.ui.budget.shown_version import ShownVersion
from app.ui.budget.taken_back import TakeBack
from app.ui.budget.totals import TotalsBar
from app.ui.budget.versions import VersionBar, state_words
from app.ui.budget.writing import SheetWriter
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
        self._wanted: tuple[str, str] = ("", "")
        self._help: HelpText | None = None
        self._language_chosen = False
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
        self.reading.changed(changes)

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
        facts = self.reading.facts
        shown = facts.plan.budget if facts is not None else None
        draft = self.context.text(state_words(shown)[1]) if shown is not None and not shown.current else ""
        parts = (self.context.text(N_("Budget")), self.context.document.community, draft)
        name = " ".join(one for one in parts if one)
        work = partial(_workbook, language=language, budget=self.version.shown())
        self.output.write(work, name, ".xlsx", N_("Save the budget workbook"))

    # -- layout

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
        self.back.came.connect(self.version.came_back)
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
        self.version = ShownVersion(self.context, self.versions, self.compare, self.leave, self)
        self.version.compared.connect(self._on_compared)
        self.writer = SheetWriter(self.context, self.grid, self.version.shown, self)
        self._connect_reading()
        self.grid.entered.connect(self._on_entered)
        self.grid.left.connect(self._on_left)
        self.desk.line_asked.connect(lambda line: self.context.go(f"record:budget_line:{line}:"))
        self.desk.fold.clicked.connect(self._on_fold)
        self.limits.place_asked.connect(self._on_place)
        self.limits.change_asked.connect(self._on_change_asked)

    def _connect_reading(self) -> None:
        reading = self.reading = SheetReading(self.context, self.version, self)
        reading.facts_read.connect(self._on_facts)
        reading.news_read.connect(self._on_news)
        reading.reckons.connect(self.desk.show_rules)
        reading.view_read.connect(self._on_view)
        reading.caught_up.connect(self._on_caught_up)
        self.writer.settled.connect(reading.settled)
        self.writer.typed.connect(reading.note)

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
        self.reading.read()
        if tab == COMPARE:
            self.version.compare()

    # -- what was read

    def _on_caught_up(self) -> None:
        tab = self.tabs.current()
        if tab in self.panels:
            self.panels[tab].ask()
        if tab in PAPERS:
            self.context.lane.submit(PAPERS[tab], self.papers[tab].show_found)
        if tab == COMPARE:
            self.version.compare()

    def _on_facts(self, _facts: object) -> None:
        self._fill()

    def _fill(self) -> None:
        facts = self.reading.facts
        if facts is None:
            return
        if not self._language_chosen:  # the page may have been made before the document's own was known
            self.language.set_value(self.context.document.output_language)
        self.versions.show_budgets(facts.budgets, facts.plan.budget)
        self.back.set_budget(facts.plan.budget.id)
        self.tabs.buttons[COMPARE].setVisible(len(facts.budgets) > 1)
        self.desk.show_facts(facts, settled=self.writer.idle)
        self.totals.show_plan(facts.plan)
        self._arrange()
        row_id, field = self._wanted
        if row_id and self.tabs.current() == LINES:
            self._wanted = ("", "")
            self.grid.open_line(row_id, field or "item")

    def _on_news(self, news: SheetNews) -> None:
        self.desk.show_news(news, settled=self.writer.idle)
        self.totals.show_plan(news.plan)

    def _on_view(self, view: BudgetView) -> None:
        self.desk.show_view(view)
        self.totals.show_view(view)
        self._arrange()

    def _on_compared(self) -> None:
        self.tabs.choose(COMPARE)
        self._on_tab(COMPARE)

    def _on_change_asked(self, rule: str) -> None:
        self.leave()
        self.grid.entry.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes away with what it mends
        self.writer.mend(rule)

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


def _workbook(workspace: Workspace, language: str, budget: str) -> Work:
    from app.services.output_kinds import Request, prepare

    return prepare(workspace, "budget", Request(language=language, ids=(budget,) if budget else None))
