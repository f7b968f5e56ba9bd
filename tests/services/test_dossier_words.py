"""Finding and replacing words in runs and texts, and judging what the texts of a dossier say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.core.richtext import Atom, Run, Runs, normalise, plain, text_of
from app.exports.spec import Audience, Paragraph
from app.i18n import Translator
from app.models.document.document import Document
from app.services.dossier import BlockEdit
from app.services.dossier.finding import ATOM, Query, Spot, flat, matches, replaced, replaced_runs
from app.services.dossier.press import gather_dossier
from app.services.dossier.slip import Day, Place, Slip
from app.services.dossier.slip_dates import _caption
from app.services.dossier.slips import accept, book_of, mend, slips_of
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.support import count, seeded


@pytest.mark.parametrize(
    ("text", "wanted", "exact", "found"),
    [
        ("台北、臺北、ＡＢ", "臺北", False, ["台北", "臺北"]),
        ("台北、臺北", "臺北", True, ["臺北"]),
        ("ＡＢ ab Ab", "ab", False, ["ＡＢ", "ab", "Ab"]),
        ("㈠第一", "一", False, ["一"]),
        ("aaa", "aa", True, ["aa"]),
        ("𡋾堃喆", "堃", False, ["堃"]),
        ("甲" + ATOM + "乙", "甲乙", False, []),
        ("什麼都沒有", "", False, []),
    ],
)
def test_words_are_found_however_they_are_written(text: str, wanted: str, exact: bool, found: list[str]) -> None:
    spans = matches(text, Query(wanted, exact))
    assert [text[start:end] for start, end in spans] == found


def test_replacing_changes_the_words_and_nothing_else() -> None:
    rng = seeded("replace")
    for _ in range(count(400)):
        runs = _runs(rng)
        text = flat(runs)
        wanted = rng.choice(("台", "北", "台北", "a", "ab"))
        spans = matches(text, Query(wanted, exact=rng.random() < 0.5))
        new = rng.choice(("", "臺", "長長的字"))
        made = replaced_runs(runs, spans, new)
        assert flat(made) == replaced(text, spans, new)
        assert made == normalise(made)
        assert [one for one in made if isinstance(one, Atom)] == [one for one in runs if isinstance(one, Atom)]


def _runs(rng: random.Random) -> Runs:
    pieces: list[Run | Atom] = []
    for _ in range(rng.randint(1, 6)):
        if rng.random() < 0.2:
            pieces.append(Atom("ref", f"t{rng.randint(0, 3)}"))
        else:
            letters = "".join(rng.choice("台臺北aＡb𡋾") for _ in range(rng.randint(1, 8)))
            pieces.append(Run(letters, ("b",) if rng.random() < 0.5 else ()))
    return normalise(pieces)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A dossier with figures of one year; each case writes one paragraph into it."""
    folder, ids = tmp_path_factory.mktemp("slips"), seeded_ids(7)
    clock = FixedClock(datetime(2025, 3, 20, 10, tzinfo=UTC))
    program = Program(packs(), folder / "cache", folder, clock, ids)
    document = Document.create(folder / "a.banyan", application_version="0", clock=clock, ids=ids)
    made = Workspace(document, program, Translator("zh_TW"))
    made.programmes.join("nfa-114", "2025-01")
    made.records.create("community", {"name": "榕樹社區", "country": "TW", "population": 1486})
    made.records.create("population_stat", {"as_of_date": "2025-02-28", "households": 562, "total": 1486})
    made.records.create("organisation", {"name": "台江友會"})
    made.records.create("person", {"name": "陳美玉", "is_dp": True})
    made.dossier.begin("nfa-114", "zh_TW")
    yield made
    made.document.close()


def _slips(ws: Workspace, *blocks: BlockEdit) -> tuple[Slip, ...]:
    view = ws.dossier.find("nfa-114")
    assert view is not None
    part = next(one for one in view.parts if one.kind == "chapter")
    ws.dossier.save_part(part.id, blocks, "case", typing=False)
    gathered = gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC)
    return slips_of(gathered, None, book_of(ws, gathered, Audience.PUBLIC))


@pytest.fixture
def own(written: Workspace) -> Iterator[str]:
    """A fact that the team wrote down itself; its id."""
    values = {"name": "滅火器", "also": "滅火設備, fire extinguishers", "value": "128", "unit": "具"}
    row, _ = written.records.create("own_fact", {**values, "as_of_date": "2025-02", "source_text": "盤點表"})
    yield row.id
    written.records.delete("own_fact", row.id)


def _said(*texts: str) -> tuple[BlockEdit, ...]:
    return tuple(BlockEdit(f"p{place}", "paragraph", 0, "body", plain(text)) for place, text in enumerate(texts))


