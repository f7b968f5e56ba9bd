"""Choosing photos in a form: each with its thumbnail, in the list and among the chosen ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QListWidgetItem

from app.core.fields import Option
from app.core.messages import N_
from app.core.text import fold
from app.ui.context import UiContext
from app.ui.photos.shelf import PhotoShelf
from app.ui.widgets.picker import Chip, ReferencePicker

EDGE_EM, CHIP_EM = 4.0, 3.0
KEY = int(Qt.ItemDataRole.UserRole)


class PhotoPicker(ReferencePicker):
    """The list of photos of a form. Thumbnails are read once it is seen, one after the other.

    Args:
        context: words, theme, lane.
        options: the photos that may be chosen.
    """

    rows_shown = 4

    def __init__(self, context: UiContext, options: Sequence[Option]) -> None:
        self._shelf: PhotoShelf | None = None
        super().__init__(context, options, many=True, choose=N_("Choose photos"), fold=fold)
        self._shelf = PhotoShelf(context, self)
        self._shelf.changed.connect(self._redress)
        self._shelf.arrived.connect(self._on_arrived)
        self.list.setObjectName("photo_list")
        self.refresh()

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`; a photo that is new is looked up."""
        super().set_value(value, pending, own=own)
        shelf = self._shelf
        if shelf is not None and self.isVisible() and any(one not in shelf.shots for one in self._value):
            shelf.load()

    def refresh(self) -> None:
        """Say and space it again."""
        edge = self.dress.theme.metrics.em(EDGE_EM)
        self.list.setIconSize(QSize(edge, edge))
        super().refresh()

    def unfold(self) -> None:
        """Unfold the list, with the photos as they are now."""
        if self._shelf is not None and self.panel.isHidden():
            self._shelf.load()
        super().unfold()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the photos when they are first seen."""
        super().showEvent(event)
        if self._shelf is not None and self._value and not self._shelf.shots:
            self._shelf.load()

    def row_px(self) -> int:
        """See :class:`ReferencePicker`."""
        return max(super().row_px(), self.dress.theme.metrics.em(EDGE_EM) + 10)

    def dress_item(self, item: QListWidgetItem, key: str) -> None:
        """Show the thumbnail before the words."""
        edge = self.dress.theme.metrics.em(EDGE_EM)
        item.setSizeHint(QSize(0, edge + 8))
        small = self._shelf.scaled(key, edge, self.devicePixelRatioF()) if self._shelf is not None else None
        if small is not None:
            item.setIcon(QIcon(small))

    def dress_chip(self, chip: Chip, key: str) -> None:
        """Show the thumbnail of a chosen photo."""
        if self._shelf is not None:
            small = self._shelf.scaled(key, self.dress.theme.metrics.em(CHIP_EM), self.devicePixelRatioF())
            if small is not None:
                chip.show_picture(small)

    def _redress(self) -> None:
        for place in range(self.list.count()):
            item = self.list.item(place)
            self.dress_item(item, str(item.data(KEY)))
        for chip in self.findChildren(Chip):
            self.dress_chip(chip, chip.key)

    def _on_arrived(self, _sha256: str) -> None:
        self._redress()
