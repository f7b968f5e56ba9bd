"""Another year from this year's pack: texts, rules and calendar follow what was told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.programmes.loader import compile_folder, load_pack
from app.programmes.rounds import RoundValue, difference, make_round, round_fields, share_out, with_choices
from app.programmes.validate import validate
from app.programmes.workflow import round_over
from tests.programmes.small_pack import write_pack

VALUES = {
    "round": RoundValue(116),
    "date:T1": RoundValue("2027-04-20", "the county, by telephone"),
    "date:T8": RoundValue("2027-10-29", "the county"),
    "amount:GEN": RoundValue(120000, "the plan"),
    "set:max_pages": RoundValue(80, "the plan"),
    "weight:written:1": RoundValue(50, "the plan"),
    "weight:written:2": RoundValue(50, "the plan"),
}


def test_a_new_round_follows_what_was_told(tmp_path: Path) -> None:
    data = compile_folder(write_pack(tmp_path))
    old, new = load_pack(data), load_pack(make_round(data, VALUES, source="team"))
    assert (new.id, new.round, new.start_month) == ("toy-116", "116", "2027-01")
    assert new.name.best("zh_TW") == "測試116年"
    step = new.step("b")
    assert step is not None
    assert step.purpose.best("zh_TW") == "116年4月20日前、80頁"
    assert new.categories[0].amount == 120000
    assert new.categories[0].told_by == "the plan"
    assert new.deadlines[0].source == "the county, by telephone"
    assert new.deadlines[1].last_day() == ""
    assert new.dossier is not None
    assert new.dossier.page_limit == 80
    assert [(one.weight, one.pages) for one in new.dossier.chapters] == [(50, 35), (50, 35)]
    assert [one.id for one in new.tasks] == [one.id for one in old.tasks]
    assert validate(new) == ()
    assert round_over(old, date(2026, 11, 21))
    assert not round_over(new, date(2026, 11, 21))


def test_dates_that_nobody_told_are_empty_and_never_last_years(tmp_path: Path) -> None:
    new = load_pack(make_round(compile_folder(write_pack(tmp_path)), {"round": RoundValue("116")}, source="team"))
    assert [one.last_day() for one in new.deadlines] == ["", "", ""]
    step = new.step("b")
    assert step is not None
    assert "尚未得知" in step.purpose.best("zh_TW")
    assert not round_over(new, date(2030, 1, 1))


def test_weights_that_do_not_add_up_are_found(tmp_path: Path) -> None:
    values = {"round": RoundValue(116), "weight:written:1": RoundValue(70)}
    findings = validate(load_pack(make_round(compile_folder(write_pack(tmp_path)), values, source="team")))
    assert {one.rule for one in findings} == {"pack.sum"}


def test_a_round_needs_its_year(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="year"):
        make_round(compile_folder(write_pack(tmp_path)), {}, source="team")


def test_the_form_asks_for_every_figure(tmp_path: Path) -> None:
    fields = {one.id: one for one in round_fields(load_pack(write_pack(tmp_path)))}
    assert fields["round"].value == 115
    assert {"date:T1", "date:T2:start", "date:T2:end", "amount:GEN", "count:GEN", "set:max_pages"} <= fields.keys()
    assert fields["weight:written:2"].value == 40


def test_the_difference_between_two_rounds_is_listed(tmp_path: Path) -> None:
    data = compile_folder(write_pack(tmp_path))
    changed = difference(load_pack(data), load_pack(make_round(data, VALUES, source="team")))
    assert (100000, 120000) in [(then, now) for _, then, now in changed]
    assert len(changed) == 9  # the warning before the last page moved with the limit


def test_a_groups_own_choices(tmp_path: Path) -> None:
    data = compile_folder(write_pack(tmp_path))
    assert with_choices(data, {}) is data
    chosen = load_pack(with_choices(data, {"max_pages": 50, "paper": "Letter"}))
    assert chosen.dossier is not None
    assert (chosen.paper, chosen.dossier.page_limit, sum(one.pages for one in chosen.dossier.chapters)) == (
        "Letter",
        50,
        40,
    )


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [(90, [40, 10, 20, 10, 20], [36, 9, 18, 9, 18]), (10, [1, 1, 1], [4, 3, 3]), (0, [1], [0]), (5, [], [])],
)
def test_pages_are_shared_out_whole(total: int, weights: list[int], shares: list[int]) -> None:
    assert share_out(total, weights) == shares
