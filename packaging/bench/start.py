"""How long the program takes to a usable window, beside another Qt program for writing on the same machine.

Ours opens the small practice community and is ready when home shows its cards; novelWriter 26.2 is ready
when its main window stands. Both run offscreen, in turns, as processes of their own, timed from outside
until their window was drawn. novelWriter is installed from PyPI into a throwaway environment.
Prints seconds and the ratio of this machine and this run; fails nothing. Usage:
``python packaging/bench/start.py [--times 7] [--novelwriter PYTHON]`` from the project's folder.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

LIMIT = 0.6
RIVAL = "novelWriter==26.2"
LONGEST_S, LOOK_MS = 120.0, 10


def child(which: str, arguments: list[str]) -> None:
    """Start one program in this process and print the time at which its window is usable."""
    if which == "ours":
        from app.bootstrap import main

        sys.meta_path.insert(0, _BeforeOurs)  # type: ignore[arg-type]
        main(arguments)
    else:
        import novelwriter
        from novelwriter.guimain import GuiMain
        from PyQt6.QtCore import QTimer
        from PyQt6.QtWidgets import QApplication, QWidget

        def ready(window: QWidget) -> bool:
            return type(window).__name__ == "GuiMain"

        # what comes next is its welcome dialog, which waits for a person
        GuiMain.postLaunchTasks = watched(QApplication, QTimer, ready)
        novelwriter.main(arguments)


class _BeforeOurs:
    """Steps in where our program itself comes to Qt and no sooner: its own order of imports is measured."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        """Let the loop look whether home stands; find nothing."""
        if name != "app.ui.start":
            return
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication, QLabel, QWidget

        def ready(window: QWidget) -> bool:
            card = window.findChild(QWidget, "card_where")
            return card is not None and card.isVisible() and len(card.findChildren(QLabel)) > 2

        QApplication.exec = staticmethod(watched(QApplication, QTimer, ready))  # type: ignore[method-assign]


def watched(application: Any, timer: Any, ready: Callable[[Any], bool]) -> Callable[..., int]:  # noqa: ANN401 - two Qts
    """Return what runs the loop of *application* and ends the process once a window is there that is *ready*."""
    run, ends = application.exec, time.monotonic() + LONGEST_S

    def look() -> None:
        import os

        good = next((one for one in application.topLevelWidgets() if one.isVisible() and ready(one)), None)
        if good is not None:
            good.repaint()
        if good is not None or time.monotonic() > ends:
            print(repr(time.time()) if good is not None else "not ready", flush=True)
            os._exit(0 if good is not None else 1)

    def wait(*_: object) -> int:
        beat = timer()
        beat.timeout.connect(look)
        beat.start(LOOK_MS)
        done: int = run()
        return done

    return wait


if __name__ == "__main__" and len(sys.argv) > 2 and sys.argv[1] == "--child":
    child(sys.argv[2], sys.argv[3:])
    raise SystemExit(1)

import argparse  # noqa: E402 - the measured process stops above
import os  # noqa: E402
import statistics  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
from collections.abc import Mapping, Sequence  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def surroundings(home: Path) -> dict[str, str]:
    """Return the environment of both programs: offscreen, with an empty home folder of their own."""
    below = {"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    places = {name: str(home / folder) for name, folder in below.items()}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BANYAN"))}
    own = {"BANYAN_HOME": str(home / "banyan"), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return kept | places | own | {"LANG": "zh_TW.UTF-8"}


@dataclass(frozen=True)
class Started:
    """One start: seconds by the clock and of the processor until the window is usable."""

    seconds: float
    busy: float


def start(python: Path, which: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Started:
    """Start a program and return what it took from starting the process until its window is usable."""
    command = [str(python), str(Path(__file__).resolve()), "--child", which, *arguments]
    began, before = time.time(), os.times()
    done = subprocess.run(
        command,
        env=environment,
        cwd=environment["HOME"],
        capture_output=True,
        text=True,
        timeout=LONGEST_S + 10,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{which} did not become usable:\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return Started(float(done.stdout.split()[-1]) - began, busy)


def rival(folder: Path, given: Path | None) -> Path | None:
    """Return a Python that has novelWriter, from PyPI where none is given; ``None`` where it cannot be had."""
    if given is not None:
        return given
    python = folder / "novelwriter" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    steps = ([sys.executable, "-m", "venv", str(python.parents[1])], [str(python), "-m", "pip", "install", "-q", RIVAL])
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"SKIPPED: {RIVAL} cannot be installed here: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
            return None
    return python


def sample(path: Path, environment: Mapping[str, str]) -> None:
    """Make the small practice community."""
    command = [sys.executable, "-m", "app", "sample", str(path), "--programme", "nfa-114"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Start to a usable window, beside novelWriter.")
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--novelwriter", type=Path, metavar="PYTHON", help="a Python that has novelWriter 26.2")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = surroundings(folder)
        document, other = folder / "練習.banyan", rival(folder, given.novelwriter)
        sample(document, environment)
        ours, theirs = [], []
        for _ in range(given.times + 1):  # the first of each fills caches and counts for nothing
            ours.append(start(Path(sys.executable), "ours", [str(document)], environment))
            if other is not None:
                theirs.append(start(other, "rival", [], environment))
    mine = told("start to home with its cards", ours)
    if theirs:
        yours = told("novelWriter 26.2 to its window", theirs)
        print(f"ratio {mine / yours:.2f} (at most {LIMIT})")


def told(what: str, runs: Sequence[Started]) -> float:
    """Print what *runs* took, without the first, and return the median by the clock."""
    clock = [one.seconds for one in runs[1:]]
    busy = statistics.median(one.busy for one in runs[1:])
    median = statistics.median(clock)
    print(f"{what:<32}{median:6.2f} s   (first {runs[0].seconds:.2f}, best {min(clock):.2f}; processor {busy:.2f})")
    return median


if __name__ == "__main__":
    main()
