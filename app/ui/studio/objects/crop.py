"""Crop and turn a photo for one place of the dossier: by buttons, by shape, or by drawing a frame with the mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.messages import N_, Message
from app.ui.context import UiContext
from app.ui.photos.shelf import PhotoShelf
from app.ui.studio.panel import Panel
from app.ui.widgets.layouts import FlowLayout
from app.ui.widgets.shapes import OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.cropping import Crop

STEP = 50
SHAPES: tuple[tuple[str, Message, tuple[int, int]], ...] = (
    ("wide", N_("Wide 4 : 3"), (4, 3)),
    ("tall", N_("Tall 3 : 4"), (3, 4)),
    ("square", N_("Square"), (1, 1)),
)
SIDES: tuple[tuple[str, Message, Message, int, int], ...] = (
    ("left", N_("Less at the left"), N_("More at the left"), 0, 1),
    ("top", N_("Less above"), N_("More above"), 1, 1),
    ("right", N_("Less at the right"), N_("More at the right"), 2, -1),
    ("bottom", N_("Less below"), N_("More below"), 3, -1),
)


def as_printed(picture: QPixmap, crop: Crop, turn: int) -> QPixmap:
    """Return a small picture as it is printed: *crop* of it, turned by *turn* quarters."""
    wide, high = picture.width(), picture.height()
    left, top, right, bottom = crop
    rect = QRect(left * wide // 1000, top * high // 1000, (right - left) * wide // 1000, (bottom - top) * high // 1000)
    cut = picture.copy(rect) if crop != (0, 0, 1000, 1000) else picture
    return cut.transformed(QTransform().rotate(90 * turn)) if turn % 4 else cut


class Frame(QWidget):
    """Shows a picture with what is cut off in grey; a new frame can be drawn with the mouse.

    Signals:
        drawn: left, top, right, bottom in thousandths of the picture as it is shown.
    """

    drawn = Signal(int, int, int, int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._theme = context.theme
        self._picture: QPixmap | None = None
        self._crop: tuple[int, int, int, int] = (0, 0, 1000, 1000)
        self._from: QPoint | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_picture(self, picture: QPixmap | None, crop: tuple[int, int, int, int]) -> None:
        """Show *picture*, upright and turned, with *crop* of it."""
        self._picture, self._crop = picture, crop
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a picture of usual shape."""
        return QSize(self._theme.metrics.em(14), self._theme.metrics.em(12))

    def _room(self) -> QRectF:
        if self._picture is None or self._picture.isNull():
            return QRectF()
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, veil what is cut off, frame what stays."""
        room = self._room()
        painter = QPainter(self)
        if self._picture is None or room.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(room, self._picture, QRectF(self._picture.rect()))
        left, top, right, bottom = (one / 1000 for one in self._crop)
        kept = QRectF(
            room.left() + left * room.width(),
            room.top() + top * room.height(),
            (right - left) * room.width(),
            (bottom - top) * room.height(),
        )
        veil = QColor(255, 255, 255, 190)
        for part in (
            QRectF(room.left(), room.top(), room.width(), kept.top() - room.top()),
            QRectF(room.left(), kept.bottom(), room.width(), room.bottom() - kept.bottom()),
            QRectF(room.left(), kept.top(), kept.left() - room.left(), kept.height()),
            QRectF(kept.right(), kept.top(), room.right() - kept.right(), kept.height()),
        ):
            painter.fillRect(part, veil)
        painter.setPen(QPen(self._theme.colour("leaf"), 3))
        painter.drawRect(kept)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a new frame."""
        if event.button() == Qt.MouseButton.LeftButton and self._room().contains(event.position()):
            self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the frame while it is drawn."""
        if self._from is not None:
            self._crop = self._drawn(event.position().toPoint())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the frame; one that is smaller than a click is none."""
        start, self._from = self._from, None
        if start is not None and QRect(start, event.position().toPoint()).normalized().width() > 8:
            self._from = start
            found = self._drawn(event.position().toPoint())
            self._from = None
            self.drawn.emit(*found)

    def _drawn(self, end: QPoint) -> tuple[int, int, int, int]:
        room = self._room()
        frame = QRectF(QRect(self._from or end, end).normalized()).intersected(room)
        across, down = max(room.width(), 1.0), max(room.height(), 1.0)
        return (
            round(1000 * (frame.left() - room.left()) / across),
            round(1000 * (frame.top() - room.top()) / down),
            round(1000 * (frame.right() - room.left()) / across),
            round(1000 * (frame.bottom() - room.top()) / down),
        )


