"""Messages become words: catalogues, places, plurals, parameters, and a change of language."""

from __future__ import annotations

import enum
import logging
import os
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import PartialDate, parse_date
from app.core.messages import N_, NP_, LocalText, Message, zh_en
from app.core.money import Money
from app.i18n import Translator
from app.i18n.placeholders import agree, placeholders
from app.i18n.pseudo import pseudo

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
ENTRIES = """\
msgid "Save photo"
msgstr "儲存照片"

msgid "{count} of {total} done"
msgstr "{total}之{count}已完成"

msgid "Broken {place}"
msgstr "壞掉的{spot}"

msgid "Odd {place}"
msgstr "奇怪{place"

msgid "Not yet"
msgstr ""

msgid "{n} photo"
msgid_plural "{n} photos"
msgstr[0] "{n}張照片"

msgid "Understood as {date}"
msgstr "理解為{date}"

msgid "Saved: {what}"
msgstr "已儲存：{what}"
"""


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """A folder of catalogues with a few entries in Chinese and none in English."""
    folder = tmp_path / "語言 「x」" / "zh_TW" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "banyan.po").write_text(HEADER + ENTRIES, "utf-8")
    return folder.parents[1]


def test_text(locales: Path) -> None:
    zh, en = Translator("zh_TW", locales=locales), Translator("en", locales=locales)
    message = N_("Save photo")
    assert (zh.text(message), en.text(message)) == ("儲存照片", "Save photo")
    assert zh.text(N_("{count} of {total} done", count=1200, total=3)) == "3之1,200已完成"
    assert zh.text(N_("Not yet")) == zh.text("Not yet") == "Not yet"
    assert zh.text(N_("Unknown")) == "Unknown"
    assert zh.text(None) == zh.text("") == zh.text(Message("")) == ""


def test_local_text(locales: Path) -> None:
    both = zh_en("社區", "Community")
    assert Translator("zh_TW", locales=locales).text(both) == "社區"
    assert Translator("en", locales=locales).text(both) == "Community"
    assert Translator("en", locales=locales).text(LocalText({"zh_TW": "社區"})) == "社區"


@pytest.mark.parametrize(
    ("n", "zh", "en"), [(1, "1張照片", "1 photo"), (0, "0張照片", "0 photos"), (1200, "1,200張照片", "1,200 photos")]
)
def test_plural(locales: Path, n: int, zh: str, en: str) -> None:
    message = NP_("{n} photo", "{n} photos", n)
    assert Translator("zh_TW", locales=locales).text(message) == zh
    assert Translator("en", locales=locales).text(message) == en


def test_differing_places_are_refused_and_logged_once(locales: Path, caplog: pytest.LogCaptureFixture) -> None:
    zh = Translator("zh_TW", locales=locales)
    with caplog.at_level(logging.WARNING):
        for turn in range(3):
            assert zh.text(N_("Broken {place}", place=turn)) == f"Broken {turn}"
        assert zh.text(N_("Odd {place}", place="x")) == "Odd x"
    assert len(caplog.records) == 2


def test_a_missing_parameter_shows_its_name(locales: Path) -> None:
    assert Translator("zh_TW", locales=locales).text(N_("{count} of {total} done", count=1)) == "{total}之1已完成"


def test_user_text_in_a_parameter_is_never_a_place(locales: Path) -> None:
    zh = Translator("zh_TW", locales=locales)
    assert zh.text(N_("Saved: {what}", what="{what} {0.__class__} <b>&")) == "已儲存：{what} {0.__class__} <b>&"


def test_a_malformed_source_is_shown_as_it_is(locales: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert Translator("en", locales=locales).text(Message("half {open", {"a": 1})) == "half {open"
    assert len(caplog.records) == 1


class Colour(enum.StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (1234567, "1,234,567", "1,234,567"), ("2025", "2025", "2025"),
        (PartialDate(2025, 4, 15), "114年4月15日", "April 15, 2025"),
        (PartialDate(2025, 4), "114年4月", "April 2025"), (date(2025, 4, 15), "114年4月15日", "April 15, 2025"),
        (Money(145650, "TWD"), "新臺幣145,650元", "NT$145,650"), (Money(5, "USD"), "0.05美元", "$0.05"),
        (datetime(2025, 4, 15, 14, 30, tzinfo=UTC), "114年4月15日 14:30", "April 15, 2025 14:30"),
        (time(9, 5), "09:05", "09:05"),
        (N_("Save photo"), "儲存照片", "Save photo"), (zh_en("甲", "A"), "甲", "A"), (["甲", 1], "甲、1", "甲, 1"),
        (None, "", ""),
        (Colour.RED, "red", "red"), (True, "True", "True"), (1.5, "1.5", "1.5"),
    ],
)  # fmt: skip
def test_parameters(locales: Path, value: object, zh: str, en: str) -> None:
    message = N_("Saved: {what}", what=value)
    assert Translator("zh_TW", "roc", locales=locales).text(message) == f"已儲存：{zh}"
    assert Translator("en", locales=locales).text(message) == f"Saved: {en}"


