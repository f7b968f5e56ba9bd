"""The official form: filled from the records, nothing invented, and on paper to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from app.core.clock import FixedClock
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.spec import Audience
from app.i18n import Translator
from app.services.application.form import form_view, name_volunteer
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.support import ROOT

PACK = "nfa-114"
FILLED = {
    "county": "青嵐縣", "township": "榕溪鎮", "county_contact": "游明蓁", "county_phone": "02-2345-6789",
    "star": 2, "within_plan": "in_plan", "manager": "林堃茂", "position": "里長", "phone": "0912-345-678",
    "email": "anhe@example.org",
}  # fmt: skip
PRINTED = (
    "114 年度一般、績優韌性社區申請表", "縣 市", "縣/市", "鄉(鎮、市、區)", "縣市聯絡窗口", "電話", "社 區 名 稱",
    "是否提報參加本年度績優韌性社區評鑑", "是(須依附件2另提供報名資料)", "否", "星 等", "屬性",
    "計畫內推動社區(接受強韌計畫經費補助)", "自主推動社區", "社區負責人", "職稱", "防災士姓名", "社區聯絡電話",
    "E - M a i l", "相關問題請洽詢：(02)8196-6122",
    "社區如經評鑑為特優或優等，將聯繫所轄各直轄市、縣(市)政府聯絡窗口提供績優維運補助之領據及匯款專戶，"
    "並由各直轄市、縣(市)政府代收代付予獲獎社區。",
)  # fmt: skip
"""Everything that the printed form says, in its order. Source: ``nfa_114.md`` 7."""


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet.load(ROOT / "resources" / "fonts")


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = make_workspace(
        tmp_path / "form.banyan", program_at(tmp_path, clock), Translator("zh_TW"),
        community="安和社區", place="TW", programme=PACK, person="美玉",
    )  # fmt: skip
    yield made
    made.document.close()


def fill(ws: Workspace) -> str:
    community = ws.records.single("community")
    assert community is not None
    ws.records.change("community", community.id, FILLED)
    ws.programmes.choose(PACK, {"way": "excellent"})
    person, _ = ws.records.create("person", {"name": "陳美玉", "phone": "0900-000-777"})
    ws.records.create("certificate", {"member": person.id, "kind": "dp", "issued_on": "2024-06-01"})
    return person.id


def pdf(ws: Workspace, fonts: FontSet, language: str, audience: Audience = Audience.AUTHORITY) -> pdfium.PdfDocument:
    work = prepare(ws, "nfa-application", Request(language, audience))
    data = work(Tools(fonts, ws.pictures), NoProgress()).single
    assert data is not None
    return pdfium.PdfDocument(BytesIO(data))


def words(document: pdfium.PdfDocument) -> str:
    return re.sub(r"[\s\u200b]", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_an_empty_file_says_what_is_missing_and_where_it_is_filled_in(ws: Workspace) -> None:
    view = form_view(ws)
    assert view is not None
    assert len(view.lines) == 12
    routes = {one.field.id: one.route for one in view.missing}
    assert set(routes) == {one.field.id for one in view.lines} - {"name"}
    assert routes["excellent"] == f"way:{PACK}"
    assert routes["volunteer"] == "records:certificate"
    assert routes["email"].endswith(":email")


def test_every_field_follows_its_record_and_the_only_volunteer_is_named(ws: Workspace) -> None:
    fill(ws)
    view = form_view(ws)
    assert view is not None
    assert not view.missing
    found = {one.field.id: (one.values, one.ticked) for one in view.lines}
    assert found["county"][0] == ("青嵐縣", "榕溪鎮")
    assert (found["excellent"][1], found["attribute"][1], found["star"]) == (0, 0, (("2星",), 1))
    assert found["volunteer"][0] == ("陳美玉",)
    other, _ = ws.records.create("person", {"name": "王大同"})
    ws.records.create("certificate", {"member": other.id, "kind": "dp", "issued_on": "2024-06-01"})
    after = form_view(ws)
    assert after is not None
    assert [one.field.id for one in after.missing] == ["volunteer"]  # two could be named: somebody has to choose
    name_volunteer(ws, PACK, other.id)
    chosen = form_view(ws)
    assert chosen is not None
    assert chosen.volunteer == other.id
    ws.programmes.choose(PACK, {"way": "general"})
    general = form_view(ws)
    assert general is not None
    assert next(one.ticked for one in general.lines if one.field.id == "excellent") == 1


def test_an_expired_certificate_names_nobody(ws: Workspace) -> None:
    person, _ = ws.records.create("person", {"name": "陳美玉"})
    ws.records.create("certificate", {"member": person.id, "kind": "dp", "expires_on": "2025-04-14"})
    view = form_view(ws)
    assert view is not None
    assert view.volunteers == ()


def test_the_form_is_printed_to_the_letter_on_one_page(ws: Workspace, fonts: FontSet) -> None:
    empty = pdf(ws, fonts, "zh_TW")
    text, at = words(empty), 0
    for said in PRINTED:
        place = text.find(re.sub(r"\s", "", said), at)
        assert place >= 0, said
        at = place
    assert (len(empty), text.count("□"), text.count("■")) == (1, 4, 0)
    fill(ws)
    full = words(pdf(ws, fonts, "zh_TW"))
    assert "青嵐縣/市榕溪鄉(鎮、市、區)" in full
    for said in ("■是(須依附件2另提供報名資料)", "□否", "■計畫內推動社區", "□自主推動社區", "2星", "陳美玉",
                 "0912-345-678", "anhe@example.org", "游明蓁", "02-2345-6789"):  # fmt: skip
        assert said in full, said
    assert "0900-000-777" not in full  # the volunteer's own number is no field of the form


def test_the_english_copy_says_that_it_is_one(ws: Workspace, fonts: FontSet) -> None:
    fill(ws)
    copy = words(pdf(ws, fonts, "en"))
    assert "ReadingcopyinEnglish.TheformtohandinistheChineseone." in copy
    assert "Certifiedvolunteer" in copy
    assert "■Yes" in copy
    assert "Fortheteamonly" in words(pdf(ws, fonts, "en", Audience.TEAM))


def test_a_value_longer_than_a_page_is_printed_whole(ws: Workspace, fonts: FontSet) -> None:
    fill(ws)
    community = ws.records.single("community")
    assert community is not None
    ws.records.change("community", community.id, {"name": "社" * 2000, "position": "長" * 900})
    printed = pdf(ws, fonts, "zh_TW")
    text = words(printed)
    assert (text.count("社") >= 2000, text.count("長") >= 900) == (True, True)
    for page in printed:
        low = min(page.get_textpage().get_charbox(at)[1] for at in range(page.get_textpage().count_chars()))
        assert low > 40  # above the lower margin
