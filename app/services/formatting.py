"""Values to text, one writer per kind of field, in one language and calendar. Thread: any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from app.core.fields import NO, YES, Field, FromPack, Kind, Option, Row
from app.core.messages import N_, NP_, LocalText
from app.core.richtext import Atom, Run, text_of
from app.i18n import Translator

TITLE_JOINT = " · "
HIDDEN = "●●●"
"""Stands for what lies in the locked private drawer."""
Lookup = Callable[[str, str], str]
"""(record type, id) to the title of that record, "" where there is none."""


def _no_title(record_type: str, record: str) -> str:
    return ""


def _no_options(list_id: str) -> tuple[Option, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Writing:
    """How values become text.

    Args:
        translator: language, calendar and currency of the text.
        currency: ISO 4217 code of amounts; "" takes the translator's.
        title: titles of other records.
        options: choices that the programme provides, by list id.
        units: whether the unit stands behind the number.
        date_style: as in ``app.core.dates.format_date``.
    """

    translator: Translator
    currency: str = ""
    title: Lookup = _no_title
    options: Callable[[str], tuple[Option, ...]] = _no_options
    units: bool = False
    date_style: str = "normal"


def is_empty(value: object) -> bool:
    """Say whether *value* is the empty value of its kind; 0 and ``False`` are not."""
    return value is None or (isinstance(value, str | tuple | dict | list) and not value)


def format_value(field: Field, value: object, translator: Translator, how: Writing | None = None) -> str:
    """Return *value* as people read it; "" where it is empty.

    Args:
        field: declaration of the field.
        value: in the form of ``app.core.fields``.
        translator: language and calendar.
        how: titles of references, choices of the programme, units; defaults to none of them.
    """
    writing = how or Writing(translator)
    if is_empty(value):
        return ""
    text = _WRITERS[field.kind](field, value, writing)
    if writing.units and text and field.unit is not None:
        return f"{text} {translator.text(field.unit)}"
    return text


def currency_of(field: Field, values: Mapping[str, object], default: str) -> str:
    """Return the currency of an amount in a record with these *values*."""
    named = values.get(field.currency_field) if field.currency_field else None
    return str(named) if named else default


def option_label(field: Field, key: str, how: Writing) -> str:
    """Return a choice in words; a key that is gone from the list is shown as it is."""
    options = how.options(field.options.list_id) if isinstance(field.options, FromPack) else field.options
    return next((how.translator.text(option.label) for option in options if option.key == key), key)


def joined(parts: Iterable[str], translator: Translator) -> str:
    """Return the parts that are not empty as a list within a line: 甲、乙 or A, B."""
    return translator.listed([part for part in parts if part])


def _keys(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple | list) else ()


def _plain(field: Field, value: object, how: Writing) -> str:
    return str(value)


def _rich(field: Field, value: object, how: Writing) -> str:
    return text_of(one for one in value if isinstance(one, Run | Atom)) if isinstance(value, tuple) else ""


def _localized(field: Field, value: object, how: Writing) -> str:
    return LocalText(value).best(how.translator.language) if isinstance(value, dict) else str(value)


def _tristate(field: Field, value: object, how: Writing) -> str:
    return how.translator.text((YES if value else NO).label)


def _integer(field: Field, value: object, how: Writing) -> str:
    if not isinstance(value, int):
        return str(value)
    return str(value) if field.check == "year" else how.translator.number(value)


def _decimal(field: Field, value: object, how: Writing) -> str:
    if not isinstance(value, int):
        return str(value)
    number = Decimal(value).scaleb(-field.scale)
    whole, _, rest = f"{abs(number):f}".partition(".")
    rest = rest.rstrip("0")
    return ("-" if number < 0 else "") + how.translator.number(int(whole)) + (f".{rest}" if rest else "")


def _money(field: Field, value: object, how: Writing) -> str:
    translator = how.translator
    return translator.money(value, how.currency or translator.currency) if isinstance(value, int) else str(value)


def _date(field: Field, value: object, how: Writing) -> str:
    return how.translator.date(str(value), how.date_style)


def _datetime(field: Field, value: object, how: Writing) -> str:
    return how.translator.moment(str(value), how.date_style)


def _time_range(field: Field, value: object, how: Writing) -> str:
    return how.translator.time_range(str(value))


def _duration(field: Field, value: object, how: Writing) -> str:
    hours, minutes = divmod(value, 60) if isinstance(value, int) else (0, 0)
    if hours and minutes:
        return how.translator.text(N_("{hours} h {minutes} min", hours=hours, minutes=minutes))
    if hours:
        return how.translator.text(NP_("{n} hour", "{n} hours", hours))
    return how.translator.text(NP_("{n} minute", "{n} minutes", minutes))


def _coordinates(field: Field, value: object, how: Writing) -> str:
    parts = str(value).split(",")
    return ", ".join(f"{Decimal(part).scaleb(-7):f}".rstrip("0").rstrip(".") for part in parts)


def _enum(field: Field, value: object, how: Writing) -> str:
    return option_label(field, str(value), how)


def _set(field: Field, value: object, how: Writing) -> str:
    chosen = set(_keys(value))
    options = how.options(field.options.list_id) if isinstance(field.options, FromPack) else field.options
    ordered = [option.key for option in options if option.key in chosen]
    ordered += sorted(chosen - set(ordered))
    return joined((option_label(field, key, how) for key in ordered), how.translator)


def _reference(field: Field, value: object, how: Writing) -> str:
    return how.title(field.target, str(value))


def _references(field: Field, value: object, how: Writing) -> str:
    return joined((how.title(field.target, key) for key in _keys(value)), how.translator)


def _photos(field: Field, value: object, how: Writing) -> str:
    return how.translator.text(NP_("{n} photo", "{n} photos", len(_keys(value))))


def _rows(field: Field, value: object, how: Writing) -> str:
    rows = (one for one in value if isinstance(one, Row)) if isinstance(value, tuple) else ()
    return joined((one.title for one in rows), how.translator)


def _computed(field: Field, value: object, how: Writing) -> str:
    if isinstance(value, str):
        return option_label(field, value, how)
    if field.currency_field:
        return _money(field, value, how)
    return _decimal(field, value, how) if field.scale else _integer(field, value, how)


_WRITERS: Mapping[Kind, Callable[[Field, object, Writing], str]] = MappingProxyType(
    {
        Kind.TEXT: _plain,
        Kind.LONG_TEXT: _plain,
        Kind.RICH_TEXT: _rich,
        Kind.LOCALIZED: _localized,
        Kind.CODE: _plain,
        Kind.TRISTATE: _tristate,
        Kind.INTEGER: _integer,
        Kind.DECIMAL: _decimal,
        Kind.MONEY: _money,
        Kind.DATE: _date,
        Kind.DATETIME: _datetime,
        Kind.TIME_RANGE: _time_range,
        Kind.DURATION: _duration,
        Kind.COORDINATES: _coordinates,
        Kind.ENUM: _enum,
        Kind.SET: _set,
        Kind.REFERENCE: _reference,
        Kind.REFERENCES: _references,
        Kind.FILE: _reference,
        Kind.PHOTOS: _photos,
        Kind.ROWS: _rows,
        Kind.COMPUTED: _computed,
    }
)
