"""The dossier studio: outline, text and real pages side by side, and below them how many pages that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.pages.base import Page
from app.ui.studio.changes import Changes
from app.ui.studio.chapter.column import TextColumn
from app.ui.studio.columns import OUTLINE, PAGES, TEXT, Columns
from app.ui.studio.finish.foot import Foot
from app.ui.studio.guidance import help_at
from app.ui.studio.objects.desk import ObjectDesk
from app.ui.studio.outline import Outline
from app.ui.studio.presenter import Found, StudioPresenter
from app.ui.studio.right_column import RightColumn
from app.ui.studio.start_state import StartState
from app.ui.studio.words import WRITTEN, atom_words, cards_of, numbers_of, outline_rows
from app.ui.widgets.card import EmptyState
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import PageScroll

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import PartView

LEAST_HEIGHT_EM = 30.0
"""Below this height, in sizes of the body text, the title and the bar of the meter fold away."""


class DossierPage(Page):
    """The studio.

    Args:
        context: lane, pool, words, theme.
    """

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.presenter = StudioPresenter(context, self)
        self._part, self._block = "", ""
        self._goal: tuple[str, str] = ("", "")
        self._stale = True
        self._numbers: Mapping[str, str] = {}
        self.outline, self.text = Outline(context), TextColumn(context)
        self.foot = Foot(context)
        self.right = RightColumn(context, self.presenter, self.foot)
        self.pages, self.tools = self.right.pages, self.right.tools
        self.desk = ObjectDesk(context, self.presenter, self.text, self._open_part)
        self.changes = Changes(self.presenter, self.text, self.outline)
        self._lay_out()
        self._connect()

    # --- the page --------------------------------------------------------------------------------

    def title(self) -> Label:
        """See :class:`Page`."""
        return N_("Dossier")

    def wants_help(self) -> bool:
        """Three columns need the room; F1 opens the help all the same."""
        return False

    def open(self, args: tuple[str, ...]) -> None:
        """Show the studio, at a part and a block where the route names them."""
        self._goal = (args[0] if args else "", args[1] if len(args) > 1 else "")
        if self._stale or self.presenter.target is None:
            self._stale = False
            self.desk.shelf.load()
            self.presenter.open()
        else:
            self._reach_goal()

    def on_changes(self, changes: object) -> None:
        """Gather again what a change set can change; the person's own undo is shown at once."""
        if self.presenter.target is None or not self.presenter.concerns(changes):
            self._stale = self._stale or self.presenter.target is None
            return
        if changes.touches("photo"):  # type: ignore[attr-defined]
            self.desk.shelf.load()
        if self.context.own_undo:
            self.presenter.refresh(own=True)
        elif self.isVisible():
            self.presenter.soon()
        else:
            self._stale = True

    def leave(self) -> None:
        """See :class:`Page`."""
        self.text.flush()
        self.tools.flush()
        super().leave()

    def retranslate(self) -> None:
        """See :class:`Page`."""
        super().retranslate()
        for part in (self.outline, self.text, self.foot, self.columns, self.right):
            part.refresh()
        self._fit()
        if self.presenter.gathered is not None:
            self._show_view(own=False, older=True)
        if self.presenter.pressed is not None:
            self._on_pressed(self.presenter.pressed)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """See :class:`Page`."""
        if self.body.currentWidget() is not self.studio:
            return {}
        return {"tools": self.tools.button.click, "replace": partial(self.tools.open, "find")}

    def help_text(self) -> HelpText | None:
        """Return what the programme says about the chapter that is open."""
        return help_at(self.presenter.gathered, self._open_part(), self._block)

    def focus_first(self) -> None:
        """Put the keyboard on the outline, or into the text where the outline is folded."""
        if self.body.currentWidget() is not self.studio:
            (self.empty.first() or self.empty).setFocus()
        elif self.columns.is_shown(OUTLINE):
            self.outline.list.setFocus()
        else:
            self.text.show_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be spared where there is little height for the size of the text."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        compact = self.height() < self.context.theme.metrics.em(LEAST_HEIGHT_EM)
        for part in (self.outline, self.text, self.foot):
            part.set_compact(compact)

    # --- building ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.columns = Columns(self.context, self.outline, self.text, self.right)
        self.columns.add_button(self.text.show_tools)
        self.columns.add_button(self.tools.button)
        self.studio = QWidget()
        inner = QVBoxLayout(self.studio)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.columns, 1)
        inner.addWidget(self.foot)
        self.empty = StartState(self.context, self.presenter)
        self.start = PageScroll()
        self.start.body.addWidget(self.empty)
        self.none = EmptyState(self.context, "book-open", N_("The programme of this file has no dossier."))
        self.waiting = QLabel()
        self.binder.text(self.waiting.setText, N_("Opening the dossier"))
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body = QStackedWidget()
        for widget in (self.waiting, self.studio, self.start, self.none):
            self.body.addWidget(widget)
        self.binder.also(self.empty.refresh)
        self.binder.also(self.none.refresh)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.body)

    def _connect(self) -> None:
        presenter, text, outline = self.presenter, self.text, self.outline
        presenter.found.connect(self._on_found)
        presenter.viewed.connect(self._on_viewed)
        presenter.pressed_anew.connect(self._on_pressed)
        text.editor.elsewhere = lambda key: presenter.is_beside(key, text.part)
        text.editor.block_changed.connect(self._on_block)
        outline.chosen.connect(self._on_outline)
        self.changes.moved.connect(self._on_moved)
        self.changes.part_added.connect(self._on_new_part)
        self.pages.asked.connect(self.go_to)
        self.right.turning.connect(text.flush)
        self.right.turned.connect(partial(self.columns.ask, PAGES))
        self.right.go_asked.connect(self._on_place)
        self.desk.made.connect(self._on_made)

    # --- what was gathered and pressed ---------------------------------------------------------------

    def _on_found(self, found: Found) -> None:
        if found.target is None:
            self.body.setCurrentWidget(self.none)
        elif not found.begun:
            self.empty.show_earlier(found.earlier)
            self.body.setCurrentWidget(self.start)
            if self.isVisible():
                (self.empty.first() or self.empty).setFocus()

    def _on_viewed(self, _gathered: Gathered, own: bool, older: bool) -> None:
        first = self.body.currentWidget() is not self.studio
        self.body.setCurrentWidget(self.studio)
        self._show_view(own=own, older=older)
        if first and self.isVisible() and not self._goal[0]:
            self.focus_first()
        self.help_changed.emit()

    def _on_pressed(self, pressed: Pressed) -> None:
        gathered = self.presenter.gathered
        if gathered is None:
            return
        first, self._numbers = not self._numbers, numbers_of(gathered, pressed)
        self.foot.show_pressed(gathered, pressed)
        self.pages.show_pages(gathered.template.page_limit)
        if first:
            self.pages.follow(self._block or self._part, mark=bool(self._block))
        self.right.show_pressed(pressed)
        self.desk.summary.show_pressed(pressed)
        self._show_outline()
        self._show_cards()
        self.right.page_column.show_page(self.pages.page())
        self.desk.show()

    def _show_view(self, *, own: bool, older: bool) -> None:
        """Show the dossier as gathered; what may be older than what was typed leaves the text alone."""
        gathered = self.presenter.gathered
        if gathered is None:
            return
        self.text.freeze(self.context.document.read_only)
        ids = [one.id for one in gathered.view.parts]
        if self._goal[0]:
            self._reach_goal()
        elif self._part not in ids:
            first = next((one for one in gathered.view.parts if one.kind == "chapter"), None)
            self._open(first.id if first is not None else (ids[0] if ids else ""))
        elif not older:
            self._show_part(fresh=False, own=own)
        self._show_outline()

    def _open_part(self) -> PartView | None:
        gathered = self.presenter.gathered
        return gathered.view.part(self._part) if gathered is not None else None

    def _show_part(self, *, fresh: bool, own: bool) -> None:
        gathered, part = self.presenter.gathered, self._open_part()
        if gathered is None or part is None:
            return
        self.desk.show_front(part, gathered, own=own or fresh)
        if part.kind in WRITTEN:
            number = self._numbers.get(part.id, "")
            title = part.title.best(gathered.spec.language)
            self.text.show_part(part, number, title, fresh=fresh, own=own)
            self._show_cards()
            self.desk.show(own=own)

    def _show_outline(self) -> None:
        gathered, pressed = self.presenter.gathered, self.presenter.pressed
        if gathered is not None:
            rows = tuple(outline_rows(gathered, pressed, self._part, self.context.text))
            self.outline.show_rows(rows, self._part, self._block)

    def _show_cards(self) -> None:
        from app.services.dossier.headings import kept_empty, waiting

        gathered, pressed, part = self.presenter.gathered, self.presenter.pressed, self._open_part()
        if gathered is None or part is None or part.kind not in WRITTEN:
            return
        number = self._numbers.get(part.id, "")
        self.text.show_headings(waiting(gathered), kept_empty(gathered))
        self.text.editor.show_labels(self._numbers)
        self.text.editor.cards.show(cards_of(gathered, pressed, part, self.context.text), atom_words(gathered, pressed))
        self.text.number.setText(number)
        self.text.number.setVisible(bool(number))

    # --- going around ---------------------------------------------------------------------------------

    def _reach_goal(self) -> None:
        part, block = self._goal
        gathered = self.presenter.gathered
        if gathered is None or not part:
            return
        self._goal = ("", "")
        if gathered.view.part(part) is None:
            self.go_to(part)
        else:
            self._open(part, block)

    def _open(self, part: str, block: str = "", *, focus: bool = False) -> None:
        """Open a part, at a block where one is named; what was typed elsewhere is handed on first."""
        gathered = self.presenter.gathered
        view = gathered.view.part(part) if gathered is not None else None
        if view is None:
            return
        if part != self._part:
            self.text.flush()
            self._part, self._block = part, ""
            self.desk.forget()
            self._show_part(fresh=True, own=False)
            self.help_changed.emit()
        if view.kind not in WRITTEN:
            self.text.show_panel(view.kind)
        elif self.text.panel() and not (block and block == self.desk.object):
            self.text.stack.setCurrentWidget(self.text.writing)
        if block:
            self.text.editor.go_to(block)
        if focus:
            self.columns.ask(TEXT)
            self.desk.focus_front(view.kind, block)
            if view.kind in WRITTEN:
                self.text.editor.setFocus()
        self._block = block or self._block
        self.pages.follow(block or part, mark=bool(block))
        self._show_outline()

    def go_to(self, place: str) -> None:
        """Go to a block, a printed piece of one (``<block>/<rest>``), or a part."""
        gathered = self.presenter.gathered
        if gathered is None:
            return
        key = place.partition("/")[0]
        part = gathered.view.part_of_block(key)
        if part is not None:
            self._open(part.id, key, focus=True)
        elif gathered.view.part(key) is not None:
            self._open(key, focus=True)

    def _on_place(self, place: str) -> None:
        """Go where a finding says."""
        kind, _, rest = place.partition(":")
        if kind in ("block", "part"):
            self.go_to(rest)
        elif kind == "page":
            self.right.show_pages()
            self.pages.turn_to(int(rest) if rest.isdigit() else 1)
        elif kind in ("record", "evidence"):
            self.context.go(place)

    def _on_outline(self, part: str, block: str, meant: bool) -> None:
        self._block = block
        self._open(part, block, focus=meant)

    def _on_block(self, block: str) -> None:
        self._block = block
        self.outline.mark(self._part, block)
        self.pages.follow(block)
        self.help_changed.emit()

    # --- what the person changes ------------------------------------------------------------------------

    def _on_moved(self, block: str) -> None:
        self._block = block

    def _on_new_part(self, part: str) -> None:
        self._goal = (part, "")
        self.columns.ask(TEXT)
        self.text.focus_title()

    def _on_made(self, block: str) -> None:
        self._block = block
        self.columns.ask(TEXT)
