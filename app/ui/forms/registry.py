"""One editor per kind of field: the only place that says which widget asks for what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.fields import Field, Kind, Option
from app.core.messages import N_
from app.core.text import fold
from app.services.formatting import Writing, format_value
from app.services.parsing import Reading, parse_value
from app.ui.context import UiContext
from app.ui.widgets.choice import CheckList, ChoiceBox, TriState
from app.ui.widgets.editor import Editor
from app.ui.widgets.parsed import DateEdit, MoneyEdit, NumberEdit, ParsedEdit, Understood
from app.ui.widgets.picker import ReferencePicker
from app.ui.widgets.rich import RichTextEditor
from app.ui.widgets.text_editors import LocalizedEditor, TextEditor

LONG_LINES = 4
NOTHING = N_("Nothing yet")


@dataclass(slots=True)
class FieldContext:
    """What an editor may ask for.

    Args:
        context: words, theme, translator, facts of the document.
        field: the declaration.
        options: choices of this field, or titles of the records it may name.
        currency: ISO 4217 code of its amounts.
    """

    context: UiContext
    field: Field
    options: Sequence[Option] = ()
    currency: str = "TWD"
    _writing: Writing | None = None
    _made_of: tuple[object, ...] = (None, None, None)

    def parse(self, text: str) -> Understood:
        """Return what *text* means in this field."""
        facts = self.context.document
        how = Reading(
            calendar=facts.calendar,
            us=facts.us,
            currency=self.currency,
            language=self.context.translator.language,
            options=tuple(self.options),
        )
        return parse_value(self.field, text, how)

    def show(self, value: object) -> str:
        """Return a value as people write it."""
        made_of = (self.context.translator, self.options, self.currency)
        if self._writing is None or any(new is not old for new, old in zip(made_of, self._made_of, strict=True)):
            self._made_of = made_of
            titles = {option.key: self.context.text(option.label) for option in self.options}
            self._writing = Writing(
                self.context.translator,
                currency=self.currency,
                title=lambda _type, key: titles.get(key, ""),
                options=lambda _list: tuple(self.options),
            )
        return format_value(self.field, value, self.context.translator, self._writing)


class ComputedLabel(Editor):
    """A value that follows from others; it is read, not written."""

    def __init__(self, about: FieldContext) -> None:
        super().__init__(about.context)
        self._about, self._value = about, None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        self._value = value  # type: ignore[assignment]
        self.refresh()

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self.words

    def refresh(self) -> None:
        """See :class:`Editor`."""
        self.words.setText(self._about.show(self._value) or self.dress.text(NOTHING))


def _long(about: FieldContext) -> Editor:
    return TextEditor(about.context, LONG_LINES)


def _text(about: FieldContext) -> Editor:
    return TextEditor(about.context)


def _rich(about: FieldContext) -> Editor:
    return RichTextEditor(about.context)


def _localized(about: FieldContext) -> Editor:
    return LocalizedEditor(about.context)


def _line(about: FieldContext) -> Editor:
    return ParsedEdit(about.context, about.parse, about.show, unit=about.field.unit, width_em=20)


def _date(about: FieldContext) -> Editor:
    return DateEdit(about.context, about.parse, about.show)


def _number(about: FieldContext) -> Editor:
    return NumberEdit(about.context, about.parse, about.show, about.field.unit)


def _money(about: FieldContext) -> Editor:
    return MoneyEdit(about.context, about.parse, about.show, about.field.unit)


def _choice(about: FieldContext) -> Editor:
    return ChoiceBox(about.context, about.options)


def _set(about: FieldContext) -> Editor:
    return CheckList(about.context, about.options)


def _tristate(about: FieldContext) -> Editor:
    return TriState(about.context)


def _reference(about: FieldContext) -> Editor:
    return ReferencePicker(about.context, about.options, fold=fold)


def _references(about: FieldContext) -> Editor:
    return ReferencePicker(about.context, about.options, many=True, fold=fold)


def _photos(about: FieldContext) -> Editor:
    from app.ui.forms.photo_picker import PhotoPicker  # with the reader of pictures, which few forms need

    return PhotoPicker(about.context, about.options)


def _file(about: FieldContext) -> Editor:
    return ReferencePicker(about.context, about.options, choose=N_("Choose file"), fold=fold)


EDITORS: Mapping[Kind, Callable[[FieldContext], Editor]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.LONG_TEXT: _long,
        Kind.RICH_TEXT: _rich,
        Kind.LOCALIZED: _localized,
        Kind.CODE: _line,
        Kind.TRISTATE: _tristate,
        Kind.INTEGER: _number,
        Kind.DECIMAL: _number,
        Kind.MONEY: _money,
        Kind.DATE: _date,
        Kind.DATETIME: _line,
        Kind.TIME_RANGE: _line,
        Kind.DURATION: _line,
        Kind.COORDINATES: _line,
        Kind.ENUM: _choice,
        Kind.SET: _set,
        Kind.REFERENCE: _reference,
        Kind.REFERENCES: _references,
        Kind.FILE: _file,
        Kind.PHOTOS: _photos,
        Kind.COMPUTED: ComputedLabel,
    }
)
"""Every kind but rows, whose editor is a list of small forms (``app.ui.forms.rows``)."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a form, gathered on the document lane in one go.

    Args:
        options: field name, or ``<row type>.<field>`` for rows, to its choices.
        hidden: names of fields that have no meaning for this record.
        types: row types by name.
    """

    options: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    types: Mapping[str, Any] = field(default_factory=dict)
