"""The table of the sheet: it draws the cells and knows ranges of them; the keyboard is with the entry above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.itemmodels.budget_lines import PENDING_ROLE, BudgetLinesModel
from app.ui.theme import Theme
from app.ui.widgets.table import BAR_PX

Flag = QItemSelectionModel.SelectionFlag
LEAST_ROWS = 6
WIDTHS_EM = {"head": 8.0, "item": 9.0, "qty": 4.2, "unit": 3.6, "unit_price": 5.6, "amount": 6.2, "year": 3.4,
             "quarter": 3.6, "eligible": 5.0, "eligible_reason": 9.0, "serves": 9.0, "note": 9.0}  # fmt: skip
USUAL_EM = 7.0
WIDEST_EM = {"head": 9.0, "unit": 5.0, "unit_price": 9.0, "amount": 9.0}
"""How far these grow with what stands in them."""
NARROWEST_EM = {"item": 7.0, "head": 9.0}
"""How far these give way before the sheet has to be scrolled sideways."""


class SheetDelegate(QStyledItemDelegate):
    """Marks the current line with a bar, and text that was kept as typed with the colour of problems."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Colour what was not understood; its mark says so as well."""
        super().initStyleOption(option, index)
        if index.data(PENDING_ROLE):
            option.palette.setColor(option.palette.ColorRole.Text, self._theme.colour("clay"))
            option.palette.setColor(option.palette.ColorRole.HighlightedText, self._theme.colour("clay"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell, then the bar before the first one."""
        super().paint(painter, option, index)
        rect: QRect = option.rect
        if not index.column() and index.row() == self._view.currentIndex().row():
            painter.fillRect(QRect(rect.left(), rect.top(), BAR_PX, rect.height()), self._theme.colour("leaf"))


class SheetView(QTableView):
    """Shows the sheet.

    Args:
        theme: colours and sizes.
        model: the rows.
        moved: called after cells went to another place on the screen.
    """

    def __init__(self, theme: Theme, model: BudgetLinesModel, moved: Callable[[], object]) -> None:
        super().__init__()
        self._theme, self._sheet, self._moved = theme, model, moved
        self.setObjectName("budget_lines")
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        head, side = self.horizontalHeader(), self.verticalHeader()
        head.setHighlightSections(False)
        head.setResizeContentsPrecision(0)  # of the rows in sight only
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.sectionResized.connect(self._on_resized)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        side.setHighlightSections(False)

    def refresh(self) -> None:
        """Space the rows for the size of the text."""
        metrics = self._theme.metrics
        self.verticalHeader().setDefaultSectionSize(max(32, metrics.u(2.1)))
        self.verticalHeader().setFixedWidth(metrics.em(2.5))
        self.setMinimumHeight(self.least_height())
        self.fit()

    def least_height(self) -> int:
        """Return the height at which six rows are seen."""
        rows = LEAST_ROWS * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return rows + self.horizontalHeader().sizeHint().height() + bar + 2 * self.frameWidth()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the entry and the window."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the item take the room that is left."""
        super().resizeEvent(event)
        self.fit()
        self.scrollTo(self.currentIndex())
        self._moved()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the entry along."""
        super().scrollContentsBy(dx, dy)
        self._moved()

    def fit(self) -> None:
        """Give each column the width of its kind, at least of its heading, and the item what is left."""
        metrics, head, names = self._theme.metrics, self.horizontalHeader(), self._sheet.names()
        widths = [
            max(metrics.em(WIDTHS_EM.get(one, USUAL_EM)), head.sectionSizeHint(at)) for at, one in enumerate(names)
        ]
        for one, most in WIDEST_EM.items():
            if one in names:  # these are read to their last sign
                at = names.index(one)
                widths[at] = max(widths[at], min(self.sizeHintForColumn(at) + metrics.u(0.5), metrics.em(most)))
        spare = self.viewport().width() - sum(widths)
        for at, least in self._least(names) if spare < 0 else ():
            less = min(max(0, -spare), max(0, widths[at] - least))
            widths[at] -= less
            spare += less
        wide = [at for at, one in enumerate(names) if one in ("item", "head")]
        for at in wide if spare > 0 else ():
            widths[at] += spare // len(wide)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    def _least(self, names: Sequence[str]) -> list[tuple[int, int]]:
        """Return which columns give way and how far: first what stands empty in them, then item and head."""
        metrics, head = self._theme.metrics, self.horizontalHeader()
        free = [
            (at, max(head.sectionSizeHint(at), self.sizeHintForColumn(at) + metrics.u(0.5)))
            for at, one in enumerate(names)
            if one != "item"
        ]
        narrow = [(names.index(one), self._narrowest(one, em)) for one, em in NARROWEST_EM.items() if one in names]
        return [*free, *narrow]

    def _narrowest(self, name: str, least_em: float) -> int:
        """Return the width of what stands in a column, up to a bound, at least that of its heading."""
        at, metrics = self._sheet.names().index(name), self._theme.metrics
        whole = self.sizeHintForColumn(at) + metrics.u(0.5)
        least = metrics.em(least_em) if name == "item" else min(whole, metrics.em(least_em))
        return max(least, self.horizontalHeader().sectionSizeHint(at))

    # -- ranges

    def go(self, row: int, column: int, *, extend: bool = False) -> None:
        """Make a cell the current one; *extend* stretches the range from where it began."""
        row = max(0, min(self._sheet.rowCount() - 1, row))
        column = max(0, min(self._sheet.columnCount() - 1, column))
        index, chosen = self._sheet.index(row, column), self.selectionModel()
        if extend:
            top, left, bottom, right = self.range()
            now = self.currentIndex()
            start = (bottom if now.row() == top else top, right if now.column() == left else left)
            chosen.setCurrentIndex(index, Flag.NoUpdate)
            chosen.select(QItemSelection(self._sheet.index(*start), index), Flag.ClearAndSelect)
        else:
            chosen.setCurrentIndex(index, Flag.ClearAndSelect)
        self.scrollTo(index)
        self.viewport().update()
        self._moved()

    def range(self) -> tuple[int, int, int, int]:
        """Return the first row and column and the last row and column that are chosen."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        now = self.currentIndex()
        if not parts:
            return now.row(), now.column(), now.row(), now.column()
        return (
            min(one.top() for one in parts),
            min(one.left() for one in parts),
            max(one.bottom() for one in parts),
            max(one.right() for one in parts),
        )

    def mark(self, top: int, left: int, bottom: int, right: int) -> None:
        """Choose a range and bring it into sight, its first cell in any case; that is the current one."""
        first, last = self._sheet.index(top, left), self._sheet.index(bottom, right)
        self.go(top, left)
        self.selectionModel().select(QItemSelection(first, last), Flag.ClearAndSelect)
        self.scrollTo(last)
        self.scrollTo(first)
        self.viewport().update()
        self._moved()

    def choose_all(self) -> None:
        """Choose every cell."""
        self.selectionModel().select(
            QItemSelection(
                self._sheet.index(0, 0), self._sheet.index(self._sheet.rowCount() - 1, self._sheet.columnCount() - 1)
            ),
            Flag.ClearAndSelect,
        )
        self.viewport().update()

    def _on_resized(self, _section: int, _old: int, _new: int) -> None:
        self._moved()
