"""Typing paper forms in: finds the form of a code, keeps rows from the first key stroke, one Undo per row.

Thread: the document lane.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import InputError
from app.core.fields import Field, Kind, Option, RecordType, Row
from app.core.messages import N_, Label, Message
from app.models.catalogue import parent_column, table
from app.services.attendance import PARTS, SheetState, event_difference, rows_of, sheet_choices, sheets
from app.services.papers.codes import find_form, find_record, form_code, person_numbers, record_code
from app.services.papers.forms import choices_of, paper_sections

if TYPE_CHECKING:
    from app.services.workspace import Workspace

UNKNOWN_CODE = N_("No form has the code “{code}”. Look at the top right corner of the paper.")
GONE = N_("The record on this form is no longer there. The form is typed in as a new one.")
OLDER = N_("This form is of an earlier print. Compare each question with the screen.")
KEY_ROW = N_("Type in a row of {type}")
KEY_TOTAL = N_("Type in the totals of a sheet")
SCAN_LIMIT = 60_000_000
SCANS: Mapping[bytes, str] = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
"""First bytes to media type of what is taken as a scan."""


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """Where a typed code leads: a route, "" for nowhere, and what is to be said about it."""

    route: str
    said: Message | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One person as the sheets know them: the number on the paper, the name, and what is on record."""

    id: str
    number: int
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeyedEvent:
    """What the keyed screen of an event shows.

    Args:
        row: the event with its rows.
        people: known people, by number.
        choices: tally field to its choices in the order of the paper.
        labels: tally field to its label.
        code: of the event's papers.
        states: every sheet, typed against paper.
        difference: the event's own head count against its sheets.
        phone: the field of the column for telephone numbers, which only some sheets have.
    """

    row: Row
    people: tuple[KnownPerson, ...]
    choices: Mapping[str, tuple[Option, ...]]
    labels: Mapping[str, Label]
    code: str
    states: tuple[SheetState, ...]
    difference: Message | None
    phone: Field


@dataclass(frozen=True, slots=True)
class KeyedForm:
    """What the keyed screen of one record shows.

    Args:
        record_type: the declaration.
        code: of its form.
        row: the record, ``None`` before anything was typed.
        fields: that are typed, in the order of the paper.
        options: field name to its choices, or titles of the records it may name; of rows ``type.field``.
        row_types: declarations of rows by name.
    """

    record_type: RecordType
    code: str
    row: Row | None
    fields: tuple[Field, ...]
    options: Mapping[str, tuple[Option, ...]]
    row_types: Mapping[str, RecordType]


def read_code(ws: Workspace, text: str) -> CodeAnswer:
    """Return which form a code means and where it is typed in."""
    found = find_form(text, ws.records.catalogue(), _choices(ws))
    if found is None:
        return CodeAnswer("", Message(UNKNOWN_CODE.id, {"code": text.strip()}))
    said = None if found.current else OLDER
    if not found.record:
        return CodeAnswer(f"key:{found.type}", said)
    row = find_record(found.record, ws.records.load(found.type))
    return CodeAnswer(f"key:{found.type}:{row.id}" if row else f"key:{found.type}", said if row else GONE)


def gather_event(ws: Workspace, event_id: str) -> KeyedEvent | None:
    """Return an event with its sheets, ``None`` where it is gone."""
    row = ws.records.get("event", event_id)
    if row is None:
        return None
    country = ws.settings.custom().country
    choices = {part: sheet_choices(part, country) for part in PARTS}
    people = ws.records.load("person")
    numbers = person_numbers(people)
    offered = {part: {one.key for one in found} for part, found in choices.items()}
    known = tuple(
        KnownPerson(one.id, numbers[one.id], one.title, _on_record(one, offered))
        for one in people
        if one.id in numbers and one.title
    )
    states = sheets(row)
    difference = event_difference(row, states)
    code = f"{form_code(ws.records.catalogue()['event'], _choices(ws))}-{record_code(event_id)}"
    said = difference.said if difference else None
    one = ws.records.catalogue()["attendance"]
    labels = {part: one.field(part).label for part in PARTS}
    people_by_number = tuple(sorted(known, key=lambda one: one.number))
    return KeyedEvent(row, people_by_number, choices, labels, code, states, said, one.field("phone"))


def gather_form(ws: Workspace, type_name: str, record: str, skip: frozenset[str] = frozenset()) -> KeyedForm:
    """Return the form of a type with its record, if there is one already."""
    catalogue = ws.records.catalogue()
    one = catalogue[type_name]
    fields = tuple(field for _, found in paper_sections(one) for field in found if field.name not in skip)
    options: dict[str, tuple[Option, ...]] = {}
    row_types: dict[str, RecordType] = {}
    for field in fields:
        if field.kind is Kind.ROWS:
            row_types[field.target] = catalogue[field.target]
            for inner in catalogue[field.target].fields:
                options[f"{field.target}.{inner.name}"] = _offered(ws, field.target, inner)
        else:
            options[field.name] = _offered(ws, type_name, field)
    row = ws.records.get(type_name, record) if record else None
    return KeyedForm(one, form_code(one, _choices(ws)), row, fields, options, row_types)


