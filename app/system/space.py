"""Room on a disk, sizes as people read them, and what ``names`` knows of this computer."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.system.drives import nearest
from app.system.names import device_name, show_command, show_folder

__all__ = ["MB", "device_name", "free_bytes", "in_mb", "show_command", "show_folder"]

MB = 1_000_000


def free_bytes(path: Path) -> int | None:
    """Return how many bytes may still be written where *path* stands; ``None`` where nobody says. Thread: any."""
    try:
        return shutil.disk_usage(nearest(path)).free
    except OSError:
        return None


def in_mb(size: int) -> int:
    """Return *size* in whole megabytes, rounded up, at least 1 unless it is nothing."""
    return -(-size // MB)
