"""Rooms: every record type stands in one, and its card counts what the records themselves say."""

from __future__ import annotations

from app.core.rooms import ROOMS, room
from app.models.catalogue import catalogue
from app.models.document.document import Document
from app.services.records import RecordService
from app.services.rooms import RoomService, room_of, types_of

OUTSIDE = {"dossier", "evidence", "participation", "roadmap_topic", "scoring"}
"""Record types with a place of their own beside the rooms."""


def test_every_type_stands_in_one_room_and_rows_stand_with_their_parent() -> None:
    known = {one.id for one in ROOMS}
    for name, one in catalogue().items():
        assert bool(one.room) != bool(one.parent or name in OUTSIDE), name
        assert not one.room or one.room in known, name
        assert room_of(name) == one.room
    assert {one.name for each in ROOMS for one in types_of(each.id)} == {
        n for n, one in catalogue().items() if one.room
    }
    assert room("hazards").icon
    assert types_of("nowhere") == ()


def test_a_card_counts_what_is_there_and_what_is_missing(document: Document, records: RecordService) -> None:
    rooms = RoomService(document, records)
    records.create("risk", {"spot": "防火巷"})
    whole = {"spot": "便橋", "hazard": "FLOOD", "likelihood": 3, "impact": 4, "countermeasure": "加高"}
    last, _ = records.create("risk", {**whole, "phase": ("mitigation",)})
    cards = {one.record_type.name: one for one in rooms.cards("hazards")}
    assert (cards["risk"].count, cards["risk"].missing) == (2, 1)
    assert cards["risk"].latest is not None
    assert cards["risk"].latest.id == last.id
    assert (cards["disaster_event"].count, cards["disaster_event"].latest) == (0, None)


def test_missing_counts_rows_conditions_and_typed_leftovers_as_the_records_do(
    document: Document, records: RecordService
) -> None:
    rooms = RoomService(document, records)
    made: list[tuple[str, dict[str, object]]] = [
        ("person", {"name": "陳榕樹", "is_dp": False}),
        ("response_group", {"group_name": "指揮組", "is_command": True}),
        ("response_group", {"group_name": "疏散組", "is_command": False}),
        ("indicator", {"other_item": "通報", "measure": "分鐘"}),
        ("community", {"name": "安和", "country": "US"}),
        ("alert", {"title": "大雨", "date": "2025-06-01"}),
    ]
    for name, values in made:
        row, _ = records.create(name, values)
        if name == "person":
            records.create("person_role", {"person": row.id, "other_title": "志工"})
        if name == "alert":
            records.set_pending("alert", row.id, "date", "下個月")
    for name in dict.fromkeys(name for name, _ in made):
        lacking = sum(records.missing_count(name, row.id) > 0 for row in records.load(name))
        card = next(one for one in rooms.cards(room_of(name)) if one.record_type.name == name)
        assert card.missing == lacking, name