def keep_row(
    ws: Workspace, type_name: str, parent: str, record: str, values: Mapping[str, object], pending: Mapping[str, str]
) -> None:
    """Keep cells of a row, which is made where it is not there yet; everything of a row is one Undo.

    Args:
        ws: the open document.
        type_name: type of the row.
        parent: key of the record it belongs to.
        record: key of the row, given before it is stored.
        values: field name to value.
        pending: field name to text that could not be understood.
    """
    label = Message(KEY_ROW.id, {"type": ws.records.catalogue()[type_name].plural})
    with ws.document.unit_of_work(label, step=f"row-{record}") as work:
        if _there(work.session, type_name, record):
            ws.records.write(work.session, type_name, record, values)
        else:
            given = {parent_column(type_name): parent, "id": record, **values}
            ws.records.insert(work.session, type_name, given)
    for name, text in pending.items():
        ws.records.set_pending(type_name, record, name, text, step=f"row-{record}")


def keep_total(ws: Workspace, event: str, sheet: int, part: str, key: str, number: int | None) -> None:
    """Keep a total of a sheet as the paper says it: its heads where *part* is "", else one tally box."""
    row = ws.records.get("event", event)
    if row is None:
        return
    with ws.document.unit_of_work(KEY_TOTAL, step=f"totals-{event}-{sheet}") as work:
        if not part:
            _put_sheet(ws, work.session, row, sheet, {"heads": number})
            return
        found = next(
            (one for one in rows_of(row, "sheet_counts") if one.get("sheet") == sheet and one.get(part) == key), None
        )
        if found is not None:
            ws.records.write(work.session, "sheet_count", found.id, {"number": number})
        elif number is not None:
            values = {"event": event, "sheet": sheet, part: key, "number": number}
            ws.records.insert(work.session, "sheet_count", values)


def explain_sheet(ws: Workspace, event: str, sheet: int, words: str) -> None:
    """Keep why a sheet and what was typed of it do not agree."""
    row = ws.records.get("event", event)
    if row is None:
        return
    with ws.document.unit_of_work(N_("Explain the totals of a sheet"), step=f"explain-{event}-{sheet}") as work:
        _put_sheet(ws, work.session, row, sheet, {"explanation": words.strip() or None})


def attach_scan(ws: Workspace, event: str, sheet: int, path: Path) -> str:
    """Keep a scan as evidence of an event and return the key of the file.

    Args:
        ws: the open document.
        event: key of the event.
        sheet: number of the sheet that it shows, 0 for the whole packet.
        path: a PDF or a picture.

    Raises:
        InputError: it is no scan, or it is too large.
        DiskFullError: there is no room; nothing was stored.
    """
    data, media_type = _scan(path)
    sha256 = hashlib.sha256(data).hexdigest()
    ws.document.put_blob(sha256, data)
    row = ws.records.get("event", event)
    if row is None:
        raise InputError(N_("This event is no longer there."), N_("Bring it back from the bin, then attach the scan."))
    with ws.document.unit_of_work(N_("Attach a scan")) as work:
        facts = {"name": path.name, "sha256": sha256, "size": len(data), "media_type": media_type}
        record = ws.records.insert(work.session, "file", facts)
        proofs = row.get("proof")
        kept = tuple(proofs) if isinstance(proofs, tuple) else ()
        ws.records.write(work.session, "event", event, {"proof": (*kept, record)})
        if sheet:
            _put_sheet(ws, work.session, row, sheet, {"scan": record})
    return record


def _scan(path: Path) -> tuple[bytes, str]:
    refused = N_("{name} is no scan that can be kept.", name=path.name)
    try:
        if path.stat().st_size > SCAN_LIMIT:
            raise InputError(refused, N_("Scan it with fewer dots, so that it has less than 60 MB."))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(refused, N_("Look whether the file is still there, then choose it again.")) from error
    media_type = next((kind for magic, kind in SCANS.items() if data.startswith(magic)), "")
    if not media_type and data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        media_type = "image/heic"
    if not media_type:
        raise InputError(refused, N_("Choose a PDF or a photo of the sheet."))
    return data, media_type


def _put_sheet(ws: Workspace, session: Session, event: Row, sheet: int, values: Mapping[str, object]) -> None:
    found = next((one for one in rows_of(event, "sign_in_sheets") if one.get("number") == sheet), None)
    if found is not None:
        ws.records.write(session, "sign_in_sheet", found.id, values)
    elif any(value is not None for value in values.values()):
        ws.records.insert(session, "sign_in_sheet", {"event": event.id, "number": sheet, **values})


def _there(session: Session, type_name: str, record: str) -> bool:
    column = table(type_name).columns["id"]
    return session.execute(select(column).where(column == record)).first() is not None


def _choices(ws: Workspace) -> Callable[[str, Field], Sequence[Option]]:
    return lambda type_name, field: choices_of(ws.records, type_name, field)


def _offered(ws: Workspace, type_name: str, field: Field) -> tuple[Option, ...]:
    if field.kind in (Kind.ENUM, Kind.SET):
        return choices_of(ws.records, type_name, field)
    chosen = (Kind.REFERENCE, Kind.REFERENCES, Kind.PHOTOS, Kind.FILE)
    return ws.records.options(type_name, field.name) if field.kind in chosen else ()


def _on_record(person: Row, offered: Mapping[str, set[str]]) -> Mapping[str, str]:
    """Return what is known of a person and stands on the sheet: the age group, the only language."""
    found: dict[str, str] = {}
    age, spoken = person.get("age_band"), person.get("languages")
    if isinstance(age, str) and age in offered["age_band"]:
        found["age_band"] = age
    if isinstance(spoken, tuple) and len(spoken) == 1 and spoken[0] in offered["language"]:
        found["language"] = str(spoken[0])
    return found
