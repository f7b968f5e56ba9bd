"""Printable lists and single sheets of records, masked for their audience. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.fields import Field, Kind, RecordType, Row
from app.core.messages import N_, NP_, Label
from app.core.richtext import Runs, plain
from app.exports.spec import (
    A4,
    CM,
    LETTER,
    Audience,
    Block,
    Column,
    DocumentSpec,
    Heading,
    PageFormat,
    Paragraph,
    Part,
    Table,
    TextStyle,
)
from app.services.live_kinds import Shown
from app.services.masking import ShownRecords

LIST_STYLE = TextStyle(size=11.0, leading=16.0, cover_title=16.0, cover_body=11.0, indent_em=0.0, face="sans")
MARGIN = 1.5 * CM
ABOVE, BELOW = 1.9 * CM, 2.1 * CM
"""Margins that hold the marking and the foot, both at least 12 mm from the edge."""
PAGE_WORDS = N_("Page {page} of {pages}")
PORTRAIT_COLUMNS = 5
"""More columns than this stand on a page that is turned. Source: ``records_and_reports.md`` 5.4."""
NARROWEST, WIDEST = 3.5, 14.0
"""Share of the width that a column takes at least and at most, in characters."""
RIGHT = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.DURATION})
UNPRINTED = frozenset((kind, name) for kind in ("photo", "file") for name in ("sha256", "media_type", "size"))
"""Facts about bytes, by record type and field, that no reader asks for."""


@dataclass(frozen=True, slots=True)
class ListSetting:
    """Everything about a list that is not in the records.

    Args:
        paper: ``A4`` or ``Letter``.
        landscape: turned; ``None`` turns it where there are many columns.
        date_iso: stamped into the file.
        date_text: shown as the day of printing.
        community: printed at the foot.
        watermark: drawn on every page, "" for none.
        words: labels of the layout in the output's language.
    """

    paper: str = "A4"
    landscape: bool | None = None
    date_iso: str = "2025-01-01"
    date_text: str = ""
    community: str = ""
    watermark: str = ""
    words: Mapping[str, str] = field(default_factory=dict, hash=False)


def list_columns(record_type: RecordType) -> tuple[str, ...]:
    """Return the fields that a list shows where nobody chose: those of the form's first page that fit a cell."""
    unfit = (Kind.LONG_TEXT, Kind.PHOTOS, Kind.FILE, Kind.REFERENCES)
    return tuple(one.name for one in record_type.fields if one.first and (one.title or one.kind not in unfit))[:7]


def without_empty(fields: Sequence[Field], cells: Sequence[Sequence[str]]) -> tuple[tuple[int, ...], tuple[Field, ...]]:
    """Return the places of the columns that hold anything, and the fields of the others. Pure.

    The first title stays in any case, so that a list of records without a value is a list still.

    Args:
        fields: of the columns.
        cells: the rows, a text for each field.
    """
    first = next((at for at, one in enumerate(fields) if one.title), 0)
    kept = tuple(at for at in range(len(fields)) if at == first or any(row[at] for row in cells))
    return kept, tuple(one for at, one in enumerate(fields) if at not in kept)


def left_out(shown: Shown, fields: Sequence[Field]) -> Runs:
    """Return what is said below a table about the columns that were left out, nothing where there are none."""
    names = shown.listed([shown.text(one.label) for one in fields])
    return plain(shown.text(N_("Left out, as there is nothing to show: {names}.", names=names))) if fields else ()


def list_spec(
    shown: ShownRecords,
    type_name: str,
    columns: Sequence[str] = (),
    setting: ListSetting | None = None,
    only: Collection[str] | None = None,
) -> DocumentSpec:
    """Return a list of records as a table with repeated heads.

    Args:
        shown: the records as the audience may see them, in the output's language.
        type_name: record type.
        columns: field names in order, printed even where nothing stands in them; where empty, those of the
            form's first page that hold anything.
        setting: paper, dates, community.
        only: ids to list, in the order of the list; all where ``None``.
    """
    how, one = setting or ListSetting(), shown.record_type(type_name)
    fields = [one.field(name) for name in columns or list_columns(one)]
    rows = [row for row in shown.rows(type_name) if only is None or row.id in only]
    table = _table(shown, fields, rows, whole=bool(columns))
    landscape = how.landscape if how.landscape is not None else len(table.columns) > PORTRAIT_COLUMNS + 1
    blocks: list[Block] = [Paragraph("head", plain(_head(shown, how, len(rows))), "note")]
    blocks.append(table if rows else _nothing(shown, one))
    hidden = shown.count(type_name) - len(shown.rows(type_name))
    if hidden and only is None:
        blocks.append(Paragraph("hidden", plain(shown.text(_hidden(hidden))), "note"))
    return list_document(shown, one.plural, tuple(blocks), how, landscape)


