"""The right column: the real pages, or what takes their place: the checks, the export, and the tools."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.ui.context import UiContext
from app.ui.studio.finish.check import CheckPanel
from app.ui.studio.finish.export import ExportPanel
from app.ui.studio.pages.column import PageColumn
from app.ui.studio.pages.view import PageView
from app.ui.studio.presenter import StudioPresenter
from app.ui.studio.tools.desk import ToolDesk, ToolMenu, ToolPanel
from app.ui.studio.tools.listed import TOOLS

if TYPE_CHECKING:
    from app.services.dossier.press import Pressed
    from app.ui.studio.finish.foot import Foot


class RightColumn(QStackedWidget):
    """Shows one thing at a time beside the text.

    Signals:
        turning: a panel is about to be shown: what was typed is handed on first.
        turned: something else stands here now, and is to be seen.
        go_asked: a place, as in ``Finding.place``.

    Args:
        context: words, theme, lane, pool.
        presenter: gives and changes the dossier.
        foot: its two buttons lead to the checks and to the export.
    """

    turning = Signal()
    turned = Signal()
    go_asked = Signal(str)

    def __init__(self, context: UiContext, presenter: StudioPresenter, foot: Foot) -> None:
        super().__init__()
        self.pages = PageView(context, presenter)
        self.page_column = PageColumn(context, self.pages)
        self.check, self.export = CheckPanel(context), ExportPanel(context, presenter)
        for widget in (self.page_column, self.check, self.export):
            self.addWidget(widget)
        self.tools = ToolDesk(context, presenter, self, TOOLS)
        foot.check_asked.connect(partial(self.show_beside, self.check))
        foot.export_asked.connect(partial(self.show_beside, self.export))
        self.tools.opened.connect(self.show_beside)
        self.tools.go_asked.connect(self.go_asked)
        self.tools.menu.back_asked.connect(self.show_pages)
        self.check.go_asked.connect(self.go_asked)
        self.check.waived.connect(presenter.waive)
        self.check.back_asked.connect(self.show_pages)
        self.export.back_asked.connect(self.show_pages)

    def refresh(self) -> None:
        """Say and space everything again."""
        for part in (self.pages, self.check, self.export, self.tools):
            part.refresh()

    def show_pressed(self, pressed: Pressed) -> None:
        """Tell the panels that the pages changed."""
        for part in (self.check, self.export, self.tools):
            part.show_pressed(pressed)

    def show_pages(self) -> None:
        """Show the pages, with the keyboard on them."""
        self.setCurrentIndex(0)
        self.turned.emit()
        self.pages.setFocus()

    def show_beside(self, panel: CheckPanel | ExportPanel | ToolMenu | ToolPanel) -> None:
        """Show a panel in place of the pages, with the keyboard in it."""
        self.turning.emit()
        self.setCurrentWidget(panel)
        self.turned.emit()
        panel.focus_first()
