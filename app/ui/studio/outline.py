"""The outline: parts with their pages as words and a bar, and the blocks of the part that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.theme import Theme
from app.ui.widgets.binder import Binder
from app.ui.widgets.layouts import FlowLayout

ROW = int(Qt.ItemDataRole.UserRole) + 1
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A line of the outline.

    Args:
        part: id of the part.
        block: id of a block of it; "" for the part itself.
        title: what it is called.
        words: pages used and suggested, or what a block is.
        share: used of suggested; None draws no bar.
        over: whether more was used than suggested.
        left_out: whether the part is not printed.
        movable: whether a block can be moved.
    """

    part: str
    block: str
    title: str
    words: str = ""
    share: float | None = None
    over: bool = False
    left_out: bool = False
    movable: bool = True


class Outline(QFrame):
    """The left column.

    Signals:
        chosen: part and block ("" for the part) that the person went to; True when by Enter or click.
        move_asked: block id, -1 or 1.
        take_out_asked: block id.
        leave_out_asked: part id, True to leave it out.
        appendix_asked: a new appendix is wanted.
    """

    chosen = Signal(str, str, bool)
    move_asked = Signal(str, int)
    take_out_asked = Signal(str)
    leave_out_asked = Signal(str, bool)
    appendix_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._rows: tuple[OutlineRow, ...] = ()
        self._filling, self._compact = False, False
        self.list = _List(self)
        self.list.setObjectName("outline")
        self.list.setItemDelegate(_Painter(context.theme, self.list))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemClicked.connect(self._on_activated)
        self.list.itemActivated.connect(self._on_activated)
        binder = self._binder
        self.up = binder.button(N_("Move up"), self._on_up, icon="arrow-up", kind="small", name="block_up")
        self.down = binder.button(N_("Move down"), self._on_down, icon="arrow-down", kind="small", name="block_down")
        self.out = binder.button(N_("Take out"), self._on_take_out, icon="trash-2", kind="small", name="block_out")
        self.leave = binder.button(N_("Leave this part out"), self._on_leave, kind="small", name="leave_out")
        self.add = binder.button(
            N_("Add an appendix"), self.appendix_asked.emit, icon="plus", kind="small", name="add_appendix"
        )
        self.action_row = FlowLayout(gap=6)
        for button in (self.up, self.down, self.out, self.leave, self.add):
            self.action_row.addWidget(button)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.list, 1)
        self._outer.addLayout(self.action_row)
        self.refresh()
        self._enable()

    def show_rows(self, rows: Sequence[OutlineRow], part: str, block: str) -> None:
        """Show *rows* and mark where the person is, without going anywhere."""
        self._filling = True
        wanted = tuple(rows)
        if [(one.part, one.block) for one in wanted] != [(one.part, one.block) for one in self._rows]:
            self.list.clear()
            for _ in wanted:
                self.list.addItem(QListWidgetItem())
        self._rows = wanted
        for place, row in enumerate(wanted):
            item = self.list.item(place)
            item.setData(ROW, row)
            item.setText(row.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}, {row.words}" if row.words else row.title)
        self.mark(part, block)
        self._filling = False
        self._enable()

    def mark(self, part: str, block: str) -> None:
        """Mark the line of a block, else of its part."""
        before, self._filling = self._filling, True
        place = next((at for at, row in enumerate(self._rows) if row.part == part and row.block == block), -1)
        if place < 0:
            place = next((at for at, row in enumerate(self._rows) if row.part == part and not row.block), -1)
        if place >= 0 and place != self.list.currentRow():
            self.list.setCurrentRow(place)
        self._filling = before
        self._enable()

    def set_compact(self, compact: bool) -> None:
        """Keep only the buttons that are needed most where there is little height."""
        if compact != self._compact:
            self._compact = compact
            self._enable()

    def refresh(self) -> None:
        """Say and space it again."""
        gap = self._context.theme.metrics.u(0.5)
        self._outer.setContentsMargins(gap, 0, 0, 0)
        self._outer.setSpacing(gap)
        self.action_row.setSpacing(gap)
        self._binder.refresh()
        self.list.setAccessibleName(self._context.text(N_("Outline of the dossier")))
        self.list.doItemsLayout()
        self._enable()

    def current(self) -> OutlineRow | None:
        """Return the line that is marked."""
        item = self.list.currentItem()
        return item.data(ROW) if item is not None else None

    def _enable(self) -> None:
        row = self.current()
        block = row is not None and bool(row.block)
        for button in (self.up, self.down, self.out):
            button.setVisible(block)
            button.setEnabled(block and row is not None and row.movable)
        if self._compact:
            self.out.hide()
        last = row is not None and bool(self._rows) and row.part == self._rows[-1].part
        self.leave.setVisible(row is not None and not block)
        self.add.setVisible(not block and (last or not self._compact))
        out = row is not None and row.left_out
        self._binder.text(self.leave.setText, N_("Print this part again") if out else N_("Leave this part out"))

    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        self._enable()
        if item is not None and not self._filling:
            row: OutlineRow = item.data(ROW)
            self.chosen.emit(row.part, row.block, False)

    def _on_activated(self, item: QListWidgetItem) -> None:
        row: OutlineRow = item.data(ROW)
        self.chosen.emit(row.part, row.block, True)

    def _on_up(self) -> None:
        self.move_block(-1)

    def _on_down(self) -> None:
        self.move_block(1)

    def move_block(self, by: int) -> None:
        """Move the block that is marked up (-1) or down (1)."""
        row = self.current()
        if row is not None and row.block and row.movable:
            self.move_asked.emit(row.block, by)

    def _on_take_out(self) -> None:
        row = self.current()
        if row is not None and row.block:
            self.take_out_asked.emit(row.block)

    def _on_leave(self) -> None:
        row = self.current()
        if row is not None:
            self.leave_out_asked.emit(row.part, not row.left_out)


