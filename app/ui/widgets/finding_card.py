"""One finding of a check as a card: its words, its sum, its remedy, the way there, and a written reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_, Label
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, bring_into_sight
from app.ui.widgets.shapes import NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

SHAPES = {Severity.ERROR: PROBLEM, Severity.WARN: NOTICE, Severity.INFO: OPEN, Severity.UNKNOWN: OPEN}
NAMES = {Severity.ERROR: N_("Problem"), Severity.WARN: N_("Notice"), Severity.INFO: N_("Hint")}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it is shown.

    Args:
        finding: what is wrong.
        waivable: whether a written reason may set the rule aside.
        reason: the written reason, "" where there is none.
        key: name under which the reason is kept.
        more: how many further places the same rule names.
        where: page and chapter in words, ``None`` where the list stands beside the pages.
        kept: the reason with who wrote it and when, where that is shown.
        asks: what the rule asks and where that is written, where that is shown.
    """

    finding: Finding
    waivable: bool = False
    reason: str = ""
    more: int = 0
    key: str = ""
    where: Label | None = None
    kept: Label | None = None
    asks: Label | None = None


class FindingCard(QFrame):
    """One finding: its words, its sum, its remedy, and buttons.

    Signals:
        go_asked: where to mend it.
        waived: key of the finding and the written reason; an empty one takes it back.
    """

    go_asked = Signal(str)
    waived = Signal(str, str)

    def __init__(self, context: UiContext, line: Line) -> None:
        super().__init__()
        self._line, self._binder = line, Binder(context)
        self.setProperty("card", True)
        metrics, binder, finding = context.theme.metrics, self._binder, line.finding
        body = QVBoxLayout(self)
        body.setContentsMargins(metrics.u(0.75), metrics.u(0.6), metrics.u(0.75), metrics.u(0.6))
        body.setSpacing(metrics.u(0.35))
        kind = N_("Set aside") if line.reason else NAMES.get(finding.severity, NAMES[Severity.INFO])
        shape = OPEN if line.reason else SHAPES[finding.severity]
        said = N_("{kind} · {rule}", kind=kind, rule=finding.rule)
        body.addWidget(StatusWord(context, shape, said, wrap=True))
        body.addWidget(binder.label(finding.message))
        if line.where is not None and context.text(line.where):
            body.addWidget(binder.label(line.where, "caption"))
        if finding.arithmetic is not None:
            body.addWidget(binder.label(finding.arithmetic, "caption"))
        if finding.fix is not None and context.text(finding.fix).strip() and not line.reason:
            body.addWidget(binder.label(N_("What helps: {fix}", fix=finding.fix)))
        if line.asks is not None:
            body.addWidget(binder.label(line.asks, "caption"))
        if line.more:
            body.addWidget(binder.label(NP_("And {n} more place.", "And {n} more places.", line.more), "caption"))
        if line.reason:
            body.addWidget(binder.label(line.kept or N_("Reason: {reason}", reason=line.reason)))
        self._add_buttons(body)

    def _add_buttons(self, body: QVBoxLayout) -> None:
        binder, line = self._binder, self._line
        row = FlowLayout(gap=6)
        if line.finding.place:
            row.addWidget(binder.button(N_("Go there"), self._on_go, icon="arrow-right", kind="small", name="go_there"))
        if line.waivable and line.reason:
            row.addWidget(binder.button(N_("Take the reason back"), self._on_back, kind="small", name="unwaive"))
        elif line.waivable:
            self.open = binder.button(N_("Set aside with a reason"), self._on_open, kind="small", name="waive")
            row.addWidget(self.open)
        body.addLayout(row)
        if line.waivable and not line.reason:
            self.asking = self._ask_reason()
            body.addWidget(self.asking)
            self.asking.hide()

    def _ask_reason(self) -> QFrame:
        """Return the field for the reason, with its buttons."""
        binder, asking = self._binder, QFrame(self)
        label = binder.label(N_("Why it does not apply here"), "caption")
        self.reason = LineEdit()
        self.reason.setObjectName("reason")
        label.setBuddy(self.reason)
        binder.text(self.reason.setAccessibleName, N_("Why it does not apply here"))
        self.missing = StatusWord(binder.dress, NOTICE, N_("Write the reason first."))
        self.missing.hide()
        buttons = FlowLayout(gap=6)
        buttons.addWidget(binder.button(N_("Keep this reason"), self._on_keep, kind="small", name="keep_reason"))
        buttons.addWidget(binder.button(N_("Do not set it aside"), self._on_close, kind="small", name="no_reason"))
        inner = QVBoxLayout(asking)
        inner.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.reason, self.missing):
            inner.addWidget(widget)
        inner.addLayout(buttons)
        self.reason.returnPressed.connect(self._on_keep)
        return asking

    def _on_go(self) -> None:
        self.go_asked.emit(self._line.finding.place)

    def _on_open(self) -> None:
        self.asking.show()
        self.reason.setFocus()
        bring_into_sight(self.asking)

    def _on_close(self) -> None:
        self.asking.hide()
        self.open.setFocus()

    def _on_keep(self) -> None:
        self.reason.commit_composition()
        if self.reason.text().strip():
            self.waived.emit(self._line.key, self.reason.text().strip())
            return
        self.missing.show()
        self.reason.setFocus()

    def _on_back(self) -> None:
        self.waived.emit(self._line.key, "")
