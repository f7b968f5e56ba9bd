"""How fast a list of 20,000 records opens, and how long its frames take while it is scrolled, sorted and filtered.

The real window shows the events of a document with 20,000 of them, offscreen. Opening is from asking for the
page of a program at rest until the table is drawn with all rows. A frame is what one step of the person costs
until the table is drawn again: a notch of the wheel, a page, a sorted column, a letter in the filter line.
Compared with reading the same columns of the same file with bare sqlite3. Prints seconds, milliseconds
and the ratio of this machine and this run; fails nothing.
Usage: ``python packaging/bench/table.py [--rows 20000]`` from the project's folder.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.core.messages import N_  # noqa: E402
from app.i18n import Translator  # noqa: E402
from app.services.opening import make_workspace  # noqa: E402
from app.system.paths import find_paths  # noqa: E402
from app.ui.pages.records import RecordsPage  # noqa: E402
from app.ui.start import Desk, application  # noqa: E402

OPEN_S, FRAME_MS = 0.5, 33.0
SIZE = (1366, 768)
NAMES = ("健檢義診", "防災園遊會", "里民大會", "水溝巡查", "避難演練", "長者共餐", "河岸淨灘", "電話樹測試")
PLACES = ("活動中心", "國小操場", "廟埕", "巷口", "河堤公園")
METHODS = ("booth", "dinner", "meeting", "home_visit", "survey")


def make_document(path: Path, desk: Desk, rows: int) -> None:
    """Write a document with *rows* events."""
    ws = make_workspace(
        path, desk.program(), Translator("zh_TW"), community="安和社區", place="TW", programme="community", person=""
    )
    rng = random.Random(20_000)
    with ws.document.unit_of_work(N_("Add event")) as work:
        for number in range(rows):
            values = {
                "title": f"{rng.choice(NAMES)}{number}",
                "date": f"{rng.randint(2015, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                "place": rng.choice(PLACES),
                "method": rng.choice(METHODS),
                "attended": rng.randint(0, 300),
                "topic": rng.choice(NAMES)[::-1],
            }
            ws.records.insert(work.session, "event", values)
    ws.close()


def until(ready: Callable[[], bool]) -> None:
    """Run the event loop until *ready*."""
    loop, poll = QEventLoop(), QTimer()
    poll.timeout.connect(lambda: loop.quit() if ready() else None)
    poll.start(1)
    loop.exec()
    poll.stop()


def rest() -> None:
    """Wait until the program has done what opening a file begins, such as reading the words for the search."""
    used, then = time.process_time(), time.perf_counter()
    while time.perf_counter() - then < 0.5:
        QApplication.processEvents()
        time.sleep(0.01)
        if time.process_time() - used > 0.1:
            used, then = time.process_time(), time.perf_counter()


def bare(path: Path) -> float:
    """Return the seconds that reading the shown columns with sqlite3 takes."""
    started = time.perf_counter()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        connection.execute("select id, title, date, time, place, method, attended from event order by title").fetchall()
    return time.perf_counter() - started


def frames(page: RecordsPage, step: Callable[[], object], clock: Callable[[], float]) -> list[float]:
    """Return the milliseconds of each frame until what *step* began is done and drawn."""
    found: list[float] = []
    while not found or page.list.model.busy():
        started = clock()
        if not found:
            step()
        QApplication.processEvents()
        page.list.table.viewport().repaint()
        found.append((clock() - started) * 1000)
    return found


def told(what: str, steps: Sequence[list[float]]) -> None:
    """Print the frames of one kind of work, and how long its steps take until they are done."""
    every = [one for step in steps for one in step]
    p95 = statistics.quantiles(every, n=20)[-1]
    whole = statistics.median(sum(step) for step in steps)
    print(f"{what:10} {len(steps):4} steps of {whole:5.0f} ms in {len(every):4} frames: median "
          f"{statistics.median(every):5.1f} ms, p95 {p95:5.1f} ms (limit {FRAME_MS:.0f} ms), "
          f"longest {max(every):5.1f} ms")  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="A list of many records: opening, scrolling, sorting, filtering.")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--cpu", action="store_true", help="frames in processor time, for a machine that is shared")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="banyan-table-") as name:
        folder = Path(name)
        paths = replace(
            find_paths(), data=folder / "d", config=folder / "c", cache=folder / "k", documents=folder / "o"
        )
        desk = Desk(application(), paths, language="zh_TW", scheme="light")
        path = folder / "many.banyan"
        make_document(path, desk, rows)
        desk.open(path)
        until(lambda: desk.window is not None)
        window = desk.window
        assert window is not None
        window.resize(*SIZE)
        window.show()
        until(lambda: window.nav.route == "home")
        window.nav.go("records:person")
        rest()
        started, worked = time.perf_counter(), time.process_time()
        window.nav.go("records:event")
        page = window.nav.page
        assert isinstance(page, RecordsPage)
        model = page.list.model
        until(lambda: model.rowCount() == rows)
        page.list.table.viewport().repaint()
        opened, worked = time.perf_counter() - started, time.process_time() - worked
        reading = min(bare(path) for _ in range(3))
        print(f"open       {opened:.2f} s by the clock, {worked:.2f} s of the processor (limit {OPEN_S} s); "
              f"{opened / reading:.1f} x reading the columns with sqlite3 ({reading * 1000:.0f} ms)")  # fmt: skip
        table, bar = page.list.table, page.list.table.verticalScrollBar()
        clock = time.thread_time if parser.parse_args().cpu else time.perf_counter
        places = range(0, bar.maximum(), bar.maximum() // 200)
        told("scrolling", [frames(page, lambda at=at: bar.setValue(at), clock) for at in places])
        sorts = [(column, order) for column in range(model.columnCount()) for order in Qt.SortOrder]
        told("sorting", [frames(page, lambda one=one: table.sortByColumn(*one), clock) for one in sorts])
        words = [word[:n] for word in ("演練", "長者共餐1", "河堤 2020") for n in range(1, len(word) + 1)]
        told(
            "filtering", [frames(page, lambda word=word: page.list.filter.line.setText(word), clock) for word in words]
        )
        window.close()
        desk.end()


if __name__ == "__main__":
    main()
