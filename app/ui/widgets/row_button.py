"""A button as wide as its place, whose words take as many lines as they need."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.widgets.binder import Binder, Said, Slot
from app.ui.widgets.card import WrapButton


def row_button(binder: Binder, said: Said, slot: Slot, *, icon: str, name: str, named: Said = None) -> WrapButton:
    """Return the button.

    Args:
        binder: says it again after a change.
        said: its words.
        slot: called on a click or the space bar.
        icon: file name of an icon.
        name: object name.
        named: accessible name where it is not the words.
    """
    theme = binder.dress.theme
    button = WrapButton("row")
    button.setObjectName(name)
    unit = theme.metrics.u(0.4)
    button.inside.setContentsMargins(unit, unit, unit, unit)
    button.inside.setSpacing(2 * unit)
    button.setMinimumHeight(max(32, theme.metrics.u(2.2)))
    mark = QLabel()
    binder.pixmap(mark.setPixmap, icon, "leaf", 1.1)
    mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    button.put(mark)
    button.put(binder.label(said), 1)
    button.setAccessibleName(binder.dress.text(named if named is not None else said))
    button.clicked.connect(lambda _checked=False: slot())
    return button
