"""Pictures for work in the pool: what is not in the cache yet is asked of the document lane."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import AppError
from app.services.pictures import PictureCache
from app.ui.jobs import BaseLane

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LONGEST_WAIT_S = 120.0


def pool_pictures(lane: BaseLane, cache: Path) -> PictureCache:
    """Return a cache whose originals come from the lane, for threads that are not the lane.

    Args:
        lane: of the open document.
        cache: the program's cache folder.
    """

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

    return PictureCache(cache / "pictures", original)
