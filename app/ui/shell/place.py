"""Where somebody was on a page: the control that had the keyboard, and how far the page was scrolled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is found again after the page was filled anew.

    Args:
        name: of the control, "" for none.
        number: which one of those that are called so.
        bars: how far each part that scrolls was scrolled, in pixels.
    """

    name: str
    number: int
    bars: tuple[int, ...]

    @classmethod
    def of(cls, page: QWidget) -> Place:
        """Return where somebody is on *page*."""
        held = page.focusWidget()
        name = held.objectName() if held is not None and page.isAncestorOf(held) else ""
        same = page.findChildren(QWidget, name) if name else []
        number = next((at for at, one in enumerate(same) if one is held), 0)
        return cls(name, number, tuple(bar.value() for bar in _bars(page)))

    def bare(self) -> Place:
        """Return the place without its control, for a keyboard that is elsewhere."""
        return replace(self, name="")

    def is_there(self, page: QWidget) -> bool:
        """Say whether *page* shows the place already; what was shortened meanwhile has the control, but less above."""
        if self.name:
            return self._control(page) is not None
        bars = _bars(page)
        return len(bars) == len(self.bars) and all(
            bar.maximum() >= value for bar, value in zip(bars, self.bars, strict=True)
        )

    def go_to(self, page: QWidget) -> None:
        """Scroll *page* to the place and give the keyboard to its control."""
        for bar, value in zip(_bars(page), self.bars, strict=False):
            bar.setValue(value)
        control = self._control(page)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _control(self, page: QWidget) -> QWidget | None:
        same = page.findChildren(QWidget, self.name) if self.name else []
        found = same[self.number] if self.number < len(same) else None
        return found if found is not None and found.isVisible() and found.isEnabled() else None


def _bars(page: QWidget) -> list[QScrollBar]:
    return [area.verticalScrollBar() for area in page.findChildren(QScrollArea) if area.isVisible()]
