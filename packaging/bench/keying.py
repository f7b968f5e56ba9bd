"""How many keys an event with forty sign-in rows costs besides the names: the aim is 180 at most.

A liaison types two sheets of twenty rows in the real screen, over a real document, with keys only. Three
ways are counted: nobody is known and every name ends with Enter, as with Chinese input methods; nobody is
known and a number behind the name answers the first question; half the names are known with their age and
language on record, and every tally box of both sheets is typed as well. What was kept is read back and
compared. Counts keys, no seconds; returns 1 where one way costs more. Usage:
``QT_QPA_PLATFORM=offscreen python packaging/bench/keying.py`` from the project's folder.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402

from app.core.clock import FixedClock  # noqa: E402
from app.core.fields import Row  # noqa: E402
from app.services.attendance import PARTS, rows_of, sheet_choices  # noqa: E402
from app.services.workspace import Workspace  # noqa: E402
from app.ui.pages.key import KeyPage  # noqa: E402
from app.ui.theme import Theme  # noqa: E402
from tests.ui.desk import make_context, make_workspace  # noqa: E402
from tests.ui.key_desk import Typist, add_event, add_people, answers, settle  # noqa: E402

ROWS, SHEETS, LIMIT = 40, 2, 180


@dataclass(frozen=True, slots=True)
class Way:
    """One way of working: how names end, how many are known, whether the tally boxes are typed too."""

    label: str
    ime: bool
    known: int
    boxes: bool


WAYS = (
    Way("nobody known, names by an input method", ime=True, known=0, boxes=False),
    Way("nobody known, numbers behind the names", ime=False, known=0, boxes=False),
    Way("half known by number, every tally box typed", ime=False, known=ROWS // 2, boxes=True),
)


def keyed(way: Way, theme: Theme, folder: Path) -> tuple[int, int]:
    """Type both sheets; return the keys besides the names, and the letters and numbers of the names."""
    workspace = make_workspace(folder, FixedClock(datetime(2025, 11, 21, tzinfo=UTC)))
    people, event = add_people(workspace, way.known, known=True), add_event(workspace)
    context = make_context(workspace, theme, "zh_TW")
    page = KeyPage(context)
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    context.lane.changes.connect(page.on_changes)
    page.open(("event", event.id))
    settle()
    page.go_part("sheets")
    settle()
    numbers = {one.id: one.number for one in page.desk.keyed_event.people} if page.desk.keyed_event else {}
    typist, rng = Typist(page), random.Random(40)
    for sheet in range(SHEETS):
        circled = [_row(way, typist, rng, people, numbers, sheet * ROWS // SHEETS + at) for at in range(ROWS // SHEETS)]
        typist.keys(f"\n{len(circled)}")
        if way.boxes:
            typist.keys("\n")
            _boxes(typist, circled)
        typist.keys("⇟")
    settle()
    _check(workspace, event.id, way)
    page.close()
    context.pool.close()
    workspace.close()
    return typist.strokes, typist.letters


def _row(
    way: Way, typist: Typist, rng: random.Random, people: tuple[Row, ...], numbers: dict[str, int], place: int
) -> tuple[int, int, int]:
    """Type one row as the paper has it; what is on record of somebody known is there already."""
    age, language, group = answers(rng)
    if place % 2 == 0 and place // 2 < way.known:
        typist.name(str(numbers[people[place // 2].id]))
        typist.keys(str(group))
        return 5, 1, group
    typist.name(f"阿福{place}" if way.ime else "Jo Chen", ime=way.ime)
    typist.keys(("\n" if way.ime else "") + f"{age}{language}{group}")
    return age, language, group


def _boxes(typist: Typist, circled: list[tuple[int, int, int]]) -> None:
    """Type every box that the paper has a count in; Enter passes the others. The last part ends early."""
    for place, part in enumerate(PARTS):
        counts = Counter(one[place] for one in circled)
        last = part == PARTS[-1]
        many = max(counts) if last else len(sheet_choices(part, "TW"))
        for key in range(1, many + 1):
            typist.keys((str(counts[key]) if counts[key] else "") + "\n")


def _check(workspace: Workspace, event: str, way: Way) -> None:
    row = workspace.records.get("event", event)
    if row is None or len(rows_of(row, "attendance")) != ROWS:
        raise SystemExit(f"{way.label}: rows are missing")
    wrong = [one for one in workspace.records.findings("event", event) if one.rule.startswith("sheet")]
    if wrong:
        raise SystemExit(f"{way.label}: {wrong[0].message.params}")


def main() -> int:
    """Count every way and say it."""
    theme = Theme(QApplication([]), ROOT / "resources", scheme="light")
    theme.wear(scheme="light", text_size=100, language="zh_TW")
    worst = 0
    for way in WAYS:
        with tempfile.TemporaryDirectory(prefix="banyan-") as folder:
            strokes, letters = keyed(way, theme, Path(folder))
        worst = max(worst, strokes)
        print(f"{way.label}: {strokes} keys for {ROWS} rows ({strokes / ROWS:.1f} a row), names {letters}")
    print(f"worst {worst}, limit {LIMIT}")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
