"""Rules that stand in a declaration: sums, ends that draw near, places that can be."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.fields import Row
from app.i18n import Translator
from app.models.catalogue import about, catalogue
from app.services.records import RecordService
from app.services.rules.declared import declared

TODAY = date(2025, 4, 15)


def _rules(type_name: str, values: dict[str, object], country: str | None = "TW") -> list[str]:
    one = catalogue()[type_name]
    return [found.rule for found in declared(one, Row(type_name, "1", values), about(type_name), TODAY, country)]


def test_ages_that_do_not_make_the_total_are_named_with_the_numbers() -> None:
    values: dict[str, object] = {"age_0_14": 180, "age_15_64": 1260, "age_65p": 421, "total": 1862}
    one = catalogue()["population_stat"]
    (found,) = declared(one, Row("population_stat", "1", values), about("population_stat"), TODAY, "TW")
    assert found.place == "record:population_stat:1:total"
    said = Translator("en").text(found.message)
    assert "1,861" in said
    assert "1,862" in said
    assert "Aged 0–14" in said


@pytest.mark.parametrize(
    "values",
    [
        {"age_0_14": 180, "age_15_64": 1260, "age_65p": 422, "total": 1862},
        {"age_0_14": 180, "age_15_64": 1260, "total": 1862},
        {"age_0_14": 180, "age_15_64": 1260, "age_65p": 422},
        {"male": 918, "female": 944, "total": 1862},
    ],
)
def test_sums_that_fit_or_are_not_known_say_nothing(values: dict[str, object]) -> None:
    assert _rules("population_stat", values) == []


@pytest.mark.parametrize(
    ("end", "rules"),
    [
        ("2025-06-14", ["ends-soon"]),
        ("2025-06-15", []),
        ("2025-04-15", ["ends-soon"]),
        ("2025-04-14", ["ended"]),
        ("2025-05", ["ends-soon"]),
        ("2025-03", ["ended"]),
        ("2025-04", ["ends-soon"]),
        ("2025", []),
        ("2024-12", ["ended"]),
        ("2024", ["ended"]),
        ("2025-12", []),
        ("", []),
    ],
)
def test_an_agreement_warns_sixty_days_before_its_end(end: str, rules: list[str]) -> None:
    assert _rules("agreement", {"end": end}) == rules


@pytest.mark.parametrize(
    ("position", "country", "rules"),
    [
        ("241500000,1206800000", "TW", []),
        ("241500000,1206800000", None, []),
        ("1206800000,241500000", "TW", ["swapped"]),
        ("351500000,1396800000", "TW", ["outside"]),
        ("423600000,-710600000", "US", []),
        ("1206800000,241500000", "US", ["swapped"]),
        ("", "TW", []),
        ("somewhere", "TW", []),
    ],
)
def test_places_lie_where_they_can(position: str, country: str | None, rules: list[str]) -> None:
    assert _rules("shelter", {"position": position}, country) == rules
    assert _rules("disaster_event", {"position": position}, country) == rules


def test_a_shelter_for_nobody_is_only_a_reserve(records: RecordService) -> None:
    row, _ = records.create(
        "shelter", {"name": "備用場地", "address": "中正街1號", "capacity": 0, "hazards": ("FLOOD",)}
    )
    assert records.findings("shelter", row.id) == ()


def test_the_records_tell_what_their_declaration_finds(records: RecordService) -> None:
    values = {"as_of_date": "2025-02", "source_text": "戶政", "households": 712, "total": 10, "male": 4, "female": 5}
    row, _ = records.create("population_stat", values)
    assert [found.rule for found in records.findings("population_stat", row.id)] == ["sum"]
