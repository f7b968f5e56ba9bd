"""What the rules say of the pages: what is wrong, with its sum and its remedy, and what nobody could judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication

from app.core.fields import Severity
from app.core.messages import N_, NP_, Message
from app.ui.context import UiContext
from app.ui.studio.panel import Panel
from app.ui.widgets.binder import Binder
from app.ui.widgets.finding_card import FindingCard, Line
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.programmes.rules.evaluate import RuleResult
    from app.services.dossier.press import Pressed

MOST_OF_A_RULE = 8


class CheckPanel(Panel):
    """Lists what the rules found.

    Signals:
        go_asked: a place, as in ``Finding.place``.
        waived: rule id and reason.
    """

    go_asked = Signal(str)
    waived = Signal(str, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Check"), N_("Back to the pages"), name="check_back")
        self._shown: tuple[Line, ...] | None = None
        self._unknown: tuple[RuleResult, ...] = ()
        self._passed, self._opened = 0, False
        self._pressed: Pressed | None = None

    def show_pressed(self, pressed: Pressed) -> None:
        """Show what the rules say; waits while a reason is being written."""
        self._pressed = pressed
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed meanwhile."""
        super().showEvent(event)
        self._fill()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        self._shown = None
        self._fill()

    def focus_first(self) -> None:
        """Put the keyboard on the way back; the findings follow."""
        self.back.setFocus()

    def _fill(self) -> None:
        from app.programmes.rules import State

        focused = QApplication.focusWidget()
        if self._pressed is None or (isinstance(focused, LineEdit) and self.isAncestorOf(focused)):
            return
        pressed = self._pressed
        lines = tuple(lines_of(pressed))
        unknown = tuple(one for one in pressed.results if one.state is State.UNKNOWN)
        passed = sum(one.state is State.PASSED for one in pressed.results)
        if (lines, len(unknown), passed) == (self._shown, len(self._unknown), self._passed):
            return
        had = focused is not None and self.isAncestorOf(focused)
        self._shown, self._unknown, self._passed = lines, unknown, passed
        clear(self.body)
        binder = Binder(self.context)
        self.body.addWidget(self._verdict(lines))
        for line in lines:
            card = FindingCard(self.context, line)
            card.go_asked.connect(self.go_asked)
            card.waived.connect(self._on_waived)
            self.body.addWidget(card)
        self.body.addWidget(
            StatusWord(self.context, DONE, NP_("{n} rule is met.", "{n} rules are met.", passed), wrap=True)
        )
        if unknown:
            self._add_unknown(binder)
        if had:
            self.back.setFocus()

    def _verdict(self, lines: tuple[Line, ...]) -> StatusWord:
        errors = sum(one.finding.severity is Severity.ERROR and not one.reason for one in lines)
        notices = sum(one.finding.severity is Severity.WARN and not one.reason for one in lines)
        said: Message = N_("Nothing stands in the way of a final.")
        if errors:
            said = NP_("{n} problem stands in the way of a final.", "{n} problems stand in the way of a final.", errors)
        shape = PROBLEM if errors else NOTICE if notices else DONE
        return StatusWord(self.context, shape, said, wrap=True)

    def _add_unknown(self, binder: Binder) -> None:
        count = len(self._unknown)
        said = NP_(
            "{n} rule could not be judged: it counts neither as met nor as broken.",
            "{n} rules could not be judged: they count neither as met nor as broken.",
            count,
        )
        self.body.addSpacing(self.context.theme.metrics.u(1))
        self.body.addWidget(binder.label(N_("Not evaluated"), "strong"))
        self.body.addWidget(binder.label(said))
        words = N_("Hide these rules") if self._opened else N_("Show these rules")
        row = FlowLayout(gap=6)
        row.addWidget(binder.button(words, self._on_unknown, kind="small", name="show_unknown"))
        self.body.addLayout(row)
        for one in self._unknown if self._opened else ():
            self.body.addWidget(binder.label(N_("{rule} · {words}", rule=one.rule.id, words=one.rule.title)))

    def _on_unknown(self) -> None:
        self._opened = not self._opened
        self._shown = None
        self._fill()

    def _on_waived(self, rule: str, reason: str) -> None:
        self.back.setFocus()  # the card is about to go
        self.waived.emit(rule, reason)


def lines_of(pressed: Pressed) -> Iterator[Line]:
    """Yield what is shown: characters without a glyph, errors, notices, hints, lost references, what was set aside."""
    from app.exports.preflight import glyph_findings, reference_findings
    from app.programmes.rules import State
    from app.programmes.rules.evaluate import waiver_key

    if not any(one.rule.params.get("records") == "missing_glyphs" for one in pressed.results):
        yield from (Line(finding) for finding in glyph_findings(pressed.laid))
    found = [Line(finding) for finding in (*reference_findings(pressed.laid), *pressed.consent)]
    for result in pressed.results:
        if result.state not in (State.FAILED, State.WAIVED):
            continue
        hint = all(one.severity is Severity.INFO for one in result.findings)
        most = 1 if hint else MOST_OF_A_RULE
        rest = len(result.findings) - most
        for place, finding in enumerate(result.findings[:most]):
            more = rest if place == most - 1 and rest > 0 else 0
            reason = result.reasons[place] if result.reasons else result.reason
            key = result.rule.id if result.reason else waiver_key(result.rule.id, finding.place)
            found.append(Line(finding, result.rule.waivable, reason, more, key))
    order = {Severity.ERROR: 0, Severity.WARN: 1}
    yield from sorted(found, key=lambda one: (bool(one.reason), order.get(one.finding.severity, 2)))
