"""Any record type as a form on paper, made from its declaration; what is known already may stand on it.

The keyed screen asks in the same order (:func:`paper_sections`) and with the same keys for choices.
Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.core.fields import NO, UNKNOWN, YES, Field, FromPack, Kind, Option, RecordType, Row
from app.core.messages import N_, Label, LocalText, zh_en
from app.core.richtext import Runs, plain
from app.exports.spec import (
    Audience,
    Block,
    DocumentSpec,
    FormField,
    FormGrid,
    GridColumn,
    Heading,
    Paragraph,
    Part,
    TextStyle,
    Tick,
)
from app.services.masking import ShownRecords
from app.services.papers.codes import form_code
from app.services.printing_lists import PAGE_WORDS, ListSetting, page_of
from app.services.records import RecordService

NORMAL = TextStyle(size=11.0, leading=16.0, cover_title=16.0, cover_body=11.0, indent_em=0.0, face="sans")
LARGE = TextStyle(size=16.0, leading=24.0, cover_title=20.0, cover_body=16.0, indent_em=0.0, face="sans")
"""16 pt with a pitch of 1.5, one column. Source: ``peers.md`` 6.2."""
WORKED_OUT = N_("The program works this out.")
MOST_COLUMNS, LARGE_COLUMNS = 5, 2
"""Rows with more columns are printed as one block of questions each."""
BLANK_ROWS = 4
TRISTATE = (YES, NO, UNKNOWN)
DAY, ROC_DAY = zh_en("|年|月|日", "month|day|year|"), zh_en("民國|年|月|日", "month|day|year|")
CLOCK, TIMES = zh_en("|時|分", "|:|"), zh_en("|時|分到|時|分", "from|:|to|:|")
LONG, PLACE = zh_en("|小時|分鐘", "|hours|minutes"), zh_en("緯度|經度|", "latitude|longitude|")
"""Words between which gaps stand, parted by strokes."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One field as it is asked on paper.

    Args:
        field: the declaration.
        choices: what may be ticked, in order.
        value: what is known, as the reader may see it.
        shown: the same in words.
        words: renders labels in the paper's language.
        language: ``zh_TW`` or ``en``.
        calendar: ``roc`` or ``gregorian``.
        currency: of amounts.
    """

    field: Field
    choices: Sequence[Option]
    value: object
    shown: str
    words: Callable[[Label | None], str]
    language: str
    calendar: str
    currency: str

    def made(self, name: str, answer: str = "line", **more: object) -> FormField:
        """Return the question with its label, unit and value filled in."""
        given: dict[str, object] = {"value": plain(self.shown), "unit": plain(self.words(self.field.unit)), **more}
        return FormField(name, plain(self.words(self.field.label)), answer, **given)  # type: ignore[arg-type]


def choices_of(records: RecordService, type_name: str, field: Field) -> tuple[Option, ...]:
    """Return the choices of an enumeration or set, the programme's where it provides them; () for others."""
    if isinstance(field.options, FromPack):
        return records.option_source(field.options.list_id)
    return field.options


def paper_sections(one: RecordType) -> tuple[tuple[Label | None, tuple[Field, ...]], ...]:
    """Return the fields in the order of the paper: what is asked first, then each heading; rows come last."""
    found: dict[Label | None, list[Field]] = {}
    for field in one.fields:
        if field.kind is not Kind.ROWS:
            found.setdefault(None if field.first else field.group, []).append(field)
    plain_ones = [(None, found.pop(None))] if None in found else []
    rows = [(field.label, [field]) for field in one.fields if field.kind is Kind.ROWS]
    return tuple((title, tuple(fields)) for title, fields in (*plain_ones, *found.items(), *rows))


def tick_keys(choices: Sequence[Option]) -> tuple[str, ...]:
    """Return what is typed for each choice: 1, 2, 3 …; with more than nine of them 01, 02, …."""
    width = 1 if len(choices) <= 9 else 2
    return tuple(f"{number:0{width}d}" for number in range(1, len(choices) + 1))


def form_spec(
    shown: ShownRecords,
    type_name: str,
    setting: ListSetting,
    choices: Callable[[str, Field], Sequence[Option]],
    *,
    row: Row | None = None,
    large: bool = False,
) -> DocumentSpec:
    """Return the paper form of a record type.

    Args:
        shown: declarations, language and what the reader may see.
        type_name: record type.
        setting: paper, dates, community.
        choices: choices of a field of a type, the programme's where it provides them.
        row: a record whose values are filled in, ``None`` for a blank form.
        large: 16 pt, one column.
    """
    one = shown.record_type(type_name)
    code = form_code(one, choices)
    blocks = (*form_head(shown, setting, code), *form_blocks(shown, one, choices, row, large=large, setting=setting))
    title = plain(shown.text(one.label))
    return paper_document(shown, (Part(f"form-{type_name}", "plain", title, blocks),), setting, code, large=large)


