"""The declaration of a record type: what forms, tables, search, workbooks and print all read.

A declaration is written once, on the SQLAlchemy class (``app/models/columns.py``); the frozen copies
here are all that the interface and the exporters ever see.

**Values at this boundary** are plain and equal to what is stored: text ``str``; yes/no/unknown
``True | False | None``; integer ``int | None`` (None is "unknown", never 0); decimal ``int`` scaled by
``10 ** scale``; money ``int`` in minor units (currency in the field named ``currency_field``); date
ISO text ``"2025" | "2025-04" | "2025-04-15"`` (its length is its precision); date and time
``"2025-04-15T14:30"``; time range ``"09:00/10:30"``; duration ``int`` minutes; coordinates
``"lat,lon"`` in 1e-7 degree integers; enumeration the option's key; set and references ``tuple`` of
keys or ids; reference one id; localized ``{"zh_TW": ..., "en": ...}``; rich text a tuple of runs
(``app.core.richtext``); file one file id; photos a ``tuple`` of photo ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from app.core.messages import N_, Label, Message


class Kind(StrEnum):
    """What sort of value a field holds; each has one entry in every registry that shows values."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    RICH_TEXT = "rich_text"
    LOCALIZED = "localized"
    CODE = "code"
    TRISTATE = "tristate"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    TIME_RANGE = "time_range"
    DURATION = "duration"
    COORDINATES = "coordinates"
    ENUM = "enum"
    SET = "set"
    REFERENCE = "reference"
    REFERENCES = "references"
    FILE = "file"
    PHOTOS = "photos"
    ROWS = "rows"
    COMPUTED = "computed"


class Privacy(IntEnum):
    """Who may see a value: P0 public, P1 internal, P2 personal (masked), P3 sensitive (counts only)."""

    P0 = 0
    P1 = 1
    P2 = 2
    P3 = 3


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of an enumeration or set."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class FromPack:
    """Options that the file's programme provides, such as budget heads."""

    list_id: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type.

    Args:
        name: column name, snake case.
        kind: what sort of value it holds.
        label: shown beside the field; no colon, no full stop.
        unit: shown after the value, such as 人 / people.
        options: choices of an enumeration or set, in order, or ``FromPack``.
        required: needed before the record can be cited; a finding, never a refusal.
        first: asked at once when a record is made (at most nine per form).
        help: one or two sentences on what to write and why.
        example: a filled-in example.
        privacy: least privacy level of the value.
        group: heading under which the field stands in the form, ``None`` for the first group.
        target: record type of a reference, references or rows.
        scale: decimal places of a decimal.
        check: name of a check for codes: ``phone``, ``tax_id``, ``email``; ``person_name`` marks a text
            that is masked as 陳○○, ``year`` a whole number that is written without separators.
        currency_field: name of the field that holds the money's ISO 4217 code.
        minimum, maximum: bounds whose breach is a finding.
        title: part of the record's title; several make it, in field order.
        search: whether its text is found by the search.
        sealed: whether it is kept in the private drawer: encrypted in the file, read while the drawer is open.
        compute: name of the pure function of the row (``app/models/catalogue.py``), for COMPUTED.
        leaves_by: yes/no field of the same record without whose yes the value stays with the team, "" for none.
        evidence: ids of rubric aspects that this field can prove.
        source: where the field comes from, such as ``records_and_reports.md R28``.
    """

    name: str
    kind: Kind
    label: Label
    unit: Label | None = None
    options: tuple[Option, ...] | FromPack = ()
    required: bool = False
    first: bool = False
    help: Label | None = None
    example: Label | None = None
    privacy: Privacy = Privacy.P0
    group: Label | None = None
    target: str = ""
    scale: int = 0
    check: str = ""
    currency_field: str = ""
    minimum: int | None = None
    maximum: int | None = None
    title: bool = False
    search: bool = True
    sealed: bool = False
    compute: str = ""
    leaves_by: str = ""
    evidence: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class RecordType:
    """A record type as the interface and the exporters see it.

    Args:
        name: table and type name, snake case, such as ``event``.
        label: singular, such as Event / 活動.
        plural: plural, used for page and sheet titles.
        fields: in form order.
        privacy: the effective level of a field is the stricter of this and its own.
        parent: record type of which these are rows, "" for a record of its own.
        empty: what belongs on the empty page and why, one or two sentences.
        add: the button that makes one, a verb with an object, such as Add event / 新增活動.
        room: where it stands in the interface, such as ``activities``; "" for rows and for what has a page of its own.
        sealed: whether all of it lies in the private drawer; locked, it is only counted.
    """

    name: str
    label: Label
    plural: Label
    fields: tuple[Field, ...]
    privacy: Privacy = Privacy.P0
    parent: str = ""
    empty: Label | None = None
    add: Label | None = None
    room: str = ""
    sealed: bool = False

    def field(self, name: str) -> Field:
        """Return the field called *name*; ``KeyError`` where there is none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(f"{self.name}.{name}")

    def titles(self) -> tuple[Field, ...]:
        """Return the fields that make a record's title, at least one."""
        return tuple(one for one in self.fields if one.title) or self.fields[:1]


@dataclass(frozen=True, slots=True)
class Row:
    """A record as it was read: frozen, safe in any thread.

    Args:
        type: record type name.
        id: key.
        values: field name to value, in the plain forms of this module's docstring.
        title: made from the title fields, "" where they are empty.
        pending: field name to text that was typed but did not parse.
        locked: names of the fields whose values lie in the closed private drawer; they read as empty.
    """

    type: str
    id: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    title: str = ""
    pending: Mapping[str, str] = field(default_factory=dict, hash=False)
    locked: frozenset[str] = frozenset()

    def get(self, name: str) -> object:
        """Return the value of *name*, or ``None``."""
        return self.values.get(name)

    def whole(self, name: str) -> int | None:
        """Return the value of *name* where it is a whole number, else ``None``."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def text(self, name: str) -> str:
        """Return the value of *name* where it is a text, a key or a date, else ""."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def below(self, name: str) -> tuple[Row, ...]:
        """Return the rows that belong to this record under *name*, in their order."""
        value = self.values.get(name)
        return tuple(one for one in value if isinstance(one, Row)) if isinstance(value, tuple) else ()


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"
    UNKNOWN = "unknown"
    """The rule could not be evaluated: never an error, never passed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, with the place to mend it.

    Args:
        rule: rule id such as ``DOS-013`` or ``required``.
        severity: how much it matters.
        message: what is wrong, in one sentence.
        place: where to click: ``record:<type>:<id>:<field>``, ``block:<id>``, ``page:<n>``, "" for all.
        fix: what would mend it (the smallest change where that is known).
        arithmetic: the sum with the user's own numbers, where there is one.
        source: where the rule comes from.
    """

    rule: str
    severity: Severity
    message: Message
    place: str = ""
    fix: Message | None = None
    arithmetic: Message | None = None
    source: str = ""


YES = Option("yes", N_("Yes"))
NO = Option("no", N_("No"))
UNKNOWN = Option("unknown", N_("Not known"))
