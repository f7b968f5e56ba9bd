"""Whether there is a screen, and drawing without one."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Say whether a window can be shown; Windows and macOS always have a screen. Thread: any."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def draw_offscreen() -> None:
    """Let Qt draw into memory; to be called before the application object is made."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
