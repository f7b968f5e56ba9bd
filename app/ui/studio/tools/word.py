"""A whole Word document into the chapters: choose it, see what would go where and what is left, then take it in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.fields import Option
from app.core.messages import N_, NP_, Message, zh_en
from app.ui.context import UiContext
from app.ui.studio.tools.desk import ToolPanel
from app.ui.studio.words import part_title
from app.ui.widgets.binder import Binder
from app.ui.widgets.choice import CheckBox, ChoiceBox
from app.ui.widgets.dialogs import dialogs_of
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered
    from app.services.dossier.views import DossierView
    from app.services.dossier.word_in import BroughtIn, Proposal, Section
    from app.ui.studio.presenter import StudioPresenter

OUT = "out"
MOST = 28
"""Latin characters of a chapter's title in the list of choices; half as many in Chinese."""


class WordPanel(ToolPanel):
    """Reads a Word document in.

    Attributes:
        ask: asks for the file; tests answer themselves.
        choices: for each section, where it goes.
    """

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, presenter, N_("Read in from Word"))
        self.ask: Callable[[QWidget], tuple[Path, ...]] = self._ask
        self._proposal: Proposal | None = None
        binder = self.binder
        said = N_("Last year's dossier (.docx), for instance. You see first what goes where; nothing is overwritten.")
        self.body.addWidget(binder.label(said))
        self.choose = binder.button(
            N_("Choose a document"), self._on_choose, icon="folder-open", kind="primary", name="choose_word"
        )
        row = FlowLayout(gap=8)
        row.addWidget(self.choose)
        self.body.addLayout(row)
        self.verdict = StatusWord(context, OPEN, N_("No document is chosen yet."), wrap=True)
        self.body.addWidget(self.verdict)
        binder.also(self.verdict.refresh)
        self.summary = CheckBox(context.theme)
        self.summary.setObjectName("word_summary")
        self.summary.setChecked(True)
        binder.text(self.summary.setText, N_("Fill the summary too"))
        self.summary_words = binder.label("", "caption")
        for widget in (self.summary, self.summary_words):
            self.body.addWidget(widget)
            widget.hide()
        self._host = QVBoxLayout()
        self._host.setSpacing(context.theme.metrics.u(0.75))
        self.body.addLayout(self._host)
        self.take = binder.button(N_("Read it in"), self._on_take, icon="check", kind="primary", name="take_word")
        self._row = FlowLayout(gap=8)
        self._row.addWidget(self.take)
        self.body.addLayout(self._row)
        self.take.hide()
        self.choices: list[ChoiceBox] = []
        self._parts: tuple[tuple[str, str], ...] = ()
        self._chosen: list[str] = []
        self._name = ""

    def focus_first(self) -> None:
        """Put the keyboard on what comes next."""
        (self.take if self._proposal is not None else self.choose).setFocus()

    def look(self) -> None:
        """See :class:`ToolPanel`: chapters that were renamed or left out change what is offered."""
        gathered, pressed = self.presenter.gathered, self.presenter.pressed
        self.choose.setEnabled(not self.context.document.read_only)
        if gathered is None:
            return
        parts = tuple(
            (part.id, _short(part_title(part, gathered, pressed, self.context.text)))
            for part in gathered.view.parts
            if part.kind in ("chapter", "appendix") and not part.left_out
        )
        if parts != self._parts:
            self._parts = parts
            self._show()

    # --- reading ------------------------------------------------------------------------------------

    def _ask(self, parent: QWidget) -> tuple[Path, ...]:
        text = self.context.text
        pattern = text(N_("Word document (*.docx)"))
        return dialogs_of(self.context).open_files(parent, text(N_("Choose a document")), pattern)[:1]

    def _on_choose(self) -> None:
        gathered = self.presenter.gathered
        for path in self.ask(self) if gathered is not None else ():
            self._name = path.name
            self.verdict.say(OPEN, N_("Reading “{name}”", name=path.name))
            work = partial(_read, path, gathered)  # type: ignore[arg-type]
            self.context.pool.run(work, self._on_read, self._on_failed)

    def _on_read(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self._chosen = [one.part for one in proposal.sections]
        self._show()
        self.take.setFocus()

    def _on_failed(self, error: AppError) -> None:
        self._proposal = None
        self._show()
        self.verdict.say(
            NOTICE,
            N_("“{name}”: {what} {safe} {todo}", name=self._name, what=error.what, safe=error.safe, todo=error.todo),
        )

    # --- what would come of it ----------------------------------------------------------------------

    def _show(self) -> None:
        clear(self._host)
        self.choices = []
        proposal = self._proposal
        self.take.setVisible(proposal is not None and bool(proposal.sections))
        rows = len(proposal.summary) if proposal is not None else 0
        said = NP_("Its summary table fills {n} row; rows that are written stay.",
                   "Its summary table fills {n} rows; rows that are written stay.", rows)  # fmt: skip
        self.binder.text(self.summary_words.setText, said)
        for widget in (self.summary, self.summary_words):
            widget.setVisible(bool(rows))
        if proposal is None:
            return
        if proposal.sections:
            said = NP_("“{name}” has {n} piece. Say where it goes.", "“{name}” has {n} pieces. Say where each goes.",
                       len(proposal.sections), name=proposal.name)  # fmt: skip
            self.verdict.say(DONE, said)
        else:
            self.verdict.say(NOTICE, N_("“{name}” holds no text.", name=proposal.name))
        for place, one in enumerate(proposal.sections):
            self._host.addWidget(self._card(place, one))
        if proposal.left:
            self._host.addWidget(self._label(N_("What is not taken, or taken otherwise"), "strong"))
        for left in proposal.left:
            self._host.addWidget(self._label(left.what, "body"))
            if left.words:
                self._host.addWidget(self._label(left.words, "caption"))

    def _card(self, place: int, section: Section) -> QFrame:
        from app.services.dossier.word_in import section_words

        text, metrics = self.context.text, self.context.theme.metrics
        card = QFrame()
        card.setProperty("card", True)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*[metrics.u(0.75)] * 4)
        title = section.title or text(N_("Before the first chapter"))
        inner.addWidget(self._label(title, "strong"))
        inner.addWidget(self._label(" · ".join(text(one) for one in section_words(section)), "caption"))
        options = [Option(key, zh_en(words, words)) for key, words in self._parts]
        box = ChoiceBox(self.context, [*options, Option(OUT, N_("Leave it out"))], optional=False)
        box.setObjectName(f"word_target_{place}")
        box.set_value(self._chosen[place] or OUT)
        box.name_it(text(N_("Where “{title}” goes", title=title)))
        box.edited.connect(partial(self._on_chosen, place))
        inner.addWidget(box)
        self.choices.append(box)
        return card

    def _label(self, said: Message | str, kind: str) -> QWidget:
        return Binder(self.context).label(said, kind)

    def _on_chosen(self, place: int, edit: Any) -> None:  # noqa: ANN401 - an Edit
        self._chosen[place] = "" if edit.value in (None, OUT) else str(edit.value)

    # --- taking it in ---------------------------------------------------------------------------------

    def _on_take(self) -> None:
        gathered = self.presenter.gathered
        if gathered is None or self._proposal is None:
            return
        self.take.setEnabled(False)
        summary = bool(self._proposal.summary) and self.summary.isChecked()
        work = partial(_bring_in, gathered.view, self._proposal, tuple(self._chosen), summary)
        self.context.lane.submit(work, self._on_taken, self._on_not_taken)

    def _on_taken(self, done: BroughtIn) -> None:
        self.take.setEnabled(True)
        self._proposal = None
        self._show()
        said = NP_("{n} block was read in, with {photos} new photos. Undo takes it out again.",
                   "{n} blocks were read in, with {photos} new photos. Undo takes them out again.",
                   done.blocks, photos=done.photos)  # fmt: skip
        if done.refused:
            said = N_("{said} These pictures cannot be read: {names}", said=said, names=", ".join(done.refused))
        self.verdict.say(NOTICE if done.refused else DONE, said)
        self.context.notice(said)
        self.presenter.refresh(own=True)
        self.choose.setFocus()

    def _on_not_taken(self, error: AppError) -> None:
        self.take.setEnabled(True)
        self.context.error(error)


def _short(title: str) -> str:
    """Return a title that fits into a closed list: its number and first words tell it from the others."""
    most = MOST if title.isascii() else MOST // 2
    return title if len(title) <= most else title[:most].rstrip(" 、,(（") + "…"


def _read(path: Path, gathered: Gathered, _job: object) -> Proposal:
    from app.imports.word import read_docx
    from app.services.dossier.word_in import propose

    return propose(read_docx(path), gathered.view, gathered.spec.language, gathered.template.summary_rows)


def _bring_in(
    view: DossierView,
    proposal: Proposal,
    chosen: tuple[str, ...],
    summary: bool,
    ws: Any,  # noqa: ANN401
) -> BroughtIn:
    from app.services.dossier.word_in import bring_in

    return bring_in(ws, view, proposal, chosen, summary=summary)
