"""Charts and tables from real records, read back from the printed pages: both say the same, to the unit."""

from __future__ import annotations

import re

import pytest

from app.core.richtext import text_of
from app.exports.drawings import Bars, Heat, Pairs, Timeline, Tree, Whole
from app.exports.layout import FontSet, lay_out, page_items, standard_words
from app.exports.layout.items import FillItem, TextItem
from app.exports.pdf import page_texts, write_pdf
from app.exports.spec import Audience, Block, Chart, DocumentSpec, Paragraph, Part, Table
from app.i18n import Translator
from app.services.dossier.live import LIVE, live_blocks, live_types
from app.services.dossier.press import gather_dossier, press, write
from app.services.figures.live import FIGURES
from app.services.masking import Reader, ShownRecords
from app.services.workspace import Workspace
from tests.exports.pages import DrawnPictures
from tests.support import in_languages


def shown_to(ws: Workspace, language: str = "zh_TW", audience: Audience = Audience.PUBLIC) -> ShownRecords:
    """Return the records for a reader of the dossier."""
    return ShownRecords(ws.records, Translator(language, "roc"), Reader(audience, dossier=True))


def made(ws: Workspace, key: str, language: str = "zh_TW", **settings: object) -> tuple[Block, ...]:
    """Return what a live block prints."""
    return live_blocks("b", {"live": key, **settings}, shown_to(ws, language))


def chart_in(blocks: tuple[Block, ...]) -> Chart:
    return next(one for one in blocks if isinstance(one, Chart))


def table_in(blocks: tuple[Block, ...]) -> list[list[str]]:
    found = next(one for one in blocks if isinstance(one, Table))
    return [[text_of(cell) for cell in row] for row in found.rows]


def printed(blocks: tuple[Block, ...], fonts: FontSet, language: str = "zh_TW") -> str:
    """Return the text of the PDF that the blocks make, without spaces."""
    spec = DocumentSpec("t", language, (Part("p", "plain", (), blocks),), words=standard_words(language))
    pdf = write_pdf(spec, lay_out(spec, fonts), fonts, DrawnPictures())
    return re.sub(r"\s+", "", "".join(page_texts(pdf)))


@pytest.mark.parametrize(("key", "language"), in_languages(FIGURES))
def test_every_figure_is_drawn_at_the_size_of_the_dossier(
    key: str, language: str, looked_at: Workspace, fonts: FontSet
) -> None:
    blocks = made(looked_at, key, language)
    assert blocks
    assert any(one.id == "b" for one in blocks)
    spec = DocumentSpec("t", language, (Part("p", "plain", (), blocks),), words=standard_words(language))
    laid = lay_out(spec, fonts)
    assert laid.missing == ()
    for page in laid.pages:
        for _placed, items in page_items(laid, page):
            assert all(item.size == 14 for item in items if isinstance(item, TextItem))
    assert all(len(one.columns) <= 5 for one in blocks if isinstance(one, Table))


def test_a_community_without_records_prints_nothing(empty: Workspace) -> None:
    assert all(made(empty, key) == () for key in FIGURES)


def test_figures_are_live_blocks_and_know_what_they_read() -> None:
    assert set(FIGURES) <= set(LIVE)
    assert {"disaster_event", "protected_person", "alert_row", "supply", "risk"} <= live_types()
    for kind in FIGURES.values():
        assert kind.help is not None
        assert all(option.offered() for option in kind.options)


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        ("events", [["火災", "6", "43%"], ["水災", "4", "29%"], ["風災", "3", "21%"], ["其他", "1", "7%"]]),
        ("deaths", [["震災", "2", "67%"], ["火災", "1", "33%"]]),
        ("houses", [["水災", "52", "47%"], ["風災", "35", "31%"], ["震災", "18", "16%"], ["其他", "7", "6%"]]),
    ],
)
def test_chart_and_table_of_hazards_say_the_same(
    measure: str, rows: list[list[str]], ws: Workspace, fonts: FontSet
) -> None:
    blocks = made(ws, "hazard_shares", measure=measure)
    table, drawing = table_in(blocks), chart_in(blocks).drawing
    assert isinstance(drawing, Bars)
    assert [row[:3] for row in table[1:-1]] == rows
    assert [[one.label, one.words] for one in drawing.bars] == [
        [name, f"{percent}（{amount}）"] for name, amount, percent in rows
    ]
    text = printed(blocks, fonts)
    for name, amount, percent in rows:
        assert f"{percent}（{amount}）" in text
        assert re.sub(r"\s", "", f"{name}{amount}{percent}") in text


