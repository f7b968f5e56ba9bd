"""A field in a form: its label, whether it is still missing, and its editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.fields import Field, Kind
from app.core.messages import N_
from app.services.formatting import is_empty
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.editor import Editor
from app.ui.widgets.help import HelpText

CHOICES = (Kind.SET, Kind.TRISTATE)


class FieldRow(QWidget):
    """Label above, editor below; the label names the editor for screen readers too.

    Args:
        context: words and theme.
        field: the declaration.
        editor: made for its kind.
    """

    def __init__(self, context: UiContext, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field, self.editor, self._context = field, editor, context
        self._binder = Binder(context)
        layout, head = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(context.theme.metrics.u(0.3))
        head.setSpacing(context.theme.metrics.u(0.75))
        self.label = self._binder.label(field.label, "strong")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.label.setSizePolicy(policy)
        head.addWidget(self.label, 1)
        self.missing = self._binder.label(N_("Needed"), "caption", wrap=False)
        head.addWidget(self.missing, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(head)
        layout.addWidget(editor)
        main = editor.main_input()
        if field.kind not in CHOICES:
            self.label.setBuddy(main)
        if not main.objectName():
            main.setObjectName(f"field_{field.name}")
        self._name()

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """Show a stored value and whether the field is still missing."""
        self.editor.set_value(value, pending, own=own)
        self.missing.setVisible(self.field.required and is_empty(value) and not pending)

    def help_text(self) -> HelpText:
        """Return what the help panel says about the field."""
        field = self.field
        return HelpText(field.label, why=field.help, example=field.example, source=field.source or None)

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self.editor.refresh()
        self._name()

    def _name(self) -> None:
        name = self._context.text(self.field.label)
        if self.field.required:
            name = self._context.text(N_("{field}, needed", field=name))
        self.editor.name_it(name, self._context.text(self.field.help))
