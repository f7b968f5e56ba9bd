"""Composition root: arguments, logging, crash files, paths, language; then the window or a command."""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.system.paths import Paths, find_paths

CRASH_FILE = "crash.txt"
COLLECT_AFTER = (500_000, 10, 100)
"""New objects before the collector looks; by its own habit a start spends a sixth of its time in it, and an export,
which leaves next to nothing behind that refers to itself, a tenth."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    Args:
        arguments: without the program's name; the process's own where ``None``.
    """
    gc.set_threshold(*COLLECT_AFTER)
    from app.cli import run

    paths = find_paths()
    prepare(paths)
    return run(list(sys.argv[1:] if arguments is None else arguments), paths)


def prepare(paths: Paths) -> None:
    """Make output readable on any console and keep a note of hard crashes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a console under code page 950 cannot write every name
            reconfigure(errors="backslashreplace")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    _keep_crashes(paths.data / CRASH_FILE)


def _keep_crashes(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    except OSError:
        faulthandler.enable()
        return
    faulthandler.enable(handle)
