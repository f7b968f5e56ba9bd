"""The fonts that papers are laid out with: read once for a window, when the first paper asks for them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from app.system.paths import find_paths

if TYPE_CHECKING:
    from app.exports.layout import FontSet


class PaperFonts:
    """Gives the tables of the bundled fonts to whoever lays out; the same ones every time. Thread: any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fonts: FontSet | None = None

    def __call__(self) -> FontSet:
        """Return the fonts. Raises OSError where the program's own files cannot be read."""
        from app.exports.layout import FontSet

        with self._lock:
            if self._fonts is None:
                self._fonts = FontSet.load(find_paths().resources / "fonts")
            return self._fonts
