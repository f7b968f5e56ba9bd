"""The form of any record type, made from its declaration; at most nine fields stand open at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from app.core.fields import Field, Kind, RecordType, Row
from app.core.ids import new_id
from app.core.messages import N_, NP_, Message
from app.services.formatting import currency_of, is_empty
from app.ui.context import UiContext
from app.ui.forms.field_row import FieldRow
from app.ui.forms.registry import EDITORS, Choices, FieldContext
from app.ui.forms.rows import RowsEditor
from app.ui.forms.sections import Section, opened, sections_of
from app.ui.widgets.binder import Binder
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord


class RecordForm(QWidget):
    """Shows one record and tells every edit; it stores nothing itself.

    Signals:
        edited: record type, record id, field name, :class:`Edit`, id of the field visit ("" for a choice).
        row_add_asked: row type.
        row_remove_asked: row type, row id.
        row_move_asked: row type, row id, id of the row to follow.
        help_changed: :class:`HelpText` of the field that got the focus.

    Args:
        context: words, theme, facts of the document.
        record_type: what the form is for.
    """

    edited = Signal(str, str, str, object, str)
    row_add_asked = Signal(str)
    row_remove_asked = Signal(str, str)
    row_move_asked = Signal(str, str, str)
    help_changed = Signal(object)

    def __init__(self, context: UiContext, record_type: RecordType) -> None:
        super().__init__()
        self.context, self.record_type = context, record_type
        self.row: Row | None = None
        self._choices = Choices()
        self._sections: tuple[Section, ...] = ()
        self._open: tuple[int, ...] = (0,)
        self._lines: dict[str, FieldRow] = {}
        self._heads: list[QPushButton] = []
        self._bodies: list[QFrame] = []
        self._visits: dict[str, str] = {}
        self._binder = Binder(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(context.theme.metrics.u(1))
        self.state = StatusWord(context, DONE, "", wrap=True)
        self.state.setObjectName("form_state")
        layout.addWidget(self.state)
        self._fields = QVBoxLayout()
        layout.addLayout(self._fields)
        self.waiting = self._binder.label(None, tone="ink_2")
        self.waiting.setObjectName("form_waiting")
        layout.addWidget(self.waiting)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def show_row(self, row: Row, choices: Choices, *, own: bool = False) -> None:
        """Show *row*; editors with the focus keep what is being typed.

        Args:
            row: of this form's record type.
            choices: options of its fields, and which fields have no meaning for it.
            own: the answer to the person's own undo.
        """
        fresh = self.row is None or self.row.id != row.id or choices != self._choices
        same = self.row is not None and self.row.id == row.id
        self.row = row
        if fresh:
            held = self._held_field() if same else ""
            if same:
                self.flush()
            self._choices = choices
            self._build(keep=same)
            if held in self._lines:  # what was chosen changed what the form asks; the keyboard stays
                self.focus_field(held)
        for name, line in self._lines.items():
            line.set_value(row.get(name), row.pending.get(name, ""), own=own)
            line.show_locked(name in row.locked)
        self._count()

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for line in self._lines.values():
            line.editor.flush()

    def focus_field(self, name: str = "") -> None:
        """Unfold the section of a field and put the keyboard there; the first field where "" is given."""
        place = next((i for i, one in enumerate(self._sections) if name in {f.name for f in one.fields}), 0)
        if place not in self._open:
            self._unfold(place)
        line = self._lines.get(name) or next(iter(self._lines.values()), None)
        if line is not None:
            focus_soon(line.editor.main_input())

    def line(self, name: str) -> FieldRow:
        """Return the field called *name*; ``KeyError`` where the form has none."""
        return self._lines[name]

    def shown_fields(self) -> tuple[str, ...]:
        """Return the names of the fields that stand open, at most nine."""
        return tuple(field.name for index in sorted(self._open) for field in self._sections[index].fields)

    def refresh(self) -> None:
        """Say everything again."""
        self._binder.refresh()
        for line in self._lines.values():
            line.refresh()
        self._heading_words()
        if self.row is not None:
            for name, line in self._lines.items():
                line.set_value(self.row.get(name), self.row.pending.get(name, ""))
        self._count()

    def _build(self, *, keep: bool) -> None:
        clear(self._fields)
        self._lines, self._heads, self._bodies = {}, [], []
        self._sections = sections_of(self.record_type, self._choices.hidden)
        self._open = tuple(one for one in self._open if one < len(self._sections)) if keep else (0,)
        metrics = self.context.theme.metrics
        self._fields.setSpacing(metrics.u(0.75))
        for index, section in enumerate(self._sections):
            head = self._binder.button(section.title, None, kind="head", name=f"section_{index}")
            head.clicked.connect(self._on_head)
            head.setProperty("section", index)
            body = QFrame()
            inner = QVBoxLayout(body)
            inner.setContentsMargins(metrics.u(0.5), 0, metrics.u(0.5), metrics.u(0.75))
            inner.setSpacing(metrics.u(1))
            for field in section.fields:
                line = FieldRow(self.context, field, self._editor(field))
                self._lines[field.name] = line
                inner.addWidget(line)
            self._fields.addWidget(head)
            head.setVisible(len(self._sections) > 1)
            self._fields.addWidget(body)
            self._heads.append(head)
            self._bodies.append(body)
        self._show_open()

    def _editor(self, field: Field) -> Editor:
        if field.kind is Kind.ROWS:
            rows = RowsEditor(self.context, field, self._choices.types[field.target], self._choices)
            rows.add_asked.connect(self.row_add_asked)
            rows.remove_asked.connect(self.row_remove_asked)
            rows.move_asked.connect(self.row_move_asked)
            rows.row_edited.connect(self._on_row_edited)
            return rows
        options = self._choices.options.get(field.name, field.options if isinstance(field.options, tuple) else ())
        values = self.row.values if self.row is not None else {}
        about = FieldContext(self.context, field, options, currency_of(field, values, self.context.document.currency))
        editor = EDITORS[field.kind](about)
        editor.edited.connect(lambda edit, name=field.name: self._on_edited(name, edit))
        editor.freeze(self.context.document.read_only)
        return editor

    def _on_edited(self, name: str, edit: Edit) -> None:
        if self.row is not None:
            self.edited.emit(self.row.type, self.row.id, name, edit, self._visit(name, edit))

    def _on_row_edited(self, row_type: str, row_id: str, name: str, edit: Edit) -> None:
        self.edited.emit(row_type, row_id, name, edit, self._visit(f"{row_id}.{name}", edit))

    def _visit(self, key: str, edit: Edit) -> str:
        return self._visits.setdefault(key, new_id()) if edit.typing else ""

    def _held_field(self) -> str:
        """Return the name of the field that has the keyboard, "" for none; rows keep their own."""
        now = QApplication.focusWidget()
        found = (name for name, line in self._lines.items() if now is not None and line.isAncestorOf(now))
        name = next(found, "")
        return name if name and not isinstance(self._lines[name].editor, RowsEditor) else ""

    def _on_head(self) -> None:
        index = int(self.sender().property("section"))
        if index in self._open:
            self._open = tuple(one for one in self._open if one != index)
            self._show_open()
        else:
            self._unfold(index)

    def _unfold(self, index: int) -> None:
        self.flush()
        self._open = opened(self._sections, self._open, index)
        self._show_open()

    def _show_open(self) -> None:
        for index, body in enumerate(self._bodies):
            body.setVisible(index in self._open)
        self._heading_words()
        self._count()

    def _heading_words(self) -> None:
        for index, (head, section) in enumerate(zip(self._heads, self._sections, strict=True)):
            title = self.context.text(section.title) + (f" {section.part}" if section.part else "")
            is_open = index in self._open
            self._binder.icon(head.setIcon, "chevron-down" if is_open else "chevron-right")
            self._binder.text(head.setText, title)
            said = N_("{title}, unfolded", title=title) if is_open else N_("{title}, folded", title=title)
            head.setAccessibleName(self.context.text(said))

    def _count(self) -> None:
        """Say how many needed fields are empty, and how many fields can wait."""
        if self.row is None:
            return
        missing = [one for one in self._fields_of_all() if one.required and self._empty(one)]
        if missing:
            names = self.context.text(missing[0].label)
            said: Message = NP_(
                "{n} thing is still missing: {first}",
                "{n} things are still missing, first: {first}",
                len(missing),
                first=names,
            )
        else:
            said = N_("Everything that is needed is there")
        self.state.say(NOTICE if missing else DONE, said)
        closed = [one for i, section in enumerate(self._sections) if i not in self._open for one in section.fields]
        later = [one for one in closed if one.kind is not Kind.COMPUTED and self._empty(one)]
        self.waiting.setVisible(bool(later))
        if later:
            self._binder.text(self.waiting.setText, NP_("{n} more can wait", "{n} more can wait", len(later)))

    def _fields_of_all(self) -> list[Field]:
        return [one for section in self._sections for one in section.fields]

    def _empty(self, field: Field) -> bool:
        row = self.row
        kept = row is None or field.name in row.pending or field.name in row.locked
        return row is not None and not kept and is_empty(row.get(field.name))

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._visits = {} if new is None or not self.isAncestorOf(new) else self._visits
        step = new
        while step is not None and step is not self:
            if isinstance(step, FieldRow):
                self._visits = {key: one for key, one in self._visits.items() if key.endswith(step.field.name)}
                help_text: HelpText = step.help_text()
                self.help_changed.emit(help_text)
                return
            step = step.parentWidget()
