"""One helper per kind of field: the whole declaration of a field is the one line that calls it.

``name: Mapped[str | None] = text(N_("Community name"), required=True)`` makes the column and carries
its :class:`~app.core.fields.Field` in ``info["field"]``; ``app/models/catalogue.py`` fills in the
field's name. Every column may be empty in SQL: what is required is a finding, never a refusal.

A field without a heading (``group``) belongs to the first page of the form. Rows and computed values
have no column: their helpers return the field itself, for a ``ClassVar[Field]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

from sqlalchemy import Column as StoredColumn
from sqlalchemy import ForeignKey, Integer, Text
from sqlalchemy.types import TypeEngine

from app.core.fields import Field, FromPack, Kind, Option, Privacy
from app.core.messages import N_, Label, Message
from app.models.base import Declared, Json
from app.models.column_types import Keys, Localized, RichText, Tristate

if TYPE_CHECKING:
    from sqlalchemy.orm import MappedColumn

    Column = MappedColumn[Any]  # what a class body may annotate as ``Mapped``

Options = tuple[Option, ...] | FromPack


class FieldOptions(TypedDict, total=False):
    """What any field may say besides its label; see :class:`~app.core.fields.Field`."""

    unit: Label
    required: bool
    first: bool
    help: Label
    example: Label
    privacy: Privacy
    group: Label
    minimum: int
    maximum: int
    title: bool
    search: bool
    sealed: bool
    leaves_by: str
    evidence: tuple[str, ...]
    source: str


TO_DO, ENDS = N_("to be done"), N_("ends")
EXPIRES = N_("expires")
"""What happens on a day that falls due; other words say it where none of these fits."""


@dataclass(frozen=True, slots=True)
class Falls:
    """One date field that falls due.

    Args:
        field: the date.
        says: what happens on that day.
        done: the field that says it is over: a status, or a day on which it was done; "" for none.
        ahead: days before the date from which it is worth telling.
        mark: value that "Done" writes into *done*; "" writes today's date.
    """

    field: str
    says: Message
    done: str = ""
    ahead: int = 60
    mark: str = "done"


@dataclass(frozen=True, slots=True)
class About:
    """What a record type says about itself, beside its fields.

    Args:
        label, plural, privacy, empty, add: as in :class:`~app.core.fields.RecordType`.
        source: where the fields come from; a field may name its own source.
        applies: field name to (other field, values of it for which the field has a meaning);
            "" stands for an empty value.
        date_order: pairs of date fields of which the first may not lie after the second.
        single: whether a document has one such record at most.
        room: where it stands in the interface (``app/core/rooms.py``); rows stand with their parent.
        sums: (parts, whole): number fields of which the first together make the second.
        table: columns of its table in a dossier, the most important first; what the form asks first where empty.
        ends: (date field, days): that many days before the date it is said that it ends.
        sealed: whether every field is kept in the private drawer; files cannot be, so it offers none.
        open_fields: fields of a sealed type that stay in clear, as they tell of nobody while the rest is locked.
        leaves_by: yes/no field without whose yes a record is only counted outside the team, "" for none.
        falls: dates that fall due.
    """

    label: Label
    plural: Label
    privacy: Privacy = Privacy.P0
    empty: Label | None = None
    add: Label | None = None
    source: str = ""
    applies: Mapping[str, tuple[str, tuple[object, ...]]] = field(default_factory=dict, hash=False)
    date_order: tuple[tuple[str, str], ...] = ()
    single: bool = False
    room: str = ""
    sums: tuple[tuple[tuple[str, ...], str], ...] = ()
    table: tuple[str, ...] = ()
    ends: tuple[tuple[str, int], ...] = ()
    sealed: bool = False
    open_fields: tuple[str, ...] = ()
    leaves_by: str = ""
    falls: tuple[Falls, ...] = ()


about = About
"""``__record__ = about(N_("Event"), N_("Events"), …)`` on a mapped class puts it into the catalogue."""


def declare(kind: Kind, label: Label, given: FieldOptions, **special: object) -> Field:
    """Return the field of *kind*; without a heading it is asked at once."""
    values: dict[str, Any] = {**special, **given}
    values.setdefault("first", values.get("group") is None)
    return Field(name="", kind=kind, label=label, **values)


def _column(
    stored: TypeEngine[Any] | type[TypeEngine[Any]], made: Field, points_at: tuple[str, str] | None = None
) -> Column:
    """Return the column of a field; *points_at*: the type that it refers to, and what its end does here."""
    info: dict[str, object] = {"field": made}
    return _declared(stored, nullable=True, info=info if points_at is None else info | {"points_at": points_at})


def _declared(*about: Any, **options: Any) -> Column:  # noqa: ANN401 - as a column of the library takes them
    return cast("Column", Declared(StoredColumn(*about, **options)))


def _points_at(target: str, ondelete: str) -> ForeignKey:
    return ForeignKey(f"{target}.id", ondelete=ondelete, deferrable=True, initially="DEFERRED")


def text(label: Label, *, check: str = "", **given: Unpack[FieldOptions]) -> Column:
    """One line of text; ``check="person_name"`` marks a person's name, masked as 陳○○."""
    return _column(Text, declare(Kind.TEXT, label, given, check=check))


