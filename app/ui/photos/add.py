"""Photos come in: by button, drag, paste, folder or album; asked once for what the files do not say.

Files are read and decoded in the pool, with progress and Stop; originals are then stored on the document
lane, one photo to a slice, and all records are made in one step that Undo takes back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.messages import N_
from app.imports.photos import ENDINGS, Candidate, Trouble
from app.services.photos.service import AddResult, PhotoBatch
from app.ui.context import UiContext
from app.ui.jobs import Job
from app.ui.photos.intake import (
    PhotoSetting,
    can_take,
    files_of,
    keep,
    outcomes,
    photo_setting,
    prepare,
    protect,
    read,
    record,
    widen,
)
from app.ui.photos.question import PhotoQuestion
from app.ui.widgets.binder import Binder, Said
from app.ui.widgets.card import button_row
from app.ui.widgets.dialogs import Dialogs, dialogs_of
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord


class PhotoAddBox(QFrame):
    """Buttons, a place to drop, one question per batch, progress, and what came of it in words.

    It stands by itself on the photo page and within the form of an event.

    Signals:
        added: the :class:`AddResult`, after the records stand.

    Args:
        context: lane, pool, words, theme.
        dialogs: asks for files and folders; the system's own where None.
        primary: whether adding photos is what the page is for.
    """

    added = Signal(object)

    def __init__(self, context: UiContext, dialogs: Dialogs | None = None, *, primary: bool = True) -> None:
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
        self._busy = False
        self._job: Job | None = None
        self.question = PhotoQuestion(context)
        self.question.taken.connect(self._on_take)
        self.question.dropped.connect(self._on_drop)
        self._primary = primary
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
        self.clear_outcome()
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
        self._binder.refresh()
        self.jobs.refresh()
        self.question.refresh()

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
            N_("Add photos"),
            self.choose_files,
            icon="image-plus",
            kind="primary" if self._primary else "",
            name="add_photos",
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
        self._layout.addWidget(self.question)
        self._results = QVBoxLayout()
        self._layout.addLayout(self._results)
        self.refresh()

    def _show_question(self, shown: bool) -> None:
        self.question.setVisible(shown)
        self.hint.setVisible(not shown)

    def _enable(self, enabled: bool) -> None:
        for one in (self.files_button, self.folder_button, self.paste_button):
            one.setEnabled(enabled)

    # -- reading

    def _on_setting(self, setting: PhotoSetting) -> None:
        self._setting = setting
        work = partial(prepare, setting.service, self._paths)
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
        self._show_question(True)
        self.question.ask(batch, setting, self._event, event_asked=event_asked)

    def _event_id(self) -> str:
        return self._event or self.question.event_id()

    def _on_take(self) -> None:
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
        if any(path.is_dir() or path.suffix.lower() == ".zip" for path in self._paths):
            self._context.lane.submit(partial(protect, begun=False), self._on_protected, self._on_failed)
        else:
            self._later.start()

    def _on_protected(self, more: bool) -> None:
        """Go on with the restore point before a whole folder or album, slice by slice; then store."""
        if more and self._job is not None and not self._job.cancelled():
            self._context.lane.submit(partial(protect, begun=True), self._on_protected, self._on_failed)
            return
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
            self._context.pool.run(partial(read, candidate), self._on_read, self._on_failed)
            return
        stopped = bool(self._queue)
        job.ended.emit()
        taken = replace(batch, candidates=tuple(self._taken))
        event, day = self._event_id() or None, self.question.day() if batch.undated else None
        self._context.lane.submit(
            partial(
                record, batch=taken, event=event, day=str(day) if day else None, troubles=tuple(self._troubles),
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
            work = partial(keep, candidate=self._taken[-1], data=found)
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
            self._context.pool.run(partial(widen, setting.service, batch, folders))
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
        for shape, said in outcomes(batch, result, stopped=stopped):
            self._outcome(shape, said)

    def _outcome(self, shape: str, said: Said) -> None:
        word = StatusWord(self._context, shape, said, wrap=True)
        word.setObjectName("photo_outcome")
        self._binder.also(word.refresh)
        self._results.addWidget(word)

    def clear_outcome(self) -> None:
        """Say no longer what came of the last batch."""
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
