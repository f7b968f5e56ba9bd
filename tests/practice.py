"""Documents that the tests of commands and outputs share: each is made once per run, in every test process.

``small`` is made here, of a few records; ``nfa``, ``us`` and ``mvp`` are the practice communities as delivered.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.i18n import Translator
from app.services.opening import make_workspace
from app.services.photos.service import PhotoBatch
from app.services.workspace import Program, Workspace
from app.system.paths import Paths
from tests.console import Console, made_once
from tests.media.torture import exif, saved, seen
from tests.packs import packs, warm_packs
from tests.support import ROOT

NAME = "安和社區「榕」.banyan"
SAMPLES = {"nfa": "nfa-114", "us": "community", "mvp": "mvp-2"}


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all test processes of this run share."""
    base = factory.getbasetemp()
    folder = base.parent if base.name.startswith("popen-") else base
    return folder / "共用 shared"


def paths_at(home: Path) -> Paths:
    """Return the paths of an installation that keeps everything in *home* and has read its packs before."""
    warm_packs(home / "cache" / "packs")
    return Paths(ROOT, home / "data", home / "config", home / "cache", home / "documents", portable=True)


def program_at(home: Path, clock: FixedClock, seed: int = 5) -> Program:
    """Return what the program brings to a document, with a clock and keys that repeat themselves."""
    return Program(packs(), home / "cache", home / "data", clock, seeded_ids(seed))


def small_document(path: Path, home: Path, clock: FixedClock) -> None:
    """Make a document of a few records whose dossier is begun and far from finished."""
    words = Translator("zh_TW")
    ws = make_workspace(
        path, program_at(home, clock), words, community="安和社區", place="TW", programme="nfa-114", person="美玉"
    )
    try:
        _fill(ws, path.parent)
    finally:
        ws.close()


def _fill(ws: Workspace, folder: Path) -> None:
    for name in ("陳美玉", "林大同", "𡋾堃喆"):
        ws.records.create("person", {"name": name, "phone": "0912-345-678", "is_dp": True})
    event, _ = ws.records.create("event", {"title": "水災演練", "date": "2025-03-12", "attended": 64})
    source, _ = ws.records.create("funding_source", {"agency": "消防署", "amount": 150_000, "currency": "TWD"})
    for item, quantity, price in (("=1+1", 20, 350), ("急救包", 10, 900), ("+886", 3, 1200)):
        line = {"item": item, "qty": quantity * 100, "unit_price": price, "currency": "TWD"}
        ws.records.create("budget_line", line | {"funding_source": source.id, "head": "office"})
    pictures = folder / "pictures"
    pictures.mkdir(exist_ok=True)
    for number in range(2):
        picture = saved(seen(1600 + number, 1200), exif=exif("2025:03:12 09:00:00"))
        (pictures / f"演練{number}.jpg").write_bytes(picture)
    batch: PhotoBatch = ws.photos.prepare([pictures])
    ws.photos.add(batch, event_id=event.id)
    ws.dossier.begin("nfa-114", "zh_TW")


def practice(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return the practice community *name*, made by the command itself, once per run."""
    folder = shared_folder(factory)
    with made_once(folder, name) as place:
        if place is not None:
            said = Console(folder / "home")("sample", place / f"{name} 練習.banyan", "--programme", SAMPLES[name])
            assert (said.code, said.err) == (0, []), said
    return folder / name / f"{name} 練習.banyan"
