"""How much longer the large practice community takes to open than the small one, and how fast it is searched.

Opening is what a person waits for: the document with its checks, its programmes, and what home shows. Both
are opened in turns in one process, for editing as the window does, and each in a process of its own until
home shows its cards. Search: the texts are read once after opening, in slices; then words of two characters.
Prints seconds, milliseconds and ratios of this machine and this run; fails nothing. Usage:
``python packaging/bench/open_search.py [--times 9] [--small FILE] [--large FILE]`` from the project's folder.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from export import make_sample, timed  # noqa: E402 - beside this script
from start import start, surroundings  # noqa: E402 - beside this script

from app.core.clock import SystemClock  # noqa: E402
from app.core.ids import new_id  # noqa: E402
from app.i18n import Translator  # noqa: E402
from app.services.opening import installed_program, open_workspace  # noqa: E402
from app.services.workspace import Program, Workspace  # noqa: E402
from app.system.paths import find_paths  # noqa: E402

LIMIT, PACK = 3.0, "nfa-114"
WORDS = ("演練", "水災", "里長", "物資", "夏天", "沒有這個")


def opened(path: Path, program: Program) -> Workspace:
    """Open a document and read what home shows."""
    ws = open_workspace(path, program, Translator("zh_TW"))
    ws.programmes.journeys()
    ws.programmes.next_tasks(3)
    ws.programmes.due(5)
    ws.backups.lines()
    return ws


def stopped(work: Callable[[], object]) -> float:
    """Return the seconds that *work* takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure_opening(paths: dict[str, Path], program: Program, times: int) -> dict[str, float]:
    """Return the median seconds of opening each, taken in turns."""
    taken: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(times + 1):
        for name, path in paths.items():
            started = time.perf_counter()
            ws = opened(path, program)
            taken[name].append(time.perf_counter() - started)
            ws.close()
    return {name: statistics.median(found[1:]) for name, found in taken.items()}


def measure_search(path: Path, program: Program) -> None:
    """Print how long the texts take to be read and words to be found."""
    ws = opened(path, program)
    try:
        slices = ws.search.build()
        spent: list[float] = []
        while True:
            started = time.perf_counter()
            if next(slices, None) is None:
                break
            spent.append(time.perf_counter() - started)
        records = sum(len(ws.records.load(one)) for one in ("event", "person", "photo"))
        print(f"texts read for the search       {sum(spent):7.3f} s   longest slice {max(spent) * 1000:.0f} ms")
        for word in WORDS:
            best = min(stopped(lambda asked=word: ws.search.query(asked)) for _ in range(5))
            found = len(ws.search.query(word, 10_000))
            print(f"search “{word}”: {best * 1000:.1f} ms, {found} found among {records} events, people and photos")
    finally:
        ws.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Opening the large practice community beside the small one.")
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--small", type=Path, help="a small practice community that was made before")
    parser.add_argument("--large", type=Path, help="a large one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = surroundings(folder)
        paths = {"small": given.small or folder / "small.banyan", "large": given.large or folder / "large.banyan"}
        if given.small is None:
            command = [sys.executable, "-m", "app", "sample", str(paths["small"]), "--programme", PACK]
            timed(command, environment)
        if given.large is None:
            make_sample(paths["large"], environment)
        home = folder / "banyan"
        where = replace(find_paths(), data=home / "data", config=home / "config", cache=home / "cache")
        program = installed_program(where, SystemClock(), new_id)
        took = measure_opening(paths, program, given.times)
        for size, path in paths.items():
            print(f"{size}: opened in {took[size]:7.3f} s   {path.stat().st_size / 1e6:.0f} MB")
        print(f"ratio {took['large'] / took['small']:.2f} (at most {LIMIT})")
        windows = {}
        for size, path in paths.items():
            runs = [start(Path(sys.executable), "ours", [str(path)], environment).seconds for _ in range(4)]
            windows[size] = statistics.median(runs[1:])
            print(f"{size}: start to home with its cards {windows[size]:6.2f} s")
        print(f"ratio {windows['large'] / windows['small']:.2f}")
        measure_search(paths["large"], program)


if __name__ == "__main__":
    main()
