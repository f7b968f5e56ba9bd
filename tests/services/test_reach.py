"""The reach map: names are joined, gaps between months are shown, an invitation is no voice."""

from __future__ import annotations

from datetime import date

from app.core.fields import Row
from app.services.reach.service import Heard, reach_map, so_far

GROUPS = (("g1", "夜班工人"), ("g2", "租屋的人"), ("g3", "Renters"))


def _event(key: str, day: str, target: str = "") -> Row:
    return Row("event", key, {"date": day, "target_groups": target})


def test_tallies_with_the_same_name_are_joined_and_months_have_no_gap() -> None:
    found = reach_map(
        GROUPS,
        [_event("a", "2025-01-05"), _event("b", "2025-01-20"), _event("c", "2025-04-01")],
        {"a": [("夜班工人", 5), ("夜班 工人", 2)], "b": [("夜班工人", 3)], "c": [(" ＲＥＮＴＥＲＳ ", 4), ("長者", 9)]},
    )
    assert found.months == ("2025-01", "2025-02", "2025-03", "2025-04")
    rows = {row.name: row for row in found.rows}
    assert rows["夜班工人"].months == {"2025-01": Heard(2, 10, 0)}
    assert rows["Renters"].people == 4
    assert rows["長者"].group == ""
    assert [row.name for row in found.unheard] == ["租屋的人"]


def test_an_invitation_is_told_and_is_no_voice() -> None:
    found = reach_map(GROUPS, [_event("a", "2025-01-05", "租屋的人、長者")], {})
    rows = {row.name: row for row in found.rows}
    assert rows["租屋的人"].months == {"2025-01": Heard(0, 0, 1)}
    assert rows["租屋的人"].last == ""
    assert len(found.unheard) == 3


def test_events_without_a_month_stay_outside_the_map() -> None:
    assert reach_map(GROUPS, [_event("a", "2025"), _event("b", "")], {"a": [("Renters", 4)]}).months == ()


def test_hours_that_would_be_due_by_now() -> None:
    assert so_far(8000, "2025-01-01", "2025-12-31", date(2025, 12, 31)) == 8000
    assert so_far(3650, "2025-01-01", "2025-12-31", date(2025, 1, 1)) == 10
    assert so_far(3650, "2025-01-01", "2025-12-31", date(2024, 6, 1)) == 0
    assert so_far(3650, "2025-01", "2025-12-31", date(2025, 6, 1)) is None
