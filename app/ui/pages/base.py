"""What every page is: a title, a body, a route, help, and the duty to save before it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import flush_inputs
from app.ui.widgets.layouts import PageScroll
from app.ui.widgets.output_bar import OutputBar

SOON_MS = 60
"""Several changes within this time are read once."""


class Page(QWidget):
    """Base of every page. Layout only; what it does is in its presenter.

    Signals:
        title_changed: the shell reads ``title()`` again.
        help_changed: the shell reads ``help_text()`` again.
        help_asked: the help panel should be seen.

    Args:
        context: lane, words, theme, settings, way around.
    """

    title_changed = Signal()
    help_changed = Signal()
    help_asked = Signal()
    stays = False
    """Whether the page is kept when the private drawer is locked; only one that shows nothing out of it says so."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self.binder = Binder(context)
        self.setProperty("ring", False)

    def title(self) -> Label:
        """Return what the page is called, for the line above it and for Back."""
        return N_("Page")

    def open(self, args: tuple[str, ...]) -> None:
        """Show what the route names.

        Args:
            args: the parts of the route after its first word, such as ``("event", id, "name")``.
        """

    def on_changes(self, changes: object) -> None:
        """Refresh what a change set touched; editors with the focus are left alone."""

    def retranslate(self) -> None:
        """Say everything again, after the language or the theme changed."""
        self.binder.refresh()

    def help_text(self) -> HelpText | None:
        """Return what the help panel shows beside the page, or None for nothing."""
        return None

    def wants_help(self) -> bool:
        """Say whether the help panel stands beside the page unless it was folded; wide pages say no."""
        return True

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what shortcuts do on this page, by the ids of ``app.ui.shell.shortcuts``."""
        return {}

    def focus_first(self) -> None:
        """Put the keyboard on the page's first control."""
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt gives it to the first button of the window

    def leave(self) -> None:
        """Finish compositions and hand on what was typed, before another page or the end."""
        flush_inputs(self)


class ScrollPage(Page):
    """A page whose body grows downwards and scrolls.

    Attributes:
        body: the layout to add to.
    """

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll_area = PageScroll(self)
        outer.addWidget(self.scroll_area)
        self.body: QVBoxLayout = self.scroll_area.body
        self._space()

    def focus_first(self) -> None:
        """Put the keyboard on the first control in sight, else on the page, so that its top stays in sight."""
        seen = self.scroll_area.viewport().rect()
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                top = widget.mapTo(self.scroll_area.viewport(), widget.rect().topLeft())
                if seen.contains(QRect(top, widget.size())):
                    widget.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
                break
        self.scroll_area.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again and space it for the size of the text."""
        self._space()
        super().retranslate()

    def _space(self) -> None:
        metrics = self.context.theme.metrics
        self.body.setContentsMargins(metrics.u(2.5), metrics.u(2), metrics.u(2.5), metrics.u(3))
        self.body.setSpacing(metrics.u(1.5))


class AskingPage(ScrollPage):
    """A page that reads what it shows on the document lane, and reads it again soon after it changed.

    Attributes:
        reads: record types of which a change asks for another reading.
        output: writes the papers of the page, above everything else.
    """

    reads: frozenset[str] = frozenset()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.output = OutputBar(context)
        self.body.addWidget(self.output)
        self.binder.also(self.output.refresh)

    def open(self, args: tuple[str, ...]) -> None:
        """Read what the page shows."""
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read anew where something of it changed, once for several changes."""
        if self._touched(changes):
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._ask()

    def _touched(self, changes: object) -> bool:
        """Say whether a change set asks for another reading."""
        return bool(self.reads & {one.type for one in getattr(changes, "changes", ())})

    def _ask(self) -> None:
        """Read on the document lane and show the answer; each page says what."""
