"""What the tests share besides fixtures: counts, seeds, typing through an input method, guards.

Qt is imported inside the functions that need it, so that tests without a window stay fast.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.models.document.document import Document

ROOT = Path(__file__).resolve().parent.parent
FULL = os.environ.get("BANYAN_FULL", "") not in ("", "0")
SEED = int(os.environ.get("BANYAN_SEED", "20251121"))
LANGUAGES = ("zh_TW", "en")
NETWORK_FAMILIES = frozenset({int(socket.AF_INET), int(socket.AF_INET6)})
NETWORK_EVENTS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"})


def count(n: int) -> int:
    """Return *n* in a full run (``BANYAN_FULL=1``), else a tenth of it, at least 1."""
    return n if FULL else max(1, n // 10)


def in_languages(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return each name with each language; in a short run with one of them, and with the other for another seed."""
    return [
        (name, one) for at, name in enumerate(names) for one in (LANGUAGES if FULL else (LANGUAGES[(at + SEED) % 2],))
    ]


def seeded(name: str) -> random.Random:
    """Return a generator that repeats itself for the same ``BANYAN_SEED`` and *name*."""
    return random.Random(f"{SEED}:{name}")


def open_drawer(document: Document) -> None:
    """Let the private drawer of *document* be used without a passphrase, as in a practice file."""
    from app.models.document.sealing import DataKey, clear_lock

    key = DataKey.random(document.drawer.entropy)
    document.drawer.lock_up(key, [clear_lock(key)])


def ime_type(widget: QWidget, text: str, *, chunk: int = 2, commit: bool = True) -> None:
    """Type *text* into *widget* as an input method does: underlined pre-edit text, then the commit.

    Args:
        widget: the input, or a composite whose focus proxy is the input.
        text: what ends up in the field; a line break is pressed as Return.
        chunk: code points per composition, as a phrase of Zhuyin gives.
        commit: False leaves the last piece as pre-edit text, to see what a focus change does to it.
    """
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtTest import QTest

    target = widget.focusProxy() or widget
    target.setFocus(Qt.FocusReason.OtherFocusReason)
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            QTest.keyClick(target, Qt.Key.Key_Return)
        pieces = [line[start : start + chunk] for start in range(0, len(line), chunk)]
        for index, piece in enumerate(pieces):
            for shown in ("ㄧ", piece):
                QCoreApplication.sendEvent(target, QInputMethodEvent(shown, []))
            if commit or index < len(pieces) - 1:
                event = QInputMethodEvent("", [])
                event.setCommitString(piece)
                QCoreApplication.sendEvent(target, event)


class SocketGuard:
    """An audit hook that refuses network sockets and remembers who asked, even when that was swallowed."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._installed = False

    def install(self) -> None:
        """Start to refuse; a Python audit hook stays until the process ends."""
        if not self._installed:
            self._installed = True
            sys.addaudithook(self._audit)

    def _audit(self, event: str, args: tuple[object, ...]) -> None:
        if event == "socket.__new__" and len(args) > 1 and args[1] in NETWORK_FAMILIES:
            self._refuse(f"a network socket was asked for: family {args[1]!r}")
        elif event in NETWORK_EVENTS:
            self._refuse(f"the network was asked for: {event} {args[:1]!r}")

    def _refuse(self, words: str) -> None:
        self.seen.append(words)
        raise PermissionError(words)

    def take(self) -> list[str]:
        """Return what was refused since the last call."""
        seen, self.seen = self.seen, []
        return seen


SOCKETS = SocketGuard()


class LogTrap(logging.Handler):
    """Collects records of WARNING and above; a test that did not expect them fails."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as one line."""
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def stray_threads(before: set[threading.Thread], patience: float = 2.0) -> list[str]:
    """Return the names of Python threads that were started since *before* and do not end.

    Threads that Qt or C code made (Python sees them as dummies) are not ours to count.
    """
    end = time.monotonic() + patience
    while True:
        alive = [
            thread
            for thread in threading.enumerate()
            if thread not in before and thread.is_alive() and not isinstance(thread, threading._DummyThread)
        ]
        if not alive or time.monotonic() > end:
            return [thread.name for thread in alive]
        alive[0].join(0.05)


def close_stray_windows() -> list[str]:
    """Close top-level windows that a test left visible and return what they were."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    stray = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} {window.objectName()!r} {window.windowTitle()!r}" for window in stray]
    for window in stray:
        window.hide()
        window.deleteLater()
    return names


@cache
def why_no_git() -> str:
    """Return why tests of the work tree cannot run here, or ""."""
    if shutil.which("git") is None:
        return "git is not installed"
    if not (ROOT / ".git").exists():
        return "the tree is not a git work tree"
    done = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--git-dir"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "git does not read this work tree"


@cache
def why_no_libreoffice() -> str:
    """Return why LibreOffice checks cannot run here, or ""."""
    return "" if shutil.which("soffice") or shutil.which("libreoffice") else "LibreOffice is not installed"


@cache
def why_no_root() -> str:
    """Return why tests that mount or change the user cannot run here, or ""."""
    if os.name != "posix" or os.geteuid() != 0:
        return "not the root user"
    if shutil.which("unshare") is None:
        return "unshare is not installed"
    done = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "no mount of our own is allowed here, as in a chroot"
