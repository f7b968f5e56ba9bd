"""What can be put into a chapter: each thing as a button with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.core.text import fold
from app.ui.context import UiContext
from app.ui.studio.panel import Panel
from app.ui.studio.words import Figure
from app.ui.widgets.card import WrapButton
from app.ui.widgets.inputs import LineEdit

LIVE_WORDS: Mapping[str, Label] = {
    "community": N_("What the community's page says, as a small table"),
    "members": N_("Everybody with role and skills, names as the readers may see them"),
    "groups": N_("The groups with their leaders and duties"),
    "certificates": N_("Who holds which certificate, since when and until when"),
    "partners": N_("The organisations that work with you"),
    "events": N_("Every event with its date and how many came"),
    "event_photos": N_("All photos of one event that you choose"),
    "funding": N_("Where the money comes from"),
    "budget": N_("The lines of the budget"),
}
FIGURE = int(Qt.ItemDataRole.UserRole) + 1


class InsertPanel(Panel):
    """Offers what can stand in a chapter.

    Signals:
        chosen: kind of block and its settings.
        reference_asked: a reference is wanted instead.
    """

    chosen = Signal(str, object)
    reference_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Insert"), N_("Back to the text"))
        self.buttons: dict[str, WrapButton] = {}
        self._offers: dict[str, tuple[str, dict[str, object]]] = {}
        self._offer("photos", N_("Photos"), N_("One, two or four to a row, with captions"), "images", "photos", {})
        self._offer("table", N_("Table"), N_("Rows and columns that you fill in"), "table", "table", {})
        words = N_("The number of a figure, table or heading; it follows when things move")
        self._offer("reference", N_("Reference"), words, "link", "", {})
        self.body.addWidget(self.binder.label(N_("From the records, always as they are now"), "strong"))
        self._add_live()
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Put the keyboard on the first offer."""
        next(iter(self.buttons.values())).setFocus()

    def _add_live(self) -> None:
        from app.services.dossier_live import LIVE

        for key, kind in LIVE.items():
            words = LIVE_WORDS.get(key, "")
            self._offer(key, kind.label, words, "refresh-cw", "live", {"live": key})

    def _offer(
        self, name: str, label: Label, words: Label | str, icon: str, kind: str, settings: dict[str, object]
    ) -> None:
        button, metrics = WrapButton("tile"), self.context.theme.metrics
        button.setObjectName(f"insert_{name}")
        button.inside.setContentsMargins(metrics.u(0.75), metrics.u(0.5), metrics.u(0.75), metrics.u(0.5))
        mark, texts = QLabel(), QWidget()
        self.binder.pixmap(mark.setPixmap, icon, "leaf", 1.4)
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.binder.label(label, "strong"))
        column.addWidget(self.binder.label(words, "caption"))
        button.put(mark)
        button.put(texts, 1)
        button.inside.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self.binder.text(button.setAccessibleName, label)
        self.binder.text(button.setAccessibleDescription, words)
        button.clicked.connect(self._on_clicked)
        self._offers[button.objectName()] = (kind, settings)
        self.buttons[name] = button
        self.body.addWidget(button)

    def _on_clicked(self) -> None:
        kind, settings = self._offers[self.sender().objectName()]
        if kind:
            self.chosen.emit(kind, dict(settings))
        else:
            self.reference_asked.emit()


class ReferencePanel(Panel):
    """Chooses the figure, table or heading that a reference leads to.

    Signals:
        chosen: id of what it leads to.
    """

    chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Refer to"), N_("Back to the text"))
        self._figures: tuple[Figure, ...] = ()
        self.filter = LineEdit()
        self.filter.textChanged.connect(self._on_filter)
        self.list = QListWidget()
        self.list.setObjectName("reference_list")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(context.theme.metrics.em(16))
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        self.nothing = self.binder.label(N_("Nothing is numbered yet. Headings, tables and photos are."), "caption")
        for widget in (self.filter, self.list, self.nothing):
            self.body.addWidget(widget)
        self.refresh()

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Offer these."""
        self._figures = tuple(figures)
        self._fill()

    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        (self.list if self._figures else self.back).setFocus()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        words = self.context.text(N_("Filter the list"))
        self.filter.setPlaceholderText(words)
        self.filter.setAccessibleName(words)
        self.list.setAccessibleName(self.context.text(N_("Figures, tables and headings")))

    def _fill(self) -> None:
        wanted = fold(self.filter.text().strip()).split()
        self.list.clear()
        for one in self._figures:
            words = f"{one.label} {one.words}".strip()
            if all(piece in fold(words) for piece in wanted):
                item = QListWidgetItem(words)
                item.setData(FIGURE, one.id)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.nothing.setVisible(not self._figures)
        self.list.setVisible(bool(self._figures))
        self.filter.setVisible(bool(self._figures))

    def _on_filter(self, _text: str) -> None:
        if not self.filter.composing():
            self._fill()

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(FIGURE)))
