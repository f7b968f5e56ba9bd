"""Is a place there right now? A share that is away can keep a program waiting for half a minute; this does not."""

from __future__ import annotations

import threading
from pathlib import Path

PATIENCE_S = 1.0


def is_reachable(folder: Path, patience_s: float = PATIENCE_S) -> bool:
    """Say whether *folder* is there; one that does not answer in time is not. Thread: any.

    Args:
        folder: on a stick, a share or this computer.
        patience_s: how long to wait for the operating system, in seconds.
    """
    answers: list[bool] = []

    def ask() -> None:
        answers.append(folder.is_dir())

    asking = threading.Thread(target=ask, name="reach", daemon=True)
    asking.start()
    asking.join(patience_s)
    return bool(answers and answers[0])
