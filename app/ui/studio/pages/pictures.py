"""Pictures for pages that are shown or written: what is ready at once, and the way to get what is not.

Originals are read on the document lane, one at a time; decoding runs in the pool.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtGui import QColor, QImage

from app.core.errors import AppError, Cancelled
from app.core.messages import N_
from app.exports.spec import Picture
from app.ui.jobs import BaseLane, Pool

if TYPE_CHECKING:
    from app.services.photos.pictures import Job as PictureJob
    from app.services.photos.pictures import PictureCache, Request

Step = Callable[[int, int], None]


def blank_jpeg() -> bytes:
    """Return a pale JPEG for the place of a picture that is still being made. Thread: UI thread."""
    image, out = QImage(8, 8, QImage.Format.Format_RGB32), QBuffer()
    image.fill(QColor(228, 226, 220))
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "JPEG")  # type: ignore[call-overload]
    return bytes(out.data().data())


class ReadyPictures:
    """What the cache holds already, else the thumbnail, else a blank; never asks for an original.

    Args:
        cache: of reduced pictures.
        blank: a JPEG.

    Attributes:
        missing: what was asked for and is not ready. Thread: the one that draws.
    """

    def __init__(self, cache: PictureCache, blank: bytes) -> None:
        self._cache, self._blank = cache, blank
        self.missing: list[Request] = []

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """See ``app.exports.spec.Pictures``."""
        from app.services.photos.pictures import Request

        request = Request(picture, width_px, height_px)
        if self._cache.missing((request,)):
            self.missing.append(request)
            return self._cache.cached_thumbnail(picture.sha256) or self._blank
        return self._cache.jpeg(picture, width_px, height_px)


class PictureSupply(QObject):
    """Makes pictures that the cache does not hold, one original after the other.

    Args:
        lane: gives the originals.
        pool: decodes.
        parent: owner.
    """

    def __init__(self, lane: BaseLane, pool: Pool, parent: QObject) -> None:
        super().__init__(parent)
        self._lane, self._pool = lane, pool

    def supply(
        self,
        cache: PictureCache,
        requests: Sequence[Request],
        done: Callable[[], None],
        *,
        step: Step | None = None,
        stopped: Callable[[], bool] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Make what is missing, then call *done*; a picture that cannot be made is passed over.

        Args:
            cache: of reduced pictures.
            requests: what will be asked for.
            done: called when everything that can be made is there.
            step: hears how many originals are done, of how many.
            stopped: asked before each; when it says so, *failed* gets ``Cancelled``.
            failed: see *stopped*.
        """
        run = _Supplying(self, self._lane, self._pool, cache, done, step, stopped, failed)
        self._pool.run(lambda _job: cache.missing(requests), run.on_jobs)


class _Supplying(QObject):
    def __init__(
        self,
        parent: QObject,
        lane: BaseLane,
        pool: Pool,
        cache: PictureCache,
        done: Callable[[], None],
        step: Step | None,
        stopped: Callable[[], bool] | None,
        failed: Callable[[AppError], None] | None,
    ) -> None:
        super().__init__(parent)
        self._lane, self._pool, self._cache = lane, pool, cache
        self._done, self._step, self._stopped, self._failed = done, step, stopped, failed
        self._jobs: tuple[PictureJob, ...] = ()
        self._at = 0

    def on_jobs(self, jobs: tuple[PictureJob, ...]) -> None:
        self._jobs = jobs
        self._next()

    def _next(self) -> None:
        if self._stopped is not None and self._stopped():
            self.deleteLater()
            if self._failed is not None:
                self._failed(Cancelled(N_("Writing was stopped."), N_("Start it again whenever you like.")))
            return
        if self._step is not None:
            self._step(self._at, len(self._jobs))
        if self._at >= len(self._jobs):
            self.deleteLater()
            self._done()
            return
        sha256 = self._jobs[self._at].sha256
        self._lane.submit(lambda ws: _original(ws, sha256), self._on_original, self._on_no_original)

    def _on_original(self, data: bytes | None) -> None:
        job = self._jobs[self._at]
        self._at += 1
        if data is None:
            self._next()
        else:
            self._pool.run(lambda _job: _fill(self._cache, job, data), self._on_filled, self._on_filled)

    def _on_no_original(self, _error: AppError) -> None:
        self._at += 1
        self._next()

    def _on_filled(self, _none: object) -> None:
        self._next()


def _original(ws: Any, sha256: str) -> bytes | None:  # noqa: ANN401 - the workspace
    try:
        data: bytes = ws.document.blob(sha256)
    except KeyError:
        return None
    return data


def _fill(cache: PictureCache, job: PictureJob, data: bytes) -> None:
    cache.fill(job, data)