def long_text(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """Several lines of text."""
    return _column(Text, declare(Kind.LONG_TEXT, label, given))


def rich_text(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """A tuple of inline runs (``app.core.richtext``); empty is ``()``."""
    return _column(RichText, declare(Kind.RICH_TEXT, label, given))


def localized(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """One text with a value per language, ``{"zh_TW": …, "en": …}``; empty is ``{}``."""
    return _column(Localized, declare(Kind.LOCALIZED, label, given))


def code(label: Label, check: str, **given: Unpack[FieldOptions]) -> Column:
    """A text with a known form: ``phone``, ``email`` or ``tax_id``; a breach is a finding."""
    return _column(Text, declare(Kind.CODE, label, given, check=check))


def tristate(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """Yes, no or not known: ``True``, ``False`` or ``None``."""
    return _column(Tristate, declare(Kind.TRISTATE, label, given))


def integer(label: Label, *, check: str = "", **given: Unpack[FieldOptions]) -> Column:
    """A whole number; ``None`` is "unknown", never 0; ``check="year"`` prints it without separators."""
    return _column(Integer, declare(Kind.INTEGER, label, given, check=check))


def decimal(label: Label, scale: int, **given: Unpack[FieldOptions]) -> Column:
    """A number with *scale* decimal places, kept as an integer times ``10 ** scale``."""
    return _column(Integer, declare(Kind.DECIMAL, label, given, scale=scale))


def money(label: Label, currency_field: str = "currency", **given: Unpack[FieldOptions]) -> Column:
    """An amount in minor units of the currency that *currency_field* of the same record names."""
    return _column(Integer, declare(Kind.MONEY, label, given, currency_field=currency_field))


def date(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """An ISO date whose length is its precision: ``2025``, ``2025-04`` or ``2025-04-15``."""
    return _column(Text, declare(Kind.DATE, label, given))


def datetime_(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """A local date and time, ``2025-04-15T14:30``."""
    return _column(Text, declare(Kind.DATETIME, label, given))


def time_range(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """From and to within a day, ``09:00/10:30``."""
    return _column(Text, declare(Kind.TIME_RANGE, label, given))


def duration(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """A length of time in whole minutes."""
    return _column(Integer, declare(Kind.DURATION, label, given))


def coordinates(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """A WGS84 place, ``lat,lon`` as integers of 1e-7 degree."""
    return _column(Text, declare(Kind.COORDINATES, label, given))


def enum(label: Label, options: Options, **given: Unpack[FieldOptions]) -> Column:
    """One key out of *options*."""
    return _column(Text, declare(Kind.ENUM, label, given, options=options))


def set_of(label: Label, options: Options, **given: Unpack[FieldOptions]) -> Column:
    """Any number of keys out of *options*, a sorted tuple; empty is ``()``."""
    return _column(Keys(ordered=False), declare(Kind.SET, label, given, options=options))


def reference(label: Label, target: str, *, goes_along: bool = False, **given: Unpack[FieldOptions]) -> Column:
    """The id of a record of type *target*; emptied when that record is deleted.

    With ``goes_along`` the record that names it is deleted with it, as the lines of a budget are.
    """
    end = "CASCADE" if goes_along else "SET NULL"
    return _column(Text, declare(Kind.REFERENCE, label, given, target=target), (target, end))


def references(label: Label, target: str, **given: Unpack[FieldOptions]) -> Column:
    """Ids of records of type *target*, in the person's order; empty is ``()``."""
    return _column(Keys(ordered=True), declare(Kind.REFERENCES, label, given, target=target))


def file(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """The id of one attachment."""
    return _column(Text, declare(Kind.FILE, label, given, target="file"), ("file", "SET NULL"))


def photos(label: Label, **given: Unpack[FieldOptions]) -> Column:
    """Ids of photos, in the person's order; empty is ``()``."""
    return _column(Keys(ordered=True), declare(Kind.PHOTOS, label, given, target="photo"))


def rows(label: Label, target: str, **given: Unpack[FieldOptions]) -> Field:
    """Ordered records of type *target* that belong to this one; they have a table of their own."""
    return declare(Kind.ROWS, label, given, target=target)


def computed(
    label: Label,
    compute: str,
    *,
    scale: int = 0,
    currency_field: str = "",
    options: tuple[Option, ...] = (),
    **given: Unpack[FieldOptions],
) -> Field:
    """A value that the function *compute* of ``app/models/compute.py`` makes of the row.

    Args:
        label: shown beside the value.
        compute: name of the pure function.
        scale: decimal places where it is a scaled integer.
        currency_field: field with the currency where it is money.
        options: what the value may say in words where there is no number, by key.
        given: as for every field.
    """
    special = {"compute": compute, "scale": scale, "currency_field": currency_field, "options": options}
    return declare(Kind.COMPUTED, label, given, **special)


def parent(target: str) -> Column:
    """The key of the record that this row belongs to; the row goes with it."""
    return _declared(Text, _points_at(target, "CASCADE"), nullable=True, index=True, info={"parent": target})


def order() -> Column:
    """The order key among the neighbours (``app.core.order``); ties are broken by id."""
    return _declared(Text, nullable=True, info={"order": True})


def data(label: Label, texts: tuple[str, ...] = ()) -> Column:
    """Canonical JSON that the program keeps and no form shows, such as the settings of a block.

    Args:
        label: names it in the history.
        texts: its keys under which people's own words stand; the search reads them.
    """
    return _declared(Json, nullable=True, info={"data": label, "texts": texts})
