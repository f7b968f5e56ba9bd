"""Every declared field of every record type: made, edited, undone, found, exported, printed, in both languages.

Generated from the declarations: a new type or field is proved without a line here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import openpyxl
import pytest

from app.core.clock import FixedClock
from app.core.fields import Field, FromPack, Kind, RecordType, Row
from app.core.ids import seeded_ids
from app.core.messages import LocalText
from app.core.richtext import plain, text_of
from app.exports.spec import Audience, DocumentSpec, Paragraph, Table
from app.exports.xlsx.workbook import write
from app.i18n import Translator
from app.models.catalogue import about, applies, catalogue, compute, parent_column
from app.models.document.document import Document
from app.services.masking import Reader, ShownRecords
from app.services.printing_lists import UNPRINTED, list_spec, record_spec
from app.services.records import RecordService
from app.services.search import TEXT_KINDS, SearchService
from app.services.workbook.book import records_book
from app.services.workbook.columns import exchanged_types
from tests.services.conftest import pack_options
from tests.support import FULL, SEED, in_languages, open_drawer

TYPES = tuple(catalogue())
SHOWN = tuple(name for name in exchanged_types() if catalogue()[name].room or catalogue()[name].parent)
TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE)
TURN = TYPES if FULL else TYPES[SEED % 3 :: 3]
"""Types that are edited field by field; a short run takes a third of them, another for another seed."""
BATCH = 1 if FULL else 6
"""Fields that are edited, undone and redone in one step."""
TITLES: dict[Kind, object] = {Kind.TEXT: "某甲", Kind.LONG_TEXT: "某甲", Kind.LOCALIZED: {"zh_TW": "某甲"}}
SAME_WORD = ("A4", "E-mail", "LINE", "%", "px", "dpi", "DPI", "CPR+AED", "EMT", "SHA-256", "pt", "cm")
"""Wordings that Chinese writes as English does."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """One document for all types: each is proved on records of its own."""
    path, clock = tmp_path_factory.mktemp("every") / "a.banyan", FixedClock(datetime(2025, 4, 15, 9, 0, tzinfo=UTC))
    with Document.create(path, application_version="0", person="Test", clock=clock, ids=seeded_ids(7)) as made:
        open_drawer(made)
        yield made


@pytest.fixture(scope="module")
def records(document: Document) -> RecordService:
    """Its records, with titles in English."""
    clock = FixedClock(datetime(2025, 4, 15, 9, 0, tzinfo=UTC))
    return RecordService(document, clock, seeded_ids(8), Translator("en"), pack_options)


def _word(name: str, number: int) -> str:
    """Return a word of two characters that stands in no other field."""
    return chr(0x4E00 + 61 * (TYPES.index(name) + 1)) + chr(0x6B00 + number)


def _other(records: RecordService, target: str, name: str) -> str:
    """Return the id of some record of *target*, made where there is none."""
    found = records.load(target)
    return found[0].id if found else _make(records, target, away=name).id


def _make(records: RecordService, name: str, away: str = "") -> Row:
    """Make an empty record, with what it belongs to."""
    if about(name).single and (known := records.single(name)) is not None:
        return known
    above = catalogue()[name].parent
    given: dict[str, object] = {parent_column(name): _make(records, above).id} if above and above != away else {}
    titles = {field.name: TITLES[field.kind] for field in catalogue()[name].titles() if field.kind in TITLES}
    return records.create(name, {**given, **titles})[0]


def _value(records: RecordService, one: RecordType, field: Field, number: int) -> object:
    """Return a value that the field may hold, with a word of its own where it holds text."""
    text = f"前{_word(one.name, number)}後"
    bounded = max(field.minimum or 0, min(field.maximum or 3, 3))
    options = field.options
    if isinstance(options, FromPack):
        options = records.option_source(options.list_id)
    keys = tuple(option.key for option in options) or ("own",)
    reference = _other(records, field.target, one.name) if field.target and field.kind is not Kind.ROWS else ""
    return {
        Kind.TEXT: text,
        Kind.LONG_TEXT: text,
        Kind.CODE: text,
        Kind.RICH_TEXT: plain(text),
        Kind.LOCALIZED: {"zh_TW": text},
        Kind.TRISTATE: True,
        Kind.INTEGER: bounded,
        Kind.DECIMAL: bounded * 10**field.scale,
        Kind.MONEY: 123400,
        Kind.DATE: "2025-04-15",
        Kind.DATETIME: "2025-04-15T14:30",
        Kind.TIME_RANGE: "09:00/10:30",
        Kind.DURATION: 90,
        Kind.COORDINATES: "241500000,1206800000",
        Kind.ENUM: keys[0],
        Kind.SET: tuple(sorted(keys[:2])),
        Kind.REFERENCE: reference,
        Kind.REFERENCES: (reference,),
        Kind.FILE: reference,
        Kind.PHOTOS: (reference,),
    }[field.kind]


def _now(records: RecordService, row: Row) -> Row:
    found = records.get(row.type, row.id)
    assert found is not None
    return found


def _stored(one: RecordType) -> Iterator[tuple[int, Field]]:
    for number, field in enumerate(one.fields):
        if field.kind not in (Kind.ROWS, Kind.COMPUTED):
            yield number, field


@pytest.mark.parametrize("name", TURN)
def test_every_field_is_edited_undone_and_found(name: str, records: RecordService, document: Document) -> None:
    one, search = catalogue()[name], SearchService(records)
    row = _make(records, name)
    values = {field.name: _value(records, one, field, number) for number, field in _stored(one)}
    values = {key: value for key, value in values.items() if row.get(key) != value}
    empty, names = _now(records, row), list(values)
    batches = [names[at : at + BATCH] for at in range(0, len(names), BATCH)]
    for batch in batches:
        assert records.change(name, row.id, {each: values[each] for each in batch}) is not None
    full = _now(records, row)
    assert {key: full.get(key) for key in values} == values
    for number, field in _stored(one):
        if field.kind in TEXT_KINDS and field.search and field.name in values:
            hits = [hit for hit in search.query(_word(name, number)) if hit.id == row.id]
            assert [(hit.type, hit.field) for hit in hits] == [(name, field.name)]
    left = dict(values)
    for batch in reversed(batches):
        document.undo()
        now = _now(records, row)
        assert {each: now.get(each) for each in batch} == {each: empty.get(each) for each in batch}
        left = {each: value for each, value in left.items() if each not in batch}
        assert {each: now.get(each) for each in left} == left
    for _ in batches:
        document.redo()
    assert _now(records, row).values == full.values


@pytest.mark.parametrize("name", TYPES)
def test_rows_and_computed_values_follow(name: str, records: RecordService, document: Document) -> None:
    row = _make(records, name)
    for field in catalogue()[name].fields:
        if field.kind is Kind.ROWS:
            below, _ = records.create(field.target, {parent_column(field.target): row.id})
            found = records.get(name, row.id)
            assert found is not None
            rows = found.get(field.name)
            assert isinstance(rows, tuple)
            assert [each.id for each in rows] == [below.id]
            document.undo()
            found = records.get(name, row.id)
            assert found is not None
            assert found.get(field.name) == ()
        if field.kind is Kind.COMPUTED:
            for number, other in _stored(catalogue()[name]):
                records.change(name, row.id, {other.name: _value(records, catalogue()[name], other, number)})
            found = records.get(name, row.id)
            assert found is not None
            assert found.get(field.name) == compute(field.compute)(found.values)
            assert found.get(field.name) is not None, field.name


def _filled(records: RecordService, name: str) -> Row:
    row, one = _make(records, name), catalogue()[name]
    for number, field in _stored(one):
        if field.name not in ("privacy", "dossier_use"):
            records.change(name, row.id, {field.name: _value(records, one, field, number)})
    found = records.get(name, row.id)
    assert found is not None
    return found


def _shown(records: RecordService, language: str) -> ShownRecords:
    return ShownRecords(
        records, Translator(language, "roc" if language == "zh_TW" else "gregorian"), Reader(Audience.TEAM)
    )


def _words(spec: DocumentSpec) -> list[str]:
    out: list[str] = []
    for part in spec.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                out += [text_of(cell) for row in block.rows for cell in row]
            elif isinstance(block, Paragraph):
                out.append(text_of(block.runs))
    return out


@pytest.mark.parametrize(("name", "language"), in_languages(SHOWN if FULL else SHOWN[SEED // 2 % 2 :: 2]))
def test_every_field_is_exported_and_printed_with_its_label(name: str, language: str, records: RecordService) -> None:
    row, one = _filled(records, name), catalogue()[name]
    shown = _shown(records, language)
    book = openpyxl.load_workbook(io.BytesIO(write(records_book(shown, (name,)))))
    cells = {str(cell.value) for sheet in book.worksheets for line in sheet.iter_rows() for cell in line if cell.value}
    single = _words(record_spec(shown, row))
    for _, field in _stored(one):
        if not applies(name, field.name, row.values) or field.name in ("privacy", "dossier_use"):
            continue
        label, value = shown.text(field.label), shown.cell(row, field.name)
        assert value, field.name
        if (name, field.name) not in UNPRINTED:
            assert any(label in cell for cell in cells), (field.name, label)
        listed = _words(list_spec(shown, name, (field.name,)))
        assert any(label in word for word in listed), field.name
        assert value in listed, field.name
        if (name, field.name) not in UNPRINTED:
            assert any(label in word for word in single), field.name
        if field.kind in TEXTS and (name, field.name) not in UNPRINTED:
            assert any(value in cell for cell in cells), field.name


@pytest.mark.parametrize("name", TYPES)
def test_every_label_is_said_in_both_languages(name: str) -> None:
    chinese, one = Translator("zh_TW"), catalogue()[name]
    said = [one.label, one.plural, one.add, one.empty]
    for field in one.fields:
        said += [field.label, field.unit, field.help, field.group, field.example]
        said += [option.label for option in field.options] if not isinstance(field.options, FromPack) else []
    for label in said:
        if label is None:
            continue
        text = chinese.text(label)
        if isinstance(label, LocalText):
            assert label.has("zh_TW"), (name, text)
            assert label.has("en"), (name, text)
        else:
            assert any("\u4e00" <= one <= "\u9fff" for one in text) or any(word in text for word in SAME_WORD), (
                name,
                text,
            )
