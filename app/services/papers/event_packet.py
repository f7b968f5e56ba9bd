"""The papers that go along to an event: its form, sign-in sheets with names and tally boxes, notes to fill in.

A packet is for the team: it holds names. Thread: the document lane gathers, any thread fits it to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.core.fields import NO, YES, Field, Option, Row
from app.core.messages import N_, Label, zh_en
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.layout import FontSet, LayoutCache, lay_out
from app.exports.spec import Block, DocumentSpec, FormGrid, GridColumn, Paragraph, Part
from app.services.attendance import PARTS, sheet_choices
from app.services.masking import ShownRecords
from app.services.papers.codes import form_code, person_numbers, record_code
from app.services.papers.forms import form_blocks, form_head, paper_document, tick_keys
from app.services.printing_lists import ListSetting

ROWS = 40
"""People that the sheets have room for where nobody says how many."""
MOST_ROWS, LEAST_ROWS = 30, 3
NOTES_TO_A_PAGE, LARGE_NOTES, NOTE_LINES = 8, 5, 2.3
NOTES_NOTE = N_("Write what people say, in their words. No names here.")
SHEET_FIELDS = frozenset(
    {"attendance", "sign_in_sheets", "sheet_counts", "feedback_notes", "attendance_kept", "counts"}
)
"""Fields that stand on sheets of their own, or follow from them."""
PACKET_SKIP = SHEET_FIELDS | {
    "photos", "proof", "flyer_contact", "flyer_words",
    "source_text", "source_kind", "as_of_date", "attachments", "privacy", "dossier_use",
}  # fmt: skip
"""Fields that nobody fills in at an event; the keyed screen leaves them out too."""
CHOICE_NOTE = N_("Write your name. The rest is your choice: circle the number that fits, or leave it open.")
NUMBER = zh_en("號碼", "No.")
"""Of a known person, to be typed instead of the name; no running number."""
COUNT_NOTE = N_("For the team: count this sheet before it is typed in.")
Choices = Callable[[str, Field], Sequence[Option]]


@dataclass(frozen=True, slots=True)
class PacketSetting:
    """How a packet is printed.

    Args:
        list: paper, dates, community.
        country: decides which languages stand on the sheets.
        rows: people that the sheets have room for, known names included.
        people: ids of known people to print; every member where ``None``.
        phone: whether there is a column for telephone numbers.
        large: 16 pt, one column.
        notes: sheets for feedback notes.
    """

    list: ListSetting
    country: str = "TW"
    rows: int = ROWS
    people: tuple[str, ...] | None = None
    phone: bool = False
    large: bool = False
    notes: int = 1


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet before it is fitted to the page.

    Args:
        form: the event form.
        heads: head of a sheet, by number and count of sheets.
        columns: of the sign-in table.
        keys: a page that says what the numbers mean, where it is not on each sheet.
        names: known people, number and name.
        foot: tally boxes of a sheet.
        notes: sheets for feedback notes.
        document: makes a document of parts.
        rows: people that the sheets have room for.
    """

    form: Part
    heads: Callable[[int, int], tuple[Runs, tuple[Block, ...]]]
    columns: tuple[GridColumn, ...]
    keys: tuple[Part, ...]
    names: tuple[tuple[str, str], ...]
    foot: tuple[Block, ...]
    notes: tuple[Part, ...]
    document: Callable[[tuple[Part, ...]], DocumentSpec]
    rows: int


