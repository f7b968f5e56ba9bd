"""The tools of the studio: a menu of tiles, and the panels that they lead to, beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.studio.panel import Panel
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import WrapButton

if TYPE_CHECKING:
    from app.services.dossier.press import Pressed
    from app.ui.studio.presenter import StudioPresenter


class ToolPanel(Panel):
    """A tool of the studio; it looks at the pages as they were pressed last.

    Signals:
        go_asked: a place, as in ``Finding.place``.

    Args:
        context: words, theme, lane, pool.
        presenter: gives and changes the dossier.
        said: the heading.
    """

    go_asked = Signal(str)

    def __init__(self, context: UiContext, presenter: StudioPresenter, said: Label) -> None:
        super().__init__(context, said, N_("Back to the tools"), name="tool_back")
        self.presenter = presenter
        self._stale = True

    def show_pressed(self, _pressed: Pressed) -> None:
        """The pages changed: look again now, or once the tool is seen."""
        self._stale = True
        if self.isVisible():
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what changed meanwhile."""
        super().showEvent(event)
        self._look()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        self._stale = True
        if self.isVisible():
            self._look()

    def focus_first(self) -> None:
        """Put the keyboard on the way back; what the tool shows follows."""
        self.back.setFocus()

    def look(self) -> None:
        """Show what the pages say now."""

    def _look(self) -> None:
        if self._stale and self.presenter.gathered is not None and self.presenter.pressed is not None:
            self._stale = False
            self.look()


@dataclass(frozen=True, slots=True)
class Tool:
    """A tile of the menu.

    Args:
        name: of the tool.
        label: what it is called.
        words: what it is for, in a line.
        icon: file name of its icon.
        panel: ``module:class`` of its panel, read when it is first opened.
    """

    name: str
    label: Label
    words: Label
    icon: str
    panel: str


class ToolMenu(Panel):
    """Offers the tools.

    Signals:
        chosen: name of a tool.
    """

    chosen = Signal(str)

    def __init__(self, context: UiContext, tools: Sequence[Tool]) -> None:
        super().__init__(context, N_("Tools"), N_("Back to the pages"), name="tools_back")
        self.buttons: dict[str, WrapButton] = {}
        for one in tools:
            self._offer(one)

    def focus_first(self) -> None:
        """Put the keyboard on the first tool."""
        next(iter(self.buttons.values()), self.back).setFocus()

    def _offer(self, tool: Tool) -> None:
        button, metrics = WrapButton("tile"), self.context.theme.metrics
        button.setObjectName(f"tool_{tool.name}")
        button.inside.setContentsMargins(metrics.u(0.75), metrics.u(0.5), metrics.u(0.75), metrics.u(0.5))
        mark, texts = QLabel(), QWidget()
        self.binder.pixmap(mark.setPixmap, tool.icon, "leaf", 1.4)
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.binder.label(tool.label, "strong"))
        column.addWidget(self.binder.label(tool.words, "caption"))
        button.put(mark)
        button.put(texts, 1)
        button.inside.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self.binder.text(button.setAccessibleName, tool.label)
        self.binder.text(button.setAccessibleDescription, tool.words)
        button.clicked.connect(self._on_clicked)
        self.buttons[tool.name] = button
        self.body.addWidget(button)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName().removeprefix("tool_"))


class ToolDesk(QObject):
    """Keeps the menu and the panels; each is made when it is first opened.

    Signals:
        go_asked: a place in the dossier.
        opened: the panel that is to be seen now.

    Args:
        context: words, theme.
        presenter: gives and changes the dossier.
        stack: where the panels are shown.
        tools: that there are.

    Attributes:
        button: leads to the menu.
    """

    go_asked = Signal(str)
    opened = Signal(object)

    def __init__(
        self, context: UiContext, presenter: StudioPresenter, stack: QStackedWidget, tools: Sequence[Tool]
    ) -> None:
        super().__init__(presenter)
        self._context, self._presenter, self._stack = context, presenter, stack
        self._tools = {one.name: one for one in tools}
        self.panels: dict[str, ToolPanel] = {}
        self._binder = Binder(context)
        self.button = self._binder.button(N_("More tools"), self._on_menu, icon="columns-3", kind="small",
                                          name="dossier_tools")  # fmt: skip
        self.menu = ToolMenu(context, tuple(self._tools.values()))
        self.menu.chosen.connect(self.open)
        stack.addWidget(self.menu)

    def open(self, name: str) -> ToolPanel:
        """Show a tool; ``KeyError`` where there is none of that name."""
        panel = self.panels.get(name)
        if panel is None:
            panel = self.panels[name] = resolve_name(self._tools[name].panel)(self._context, self._presenter)
            panel.go_asked.connect(self.go_asked)
            panel.back_asked.connect(self._on_back)
            self._stack.addWidget(panel)
        self.opened.emit(panel)
        return panel

    def show_pressed(self, pressed: Pressed) -> None:
        """Tell the panels that the pages changed."""
        for panel in self.panels.values():
            panel.show_pressed(pressed)

    def refresh(self) -> None:
        """Say and space everything again."""
        self._binder.refresh()
        self.menu.refresh()
        for panel in self.panels.values():
            panel.refresh()

    def flush(self) -> None:
        """Finish what is being typed in any tool."""
        for panel in self.panels.values():
            panel.flush()

    def _on_menu(self) -> None:
        self.opened.emit(self.menu)

    def _on_back(self) -> None:
        name = next((key for key, one in self.panels.items() if one is self._stack.currentWidget()), "")
        self.opened.emit(self.menu)
        if name in self.menu.buttons:
            self.menu.buttons[name].setFocus()
