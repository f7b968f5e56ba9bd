"""The columns of a records workbook: the one vocabulary that writing it and reading it back share.

Every column has a key that never changes (``phone``, ``caption#en``, ``host#id``); it stands in the hidden
first row of its sheet, so that renamed labels and the other language still match. Thread: any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.core.fields import Field, Kind, RecordType
from app.core.messages import N_, Label, Message
from app.models.catalogue import catalogue

MARK = "banyan"
"""Begins the hidden first row: ``banyan:person`` in its first cell."""
ABOUT_SHEET, LISTS_SHEET = "banyan-about", "banyan-lists"
"""Hidden sheets: how the book was made, and the choices of its lists."""
FORM = "1"
"""Number of this form of workbook."""
APART = frozenset({"participation", "dossier"})
"""Record types that are no records of the community: progress in programmes, and the dossier's text."""
NOT_SENT = frozenset((kind, name) for kind in ("photo", "file") for name in ("sha256", "media_type", "size"))
"""Facts about bytes that a workbook does not carry, by record type and field."""
FIRST = (
    "community",
    "person",
    "response_group",
    "certificate",
    "organisation",
    "event",
    "funding_source",
    "budget_line",
    "expense",
    "photo",
    "file",
)
"""The types whose sheets come first; the others follow in the order of their names."""
LANGUAGES: Mapping[str, Message] = {"zh_TW": N_("in Chinese"), "en": N_("in English")}
REFERRING = (Kind.REFERENCE, Kind.FILE, Kind.REFERENCES, Kind.PHOTOS)
RECORD_ID, PARENT, PARENT_ID = "#id", "#parent", "#parent#id"


@dataclass(frozen=True, slots=True)
class ExchangeColumn:
    """One column of a sheet.

    Args:
        key: as written into the hidden row.
        field: whose value it holds; ``None`` for the record's own key and its parent.
        part: ``""`` the value, ``id`` the keys of what is referred to, or a language.
    """

    key: str
    field: Field | None = None
    part: str = ""

    @property
    def hidden(self) -> bool:
        """Whether people need not see it."""
        return self.key == RECORD_ID or self.part == "id" or self.key == PARENT_ID

    @property
    def read(self) -> bool:
        """Whether reading the workbook takes anything from it."""
        return self.field is None or self.field.kind is not Kind.COMPUTED


@cache
def exchanged_types() -> tuple[str, ...]:
    """Return the record types of a workbook in the order of its sheets, rows behind what they belong to."""
    known = catalogue()
    own = [name for name, one in known.items() if not one.parent and name not in APART]
    first = [name for name in FIRST if name in own]
    out: list[str] = []
    for name in (*first, *(one for one in own if one not in first)):
        out += [name, *_below(name)]
    return tuple(out)


def with_rows(types: tuple[str, ...]) -> tuple[str, ...]:
    """Return *types*, each followed by the types of its rows."""
    return tuple(dict.fromkeys(each for one in types for each in (one, *_below(one))))


def _below(name: str) -> list[str]:
    out: list[str] = []
    for child in (each for each, one in catalogue().items() if one.parent == name):
        out += [child, *_below(child)]
    return out


@cache
def exchange_columns(type_name: str) -> tuple[ExchangeColumn, ...]:
    """Return the columns of the sheet of a record type, left to right."""
    one = catalogue()[type_name]
    columns = [ExchangeColumn(RECORD_ID)]
    if one.parent:
        columns += [ExchangeColumn(PARENT), ExchangeColumn(PARENT_ID)]
    for field in one.fields:
        columns += [] if (type_name, field.name) in NOT_SENT else _columns_of(field)
    return tuple(columns)


def _columns_of(field: Field) -> list[ExchangeColumn]:
    if field.kind is Kind.ROWS:
        return []
    if field.kind is Kind.LOCALIZED:
        return [ExchangeColumn(f"{field.name}#{language}", field, language) for language in LANGUAGES]
    value = ExchangeColumn(field.name, field)
    return [value, ExchangeColumn(f"{field.name}#id", field, "id")] if field.kind in REFERRING else [value]


def column_label(column: ExchangeColumn, record_type: RecordType) -> Label:
    """Return what stands above a column, in both languages of the product; units are added by the writer."""
    field = column.field
    if column.key == RECORD_ID:
        return N_("Key, please leave as it is")
    if column.key in (PARENT, PARENT_ID):
        parent = catalogue()[record_type.parent].label
        return parent if column.key == PARENT else N_("{label}, key", label=parent)
    assert field is not None  # the other columns belong to a field
    if column.part == "id":
        return N_("{label}, key", label=field.label)
    if column.part:
        return N_("{label} ({language})", label=field.label, language=LANGUAGES[column.part])
    return field.label
