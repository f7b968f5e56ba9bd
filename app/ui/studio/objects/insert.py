"""What can be put into a chapter: each thing as a button with its words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.studio.objects.any_records import AnyRecords
from app.ui.studio.panel import Panel
from app.ui.widgets.card import WrapButton

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


class InsertPanel(Panel):
    """Offers what can stand in a chapter.

    Signals:
        chosen: kind of block and its settings.
        atom_asked: a ``reference`` or a ``fact`` is wanted at the cursor instead.
    """

    chosen = Signal(str, object)
    atom_asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Insert"), N_("Back to the text"))
        self.buttons: dict[str, WrapButton] = {}
        self._offers: dict[str, tuple[str, dict[str, object]]] = {}
        self._offer("photos", N_("Photos"), N_("One, two or four to a row, with captions"), "images", "photos", {})
        self._offer("table", N_("Table"), N_("Rows and columns that you fill in"), "table", "table", {})
        words = N_("A signed agreement or a sign-in sheet; its pages count and are listed")
        self._offer("attached", N_("Attached PDF"), words, "paperclip", "attached", {})
        words = N_("The number or the page of a figure, table or heading; it follows when things move")
        self._offer("reference", N_("Reference"), words, "link", "", {})
        words = N_("Residents, place, how many events: written as they are on the day of printing")
        self._offer("fact", N_("Fact of the community"), words, "clipboard-list", "", {})
        self._add_live()
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Put the keyboard on the first offer."""
        next(iter(self.buttons.values())).setFocus()

    def _add_live(self) -> None:
        from app.services.dossier.live import LIVE
        from app.services.figures.live import FIGURES

        plain = {key: kind for key, kind in LIVE.items() if key not in FIGURES and "." not in key}
        for words, kinds, icon in (
            (N_("Figures drawn and worked out from the records"), FIGURES, "columns-3"),
            (N_("From the records, always as they are now"), plain, "refresh-cw"),
        ):
            self.body.addWidget(self.binder.label(words, "strong"))
            for key, kind in kinds.items():
                self._offer(key, kind.label, LIVE_WORDS.get(key) or kind.help or "", icon, "live", {"live": key})
        self.body.addWidget(self.binder.label(N_("Any other records"), "strong"))
        self.any = AnyRecords(self.context, {key: kind for key, kind in LIVE.items() if "." in key})
        self.any.chosen.connect(self._on_any)
        self.binder.also(self.any.refresh)
        self.body.addWidget(self.any)

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

    def _on_any(self, key: str) -> None:
        self.chosen.emit("live", {"live": key})

    def _on_clicked(self) -> None:
        name = self.sender().objectName()
        kind, settings = self._offers[name]
        if kind:
            self.chosen.emit(kind, dict(settings))
        else:
            self.atom_asked.emit(name.removeprefix("insert_"))
