"""How long a changed cell takes until the sheet, its sums and its rules are painted again, with 2,000 lines.

A page of the budget over a real file under the money rules of the Bay REPAIR fund; every job is done at once, so the
time from the key to the painted window holds the write, the reading back, all rules and the painting of what they
changed. Measured twice: until the typed text is seen (what a person waits for), and until everything is seen.
Processor time, so that a busy machine does not blur it. Fails nothing. Usage:
``python packaging/bench/budget_grid.py [--lines 2000] [--changes 60]``.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "bench")]

from budget import SEED, _fill, say  # noqa: E402
from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.core.clock import SystemClock  # noqa: E402
from app.core.ids import new_id  # noqa: E402
from app.i18n import Translator  # noqa: E402
from app.models.document.document import Document  # noqa: E402
from app.programmes.loader import installed  # noqa: E402
from app.services.workspace import Program, Workspace  # noqa: E402
from app.ui.context import MemorySettings, UiContext  # noqa: E402
from app.ui.jobs import InlineLane, InlinePool  # noqa: E402
from app.ui.pages.budget import BudgetPage  # noqa: E402
from app.ui.theme import Theme  # noqa: E402

SIZE = (1366, 768)


def open_page(place: Path, lines: int) -> tuple[BudgetPage, Workspace, Theme]:
    """Return a shown page over a new file with so many lines."""
    packs = installed(ROOT / "resources" / "programmes")
    document = Document.create(place / "x.banyan", application_version="0", person="B", clock=SystemClock(), ids=new_id)
    ws = Workspace(document, Program(packs, place / "c", place / "d", SystemClock(), new_id))
    _fill(ws, lines, random.Random(SEED))
    ws.drain_changes()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(app, ROOT / "resources", scheme="light")
    context = UiContext(InlineLane(ws), InlinePool(), theme, Translator("en", "gregorian"), MemorySettings())
    page = BudgetPage(context)
    context.lane.changes.connect(page.on_changes)
    page.resize(*SIZE)
    page.show()
    page.open(())
    return page, ws, theme


def change(page: BudgetPage, price: str) -> tuple[float, float]:
    """Type a price, leave the cell; return the seconds until it is seen, and until everything is seen."""
    page.grid.entry.setFocus()
    started = time.process_time()
    QTest.keyClicks(page.grid.entry, price)
    page.grid.entry.repaint()
    seen = time.process_time() - started
    started = time.process_time()
    page.grid.flush()
    for timer in (page.reading.soon, page.reading.later):
        if timer is page.reading.soon and timer.isActive():
            _fire(timer)
    QApplication.processEvents()  # what is to be painted anew is painted here
    return seen, time.process_time() - started


def _fire(timer: QTimer) -> None:
    timer.stop()
    timer.timeout.emit()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=2_000)
    parser.add_argument("--changes", type=int, default=60)
    given = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    luck = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        page, ws, _theme = open_page(Path(folder), given.lines)
        app.processEvents()
        print(f"{given.lines} lines, file and page made in {time.perf_counter() - started:.1f} s")
        ids, seen, whole = page.grid.model.lines(), list[float](), list[float]()
        for _ in range(given.changes):
            page.grid.open_line(luck.choice(ids), "unit_price")
            app.processEvents()
            first, rest = change(page, str(luck.randint(10, 2_500)))
            seen.append(first / 1)
            whole.append(first + rest)
            page.reading.later.stop()
        page.hide()
        say("a typed price is seen", seen)
        say("sheet, sums and rules stand again", whole)
        ws.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
