"""What the accepted outputs are judged on: the practice community, exported once per run by the command."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.richtext import plain
from app.i18n import Translator
from app.services.dossier import BlockEdit
from app.services.opening import open_workspace
from app.services.workspace import Workspace
from tests.console import Console, made_once
from tests.practice import practice, program_at, shared_folder
from tests.support import FULL, LANGUAGES, SEED

HARD = "堃與喆、𡋾伯說：「R&D <b>不是標記</b>」，a<b、c & d、e = f。"
CELL, FORMULA = "𡋾 <td> & 堃", "=1+1"
CAPTIONS = {"zh_TW": "喆嬸 <p> & 𡋾伯 = 兩人", "en": "喆 <p> & 𡋾 = two people"}
SHOWN = LANGUAGES if FULL else (LANGUAGES[SEED % 2],)
"""Languages in which the dossier is read; a short run reads one, and the other for another seed."""
OUTPUTS = (
    *(("nfa-dossier", f"dossier-{language}.pdf", language) for language in SHOWN),
    ("budget", "budget.xlsx", "zh_TW"),
    ("budget", "budget-en.xlsx", "en"),
)


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the practice community, some hard text added, and what was exported of it."""
    folder = shared_folder(tmp_path_factory)
    original = practice(tmp_path_factory, "nfa")
    with made_once(folder, "輸出 outputs") as place:
        if place is not None:
            document = place / "練習.banyan"
            shutil.copyfile(original, document)
            clock = FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
            ws = open_workspace(document, program_at(folder / "home", clock, 77), Translator("zh_TW"))
            try:
                _make_it_hard(ws)
            finally:
                ws.close()
            console = Console(folder / "home")
            for kind, name, language in OUTPUTS:
                said = console("export", document, kind, "--out", place / name, "--lang", language)
                assert (said.code, said.out, said.err) == (0, [str(place / name)], []), said
    return folder / "輸出 outputs"


@pytest.fixture(scope="session")
def document(outputs: Path) -> Path:
    """The document that the outputs were exported from; only to be read."""
    return outputs / "練習.banyan"


def _make_it_hard(ws: Workspace) -> None:
    """Write what markup, formulas and old fonts stumble over into a paragraph, a table, a caption, a budget."""
    view = ws.dossier.find("nfa-114")
    assert view is not None
    part = next(one for one in view.parts if one.kind == "chapter")
    placed = next(one.settings["photos"] for one in part.blocks if one.kind == "photos")
    assert isinstance(placed, (list, tuple))
    block, _ = ws.dossier.insert(part.id, part.blocks[2].id, "paragraph", {})
    rows = [["項目", "內容"], [FORMULA, CELL]]
    ws.dossier.insert(part.id, block, "table", {"rows": rows, "caption": CELL, "header": True})
    edits = [
        BlockEdit(one.id, one.kind, one.level, one.style, plain(HARD) if one.id == block else one.runs)
        for one in ws.dossier.part(part.id).blocks
    ]
    ws.dossier.save_part(part.id, edits, "", typing=False)
    ws.records.change("photo", str(placed[0]), {"caption": CAPTIONS})
    line = ws.records.load("budget_line")[0]
    copied = {name: line.get(name) for name in ("head", "qty", "unit_price", "funding_source", "currency")}
    ws.records.create("budget_line", {**copied, "item": FORMULA})