class CropPanel(Panel):
    """Crops a photo in one place, and turns it everywhere.

    Signals:
        cropped: photo id and the crop, in thousandths of the upright picture before it is turned.
        turned: photo id and its quarter turns from now on.
    """

    cropped = Signal(str, object)
    turned = Signal(str, int)

    def __init__(self, context: UiContext, shelf: PhotoShelf) -> None:
        super().__init__(context, N_("Crop and turn"), N_("Back"))
        self._shelf, self.photo, self._turn = shelf, "", 0
        self._crop: Crop = (0, 0, 1000, 1000)
        binder = self.binder
        self.frame = Frame(context)
        self.frame.drawn.connect(self._on_drawn)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)  # as every panel
        outer.insertWidget(1, self.frame)  # stays in sight whatever is scrolled to below
        self.sharp = StatusWord(context, OPEN, "", wrap=True)
        self.body.addWidget(self.sharp)
        self.hint: QLabel = binder.label(N_("The original stays as it is; other places print it as before."), "caption")
        self.body.addWidget(self.hint)
        self.body.addWidget(binder.label(N_("Shape"), "strong"))
        shapes = FlowLayout(gap=6)
        self.whole = binder.button(N_("Whole picture"), self._on_whole, icon="image", kind="small", name="crop_whole")
        shapes.addWidget(self.whole)
        for name, said, shape in SHAPES:
            shapes.addWidget(binder.button(said, partial(self._on_shape, shape), kind="small", name=f"crop_{name}"))
        self.body.addLayout(shapes)
        self.body.addWidget(binder.label(N_("Cut off at a side"), "strong"))
        sides = FlowLayout(gap=6)
        for name, less, more, side, way in SIDES:
            cut, give = partial(self._on_side, side, way), partial(self._on_side, side, -way)
            sides.addWidget(binder.button(less, cut, icon="minus", kind="small", name=f"less_{name}"))
            sides.addWidget(binder.button(more, give, icon="plus", kind="small", name=f"more_{name}"))
        self.body.addLayout(sides)
        self.body.addWidget(binder.label(N_("Turn, wherever the photo is printed"), "strong"))
        turns = FlowLayout(gap=6)
        for name, said, by, icon in (
            ("left", N_("Turn left"), -1, "rotate-ccw"),
            ("right", N_("Turn right"), 1, "rotate-cw"),
        ):
            turns.addWidget(
                binder.button(said, partial(self._on_turn, by), icon=icon, kind="small", name=f"turn_{name}")
            )
        self.body.addLayout(turns)
        self.body.addStretch(1)
        binder.also(self.sharp.refresh)
        shelf.arrived.connect(self._on_arrived)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture its height, never more than what leaves room for the buttons."""
        super().resizeEvent(event)
        em = self.context.theme.metrics.em
        self.frame.setFixedHeight(max(em(3), min(em(12), self.height() * 45 // 100)))

    def show_photo(self, photo: str, crop: Crop, turn: int, sharp: tuple[str, Message]) -> None:
        """Show a photo as it is printed in this place, and how sharp that is."""
        self.photo, self._crop, self._turn = photo, crop, turn % 4
        self.sharp.say(*sharp)
        self._show()

    def focus_first(self) -> None:
        """Put the keyboard on the shapes."""
        self.whole.setFocus()

    def _show(self) -> None:
        from app.services.dossier.cropping import turned

        small = self._shelf.thumbnail(self.photo)
        shown = small.transformed(QTransform().rotate(90 * self._turn)) if small is not None else None
        self.frame.show_picture(shown, turned(self._crop, self._turn))

    def _tell(self, shown: Crop) -> None:
        """Take a crop of the picture as it is shown."""
        from app.services.dossier.cropping import bounded, turned

        self._crop = turned(bounded(shown), -self._turn)
        self._show()
        self.cropped.emit(self.photo, self._crop)

    def _on_whole(self) -> None:
        self._tell((0, 0, 1000, 1000))

    def _on_shape(self, shape: tuple[int, int]) -> None:
        from app.services.dossier.cropping import shaped

        shot = self._shelf.shots.get(self.photo)
        wide, high = (shot.width_px, shot.height_px) if shot is not None else (0, 0)
        self._tell(shaped(*((high, wide) if self._turn % 2 else (wide, high)), shape))

    def _on_side(self, side: int, way: int) -> None:
        from app.services.dossier.cropping import turned

        crop = list(turned(self._crop, self._turn))
        crop[side] += way * STEP
        self._tell((crop[0], crop[1], crop[2], crop[3]))

    def _on_drawn(self, left: int, top: int, right: int, bottom: int) -> None:
        self._tell((left, top, right, bottom))

    def _on_turn(self, by: int) -> None:
        self.turned.emit(self.photo, (self._turn + by) % 4)

    def _on_arrived(self, _sha256: str) -> None:
        self._show()
