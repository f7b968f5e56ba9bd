"""Live blocks that every record type has: table, list, one record, its photos, and counts.

Nothing here knows a type by name. Columns follow from the declaration (``About.table``, else what the
form asks first); of sensitive types only counts are printed. Five columns stand across a page at the
size of the text, the number of the row among them; where more is wanted, the rest follows in a second
table with the same numbers and names. Source: ``records_and_reports.md`` sections 0 and 5.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from app.core.fields import Field, FromPack, Kind, Option, Privacy, RecordType, Row
from app.core.messages import N_, Label
from app.core.money import format_money
from app.core.richtext import Runs, plain
from app.exports.spec import Block, Column, ListItem, Table
from app.models.catalogue import about, in_rooms
from app.services.figures.words import caption, chosen
from app.services.live_kinds import LiveKind, LiveOption, Shown
from app.services.printing_lists import UNPRINTED, left_out, without_empty

ACROSS = 4
"""Columns beside the number of the row."""
UNFIT = frozenset(
    {Kind.LONG_TEXT, Kind.RICH_TEXT, Kind.PHOTOS, Kind.FILE, Kind.REFERENCES, Kind.ROWS, Kind.CODE, Kind.COORDINATES}
)
"""Kinds whose values are too long for a cell, unless a declaration asks for them."""
SHARES: Mapping[Kind, float] = MappingProxyType(
    {Kind.INTEGER: 2.2, Kind.DECIMAL: 2.2, Kind.TRISTATE: 2.2, Kind.COMPUTED: 2.4, Kind.MONEY: 3, Kind.DATE: 3.4}
)
TEXT_SHARE, TITLE_SHARE = 3.6, 4.6
RIGHT = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.DURATION, Kind.COMPUTED})
WIDTH = LiveOption(
    "columns",
    N_("Columns"),
    (Option("few", N_("The most important ones")), Option("all", N_("All of the first page, in two tables"))),
)
FEWEST = 5
"""Groups of sensitive records that are smaller are not told apart: in a village everybody would know who is meant."""
MADE = ("table", "list", "record", "photos", "counts")
"""What a block prints, in the order of the menu; the key of a block is the type's name, a point and one of these."""


def derived() -> Mapping[str, LiveKind]:
    """Return the live blocks of every record type that stands in a room, in the order of the rooms."""
    return MappingProxyType(dict(pair for types in in_rooms().values() for one in types for pair in _kinds(one)))


def _kinds(one: RecordType) -> Iterator[tuple[str, LiveKind]]:
    plural, also = one.plural, tuple(field.target for field in one.fields if field.kind is Kind.ROWS)
    single = about(one.name).single
    if one.privacy < Privacy.P3 and one.name != "photo":
        if not single:
            yield (
                f"{one.name}.table",
                LiveKind(plural, one.name, make=_Table(one), options=_width(one), also=also, help=N_("As a table")),
            )
            yield f"{one.name}.list", LiveKind(plural, one.name, make=_List(one), help=N_("As a list of names"))
            said = N_("One record, with everything that is filled in")
            record = one.name
        else:
            said, record = N_("Everything that is filled in"), ""
        yield (
            f"{one.name}.record",
            LiveKind(one.label, one.name, make=_Profile(one), also=also, help=said, record=record),
        )
        if any(field.kind is Kind.PHOTOS for field in one.fields):
            help_text = N_("The photos of one record")
            yield f"{one.name}.photos", LiveKind(one.label, one.name, photos=True, help=help_text, record=one.name)
    if not single and (by := _grouping(one)):
        answers = tuple(Option(field.name, field.label) for field in by)
        options = (LiveOption("by", N_("Counted by"), answers),)
        yield (
            f"{one.name}.counts",
            LiveKind(plural, one.name, make=_Counts(one), options=options, help=N_("Counted only")),
        )


def table_fields(one: RecordType) -> tuple[Field, ...]:
    """Return the columns of a type's table, the most important first, at most twice a page's width."""
    if named := about(one.name).table:
        return tuple(one.field(name) for name in named)
    fit = [field for field in one.fields if field.kind not in UNFIT and field.privacy < Privacy.P3]
    fit = [field for field in fit if (one.name, field.name) not in UNPRINTED and field.name != "currency"]
    order = [field for field in fit if field.title]
    order += [field for field in fit if field.required and field.first and field not in order]
    order += [field for field in fit if field.first and field not in order]
    return tuple(order[: 2 * ACROSS - 1])


