"""Find and replace over the whole dossier: every place is shown as it would be, before anything is changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from app.core.messages import N_, NP_, Label, Message, own_words
from app.ui.context import UiContext
from app.ui.studio.tools.desk import ToolPanel
from app.ui.studio.tools.tick_list import TickList
from app.ui.studio.words import part_title
from app.ui.widgets.binder import Binder
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.finding import FoundWords, Hit, Replaced
    from app.ui.studio.presenter import StudioPresenter


class FindPanel(ToolPanel):
    """Looks for words and puts others in their place."""

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, presenter, N_("Find and replace"))
        self.wanted = self._field(N_("Find"), "find_words")
        self.words = self._field(N_("Replace with"), "replace_words")
        self.exact = CheckBox(context.theme)
        self.exact.setObjectName("find_exact")
        self.binder.text(self.exact.setText, N_("Only exactly this spelling"))
        self.binder.text(
            self.exact.setAccessibleDescription, N_("Otherwise 台 finds 臺 too, and capitals make no difference.")
        )
        self.exact.clicked.connect(self._search)
        hint = N_("Otherwise 台 finds 臺 too, and capitals make no difference.")
        self.body.addWidget(self.exact)
        self.body.addWidget(self.binder.label(hint, "caption"))
        self.verdict = StatusWord(context, OPEN, N_("Write what to look for."), wrap=True)
        self.body.addWidget(self.verdict)
        self.list = TickList(context.theme, 14, goes=True)
        self.list.setObjectName("found_list")
        self.list.ticked.connect(self._enable)
        self.list.asked.connect(self._on_asked)
        self.keys = self.binder.label(N_("Space ticks a place. Enter goes there."), "caption")
        self.body.addWidget(self.keys)
        self.body.addWidget(self.list)
        self._add_buttons()
        self.live = QVBoxLayout()
        self.body.addLayout(self.live)
        self.binder.also(self.verdict.refresh)
        self._hits: tuple[Hit, ...] = ()
        self._asked = 0
        self._show(None)

    def _field(self, said: Label, name: str) -> LineEdit:
        label, field = self.binder.label(said, "strong"), LineEdit()
        field.setObjectName(name)
        label.setBuddy(field)
        self.binder.text(field.setAccessibleName, said)
        field.edited.connect(self._on_typed)
        field.returnPressed.connect(self._on_return)
        self.body.addWidget(label)
        self.body.addWidget(field)
        return field

    def _add_buttons(self) -> None:
        binder, row = self.binder, FlowLayout(gap=8)
        self.go = binder.button(
            N_("Replace the ticked"), self._on_replace, icon="check", kind="primary", name="replace"
        )
        self.all = binder.button(N_("Tick all"), partial(self.list.tick_all, True), kind="small", name="tick_all")
        self.none = binder.button(N_("Untick all"), partial(self.list.tick_all, False), kind="small", name="tick_none")
        for button in (self.go, self.all, self.none):
            row.addWidget(button)
        self.body.addLayout(row)

    def focus_first(self) -> None:
        """Put the keyboard where the words are written."""
        self.wanted.setFocus()

    def look(self) -> None:
        """See :class:`ToolPanel`."""
        self.list.setAccessibleName(self.context.text(N_("Places where the words stand")))
        self._search()

    # --- finding --------------------------------------------------------------------------------------

    def _on_typed(self, _text: str) -> None:
        self._search()

    def _on_return(self) -> None:
        if not self.wanted.composing() and not self.words.composing():
            self.wanted.flush()
            self._search()
            if self._hits:
                self.list.setFocus()

    def _search(self) -> None:
        gathered, pressed = self.presenter.gathered, self.presenter.pressed
        self._asked += 1
        number, exact, words = self._asked, self.exact.isChecked(), self.wanted.text()
        if gathered is None or not words:
            self._show(None)
            return
        laid = pressed.laid if pressed is not None else None

        def work(_job: object) -> FoundWords:
            from app.services.dossier.finding import Query, find

            return find(gathered, laid, Query(words, exact))

        self.context.pool.run(work, lambda found: self._on_found(number, found))

    def _on_found(self, number: int, found: FoundWords) -> None:
        if number == self._asked:
            self._show(found)

    def _show(self, found: FoundWords | None) -> None:
        kept = {(hit.spot, hit.start) for row, hit in enumerate(self._hits) if not self.list.is_ticked(row)}
        self._hits = found.hits if found is not None else ()
        self.list.show_lines(
            [self._line(hit) for hit in self._hits], [(hit.spot, hit.start) not in kept for hit in self._hits]
        )
        for widget in (self.list, self.keys, self.go, self.all, self.none):
            widget.setVisible(bool(self._hits))
        clear(self.live)
        said: Message = N_("Write what to look for.")
        shape = OPEN
        if found is not None:
            said, shape = N_("Nothing was found."), NOTICE
            if found.total:
                said, shape = NP_("{n} place.", "{n} places.", found.total), DONE
            if found.total > len(found.hits):
                said = N_("{n} places. The first {shown} are listed.", n=found.total, shown=len(found.hits))
            self._show_live(found)
        self.verdict.say(shape, said)
        self._enable()

    def _show_live(self, found: FoundWords) -> None:
        if not found.live:
            return
        binder, total = Binder(self.context), sum(one.count for one in found.live)
        words = NP_(
            "{n} more place comes from records. Mend it there.",
            "{n} more places come from records. Mend them there.",
            total,
        )
        self.live.addWidget(StatusWord(self.context, NOTICE, words, wrap=True))
        row = FlowLayout(gap=6)
        for one in found.live[:12]:
            go = partial(self.go_asked.emit, f"block:{one.block}")
            said = N_("Page {n}", n=one.page)
            row.addWidget(binder.button(said, go, icon="arrow-right", kind="small", name="go_live"))
        self.live.addLayout(row)

    def _line(self, hit: Hit) -> str:
        """Return a place as it is and as it would be, with where it stands."""
        text, words = self.context.text, self.words.text()
        change = (
            f"{hit.before}【{hit.match}→{words}】{hit.after}" if words else f"{hit.before}【{hit.match}】{hit.after}"
        )
        where = self._where(hit)
        if hit.page:
            return text(N_("Page {n} · {where}: {what}", n=hit.page, where=own_words(where), what=own_words(change)))
        return text(N_("{where}: {what}", where=own_words(where), what=own_words(change)))

    def _where(self, hit: Hit) -> str:
        gathered = self.presenter.gathered
        part = gathered.view.part(hit.spot.part) if gathered is not None else None
        if gathered is None or part is None:
            return ""
        title = part_title(part, gathered, self.presenter.pressed, self.context.text)
        return title.split(" ")[0] if part.kind == "chapter" else title

    def _enable(self) -> None:
        chosen = len(self.list.rows_ticked())
        self.go.setEnabled(chosen > 0 and not self.context.document.read_only)

    def _on_asked(self, row: int) -> None:
        spot = self._hits[row].spot
        self.go_asked.emit(f"block:{spot.block}" if spot.block else f"part:{spot.part}")

    # --- replacing ------------------------------------------------------------------------------------

    def _on_replace(self) -> None:
        gathered = self.presenter.gathered
        self.words.flush()
        chosen = tuple(self._hits[row] for row in self.list.rows_ticked())
        if gathered is not None and chosen:
            language = gathered.spec.language
            self.context.lane.submit(partial(_replace, chosen, self.words.text(), language), self._on_replaced)

    def _on_replaced(self, done: Replaced) -> None:
        said: Message = NP_(
            "{n} place replaced. Undo takes it back.", "{n} places replaced. Undo takes them back.", done.done
        )
        if done.left:
            said = N_("{done} replaced; {left} had changed meanwhile and stay.", done=done.done, left=done.left)
        self.context.notice(said)
        self.presenter.refresh(own=True)


def _replace(hits: tuple[Hit, ...], words: str, language: str, ws: Any) -> Replaced:  # noqa: ANN401 - the workspace
    from app.services.dossier.finding import replace_words

    return replace_words(ws, hits, words, language)
