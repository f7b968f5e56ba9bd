"""What the search found, over everything; Enter opens the record at the field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.core.messages import N_, NP_, Label
from app.ui.context import UiContext
from app.ui.pages import has_page
from app.ui.pages.base import ScrollPage
from app.ui.widgets.card import EmptyState, WrapButton
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.workspace import Workspace

MOST = 50
ELSEWHERE = {"photo": "photos", "budget_line": "budget", "expense": "budget", "funding_source": "budget"}
"""Record types that are shown on a page of their own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit in words.

    Args:
        route: opens the record at the field.
        title: of the record, "" where it has none.
        where: type of the record and label of the field.
        snippet: the text around what was found.
    """

    route: str
    title: str
    where: tuple[Label, Label | None]
    snippet: str


class HitRow(WrapButton):
    """One hit; the arrow keys go to the next.

    Signals:
        stepped: -1 for the hit above, +1 for the hit below.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, go on with the arrow keys."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class SearchPage(ScrollPage):
    """Hits as rows: the title, where it stands, and the words around it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._words = ""
        self._found: tuple[Found, ...] = ()
        self._rows: list[HitRow] = []
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)

    def title(self) -> Label:
        """Return what was searched for."""
        return N_("Search: {words}", words=self._words) if self._words else N_("Search")

    def wants_help(self) -> bool:
        """Hits need no help."""
        return False

    def open(self, args: tuple[str, ...]) -> None:
        """Search for the words of the route; a colon among them belongs to them."""
        self._words = ":".join(args)
        self.context.lane.submit(partial(_search, words=self._words), self._on_found)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._fill()

    def _on_found(self, found: tuple[Found, ...]) -> None:
        self._found = found
        self._fill()
        self.title_changed.emit()
        if self._rows:
            focus_soon(self._rows[0])

    def _fill(self) -> None:
        clear(self._list)
        self._rows = []
        self._list.setSpacing(self.context.theme.metrics.u(0.5))
        if not self._found:
            said = N_("Nothing holds these words. Try fewer words, or a part of one.")
            self._list.addWidget(EmptyState(self.context, "search", said))
            return
        count = NP_("{n} record found", "{n} records found", len(self._found))
        if len(self._found) >= MOST:
            count = N_("The first {n} records are shown. One word more makes the list shorter.", n=MOST)
        self._list.addWidget(self.binder.label(count, "caption"))
        for one in self._found:
            self._add(one)

    def _add(self, one: Found) -> None:
        row, metrics, words = HitRow("tile"), self.context.theme.metrics, QVBoxLayout()
        row.setObjectName(f"hit_{len(self._rows)}")
        row.inside.setContentsMargins(metrics.u(1.25), metrics.u(0.75), metrics.u(1.25), metrics.u(0.75))
        words.setSpacing(2)
        kind, field = (self.context.text(part) for part in one.where)
        place = f"{kind} · {field}" if field else kind
        title = one.title or self.context.text(N_("Without a name"))
        for text, role in ((title, "strong"), (place, "caption"), (one.snippet, "body")):
            if text:
                label = self.binder.label(text, role)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                words.addWidget(label)
        row.inside.addLayout(words, 1)
        row.setAccessibleName(f"{title}, {place}: {one.snippet}")
        row.clicked.connect(partial(self._open, one.route))
        row.stepped.connect(self._on_stepped)
        self._rows.append(row)
        self._list.addWidget(row)

    def _open(self, route: str, _checked: bool = False) -> None:
        self.context.go(route)

    def _on_stepped(self, by: int) -> None:
        row = self.sender()
        if isinstance(row, HitRow) and row in self._rows:
            place = max(0, min(len(self._rows) - 1, self._rows.index(row) + by))
            self._rows[place].setFocus(Qt.FocusReason.OtherFocusReason)


def _search(workspace: Workspace, words: str) -> tuple[Found, ...]:
    catalogue = workspace.records.catalogue()
    found = []
    for hit in workspace.search.query(words, MOST):
        known = catalogue.get(hit.type)
        field = next((one.label for one in known.fields if one.name == hit.field), None) if known else None
        kind: Label = known.label if known else N_("Text of the dossier")
        found.append(Found(_route(hit.type, hit.id, hit.field, hit.parent), hit.title, (kind, field), hit.snippet))
    return tuple(found)


def _route(type_name: str, row_id: str, field: str, parent: tuple[str, str] | None) -> str:
    """Return where a hit is opened; a row opens with its parent, a block with its part of the dossier."""
    if type_name.startswith("dossier"):
        return "dossier" if parent is None else f"dossier:{parent[1]}:{row_id}"
    place = ELSEWHERE.get(type_name, "")
    if place and has_page(place):
        return f"{place}:{row_id}:{field}"
    if parent is not None:
        return f"record:{parent[0]}:{parent[1]}"
    return f"record:{type_name}:{row_id}:{field}"
