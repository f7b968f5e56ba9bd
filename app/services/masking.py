"""Records as one audience may see them, in one language: masked before anything is gathered.

``team`` sees everything. ``public`` sees P0 values, masked P2 values, and only counts of what is P3; P1
is left out. ``authority`` sees P0 and P1 values and, of the P2 ones, those that its form demands; the
others are masked. The effective level is the stricter of record and field. No spec but a team one ever
holds a raw P2 or P3 value: every output reads the records through :class:`ShownRecords`.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.core import text as masks
from app.core.fields import Field, Finding, Kind, Option, Privacy, RecordType, Row
from app.core.messages import Label
from app.exports.spec import Audience, Picture
from app.i18n import Translator
from app.models.catalogue import about, applies, catalogue, ordered, parent_column
from app.programmes.schema import Pack
from app.services.formatting import HIDDEN, TITLE_JOINT, Writing, currency_of, format_value, is_empty
from app.services.photos.consent import consent_findings
from app.services.records import RecordService

if TYPE_CHECKING:
    from app.services.plan.timeline import Timeline

_MASKS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"person_name": masks.mask_name, "phone": masks.mask_phone, "email": masks.mask_email}
)
_WORDS = {Kind.TEXT, Kind.LONG_TEXT, Kind.RICH_TEXT, Kind.LOCALIZED, Kind.CODE, Kind.COORDINATES, Kind.ROWS}
_COUNTABLE = frozenset(Kind) - _WORDS
"""Kinds whose values are counted and added up, never shown as they are."""
_CONSENTS: Mapping[Audience, frozenset[str]] = MappingProxyType(
    {Audience.AUTHORITY: frozenset({"authority", "public"}), Audience.PUBLIC: frozenset({"public"})}
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who an output is for.

    Args:
        audience: ``team``, ``authority`` or ``public``.
        allowed: (record type, field) of the P2 values that the authority's form demands.
        dossier: whether each record's "use in the dossier" counts.
    """

    audience: Audience = Audience.PUBLIC
    allowed: frozenset[tuple[str, str]] = frozenset()
    dossier: bool = False


def demanded(pack: Pack | None) -> frozenset[tuple[str, str]]:
    """Return the (record type, field) values that the official forms of a programme take from the records.

    Only records of which a file has one at most: a form that asks for one certified volunteer does not open
    the list of all of them. Source: the pack's forms.
    """
    filled = (one.fill.partition(".") for form in (pack.forms if pack else ()) for one in form.fields)
    return frozenset((name, field) for name, dot, field in filled if dot and name in catalogue() and about(name).single)


def level(record_type: RecordType, field: Field, row: Row) -> Privacy:
    """Return the effective level of a value: the strictest of field, record type and record.

    A value that needs a yes before it leaves the team (``leaves_by``) stays there as long as nobody gave it.
    """
    if field.leaves_by and row.get(field.leaves_by) is not True:
        return Privacy.P3
    return max(field.privacy, record_type.privacy, record_level(row))


def record_level(row: Row) -> Privacy:
    """Return the level that a record gives itself, P0 where it says nothing.

    What needs a yes before it leaves the team (``leaves_by``) is only counted as long as nobody gave it.
    """
    own, gate = row.get("privacy"), about(row.type).leaves_by
    if gate and row.get(gate) is not True:
        return Privacy.P3
    return Privacy(int(own)) if isinstance(own, str) and own in ("0", "1", "2", "3") else Privacy.P0


def mask(field: Field, value: object) -> object:
    """Return a personal value masked: 陳○○, 0912-***-678, ○○○; what has no masked form is left out."""
    if is_empty(value):
        return value
    if isinstance(value, str) and field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE):
        return _MASKS.get(field.check, masks.mask_text)(value)
    return None


