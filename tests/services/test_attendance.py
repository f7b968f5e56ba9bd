"""Sheet totals against typed rows: what differs is said, and found until it is explained."""

from __future__ import annotations

import pytest

from app.core.fields import Row
from app.models.options import LANGUAGES
from app.services.attendance import (
    ELSEWHERE,
    PARTS,
    TAIWAN,
    event_difference,
    rows_of,
    sheet_choices,
    sheet_languages,
    sheets,
)
from app.services.records import RecordService


@pytest.fixture
def event(records: RecordService) -> Row:
    return records.create("event", {"title": "Potluck", "date": "2025-11-29"})[0]


def read(records: RecordService, event: Row) -> Row:
    row = records.get("event", event.id)
    assert row is not None
    return row


def person(records: RecordService, event: Row, sheet: int = 1, **values: object) -> None:
    records.create("attendance", {"event": event.id, "sheet": sheet, "name": "Ana", **values})


def rules(records: RecordService, event: Row) -> list[str]:
    return [one.rule for one in records.findings("event", event.id) if one.rule.startswith("sheet")]


def test_sheets_that_agree_need_nothing(records: RecordService, event: Row) -> None:
    for sheet, many in ((1, 3), (2, 2)):
        for _ in range(many):
            person(records, event, sheet, age_band="u18")
        records.create("sign_in_sheet", {"event": event.id, "number": sheet, "heads": many})
        records.create("sheet_count", {"event": event.id, "sheet": sheet, "age_band": "u18", "number": many})
    states = sheets(read(records, event))
    assert [(one.number, one.typed, one.paper, one.settled) for one in states] == [(1, 3, 3, True), (2, 2, 2, True)]
    assert rules(records, event) == []


def test_a_sheet_without_its_own_total_is_not_settled_but_no_fault(records: RecordService, event: Row) -> None:
    person(records, event)
    (state,) = sheets(read(records, event))
    assert not state.settled
    assert rules(records, event) == []


def test_heads_and_boxes_that_differ_are_found_until_they_are_explained(records: RecordService, event: Row) -> None:
    person(records, event, language="vi")
    paper, _ = records.create("sign_in_sheet", {"event": event.id, "number": 1, "heads": 2})
    records.create("sheet_count", {"event": event.id, "sheet": 1, "language": "vi", "number": 2})
    (state,) = sheets(read(records, event))
    assert [(one.part, one.key, one.typed, one.paper) for one in state.differences] == [
        ("", "", 1, 2),
        ("language", "vi", 1, 2),
    ]
    assert rules(records, event) == ["sheet-totals", "sheet-totals"]
    records.change("sign_in_sheet", paper.id, {"explanation": "   "})
    assert rules(records, event) == ["sheet-totals", "sheet-totals"]
    records.change("sign_in_sheet", paper.id, {"explanation": "One came twice."})
    assert rules(records, event) == []


def test_the_head_count_of_the_event_is_compared_with_all_sheets(records: RecordService, event: Row) -> None:
    records.change("event", event.id, {"attended": 9})
    for sheet in (1, 2):
        for _ in range(4):
            person(records, event, sheet)
        records.create("sign_in_sheet", {"event": event.id, "number": sheet, "heads": 4})
    row = read(records, event)
    difference = event_difference(row, sheets(row))
    assert difference is not None
    assert (difference.typed, difference.paper) == (9, 8)
    assert rules(records, event) == ["sheet-heads"]
    records.change("event", event.id, {"attended": 8})
    assert rules(records, event) == []


def test_counts_alone_may_be_fewer_than_the_heads_but_never_more(records: RecordService, event: Row) -> None:
    records.change("event", event.id, {"attendance_kept": "counts"})
    records.create("sign_in_sheet", {"event": event.id, "number": 1, "heads": 5})
    box, _ = records.create("sheet_count", {"event": event.id, "sheet": 1, "age_band": "u18", "number": 4})
    assert rules(records, event) == []
    records.change("sheet_count", box.id, {"number": 6})
    assert rules(records, event) == ["sheet-totals"]


def test_an_empty_row_is_nobody(records: RecordService, event: Row) -> None:
    person(records, event, name=None)
    assert sheets(read(records, event)) == ()
    assert len(rows_of(read(records, event), "attendance")) == 1


@pytest.mark.parametrize("country", ["TW", "US", "other", ""])
def test_every_column_of_a_sheet_has_one_key_per_choice(country: str) -> None:
    known = {one.key for one in LANGUAGES}
    assert set(sheet_languages(country)) <= known
    for part in PARTS:
        assert 1 < len(sheet_choices(part, country)) <= 9
    assert sheet_languages(country) == (TAIWAN if country in ("TW", "") else ELSEWHERE)


def test_deleting_the_event_takes_its_sheets_along_and_undo_brings_all_back(records: RecordService, event: Row) -> None:
    person(records, event)
    records.create("feedback_note", {"event": event.id, "quote": "Hot up here"})
    records.delete("event", event.id)
    assert not records.load("attendance")
    assert not records.load("feedback_note")
