"""The upkeep plan: begun by the way through the round, read whole, printed, and its workbook calculated."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from docx import Document as Word

from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.exports.xlsx.evaluate import evaluate
from app.i18n import Translator
from app.services.output_kinds import Request, Tools, prepare
from app.services.output_kinds.base import Setting, list_setting, shown_to
from app.services.upkeep.book import plan_book
from app.services.upkeep.desk import STARTERS
from app.services.upkeep.view import missing
from app.services.workspace import Workspace
from tests.services.check_desk import PACK, clean_workspace
from tests.support import ROOT


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    ws = clean_workspace(tmp_path_factory.mktemp("upkeep"), planned=False)
    ws.records.create(
        "budget_line", {"head": "equipment", "item": "頭燈", "qty": 1000, "unit_price": 650, "currency": "TWD"}
    )
    ws.records.create(
        "budget_line", {"head": "office", "item": "印刷", "qty": 200, "unit_price": 45, "currency": "TWD"}
    )
    yield ws
    ws.document.close()


@pytest.fixture
def ws(made: Workspace) -> Iterator[Workspace]:
    depth = made.document.undo_depth
    yield made
    while made.document.undo_depth > depth:
        made.document.undo()


def plan(ws: Workspace) -> str:
    key = ws.upkeep.begin("zh_TW")
    person = ws.records.load("person")[0].id
    ws.records.change("upkeep_plan", key, {"situation": "夜裡停電時聯絡不上。", "carries_on": "里辦公處列冊。", "manager": person,
                                          "settle_by": "2025-09-30"})  # fmt: skip
    aim, _ = ws.records.create("upkeep_aim", {"plan": key, "title": "每一鄰都能回報", "expected": "十二鄰都報完"})
    for title, start, end, people in (("通聯練習", "2025-04", "2025-06", 20), ("夜間演練", "2025-05-17", None, 90)):
        values = {"plan": key, "aim": aim.id, "title": title, "start": start, "end": end, "owner": person}
        ws.records.create("upkeep_activity", values | {"people": people, "head": "equipment"})
    return key


def text(ws: Workspace, kind: str, language: str = "zh_TW") -> bytes:
    output = prepare(ws, kind, Request(language))(
        Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures), NoProgress()
    )
    assert output.single is not None
    return output.single


def test_what_is_missing_is_said_in_order_until_nothing_is(ws: Workspace) -> None:
    words = Translator("en").text
    assert [words(one) for one in missing(ws.upkeep.view())] == ["The plan was not begun yet."]
    ws.upkeep.begin("zh_TW")
    assert [words(one) for one in missing(ws.upkeep.view())][:2] == [
        "No aim is written yet.",
        "No activity is planned yet.",
    ]
    ws.document.undo()
    plan(ws)
    assert missing(ws.upkeep.view()) == ()


def test_the_way_decides_which_plan_and_none_is_lost(ws: Workspace) -> None:
    first = plan(ws)
    ws.programmes.choose(PACK, {"way": "demonstration"})
    assert ws.upkeep.kind() == "demo"
    assert ws.upkeep.find() is None
    demo = ws.upkeep.begin("zh_TW")
    assert ws.records.get("upkeep_plan", demo).title == "114年度示範維運計畫"  # type: ignore[union-attr]
    assert ws.upkeep.view().activities == ()
    assert ws.upkeep.view().grant == 150_000
    ws.programmes.choose(PACK, {"way": "general"})
    found = ws.upkeep.find()
    assert found is not None
    assert found.id == first
    assert ws.upkeep.view().grant == 100_000


def test_months_hold_what_goes_on_and_done_is_counted(ws: Workspace) -> None:
    plan(ws)
    view = ws.upkeep.view()
    assert view.months == ("2025-04", "2025-05", "2025-06")
    assert [[one.row.title for one in view.in_month(month)] for month in view.months] == [
        ["通聯練習"], ["通聯練習", "夜間演練"], ["通聯練習"],
    ]  # fmt: skip
    ws.upkeep.finish(view.activities[0].row.id)
    row = ws.records.get("upkeep_activity", view.activities[0].row.id)
    assert row is not None
    assert (row.get("status"), row.get("done_on")) == ("done", "2025-03-20")
    assert ws.upkeep.view().counted == (1, 2)


def test_a_starter_takes_the_rounds_year_and_its_head(ws: Workspace) -> None:
    plan(ws)
    for one in STARTERS:
        row = ws.records.get("upkeep_activity", ws.upkeep.take(one.key, "zh_TW"))
        assert row is not None
        assert (row.get("start"), row.get("head")) == (f"2025-{one.month:02d}", one.head)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_TW", ("維運計畫", "主管機關沒有公布格式", "每一鄰都能回報", "十二鄰都報完", "夜間演練", "陳○○", "裝備費", "新臺幣6,500元",
                   "114年9月30日")),
        ("en", ("Upkeepplan", "noformatwaspublished", "每一鄰都能回報", "Equipment", "NT$6,500", "September30,2025")),
    ],
)  # fmt: skip
def test_the_paper_says_all_of_it(ws: Workspace, language: str, words: tuple[str, ...]) -> None:
    plan(ws)
    found = "".join("".join(page_texts(text(ws, "nfa-plan", language))).split())
    assert [one for one in words if one not in found] == []


def test_word_has_the_same_headings_and_tables(ws: Workspace) -> None:
    plan(ws)
    word = Word(io.BytesIO(text(ws, "nfa-plan-docx")))
    cells = {
        line for table in word.tables for row in table.rows for cell in row.cells for line in cell.text.split("\n")
    }
    assert {"夜間演練", "每一鄰都能回報"} <= cells
    assert any(one.text == "目標與預期成果" for one in word.paragraphs)


def test_the_workbook_adds_up_by_head_with_live_formulas(ws: Workspace) -> None:
    plan(ws)
    book = openpyxl.load_workbook(io.BytesIO(text(ws, "nfa-plan-xlsx")))
    assert str(book["依項目"]["B4"].value).startswith("=SUMIFS(")
    shown = shown_to(ws, Setting("zh_TW", Audience.TEAM))
    values = evaluate(plan_book(shown, list_setting(ws, shown), ws.upkeep.view(shown.rows)))
    sums = {book["依項目"].cell(row, 1).value: values["依項目", row, 2] for row in range(4, 8)}
    assert sums == {"事務費": 90, "裝備費": 6500, "防災推廣會議所需之費用": 0, "合計": 6590}
