"""Starts the interface: the application object, the theme, the welcome, and one document at a time."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import __version__
from app.core.clock import Clock, SystemClock
from app.core.errors import AppError, ChangedOnDiskError
from app.core.ids import IdSource, new_id
from app.core.messages import N_
from app.core.text import safe_file_name
from app.i18n import Translator, resolve_language
from app.system.input_method import choose_input_method
from app.system.language import system_language
from app.system.paths import Paths
from app.ui.context import SafetyLine, UiContext
from app.ui.crash import install_crash_hook
from app.ui.jobs import Job, Lane, Pool
from app.ui.outputs_flow import OutputsFlow
from app.ui.pool_pictures import PoolPictures
from app.ui.settings_file import FileSettings
from app.ui.shell.window import MainWindow
from app.ui.theme import Theme
from app.ui.widgets.dialogs import Dialogs, SystemDialogs
from app.ui.widgets.output_bar import OutputBar

if TYPE_CHECKING:
    from app.programmes.schema import Pack
    from app.services.workspace import Program, Workspace
    from app.ui.pages.welcome import FirstAnswers, ProgrammeChoice, WelcomeWindow

SEAL_EVERY_MS, COLLECT_EVERY_MS, CARE_EVERY_MS = 1_000, 10_000, 30_000
ENDING = ".banyan"
DOCUMENTS = "Banyan (*.banyan)"
OWN_PATH = "community"
SIZE = (1280, 720)


def start(paths: Paths, file: str = "", *, language: str = "", scheme: str = "") -> int:
    """Run the program with a window until it is closed; return the exit code.

    Args:
        paths: of this installation.
        file: document to open; "" opens the last one, or the welcome.
        language: of the interface for this run, "" for the person's own.
        scheme: ``system``, ``light`` or ``dark`` for this run, "" for the person's own.
    """
    app = application()
    desk = Desk(app, paths, language=language, scheme=scheme)
    install_crash_hook(paths.data, desk.window_to_save)
    desk.begin(Path(file) if file else None)
    code = app.exec()
    desk.end()
    return code


def application() -> QApplication:
    """Return the one application object, made where there is none. Thread: UI thread."""
    choose_input_method(str(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"))
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs already")
    app.setApplicationName("Banyan")
    app.setApplicationVersion(__version__)
    return app


class Desk(QObject):
    """The welcome, and then one document with its window, lane and pool.

    Args:
        app: the application object.
        paths: of this installation.
        dialogs: asks for files; the system's own where None.
        language, scheme: for this run; "" takes what was kept.
        clock, ids: the system's where None.
    """

    def __init__(
        self,
        app: QApplication,
        paths: Paths,
        *,
        dialogs: Dialogs | None = None,
        language: str = "",
        scheme: str = "",
        clock: Clock | None = None,
        ids: IdSource | None = None,
    ) -> None:
        super().__init__()
        self._app, self.paths = app, paths
        self.dialogs = dialogs or SystemDialogs()
        self._clock, self._ids = clock or SystemClock(), ids or new_id
        self.settings = FileSettings(paths.config / "settings.toml")
        kept = self.settings.current
        self.language = language or kept.language or resolve_language(system_language())
        self.theme = Theme(
            app, paths.resources, scheme=scheme or kept.scheme, text_size=kept.text_size, language=self.language
        )
        self._program: Program | None = None
        self.welcome: WelcomeWindow | None = None
        self.window: MainWindow | None = None
        self.lane: Lane | None = None
        self.pool: Pool | None = None
        self._timers: list[QTimer] = []
        self._opening = False
        self._beat(COLLECT_EVERY_MS, lambda: gc.collect(1))
        gc.disable()  # widgets must never be collected on another thread; the timer above collects on this one

    def begin(self, path: Path | None = None) -> None:
        """Show the document at *path*, the last one, or the welcome."""
        recent = [Path(one) for one in self.settings.current.recent]
        wanted = path or next((one for one in recent[:1] if one.is_file()), None)
        if wanted is None:
            self.show_welcome()
        else:
            self.open(wanted)

    def show_welcome(self, error: AppError | None = None) -> None:
        """Show the first window, with what went wrong where something did."""
        from app.ui.pages.welcome import WelcomeWindow

        if self.welcome is None:
            self.welcome = WelcomeWindow(self.theme, self._choices(), self._recent())
            self.welcome.answered.connect(self._on_answered)
            self.welcome.open_asked.connect(self._on_open_asked)
            self.welcome.spoke.connect(self._on_spoke)
            self.welcome.resize(*SIZE)
        self.welcome.set_recent(self._recent())
        self.welcome.show()
        told = error or self.settings.take_trouble()
        if told is not None:
            self.welcome.show_error(told)

    def open(self, path: Path, make: Callable[[], Workspace] | None = None) -> None:
        """Open the document at *path* in a window of its own.

        Args:
            path: of the document.
            make: makes it first, on the lane; ``None`` opens what is there.
        """
        if not self._hold():
            return
        lane = Lane(make or (lambda: self._opened(path)), self)
        self.lane = lane
        lane.start(lambda _nothing: self._on_open(path), partial(self._on_not_open, path))

    def window_to_save(self) -> QWidget | None:
        """Return the window whose inputs a crash should still hand on."""
        return self.window

    def end(self) -> None:
        """Close what is open and wait for the threads; called when the program leaves."""
        for timer in self._timers:
            timer.stop()
        self._close_document()
        for window in (self.window, self.welcome):
            if window is not None:
                window.deleteLater()
        self.theme.retire()
        gc.enable()

    # -- documents

    def program(self) -> Program:
        """Return what the program brings to documents, read once."""
        if self._program is None:
            from app.services.opening import installed_program

            self._program = installed_program(self.paths, self._clock, self._ids)
        return self._program

    def _opened(self, path: Path, take: str = "") -> Workspace:
        from app.services.opening import open_workspace

        person = self.settings.current.person
        return open_workspace(path, self.program(), Translator(self.language), person=person, take=take)

    def _hold(self) -> bool:
        """Take no other answer while a file is made or opened: a second press would ask for a second file."""
        if self._opening:
            return False
        self._opening = True
        if self.welcome is not None:
            self.welcome.wait(waiting=True)
        return True

    def _let_go(self) -> None:
        self._opening = False
        if self.welcome is not None:
            self.welcome.wait(waiting=False)

    def _on_open(self, path: Path) -> None:
        self._let_go()
        assert self.lane is not None  # it answered
        self.pool = Pool(parent=self)
        context = UiContext(self.lane, self.pool, self.theme, Translator(self.language), self.settings)
        context.dialogs = self.dialogs
        context.pictures = PoolPictures(self.lane, self.paths.cache)
        bar = OutputBar(context, self.dialogs)
        context.outputs = OutputsFlow(context, bar)
        context.safety = safety_lines
        if self.window is not None:
            self.window.deleteLater()  # it holds thousands of widgets, which would be dressed anew with every change
        self.window = MainWindow(context)
        self.window.add_bar(bar)
        self.window.closed.connect(self._on_closed)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.start()
        trouble = self.settings.take_trouble()
        if trouble is not None:
            context.error(trouble)
        self.settings.opened(path)
        if self.welcome is not None:
            self.welcome.hide()
        self._beat(SEAL_EVERY_MS, self._seal)
        self._beat(CARE_EVERY_MS, self._care)
        self.lane.idle(_searching())
        self._care()

    def _on_not_open(self, path: Path, error: AppError) -> None:
        self.lane = None
        self._let_go()
        self.show_welcome(error)
        if isinstance(error, ChangedOnDiskError) and self.welcome is not None:
            ways = ((N_("Go on with the one on this computer"), "ours"), (N_("Take the other one"), "theirs"))
            self.welcome.ask_which(
                error, [(said, partial(self.open, path, partial(self._opened, path, take))) for said, take in ways]
            )

    def _on_closed(self) -> None:
        self._close_document()

    def _close_document(self) -> None:
        if self.pool is not None:
            self.pool.close()
            self.pool = None
        if self.lane is not None:
            self.lane.close()
            self.lane.wait()
            self.lane = None

    def _seal(self) -> None:
        if self.lane is not None:
            self.lane.submit(_seal_if_idle)

    def _care(self) -> None:
        """Let backups, copies and the check of the file go on while nothing else is to be done."""
        if self.lane is not None:
            self.lane.idle(_care_slice)

    # -- the welcome

    def _choices(self) -> tuple[ProgrammeChoice, ...]:
        from app.programmes.workflow import round_over
        from app.ui.pages.welcome import ProgrammeChoice

        today = self._clock.now().date()
        packs = tuple(pack for pack, _data in self.program().packs)
        of_places = {practice_of(place.id, packs) for pack in packs for place in pack.places}
        own = {one.name for one in (self.paths.resources / "sample").glob("*")} - of_places - {OWN_PATH}
        return tuple(
            ProgrammeChoice(pack.id, pack.name, pack.description, pack.country, round_over(pack, today), pack.id in own)
            for pack in packs
            if pack.joinable
        )

    def _recent(self) -> tuple[str, ...]:
        return tuple(one for one in self.settings.current.recent if Path(one).is_file())

    def _on_spoke(self, language: str) -> None:
        self.language = language
        self.settings.change(language=language)

    def _on_open_asked(self, path: str) -> None:
        if path:
            self.open(Path(path))
            return
        assert self.welcome is not None  # it asked
        words = Translator(self.language)
        chosen = self.dialogs.open_files(self.welcome, words.text(N_("Open a file")), DOCUMENTS)
        if chosen:
            self.open(chosen[0])

    def _on_answered(self, answers: FirstAnswers) -> None:
        self._on_spoke(answers.language)
        if answers.practice:
            self._practise(answers)
            return
        path = free_name(self.paths.documents, answers.community)
        self.open(path, lambda: self._made(path, answers))

    def _made(self, path: Path, answers: FirstAnswers) -> Workspace:
        from app.services.opening import make_workspace

        return make_workspace(
            path,
            self.program(),
            Translator(self.language),
            community=answers.community,
            place=answers.place,
            programme=answers.programme,
            person=self.settings.current.person,
        )

    def _practise(self, answers: FirstAnswers) -> None:
        packs = tuple(pack for pack, _data in self.program().packs)
        programme = practice_of(answers.place, packs) if answers.programme == OWN_PATH else answers.programme
        words = Translator(answers.language)
        path = free_name(self.paths.documents, words.text(N_("Practice community")))
        if not self._hold():
            return
        pool = Pool(parent=self)

        def make(_job: Job) -> Path:
            from app.services.sample import make_sample

            make_sample(path, programme, "small", self.program())
            return path

        def made(done: Path) -> None:
            pool.close()
            self._opening = False
            self.open(done)

        pool.run(make, made, partial(self._on_not_open, path))

    def _beat(self, every_ms: int, slot: Callable[[], object]) -> None:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(slot)
        timer.start()
        self._timers.append(timer)


def practice_of(place: str, packs: Sequence[Pack]) -> str:
    """Return the id of the pack whose practice community the group's own path names for *place*."""
    places = (one for pack in packs if pack.id == OWN_PATH for one in pack.places)
    return next((one.practice for one in places if one.id == place and one.practice), OWN_PATH)


