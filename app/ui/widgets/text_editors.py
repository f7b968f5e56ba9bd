"""Editors of plain, long, localized and rich text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.messages import N_, Message
from app.ui.widgets.binder import Binder, Dress
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.inputs import LineEdit, TextEdit

LANGUAGES: tuple[tuple[str, Message], ...] = (("zh_TW", N_("In Chinese")), ("en", N_("In English")))


class TextEditor(Editor):
    """One line of text, or several.

    Args:
        dress: words and theme.
        lines: 1 for one line; more for a field that grows from that many lines.
    """

    def __init__(self, dress: Dress, lines: int = 1) -> None:
        super().__init__(dress)
        self.input: LineEdit | TextEdit = LineEdit() if lines == 1 else TextEdit(least=lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.input)
        self.setFocusProxy(self.input)
        self.input.edited.connect(self._on_edited)

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        self.input.show_text(pending or str(value or ""), own=own)

    def flush(self) -> None:
        """See :class:`Editor`."""
        self.input.flush()

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self.input

    def _on_edited(self, text: str) -> None:
        self.edited.emit(Edit(text, typing=True))


class LocalizedEditor(Editor):
    """One text in each language, one below the other; each is optional and never machine-translated."""

    def __init__(self, dress: Dress, lines: int = 1) -> None:
        super().__init__(dress)
        self._binder = Binder(dress)
        self.inputs: dict[str, TextEditor] = {}
        self._labels: dict[str, QLabel] = {}
        self._value: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for code, said in LANGUAGES:
            editor, label = TextEditor(dress, lines), self._binder.label(said, "caption")
            label.setBuddy(editor.input)
            editor.input.edited.connect(self._on_typed)
            editor.input.setObjectName(f"localized_{code}")
            self.inputs[code], self._labels[code] = editor, label
            layout.addWidget(label)
            layout.addWidget(editor)
        self.setFocusProxy(self.inputs["zh_TW"].input)

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        self._value = {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}
        for code, editor in self.inputs.items():
            editor.set_value(self._value.get(code, ""), own=own)

    def flush(self) -> None:
        """See :class:`Editor`."""
        for editor in self.inputs.values():
            editor.flush()

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self.inputs["zh_TW"].input

    def name_it(self, name: str, description: str = "") -> None:
        """Name each line by the field and its language."""
        self.setAccessibleName(name)
        for code, said in LANGUAGES:
            self.inputs[code].name_it(f"{name}, {self.dress.text(said)}", description)

    def refresh(self) -> None:
        """See :class:`Editor`."""
        self._binder.refresh()

    def _on_typed(self, _text: str) -> None:
        now = {code: _text_of(editor) for code, editor in self.inputs.items()}
        others = {code: text for code, text in self._value.items() if code not in now}
        self._value = {code: text for code, text in sorted({**others, **now}.items()) if text}
        self.edited.emit(Edit(dict(self._value), typing=True))


def _text_of(editor: TextEditor) -> str:
    source = editor.input
    return source.text() if isinstance(source, LineEdit) else source.toPlainText()
