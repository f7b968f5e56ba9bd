"""Rows of a record, such as the roles of a person: one line each, one small form at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.fields import Field, Kind, RecordType, Row
from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.forms.field_row import FieldRow
from app.ui.forms.registry import EDITORS, Choices, FieldContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.layouts import clear


class RowsEditor(Editor):
    """Lists the rows; the one being worked on unfolds into its fields.

    Signals:
        add_asked: a new row of the type is wanted.
        remove_asked: row type, row id.
        move_asked: row type, row id, id of the row it should follow ("" for first).
        row_edited: row type, row id, field name, :class:`Edit`.

    Args:
        context: words, theme, facts.
        field: of kind ROWS.
        row_type: declaration of the rows.
        choices: of the whole form; those of rows are called ``<row type>.<field>``.
    """

    add_asked = Signal(str)
    remove_asked = Signal(str, str)
    move_asked = Signal(str, str, str)
    row_edited = Signal(str, str, str, object)

    def __init__(self, context: UiContext, field: Field, row_type: RecordType, choices: Choices) -> None:
        super().__init__(context)
        self._context, self._field, self._type, self._choices = context, field, row_type, choices
        self._rows: tuple[Row, ...] = ()
        self._open, self._adding = "", False
        self._fields: dict[str, FieldRow] = {}
        self._binder = Binder(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(context.theme.metrics.u(0.5))
        self._list = QVBoxLayout()
        self._list.setSpacing(context.theme.metrics.u(0.5))
        layout.addLayout(self._list)
        said = row_type.add or N_("Add {what}", what=row_type.label)
        self.add_button = self._binder.button(said, self._on_add, icon="plus", name=f"add_{row_type.name}")
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """Show the rows; fields that are being edited are left alone."""
        rows = tuple(one for one in value if isinstance(one, Row)) if isinstance(value, (tuple, list)) else ()
        fresh = [row.id for row in rows if row.id not in {one.id for one in self._rows}]
        known = [one.id for one in self._rows]
        self._rows = rows
        if self._adding and len(fresh) == 1:
            self._adding = False
            self._open = fresh[0]
        if known != [row.id for row in rows] or not self._list.count():
            self._build()
            if self._open in fresh:
                self._focus_open()
        else:
            self._update(own=own)

    def flush(self) -> None:
        """See :class:`Editor`."""
        for one in self._fields.values():
            one.editor.flush()

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self.add_button

    def name_it(self, name: str, description: str = "") -> None:
        """Name the whole; the button keeps its own words."""
        self.setAccessibleName(name)

    def open_row(self, row_id: str) -> None:
        """Unfold one row, or fold it where it is open."""
        self.flush()
        self._open = "" if self._open == row_id else row_id
        self._build()
        self._focus_open()

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self._build()

    def sizeHint(self) -> QSize:
        """Return the layout's size."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def _build(self) -> None:
        clear(self._list)
        self._fields = {}
        if not self._rows:
            self._list.addWidget(Binder(self._context).label(N_("Nothing entered yet"), tone="ink_2"))
        for place, row in enumerate(self._rows):
            self._list.addWidget(self._card(row, place))

    def _card(self, row: Row, place: int) -> QFrame:
        card, binder, metrics = QFrame(), Binder(self._context), self._context.theme.metrics
        card.setProperty("card", True)
        inner, head = QVBoxLayout(card), QHBoxLayout()
        inner.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(0.5), metrics.u(0.5))
        title = binder.label(self._title(row), "strong")
        title.setObjectName(f"row_title_{row.id}")
        head.addWidget(title, 1)
        opened = row.id == self._open
        said = N_("Fold row") if opened else N_("Change row")
        head.addWidget(binder.button(said, lambda: self.open_row(row.id), icon="pencil", kind="quiet"))
        if place:
            after = self._rows[place - 2].id if place > 1 else ""
            up = binder.button(
                N_("Move up"), lambda: self.move_asked.emit(row.type, row.id, after), icon="arrow-up", kind="quiet"
            )
            head.addWidget(up)
        remove = binder.button(N_("Delete row"), lambda: self._on_remove(row), icon="trash-2", kind="quiet")
        head.addWidget(remove)
        inner.addLayout(head)
        if opened:
            for field in self._type.fields:
                inner.addWidget(self._field_row(row, field))
        return card

    def _field_row(self, row: Row, field: Field) -> FieldRow:
        key = f"{row.type}.{field.name}"
        options = self._choices.options.get(key, field.options if isinstance(field.options, tuple) else ())
        about = FieldContext(self._context, field, options, self._context.document.currency)
        kind = field.kind if field.kind in EDITORS else Kind.COMPUTED
        line = FieldRow(self._context, field, EDITORS[kind](about))
        line.editor.main_input().setObjectName(f"field_{row.type}_{field.name}")
        line.set_value(row.get(field.name), row.pending.get(field.name, ""))
        line.editor.edited.connect(lambda edit: self._on_edited(row, field.name, edit))
        self._fields[field.name] = line
        return line

    def _update(self, *, own: bool) -> None:
        for row in self._rows:
            title = self.findChild(QLabel, f"row_title_{row.id}")
            if isinstance(title, QLabel):
                title.setText(self._title(row))
            if row.id == self._open:
                for name, line in self._fields.items():
                    line.set_value(row.get(name), row.pending.get(name, ""), own=own)

    def _title(self, row: Row) -> str:
        return row.title or self._context.text(N_("Without a name"))

    def _focus_open(self) -> None:
        wanted = next((one.name for one in self._type.fields if one.required), next(iter(self._fields), ""))
        first = self._fields.get(wanted)  # a motion begins with what it is about, not with its number
        if first is not None:
            focus_soon(first.editor.main_input())

    def _on_add(self) -> None:
        self.flush()
        self._adding = True
        self.add_asked.emit(self._type.name)

    def _on_remove(self, row: Row) -> None:
        self.flush()
        self.remove_asked.emit(row.type, row.id)

    def _on_edited(self, row: Row, name: str, edit: Edit) -> None:
        self.row_edited.emit(row.type, row.id, name, edit)