def free_name(folder: Path, name: str) -> Path:
    """Return a file name for a new document in *folder* that nothing has yet."""
    stem = safe_file_name(name) or "Banyan"
    path, number = folder / f"{stem}{ENDING}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{ENDING}", number + 1
    return path


def _seal_if_idle(workspace: Workspace) -> None:
    if not workspace.document.read_only:
        workspace.document.seal_if_idle(time.monotonic())


def _care_slice(workspace: Workspace) -> bool:
    return workspace.backups.slice()


def safety_lines(workspace: Workspace) -> tuple[SafetyLine, ...]:
    """Return what home says about the safety of the work. Thread: document lane."""
    facts = (*workspace.travel.lines(), *workspace.backups.lines())
    return tuple(SafetyLine(one.shape, one.said, one.action, one.route) for one in facts)


def _searching() -> Callable[[Workspace], bool]:
    """Return the idle work that reads the texts for the search, one slice at a time."""
    slices: list[Iterator[int]] = []

    def slice_of(workspace: Workspace) -> bool:
        if not slices:
            slices.append(workspace.search.build())
        return next(slices[0], None) is not None

    return slice_of


def proves_itself(paths: Paths) -> bool:
    """Say whether the window stands and has its fonts; for ``self-test``, without a person."""
    app = application()
    desk = Desk(app, paths)
    desk.show_welcome()
    app.sendPostedEvents()
    good = desk.welcome is not None and desk.welcome.isVisible() and "Noto Sans TC" in app.font().families()
    if desk.welcome is not None:
        desk.welcome.close()
    desk.end()
    return good
