"""Text inputs that never lose a composition and never write over what somebody types.

While an input method composes, the pre-edit text is in no ``text()``; it was lost on focus changes and
overwritten by refreshes in the stock widgets. Here it is tracked, committed before the focus goes, and a
refresh waits until the field is left. No masks, no validators, no ``maxLength``: they drop or cut commits.
"""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.core.directions import runs_from_the_right

AUTOSAVE_MS = 600
"""Pause after which typing is handed on; with the lane's own work it stays below one second."""

KEEPS_VISIT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CompositionMixin:
    """Tracks pre-edit text; put it before a Qt text widget in the bases.

    Thread: UI thread only.
    """

    _preedit = ""

    def composing(self) -> bool:
        """Say whether an input method has uncommitted text in the widget."""
        return bool(self._preedit)

    def commit_composition(self) -> None:
        """Turn the pre-edit text into text, through the input method or, where it does not, as it is seen."""
        if not self._preedit:
            return
        if _has_focus(self):
            QGuiApplication.inputMethod().commit()
        if self._preedit:
            event = QInputMethodEvent("", [])
            event.setCommitString(self._preedit)
            self.inputMethodEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember what is being composed."""
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)  # type: ignore[misc]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+Z pass to the document once the field's own edits are taken back."""
        if _passes(self, event):
            event.ignore()
            return
        super().keyPressEvent(event)  # type: ignore[misc]

    def event(self, event: QEvent) -> bool:
        """Commit before the focus goes, and refuse a shortcut that the field has no use for."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _passes(self, event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.FocusAboutToChange:
            self.commit_composition()
        return bool(super().event(event))  # type: ignore[misc]

    def can_undo(self) -> bool:
        """Say whether this visit of the field has edits to take back."""
        return False

    def can_redo(self) -> bool:
        """Say whether this visit of the field has edits to bring back."""
        return False


class AutosaveMixin(CompositionMixin):
    """Hands typing on after a pause and lets refreshes wait; the class gives ``_read`` and ``_write``."""

    edited: Any
    _timer: QTimer
    _handed: str
    _waiting: str | None

    def _start(self) -> None:
        self._handed, self._waiting = "", None
        self._timer = QTimer(cast(QWidget, self))
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE_MS)
        self._timer.timeout.connect(self._on_pause)

    def show_text(self, text: str, *, own: bool = False) -> bool:
        """Show *text* from the document.

        Args:
            text: what is stored.
            own: True for the answer to this person's own undo; then a focused field takes it too, unless
                something was typed since.

        Returns:
            False where it waits because the field is being edited.
        """
        if self.composing() or (self._visited() and (not own or self._timer.isActive())):
            self._waiting = text
            return False
        self._waiting = None
        self._timer.stop()
        if text != self._read():
            self._write(text)
        self._handed = text
        return True

    def flush(self) -> None:
        """Finish the composition and hand on what was typed, now."""
        self.commit_composition()
        self._timer.stop()
        text = self._read()
        if text != self._handed:
            self._handed = text
            self.edited.emit(text)

    def _on_typed(self) -> None:
        if self._read() != self._handed or self._timer.isActive():
            self._waiting = None
            if not self._timer.isActive():  # typing without a pause is handed on all the same
                self._timer.start()

    def _on_pause(self) -> None:
        if self.composing():
            self._timer.start()
        else:
            self.flush()

    def _left(self, event: QFocusEvent) -> None:
        """Hand on what was typed; take in what waited; the visit's own undo ends here."""
        self.flush()
        if event.reason() in KEEPS_VISIT:
            return
        waiting, self._waiting = self._waiting, None
        self._forget(self._read() if waiting is None else waiting)
        self._handed = self._read()

    def _visited(self) -> bool:
        return _has_focus(self)

    def _read(self) -> str:
        return ""

    def _write(self, text: str) -> None:
        """Replace the text."""

    def _forget(self, text: str) -> None:
        """Show *text* with an empty undo stack."""


class LineEdit(AutosaveMixin, QLineEdit):
    """One line of text.

    Signals:
        edited: the text, after a pause in typing or when the field is left.
        left: the field lost the focus.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start()
        self.textEdited.connect(self._on_typed)

    def can_undo(self) -> bool:
        """See :class:`CompositionMixin`."""
        return self.isUndoAvailable()

    def can_redo(self) -> bool:
        """See :class:`CompositionMixin`."""
        return self.isRedoAvailable()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save before the field is left."""
        self._left(event)
        super().focusOutEvent(event)
        self.left.emit()

    def _read(self) -> str:
        return self.text()

    def _write(self, text: str) -> None:
        self.setText(text)
        self.setCursorPosition(0)

    def _forget(self, text: str) -> None:
        self.setText(text)
        self.setCursorPosition(0)


class TextEdit(AutosaveMixin, QPlainTextEdit):
    """Several lines of plain text; as high as its text, within bounds. Tab leaves it.

    Signals:
        edited: the text, after a pause in typing or when the field is left.
        left: the field lost the focus.

    Args:
        least, most: bounds of the height, in lines.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, least: int = 3, most: int = 12) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._start()
        self.textChanged.connect(self._on_typed)
        self.textChanged.connect(self._align)
        self.textChanged.connect(self._fit)
        self._fit()

    def can_undo(self) -> bool:
        """See :class:`CompositionMixin`."""
        return self.document().isUndoAvailable()

    def can_redo(self) -> bool:
        """See :class:`CompositionMixin`."""
        return self.document().isRedoAvailable()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save before the field is left."""
        self._left(event)
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_least"):
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return a width that every column has and the height that fits."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def _fit(self) -> None:
        line = self._pitch()
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        frame = self.contentsMargins().top() + self.contentsMargins().bottom() + 2 * self.frameWidth()
        high = lines * line + round(2 * self.document().documentMargin()) + frame
        if high != self.minimumHeight():
            self.setFixedHeight(high)

    def _pitch(self) -> int:
        """Return how far lines stand apart; Arabic letters take more than the field's own font."""
        own, first = self.fontMetrics().lineSpacing(), self.document().firstBlock()
        if self.document().defaultTextOption().alignment() != Qt.AlignmentFlag.AlignRight:
            return own
        return max(own, round(self.blockBoundingRect(first).height() / max(first.lineCount(), 1)))

    def _align(self) -> None:
        """Begin lines on the right where Arabic or Hebrew is written; Qt alone would only order their words so."""
        option = self.document().defaultTextOption()
        side = Qt.AlignmentFlag.AlignRight if runs_from_the_right(self._read()) else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _read(self) -> str:
        return self.toPlainText()

    def _write(self, text: str) -> None:
        self.setPlainText(text)

    def _forget(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)
        self.document().clearUndoRedoStacks()


def _has_focus(widget: object) -> bool:
    return QApplication.focusWidget() is widget


def flush_inputs(root: QWidget) -> None:
    """Finish compositions and hand on what was typed in every input within *root*."""
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        for widget in root.findChildren(kind):
            if isinstance(widget, AutosaveMixin):
                widget.flush()


def _passes(widget: CompositionMixin, event: QKeyEvent) -> bool:
    """Say whether a key is an undo or redo that the field itself has nothing for."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return not widget.can_undo()
    return event.matches(QKeySequence.StandardKey.Redo) and not widget.can_redo()
