"""The worked cases of ``repair_lcbf.md`` section 13, to the cent."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.core.fields import Severity
from app.core.messages import Message
from app.i18n import Translator
from app.programmes.rules import State
from app.services.budget.engine.lines import BudgetEntry, Frame, Partner
from app.services.budget.engine.mend import with_amount
from tests.services.plan_desk import ALLY, FRIEND, LEAD, cents, entry, found, frame, items, rules_of, state

PASSED, FAILED, UNKNOWN, OFF = State.PASSED, State.FAILED, State.UNKNOWN, State.OFF


def in_english(message: Message | None) -> str:
    return Translator("en", currency="USD").text(message)


def partners(*more: Partner, lead: int = 10**12) -> tuple[Partner, ...]:
    return (Partner(LEAD, "Lead", "lead", "np501c3", lead), *more)


def ally(annual: int | None = 10**12) -> Partner:
    return Partner(ALLY, "Ally", "co_applicant", "np501c3", annual)


def split(total: str, of_ally: str, **more: object) -> tuple[BudgetEntry, ...]:
    """Return two direct lines: the ally's and the rest, the lead's."""
    return (
        entry("lead", "personnel", cents(total) - cents(of_ally)),
        entry("ally", "personnel", cents(of_ally), organisation=ALLY, **more),
    )


OPPORTUNITY = {"partners": partners(ally())}


def test_01_the_base_of_indirect_cost_is_the_total() -> None:
    direct = entry("d", "personnel", cents(165_000))
    right = rules_of(frame(), direct, entry("i", "indirect", cents("29117.64")))["BUD-IND"]
    assert right.state is PASSED
    assert in_english(right.arithmetic) == "$29,117.64 ÷ $194,117.64 is just below 15 %"
    assert state(rules_of(frame(), direct, entry("i", "indirect", cents("29117.65"))), "BUD-IND") is FAILED
    assert state(rules_of(frame(), direct, entry("i", "indirect", cents(24_750))), "BUD-IND") is PASSED


def test_02_seed_at_both_limits() -> None:
    direct, indirect = entry("d", "personnel", cents(170_000)), entry("i", "indirect", cents(30_000))
    views = rules_of(frame(), direct, indirect)
    assert (state(views, "BUD-IND"), state(views, "AMT-S")) == (PASSED, PASSED)
    more = rules_of(frame(), direct, with_amount(indirect, indirect.counted + 1))
    assert (state(more, "BUD-IND"), state(more, "AMT-S")) == (FAILED, FAILED)
    assert state(rules_of(frame(), with_amount(direct, direct.counted + 1), indirect), "AMT-S") is FAILED


@pytest.mark.parametrize(
    ("grant", "rest", "indirect"), [("catalyst", 34_000_000, 6_000_000), ("opportunity", 4_250_000, 750_000)]
)
def test_03_ceilings(grant: str, rest: int, indirect: int) -> None:
    head = frame(grant, **OPPORTUNITY)
    direct, most = entry("d", "personnel", cents(rest)), entry("i", "indirect", cents(indirect))
    assert state(rules_of(head, direct, most), "BUD-IND") is PASSED
    less = with_amount(direct, direct.counted - 1)
    assert state(rules_of(head, less, with_amount(most, most.counted + 1)), "BUD-IND") is FAILED


@pytest.mark.parametrize(
    ("direct", "contingency", "strict", "loose", "said"),
    [
        ("150000", "15000", PASSED, PASSED, []),
        ("150000", "16000", FAILED, PASSED, ["BUD-CON-B"]),
        ("150000", "16666.66", FAILED, PASSED, ["BUD-CON-B"]),
        ("150000", "16666.67", FAILED, FAILED, ["BUD-CON"]),
        ("154545.46", "15454.54", PASSED, PASSED, []),
        ("154545.45", "15454.55", FAILED, PASSED, ["BUD-CON-B"]),
        ("153000", "17000", FAILED, PASSED, ["BUD-CON-B"]),
        ("150000", "20000", FAILED, FAILED, ["BUD-CON"]),
    ],
)
def test_04_the_base_of_contingency(
    direct: str, contingency: str, strict: State, loose: State, said: list[str]
) -> None:
    lines = [entry("d", "personnel", cents(direct)), entry("c", "contingency", cents(contingency))]
    views = rules_of(frame(), *lines)
    assert (state(views, "BUD-CON"), state(views, "BUD-CON-B")) == (strict, loose)
    assert [one for one in found(views) if one.startswith("BUD")] == said
    assert all(one.severity is Severity.WARN for one in views["BUD-CON-B"].findings)


def test_05_consultants_stay_strictly_below() -> None:
    def judged(consultants: str) -> tuple[State, str]:
        rest = cents(200_000) - cents(consultants)
        lines = entry("v", "consultant", cents(consultants)), entry("d", "personnel", rest)
        view = rules_of(frame(), *lines)["BUD-CNS"]
        return view.state, in_english(view.arithmetic)

    assert judged("50000.00") == (FAILED, "$50,000.00 ÷ $200,000.00 = 25 %, limit 25 %")
    assert judged("49999.99") == (PASSED, "$49,999.99 ÷ $200,000.00 is just below 25 %")


def test_06_percentages_move_together() -> None:
    consultant, rest = entry("v", "consultant", cents(45_000)), entry("d", "personnel", cents(115_000))
    alone = rules_of(frame(), consultant, rest)
    assert state(alone, "BUD-CNS") is FAILED
    assert "28.13 %" in in_english(alone["BUD-CNS"].arithmetic)
    assert state(rules_of(frame(), consultant, rest, entry("i", "indirect", cents(20_000))), "BUD-CNS") is FAILED
    views = rules_of(frame(), consultant, rest, entry("i", "indirect", cents(28_000)))
    assert (state(views, "BUD-CNS"), state(views, "BUD-IND")) == (PASSED, PASSED)
    assert "23.94 %" in in_english(views["BUD-CNS"].arithmetic)


@pytest.mark.parametrize(
    ("grant", "total", "least"),
    [
        ("opportunity", "600000", "150000"),
        ("opportunity", "500000", "125000"),
        ("opportunity", "5000000", "1250000"),
        ("catalyst", "10000000", "2500000"),
        ("catalyst", "40000000", "10000000"),
    ],
)
def test_07_a_quarter_for_co_applicants_together(grant: str, total: str, least: str) -> None:
    head = frame(grant, partners=partners(ally(), Partner(FRIEND, "Friend", "co_applicant", "gov", 10**12)))
    assert state(rules_of(head, *split(total, least)), "CO-SHARE") is PASSED
    short = str(Fraction(least) - Fraction(1, 100))
    short = f"{cents(least) - 1:d}"
    lines = entry("l", "personnel", cents(total) - int(short)), entry("a", "personnel", int(short), organisation=ALLY)
    assert state(rules_of(head, *lines), "CO-SHARE") is FAILED
    half = cents(least) // 2
    shared = (
        entry("l", "personnel", cents(total) - 2 * half),
        entry("a", "personnel", half, organisation=ALLY),
        entry("f", "personnel", half, organisation=FRIEND),
    )
    assert state(rules_of(head, *shared), "CO-SHARE") is PASSED


def test_08_without_what_is_never_paid() -> None:
    head = frame("opportunity", **OPPORTUNITY)

    def judged(organisation: str) -> tuple[State, State | None, str]:
        gone = entry("x", "travel", cents(40_000), organisation=organisation, ineligible_kind="x_travel")
        of_ally = cents(150_000) - (gone.counted if organisation == ALLY else 0)
        rest = cents(600_000) - cents(150_000) - (gone.counted if organisation == LEAD else 0)
        lines = entry("l", "personnel", rest), entry("a", "personnel", of_ally, organisation=ALLY), gone
        view = rules_of(head, *lines)["CO-SHARE"]
        return view.state, view.net_state, in_english(view.net_arithmetic)

    assert judged(LEAD) == (PASSED, PASSED, "$150,000.00 ÷ $560,000.00 = 26.79 %, limit 25 %")
    assert judged(ALLY) == (PASSED, FAILED, "$110,000.00 ÷ $560,000.00 = 19.64 %, limit 25 %")
    seed = rules_of(frame(), entry("d", "personnel", cents(98_000)), entry("x", "travel", cents(6_000), eligible=False))
    assert (state(seed, "AMT-S"), state(seed, "AMT-NET")) == (PASSED, FAILED)
    assert in_english(seed["AMT-NET"].arithmetic) == "$98,000.00 is less than $100,000.00"


def test_09_the_yearly_request() -> None:
    head = frame("opportunity", term=Fraction(3), partners=partners(ally(cents(450_000)), lead=cents(900_000)))
    views = rules_of(head, *split("1500000", "400000"))
    assert [state(views, one) for one in ("ANN-L", "ANN-ANY", "ANN-SHARE")] == [PASSED, FAILED, PASSED]
    assert in_english(views["ANN-ANY"].arithmetic) == "$1,500,000.00 ÷ 3 years = $500,000.00 a year, limit $450,000.00"
    assert [one.severity for one in views["ANN-ANY"].findings] == [Severity.WARN]


@pytest.mark.parametrize(
    ("years", "total", "own", "annual", "amount"),
    [
        (2, "190000", "95000", PASSED, PASSED),
        (2, "200000", "95000", FAILED, PASSED),
        (1, "95000", "95000", PASSED, FAILED),
        (1, "100000", "95000", FAILED, PASSED),
        (2, "100000", "50000", PASSED, PASSED),
        (2, "100000", "49999.99", FAILED, PASSED),
        (1, "100000", "100000", PASSED, PASSED),
    ],
)
def test_10_a_small_organisation(years: int, total: str, own: str, annual: State, amount: State) -> None:
    head = frame(term=Fraction(years), partners=partners(lead=cents(own)))
    views = rules_of(head, entry("d", "personnel", cents(total)))
    assert (state(views, "ANN-S"), state(views, "AMT-S")) == (annual, amount)


def test_11_amounts_between_grant_types() -> None:
    views = rules_of(frame(), entry("d", "personnel", cents(250_000)))
    assert (state(views, "AMT-GAP"), state(views, "AMT-S")) == (FAILED, FAILED)
    edge = rules_of(frame(), entry("d", "personnel", cents("200000.01")))
    assert (state(edge, "AMT-S"), state(edge, "AMT-GAP")) == (FAILED, FAILED)
    for amount in (200_000, 500_000, 5_000_000, 10_000_000):
        assert state(rules_of(frame(), entry("d", "personnel", cents(amount))), "AMT-GAP") is PASSED
    assert state(rules_of(frame(), entry("d", "personnel", cents(7_000_000))), "AMT-GAP") is FAILED


def test_12_itemised_purchases_and_split_ones() -> None:
    rest = entry("d", "personnel", cents(150_000))
    at, below = entry("m", "materials", cents(5_000)), entry("m", "materials", cents("4999.99"))
    assert state(rules_of(frame(), rest, at), "BUD-5K") is FAILED
    assert state(rules_of(frame(), rest, below), "BUD-5K") is PASSED
    listed = entry("m", "materials", cents(5_000), items=items(cents(3_000), cents(2_000)))
    assert state(rules_of(frame(), rest, listed), "BUD-5K") is PASSED
    wrong = entry("m", "materials", cents(5_000), items=items(cents(3_000), cents("1999.99")))
    assert state(rules_of(frame(), rest, wrong), "BUD-5K") is FAILED
    parts = [entry(name, "materials", cents(2_500), item="Air cleaner", supplier="Shop") for name in ("a", "b")]
    views = rules_of(frame(), rest, *parts)
    assert (state(views, "BUD-5K"), state(views, "BUD-5K-S")) == (PASSED, FAILED)
    other = [parts[0], entry("b", "materials", cents(2_500), item="Air cleaner", supplier="Other shop")]
    assert state(rules_of(frame(), rest, *other), "BUD-5K-S") is PASSED


@pytest.mark.parametrize(
    ("award", "advance", "wanted"),
    [
        ("200000", "50000", PASSED),
        ("200000", "50000.01", FAILED),
        ("180000", "50000", FAILED),
        ("180000", "45000", PASSED),
    ],
)
def test_13_the_base_of_advances_is_the_award(award: str, advance: str, wanted: State) -> None:
    head = frame(awarded=cents(award), advance=cents(advance))
    assert state(rules_of(head, entry("d", "personnel", cents(200_000))), "ADV-25") is wanted


def test_14_the_term_and_its_reports() -> None:
    line = entry("d", "personnel", cents(150_000))
    assert state(rules_of(frame(term=Fraction(3, 2)), line), "TERM-INT") is FAILED
    three = rules_of(frame(progress_reports=3, final_reports=1), line)
    four = rules_of(frame(progress_reports=4, final_reports=1), line)
    assert (state(three, "REP-SEMI"), state(four, "REP-SEMI")) == (FAILED, PASSED)
    assert state(four, "REP-FIN") is PASSED
    assert state(rules_of(frame(final_reports=0), line), "REP-FIN") is FAILED


def test_15_thirds_of_a_dollar_stay_exact() -> None:
    lines = [entry(f"d{number}", "personnel", 10) for number in range(3)]
    three = rules_of(frame(), *lines, entry("rest", "personnel", cents(100_000) - 30))
    assert state(three, "AMT-S") is PASSED
    assert state(rules_of(frame(), *lines, entry("rest", "personnel", cents(100_000) - 31)), "AMT-S") is FAILED


def test_16_a_balanced_budget_has_nothing_to_find() -> None:
    heads = {
        "personnel": 310_000, "subcontract": 120_000, "consultant": 140_000, "materials": 90_000,
        "engagement": 60_000, "evaluation": 25_000, "travel": 5_000, "contingency": 75_000, "indirect": 140_000,
    }  # fmt: skip
    of_ally = {"subcontract", "engagement", "materials"}
    lines = [
        entry(
            head, head, cents(amount), organisation=ALLY if head in of_ally else LEAD, purpose="x", estimate="x",
            items=items(cents(amount)) if head == "materials" else (),
        )
        for head, amount in heads.items()
    ]  # fmt: skip
    head = frame("opportunity", **OPPORTUNITY)
    views = rules_of(head, *lines)
    assert found(views) == []
    assert "14.51 %" in in_english(views["BUD-IND"].arithmetic)
    assert "14.51 %" in in_english(views["BUD-CNS"].arithmetic)
    assert in_english(views["BUD-CON"].arithmetic) == "$75,000.00 ÷ $750,000.00 = 10 %, limit 10 %"
    assert [one.id for one in views.values() if one.change is not None] == []
    short = [one for one in lines if one.id not in of_ally]
    kept = [*short, entry("a", "personnel", cents(241_249), organisation=ALLY), entry("l", "personnel", cents(28_751))]
    assert state(rules_of(head, *kept), "CO-SHARE") is FAILED
    enough = [
        *short,
        entry("a", "personnel", cents(241_250), organisation=ALLY),
        entry("l", "personnel", cents(28_750)),
    ]
    assert state(rules_of(head, *enough), "CO-SHARE") is PASSED


@pytest.mark.parametrize("lines", [(), (entry("d", "personnel", 0),), (entry("d", "personnel", None),)])
def test_17_a_total_of_zero_is_not_evaluated(lines: tuple[BudgetEntry, ...]) -> None:
    head: Frame = frame("opportunity", **OPPORTUNITY)
    views = rules_of(head, *lines)
    for rule in ("BUD-IND", "BUD-CON", "BUD-CNS", "CO-SHARE", "AMT-O", "ANN-L", "AMT-GAP"):
        assert state(views, rule) in (UNKNOWN, OFF), rule
        assert views[rule].findings == ()
