"""The sheet of conditions: what answers each, the badge's end by the official logic, nothing enforced of the county's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from app.core.clock import FixedClock
from app.core.fields import Row
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.i18n import Translator
from app.programmes.loader import load_pack
from app.services.eligibility.badge import BadgeState, badge_of, badge_until, months_before
from app.services.eligibility.facts import State
from app.services.eligibility.sheet import Sheet, begin_answer, sheet_of, write_answer
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.support import ROOT

PACK = "nfa-114"
FOLDER = ROOT / "resources" / "programmes" / PACK


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = make_workspace(
        tmp_path / "sheet.banyan", program_at(tmp_path, clock), Translator("zh_TW"),
        community="安和社區", place="TW", programme=PACK, person="美玉",
    )  # fmt: skip
    yield made
    made.document.close()


def sheet(ws: Workspace) -> Sheet:
    found = sheet_of(ws, "zh_TW")
    assert found is not None
    return found


def states(ws: Workspace) -> dict[str, State]:
    return {one.condition.id: one.found.state for one in sheet(ws).lines}


def profile(ws: Workspace, **values: object) -> str:
    row = ws.records.single("community")
    assert row is not None
    ws.records.change("community", row.id, values)
    return row.id


@pytest.mark.parametrize(
    ("values", "until"),
    [
        ({"star": 1, "star_date": "2022-07-01"}, date(2025, 7, 1)),
        ({"star": 3, "star_date": "2022-07-01"}, date(2027, 7, 1)),
        ({"star": 2, "star_date": "2022-07-01", "star_years": 1}, date(2023, 7, 1)),
        ({"star": 1, "star_date": "2020-02-29"}, date(2023, 2, 28)),
        ({"star": 1, "star_date": "2020-07-01", "extended": True}, date(2026, 7, 1)),
        ({"star": 1, "star_date": "2020-07-01", "extended": True, "extension_date": "2023-05-20"}, date(2026, 5, 20)),
        ({"star": 1, "star_date": "2022"}, date(2025, 1, 1)),
        ({"star": 1}, None),
    ],
)
def test_a_badge_ends_as_the_official_site_reckons(values: dict[str, object], until: date | None) -> None:
    assert badge_until(Row("community", "1", values), load_pack(FOLDER)) == until


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 6, 30), BadgeState.VALID),
        (date(2024, 7, 1), BadgeState.OPEN),
        (date(2025, 4, 1), BadgeState.SOON),
        (date(2025, 6, 1), BadgeState.LAST),
        (date(2025, 7, 1), BadgeState.LAST),
        (date(2025, 7, 2), BadgeState.EXPIRED),
    ],
)
def test_a_badge_warns_at_twelve_three_and_one_months(today: date, state: BadgeState) -> None:
    row = Row("community", "1", {"star": 1, "star_date": "2022-07-01"})
    assert badge_of(row, load_pack(FOLDER), today).state is state
    assert months_before(date(2025, 3, 31), 1) == date(2025, 2, 28)


def test_an_empty_file_knows_nothing_and_says_where_to_begin(ws: Workspace) -> None:
    found = {one.condition.id: one.found for one in sheet(ws).lines}
    assert found["E1"].state is State.OPEN
    assert found["E1"].route.endswith(":star")
    assert (found["E2"].state, found["E8"].state, found["E7"].state) == (State.OPEN, State.OPEN, State.OPEN)
    assert found["E3"].state is State.COUNTY
    assert [Translator("en").text(one) for one in found["E3"].says] == ["The county is not written down yet."]
    assert (found["E6"].state, found["E6b"].state) == (State.TOLD, State.TOLD)
    assert all(one.fix is not None for one in found.values() if one.state in (State.OPEN, State.FAILED))


def test_each_condition_is_answered_by_its_own_records(ws: Workspace) -> None:
    profile(ws, county="台中市", star=2, star_date="2024-01-01", area_conditions=("high_hazard",), within_plan="self")
    assert {key: states(ws)[key] for key in ("E1", "E2")} == {"E1": State.CLAIMED, "E2": State.CLAIMED}
    values = {"hazard": "WIND", "dataset": "淹水潛勢圖", "dataset_date": "2023", "level": "high"}
    hazard, _ = ws.records.create("hazard_potential", values)
    file, _ = ws.records.create("file", {"name": "標章影本.pdf"})
    answer = begin_answer(ws, PACK, "E1")
    ws.records.change("condition_answer", answer.id, {"files": (file.id,)})
    write_answer(ws, PACK, "E8", True)
    ws.programmes.choose(PACK, {"way": "general"})
    found = {one.condition.id: one.found for one in sheet(ws).lines}
    assert [found[key].state for key in ("E1", "E2", "E2b", "E7", "E8")] == [
        State.MET, State.MET, State.MET, State.MET, State.CLAIMED]  # fmt: skip
    assert f"record:hazard_potential:{hazard.id}" in [one.route for one in found["E2"].proofs]
    assert f"record:file:{file.id}" in [one.route for one in found["E1"].proofs]
    own = sheet(ws).quota
    assert own is not None
    assert (own.county.best("zh_TW"), own.places) == ("臺中市", 4)  # 台 is read as 臺
    assert found["E4"].state is State.COUNTY
    write_answer(ws, PACK, "E8", False)
    assert states(ws)["E8"] is State.FAILED
    ws.programmes.choose(PACK, {"way": "demonstration"})
    assert states(ws)["E7"] is State.OPEN
    write_answer(ws, PACK, "E7", True)
    assert states(ws)["E7"] is State.CLAIMED


def test_a_badge_that_ends_before_handing_in_fails_both_the_condition_and_its_rule(ws: Workspace) -> None:
    profile(ws, star=1, star_date="2022-04-10")
    found = sheet(ws)
    assert states(ws)["E1"] is State.FAILED
    assert {one.rule.id: one.state.value for one in found.rules}["APP-003"] == "failed"


def test_other_money_and_partners_are_told_and_never_judged(ws: Workspace) -> None:
    for year in (113, 2024, 108):
        ws.records.create("funding_source", {"agency": f"水利署{year}", "year": year, "amount": 1, "kind": "central"})
    ws.records.create("organisation", {"name": "紅十字會", "kind": "civic"})
    told = next(one for one in sheet(ws).lines if one.condition.id == "E6")
    assert told.found.state is State.TOLD
    assert len(told.found.proofs) == 3  # the grant of 108 is too long ago
    assert told.found.fix is None


def test_the_sheet_on_paper_says_the_same(ws: Workspace) -> None:
    profile(ws, county="臺中市", star=2, star_date="2024-01-01", area_conditions=("dense",))
    work = prepare(ws, "nfa-eligibility", Request("zh_TW"))
    data = work(Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures), NoProgress()).single
    assert data is not None
    text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(BytesIO(data)))
    text = re.sub(r"\s", "", text)
    for one in sheet(ws).lines:
        assert re.sub(r"\s", "", f"{one.condition.id}{one.condition.title.best('zh_TW')}") in text
    for said in ("2星，到116年1月1日", "高人口密度地區", "臺中市4", "連江縣2", "APP-007"):
        assert said in text, said
