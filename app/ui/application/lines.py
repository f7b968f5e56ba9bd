"""The fields of an official form, each with what stands in it, where it comes from, and the way there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Field, Kind, Option
from app.core.ids import new_id
from app.core.messages import N_, Label, own_words
from app.services.application.form import FormLine, FormView
from app.ui.context import UiContext
from app.ui.forms.field_row import FieldRow
from app.ui.forms.record_data import Listed
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.layouts import clear, growing
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

VOLUNTEER = "volunteer"
LINE_EM = 30


class FormLines(QWidget):
    """Shows the lines; what is typed goes into the record that it comes from.

    Signals:
        edited: name of a field of the community, an :class:`Edit`, id of the visit ("" for a choice).
        named: person id of the volunteer, "" for none.
    """

    edited = Signal(str, object, str)
    named = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._made: object = None
        self._rows: dict[str, FieldRow] = {}
        self._states: dict[str, StatusWord] = {}
        self._visits: dict[str, str] = {}
        self._who: ChoiceBox | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_view(self, view: FormView, listed: Listed, *, own: bool = False) -> None:
        """Show the form; an editor that has the keyboard is left alone."""
        made = (view.pack.id, view.pack.way, [one.id for one in listed.rows], self._context.translator.language,
                self._context.theme.metrics.em(10))  # fmt: skip
        if made != self._made:
            self._made = made
            self._build(view, listed)
        row = listed.rows[0] if listed.rows else None
        for name, asked in self._rows.items():
            asked.set_value(row.get(name) if row else None, row.pending.get(name, "") if row else "", own=own)
            asked.missing.hide()
        if self._who is not None:
            options = [Option(one.id, own_words(one.name)) for one in view.volunteers]
            self._who.set_options(options)
            self._who.set_value(view.volunteer)
        for line in view.lines:
            state = self._states[line.field.id]
            state.say(NOTICE if line.missing else DONE, N_("Still empty") if line.missing else N_("Filled in"))

    def jump(self, line: FormLine) -> bool:
        """Put the keyboard where the field is filled in; say whether that is on this page."""
        names = [name for _type, _id, name in line.sources if name in self._rows]
        empty = [name for name, value in zip(names, line.values, strict=False) if not value]
        if names:
            focus_soon(self._rows[(empty or names)[0]].editor.main_input())
            return True
        if line.field.id == VOLUNTEER and self._who is not None and self._who.box.count() > 1:
            focus_soon(self._who.main_input())
            return True
        return False

    def jump_to(self, name: str) -> bool:
        """Put the keyboard into the field of the community with that name; say whether it is on this page."""
        row = self._rows.get(name)
        if row is not None:
            focus_soon(row.editor.main_input())
        return row is not None

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for line in self._rows.values():
            line.editor.flush()

    # -- building

    def _build(self, view: FormView, listed: Listed) -> None:
        clear(self._box)
        self._part = Binder(self._context)
        self._rows, self._states, self._who = {}, {}, None
        metrics = self._context.theme.metrics
        self._box.setSpacing(metrics.u(1))
        fields = {one.name: one for one in listed.record_type.fields} if listed.rows else {}
        for number, line in enumerate(view.lines, 1):
            self._box.addWidget(self._card(number, line, fields, listed))

    def _card(self, number: int, line: FormLine, fields: dict[str, Field], listed: Listed) -> Card:
        part = self._part
        card = Card(self._context, None, units=1.0)
        head = QHBoxLayout()
        said: Label = N_("{number}. {label}", number=number, label=line.field.label)
        head.addWidget(part.label(said, "strong"), 1)
        state = StatusWord(self._context, DONE, N_("Filled in"))
        state.setObjectName(f"state_{line.field.id}")
        self._states[line.field.id] = state
        head.addWidget(state)
        card.body.addLayout(head)
        for _type, _id, name in line.sources:
            if name in fields and name != VOLUNTEER:
                card.body.addWidget(self._row(fields[name], listed))
        if line.field.id == VOLUNTEER:
            self._who = ChoiceBox(self._context)
            self._who.box.setObjectName("form_volunteer")
            self._who.name_it(self._context.text(line.field.label))
            self._who.setMaximumWidth(self._context.theme.metrics.em(LINE_EM))
            self._who.edited.connect(lambda edit: self.named.emit(str(edit.value or "")))
            self._who.freeze(self._context.document.read_only)
            card.body.addWidget(growing(self._who))
        foot = QHBoxLayout()
        foot.addWidget(part.label(line.told, "caption"), 1)
        card.body.addLayout(foot)
        words = N_("Choose the route") if line.route.startswith("way") else N_("Open the record")
        go = part.button(words, partial(self._context.go, line.route), icon="arrow-right", name=f"go_{line.field.id}")
        go.setAccessibleName(f"{self._context.text(words)}: {self._context.text(line.field.label)}")
        card.body.addLayout(button_row(go))
        return card

    def _row(self, field: Field, listed: Listed) -> FieldRow:
        options = listed.choices.options.get(field.name, field.options if isinstance(field.options, tuple) else ())
        editor = EDITORS[field.kind](FieldContext(self._context, field, options, self._context.document.currency))
        editor.edited.connect(lambda edit, name=field.name: self._on_edited(name, edit))
        editor.freeze(self._context.document.read_only)
        row = FieldRow(self._context, field, editor)
        if field.kind is not Kind.TEXT:
            editor.setMaximumWidth(self._context.theme.metrics.em(LINE_EM))
        self._rows[field.name] = row
        return row

    def _on_edited(self, name: str, edit: Edit) -> None:
        visit = self._visits.setdefault(name, new_id()) if edit.typing else ""
        self.edited.emit(name, edit, visit)
