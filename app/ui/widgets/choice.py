"""Choices without typing: a list to unfold, boxes to tick, three answers in a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.fields import NO, UNKNOWN, YES, Option
from app.core.messages import N_, zh_en
from app.ui.theme import Theme
from app.ui.widgets.binder import Binder, Dress
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.layouts import FlowLayout, clear

NOT_CHOSEN = N_("Not chosen yet")


class ComboBox(QComboBox):
    """A closed list with an arrow in the tokens' colours; the wheel scrolls the page, not the choice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, and a chevron at its end."""
        super().paintEvent(event)
        edge = self._theme.metrics.em(1.1)
        place = QRect(self.width() - edge - self._theme.metrics.em(0.5), (self.height() - edge) // 2, edge, edge)
        painter = QPainter(self)
        painter.drawPixmap(place, self._theme.pixmap("chevron-down", "ink" if self.isEnabled() else "line", 1.1))


def widest(box: QComboBox, theme: Theme) -> int:
    """Return how wide a closed list must be to show each of its entries whole, in logical pixels."""
    metrics = box.fontMetrics()
    text = max((metrics.horizontalAdvance(box.itemText(at)) for at in range(box.count())), default=0)
    return text + theme.metrics.em(1.9) + 3 * theme.metrics.u(0.75)


class _Marked:
    """Draws an indicator that grows with the text."""

    _theme: Theme

    def _edge(self) -> int:
        return max(20, self._theme.metrics.em(1.15))


class CheckBox(_Marked, QCheckBox):
    """A box to tick, as large as its text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        """Return room for the box and the words."""
        return _marked_size(self, self._theme, self._edge())

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The whole row can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a box, a tick where it is set, and the words."""
        painter, box = _start(self, self._edge())
        theme, on = self._theme, self.isChecked()
        painter.setPen(QPen(theme.colour("leaf" if on else "line"), 1.5))
        painter.setBrush(theme.colour("leaf" if on else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            pen = QPen(theme.colour("on_leaf"), max(2.0, box.width() / 9))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            a, b, c = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
            points = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in (a, b, c)]
            painter.drawPolyline(points)
        _words(self, painter, theme, self._edge())


class RadioButton(_Marked, QRadioButton):
    """One answer of several, as large as its text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        """Return room for the circle and the words."""
        return _marked_size(self, self._theme, self._edge())

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The whole row can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a circle, a dot where it is chosen, and the words."""
        painter, box = _start(self, self._edge())
        theme, on = self._theme, self.isChecked()
        painter.setPen(QPen(theme.colour("leaf" if on else "line"), 2 if on else 1.5))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(box)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("leaf"))
            inset = box.width() * 0.26
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        _words(self, painter, theme, self._edge())


class ChoiceBox(Editor):
    """One of several options, or none yet. Arrow keys change it; no key types into it.

    Args:
        dress: words and theme.
        options: in order.
        optional: whether "Not chosen yet" is offered.
    """

    def __init__(self, dress: Dress, options: Sequence[Option] = (), *, optional: bool = True) -> None:
        super().__init__(dress)
        self._options: tuple[Option, ...] = ()
        self._optional, self._value = optional, ""
        self.box = ComboBox(dress.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._on_activated)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; the value stays, also where it is not among them."""
        self._options = tuple(options)
        self.refresh()

    def value(self) -> str | None:
        """Return the key of what is chosen, or None."""
        return self._value or None

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        self._value = str(value or "")
        self.refresh()

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self.box

    def refresh(self) -> None:
        """Fill the list again in the interface language."""
        self.box.blockSignals(True)
        self.box.clear()
        if self._optional or not self._value:
            self.box.addItem(self.dress.text(NOT_CHOSEN), "")
        for option in self._options:
            self.box.addItem(self.dress.text(option.label) or option.key, option.key)
        index = self.box.findData(self._value)
        if index < 0:
            self.box.addItem(self._value, self._value)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)
        self.box.blockSignals(False)

    def _on_activated(self, index: int) -> None:
        value = str(self.box.itemData(index) or "")
        if value != self._value:
            self._value = value
            self.edited.emit(Edit(value or None))


class CheckList(Editor):
    """Any number of several options as boxes to tick.

    Args:
        dress: words and theme.
        options: in order.
        even: whether the boxes stand in columns; else each takes the room of its words, which needs fewer rows.
    """

    def __init__(self, dress: Dress, options: Sequence[Option] = (), *, even: bool = True) -> None:
        super().__init__(dress)
        self._boxes: dict[str, CheckBox] = {}
        self._options: tuple[Option, ...] = ()
        self._value: tuple[str, ...] = ()
        self._flow = FlowLayout(self, gap=dress.theme.metrics.u(0.25 if even else 0.75), even=even)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; chosen keys that are not among them stay, shown by their key."""
        self._options = tuple(options)
        self._build()

    def value(self) -> tuple[str, ...]:
        """Return the chosen keys in the options' order."""
        return self._value

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        self._value = tuple(str(one) for one in value) if isinstance(value, (tuple, list, frozenset)) else ()
        if set(self._value) - set(self._boxes):
            self._build()
        for key, box in self._boxes.items():
            box.setChecked(key in self._value)

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return next(iter(self._boxes.values()), self)

    def name_it(self, name: str, description: str = "") -> None:
        """Name the whole; each box has its own words."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def refresh(self) -> None:
        """Build the boxes again in the interface language."""
        self._build()

    def _build(self) -> None:
        clear(self._flow)
        self._boxes = {}
        known = {option.key for option in self._options}
        strangers = [Option(key, zh_en(key, key)) for key in self._value if key not in known]
        for option in (*self._options, *strangers):
            box = CheckBox(self.dress.theme)
            box.setText(self.dress.text(option.label) or option.key)
            box.setChecked(option.key in self._value)
            box.clicked.connect(self._on_clicked)
            self._boxes[option.key] = box
            self._flow.addWidget(box)

    def _on_clicked(self) -> None:
        self._value = tuple(key for key, box in self._boxes.items() if box.isChecked())
        self.edited.emit(Edit(self._value))


class TriState(Editor):
    """Yes, no, not known: three answers in a row, none of them hidden."""

    ANSWERS = ((YES, True), (NO, False), (UNKNOWN, None))

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        flow = FlowLayout(self, gap=dress.theme.metrics.u(1.5))
        self._group, self._buttons = QButtonGroup(self), []
        self._binder = Binder(dress)
        for number, (option, _answer) in enumerate(self.ANSWERS):
            button = RadioButton(dress.theme)
            self._binder.text(button.setText, option.label)
            self._group.addButton(button, number)
            self._buttons.append(button)
            flow.addWidget(button)
        self._buttons[2].setChecked(True)
        self._group.idClicked.connect(self._on_clicked)

    def value(self) -> bool | None:
        """Return the answer; None is "not known"."""
        return self.ANSWERS[self._group.checkedId()][1]

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        self._buttons[0 if value is True else 1 if value is False else 2].setChecked(True)

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self._buttons[max(0, self._group.checkedId())]

    def name_it(self, name: str, description: str = "") -> None:
        """Name the whole; each answer has its own words."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def refresh(self) -> None:
        """See :class:`Editor`."""
        self._binder.refresh()

    def _on_clicked(self, number: int) -> None:
        self.edited.emit(Edit(self.ANSWERS[number][1]))


def _marked_size(button: QCheckBox | QRadioButton, theme: Theme, edge: int) -> QSize:
    metrics = button.fontMetrics()
    words = metrics.size(Qt.TextFlag.TextShowMnemonic, button.text())
    return QSize(edge + theme.metrics.em(0.5) + words.width() + 4, max(28, edge + 8, words.height() + 6))


def _start(button: QCheckBox | QRadioButton, edge: int) -> tuple[QPainter, QRectF]:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter, QRectF(1, (button.height() - edge) / 2 + 1, edge - 2, edge - 2)


def _words(button: QCheckBox | QRadioButton, painter: QPainter, theme: Theme, edge: int) -> None:
    left = edge + theme.metrics.em(0.5)
    painter.setPen(theme.colour("ink" if button.isEnabled() else "ink_2"))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
    painter.drawText(QRect(left, 0, button.width() - left, button.height()), flags, button.text())
