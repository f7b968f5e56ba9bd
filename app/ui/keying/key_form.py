"""One record typed from its paper form: every question in the order of the paper, each a line of keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import NO, UNKNOWN, YES, Field, Kind, Option, Row
from app.core.messages import N_, Message
from app.core.text import fold
from app.services.keying import KeyedForm
from app.services.papers.forms import WORKED_OUT, tick_keys
from app.services.parsing import Parsed
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.keying.cells import focus, is_repeat, step_of, turn_of
from app.ui.keying.grid import CHOICE, TEXT, KeyColumn, KeyGrid
from app.ui.widgets.binder import Binder
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.inputs import CompositionMixin
from app.ui.widgets.layouts import clear, growing
from app.ui.widgets.parsed import ParsedEdit

TRISTATE = (YES, NO, UNKNOWN)
CHOICES = (Kind.ENUM, Kind.SET, Kind.TRISTATE, Kind.REFERENCE, Kind.REFERENCES)
MANY = (Kind.SET, Kind.REFERENCES)
LATER = (Kind.PHOTOS, Kind.FILE, Kind.COMPUTED, Kind.ROWS)
"""Kinds that have no cell in a row: they are told of below it, and filled in with the record."""
NOT_ONE = N_("“{text}” fits none of them, or more than one.")
_APART = re.compile(r"[\s、,，;；/]+")


class KeyForm(QWidget):
    """The questions of a form; Enter goes on, Shift+Enter back, F4 takes over what the last form said.

    Signals:
        edited: field name, :class:`Edit`.
        row_kept: row type, row id, values, pending texts.
        ended: Enter on the last question.
        skipped: Page Down: what comes after the form.
        hint: what can be done in the field that has the keyboard.

    Args:
        context: words, theme, facts of the document.
    """

    edited = Signal(str, object)
    row_kept = Signal(str, str, object, object)
    ended = Signal()
    skipped = Signal()
    hint = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._form: KeyedForm | None = None
        self._editors: dict[str, Editor] = {}
        self._grids: dict[str, KeyGrid] = {}
        self._stops: list[QWidget] = []
        self._before: Mapping[str, object] = {}
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)

    def show_form(self, form: KeyedForm, *, own: bool = False) -> None:
        """Show a record; fields that are being typed in keep what is typed."""
        fresh = self._form is None or (self._form.record_type.name, self._form.options) != (
            form.record_type.name,
            form.options,
        )
        changed = (
            self._form is not None
            and self._form.row is not None
            and (form.row is None or form.row.id != self._form.row.id)
        )
        self._form = form
        if fresh or changed:
            self._build(form)
        row = form.row
        for name, editor in self._editors.items():
            value = row.get(name) if row else None
            editor.set_value(value, row.pending.get(name, "") if row else "", own=own)
        for name, grid in self._grids.items():
            below = row.get(name) if row else ()
            found = tuple(one for one in below if isinstance(one, Row)) if isinstance(below, tuple) else ()
            grid.show_rows(found, own=own)

    def remember(self) -> None:
        """Let F4 take over from the record that is shown now."""
        if self._form is not None and self._form.row is not None:
            self._before = dict(self._form.row.values)

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        if self._stops:
            focus(self._stops[0])

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for editor in self._editors.values():
            editor.flush()
        for grid in self._grids.values():
            grid.flush()

    def refresh(self) -> None:
        """Say it again."""
        if self._form is not None:
            form = self._form
            self._build(form)
            self.show_form(form)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the form with Page Down."""
        if turn_of(event) > 0:
            self.flush()
            self.skipped.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn Enter and F4 into steps, unless an input method composes."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._say_hint(watched)
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched not in self._stops:
            return False
        if isinstance(watched, CompositionMixin) and watched.composing():
            return False
        step, place = step_of(event), self._stops.index(watched)
        if is_repeat(event):
            self._repeat(place)
            return True
        if not step:
            return False
        self._editor_at(place).flush()
        self._move(place, step)
        return True

    # -- inside

    def _build(self, form: KeyedForm) -> None:
        self._binder, self._editors, self._grids, self._stops = Binder(self._context), {}, {}, []
        clear(self._body)
        metrics = self._context.theme.metrics
        self._body.setSpacing(metrics.u(0.4))
        heading: object = None
        for field in form.fields:
            title = field.label if field.kind is Kind.ROWS else (None if field.first else field.group)
            if title is not None and title != heading:
                self._body.addSpacing(metrics.u(0.75))
                self._body.addWidget(self._binder.label(title, "section"))
            heading = title
            self._add(form, field)

    def _add(self, form: KeyedForm, field: Field) -> None:
        if field.kind is Kind.ROWS:
            grid = KeyGrid(self._context, self._row_columns(form, field), name=f"rows_{field.name}")
            grid.row_kept.connect(lambda record, values, left: self.row_kept.emit(field.target, record, values, left))
            place = len(self._stops)
            grid.ended.connect(lambda: self._move(place, 1))
            grid.began.connect(lambda: self._move(place, -1))
            grid.hint.connect(self.hint)
            self._grids[field.name] = grid
            self._stops.append(grid)
            self._body.addWidget(grid)
            later = [inner.label for inner in form.row_types[field.target].fields if inner.kind in LATER]
            if later:
                names = self._context.translator.listed([self._context.text(one) for one in later])
                said = N_("Not typed in here: {fields}. Fill them in with “Open the record”.", fields=names)
                self._body.addWidget(growing(self._binder.label(said, "caption")))
            return
        label = self._binder.label(field.label, "strong")
        self._body.addWidget(label)
        options = form.options.get(field.name, ())
        if field.kind in CHOICES:
            keys = TRISTATE if field.kind is Kind.TRISTATE else options
            if field.kind in (Kind.ENUM, Kind.SET, Kind.TRISTATE):
                self._body.addWidget(growing(self._binder.label(_keys_line(keys, self._context), "caption")))
            editor: Editor = ParsedEdit(
                self._context, _reader(field, keys, self._context), _writer(field, keys, self._context)
            )
        else:
            editor = EDITORS[field.kind](FieldContext(self._context, field, options, self._context.document.currency))
        if field.kind is Kind.COMPUTED:  # read and compared with the paper, never typed
            self._body.addWidget(growing(self._binder.label(WORKED_OUT, "caption")))
            self._editors[field.name] = editor
            self._body.addWidget(editor)
            return
        main = editor.main_input()
        main.setObjectName(f"key_{field.name}")
        editor.name_it(self._context.text(field.label), self._context.text(field.help))
        main.installEventFilter(self)
        editor.edited.connect(lambda edit: self.edited.emit(field.name, edit))
        self._editors[field.name] = editor
        self._stops.append(main)
        self._body.addWidget(editor)

    def _row_columns(self, form: KeyedForm, field: Field) -> tuple[KeyColumn, ...]:
        found = []
        for inner in form.row_types[field.target].fields:
            if inner.kind in LATER:
                continue
            options = TRISTATE if inner.kind is Kind.TRISTATE else form.options.get(f"{field.target}.{inner.name}", ())
            if inner.kind is Kind.ENUM and 0 < len(options) <= 9:
                found.append(KeyColumn(inner.name, inner.label, CHOICE, tuple(options)))
                continue
            read, show = self._reading(inner, options)
            found.append(KeyColumn(inner.name, inner.label, TEXT, weight=3, parse=parted(read), show=show))
        return tuple(found)

    def _reading(self, field: Field, options: Sequence[Option]) -> tuple[Callable[[str], Any], Callable[[object], str]]:
        if field.kind in CHOICES:
            return _reader(field, options, self._context), _writer(field, options, self._context)
        about = FieldContext(self._context, field, options, self._context.document.currency)
        return about.parse, about.show

    def _editor_at(self, place: int) -> Editor | KeyGrid:
        stop = self._stops[place]
        return (
            stop
            if isinstance(stop, KeyGrid)
            else next(one for one in self._editors.values() if one.main_input() is stop)
        )

    def _move(self, place: int, step: int) -> None:
        to = place + step
        if to >= len(self._stops):
            self.ended.emit()
        elif to >= 0:
            stop = self._stops[to]
            if isinstance(stop, KeyGrid):
                stop.focus_end()
            else:
                focus(stop)

    def _repeat(self, place: int) -> None:
        name = next((key for key, one in self._editors.items() if one.main_input() is self._stops[place]), "")
        value = self._before.get(name)
        if not name or value in (None, "", (), {}):
            self.hint.emit(N_("The form before says nothing here."))
            return
        self._editors[name].set_value(value, own=True)
        self.edited.emit(name, Edit(value))
        self._move(place, 1)

    def _say_hint(self, stop: QWidget) -> None:
        name = next((key for key, one in self._editors.items() if one.main_input() is stop), "")
        if name and self._form is not None:
            field = self._form.record_type.field(name)
            said = N_("{field}: Enter goes on, F4 repeats the form before.", field=field.label)
            self.hint.emit(said)


