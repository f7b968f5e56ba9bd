"""The left column: home, the journey through each programme with a shape and a word, and the other places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout

from app.core.messages import N_, Label, LocalText, Message
from app.programmes.journey import JourneyView, PhaseView, StepView
from app.programmes.schema import Pack
from app.programmes.ways import way_of
from app.ui.context import UiContext
from app.ui.pages import has_page
from app.ui.rooms import place_of
from app.ui.shell.places import HOME, Place, groups
from app.ui.widgets.binder import Binder, Said, restyle
from app.ui.widgets.card import WrapButton
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.layouts import PageScroll, clear
from app.ui.widgets.shapes import TONES, shape_pixmap

JOURNEY_EM = 17.0
"""Width of the column in sizes of its text."""
JOURNEY_WORDS: dict[str, Message] = {"open": N_("Open"), "begun": N_("Begun"), "done": N_("Done")}

OF_PACKS = {"way": "ways", "eligibility": "eligibility", "application": "forms"}
"""First word of a page's routes to the part of a programme without which it has nothing to show."""


class NavRow(WrapButton):
    """One line: a shape or icon, its words, its state in a word.

    Signals:
        stepped: -1 for the row above, +1 for the row below.

    Args:
        key: route it leads to, or what it folds.
        level: 0 for headings, 1 and 2 for what lies within.
    """

    stepped = Signal(int)

    def __init__(self, context: UiContext, key: str, level: int) -> None:
        super().__init__("row")
        self.key = key
        metrics = context.theme.metrics
        self.setCheckable(True)
        self.setMinimumHeight(max(36, metrics.u(2.75)))
        self.inside.setContentsMargins(metrics.u(0.5 + level * 0.75), metrics.u(0.3), metrics.u(0.5), metrics.u(0.3))
        self.inside.setSpacing(metrics.u(0.5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down with the arrow keys; Enter presses."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class JourneyPanel(QFrame):
    """Shows where one is and where one can go; one Tab stop, arrow keys within.

    Its rows stand after the first ``refresh``.

    Signals:
        chosen: a route.

    Args:
        context: words and theme.
    """

    chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._journeys: tuple[JourneyView, ...] = ()
        self._here = "home"
        self._unfolded: set[str] = {"group:records", "group:outputs", "group:care"}
        self._seen: set[str] = set()
        self._rows: list[NavRow] = []
        self.setProperty("ground", "left")
        self.setObjectName("journey_panel")
        self.setAccessibleName(context.text(N_("Journey")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        self._scroll = PageScroll(ground="sunken")
        outer.addWidget(self._scroll)

    def show_journeys(self, journeys: Sequence[JourneyView]) -> None:
        """Show other states of the programmes; what was folded stays folded."""
        if self.expect(journeys):
            self.refresh()

    def expect(self, journeys: Sequence[JourneyView]) -> bool:
        """Take other states of the programmes, to be shown with the next ``refresh``; say whether they differ."""
        if self._journeys == tuple(journeys):
            return False
        self._journeys = tuple(journeys)
        for view in self._journeys:
            if view.pack.id not in self._seen:
                self._seen.add(view.pack.id)
                self._unfolded |= {f"pack:{view.pack.id}", *_current_phase(view)}
        return True

    def show_here(self, route: str) -> None:
        """Mark the row that *route* belongs to; its phase unfolds."""
        if route == self._here:
            return
        self._here = route
        before = set(self._unfolded)
        for view in self._journeys:
            for phase in view.phases:
                if any(self._step_route(step) == _step_of(route) for step in phase.steps):
                    self._unfolded.add(f"phase:{view.pack.id}:{phase.phase.id}")
        if self._unfolded == before:
            self._mark()
        else:
            self.refresh()

    def rows(self) -> tuple[NavRow, ...]:
        """Return the rows that are shown, from top to bottom."""
        return tuple(self._rows)

    def focus_here(self) -> None:
        """Put the keyboard on the row of the page that is open, or on the first."""
        row = next((one for one in self._rows if one.isChecked()), self._rows[0])
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Build the rows again in the interface language."""
        focused = next((row.key for row in self._rows if row.hasFocus()), "")
        metrics = self._context.theme.metrics
        clear(self._scroll.body)
        self._rows = []
        self._scroll.body.setContentsMargins(metrics.u(0.5), metrics.u(0.75), metrics.u(0.5), metrics.u(1))
        self._scroll.body.setSpacing(1)
        self._add_place(HOME, 0)
        for view in self._journeys:
            self._add_journey(view)
        hidden = hidden_places(self._journeys)
        for key, said, places in groups():
            there = [one for one in places if has_page(word := one.route.partition(":")[0]) and word not in hidden]
            if there:
                self._add_head(f"group:{key}", said)
                for one in there if f"group:{key}" in self._unfolded else ():
                    self._add_place(one, 1)
        self._rove(next((row for row in self._rows if row.key == focused), None), focus=bool(focused))
        QTimer.singleShot(0, self._follow_here)

    def _mark(self) -> None:
        """Move the mark without building a row anew: every change of page comes by here."""
        for row in self._rows:
            row.setChecked(self._is_here(row.key))
        self._rove(next((row for row in self._rows if row.hasFocus()), None))
        QTimer.singleShot(0, self._follow_here)

    def _is_here(self, key: str) -> bool:
        return key in (_step_of(self._here), self._here)

    def _follow_here(self) -> None:
        row = next((one for one in self._rows if one.isChecked()), None)
        if row is not None:
            self._scroll.follow(row)

    def _add_journey(self, view: JourneyView) -> None:
        key = f"pack:{view.pack.id}"
        title = view.pack.short if isinstance(view.pack.short, LocalText) and view.pack.short.values else view.pack.name
        self._add_head(key, title, view.words)
        if key not in self._unfolded:
            return
        if view.pack.ways:
            chosen = next((one for one in view.pack.ways if one.id == view.pack.way), None)
            said = N_("Route: {route}", route=chosen.title) if chosen else N_("First question: which route?")
            self._add_place(Place(f"way:{view.pack.id}", said, "map" if chosen else "circle-question-mark"), 1)
        for phase in view.phases:
            self._add_phase(view, phase)

    def _add_phase(self, view: JourneyView, phase: PhaseView) -> None:
        key = f"phase:{view.pack.id}:{phase.phase.id}"
        opened = key in self._unfolded
        single = len(view.phases) == 1
        if not single:
            row = self._row(key, 1)
            self._put_shape(row, phase.status)
            self._put_words(row, phase.phase.title, "strong")
            self._put_icon(row, "chevron-down" if opened else "chevron-right")
            self._name(row, phase.phase.title, JOURNEY_WORDS[phase.status])
            row.clicked.connect(self._on_fold)
        if opened or single:
            for step in phase.steps:
                self._add_step(step)

    def _add_step(self, step: StepView) -> None:
        row = self._row(self._step_route(step), 2)
        self._put_shape(row, step.status)
        text = self._context.text(step.step.title)
        name = self._put_words(row, f"{step.step.number} {text}".strip())
        word = self._put_words(row, JOURNEY_WORDS[step.status], "caption")
        word.setWordWrap(False)
        word.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        if row.minimumSizeHint().width() > self._room():
            _stack(row, name, word)
        self._name(row, f"{step.step.number} {text}".strip(), JOURNEY_WORDS[step.status])
        row.clicked.connect(self._on_chosen)

    def _room(self) -> int:
        """Return the width of a row beside the bar that scrolls."""
        metrics = self._context.theme.metrics
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        return metrics.em(JOURNEY_EM) - 3 * metrics.u(0.5) - bar

    def _add_place(self, place: Place, level: int) -> None:
        row = self._row(place.route, level)
        self._put_icon(row, place.icon)
        self._put_words(row, place.label, "strong" if level == 0 else "body")
        self._name(row, place.label)
        row.clicked.connect(self._on_chosen)

    def _add_head(self, key: str, said: Label, caption: Said = None) -> None:
        if self._rows:
            self._scroll.body.addSpacing(self._context.theme.metrics.u(0.5))
        row, opened = self._row(key, 0), key in self._unfolded
        words = QVBoxLayout()
        binder = Binder(self._context)
        words.setSpacing(0)
        for text, role in ((said, "strong"), (caption, "caption")):
            if text is not None:
                label = binder.label(text, role)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                words.addWidget(label)
        row.inside.addLayout(words, 1)
        self._put_icon(row, "chevron-down" if opened else "chevron-right")
        self._name(row, said, N_("unfolded") if opened else N_("folded"))
        row.clicked.connect(self._on_fold)

    def _row(self, key: str, level: int) -> NavRow:
        row = NavRow(self._context, key, level)
        row.setObjectName(f"nav_{key}")
        row.setChecked(self._is_here(key))
        row.stepped.connect(self._on_stepped)
        self._rows.append(row)
        self._scroll.body.addWidget(row)
        return row

    def _put_shape(self, row: NavRow, status: str) -> None:
        theme, mark = self._context.theme, QLabel()
        edge = theme.metrics.em(0.8)
        mark.setPixmap(shape_pixmap(status, theme.colour(TONES[status]), edge, self.devicePixelRatioF()))
        mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.put(mark)

    def _put_icon(self, row: NavRow, name: str) -> None:
        mark = QLabel()
        mark.setPixmap(self._context.theme.pixmap(name, "ink_2", 1.2))
        mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.put(mark)

    def _put_words(self, row: NavRow, said: Said, role: str = "body") -> QLabel:
        label = Binder(self._context).label(said, role)
        restyle(label)
        row.put(label, 1 if role != "caption" else 0)
        return label

    def _name(self, row: NavRow, said: Said, state: Message | None = None) -> None:
        words = self._context.text(said)
        row.setAccessibleName(f"{words}, {self._context.text(state)}" if state else words)

    def _step_route(self, step: StepView) -> str:
        return f"step:{step.pack}:{step.step.id}"

    def _rove(self, here: NavRow | None, *, focus: bool = False) -> None:
        """Keep one row in the Tab order."""
        target = here or next((row for row in self._rows if row.isChecked()), self._rows[0] if self._rows else None)
        for row in self._rows:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is target else Qt.FocusPolicy.ClickFocus)
        if focus and target is not None:
            focus_soon(target)

    def _on_stepped(self, by: int) -> None:
        row = self.sender()
        if isinstance(row, NavRow) and row in self._rows:
            place = max(0, min(len(self._rows) - 1, self._rows.index(row) + by))
            self._rove(self._rows[place], focus=True)
            self._scroll.follow(self._rows[place])

    def _on_fold(self) -> None:
        row = self.sender()
        if isinstance(row, NavRow):
            self._unfolded ^= {row.key}
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refresh()

    def _on_chosen(self) -> None:
        row = self.sender()
        if isinstance(row, NavRow):
            row.setChecked(row.key in (self._here, _step_of(self._here)))
            self.chosen.emit(row.key)


def hidden_places(journeys: Sequence[JourneyView]) -> frozenset[str]:
    """Return the first words of routes of pages that no programme needs, on the way that was chosen through it."""
    hidden = [_unneeded(view.pack) for view in journeys]
    return frozenset.intersection(*hidden) if hidden else frozenset(OF_PACKS)


def _unneeded(pack: Pack) -> frozenset[str]:
    way = way_of(pack) if pack.way else None
    return frozenset(way.hides if way else ()) | {word for word, part in OF_PACKS.items() if not getattr(pack, part)}


def _stack(row: NavRow, name: QLabel, word: QLabel) -> None:
    """Put the state below the name: beside it, a long word would not fit into the column."""
    both = QVBoxLayout()
    both.setSpacing(0)
    word.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    for one in (name, word):
        row.inside.removeWidget(one)
        both.addWidget(one)
    row.inside.addLayout(both, 1)


def _current_phase(view: JourneyView) -> set[str]:
    """Return the keys of the phases that stand open at first: this month's, else the first undone one."""
    now = view.clock.phase or next((one.phase.id for one in view.phases if one.status != "done"), "")
    return {f"phase:{view.pack.id}:{now}"} if now else set()


def _step_of(route: str) -> str:
    """Return a step's own route without what follows, or the place that a page belongs to."""
    parts = route.split(":")
    return ":".join(parts[:3]) if parts[0] == "step" else place_of(route)
