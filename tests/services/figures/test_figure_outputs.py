"""The drawn papers as files: title, community, date, page numbers, margins, names as each reader may see them."""

from __future__ import annotations

import re

import pytest

from app.core.errors import UsageError
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts, render_pages
from app.exports.spec import Audience
from app.services.output_kinds import KINDS, Output, Request, Tools, prepare
from app.services.workspace import Workspace
from tests.exports.pages import DrawnPictures

DRAWN = ("hazard-report", "organisation-chart", "alert-timeline")


def printed(ws: Workspace, kind: str, fonts: FontSet, **asked: object) -> tuple[Output, str]:
    """Return an output and its text without spaces."""
    output = prepare(ws, kind, Request(**asked))(Tools(fonts, DrawnPictures()), NoProgress())  # type: ignore[arg-type]
    assert output.single is not None
    return output, re.sub(r"\s+", "", "".join(page_texts(output.single)))


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("kind", DRAWN)
def test_each_paper_says_what_it_is_where_when_and_which_page(
    kind: str, language: str, ws: Workspace, fonts: FontSet
) -> None:
    output, _text = printed(ws, kind, fonts, language=language)
    assert output.single is not None
    pages = page_texts(output.single)
    title = ws.records.translator if language == "zh_TW" else None
    assert title is None or re.sub(r"\s", "", title.text(KINDS[kind].label))[:4] in re.sub(r"\s", "", pages[0])
    day = "114年4月15日" if language == "zh_TW" else "April15,2025"
    assert day in re.sub(r"\s", "", pages[0])
    for number, text in enumerate(pages, 1):
        plain = re.sub(r"\s", "", text)
        assert "榕樹社區" in plain
        asked = f"第{number}頁，共{len(pages)}頁" if language == "zh_TW" else f"Page{number}of{len(pages)}"
        assert asked in plain


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_nothing_is_drawn_within_twelve_millimetres_of_the_edge(
    kind: str, paper: str, ws: Workspace, fonts: FontSet
) -> None:
    community = ws.records.load("community")[0]
    ws.records.change("community", community.id, {"paper": paper})
    output, _text = printed(ws, kind, fonts)
    assert output.single is not None
    for page in render_pages(output.single, None, 72):
        edge = round(12 / 25.4 * 72)
        sizes = {(595, 842), (842, 595)} if paper == "A4" else {(612, 792), (792, 612)}
        assert any(abs(page.width - wide) <= 1 and abs(page.height - high) <= 1 for wide, high in sizes)
        rows = [page.data[start : start + 3 * page.width] for start in range(0, len(page.data), 3 * page.width)]
        for place, row in enumerate(rows):
            outside = row if place < edge * 0.8 or place >= page.height - edge * 0.8 else None
            sides = row[: 3 * edge] + row[-3 * edge :]
            assert set(outside or sides) == {255}, place


def test_the_report_prints_its_choice_and_every_measure(ws: Workspace, fonts: FontSet) -> None:
    _output, text = printed(ws, "hazard-report", fonts, options={"measure": "composite", "beside": "houses"})
    assert "選用的計算依據：四項損失平均；並列：房屋毀損" in text
    assert "震災(33%)、風災(29%)、水災(24%)" in text
    for row in ("風災21%0%48%35%31%29%", "震災7%67%36%13%16%33%", "火災43%33%16%2%6%14%", "水災29%0%0%50%47%24%"):
        assert row in text
    assert "合計143251,212112－" in text
    assert "震災129160" + "18" in text


def test_the_report_of_a_community_without_events_says_so(empty: Workspace, fonts: FontSet) -> None:
    for kind in DRAWN:
        output, text = printed(empty, kind, fonts)
        assert output.pages == 1
        assert "還沒有" in text or "尚未" in text or "沒有" in text


@pytest.mark.parametrize("kind", ["organisation-chart", "alert-timeline"])
def test_names_follow_the_audience(kind: str, ws: Workspace, fonts: FontSet) -> None:
    for audience in (Audience.PUBLIC, Audience.AUTHORITY):
        _output, text = printed(ws, kind, fonts, audience=audience)
        assert "陳美玉" not in text
        assert "陳○○" in text
    _output, text = printed(ws, kind, fonts, audience=Audience.TEAM)
    assert "陳美玉" in text


def test_the_same_document_gives_the_same_bytes(ws: Workspace, fonts: FontSet) -> None:
    for kind in DRAWN:
        assert printed(ws, kind, fonts)[0].files == printed(ws, kind, fonts)[0].files


def test_an_organisation_of_twelve_groups_fits_or_goes_on(ws: Workspace, fonts: FontSet) -> None:
    for number in range(4, 12):
        ws.records.create("response_group", {"group_name": f"第{number}組"})
    output, text = printed(ws, "organisation-chart", fonts)
    assert output.pages <= 2
    assert all(f"第{number}組" in text for number in range(4, 12))


def test_wrong_choices_are_refused_in_words(ws: Workspace, fonts: FontSet) -> None:
    with pytest.raises(UsageError):
        prepare(ws, "hazard-report", Request(options={"measure": "guesses"}))
    with pytest.raises(UsageError):
        prepare(ws, "alert-timeline", Request(ids=("nothing",)))
