"""Days of supply, shelters, organisation, change and people: the vectors of the fact sheet."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.services.figures.adequacy import Room, Stock, capacity, in_unit, shelters, supply
from app.services.figures.changes import Verdict, change
from app.services.figures.organisation import GroupFact, organisation
from app.services.figures.people import Population, Sector, sector_shares, trend
from app.services.figures.standards import standards

RULES = standards()


def test_sixty_kilograms_of_rice_and_three_hundred_litres() -> None:
    stock = [Stock("staple", Fraction(60), "公斤"), Stock("water", Fraction(300), "L")]
    found = supply(stock, 50, RULES.zone("rural"), RULES, "2025-04-15")
    food, water = found.days
    assert (food.days, food.short) == (Fraction(3), Fraction(0))
    assert (water.days, water.short) == (Fraction(2), Fraction(150))
    assert found.least == 2
    assert [(one.piece.id, one.short) for one in found.each] == [("food", Fraction(50)), ("bedding", Fraction(50))]


def test_zones_and_rates_are_data() -> None:
    assert [RULES.zone(one).days for one in ("island", "rural", "urban", "taichung_mountain")] == [10, 3, 2, 14]
    water = supply([Stock("water", Fraction(400), "公升")], 10, RULES.zone("taichung_mountain"), RULES, "2025").days[1]
    assert (water.per_day, water.days, water.short) == (Fraction(4), Fraction(10), Fraction(160))
    sources = [*(one.source for one in RULES.zones), *(one.source for one in RULES.rates)]
    assert all([*sources, *(one.source for one in RULES.pieces)])


def test_expired_and_unclear_stock_does_not_count() -> None:
    stock = [
        Stock("staple", Fraction(10), "kg", expires="2025-03"),
        Stock("staple", Fraction(10), "kg", expires="2025-04"),
        Stock("staple", Fraction(5), "袋"),
        Stock("water", None, "L"),
        Stock("tool", Fraction(3), "把"),
    ]
    found = supply(stock, 5, RULES.zone("urban"), RULES, "2025-04-15")
    assert (found.days[0].stock, found.unclear, found.expired) == (Fraction(10), 2, 1)


@pytest.mark.parametrize(
    ("quantity", "unit", "pack", "litres"),
    [
        (24, "瓶", "600毫升", Fraction(144, 10)),
        (2, "箱", "600 mL × 24", Fraction(288, 10)),
        (2, "箱", "24 × 600 mL", Fraction(288, 10)),
        (3, "公升", "", Fraction(3)),
        (1000, "ｍＬ", "", Fraction(1)),
        (3, "箱", "", None),
        (3, "公斤", "", None),
    ],
)
def test_units_are_read_as_people_write_them(quantity: int, unit: str, pack: str, litres: Fraction | None) -> None:
    assert in_unit(Stock("water", Fraction(quantity), unit, pack), "L", RULES) == litres


def test_nobody_to_provide_for_has_no_days() -> None:
    found = supply([Stock("staple", Fraction(60), "kg")], 0, RULES.zone("rural"), RULES, "2025")
    assert found.days[0].days is None
    assert found.least is None


def test_a_shelter_of_185_square_metres_holds_92() -> None:
    assert capacity(Fraction(185), RULES) == 92
    rooms = [Room("hall", Fraction(185), 100), Room("school", None, 40), Room("temple", Fraction(60), 20), Room("?")]
    found = shelters(rooms, 80, RULES)
    assert [(one.most, one.counted, one.over) for one in found.rooms] == [
        (92, 92, True),
        (None, 40, False),
        (30, 20, False),
        (None, None, False),
    ]
    assert (found.places, found.coverage, found.short) == (152, 190, 0)
    assert shelters(rooms[:1], 0, RULES).coverage is None
    assert shelters(rooms[:1], 100, RULES).short == 8


def test_organisation_figures() -> None:
    groups = [
        GroupFact("a", ("b",), (), command=True),
        GroupFact("c", (), ("d", "e")),
        GroupFact("f", ("a",), ("e",)),
    ]
    found = organisation(groups, {"a", "c", "z"}, 450, 4, 6)
    assert (found.members, found.certified, found.without_deputy) == (6, 3, 1)
    assert (found.member_share, found.certified_per_thousand) == (13, 67)
    assert (found.leaders, found.leaders_certified, found.leader_share) == (3, 2, 67)
    assert found.helpers_per_person == 15
    none = organisation([], (), None, 0, None)
    assert (none.member_share, none.leader_share, none.helpers_per_person) == (None, None, None)


def test_the_reported_community_of_99_members() -> None:
    groups = [GroupFact(members=tuple(str(one) for one in range(99)))]
    assert organisation(groups, (), 450, 0, 0).member_share == 220


@pytest.mark.parametrize(
    ("before", "after", "higher", "delta", "percent", "new", "verdict"),
    [
        (0, 3, True, 3, None, True, Verdict.BETTER),
        (2, 3, True, 1, 500, False, Verdict.BETTER),
        (30, 20, False, -10, -333, False, Verdict.BETTER),
        (30, 20, True, -10, -333, False, Verdict.WORSE),
        (5, 5, True, 0, 0, False, Verdict.SAME),
        (0, 0, True, 0, None, False, Verdict.SAME),
        (1, 2, None, 1, 1000, False, Verdict.OPEN),
        (None, 2, True, None, None, False, Verdict.OPEN),
    ],
)
def test_before_and_after(
    before: int | None,
    after: int | None,
    higher: bool | None,
    delta: int | None,
    percent: int | None,
    new: bool,
    verdict: Verdict,
) -> None:
    found = change(before, after, higher)
    assert (found.delta, found.percent, found.new, found.verdict) == (delta, percent, new, verdict)


def test_ageing_rate_and_trend() -> None:
    now = Population("2025-02", 1862, 918, 944, 712, 180, 1260, 422)
    assert (now.ageing, now.adds_up) == (227, True)
    assert not trend([now, Population("2025-01", 1800, old=400)]).is_trend
    both = trend([now, Population("2020", 1900, old=300), Population("", 1)])
    assert both.is_trend
    assert [one.as_of for one in both.years] == ["2020", "2025-02"]
    assert Population("2025", 10, young=1, working=2, old=3).adds_up is False


def test_parts_of_the_lines_of_work() -> None:
    rows = [Sector("farm", "2024", 64, 130), Sector("shop", "2024", 30, 90), Sector("iron", "2024", 9, None)]
    found = sector_shares([*rows, Sector("old", "2020", 1, 999)])
    assert [(one.sector.name, one.percent) for one in found] == [("farm", 59), ("shop", 41), ("iron", None)]
    assert [one.percent for one in sector_shares(rows, "units")] == [62, 29, 9]