@pytest.mark.parametrize(
    ("rule", "texts", "clean"),
    [
        ("F1", ("全里共541戶，住在溪邊。",), ("全里共562戶，住在溪邊。",)),
        ("F1", ("全社區有1,500人。",), ("本里居民1,486人，淹水時受影響的有41戶。",)),
        ("F1", ("我們有防災士三十二位。",), ("110年底，居民1,620人。",)),
        ("L1", ("09:00–09:00 報到",), ("09:00–09:30 報到",)),
        ("L2", ("20:00 – 12:00 晚餐",), ("12:00 – 20:00",)),
        ("L4", ("A4 韌性與生物多樣", "A4 社區的溪流故事"), ("A4 溪流故事", "A4 溪流故事")),
        ("L5", ("台北來的客人",), ("臺北來的客人",)),
        ("L5", ("臺江友會來幫忙",), ("台江友會來幫忙",)),
        ("L5", ("地方環境理事會（ICLEI）", "永續城市聯盟組織（ICLEI）"), ("地方環境理事會（ICLEI）",)),
        ("L6", ("如 B4 與 b4 所說",), ("如 B4 所說",)),
        ("L7", ("如圖12所示",), ("地圖2幅、圖書12本",)),
        ("L8", ("114年3月1日（星期五）集合",), ("114年3月1日（星期六）集合",)),
        ("L9", ("減少碳ñ的排放",), ("減少碳的排放，6人×3天",)),
        ("L9", ("我們来说说这里",), ("我們來說說這裡",)),
        ("L10", ("有 37% 的人知道。",), ("114年問了 120 人，37% 知道。",)),
        ("L11", ("見 https://example.org/a。",), ("見網站。",)),
        ("L12", ("書面評鑑資料", "書面評鑑報名資料"), ("書面評鑑報名資料",)),
    ],
)
def test_each_slip_is_found_alone_and_its_remedy_clears_it(
    written: Workspace, rule: str, texts: tuple[str, ...], clean: tuple[str, ...]
) -> None:
    found = _slips(written, *_said(*texts))
    assert {one.rule for one in found} == {rule}, [one.message for one in found]
    assert all(one.place.startswith("block:p") for one in found)
    assert _slips(written, *_said(*clean)) == ()


def test_a_number_that_disagrees_is_replaced_by_the_fact_and_follows_it(written: Workspace) -> None:
    (one,) = _slips(written, *_said("全里共541戶。"))
    assert one.fact == "stat.households"
    assert mend(written, one, "zh_TW") == 1
    gathered = gather_dossier(written, "nfa-114", "zh_TW", Audience.PUBLIC)
    stored = next(block for part in gathered.view.parts for block in part.blocks if block.id == "p0")
    assert stored.runs == (Run("全里共"), Atom("fact", "stat.households"), Run("戶。"))
    printed = next(block for part in gathered.spec.parts for block in part.blocks if block.id == "p0")
    assert isinstance(printed, Paragraph)
    assert text_of(printed.runs) == "全里共562戶。"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("里內滅火器共120具，每年檢查。", "120具"),
        ("今年有一百二十具滅火設備。", "一百二十具"),
        ("We keep 120 具 of fire extinguishers.", "120 具"),
        ("113年滅火器120具。", ""),
        ("滅火器新增20具。", ""),
        ("滅火器128具，每年檢查。", ""),
        ("滅火器在114年2月檢查。", ""),
    ],
)
def test_a_number_is_checked_by_the_teams_own_fact_and_mended_with_its_unit(
    written: Workspace, own: str, text: str, quote: str
) -> None:
    found = _slips(written, *_said(text))
    assert [one.quote for one in found if one.rule == "F1"] == ([quote] if quote else [])
    for one in found:
        assert one.fact == f"own.{own}"
        assert one.instead == "128具"


def test_an_own_fact_is_quoted_with_its_unit_and_follows_its_record(written: Workspace, own: str) -> None:
    runs = (Run("滅火器有"), Atom("fact", f"own.{own}"), Run("。"))
    _slips(written, BlockEdit("p0", "paragraph", 0, "body", runs))
    for language in ("zh_TW", "en"):
        gathered = gather_dossier(written, "nfa-114", language, Audience.PUBLIC)
        assert dict(gathered.facts) == {f"own.{own}": "128具"}
    written.records.change("own_fact", own, {"value": "130", "unit": "pieces"})
    assert dict(gather_dossier(written, "nfa-114", "en", Audience.PUBLIC).facts) == {f"own.{own}": "130 pieces"}
    written.records.change("own_fact", own, {"value": "三班輪流", "unit": None})
    assert dict(gather_dossier(written, "nfa-114", "zh_TW", Audience.PUBLIC).facts) == {f"own.{own}": "三班輪流"}


def test_what_the_team_says_is_right_is_not_asked_again(written: Workspace) -> None:
    (one,) = _slips(written, *_said("09:00–09:00 報到"))
    gathered = gather_dossier(written, "nfa-114", "zh_TW", Audience.PUBLIC)
    accept(written, gathered, one.key)
    assert _slips(written, *_said("09:00–09:00 報到")) == ()
    assert [other.rule for other in _slips(written, *_said("10:00–10:00 報到"))] == ["L1"]
    written.dossier.set_dossier(gathered.view.id, look={})


def test_the_page_and_the_population_record_have_to_agree(written: Workspace) -> None:
    community = written.records.single("community")
    assert community is not None
    written.records.change("community", community.id, {"population": 1500})
    assert [one.rule for one in _slips(written, *_said("平安"))] == ["F2"]
    written.records.change("community", community.id, {"population": 1486})


@pytest.mark.parametrize(
    ("caption", "odd"), [("0502 走讀", True), ("114年3月12日走讀", False), ("3/13 走讀", True), ("走讀", False)]
)
def test_a_caption_names_a_day_of_its_event(caption: str, odd: bool) -> None:
    place = Place(Spot("photo", "x", "part", "b"), "photo", caption, 3)
    found = list(_caption(place, (Day("2025-03-12", "2025-03-12", "走讀"),)))
    assert bool(found) is odd
