"""What every page is: a title, a body, a route, help, and the duty to save before it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.focus import first_stop, focus_soon
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import flush_inputs
from app.ui.widgets.layouts import PageScroll
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.tab_row import TabRow

SOON_MS = 60
"""Several changes within this time are read once."""
SIGHT_MS, LOOKS = 20, 5
"""After so many times this time controls that were made anew have their heights and places."""


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
        first = first_stop(self) or self  # else Qt gives it to the first button of the window
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard(self) -> None:
        """Have the keyboard while the page is being filled; ``focus_first`` follows where that is somewhere bare."""
        self.focus_first()

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
        first = first_stop(self)
        seen = first is not None and self.scroll_area.shows(first)
        (first if first is not None and seen else self.scroll_area).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard(self) -> None:
        """Let the keys scroll, until it is known which control is the first."""
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


class TabbedPage(AskingPage):
    """A page of several views, of which one is looked at; all of them are read in one go.

    Attributes:
        views: key and words of each view; the first is shown where a route names none.
        place: first word of the page's routes where each view has a route of its own, else views change in place.
        above: what stands between the papers and the views.
        tabs: the views to choose from.
    """

    views: tuple[tuple[str, Label], ...] = ()
    place = ""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._other_view, self._was_at, self._looks = True, 0, 0
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.setInterval(SIGHT_MS)
        self._sight.timeout.connect(self._back_in_sight)
        self.above = QVBoxLayout()
        self.body.addLayout(self.above)
        self.tabs = TabRow(context, self.views)
        self.tabs.chosen.connect(self._on_view)
        self.body.addWidget(self.tabs)
        self.binder.also(self.tabs.refresh)

    def wants_help(self) -> bool:
        """Tables, columns and timelines need the whole width; a page of plain words says yes."""
        return False

    def focus_first(self) -> None:
        """Put the keyboard on the view that is shown."""
        self.tabs.focus_current()

    def take_keyboard(self) -> None:
        """Have it on the views, which are there before anything is read."""
        self.focus_first()

    def open(self, args: tuple[str, ...]) -> None:
        """Show the view that is named, the first where none is."""
        self.choose(args[0] if args else "")
        if self.tabs.isAncestorOf(self.focusWidget() or self):
            self.tabs.focus_current()
        self._ask()

    def choose(self, view: str) -> None:
        """Press the button of a view, that of the first where there is none of the name."""
        self._other_view = True
        self.tabs.choose(view if view in self.tabs.buttons else self.views[0][0])

    def route(self, view: str) -> str:
        """Return where a view is found."""
        return self.place if view == self.views[0][0] else f"{self.place}:{view}"

    def _on_view(self, view: str) -> None:
        """Show another view."""
        if self.place:
            self.context.go(self.route(view))
        else:
            self._other_view = True
            self._fill()

    def _to(self, view: str) -> None:
        """Show another view and put the keyboard on its button."""
        self.tabs.choose(view)
        self._on_view(view)
        self.tabs.focus_current()

    def _fill(self) -> None:
        """Show what was read, in the view that is looked at; each page says how."""

    @contextmanager
    def _keyboard(self) -> Iterator[None]:
        """Put the keyboard back on the control of the same name, made anew within; on the views where it is gone.

        What was in sight stays there, unless another view is shown.
        """
        bar = self.scroll_area.verticalScrollBar()
        place = bar.value()
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        yield
        if not self.isVisible():
            return  # another page has the keyboard: Tab must go on there
        if not self._other_view:
            self._was_at, self._looks = place, LOOKS
            self._sight.start()
        self._other_view = False
        now = self.focusWidget()
        if not held or focused is None or (now is not None and now.objectName() == held):
            return
        if not self.isVisible():  # another page has the keyboard: Tab must go on there
            return
        again = self.findChild(type(focused), held)
        if again is None or self._put_away(again):
            self.tabs.focus_current()
        else:
            focus_soon(again)

    def _back_in_sight(self) -> None:
        """Scroll back to where the page was; controls made anew had no place yet when they took the keyboard."""
        self._looks -= 1
        if self._looks > 0:
            self._sight.start()
        self.scroll_area.verticalScrollBar().setValue(self._was_at)
        focused = self.focusWidget()
        if focused is not None and focused.isVisible() and self.scroll_area.isAncestorOf(focused):
            self.scroll_area.follow(focused)

    def _put_away(self, widget: QWidget) -> bool:
        """Say whether a control, or what it stands in, was hidden; what was only just made is not shown yet either."""
        one: QWidget | None = widget
        while one is not None and one is not self:
            if one.isHidden() and one.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                return True
            one = one.parentWidget()
        return False
