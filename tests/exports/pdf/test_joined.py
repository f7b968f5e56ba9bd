"""Third languages in print: every letter of Latin scripts stands whole, Arabic and Hebrew are joined and read back."""

from __future__ import annotations

import random
import unicodedata
from functools import cache

import pypdfium2
import pytest

from app.core.errors import MissingGlyphsError
from app.core.messages import N_
from app.core.richtext import Atom, Run, plain
from app.exports.docx import write_docx
from app.exports.layout import Laid, lay_out, standard_words
from app.exports.layout.draw import page_items
from app.exports.layout.items import TextItem
from app.exports.pdf import write_pdf
from app.exports.spec import Block, Column, DocumentSpec, FormField, ListItem, Paragraph, Part, Table, Tick
from tests.exports.pages import DrawnPictures, fonts
from tests.support import count

LETTERS = {
    "vi": "ăâđêôơư áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõúü",
    "es": "áéíóúüñ ¿¡ªº",
    "ht": "èòà ‘",
    "fr": "àâæçéèêëîïôœùûüÿ «»",
    "tr": "çğıİöşü",
    "ro": "ăâîșț",
    "cs": "áčďéěíňóřšťúůýž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "sm": "āēīōū ʻ",
    "yo": "ẹọṣ",
    "nan": "a̍ o͘ n̂g m̄ e̍ i̍ ń̍",
    "formosan": "ɨ ʉ ŋ ṟ ḻ ʼ",
}
ARABIC = "يدعو فريق السكان إلى اجتماع مفتوح يوم ١٤ آذار عند الساعة 18:30 في قاعة المكتبة"
MARKED = "مُحَمَّد"
HEBREW = "הצוות השכונתי מזמין את כל התושבים"


@cache
def printed(*texts: str, face: str = "kai") -> tuple[bytes, str]:
    """Return the PDF that holds *texts*, a paragraph each, and its words read back."""
    data = write_pdf(*_laid([Paragraph(f"p{at}", plain(one), "plain") for at, one in enumerate(texts)], face))
    with pypdfium2.PdfDocument(data) as book:
        return data, " ".join(page.get_textpage().get_text_range() for page in book)


def _laid(blocks: list[Block], face: str = "kai") -> tuple:  # type: ignore[type-arg]
    from dataclasses import replace

    spec = DocumentSpec("t", "en", (Part("p", "plain", (), tuple(blocks)),), words=standard_words("en"))
    spec = replace(spec, style=replace(spec.style, face=face))
    laid: Laid = lay_out(spec, fonts())
    return spec, laid, fonts(), DrawnPictures()


@pytest.mark.parametrize("face", ["kai", "sans"])
def test_every_letter_of_latin_scripts_prints_composed_or_not_small_or_large(face: str) -> None:
    texts = [way for one in LETTERS.values() for way in (one, one.upper())]
    both = [unicodedata.normalize(form, one) for one in texts for form in ("NFC", "NFD")]
    _, read = printed(*both, face=face)
    for one in texts:
        for word in one.split():
            assert read.count(unicodedata.normalize("NFC", word)) >= 2, word


def test_arabic_and_hebrew_are_read_back_word_for_word_in_order() -> None:
    _, read = printed(ARABIC, HEBREW)
    lines = " ".join(read.split())
    assert ARABIC in lines
    assert HEBREW in lines


def test_vowel_marks_and_persian_letters_come_back_with_their_letters() -> None:
    _, read = printed(f"كلمة {MARKED} هنا", "پچ گرگ ژاله")
    assert MARKED in unicodedata.normalize("NFC", read) or unicodedata.normalize("NFC", MARKED) in read
    assert "پچ گرگ ژاله" in read


def test_arabic_stands_on_the_right_and_its_letters_are_joined() -> None:
    """The glyph of a letter within a word is another one than that of the letter alone."""
    data, _ = printed("سلام", "س ل ا م")
    with pypdfium2.PdfDocument(data) as book:
        page = book[0]
        words = page.get_textpage()
        boxes = [words.get_charbox(at) for at in range(words.count_chars()) if words.get_text_range(at, 1).strip()]
        right = page.get_width() / 2
    assert all(box[0] > right for box in boxes[:8])
    joined, apart = boxes[:4], boxes[4:8]
    assert max(box[2] for box in joined) - min(box[0] for box in joined) < sum(box[2] - box[0] for box in apart)


def test_the_same_paper_gives_the_same_bytes_whatever_was_printed_before() -> None:
    first = write_pdf(*_laid([Paragraph("a", plain(MARKED)), ListItem("b", (Run("مهمّ", ("b",)),), "box")]))
    printed(ARABIC, HEBREW)
    again = write_pdf(*_laid([Paragraph("a", plain(MARKED)), ListItem("b", (Run("مهمّ", ("b",)),), "box")]))
    assert first == again


def test_a_script_that_cannot_be_shown_is_refused_by_name_and_the_way_out_is_told() -> None:
    with pytest.raises(MissingGlyphsError) as caught:
        write_pdf(*_laid([Paragraph("k", plain("សួស្តី"))]))
    assert caught.value.what.params["script"] == N_("Khmer")
    assert "Word" in caught.value.todo.id


MIXED = [
    *"ابتثجحخدسعفقكلمنهويىةءأؤئ\u064b\u0651\u0640\u200c",
    *"אבגשּׁ\u05b8",
    *"012٣٤ .,:;()[]«»-–/%؟،\n",
    *"abXñ\u0301\u030d",
    *"中文，。「」（",
]


@pytest.mark.parametrize("seed", range(count(40)))
def test_any_mixture_of_scripts_stays_within_its_margins_and_is_written_both_ways(seed: int) -> None:
    rng = random.Random(seed)

    def text(most: int) -> str:
        return "".join(rng.choice(MIXED) for _ in range(rng.randint(1, most)))

    blocks: list[Block] = []
    for at in range(6):
        runs = (Run(text(90)), Run(text(40), ("b",)), Atom("page", "b0"), Run(text(20), ("e",)))
        blocks.append(Paragraph(f"b{at}", runs) if at % 2 else ListItem(f"b{at}", runs, rng.choice(("number", "box"))))
    blocks.append(Table("t", (Column(2), Column(1, "right")), ((plain(text(30)), plain(text(9))),) * 3))
    blocks.append(FormField("f", plain(text(30)), "ticks", ticks=(Tick("1", plain(text(20))), Tick("2", ()))))
    spec, laid, *rest = _laid(blocks, rng.choice(("kai", "sans")))
    left, right = spec.page.left - 8, spec.page.width - spec.page.right + 12
    for page in laid.pages:
        for _, items in page_items(laid, page):
            assert all(left <= one.x <= one.x + one.width <= right for one in items if isinstance(one, TextItem))
    assert write_pdf(spec, laid, *rest, preview=True)
    assert write_docx(spec, *rest)
