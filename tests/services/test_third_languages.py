"""A third language in every paper that takes one: Vietnamese typed in either form, Arabic from the right, Khmer by name."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

import docx
import pytest
from docx.oxml.ns import qn

from app.core.clock import FixedClock
from app.core.errors import MissingGlyphsError
from app.core.messages import N_
from app.exports.pdf import page_texts
from app.services.workspace import Workspace
from tests.services.recruit_desk import fill, make_town, write

VIETNAMESE = "Những người bạn cùng phố: hãy nói về nắng nóng, ngập lụt và mất điện với chúng tôi."
ARABIC = "تحدثوا معنا عن الحرّ والفيضانات وانقطاع الكهرباء في حيّنا"
KHMER = "សូមនិយាយជាមួយយើង"
CHOICES = "المكتبة\nالمسجد\nالبيت"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str]]:
    made = make_town(tmp_path_factory.mktemp("town"), FixedClock(datetime(2025, 4, 15, 1, tzinfo=UTC)))
    yield made, fill(made)["position"]
    made.document.close()


def notice(town: tuple[Workspace, str], language: str, name: str, words: str) -> dict[str, str]:
    """Write the notice of the position in a language, and return the option that prints it."""
    row = {"position": town[1], "language": language, "language_name": name, "headline": name, "text": words}
    return {"text": town[0].records.create("position_text", row)[0].id}


def said(data: bytes) -> str:
    return " ".join(" ".join(page_texts(data)).split())


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_stands_whole_on_page_and_poster_however_it_was_typed(
    town: tuple[Workspace, str], form: Literal["NFC", "NFD"]
) -> None:
    options = notice(town, "vi", "Tiếng Việt", unicodedata.normalize(form, VIETNAMESE))
    assert VIETNAMESE in said(write(town[0], "mvp-position", options=options))
    assert VIETNAMESE in said(write(town[0], "mvp-position-poster", options=options))
    assert write(town[0], "mvp-position-picture", options=options).startswith(b"\x89PNG")


def test_arabic_is_the_same_words_on_the_page_for_word_and_to_paste(town: tuple[Workspace, str]) -> None:
    options = notice(town, "ar", "العربية", ARABIC)
    page = said(write(town[0], "mvp-position", options=options))
    assert all(word in page for word in ARABIC.split() if "\u0651" not in word)
    assert ARABIC in write(town[0], "mvp-position-text", options=options).decode()
    read = docx.Document(io.BytesIO(write(town[0], "mvp-position-docx", options=options)))
    (found,) = [one for one in read.paragraphs if ARABIC in one.text]
    assert found._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    poster = said(write(town[0], "mvp-position-poster", options=options))
    assert "العربية" in poster
    assert "How to apply" not in poster


def test_khmer_is_refused_by_name_in_print_and_kept_whole_for_word(town: tuple[Workspace, str]) -> None:
    options = notice(town, "km", "ភាសាខ្មែរ", KHMER)
    with pytest.raises(MissingGlyphsError) as refused:
        write(town[0], "mvp-position", options=options)
    assert refused.value.what.params["script"] == N_("Khmer")
    read = docx.Document(io.BytesIO(write(town[0], "mvp-position-docx", options=options)))
    assert any(KHMER in one.text for one in read.paragraphs)


def test_a_questionnaire_in_arabic_has_its_questions_and_boxes_on_the_right(town: tuple[Workspace, str]) -> None:
    ws = town[0]
    key = ws.records.create("questionnaire", {"title": "Heat", "languages": ("ar", "vi"), "date": "2025-05-01"})[0].id
    ws.questionnaires.add_question(key, "several")
    view = ws.questionnaires.view(key)
    assert view is not None
    question = view.questions[0].asked.id
    for language, text, choices in (("ar", ARABIC, CHOICES), ("vi", VIETNAMESE, "Ở nhà\nThư viện")):
        ws.questionnaires.word(key, question, language, {"text": unicodedata.normalize("NFD", text)})
        ws.questionnaires.word(key, question, language, {"choices": choices})
    printed = said(write(ws, "questionnaire", ids=(key,)))
    assert all(word in printed for word in CHOICES.split())
    assert "Thư viện" in printed
    assert all(word in printed for word in VIETNAMESE.split())


def test_the_flyer_of_an_event_takes_any_of_them(town: tuple[Workspace, str]) -> None:
    values = {
        "title": "لقاء الجيران",
        "flyer_words": ARABIC,
        "flyer_contact": unicodedata.normalize("NFD", "Nguyễn, 555-0100"),
    }
    event = town[0].records.create("event", {**values, "date": "2025-05-01"})[0].id
    page = said(write(town[0], "flyer", ids=(event,)))
    assert "لقاء الجيران" in page
    assert "Nguyễn, 555-0100" in page
    assert write(town[0], "flyer-picture", ids=(event,)).startswith(b"\x89PNG")


def test_a_poster_in_a_further_language_ends_with_its_own_words_to_reach_us(town: tuple[Workspace, str]) -> None:
    words = "# ¿Conoce a sus vecinos?\nBuscamos a cinco personas.\n\n- Cena y cuidado de niños\n\n# Cómo apuntarse\n"
    own = notice(town, "es", "Español", words + "Biblioteca, o llame al (978) 555-0101")
    poster = said(write(town[0], "mvp-position-poster", options=own))
    assert "Biblioteca, o llame al (978) 555-0101" in poster.replace("\u00a0", " ")
    assert "555-0100" not in poster  # the contact of the record, which is written in the team's language
    bare = notice(town, "es", "Español", "Buscamos a cinco personas.\n\nSomos vecinos.")
    assert "555-0100" in said(write(town[0], "mvp-position-poster", options=bare))
    assert "Page 1" not in said(write(town[0], "mvp-position", options=own))
