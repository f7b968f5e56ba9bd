"""What is written about one priority without leaving the crosswalk: words, reason, target, evidence, feedback."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Field, Kind, Option
from app.core.ids import new_id
from app.core.messages import N_, Label, Message, own_words
from app.services.priorities.crosswalk import MERGE, SPLIT, Line
from app.services.priorities.screen import PriorityScreen
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.inputs import LineEdit

ASKED: tuple[tuple[str, Kind, Message], ...] = (
    ("merged_into", Kind.REFERENCE, N_("Merged into")),
    ("title", Kind.TEXT, N_("The priority in one line")),
    ("reason", Kind.LONG_TEXT, N_("Why")),
    ("statements", Kind.REFERENCES, N_("What shows that it matters")),
    ("groups", Kind.REFERENCES, N_("Groups that gain")),
    ("feedback", Kind.LONG_TEXT, N_("What residents said about it")),
    ("changed", Kind.LONG_TEXT, N_("What changed because of it")),
)
"""Fields in the order in which a meeting talks about them."""


class AddLine(QWidget):
    """One line to type, and the button that adds it; Enter adds it, too.

    Signals:
        added: the words.

    Args:
        context: words and theme.
        said: what is asked.
        button: words of the button.
        name: object name of the field.
    """

    added = Signal(str)

    def __init__(self, context: UiContext, said: Label, button: Label, name: str) -> None:
        super().__init__()
        part = self._part = Binder(context)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        label = part.label(said, "strong")
        self.line = LineEdit()
        self.line.setObjectName(name)
        part.text(self.line.setAccessibleName, said)
        label.setBuddy(self.line)
        self.line.returnPressed.connect(self._on_add)
        add = part.button(button, self._on_add, icon="plus", kind="small", name=f"{name}_add")
        box.addWidget(label)
        box.addWidget(self.line)
        box.addLayout(button_row(add))

    def _on_add(self) -> None:
        self.line.commit_composition()
        if words := self.line.text().strip():
            self.line.show_text("", own=True)
            self.added.emit(words)


class PriorityForm(QWidget):
    """The fields of one priority; it stores nothing itself.

    Signals:
        edited: name of a field, :class:`Edit`, id of the visit.
        part, action: words of a part, of something that could be done.
    """

    edited = Signal(str, object, str)
    part = Signal(str)
    action = Signal(str)

    def __init__(self, context: UiContext, line: Line, screen: PriorityScreen) -> None:
        super().__init__()
        self._context, self._binder, self._visit = context, Binder(context), new_id()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(context.theme.metrics.u(0.5))
        self.editors: dict[str, Editor] = {}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        self.parts = AddLine(context, N_("A priority that came out of it"), N_("Add it as a part"), f"part_{line.id}")
        self.parts.added.connect(self.part)
        box.addWidget(self.parts)
        for key, kind, said in ASKED:
            label = self._binder.label(said, "strong")
            target = "statement" if key == "statements" else "population_group" if key == "groups" else "priority"
            points = kind in (Kind.REFERENCE, Kind.REFERENCES)
            field = Field(key, kind, said, target=target if points else "")
            editor = EDITORS[kind](FieldContext(context, field, self._choices(key, line, screen)))
            editor.main_input().setObjectName(f"{key}_{line.id}")
            label.setBuddy(editor.main_input())
            self._binder.text(editor.name_it, said)
            editor.edited.connect(partial(self._on_edited, key))
            editor.freeze(context.document.read_only)
            self.editors[key] = editor
            self._rows[key] = (label, editor)
            box.addWidget(label)
            box.addWidget(editor)
        self.todo = AddLine(context, N_("What could be done, in one line"), N_("Add potential action"),
                               f"action_{line.id}")  # fmt: skip
        self.todo.added.connect(self.action)
        box.addWidget(self.todo)
        self.done = self._binder.label(None, "caption")
        box.addWidget(self.done)
        whole = self._binder.button(N_("Open the whole form"), partial(context.go, f"record:priority:{line.id}"),
                                    kind="small", icon="file-text", name=f"whole_{line.id}")  # fmt: skip
        box.addLayout(button_row(whole))
        for widget in (self.parts, self.todo):
            widget.setDisabled(context.document.read_only)
        self.show_line(line, screen)

    def show_line(self, line: Line, screen: PriorityScreen) -> None:
        """Show what is stored; a field that is being edited is left alone."""
        for key, editor in self.editors.items():
            if key == "merged_into":
                editor.set_options(self._choices(key, line, screen))  # type: ignore[attr-defined]
            editor.set_value(line.row.get(key), line.row.pending.get(key, ""), own=self._context.own_undo)
        for widget in self._rows["merged_into"]:
            widget.setVisible(line.disposition == MERGE)
        self.parts.setVisible(line.disposition == SPLIT)
        titles = tuple(one.title for one in line.row.below("actions") if one.title)
        self.done.setVisible(bool(titles))
        self._binder.text(self.done.setText, N_("Already there: {names}", names=titles))

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for editor in self.editors.values():
            editor.flush()

    def _choices(self, key: str, line: Line, screen: PriorityScreen) -> Sequence[Option]:
        if key != "merged_into":
            return screen.options.get(key, ())
        return [Option(one.id, own_words(one.row.title)) for one in screen.walk.lines if one.id != line.id]

    def _on_edited(self, key: str, edit: Edit) -> None:
        self.edited.emit(key, edit, f"{self._visit}/{key}" if edit.typing else "")
