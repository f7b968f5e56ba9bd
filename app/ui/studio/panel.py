"""What every panel of the studio is: a heading, a way back, a body that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.ids import new_id
from app.core.messages import Label
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder, Said
from app.ui.widgets.inputs import flush_inputs
from app.ui.widgets.layouts import PageScroll

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import BlockView


class Panel(QFrame):
    """Base of the panels.

    Signals:
        back_asked: the person wants to go back to the text or the pages.

    Args:
        context: words, theme.
        said: the heading.
        back: words of the way back, None for none.
        name: object name of the button that goes back.

    Attributes:
        body: the layout to add to.
        binder: says again what the panel says.
    """

    back_asked = Signal()

    def __init__(self, context: UiContext, said: Said, back: Label | None = None, *, name: str = "panel_back") -> None:
        super().__init__()
        self.context, self.binder = context, Binder(context)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.heading = self.binder.label(said, "section")
        self._head.addWidget(self.heading, 1)
        if back is not None:
            self.back = self.binder.button(back, self.back_asked.emit, icon="arrow-left", kind="small", name=name)
            self._head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(self._head)
        self.scroller = PageScroll()
        outer.addWidget(self.scroller, 1)
        self.body = self.scroller.body
        self._visit: tuple[str, str] = ("", "")
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the way back below the heading where both do not fit side by side."""
        super().resizeEvent(event)
        back = getattr(self, "back", None)
        wide = back is None or 2 * back.sizeHint().width() <= self.width()
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def refresh(self) -> None:
        """Say and space it again."""
        self._space()
        self.binder.refresh()

    def flush(self) -> None:
        """Finish compositions and hand on what was typed."""
        flush_inputs(self)

    def visit(self, field: str) -> str:
        """Return the step of a visit to *field*: it stays while no other field is edited."""
        if self._visit[0] != field:
            self._visit = (field, new_id())
        return self._visit[1]

    def end_visit(self) -> None:
        """Let the next edit be a step of its own."""
        self._visit = ("", "")

    def _space(self) -> None:
        metrics = self.context.theme.metrics
        self._head.setContentsMargins(metrics.u(0.5), metrics.u(0.25), metrics.u(1), metrics.u(0.25))
        self._head.setSpacing(metrics.u(0.5))
        self.body.setContentsMargins(metrics.u(0.5), metrics.u(0.5), metrics.u(1), metrics.u(2))
        self.body.setSpacing(metrics.u(0.75))


class ObjectPanel(Panel):
    """A panel that edits one object block or one part.

    Signals:
        changed: block id, settings, whether it was typed, step of the visit.
    """

    changed = Signal(str, object, bool, str)

    block_id = ""

    def show_block(self, block: BlockView, gathered: Gathered, pressed: Pressed | None, *, own: bool) -> None:
        """Show a block's settings; fields that are being edited are left alone unless *own*."""

    def focus_first(self) -> None:
        """Put the keyboard on what is edited first."""


def line_of(*widgets: QWidget, gap: int = 6, stretch: int = 0) -> QHBoxLayout:
    """Return widgets side by side; the one at place *stretch* takes the room."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place == stretch else 0)
    return row
