"""What kind of place a file stands on, as far as the system tells."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def is_read_only_medium(path: Path) -> bool:
    """Say whether *path* stands on a medium mounted to read only (a disc, a locked card). Thread: any."""
    if sys.platform == "win32":
        return _windows_read_only(path)
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _windows_read_only(path: Path) -> bool:
    """Ask Windows for the flags of the volume (FILE_READ_ONLY_VOLUME)."""
    if sys.platform != "win32":
        return False
    import ctypes

    flags = ctypes.c_ulong(0)
    root = path.absolute().anchor
    known = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, ctypes.byref(flags), None, 0)
    return bool(known and flags.value & 0x00080000)
