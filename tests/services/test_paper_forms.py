"""The paper form of every record type, read back in both languages and in large print."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from app.core.fields import Field, Kind, Option, RecordType
from app.core.messages import zh_en
from app.exports.layout import FontSet, lay_out, page_items, standard_words
from app.exports.layout.items import Laid, TextItem
from app.exports.pdf import page_texts, write_pdf
from app.exports.spec import CM, Audience, DocumentSpec
from app.i18n import Translator
from app.models.catalogue import catalogue
from app.services.masking import Reader, ShownRecords
from app.services.papers.codes import find_form, find_record, form_code, person_numbers, record_code
from app.services.papers.forms import LARGE, PAPER, choices_of, form_spec, paper_sections, tick_keys
from app.services.printing_lists import ListSetting
from app.services.records import RecordService
from tests.exports.pages import DrawnPictures
from tests.support import ROOT

FONTS = FontSet.load(ROOT / "resources" / "fonts")
TYPES = tuple(catalogue())


def squeezed(text: str) -> str:
    """Return *text* without the breaks that lines and hyphens make."""
    return "".join(text.split()).replace("\u00ad", "").replace("-", "").casefold()


def setting(language: str, paper: str = "A4") -> ListSetting:
    return ListSetting(
        paper, date_iso="2025-11-21", date_text="2025-11-21", community="安和社區", words=standard_words(language)
    )


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_type_prints_with_every_declared_field(records: RecordService, language: str, large: bool) -> None:
    shown = ShownRecords(records, Translator(language), Reader(Audience.PUBLIC))
    paper = "A4" if language == "zh_TW" else "Letter"
    for name in TYPES:
        spec = form_spec(shown, name, setting(language, paper), partial(choices_of, records), large=large)
        laid = lay_out(spec, FONTS)
        assert not laid.missing, name
        texts = page_texts(write_pdf(spec, laid, FONTS, DrawnPictures()))
        whole = squeezed("".join(text.replace(spec.code, "") for text in texts))
        for field in catalogue()[name].fields:
            assert squeezed(shown.text(field.label)) in whole, (name, field.name)
        assert all(spec.code in text for text in texts), name
        _within_margins(spec, laid, name)
        if large:
            assert spec.style == LARGE
            assert spec.style.leading / spec.style.size == 1.5


def _within_margins(spec: DocumentSpec, laid: Laid, name: str) -> None:
    assert min(spec.page.left, spec.page.right, spec.page.top, spec.page.bottom) >= 1.2 * CM
    for page in laid.pages:
        for _placed, items in page_items(laid, page):
            for item in items:
                if isinstance(item, TextItem):
                    assert item.x >= spec.page.left - 0.5, (name, item.text)
                    assert item.x + item.width <= spec.page.width - spec.page.right + 1.0, (name, item.text)


def test_every_kind_in_use_has_an_entry() -> None:
    used = {field.kind for one in catalogue().values() for field in one.fields}
    assert used <= set(PAPER) | {Kind.ROWS}
    assert set(PAPER) | {Kind.ROWS} == set(Kind)


def test_the_order_of_the_paper_names_every_field_once() -> None:
    for one in catalogue().values():
        named = [field.name for _, fields in paper_sections(one) for field in fields]
        assert Counter(named) == Counter(field.name for field in one.fields)


def test_codes_are_short_differ_and_follow_the_declaration(records: RecordService) -> None:
    codes = {name: form_code(one, partial(choices_of, records)) for name, one in catalogue().items()}
    assert len(set(codes.values())) == len(codes)
    assert all(len(code) == 6 and not set(code[3:]) & set("01ILO") for code in codes.values())
    changed = RecordType("event", zh_en("活動", "Event"), zh_en("活動", "Events"), catalogue()["event"].fields[:-1])
    assert form_code(changed, partial(choices_of, records)) != codes["event"]


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "lower", "squeezed", "wide"])
def test_a_code_is_found_however_it_is_typed(records: RecordService, typed: str) -> None:
    choices = partial(choices_of, records)
    code = form_code(catalogue()["event"], choices)
    row, _ = records.create("event", {"title": "Potluck"})
    whole = f"{code}-{record_code(row.id)}"
    text = {
        "lower": whole.lower(),
        "squeezed": whole.replace("-", ""),
        "wide": "".join(chr(ord(one) + 0xFEE0) if one != "-" else "－" for one in whole),
    }.get(typed, typed.replace("{code}", whole))
    found = find_form(text, catalogue(), choices)
    assert found is not None
    assert (found.type, found.current) == ("event", True)
    assert find_record(found.record, records.load("event")) == row


def test_an_older_print_is_found_by_its_letters_where_they_are_clear() -> None:
    one = RecordType("event", zh_en("活動", "Event"), zh_en("活動", "Events"), ())
    other = RecordType("letter", zh_en("公文", "Letter"), zh_en("公文", "Letters"), ())

    def none(_type: str, _field: Field) -> tuple[Option, ...]:
        return ()

    found = find_form("EV-ZZZ", {"event": one, "letter": other}, none)
    assert found is not None
    assert (found.type, found.current) == ("event", False)
    assert find_form("XX-ZZZ", {"event": one, "letter": other}, none) is None
    assert find_form("hello", {"event": one}, none) is None


def test_the_number_of_a_person_outlives_those_who_come_later(records: RecordService) -> None:
    for at in range(60):
        records.create("person", {"name": f"Person {at}"})
    before = person_numbers(records.load("person"))
    for at in range(60):
        records.create("person", {"name": f"Later {at}"})
    after = person_numbers(records.load("person"))
    assert {key: after[key] for key in before} == before
    assert len(set(after.values())) == 120
    assert all(100 <= number <= 999 for number in after.values())


def test_choices_have_one_key_up_to_nine_and_two_beyond() -> None:
    option = Option("x", zh_en("甲", "A"))
    assert tick_keys([option] * 9) == tuple("123456789")
    assert tick_keys([option] * 12)[:2] == ("01", "02")
