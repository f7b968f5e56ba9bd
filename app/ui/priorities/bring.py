"""Bring the earlier priorities in: typed or pasted, one to a line, or out of a workbook."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.inputs import TextEdit

LINES = 10


class BringView(Card):
    """The list and its two buttons.

    Signals:
        brought: the text as typed.
    """

    brought = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Bring in the earlier priorities"), units=1.25)
        part = self.binder
        said = N_("Type or paste them, one to a line. Numbers in front are kept as the earlier plan has them.")
        label = part.label(said)
        self.text = TextEdit(least=LINES, most=3 * LINES)
        self.text.setObjectName("earlier_list")
        part.text(self.text.setAccessibleName, N_("Earlier priorities, one to a line"))
        label.setBuddy(self.text)
        self.take = part.button(N_("Bring these in"), self._on_take, kind="primary", icon="plus", name="bring_lines")
        self.file = part.button(N_("Bring them in from Excel"), partial(context.go, "import:priority"), icon="upload",
                                name="bring_excel")  # fmt: skip
        hint = N_("From Excel: a list under a heading such as “Priority” is read as it is, whatever stands beside it.")
        for widget in (self.text, self.take):
            widget.setDisabled(context.document.read_only)
        self.body.addWidget(label)
        self.body.addWidget(self.text)
        self.body.addLayout(button_row(self.take, self.file))
        self.body.addWidget(part.label(hint, "caption"))

    def taken(self) -> None:
        """Empty the list, once its lines stand in the file."""
        self.text.show_text("", own=True)

    def _on_take(self) -> None:
        self.text.commit_composition()
        self.brought.emit(self.text.toPlainText())
