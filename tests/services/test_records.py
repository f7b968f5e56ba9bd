"""Records on a real document: made, changed, kept as typed, ordered, deleted and taken back."""

from __future__ import annotations

import pytest

from app.core.fields import Kind, Row, Severity
from app.core.messages import Message
from app.core.richtext import plain
from app.i18n import Translator
from app.models.document.document import Document
from app.services.records import RecordService


def _person(records: RecordService, name: str, **values: object) -> Row:
    return records.create("person", {"name": name, **values})[0]


def test_a_record_exists_from_the_first_key_stroke(records: RecordService) -> None:
    row, changes = records.create("person")
    assert row.title == ""
    assert changes.touches("person", row.id)
    assert changes.label == Message("Add person")
    assert records.get("person", row.id) == row


def test_values_come_back_as_they_were_given(records: RecordService) -> None:
    values: dict[str, object] = {
        "title": "堃 喆 𡋾 <b> & =1+1",
        "date": "2025-04",
        "time": "09:00/10:30",
        "attended": 0,
        "households_visited": None,
        "interpreter": False,
        "food": True,
        "audience": ("elders", "students"),
        "key_statements": "一\n二",
    }
    row, _ = records.create("event", values)
    assert {name: row.get(name) for name in values} == values
    assert row.get("photos") == ()
    assert row.get("transport") is None


def test_rich_and_localized_text_come_back(records: RecordService) -> None:
    photo, _ = records.create("photo", {"caption": {"zh_TW": "清點", "en": ""}, "name": "a.jpg"})
    assert photo.get("caption") == {"zh_TW": "清點"}
    assert photo.title == "清點"
    dossier, _ = records.create("dossier")
    part, _ = records.create("dossier_part", {"dossier": dossier.id})
    block, _ = records.create("dossier_block", {"part": part.id, "runs": plain("字")})
    assert block.get("runs") == plain("字")


def test_a_title_of_choices_follows_the_language(records: RecordService) -> None:
    person = _person(records, "陳榕樹")
    made, _ = records.create("certificate", {"member": person.id, "kind": "cpr_aed"})
    assert made.title == "陳榕樹 · CPR+AED"
    assert records.create("photo", {"name": "IMG_1.jpg"})[0].title == "IMG_1.jpg"


def test_rows_stand_in_their_record_and_follow_it(records: RecordService, document: Document) -> None:
    person = _person(records, "Rosa")
    for role in ("leader", "liaison"):
        records.create("person_role", {"person": person.id, "role": role})
    row = records.get("person", person.id)
    assert row is not None
    roles = row.get("roles")
    assert isinstance(roles, tuple)
    assert [one.title for one in roles] == ["Leader", "Liaison"]
    assert [one.title for one in records.load("person_role", where={"person": person.id})] == ["Leader", "Liaison"]
    records.delete("person", person.id)
    assert records.load("person_role") == ()
    document.undo()
    assert records.get("person", person.id) == row


def test_changing_says_what_changed_and_equal_values_change_nothing(records: RecordService) -> None:
    person = _person(records, "Rosa", languages=("en", "es"))
    changes = records.change("person", person.id, {"name": "Rosa Banyan"})
    assert changes is not None
    assert changes.label == Message("Change {field}", {"field": Message("Full name")})
    assert records.change("person", person.id, {"name": "Rosa Banyan", "languages": ["en", "es"]}) is None
    assert records.change("person", "nobody", {"name": "x"}) is None
    assert records.title_of("person", person.id) == "Rosa Banyan"


def test_typing_in_one_field_is_one_undo(records: RecordService, document: Document) -> None:
    person = _person(records, "")
    for text in ("R", "Ro", "Rosa"):
        records.change("person", person.id, {"name": text}, typing=True, step="visit")
    assert records.title_of("person", person.id) == "Rosa"
    document.undo()
    assert records.title_of("person", person.id) == ""


