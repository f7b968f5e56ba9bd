"""The quick-start card is two pages on any paper; the list of shortcuts holds every shortcut."""

from __future__ import annotations

import pytest

from app.core.messages import LocalText, zh_en
from app.core.richtext import text_of
from app.exports.layout import FontSet, lay_out, standard_words
from app.exports.spec import Table
from app.i18n import Translator
from app.services.manual import ManualSetting
from app.services.papers.cards import FIRST_PAGE, SECOND_PAGE, ShortcutLine, quick_start_spec, shortcuts_spec
from tests.support import ROOT

FONTS = FontSet.load(ROOT / "resources" / "fonts")


def setting(language: str, paper: str) -> ManualSetting:
    return ManualSetting(Translator(language).text, language, paper, "2025-04-15", standard_words(language))


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_card_is_exactly_two_pages(language: str, paper: str) -> None:
    laid = lay_out(quick_start_spec(setting(language, paper)), FONTS)
    assert len(laid.pages) == 2
    assert laid.missing == ()


def test_the_card_says_the_same_in_both_languages() -> None:
    for part in (*FIRST_PAGE, *SECOND_PAGE):
        for one in (part.title, *part.lines):
            assert isinstance(one, LocalText)
            assert one.has("zh_TW")
            assert one.has("en")


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_shortcut_is_listed_under_its_place(language: str) -> None:
    everywhere, lists = zh_en("到處", "Everywhere"), zh_en("清單", "In lists")
    lines = [
        ShortcutLine("Ctrl+Z", zh_en("復原", "Undo"), everywhere),
        ShortcutLine("Ctrl+N", zh_en("新增", "Add"), lists),
        ShortcutLine("Ctrl+Y", zh_en("重做", "Redo"), everywhere),
    ]
    spec = shortcuts_spec(lines, setting(language, "A4"))
    tables = [one for one in spec.parts[0].blocks if isinstance(one, Table)]
    assert [[text_of(row[0]) for row in one.rows[one.header :]] for one in tables] == [["Ctrl+Z", "Ctrl+Y"], ["Ctrl+N"]]
    laid = lay_out(spec, FONTS)
    assert len(laid.pages) == 1
    assert laid.missing == ()
