"""The packet of an event and its flyer, read back from the files that are written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from app.core.clock import FixedClock
from app.core.errors import UsageError
from app.core.fields import Row
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_count, page_texts
from app.exports.spec import Audience
from app.services.output_kinds import KINDS, Output, Request, Tools, prepare
from app.services.workspace import Workspace
from tests import support
from tests.exports.pages import DrawnPictures
from tests.support import FULL, ROOT, SEED
from tests.ui.desk import make_workspace

FONTS = FontSet.load(ROOT / "resources" / "fonts")
LANGUAGES = pytest.mark.parametrize("language", support.LANGUAGES if FULL else (support.LANGUAGES[SEED % 2],))
SHEET, NOTES = {"zh_TW": "簽到表", "en": "Sign-in sheet"}, {"zh_TW": "意見單", "en": "Feedback notes"}

MEANING = {"zh_TW": "數字代表", "en": "What the numbers"}


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = make_workspace(tmp_path, clock)
    yield made
    made.document.close()


@pytest.fixture
def event(workspace: Workspace) -> Row:
    host, _ = workspace.records.create("person", {"name": "祕密主持人", "phone": "0912-345-678"})
    values = {
        "title": "中秋防災闖關",
        "date": "2025-11-29",
        "time": "14:00/16:30",
        "place": "活動中心二樓",
        "method": "dinner",
        "food": True,
        "childcare": True,
        "transport": False,
        "languages": ("nan", "vi"),
        "host": host.id,
        "flyer_words": "邊吃邊聊，颱風來的時候我們最怕什麼？",
        "flyer_contact": "安和里辦公處 04-1234-5678",
        "key_statements": "不可以印出來的話",
    }
    return workspace.records.create("event", values)[0]


def make(workspace: Workspace, kind: str, language: str, event: Row | None = None, **options: str) -> Output:
    ids = (event.id,) if event else None
    types = tuple(one for one in (options.pop("type", ""),) if one)
    work = prepare(workspace, kind, Request(language, None, types, ids, (), options))
    return work(Tools(FONTS, DrawnPictures()), NoProgress())


def texts(output: Output) -> list[str]:
    assert output.single is not None
    return page_texts(output.single)


@pytest.mark.parametrize("large", ["", "yes"], ids=["normal", "large"])
@LANGUAGES
def test_forty_names_tally_boxes_code_and_page_of_pages(
    workspace: Workspace, event: Row, language: str, large: str
) -> None:
    for at in range(39):
        workspace.records.create("person", {"name": f"陳{'甲乙丙丁'[at // 10]}{'一二三四五六七八九十'[at % 10]}"})
    names = [row.title for row in workspace.records.load("person")]
    pages = texts(make(workspace, "event-packet", language, event, large=large))
    whole = "".join(pages)
    assert all(whole.count(name) >= 1 for name in names)
    codes = {next(word for word in text.split() if word.startswith("EV-")).rstrip(".。") for text in pages}
    assert len(codes) == 1
    for number, text in enumerate(pages, 1):
        place = f"第{number}頁，共{len(pages)}頁" if language == "zh_TW" else f"Page {number} of {len(pages)}"
        assert place in text.replace(" ", "") or place in text
    sheets = [text for text in pages if SHEET[language] in text and MEANING[language] not in text]
    assert sheets
    for text in sheets:
        tally = "統計" if language == "zh_TW" else "Tally"
        assert tally in text, "a sheet and its boxes stand on one page"
    assert any(NOTES[language] in text for text in pages)


def test_names_only_of_those_who_were_chosen_and_of_no_one_who_left(workspace: Workspace, event: Row) -> None:
    chosen, _ = workspace.records.create("person", {"name": "陳榕樹"})
    workspace.records.create("person", {"name": "林走了", "left_on": "2024-01-01"})
    everybody = "".join(texts(make(workspace, "event-packet", "zh_TW", event)))
    assert "陳榕樹" in everybody
    assert "林走了" not in everybody
    some = "".join(texts(make(workspace, "event-packet", "zh_TW", event, people=chosen.id)))
    assert some.count("陳榕樹") == 1
    assert "祕密主持人" not in some[some.index("簽到表") :]
    assert "陳榕樹" not in "".join(texts(make(workspace, "event-packet", "zh_TW", event, people="")))


def test_a_packet_is_for_the_team_and_says_so(workspace: Workspace, event: Row) -> None:
    assert KINDS["event-packet"].audiences == (Audience.TEAM,)
    assert all("僅供團隊使用" in text for text in texts(make(workspace, "event-packet", "zh_TW", event)))
    with pytest.raises(UsageError):
        prepare(workspace, "event-packet", Request("zh_TW", Audience.PUBLIC))


@LANGUAGES
def test_a_blank_packet_has_room_for_as_many_as_asked(workspace: Workspace, event: Row, language: str) -> None:
    few = texts(make(workspace, "event-packet", language, people="", rows="10"))
    many = texts(make(workspace, "event-packet", language, people="", rows="100", phone="yes"))
    count = [sum(SHEET[language] in text for text in pages) for pages in (few, many)]
    assert count[0] == 1
    assert count[1] >= 5
    assert "中秋" not in "".join(few)


def test_large_print_says_once_what_the_numbers_mean(workspace: Workspace, event: Row) -> None:
    pages = texts(make(workspace, "event-packet", "en", event, large="yes"))
    assert sum("What the numbers on the sheets mean" in text for text in pages) == 1


@LANGUAGES
def test_a_flyer_is_one_page_with_the_weekday_and_what_is_offered(
    workspace: Workspace, event: Row, language: str
) -> None:
    output = make(workspace, "flyer", language, event)
    (text,) = texts(output)
    flat = "".join(text.split())
    assert "中秋防災闖關" in flat
    assert ("星期六" if language == "zh_TW" else "Saturday") in flat
    assert ("備有餐點" if language == "zh_TW" else "Foodforeverybody") in flat
    assert ("有車接送" if language == "zh_TW" else "takeyouhome") not in flat
    assert "04-1234-5678" in flat
    for secret in ("祕密主持人", "0912", "不可以印出來的話"):
        assert secret not in flat


@LANGUAGES
def test_words_of_a_flyer_can_be_pasted(workspace: Workspace, event: Row, language: str) -> None:
    output = make(workspace, "flyer-text", language, event)
    assert output.single is not None
    lines = output.single.decode().splitlines()
    assert "中秋防災闖關" in lines[0]
    assert any("安和里辦公處" in line for line in lines)
    assert max(len(line) for line in lines) < 80
    assert not any(mark in output.single.decode() for mark in ("{", "<", "*"))


def test_a_flyer_picture_is_small_and_readable_on_a_telephone(workspace: Workspace, event: Row) -> None:
    data = make(workspace, "flyer-picture", "zh_TW", event).single
    assert data is not None
    assert len(data) <= 1_000_000
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "PNG"
    assert abs(picture.width - 1080) <= 1
    assert picture.height > picture.width


@pytest.mark.parametrize("words", ["短", "長" * 400, "A very long promise. " * 40])
def test_a_flyer_stays_on_one_page_whatever_it_says(workspace: Workspace, event: Row, words: str) -> None:
    workspace.records.change("event", event.id, {"flyer_words": words, "title": words[:60]})
    data = make(workspace, "flyer", "zh_TW", event).single
    assert data is not None
    assert page_count(data) == 1


def test_an_event_that_is_gone_is_said(workspace: Workspace, event: Row) -> None:
    gone = Row("event", "nothing")
    with pytest.raises(UsageError):
        make(workspace, "event-packet", "zh_TW", gone)
    workspace.records.delete("event", event.id)
    with pytest.raises(UsageError):
        make(workspace, "flyer", "zh_TW")


def test_an_unknown_type_is_said(workspace: Workspace) -> None:
    with pytest.raises(UsageError):
        make(workspace, "paper-form", "en", type="nonsense")


def test_a_form_of_one_type_and_of_all(workspace: Workspace) -> None:
    one = texts(make(workspace, "paper-form", "en", type="person"))
    assert "PE-" in one[0]
    every = make(workspace, "paper-form", "en")
    assert every.pages > 50
    assert all(re.search(r"\b[A-Z]{2}-[2-9A-Z]{3}\b", text) for text in texts(every))
