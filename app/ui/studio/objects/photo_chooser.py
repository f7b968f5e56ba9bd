"""Choosing photos of the document: a list with pictures and words that keys and clicks work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.messages import N_
from app.core.text import fold
from app.ui.context import UiContext
from app.ui.photos.shelf import PhotoShelf
from app.ui.widgets.binder import Binder
from app.ui.widgets.inputs import LineEdit

PHOTO = int(Qt.ItemDataRole.UserRole) + 1
EDGE_EM, ROWS = 4.0, 4


class PhotoChooser(QWidget):
    """Lists every photo with its thumbnail; Enter or a click takes one.

    Signals:
        taken: id of the photo.

    Args:
        context: words, theme.
        shelf: the photos.
        language: of captions.
    """

    taken = Signal(str)

    def __init__(self, context: UiContext, shelf: PhotoShelf) -> None:
        super().__init__()
        self._context, self._shelf, self._binder = context, shelf, Binder(context)
        self._chosen: tuple[str, ...] = ()
        self._language = "zh_TW"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.filter = LineEdit()
        self.filter.setObjectName("photo_filter")
        self.filter.textChanged.connect(self._on_filter)
        self.list = QListWidget()
        self.list.setObjectName("photo_list")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        self.nothing = self._binder.label(N_("No photo in the file has these words."), "caption")
        self.none_yet = self._binder.label(N_("There are no photos yet. Add them under Photos."), "caption")
        for widget in (self.filter, self.list, self.nothing, self.none_yet):
            layout.addWidget(widget)
        shelf.changed.connect(self.refresh)
        shelf.arrived.connect(self._on_arrived)
        self.refresh()

    def show_chosen(self, chosen: Sequence[str], language: str) -> None:
        """Mark the photos that are taken already."""
        if (tuple(chosen), language) != (self._chosen, self._language):
            self._chosen, self._language = tuple(chosen), language
            self._fill()

    def refresh(self) -> None:
        """Say it again."""
        edge = self._context.theme.metrics.em(EDGE_EM)
        self.list.setIconSize(QSize(edge, edge))
        self.list.setFixedHeight((edge + 10) * ROWS)
        words = self._context.text(N_("Filter the photos by their words"))
        self.filter.setPlaceholderText(words)
        self.filter.setAccessibleName(words)
        self.list.setAccessibleName(self._context.text(N_("Photos in the file")))
        self._binder.refresh()
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the list, which is left empty while nobody sees it."""
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if not self.isVisible():
            return
        wanted = fold(self.filter.text().strip()).split()
        row = self.list.currentRow()
        self.list.clear()
        for photo, shot in self._shelf.shots.items():
            words = self._shelf.words(photo, self._language)
            if not all(one in fold(f"{words} {shot.name} {shot.date}") for one in wanted):
                continue
            shown = f"● {words}" if photo in self._chosen else words
            item = QListWidgetItem(shown)
            item.setData(PHOTO, photo)
            if photo in self._chosen:
                said = N_("{what}, chosen already", what=words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self._context.text(said))
            self._dress(item, photo)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.setVisible(self.list.count() > 0)
        self.filter.setVisible(bool(self._shelf.shots))
        self.nothing.setVisible(bool(self._shelf.shots) and not self.list.count())
        self.none_yet.setVisible(not self._shelf.shots)

    def _dress(self, item: QListWidgetItem, photo: str) -> None:
        small = self._shelf.scaled(photo, self.list.iconSize().width(), self.devicePixelRatioF())
        if small is not None:
            item.setIcon(QIcon(small))
        item.setSizeHint(QSize(0, self.list.iconSize().height() + 8))

    def _on_arrived(self, sha256: str) -> None:
        for place in range(self.list.count()):
            item = self.list.item(place)
            shot = self._shelf.shots.get(str(item.data(PHOTO)))
            if shot is not None and shot.sha256 == sha256:
                self._dress(item, shot.id)

    def _on_filter(self, _text: str) -> None:
        if not self.filter.composing():
            self._fill()

    def _on_item(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(PHOTO)))
