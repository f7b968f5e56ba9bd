"""One chart of every kind with invented values, in both languages."""

from __future__ import annotations

from fractions import Fraction

from app.core.richtext import plain
from app.exports.drawings import (
    Bar,
    Bars,
    Box,
    Course,
    Drawing,
    Fill,
    Heat,
    Layer,
    Moment,
    Pair,
    Pairs,
    Point,
    Pyramid,
    Span,
    Spans,
    Timeline,
    Tree,
    Whole,
)
from app.exports.layout import standard_words
from app.exports.spec import A4, Chart, DocumentSpec, PageFormat, Part, TextStyle

_ZH: dict[str, Drawing] = {
    "bars": Bars(
        (
            Bar("火災", 43, "43%（6 件）"),
            Bar("水災", 29, "29%（4 件）"),
            Bar("風災", 21, "21%（3 件）"),
            Bar("其他災害", 7, "7%（1 件）", Fill.EMPTY),
        )
    ),
    "pairs": Pairs(
        ("推動前", "推動後"),
        (
            Pair("可供應天數", 0, 3, "0 天", "3 天", "新增"),
            Pair("避難收容處所容納人數", 60, 92, "60 人", "92 人", "+53%"),
            Pair("通報花費時間", 40, 12, "40 分", "12 分", "-70%"),
            Pair("合作單位", None, 4, "不明", "4 家"),
        ),
    ),
    "whole": Whole(
        (
            Bar("農業", 41, "41%"),
            Bar("批發零售", 27, "27%", Fill.SLANT),
            Bar("製造", 17, "17%", Fill.DOTS),
            Bar("住宿餐飲", 9, "9%", Fill.CROSS),
            Bar("其他", 6, "6%", Fill.EMPTY),
        )
    ),
    "pyramid": Pyramid(
        (
            Layer("65 歲以上", 202, "202", 220, "220"),
            Layer("15–64 歲", 640, "640", 620, "620"),
            Layer("0–14 歲", 92, "92", 88, "88"),
        ),
        ("男", "女"),
    ),
    "one_sided": Pyramid(
        (Layer("65 歲以上", 422, "422 人"), Layer("15–64 歲", 1260, "1,260 人"), Layer("0–14 歲", 180, "180 人"))
    ),
    "course": Course(
        tuple(
            Point(2015 + 5 * place if place < 2 else 2025, f"{104 + 5 * place if place < 2 else 114}年", value, words)
            for place, (value, words) in enumerate(
                ((Fraction(158, 10), "15.8%"), (Fraction(19), "19.0%"), (Fraction(22), "22.7%"))
            )
        ),
        "老化比",
    ),
    "timeline": Timeline(
        (
            Moment("14:20", "公所 紅色警戒", ("作為：勸導低窪地區撤離", "人員：王○○"), "114年7月8日"),
            Moment("14:32", "村里廣播 請到活動中心", ("作為：廣播三次，敲鑼",), "", "12 分"),
            Moment("17:05", "回報 公所", ("作為：36人已安置，無人受傷，水退後再巡一次低窪處",), "", "2 小時 33 分"),
            Moment("06:10", "解除警戒", (), "114年7月9日", "13 小時 5 分"),
        )
    ),
    "tree": Tree(
        Box("指揮中心", ("指揮官 王○○", "代理人 陳○○、李○○")),
        (
            Box("警戒巡查組", ("組長 林○○", "副組長 張○○", "組員 6 人")),
            Box("通報聯絡組", ("組長 黃○○", "副組長 未定", "組員 4 人")),
            Box("疏散避難組", ("組長 吳○○", "副組長 劉○○", "組員 8 人")),
            Box("收容照護組", ("組長 蔡○○", "副組長 楊○○", "組員 5 人")),
            Box("後勤整備組", ("組長 許○○", "副組長 鄭○○", "組員 3 人")),
        ),
    ),
    "heat": Heat(
        ("1", "2", "3", "4", "5"),
        tuple(
            (str(likely), tuple((f"{likely * impact}", min(4, likely * impact // 5)) for impact in range(1, 6)))
            for likely in range(5, 0, -1)
        ),
        "可能性＼衝擊",
    ),
    "spans": Spans(
        ("9", "10", "11", "12", "1", "2"),
        (
            Span("招募二十位敲門志工", "陳○○，9月至11月，進行中", 0, 3, Fill.SLANT),
            Span("志工全數到齊", "里程碑，11月30日", 3, 3, strong=True),
            Span(
                "與消防局、衛生所、三個鄰里長一起走訪所有登記的獨居長者家戶",
                "王○○，12月1日至2月15日，未開始",
                3,
                Fraction(11, 2),
                Fill.EMPTY,
            ),
            Span("印名冊", "沒有日期", None, None),
        ),
        ((0, "114年"), (4, "115年")),
        Fraction(5, 2),
        "今天",
    ),
}
_EN: dict[str, Drawing] = {
    "bars": Bars(
        (
            Bar("Fire", 43, "43% (6 events)"),
            Bar("Flood", 29, "29% (4 events)"),
            Bar("Storm, wind", 21, "21% (3 events)"),
            Bar("Gas, power, industrial pipeline, mine", 7, "7% (1 event)", Fill.EMPTY),
        )
    ),
    "pairs": Pairs(
        ("Before", "After"),
        (
            Pair("Days of supply", 0, 3, "0 days", "3 days", "new"),
            Pair("People that the shelters hold", 60, 92, "60 people", "92 people", "+53%"),
            Pair("Minutes until the report", 40, 12, "40 minutes", "12 minutes", "-70%"),
            Pair("Partners", None, 4, "not known", "4"),
        ),
    ),
    "whole": Whole(
        (
            Bar("Farming", 41, "41%"),
            Bar("Trade", 27, "27%", Fill.SLANT),
            Bar("Manufacturing", 17, "17%", Fill.DOTS),
            Bar("Hotels and food", 9, "9%", Fill.CROSS),
            Bar("Others", 6, "6%", Fill.EMPTY),
        )
    ),
    "pyramid": Pyramid(
        (
            Layer("65 and over", 202, "202", 220, "220"),
            Layer("15 to 64", 640, "640", 620, "620"),
            Layer("0 to 14", 92, "92", 88, "88"),
        ),
        ("Men", "Women"),
    ),
    "one_sided": Pyramid(
        (Layer("65 and over", 422, "422"), Layer("15 to 64", 1260, "1,260"), Layer("0 to 14", 180, "180"))
    ),
    "course": Course(
        (
            Point(2015, "2015", Fraction(158, 10), "15.8%"),
            Point(2020, "2020", 19, "19.0%"),
            Point(2025, "2025", 22, "22.7%"),
        ),
        "Share of people aged 65 and over",
    ),
    "timeline": Timeline(
        (
            Moment("14:20", "Township: red alert", ("Action: ask the low streets to leave",), "July 8, 2025"),
            Moment("14:32", "Village speakers: come to the hall", ("Action: three times, with gongs",), "", "12 min"),
            Moment("17:05", "Report to the township", ("36 people are in the hall, nobody is hurt",), "", "2 h 33 min"),
            Moment("06:10", "All clear", (), "July 9, 2025", "13 h 5 min"),
        )
    ),
    "tree": Tree(
        Box("Command", ("Commander R. Banyan", "Deputies A. Cedar, B. Fir")),
        (
            Box("Watch and patrol", ("Leader C. Oak", "Deputy D. Elm", "6 members")),
            Box("Warning and contact", ("Leader E. Ash", "Deputy not named", "4 members")),
            Box("Evacuation", ("Leader F. Pine", "Deputy G. Yew", "8 members")),
            Box("Shelter and care", ("Leader H. Lime", "Deputy I. Birch", "5 members")),
            Box("Logistics", ("Leader J. Maple", "Deputy K. Rowan", "3 members")),
        ),
    ),
    "heat": Heat(
        ("1", "2", "3", "4", "5"),
        tuple(
            (str(likely), tuple((f"{likely * impact}", min(4, likely * impact // 5)) for impact in range(1, 6)))
            for likely in range(5, 0, -1)
        ),
        "Likelihood × impact",
    ),
    "spans": Spans(
        ("Sep", "Oct", "Nov", "Dec", "Jan", "Feb"),
        (
            Span("Find twenty door-knockers", "Sep to Nov, being done", 0, 3, Fill.SLANT),
            Span("All volunteers found", "Milestone, Nov 30", 3, 3, strong=True),
            Span(
                "Visit every elder who lives alone together with the fire service and the health office",
                "Dec 1 to Feb 15, not begun",
                3,
                Fraction(11, 2),
                Fill.EMPTY,
            ),
            Span("Print the list", "no day", None, None),
        ),
        ((0, "2025"), (4, "2026")),
        Fraction(5, 2),
        "Today",
    ),
}


def drawings(language: str) -> dict[str, Drawing]:
    """Return a drawing of every kind by name."""
    return _ZH if language == "zh_TW" else _EN


def chart_spec(
    language: str, size: float = 14.0, page: PageFormat = A4, *, face: str = "kai", only: tuple[str, ...] = ()
) -> DocumentSpec:
    """Return a document that holds every chart, each with a caption and a note."""
    said = "虛構資料" if language == "zh_TW" else "Invented values"
    note = "期間：105年至113年；事件 14 件。" if language == "zh_TW" else "Period: 2016 to 2024; 14 events."
    charts = tuple(
        Chart(name, drawing, plain(f"{said} {name}"), plain(note))
        for name, drawing in drawings(language).items()
        if not only or name in only
    )
    style = TextStyle(size=size, leading=round(size * 1.57, 2), cover_body=size, face=face)
    part = Part("part", "plain", plain(said), charts)
    return DocumentSpec(said, language, (part,), page=page, style=style, words=standard_words(language))