def _width(one: RecordType) -> tuple[LiveOption, ...]:
    return (WIDTH,) if len(table_fields(one)) > ACROSS else ()


def _grouping(one: RecordType) -> tuple[Field, ...]:
    """Return the fields by whose choices records can be counted."""
    kinds = (Kind.ENUM, Kind.SET, Kind.TRISTATE)
    found = [field for field in one.fields if field.kind in kinds and not isinstance(field.options, FromPack)]
    return tuple(field for field in found if field.first or field.required or field.privacy == Privacy.P3)


class _Table:
    """Makes the table of a type; one object per type."""

    def __init__(self, one: RecordType) -> None:
        self._name = one.name

    def __call__(self, block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
        """See :data:`app.services.live_kinds.Make`."""
        one, rows = shown.record_type(self._name), shown.rows(self._name)
        fields = table_fields(one)
        if not rows or not fields:
            return ()
        usual = shown.text(one.plural)
        if not _width(one) or chosen(settings, WIDTH) != "all":
            fields = fields[:ACROSS]
        kept, empty = without_empty(fields, [[shown.cell(row, field.name) for field in fields] for row in rows])
        fields, note = tuple(fields[at] for at in kept), left_out(shown, empty)
        first = _rows_table(block_id, fields[:ACROSS], rows, shown, caption(settings, usual))
        rest = fields[ACROSS:]
        if not rest:
            return (replace(first, note=note),)
        more = shown.text(N_("{title}, continued", title=str(settings.get("caption") or usual)))
        second = _rows_table(f"{block_id}/more", (fields[0], *rest), rows, shown, plain(more))
        return (first, replace(second, note=note))


def _rows_table(block_id: str, fields: Sequence[Field], rows: Sequence[Row], shown: Shown, title: Runs) -> Table:
    columns = (Column(1.2, "centre"), *(_column(field) for field in fields))
    currencies = [_currency(field, rows) for field in fields]
    heads = [_head(field, currency, shown) for field, currency in zip(fields, currencies, strict=True)]
    body = [
        (
            plain(str(number)),
            *(plain(_cell(row, field, one, shown)) for field, one in zip(fields, currencies, strict=True)),
        )
        for number, row in enumerate(rows, 1)
    ]
    head = (plain(shown.text(N_("No."))), *(plain(one) for one in heads))
    shows = ("", *(row.id for row in rows))
    return Table(block_id, columns, (head, *body), header=1, caption=title, row_shows=shows)


def _column(field: Field) -> Column:
    share = SHARES.get(field.kind, TITLE_SHARE if field.title else TEXT_SHARE)
    return Column(share, "right" if field.kind in RIGHT else "left")


def _head(field: Field, currency: str, shown: Shown) -> str:
    label = shown.text(field.label)
    unit = currency or (shown.text(field.unit) if field.unit is not None else "")
    return f"{label} ({unit})" if unit and unit.casefold() not in label.casefold() else label


def _cell(row: Row, field: Field, currency: str, shown: Shown) -> str:
    """Return a cell; where a column has one currency, its amounts need not name it."""
    value = row.get(field.name)
    if currency and isinstance(value, int) and not isinstance(value, bool):
        return format_money(value, currency, "plain")
    return shown.cell(row, field.name)


def _currency(field: Field, rows: Sequence[Row]) -> str:
    if not field.currency_field:
        return ""
    found = {str(row.get(field.currency_field) or "") for row in rows if row.get(field.name) is not None}
    return found.pop() if len(found) == 1 else ""


class _List:
    """Makes the list of the names of a type's records."""

    def __init__(self, one: RecordType) -> None:
        self._name = one.name

    def __call__(self, block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
        """See :data:`app.services.live_kinds.Make`."""
        titles = [(row.id, shown.title(self._name, row.id)) for row in shown.rows(self._name)]
        return tuple(ListItem(f"{block_id}/{key}", plain(title), "bullet", 0, (key,)) for key, title in titles if title)


class _Profile:
    """Makes a table of label and value of one record, with its rows as tables below."""

    def __init__(self, one: RecordType) -> None:
        self._name = one.name

    def __call__(self, block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
        """See :data:`app.services.live_kinds.Make`; the record chosen, else the latest."""
        row = _chosen_row(shown.rows(self._name), str(settings.get("record") or ""))
        if row is None:
            return ()
        one = shown.record_type(self._name)
        fields = [field for field in one.fields if field.kind not in (Kind.ROWS, Kind.PHOTOS) and _told(field, one)]
        cells = [(shown.text(field.label), shown.cell(row, field.name)) for field in fields]
        body = tuple((plain(label), plain(cell)) for label, cell in cells if cell)
        title = caption(settings, shown.title(self._name, row.id) or shown.text(one.label))
        made: tuple[Block, ...] = (
            (Table(block_id, (Column(3), Column(7)), body, header=0, caption=title, shows=(row.id,)),) if body else ()
        )
        return (*made, *self._below(block_id, one, row, shown))

    def _below(self, block_id: str, one: RecordType, row: Row, shown: Shown) -> Iterator[Block]:
        for field in one.fields:
            below = row.get(field.name) if field.kind is Kind.ROWS else ()
            rows = tuple(each for each in below if isinstance(each, Row)) if isinstance(below, tuple) else ()
            inner = shown.record_type(field.target) if rows else None
            if inner is not None and inner.privacy < Privacy.P3:
                found = [each for each in inner.fields if each.kind not in (Kind.PHOTOS, Kind.FILE)][:ACROSS]
                kept, _ = without_empty(found, [[shown.cell(each, column.name) for column in found] for each in rows])
                fields = [found[at] for at in kept]
                title = plain(shown.text(field.label))
                yield _rows_table(f"{block_id}/{field.name}", fields, rows, shown, title)


def _told(field: Field, one: RecordType) -> bool:
    """Say whether a record's sheet in a dossier tells a field: not how the record is kept."""
    return (one.name, field.name) not in UNPRINTED and field.name not in (
        "privacy",
        "dossier_use",
        "attachments",
        "currency",
    )


def _chosen_row(rows: Sequence[Row], record: str) -> Row | None:
    return next((row for row in rows if row.id == record), rows[-1] if rows and not record else None)


class _Counts:
    """Makes a table of how many records there are of each choice of one field."""

    def __init__(self, one: RecordType) -> None:
        self._name = one.name

    def __call__(self, block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
        """See :data:`app.services.live_kinds.Make`."""
        one, rows = shown.record_type(self._name), shown.tally(self._name)
        by = _grouping(one)
        if not rows or not by:
            return ()
        field = next((each for each in by if each.name == settings.get("by")), by[0])
        locked = any(field.name in row.locked for row in rows)
        lines = [] if locked else [(shown.text(label), shown.number(n)) for label, n in _tally(field, rows) if n]
        if (field.sealed or one.sealed) and not locked:
            lines = _without_few(field, rows, shown)
        lines.append((shown.text(N_("Records in all")), shown.number(len(rows))))
        head = (plain(shown.text(field.label)), plain(shown.text(N_("Number"))))
        body = tuple((plain(label), plain(number)) for label, number in lines)
        title = caption(settings, shown.text(one.plural))
        several = plain(shown.text(N_("One record may count in several lines."))) if field.kind is Kind.SET else ()
        if locked:
            several = plain(shown.text(N_("The private drawer is locked, so only the total is told.")))
        columns = (Column(6), Column(2, "right"))
        shows = tuple(row.id for row in rows)
        return (Table(block_id, columns, (head, *body), header=1, caption=title, note=several, shows=shows),)


def _without_few(field: Field, rows: Sequence[Row], shown: Shown) -> list[tuple[str, str]]:
    """Return the lines of a field of a sealed record: choices that hold fewer than five records are told as one."""
    found = [(label, number) for label, number in _tally(field, rows) if number]
    lines = [(shown.text(label), shown.number(number)) for label, number in found if number >= FEWEST]
    if len(lines) < len(found):
        words = N_("Other kinds, fewer than {n} each", n=FEWEST)
        together = sum(number for _, number in found if number < FEWEST)
        few = shown.text(N_("fewer than {n}", n=FEWEST))
        lines.append((shown.text(words), shown.number(together) if together >= FEWEST else few))
    return lines


def _tally(field: Field, rows: Sequence[Row]) -> Iterator[tuple[Label, int]]:
    if field.kind is Kind.TRISTATE:
        for value, label in ((True, N_("Yes")), (False, N_("No")), (None, N_("Not known"))):
            yield label, sum(row.get(field.name) is value for row in rows)
        return
    assert not isinstance(field.options, FromPack)
    for option in field.options:
        yield option.label, sum(_holds(row.get(field.name), option.key) for row in rows)
    yield N_("Not known"), sum(not row.get(field.name) for row in rows)


def _holds(value: object, key: str) -> bool:
    return key in value if isinstance(value, tuple) else value == key
