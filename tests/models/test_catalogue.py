"""The catalogue against the mapped classes: nothing undeclared, nothing unlabelled, no form too long."""

from __future__ import annotations

from collections import Counter

import pytest

from app.core.fields import Field, FromPack, Kind, Privacy, RecordType
from app.core.messages import LocalText, Message
from app.models import load_records
from app.models.base import Base
from app.models.catalogue import about, applies, catalogue, compute, ordered, parent_column, table

load_records()
TYPES = list(catalogue().values())
NAMES = [one.name for one in TYPES]
MIXIN = {"id", "created_at", "updated_at"}
FACT_SHEET = {
    "community", "disaster_event", "hazard_potential", "risk", "population_stat", "industry_stat", "protected_person",
    "response_group", "person", "certificate", "supply", "equipment", "supply_check", "equipment_check", "agreement",
    "organisation", "shelter", "shelter_opening", "route", "route_waypoint", "training", "training_timing",
    "warning_channel", "alert", "alert_row", "alert_report", "recovery_committee", "relief_case",
    "reconstruction_plan", "livelihood_action", "indicator", "special_practice", "practice_adopter",
    "practice_media", "funding_source", "budget_line", "expense", "voucher", "settlement", "succession",
    "income_plan", "direction", "knowledge_transfer", "calendar_activity", "continuity_function", "photo", "file",
    "trip_report", "event", "event_count", "meeting", "motion", "report_item", "extempore_motion", "agenda_item",
    "action_item", "visit_plan", "visit_slot", "visit_exhibit", "visit_rehearsal", "panel_question", "letter",
    "letter_deadline",
}  # fmt: skip
"""R01 to R30 with their rows, and letters."""
WORKSPACE = FACT_SHEET | {one.name for one in TYPES if one.room}


def _fields() -> list[tuple[RecordType, Field]]:
    return [(one, field) for one in TYPES for field in one.fields]


def _wording(label: object) -> str:
    return label.id if isinstance(label, Message) else label.best("en") if isinstance(label, LocalText) else ""


def test_every_record_of_the_fact_sheet_is_there() -> None:
    assert set(NAMES) >= FACT_SHEET


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_field_or_a_known_purpose(name: str) -> None:
    for column in table(name).columns:
        assert column.name in MIXIN or {"field", "parent", "order", "data", "unused"} & set(column.info), column


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_column_is_in_the_catalogue(name: str) -> None:
    named = {one.name for one in catalogue()[name].fields}
    assert {column.name for column in table(name).columns if "field" in column.info} <= named


def test_tables_hold_text_and_integers_only() -> None:
    assert {str(column.type.compile()) for one in Base.metadata.sorted_tables for column in one.columns} <= {
        "TEXT", "INTEGER", "BLOB",
    }  # fmt: skip


def test_every_kind_is_known_and_every_label_says_something() -> None:
    for one in TYPES:
        assert _wording(one.label)
        assert _wording(one.plural)
    for one, field in _fields():
        assert field.name
        assert isinstance(field.kind, Kind)
        assert _wording(field.label), (one.name, field.name)
        assert not _wording(field.label).endswith((":", ".", "：", "。")), field.label


@pytest.mark.parametrize("name", sorted(WORKSPACE))
def test_no_form_shows_more_than_nine_fields_at_once(name: str) -> None:
    fields = catalogue()[name].fields
    counts = Counter(field.group for field in fields)
    assert max(counts.values()) <= 9, counts
    assert counts[None], "a form has a first page"
    assert all(field.first == (field.group is None) for field in fields)


@pytest.mark.parametrize("name", sorted(WORKSPACE))
def test_fields_of_a_group_stand_together(name: str) -> None:
    groups = [field.group for field in catalogue()[name].fields]
    runs = [group for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group]
    assert len(runs) == len(set(runs)), runs


@pytest.mark.parametrize("name", sorted(WORKSPACE))
def test_a_record_has_a_title_help_and_a_button(name: str) -> None:
    one = catalogue()[name]
    assert one.titles()
    assert _wording(one.add)
    assert one.parent or _wording(one.empty)


def test_targets_and_functions_exist_and_money_names_its_currency() -> None:
    for one, field in _fields():
        if field.target:
            assert field.target in catalogue(), field
        if field.kind is Kind.ROWS:
            assert catalogue()[field.target].parent == one.name
        if field.kind is Kind.COMPUTED:
            assert callable(compute(field.compute))
        if field.currency_field:
            assert one.field(field.currency_field).kind is Kind.ENUM


def test_option_keys_are_ascii_and_never_repeat() -> None:
    for one, field in _fields():
        if isinstance(field.options, FromPack):
            continue
        keys = [option.key for option in field.options]
        assert len(keys) == len(set(keys)), (one.name, field.name)
        assert all(option.key.isascii() and option.key for option in field.options)
        assert field.kind is Kind.COMPUTED or bool(keys) == (field.kind in (Kind.ENUM, Kind.SET)), (
            one.name,
            field.name,
        )


def test_personal_fields_are_marked() -> None:
    for one, field in _fields():
        if field.check in ("phone", "email", "person_name"):
            assert field.privacy >= Privacy.P2, (one.name, field.name)


def test_rows_and_ordered_records_are_known() -> None:
    assert parent_column("person_role") == "person"
    assert parent_column("event_count") == "event"
    assert parent_column("person") == ""
    assert ordered("budget_line")
    assert not ordered("person")


def test_a_field_applies_where_the_place_has_it() -> None:
    assert applies("community", "county", {"country": "TW"})
    assert applies("community", "county", {})
    assert not applies("community", "county", {"country": "US"})
    assert applies("community", "state", {"country": "US"})
    assert not applies("community", "state", {})
    assert applies("community", "name", {"country": "US"})


def test_conditions_and_date_pairs_name_fields_that_exist() -> None:
    for one in TYPES:
        for name, (other, _) in about(one.name).applies.items():
            assert {name, other} <= {field.name for field in one.fields}
        for pair in about(one.name).date_order:
            assert all(one.field(name).kind is Kind.DATE for name in pair)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError):
        about("nothing")
    with pytest.raises(KeyError):
        catalogue()["person"].field("nothing")
