"""Pages as a budget: what each chapter uses, and what could go onto the pages that are free, with the reasons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.messages import N_, NP_, Message, own_words
from app.ui.context import UiContext
from app.ui.studio.tools.desk import ToolPanel
from app.ui.studio.words import block_words, part_title
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM
from app.ui.widgets.status import Meter, StatusWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exports.spec import Audience
    from app.services.dossier.budget import PageBudget, PartPages
    from app.services.dossier.press import Gathered
    from app.services.dossier.suggest import Offer, Suggested
    from app.ui.studio.presenter import StudioPresenter


class BudgetPanel(ToolPanel):
    """Shows the pages of every part, and suggestions that the person takes or leaves."""

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, presenter, N_("Page budget"))
        self.total = StatusWord(context, DONE, N_("Counting the pages"), wrap=True)
        self.bar = Meter(context.theme, 10)
        self.parts, self.tips = QVBoxLayout(), QVBoxLayout()
        self.body.addWidget(self.total)
        self.body.addWidget(self.bar)
        self.parts.setSpacing(context.theme.metrics.u(0.2))
        self.body.addLayout(self.parts)
        self.body.addSpacing(context.theme.metrics.u(0.5))
        self.body.addWidget(self.binder.label(N_("What could fill the free pages"), "section"))
        said = N_("Most points for least room first. Nothing is put in unless you say so.")
        self.body.addWidget(self.binder.label(said, "caption"))
        self.body.addLayout(self.tips)
        self.binder.also(self.total.refresh)
        self._asked = 0
        self._found: tuple[Suggested, ...] | None = None

    def refresh(self) -> None:
        """Say and space it again."""
        self._found = None
        super().refresh()

    def look(self) -> None:
        """See :class:`ToolPanel`."""
        from app.services.dossier.budget import page_budget

        gathered, pressed, target = self.presenter.gathered, self.presenter.pressed, self.presenter.target
        if gathered is None or pressed is None or target is None:
            return
        self._show_budget(page_budget(gathered, pressed), gathered)
        self._asked += 1
        number = self._asked
        self.context.lane.submit(
            partial(_unused, gathered, target.audience), lambda unused: self._on_unused(number, gathered, unused)
        )

    def _show_budget(self, budget: PageBudget, gathered: Gathered) -> None:
        warn = gathered.template.warn_pages or budget.limit
        over, close = budget.free < 0, budget.used > warn
        said = (
            NP_("{n} page too many for the limit of {limit}.", "{n} pages too many for the limit of {limit}.",
                -budget.free, limit=budget.limit)
            if over
            else NP_("{used} of {limit} pages used, {n} free.", "{used} of {limit} pages used, {n} free.",
                     budget.free, used=budget.used, limit=budget.limit)
        )  # fmt: skip
        self.total.say(PROBLEM if over else NOTICE if close else DONE, said)
        tone = "clay" if over else "sun" if close else "leaf"
        self.bar.show_share(budget.used / max(1, budget.limit), tone)
        clear(self.parts)
        binder, metrics = Binder(self.context), self.context.theme.metrics
        front = sum(one.pages for one in budget.parts if not one.suggested)
        if front:
            said = NP_("Cover, summary, contents: {n} page", "Cover, summary, contents: {n} pages", front)
            self.parts.addWidget(binder.label(said))
        for one in budget.parts:
            if not one.suggested:
                continue
            self.parts.addSpacing(metrics.u(0.3))
            self.parts.addWidget(binder.label(own_words(self._title(one.part)), "strong"))
            self.parts.addWidget(binder.label(used_words(one), "caption"))
            meter = Meter(self.context.theme, 8)
            meter.show_share(one.pages / one.suggested, "sun" if one.left < 0 else "leaf")
            self.parts.addWidget(meter)

    def _title(self, part: str) -> str:
        gathered = self.presenter.gathered
        view = gathered.view.part(part) if gathered is not None else None
        return part_title(view, gathered, self.presenter.pressed, self.context.text) if view and gathered else ""

    # --- suggestions ------------------------------------------------------------------------------

    def _on_unused(self, number: int, gathered: Gathered, unused: Any) -> None:  # noqa: ANN401 - see suggest
        pressed, fonts, cache = self.presenter.pressed, self.presenter.fonts, self.presenter.cache
        if number != self._asked or pressed is None:
            return

        def work(_job: object) -> tuple[Suggested, ...]:
            from app.services.dossier.suggest import suggestions

            return suggestions(gathered, pressed, unused, fonts, cache)

        self.context.pool.run(work, lambda found: self._on_suggested(number, found))

    def _on_suggested(self, number: int, found: Sequence[Suggested]) -> None:
        if number != self._asked or tuple(found) == self._found:
            return
        self._found = tuple(found)
        focused = QApplication.focusWidget()
        had = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self.tips)
        for one in found:
            self.tips.addWidget(self._card(one))
        if not found:
            said = N_("Every chapter has the pages that its weight asks for.")
            self.tips.addWidget(Binder(self.context).label(said))
        if had:
            again = [one for one in self.findChildren(QPushButton, had) if one.isEnabled()]
            (again[0] if again else self.back).setFocus()

    def _card(self, one: Suggested) -> Card:
        card = Card(self.context, units=0.75)
        binder = card.binder
        card.body.addWidget(binder.label(own_words(self._title(one.part)), "strong"))
        for reason in one.reasons:
            card.body.addWidget(binder.label(reason))
        frozen = self.context.document.read_only
        for place, offer in enumerate(one.offers):
            button = binder.button(
                N_("Put in"), partial(self._put, one.part, (offer,)), icon="plus", kind="small",
                name=f"put_{one.pages.aspect}_{place}",
            )  # fmt: skip
            button.setEnabled(not frozen)
            self._name(button, offer)
            card.body.addWidget(self._line(binder, _offer_words(offer), button))
        row = FlowLayout(gap=self.context.theme.metrics.u(0.5))
        if len(one.offers) > 1:
            every = binder.button(
                N_("Put all of them in"), partial(self._put, one.part, one.offers), kind="small",
                name=f"put_all_{one.pages.aspect}",
            )  # fmt: skip
            every.setEnabled(not frozen)
            row.addWidget(every)
        for large in one.large:
            words = N_("{what}: {pages} pages", what=own_words(self._block_words(large.block)),
                       pages=tenths_words(large.tenths))  # fmt: skip
            button = binder.button(N_("Go there"), partial(self.go_asked.emit, f"block:{large.block}"),
                                   icon="arrow-right", kind="small", name="go_large")  # fmt: skip
            button.setAccessibleDescription(self.context.text(words))
            card.body.addWidget(self._line(binder, words, button))
        go = binder.button(
            N_("Go to the chapter"), partial(self.go_asked.emit, f"part:{one.part}"), icon="arrow-right",
            kind="small", name=f"go_{one.pages.aspect}",
        )  # fmt: skip
        row.addWidget(go)
        card.body.addLayout(row)
        return card

    def _name(self, button: QPushButton, offer: Offer) -> None:
        button.setAccessibleName(self.context.text(N_("Put in: {what}", what=_offer_words(offer))))

    def _line(self, binder: Binder, words: Message, button: QPushButton) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.context.theme.metrics.u(0.5))
        row.addWidget(binder.label(words), 1)
        row.addWidget(button)
        return line

    def _block_words(self, block: str) -> str:
        gathered = self.presenter.gathered
        part = gathered.view.part_of_block(block) if gathered is not None else None
        view = next((one for one in part.blocks if one.id == block), None) if part is not None else None
        return block_words(view, gathered, self.context.text) if view is not None and gathered is not None else ""

    def _put(self, part: str, offers: Sequence[Offer]) -> None:
        wanted = tuple((one.after, kind, settings) for one in offers for kind, settings in one.unused.makes)
        self.context.lane.submit(partial(_place, part, wanted), self._on_put)

    def _on_put(self, blocks: tuple[str, ...]) -> None:
        said = NP_("Put in. Undo takes it out again.", "Put in. Undo takes them out again.", len(blocks))
        self.context.notice(said)
        self.presenter.refresh(own=True)


def used_words(one: PartPages) -> Message:
    """Return what a part uses, in one line."""
    left: Message = NP_("{n} page left", "{n} pages left", one.left)
    if one.left < 0:
        left = NP_("{n} page over", "{n} pages over", -one.left)
    points: Message = NP_("{n} point", "{n} points", one.weight) if one.weight else N_("no points")
    used = tenths_words(one.tenths)
    return N_(
        "{used} of {suggested} pages filled · {left} · {points}",
        used=used,
        suggested=one.suggested,
        left=left,
        points=points,
    )


def tenths_words(tenths: int) -> str:
    """Return tenths of a page as people read them."""
    from app.services.dossier.suggest import tenths_text

    return tenths_text(tenths)


def _offer_words(offer: Offer) -> Message:
    from app.services.dossier.suggest import offer_words

    return offer_words(offer)


def _unused(gathered: Gathered, audience: Audience, ws: Any) -> object:  # noqa: ANN401 - the workspace
    from app.services.dossier.suggest import unused_of

    return unused_of(ws, gathered, audience)


def _place(part: str, wanted: tuple[tuple[str, str, Any], ...], ws: Any) -> tuple[str, ...]:  # noqa: ANN401
    from app.services.dossier.placing import place

    return place(ws, part, wanted)
