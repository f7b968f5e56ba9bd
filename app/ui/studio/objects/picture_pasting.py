"""Pictures that were pasted into a chapter: read in the pool, kept as photos on the lane, then placed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.messages import N_, NP_
from app.ui.context import UiContext

if TYPE_CHECKING:
    from app.services.photos.service import PhotoBatch

PER_ROW = 2


class PicturePasting(QObject):
    """Turns pasted pictures into photos of the file.

    Signals:
        placed: block id, its settings, not typed, no visit: as ``ObjectPanel.changed``.
    """

    placed = Signal(str, object, bool, str)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def begin(self, pictures: Mapping[str, tuple[bytes, ...]], missing: int) -> None:
        """Keep *pictures* by the block of photos that waits for them; *missing* did not come along."""
        if missing:
            said = NP_(
                "{n} picture did not come along. Add it under Photos.",
                "{n} pictures did not come along. Add them under Photos.",
                missing,
            )
            self._context.notice(said)
        for block, found in pictures.items():
            self._context.pool.run(partial(_read, found), partial(self._on_read, block), self._on_failed)

    def _on_read(self, block: str, read: tuple[PhotoBatch, tuple[bytes, ...]]) -> None:
        self._context.lane.submit(partial(_keep, *read), partial(self._on_kept, block), self._on_failed)

    def _on_kept(self, block: str, photos: tuple[str, ...]) -> None:
        settings = {"photos": list(photos), "per_row": min(max(len(photos), 1), PER_ROW)}
        self.placed.emit(block, settings, False, "")

    def _on_failed(self, error: AppError) -> None:
        self._context.error(error)


def _read(pictures: tuple[bytes, ...], _job: object) -> tuple[PhotoBatch, tuple[bytes, ...]]:
    """Look at pasted pictures; what is none is named by the batch as trouble."""
    from pathlib import Path

    from app.imports.photos import Source, Trouble, examine
    from app.services.photos.service import PhotoBatch

    found, troubles, kept = [], [], []
    for at, data in enumerate(pictures, 1):
        name = f"pasted-{at}" + (".png" if data.startswith(b"\x89PNG") else ".jpg")
        try:
            found.append(examine(Source(Path(name), name), data))
        except AppError as error:
            troubles.append(Trouble.of(name, error))
        else:
            kept.append(data)
    if not found and troubles:
        raise AppError(troubles[0].what, N_("Add the picture under Photos instead."))
    return PhotoBatch(tuple(found), troubles=tuple(troubles)), tuple(kept)


def _keep(batch: PhotoBatch, data: tuple[bytes, ...], ws: Any) -> tuple[str, ...]:  # noqa: ANN401 - the workspace
    for candidate, one in zip(batch.candidates, data, strict=True):
        ws.photos.store(candidate, one)
    ws.photos.record(batch)
    keys = {str(row.get("sha256")): row.id for row in ws.records.load("photo")}
    return tuple(keys[one.sha256] for one in batch.candidates if one.sha256 in keys)
