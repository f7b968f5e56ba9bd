"""Pictures for work in the pool: what is not in the cache yet is asked of the document lane."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import AppError
from app.ui.jobs import BaseLane

if TYPE_CHECKING:
    from app.exports.spec import Picture
    from app.services.photos.pictures import PictureCache
    from app.services.workspace import Workspace

LONGEST_WAIT_S = 120.0


def original_from(lane: BaseLane) -> Callable[[str], bytes]:
    """Return what gives an original's bytes by SHA-256 to threads that are not the lane. Raises KeyError for none."""

    def original(sha256: str) -> bytes:
        answer: list[bytes | Exception] = []
        here = threading.Event()

        def read(workspace: Workspace) -> None:
            try:
                answer.append(workspace.document.blob(sha256))
            except (AppError, KeyError) as error:  # the thread that asked knows what to make of it
                answer.append(error)
            here.set()

        lane.submit(read)
        if not here.wait(LONGEST_WAIT_S):
            raise KeyError(sha256)
        if isinstance(answer[0], Exception):
            raise answer[0]
        return answer[0]

    return original


class PoolPictures:
    """Reduced pictures whose originals come from the lane, for threads that are not the lane.

    What decodes pictures is imported with the first of them; a start shows none.

    Args:
        lane: of the open document.
        cache: the program's cache folder.
    """

    def __init__(self, lane: BaseLane, cache: Path) -> None:
        self._lane, self._folder = lane, cache / "pictures"

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """See :class:`app.exports.spec.Pictures`. Thread: a pool's."""
        return self._cache.jpeg(picture, width_px, height_px)

    @cached_property
    def _cache(self) -> PictureCache:
        from app.services.photos.pictures import PictureCache

        return PictureCache(self._folder, original_from(self._lane))