def form_head(shown: ShownRecords, setting: ListSetting, code: str) -> tuple[Block, ...]:
    """Return the community, who filled the form in and when, and how it is typed in later."""
    say = shown.text
    heads = (N_("Community"), N_("Filled in by"), N_("Date"))
    grid = FormGrid(
        "form-head",
        tuple(GridColumn(plain(say(head)), weight) for head, weight in zip(heads, (4.0, 4.0, 3.0), strict=True)),
        ((plain(setting.community), (), ()),),
    )
    typed = N_("To type it in, open “Key a paper form” and write {code}.", code=code)
    return Paragraph("form-typed", plain(say(typed)), "ragged"), grid


def form_blocks(
    shown: ShownRecords,
    one: RecordType,
    choices: Callable[[str, Field], Sequence[Option]],
    row: Row | None = None,
    *,
    large: bool = False,
    setting: ListSetting | None = None,
    skip: frozenset[str] = frozenset(),
) -> tuple[Block, ...]:
    """Return every field of a type as a question, under its headings.

    Args:
        shown: language and what the reader may see.
        one: the declaration.
        choices: choices of a field of a type.
        row: a record that *shown* gave, whose values are filled in.
        large: 16 pt, one column.
        setting: for the currency and calendar of the paper.
        skip: fields that stand on sheets of their own.
    """
    out: list[Block] = []
    for number, (title, fields) in enumerate(paper_sections(one)):
        asked = [field for field in fields if field.name not in skip]
        if not asked:
            continue
        if title is not None:
            words = plain(shown.text(title))
            out.append(Heading(f"form-{one.name}-group-{number}", 1, words, numbered=False, ruled=True))
        for field in asked:
            out += _ask(shown, one, field, choices, row, large)
    return tuple(out)


def paper_document(
    shown: ShownRecords, parts: tuple[Part, ...], setting: ListSetting, code: str, *, large: bool = False
) -> DocumentSpec:
    """Return parts as a paper with its code at the head and "page x of y" at the foot."""
    title = "".join(getattr(run, "text", "") for run in parts[0].title)
    team = shown.reader.audience is Audience.TEAM
    return DocumentSpec(
        title=" · ".join(one for one in (title, setting.community) if one),
        language="zh_TW" if shown.translator.language == "zh_TW" else "en",
        parts=parts,
        page=page_of(setting.paper, landscape=False),
        style=LARGE if large else NORMAL,
        footer=" · ".join(one for one in (setting.community, setting.date_text) if one),
        author=setting.community,
        date_iso=setting.date_iso,
        watermark=setting.watermark,
        marking=shown.text(N_("For the team only")) if team else "",
        words=setting.words,
        code=code,
        page_words=shown.text(PAGE_WORDS),
    )


def joined_forms(specs: Sequence[DocumentSpec], title: str) -> DocumentSpec:
    """Return several forms in one document; each keeps its own code."""
    if len(specs) == 1:
        return specs[0]
    parts = tuple(replace(part, code=spec.code) for spec in specs for part in spec.parts)
    return replace(specs[0], title=title, parts=parts, code="")


def _ask(
    shown: ShownRecords,
    one: RecordType,
    field: Field,
    choices: Callable[[str, Field], Sequence[Option]],
    row: Row | None,
    large: bool,
) -> tuple[Block, ...]:
    name = f"form-{one.name}-{field.name}"
    if field.kind is Kind.ROWS:
        return _rows(shown, shown.record_type(field.target), choices, row.get(field.name) if row else (), name, large)
    ask = Ask(
        field,
        tuple(choices(one.name, field)),
        row.get(field.name) if row else None,
        shown.cell(row, field.name) if row else "",
        shown.text,  # type: ignore[arg-type]
        shown.translator.language,
        shown.translator.calendar,
        shown.translator.currency,
    )
    return (PAPER[field.kind](ask, name),)


def _rows(
    shown: ShownRecords,
    below: RecordType,
    choices: Callable[[str, Field], Sequence[Option]],
    known: object,
    name: str,
    large: bool,
) -> tuple[Block, ...]:
    """Return rows as a ruled table where its columns are few, else one block of questions per row."""
    rows = tuple(each for each in known if isinstance(each, Row)) if isinstance(known, tuple) else ()
    fields = [field for field in below.fields if field.kind not in (Kind.ROWS, Kind.COMPUTED)]
    narrow = len(fields) <= (LARGE_COLUMNS if large else MOST_COLUMNS)
    if narrow and len(fields) == len(below.fields):
        legends: list[Block] = [
            Paragraph(f"{name}-{field.name}-keys", plain(_legend(shown, field, choices(below.name, field))), "ragged")
            for field in fields
            if field.kind in (Kind.ENUM, Kind.SET)
        ]
        columns = tuple(GridColumn(plain(_head(shown, field)), _weight(field)) for field in fields)
        body = tuple(tuple(plain(shown.cell(each, field.name)) for field in fields) for each in rows)
        return *legends, FormGrid(name, columns, body, BLANK_ROWS)
    out: list[Block] = []
    for number, each in enumerate((*rows, *([None] * max(0, 2 - len(rows)))), 1):
        said = N_("{what} {number}", what=below.label, number=number)
        out.append(Paragraph(f"{name}-{number}", plain(shown.text(said)), "lead"))
        for field in below.fields:
            made = _ask(shown, below, field, choices, each, large)
            out += [replace(block, id=f"{block.id}-{number}") for block in made]
    return tuple(out)


