"""The package for the county: what is ready, under which names, written to a folder or a ZIP and compared."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.messages import N_, NP_, Label, Message
from app.core.text import safe_file_name
from app.services.handover.names import SETTING, TOKENS, USUAL
from app.services.programmes.rounds import Rounds, has_form, round_or_main, rounds_of
from app.system.paths import find_paths
from app.ui.context import UiContext
from app.ui.jobs import Job
from app.ui.looking import PaperLooking
from app.ui.pages.base import AskingPage
from app.ui.pool_pictures import original_from
from app.ui.rounds.choice import RoundChoice
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.dialogs import dialogs_of
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.layouts import clear
from app.ui.widgets.result_bar import ResultBar
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.handover.desk import HandoverView, Item, Made, Package, ToHandOver
    from app.services.handover.write import Delivered
    from app.services.output_kinds import Tools
    from app.services.photos.originals import MissingOriginal
    from app.services.workspace import Workspace

ZIP_FILES = "ZIP (*.zip)"
NO_PROGRAMME = N_("This file takes part in no programme whose papers are handed in.")


class HandoverPage(AskingPage):
    """One card for what is ready, one for names, one for writing it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._view: HandoverView | None = None
        self._found: ToHandOver | None = None
        self._looking = PaperLooking(context, lambda: partial(_gather, context.round), _look, self)
        self._looking.gathered.connect(self._on_gathered)
        self._looking.seen.connect(self._on_looked)
        self._looking.failed.connect(context.error)
        self._writing = False
        self._target, self._zipped = Path(), False
        self._parts: list[Binder] = []
        self._at = 0
        self._looks: list[QPushButton] = []
        self.jobs, self.result = JobBar(context), ResultBar(context)
        self.jobs.appeared.connect(self._on_slow)
        self.round = RoundChoice(context, self.binder, self._ask)
        self.body.addWidget(self.round)
        self.body.addWidget(self.jobs)
        self.body.addWidget(self.result)
        self.ready = QVBoxLayout()
        self.ready.addWidget(self.binder.label(N_("Looking at all papers …")))
        self.body.addLayout(self.ready)
        self.names = self._make_names()
        self.body.addWidget(self.names)
        self.deliver = self._make_deliver()
        self.body.addWidget(self.deliver)
        for one in (self.names, self.deliver):
            one.hide()
            self.binder.also(one.refresh)
        for bar in (self.jobs, self.result):
            self.binder.also(bar.refresh)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Hand over")

    def help_text(self) -> HelpText | None:
        """Return what this page is good for."""
        return HelpText(
            N_("Hand over"),
            why=N_("The county gets everything at once: papers, originals, a list with a check sum for each file."),
            how=(
                N_("Look at what is not ready yet, and mend it."),
                N_("Set how the files are named; the names stand below."),
                N_("Write the package to a folder or as a ZIP, such as on a stick."),
                N_("Wait for the words “read back and the same”. Only then pull the stick out."),
            ),
            mistake=N_("Copying by hand without comparing. A stick may lose a byte and say nothing."),
        )

    def _touched(self, changes: object) -> bool:
        """Nearly everything is part of it; it is looked at anew while somebody looks."""
        return self.isVisible()

    def focus_first(self) -> None:
        """Put the keyboard on the first paper, on the page while nothing is known yet."""
        (self._looks[0] if self._looks else self.scroll_area).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Hand on the rule for names."""
        self.rule.commit_composition()
        super().leave()

    # -- reading

    def _ask(self) -> None:
        self._looking.look()

    def _on_gathered(self, gathered: Gathered | None) -> None:
        found, rounds = gathered or (None, Rounds())
        self.round.show_rounds(rounds)
        self._found = found
        if found is None:
            self._view, self._looks = None, []
            clear(self.ready)
            self.ready.addWidget(EmptyState(self.context, "book-open", NO_PROGRAMME))
            self.names.hide()
            self.deliver.hide()

    def _on_looked(self, view: HandoverView) -> None:
        self._view = view
        self._fill()

    # -- what is shown

    def _fill(self) -> None:
        view = self._view
        if view is None:
            return
        held = next((place for place, one in enumerate(self._looks) if one.hasFocus()), -1)
        clear(self.ready)
        card = Card(self.context, N_("What goes into the package"), units=1.25)
        self._parts = [card.binder]
        self._looks = []
        for one in view.items:
            card.body.addLayout(self._line(card.binder, one))
        self.ready.addWidget(card)
        before: QWidget = self.result.close_button
        for button in self._looks:  # Tab goes down the page, though these are made last
            QWidget.setTabOrder(before, button)
            before = button
        if held >= 0 and self._looks:
            focus_soon(self._looks[min(held, len(self._looks) - 1)])
        if not self.rule.hasFocus() and self.rule.text() != view.rule:
            self.rule.setText(view.rule)
        self._show_names(view.problem, view.names)
        self._say_state()
        self.names.show()
        self.deliver.show()

    def _say_state(self) -> None:
        """Say whether all is ready; while it is written, that it is: the papers take a while to be gathered."""
        errors = len([one for one in self._view.items if not one.ready]) if self._view is not None else 0
        ready = N_("Everything is ready.")
        open_ = NP_("{n} paper is not ready. The package then says that it is a draft.",
                    "{n} papers are not ready. The package then says that it is a draft.", errors)  # fmt: skip
        if self._writing:
            self.state.say(BEGUN, N_("The package is being written. Leave the stick in."))
        else:
            self.state.say(NOTICE if errors else DONE, open_ if errors else ready)

    def _line(self, part: Binder, one: Item) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.context.theme.metrics.u(0.75))
        said = N_("{title}: {said}", title=one.title, said=one.said)
        row.addWidget(StatusWord(self.context, DONE if one.ready else PROBLEM, said, wrap=True), 1)
        if one.route:
            words = self.context.text(one.title)
            go = part.button(N_("Look"), partial(self.context.go, one.route), kind="small", name=f"look_{one.part}")
            go.setAccessibleName(self.context.text(N_("Look at {title}", title=words)))
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
            self._looks.append(go)
        return row

    def _make_names(self) -> Card:
        card = Card(self.context, N_("How the files are named"), units=1.25)
        binder = card.binder
        self.rule = LineEdit()
        self.rule.setObjectName("names_rule")
        label = binder.label(N_("Rule for names"), "caption")
        label.setBuddy(self.rule)
        binder.text(self.rule.setAccessibleName, N_("Rule for names"))
        card.body.addWidget(label)
        card.body.addWidget(self.rule)
        words = [binder.button(N_("{token}: {words}", token="{" + token + "}", words=said),
                               partial(self._insert, token), kind="small", name=f"token_{token}")
                 for token, said in TOKENS.items()]  # fmt: skip
        card.body.addWidget(binder.label(N_("Press a word to put it in:"), "caption"))
        card.body.addLayout(button_row(*words))
        self.problem = StatusWord(self.context, PROBLEM, "", wrap=True)
        self.problem.setObjectName("names_problem")
        card.body.addWidget(self.problem)
        self.preview = QLabel()
        self.preview.setObjectName("names_preview")
        self.preview.setWordWrap(True)
        self.preview.setProperty("role", "caption")
        card.body.addWidget(self.preview)
        usual = binder.button(N_("Take the usual rule"), self._on_usual, kind="small", name="usual_rule")
        card.body.addLayout(button_row(usual))
        self.rule.textEdited.connect(lambda _text: self._try_rule())
        self.rule.edited.connect(self._keep_rule)
        self.rule.cursorPositionChanged.connect(self._on_cursor)
        return card

    def _make_deliver(self) -> Card:
        card = Card(self.context, N_("Write the package"), units=1.25)
        self.state = StatusWord(self.context, DONE, "", wrap=True)
        card.body.addWidget(self.state)
        card.body.addWidget(card.binder.label(
            N_("Everything is read back from the stick or disk and compared, byte by byte."), "caption"))  # fmt: skip
        make = card.binder.button
        self.as_folder = make(N_("Write as a folder"), self._on_folder, icon="folder-open", kind="primary",
                              name="write_folder")  # fmt: skip
        self.as_zip = make(N_("Write as a ZIP"), self._on_zip, icon="archive", name="write_zip")
        card.body.addLayout(button_row(self.as_folder, self.as_zip))
        return card

    # -- names

    def _try_rule(self) -> None:
        from app.services.handover.desk import preview

        found = self._found
        if found is not None:
            naming = replace(found.naming, rule=self.rule.text())
            self._show_names(naming.problem(), preview(naming, found.parts, found.checks.language))

    def _show_names(self, problem: Message | None, names: tuple[str, ...]) -> None:
        self.problem.setVisible(problem is not None)
        if problem is not None:
            self.problem.say(PROBLEM, problem)
        self.preview.setText("\n".join(names))
        self.preview.setVisible(bool(names))
        for button in (self.as_folder, self.as_zip):
            button.setEnabled(problem is None and not self._writing)

    def _keep_rule(self, text: str) -> None:
        if self._found is not None and not self.context.document.read_only and text != self._found.rule:
            self.context.lane.submit(lambda ws: ws.settings.change({SETTING: text}, typing=True, step=SETTING))

    def _insert(self, token: str) -> None:
        self.rule.setCursorPosition(self._at)  # where the person was before the button took the keyboard
        self.rule.insert("{" + token + "}")
        self.rule.setFocus()
        self._try_rule()
        self._keep_rule(self.rule.text())

    def _on_cursor(self, _old: int, new: int) -> None:
        if self.rule.hasFocus():
            self._at = new

    def _on_usual(self) -> None:
        self.rule.setText(USUAL)
        self._try_rule()
        self._keep_rule(USUAL)

    # -- writing

    def _on_folder(self) -> None:
        place = dialogs_of(self.context).choose_folder(self, self.context.text(N_("Choose the stick or a folder")))
        if place is not None:
            self._begin(place, zipped=False)

    def _on_zip(self) -> None:
        found = self._found
        words = self.context.text(N_("papers"))
        name = found.naming.name(words, ".zip") if found is not None else safe_file_name(words) + ".zip"
        path = dialogs_of(self.context).save_file(self, self.context.text(N_("Write the package")), name, ZIP_FILES)
        if path is not None:
            self._begin(path, zipped=True)

    def _begin(self, target: Path, *, zipped: bool) -> None:
        if self._writing or self._found is None:
            return
        self._target, self._zipped, self._writing = target, zipped, True
        self.result.hide()
        self._take_keyboard_to(self.scroll_area)  # else it would go to the button after those that fall asleep
        self._hold()
        self.context.lane.submit(partial(_package, self._found.checks.pack.id), self._on_package, self._on_not_written)

    def _on_package(self, package: Package) -> None:
        job = self.context.pool.run(partial(self._write, package), self._on_written, self._on_not_written)
        if self._writing:  # it may have answered already
            self.jobs.watch(job, N_("Writing the package"))

    def _write(self, package: Package, job: Job) -> Answer:
        """Thread: pool."""
        from app.services.handover.desk import make_papers
        from app.services.handover.write import PackageWriter, write_package

        made = make_papers(package, self._looking.tools(), job)
        target = self._target if self._zipped else self._target / made.name
        staging = find_paths().cache / "packages"
        writer = PackageWriter(target, self._zipped, made.listing, staging, replaces=self._zipped)
        done, missing = write_package(
            writer, made.files, made.folder, made.figures, original_from(self.context.lane), job
        )
        return made, done, missing

    def _on_written(self, answer: Answer) -> None:
        made, done, missing = answer
        self._end()
        self.context.lane.submit(partial(_said, done), partial(self._say, made, done, missing), self.context.error)

    def _say(self, made: Made, done: Delivered, missing: tuple[MissingOriginal, ...], said: Message) -> None:
        if missing:
            gone = NP_("{n} picture has no original in it.", "{n} pictures have no original in it.", len(missing))
            said = N_("{said} {more}", said=said, more=gone)
        if made.draft:
            said = N_("{said} {more}", said=said, more=N_("It is a draft: problems are open."))
        self.result.say(NOTICE if missing or made.draft else DONE, said, done.path)
        self.scroll_area.follow(self.result)
        self._take_keyboard_to(self.result.folder)

    def _on_slow(self) -> None:
        """Show how far it is: the button that was pressed stands at the other end of the page."""
        self._take_keyboard_to(self.jobs.stop)
        self.scroll_area.follow(self.jobs)

    def _on_not_written(self, error: AppError) -> None:
        self._end()
        self._take_keyboard_to(self.as_zip if self._zipped else self.as_folder)
        self.context.error(error)

    def _take_keyboard_to(self, widget: QWidget) -> None:
        """Put the keyboard there, unless somebody is busy elsewhere: the button that was pressed slept meanwhile."""
        focus = QApplication.focusWidget()
        if focus is None or (self.isAncestorOf(focus) and focus is not self.rule):
            focus_soon(widget)

    def _hold(self) -> None:
        for button in (self.as_folder, self.as_zip):
            button.setEnabled(not self._writing)
        self._say_state()

    def _end(self) -> None:
        self._writing = False
        self.jobs.hide()
        self._hold()


Answer = tuple["Made", "Delivered", tuple["MissingOriginal", ...]]
Gathered = tuple["ToHandOver", Rounds]


def _gather(wanted: str, workspace: Workspace) -> Gathered | None:
    from app.services.handover.desk import gather_handover

    pack = round_or_main(workspace, has_form, wanted)
    if pack is None or not pack.round:
        return None
    return gather_handover(workspace, pack.id), rounds_of(workspace, has_form, pack.id)


def _look(gathered: Gathered, tools: Tools) -> HandoverView:
    """Thread: pool."""
    from app.services.handover.desk import handover_view

    return handover_view(gathered[0], tools)


def _package(pack_id: str, workspace: Workspace) -> Package:
    from app.services.handover.desk import gather_package

    return gather_package(workspace, pack_id)


def _said(done: Delivered, workspace: Workspace) -> Message:
    from app.services.handover.write import said_of

    place = done.path.parent
    backups = workspace.backups.elsewhere
    return said_of(done, backups.name_of(place), removable=backups.is_removable(place))
