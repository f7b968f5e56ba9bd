"""Where a passphrase is typed: hidden at first, shown on request, with a word on capital letters and input methods."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder, Said
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

WIDEST_EM = 26.0


class SecretEdit(LineEdit):
    """One line whose text is hidden; it notices capital letters typed without the shift key.

    Signals:
        capitals: whether the caps lock seems to be on.
    """

    capitals = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase)

    def hide_text(self, hidden: bool) -> None:
        """Show dots or what was typed; an input method composes in either."""
        self.commit_composition()
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice letters whose case does not fit the shift key."""
        text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if len(text) == 1 and text.isascii() and text.isalpha():
            self.capitals.emit(text.isupper() != shift)
        super().keyPressEvent(event)


class PassphraseFields(QFrame):
    """One or several passphrases below each other, with one box that shows them all.

    Signals:
        submitted: Return was pressed in the last one.

    Args:
        context: words and theme.
        labels: object name to what stands above the field.
    """

    submitted = Signal()

    def __init__(self, context: UiContext, labels: dict[str, Said]) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.fields: dict[str, SecretEdit] = {}
        self._names: dict[str, Said] = labels
        for name, said in labels.items():
            edit = SecretEdit()
            edit.setObjectName(name)
            edit.hide_text(True)
            label = self._binder.label(said, "strong")
            label.setBuddy(edit)
            edit.returnPressed.connect(self._on_return)
            edit.capitals.connect(self._on_capitals)
            self._layout.addWidget(label)
            self._layout.addWidget(edit)
            self.fields[name] = edit
        self.show_box = CheckBox(context.theme)
        self.show_box.setObjectName("show_passphrase")
        self.show_box.toggled.connect(self._on_show)
        self._layout.addWidget(self.show_box, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(self._binder.label(N_("To type Chinese, show it first."), "caption"))
        self.caps = StatusWord(context, NOTICE, N_("The caps lock key seems to be on."), wrap=True)
        self.caps.setObjectName("caps_lock")
        self._layout.addWidget(self.caps)
        self.caps.hide()
        self.refresh()

    def text(self, name: str) -> str:
        """Return what was typed into a field, its composition finished."""
        self.fields[name].commit_composition()
        return self.fields[name].text()

    def clear(self) -> None:
        """Forget what was typed, and what Undo of the fields remembers."""
        for edit in self.fields.values():
            edit.commit_composition()
            edit.show_text("", own=True)
            edit.setText("")

    def focus(self, name: str = "") -> None:
        """Put the keyboard into a field, the first one where "" is given."""
        edit = self.fields.get(name) or next(iter(self.fields.values()))
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._layout.setSpacing(metrics.u(0.4))
        self._binder.refresh()
        self.caps.refresh()
        self.show_box.setText(self._context.text(N_("Show what I type")))
        for name, edit in self.fields.items():
            edit.setMaximumWidth(metrics.em(WIDEST_EM))
            edit.setAccessibleName(self._context.text(self._names[name]))

    def _on_show(self, shown: bool) -> None:
        for edit in self.fields.values():
            edit.hide_text(not shown)

    def _on_capitals(self, on: bool) -> None:
        self.caps.setVisible(on)

    def _on_return(self) -> None:
        names = list(self.fields)
        at = next((place for place, name in enumerate(names) if self.fields[name].hasFocus()), len(names) - 1)
        if at + 1 < len(names):
            self.focus(names[at + 1])
        else:
            self.submitted.emit()
