"""A list of records with their shapes, what is said of each, and what can be done at once. Thread: UI."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, own_words
from app.services.delivery.screen import Item, Section
from app.ui.context import UiContext
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.status import StatusWord


class SectionCard(Card):
    """One list.

    Signals:
        added: type of a new record and what it begins with.
        finished, begun: type and id of a record.
    """

    added = Signal(str, object)
    finished = Signal(str, str)
    begun = Signal(str, str)

    def __init__(self, context: UiContext, section: Section) -> None:
        super().__init__(context, section.title, units=1.25)
        self._context = context
        self.setObjectName(f"section_{section.key}")
        if not section.items and section.empty is not None:
            self.body.addWidget(self.binder.label(section.empty, "caption"))
        for one in section.items:
            self.body.addWidget(self._row(one))
        add = self.binder.button(section.add, partial(self.added.emit, section.type, dict(section.preset)), icon="plus",
                                 name=f"add_{section.key}")  # fmt: skip
        add.setAccessibleName(context.text(N_("{what}: {list}", what=section.add, list=section.title)))
        add.setDisabled(context.document.read_only)
        self.body.addLayout(button_row(add))

    def _row(self, one: Item) -> QWidget:
        metrics = self._context.theme.metrics
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, metrics.u(0.75))  # what belongs together stands together
        box.setSpacing(metrics.u(0.25))
        named = (
            StatusWord(self._context, one.shape, one.title, wrap=True) if one.shape else self.binder.label(one.title)
        )
        box.addWidget(named)
        for line in one.lines:
            box.addWidget(self.binder.label(line, "caption"))
        box.addSpacing(metrics.u(0.25))
        box.addLayout(button_row(*self._buttons(one)))
        return holder

    def _buttons(self, one: Item) -> list[QWidget]:
        make, context = self.binder.button, self._context
        go = make(N_("Open record"), partial(context.go, one.route), icon="pencil", kind="small", name=f"open_{one.id}")
        go.setAccessibleName(context.text(N_("Open “{title}”", title=own_words(one.title))))
        out: list[QWidget] = [go]
        if one.begin:
            begin = make(N_("Begin"), partial(self.begun.emit, one.type, one.id), icon="play", kind="small",
                         name=f"begin_{one.id}")  # fmt: skip
            begin.setAccessibleName(context.text(N_("Begin “{title}”", title=own_words(one.title))))
            begin.setDisabled(context.document.read_only)
            out.append(begin)
        if one.finish:
            done = make(N_("Done"), partial(self.finished.emit, one.type, one.id), icon="check", kind="small",
                        name=f"finish_{one.id}")  # fmt: skip
            done.setAccessibleName(context.text(N_("Mark “{title}” as done", title=own_words(one.title))))
            done.setDisabled(context.document.read_only)
            out.append(done)
        return out
