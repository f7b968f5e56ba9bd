"""The journey at the left and the help at the right: which is seen, and which gives its room to the page."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.context import UiContext
from app.ui.shell.journey import JOURNEY_EM, JourneyPanel
from app.ui.shell.navigator import Navigator
from app.ui.shell.top_bar import TopBar
from app.ui.widgets.help import HelpPanel

HELP_EM, CENTRE_EM = 18.0, 34.0


class SideColumns(QObject):
    """Folds the side columns where there is no room for them, and as the person asks.

    Args:
        context: theme, and the settings that keep what was folded.
        window: gives the width.
        nav: gives the page that is open.
        top: its two buttons show which columns are seen.

    Attributes:
        journey: the left column.
        help: the right column.
    """

    def __init__(self, context: UiContext, window: QWidget, nav: Navigator, top: TopBar) -> None:
        super().__init__(window)
        self._context, self._window, self._nav, self._top = context, window, nav, top
        self._asked_open: set[str] = set()
        self.journey, self.help = JourneyPanel(context), HelpPanel(context)
        self.help.fold_asked.connect(self._on_fold_help)

    def toggle(self, name: str) -> None:
        """Fold the ``journey`` or the ``help`` where it is seen, show it where it is not."""
        panel = self.help if name == "help" else self.journey
        if panel.isVisible():
            self._asked_open.discard(name)
            if not self._narrow():
                self._context.settings.change(**{f"{name}_folded": True})
            self.fold()
        else:
            self.open(name)

    def open(self, name: str) -> None:
        """Show the ``journey`` or the ``help``; in a narrow window the other one goes."""
        if self._narrow():
            self._asked_open = {name}
        else:
            self._context.settings.change(**{f"{name}_folded": False})
            self._asked_open.add(name)
        self.fold()

    def open_help(self) -> None:
        """Show the help."""
        self.open("help")

    def give_way(self) -> None:
        """Let the journey go once a page was chosen in a narrow window."""
        if self._narrow():
            self._asked_open.discard("journey")
            self.fold()

    def fold(self) -> None:
        """Show the columns for which there is room, or that were asked for."""
        metrics, settings = self._context.theme.metrics, self._context.settings.current
        width = self._window.width()
        self.journey.setFixedWidth(min(metrics.em(JOURNEY_EM), width // 2))
        self.help.setFixedWidth(min(metrics.em(HELP_EM), width // 2))
        narrow = self._narrow()
        roomy = width >= metrics.em(JOURNEY_EM + CENTRE_EM - 6 + HELP_EM)
        page = self._nav.page
        wanted = page is None or page.wants_help()
        journey = "journey" in self._asked_open if narrow else not settings.journey_folded
        helped = "help" in self._asked_open if narrow or not roomy else not settings.help_folded and wanted
        self.journey.setVisible(journey)
        self.help.setVisible(helped or ("help" in self._asked_open and not narrow))
        self._top.journey.setChecked(journey)
        self._top.help.setChecked(not self.help.isHidden())

    def _narrow(self) -> bool:
        """Say whether a side column leaves too little room for the page."""
        return self._window.width() < self._context.theme.metrics.em(JOURNEY_EM + CENTRE_EM)

    def _on_fold_help(self) -> None:
        self.toggle("help")
