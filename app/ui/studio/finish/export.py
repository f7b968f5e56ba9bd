"""Writing the dossier out: for whom, as draft or final, where to, and the other ways."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QWidget

from app.core.errors import AppError
from app.core.messages import N_, NP_, Message
from app.core.text import safe_file_name
from app.exports.spec import Audience
from app.system.paths import find_paths
from app.ui.context import UiContext
from app.ui.studio.finish.exporter import (
    COPY_SHOP,
    ORIGINALS,
    PAPER,
    PDF,
    SMALL,
    WORD,
    Exporter,
    Order,
    Written,
    written_words,
)
from app.ui.studio.panel import Panel
from app.ui.studio.radio_words import RadioWords
from app.ui.widgets.card import Card
from app.ui.widgets.dialogs import Dialogs, dialogs_of
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout
from app.ui.widgets.print_flow import PrintFlow
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.press import Pressed
    from app.services.outputs import TargetBusyError
    from app.ui.studio.presenter import StudioPresenter

AUDIENCES = (
    (Audience.PUBLIC.value, N_("Everybody, names masked")),
    (Audience.AUTHORITY.value, N_("The authority")),
    (Audience.TEAM.value, N_("The team, nothing masked")),
)
LANGUAGES = (("zh_TW", N_("Chinese")), ("en", N_("English")))
STATES = (("final", N_("Final")), ("draft", N_("Draft")))
PAPERS = (("A4", N_("A4")), ("Letter", N_("Letter")))
ENDINGS = {ORIGINALS: "", WORD: ".docx"}
DRAFT, TEAM = N_("_draft"), N_("_team")
DEFAULT_MB, MOST_MB = 5, 500
AskSave = Callable[[QWidget, str, str, str], str]
AskFolder = Callable[[QWidget, str, str], str]


def ask_save(dialogs: Dialogs, parent: QWidget, title: str, proposed: str, pattern: str) -> str:
    """Ask for a place to save; "" where the person thought better of it."""
    chosen = dialogs.save_file(parent, title, Path(proposed).name, pattern)
    return str(chosen) if chosen else ""


def ask_folder(dialogs: Dialogs, parent: QWidget, title: str, proposed: str) -> str:
    """Ask for a folder; "" where the person thought better of it."""
    chosen = dialogs.choose_folder(parent, title)
    return str(chosen) if chosen else ""


class ExportPanel(Panel):
    """Offers every way out.

    Args:
        context: words, theme.
        presenter: what is printed.

    Attributes:
        ask_save, ask_folder: ask where to; tests answer themselves.
    """

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, N_("Export"), N_("Back to the pages"), name="export_back")
        self._presenter = presenter
        self.exporter = Exporter(presenter)
        dialogs = dialogs_of(context)
        self.ask_save: AskSave = partial(ask_save, dialogs)
        self.ask_folder: AskFolder = partial(ask_folder, dialogs)
        self._folder = ""
        self._add_choices()
        self._add_progress()
        self._add_others()
        exporter = self.exporter
        exporter.stepped.connect(self._on_stepped)
        exporter.written.connect(self._on_written)
        exporter.drawn.connect(self.printing.give)
        exporter.busy.connect(self._on_busy)
        exporter.failed.connect(self._on_failed)
        exporter.ended.connect(self._on_ended)

    def show_pressed(self, pressed: Pressed) -> None:
        """Say what an export would be now."""
        target = self._presenter.target
        if target is not None:
            self.audience.set_value(target.audience.value)
            self.language.set_value(target.language)
            self.reading.setVisible(target.language != target.home)
        ready = pressed.ready
        self.state.buttons["final"].setEnabled(ready)
        if not ready:
            self.state.set_value("draft")
        elif not self._draft_chosen:
            self.state.set_value("final")
        errors = pressed.errors() + len({one.char for one in pressed.missing})
        said: Message = N_("No error is open: it can be final.")
        if not ready:
            said = NP_(
                "{n} error is open, so it is a draft. The check names it.",
                "{n} errors are open, so it is a draft. The check names them.",
                errors,
            )
        self.verdict.say(DONE if ready else NOTICE, said)
        page = pressed.spec.page
        self.printing.expect(pressed.pages, (page.width, page.height), pressed.spec.title)

    def focus_first(self) -> None:
        """Put the keyboard on the button that exports."""
        self.go.setFocus()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        self.verdict.refresh()
        self.outcome.refresh()

    def proposed_name(self, what: str = PDF) -> str:
        """Return the name that the window proposes: the title, with its marks."""
        pressed, target = self._presenter.pressed, self._presenter.target
        if pressed is None or target is None:
            return "dossier.pdf"
        text, marks = self.context.text, ""
        if what != ORIGINALS and self.state.value() == "draft":
            marks += text(DRAFT)
        if target.audience is Audience.TEAM:
            marks += text(TEAM)
        if what == SMALL:
            marks += text(N_("_small"))
        if what == COPY_SHOP:
            marks += f"_{self.paper.value()}"
        return safe_file_name(pressed.spec.title + marks) + ENDINGS.get(what, ".pdf")

    # --- the parts --------------------------------------------------------------------------------

    def _add_choices(self) -> None:
        binder, context = self.binder, self.context
        self._draft_chosen = False
        self.audience = RadioWords(context, AUDIENCES)
        self.language = RadioWords(context, LANGUAGES)
        self.state = RadioWords(context, STATES)
        self.audience.chosen.connect(self._on_audience)
        self.language.chosen.connect(self._on_language)
        self.state.chosen.connect(self._on_state)
        self.reading = binder.label(N_("In this language it is a reading copy; every page says so."), "caption")
        self.verdict = StatusWord(context, DONE, "", wrap=True)
        self.verdict.setObjectName("export_verdict")
        for label, widget in (
            (N_("For whom"), self.audience),
            (N_("In which language"), self.language),
            (N_("Draft or final"), self.state),
        ):
            heading = binder.label(label, "strong")
            widget.setAccessibleName(context.text(label))
            self.body.addWidget(heading)
            self.body.addWidget(widget)
            binder.also(widget.refresh)
            if widget is self.language:
                self.body.addWidget(self.reading)
        self.body.addWidget(self.verdict)
        self.go = binder.button(N_("Export PDF"), self._on_pdf, icon="download", kind="primary", name="export_pdf_now")
        row = FlowLayout(gap=8)
        row.addWidget(self.go)
        self.body.addLayout(row)

    def _add_progress(self) -> None:
        binder = self.binder
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.doing = binder.label("")
        self.stop = binder.button(N_("Stop"), self.exporter.stop, icon="circle-stop", kind="small", name="stop_export")
        self.outcome = StatusWord(self.context, DONE, "", wrap=True)
        self.outcome.setObjectName("export_outcome")
        self.beside = binder.button(N_("Save beside it"), self.exporter.save_beside, icon="save", name="save_beside")
        self._shown_while = (self.doing, self.progress, self.stop)
        for widget in (*self._shown_while, self.outcome, self.beside):
            self.body.addWidget(widget)
            widget.hide()

    def _add_others(self) -> None:
        binder, context = self.binder, self.context
        paper = Card(context, N_("Print"), units=1)
        self.printing = PrintFlow(context, saves=False)
        self.printing.data_wanted.connect(self._on_print)
        self.printing.save_asked.connect(self._on_pdf)
        paper.body.addWidget(self.printing)
        paper.binder.also(self.printing.refresh)
        shop = Card(context, N_("For the copy shop"), units=1)
        shop.body.addWidget(shop.binder.label(N_("A PDF in a folder of your choice, such as on a stick.")))
        self.paper = RadioWords(context, PAPERS)
        binder.text(self.paper.setAccessibleName, N_("Paper"))
        shop.body.addWidget(self.paper)
        self.shop = shop.binder.button(N_("Choose a folder"), self._on_shop, icon="printer", name="copy_shop")
        shop.body.addWidget(self.shop)
        originals = Card(context, N_("Original photos"), units=1)
        originals.body.addWidget(
            originals.binder.label(N_("Every printed photo as it came, named and ordered as its figure."))
        )
        self.originals = originals.binder.button(
            N_("Choose a folder"), self._on_originals, icon="images", name="originals"
        )
        originals.body.addWidget(self.originals)
        small = Card(context, N_("A small copy for reading"), units=1)
        self.limit = LineEdit()
        self.limit.setObjectName("small_limit")
        self.limit.setText(str(DEFAULT_MB))
        label = small.binder.label(N_("At most so many megabytes"))
        label.setBuddy(self.limit)
        small.binder.text(self.limit.setAccessibleName, N_("At most so many megabytes"))
        self.small = small.binder.button(N_("Save a small copy"), self._on_small, icon="file", name="small_copy")
        for widget in (label, self.limit, self.small):
            small.body.addWidget(widget)
        word = Card(context, N_("For Word"), units=1)
        said = N_("To go on editing in Word or LibreOffice. There the pages may differ; only the PDF counts them.")
        word.body.addWidget(word.binder.label(said))
        self.word = word.binder.button(N_("Save for Word"), self._on_word, icon="file-text", name="word_copy")
        word.body.addWidget(self.word)
        self._cards = (paper, shop, originals, word, small)
        self.body.addSpacing(context.theme.metrics.u(1))
        for card in self._cards:
            binder.also(card.refresh)
            self.body.addWidget(card)
        binder.also(self.paper.refresh)
        self.paper.set_value(context.document.paper if context.document.paper in ("A4", "Letter") else "A4")

    # --- what the person does ---------------------------------------------------------------------

    def _on_audience(self, key: str) -> None:
        self._presenter.choose(audience=Audience(key))

    def _on_language(self, key: str) -> None:
        self._presenter.choose(language=key)

    def _on_state(self, key: str) -> None:
        self._draft_chosen = key == "draft"

    def _on_pdf(self) -> None:
        self._save(PDF)

    def _on_word(self) -> None:
        self._save(WORD)

    def _on_small(self) -> None:
        self.limit.commit_composition()
        digits = "".join(str(int(char)) for char in self.limit.text() if char.isdecimal())
        megabytes = max(1, min(MOST_MB, int(digits or DEFAULT_MB)))
        self.limit.setText(str(megabytes))
        self._save(SMALL, limit_bytes=megabytes * 1_000_000)

    def _on_print(self) -> None:
        if self.exporter.running:
            self.printing.forget()
        else:
            self._order(Order(PAPER, Path(), draft=self.state.value() == "draft"))

    def _save(self, what: str, limit_bytes: int = 0) -> None:
        if self.exporter.running:
            return
        text, ending = self.context.text, ENDINGS.get(what, ".pdf")
        title = text(N_("Save for Word")) if what == WORD else text(N_("Export PDF"))
        pattern = N_("Word document (*.docx)") if what == WORD else N_("PDF file (*.pdf)")
        proposed = str(self._start() / self.proposed_name(what))
        chosen = self.ask_save(self, title, proposed, text(pattern))
        if chosen:
            path = Path(chosen)
            path = path if path.suffix.lower() == ending else path.with_name(path.name + ending)
            self._folder = str(path.parent)
            self._order(Order(what, path, draft=self.state.value() == "draft", limit_bytes=limit_bytes))

    def _on_shop(self) -> None:
        folder = self._ask_folder(N_("Choose the folder for the copy shop"))
        if folder is not None:
            draft = self.state.value() == "draft"
            path = folder / self.proposed_name(COPY_SHOP)
            self._order(Order(COPY_SHOP, path, draft=draft, paper=self.paper.value()))

    def _on_originals(self) -> None:
        folder = self._ask_folder(N_("Choose the folder for the original photos"))
        if folder is not None:
            self._order(Order(ORIGINALS, folder))

    def _ask_folder(self, title: Message) -> Path | None:
        if self.exporter.running:
            return None
        chosen = self.ask_folder(self, self.context.text(title), str(self._start()))
        if chosen:
            self._folder = chosen
        return Path(chosen) if chosen else None

    def _start(self) -> Path:
        """Return the folder to begin in: where one saved last, else where documents are."""
        if self._folder:
            return Path(self._folder)
        documents = find_paths().documents
        return next((one for one in (documents, *documents.parents) if one.is_dir()), Path.home())

    def _order(self, order: Order) -> None:
        self.outcome.hide()
        self.beside.hide()
        for widget in self._shown_while:
            widget.show()
        self._enable(False)
        self.exporter.start(order)

    # --- what comes of it -------------------------------------------------------------------------

    def _enable(self, on: bool) -> None:
        for button in (self.go, self.shop, self.originals, self.word, self.small):
            button.setEnabled(on)
        self.printing.hold(not on)

    def _on_stepped(self, done: int, total: int, note: object) -> None:
        self.progress.setRange(0, max(0, total))
        self.progress.setValue(done)
        words = self.context.text(note) if isinstance(note, Message) else self.doing.text()
        if isinstance(note, Message) and total:
            words += " · " + self.context.text(N_("{done} of {total}", done=done, total=total))
        self.doing.setText(words)
        self.progress.setAccessibleName(words)

    def _on_written(self, written: Written) -> None:
        said = written_words(written)
        self.beside.hide()
        self.outcome.say(DONE, said)
        self.outcome.show()
        self.context.notice(said)

    def _on_busy(self, error: TargetBusyError) -> None:
        self.outcome.say(NOTICE, N_("{what} {todo}", what=error.what, todo=error.todo))
        self.outcome.show()
        self.binder.text(self.beside.setText, N_("Save as {name}", name=error.proposal.name))
        self.beside.show()

    def _on_failed(self, error: AppError) -> None:
        self.printing.forget()
        self.outcome.say(PROBLEM, N_("{what} {todo}", what=error.what, todo=error.todo))
        self.outcome.show()

    def _on_ended(self) -> None:
        for widget in self._shown_while:
            widget.hide()
        self._enable(True)
        for focus in (self.beside, self.go):
            if focus.isVisible():
                focus.setFocus()
                break
