"""Minutes in the official order, what is due, what changed, the hand-over kit: printed and read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.fields import Kind
from app.core.ids import seeded_ids
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.i18n import Translator
from app.models.catalogue import about, catalogue
from app.models.document.document import Document
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.support import ROOT

Printed = Callable[..., str]


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A community with a meeting, a letter, a certificate and a finished action."""
    ids = seeded_ids(7)
    program = Program(packs(), tmp_path / "cache", tmp_path, clock, ids)
    document = Document.create(tmp_path / "a.banyan", application_version="0", clock=clock, ids=ids, person="阿好")
    made = Workspace(document, program, Translator("zh_TW"))
    made.programmes.join("community")
    make = made.records.create
    make("community", {"name": "榕樹社區", "country": "TW", "county": "綠水縣"})
    yield made
    made.document.close()


@pytest.fixture
def meeting(ws: Workspace, clock: FixedClock) -> str:
    make, today = ws.records.create, clock.now().date()
    chair, taker = make("person", {"name": "陳美玉"})[0].id, make("person", {"name": "林大同"})[0].id
    held = (today - timedelta(days=10)).isoformat()
    key = make(
        "meeting",
        {"title": "工作小組會議", "session": "第3次", "date": held, "time": "19:00/20:30", "place": "活動中心",
         "chair": chair, "minutes_taker": taker, "attendees": (chair, taker), "chair_words": "謝謝大家。"},
    )[0].id  # fmt: skip
    make("report_item", {"meeting": key, "content": "物資盤點完成", "decision": "照辦"})
    make("motion", {"meeting": key, "subject": "添購擴音器", "explanation": "舊的壞了", "resolution": "通過",
                    "owner": taker, "due": (today + timedelta(days=5)).isoformat(), "status": "open"})  # fmt: skip
    make(
        "action_item",
        {"meeting": key, "content": "詢價", "owner": taker, "due": (today - timedelta(days=2)).isoformat()},
    )
    make("action_item", {"meeting": key, "content": "借場地", "owner": chair, "due": held, "status": "done"})
    return key


@pytest.fixture
def printed(ws: Workspace) -> Printed:
    def read(kind: str, language: str = "zh_TW", audience: Audience | None = None, **request: object) -> str:
        tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
        done = prepare(ws, kind, Request(language, audience, **request))(tools, NoProgress())  # type: ignore[arg-type]
        assert done.single is not None
        return "".join("".join(one.split()) for one in page_texts(done.single))

    return read


def test_minutes_keep_the_official_order(printed: Printed, meeting: str) -> None:
    said = printed("minutes", audience=Audience.TEAM, ids=(meeting,))
    labels = ["會議名稱", "時間", "地點", "主席", "紀錄", "出席", "列席", "請假", "主席致詞", "報告事項", "決定",
              "討論事項", "案由", "說明", "決議", "臨時動議", "散會"]  # fmt: skip
    begin = said.index("會議名稱")
    places = [said.index(label, begin) for label in labels]
    assert places == sorted(places)
    assert "主席：陳美玉" in said
    assert "散會：____" in said, "an official label without a value leaves room to write it in by hand"
    assert "出席：陳美玉、林大同(2人)" in said or "出席：陳美玉、林大同（2人）" in said
    assert "添購擴音器" in said


def test_minutes_for_the_authority_mask_names(printed: Printed, meeting: str) -> None:
    said = printed("minutes", ids=(meeting,))
    assert "陳美玉" not in said
    assert "陳○○" in said
    assert "Resolution:通過" in printed("minutes", "en", ids=(meeting,))


def test_what_is_due_comes_oldest_first_and_done_is_gone(ws: Workspace, meeting: str, clock: FixedClock) -> None:
    today = clock.now().date()
    letter = ws.records.create("letter", {"subject": "請送資料", "other": "縣府", "date": today.isoformat()})[0].id
    soon = (today + timedelta(days=1)).isoformat()
    ws.records.create("letter_deadline", {"letter": letter, "date": soon, "what": "送簡表"})
    person = ws.records.load("person")[0].id
    ws.records.create("certificate", {"member": person, "kind": "dp", "expires_on": today.isoformat()[:7]})
    mine = [one for one in ws.due.all() if one.type]
    titles = [one.title.best("zh_TW") for one in mine if one.type != "certificate"]  # type: ignore[union-attr]
    assert titles == ["詢價", "送簡表", "添購擴音器"]
    assert [one.overdue for one in mine if one.type == "action_item"] == [True]
    assert mine[0].owner == "林大同"
    assert mine[0].route == f"record:meeting:{meeting}"


