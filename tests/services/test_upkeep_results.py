"""Planned against done: what the report of results says, from records where there are any, and its papers read back."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from docx import Document as Word

from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.exports.xlsx.evaluate import evaluate
from app.i18n import Translator
from app.services.output_kinds.base import Setting, list_setting, shown_to
from app.services.upkeep.results import Came, lacking, results_of
from app.services.upkeep.results_book import results_book
from app.services.workspace import Workspace
from tests.services.check_desk import clean_workspace
from tests.services.test_upkeep import plan, text

WORDS = Translator("en").text


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    ws = clean_workspace(tmp_path_factory.mktemp("results"), planned=False)
    line, _ = ws.records.create(
        "budget_line", {"head": "equipment", "item": "頭燈", "qty": 1000, "unit_price": 650, "currency": "TWD"}
    )
    ws.records.create("expense", {"item": "頭燈十個", "amount": 6000, "currency": "TWD", "budget_line": line.id,
                                  "date": "2025-02-20"})  # fmt: skip
    yield ws
    ws.close()


@pytest.fixture
def ws(made: Workspace) -> Iterator[Workspace]:
    depth = made.document.undo_depth
    yield made
    while made.document.undo_depth > depth:
        made.document.undo()


def year(ws: Workspace) -> str:
    """Plan four activities before the day of the file, the 20th of March, and tell what became of three of them."""
    key = plan(ws)
    for row in ws.records.load("upkeep_activity"):
        ws.records.change("upkeep_activity", row.id, {"status": "dropped"})
    event, _ = ws.records.create("event", {"title": "夜間演練", "date": "2025-03-08", "attended": 71})
    paid = ws.records.load("expense")[0].id
    for title, start, values in (
        (
            "盤點裝備",
            "2025-01",
            {"status": "done", "done_on": "2025-01-18", "people": 10, "came": 12, "result": "缺兩支"},
        ),
        ("夜間提早演練", "2025-01", {"people": 90, "event": event.id, "expenses": (paid,)}),
        ("志工回訓", "2025-02", {"people": 20}),
    ):
        ws.records.create("upkeep_activity", {"plan": key, "title": title, "start": start, **values})
    return key


def came(ws: Workspace) -> dict[str, tuple[Came, str, int | None, int | None]]:
    found = ws.upkeep.results()
    return {one.row.title: (one.came, one.done_on, one.people, one.spent) for one in found.activities}


def test_records_count_where_there_are_any_and_what_is_typed_goes_first(ws: Workspace) -> None:
    year(ws)
    found = came(ws)
    assert found["盤點裝備"] == (Came.DONE, "2025-01-18", 12, None)
    assert found["夜間提早演練"] == (Came.DONE, "2025-03-08", 71, 6000)
    assert found["志工回訓"][0] is Came.OPEN
    assert found["通聯練習"][0] is Came.DROPPED
    drill = next(one for one in ws.upkeep.results().activities if one.row.title == "夜間提早演練")
    assert [WORDS(one) for one in drill.differs] == ["2 months later", "19 people fewer"]
    ws.records.change("upkeep_activity", drill.row.id, {"came": 80})
    assert came(ws)["夜間提早演練"][2] == 80


def test_each_month_has_what_was_planned_beside_what_was_done(ws: Workspace) -> None:
    year(ws)
    months = {one.month: (one.planned, one.done) for one in ws.upkeep.results().months}
    assert set(months["2025-01"][0]) == {"盤點裝備", "夜間提早演練"}
    assert months["2025-01"][1] == ("盤點裝備",)
    assert months["2025-02"] == (("志工回訓",), ())
    assert months["2025-03"] == ((), ("夜間提早演練",))


def test_what_is_lacking_is_said_until_it_is_told(ws: Workspace) -> None:
    key = year(ws)
    assert [WORDS(one) for one in lacking(ws.upkeep.results())] == [
        "Of 1 activity nobody has said what became of it.",
        "3 activities came otherwise and have no reason.",
        "1 aim has no result.",
        "Say why money was spent otherwise than planned.",
        "Say in three sentences what came of the year.",
    ]
    for row in ws.records.load("upkeep_activity"):
        ws.records.change("upkeep_activity", row.id, {"reason": "颱風延後", "status": "done"})
    figure, _ = ws.records.create(
        "indicator", {"measure": "回報鄰數", "unit": "鄰", "before_value": 0, "after_value": 1100}
    )
    aim = ws.records.load("upkeep_aim")[0]
    ws.records.change("upkeep_aim", aim.id, {"indicator": figure.id, "reached": False})
    assert WORDS(lacking(ws.upkeep.results())[0]) == "1 aim was not reached and has no reason."
    ws.records.change("upkeep_aim", aim.id, {"reason": "一鄰沒有無線電"})
    ws.records.change("upkeep_plan", key, {"came_of_it": "夜裡聯絡得上了。", "money_reason": "頭燈降價。"})
    assert lacking(ws.upkeep.results()) == ()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_TW", ("成果報告", "主管機關沒有公布格式", "夜間提早演練", "晚2個月", "少19人", "頭燈降價", "新臺幣-500元", "新臺幣6,000元",
                   "114年3月8日", "陳○○", "回報鄰數：0→11鄰")),
        ("en", ("Reportofresults", "noformatwaspublished", "2monthslater", "19peoplefewer", "-NT$500", "March8,2025",
                "回報鄰數:0→11鄰")),
    ],
)  # fmt: skip
def test_the_paper_says_all_of_it(ws: Workspace, language: str, words: tuple[str, ...]) -> None:
    key = year(ws)
    figure, _ = ws.records.create(
        "indicator", {"measure": "回報鄰數", "unit": "鄰", "before_value": 0, "after_value": 1100}
    )
    ws.records.change("upkeep_aim", ws.records.load("upkeep_aim")[0].id, {"indicator": figure.id})
    ws.records.change("upkeep_plan", key, {"money_reason": "頭燈降價。"})
    found = "".join("".join(page_texts(text(ws, "nfa-results", language))).split())
    assert [one for one in words if one not in found] == []


def test_word_and_workbook_hold_the_same_and_the_sums_are_live(ws: Workspace) -> None:
    year(ws)
    word = Word(io.BytesIO(text(ws, "nfa-results-docx")))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert "夜間提早演練" in cells
    book = openpyxl.load_workbook(io.BytesIO(text(ws, "nfa-results-xlsx")))
    heads = book["依項目"]
    assert heads["D4"].value == "=C4-B4" or str(heads["D4"].value).replace("'依項目'!", "").startswith("=C4-B4")
    shown = shown_to(ws, Setting("zh_TW", Audience.TEAM))
    view = results_of(ws.upkeep.view(shown.rows), shown.rows)
    values = evaluate(results_book(shown, list_setting(ws, shown), view))
    assert [values["依項目", row, 4] for row in (4, 5)] == [-500, -500]
    titles = [row[0].value for row in book["原訂與實際"].iter_rows(min_row=4)]
    at = titles.index("夜間提早演練") + 4
    assert values["原訂與實際", at, 8] == -19
