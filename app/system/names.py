"""What this computer is called, and how its file manager is asked to show a folder."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Start = Callable[[tuple[str, ...]], None]


def device_name() -> str:
    """Return the name of this computer, "" where it has none. Thread: any."""
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else platform.node()
    return name.split(".")[0]


def show_command(path: Path, system: str = sys.platform) -> tuple[str, ...]:
    """Return the command that shows *path* in the file manager: the file marked where that can be.

    Args:
        path: an existing file or folder.
        system: ``sys.platform`` of the computer.
    """
    if system == "win32":
        return ("explorer", str(path)) if path.is_dir() else ("explorer", f"/select,{path}")
    if system == "darwin":
        return ("open", str(path)) if path.is_dir() else ("open", "-R", str(path))
    return ("xdg-open", str(path if path.is_dir() else path.parent))


def show_folder(path: Path, start: Start | None = None) -> bool:
    """Show *path* in the file manager; False where there is none. Thread: any."""
    try:
        (start or _start)(show_command(path))
    except OSError:
        return False
    return True


def _start(command: tuple[str, ...]) -> None:
    quiet = subprocess.DEVNULL
    subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