def _keys_line(options: Sequence[Option], context: UiContext) -> str:
    pairs = zip(tick_keys(options), options, strict=True)
    return "   ".join(f"{key}\u00a0{context.text(one.label)}" for key, one in pairs)


def _reader(field: Field, options: Sequence[Option], context: UiContext) -> Callable[[str], Parsed]:
    """Return what reads numbers of the paper, beginnings of words, or whole words."""
    keys = dict(zip(tick_keys(options), (one.key for one in options), strict=True))
    words = {one.key: fold(context.text(one.label)) for one in options}

    def one_of(text: str) -> str | None:
        if text.isdecimal() and field.kind not in (Kind.REFERENCE, Kind.REFERENCES):
            width = 1 if len(options) <= 9 else 2
            return keys.get(text.zfill(width))
        folded = fold(text)
        whole = [key for key, word in words.items() if word == folded]
        begun = whole or [key for key, word in words.items() if word.startswith(folded)]
        return begun[0] if len(begun) == 1 else None

    def read(text: str) -> Parsed:
        clean = normalize("NFKC", text).strip()
        if not clean:
            return Parsed(() if field.kind in MANY else None)
        whole = one_of(clean)
        if field.kind not in MANY:
            if whole is None:
                return Parsed(problem=Message(NOT_ONE.id, {"text": clean}))
            value: object = (
                {"yes": True, "no": False, "unknown": None}.get(whole) if field.kind is Kind.TRISTATE else whole
            )
            return Parsed(value, _understood(options, (whole,), context))
        found = [whole] if whole else []
        for part in () if whole else [one for one in _APART.split(clean) if one]:
            key = one_of(part)
            if key is None:
                return Parsed(problem=Message(NOT_ONE.id, {"text": part}))
            found.append(key)
        kept = tuple(dict.fromkeys(found))
        return Parsed(tuple(sorted(kept)) if field.kind is Kind.SET else kept, _understood(options, kept, context))

    return read


