"""Is my work safe: the answers, a backup now, a second copy, a stick, and bringing a backup back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer

from app.core.errors import AppError
from app.core.messages import N_, NP_, Label, Message
from app.ui.backups.cards import BackupCards, BackupsView, gather_backups
from app.ui.context import UiContext
from app.ui.jobs import Job
from app.ui.pages.base import ScrollPage
from app.ui.widgets.dialogs import dialogs_of
from app.ui.widgets.help import HelpText
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.result_bar import ResultBar
from app.ui.widgets.shapes import DONE, NOTICE

if TYPE_CHECKING:
    from app.services.backups.second_place import SecondPlace
    from app.services.backups.service import BackupService, Stage
    from app.services.backups.types import Drill, Parcel, Point, Restored
    from app.services.travel import TravelService, Written
    from app.services.workspace import Workspace

T = TypeVar("T")
CHUNK_S = 0.04
SOON_MS = 400
ENDING = ".banyan"
BANYAN = "Banyan (*.banyan)"
CHANGED, BUSY = "document.changed_on_disk", "storage.target_busy"


class BackupsPage(ScrollPage):
    """Cards from the answer down to the single backup."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._view: BackupsView | None = None
        self._job: Job | None = None
        self._busy = False
        self._parcel: Parcel | None = None
        self._travel: TravelService | None = None
        self._later, self._soon = QTimer(self), QTimer(self)
        for timer, pause, slot in ((self._later, 0, self._chunk), (self._soon, SOON_MS, self._ask)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(slot)
        self.jobs, self.result = JobBar(context), ResultBar(context)
        self.body.addWidget(self.jobs)
        self.body.addWidget(self.result)
        slots: dict[str, Callable[[], object]] = {
            "back_up": self.back_up,
            "drill": self.drill,
            "drop_old": self._on_drop_old,
            "write_back": self.write_back,
            "copy_to_stick": self.copy_to_stick,
            "choose_second": self.choose_second,
            "put_off": self._on_put_off,
            "forget_second": self._on_forget,
        }
        self.cards = BackupCards(context, slots, self.restore)
        for one in (self.jobs, self.result, self.cards):
            self.binder.also(one.refresh)
        self.body.addWidget(self.cards)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Backups and copies")

    def help_text(self) -> HelpText | None:
        """Return what keeps the work safe."""
        return HelpText(
            N_("Backups and copies"),
            why=N_("Disks break and computers get lost. With a copy elsewhere nothing of your work is lost."),
            how=(
                N_("Backups are made by themselves, every half hour of work and when you close the file."),
                N_("Choose a second place once: a stick, or a folder on another computer."),
                N_("“Copy everything to a stick” writes one whole file that opens on any computer with Banyan."),
                N_("A backup comes back as a new file beside this one. This one is never replaced."),
            ),
            mistake=N_("A backup on the same disk does not help when the disk breaks."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Read how safe the work is."""
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read it anew, once for several changes."""
        if self.isVisible():
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._fill()

    # -- showing

    def _ask(self) -> None:
        self.context.lane.submit(gather_backups, self._on_view)

    def _on_view(self, view: BackupsView) -> None:
        self._view = view
        self._fill()

    def _fill(self) -> None:
        if self._view is not None:
            self.cards.show_view(self._view, busy=self._busy)

    # -- a backup now

    def back_up(self) -> None:
        """Make a backup now, in slices, so that the person can go on working."""
        self._begin(N_("Backing up"))
        self.context.lane.submit(lambda workspace: workspace.backups.begin(), lambda _none: self._later.start())

    def _chunk(self) -> None:
        if self._job is not None and self._job.cancelled():
            self._end()
            self.context.lane.submit(lambda workspace: workspace.backups.stop(), lambda _none: self._ask())
            return
        self.context.lane.submit(lambda workspace: workspace.backups.go_on(CHUNK_S), self._on_stage, self._on_failed)

    def _on_stage(self, stage: Stage) -> None:
        if self._job is not None:
            self._job.step(stage.done, stage.total, None)
        if stage.more:
            self._later.start()
            return
        self._end()
        if stage.point is not None and stage.point.damaged:
            self.result.say(NOTICE, N_("The file is damaged. What could be read is kept apart from the good backups."))
        elif stage.point is not None and stage.point.verified_at is None:
            self.result.say(NOTICE, N_("Backed up without all photos. See below what is missing."))
        else:
            self.result.say(DONE, N_("Backed up, opened again and verified."))
        self._ask()

    # -- the exercise, and bringing back

    def drill(self) -> None:
        """Bring the newest good backup back into a folder of its own and compare."""
        view = self._view
        point = next((one for one in view.points if one.verified_at), None) if view is not None else None
        if view is not None and point is not None:
            self._run(partial(_try_out, view.service, point), self._on_drilled, N_("Trying out a backup"))

    def _on_drilled(self, drill: Drill) -> None:
        self._end()
        if drill.whole:
            said = N_(
                "Every record and photo came back. Records: {records}, photos and files: {photos}.",
                records=drill.records,
                photos=drill.photos,
            )
            self.result.say(DONE, said)
            self.context.lane.submit(lambda workspace: workspace.backups.drilled())
        else:
            said = N_("The records came back, but not every photo: {names}.", names=drill.missing[:5])
            self.result.say(NOTICE, said)

    def restore(self, point: Point) -> None:
        """Make a new file of a backup, beside the original or where the person wants it."""
        view = self._view
        if view is None:
            return
        proposed = f"{Path(view.name).stem} {point.at.astimezone():%Y-%m-%d %H%M}{ENDING}"
        title = self.context.text(N_("Bring the backup back as a new file"))
        out = dialogs_of(self.context).save_file(self, title, proposed, BANYAN)
        if out is not None:
            self._run(partial(_restore, view.service, point, out), self._on_restored, N_("Restoring"))

    def _on_restored(self, done: Restored) -> None:
        self._end()
        name = done.path.name
        if done.missing:
            said = NP_(
                "{name} is there. {n} photo is missing: {names}.",
                "{name} is there. {n} photos are missing: {names}.",
                len(done.missing),
                name=name,
                names=done.missing[:5],
            )
            self.result.say(NOTICE, said, done.path)
        else:
            self.result.say(DONE, N_("{name} is there, whole. Your present file is as it was.", name=name), done.path)

    # -- the other place

    def choose_second(self) -> None:
        """Ask for the folder of the second place."""
        title = self.context.text(N_("Choose a folder on a stick or on another computer"))
        folder = dialogs_of(self.context).choose_folder(self, title)
        if folder is not None:
            self.context.lane.submit(lambda workspace: workspace.backups.elsewhere.choose(folder), self._on_second)

    def _on_second(self, second: SecondPlace) -> None:
        if second.same_disk:
            said = N_("{place} is on the same disk as the file. Choose a stick or another computer.", place=second.name)
            self.result.say(NOTICE, said)
        else:
            self.result.say(DONE, N_("A copy of every backup is kept on {place} from now on.", place=second.name))
        self.context.lane.idle(lambda workspace: workspace.backups.slice())
        self._ask()

    def _on_forget(self) -> None:
        self.context.lane.submit(lambda workspace: workspace.backups.elsewhere.forget(), lambda _none: self._ask())

    def _on_put_off(self) -> None:
        self.context.lane.submit(lambda workspace: workspace.backups.elsewhere.put_off(), lambda _none: self._ask())

    def _on_drop_old(self) -> None:
        self._begin(N_("Backing up"))
        self.context.lane.submit(
            lambda workspace: workspace.backups.drop_older_than_erasing(), self._on_dropped, self._on_failed
        )

    def _on_dropped(self, count: int) -> None:
        self._end()
        self.result.say(DONE, NP_("{n} backup was dropped.", "{n} backups were dropped.", count))
        self._ask()

    def copy_to_stick(self) -> None:
        """Ask for a stick and write everything there."""
        folder = dialogs_of(self.context).choose_folder(self, self.context.text(N_("Choose the stick")))
        if folder is not None:
            self._begin(N_("Copying to the stick"))
            self.context.lane.submit(_pack_up, partial(self._on_packed, folder), self._on_failed)

    def _on_packed(self, folder: Path, packed: tuple[TravelService, Parcel]) -> None:
        travel, parcel = packed
        self._run(
            partial(_to_stick, travel, parcel, folder), partial(self._on_stick, parcel), N_("Copying to the stick")
        )

    def _on_stick(self, parcel: Parcel, written: Written) -> None:
        self._end()
        self._say_written(written)
        self.context.lane.submit(
            lambda workspace: workspace.travel.copied_to_stick(parcel, written), lambda _none: self._ask()
        )

    def write_back(self) -> None:
        """Write the working copy back to where the file lives."""
        self._begin(N_("Writing back"))
        self.context.lane.submit(_pack_up, partial(self._on_packed_back, False), self._on_failed)

    def _on_packed_back(self, beside: bool, packed: tuple[TravelService, Parcel]) -> None:
        self._travel, self._parcel = packed
        self._run(partial(_back, *packed, beside), self._on_back, N_("Writing back"), self._on_not_back)

    def _on_back(self, written: Written) -> None:
        self._end()
        self._say_written(written)
        parcel = self._parcel
        if parcel is not None:
            self.context.lane.submit(lambda workspace: workspace.travel.written_back(parcel), lambda _none: self._ask())

    def _on_not_back(self, error: AppError) -> None:
        """Offer another name where the file there was changed or is held."""
        self._end()
        if error.code in (CHANGED, BUSY):
            self.result.say(NOTICE, error.what, action=(N_("Write it beside, under another name"), self._on_beside))
        else:
            self.context.error(error)
        self._ask()

    def _on_beside(self) -> None:
        if self._travel is not None and self._parcel is not None:
            self._begin(N_("Writing back"))
            self._on_packed_back(True, (self._travel, self._parcel))

    def _say_written(self, written: Written) -> None:
        if written.beside is None:
            self.result.say(DONE, written.said, written.path)
        else:
            said = N_("{why} Yours stands beside it. {said}", why=written.beside, said=written.said)
            self.result.say(NOTICE, said, written.path)
        self.scroll_area.follow(self.result)

    # -- one thing at a time

    def _begin(self, title: Message) -> None:
        self.result.hide()
        self._busy = True
        self._watch(Job(self), title)

    def _run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        title: Message,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Let the pool work; meanwhile the other buttons wait."""
        self.result.hide()
        self._busy = True
        job = self.context.pool.run(work, done, failed or self._on_failed)
        if self._busy:  # it may have answered already
            self._watch(job, title)

    def _watch(self, job: Job, title: Message) -> None:
        self._job = job
        self.jobs.watch(job, title)
        self.cards.hold(busy=self._busy)

    def _end(self) -> None:
        self._job, self._busy = None, False
        self.jobs.hide()
        self._fill()

    def _on_failed(self, error: AppError) -> None:
        self._end()
        self.context.error(error)
        self._ask()


def _pack_up(workspace: Workspace) -> tuple[TravelService, Parcel]:
    return workspace.travel, workspace.travel.pack_up()


def _to_stick(travel: TravelService, parcel: Parcel, folder: Path, job: Job) -> Written:
    return travel.copy_to_stick(parcel, folder, job)


def _back(travel: TravelService, parcel: Parcel, beside: bool, job: Job) -> Written:
    return travel.write_back(parcel, beside=beside, progress=job)


def _try_out(backups: BackupService, point: Point, job: Job) -> Drill:
    return backups.try_out(point, job)


def _restore(backups: BackupService, point: Point, out: Path, job: Job) -> Restored:
    return backups.restore(point, out, job)
