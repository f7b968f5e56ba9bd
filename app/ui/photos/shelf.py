"""The photos of the document: their words, and thumbnails that come one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap

from app.core.errors import AppError
from app.core.messages import N_
from app.ui.context import UiContext


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo. ``caption``: language to text; ``turn``: quarter turns clockwise."""

    id: str
    sha256: str
    name: str
    date: str
    caption: Mapping[str, str]
    width_px: int
    height_px: int
    turn: int = 0


class PhotoShelf(QObject):
    """Reads the photos on the lane and keeps their thumbnails.

    Signals:
        changed: other photos, or other captions.
        arrived: SHA-256 of a thumbnail that is there now.

    Args:
        context: lane and words.
        parent: owner.
    """

    changed = Signal()
    arrived = Signal(str)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.shots: dict[str, Shot] = {}
        self._thumbnails: dict[str, QPixmap] = {}
        self._asked: set[str] = set()
        self._queue: list[str] = []

    def load(self) -> None:
        """Read the photos again."""
        self._context.lane.submit(_shots, self._on_shots)

    def words(self, photo: str, language: str) -> str:
        """Return what a photo is called: its caption, else its file name."""
        shot = self.shots.get(photo)
        if shot is None:
            return self._context.text(N_("A photo that is gone"))
        said = shot.caption.get(language) or next((one for one in shot.caption.values() if one), "")
        return said or shot.name or self._context.text(N_("Photo without a name"))

    def thumbnail(self, photo: str) -> QPixmap | None:
        """Return a photo's thumbnail; None where it is still on its way."""
        shot = self.shots.get(photo)
        if shot is None:
            return None
        if shot.sha256 not in self._thumbnails and shot.sha256 not in self._asked:
            self._asked.add(shot.sha256)
            self._queue.append(shot.sha256)
            if len(self._queue) == 1:
                self._ask()
        return self._thumbnails.get(shot.sha256)

    def scaled(self, photo: str, edge: int, ratio: float) -> QPixmap | None:
        """Return the thumbnail within *edge* logical pixels, for *ratio* device pixels each."""
        whole = self.thumbnail(photo)
        if whole is None:
            return None
        side = round(edge * ratio)
        small = whole.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(ratio)
        return small

    def _on_shots(self, shots: Iterable[Shot]) -> None:
        found = {one.id: one for one in shots}
        if found != self.shots:
            self.shots = found
            self.changed.emit()

    def _ask(self) -> None:
        """Ask for one thumbnail; the next one waits, so that the lane is free for what is typed."""
        if self._queue:
            self._context.lane.submit(partial(_thumbnail, self._queue[0]), self._on_thumbnail, self._on_no_thumbnail)

    def _on_thumbnail(self, data: bytes) -> None:
        sha256, pixmap = self._queue.pop(0), QPixmap()
        if pixmap.loadFromData(data):
            self._thumbnails[sha256] = pixmap
            self.arrived.emit(sha256)
        self._ask()

    def _on_no_thumbnail(self, _error: AppError) -> None:
        """Go on: a photo that cannot be read keeps its words alone; the check names it."""
        self._queue.pop(0)
        self._ask()


def _shots(ws: Any) -> tuple[Shot, ...]:  # noqa: ANN401 - the workspace
    return tuple(_shot(row) for row in ws.records.load("photo"))


def _shot(row: Any) -> Shot:  # noqa: ANN401 - a Row
    caption = row.get("caption")
    return Shot(
        row.id,
        str(row.get("sha256") or ""),
        str(row.get("name") or ""),
        str(row.get("taken_on") or ""),
        {str(key): str(one) for key, one in caption.items()} if isinstance(caption, Mapping) else {},
        int(row.get("width_px") or 0),
        int(row.get("height_px") or 0),
        int(row.get("turn") or 0) % 4,
    )


def _thumbnail(sha256: str, ws: Any) -> bytes:  # noqa: ANN401 - the workspace
    data: bytes = ws.photos.thumbnail(sha256)
    return data
