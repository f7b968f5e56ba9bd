"""Rows of the timeline: a step's words beside or above its bar, under two clocks. Drawn, and said to a reader."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.services.plan.timeline import State, Timeline
from app.ui.context import UiContext
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, OPEN, TONES, draw_shape

SHAPES = {
    State.DONE: DONE, State.EARLY: DONE, State.HAVE: DONE, State.BEGUN: BEGUN, State.AHEAD: BEGUN,
    State.NOW: OPEN, State.LATE: NOTICE, State.OPEN: OPEN, State.ALONGSIDE: BEGUN,
}  # fmt: skip
FILLS = {
    State.DONE: Qt.BrushStyle.SolidPattern, State.EARLY: Qt.BrushStyle.SolidPattern,
    State.HAVE: Qt.BrushStyle.SolidPattern, State.BEGUN: Qt.BrushStyle.BDiagPattern,
    State.AHEAD: Qt.BrushStyle.BDiagPattern, State.LATE: Qt.BrushStyle.DiagCrossPattern,
}  # fmt: skip
ROOM_EM = 52.0
"""Below this width the bar stands under the words."""
SHARE, PAD_EM = 0.42, 0.5
"""Share of the width that the words take beside a bar; space around both."""


class Grid(QWidget):
    """Base of all rows: where the months stand, and what is drawn behind the bars.

    Args:
        context: words, theme.
        found: the plan.
    """

    def __init__(self, context: UiContext, found: Timeline) -> None:
        super().__init__()
        self.context, self.found = context, found
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def pad(self) -> int:
        """Space around words and bars, in pixels."""
        return self.context.theme.metrics.em(PAD_EM)

    @property
    def wide(self) -> bool:
        """Whether the bar stands beside the words."""
        return self.width() >= self.context.theme.metrics.em(ROOM_EM)

    @property
    def left(self) -> int:
        """Where the months begin."""
        return round(self.width() * SHARE) if self.wide else self.pad

    def at(self, month: int) -> float:
        """Return where a month begins."""
        return self.left + (month - 1) * (self.width() - self.pad - self.left) / max(self.found.months, 1)

    def font_of(self, role: str = "body", *, bold: bool = False) -> QFont:
        """Return the font of a role in the size that is worn."""
        font = QFont(self.font())
        font.setPointSizeF(self.context.theme.metrics.pt(role))
        font.setBold(bold)
        return font

    def lines(self, painter: QPainter, top: float, bottom: float) -> None:
        """Draw thin lines where a quarter begins, stronger ones where a year does, and the mark of today."""
        theme = self.context.theme
        for month in range(1, self.found.months + 2):
            turn = month <= len(self.found.calendar) and self.found.calendar[month - 1].endswith("-01")
            edge = month in (1, self.found.months + 1)
            if not (turn or edge or month % 3 == 1):
                continue
            colour = theme.colour("line")
            colour.setAlphaF(1.0 if turn or edge else 0.35)
            painter.setPen(QPen(colour, 1))
            painter.drawLine(QPointF(self.at(month), top), QPointF(self.at(month), bottom))
        if 1 <= self.found.month <= self.found.months and not self.found.over:
            x = (self.at(self.found.month) + self.at(self.found.month + 1)) / 2
            painter.setPen(QPen(theme.colour("sky"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def changeEvent(self, event: QEvent) -> None:
        """Take another size where the font changed."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)


