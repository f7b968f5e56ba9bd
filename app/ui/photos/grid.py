"""The thumbnails of photos, read a few at a time, with the caption and the printed width below each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.errors import AppError
from app.core.fields import Row
from app.core.messages import N_, Message
from app.services.photos.service import widest_tenths, width_words
from app.ui.context import UiContext
from app.ui.itemmodels.photo_list import ROW_ROLE, PhotoListModel
from app.ui.theme.metrics import CORNER_PX

if TYPE_CHECKING:
    from app.services.workspace import Workspace

AT_ONCE = 2
KEPT = 400
CELL_EM = 12.0
CAPTION_LINES = 2
NO_START = "。，、；：！？」』）】》…"
HALF_PAGE_TENTHS = 75
"""A photo that prints narrower than half a page at 300 dpi gets a notice."""


class Thumbnails(QObject):
    """Small pictures by hash; what is not there yet is asked for, the last wanted first.

    Signals:
        arrived: a picture is there.

    Args:
        context: its lane reads them.
    """

    arrived = Signal()

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._wanted: dict[str, None] = {}
        self._running = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def pixmap(self, sha256: str) -> QPixmap | None:
        """Return a picture; None where it cannot be shown or is not there yet."""
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
            return self._kept[sha256]
        if sha256:
            self._wanted.pop(sha256, None)
            self._wanted[sha256] = None
            self._soon.start()
        return None

    def missing(self, sha256: str) -> bool:
        """Say whether a picture was asked for and cannot be shown."""
        return sha256 in self._kept and self._kept[sha256] is None

    def _ask(self) -> None:
        while self._wanted and self._running < AT_ONCE:
            sha256, _ = self._wanted.popitem()
            self._running += 1
            self._context.lane.submit(partial(_thumbnail, sha256=sha256), self._on_arrived)

    def _on_arrived(self, answer: tuple[str, bytes]) -> None:
        self._running -= 1
        pixmap = QPixmap()
        self._kept[answer[0]] = pixmap if answer[1] and pixmap.loadFromData(answer[1]) else None
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()
        if self._wanted:
            self._soon.start()


class PhotoDelegate(QStyledItemDelegate):
    """Draws a photo with its caption and how wide it may print; the chosen ones have a frame and a bar."""

    def __init__(self, context: UiContext, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._thumbnails = context, thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every cell is as large as the next."""
        return self.cell()

    def cell(self) -> QSize:
        """Return the size of one cell."""
        metrics = self._context.theme.metrics
        wide = metrics.em(CELL_EM)
        body = QFontMetrics(self._context.theme.font("body")).lineSpacing()
        small = QFontMetrics(self._context.theme.font("caption")).lineSpacing()
        return QSize(wide, round(wide * 0.7) + CAPTION_LINES * body + small + metrics.u(2.25))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one photo."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        theme, metrics = self._context.theme, self._context.theme.metrics
        rect: QRect = option.rect.adjusted(4, 4, -4, -4)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.colour("leaf" if chosen else "divider"), 2 if chosen else 1))
        painter.setBrush(theme.colour("leaf_soft" if chosen else "surface"))
        painter.drawRoundedRect(rect, CORNER_PX, CORNER_PX)
        if chosen:
            painter.fillRect(
                QRect(rect.left(), rect.top() + CORNER_PX, 4, rect.height() - 2 * CORNER_PX), theme.colour("leaf")
            )
        pad = metrics.u(0.5)
        inner = rect.adjusted(pad, pad, -pad, -pad)
        picture = QRect(inner.left(), inner.top(), inner.width(), round(inner.width() * 0.7))
        self._picture(painter, row, picture)
        self._words(
            painter,
            row,
            QRect(inner.left(), picture.bottom() + pad, inner.width(), inner.bottom() - picture.bottom() - pad),
        )
        painter.restore()

    def _picture(self, painter: QPainter, row: Row, place: QRect) -> None:
        sha256 = str(row.get("sha256") or "")
        pixmap = self._thumbnails.pixmap(sha256)
        if pixmap is None:
            name = "triangle-alert" if self._thumbnails.missing(sha256) else "image"
            icon = self._context.theme.pixmap(name, "ink_2", 2)
            size = icon.deviceIndependentSize().toSize()
            painter.drawPixmap(place.center().x() - size.width() // 2, place.center().y() - size.height() // 2, icon)
            return
        painter.drawPixmap(*_fitted(turned(pixmap, row), place))

    def _words(self, painter: QPainter, row: Row, place: QRect) -> None:
        theme, context = self._context.theme, self._context
        body, small = theme.font("body"), theme.font("caption")
        caption = caption_of(row, context)
        painter.setFont(body)
        painter.setPen(theme.colour("ink" if caption else "ink_2"))
        text = caption or context.text(N_("No caption yet"))
        metrics = QFontMetrics(body)
        for number, line in enumerate(_lines(text, metrics, place.width())):
            painter.drawText(place.left(), place.top() + number * metrics.lineSpacing() + metrics.ascent(), line)
        painter.setFont(small)
        low = QFontMetrics(small)
        top = place.top() + CAPTION_LINES * metrics.lineSpacing()
        painter.setPen(theme.colour("sun" if _narrow(row) else "ink_2"))
        said = ("▲ " if _narrow(row) else "") + context.text(short_width(row))
        painter.drawText(
            place.left(), top + low.ascent(), low.elidedText(said, Qt.TextElideMode.ElideRight, place.width())
        )


class PhotoGrid(QListView):
    """Shows photos; arrow keys choose, Ctrl and Shift choose several, Enter goes to the caption.

    Signals:
        chosen_changed: ids of the chosen photos.
        activated_photo: id of the photo on which Enter was pressed.

    Args:
        context: words and theme.
    """

    chosen_changed = Signal(tuple)
    activated_photo = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.thumbnails = Thumbnails(context, self)
        self._model = PhotoListModel(partial(said_of, context=context), self)
        self._delegate = PhotoDelegate(context, self.thumbnails, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("photo_grid")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.thumbnails.arrived.connect(self.viewport().update)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.refresh()

    @property
    def photos(self) -> PhotoListModel:
        """The rows that are shown."""
        return self._model

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; what was chosen stays chosen where it is still there."""
        before = self.chosen()
        if self._model.set_rows(rows):
            self.choose(before)

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the chosen photos, in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.rows()[place].id for place in places if place < self._model.rowCount())

    def choose(self, ids: Sequence[str]) -> None:
        """Choose photos by their ids."""
        model, flag = self.selectionModel(), self.selectionModel().SelectionFlag
        model.clearSelection()
        for number, row_id in enumerate(ids):
            place = self._model.place_of(row_id)
            if place >= 0:
                index = self._model.index(place, 0)
                model.select(index, flag.Select)
                if not number:
                    model.setCurrentIndex(index, flag.NoUpdate)
                    self.scrollTo(index)

    def refresh(self) -> None:
        """Draw it again for the size of the text."""
        self.setSpacing(self._context.theme.metrics.u(0.25))
        self.setAccessibleName(self._context.text(N_("Photos")))
        self.setStyleSheet("QListView::item { min-height: 0px; padding: 0px; }")
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the caption with Enter; leave the rest to the view."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.activated_photo.emit(self.chosen()[0])
        else:
            super().keyPressEvent(event)

    def _on_selection(self) -> None:
        self.chosen_changed.emit(self.chosen())


def turned(pixmap: QPixmap, row: Row) -> QPixmap:
    """Return a thumbnail with the photo's own quarter turns; the original is never touched."""
    turn = row.get("turn")
    if not isinstance(turn, int) or not turn % 4:
        return pixmap
    return pixmap.transformed(QTransform().rotate(90 * (turn % 4)))


def caption_of(row: Row, context: UiContext) -> str:
    """Return the caption in the interface language, else in another one, else ""."""
    value = row.get("caption")
    if not isinstance(value, dict):
        return ""
    language = context.translator.language
    return str(value.get(language) or next((one for one in value.values() if one), ""))


def said_of(row: Row, context: UiContext) -> str:
    """Return the caption, the file's name, the day and the printed width in one sentence."""
    parts = (
        caption_of(row, context),
        str(row.get("name") or ""),
        context.translator.date(str(row.get("taken_on") or "")),
    )
    words = width_words(row)
    return " · ".join(one for one in (*parts, context.text(words)) if one)


def short_width(row: Row) -> Message:
    """Return how wide a photo may print, short enough for a cell."""
    turn, pixels = row.get("turn"), row.get("width_px")
    if turn in (1, 3):
        pixels = row.get("height_px")
    if not isinstance(pixels, int):
        return N_("Size not known")
    tenths = widest_tenths(pixels)
    return N_("prints up to {cm} cm wide", cm=f"{tenths // 10}.{tenths % 10}")


def _narrow(row: Row) -> bool:
    pixels = row.get("height_px" if row.get("turn") in (1, 3) else "width_px")
    return isinstance(pixels, int) and widest_tenths(pixels) < HALF_PAGE_TENTHS


def _lines(text: str, metrics: QFontMetrics, width: int) -> tuple[str, ...]:
    """Return *text* in at most two lines; what does not fit is marked by …."""
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    end = len(text)
    while end > 1 and metrics.horizontalAdvance(text[:end]) > width:
        end -= 1
    while end > 1 and text[end] in NO_START:
        end -= 1
    space = text.rfind(" ", 0, end + 1)
    if space > end // 2:
        end = space
    return (text[:end].rstrip(), metrics.elidedText(text[end:].lstrip(), Qt.TextElideMode.ElideRight, width))


def _fitted(pixmap: QPixmap, place: QRect) -> tuple[QRect, QPixmap]:
    size = pixmap.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        place.left() + (place.width() - size.width()) // 2,
        place.top() + (place.height() - size.height()) // 2,
        size.width(),
        size.height(),
    ), pixmap


def _thumbnail(workspace: Workspace, sha256: str) -> tuple[str, bytes]:
    try:
        return sha256, workspace.photos.thumbnail(sha256)
    except AppError:  # the cell says so
        return sha256, b""
