"""How long the studio's suggestions take beside its meter, on the large practice community.

The meter is what a person waits for after an edit: the dossier gathered anew from the records and laid out
from cached blocks. A suggestion comes on top: unused records are read, and the room of each is measured.
Prints milliseconds of processor time and the ratio of this machine and this run; fails nothing. Usage:
``python packaging/bench/suggest.py [--times 7] [--file FILE]`` from the project's folder.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from export import make_sample  # noqa: E402 - beside this script
from start import surroundings  # noqa: E402 - beside this script

from app.core.clock import SystemClock  # noqa: E402
from app.core.ids import new_id  # noqa: E402
from app.exports.layout import FontSet, LayoutCache  # noqa: E402
from app.exports.spec import Audience  # noqa: E402
from app.i18n import Translator  # noqa: E402
from app.services.dossier.press import gather_dossier, press  # noqa: E402
from app.services.dossier.suggest import suggestions, unused_of  # noqa: E402
from app.services.opening import installed_program, open_workspace  # noqa: E402
from app.system.paths import find_paths  # noqa: E402

LIMIT, PACK = 2.0, "nfa-114"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--file", type=Path, help="a large practice community; made where it is not given")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = chosen.file or home / "large.banyan"
        if chosen.file is None:
            make_sample(path, surroundings(home / "home"))
        paths = replace(find_paths(), data=home / "data", cache=home / "cache")
        ws = open_workspace(path, installed_program(paths, SystemClock(), new_id), Translator("zh_TW"))
        fonts, cache = FontSet.load(ROOT / "resources" / "fonts"), LayoutCache()
        meters, tips, pages = [], [], 0
        for turn in range(chosen.times + 1):
            ws.records.create("person", {"name": f"新人{turn}"})  # an edit: what was kept is read anew
            started = time.process_time()
            gathered = gather_dossier(ws, PACK, "zh_TW", Audience.PUBLIC)
            pressed = press(gathered, fonts, cache)
            between = time.process_time()
            suggestions(gathered, pressed, unused_of(ws, gathered, Audience.PUBLIC), fonts, cache)
            ended, pages = time.process_time(), pressed.pages
            if turn:  # the first fills caches
                meters.append(between - started)
                tips.append(ended - between)
        one, two = statistics.median(meters), statistics.median(tips)
        print(f"pages                     {pages:8d}")
        print(f"meter                     {1000 * one:8.0f} ms")
        print(f"suggestions               {1000 * two:8.0f} ms   ratio {two / one:.2f} (at most {LIMIT})")
        ws.close()


if __name__ == "__main__":
    main()