class ShownRecords:
    """The records for one reader, in one language.

    Args:
        records: the records of the open document.
        translator: language, calendar and currency of the output.
        reader: who it is for.
    """

    def __init__(self, records: RecordService, translator: Translator, reader: Reader | None = None) -> None:
        self.translator, self.reader = translator, reader or Reader()
        self._records = records
        self._raw: dict[str, dict[str, Row]] = {}
        self._shown: dict[str, tuple[Row, ...]] = {}
        self._titles: dict[tuple[str, str], str] = {}
        self._choices: dict[str, tuple[Option, ...]] = {}
        self._withheld: dict[str, Row] = {}
        self._unsaid: dict[str, Row] = {}

    @property
    def audience(self) -> Audience:
        """Who the reader is."""
        return self.reader.audience

    @property
    def language(self) -> str:
        """Language of the output."""
        return self.translator.language

    def text(self, label: Label) -> str:
        """Return a label in the output's language."""
        return self.translator.text(label)

    def record_type(self, type_name: str) -> RecordType:
        """Return the declaration of a type."""
        return self._records.catalogue()[type_name]

    def rows(self, type_name: str) -> tuple[Row, ...]:
        """Return the records that may be printed, masked, in the order of a list."""
        if type_name not in self._shown:
            one = self.record_type(type_name)
            kept = [row for row in self._all(type_name).values() if self._printable(one, row)]
            self._shown[type_name] = tuple(self._masked(one, row) for row in kept)
        return self._shown[type_name]

    def tally(self, type_name: str, words: Collection[str] = ()) -> tuple[Row, ...]:
        """Return every record that may be counted, with the values that sums and counts are made of.

        Records of which only the number may be told are among them, those that are not used at all are
        not. No words are in it, so that what is written about a person can never be printed from here.

        Args:
            type_name: record type.
            words: text fields that the counting needs all the same, such as a unit; public ones only.
        """
        one = self.record_type(type_name)
        countable = [
            field.name
            for field in one.fields
            if field.kind in _COUNTABLE or (field.name in words and max(field.privacy, one.privacy) == Privacy.P0)
        ]
        return tuple(
            replace(row, values=MappingProxyType({name: row.get(name) for name in countable}), title="", pending={})
            for row in self._all(type_name).values()
            if row.get("dossier_use") != "none" or not self.reader.dossier
        )

    def filled(self, type_name: str, field: str) -> frozenset[str]:
        """Return the ids of the records that may be counted and hold something in a field, readable or not."""
        raw = self._all(type_name)
        return frozenset(row.id for row in self.tally(type_name) if not is_empty(raw[row.id].get(field)))

    def listed(self, words: Sequence[str]) -> str:
        """Return several words in a row: 甲、乙 or A, B."""
        return self.translator.listed(list(words))

    def today(self) -> str:
        """Return the ISO date of the day."""
        return self._records.today()

    def plan(self) -> Timeline | None:
        """Return the months of the main programme with masked names, ``None`` where nobody chose when it begins."""
        return self._records.plan_source(self.rows)

    def date(self, iso: str) -> str:
        """Return a date as the output writes it."""
        return self.translator.date(iso)

    def number(self, value: int, scale: int = 0) -> str:
        """Return a number as the output writes it; *value* is an integer times ``10 ** scale``."""
        return self.translator.number(value, scale)

    def count(self, type_name: str) -> int:
        """Return how many records there are, those that may not be printed included."""
        return sum(row.get("dossier_use") != "none" or not self.reader.dossier for row in self._all(type_name).values())

    def row(self, type_name: str, record: str) -> Row | None:
        """Return one record, masked, ``None`` where it is gone or may not be printed."""
        return next((row for row in self.rows(type_name) if row.id == record), None)

    def parent(self, row: Row) -> str:
        """Return the key of the record that a row belongs to, "" for a record of its own."""
        column, raw = parent_column(row.type), self._all(row.type).get(row.id, row)
        return str(raw.get(column) or "") if column else ""

    def options(self, list_id: str) -> tuple[Option, ...]:
        """Return the choices of a list that the programme provides."""
        return self._options(list_id)

    def cell(self, row: Row, field_name: str, *, units: bool = False) -> str:
        """Return a value as printed: formatted, masked, "" where it is empty or left out.

        It is read anew by the row's id, so that a masked row is not masked a second time.
        """
        one = self.record_type(row.type)
        field, row = one.field(field_name), self._all(row.type).get(row.id, row)
        if not applies(row.type, field_name, row.values):
            return ""
        if field_name in row.locked:
            return HIDDEN if self.reader.audience is Audience.TEAM else ""
        value = self._value(one, field, row)
        how = Writing(
            self.translator,
            currency=currency_of(field, row.values, self.translator.currency),
            title=self.title,
            options=self._options,
            units=units,
        )
        if field.kind is Kind.ROWS and isinstance(value, tuple):
            value = tuple(self._masked(self.record_type(each.type), each) for each in value)
        return format_value(field, value, self.translator, how)

    def title(self, type_name: str, record: str) -> str:
        """Return the title of a record as this reader may see it, "" where it is gone or hidden."""
        if (type_name, record) not in self._titles:
            self._titles[type_name, record] = ""  # a title that leads back to itself ends here
            row, one = self._all(type_name).get(record), self.record_type(type_name)
            self._titles[type_name, record] = self._title(one, row) if row and self._printable(one, row) else ""
        return self._titles[type_name, record]

    def picture(self, photo_id: str) -> tuple[Picture, str] | None:
        """Return a photo and its caption, ``None`` where it is gone or may not be shown.

        A photo goes as far as the people in it agreed; one that shows people whom nobody asked stays
        with the team. Where nobody said whether people are seen, it is shown, and a finding asks.
        """
        row, raw = self.row("photo", photo_id), self._all("photo").get(photo_id)
        if raw is not None:
            self._note_consent(raw, shown=row is not None)
        width, height = (row.get("width_px"), row.get("height_px")) if row else (None, None)
        if row is None or not isinstance(width, int) or not isinstance(height, int) or not row.get("sha256"):
            return None
        turn = row.get("turn")
        turned = turn % 4 if isinstance(turn, int) else 0
        return Picture(str(row.get("sha256")), width, height, turn=turned), self.cell(row, "caption")

    def photo_findings(self) -> tuple[Finding, ...]:
        """Return which of the photos that were asked for so far were left out, and why."""
        return consent_findings(tuple(self._withheld.values()), tuple(self._unsaid.values()))

    def _note_consent(self, photo: Row, *, shown: bool) -> None:
        if not shown and not (self.reader.dossier and photo.get("dossier_use") in ("none", "count")):
            self._withheld[photo.id] = photo
        elif shown and photo.get("shows_people") is None and photo.get("consent") is None:
            self._unsaid[photo.id] = photo

    def _all(self, type_name: str) -> dict[str, Row]:
        if type_name not in self._raw:
            rows = self._records.load(type_name, sort=list_order(self.record_type(type_name)))
            self._raw[type_name] = {row.id: row for row in rows}
        return self._raw[type_name]

    def _options(self, list_id: str) -> tuple[Option, ...]:
        if list_id not in self._choices:
            self._choices[list_id] = self._records.option_source(list_id)
        return self._choices[list_id]

    def _printable(self, one: RecordType, row: Row) -> bool:
        audience, own = self.reader.audience, max(one.privacy, record_level(row))
        if (self.reader.dossier and row.get("dossier_use") in ("none", "count")) or (one.sealed and row.locked):
            return False
        if audience is Audience.TEAM:
            return True
        if own == Privacy.P3 or (audience is Audience.PUBLIC and own == Privacy.P1):
            return False
        return row.type != "photo" or (own < Privacy.P2 and _agreed(row, audience))

    def _value(self, one: RecordType, field: Field, row: Row) -> object:
        """Return a value of a record as it was read, as the reader may see it."""
        value, audience, strict = row.get(field.name), self.reader.audience, level(one, field, row)
        if self.reader.dossier and row.get("dossier_use") == "masked" and field.check in _MASKS:
            strict = max(strict, Privacy.P2)
        if audience is Audience.TEAM or strict == Privacy.P0:
            return value
        if strict == Privacy.P1:
            return value if audience is Audience.AUTHORITY else None
        if strict == Privacy.P2:
            open_to = audience is Audience.AUTHORITY and (row.type, field.name) in self.reader.allowed
            return value if open_to else mask(field, value)
        return None

    def _masked(self, one: RecordType, row: Row) -> Row:
        values = {field.name: self._value(one, field, row) for field in one.fields}
        for field in one.fields:
            below = values[field.name]
            if field.kind is Kind.ROWS and isinstance(below, tuple):
                values[field.name] = tuple(self._masked(self.record_type(each.type), each) for each in below)
        typed = row.pending if self.reader.audience is Audience.TEAM and not self.reader.dossier else {}
        return Row(row.type, row.id, MappingProxyType(values), self._title(one, row), typed, row.locked)

    def _title(self, one: RecordType, row: Row) -> str:
        parts = [self.cell(row, field.name) for field in one.titles()]
        return TITLE_JOINT.join(part for part in parts if part)


def list_order(one: RecordType) -> str | tuple[str, ...] | None:
    """Return how lists of a type are sorted: in their own order, by date, or by title."""
    if ordered(one.name):
        return None
    dated = next((field.name for field in one.fields if field.kind is Kind.DATE and field.required), "")
    return (dated, "title") if dated and one.name != "certificate" else "title"


def _agreed(photo: Row, audience: Audience) -> bool:
    consent = photo.get("consent")
    if photo.get("shows_people") is False or (consent is None and photo.get("shows_people") is None):
        return True
    return consent in _CONSENTS[audience]
