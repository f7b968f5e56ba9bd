"""The weeks of the calendar: what is done when, by whom, and the days that count."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.services.wall_calendar.paper import day_words, nothing_words, who_words
from app.services.wall_calendar.weeks import OWN, Wall, Week, WeekDay, WeekTask
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import BEGUN, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

FIRM = ("hard", OWN)
"""Kinds of days that do not slip."""


class WeeksView(QWidget):
    """A card for each week that has anything in it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_wall(self, wall: Wall) -> None:
        """Show the weeks."""
        clear(self._box)
        self._part = Binder(self._context)
        self._box.setSpacing(self._context.theme.metrics.u(1))
        if not wall.weeks:
            self._box.addWidget(EmptyState(self._context, "calendar", nothing_words(wall)))
        for week in wall.weeks:
            self._box.addWidget(self._card(wall, week))

    def _card(self, wall: Wall, week: Week) -> Card:
        last = week.monday + timedelta(days=6)
        day = self._context.translator.date
        said: Label = N_("{first} – {last}", first=day(week.monday.isoformat()), last=day(last.isoformat()))
        if week.monday <= wall.today <= last:
            said = N_("This week: {days}", days=said)
        card = Card(self._context, said, units=1.25)
        for one in week.days:
            card.body.addWidget(self._day(one))
        for task in week.tasks:
            card.body.addLayout(self._task(task))
        return card

    def _day(self, one: WeekDay) -> StatusWord:
        day = self._context.translator.date(one.day.isoformat())
        words = N_("{day}: {title}", day=day, title=day_words(one))
        return StatusWord(self._context, NOTICE if one.kind in FIRM else OPEN, words, wrap=True)

    def _task(self, one: WeekTask) -> QHBoxLayout:
        row, texts = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(self._context.theme.metrics.u(0.75))
        texts.setSpacing(0)
        shape = BEGUN if one.task.status == "doing" else OPEN
        title = one.task.task.title
        words: Label = N_("{title}: behind its time", title=title) if one.late else title
        texts.addWidget(StatusWord(self._context, NOTICE if one.late else shape, words, wrap=True))
        texts.addWidget(self._part.label(N_("{step} · {who}", step=one.step.title, who=who_words(one)), "caption"))
        row.addLayout(texts, 1)
        route = f"step:{one.task.pack}:{one.step.id}:{one.task.task.id}"
        look = self._part.button(N_("Look"), partial(self._context.go, route), name=f"look_{one.task.task.id}")
        look.setAccessibleName(self._context.text(N_("Look at {title}", title=title)))
        row.addWidget(look)
        return row
