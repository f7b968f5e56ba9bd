"""The strip below the studio: pages used, expected size, what is to do, and the two ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.studio.words import meter_words
from app.ui.widgets.binder import Binder
from app.ui.widgets.status import Meter

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered, Pressed

LEAST_EM = 7.0
LINES = 1.8
"""Lines of words that the strip may take where there is little height; what breaks badly takes one more."""


class Foot(QFrame):
    """The page meter and the buttons.

    Signals:
        check_asked: the findings are wanted.
        export_asked: the ways out are wanted.

    Attributes:
        meter: the label whose number is the page count of the PDF.
    """

    check_asked = Signal()
    export_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._compact = False
        self._shown: tuple[Gathered, Pressed] | None = None
        self.setProperty("ground", "surface")
        binder = self._binder
        self.meter = binder.label(N_("Counting the pages"), "strong")
        self.meter.setObjectName("meter")
        self.bar = Meter(context.theme, 12)
        self.check = binder.button(N_("Check"), self.check_asked.emit, icon="shield-check", name="check")
        self.export = binder.button(
            N_("Export PDF"), self.export_asked.emit, icon="download", kind="primary", name="export_pdf"
        )
        self._row = QHBoxLayout(self)
        words = QVBoxLayout()
        words.addWidget(self.meter)
        words.addWidget(self.bar)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.check)
        self._row.addWidget(self.export)
        for button in (self.check, self.export):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.refresh()

    def _lines(self, words: str) -> float:
        """Return how many lines some words would take beside the buttons."""
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        buttons = sum(one.sizeHint().width() + gap for one in (self.check, self.export))
        room = self.width() - buttons - margins.left() - margins.right()
        return self.meter.fontMetrics().horizontalAdvance(words) / max(1, room)

    def set_compact(self, compact: bool) -> None:
        """Leave out the bar and the size of the file where there is little height."""
        self.bar.setVisible(not compact)
        if compact != self._compact:
            self._compact = compact
            self.refresh()

    def show_pressed(self, gathered: Gathered, pressed: Pressed) -> None:
        """Show what the pages are now."""
        self._shown = (gathered, pressed)
        self.refresh()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._row.setContentsMargins(metrics.u(1), metrics.u(0.4), metrics.u(1), metrics.u(0.4))
        self._row.setSpacing(metrics.u(0.75))
        self.meter.setMinimumWidth(metrics.em(LEAST_EM))  # whatever it says, the window can be as narrow
        self._binder.refresh()
        if self._shown is None:
            return
        gathered, pressed = self._shown
        pages, size, to_do = (self._context.text(one) for one in meter_words(gathered, pressed))
        words = " · ".join((pages, to_do) if self._compact else (pages, size, to_do))
        self.meter.setAccessibleName(words)
        self.meter.setText(pages if self._compact and self._lines(words) > LINES else words)
        limit = gathered.template.page_limit
        close = gathered.template.warn_pages or limit
        tone = "clay" if pressed.pages > limit else "sun" if pressed.pages > close else "leaf"
        self.bar.show_share(pressed.pages / max(1, limit), tone)
