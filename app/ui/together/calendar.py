"""Draws up a team's meetings: the first day, the time, the place, how many months."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.core.fields import Field, Kind
from app.core.messages import N_, NP_, Label
from app.services.together.desk import MONTHS, Calendar, Rhythm
from app.services.together.view import LONGEST
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import growing
from app.ui.widgets.shapes import NOTICE, OPEN
from app.ui.widgets.status import StatusWord

FIRST = Field("first", Kind.DATE, N_("First meeting"))
TIME = Field("time", Kind.TIME_RANGE, N_("Time"))
NUMBER = Field("months", Kind.INTEGER, N_("For how many months"), minimum=1, maximum=LONGEST, unit=N_("months"))
LINE_EM = 26
SHOWN = 4
"""Days that are named before the meetings are made."""


class CalendarCard(Card):
    """A small form; below it stands what would be made.

    Signals:
        asked: a :class:`Calendar` of which the days are to be told.
        wanted: a :class:`Calendar` whose meetings are to be made.
    """

    asked = Signal(object)
    wanted = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Draw up the meetings"), units=1.25)
        self._context = context
        self._values: dict[str, object] = {"months": MONTHS}
        self.rhythm = self.binder.label(None, "caption")
        self.body.addWidget(self.rhythm)
        self.editors: dict[str, Editor] = {}
        for field in (FIRST, TIME, NUMBER):
            editor = EDITORS[field.kind](FieldContext(context, field))
            editor.main_input().setObjectName(f"calendar_{field.name}")
            editor.edited.connect(lambda edit, name=field.name: self._on_edited(name, edit))
            editor.freeze(context.document.read_only)
            label = self.binder.label(field.label)
            label.setBuddy(editor.main_input())
            editor.name_it(context.text(field.label))
            self.body.addWidget(label)
            self.body.addWidget(growing(editor))
            self.binder.also(editor.refresh)
            self.editors[field.name] = editor
        self.editors["months"].set_value(MONTHS)
        self.place = LineEdit()
        self.place.setObjectName("calendar_place")
        self.place.setReadOnly(context.document.read_only)
        label = self.binder.label(N_("Place"))
        label.setBuddy(self.place)
        self.place.setAccessibleName(context.text(N_("Place")))
        self.body.addWidget(label)
        self.body.addWidget(self.place)
        self.said = StatusWord(context, OPEN, "", wrap=True)
        self.said.setObjectName("calendar_said")
        self.body.addWidget(self.said)
        self.make = self.binder.button(
            N_("Draw up the meetings"), self._on_make, icon="calendar-plus", name="draw_up", kind="primary"
        )
        self.body.addLayout(button_row(self.make))
        self._fit()
        self.show_days(())

    def show_rhythm(self, rhythm: Rhythm) -> None:
        """Say how often the programme lets a team meet."""
        if "time" not in self._values:
            self._values["time"] = rhythm.evening
            self.editors["time"].set_value(rhythm.evening)
        often = NP_("{n} meeting a month", "{n} meetings a month", rhythm.a_month)
        long = NP_("{n} hour each", "{n} hours each", rhythm.hours)
        self.binder.text(
            self.rhythm.setText, N_("About {often}, {long}, always on the same weekday.", often=often, long=long)
        )

    def show_days(self, days: Sequence[str]) -> None:
        """Say which meetings would be made."""
        first = self.calendar().first
        self.make.setEnabled(bool(days) and not self._context.document.read_only)
        if not first:
            self.said.say(OPEN, N_("Write the day of the first meeting. Then the others are told here."))
        elif not days:
            self.said.say(NOTICE, N_("Every one of these days has a meeting already."))
        else:
            self.said.say(OPEN, _days_words(self._context, days))

    def show_problem(self, said: Label) -> None:
        """Say why nothing can be made."""
        self.said.say(NOTICE, said)
        self.make.setEnabled(False)

    def calendar(self) -> Calendar:
        """Return what is asked for so far; ``first`` is "" while it is no whole date."""
        first, time, months = (self._values.get(name) for name in ("first", "time", "months"))
        day = first if isinstance(first, str) and len(first) == len("2025-01-01") else ""
        return Calendar(
            day,
            time if isinstance(time, str) else "",
            self.place.text().strip(),
            months if isinstance(months, int) else MONTHS,
        )

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for editor in self.editors.values():
            editor.flush()
        self.place.flush()

    def refresh(self) -> None:
        """Say it again."""
        super().refresh()
        self.said.refresh()
        self._fit()

    def _fit(self) -> None:
        """Keep the lines as wide as what is typed into them, at every size of the text."""
        for line in (*self.editors.values(), self.place):
            line.setMaximumWidth(self._context.theme.metrics.em(LINE_EM))

    def _on_edited(self, name: str, edit: Edit) -> None:
        self._values[name] = None if edit.pending else edit.value
        self._tell()

    def _tell(self) -> None:
        asked = self.calendar()
        if asked.first:
            self.asked.emit(asked)
        else:
            self.show_days(())

    def _on_make(self) -> None:
        self.flush()
        self.wanted.emit(self.calendar())


def _days_words(context: UiContext, days: Sequence[str]) -> Label:
    number = NP_("{n} meeting", "{n} meetings", len(days))
    named = tuple(context.translator.date(day) for day in days[:SHOWN])
    if len(days) > SHOWN:
        last = context.translator.date(days[-1])
        return N_("{number}: {days} and on, the last on {last}.", number=number, days=named, last=last)
    return N_("{number}: {days}.", number=number, days=named)