def test_what_was_understood_is_said_in_words(locales: Path) -> None:
    note = parse_date("2025/4/15").note
    assert Translator("zh_TW", "roc", locales=locales).text(note) == "理解為114年4月15日"
    assert Translator("en", locales=locales).text(note) == "Understood as April 15, 2025"


def test_values() -> None:
    zh, en = Translator("zh_TW", "roc"), Translator("en", "gregorian", "USD")
    assert zh.date("2025-04-15", "weekday") == "114年4月15日(星期二)"
    assert en.date("2025-04") == "April 2025"
    assert zh.date("someday") == "someday"
    assert zh.moment("2025-04-15T14:30") == "114年4月15日 14:30"
    assert zh.moment("soon") == "soon"
    assert zh.time_range("09:00/10:30") == "09:00 – 10:30"
    assert en.time("14:30", "text") == "2:30 pm"
    assert zh.money(1200) == "新臺幣1,200元"
    assert en.money(1250) == "$12.50"
    assert zh.money(1200, style="capital") == "新臺幣壹仟貳佰元整"
    assert (zh.number(-1234), zh.number(-105, 2), zh.number(5, 1)) == ("-1,234", "-1.05", "0.5")
    assert sorted(["陳", "王"], key=zh.sort_key) == ["王", "陳"]


def test_the_compiled_catalogue_is_used_unless_the_text_is_newer(locales: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    text = locales / "zh_TW" / "LC_MESSAGES" / "banyan.po"
    with text.open("rb") as source, text.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source, locale="zh_TW"))
    before = text.stat().st_mtime
    text.write_text((HEADER + ENTRIES).replace("儲存照片", "儲存相片"), "utf-8")
    for age, words in ((-10, "儲存照片"), (10, "儲存相片")):
        os.utime(text, (before + age, before + age))
        os.utime(text.with_suffix(".mo"), (before, before))
        assert Translator("zh_TW", locales=locales).text(N_("Save photo")) == words
    text.unlink()
    assert Translator("zh_TW", locales=locales).text(N_("Save photo")) == "儲存照片"


def test_no_catalogues_at_all(tmp_path: Path) -> None:
    assert Translator("zh_TW", locales=tmp_path).text(N_("Save photo")) == "Save photo"


def test_pseudo_language() -> None:
    qps = Translator("qps")
    shown = qps.text(N_("Save {n} photos of {name}", n=1200, name="Amy"))
    assert shown.startswith("[Sávé 1,200 phótós óf Amy")
    assert len(shown) >= 1.3 * len("Save 1,200 photos of Amy")
    assert qps.text(zh_en("社區", "Community")).startswith("[Çómmúñítý")
    assert qps.date("2025-04-15") == "April 15, 2025"
    assert qps.text("typed by hand") == "typed by hand"


@given(st.lists(st.sampled_from(["word ", "{name}", "{n}", "{{", "}}", "字"]), max_size=12).map("".join))
def test_pseudo_keeps_every_place(text: str) -> None:
    assert placeholders(pseudo(text)) == placeholders(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", set()), ("{a} and {b} {a}", {"a", "b"}), ("{{a}}", set()), ("{}", None), ("{0}", None), ("{a.b}", None),
        ("{a!r}", None), ("{a:>3}", None), ("{a", None), ("a}", None), ("{a b}", None),
    ],
)  # fmt: skip
def test_placeholders(text: str, names: set[str] | None) -> None:
    assert placeholders(text) == names


def test_agree() -> None:
    assert agree(["{a} {b}"], "{b}{a}")
    assert agree(["One photo", "{n} photos"], "{n}張")
    assert not agree(["{a}"], "{b}")
    assert not agree(["{a}"], "{a")
