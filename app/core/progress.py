"""How long work tells how far it is and asks whether it should stop."""

from __future__ import annotations

from typing import Protocol

from app.core.messages import Message


class Progress(Protocol):
    """Handed to long work; its methods are called in the thread that works."""

    def step(self, done: int, total: int, note: Message | None = None) -> None:
        """Tell that *done* of *total* is finished.

        Args:
            done: 0 to *total*.
            total: how much there is; 0 where it is not known yet.
            note: what is being done, to be shown; ``None`` leaves the last one.
        """

    def cancelled(self) -> bool:
        """Say whether the person pressed Stop; the work then raises ``app.core.errors.Cancelled``."""
        ...


class NoProgress:
    """Tells nobody and never stops."""

    def step(self, done: int, total: int, note: Message | None = None) -> None:
        """Tell nobody."""

    def cancelled(self) -> bool:
        """Never."""
        return False
