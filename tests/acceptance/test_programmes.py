"""The programmes as delivered: whole, sourced, never overdue, and ready for a year of one's own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.richtext import text_of
from app.exports.layout import FontSet
from app.exports.spec import Audience, Paragraph
from app.i18n import Translator
from app.programmes.rounds import RoundValue
from app.services.dossier.press import gather_dossier, press
from app.services.opening import make_workspace
from app.services.workspace import Workspace
from tests.conftest import TAIPEI
from tests.console import CHINESE, Console
from tests.practice import program_at
from tests.programmes.test_packs import texts
from tests.support import ROOT, why_no_git

COPIED = ROOT.parent / "shared" / "tools" / "copied_text.py"
LATE = datetime(2026, 11, 21, 9, tzinfo=TAIPEI)
TOLD = "縣府承辦人，電話"
VALUES = {
    "round": RoundValue(116),
    "date:T1": RoundValue("2027-04-14", TOLD),
    "amount:GEN": RoundValue(120_000, TOLD),
    "set:max_pages": RoundValue(80, TOLD),
    "set:body_pt": RoundValue(12, TOLD),
}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A community that takes part in every programme that takes anybody, late in 2026."""
    program = program_at(tmp_path / "home", FixedClock(LATE))
    made = make_workspace(
        tmp_path / "a.banyan", program, Translator("zh_TW"), community="榕渡社區", place="TW", programme="nfa-114"
    )
    for pack, _ in program.packs:
        if pack.joinable and pack.id != "nfa-114":
            made.programmes.join(pack.id)
    yield made
    made.document.close()


def test_the_command_finds_every_pack_translated_and_sourced(home: Path) -> None:
    said = Console(home / "h")("programmes", "--json")
    assert (said.code, said.err) == (0, [])
    rows = {row["id"]: row for row in json.loads("\n".join(said.out))}
    assert {"community", "mvp-2", "nfa-114"} <= {name for name, row in rows.items() if row["joinable"]}
    for row in rows.values():
        assert (row["missing_translations"], row["without_source"], row["findings"]) == (0, 0, [])
        assert row["name"].keys() == {"zh_TW", "en"}
        if row["joinable"]:
            assert row["steps"] >= 7
            assert row["tasks"] >= 20
    listed = Console(home / "h", CHINESE)("programmes")
    assert listed.code == 0
    assert any(line.startswith("nfa-114：") or line.startswith("nfa-114: ") for line in listed.out)


def test_nothing_is_overdue_when_the_round_is_over(ws: Workspace) -> None:
    assert ws.programmes.round_over("nfa-114")
    assert [one for one in ws.programmes.due() if one.overdue] == []
    assert "nfa-114" not in {one.pack for one in ws.programmes.due()}


def test_a_year_of_ones_own_is_followed_everywhere(ws: Workspace) -> None:
    made = ws.programmes.set_up_round("nfa-114", VALUES)
    assert (made.findings, made.pack_id) == ((), "nfa-116")
    old, new = ws.programmes.pack("nfa-114"), ws.programmes.pack("nfa-116")
    assert old is not None
    assert new is not None
    assert (old.round, new.round) == ("114", "116")

    assert not ws.programmes.round_over("nfa-116")
    due = [one for one in ws.programmes.due() if one.pack == "nfa-116"]
    assert "2027-04-14" in {one.date for one in due}
    assert not [one for one in due if one.overdue or one.date < "2026-11-21"]

    fonts = FontSet.load(ROOT / "resources" / "fonts")
    ws.dossier.begin("nfa-116", "zh_TW")
    pressed = press(gather_dossier(ws, "nfa-116", "zh_TW", Audience.PUBLIC), fonts)
    cover = next(part for part in pressed.spec.parts if part.kind == "cover")
    words = "".join(text_of(block.runs) for block in cover.blocks if isinstance(block, Paragraph))
    assert "116年績優韌性社區" in words
    assert pressed.spec.style.size == 12
    printed = "".join(text_of(part.title) + str(part.blocks) for part in pressed.spec.parts)
    assert "114" not in printed
    pages = next(one for one in pressed.results if one.rule.id == "DOS-001")
    assert "80" in pages.rule.title.best("zh_TW")
    told = [text.best("zh_TW") for part in (new.steps, new.tasks, new.rules) for text in texts(part)]
    assert [one for one in told if re.search(r"(?<!\d)114\s*年", one)] == []
    general = next(one for one in new.categories if one.id == "GEN")
    assert (general.amount, general.told_by) == (120_000, TOLD)


def test_setting_up_a_year_can_be_undone(ws: Workspace) -> None:
    ws.programmes.set_up_round("nfa-114", VALUES)
    ws.document.undo()
    assert "nfa-116" not in {one.id for one in ws.programmes.joined()}
    assert ws.programmes.set_up_round("nfa-114", VALUES).pack_id == "nfa-116"


@pytest.mark.skipif(not COPIED.exists(), reason="the sources to compare with are not beside this tree")
def test_no_sentence_is_copied_from_a_source() -> None:
    if why_no_git():
        pytest.skip(f"needs_git: {why_no_git()}")
    done = subprocess.run([sys.executable, str(COPIED)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
