"""Frozen live blocks print what they printed, say when they are stale, and never bring a masked name back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.exports.layout import FontSet
from app.exports.spec import Audience, Block
from app.i18n import Translator
from app.services.dossier.frozen import NAMES, freeze, from_json, frozen_on, thawed, to_json
from app.services.dossier.live import LIVE, live_blocks
from app.services.dossier.press import Gathered, gather_dossier, press, shown_for
from app.services.opening import open_workspace
from app.services.workspace import Workspace
from tests.practice import SAMPLES, practice, program_at
from tests.services.test_dossier import fonts, ws
from tests.support import FULL

__all__ = ["fonts", "ws"]


def _block(ws: Workspace, live: str) -> str:
    view = ws.dossier.begin("nfa-114", "zh_TW")
    part = next(one for one in view.parts if one.kind == "chapter")
    return ws.dossier.insert(part.id, "", "live", {"live": live})[0]


def _freeze(ws: Workspace, block: str) -> None:
    settings = freeze(ws, "nfa-114", block)
    assert settings is not None
    ws.dossier.change(block, settings)


def _gathered(ws: Workspace, audience: Audience = Audience.PUBLIC, language: str = "zh_TW") -> Gathered:
    return gather_dossier(ws, "nfa-114", language, audience)


def _printed(gathered: Gathered, block: str) -> tuple[Block, ...]:
    found = (one for part in gathered.spec.parts for one in part.blocks)
    return tuple(one for one in found if one.id.partition("/")[0] == block)


def test_a_frozen_block_stays_until_it_is_let_go_and_says_that_it_is_stale(ws: Workspace, fonts: FontSet) -> None:
    block = _block(ws, "events")
    before = _printed(_gathered(ws), block)
    _freeze(ws, block)
    same = _gathered(ws)
    assert _printed(same, block) == before
    assert not same.stale
    ws.records.create("event", {"title": "第二場", "date": "2025-04-01", "attended": 9})
    later = _gathered(ws)
    assert _printed(later, block) == before
    assert later.stale == {block}
    (finding,) = [one for one in press(later, fonts).findings if one.rule == "frozen-block"]
    assert finding.place == f"block:{block}"
    _freeze(ws, block)
    assert not _gathered(ws).stale
    view = ws.dossier.find("nfa-114")
    assert view is not None
    settings = next(dict(one.settings) for part in view.parts for one in part.blocks if one.id == block)
    assert frozen_on(settings)
    settings.pop("frozen")
    ws.dossier.change(block, settings)
    assert len(_printed(_gathered(ws), block)) == len(before)


def test_both_languages_are_frozen_and_names_stay_masked_for_everybody(ws: Workspace) -> None:
    block = _block(ws, "members")
    _freeze(ws, block)
    assert "陳美玉" in str(_printed(_gathered(ws), block)) or "陳○○" in str(_printed(_gathered(ws), block))
    assert "陳美玉" not in str(_printed(_gathered(ws, Audience.TEAM), block))
    assert not _gathered(ws, Audience.TEAM).stale
    chinese, english = (_printed(_gathered(ws, language=one), block) for one in ("zh_TW", "en"))
    assert chinese != english


def test_a_photo_that_is_gone_goes_from_a_frozen_block_too(ws: Workspace) -> None:
    kept = {"is": "Photos", "id": "b", "items": [
        {"is": "PhotoItem", "id": "b/p", "picture": {"is": "Picture", "sha256": "0", "width_px": 9, "height_px": 9}, "shows": "p"},
    ]}  # fmt: skip
    shown = shown_for(ws, "nfa-114", "zh_TW", Audience.PUBLIC)
    assert thawed({"frozen": {"on": "2025-01-01", "blocks": {"zh_TW": [kept]}}}, shown) == ()
    for broken in ({"is": "Path"}, {"is": "Table", "wrong": 1}, "x", {"one_of": "Fill", "value": "?"}):
        thawed({"frozen": {"on": "2025-01-01", "blocks": {"zh_TW": [broken]}}}, shown)
    assert "Path" not in NAMES


@pytest.mark.parametrize("name", SAMPLES if FULL else ("nfa",))
def test_every_kind_of_live_block_is_kept_whole(
    name: str, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, clock: FixedClock
) -> None:
    file = shutil.copyfile(practice(tmp_path_factory, name), tmp_path / "a.banyan")
    ws = open_workspace(file, program_at(tmp_path / "home", clock), Translator("zh_TW"))
    try:
        shown = shown_for(ws, SAMPLES[name], "zh_TW", Audience.PUBLIC)
        made = {key: live_blocks("b", {"live": key}, shown) for key in LIVE}
    finally:
        ws.close()
    assert sum(bool(blocks) for blocks in made.values()) > 40
    for blocks in made.values():
        for block in blocks:
            assert from_json(json.loads(json.dumps(to_json(block)))) == block
