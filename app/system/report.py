"""What a bug report may say of the computer: versions, never a name or a path."""

from __future__ import annotations

import platform


def describe_system() -> str:
    """Return the versions of Python and of the operating system, in one line. Thread: any."""
    return f"Python {platform.python_version()} · {platform.system()} {platform.release()} {platform.machine()}"