def test_bars_of_the_pdf_are_as_long_as_the_table_says(ws: Workspace, fonts: FontSet) -> None:
    blocks = made(ws, "hazard_shares", measure="affected", top="0")
    spec = DocumentSpec("t", "zh_TW", (Part("p", "plain", (), blocks),), words=standard_words("zh_TW"))
    laid = lay_out(spec, fonts)
    items = [item for page in laid.pages for _placed, found in page_items(laid, page) for item in found]
    widths = [item.width for item in items if isinstance(item, FillItem)]
    percents = [int(row[2].rstrip("%")) for row in table_in(blocks)[1:-1]]
    assert percents == [50, 35, 13, 2]
    assert [round(one * 50 / widths[0], 2) for one in widths] == pytest.approx(percents, abs=0.02)


def test_the_mean_and_the_measure_are_named(ws: Workspace) -> None:
    blocks = made(ws, "hazard_shares", measure="composite", top="0")
    drawing = chart_in(blocks).drawing
    assert isinstance(drawing, Bars)
    assert [(one.label, one.words) for one in drawing.bars] == [
        ("震災", "33%"),
        ("風災", "29%"),
        ("水災", "24%"),
        ("火災", "14%"),
    ]
    note = text_of(chart_in(blocks).note)
    assert "四項損失平均" in note
    assert "98年至103年" in note
    assert "事件 14 件" in note
    words = next(one for one in blocks if isinstance(one, Paragraph))
    assert "震災(33%)、風災(29%)、水災(24%)" in text_of(words.runs)


def test_gaps_and_small_samples_are_said(empty: Workspace) -> None:
    for year in ("2015", "2018"):
        empty.records.create("disaster_event", {"name": "x", "hazard": "FLOOD", "date_start": year})
    blocks = made(empty, "hazard_shares", measure="injured")
    assert not any(isinstance(one, Chart) for one in blocks)
    assert table_in(blocks)[1][1:3] == ["－", "－"] or table_in(blocks)[-1][2] == "－"
    english = made(empty, "hazard_shares", "en", measure="events")
    assert "Small sample." in text_of(chart_in(english).note)


def test_two_measures_are_never_the_same_one(ws: Workspace) -> None:
    table = table_in(made(ws, "hazard_shares", measure="affected", beside="affected"))
    assert table[0][1] == "受影響人數"
    assert table[0][3] != "受影響人數"


def test_supplies_last_as_long_as_the_vector_says(ws: Workspace, fonts: FontSet) -> None:
    blocks = made(ws, "supply_days")
    table = table_in(blocks)
    assert table[1] == ["主食", "60 kg", "3 天", "3 天", "0 kg"]
    assert table[2] == ["飲用水", "300 L", "2 天", "3 天", "150 L"]
    drawing = chart_in(blocks).drawing
    assert isinstance(drawing, Bars)
    assert [(one.label, one.words) for one in drawing.bars] == [("主食", "3 天"), ("飲用水", "2 天"), ("目標", "3 天")]
    assert "全部物資一起可供2天" in printed(blocks, fonts)
    island = table_in(made(ws, "supply_days", zone="island"))
    assert island[2][3:] == ["10 天", "1,200 L"]


def test_shelters_count_the_smaller_number_and_cover(ws: Workspace, fonts: FontSet) -> None:
    blocks = made(ws, "shelter_coverage")
    assert table_in(blocks)[1:] == [
        ["榕樹國小", "－", "－", "40", "40"],
        ["活動中心", "185", "92", "▲ 100", "92"],
        ["合計", "", "", "", "132"],
    ] or table_in(blocks)[1:] == [
        ["活動中心", "185", "92", "▲ 100", "92"],
        ["榕樹國小", "－", "－", "40", "40"],
        ["合計", "", "", "", "132"],
    ]
    assert "以保全對象50人計。收容量為其264%" in printed(blocks, fonts)


