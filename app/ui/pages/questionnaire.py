"""Questionnaires: the list; or one, to write its questions, type its sheets in, and read what they say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.core.messages import N_, NP_, Label, own_words
from app.exports.spec import Audience
from app.services.output_kinds import Request, prepare
from app.services.questionnaires import SheetHead
from app.services.questionnaires.feedback import Kept
from app.ui.context import UiContext
from app.ui.importing.ways import SHEETS
from app.ui.pages.base import AskingPage
from app.ui.questionnaires.list_view import show_list
from app.ui.questionnaires.question_editor import AROUND, QuestionEditor
from app.ui.questionnaires.reading import Facts, add, every_one, facts_of, keep
from app.ui.questionnaires.results_view import ResultsView
from app.ui.questionnaires.typing_panel import TypingPanel
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    from app.services.questionnaires import QuestionnaireLine
    from app.services.workspace import Workspace

WRITE, TYPE, RESULTS = "write", "type", "results"


class QuestionnairePage(AskingPage):
    """Three views of a questionnaire; the first is where its questions are written."""

    reads = frozenset(
        {"questionnaire", "question", "question_wording", "questionnaire_sheet", "answer", "event", "feedback_note"}
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._id, self._sheet, self._visit = "", "", 0
        self._facts: Facts | None = None
        self._part = Binder(context)
        self._built: object = None
        self._head = QVBoxLayout()
        self.body.addLayout(self._head)
        tabs = ((WRITE, N_("Questions")), (TYPE, N_("Type in sheets")), (RESULTS, N_("Results")))
        self.tabs = TabRow(context, tabs)
        self.tabs.chosen.connect(self._on_tab)
        self.body.addWidget(self.tabs)
        self._editor_box = QVBoxLayout()
        self.body.addLayout(self._editor_box)
        self.editor: QuestionEditor | None = None
        self.typing, self.results = TypingPanel(context), ResultsView(context)
        self.typing.head_changed.connect(self._on_head)
        self.typing.next_asked.connect(self._on_next)
        self.typing.other_asked.connect(self._on_other)
        self.typing.file_asked.connect(self._on_file)
        self.typing.book_asked.connect(self._on_book)
        self.results.keep_asked.connect(self._on_keep)
        self.typing.keys.answered.connect(partial(self._on_answer, "value"))
        self.typing.keys.worded.connect(partial(self._on_answer, "words"))
        self.body.addWidget(self.typing)
        self.body.addWidget(self.results)
        self._rest = QVBoxLayout()
        self.body.addLayout(self._rest)
        self.binder.also(self.tabs.refresh)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return own_words(self._facts.view.title) if self._facts and self._facts.view.title else N_("Questionnaires")

    def help_text(self) -> HelpText | None:
        """Return what questionnaires are good for, and the keys of typing in."""
        return HelpText(
            N_("Questionnaires"),
            why=N_("The same few questions, asked of many, tell what one talk cannot."),
            how=(
                N_("Write few questions, each in every language. Print, copy and hand them out."),
                N_("Type sheets in: press the key that stands before a tick; Enter goes on."),
                N_("After the last question, Enter begins the next sheet."),
                N_("Sheets that were typed in Excel come in under “Type in sheets”."),
                N_("Backspace empties an answer; the up arrow goes back."),
                N_("Small groups are never shown on their own."),
            ),
            mistake=N_("Names on sheets. Ask people not to write them, and do not type them."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show all, or the one whose id is given; a second part names the view."""
        self._id, self._facts, self._sheet, self._built = (args[0] if args else ""), None, "", None
        if len(args) > 1:
            self.tabs.choose(args[1])
        self._ask()

    def retranslate(self) -> None:
        """Say everything again."""
        self._built = None
        self.typing.refresh()
        super().retranslate()

    def _ask(self) -> None:
        if self._id:
            self.context.lane.submit(partial(facts_of, id=self._id), self._on_facts)
        else:
            self.context.lane.submit(every_one, self._on_all)

    # -- the list

    def _on_all(self, found: Sequence[QuestionnaireLine]) -> None:
        self._show(one=False)
        clear(self._head)
        clear(self._rest)
        self._part = Binder(self.context)
        show_list(self.context, self._part, self._head, found, self._on_add)

    def _on_add(self) -> None:
        self.context.lane.submit(add, lambda row: self.context.go(f"record:questionnaire:{row.id}:title"))

    # -- one questionnaire

    def _on_facts(self, facts: Facts | None) -> None:
        if facts is None:
            self._id = ""
            self._ask()
            return
        self._facts = facts
        self.title_changed.emit()
        if self._built != (facts.view.id, self.context.translator):
            self._built = (facts.view.id, self.context.translator)
            self._build()
        self._show(one=True)
        self._fill()

    def _build(self) -> None:
        clear(self._head)
        part = self._part = Binder(self.context)
        self._head.setSpacing(self.context.theme.metrics.u(0.75))
        make, key = part.button, self._id
        go, write = partial(self.context.go, f"record:questionnaire:{key}"), self._on_write
        copying, large = partial(write, "questionnaire", {}), partial(write, "questionnaire", {"large": "yes"})
        results = partial(write, "questionnaire-results", {})
        buttons = (
            make(N_("Title and languages"), go, icon="settings", name="questionnaire_head"),
            make(N_("Print for copying"), copying, icon="printer", name="print_questionnaire"),
            make(N_("Print in large letters"), large, icon="printer", name="print_large"),
            make(N_("Print the results"), results, icon="printer", name="print_results"),
        )
        self._head.addLayout(button_row(*buttons))
        clear(self._editor_box)
        facts = self._facts
        if facts is not None:
            self.editor = QuestionEditor(self.context, facts.kinds)
            self.editor.worded.connect(self._on_worded)
            self.editor.changed.connect(self._on_changed)
            self.editor.add_asked.connect(self._on_add_question)
            self.editor.move_asked.connect(self._on_move)
            self.editor.delete_asked.connect(self._on_delete)
            self._editor_box.addWidget(self.editor)

    def _fill(self) -> None:
        facts = self._facts
        if facts is None or self.editor is None:
            return
        view = self.tabs.current()
        clear(self._rest)
        self.editor.setVisible(view == WRITE)
        self.typing.setVisible(view == TYPE and bool(facts.view.questions))
        self.results.setVisible(view == RESULTS)
        if view == WRITE:
            self.editor.show_questions(facts.view, facts.languages, own=self.context.own_undo)
            if facts.view.missing:
                names = {f"{label} ({self._spoken(language)})" for label, language in facts.view.missing}
                said = N_("Still to be worded: {questions}", questions=", ".join(sorted(names)))
                self._rest.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
            if foreign := facts.view.foreign():
                spoken = self.context.translator.listed([self._spoken(one) for one in foreign])
                said = N_(
                    "Sheets still with English words: {languages}. Write them above the questions.", languages=spoken
                )
                self._rest.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        elif view == TYPE:
            self._fill_typing(facts)
        else:
            self.results.show_results(facts.view, facts.sheets, facts.kept)

    def _spoken(self, language: str) -> str:
        facts = self._facts
        found = next((one.label for one in (facts.languages if facts else ()) if one.key == language), None)
        return self.context.text(found) if found is not None else language

    # -- typing in

    def _fill_typing(self, facts: Facts) -> None:
        if not facts.view.questions:
            self._rest.addWidget(StatusWord(self.context, NOTICE, N_("Write the questions first."), wrap=True))
            return
        sheet = next((one for one in facts.sheets if one.id == self._sheet), None)
        if sheet is None and facts.sheets:
            sheet = facts.sheets[-1]
            self._sheet = sheet.id
        self.typing.set_choices(facts.languages, facts.events, facts.groups)
        self.typing.show_sheet(facts.view, facts.sheets, sheet)

    def _on_next(self) -> None:
        facts = self._facts
        last = next((one for one in (facts.sheets if facts else ()) if one.id == self._sheet), None)
        first = facts.view.languages[0] if facts and len(facts.view.languages) == 1 else ""
        head = SheetHead(last.language, last.event, last.group) if last else SheetHead(first)
        key = self._id
        self.context.lane.submit(lambda workspace: workspace.questionnaires.begin_sheet(key, head), self._on_begun)

    def _on_begun(self, sheet: str) -> None:
        self._sheet = sheet
        self._visit += 1
        self.context.lane.submit(partial(facts_of, id=self._id), self._on_fresh)

    def _on_fresh(self, facts: Facts | None) -> None:
        self._on_facts(facts)
        self.typing.keys.begin()
        self.scroll_area.follow(self.typing.which)

    def _on_other(self, step: int) -> None:
        facts = self._facts
        if facts is None:
            return
        places = [one.id for one in facts.sheets]
        at = places.index(self._sheet) + step if self._sheet in places else -1
        if 0 <= at < len(places):
            self._sheet = places[at]
            self._visit += 1
            self._fill()
            self.typing.keys.begin()

    def _on_head(self, head: SheetHead) -> None:
        sheet = self._sheet
        self.context.lane.submit(lambda workspace: workspace.questionnaires.head(sheet, head))

    def _on_answer(self, what: str, question: str, text: str) -> None:
        sheet, step = self._sheet, f"{self._sheet}/{question}/{self._visit}"
        given = {what: text}

        def write(workspace: Workspace) -> object:
            return workspace.questionnaires.answer(sheet, question, step=step, **given)

        self.context.lane.submit(write, None, self.context.error)

    def _on_file(self) -> None:
        self.context.go(f"import:{SHEETS}:{self._id}")

    def _on_book(self) -> None:
        language = "zh_TW" if self.context.translator.language == "zh_TW" else "en"
        request = Request(language, Audience.TEAM, ids=(self._id,))
        name = self._facts.view.title if self._facts else ""
        self.output.write(
            lambda workspace: prepare(workspace, "questionnaire-workbook", request),
            name,
            ".xlsx",
            N_("Save as a workbook"),
        )

    # -- what answers become

    def _on_keep(self, question: str, sheets: tuple[str, ...]) -> None:
        key = self._id
        self.context.lane.submit(partial(keep, id=key, question=question, only=sheets), self._on_kept)

    def _on_kept(self, found: Kept | None) -> None:
        if found is not None:
            said = NP_(
                "{n} feedback note was added. Undo takes it back.",
                "{n} feedback notes were added. Undo takes them back.",
                found.kept,
            )
            self.context.notice(said if found.kept else N_("It is among the feedback notes already."))

    # -- writing

    def _on_worded(self, question: str, language: str, part: str, text: str) -> None:
        key, step = self._id, f"{self._id}/{question}/{language}/{part}/{self._visit}"
        if part.startswith(AROUND):
            at = int(part.removeprefix(AROUND))
            self.context.lane.submit(
                lambda workspace: workspace.questionnaires.frame(key, language, at, text, step=step)
            )
            return
        self.context.lane.submit(
            lambda workspace: workspace.questionnaires.word(key, question, language, {part: text}, step=step)
        )

    def _on_changed(self, question: str, field: str, value: object) -> None:
        step = f"{question}/{field}/{self._visit}"
        self.context.lane.submit(
            lambda workspace: workspace.records.change("question", question, {field: value}, typing=True, step=step)
        )

    def _on_add_question(self, kind: str) -> None:
        key = self._id
        self.context.lane.submit(lambda workspace: workspace.questionnaires.add_question(key, kind))

    def _on_move(self, question: str, step: int) -> None:
        facts = self._facts
        if facts is None:
            return
        ids = [one.asked.id for one in facts.view.questions]
        at = ids.index(question)
        after = ids[at + 1] if step > 0 else (ids[at - 2] if at > 1 else None)
        self.context.lane.submit(lambda workspace: workspace.records.move("question", question, after))

    def _on_delete(self, question: str) -> None:
        self.context.lane.submit(lambda workspace: workspace.records.delete("question", question))

    # -- rest

    def _show(self, *, one: bool) -> None:
        """Show the views of one questionnaire, or none; what is shown already keeps the keyboard."""
        self.tabs.setVisible(one)
        if not one:
            for part in (self.typing, self.results, self.editor):
                if part is not None:
                    part.hide()

    def _on_tab(self, _key: str) -> None:
        self._visit += 1
        self._fill()
        if self.tabs.current() == TYPE and self._sheet:
            self.typing.keys.begin()

    def _on_write(self, kind: str, options: dict[str, str]) -> None:
        key, language = self._id, self.context.document.output_language
        title = N_("Print the results") if kind.endswith("results") else N_("Print for copying")
        request = Request(language, ids=(key,), options=options)
        name = self._facts.view.title if self._facts else ""
        self.output.write(lambda workspace: prepare(workspace, kind, request), name, ".pdf", title)