def test_every_date_that_falls_due_is_a_field_and_so_is_what_ends_it() -> None:
    falling = [(one, falls) for name, one in catalogue().items() for falls in about(name).falls]
    assert {"action_item", "letter_deadline", "certificate", "event"} <= {one.name for one, _ in falling}
    for one, falls in falling:
        assert one.field(falls.field).kind is Kind.DATE, one.name
        assert not falls.done or one.field(falls.done), one.name


def test_done_is_one_step_that_undo_takes_back(ws: Workspace, meeting: str) -> None:
    (one,) = [one for one in ws.due.all() if one.type == "action_item"]
    ws.due.finish(one.type, one.id, one.field)
    assert not [one for one in ws.due.all() if one.type == "action_item"]
    ws.document.undo()
    assert [each.id for each in ws.due.all() if each.type == "action_item"] == [one.id]


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_since_the_last_meeting_tells_what_is_new(printed: Printed, meeting: str, language: str) -> None:
    said = printed("since-meeting", language)
    assert "工作小組會議" in said
    assert "陳美玉" in said
    assert ("新增" in said) if language == "zh_TW" else ("New" in said)


def test_what_only_the_program_reads_is_not_printed(ws: Workspace, printed: Printed, meeting: str) -> None:
    ws.records.create("participation", {"pack": "pack-of-ours"})
    assert "pack-of-ours" not in printed("since-meeting")
    bare = ws.records.create("meeting", {"title": "臨時會"})[0].id
    assert "出席：無" not in "".join(printed("minutes", ids=(bare,)).split())  # unknown: a line to write on


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_hand_over_kit_tells_where_the_group_stands(printed: Printed, meeting: str, language: str) -> None:
    said = printed("handover-kit", language)
    assert "陳美玉" in said
    assert "詢價" in said
    assert "a.banyan" in said
    assert "榕樹社區" in said


def test_the_list_of_due_dates_is_printed(printed: Printed, meeting: str) -> None:
    said = printed("due-dates")
    assert "詢價" in said
    assert "借場地" not in said


def test_papers_speak_their_own_language_whatever_the_screen_speaks(ws: Workspace, printed: Printed) -> None:
    person = ws.records.create("person", {"name": "林大同"})[0].id
    today = ws.today()
    ws.records.create("certificate", {"member": person, "kind": "disaster_volunteer", "expires_on": today})
    ws.records.create("meeting", {"title": "例會", "date": "2025-03-08"})
    for language, other in (("zh_TW", "en"), ("en", "zh_TW")):
        kind = ws.records.catalogue()["certificate"].field("kind").options
        mine, its = (Translator(one).text(kind[0].label).replace(" ", "") for one in (language, other))  # type: ignore[index]
        ws.records.change("certificate", ws.records.load("certificate")[0].id, {"kind": kind[0].key})  # type: ignore[index]
        ws.speak(Translator(other))
        for paper in ("due-dates", "handover-kit"):
            said = printed(paper, language)
            assert mine in said
            assert its not in said


def test_titles_have_the_calendar_of_the_file(ws: Workspace) -> None:
    ws.records.create("visit_plan", {"date": "2025-06-12"})
    ws.speak(Translator("zh_TW"))
    assert ws.records.load("visit_plan")[0].title == "114年6月12日"


def test_each_meeting_starts_a_page(ws: Workspace, meeting: str) -> None:
    ws.records.create("meeting", {"title": "下一次會議", "date": ws.today()})
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    done = prepare(ws, "minutes", Request("zh_TW", Audience.TEAM))(tools, NoProgress())
    assert done.single is not None
    assert sum("會議名稱" in "".join(one.split()) for one in page_texts(done.single)) == 2
