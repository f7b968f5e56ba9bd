"""The help panel: why this is asked, how, an example, a usual mistake, whom to ask, the source."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from app.core.messages import N_, Label
from app.ui.widgets.binder import Binder, Dress
from app.ui.widgets.layouts import PageScroll, clear


@dataclass(frozen=True, slots=True)
class HelpText:
    """What the panel shows; parts that are None are left out.

    Args:
        title: what the help is about.
        why: why this is asked.
        how: three to six actions, in order.
        example: one filled-in example.
        mistake: a usual mistake.
        whom: whom to ask.
        source: where the advice or the rule comes from.
    """

    title: Label
    why: Label | None = None
    how: tuple[Label, ...] = ()
    example: Label | None = None
    mistake: Label | None = None
    whom: Label | None = None
    source: Label | str | None = None


PARTS = (
    ("why", N_("Why")),
    ("how", N_("How to do it")),
    ("example", N_("A good example")),
    ("mistake", N_("A usual mistake")),
    ("whom", N_("Whom to ask")),
    ("source", N_("Source")),
)


class HelpPanel(QFrame):
    """Shows one help text; folds away and stays folded.

    Signals:
        fold_asked: the person folded the panel.
    """

    fold_asked = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress, self._binder = dress, Binder(dress)
        self._help: HelpText | None = None
        self.setProperty("ground", "right")
        self.setObjectName("help_panel")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._head = QHBoxLayout()
        mark = QLabel()
        self._binder.pixmap(mark.setPixmap, "circle-question-mark", "sky")
        self._head.addWidget(mark)
        self._head.addWidget(self._binder.label(N_("Help"), "section"), 1)
        self.fold = self._binder.button(
            N_("Fold"), self.fold_asked.emit, icon="chevron-right", kind="quiet", name="fold_help"
        )
        self._head.addWidget(self.fold)
        outer.addLayout(self._head)
        self._scroll = PageScroll(ground="sunken")
        outer.addWidget(self._scroll, 1)
        self.refresh()

    def show_help(self, help_text: HelpText | None) -> None:
        """Show *help_text*, or a sentence on what the panel is for."""
        if help_text != self._help:
            self._help = help_text
            self._fill()

    def plain_text(self) -> str:
        """Return everything that is shown, for tests and screen readers."""
        return "\n".join(label.text() for label in self._scroll.findChildren(QLabel) if label.text())

    def refresh(self) -> None:
        """Say it again, after the language or the theme changed."""
        metrics = self._dress.theme.metrics
        self._head.setSpacing(metrics.u(0.5))
        self._head.setContentsMargins(metrics.u(1.5), metrics.u(0.75), metrics.u(0.75), metrics.u(0.5))
        self._scroll.body.setContentsMargins(metrics.u(1.5), metrics.u(0.5), metrics.u(1.5), metrics.u(2))
        self._scroll.body.setSpacing(metrics.u(0.5))
        self._binder.refresh()
        self._fill()

    def _fill(self) -> None:
        body, binder = self._scroll.body, Binder(self._dress)
        clear(body)
        if self._help is None:
            body.addWidget(binder.label(N_("Choose a step or a field; what helps with it stands here."), tone="ink_2"))
            return
        body.addWidget(binder.label(self._help.title, "strong"))
        for name, heading in PARTS:
            value = getattr(self._help, name)
            if not value:
                continue
            body.addSpacing(self._dress.theme.metrics.u(0.5))
            body.addWidget(binder.label(heading, "caption"))
            if name == "how":
                for number, one in enumerate(value, 1):
                    body.addLayout(self._numbered(binder, number, one))
            else:
                body.addWidget(binder.label(value))

    def _numbered(self, binder: Binder, number: int, said: Label) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._dress.theme.metrics.u(0.5))
        mark = binder.label(f"{number}.", wrap=False)
        mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(mark)
        row.addWidget(binder.label(said), 1)
        return row
