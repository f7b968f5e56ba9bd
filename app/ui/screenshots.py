"""Draws every page without a display, for the README, for checks and for those who judge the look.

A copy of the document in a temporary folder is shown, so that nothing of the person's is touched.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from app.core.errors import UsageError
from app.core.messages import N_
from app.core.rooms import ROOMS
from app.system.paths import Paths
from app.ui.jobs import Job
from app.ui.pages import has_page
from app.ui.rooms import list_route
from app.ui.shell.places import HOME, groups
from app.ui.shell.window import MainWindow
from app.ui.start import Desk, application, practice_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SIZE = (1366, 768)
QUIET_MS, POLL_MS, LONGEST_MS = 250, 10, 20_000
LONE = (
    "search:練習",
    "checks:aside",
    "upkeep:aims",
    "upkeep:months",
    "upkeep:money",
    "upkeep:results",
    "checks:unknown",
    "checks:met",
    "way",
    "eligibility:rules",
    "eligibility:places",
    "wall:dates",
    "round-setup",
    "paper:event",
    "paper:person",
    "key",
    "key:person",
    "import:person",
    "roadmap:water",
    "roadmap:+words",
    "roadmap:+heard",
    "roadmap:+open",
    "rounds:R2",
    "rounds:R3",
    "priorities:now",
    "priorities:bring",
    "lived:people",
    "together:agreement",
    "together:sheets",
    "together:concepts",
    "plan:setup",
    "plan:team",
    "recruit:position",
    "recruit:liaisons",
    "seed:shelf",
    "seed:gates",
    "seed:scores",
    "seed:residents",
    "seed:decision",
    "work:tasks",
    "work:money",
    "work:measures",
    "work:months",
    "work:back",
)
"""Pages that no list at the side leads to."""
BUDGET_VIEWS = ("budget", "project", "funding_source", "expense", "voucher", "settlement", "compare")
OF_ONE = {
    "event": ("key:event:{id}", "paper:event:{id}"),
    "questionnaire": ("questionnaire:{id}:write", "questionnaire:{id}:type", "questionnaire:{id}:results"),
    "scoring": ("scoring:{id}", "scoring:{id}:results", "review:{id}"),
    "person": ("record:person:{id}",),
    "shelter": ("record:shelter:{id}",),
}
"""Pages that show one record, by its type; drawn with the first record where there is one."""


def take(
    paths: Paths,
    out: Path,
    *,
    languages: Sequence[str],
    schemes: Sequence[str],
    sizes: Sequence[int],
    file: Path | None = None,
    routes: Sequence[str] = (),
) -> tuple[Path, ...]:
    """Draw the welcome and every page and return the pictures.

    Args:
        paths: of this installation.
        out: folder; made where it is not there.
        languages: of the interface.
        schemes: ``light``, ``dark``.
        sizes: text sizes in per cent.
        file: document to show; the practice community where None.
        routes: pages; every one where empty.

    Raises:
        UsageError: the document does not open; the welcome with its news is drawn.
    """
    out.mkdir(parents=True, exist_ok=True)
    app, taken = application(), []
    with tempfile.TemporaryDirectory(prefix="banyan-") as name:
        folder = Path(name)
        own = replace(
            paths,
            data=folder / "data",
            config=folder / "config",
            cache=folder / "cache",
            documents=folder / "documents",
        )
        for language in languages:
            document = _document(own, folder, file, language)
            desk = Desk(app, own, language=language, scheme=schemes[0])
            taken += _welcome(desk, out, language)
            desk.open(document)
            wait_for(partial(_has_window, desk))
            taken += _pages(desk, out, schemes, sizes, routes)
            opened = desk.window is not None
            if desk.window is not None:
                desk.window.close()
            desk.end()
            if not opened:
                raise UsageError(
                    N_("{name} could not be opened, so its pages were not drawn.", name=(file or document).name),
                    N_("Open it in the program to see why."),
                )
    return tuple(taken)


def _document(paths: Paths, folder: Path, file: Path | None, language: str) -> Path:
    path = folder / f"{language}.banyan"
    if file is not None:
        shutil.copyfile(file, path)
        return path
    from app.core.clock import SystemClock
    from app.core.ids import new_id
    from app.services.opening import installed_program
    from app.services.sample import make_sample

    program = installed_program(paths, SystemClock(), new_id)
    programme = practice_of("US" if language == "en" else "TW", [pack for pack, _data in program.packs])
    make_sample(path, programme, "small", program)
    return path


def _welcome(desk: Desk, out: Path, language: str) -> list[Path]:
    desk.show_welcome()
    if desk.welcome is None:
        return []
    desk.welcome.resize(*SIZE)
    settle()
    path = _grab(desk.welcome, out / f"welcome_{language}.png")
    desk.welcome.hide()
    return [path]


def _pages(desk: Desk, out: Path, schemes: Sequence[str], sizes: Sequence[int], routes: Sequence[str]) -> list[Path]:
    window, taken = desk.window, []
    if window is None:
        return []
    window.resize(*SIZE)
    window.who.hide()
    if window.nav.page is not None:
        window.nav.page.focus_first()
    every = [one for one in (routes or all_routes(window)) if has_page(one.partition(":")[0])]
    for scheme in schemes:
        for size in sizes:
            desk.theme.wear(scheme=scheme, text_size=size)
            for route in every:
                window.nav.go(route)
                settle(window)
                name = "_".join((*route.replace("/", "-").split(":"), desk.language, scheme, str(size)))
                taken.append(_grab(window, out / f"{name}.png"))
    return taken


def all_routes(window: MainWindow) -> list[str]:
    """Return a route to every page that *window* has."""
    from app.services.rooms import types_of

    routes = [HOME.route, *(place.route for _, _, places in groups() for place in places), *LONE]
    routes += [f"budget:{view}" for view in BUDGET_VIEWS]
    routes += [route for room in ROOMS for one in types_of(room.id) if (route := list_route(one.name)) not in routes]
    routes += _routes_of_one(window)
    steps = [row.objectName().removeprefix("nav_") for row in window.journey.rows()]
    return [*routes, *[one for one in steps if one.startswith("step:")][:2]]


def _routes_of_one(window: MainWindow) -> list[str]:
    found: list[list[str]] = []

    def ask(workspace: Workspace) -> list[str]:
        firsts = {name: next(iter(workspace.records.load(name)), None) for name in OF_ONE}
        return [route.format(id=row.id) for name, row in firsts.items() if row is not None for route in OF_ONE[name]]

    window.context.lane.submit(ask, found.append)
    wait_for(lambda: bool(found))
    return found[0] if found else []


def _has_window(desk: Desk) -> bool:
    return desk.window is not None


def _grab(widget: QWidget, path: Path) -> Path:
    widget.grab().save(str(path))
    return path


def settle(window: MainWindow | None = None) -> None:
    """Let what was asked for arrive: the lane has answered, the pool is quiet, a pause has passed."""
    if window is not None:
        _until_answered(window)
    loop = QEventLoop()
    QTimer.singleShot(QUIET_MS, loop.quit)
    loop.exec()
    if window is not None:
        for _ in range(2):  # what the pool made may ask the lane for more, and the other way round
            _until_answered(window)
            wait_for(lambda: not window.context.pool.findChildren(Job))


def _until_answered(window: MainWindow) -> None:
    answered, loop = [], QEventLoop()

    def heard(_nothing: object) -> None:
        answered.append(True)
        loop.quit()

    window.context.lane.submit(lambda _workspace: None, heard)
    if not answered:
        _run(loop)


def wait_for(ready: Callable[[], bool]) -> None:
    """Run the event loop until *ready* says so, or a long time has passed."""
    if ready():
        return
    loop, poll = QEventLoop(), QTimer()
    poll.setInterval(POLL_MS)
    poll.timeout.connect(lambda: loop.quit() if ready() else None)
    poll.start()
    _run(loop)
    poll.stop()


def _run(loop: QEventLoop) -> None:
    """Run *loop* until it is told to quit, or a long time has passed."""
    end = QTimer()
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    end.start(LONGEST_MS)
    loop.exec()
    end.stop()