def test_organisation_in_figures(ws: Workspace) -> None:
    table = {row[0]: row[1:] for row in table_in(made(ws, "organisation_figures"))[1:]}
    assert table["編組人數"][0] == "8"
    assert table["每千人防災士人數"] == ["1.6", "3 / 1,862"]
    assert table["組長為防災士的比率"] == ["50%", "2 / 4"]
    assert table["沒有副組長的組"][0] == "1"
    assert table["每位保全對象的協助人"] == ["0.5", "25 / 50"]


def test_a_locked_drawer_still_tells_how_many_but_not_who_helps(ws: Workspace, fonts: FontSet) -> None:
    ws.document.drawer.drop()
    table = {row[0]: row[1:] for row in table_in(made(ws, "organisation_figures"))[1:]}
    assert table["每位保全對象的協助人"] == ["－", "－"]
    assert "以保全對象50人計" in printed(made(ws, "supply_days"), fonts)


def test_names_in_the_chart_are_as_the_reader_may_see_them(ws: Workspace, fonts: FontSet) -> None:
    public = chart_in(made(ws, "organisation_chart")).drawing
    assert isinstance(public, Tree)
    assert "指揮官 陳○○" in public.top.lines
    assert [one.title for one in public.below] == ["疏散避難組", "收容照護組", "通報聯絡組"]
    assert "副組長 未定" in public.below[1].lines
    team = live_blocks("b", {"live": "organisation_chart"}, shown_to(ws, audience=Audience.TEAM))
    assert "指揮官陳美玉" in printed(team, fonts)
    assert "高保密" not in printed(team, fonts)


def test_the_timeline_of_an_alert_follows_the_clock(ws: Workspace, fonts: FontSet) -> None:
    drawing = chart_in(made(ws, "alert_timeline")).drawing
    assert isinstance(drawing, Timeline)
    assert [one.when for one in drawing.moments] == ["14:20", "14:32", "17:05", "06:10"]
    assert [one.gap for one in drawing.moments] == ["", "12 分", "2 小時 33 分", "13 小時 5 分"]
    assert [bool(one.day) for one in drawing.moments] == [True, False, False, True]
    assert drawing.moments[2].title == "回報公所"
    text = printed(made(ws, "alert_timeline", show="both"), fonts)
    assert "陳美玉" not in text
    assert text.count("陳○○") == 2


def test_before_and_after_say_new_where_there_was_nothing(ws: Workspace) -> None:
    blocks = made(ws, "before_after")
    drawing = chart_in(blocks).drawing
    assert isinstance(drawing, Pairs)
    told = {row[0].split(" (")[0]: row[1:] for row in table_in(blocks)[1:]}
    for one in drawing.pairs:
        first, second, _delta, change = told[one.label]
        assert one.first_words.split()[0] == first.split("\n")[0]
        assert one.second_words.split()[0] == second.split("\n")[0]
        assert one.remark == change.split("\n")[0]
    assert told["可供應天數"][2:] == ["+3", "新增\n變好"]
    assert told["通報花費時間"][2:] == ["-28", "-70.0%\n變好"]
    assert told["演練人次"] == ["－\n108年", "64\n114年3月", "－", "－"]


def test_two_years_make_a_trend_and_one_does_not(ws: Workspace, empty: Workspace) -> None:
    assert "趨勢" in text_of(chart_in(made(ws, "population_trend")).caption)
    rows = ws.records.load("population_stat", sort="title")
    for row in rows[:-1]:
        ws.records.delete("population_stat", row.id)
    blocks = made(ws, "population_trend")
    assert not any(isinstance(one, Chart) for one in blocks)
    table = next(one for one in blocks if isinstance(one, Table))
    assert text_of(table.caption) == "人口現況"
    assert "不是趨勢" in text_of(table.note)


