"""What bringing a file in would do: a table with a filter by kind, and below it the chosen row in full.

Rows that may double a record ask for a decision there; nothing is joined by itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.core.fields import Field, Kind, Option, Row
from app.core.messages import N_, Message
from app.services.importing.report import KIND_WORDS, Report
from app.services.importing.rows import BOTH, JOIN, LEAVE, RowKind, RowPlan
from app.ui.context import UiContext
from app.ui.itemmodels.row_table import Column, RowTableModel
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import RadioButton
from app.ui.widgets.layouts import clear
from app.ui.widgets.tab_row import TabRow
from app.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from app.services.importing.rows import ImportPlan

ALL = "all"
FIRST = (RowKind.REFUSED, RowKind.DOUBTFUL, RowKind.CHANGED, RowKind.NEW, RowKind.SAME)
"""Kinds in the order in which they need eyes."""
ROWS_SEEN = 7
TITLE_EM = 13
MOST_LINES = 40
"""Sentences about one row that are shown in full."""
COLUMNS: tuple[tuple[str, Message], ...] = (
    ("title", N_("Record")),
    ("kind", N_("What it becomes")),
    ("where", N_("Place in the file")),
    ("what", N_("What changes, what to look at")),
)


class ImportReview(QWidget):
    """Shows one plan and keeps the decisions about it.

    Signals:
        decided: a decision was made.

    Args:
        context: words and theme.
    """

    decided = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder, self._detail = context, Binder(context), Binder(context)
        self.plan: ImportPlan | None = None
        self._report: Report | None = None
        self.decisions: dict[int, str] = {}
        self._choices: dict[str, tuple[Option, ...]] = {}
        self._rows: dict[str, RowPlan] = {}
        self._kind, self._chosen = ALL, ""
        self._group: QButtonGroup | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._tabs_box = QVBoxLayout()
        self.tabs: TabRow | None = None
        self._layout.addLayout(self._tabs_box)
        self._both_all = self._binder.button(
            N_("Keep both everywhere"), partial(self._decide_all, BOTH), kind="quiet", name="both_all"
        )
        self._leave_all = self._binder.button(
            N_("Leave all doubles out"), partial(self._decide_all, LEAVE), kind="quiet", name="leave_all"
        )
        self._layout.addLayout(button_row(self._both_all, self._leave_all))
        self.model = RowTableModel(_shown, context.translator.sort_key, self)
        self.table = RecordTable(context.theme, self.model)
        self.table.setObjectName("import_rows")
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self._on_chosen)
        self._layout.addWidget(self.table)
        self.card = Card(context, units=1.25)
        self._details_box = QVBoxLayout()
        self.card.body.addLayout(self._details_box)
        self._layout.addWidget(self.card)

    def show_plan(self, plan: ImportPlan, choices: dict[str, tuple[Option, ...]]) -> None:
        """Show a dry run; nothing is decided yet.

        Args:
            plan: the dry run.
            choices: lists of the programme, by id.
        """
        self.plan, self._choices, self.decisions = plan, choices, {}
        self._kind, self._chosen = ALL, ""
        self.refresh()

    def refresh(self) -> None:
        """Say everything again, after the language or the size of the text changed."""
        self._binder.refresh()
        self.card.refresh()
        metrics = self._context.theme.metrics
        self._layout.setSpacing(metrics.u(1))
        self.table.refresh()
        self.table.setMinimumHeight(ROWS_SEEN * metrics.row_px)
        if self.plan is None:
            return
        self._report = Report(self.plan, self._context.translator, self._choices)
        titles = [Column(Field(name, Kind.TEXT, said), self._context.text(said)) for name, said in COLUMNS]
        self.model.set_columns(titles)
        self._build_tabs()
        self._fill()
        asks = any(row.asks for row in self.plan.rows)
        self._both_all.setVisible(asks)
        self._leave_all.setVisible(asks)

    def focus_first(self) -> None:
        """Put the keyboard on the filter."""
        if self.tabs is not None:
            self.tabs.focus_current()

    # -- filter and rows

    def _build_tabs(self) -> None:
        assert self.plan is not None  # only called with one
        clear(self._tabs_box)
        counts = self.plan.counts()
        tabs = [(ALL, N_("All: {n}", n=len(self.plan.rows)))]
        tabs += [
            (kind.value, N_("{kind}: {n}", kind=KIND_WORDS[kind], n=counts[kind])) for kind in RowKind if counts[kind]
        ]
        self.tabs = TabRow(self._context, tabs)
        self.tabs.choose(self._kind)
        self.tabs.chosen.connect(self._on_tab)
        self._tabs_box.addWidget(self.tabs)

    def _on_tab(self, key: str) -> None:
        self._kind = key
        self._fill()

    def _fill(self) -> None:
        plan, report = self.plan, self._report
        assert plan is not None  # only called with one
        assert report is not None  # made with the plan
        kept = [row for row in plan.rows if self._kind in (ALL, row.kind.value)]
        kept.sort(key=lambda row: FIRST.index(row.kind))
        self._rows = {str(row.key): row for row in plan.rows}
        self.model.set_rows([self._line(row, report) for row in kept])
        self.table.fit_columns()
        self.table.setColumnWidth(0, self._context.theme.metrics.em(TITLE_EM))  # the last column takes the rest
        if self._chosen not in {str(row.key) for row in kept}:
            self._chosen = str(kept[0].key) if kept else ""
        if self._chosen:
            self.table.choose(self._chosen)
        self._show_details()

    def _line(self, row: RowPlan, report: Report) -> Row:
        texts = {
            "title": report.title(row),
            "kind": report.kind(row),
            "where": report.where(row),
            "what": report.what(row, self.decisions.get(row.key, "")),
        }
        return Row("import", str(row.key), texts, texts["title"])

    def _on_chosen(self, key: str) -> None:
        if key != self._chosen:
            self._chosen = key
            self._show_details()

    # -- the chosen row

    def _show_details(self) -> None:
        clear(self._details_box)
        self._detail = Binder(self._context)
        row, report = self._rows.get(self._chosen), self._report
        self.card.setVisible(row is not None)
        if row is None or report is None:
            return
        head = f"{report.title(row)} · {report.kind(row)} · {report.where(row)}"
        self._details_box.addWidget(self._detail.label(head, "strong"))
        for text in report.details(row, self.decisions.get(row.key, ""))[:MOST_LINES]:
            self._details_box.addWidget(self._detail.label(text))
        if row.kind is RowKind.NEW:
            self._details_box.addWidget(self._detail.label(N_("It will be a new record.")))
        elif row.kind is RowKind.SAME:
            self._details_box.addWidget(self._detail.label(N_("This record is here already, just like this.")))
        if row.asks:
            self._add_question(row)

    def _add_question(self, row: RowPlan) -> None:
        self._group = QButtonGroup(self)
        answers: list[tuple[str, Message]] = [(BOTH, N_("Keep both: make a new record"))]
        answers += [(f"{JOIN}{twin.id}", N_("Join it to “{title}”", title=twin.title)) for twin in row.twins]
        answers.append((LEAVE, N_("Leave this row out")))
        decided = self.decisions.get(row.key, "")
        for number, (key, said) in enumerate(answers):
            button = RadioButton(self._context.theme)
            button.setObjectName(f"decide_{number}")
            button.setText(self._context.text(said))
            button.setChecked(key == decided)
            button.clicked.connect(partial(self._decide, row.key, key))
            self._group.addButton(button)
            self._details_box.addWidget(button)

    def _decide(self, row: int, decision: str, _checked: bool = True) -> None:
        self.decisions[row] = decision
        self._update_lines({str(row)})
        self.decided.emit()

    def _decide_all(self, decision: str) -> None:
        if self.plan is not None:
            self.decisions.update({row.key: decision for row in self.plan.rows if row.asks})
            self._update_lines({str(row.key) for row in self.plan.rows if row.asks})
            self._show_details()
            self.decided.emit()

    def _update_lines(self, changed: set[str]) -> None:
        report = self._report
        if report is not None:
            lines = self.model.rows()
            self.model.set_rows([self._line(self._rows[one.id], report) if one.id in changed else one for one in lines])


def _shown(field: Field, row: Row) -> str:
    return str(row.get(field.name) or "")
