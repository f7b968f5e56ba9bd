"""Three columns that fold: as many as there is room for, each with a word that brings it back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.layouts import FlowLayout

OUTLINE, TEXT, PAGES = "outline", "text", "pages"
NAMES = {OUTLINE: N_("Outline"), TEXT: N_("Text"), PAGES: N_("The pages")}
ICONS = {OUTLINE: "panel-left", TEXT: "file-text", PAGES: "book-open"}
LEAST_EM = {OUTLINE: 13.0, TEXT: 24.0, PAGES: 17.0}
SHARES = {OUTLINE: 13, TEXT: 27, PAGES: 22}


class Columns(QWidget):
    """Shows the columns that the person wants, as far as there is room.

    Signals:
        folded: the columns that are shown have changed.

    Args:
        context: words, theme.
        outline, text, pages: the columns.
    """

    folded = Signal()

    def __init__(self, context: UiContext, outline: QWidget, text: QWidget, pages: QWidget) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._columns = {OUTLINE: outline, TEXT: text, PAGES: pages}
        self._wanted = [OUTLINE, PAGES, TEXT]  # the one asked for last stands last
        self._shown: tuple[str, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self.bar = FlowLayout(gap=6)
        for name, said in NAMES.items():
            button = self._binder.button(said, None, icon=ICONS[name], kind="small", name=f"column_{name}")
            button.setCheckable(True)
            button.setProperty("column", name)
            button.clicked.connect(self._on_clicked)
            self.buttons[name] = button
            self.bar.addWidget(button)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for column in (outline, text, pages):
            self.splitter.addWidget(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.bar)
        layout.addWidget(self.splitter, 1)
        self.refresh()

    def add_button(self, button: QPushButton) -> None:
        """Put one more button beside the names of the columns."""
        self.bar.addWidget(button)

    def ask(self, name: str) -> None:
        """Show a column; others fold where there is no room."""
        self._wanted = [one for one in self._wanted if one != name] + [name]
        self._arrange()

    def is_shown(self, name: str) -> bool:
        """Say whether a column is shown."""
        return name in self._shown

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self.bar.setSpacing(metrics.u(0.5))
        self.bar.setContentsMargins(metrics.u(0.5), metrics.u(0.3), metrics.u(0.5), metrics.u(0.3))
        self.splitter.setHandleWidth(max(7, metrics.u(0.5)))
        self._binder.refresh()
        for name, button in self.buttons.items():
            said = N_("Show or fold: {column}", column=NAMES[name])
            button.setAccessibleName(self._context.text(said))
        self._shown = ()
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return room for the widest column alone: the others fold."""
        wide = max(column.minimumSizeHint().width() for column in self._columns.values())
        high = max(column.minimumSizeHint().height() for column in self._columns.values())
        return QSize(max(wide, self.bar.minimumSize().width()), high + self.bar.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room any more; show again what has."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def _arrange(self) -> None:
        """Show the columns that were asked for last, as far as there is room; at least one."""
        metrics, room = self._context.theme.metrics, self.width()
        shown: list[str] = []
        for name in reversed(self._wanted):
            needed = sum(metrics.em(LEAST_EM[one]) for one in (*shown, name))
            if not shown or needed <= room:
                shown.append(name)
        self._show(tuple(name for name in NAMES if name in shown), room)

    def _show(self, shown: tuple[str, ...], room: int) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name in shown)
        if shown == self._shown:
            return
        self._shown = shown
        for name, column in self._columns.items():
            column.setVisible(name in shown)
        whole = sum(SHARES[name] for name in shown)
        self.splitter.setSizes([room * SHARES[name] // whole if name in shown else 0 for name in NAMES])
        self.folded.emit()

    def _on_clicked(self) -> None:
        name = str(self.sender().property("column"))
        if name in self._shown and len(self._shown) > 1:
            self._wanted = [one for one in self._wanted if one != name]
        else:
            self._wanted = [one for one in self._wanted if one != name] + [name]
        self._arrange()