def _writer(field: Field, options: Sequence[Option], context: UiContext) -> Callable[[object], str]:
    """Return what shows a choice by its number, or a record by its title."""
    numbered = field.kind not in (Kind.REFERENCE, Kind.REFERENCES)
    shown = {
        one.key: key if numbered else context.text(one.label)
        for key, one in zip(tick_keys(options), options, strict=True)
    }

    def write(value: object) -> str:
        if field.kind is Kind.TRISTATE:
            return "" if value is None else shown["yes" if value else "no"]
        chosen = value if isinstance(value, tuple | list) else (value,) if value else ()
        return ("  " if numbered else "、").join(shown.get(str(one), str(one)) for one in chosen)

    return write


def _understood(options: Sequence[Option], keys: Sequence[str], context: UiContext) -> Message:
    labels = {one.key: context.text(one.label) for one in options}
    return N_("Understood as {what}", what="、".join(labels[key] for key in keys))


def parted(read: Callable[[str], Any]) -> Callable[[str], tuple[object, str]]:
    """Return what reads a cell of a row: the value, and the text where it was not understood."""

    def parse(text: str) -> tuple[object, str]:
        found = read(text.strip()) if text.strip() else None
        if found is None:
            return None, ""
        return (None, text) if found.problem is not None else (found.value, "")

    return parse
