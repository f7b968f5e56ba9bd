"""The register of facts, and slips in the words: each with its place, and mended or accepted with one button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from app.core.messages import N_, NP_, Message, own_words
from app.ui.context import UiContext
from app.ui.studio.tools.desk import ToolPanel
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.exports.spec import Audience
    from app.services.dossier.press import Gathered
    from app.services.dossier.slip import Book, Slip
    from app.ui.studio.presenter import StudioPresenter

SHOWN = 40
LEAST_EM = 12
ROUTE = int(Qt.ItemDataRole.UserRole) + 1


class SlipsPanel(ToolPanel):
    """Lists slips and facts."""

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, presenter, N_("Facts and slips"))
        self.verdict = StatusWord(context, DONE, N_("Reading the text"), wrap=True)
        self.body.addWidget(self.verdict)
        self.cards = QVBoxLayout()
        self.body.addLayout(self.cards)
        self.body.addSpacing(context.theme.metrics.u(0.5))
        self.body.addWidget(self.binder.label(N_("Register of facts"), "section"))
        said = N_("Recorded once, printed everywhere. Insert them with Ctrl+Shift+K. Enter opens the record.")
        self.body.addWidget(self.binder.label(said, "caption"))
        self.facts = QListWidget()
        self.facts.setObjectName("facts")
        self.facts.setWordWrap(True)
        self.facts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facts.setMinimumHeight(context.theme.metrics.em(LEAST_EM))
        self.facts.itemActivated.connect(self._on_fact)
        self.body.addWidget(self.facts)
        self.add = self.binder.button(N_("Add own fact"), self._on_add, icon="plus", kind="small", name="add_own_fact")
        row = FlowLayout(gap=8)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self.binder.also(self.verdict.refresh)
        self._asked = 0
        self._shown: tuple[Slip, ...] = ()

    def refresh(self) -> None:
        """Say and space it again."""
        self._shown = ()
        super().refresh()

    def look(self) -> None:
        """See :class:`ToolPanel`."""
        gathered, target = self.presenter.gathered, self.presenter.target
        if gathered is None or target is None:
            return
        self.add.setEnabled(not self.context.document.read_only)
        self.facts.setAccessibleName(self.context.text(N_("Register of facts")))
        self._asked += 1
        number = self._asked
        self.context.lane.submit(
            partial(_book, gathered, target.audience), lambda book: self._on_book(number, gathered, book)
        )

    def _on_book(self, number: int, gathered: Gathered, book: Book) -> None:
        pressed = self.presenter.pressed
        if number != self._asked:
            return
        self._show_facts(book)
        laid = pressed.laid if pressed is not None else None

        def work(_job: object) -> tuple[Slip, ...]:
            from app.services.dossier.slips import slips_of

            return slips_of(gathered, laid, book)

        self.context.pool.run(work, lambda found: self._on_slips(number, found))

    def _show_facts(self, book: Book) -> None:
        row = self.facts.currentRow()
        self.facts.clear()
        for one in book.facts:
            words = N_("{label}: {value}", label=one.label, value=one.text)
            item = QListWidgetItem(self.context.text(words))
            item.setData(ROUTE, one.route)
            self.facts.addItem(item)
        self.facts.setCurrentRow(max(0, row))

    def _on_fact(self, item: QListWidgetItem) -> None:
        if route := str(item.data(ROUTE) or ""):
            self.context.go(route)

    def _on_add(self) -> None:
        self.context.lane.submit(_new_fact, self._on_added)

    def _on_added(self, record: str) -> None:
        self.context.go(f"record:own_fact:{record}:name")

    # --- slips ----------------------------------------------------------------------------------------

    def _on_slips(self, number: int, found: Sequence[Slip]) -> None:
        if number != self._asked:
            return
        if tuple(found) == self._shown and self.cards.count():
            return
        self._shown = tuple(found)
        focused = QApplication.focusWidget()
        had = focused.objectName() if isinstance(focused, QPushButton) and self.isAncestorOf(focused) else ""
        said: Message = N_("No slip was found in the words.")
        if found:
            said = NP_("{n} thing to look at.", "{n} things to look at.", len(found))
        self.verdict.say(NOTICE if found else DONE, said)
        clear(self.cards)
        for place, one in enumerate(found[:SHOWN]):
            self.cards.addWidget(self._card(one, place))
        if len(found) > SHOWN:
            more = NP_("And {n} more place.", "And {n} more places.", len(found) - SHOWN)
            self.cards.addWidget(Binder(self.context).label(more, "caption"))
        if had:
            again = self.findChild(QPushButton, had) or self.findChild(QPushButton, "slip_go_0") or self.back
            again.setFocus()

    def _card(self, one: Slip, place: int) -> Card:
        from app.services.dossier.slips import RULES

        card = Card(self.context, units=0.75)
        binder = card.binder
        title: Message = N_("{rule} · {words}", rule=one.rule, words=RULES[one.rule])
        if one.page:
            title = N_("Page {n} · {words}", n=one.page, words=RULES[one.rule])
        card.body.addWidget(binder.label(title, "strong"))
        card.body.addWidget(binder.label(one.message))
        row, frozen = FlowLayout(gap=6), self.context.document.read_only
        go = binder.button(
            N_("Go there"), partial(self._go, one.place), icon="arrow-right", kind="small", name=f"slip_go_{place}"
        )
        row.addWidget(go)
        if one.fact or one.instead:
            words = N_("Use the fact") if one.fact else N_("Write “{words}”", words=own_words(one.instead))
            mend = binder.button(words, partial(self._mend, one), kind="small", icon="check", name=f"slip_mend_{place}")
            mend.setEnabled(not frozen and bool(one.hits))
            row.addWidget(mend)
        keep = binder.button(N_("It is right"), partial(self._accept, one), kind="small", name=f"slip_keep_{place}")
        keep.setEnabled(not frozen)
        row.addWidget(keep)
        card.body.addLayout(row)
        return card

    def _go(self, place: str) -> None:
        if place.startswith("record:") and place.count(":") == 1:
            self.context.go(f"records:{place.partition(':')[2]}")
        else:
            self.go_asked.emit(place)

    def _mend(self, one: Slip) -> None:
        gathered = self.presenter.gathered
        if gathered is not None:
            self.context.lane.submit(partial(_mend, one, gathered.spec.language), self._on_mended)

    def _on_mended(self, done: int) -> None:
        said = NP_("{n} place mended. Undo takes it back.", "{n} places mended. Undo takes them back.", done)
        self.context.notice(said)
        self.presenter.refresh(own=True)

    def _accept(self, one: Slip) -> None:
        gathered = self.presenter.gathered
        if gathered is not None:
            self.context.lane.submit(partial(_accept, gathered, one.key), self._on_accepted)

    def _on_accepted(self, _nothing: object) -> None:
        self.presenter.refresh(own=True)


def _book(gathered: Gathered, audience: Audience, ws: Any) -> Book:  # noqa: ANN401 - the workspace
    from app.services.dossier.slips import book_of

    return book_of(ws, gathered, audience)


def _new_fact(ws: Any) -> str:  # noqa: ANN401 - the workspace
    made: str = ws.records.create("own_fact", {"as_of_date": ws.today()})[0].id
    return made


def _mend(one: Slip, language: str, ws: Any) -> int:  # noqa: ANN401 - the workspace
    from app.services.dossier.slips import mend

    return mend(ws, one, language)


def _accept(gathered: Gathered, key: str, ws: Any) -> None:  # noqa: ANN401 - the workspace
    from app.services.dossier.slips import accept

    accept(ws, gathered, key)
