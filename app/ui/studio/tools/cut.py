"""What a reader would not see if the file were cut at a page, and how many pages there are without some pieces."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from app.core.messages import N_, NP_, Message, own_words
from app.ui.context import UiContext
from app.ui.studio.tools.budget import tenths_words
from app.ui.studio.tools.desk import ToolPanel
from app.ui.studio.tools.tick_list import TickList
from app.ui.studio.words import block_words, part_title
from app.ui.widgets.card import Card
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.budget import Cut, Removable
    from app.ui.studio.presenter import StudioPresenter

LEAST_EM = 14
INDENT = "\N{EM SPACE}\N{EM SPACE}"


class CutPanel(ToolPanel):
    """Cuts the pages to look at it, and tries leaving things out; the dossier changes only on a button."""

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, presenter, N_("Cut and try"))
        binder = self.binder
        said = N_("A portal may cut a file at its limit. See what nobody would read then.")
        self.body.addWidget(binder.label(said, "caption"))
        label = binder.label(N_("Cut behind page"), "strong")
        self.limit = LineEdit()
        self.limit.setObjectName("cut_limit")
        self.limit.setMaxLength(4)
        self.limit.setMaximumWidth(context.theme.metrics.em(6))
        label.setBuddy(self.limit)
        binder.text(self.limit.setAccessibleName, N_("Cut behind page"))
        self.limit.edited.connect(self._on_limit)
        self.verdict = StatusWord(context, OPEN, N_("Counting the pages"), wrap=True)
        self.lost = QVBoxLayout()
        for widget in (label, self.limit, self.verdict):
            self.body.addWidget(widget)
        self.body.addLayout(self.lost)
        self._add_trial()
        binder.also(self.verdict.refresh)
        self._own_limit = ""
        self._pieces: tuple[Removable, ...] = ()
        self._asked = 0

    def _add_trial(self) -> None:
        binder = self.binder
        self.body.addSpacing(self.context.theme.metrics.u(0.75))
        self.body.addWidget(binder.label(N_("Try without"), "section"))
        self.body.addWidget(binder.label(N_("Tick what could go. The dossier stays as it is."), "caption"))
        self.trial = StatusWord(self.context, OPEN, N_("Nothing is ticked."), wrap=True)
        self.body.addWidget(self.trial)
        self.list = TickList(self.context.theme, LEAST_EM)
        self.list.setObjectName("trial_list")
        self.list.ticked.connect(self._try)
        self.body.addWidget(self.list)
        self.take = binder.button(N_("Take these out"), self._on_take, icon="trash-2", name="take_out_ticked")
        self.untick = binder.button(N_("Untick all"), self._on_untick, kind="small", name="untick_all")
        row = FlowLayout(gap=8)
        row.addWidget(self.take)
        row.addWidget(self.untick)
        self.body.addLayout(row)
        binder.also(self.trial.refresh)

    # --- looking ------------------------------------------------------------------------------------

    def look(self) -> None:
        """See :class:`ToolPanel`."""
        from app.services.dossier.budget import removable

        gathered, pressed = self.presenter.gathered, self.presenter.pressed
        if gathered is None or pressed is None:
            return
        limit = gathered.template.page_limit or pressed.pages
        self.limit.show_text(self._own_limit or str(limit))
        self._show_cut()
        pieces = removable(gathered, pressed)
        kept = {one.ids for one in self.ticked()}
        self._pieces = pieces
        self.list.show_lines([self._piece_words(one) for one in pieces], [one.ids in kept for one in pieces])
        self.list.setAccessibleName(self.context.text(N_("What could be left out")))
        self._try()

    def ticked(self) -> tuple[Removable, ...]:
        """Return what is ticked."""
        return tuple(self._pieces[row] for row in self.list.rows_ticked())

    def _piece_words(self, one: Removable) -> str:
        gathered = self.presenter.gathered
        part = gathered.view.part(one.part) if gathered is not None else None
        if gathered is None or part is None:
            return ""
        text = self.context.text
        what = part_title(part, gathered, self.presenter.pressed, text)
        if one.block:
            view = next((block for block in part.blocks if block.id == one.block), None)
            what = block_words(view, gathered, text) if view is not None else ""
        said = text(N_("{what} · {pages} pages", what=own_words(what), pages=tenths_words(one.tenths)))
        return INDENT * one.level + said

    # --- the cut --------------------------------------------------------------------------------------

    def _number(self) -> int:
        text = self.limit.text().strip()
        return int(text) if text.isascii() and text.isdigit() else 0

    def _on_limit(self, text: str) -> None:
        self._own_limit = text.strip()
        self._show_cut()

    def _show_cut(self) -> None:
        from app.services.dossier.budget import cut_at

        gathered, pressed, limit = self.presenter.gathered, self.presenter.pressed, self._number()
        if gathered is None or pressed is None:
            return
        clear(self.lost)
        cuts = cut_at(gathered, pressed, limit)
        if not limit:
            said: Message = N_("Write a page number here.")
        elif not cuts:
            said = N_("Nothing stands behind page {limit}. There are {pages} pages.", limit=limit, pages=pressed.pages)
        else:
            beyond = pressed.pages - limit
            said = NP_(
                "{n} page stands behind page {limit}. This would be lost:",
                "{n} pages stand behind page {limit}. This would be lost:",
                beyond,
                limit=limit,
            )
        self.verdict.say(OPEN if not limit else NOTICE if cuts else DONE, said)
        for one in cuts:
            self.lost.addWidget(self._card(one))

    def _card(self, one: Cut) -> Card:
        gathered = self.presenter.gathered
        part = gathered.view.part(one.part) if gathered is not None else None
        card = Card(self.context, units=0.75)
        binder = card.binder
        if gathered is None or part is None:
            return card
        title = part_title(part, gathered, self.presenter.pressed, self.context.text)
        card.body.addWidget(binder.label(own_words(title), "strong"))
        for words in self._lost_words(one):
            card.body.addWidget(binder.label(words))
        row = FlowLayout(gap=6)
        go = partial(self.go_asked.emit, f"page:{one.first}")
        row.addWidget(binder.button(N_("See page {n}", n=one.first), go, kind="small", name="see_cut"))
        card.body.addLayout(row)
        return card

    def _lost_words(self, one: Cut) -> list[Message]:
        gathered = self.presenter.gathered
        said: list[Message] = [
            N_("Page {n}", n=one.first)
            if one.first == one.last
            else N_("Pages {first} to {last}", first=one.first, last=one.last)
        ]
        blocks = {block.id: block for part in gathered.view.parts for block in part.blocks} if gathered else {}
        if one.begun and one.block in blocks and gathered is not None:
            words = own_words(block_words(blocks[one.block], gathered, self.context.text))
            said.append(N_("It breaks off in the middle of: {what}", what=words))
        if gathered is not None:
            first = [own_words(block_words(blocks[key], gathered, self.context.text)) for key in one.headings[:4]]
            said += [N_("Lost: {what}", what=words) for words in first]
        if len(one.headings) > 4:
            said.append(NP_("And {n} more heading.", "And {n} more headings.", len(one.headings) - 4))
        if one.photos:
            said.append(NP_("{n} photo would be lost.", "{n} photos would be lost.", one.photos))
        return said

    # --- the trial --------------------------------------------------------------------------------------

    def _try(self) -> None:
        chosen, pressed, gathered = self.ticked(), self.presenter.pressed, self.presenter.gathered
        fonts, cache = self.presenter.fonts, self.presenter.cache
        self.take.setEnabled(bool(chosen) and not self.context.document.read_only)
        self.untick.setEnabled(bool(chosen))
        self._asked += 1
        if not chosen or pressed is None or gathered is None or fonts is None or cache is None:
            self.trial.say(OPEN, N_("Nothing is ticked."))
            return
        number, ids = self._asked, frozenset(key for one in chosen for key in one.ids)

        def work(_job: object) -> int:
            from app.services.dossier.budget import pages_without

            return pages_without(gathered, pressed.spec, ids, fonts, cache)

        self.context.pool.run(work, lambda pages: self._on_tried(number, pages))

    def _on_tried(self, number: int, pages: int) -> None:
        pressed, gathered = self.presenter.pressed, self.presenter.gathered
        if number != self._asked or pressed is None or gathered is None:
            return
        limit = gathered.template.page_limit
        over = bool(limit) and pages > limit
        rest = NP_("{n} page below the limit", "{n} pages below the limit", limit - pages)
        if over:
            rest = NP_("still {n} page too many", "still {n} pages too many", pages - limit)
        said = N_("{pages} pages instead of {before}: {rest}.", pages=pages, before=pressed.pages, rest=rest)
        self.trial.say(PROBLEM if over else DONE, said)

    def _on_untick(self) -> None:
        self.list.tick_all(False)
        self.list.setFocus()

    def _on_take(self) -> None:
        chosen = self.ticked()
        blocks = tuple(dict.fromkeys(key for one in chosen for key in one.blocks))
        parts = tuple(one.part for one in chosen if not one.blocks)
        self._on_untick()
        self.context.lane.submit(partial(_take_out, blocks, parts), self._on_taken)

    def _on_taken(self, _nothing: object) -> None:
        self.context.notice(N_("Taken out. Undo brings it back."))
        self.presenter.refresh(own=True)


def _take_out(blocks: Sequence[str], parts: Sequence[str], ws: Any) -> None:  # noqa: ANN401 - the workspace
    from app.services.dossier.placing import take_out

    take_out(ws, blocks, parts)
