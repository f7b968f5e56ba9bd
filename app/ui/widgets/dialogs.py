"""The system's own windows for choosing files, behind a door that tests open with an object of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from app.system.paths import find_paths


class Dialogs(Protocol):
    """Asks for files and folders. Thread: UI thread only."""

    def save_file(self, parent: QWidget, title: str, proposed: str, pattern: str) -> Path | None:
        """Ask where to save.

        Args:
            parent: over which the window stands.
            title: of the window.
            proposed: file name with its ending.
            pattern: what is listed, such as ``PDF (*.pdf)``.

        Returns:
            The chosen place, None where the person thought better of it.
        """
        ...

    def open_files(self, parent: QWidget, title: str, pattern: str) -> tuple[Path, ...]:
        """Ask for files to be read; empty where the person thought better of it."""
        ...

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder to be read."""
        ...


class SystemDialogs:
    """The windows of the operating system, or Qt's own; each begins where the last one ended."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def save_file(self, parent: QWidget, title: str, proposed: str, pattern: str) -> Path | None:
        """See :class:`Dialogs`."""
        name, _ = QFileDialog.getSaveFileName(parent, title, str(self._start() / proposed), pattern)
        return self._remember(name, Path(proposed).suffix)

    def open_files(self, parent: QWidget, title: str, pattern: str) -> tuple[Path, ...]:
        """See :class:`Dialogs`."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(self._start()), pattern)
        if names:
            self._folder = Path(names[0]).parent
        return tuple(Path(name) for name in names)

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """See :class:`Dialogs`."""
        name = QFileDialog.getExistingDirectory(parent, title, str(self._start()))
        if not name:
            return None
        self._folder = Path(name)
        return self._folder

    def _start(self) -> Path:
        wanted = self._folder or find_paths().documents
        return next((one for one in (wanted, *wanted.parents) if one.is_dir()), Path.home())

    def _remember(self, name: str, ending: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._folder = path.parent
        return path if path.suffix else path.with_name(path.name + ending)


class Asking(Protocol):
    """Who may have been given dialogs; the page context is one."""

    dialogs: Dialogs | None


def dialogs_of(context: Asking) -> Dialogs:
    """Return the dialogs that the window was given, else the system's."""
    return context.dialogs or SystemDialogs()