class Clocks(Grid):
    """The head: calendar years and months above the months of the plan.

    Args:
        names: of the two clocks, the calendar first, and of the mark of today.
        years: (place, words) of each calendar year.
    """

    def __init__(
        self, context: UiContext, found: Timeline, names: tuple[str, str, str], years: tuple[tuple[int, str], ...]
    ) -> None:
        super().__init__(context, found)
        self._names, self._years = names, years
        self.setAccessibleName(context.text(found.clock))

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        high = QFontMetrics(self.font_of("caption")).lineSpacing()
        return QSize(self.context.theme.metrics.em(20), high * (3 if self.found.calendar else 1) + self.pad)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names, the years and both rows of months."""
        painter, font = QPainter(self), self.font_of("caption")
        painter.setFont(font)
        painter.setPen(self.context.theme.colour("ink"))
        metrics, top = QFontMetrics(font), 0
        high = metrics.lineSpacing()
        if self.found.calendar:
            ends = [place for place, _ in self._years[1:]] + [self.found.months]
            for (place, words), end in zip(self._years, ends, strict=True):
                room = QRectF(self.at(place + 1), top, self.at(end + 1) - self.at(place + 1), high)
                if metrics.horizontalAdvance(words) <= room.width():
                    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
            self._row(painter, high, self._names[0], [str(int(one[5:7])) for one in self.found.calendar])
            top = 2 * high
        self._row(painter, top, self._names[1], [str(one) for one in range(1, self.found.months + 1)])

    def _row(self, painter: QPainter, top: int, name: str, words: list[str]) -> None:
        metrics = painter.fontMetrics()
        if self.wide:
            painter.drawText(QRectF(self.pad, top, self.left - 2 * self.pad, metrics.lineSpacing()),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)  # fmt: skip
        widest = max(metrics.horizontalAdvance(one) for one in words) + metrics.horizontalAdvance(" ")
        cell = self.at(2) - self.at(1)
        step = next((one for one in (1, 2, 3, 6, 12) if one * cell >= widest), 12)
        for place in range(0, len(words), step):
            room = max(cell, widest)
            x = self.at(place + 1) + cell / 2 - room / 2
            box = QRectF(min(max(x, 0.0), self.width() - room), top, room, metrics.lineSpacing())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words[place])


class PlanRow(QAbstractButton):
    """One step or phase; pressing a step unfolds what it is about. Up and down go from row to row.

    Args:
        context: words, theme.
        found: the plan.
        title: number and name.
        said: how far it is, and when.
        months: first and last programme month, (0, 0) for none.
        state: of a step, ``None`` for a phase, which cannot be pressed.
    """

    def __init__(
        self,
        context: UiContext,
        found: Timeline,
        title: str,
        said: str,
        months: tuple[int, int],
        state: State | None,
    ) -> None:
        super().__init__()
        self._grid = Grid(context, found)
        self._grid.setParent(self)
        self._grid.hide()
        self.context, self._title, self._said, self._months, self._state = context, title, said, months, state
        self.setAccessibleName(f"{title}. {said}" if said else title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if state is not None else Qt.FocusPolicy.NoFocus)
        self.setCheckable(state is not None)
        if state is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Long names take several lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        self._grid.resize(width, 10)
        words = self._words_height()
        bar = self._bar_height() + self._grid.pad
        high = max(words, bar) if self._grid.wide else words + (bar if self._months[0] else 0)
        return max(high + 2 * (self._grid.pad // 2), 28)

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        width = max(self.width(), self.context.theme.metrics.em(20))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(self.context.theme.metrics.em(14), 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Return as with the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _bar_height(self) -> int:
        return self.context.theme.metrics.em(1.0 if self._state is not None else 0.45)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._grid.font_of(bold=self._state is None), self._grid.font_of("caption")

    def _room(self) -> int:
        edge = self.context.theme.metrics.em(1.25) if self._state is not None else 0
        right = self._grid.left if self._grid.wide else self._grid.width()
        return max(right - 2 * self._grid.pad - edge, 40)

    def _heights(self) -> tuple[int, int]:
        flags = int(Qt.TextFlag.TextWordWrap)
        rect = QRect(0, 0, self._room(), 10000)
        return tuple(
            QFontMetrics(font).boundingRect(rect, flags, words).height() if words else 0
            for font, words in zip(self._fonts(), (self._title, self._said), strict=True)
        )  # type: ignore[return-value]

    def _words_height(self) -> int:
        return sum(self._heights())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, shape, words and bar."""
        self._grid.resize(self.size())
        painter, theme, grid = QPainter(self), self.context.theme, self._grid
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.colour("leaf_soft"))
            painter.fillRect(QRect(0, 0, max(3, grid.pad // 3), self.height()), theme.colour("leaf"))
        elif self.underMouse() and self._state is not None:
            painter.fillRect(self.rect(), theme.colour("sunken"))
        title, said = self._heights()
        left, top = grid.pad, (self.height() - title - said) // 2 if grid.wide else grid.pad // 2
        if self._state is not None:
            shape, edge = SHAPES[self._state], theme.metrics.em(0.8)
            line = QFontMetrics(self._fonts()[0]).lineSpacing()
            draw_shape(painter, shape, QRectF(left, top + (line - edge) / 2, edge, edge), theme.colour(TONES[shape]))
            left += theme.metrics.em(1.25)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        for font, words, at, high in zip(self._fonts(), (self._title, self._said), (top, top + title), (title, said),
                                         strict=True):  # fmt: skip
            painter.setFont(font)
            painter.setPen(theme.colour("ink" if at == top else "ink_2"))
            painter.drawText(QRect(left, at, self._room(), high), flags, words)
        self._bar(painter, top + title + said)

    def _bar(self, painter: QPainter, below: int) -> None:
        theme, grid, high = self.context.theme, self._grid, self._bar_height()
        first, last = self._months
        middle = self.height() / 2 if grid.wide else below + grid.pad / 2 + high / 2
        if grid.wide or first:
            air = high / 2 + grid.pad / 2
            grid.lines(painter, 0 if grid.wide else middle - air, self.height() if grid.wide else middle + air)
        if not first:
            return
        bar = QRectF(grid.at(first) + 1.5, middle - high / 2, grid.at(last + 1) - grid.at(first) - 3, high)
        tone = "sun" if self._state is State.LATE else "leaf"
        if self._state is None:
            tone = "line"
        painter.setPen(QPen(theme.colour(tone), 1.5))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(bar, 3, 3)
        style = Qt.BrushStyle.SolidPattern if self._state is None else FILLS.get(self._state)
        if style is not None:
            painter.setBrush(QBrush(theme.colour(tone), style))
            painter.drawRoundedRect(bar, 3, 3)
