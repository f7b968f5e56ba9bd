"""Bring data in: choose a file, look at what would happen, decide about doubles, bring it in as one step."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout

from app.core.errors import AppError
from app.core.fields import Option
from app.core.messages import N_, NP_, Label, Message
from app.services.importing import Matched
from app.services.importing.apply import ImportResult, count_coming
from app.services.importing.rows import Act, ImportPlan
from app.ui.context import UiContext
from app.ui.importing.columns import ColumnChooser
from app.ui.importing.review import ImportReview
from app.ui.importing.ways import Way, way_of
from app.ui.jobs import Job
from app.ui.looking import Gather, Looking
from app.ui.pages.base import ScrollPage
from app.ui.photos.intake import protect
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.dialogs import dialogs_of
from app.ui.widgets.help import HelpText
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.layouts import clear
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.result_bar import ResultBar
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Seen = tuple[object, ImportPlan, Mapping[str, tuple[Option, ...]]]
"""What was read, what would become of it, and lists of the programme by id."""
ENDINGS = ("*.xlsx", "*.xlsm", "*.csv", "*.tsv", "*.txt")


class BringInPage(ScrollPage):
    """One file at a time: chosen by button or dragged here."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.dialogs = dialogs_of(context)
        self._way, self._name = way_of(()), ""
        self._args: tuple[str, ...] = ()
        self._plan: ImportPlan | None = None
        self._coming = 0
        self._first: Any = None
        self._job: Job | None = None
        self._busy = self._choosing = False
        self._looking = Looking(context, self._begin_look, _compare, self)
        self._looking.working.connect(partial(self._watch, N_("Comparing with the records")))
        self._looking.seen.connect(self._on_plan)
        self._looking.failed.connect(self._on_look_failed)
        self._notes_binder = Binder(context)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(partial(self._protect, begun=True))
        self.setAcceptDrops(True)
        self._lay_out()
        self._arrange()

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return self._way.title

    def help_text(self) -> HelpText | None:
        """Return what the page is good for."""
        return HelpText(
            N_("Bring data in"),
            why=N_("Lists that others keep in Excel need not be typed again."),
            how=(
                N_("Choose a workbook or a CSV file. Nothing changes until you have seen what would happen."),
                N_("Where a heading is not known, choose which field its column is."),
                N_("The national list of shelters is read as it is published."),
                N_("Write all records into a workbook, change it in Excel, and bring it in again."),
            ),
            mistake=N_("Whatever was brought in is one step: Undo takes all of it back."),
        )

    def wants_help(self) -> bool:
        """The table needs the room, and the page says itself what to do."""
        return False

    def open(self, args: tuple[str, ...]) -> None:
        """Begin anew; *args* say what comes in, see :func:`way_of`."""
        if args != self._args and not self._busy:
            self._forget()
            self._args, self._way = args, way_of(args)
            self.binder.text(self.template.setText, self._way.template)
            self.binder.text(self.export.setText, self._way.export)
            self.template.setVisible(self._way.template is not None)
            self.title_changed.emit()
        self._arrange()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._show_notes()
        self._count()

    # -- choosing

    def choose_file(self) -> None:
        """Ask for a file and read it."""
        kinds = self.context.text(N_("Workbooks and CSV files"))
        pattern = f"{kinds} ({' '.join([*ENDINGS, *(one.upper() for one in ENDINGS)])})"
        chosen = self.dialogs.open_files(self, self.context.text(N_("Choose a file to bring in")), pattern)
        if chosen:
            self.read(chosen[0])

    def read(self, path: Path) -> None:
        """Read a file in the pool and compare it with the records."""
        if self._busy or self.context.document.read_only:
            return
        self._forget()
        self._name = path.name
        self._busy = True
        job = self.context.pool.run(partial(self._way.read, path), self._on_read, self._on_failed)
        self._watch(N_("Reading the file"), job)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if event.mimeData().hasUrls() and not self._busy and not self.context.document.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the first file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read(paths[0])

    def save_template(self) -> None:
        """Write the empty workbook, of what the page brings in."""
        self._write(True, N_("Save the empty workbook"), N_("Empty workbook to fill in"))

    def save_records(self) -> None:
        """Write what is there for the team, to be changed in Excel and brought in again."""
        title = self._way.export if self._way.name else N_("Save the records as a workbook")
        self._write(False, title, self._way.name or N_("Records, for the team only"))

    def _write(self, empty: bool, title: Message, name: Label) -> None:
        language = "zh_TW" if self.context.translator.language == "zh_TW" else "en"
        write = self._way.write
        self.outputs.write(lambda workspace: write(workspace, language, empty), self.context.text(name), ".xlsx", title)

    # -- layout

    def _lay_out(self) -> None:
        make, words = self.binder.button, self.binder.label
        self.card = Card(self.context, N_("Choose a file"), icon="upload")
        self.card.body.addWidget(
            words(N_("An Excel workbook or a CSV file. You can also drag it onto this page. Nothing changes yet."))
        )
        self.choose = make(N_("Choose file…"), self.choose_file, kind="primary", icon="folder-open", name="choose")
        self.template = make(None, self.save_template, icon="download", kind="quiet", name="template")
        self.export = make(None, self.save_records, icon="table", kind="quiet", name="export_team")
        self.binder.text(self.template.setText, self._way.template)
        self.binder.text(self.export.setText, self._way.export)
        self.card.body.addLayout(button_row(self.choose, self.template, self.export))
        self.closed = StatusWord(
            self.context, NOTICE, N_("This file can only be read. Open a copy of it to bring data in."), wrap=True
        )
        self.card.body.addWidget(self.closed)
        self.body.addWidget(self.card)
        self.outputs = OutputBar(self.context, self.dialogs)
        self.jobs = JobBar(self.context)
        self.result = ResultBar(self.context)
        for bar in (self.outputs, self.jobs, self.result):
            self.body.addWidget(bar)
        self.head = words(None, "section")
        self.body.addWidget(self.head)
        self._notes_box = QVBoxLayout()
        self.body.addLayout(self._notes_box)
        self.columns = ColumnChooser(self.context)
        self.columns.hide()
        self.columns.chosen.connect(self._on_columns)
        self.body.addWidget(self.columns)
        self.waiting = StatusWord(self.context, NOTICE, "", wrap=True)
        self.bring = make(None, self.bring_in, kind="primary", icon="check", name="bring_in")
        self.leave_it = make(N_("Choose another file"), self._on_leave, name="leave_file")
        self.body.addLayout(button_row(self.bring, self.leave_it))
        self.body.addWidget(self.waiting)
        self.review = ImportReview(self.context)
        self.review.decided.connect(self._count)
        self.body.addWidget(self.review)
        self.body.addStretch(1)
        for widget in (
            self.card, self.outputs, self.jobs, self.result, self.columns, self.review, self.waiting, self.closed
        ):  # fmt: skip
            self.binder.also(widget.refresh)

    def _arrange(self) -> None:
        """Show the file that was read, or the way to choose one."""
        there, busy = self._plan is not None, self._busy
        for widget in (self.head, self.bring, self.leave_it, self.review):
            widget.setVisible(there)
        self.columns.setVisible(there and bool(self.columns.said))
        self.card.setVisible(not there)
        self.waiting.setVisible(there and bool(self.waiting.text()))
        read_only = self.context.document.read_only
        self.closed.setVisible(read_only)
        self.choose.setEnabled(not busy and not read_only)
        self.bring.setEnabled(there and not busy and self._coming > 0)
        self.help_changed.emit()

    def _show_notes(self) -> None:
        clear(self._notes_box)
        self._notes_binder = Binder(self.context)
        for note in self._plan.notes if self._plan is not None else ():
            word = StatusWord(self.context, NOTICE, note, wrap=True)
            word.setObjectName("file_note")
            self._notes_box.addWidget(word)

    def _count(self) -> None:
        """Say on the button how many records come in, and what still waits."""
        plan = self._plan
        if plan is None:
            return
        decisions = self.review.decisions
        count = count_coming(plan, decisions)
        self.bring.setText(self.context.text(NP_("Bring in {n} record", "Bring in {n} records", count)))
        self._coming = count
        self.bring.setEnabled(count > 0 and not self._busy)
        waiting = NP_(
            "{n} row may double a record. Until you decide, it is left out.",
            "{n} rows may double a record. Until you decide, they are left out.",
            plan.waiting(decisions),
        )
        self.waiting.say(NOTICE, waiting if plan.waiting(decisions) else "")
        self.waiting.setVisible(bool(plan.waiting(decisions)))
        self.head.setText(self.context.text(N_("What “{name}” would do", name=plan.name)))

    # -- reading and comparing

    def _watch(self, title: Message, job: Job) -> None:
        if self._busy:  # it may have answered already
            self.jobs.watch(job, title)

    def _on_read(self, first: object) -> None:
        if self._way.columns and isinstance(first, Matched):
            self.columns.show_file(first, self._args[0] if self._args else "")
        self._first = first
        self._looking.look()

    def _on_columns(self) -> None:
        """Look at the file again with other columns."""
        self._first, self._choosing = self.columns.matched(), True
        self._looking.look()

    def _begin_look(self) -> Gather:
        """Compare what was read with the records; there is nothing to compare once the file was left."""
        first, way = self._first, self._way
        if first is not None:
            self._busy = True
            self.result.hide()
            self._arrange()
        return lambda workspace: (way, first, way.snapshot(workspace, first)) if first is not None else None

    def _on_plan(self, seen: Seen) -> None:
        first, plan, choices = seen
        if first is not self._first:
            return  # the file was left, or other columns are looked at next
        self._busy, self._plan = False, plan
        self.review.show_plan(plan, dict(choices))
        self._show_notes()
        self._count()
        self._arrange()
        if not plan.labels:
            self.result.say(NOTICE, N_("No heading of this file is known here. Say below what its columns are."))
        elif all(row.act is Act.NOTHING for row in plan.rows):
            refused = any(row.refused for row in plan.rows)
            said = N_("No row can come in. Each says why.") if refused else N_("Everything in it is here already.")
            self.result.say(NOTICE if refused else DONE, said)
        if not self._choosing:
            self.review.focus_first()

    def _on_look_failed(self, error: AppError) -> None:
        if self._first is None:
            return  # the file was left
        if self._choosing:  # what is shown was read with other columns than those that are chosen now
            self._forget()
        self._on_failed(error)

    def _on_failed(self, error: AppError) -> None:
        self._job, self._busy = None, False
        self.columns.setEnabled(True)
        self._arrange()
        self._count()
        if error.code == "cancelled":
            self.result.say(NOTICE, N_("{what} {safe}", what=error.what, safe=error.safe))
            return
        said = N_("{name}: {what} {safe} {todo}", name=self._name, what=error.what, safe=error.safe, todo=error.todo)
        self.result.say(PROBLEM, said)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- bringing in

    def bring_in(self) -> None:
        """Make a restore point, then bring in what was not left out, as one step."""
        if self._plan is None or self._busy:
            return
        self.result.hide()
        self._job, self._busy = Job(self), True
        self.columns.setEnabled(False)
        self.jobs.watch(self._job, N_("Backing up before the records come in"))
        self._arrange()
        self._protect(begun=False)

    def _protect(self, *, begun: bool) -> None:
        self.context.lane.submit(partial(protect, begun=begun), self._on_protected, self._on_failed)

    def _on_protected(self, more: bool) -> None:
        job, plan = self._job, self._plan
        if job is None or plan is None:
            return
        if job.cancelled():
            job.ended.emit()
            self._job, self._busy = None, False
            self.columns.setEnabled(True)
            self.context.lane.submit(_stop_protecting)
            self._arrange()
            self.result.say(NOTICE, N_("Stopped. Nothing was brought in."))
            return
        if more:
            self._again.start()
            return
        decisions, bring_in = dict(self.review.decisions), self._way.bring_in
        self.context.lane.submit(
            lambda workspace: bring_in(workspace, plan, decisions), self._on_brought, self._on_not_brought
        )

    def _on_not_brought(self, error: AppError) -> None:
        if self._job is not None:
            self._job.ended.emit()
        self._on_failed(error)

    def _on_brought(self, result: ImportResult) -> None:
        if self._job is not None:
            self._job.ended.emit()
        self._forget()
        said = N_(
            "Added: {added}. Changed: {changed}. Joined: {joined}. Left out: {left}. Undo takes it back in one step.",
            added=result.added,
            changed=result.changed,
            joined=result.joined,
            left=result.left,
        )
        undo = (N_("Take it all back"), self._on_undo) if result.changes is not None else None
        self.result.say(DONE, said, action=undo)
        self.scroll_area.follow(self.result)

    def _on_undo(self) -> None:
        self.context.lane.submit(_undo, self._on_undone)

    def _on_undone(self, _changes: object) -> None:
        self.result.say(DONE, N_("Everything is as it was before."))

    def _on_leave(self) -> None:
        self._forget()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self._plan, self._first, self._job = None, None, None
        self._busy = self._choosing = False
        self.columns.setEnabled(True)
        self.columns.forget()
        self.result.hide()
        self._show_notes()
        self._arrange()


def _compare(found: tuple[Way, object, Any], job: Job) -> Seen:
    """Thread: pool."""
    way, first, snapshot = found
    return first, way.compare(first, snapshot, job), snapshot.choices


def _stop_protecting(workspace: Workspace) -> None:
    workspace.backups.stop()


def _undo(workspace: Workspace) -> object:
    return workspace.document.undo()
