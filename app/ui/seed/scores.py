"""The scores of the ideas: the sentence first, then totals, weights and every criterion."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from app.core.messages import N_
from app.services.scoring import Line
from app.services.seed.screen import SeedScreen
from app.services.seed.view import SeedView
from app.services.seed.words import remarks, sensitivity, still_missing
from app.ui.context import UiContext
from app.ui.figures.table import FigureTable
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord


class Weights(Card):
    """A weight beside each criterion; the sentence and the means follow while it is typed.

    Signals:
        weighed: key of a criterion and the text as typed.
    """

    weighed = Signal(str, str)

    def __init__(self, context: UiContext, lines: tuple[Line, ...]) -> None:
        super().__init__(context, N_("Weights of the criteria"), units=1.25)
        self._context = context
        self.setObjectName("seed_weights")
        self.body.addWidget(self.binder.label(N_("How much each criterion counts; 0 leaves it out."), "caption"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setSpacing(context.theme.metrics.u(0.75))
        self.fields: dict[str, LineEdit] = {}
        for at, line in enumerate(lines):
            field = LineEdit()
            field.setObjectName(f"weight_{at}")
            field.setMaximumWidth(context.theme.metrics.em(5))
            field.setAccessibleName(context.text(N_("Weight of “{line}”", line=line.title)))
            field.setEnabled(not context.document.read_only)
            field.edited.connect(partial(self.weighed.emit, line.key))
            field.returnPressed.connect(partial(self._on_onward, at + 1))
            label = self.binder.label(line.title)
            label.setBuddy(field)
            grid.addWidget(field, at, 0)
            grid.addWidget(label, at, 1)
            self.fields[line.key] = field
        self.body.addLayout(grid)
        self.sum = self.binder.label(None, "caption")
        self.body.addWidget(self.sum)
        self.said = StatusWord(context, NOTICE, "", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)

    def show_view(self, view: SeedView) -> None:
        """Show the weights as stored; one that is no number is shown as typed."""
        lines = view.scoring.lines if view.scoring else ()
        for line in lines:
            typed = view.kept.get(line.key)
            self.fields[line.key].show_text(
                typed if typed is not None else str(line.points), own=self._context.own_undo
            )
        self.binder.text(self.sum.setText, N_("All weights together: {n}", n=sum(line.points for line in lines)))
        kept = tuple(view.kept[line.key] for line in lines if line.key in view.kept)
        self.said.setVisible(bool(kept))
        if kept:
            self.said.say(NOTICE, N_("{typed} is no whole number from 0 to 1000, so it counts as 1.", typed=kept))

    def _on_onward(self, at: int) -> None:
        fields = list(self.fields.values())
        if at < len(fields):
            fields[at].setFocus()
            fields[at].selectAll()


class ScoresView(QWidget):
    """What the scores say.

    Signals:
        started: a scoring is wanted, or new ideas in it.
        weighed: key of a criterion and the text as typed.
        printed: id of an output that is wanted.
        ideas: the ideas are to be seen.
    """

    started = Signal()
    weighed = Signal(str, str)
    printed = Signal(str)
    ideas = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._built: tuple[object, ...] = ()
        self.weights: Weights | None = None
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._head, self._middle, self._foot = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.totals, self.criteria = FigureTable(), FigureTable()
        self.totals.setObjectName("totals_table")
        self.criteria.setObjectName("criteria_table")
        for table in (self.totals, self.criteria):
            table.setShowGrid(True)  # cells have several lines
        box.addLayout(self._head)
        box.addWidget(self.totals)
        box.addLayout(self._middle)
        box.addWidget(self.criteria)
        box.addLayout(self._foot)

    def show_screen(self, screen: SeedScreen) -> None:
        """Show everything; without a scoring, the way to start one."""
        view, metrics = screen.view, self._context.theme.metrics
        for layout in (self._head, self._foot):
            clear(layout)
        for layout in (self._box, self._head, self._middle, self._foot):
            layout.setSpacing(metrics.u(1))
        part = self._part = Binder(self._context)
        for table, figure in ((self.totals, screen.totals), (self.criteria, screen.criteria)):
            table.setVisible(figure is not None)
            if figure is not None:
                table.show_view(figure, metrics)
        if view.scoring is None or not view.scored:
            self._begin(view)
            return
        self._head.addWidget(part.label(sensitivity(view), "strong"))
        for one in (*remarks(view), *still_missing(view)):
            self._head.addWidget(StatusWord(self._context, NOTICE, one, wrap=True))
        self._head.addLayout(self._buttons(part, view))
        self._weigh(view)
        for figure in (screen.totals, screen.criteria):
            for line in figure.words if figure else ():
                self._foot.addWidget(part.label(line, "caption"))
        self._foot.addWidget(part.label(N_("A score helps you talk. People decide."), "caption"))

    def refresh(self) -> None:
        """Make the weights anew, in the other language or size."""
        self._drop()

    def _begin(self, view: SeedView) -> None:
        self._drop()
        if view.compared:
            said = N_("Start a scoring by ten criteria. Everybody gives 0 to 5 alone, then you talk.")
            state = EmptyState(self._context, "clipboard-list", said, N_("Start scoring"), self.started.emit,
                               name="start_scoring")  # fmt: skip
            if state.button is not None:
                state.button.setDisabled(self._context.document.read_only)
        else:
            said = N_("Mark one to three ideas as candidates first.")
            state = EmptyState(self._context, "clipboard-list", said, N_("See the ideas"), self.ideas.emit,
                               name="to_ideas", mark="lightbulb")  # fmt: skip
        self._head.addWidget(state)

    def _buttons(self, part: Binder, view: SeedView) -> QLayout:
        assert view.scoring is not None  # asked before
        give = part.button(N_("Give points"), partial(self._context.go, f"scoring:{view.scoring.id}"), icon="list",
                           kind="primary", name="give_points")  # fmt: skip
        who = part.button(N_("Who scores"), partial(self._context.go, f"record:scoring:{view.scoring.id}:scorers"),
                          icon="users", name="who_scores")  # fmt: skip
        sheets = part.button(N_("Print the sheets"), partial(self.printed.emit, "score-sheets"), icon="printer",
                             name="print_sheets")  # fmt: skip
        buttons = [give, who, sheets]
        if view.unscored:
            more = part.button(N_("Bring the new ideas in"), self.started.emit, icon="plus", name="more_ideas")
            buttons.append(more)
        return button_row(*buttons)

    def _weigh(self, view: SeedView) -> None:
        assert view.scoring is not None  # asked before
        built = tuple(line.key for line in view.scoring.lines)
        if self.weights is None or self._built != built:
            self._drop()
            self.weights, self._built = Weights(self._context, view.scoring.lines), built
            self.weights.weighed.connect(self.weighed)
            self._middle.addWidget(self.weights)
        self.weights.show_view(view)

    def _drop(self) -> None:
        clear(self._middle)
        self.weights, self._built = None, ()