def test_parts_of_a_whole_and_risks(ws: Workspace) -> None:
    whole = chart_in(made(ws, "industry_shares"))
    assert isinstance(whole.drawing, Whole)
    assert [(one.label, one.words) for one in whole.drawing.parts] == [("農業", "59%"), ("批發零售", "41%")]
    assert "資料不全 1 筆" in text_of(whole.note)
    heat = chart_in(made(ws, "risk_matrix"))
    assert isinstance(heat.drawing, Heat)
    told = {label: [words for words, _level in cells] for label, cells in heat.drawing.rows}
    assert told["3"] == ["", "", "", "2", ""]
    assert told["5"] == ["", "", "", "", "1"]
    assert "資料不全 1 筆" in text_of(heat.note)


def test_counted_only_records_count_and_are_not_shown(ws: Workspace, fonts: FontSet) -> None:
    row = ws.records.load("disaster_event")[0]
    before = chart_in(made(ws, "hazard_shares")).drawing
    ws.records.change("disaster_event", row.id, {"dossier_use": "count"})
    assert chart_in(made(ws, "hazard_shares")).drawing == before
    ws.records.change("disaster_event", row.id, {"dossier_use": "none"})
    assert chart_in(made(ws, "hazard_shares")).drawing != before


def test_a_figure_in_a_dossier_is_numbered_and_referred_to(ws: Workspace, fonts: FontSet) -> None:
    view = ws.dossier.begin("nfa-114", "zh_TW")
    chapter = next(part for part in view.parts if part.kind == "chapter")
    block, _ = ws.dossier.insert(chapter.id, "", "live", {"live": "hazard_shares"})
    pressed = press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
    assert pressed.laid.labels[block] == "圖1"
    assert pressed.laid.labels[block + "/table"].startswith("表")
    assert not any("14" in str(one.rule) for one in pressed.findings if one.rule == "DOS-005")
    text = re.sub(r"\s+", "", "".join(page_texts(write(pressed, fonts, DrawnPictures(), preview=True))))
    assert "圖1、災害占比（依事件數）" in text


def test_a_written_caption_stands_instead_of_the_usual_one(ws: Workspace) -> None:
    for key in FIGURES:
        blocks = made(ws, key, caption="我們自己的說明")
        captions = [text_of(one.caption) for one in blocks if isinstance(one, Chart | Table)]
        assert "我們自己的說明" in captions, key


def test_unknown_answers_fall_back_to_the_usual_one(ws: Workspace) -> None:
    assert made(ws, "hazard_shares", measure="nonsense", top="9") == made(ws, "hazard_shares")


def test_the_whole_community_can_be_provided_for(ws: Workspace, fonts: FontSet) -> None:
    text = printed(made(ws, "supply_days", whom="residents"), fonts)
    assert "以全體居民1,862人計" in text
    assert table_in(made(ws, "supply_days", whom="residents"))[2][4] == "16,458 L"
    assert "收容量為其7%" in printed(made(ws, "shelter_coverage", whom="residents"), fonts)


@pytest.mark.parametrize("key", FIGURES)
def test_a_figure_names_the_records_that_it_tells_of(key: str, looked_at: Workspace) -> None:
    there = {row.id for row in shown_to(looked_at).rows(FIGURES[key].type)}
    for one in made(looked_at, key):
        if isinstance(one, Chart | Table):
            told = {record for record in one.shows if ":" not in record}
            assert told
            assert told <= there


def test_a_live_block_without_records_proves_nothing(empty: Workspace, fonts: FontSet) -> None:
    empty.dossier.begin("nfa-114", "zh_TW")
    before = press(gather_dossier(empty, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
    empty.records.create("shelter", {"name": "活動中心", "floor_area_net": 18500})
    after = press(gather_dossier(empty, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
    assert "避難收容處所與容量" not in "".join(page_texts(write(before, fonts, DrawnPictures(), preview=True)))
    assert "避難收容處所與容量" in re.sub(
        r"\s", "", "".join(page_texts(write(after, fonts, DrawnPictures(), preview=True)))
    )
