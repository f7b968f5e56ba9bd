"""Several rounds of one programme in a file: each page and paper follows the round that somebody works on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.errors import UsageError
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.i18n import Translator
from app.programmes.rounds import RoundValue
from app.services.application.form import form_view
from app.services.eligibility.sheet import sheet_of
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.programmes.rounds import any_round, has_conditions, has_upkeep, rounds_of
from app.services.wall_calendar.dates import wall_screen
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.support import ROOT

PACK = "nfa-114"


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = make_workspace(
        tmp_path / "a.banyan", program_at(tmp_path, clock), Translator("zh_TW"),
        community="安和社區", place="TW", programme=PACK, person="美玉",
    )  # fmt: skip
    yield made
    made.close()


def later(ws: Workspace) -> str:
    """Set up the round of 116, on the general way, and return its id."""
    made = ws.programmes.set_up_round(PACK, {"round": RoundValue("116")})
    ws.programmes.choose(made.pack_id, {"way": "general"})
    return made.pack_id


def test_the_latest_round_of_the_main_programme_comes_first_unless_another_was_chosen(ws: Workspace) -> None:
    assert rounds_of(ws, any_round).shown == PACK
    own = later(ws)
    ws.programmes.join("community", "2025-01")
    assert [key for key, _ in rounds_of(ws, any_round).names] == [own, PACK, "community"]
    assert [key for key, _ in rounds_of(ws, has_conditions, "community").names] == [own, PACK]
    assert rounds_of(ws, has_conditions, "community").shown == own
    assert rounds_of(ws, has_upkeep, PACK).shown == PACK


def test_form_conditions_and_calendar_follow_the_round(ws: Workspace) -> None:
    own = later(ws)
    for wanted, shown, year in (("", own, "116"), (PACK, PACK, "114"), (own, own, "116")):
        form, sheet, screen = form_view(ws, wanted), sheet_of(ws, "zh_TW", wanted), wall_screen(ws, wanted)
        assert form is not None
        assert sheet is not None
        assert screen.wall is not None
        assert (form.pack.id, sheet.pack.id, screen.wall.pack, screen.rounds.shown) == (shown,) * 4
        assert year in form.pack.round


def test_each_round_has_its_own_upkeep_plan(ws: Workspace) -> None:
    ws.programmes.choose(PACK, {"way": "general"})
    before = ws.upkeep.begin("zh_TW", PACK)
    ws.records.create("upkeep_activity", {"plan": before, "title": "去年的演練", "start": "2025-05"})
    own = later(ws)
    assert ws.upkeep.find(own) is None
    assert ws.upkeep.view(programme=own).activities == ()
    after = ws.upkeep.begin("zh_TW", own)
    row = ws.records.get("upkeep_plan", after)
    assert row is not None
    assert (after != before, row.get("round"), row.title) == (True, "116", "116年度維運計畫")
    taken = ws.records.get("upkeep_activity", ws.upkeep.take("rains", "zh_TW", own))
    assert taken is not None
    assert (taken.get("plan"), taken.get("start")) == (after, "2027-05")
    assert [one.row.title for one in ws.upkeep.view(programme=PACK).activities] == ["去年的演練"]


def test_papers_are_of_the_round_that_is_named(ws: Workspace) -> None:
    own = later(ws)
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    for wanted, year in (("", "116"), (PACK, "114"), (own, "116")):
        done = prepare(ws, "nfa-application", Request("zh_TW", options={"programme": wanted}))(tools, NoProgress())
        assert done.single is not None
        assert f"{year}年度" in "".join("".join(page_texts(done.single)).split())
    with pytest.raises(UsageError):
        prepare(ws, "nfa-application", Request("zh_TW", options={"programme": "nfa-99"}))