def gather_packet(shown: ShownRecords, event: Row | None, choices: Choices, setting: PacketSetting) -> Packet:
    """Read what a packet needs.

    Args:
        shown: the records as the team may see them.
        event: whose packet; ``None`` for a blank one.
        choices: choices of a field of a type.
        setting: how it is printed.
    """
    one = shown.record_type("event")
    code = form_code(one, choices) + (f"-{record_code(event.id)}" if event else "")
    head = form_head(shown, setting.list, code)
    body = form_blocks(shown, one, choices, event, large=setting.large, skip=PACKET_SKIP)
    title = plain(shown.text(N_("Event form")))
    keys = {part: sheet_choices(part, setting.country) for part in PARTS}
    line = _event_line(shown, event)
    legends = tuple(_legend(shown, part, keys[part]) for part in PARTS)

    def heads(number: int, count: int) -> tuple[Runs, tuple[Block, ...]]:
        said = N_("Sign-in sheet {number} of {count}", number=number, count=count)
        told = () if setting.large else legends  # in large print they stand on a page of their own
        return plain(shown.text(said)), _sheet_head(shown, number, line, told)

    names = _names(shown, setting.people)
    keyed = tuple(Paragraph(f"packet-key-{at}", runs, "ragged") for at, runs in enumerate(legends))
    key_title = plain(shown.text(N_("What the numbers on the sheets mean")))
    return Packet(
        Part("packet-event", "plain", title, (*head, *body)),
        heads,
        _columns(shown, keys, setting),
        (Part("packet-keys", "plain", key_title, keyed),) if setting.large else (),
        names,
        _foot(shown, keys),
        tuple(_notes(shown, keys["language"], number, line, setting) for number in range(1, setting.notes + 1)),
        lambda parts: replace(
            paper_document(shown, parts, setting.list, code, large=setting.large), title=_title(shown, event, setting)
        ),
        max(setting.rows, len(names), 1),
    )


def fit_packet(packet: Packet, fonts: FontSet, cache: LayoutCache) -> DocumentSpec:
    """Return the packet with as many rows on each sheet as one page holds. Pure; any thread."""
    per_sheet = LEAST_ROWS
    for rows in range(MOST_ROWS, LEAST_ROWS, -1):
        trial = packet.document(_sheets(packet, rows, only_one=True))
        if len(lay_out(trial, fonts, cache).pages) == 1:
            per_sheet = rows
            break
    return packet.document((packet.form, *packet.keys, *_sheets(packet, per_sheet), *packet.notes))


def _sheets(packet: Packet, per_sheet: int, *, only_one: bool = False) -> tuple[Part, ...]:
    count = 1 if only_one else -(-packet.rows // per_sheet)
    empty: tuple[Runs, ...] = ((),) * (len(packet.columns) - 2)
    out = []
    for number in range(1, count + 1):
        known = packet.names[(number - 1) * per_sheet : number * per_sheet]
        longest = sorted(packet.names, key=lambda one: len(one[1]))[-per_sheet:] if only_one else known
        body = tuple((plain(key), plain(name), *empty) for key, name in longest)
        title, head = packet.heads(number, count)
        grid = FormGrid(f"sheet-{number}", packet.columns, body, per_sheet - len(body))
        foot = tuple(replace(block, id=f"{block.id}-{number}") for block in packet.foot)
        out.append(Part(f"sheet-part-{number}", "plain", title, (*head, grid, *foot)))
    return tuple(out)


def _title(shown: ShownRecords, event: Row | None, setting: PacketSetting) -> str:
    name = event.title if event else ""
    return " · ".join(one for one in (shown.text(N_("Event packet")), name, setting.list.community) if one)


def _event_line(shown: ShownRecords, event: Row | None) -> str:
    if event is None:
        blank = "＿" * 8 if shown.translator.language == "zh_TW" else "_" * 16
        heads = (N_("Event title"), N_("Date"), N_("Place"))
        return "   ".join(f"{shown.text(head)} {blank}" for head in heads)
    parts = (event.title, shown.cell(event, "date"), shown.cell(event, "time"), shown.cell(event, "place"))
    return " · ".join(part for part in parts if part)


def _legend(shown: ShownRecords, part: str, keys: Sequence[Option]) -> Runs:
    label = shown.text(shown.record_type("attendance").field(part).label)
    runs = [Run(f"{label}  ", (BOLD,))]
    for key, one in zip(tick_keys(keys), keys, strict=True):
        runs += [Run(key, (BOLD,)), Run(f"\u00a0{shown.text(one.label)}   ")]
    return tuple(runs)


def _sheet_head(shown: ShownRecords, number: int, line: str, legends: Sequence[Runs]) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(f"sheet-{number}-event", (Run(line, (BOLD,)),), "ragged"),
        Paragraph(f"sheet-{number}-choice", plain(shown.text(CHOICE_NOTE)), "ragged"),
    ]
    blocks += [Paragraph(f"sheet-{number}-key-{at}", runs, "ragged") for at, runs in enumerate(legends)]
    return tuple(blocks)


