"""How much bringing 5,000 rows in costs beside openpyxl reading them.

Ours: check and read the workbook, match it, compare every row with the records, write the records with
their history in one step. Beside it openpyxl in its read-only mode, values only, every cell once.
Prints seconds and the ratio of this machine and this run, by the clock and by the processor's time, which
other load disturbs less; fails nothing. Usage: ``python packaging/bench/importing.py [--rows 5000] [--runs 3]``
from the project's folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from openpyxl import Workbook, load_workbook  # noqa: E402 - the project's folder comes first

from app.core.clock import SystemClock  # noqa: E402
from app.core.ids import seeded_ids  # noqa: E402
from app.i18n import Translator  # noqa: E402
from app.imports.workbook import read_book  # noqa: E402
from app.models.document.document import Document  # noqa: E402
from app.services.document_settings import DocumentSettings  # noqa: E402
from app.services.importing import ImportService, dry_run, matched  # noqa: E402
from app.services.records import RecordService  # noqa: E402

TARGET = 3.0
HEADS = (
    "Event title", "Date", "Time", "Place", "Method", "People present", "Topic", "Engagement round", "Audience",
    "Groups to be reached", "Households visited", "Languages", "Interpreter present", "Materials", "Food provided",
    "Stipend paid", "Key statements", "Follow-up owed", "Report-back date", "Kind of source", "True as of", "Note",
)  # fmt: skip


def make(path: Path, rows: int) -> None:
    """Write a list of *rows* events with 22 columns, as a spreadsheet program would."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Events")
    sheet.append(HEADS)
    first = date(2024, 1, 1)
    for at in range(rows):
        day = first + timedelta(days=at % 700)
        sheet.append(
            (
                f"演練 {at}", day, "09:00–10:30", f"活動中心 {at}", "Booth", at % 90, f"主題 {at % 40}",
                "Round 1: listen",
                "Older people, Students", "新住民", at % 12, "Mandarin", "Yes", "傳單、闖關卡", "No", "Yes",
                f"居民說的話 {at}。", f"要回覆的事 {at % 60}", day + timedelta(days=14), "Community record",
                f"{day:%Y-%m}", f"備註 {at}",
            )
        )  # fmt: skip
    book.save(path)


def theirs(path: Path) -> int:
    """Read every cell with openpyxl."""
    book = load_workbook(path, read_only=True, data_only=True)
    cells = sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    book.close()
    return cells


class Steps:
    """Times of one run, by the clock and by the processor."""

    def __init__(self) -> None:
        self.clock: dict[str, float] = {}
        self.processor: dict[str, float] = {}

    def timed(self, name: str, work: Callable[[], object]) -> object:
        """Run *work* and note its times under *name*."""
        clock, processor = time.perf_counter(), time.process_time()
        done = work()
        self.clock[name] = time.perf_counter() - clock
        self.processor[name] = time.process_time() - processor
        return done


def ours(path: Path, folder: Path, run: int) -> Steps:
    """Bring the file into an empty document."""
    clock, steps = SystemClock(), Steps()
    document = Document.create(folder / f"{run}.banyan", application_version="0", clock=clock, ids=seeded_ids(run))
    records = RecordService(document, clock, seeded_ids(run + 100), Translator("en"))
    settings = DocumentSettings(document, records)
    service = ImportService(document, records, settings, clock, seeded_ids(run + 200))
    first = steps.timed("read", lambda: matched(read_book(path)))
    snapshot = steps.timed("snapshot", lambda: service.snapshot(first))  # type: ignore[arg-type]
    plan = steps.timed("compare", lambda: dry_run(first, snapshot))  # type: ignore[arg-type]
    decisions = {row.key: "both" for row in plan.rows}  # type: ignore[attr-defined]
    steps.timed("write", lambda: service.bring_in(plan, decisions))  # type: ignore[arg-type]
    found = len(records.load("event"))
    wanted = len(plan.rows)  # type: ignore[attr-defined]
    if found != wanted:
        raise SystemExit(f"{found} records of {wanted}")
    document.close()
    return steps


def main() -> int:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    ratios: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(prefix="banyan-bench-") as name:
        folder = Path(name)
        path = folder / "events.xlsx"
        make(path, options.rows)
        theirs(path), ours(path, folder, 0)  # warm
        for run in range(1, options.runs + 1):
            other = Steps()
            other.timed("read", lambda: theirs(path))
            mine = ours(path, folder, run)
            parts = ", ".join(f"{step} {seconds:.2f}" for step, seconds in mine.clock.items())
            clock, bare = sum(mine.clock.values()), other.clock["read"]
            processor, bare_processor = sum(mine.processor.values()), other.processor["read"]
            print(
                f"ours {clock:.2f} s ({parts}); openpyxl {bare:.2f} s; processor {processor:.2f} ÷ {bare_processor:.2f}"
            )
            ratios.append((clock / bare, processor / bare_processor))
    middle = sorted(ratios)[len(ratios) // 2]
    print(f"{options.rows} rows × {len(HEADS)} columns: {middle[0]:.2f} by the clock, {middle[1]:.2f} of the processor")
    print(f"(limit {TARGET})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
