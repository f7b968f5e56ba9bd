"""Printed lists read back: heads on every page, page x of y, no column cut, margins of 12 mm or more."""

from __future__ import annotations

import pytest

from app.core.richtext import text_of
from app.exports.layout import lay_out, standard_words
from app.exports.pdf import write_pdf
from app.exports.spec import CM, Audience, Table
from app.i18n import Translator
from app.models.catalogue import catalogue, in_rooms
from app.services.masking import Reader, ShownRecords
from app.services.printing_lists import ListSetting, list_columns, list_spec, record_spec
from app.services.records import RecordService
from tests.acceptance.printed import Printed, bare
from tests.exports.pages import DrawnPictures, fonts
from tests.support import in_languages

LEAST = 1.2 * CM
ROOMED = tuple(one.name for types in in_rooms().values() for one in types)
LONG = "中正街八十八號之二旁的防火巷與便橋之間的低窪處，大雨後二十分鐘內就會積水"
WIDE = ("agreement", "shelter", "special_practice", "voucher")


def _shown(records: RecordService, language: str) -> ShownRecords:
    return ShownRecords(
        records, Translator(language, "roc" if language == "zh_TW" else "gregorian"), Reader(Audience.TEAM)
    )


def _setting(language: str, paper: str) -> ListSetting:
    return ListSetting(paper=paper, date_text="114年4月15日", community="安和社區", words=standard_words(language))


def _filled(records: RecordService, name: str, count: int) -> None:
    texts = [field.name for field in catalogue()[name].fields if field.kind.value in ("text", "long_text")]
    for number in range(count):
        records.create(name, {field: f"{LONG}{number}" for field in texts})


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", WIDE)
def test_a_list_keeps_its_margins_and_repeats_its_heads(name: str, paper: str, records: RecordService) -> None:
    _filled(records, name, 30)
    shown = _shown(records, "zh_TW")
    spec = list_spec(shown, name, list_columns(catalogue()[name]), _setting("zh_TW", paper))
    printed = Printed(write_pdf(spec, lay_out(spec, fonts()), fonts(), DrawnPictures()), LEAST)
    assert printed.pages > 1
    heads = [bare(shown.text(catalogue()[name].field(one).label)) for one in list_columns(catalogue()[name])]
    for page in range(1, printed.pages + 1):
        words = "".join(bare(line.text) for line in printed.lines_of(page))
        assert all(all(char in words for char in head) for head in heads), (page, heads)
        assert "安和社區" in words
    letters = [one for one in printed.letters if one.char.strip()]
    width = spec.page.width
    assert min(one.left for one in letters) >= LEAST
    assert max(one.right for one in letters) <= width - LEAST
    assert min(one.base for one in letters) >= LEAST * 0.5, "the foot is in the margin, all else above it"
    body = [one for one in letters if printed.inside(one)]
    assert max(one.base for one in body) <= spec.page.height - LEAST
    cells = [bare(shown.cell(shown.rows(name)[0], column)) for column in list_columns(catalogue()[name])]
    assert any(cells)
    assert all(char in printed.body for cell in cells for char in cell)


@pytest.mark.parametrize(("name", "language"), in_languages(ROOMED))
def test_every_type_prints_as_a_list_and_as_a_sheet(name: str, language: str, shared: RecordService) -> None:
    if not shared.load(name):
        _filled(shared, name, 1)
    shown, how = _shown(shared, language), _setting(language, "A4")
    row = shown.rows(name)[0]
    for spec in (list_spec(shown, name, (), how), record_spec(shown, row, how)):
        layout = lay_out(spec, fonts())
        printed = Printed(write_pdf(spec, layout, fonts(), DrawnPictures()), LEAST)
        letters = [one for one in printed.letters if one.char.strip()]
        assert min(one.left for one in letters) >= LEAST
        assert max(one.right for one in letters) <= spec.page.width - LEAST
        said = "".join(bare(line.text) for line in printed.lines)
        assert "安和社區" in said
        assert bare(spec.title.partition(" · ")[0])[:4] in said


def test_a_list_leaves_out_empty_columns_unless_they_were_chosen(records: RecordService) -> None:
    records.create("voucher", {"no": "AB-1", "total": 1200, "currency": "TWD"})
    shown = _shown(records, "en")
    spec = list_spec(shown, "voucher", (), _setting("en", "A4"))
    (table,) = [block for block in spec.parts[0].blocks if isinstance(block, Table)]
    assert [text_of(cell) for cell in table.rows[0]] == ["No.", "Voucher number", "Total on the voucher"]
    assert "Seller, " in text_of(table.note)
    assert spec.page.width < spec.page.height, "few columns are left, so the page is not turned"
    asked = list_spec(shown, "voucher", ("no", "seller"), _setting("en", "A4"))
    (table,) = [block for block in asked.parts[0].blocks if isinstance(block, Table)]
    assert [text_of(cell) for cell in table.rows[0]] == ["No.", "Voucher number", "Seller"]
    assert not table.note
