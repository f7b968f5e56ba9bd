"""One value of a round: what it was last time, what it is now, who told us, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.fields import Field, Kind
from app.core.messages import N_, Message
from app.core.money import Money
from app.programmes.rounds import RoundField, RoundValue
from app.services.formatting import format_value
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, growing
from app.ui.widgets.shapes import PROBLEM
from app.ui.widgets.status import StatusWord

KINDS = {
    "integer": Kind.INTEGER,
    "money": Kind.MONEY,
    "date": Kind.DATE,
    "month": Kind.DATE,
    "text": Kind.TEXT,
}
DATES = ("date", "month")
EDITOR_EM, TOLD_EM = 17.0, 15.0
NOT_KNOWN = N_("not known")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was filled in: the text as typed, and who told it."""

    text: str | None = None
    told_by: str = ""


def field_of(one: RoundField) -> Field:
    """Return the declaration by which a value is typed and shown."""
    kind = KINDS.get(one.kind, Kind.TEXT)
    return Field(one.id, kind, one.label, unit=one.unit, check="year" if one.id == "round" else "")


def value_text(context: UiContext, one: RoundField, value: object, currency: str) -> str:
    """Return a value of a round in words; what nobody has told is said so."""
    if value in (None, ""):
        return context.text(NOT_KNOWN)
    if one.kind == "money" and isinstance(value, int):
        return context.text(Message("{amount}", {"amount": Money(value, currency)}))
    text = format_value(field_of(one), value, context.translator)
    unit = context.text(one.unit)
    return f"{text} {unit}".strip()


class RoundFieldRow(QFrame):
    """Label, last value, editor, "Who told us", and what is wrong.

    Signals:
        edited: field id.

    Args:
        context: words, theme, facts.
        one: the value.
        currency: of the programme.
        again: whether the round stands already and is changed; its year stays then.
    """

    edited = Signal(str)

    def __init__(self, context: UiContext, one: RoundField, currency: str, *, again: bool = False) -> None:
        super().__init__()
        self._again = again
        self.one, self._context, self._currency = one, context, currency
        self._binder = Binder(context)
        self._field = field_of(one)
        self._about = FieldContext(context, self._field, (), currency)
        self._typed: Edit | None = None
        self.setObjectName(f"round_{one.id}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.label = self._binder.label(one.label, "strong")
        layout.addWidget(self.label)
        self.last = self._binder.label(None, "caption", wrap=False)
        self.editor: Editor = EDITORS[self._field.kind](self._about)
        self.editor.main_input().setObjectName(f"value_{one.id}")
        self.editor.edited.connect(self._on_edited)
        self.told = LineEdit()
        self.told.setObjectName(f"told_{one.id}")
        self.told.edited.connect(self._on_told)
        self._line = QWidget()
        growing(self._line)
        self._flow = FlowLayout(self._line)
        self._flow.addWidget(self.editor)
        self._flow.addWidget(self.told)
        self._flow.addWidget(self.last)
        layout.addWidget(self._line)
        self.problem = StatusWord(context, PROBLEM, "", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self.refresh()

    def show_draft(self, draft: Draft | None, *, own: bool = False) -> None:
        """Show what was filled in, else what the last round had (never its dates)."""
        if draft is not None and draft.text is not None:
            parsed = self._parse(draft.text)
            self._typed = parsed
            self.editor.set_value(parsed.value, parsed.pending or "", own=own)
        else:
            self._typed = None
            self.editor.set_value(self._proposed(), own=own)
        self.told.show_text(draft.told_by if draft is not None else "", own=own)

    def draft(self) -> Draft | None:
        """Return what was filled in, as typed; None where nothing was."""
        told = self.told.text().strip()
        if self._typed is None and not told:
            return None
        typed = self._typed
        if typed is None:
            return Draft(None, told)
        shown = typed.pending if typed.pending is not None else self._about.show(typed.value)
        return Draft(shown, told)

    def value(self) -> RoundValue | None:
        """Return what goes into the new round, None where nothing was filled in."""
        draft = self.draft()
        proposed = self._proposed()
        if draft is None:
            return RoundValue(proposed) if self.one.id == "round" and proposed else None
        value = self._typed.value if self._typed is not None else proposed
        return RoundValue(value if isinstance(value, (str, int)) else None, draft.told_by)

    def unread(self) -> bool:
        """Say whether the text could not be understood."""
        return self._typed is not None and self._typed.pending is not None

    def say_problem(self, said: Message | None) -> None:
        """Show what does not fit beside the field, or nothing."""
        self.problem.setVisible(said is not None)
        if said is not None:
            self.problem.say(PROBLEM, said)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        self.editor.flush()
        self.told.flush()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics, text = self._context.theme.metrics, self._context.text
        self._binder.refresh()
        said = N_("Last time: {value}", value=value_text(self._context, self.one, self.one.value, self._currency))
        if self._again:
            said = N_("Now: {value}", value=value_text(self._context, self.one, self.one.value, self._currency))
        shown = self.one.id != "round" and not (self.one.id == "start_month" and not self.one.value)
        self._binder.text(self.last.setText, said if shown else None)
        self.last.setFixedHeight(metrics.act_px)
        self.editor.refresh()
        self.editor.setFixedWidth(metrics.em(EDITOR_EM))
        self.told.setFixedWidth(metrics.em(TOLD_EM))
        who = text(N_("Who told us"))
        self.told.setPlaceholderText(who)
        self._flow.setSpacing(metrics.u(0.75))
        label = text(self.one.label)
        self.editor.name_it(label)
        self.told.setAccessibleName(f"{label}: {who}")
        self.told.setVisible(self.one.id != "round")
        self.problem.refresh()

    def _proposed(self) -> str | int | None:
        return None if self.one.kind in DATES else self.one.value

    def _parse(self, text: str) -> Edit:
        if not text.strip():
            return Edit(None)
        if self._field.kind is Kind.TEXT:
            return Edit(text)
        found = self._about.parse(text.strip())
        return Edit(None, text) if found.problem is not None else Edit(found.value)

    def _on_edited(self, edit: Edit) -> None:
        self._typed = edit
        self.say_problem(None)
        self.edited.emit(self.one.id)

    def _on_told(self, _text: str) -> None:
        self.edited.emit(self.one.id)
