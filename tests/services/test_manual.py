"""The manual says the same in both languages, is found by words, and prints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.core.messages import Label, LocalText, Message
from app.exports.layout import FontSet, lay_out, standard_words
from app.exports.pdf import page_count, write_pdf
from app.exports.spec import Picture
from app.i18n import Translator
from app.programmes.loader import load_pack
from app.services.manual import ManualSetting, find, licence_chapter, manual_spec, own_chapters, pack_chapter
from app.services.manual.parts import Chapter, Section
from tests.programmes.small_pack import write_pack
from tests.support import ROOT

LONGEST_EN, LONGEST_ZH = 20, 36


class NoPictures:
    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        raise AssertionError("the manual shows no pictures")


def setting(language: str, paper: str = "A4") -> ManualSetting:
    return ManualSetting(Translator(language).text, language, paper, "2025-04-15", standard_words(language))


def sections() -> Iterable[Section]:
    return (section for chapter in own_chapters() for section in chapter.sections)


def texts(section: Section) -> tuple[Label, ...]:
    return (section.title, *section.texts, *section.steps, *section.after)


def test_every_chapter_that_people_need_is_there() -> None:
    ids = [one.id for one in own_chapters()]
    for wanted in (
        "start",
        "record",
        "photos",
        "dossier",
        "budget",
        "paper",
        "bring",
        "safety",
        "stick",
        "history",
        "search",
        "keys",
    ):
        assert wanted in ids
    keys = [section.id for section in sections()]
    assert len(keys) == len(set(keys))


def test_every_text_stands_in_both_languages_in_short_sentences() -> None:
    for section in sections():
        for one in texts(section):
            assert isinstance(one, LocalText)
            assert one.has("zh_TW")
            assert one.has("en")
            for sentence in one.values["en"].replace(":", ".").replace(";", ".").split(". "):
                assert len(sentence.split()) <= LONGEST_EN, sentence
            for sentence in one.values["zh_TW"].replace("；", "。").split("。"):
                assert len(sentence) <= LONGEST_ZH, sentence


def test_buttons_are_called_as_they_are_on_the_screen() -> None:
    chinese = Translator("zh_TW")
    for section in sections():
        for one in texts(section):
            assert isinstance(one, LocalText)
            for name in re.findall("“([^”]+)”", one.values["en"]):
                shown = chinese.text(Message(name))
                assert shown == name or f"「{shown}」" in one.values["zh_TW"], (name, shown)


def test_two_characters_find_a_section_and_titles_come_first() -> None:
    words = Translator("zh_TW").text
    found = [section.id for _, section in find(own_chapters(), "回收", words)]
    assert found[0] == "history.bin"
    assert find(own_chapters(), "臺", words) == find(own_chapters(), "台", words)
    assert find(own_chapters(), "沒有這個詞", words) == ()
    assert len(find(own_chapters(), "", words)) == len(list(sections()))
    english = [section.id for _, section in find(own_chapters(), "BACKUP stick", Translator("en").text)]
    assert "safety.backups" in english


def test_a_programme_s_guidance_is_part_of_the_manual(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path))
    chapter = pack_chapter(pack)
    assert len(chapter.sections) == len(pack.tasks)
    first = chapter.sections[0]
    assert len(first.steps) == len(pack.tasks[0].guidance.how)
    said = [Translator("en").text(one) for one in first.after]
    assert said == ["A good example: ex", "A usual mistake: err", "Whom to ask: who"]


def test_licences_keep_their_lines() -> None:
    text = (ROOT / "resources" / "fonts" / "licences" / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    chapter = licence_chapter([(LocalText({"": "Fonts"}), text)])
    said = "\n\n".join(one.best("en") for one in chapter.sections[0].texts if isinstance(one, LocalText))
    assert "Open Government Data License" in said
    assert "Noto Sans TC" in said


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_it_prints_with_bookmarks_and_no_missing_character(language: str, tmp_path: Path) -> None:
    fonts = FontSet.load(ROOT / "resources" / "fonts")
    text = (ROOT / "resources" / "fonts" / "licences" / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    chapters: tuple[Chapter, ...] = (
        *own_chapters(),
        pack_chapter(load_pack(write_pack(tmp_path))),
        licence_chapter([(LocalText({"": "Fonts"}), text)]),
    )
    spec = manual_spec(chapters, setting(language))
    laid = lay_out(spec, fonts)
    assert laid.missing == ()
    data = write_pdf(spec, laid, fonts, NoPictures())
    assert page_count(data) == len(laid.pages)
    assert set(laid.part_pages) >= {one.id for one in chapters}
    assert write_pdf(spec, laid, fonts, NoPictures()) == data
