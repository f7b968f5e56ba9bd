"""Cards, empty states and buttons that hold several lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.widgets.binder import Binder, Dress, Said
from app.ui.widgets.layouts import FlowLayout


class Card(QFrame):
    """A surface with a thin line, a heading and a body.

    Args:
        dress: words and theme.
        said: the heading, or None.
        units: padding in units.

    Attributes:
        body: the layout to add to.
        binder: says again what the card says.
    """

    def __init__(self, dress: Dress, said: Said = None, *, units: float = 2.0, icon: str = "") -> None:
        super().__init__()
        self.binder, self._units = Binder(dress), units
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.heading: QLabel | None = None
        if said is not None:
            row = QHBoxLayout()
            if icon:
                mark = QLabel()
                self.binder.pixmap(mark.setPixmap, icon, "leaf", 1.4)
                row.addWidget(mark)
            self.heading = self.binder.label(said, "section")
            row.addWidget(self.heading, 1)
            self.body.addLayout(row)
        self._space()

    def refresh(self) -> None:
        """Say and space it again."""
        self._space()
        self.binder.refresh()

    def _space(self) -> None:
        metrics = self.binder.dress.theme.metrics
        pad = metrics.u(self._units)
        self.body.setContentsMargins(pad, round(pad * 0.8), pad, round(pad * 0.9))
        self.body.setSpacing(metrics.u(0.75))


class EmptyState(QFrame):
    """What belongs here and why, and the first action.

    Args:
        dress: words and theme.
        icon: file name of an icon.
        said: one or two sentences.
        action: the button's words, or None.
        slot: what the button does.
        name: the button's object name.
        mark: icon on the button.
    """

    def __init__(
        self,
        dress: Dress,
        icon: str,
        said: Said,
        action: Said = None,
        slot: Callable[[], object] | None = None,
        *,
        name: str = "first_action",
        mark: str = "plus",
    ) -> None:
        super().__init__()
        self.binder = Binder(dress)
        layout = QVBoxLayout(self)
        metrics = dress.theme.metrics
        layout.setContentsMargins(metrics.u(2), metrics.u(3), metrics.u(2), metrics.u(3))
        layout.setSpacing(metrics.u(1))
        self.mark = QLabel()
        self.mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.binder.pixmap(self.mark.setPixmap, icon, "leaf", 3)
        layout.addWidget(self.mark)
        self.words = self.binder.label(said)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.words)
        self.button: QPushButton | None = None
        if action is not None:
            self.button = self.binder.button(action, slot, kind="primary", icon=mark, name=name)
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out where the words and the button need its room."""
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None  # made with the widget
        picture = self.mark.sizeHint().height() + layout.spacing()
        needed = layout.totalHeightForWidth(self.width()) + (picture if self.mark.isHidden() else 0)
        self.mark.setVisible(needed <= self.height())

    def refresh(self) -> None:
        """Say it again."""
        self.binder.refresh()


class WrapButton(QPushButton):
    """A button whose words may take several lines, with room for more widgets inside.

    Args:
        kind: ``row`` or ``tile``.

    Attributes:
        inside: the layout to add to; what is added lets clicks through.
    """

    def __init__(self, kind: str = "tile") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.inside = QHBoxLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """Add *widget* at the end; the button takes its clicks."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside.addWidget(widget, stretch)
        return widget

    def sizeHint(self) -> QSize:
        """Return the size that the inside asks for."""
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the inside."""
        return self.inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the inside at *width* logical pixels."""
        width = min(width, self.maximumWidth())
        high = self.inside.heightForWidth(width) if self.inside.hasHeightForWidth() else -1
        return max(high, self.inside.sizeHint().height() if high < 0 else 0)


def button_row(*buttons: QWidget, gap: int = 0) -> FlowLayout:
    """Return the buttons in a row that wraps; with a *gap* of 0 they stand apart as the size of the text asks."""
    row = FlowLayout(gap=gap or max(10, QFontMetrics(QApplication.font()).height() * 3 // 8))
    for button in buttons:
        row.addWidget(button)
    return row
