"""The budget: a sheet of lines with its sums at the foot and its limits beside, sources, expenses, workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Option, RecordType, Row
from app.core.messages import N_, NP_, Label, Message, zh_en
from app.services.budget_views import BudgetView
from app.ui.context import UiContext
from app.ui.forms.record_data import keep
from app.ui.forms.registry import FieldContext
from app.ui.itemmodels.budget_lines import grid_rows
from app.ui.pages.base import Page
from app.ui.widgets.budget_grid import BudgetGrid, cell_text, sum_text, widest
from app.ui.widgets.budget_limits import LimitsPanel, TotalsBar
from app.ui.widgets.budget_records import RecordsPanel
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.fill_scroll import FillScroll
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import PageScroll, clear
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    from app.services.output_kinds import Work
    from app.services.workspace import Workspace

BESIDE_EM = 52.0
LIMITS_EM = 17.0
PANEL_PX = 320
SOON_MS = 30
TYPES = frozenset({"budget_line", "funding_source", "expense", "community", "participation"})
TABS: tuple[tuple[str, Message], ...] = (
    ("lines", N_("Budget lines")),
    ("funding_source", N_("Funding sources")),
    ("expense", N_("Expenses")),
)
WORKBOOK_LANGUAGES = (
    Option("zh_TW", zh_en("中文活頁簿", "Chinese workbook")),
    Option("en", zh_en("英文活頁簿", "English workbook")),
)


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """What the page shows."""

    record_type: RecordType
    view: BudgetView
    rows: Mapping[str, Row]
    heads: tuple[Option, ...]


class BudgetPage(Page):
    """Three views of the money; the sheet is the first."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._facts: BudgetFacts | None = None
        self._wanted: tuple[str, str] = ("", "")
        self._help: HelpText | None = None
        self._limits_open = self._language_chosen = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
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
            N_("Add a line, choose its head, then type item, quantity, unit and price."),
            N_("Press Enter for the next line; Tab goes from cell to cell."),
            N_("Write down each expense on the day it is made."),
            N_("Export the workbook for Excel; its sums go on working there."),
        )
        return HelpText(N_("Budget"), why=why, how=how, mistake=N_("A price that is not known is left empty, never 0."))

    def open(self, args: tuple[str, ...]) -> None:
        """Open a view (``lines``, ``funding_source`` or ``expense``) and a record of it with its field."""
        tab, row_id, field = (*args, "", "", "")[:3]
        if tab:
            self.tabs.choose(tab)
        self._wanted = (row_id, field)
        self._show_tab()

    def on_changes(self, changes: object) -> None:
        """Read the budget anew where money changed, once for several changes."""
        if self._facts is not None and TYPES & {one.type for one in getattr(changes, "changes", ())}:
            self._soon.start()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what shortcuts do here."""
        return {"add": self.add, "delete": self.delete, "export": self.export}

    def retranslate(self) -> None:
        """Say everything again and space it for the size of the text."""
        super().retranslate()
        metrics = self.context.theme.metrics
        self._outer.setContentsMargins(metrics.u(1.5), metrics.u(1), metrics.u(1.5), metrics.u(0.5))
        self._say_foot()
        self._outer.setSpacing(metrics.u(0.75))
        self._columns.setSpacing(metrics.u(1))
        self._sheet.setSpacing(metrics.u(0.75))
        for part in (self.tabs, self.grid, self.limits, self.totals, self.output, self.language):
            part.refresh()
        self.language.setFixedWidth(widest(self.language.box, self.context.theme))
        for panel in self.panels.values():
            panel.refresh()
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
        """Add what the open view lists: a line under the head of the one that is worked in, a source, an expense."""
        panel = self.panels.get(self.tabs.current())
        if panel is not None:
            panel.add()
            return
        self.leave()
        row = self._facts.rows.get(self.grid.current()) if self._facts else None
        head = row.get("head") if row is not None else self._first_head()
        values = {"head": head} if head else {}
        self.context.lane.submit(partial(_add_line, values=values), self._on_added)

    def delete(self) -> None:
        """Move the line, source or expense to the bin; undo brings it back."""
        panel = self.panels.get(self.tabs.current())
        if panel is not None:
            panel.delete()
        elif line := self.grid.current():
            self.leave()
            self.context.lane.submit(partial(_delete, line=line), self._on_deleted)

    def export(self) -> None:
        """Write the workbook."""
        self.leave()
        language = str(self.language.value() or self.context.document.output_language)
        name = " ".join(one for one in (self.context.text(N_("Budget")), self.context.document.community) if one)
        self.output.write(partial(_workbook, language=language), name, ".xlsx", N_("Save the budget workbook"))

    # -- layout

    def _lay_out(self) -> None:
        make = self.binder.button
        self.tabs = TabRow(self.context, TABS)
        self.tabs.chosen.connect(self._on_tab)
        self.export_button = make(N_("Export workbook"), self.export, icon="download", name="export_workbook")
        self.language = ChoiceBox(self.context, WORKBOOK_LANGUAGES, optional=False)
        self.language.set_value(self.context.document.output_language)
        self.language.edited.connect(self._on_language)
        self.binder.text(self.language.name_it, N_("Language of the workbook"))
        self.output = OutputBar(self.context)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._scroll = FillScroll()
        self._outer = self._scroll.body
        whole.addWidget(self._scroll, 1)
        self._outer.addLayout(button_row(self.tabs, self.export_button, self.language))
        self._outer.addWidget(self.output)
        self.views: dict[str, QWidget] = {"lines": self._make_sheet()}
        self._outer.addWidget(self.views["lines"], 1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.totals)
        whole.addLayout(self._foot)
        self.panels = {name: RecordsPanel(self.context, name) for name, _ in TABS[1:]}
        for panel in self.panels.values():
            panel.help_changed.connect(self._on_help)
            panel.setMinimumHeight(PANEL_PX)
            panel.hide()
            self.views[panel.type_name] = panel
            self._outer.addWidget(panel, 1)
        self.retranslate()

    def _make_sheet(self) -> QWidget:
        make, page = self.binder.button, QWidget()
        self._sheet = QVBoxLayout(page)
        self._sheet.setContentsMargins(0, 0, 0, 0)
        self.add_button = make(N_("Add budget line"), self.add, icon="plus", kind="primary", name="add_line")
        self.up_button = make(N_("Move line up"), partial(self._move, -1), icon="arrow-up", name="line_up")
        self.down_button = make(N_("Move line down"), partial(self._move, 1), icon="arrow-down", name="line_down")
        self.all_button = make(N_("Show all fields of the line"), self._on_all, icon="list", name="line_form")
        self.delete_button = make(N_("Move line to the bin"), self.delete, icon="trash-2", name="delete_line")
        self._tools = QWidget()
        row = button_row(self.add_button, self.up_button, self.down_button, self.all_button, self.delete_button)
        self._tools.setLayout(row)
        self.grid = BudgetGrid(self.context, self.delete_button)
        self.grid.edited.connect(self._on_edited)
        self.grid.add_asked.connect(self.add)
        self.grid.entered.connect(self._on_entered)
        self.limits, self.totals = LimitsPanel(self.context), TotalsBar(self.context)
        self.limits.place_asked.connect(self._on_place)
        self.limits_button = make(None, self._on_limits, kind="quiet", name="fold_limits")
        self._side = PageScroll()
        self._side.body.addWidget(self.limits)
        self._columns: QBoxLayout = QHBoxLayout()
        left = QVBoxLayout()
        self._empty = QVBoxLayout()
        left.addLayout(self._empty)
        left.addWidget(self.grid, 1)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self.limits_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._columns.addWidget(self._side)
        self._sheet.addWidget(self._tools)
        self._sheet.addLayout(self._columns, 1)
        return page

    def _beside(self) -> bool:
        return self.width() >= self.context.theme.metrics.em(BESIDE_EM)

    def _arrange(self) -> None:
        metrics = self.context.theme.metrics
        beside = self._beside()
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._side.setMinimumWidth(metrics.em(LIMITS_EM) if beside else 0)
        self._side.setMaximumWidth(metrics.em(LIMITS_EM) if beside else 16_777_215)
        self._side.setMinimumHeight(0 if beside else self.limits.sizeHint().height())
        self._fold_limits(beside)
        # large text: once the sheet is scrolled to, it has all the room, with its own heads at the top
        self.grid.view.setMinimumHeight(metrics.u(12) if beside else max(metrics.u(12), self._scroll.height()))
        home: QBoxLayout = self._foot if beside else self._outer
        if home.indexOf(self.totals) < 0:
            home.addWidget(self.totals)
            self._say_foot()

    def _fold_limits(self, beside: bool) -> None:
        """Beside the sheet the limits stand open; below it they wait behind a button that says how many there are."""
        self.limits_button.setVisible(not beside)
        self._side.setVisible(beside or self._limits_open)
        count = len(self._facts.view.findings) if self._facts is not None else 0
        said = NP_("Limits, and {n} thing to look at", "Limits, and {n} things to look at", count)
        self.binder.text(self.limits_button.setText, said if count else N_("Limits"))
        self.binder.icon(self.limits_button.setIcon, "chevron-down" if self._limits_open else "chevron-right")

    def _say_foot(self) -> None:
        metrics = self.context.theme.metrics
        if self._foot.count():
            self._foot.setContentsMargins(metrics.u(1.5), metrics.u(0.25), metrics.u(1.5), metrics.u(0.75))
        else:
            self._foot.setContentsMargins(0, 0, 0, 0)

    def _on_language(self, _edit: Edit) -> None:
        self._language_chosen = True

    def _on_limits(self) -> None:
        self._limits_open = not self._limits_open
        self._arrange()
        if self._limits_open:
            self._scroll.follow(self._side)

    def _show_tab(self) -> None:
        tab = self.tabs.current()
        for key, view in self.views.items():
            view.setVisible(key == tab)
        row_id, field = self._wanted
        if tab in self.panels:
            self._wanted = ("", "")
            self.panels[tab].ask(row_id, field)
        self._ask()

    # -- answers

    def _ask(self) -> None:
        self.context.lane.submit(_gather, self._on_facts)
        panel = self.panels.get(self.tabs.current())
        if panel is not None and self._facts is not None:
            panel.ask()

    def _on_facts(self, facts: BudgetFacts) -> None:
        self._facts = facts
        self._fill()

    def _fill(self) -> None:
        facts = self._facts
        if facts is None:
            return
        grid = grid_rows(
            facts.view,
            facts.rows,
            self._show,
            self.context.text,
            lambda minor: sum_text(minor, facts.view.currency, facts.view.currency),
        )
        empty = not facts.view.lines
        self._fill_empty(facts, empty)
        writable = not self.context.document.read_only
        self._tools.setVisible(not empty and writable)
        self.grid.setVisible(not empty)
        self.grid.show_lines(facts.record_type, grid, facts.rows, facts.heads, own=self.context.own_undo)
        if not self._language_chosen:  # the page may have been made before the document's own was known
            self.language.set_value(self.context.document.output_language)
        self.limits.show_view(facts.view)
        self._fold_limits(self._beside())
        self.totals.show_view(facts.view)
        self.totals.setVisible(bool(facts.view.lines or facts.view.sources or facts.view.payments))
        row_id, field = self._wanted
        if row_id and self.tabs.current() == "lines":
            self._wanted = ("", "")
            self.grid.open_line(row_id, field or "item")

    def _fill_empty(self, facts: BudgetFacts, empty: bool) -> None:
        clear(self._empty)
        if empty:
            one = facts.record_type
            state = EmptyState(self.context, "coins", one.empty, one.add, self.add)
            self._empty.addWidget(state)

    def _show(self, name: str, row: Row) -> str:
        if self._facts is None:
            return ""
        field = self._facts.record_type.field(name)
        currency = str(row.get("currency") or self._facts.view.currency)
        return cell_text(FieldContext(self.context, field, (), currency), row)

    def _first_head(self) -> str:
        heads: Sequence[Option] = self._facts.heads if self._facts else ()
        return heads[0].key if heads else ""

    def _on_added(self, line: str) -> None:
        self._wanted = (line, "item")
        self._ask()

    def _on_deleted(self, _changes: object) -> None:
        self.context.notice(N_("The line is in the bin. Undo brings it back."))

    def _on_edited(self, line: str, name: str, edit: Edit, visit: str) -> None:
        work = partial(keep, type_name="budget_line", row_id=line, name=name, edit=edit, visit=visit)
        # text that was kept as typed is outside the history: no change set tells of it
        self.context.lane.submit(work, self._on_kept)

    def _on_kept(self, _changes: object) -> None:
        self._soon.start()

    def _on_tab(self, _key: str) -> None:
        self.leave()
        self._help = None
        self._show_tab()
        self.help_changed.emit()

    def _on_help(self, help_text: HelpText) -> None:
        self._help = help_text
        self.help_changed.emit()

    def _on_place(self, place: str) -> None:
        parts = place.split(":")
        if parts[1] == "budget_line":
            self.grid.open_line(parts[2], parts[3] if len(parts) > 3 else "item")
        elif parts[1] in self.panels:
            self.open(tuple(parts[1:4]))
        else:
            self.context.go(place)

    def _on_entered(self, cell: QWidget) -> None:
        self._scroll.follow(cell)
        if self._facts is not None:
            field = self._facts.record_type.field(cell.objectName().removeprefix("cell_"))
            self._on_help(HelpText(field.label, why=field.help, example=field.example, source=field.source or None))

    def _on_all(self) -> None:
        if line := self.grid.current():
            self.context.go(f"record:budget_line:{line}:")

    def _move(self, by: int) -> None:
        """Move the line past its neighbour under the same head."""
        facts, line = self._facts, self.grid.current()
        if facts is None or not line:
            return
        self.leave()
        head = facts.rows[line].get("head")
        same = [one.id for one in facts.view.lines if facts.rows[one.id].get("head") == head]
        place = same.index(line) + by
        if not 0 <= place < len(same):
            return
        # behind the neighbour below, or behind whatever stands before the one above
        every = [one.id for one in facts.view.lines]
        at = every.index(same[place])
        after = same[place] if by > 0 else (every[at - 1] if at else None)
        self.context.lane.submit(lambda workspace: workspace.records.move("budget_line", line, after))


def _gather(workspace: Workspace) -> BudgetFacts:
    records = workspace.records
    rows = {row.id: row for row in records.load("budget_line")}
    heads = records.options("budget_line", "head")
    return BudgetFacts(records.catalogue()["budget_line"], workspace.budget.view(), rows, tuple(heads))


def _add_line(workspace: Workspace, values: Mapping[str, object]) -> str:
    row, _ = workspace.records.create("budget_line", values)
    return row.id


def _delete(workspace: Workspace, line: str) -> object:
    return workspace.records.delete("budget_line", line)


def _workbook(workspace: Workspace, language: str) -> Work:
    from app.services.output_kinds import Request, prepare

    return prepare(workspace, "budget", Request(language=language))
