"""The crash path: what nobody expected is written down, shown in three lines, and never loops.

The hook is forgiving: it hands on what was typed, keeps a report beside the settings, shows one dialog
from the UI thread only, and lets the program go on; the document is whole, for every edit was one
transaction.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from app import __version__
from app.core.messages import N_
from app.i18n import Translator, resolve_language
from app.system.language import system_language
from app.system.report import describe_system
from app.ui.widgets.inputs import flush_inputs

log = logging.getLogger(__name__)
REPORT = "last-error.txt"
MOST_DIALOGS = 3
"""After so many in one run the rest is only written down."""


class CrashHook:
    """Stands in for ``sys.excepthook``.

    Args:
        folder: where the report is kept.
        window: returns the window whose inputs are handed on, None where there is none.
        show: shows the three lines; a message box where None.
    """

    def __init__(
        self, folder: Path, window: Callable[[], QWidget | None], show: Callable[[str, str], None] | None = None
    ) -> None:
        self._folder, self._window, self._show = folder, window, show or self._box
        self._inside, self._shown = False, 0

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Handle what nobody expected."""
        if issubclass(kind, KeyboardInterrupt) or self._inside:
            sys.__excepthook__(kind, error, trace)
            return
        self._inside = True
        try:
            report = report_of(kind, error, trace)
            self._keep(report)
            log.debug("a bug", exc_info=(kind, error, trace))
            if threading.current_thread() is threading.main_thread() and self._shown < MOST_DIALOGS:
                self._shown += 1
                self._tell(report)
        finally:
            self._inside = False

    def _tell(self, report: str) -> None:
        window = self._window()
        if window is not None:
            flush_inputs(window)
        words = Translator(resolve_language(system_language()))
        lines = (
            N_("Something went wrong inside the program."),
            N_("Your work is safe: every change was saved as you made it."),
            N_("Go on working. If it happens again, close the program and open it again."),
        )
        self._show("\n".join(words.text(line) for line in lines), report)

    def _keep(self, report: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / REPORT).write_text(report, encoding="utf-8")
        except OSError:
            log.info("the report cannot be kept", exc_info=True)

    def _box(self, words: str, report: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "Banyan", words, QMessageBox.StandardButton.Ok, self._window())
        box.setDetailedText(report)
        box.exec()


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return what helps to find the bug: versions and the way there, never what people typed."""
    head = (
        f"Banyan {__version__} · Qt {qVersion()} · {describe_system()}",
        datetime.now().astimezone().isoformat(timespec="seconds"),
    )
    frames = "".join(traceback.format_tb(trace))
    return "\n".join((*head, frames + kind.__name__))


def install_crash_hook(folder: Path, window: Callable[[], QWidget | None]) -> CrashHook:
    """Put the hook in place for this thread and all others; return it."""
    hook = CrashHook(folder, window)
    sys.excepthook = hook
    threading.excepthook = lambda args: hook(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
    return hook
