"""A bar for work that takes more than a second: what it does, how far it is, how long still, and Stop."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from app.core.messages import N_, NP_, Message
from app.ui.jobs import Job
from app.ui.widgets.binder import Binder, Dress

SHOW_AFTER_S = 1.0


class JobBar(QFrame):
    """Shows one job of the pool; it appears once the job has taken a second.

    Args:
        dress: words and theme.

    Signals:
        appeared: it is seen now; a page may have to be turned to it.
    """

    appeared = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress, self._binder = dress, Binder(dress)
        self._job: Job | None = None
        self._title: Message = N_("Working")
        self._note: Message | None = None
        self._begun, self._done, self._total = 0.0, 0, 0
        self.setProperty("ground", "sky_soft")
        self.setObjectName("job_bar")
        self._late = QTimer(self)  # the first step of a job may take longer than that
        self._late.setSingleShot(True)
        self._late.setInterval(round(SHOW_AFTER_S * 1000))
        self._late.timeout.connect(self._appear)
        self._row = QHBoxLayout(self)
        self.words = self._binder.label(None)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = self._binder.button(N_("Stop"), self._on_stop, icon="circle-stop", name="stop_job")
        self._row.addWidget(self.words, 2)
        self._row.addWidget(self.bar, 1)
        self._row.addWidget(self.stop)
        self.refresh()
        self.hide()

    def watch(self, job: Job, title: Message) -> None:
        """Show *job* under *title* until it ends."""
        self._job, self._title, self._note = job, title, None
        self._begun, self._done, self._total = time.monotonic(), 0, 0
        job.stepped.connect(self._on_step)
        job.ended.connect(self._on_end)
        self.stop.setEnabled(True)
        self.bar.setRange(0, 0)
        self.words.setText(self._sentence())
        if not job.over:
            self._late.start()

    def setVisible(self, visible: bool) -> None:
        """Hidden, it does not come up any more for what it was to show."""
        if not visible:
            self._late.stop()
        super().setVisible(visible)

    def refresh(self) -> None:
        """Say it again."""
        metrics = self._dress.theme.metrics
        self._row.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(1), metrics.u(0.5))
        self._row.setSpacing(metrics.u(1))
        self._binder.refresh()
        self.words.setText(self._sentence())

    def _sentence(self) -> str:
        text = self._dress.text(self._note or self._title)
        if self._total:
            said = N_("{done} of {total}", done=self._done, total=self._total)
            text += " · " + self._dress.text(said)
            spent = time.monotonic() - self._begun
            left = round(spent / self._done * (self._total - self._done)) if self._done else 0
            if left > 1:
                text += " · " + self._dress.text(NP_("about {n} second left", "about {n} seconds left", left))
        return text

    def _on_step(self, done: int, total: int, note: object) -> None:
        self._done, self._total = done, total
        self._note = note if isinstance(note, Message) else self._note
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(done)
        self.words.setText(self._sentence())
        self.bar.setAccessibleName(self._sentence())
        if time.monotonic() - self._begun >= SHOW_AFTER_S:
            self._appear()

    def _appear(self) -> None:
        if self._job is not None and self.isHidden():
            self.show()
            self.appeared.emit()

    def _on_end(self) -> None:
        self._job = None
        self._late.stop()
        self.hide()

    def _on_stop(self) -> None:
        if self._job is not None:
            self.stop.setEnabled(False)
            self._job.cancel()