def test_an_empty_field_that_is_empty_again_is_no_step(records: RecordService, document: Document) -> None:
    typed: tuple[tuple[str, str, tuple[object, ...]], ...] = (
        ("person", "name", ("R", "Ro", "")),
        ("photo", "caption", ({"en": "R"}, {})),
        ("event", "audience", (("elders",), ())),
    )
    for type_name, field, values in typed:
        row, depth = records.create(type_name)[0], document.undo_depth
        for value in values:
            records.change(type_name, row.id, {field: value}, typing=True, step=f"visit of {field}")
        assert document.undo_depth == depth
        assert records.get(type_name, row.id) == row


def test_what_does_not_parse_is_kept_as_typed_and_undo_brings_the_value_back(
    records: RecordService, document: Document
) -> None:
    event, _ = records.create("event", {"title": "x", "date": "2025-04-15"})
    records.set_pending("event", event.id, "date", "四月某天")
    row = records.get("event", event.id)
    assert row is not None
    assert row.pending == {"date": "四月某天"}
    assert row.get("date") is None
    found = [one for one in records.findings("event", event.id) if one.rule == "pending"]
    assert [one.severity for one in found] == [Severity.ERROR]
    assert found[0].place == f"record:event:{event.id}:date"
    document.undo()
    back = records.get("event", event.id)
    assert back is not None
    assert (back.get("date"), back.pending) == ("2025-04-15", {})


def test_a_good_value_or_nothing_takes_the_leftover_away(records: RecordService) -> None:
    event, _ = records.create("event")
    records.set_pending("event", event.id, "date", "someday")
    records.change("event", event.id, {"date": "2025"})
    assert records.get("event", event.id).pending == {}  # type: ignore[union-attr]
    records.set_pending("event", event.id, "attended", "many")
    records.set_pending("event", event.id, "attended", "")
    assert records.get("event", event.id).pending == {}  # type: ignore[union-attr]


def test_deleting_empties_references_and_lists_say_what_is_gone(records: RecordService, document: Document) -> None:
    school, _ = records.create("organisation", {"name": "School"})
    person = _person(records, "Rosa", organisation=school.id)
    event, _ = records.create("event", {"title": "x", "partners": (school.id,)})
    records.delete("organisation", school.id)
    assert records.get("person", person.id).get("organisation") is None  # type: ignore[union-attr]
    assert "gone" in {one.rule for one in records.findings("event", event.id)}
    document.undo()
    assert records.get("person", person.id).get("organisation") == school.id  # type: ignore[union-attr]
    assert "gone" not in {one.rule for one in records.findings("event", event.id)}


def test_ordered_records_are_moved_between_their_neighbours(records: RecordService) -> None:
    ids = [records.create("budget_line", {"item": item})[0].id for item in "abcd"]

    def items() -> str:
        return "".join(row.title for row in records.load("budget_line"))

    assert items() == "abcd"
    records.move("budget_line", ids[3], None)
    assert items() == "dabc"
    records.move("budget_line", ids[3], ids[1])
    assert items() == "abdc"
    records.move("budget_line", ids[0], ids[2])
    assert items() == "bdca"


def test_two_things_at_one_place_can_be_moved_apart(records: RecordService) -> None:
    ids = [records.create("budget_line", {"item": item, "order_key": "a0"})[0].id for item in "abc"]
    records.move("budget_line", ids[2], ids[0])
    assert "".join(row.title for row in records.load("budget_line")) == "acb"


def test_amounts_take_the_currency_of_the_community_and_are_computed(records: RecordService) -> None:
    records.create("community", {"name": "Banyan Hill", "country": "US", "currency": "USD"})
    line, _ = records.create("budget_line", {"item": "Speaker", "qty": 250, "unit_price": 1999})
    assert (line.get("currency"), line.get("amount")) == ("USD", 4998)


def test_there_is_one_community(records: RecordService) -> None:
    assert records.single("community") is None
    made, _ = records.create("community", {"name": "Banyan Hill"})
    assert records.single("community") == made
    with pytest.raises(ValueError, match="community"):
        records.create("community")