def _head(shown: ShownRecords, field: Field) -> str:
    unit = shown.text(field.unit) if field.unit is not None else ""
    label = shown.text(field.label)
    return f"{label} ({unit})" if unit and unit.casefold() not in label.casefold() else label


def _weight(field: Field) -> float:
    if field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.REFERENCE, Kind.REFERENCES, Kind.LOCALIZED, Kind.RICH_TEXT):
        return 3.0
    return 1.6


def _legend(shown: ShownRecords, field: Field, choices: Sequence[Option]) -> str:
    keyed = "  ".join(f"{key} {shown.text(one.label)}" for key, one in zip(tick_keys(choices), choices, strict=True))
    return f"{shown.text(field.label)}: {keyed}"


# -- one entry per kind of field


def _line(ask: Ask, name: str) -> FormField:
    return ask.made(name)


def _two_lines(ask: Ask, name: str) -> FormField:
    return ask.made(name, lines=2)


def _box(ask: Ask, name: str) -> FormField:
    return ask.made(name, "box", lines=3)


def _rich(ask: Ask, name: str) -> FormField:
    return ask.made(name, "box", lines=5)


def _money(ask: Ask, name: str) -> FormField:
    return ask.made(name, unit=plain(ask.currency))


def _date(ask: Ask, name: str) -> FormField:
    return ask.made(name, "blanks", blanks=_day(ask))


def _moment(ask: Ask, name: str) -> FormField:
    return ask.made(name, "blanks", blanks=(*_day(ask), *_gaps(ask, CLOCK)[1:]))


def _times(ask: Ask, name: str) -> FormField:
    return ask.made(name, "blanks", blanks=_gaps(ask, TIMES))


def _duration(ask: Ask, name: str) -> FormField:
    return ask.made(name, "blanks", blanks=_gaps(ask, LONG))


def _place(ask: Ask, name: str) -> FormField:
    return ask.made(name, "blanks", blanks=_gaps(ask, PLACE))


def _day(ask: Ask) -> tuple[str, ...]:
    return _gaps(ask, ROC_DAY if ask.calendar == "roc" else DAY)


def _gaps(ask: Ask, words: LocalText) -> tuple[str, ...]:
    return tuple(words.best(ask.language).split("|"))


def _choice(ask: Ask, name: str) -> FormField:
    chosen = set(ask.value) if isinstance(ask.value, tuple | list) else {ask.value}
    return ask.made(name, "ticks", ticks=_ticks(ask, ask.choices, chosen), value=())


def _tristate(ask: Ask, name: str) -> FormField:
    chosen: set[object] = {"yes"} if ask.value is True else {"no"} if ask.value is False else set()
    return ask.made(name, "ticks", ticks=_ticks(ask, TRISTATE, chosen), value=())


def _ticks(ask: Ask, choices: Sequence[Option], chosen: set[object]) -> tuple[Tick, ...]:
    return tuple(
        Tick(key, _label(ask, one), one.key in chosen) for key, one in zip(tick_keys(choices), choices, strict=True)
    )


def _label(ask: Ask, one: Option) -> Runs:
    return plain(ask.words(one.label) or one.key)


def _computed(ask: Ask, name: str) -> FormField:
    return ask.made(name, value=plain(ask.shown or ask.words(WORKED_OUT)))


PAPER: Mapping[Kind, Callable[[Ask, str], FormField]] = MappingProxyType(
    {
        Kind.TEXT: _line,
        Kind.LONG_TEXT: _box,
        Kind.RICH_TEXT: _rich,
        Kind.LOCALIZED: _two_lines,
        Kind.CODE: _line,
        Kind.TRISTATE: _tristate,
        Kind.INTEGER: _line,
        Kind.DECIMAL: _line,
        Kind.MONEY: _money,
        Kind.DATE: _date,
        Kind.DATETIME: _moment,
        Kind.TIME_RANGE: _times,
        Kind.DURATION: _duration,
        Kind.COORDINATES: _place,
        Kind.ENUM: _choice,
        Kind.SET: _choice,
        Kind.REFERENCE: _line,
        Kind.REFERENCES: _two_lines,
        Kind.FILE: _line,
        Kind.PHOTOS: _line,
        Kind.COMPUTED: _computed,
    }
)
"""Every kind but rows, which are tables or blocks of questions (:func:`form_blocks`)."""