def _columns(
    shown: ShownRecords, keys: dict[str, tuple[Option, ...]], setting: PacketSetting
) -> tuple[GridColumn, ...]:
    say = shown.text
    one = shown.record_type("attendance")
    columns = [
        GridColumn(plain(say(NUMBER)), 4.8 if setting.large else 3.2, (), "centre"),
        GridColumn(plain(say(N_("Name"))), 10.5 if setting.phone else 13.0),
    ]
    for part in PARTS:
        marks = () if setting.large else tick_keys(keys[part])
        width = 7.4 if setting.large else 3.0 + 0.72 * len(marks)
        columns.append(GridColumn(plain(say(one.field(part).label)), width, marks, "centre"))
    if setting.phone:
        columns.append(GridColumn(plain(say(one.field("phone").label)), 8.0))
    columns.append(GridColumn(plain(say(N_("Time in"))), 4.6))
    return tuple(columns)


def _names(shown: ShownRecords, chosen: Sequence[str] | None) -> tuple[tuple[str, str], ...]:
    people = shown.rows("person")
    numbers = person_numbers(people)
    wanted = [row for row in people if (row.id in chosen if chosen is not None else not row.get("left_on"))]
    return tuple((str(numbers.get(row.id, "")), row.title) for row in wanted if row.title)


def _foot(shown: ShownRecords, keys: dict[str, tuple[Option, ...]]) -> tuple[Block, ...]:
    """Return the tally boxes: a row per part, a box per choice, and the heads of the sheet."""
    say: Callable[[Label], str] = shown.text
    one = shown.record_type("attendance")
    most = max(len(found) for found in keys.values())
    columns = (
        GridColumn(plain(say(N_("Tally"))), 3.2),
        *(GridColumn(plain(str(number)), 1.0, (), "centre") for number in range(1, most + 1)),
        GridColumn(plain(say(N_("People on the sheet"))), 2.6, (), "centre"),
    )
    rows = []
    for part in PARTS:
        spare = plain("—")
        cells: list[Runs] = [() if at < len(keys[part]) else spare for at in range(most)]
        rows.append((plain(say(one.field(part).label)), *cells, () if part == PARTS[0] else spare))
    note = Paragraph("tally-note", plain(say(COUNT_NOTE)), "ragged")
    return note, FormGrid("tally", columns, tuple(rows))


def _notes(shown: ShownRecords, languages: Sequence[Option], number: int, line: str, setting: PacketSetting) -> Part:
    """Return one sheet of notes: what was said, without names."""
    say, one = shown.text, shown.record_type("feedback_note")
    legend = _legend(shown, "language", languages)
    answers = Run(f"{say(one.field('reply').label)}  ", (BOLD,))
    replies = (answers, Run("1", (BOLD,)), Run(f" {say(YES.label)}   "), Run("2", (BOLD,)), Run(f" {say(NO.label)}"))
    blocks: tuple[Block, ...] = (
        Paragraph(f"notes-{number}-event", (Run(line, (BOLD,)),), "ragged"),
        Paragraph(f"notes-{number}-why", plain(say(NOTES_NOTE)), "ragged"),
        Paragraph(f"notes-{number}-language", legend, "ragged"),
        Paragraph(f"notes-{number}-reply", replies, "ragged"),
        FormGrid(
            f"notes-{number}-grid",
            (
                GridColumn(plain(say(one.field("quote").label)), 6.0),
                GridColumn(plain(say(one.field("language").label)), 2.0, (), "centre"),
                GridColumn(plain(say(one.field("topic").label)), 2.6),
                GridColumn(plain(say(one.field("reply").label)), 1.9, () if setting.large else ("1", "2"), "centre"),
            ),
            blank=LARGE_NOTES if setting.large else NOTES_TO_A_PAGE,
            lines=NOTE_LINES,
        ),
    )
    title = N_("Feedback notes, sheet {number}", number=number)
    return Part(f"notes-{number}", "plain", plain(say(title)), blocks)
