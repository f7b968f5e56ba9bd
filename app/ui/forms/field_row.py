"""A field in a form: its label, whether it is still missing, and its editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.fields import Field, Kind
from app.core.messages import N_, Message
from app.services.formatting import is_empty
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.editor import Editor
from app.ui.widgets.help import HelpText

KIND_HELP: dict[Kind, Message] = {
    Kind.DATE: N_("Write the day as you are used to, such as 114/4/15 or 2025-04-15. A month or a year alone will do."),
    Kind.DATETIME: N_("Write the day and the time, such as 114/4/15 14:30."),
    Kind.TIME_RANGE: N_("Write from when to when, such as 9:00-11:30."),
    Kind.DURATION: N_("Write how long it took, such as 90 minutes or 1:30."),
    Kind.INTEGER: N_("Write a whole number. Leave it empty while nobody knows it."),
    Kind.DECIMAL: N_("Write a number, such as 2.5. Leave it empty while nobody knows it."),
    Kind.MONEY: N_("Write the amount, such as 12,500. What was understood stands below."),
    Kind.COORDINATES: N_("Write latitude and longitude, such as 24.15, 120.68."),
    Kind.SET: N_("Tick everything that fits."),
    Kind.REFERENCE: N_("Choose from the list. What is not in it is added on its own page."),
    Kind.REFERENCES: N_("Choose one after the other from the list."),
}
"""What helps with a kind of field, in one sentence or two."""
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
        self.locked = self._binder.label(N_("●●● In the private drawer, which is locked"), tone="ink_2")
        layout.addWidget(self.locked)
        self.locked.hide()
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

    def show_locked(self, locked: bool) -> None:
        """Put a word in the place of the editor where the value lies in the locked private drawer."""
        self.locked.setVisible(locked)
        self.editor.setVisible(not locked)
        if locked:
            self.missing.hide()

    def help_text(self) -> HelpText:
        """Return what the help panel says about the field."""
        field = self.field
        how = KIND_HELP.get(field.kind)
        return HelpText(field.label, why=field.help, how=(how,) if how else (), example=field.example)

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
