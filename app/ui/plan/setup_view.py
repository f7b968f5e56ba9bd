"""The set-up of a programme: first month, alone or in a group, which communities, and two pots of money."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Field, Kind, Option
from app.core.messages import N_, Label, Message, own_words
from app.core.money import Money
from app.services.plan.desk import PlanView
from app.services.plan.pots import EACH, REGIONAL, SINGLE, Member
from app.services.programmes.store import COMMUNITIES
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

ONCE = "once"
ALONE = (Option(SINGLE, N_("One community alone")), Option(REGIONAL, N_("Several communities together")))
TIMES = (
    Option(ONCE, N_("One sum, however many communities take part")),
    Option(EACH, N_("One sum for each community")),
)
START = "start_month"
ASKED: tuple[tuple[str, Kind, Message], ...] = (
    (START, Kind.DATE, N_("First month of the plan")),
    ("planning_money", Kind.MONEY, N_("Planning money")),
    ("seed_money", Kind.MONEY, N_("Seed money for each community")),
    (COMMUNITIES, Kind.INTEGER, N_("How many communities")),
)


class SetUpView(QWidget):
    """Everything that is asked at the beginning; each answer can be changed later.

    Signals:
        edited: id of a setting and its value, ``None`` for the programme's own.
        began: another first month, ``YYYY-MM``.
        kept: the sums are to be written among the funding sources.
    """

    edited = Signal(str, object)
    began = Signal(str)
    kept = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part, self._currency = context, Binder(context), ""
        self._editors: dict[str, Editor] = {}
        self._said: dict[str, StatusWord] = {}
        self._view: PlanView | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def refresh(self) -> None:
        """Build everything again, after the language or the theme changed."""
        self._currency = ""
        if self._view is not None:
            self.show_view(self._view)

    def show_view(self, view: PlanView) -> None:
        """Show the answers as they are now; a field with the focus is left alone."""
        self._view = view
        if self._currency != f"{view.pack}/{view.currency}":
            self._currency = f"{view.pack}/{view.currency}"
            self._build(view)
        values = {**view.settings, START: view.timeline.start_month or None}
        frozen = self._context.document.read_only
        for key, editor in self._editors.items():
            editor.set_value(values.get(key), own=self._context.own_undo)
            editor.freeze(frozen or (key == COMMUNITIES and view.listed))
        setup, times = values.get("setup"), values.get("planning_times")
        self.alone.set_value(setup if setup in (SINGLE, REGIONAL) else REGIONAL if len(view.members) > 1 else None)
        self.times.set_value(EACH if times == EACH else ONCE)
        for box in (self.alone, self.times):
            box.setEnabled(not frozen)
        self._show_members(view)
        self._show_pots(view)

    # -- building

    def _build(self, view: PlanView) -> None:
        clear(self._box)
        self._box.setSpacing(self._context.theme.metrics.u(1.5))
        self._editors, self._said = {}, {}
        start = Card(self._context, N_("When it begins"), units=1.25, icon="calendar")
        said = N_("All months follow from the first one. To move only what is still open, use “Move the plan”.")
        start.body.addWidget(start.binder.label(said, "caption"))
        self._ask(start, START, view)
        towns = Card(self._context, N_("Which communities"), units=1.25, icon="users")
        label = towns.binder.label(N_("Alone or together"), "strong")
        self.alone = self._choice(ALONE, "setup", N_("Alone or together"))
        towns.body.addWidget(label)
        towns.body.addWidget(self.alone)
        self._towns = QVBoxLayout()
        towns.body.addLayout(self._towns)
        self._ask(towns, COMMUNITIES, view)
        go = partial(self._context.go, "records:member_community")
        lists = towns.binder.button(N_("Open the list of communities"), go, icon="list", name="open_communities")
        towns.body.addLayout(button_row(lists))
        money = Card(self._context, N_("Two pots of money"), units=1.25, icon="wallet")
        said = N_("They come from the programme. Change one where your round says something else.")
        money.body.addWidget(money.binder.label(said, "caption"))
        self._ask(money, "planning_money", view)
        money.body.addWidget(money.binder.label(N_("How often planning money counts"), "strong"))
        self.times = self._choice(TIMES, "planning_times", N_("How often planning money counts"))
        money.body.addWidget(self.times)
        self._ask(money, "seed_money", view)
        self._pots = QVBoxLayout()
        money.body.addLayout(self._pots)
        for card in (start, towns, money):
            self._box.addWidget(card)

    def _choice(self, options: tuple[Option, ...], key: str, name: Label) -> ChoiceBox:
        made = ChoiceBox(self._context, options, optional=False)
        made.box.setObjectName(f"plan_{key}")
        made.name_it(self._context.text(name))
        made.setMaximumWidth(self._context.theme.metrics.em(30))
        made.edited.connect(lambda edit: self.edited.emit(key, edit.value))
        return made

    def _ask(self, card: Card, key: str, view: PlanView) -> None:
        kind, said = next((kind, said) for name, kind, said in ASKED if name == key)
        field = Field(key, kind, said, minimum=0 if kind is Kind.MONEY else 1 if kind is Kind.INTEGER else None)
        editor = EDITORS[kind](FieldContext(self._context, field, (), view.currency))
        editor.main_input().setObjectName(f"plan_{key}")
        editor.name_it(self._context.text(said))
        label = card.binder.label(said, "strong")
        label.setBuddy(editor.main_input())
        editor.edited.connect(partial(self._on_edited, key))
        self._editors[key] = editor
        self._said[key] = StatusWord(self._context, PROBLEM, "", wrap=True)
        self._said[key].hide()
        for widget in (label, editor, self._said[key]):
            card.body.addWidget(widget)

    # -- showing

    def _show_members(self, view: PlanView) -> None:
        clear(self._towns)
        part = Binder(self._context)
        if not view.members:
            said = N_("Several communities together: list each of them, your own included. Then the money follows.")
            self._towns.addWidget(part.label(said, "caption"))
        for one in view.members:
            self._towns.addWidget(
                StatusWord(self._context, DONE if one.counted else OPEN, self._member(one), wrap=True)
            )
        if view.listed:
            said = N_("Communities are counted from their list, without those that withdrew.")
            self._towns.addWidget(part.label(said, "caption"))
        self._part = part

    def _member(self, one: Member) -> Message:
        date, name = self._context.translator.date, own_words(one.name)
        if one.withdrew_on and not one.counted:
            return N_("{name} withdrew on {day}", name=name, day=date(one.withdrew_on))
        if one.withdrew_on:
            return N_("{name} takes part until {day}", name=name, day=date(one.withdrew_on))
        if not one.counted:
            return N_("{name} joins on {day}", name=name, day=date(one.joined_on))
        if one.joined_on:
            return N_("{name} takes part since {day}", name=name, day=date(one.joined_on))
        return N_("{name} takes part", name=name)

    def _show_pots(self, view: PlanView) -> None:
        clear(self._pots)
        part = Binder(self._context)
        for pot in view.pots:
            known = N_("not known yet") if pot.total is None else Money(pot.total, pot.currency)
            shape = OPEN if pot.total is None else NOTICE if pot.differs else DONE
            self._pots.addWidget(
                StatusWord(self._context, shape, N_("{pot}: {sum}", pot=pot.title, sum=known), wrap=True)
            )
            for said in pot.why:
                self._pots.addWidget(part.label(said, "caption"))
        keep = any(one.total is not None and (not one.sources or one.differs) for one in view.pots)
        if keep and not self._context.document.read_only:
            said = N_("Keep these sums among the funding sources")
            self._pots.addLayout(button_row(part.button(said, self.kept.emit, icon="wallet", name="keep_pots")))
        self._part_pots = part

    def _on_edited(self, key: str, edit: Edit) -> None:
        bad = edit.pending is not None or (key == COMMUNITIES and isinstance(edit.value, int) and edit.value < 1)
        bad = bad or (key == START and len(str(edit.value or "")) < len("2025-07"))
        self._said[key].setVisible(bad)
        if bad:
            said = N_("This does not count yet: write a month such as July 2025.")
            if key != START:
                said = N_("This does not count yet: write a number of 1 or more.")
            self._said[key].say(PROBLEM, said)
        elif key == START:
            self.began.emit(str(edit.value)[:7])
        else:
            self.edited.emit(key, edit.value)