def record_spec(shown: ShownRecords, row: Row, setting: ListSetting | None = None) -> DocumentSpec:
    """Return one record as a sheet: each group of the form a table of labels and values.

    Args:
        shown: the records as the audience may see them.
        row: a record that *shown* gave.
        setting: paper, dates, community.
    """
    how, one = setting or ListSetting(), shown.record_type(row.type)
    blocks: list[Block] = [Paragraph("head", plain(_head(shown, how)), "note")]
    if row.title:
        blocks.append(Paragraph("title", plain(row.title), "lead"))
    for number, group in enumerate(dict.fromkeys(each.group for each in one.fields)):
        fields = [each for each in one.fields if each.group == group and (one.name, each.name) not in UNPRINTED]
        body = tuple(
            (plain(shown.text(each.label)), plain(cell))
            for each in fields
            if (cell := shown.cell(row, each.name, units=True))
        )
        if not body:
            continue
        if group is not None:
            blocks.append(Heading(f"group-{number}", 1, plain(shown.text(group)), numbered=False))
        blocks.append(Table(f"values-{number}", (Column(3), Column(7)), body, header=0, numbered=False))
    made = list_document(shown, one.label, tuple(blocks), how, landscape=False)
    return replace(made, title=" · ".join(part for part in (made.title, row.title) if part))


def _table(shown: ShownRecords, fields: Sequence[Field], rows: Sequence[Row], *, whole: bool) -> Table:
    cells = [[shown.cell(row, one.name) for one in fields] for row in rows]
    empty: tuple[Field, ...] = ()
    if not whole and rows:
        kept, empty = without_empty(fields, cells)
        fields, cells = [fields[at] for at in kept], [[row[at] for at in kept] for row in cells]
    heads = [heading(shown, one) for one in fields]
    widths = [_share([head, *column]) for head, *column in zip(heads, *cells, strict=True)]
    first: tuple[Column, ...] = (Column(NARROWEST, "centre"),)
    columns = first + tuple(
        Column(width, "right" if _is_number(one) else "left") for one, width in zip(fields, widths, strict=True)
    )
    head: tuple[Runs, ...] = (plain(shown.text(N_("No."))), *(plain(one) for one in heads))
    body = tuple((plain(str(number)), *(plain(cell) for cell in row)) for number, row in enumerate(cells, 1))
    note = left_out(shown, empty)
    return Table("list", columns, (head, *body), header=1, numbered=False, note=note)


def _share(texts: Sequence[str]) -> float:
    """Return how much of the width a column of *texts* deserves: nearly its longest, within bounds."""
    lengths = sorted(sum(1.0 if ord(one) >= 0x2190 else 0.58 for one in text) for text in texts)
    return min(max(lengths[(len(lengths) - 1) * 9 // 10] + 1.5, NARROWEST), WIDEST)


def _is_number(one: Field) -> bool:
    return one.kind in RIGHT or bool(one.kind is Kind.COMPUTED)


def heading(shown: ShownRecords, one: Field) -> str:
    """Return the label of a column, with its unit behind it where the label does not say it itself."""
    label, unit = shown.text(one.label), shown.text(one.unit) if one.unit is not None else ""
    return f"{label} ({unit})" if unit and unit.casefold() not in label.casefold() else label


def _head(shown: ShownRecords, how: ListSetting, count: int | None = None) -> str:
    many = "" if count is None else shown.text(NP_("{n} record", "{n} records", count))
    parts = (how.community, how.date_text, many)
    return " · ".join(part for part in parts if part)


def _nothing(shown: ShownRecords, one: RecordType) -> Paragraph:
    return Paragraph("none", plain(shown.text(N_("Nothing has been recorded here yet."))), "plain")


def _hidden(count: int) -> Label:
    return NP_(
        "{n} more record is counted only and not listed.", "{n} more records are counted only and not listed.", count
    )


def list_document(
    shown: ShownRecords, title: Label, blocks: tuple[Block, ...], how: ListSetting, landscape: bool = False
) -> DocumentSpec:
    """Return blocks as a paper with the margins, the foot and the marks of every list."""
    words = shown.text(title)
    team = shown.reader.audience is Audience.TEAM
    return DocumentSpec(
        title=words,
        language="zh_TW" if shown.translator.language == "zh_TW" else "en",
        parts=(Part("list-part", "plain", plain(words), blocks),),
        page=page_of(how.paper, landscape),
        style=LIST_STYLE,
        footer=how.community,
        author=how.community,
        date_iso=how.date_iso,
        watermark=how.watermark,
        marking=shown.text(N_("For the team only")) if team else "",
        words=how.words,
        page_words=shown.text(PAGE_WORDS),
    )


def page_of(paper: str, landscape: bool) -> PageFormat:
    """Return the paper with the narrow margins of a list, turned where asked."""
    page = LETTER if paper.upper() == "LETTER" else A4
    width, height = (page.height, page.width) if landscape else (page.width, page.height)
    return PageFormat(width, height, ABOVE, BELOW, MARGIN, MARGIN)