def test_lists_are_sorted_and_filtered(records: RecordService) -> None:
    events = {
        title: records.create("event", {"title": title, "date": date, "attended": attended, "audience": audience})[0].id
        for title, date, attended, audience in (
            ("b", "2025-02", 12, ("elders",)),
            ("a", "2025-01-03", None, ()),
            ("c", None, 3, ("elders", "students")),
        )
    }

    def titles(**how: object) -> str:
        return "".join(row.title for row in records.load("event", **how))  # type: ignore[arg-type]

    assert titles(sort="title") == "abc"
    assert titles(sort="-date") == "bac"
    assert titles(sort=("attended", "title")) == "cba"
    assert titles(sort="title", where={"audience": "elders"}) == "bc"
    assert titles(where={"date": None}) == "c"
    assert records.load("event", where={"id": events["a"]})[0].title == "a"


def test_required_fields_are_counted_as_far_as_they_apply(records: RecordService) -> None:
    community, _ = records.create("community", {"country": "US"})
    names = {one.place.rsplit(":", 1)[-1] for one in records.findings("community", community.id)}
    assert names == {"name", "state", "town", "manager", "position"}
    assert records.missing_count("community", community.id) == 5
    records.change("community", community.id, {"country": "TW"})
    assert records.missing_count("community", community.id) == 9
    assert not records.applies(records.single("community"), "town")  # type: ignore[arg-type]
    assert records.missing_count("community", "nobody") == 0


@pytest.mark.parametrize(
    ("type_name", "values", "rule"),
    [
        ("person", {"phone": "12"}, "phone"),
        ("person", {"email": "rosa"}, "email"),
        ("organisation", {"tax_id": "12345678"}, "tax_id"),
        ("community", {"star": 4}, "bounds"),
        ("event", {"attended": -1}, "bounds"),
        ("event", {"time": "10:30/09:00"}, "time-order"),
        ("certificate", {"issued_on": "2025-05", "expires_on": "2025-04-30"}, "date-order"),
        ("event", {"method": "smoke"}, "option"),
        ("expense", {"head": "gone"}, "option"),
    ],
)
def test_faults_are_said_and_kept(records: RecordService, type_name: str, values: dict[str, object], rule: str) -> None:
    row, _ = records.create(type_name, values)
    found = [one for one in records.findings(type_name, row.id) if one.rule == rule]
    assert len(found) == 1
    assert found[0].severity is Severity.WARN
    assert {name: row.get(name) for name in values} == values


def test_dates_are_compared_as_far_as_they_are_known(records: RecordService) -> None:
    row, _ = records.create("certificate", {"issued_on": "2025-04-15", "expires_on": "2025-04"})
    assert "date-order" not in {one.rule for one in records.findings("certificate", row.id)}


def test_a_record_without_faults_has_none(records: RecordService) -> None:
    row, _ = records.create("organisation", {"name": "School", "kind": "school", "tax_id": "04595257"})
    assert records.findings("organisation", row.id) == ()


def test_choices_come_from_the_list_the_programme_or_the_records(records: RecordService) -> None:
    person = _person(records, "Rosa")
    records.create("event", {"place": "Hall"})
    assert [one.key for one in records.options("expense", "head")] == ["office", "equipment"]
    assert records.options("person", "age_band")[0].key == "u18"
    assert [one.key for one in records.options("certificate", "member")] == [person.id]
    assert Translator("en").text(records.options("certificate", "member")[0].label) == "Rosa"
    assert [one.key for one in records.options("event", "place")] == ["Hall"]
    assert len(records.options("community", "county")) == 22
    assert records.options("event", "attended") == ()


def test_every_kind_in_use_can_be_stored_empty_and_read(records: RecordService) -> None:
    kinds = set()
    for name, one in records.catalogue().items():
        if one.parent or name == "community":
            continue
        row, _ = records.create(name)
        kinds |= {field.kind for field in one.fields}
        assert all(row.get(field.name) in (None, (), {}) for field in one.fields if field.name != "currency"), name
    assert kinds >= set(Kind) - {Kind.COORDINATES, Kind.DURATION, Kind.RICH_TEXT}
    assert records.types() == tuple(sorted(records.types()))
