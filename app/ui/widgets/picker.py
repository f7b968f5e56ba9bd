"""Choosing records: what is chosen stands as a list of words; the rest unfolds in the page, not over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, Message
from app.ui.widgets.binder import Binder, Dress
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear

ROWS_SHOWN = 6
LONG_WORDS = 12


class Chip(QFrame):
    """One chosen thing and the button that takes it away.

    Signals:
        removed: its key.
    """

    removed = Signal(str)

    def __init__(self, dress: Dress, key: str, words: str) -> None:
        super().__init__()
        self.key, self._binder = key, Binder(dress)
        self.setProperty("ground", "leaf_soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(dress.theme.metrics.u(0.75), 2, 2, 2)
        row.setSpacing(dress.theme.metrics.u(0.25))
        self.label = QLabel(words)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(len(words) > LONG_WORDS)  # a long title takes several lines, never a scroll bar
        self.picture = QLabel()
        self.picture.hide()
        row.addWidget(self.picture)
        row.addWidget(self.label)
        self.button = self._binder.button(N_("Remove"), self._on_removed, icon="x", kind="quiet", name="remove_chip")
        self.button.setAccessibleName(dress.text(N_("Remove {what}", what=words)))
        row.addWidget(self.button)

    def show_picture(self, pixmap: QPixmap) -> None:
        """Put a small picture before the words."""
        self.picture.setPixmap(pixmap)
        self.picture.show()

    def _on_removed(self) -> None:
        self.removed.emit(self.key)


class ReferencePicker(Editor):
    """Chooses one or several records of another type.

    Args:
        dress: words and theme.
        options: records as key and title, in order.
        many: whether several can be chosen.
        choose: the button's words, such as "Choose person".
        fold: folds a text for comparing (``app.core.text.fold``).

    Signals:
        make_asked: a new record with this title is wanted.
    """

    make_asked = Signal(str)
    rows_shown = ROWS_SHOWN

    def __init__(
        self,
        dress: Dress,
        options: Sequence[Option] = (),
        *,
        many: bool = False,
        choose: Message | None = None,
        fold: Callable[[str], str] = str.casefold,
    ) -> None:
        super().__init__(dress)
        self._binder, self._many, self._fold = Binder(dress), many, fold
        self._options: tuple[Option, ...] = tuple(options)
        self._value: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(dress.theme.metrics.u(0.5))
        self._chips = FlowLayout(gap=dress.theme.metrics.u(0.5))
        layout.addLayout(self._chips)
        said = choose or (N_("Choose more") if many else N_("Choose from the list"))
        self.open_button = self._binder.button(said, self.unfold, icon="chevron-down", kind="small")
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.panel = self._make_panel()
        layout.addWidget(self.panel)
        self.panel.hide()
        self._show_chips()

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other records."""
        self._options = tuple(options)
        self._show_chips()
        self._fill()

    def value(self) -> object:
        """Return the chosen key, or the tuple of keys where several can be chosen."""
        return self._value if self._many else (self._value[0] if self._value else None)

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        if isinstance(value, (tuple, list)):
            self._value = tuple(str(one) for one in value)
        else:
            self._value = (str(value),) if value else ()
        self._show_chips()
        self._fill()

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self.open_button

    def name_it(self, name: str, description: str = "") -> None:
        """Name the whole and its filter line."""
        self.setAccessibleName(name)
        self.open_button.setAccessibleName(f"{name}: {self.open_button.text()}")
        self.filter.setAccessibleName(f"{name}: {self.dress.text(N_('Filter the list'))}")
        self.list.setAccessibleName(name)

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self.filter.setPlaceholderText(self.dress.text(N_("Filter the list")))
        self._show_chips()
        self._fill()

    def unfold(self) -> None:
        """Unfold the list, or fold it again."""
        opening = self.panel.isHidden()
        self.panel.setVisible(opening)
        self._binder.icon(self.open_button.setIcon, "chevron-up" if opening else "chevron-down")
        if opening:
            self._fill()
            self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def dress_item(self, item: QListWidgetItem, key: str) -> None:
        """Add to a line of the list what is more than its title; subclasses do."""

    def dress_chip(self, chip: Chip, key: str) -> None:
        """Add to a chosen thing what is more than its title; subclasses do."""

    def row_px(self) -> int:
        """Return the height of a line of the list, in logical pixels."""
        return self.dress.theme.metrics.row_px + 2

    def _make_panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("card", True)
        inner = QVBoxLayout(panel)
        pad = self.dress.theme.metrics.u(0.75)
        inner.setContentsMargins(pad, pad, pad, pad)
        self.filter = LineEdit()
        self.filter.setPlaceholderText(self.dress.text(N_("Filter the list")))
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_return)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        inner.addWidget(self.filter)
        inner.addWidget(self.list)
        self.nothing = self._binder.label(N_("Nothing in the list has this word."), "caption")
        inner.addWidget(self.nothing)
        done = self._binder.button(N_("Close list"), self._close, kind="small")
        inner.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        return panel

    def _show_chips(self) -> None:
        clear(self._chips)
        titles = {option.key: self.dress.text(option.label) for option in self._options}
        for key in self._value:
            chip = Chip(self.dress, key, titles.get(key, "") or self.dress.text(N_("Without a name")))
            chip.removed.connect(self._on_removed)
            self.dress_chip(chip, key)
            self._chips.addWidget(chip)

    def _fill(self) -> None:
        if self.panel.isHidden():
            return
        words = self._fold(self.filter.text().strip()).split()
        self.list.clear()
        for option in self._options:
            title = self.dress.text(option.label)
            if option.key not in self._value and all(word in self._fold(title) for word in words):
                item = QListWidgetItem(title or self.dress.text(N_("Without a name")))
                item.setData(Qt.ItemDataRole.UserRole, option.key)
                self.dress_item(item, option.key)
                self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.nothing.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        self.list.setFixedHeight(self.row_px() * max(1, min(self.rows_shown, self.list.count())) + 8)

    def _on_filter(self, _text: str) -> None:
        if not self.filter.composing():
            self._fill()

    def _on_return(self) -> None:
        if (item := self.list.currentItem()) is not None and not self.filter.composing():
            self._on_item(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        key = str(item.data(Qt.ItemDataRole.UserRole))
        self._value = (*self._value, key) if self._many else (key,)
        self._announce()
        if not self._many:
            self._close()

    def _on_removed(self, key: str) -> None:
        self._value = tuple(one for one in self._value if one != key)
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce()

    def _announce(self) -> None:
        self._show_chips()
        self._fill()
        self.edited.emit(Edit(self.value()))

    def _close(self) -> None:
        self.filter.clear()
        if not self.panel.isHidden():
            self.unfold()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
