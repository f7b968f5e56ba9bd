"""Search over everything: what was found, in which record and field, and the way into it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.core.fields import Kind
from app.core.messages import N_, NP_, Label, LocalText
from app.services.search import Hit
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, WrapButton
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.workspace import Workspace

MOST = 50
TYPING_MS = 200
LINE_EM = 30.0


@dataclass(frozen=True, slots=True)
class Found:
    """One result.

    Args:
        route: where Enter leads.
        kind: what sort of record it is.
        title: of the record.
        field: in which the words stand.
        snippet: the text around them.
    """

    route: str
    kind: Label
    title: Label | str
    field: Label
    snippet: str


class SearchLine(LineEdit):
    """The line; the down arrow leads into the list.

    Signals:
        down: the down arrow was pressed.
    """

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the line downwards; everything else is typing."""
        if event.key() == Qt.Key.Key_Down and not self.composing():
            self.down.emit()
        else:
            super().keyPressEvent(event)


class ResultRow(WrapButton):
    """One result; Enter or a click opens it, arrow keys go to the next.

    Signals:
        stepped: -1 upwards, 1 downwards.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; go up and down with the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class SearchPage(ScrollPage):
    """A line to search in and the results below it, the best first."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._words = ""
        self._found: tuple[Found, ...] | None = None
        self._rows: list[ResultRow] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPING_MS)
        self._soon.timeout.connect(self._ask)
        self.line = SearchLine()
        self.line.setObjectName("search_line")
        self.line.textChanged.connect(self._on_text)
        self.line.returnPressed.connect(self._on_return)
        self.line.down.connect(self._on_down)
        self.body.addWidget(self.line)
        self.count = self.binder.label(None, "caption")
        self.count.setObjectName("search_count")
        self.body.addWidget(self.count)
        self._results = QVBoxLayout()
        self.body.addLayout(self._results)
        self.retranslate()

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Search")

    def help_text(self) -> HelpText | None:
        """Return how one searches."""
        return HelpText(
            N_("Search"),
            why=N_("Every text you wrote is searched: records, captions, file names, chapters and notes."),
            how=(
                N_("Type one or more words; two Chinese characters are enough."),
                N_("With several words, only what holds all of them is shown."),
                N_("Press the down arrow to go into the list, and Enter to open the place."),
            ),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Search for the words of the route."""
        self._words = ":".join(args)
        self.line.show_text(self._words, own=True)
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Search again, where the page can be seen."""
        if self._words and self.isVisible():
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        said = self.context.text(N_("Search everything"))
        self.line.setPlaceholderText(said)
        self.line.setAccessibleName(said)
        self.line.setMaximumWidth(self.context.theme.metrics.em(LINE_EM))
        self._results.setSpacing(self.context.theme.metrics.u(0.5))
        self._fill()

    def focus_first(self) -> None:
        """Put the keyboard on the first result, or on the line."""
        (self._rows[0] if self._rows else self.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self, text: str) -> None:
        if not self.line.composing() and text.strip() != self._words:
            self._words = text.strip()
            self._soon.start()

    def _on_return(self) -> None:
        if self.line.composing():
            return
        words = self.line.text().strip()
        if words != self._words or self._soon.isActive():
            self._words = words
            self._soon.stop()
            self._ask()
        self._on_down()

    def _on_down(self) -> None:
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if self._words:
            self.context.lane.submit(partial(_query, words=self._words), self._on_found)
        else:
            self._found = None
            self._fill()

    def _on_found(self, answer: tuple[str, tuple[Found, ...]]) -> None:
        if answer[0] == self._words:
            self._found = answer[1]
            self._fill()

    def _fill(self) -> None:
        place = next((at for at, row in enumerate(self._rows) if row.hasFocus()), -1)
        clear(self._results)
        self._rows = []
        self.count.setVisible(bool(self._found))
        if self._found is None:
            said = N_("Type a word above. People, events, photos, chapters and notes are searched at once.")
            self._results.addWidget(EmptyState(self.context, "search", said))
            return
        if not self._found:
            nothing = N_("Nothing holds “{words}”. Try fewer words, or another writing.", words=self._words)
            self._results.addWidget(EmptyState(self.context, "search", nothing))
            return
        total = len(self._found)
        said = NP_("{n} place holds “{words}”", "{n} places hold “{words}”", total, words=self._words)
        if total >= MOST:
            said = N_("The best {n} places are shown. Add a word to see fewer.", n=total)
        self.binder.text(self.count.setText, said)
        for one in self._found:
            self._add(one)
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, one: Found) -> None:
        metrics, binder = self.context.theme.metrics, Binder(self.context)
        row = ResultRow("tile")
        row.setObjectName("search_result")
        row.inside.setContentsMargins(metrics.u(1), metrics.u(0.6), metrics.u(1), metrics.u(0.6))
        row.inside.setSpacing(metrics.u(1))
        kind = binder.label(one.kind, "caption")
        kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        kind.setFixedWidth(metrics.em(6.5))
        kind.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.put(kind)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.u(0.15))
        title = self.context.text(one.title) or self.context.text(N_("Without a name"))
        column.addWidget(binder.label(title, "strong"))
        field = self.context.text(one.field)
        where = self.context.text(N_("{field}: {words}", field=field, words=one.snippet)) if field else one.snippet
        if one.snippet and one.snippet != title:
            column.addWidget(binder.label(where))
        row.put(words, 1)
        row.setAccessibleName(f"{self.context.text(one.kind)}: {title}. {where}")
        row.clicked.connect(lambda _checked=False, route=one.route: self.context.go(route))
        row.stepped.connect(self._on_stepped)
        self._rows.append(row)
        self._results.addWidget(row)
        row.show()  # at once, so that it can take the keyboard

    def _on_stepped(self, by: int) -> None:
        row = self.sender()
        if isinstance(row, ResultRow) and row in self._rows:
            place = self._rows.index(row) + by
            if place < 0:
                self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            elif place < len(self._rows):
                self._rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
                self.scroll_area.follow(self._rows[place])