class _List(QListWidget):
    """Moves blocks with Alt and the arrow keys."""

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self._outline = outline

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._outline.move_block(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Draws a part with its bar, and a block as one calm line."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: OutlineRow | None = index.data(ROW)
        wide = max(80, self._view.viewport().width())
        if row is None:
            return QSize(wide, 32)
        metrics = self._theme.metrics
        title, words, inner = self._heights(row, wide)
        bar = metrics.em(0.6) + metrics.u(0.25) if row.share is not None else 0
        return QSize(inner, max(metrics.row_px, title + words + bar + metrics.u(1 if not row.block else 0.6)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: OutlineRow | None = index.data(ROW)
        if row is None:
            return
        theme, metrics = self._theme, self._theme.metrics
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(rect, theme.colour("leaf_soft"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.colour("leaf"))
        title, words, _inner = self._heights(row, int(rect.width()))
        left, pad = rect.left() + self._indent(row), metrics.u(0.5 if not row.block else 0.3)
        wide = rect.right() - left - metrics.u(0.5)
        painter.setFont(self._font(row))
        painter.setPen(theme.colour("ink_2" if row.left_out else "ink"))
        words_of = row.title
        if row.block:
            words_of = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, int(wide))
        painter.drawText(QRectF(left, rect.top() + pad, wide, title), _WRAP, words_of)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("sun" if row.over else "ink_2"))
        painter.drawText(QRectF(left, rect.top() + pad + title, wide, words), _WRAP, row.words)
        if row.share is not None:
            self._bar(painter, QRectF(left, rect.top() + pad + title + words, wide, metrics.em(0.55)), row)
        painter.restore()

    def _bar(self, painter: QPainter, frame: QRectF, row: OutlineRow) -> None:
        theme, share = self._theme, row.share or 0.0
        frame = frame.adjusted(0.5, 1.5, -0.5, -0.5)
        around = frame.height() / 2
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(frame, around, around)
        if share <= 0:
            return
        filled = QRectF(frame)
        filled.setWidth(max(frame.height(), frame.width() * min(1.0, share)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sun" if row.over else "leaf"))
        painter.drawRoundedRect(filled, around, around)
        if row.over:
            painter.setPen(QPen(theme.colour("surface"), 1))
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.drawRoundedRect(filled, around, around)

    def _indent(self, row: OutlineRow) -> int:
        return self._theme.metrics.u(0.75 if not row.block else 1.75)

    def _font(self, row: OutlineRow) -> QFont:
        return self._theme.font("caption") if row.block else self._theme.font("body", bold=True)

    def _heights(self, row: OutlineRow, wide: int) -> tuple[int, int, int]:
        room = max(60, wide - self._indent(row) - self._theme.metrics.u(0.5))
        font = QFontMetrics(self._font(row))
        if row.block:
            return font.lineSpacing(), 0, wide
        title = font.boundingRect(0, 0, room, 10_000, _WRAP, row.title or " ").height()
        if not row.words:
            return title, 0, wide
        small = QFontMetrics(self._theme.font("caption"))
        return title, small.boundingRect(0, 0, room, 10_000, _WRAP, row.words).height(), wide
