"""Typed text to values and values to text, kind by kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.fields import Field, FromPack, Kind, Option, Row
from app.core.messages import N_, Message, zh_en
from app.core.richtext import plain
from app.i18n import Translator
from app.models.catalogue import catalogue
from app.services import formatting, parsing
from app.services.codes import email, phone, tax_id
from app.services.formatting import Writing, format_value
from app.services.parsing import Parsed, Reading, parse_value

CHOICES = (Option("a", N_("Community dinner, potluck")), Option("b", zh_en("訪談", "Interviews")))
LABEL = N_("Field")


def _field(kind: Kind, **more: object) -> Field:
    return Field("x", kind, LABEL, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "  堃  喆 ", "堃 喆"),
        (Kind.TEXT, " ", None),
        (Kind.LONG_TEXT, "a\r\nb\n", "a\nb"),
        (Kind.RICH_TEXT, "字", plain("字")),
        (Kind.LOCALIZED, "字", {"zh_TW": "字"}),
        (Kind.CODE, "０９１２－３４５６７８", "0912-345678"),
        (Kind.TRISTATE, "是", True),
        (Kind.TRISTATE, "No", False),
        (Kind.TRISTATE, "不知道", None),
        (Kind.INTEGER, "１，８６２", 1862),
        (Kind.INTEGER, "30人", 30),
        (Kind.INTEGER, "三十", 30),
        (Kind.INTEGER, "-3", -3),
        (Kind.INTEGER, "", None),
        (Kind.DATE, "114/4/15", "2025-04-15"),
        (Kind.DATETIME, "114/4/15 14:30", "2025-04-15T14:30"),
        (Kind.TIME_RANGE, "０９：００－１０：３０", "09:00/10:30"),
        (Kind.DURATION, "1:30", 90),
        (Kind.DURATION, "1小時30分", 90),
        (Kind.DURATION, "90 min", 90),
        (Kind.DURATION, "45", 45),
        (Kind.MONEY, "１４５，６５０元", 145650),
        (Kind.COORDINATES, "24.15, 120.68", "241500000,1206800000"),
        (Kind.SET, "", ()),
        (Kind.REFERENCES, "", ()),
        (Kind.REFERENCE, " ", None),
    ],
)
def test_what_is_understood(kind: Kind, text: str, value: object) -> None:
    parsed = parse_value(_field(kind), text, calendar="roc")
    assert (parsed.value, parsed.problem) == (value, None)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.TRISTATE, "maybe"),
        (Kind.INTEGER, "2.5"),
        (Kind.INTEGER, "about thirty people"),
        (Kind.INTEGER, "9" * 40),
        (Kind.DECIMAL, "2.555"),
        (Kind.DECIMAL, "x"),
        (Kind.DATE, "someday"),
        (Kind.DATETIME, "114/4/15"),
        (Kind.TIME_RANGE, "09:00"),
        (Kind.DURATION, "long"),
        (Kind.MONEY, "a lot"),
        (Kind.COORDINATES, "24.15"),
        (Kind.COORDINATES, "99, 200"),
        (Kind.ENUM, "smoke"),
        (Kind.SET, "Interviews, smoke"),
        (Kind.REFERENCE, "Rosa"),
        (Kind.PHOTOS, "a.jpg"),
    ],
)
def test_what_is_not_understood_is_said(kind: Kind, text: str) -> None:
    parsed = parse_value(_field(kind, scale=2, options=CHOICES), text)
    assert parsed.value is None
    assert parsed.problem is not None


def test_every_kind_has_a_reader_and_a_writer() -> None:
    assert set(parsing._READERS) == set(Kind) == set(formatting._WRITERS)


def test_american_dates_and_cents() -> None:
    how = Reading(us=True, currency="USD")
    assert parse_value(_field(Kind.DATE), "4/5/25", how).value == "2025-04-05"
    assert parse_value(_field(Kind.MONEY), "$1,234.50", how).value == 123450
    assert parse_value(_field(Kind.DATE), "4/5/25", how).words is not None


def test_choices_are_found_by_key_or_wording() -> None:
    field = _field(Kind.ENUM, options=CHOICES)
    assert [parse_value(field, text).value for text in ("a", "ｂ", "訪談", "interviews")] == ["a", "b", "b", "b"]
    chosen = _field(Kind.SET, options=CHOICES)
    assert parse_value(chosen, "Community dinner, potluck").value == ("a",)
    assert parse_value(chosen, "訪談、a").value == ("a", "b")
    pack = _field(Kind.ENUM, options=FromPack("heads"))
    assert parse_value(pack, "訪談", Reading(options=CHOICES)).value == "b"
    other = Reading(wordings=lambda label: ("聚餐",) if isinstance(label, Message) else ())
    assert parse_value(field, "聚餐", other).value == "a"


def test_swapped_coordinates_are_put_right_and_said() -> None:
    parsed = parse_value(_field(Kind.COORDINATES), "120.68, 24.15")
    assert parsed.value == "241500000,1206800000"
    assert parsed.words is not None


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_decimals_come_back(value: int, scale: int) -> None:
    field = _field(Kind.DECIMAL, scale=scale)
    assert parse_value(field, format_value(field, value, Translator("en"))) == Parsed(value)


@given(st.text())
def test_no_text_ever_raises(text: str) -> None:
    for kind in Kind:
        parse_value(_field(kind, options=CHOICES), text)


@pytest.mark.parametrize(
    ("kind", "value", "chinese", "english"),
    [
        (Kind.TEXT, "字", "字", "字"),
        (Kind.RICH_TEXT, plain("字"), "字", "字"),
        (Kind.LOCALIZED, {"zh_TW": "清點"}, "清點", "清點"),
        (Kind.INTEGER, 1862, "1,862", "1,862"),
        (Kind.DECIMAL, 250, "2.5", "2.5"),
        (Kind.DECIMAL, -100, "-1", "-1"),
        (Kind.MONEY, 145650, "新臺幣145,650元", "NT$145,650"),
        (Kind.DATE, "2025-04-15", "114年4月15日", "April 15, 2025"),
        (Kind.TIME_RANGE, "09:00/10:30", "09:00 – 10:30", "09:00 – 10:30"),
        (Kind.COORDINATES, "241500000,-1206800000", "24.15, -120.68", "24.15, -120.68"),
        (Kind.ENUM, "b", "訪談", "Interviews"),
        (Kind.ENUM, "gone", "gone", "gone"),
        (Kind.REFERENCE, "1", "person 1", "person 1"),
        (Kind.REFERENCES, ("1", "2"), "person 1、person 2", "person 1, person 2"),
        (Kind.ROWS, (Row("y", "1", {}, "甲"), Row("y", "2", {}, "乙")), "甲、乙", "甲, 乙"),
        (Kind.TEXT, None, "", ""),
        (Kind.SET, (), "", ""),
    ],
)
def test_how_values_are_written(kind: Kind, value: object, chinese: str, english: str) -> None:
    field = _field(kind, options=CHOICES, scale=2, target="person")
    for translator, expected in ((Translator("zh_TW", "roc"), chinese), (Translator("en"), english)):
        how = Writing(translator, title=lambda name, record: f"{name} {record}")
        assert format_value(field, value, translator, how) == expected


def test_years_have_no_separators_and_units_stand_behind() -> None:
    year = catalogue()["funding_source"].field("year")
    assert format_value(year, 2025, Translator("en")) == "2025"
    unit = _field(Kind.INTEGER, unit=zh_en("人", "people"))
    for language, expected in (("zh_TW", "30 人"), ("en", "30 people")):
        translator = Translator(language)
        assert format_value(unit, 30, translator, Writing(translator, units=True)) == expected


@pytest.mark.parametrize(
    ("number", "fine"),
    [
        ("04595257", True),
        ("10458575", True),
        ("12345678", False),
        ("1234567", False),
        ("１０４５８５７５", True),
        ("12-3456789", True),
    ],
)
def test_business_numbers(number: str, fine: bool) -> None:
    assert (tax_id(number) is None) == fine


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("0912-345-678", True),
        ("(04) 2234-5678 #12", True),
        ("049-2345678轉21", True),
        ("+1 (555) 010-2345", True),
        ("０９１２３４５６７８", True),
        ("119", False),
        ("call me", False),
    ],
)
def test_phone_numbers(text: str, fine: bool) -> None:
    assert (phone(text) is None) == fine


@pytest.mark.parametrize(("text", "fine"), [("a@b.tw", True), ("a b@c.tw", False), ("a@b", False), ("", False)])
def test_addresses(text: str, fine: bool) -> None:
    assert (email(text) is None) == fine
