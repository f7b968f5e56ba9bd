"""Keeps the pictures of the pages that are looked at, and makes new ones where a page changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.core.errors import AppError
from app.ui.studio.pages.pictures import ReadyPictures, blank_jpeg

if TYPE_CHECKING:
    from app.services.dossier.press import Pressed
    from app.services.photos.pictures import Request
    from app.ui.studio.pages.rendering import Rendered
    from app.ui.studio.presenter import StudioPresenter

MOST_KEPT, MOST_AT_ONCE = 24, 2


@dataclass(slots=True)
class _Kept:
    image: QImage
    mark: int
    dpi: float
    fresh: bool


class PageImages(QObject):
    """Pictures of pages by number.

    Signals:
        arrived: number of a page whose picture is new.

    Args:
        presenter: gives pages, fonts, lane and pool.
    """

    arrived = Signal(int)

    def __init__(self, presenter: StudioPresenter) -> None:
        super().__init__(presenter)
        self._presenter = presenter
        self._kept: dict[int, _Kept] = {}
        self._wanted: tuple[int, ...] = ()
        self._dpi, self._running = 96.0, False
        self._drawing: tuple[Pressed | None, float] = (None, 96.0)
        self._blank = blank_jpeg()
        self._supplying = False
        self._tried: set[Request] = set()

    def renew(self) -> None:
        """Look again at every page: the dossier was pressed anew."""
        pages = self._presenter.pressed.pages if self._presenter.pressed is not None else 0
        self._kept = {number: one for number, one in self._kept.items() if number <= pages}
        self._tried.clear()
        for one in self._kept.values():
            one.fresh = False
        self._next()

    def want(self, numbers: Sequence[int], dpi: float) -> None:
        """Ask for pages, the most wanted first; they arrive one after the other."""
        self._wanted, self._dpi = tuple(numbers), dpi
        self._next()

    def image(self, number: int) -> QImage | None:
        """Return the picture of a page, perhaps of a moment ago; None where there is none yet."""
        kept = self._kept.get(number)
        return kept.image if kept is not None else None

    def settled(self) -> bool:
        """Say whether every page that is wanted is shown as it is now."""
        return not self._running and not self._open_ones()

    def _open_ones(self) -> list[int]:
        pressed = self._presenter.pressed
        if pressed is None:
            return []
        return [
            number
            for number in self._wanted
            if 1 <= number <= pressed.pages
            and ((one := self._kept.get(number)) is None or not one.fresh or one.dpi != self._dpi)
        ]

    def _next(self) -> None:
        presenter = self._presenter
        numbers = self._open_ones()[:MOST_AT_ONCE]
        if self._running or not numbers or presenter.pressed is None or presenter.pictures is None:
            return
        self._running = True
        pressed, fonts, dpi = presenter.pressed, presenter.fonts, self._dpi
        known = {number: one.mark for number, one in self._kept.items() if one.dpi == dpi}
        ready = ReadyPictures(presenter.pictures, self._blank)

        def work(_job: object) -> Rendered:
            from app.ui.studio.pages.rendering import render

            return render(pressed, numbers, known, fonts, ready, dpi)

        self._drawing = (pressed, dpi)
        presenter.context.pool.run(work, self._on_rendered, self._on_failed)

    def _on_rendered(self, rendered: Rendered) -> None:
        pressed, dpi = self._drawing
        still = pressed is self._presenter.pressed
        self._running = False
        missing = tuple(one for one in rendered.missing if one not in self._tried)
        for sheet in rendered.sheets:
            mark = sheet.mark if not missing else 0
            if sheet.raster is not None:
                raster = sheet.raster
                image = QImage(
                    raster.data, raster.width, raster.height, 3 * raster.width, QImage.Format.Format_RGB888
                ).copy()
                self._kept.pop(sheet.number, None)
                self._kept[sheet.number] = _Kept(image, mark, dpi, still)
                self.arrived.emit(sheet.number)
            elif (kept := self._kept.get(sheet.number)) is not None:
                kept.fresh = still
        while len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        if missing and not self._supplying and self._presenter.pictures is not None:
            self._supplying = True
            self._tried.update(missing)
            self._presenter.supply.supply(self._presenter.pictures, missing, self._on_supplied)
        self._next()

    def _on_supplied(self) -> None:
        """Draw the pages again whose pictures were pale."""
        self._supplying = False
        for one in self._kept.values():
            one.fresh = one.fresh and one.mark != 0
        self._next()

    def _on_failed(self, error: AppError) -> None:
        self._running = False
        self._wanted = ()
        self._presenter.context.error(error)