def _query(workspace: Workspace, words: str) -> tuple[str, tuple[Found, ...]]:
    return words, tuple(_found(workspace, hit) for hit in workspace.search.query(words, MOST))


def _found(workspace: Workspace, hit: Hit) -> Found:
    """Return a hit with the labels and the route that people see. Thread: document lane."""
    catalogue = workspace.records.catalogue()
    one = catalogue[hit.type]
    field: Label = one.field(hit.field).label if hit.field else LocalText()
    title: Label | str = hit.title
    route = f"record:{hit.type}:{hit.id}:{hit.field}"
    if hit.type.startswith("dossier"):
        parts = {"dossier": "", "dossier_part": f":{hit.id}"}
        route = "dossier" + parts.get(hit.type, f":{hit.parent[1] if hit.parent else ''}:{hit.id}")
    elif hit.type in ("task_state", "step_state"):
        route, title = _journey_place(workspace, hit)
    elif hit.type == "evidence":
        row = workspace.records.get(hit.type, hit.id)
        route = f"evidence:{row.get('target')}" if row is not None else "evidence"
    elif hit.type.startswith("participation"):
        route = "programmes"
    elif hit.parent is not None:
        parent, key = hit.parent
        rows = next((f.name for f in catalogue[parent].fields if f.kind is Kind.ROWS and f.target == hit.type), "")
        route = f"record:{parent}:{key}:{rows}"
    return Found(route, one.label, title, field, hit.snippet)


def _journey_place(workspace: Workspace, hit: Hit) -> tuple[str, Label | str]:
    """Return the step that a note belongs to, and what the step or task is called."""
    row = workspace.records.get(hit.type, hit.id)
    joined = workspace.records.get("participation", hit.parent[1]) if hit.parent else None
    pack = workspace.programmes.pack(str(joined.get("pack"))) if joined is not None else None
    if row is None or pack is None:
        return "programmes", hit.title
    if hit.type == "step_state":
        step = pack.step(str(row.get("step")))
        return f"step:{pack.id}:{row.get('step')}", step.title if step else hit.title
    task = pack.task(str(row.get("task")))
    return (f"step:{pack.id}:{task.step}:{task.id}", task.title) if task else ("programmes", hit.title)
