"""Photos come in: by button, drag, paste, folder or album; asked once for what the files do not say.

Files are read and decoded in the pool, with progress and Stop; originals are then stored on the document
lane, one photo to a slice, and all records are made in one step that Undo takes back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.errors import AppError, InputError, UnreadablePictureError
from app.core.fields import Field, Kind, Option
from app.core.messages import N_, NP_, LocalText, Message
from app.core.text import fold
from app.imports.photos import ENDINGS, Candidate, Trouble, read_bytes
from app.services.photos import AddResult, PhotoBatch, PhotoService
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.jobs import Job
from app.ui.widgets.binder import Binder, Said
from app.ui.widgets.card import button_row
from app.ui.widgets.dialogs import Dialogs, dialogs_of
from app.ui.widgets.editor import Edit
from app.ui.widgets.inputs import flush_inputs
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.layouts import clear
from app.ui.widgets.picker import ReferencePicker
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TROUBLES_SHOWN = 12
_DATE = Field("taken_on", Kind.DATE, N_("Date taken"))


@dataclass(frozen=True, slots=True)
class PhotoSetting:
    """What the flow needs of the document.

    Args:
        service: reads and stores photos.
        events: id and title, the latest first.
        days: event id to its ISO date.
    """

    service: PhotoService
    events: tuple[Option, ...]
    days: Mapping[str, str]


def photo_setting(workspace: Workspace) -> PhotoSetting:
    """Gather what the flow needs. Thread: document lane."""
    events = sorted(workspace.records.load("event"), key=lambda row: str(row.get("date") or ""), reverse=True)
    days = {row.id: str(row.get("date") or "") for row in events}
    options = tuple(Option(row.id, LocalText({"": row.title})) for row in events)
    return PhotoSetting(workspace.photos, options, days)


class PhotoAddBox(QFrame):
    """Buttons, a place to drop, one question per batch, progress, and what came of it in words.

    It stands by itself on the photo page and within the form of an event.

    Signals:
        added: the :class:`AddResult`, after the records stand.

    Args:
        context: lane, pool, words, theme.
        dialogs: asks for files and folders; the system's own where None.
    """

    added = Signal(object)

    def __init__(self, context: UiContext, dialogs: Dialogs | None = None) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self.dialogs = dialogs or dialogs_of(context)
        self._event, self._fixed = "", False
        self._setting: PhotoSetting | None = None
        self._batch: PhotoBatch | None = None
        self._paths: tuple[Path, ...] = ()
        self._folders: list[tempfile.TemporaryDirectory[str]] = []
        self._queue: list[Candidate] = []
        self._taken: list[Candidate] = []
        self._troubles: list[Trouble] = []
        self._date: Edit = Edit(None)
        self._touched = self._busy = False
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._next)
        self.setAcceptDrops(True)
        self._lay_out()

    def set_event(self, event_id: str, *, fixed: bool = False) -> None:
        """Say to which event new photos belong.

        Args:
            event_id: "" for none.
            fixed: whether it goes without saying, as within the event's own form.
        """
        self._event, self._fixed = event_id, fixed

    def busy(self) -> bool:
        """Say whether photos are being read or stored."""
        return self._busy

    def begin(self, paths: Sequence[Path]) -> None:
        """Read files, folders and albums; then ask what they do not say, once."""
        if self._busy or not paths:
            return
        self._busy, self._paths = True, tuple(paths)
        self._clear_outcome()
        self._show_question(False)
        self._enable(False)
        self._context.lane.submit(photo_setting, self._on_setting, self._on_failed)

    def choose_files(self) -> None:
        """Ask for files and take them."""
        endings = sorted(f"*{one}" for one in (*ENDINGS, ".zip"))
        names = " ".join([*endings, *(one.upper() for one in endings)])
        kinds = self._context.text(N_("Photos and albums"))
        self.begin(self.dialogs.open_files(self, self._context.text(N_("Add photos")), f"{kinds} ({names})"))

    def choose_folder(self) -> None:
        """Ask for a folder and take all its pictures."""
        folder = self.dialogs.choose_folder(self, self._context.text(N_("Add a folder of photos")))
        if folder is not None:
            self.begin((folder,))

    def paste(self) -> bool:
        """Take what the clipboard holds: files, or a picture. False where it holds neither."""
        return self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> bool:
        """Take files or a picture that were dropped or pasted; False where there are none."""
        paths = files_of(data)
        if not paths and data.hasImage() and not self._busy:
            paths = self._kept_picture(QImage(data.imageData()))
        if not paths:
            self._outcome(NOTICE, N_("There is no photo on the clipboard. Copy photos first, then paste."))
            return False
        self.begin(paths)
        return True

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._layout.setSpacing(metrics.u(0.5))
        self._ask_box.setContentsMargins(metrics.u(1), metrics.u(0.75), metrics.u(1), metrics.u(1))
        self._ask_box.setSpacing(metrics.u(0.5))
        self._binder.refresh()
        self.jobs.refresh()
        self.date.refresh()
        self.event_picker.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures that are dragged here."""
        if can_take(event.mimeData()) and not self._busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        self.take(event.mimeData())

    # -- layout

    def _lay_out(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        make = self._binder.button
        self.files_button = make(
            N_("Add photos"), self.choose_files, icon="image-plus", kind="primary", name="add_photos"
        )
        self.folder_button = make(N_("Add a folder"), self.choose_folder, icon="folder", name="add_folder")
        self.paste_button = make(N_("Paste photos"), self.paste, icon="copy", name="paste_photos")
        row = QWidget()
        row.setLayout(button_row(self.files_button, self.folder_button, self.paste_button))
        self._layout.addWidget(row)
        self.hint = self._binder.label(N_("You can also drag photos, a folder or an album ZIP here."), "caption")
        self._layout.addWidget(self.hint)
        self.jobs = JobBar(self._context)
        self._layout.addWidget(self.jobs)
        self._layout.addWidget(self._make_question())
        self._results = QVBoxLayout()
        self._layout.addLayout(self._results)
        self.refresh()

    def _make_question(self) -> QFrame:
        self.question = QFrame()
        self.question.setProperty("ground", "sky_soft")
        self.question.setObjectName("photo_question")
        self._ask_box = QVBoxLayout(self.question)
        self.ask_words = self._binder.label(None, "strong")
        self._date_place = QVBoxLayout()
        self.date_words = self._binder.label(N_("When were these taken?"), "strong")
        self.date = EDITORS[_DATE.kind](FieldContext(self._context, _DATE))
        self.date.main_input().setObjectName("photo_date")
        self.date.edited.connect(self._on_date)
        self._binder.text(self.date.name_it, N_("When were these taken?"))
        self.event_words = self._binder.label(N_("Which event do they belong to? You can leave it open."), "strong")
        self.event_picker = ReferencePicker(self._context, choose=N_("Choose an event"), fold=fold)
        self.event_picker.edited.connect(self._on_event)
        self._binder.text(self.event_picker.name_it, N_("Event"))
        self.take_button = self._binder.button(None, self._on_take, kind="primary", icon="check", name="take_photos")
        self.drop_button = self._binder.button(N_("Do not add them"), self._on_drop, name="drop_photos")
        for widget in (self.ask_words, self.date_words, self.date, self.event_words, self.event_picker):
            self._ask_box.addWidget(widget)
        self._ask_box.addLayout(button_row(self.take_button, self.drop_button))
        self.question.hide()
        return self.question

    def _show_question(self, shown: bool) -> None:
        self.question.setVisible(shown)
        self.hint.setVisible(not shown)

    def _enable(self, enabled: bool) -> None:
        for one in (self.files_button, self.folder_button, self.paste_button):
            one.setEnabled(enabled)

    # -- reading

    def _on_setting(self, setting: PhotoSetting) -> None:
        self._setting = setting
        work = partial(_prepare, setting.service, self._paths)
        job = self._context.pool.run(work, self._on_batch, self._on_failed)
        if self._busy and self._batch is None:  # it may have answered already
            self._job = job
            self.jobs.watch(job, N_("Reading photos"))

    def _on_batch(self, batch: PhotoBatch) -> None:
        self._batch, setting = batch, self._setting
        if not batch.candidates or setting is None:
            self._end()
            self._tell(batch, None)
            return
        event_asked = not self._fixed and not self._event and bool(setting.events)
        if not batch.undated and not event_asked:
            self._store()
            return
        self._ask(batch, setting, event_asked)

    def _ask(self, batch: PhotoBatch, setting: PhotoSetting, event_asked: bool) -> None:
        undated, total = len(batch.undated), len(batch.candidates)
        said: Message = NP_("{n} photo was read.", "{n} photos were read.", total)
        if undated:
            said = NP_(
                "{n} of {total} photos does not say when it was taken.",
                "{n} of {total} photos do not say when they were taken.",
                undated,
                total=total,
            )
        self._binder.text(self.ask_words.setText, said)
        for widget in (self.date_words, self.date):
            widget.setVisible(bool(undated))
        for widget in (self.event_words, self.event_picker):
            widget.setVisible(event_asked)
        self.event_picker.set_options(setting.events)
        self.event_picker.set_value(None)
        self._touched = False
        self._suggest()
        self._binder.text(self.take_button.setText, NP_("Add {n} photo", "Add {n} photos", total))
        self._show_question(True)
        first = self.date.main_input() if undated else self.take_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _suggest(self) -> None:
        """Prefill the date from the files' names, else from the event, unless something was typed."""
        if self._batch is not None and self._setting is not None and not self._touched:
            day = self._batch.suggested_date(self._setting.days.get(self._event_id(), ""))
            self._date = Edit(day or None)
            self.date.set_value(day or None, own=True)

    def _event_id(self) -> str:
        return self._event or str(self.event_picker.value() or "")

    def _on_date(self, edit: Edit) -> None:
        self._date, self._touched = edit, True

    def _on_event(self, _edit: Edit) -> None:
        self._suggest()

    def _on_take(self) -> None:
        flush_inputs(self.question)
        if self._date.pending is not None and not self.date.isHidden():
            self.date.main_input().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show_question(False)
        self._store()

    def _on_drop(self) -> None:
        self._end()
        self._outcome(DONE, N_("Nothing was added."))

    # -- storing

    def _store(self) -> None:
        batch = self._batch
        if batch is None:
            return
        self._queue, self._taken, self._troubles = list(batch.candidates), [], []
        self._job = Job(self)
        self.jobs.watch(self._job, N_("Storing photos"))
        self._later.start()

    def _next(self) -> None:
        """Read the next photo in the pool; store what was read on the lane; one photo is one slice."""
        job, batch, setting = self._job, self._batch, self._setting
        if job is None or batch is None or setting is None:
            return
        done = len(batch.candidates) - len(self._queue)
        job.step(done, len(batch.candidates))
        if self._queue and not job.cancelled():
            candidate = self._queue.pop(0)
            self._taken.append(candidate)
            self._context.pool.run(partial(_read, candidate), self._on_read, self._on_failed)
            return
        stopped = bool(self._queue)
        job.ended.emit()
        taken = replace(batch, candidates=tuple(self._taken))
        event, day = self._event_id() or None, self._date.value if batch.undated else None
        self._context.lane.submit(
            partial(
                _record, batch=taken, event=event, day=str(day) if day else None, troubles=tuple(self._troubles),
                stopped=stopped,
            ),
            self._on_recorded,
            self._on_failed,
        )  # fmt: skip

    def _on_read(self, found: bytes | Trouble) -> None:
        setting = self._setting
        if isinstance(found, Trouble):
            self._troubles.append(found)
            self._later.start()
        elif setting is not None:
            work = partial(_keep, candidate=self._taken[-1], data=found)
            self._context.lane.submit(work, self._on_kept, self._on_failed)

    def _on_kept(self, trouble: Trouble | None) -> None:
        if trouble is not None:
            self._troubles.append(trouble)
        self._later.start()

    def _on_recorded(self, answer: tuple[AddResult, bool]) -> None:
        result, stopped = answer
        batch, setting = self._batch, self._setting
        self._end(keep_files=True)
        if batch is not None and setting is not None:
            self._tell(batch, result, stopped=stopped)
            folders, self._folders = tuple(self._folders), []
            self._context.pool.run(partial(_widen, setting.service, batch, folders))
            self.added.emit(result)

    def _on_failed(self, error: AppError) -> None:
        if self._job is not None:
            self._job.ended.emit()
        self._end()
        if error.code != "cancelled":
            self._context.error(error)
        else:
            self._outcome(NOTICE, error.what)

    def _end(self, *, keep_files: bool = False) -> None:
        self._busy, self._job, self._batch = False, None, None
        self._show_question(False)
        self._enable(True)
        if not keep_files:
            for folder in self._folders:
                folder.cleanup()
            self._folders = []

    # -- what came of it

    def _tell(self, batch: PhotoBatch, result: AddResult | None, *, stopped: bool = False) -> None:
        if stopped:
            self._outcome(NOTICE, N_("You stopped. What had been stored by then stands below."))
        if result is not None and result.added:
            self._outcome(DONE, NP_("{n} photo was added.", "{n} photos were added.", len(result.added)))
        if result is not None and result.joined:
            said = NP_("{n} photo was here already.", "{n} photos were here already.", len(result.joined))
            self._outcome(DONE, said)
        if batch.doubles:
            said = NP_("{n} file was a copy of another one.", "{n} files were copies of others.", batch.doubles)
            self._outcome(DONE, said)
        if batch.left_out is not None:
            self._outcome(NOTICE, batch.left_out)
        troubles = (*batch.troubles, *(result.troubles if result is not None else ()))
        for one in troubles[:TROUBLES_SHOWN]:
            self._outcome(PROBLEM, N_("{name}: {what} {todo}", name=one.name, what=one.what, todo=one.todo))
        if len(troubles) > TROUBLES_SHOWN:
            more = len(troubles) - TROUBLES_SHOWN
            self._outcome(PROBLEM, NP_("{n} more file has a problem.", "{n} more files have a problem.", more))
        if not batch.candidates and not troubles and batch.left_out is None:
            self._outcome(NOTICE, N_("There was no picture in what you chose."))

    def _outcome(self, shape: str, said: Said) -> None:
        word = StatusWord(self._context, shape, said, wrap=True)
        word.setObjectName("photo_outcome")
        self._binder.also(word.refresh)
        self._results.addWidget(word)

    def _clear_outcome(self) -> None:
        clear(self._results)

    def _kept_picture(self, image: QImage) -> tuple[Path, ...]:
        """Write a pasted picture into a folder of its own until it is stored."""
        folder = tempfile.TemporaryDirectory(prefix="banyan-", ignore_cleanup_errors=True)
        name = self._context.text(N_("Pasted picture"))
        path = Path(folder.name) / f"{name}.png"
        if image.isNull() or not image.save(str(path)):
            folder.cleanup()
            return ()
        self._folders.append(folder)
        return (path,)


def can_take(data: QMimeData) -> bool:
    """Say whether dragged or copied things may be photos."""
    return data.hasImage() or bool(files_of(data))


def files_of(data: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders of this computer that were dragged or copied."""
    return tuple(Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile())


def _prepare(service: PhotoService, paths: tuple[Path, ...], job: Job) -> PhotoBatch:
    return service.prepare(paths, job)


def _read(candidate: Candidate, _job: Job) -> bytes | Trouble:
    try:
        return read_bytes(candidate.source)
    except (InputError, UnreadablePictureError) as error:
        return Trouble.of(candidate.name, error)


def _keep(workspace: Workspace, candidate: Candidate, data: bytes) -> Trouble | None:
    return workspace.photos.store(candidate, data)


def _record(
    workspace: Workspace,
    batch: PhotoBatch,
    event: str | None,
    day: str | None,
    troubles: tuple[Trouble, ...],
    stopped: bool,
) -> tuple[AddResult, bool]:
    result = workspace.photos.record(batch, event_id=event, date_for_undated=day, troubles=troubles)
    return result, stopped


def _widen(
    service: PhotoService, batch: PhotoBatch, folders: tuple[tempfile.TemporaryDirectory[str], ...], job: Job
) -> None:
    service.prepare_wide(batch, job)
    for folder in folders:
        folder.cleanup()
