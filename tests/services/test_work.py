"""Steps 8 to 10: the plan at a glance, its money, measures and changes in words, and the four papers read back.

Traps 3 and 10 of ``mvp2.md`` 14 are named by their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.fields import Severity
from app.core.progress import NoProgress
from app.core.richtext import text_of
from app.exports.drawings import Spans
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience, Block, Chart, DocumentSpec, Table
from app.i18n import Translator
from app.services.delivery.tables import timeline
from app.services.delivery.view import Reach, SecondYear, Stand, WorkView
from app.services.delivery.words import NOTICE, OPEN, pot_words, reminders, second_year_words
from app.services.dossier.live import live_blocks
from app.services.masking import Reader, ShownRecords
from app.services.output_kinds import Request, Setting, Tools, prepare
from app.services.output_kinds.work import overview_spec, plan_spec, progress_spec
from app.services.workspace import Workspace
from tests.services.work_desk import KNOCK, Town, open_town
from tests.support import ROOT, in_languages, open_drawer

EN = Translator("en", currency="USD")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = open_town(tmp_path_factory.mktemp("bare"))
    yield made
    made.document.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, dict[str, str]]]:
    made = open_town(tmp_path_factory.mktemp("work"))
    yield made, Town(made).whole()
    made.document.close()


def undone(ws: Workspace, depth: int) -> None:
    """Undo what a test did."""
    while ws.document.undo_depth > depth:
        ws.document.undo()
    ws.drain_changes()


@pytest.fixture
def empty(bare: Workspace) -> Iterator[Town]:
    """A file in which nothing is planned."""
    depth = bare.document.undo_depth
    yield Town(bare)
    undone(bare, depth)


@pytest.fixture
def ws(filled: tuple[Workspace, dict[str, str]]) -> Iterator[Workspace]:
    """A file that holds a whole project."""
    depth = filled[0].document.undo_depth
    yield filled[0]
    undone(filled[0], depth)


@pytest.fixture
def town(filled: tuple[Workspace, dict[str, str]]) -> dict[str, str]:
    return filled[1]


def said(view: WorkView, shape: str = "") -> str:
    """Return what is to be thought of, in English."""
    return "\n".join(EN.text(one.said) for one in reminders(view) if not shape or one.shape == shape)


def stands(view: WorkView) -> dict[str, Stand]:
    return {one.row.title: one.stand for one in view.tasks}


def test_nothing_is_said_before_anything_is_planned(empty: Town) -> None:
    ws = empty.ws
    assert reminders(ws.work.view()) == ()


def test_a_task_that_began_early_is_being_done_and_only_a_missed_day_is_late(
    ws: Workspace, town: dict[str, str]
) -> None:
    view = ws.work.view()
    assert stands(view) == {
        "Find twenty door-knockers": Stand.LATE,
        "Print the list of homes": Stand.DONE,
        "Train the volunteers": Stand.DOING,
        "All volunteers trained": Stand.OPEN,
        "Ring every elder once": Stand.OPEN,
    }
    assert "Train the volunteers" not in said(view)
    assert "1 task is late: Find twenty door-knockers." in said(view, NOTICE)
    ws.work.finish("plan_task", town["Find twenty door-knockers"])
    assert "late" not in said(ws.work.view())
    assert ws.records.get("plan_task", town["Find twenty door-knockers"]).get("done_on") == "2026-10-20"  # type: ignore[union-attr]
    ws.work.begin(town["Ring every elder once"])
    assert stands(ws.work.view())["Ring every elder once"] is Stand.DOING


def test_the_timeline_draws_months_bars_milestones_and_today(ws: Workspace, town: dict[str, str]) -> None:
    shown = ShownRecords(ws.records, EN, Reader(Audience.TEAM))
    chart = timeline("t", ws.work.view(), shown)
    assert chart is not None
    assert isinstance(chart.drawing, Spans)
    assert chart.drawing.columns == ("9", "10", "11", "12", "1", "2", "3", "4", "5")
    assert chart.drawing.years == ((0, "2026"), (4, "2027"))
    places = {one.label: (one.first, one.last) for one in chart.drawing.spans}
    assert places["Train the volunteers"] == (2, 4)
    assert places["All volunteers trained"] == (4, 4)
    assert chart.drawing.now is not None
    assert 1 < chart.drawing.now < 2
    assert "late by 15 days" in chart.alt


def test_trap_3_the_planning_vendor_stops_when_the_plan_stands(empty: Town) -> None:
    ws = empty.ws
    project = empty.make("project", name=KNOCK)
    empty.make("plan_task", title="One task", end="2027-01", project=project)
    planner = empty.make("person", name="Paul Planner")
    empty.make("person_role", person=planner, role="PLV")
    contract = empty.make("procurement", title="Planning", purpose="planning", state="signed")
    assert "Nobody is named to manage the project now." in said(ws.work.view(), NOTICE)
    ws.records.change("project", project, {"manager": planner})
    assert "The manager is the planning vendor" in said(ws.work.view(), NOTICE)
    rosa = empty.make("person", name="Rosa Banyan")
    ws.work.hand_over(project, rosa)
    assert "manager" not in said(ws.work.view())
    row, after = ws.records.get("project", project), ws.records.get("procurement", contract)
    assert row is not None
    assert after is not None
    assert (row.get("manager"), row.get("handed_over"), after.get("follows")) == (rosa, "2026-10-20", rosa)


def test_trap_10_hours_and_pay_of_year_two_are_empty_until_decided(ws: Workspace, town: dict[str, str]) -> None:
    assert ws.work.view().second_year.hours_open == 2
    assert "Hours of the second year are not decided for 2 of 2 liaisons." in said(ws.work.view(), OPEN)
    for name in ("Lin Mei", "Rosa Banyan"):
        ws.records.change("liaison_agreement", town[f"agreement {name}"], {"y2_hours": 600})
    assert ws.work.view().second_year.pay_open is None  # pay lies in the closed drawer
    assert "Pay of the second year lies in the closed drawer." in said(ws.work.view(), OPEN)
    open_pay = second_year_words(SecondYear(2, 0, 2, 1200))
    assert open_pay is not None
    assert EN.text(open_pay) == "Pay of the second year is not decided for 2 of 2 liaisons."
    assert second_year_words(SecondYear(2, 0, 0, 1200)) is None


def test_bad_input_is_explained_and_nothing_is_blocked(ws: Workspace, town: dict[str, str]) -> None:
    ws.records.change("project", town["project"], {"end": "2027-08"})
    ws.records.change("budget_line", town["Training"], {"unit_price": 44_500_01})
    ws.records.change("equity_measure", town["measure"], {"baseline": None})
    ws.records.change("change_request", town["change"], {"made_on": "2026-10-10"})
    ws.records.change("plan_task", town["Ring every elder once"], {"start": "2027-06", "end": "2027-05"})
    view = ws.work.view()
    told = said(view, NOTICE)
    assert "The plan takes 12 months. The round allows 10. Make it shorter, or ask whether more is allowed." in told
    assert "The plan costs $50,000.01, $0.01 more than the $50,000.00 there are." in told
    assert "“Elders visited” has no figure from before." in told
    assert "was made without the written yes" in told
    assert "“Ring every elder once” ends before it begins." in told
    assert view.measures[0].reach is Reach.NO_BASELINE
    assert "$0.01 more" in words_of(plan_spec(ws, Setting("en", Audience.AUTHORITY)))
    found = {one.rule: one.severity for one in ws.records.findings("change_request", town["change"])}
    assert found["change.early"] is Severity.WARN
    ws.records.change("change_request", town["change"], {"early_reason": "The hall was free on that day only."})
    found = {one.rule: one.severity for one in ws.records.findings("change_request", town["change"])}
    assert found["change.early"] is Severity.INFO
    ws.records.change("change_request", town["change"], {"approved_on": "2026-10-09"})
    assert "written yes" not in said(ws.work.view())
    ws.records.change("change_request", town["change"], {"approved_on": "2026-10-11"})
    assert "was made without the written yes" in said(ws.work.view(), NOTICE)


def test_money_belongs_to_the_project_that_the_decision_names(ws: Workspace, town: dict[str, str]) -> None:
    Town(ws).make("budget_line", item="Someone else's", head="other", qty=100, unit_price=9_000_00, currency="USD")
    money = ws.work.view().money
    assert (money.planned, money.spent, money.limit, money.advisor) == (35_500_00, 240_00, 50_000_00, 1_500_00)
    assert [one.head.id for one in money.heads] == ["advisor", "implementation_vendor", "engagement"]
    ws.seed.set_numbers({"communities": 2})
    view = ws.work.view()
    assert view.money.limit == 100_000_00
    pot = pot_words(view)
    assert pot is not None
    assert EN.text(pot) == "The seed money is $50,000.00 for each of 2 communities."


def test_a_signed_contract_is_ordered_once_it_names_its_line(ws: Workspace, town: dict[str, str]) -> None:
    signed = {"amount": 12_000_00, "currency": "USD", "state": "signed"}
    ws.records.change("procurement", town["planning"], signed)
    assert ws.work.view().money.committed == 0
    assert "“Planning and meetings” names no budget line" in said(ws.work.view(), OPEN)
    ws.records.change("procurement", town["planning"], {"budget_line": town["Training"], "project": town["project"]})
    view = ws.work.view()
    assert (view.money.committed, view.money.spent) == (12_000_00, 240_00)
    assert "names no budget line" not in said(view)
    other = Town(ws).make("project", name="The year after")
    ws.records.change("procurement", town["planning"], {"project": other})
    assert [row.title for row in ws.work.view(town["project"]).vendors] == ["Training and scheduling"]


def test_what_is_due_to_liaisons_is_told_to_the_team_with_the_drawer_open(
    ws: Workspace, town: dict[str, str], tmp_path: Path
) -> None:
    closed = words_of(progress_spec(ws, Setting("en", Audience.TEAM)))
    assert "Pay lies in the closed drawer." in closed
    assert "drawer" not in words_of(progress_spec(ws, Setting("en", Audience.AUTHORITY)))
    made = open_town(tmp_path)
    open_drawer(made.document)
    keys = Town(made).whole()
    agreement = keys["agreement Lin Mei"]
    made.records.change("liaison_agreement", agreement, {"pay_model": "hourly", "rate": 41_50, "currency": "USD"})
    Town(made).make("work_log", person=keys["Lin Mei"], date="2026-10-03", hours=6_00, note="Flyers")
    Town(made).make("liaison_invoice", agreement=agreement, number="No. 7", start="2026-10-01", end="2026-10-31")
    words = words_of(progress_spec(made, Setting("en", Audience.TEAM)))
    for fact in ("Stipends and invoices due", "Due to liaisons: $249.00; 1 invoice is unpaid.", "Lin Mei", "No. 7"):
        assert fact in words
    assert "Hours given so far: 6." in words
    assert "249.00" not in words_of(progress_spec(made, Setting("en", Audience.AUTHORITY)))
    made.close()


@pytest.mark.parametrize(
    ("baseline", "target", "better", "value", "reach"),
    [
        (0, 80_00, None, 80_00, Reach.REACHED),
        (0, 80_00, None, 41_00, Reach.ON_THE_WAY),
        (40_00, 10_00, None, 45_00, Reach.WORSE),
        (40_00, 10_00, None, 9_00, Reach.REACHED),
        (10_00, 10_00, "lower", 11_00, Reach.WORSE),
        (0, None, None, 5_00, Reach.NO_TARGET),
        (0, 80_00, None, None, Reach.NOT_READ),
    ],
)
def test_a_reading_is_held_against_before_and_target(
    empty: Town, baseline: int, target: int | None, better: str | None, value: int | None, reach: Reach
) -> None:
    ws = empty.ws
    key = empty.make("equity_measure", indicator="A", baseline=baseline, target=target, better_is=better)
    empty.make("measure_reading", measure=key, date="2026-08", value=1_00)
    if value is None:
        for row in ws.records.load("measure_reading"):
            ws.records.delete("measure_reading", row.id)
    else:
        empty.make("measure_reading", measure=key, date="2026-10", value=value)
    assert ws.work.view().measures[0].reach is reach


def test_what_has_a_day_falls_due(ws: Workspace, town: dict[str, str]) -> None:
    due = {(one.type, EN.text(one.title)) for one in ws.due.all()}
    assert ("plan_task", "Find twenty door-knockers") in due
    assert ("plan_task", "Print the list of homes") not in due
    assert ("permission", "Key box on the hall wall") in due
    assert ("next_step", "Store the list with the fire service") in due


FACTS = {
    "mvp-implementation": (
        KNOCK, "Find twenty door-knockers", "Key box on the hall wall", "Too few volunteers", "Elders visited",
        "$30,000.00", "Training and scheduling", "The fire service keeps the list.",
    ),
    "mvp-progress": (
        "Two trainings, seventeen volunteers.", "Meals cost more than planned.", "Homes visited", "$240.00",
        "A radio drill instead of one training", "We feel safer, said several.",
    ),
    "mvp-closing": (
        "Knocking in pairs", "Meetings in office hours", "Neighbours brought food", "The library, for its room",
        "Solar power for the cool room", "October 2, 2026",
    ),
    "mvp-snapshot": (
        "Flood", "A renter whose home was flooded", "Nobody alone in an outage",
        "A phone chain in three languages", KNOCK,
    ),
}  # fmt: skip


def words_of(spec: DocumentSpec) -> str:
    """Return all words of a paper before it is laid out."""
    return " ".join(_words(one) for part in spec.parts for one in part.blocks)


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return " ".join(text_of(cell) for row in block.rows for cell in row)
    return block.alt if isinstance(block, Chart) else text_of(getattr(block, "runs", ()) or ())


CHINESE = {"$30,000.00": "30,000.00美元", "$240.00": "240.00美元", "October 2, 2026": "2026年10月2日", "Flood": "水災"}
"""What stands in a Chinese paper instead."""


@pytest.mark.parametrize(("kind", "language"), in_languages(FACTS))
def test_the_papers_hold_what_was_entered(ws: Workspace, kind: str, language: str) -> None:
    fonts = FontSet.load(ROOT / "resources" / "fonts")
    output = prepare(ws, kind, Request(language))(Tools(fonts, ws.pictures), NoProgress())
    assert output.single is not None
    words = "".join("".join(page_texts(output.single)).split())
    for fact in FACTS[kind]:
        wanted = CHINESE.get(fact, fact) if language == "zh_TW" else fact
        assert "".join(wanted.split()) in words, wanted


def test_names_are_masked_outside_the_team_and_stand_in_no_snapshot(ws: Workspace, town: dict[str, str]) -> None:
    inside, outside = (words_of(plan_spec(ws, Setting("en", one))) for one in (Audience.TEAM, Audience.AUTHORITY))
    assert "Lin Mei" in inside
    assert "Still to see to" in inside
    assert "Lin Mei" not in outside
    assert "Still to see to" not in outside
    for audience in Audience:
        words = words_of(overview_spec(ws, Setting("en", audience)))
        assert "A renter whose home was flooded" in words
        assert not any(name in words for name in ("Lin Mei", "Rosa Banyan", "Paul Planner"))
        for gone in ("Given up long ago", "Parted into two", "Rising sea level", "Earthquake", "Other hazard"):
            assert gone not in words
        assert "Flood (1 past disaster), Heat" in words


def test_the_live_blocks_stand_in_any_dossier(ws: Workspace, town: dict[str, str]) -> None:
    shown = ShownRecords(ws.records, EN, Reader(Audience.PUBLIC))
    made = live_blocks("b", {"live": "project_timeline"}, shown)
    assert isinstance(made[0], Chart)
    for kind in ("equity_measures", "keep_change_stop", "plan_changes", "month_check_in"):
        assert live_blocks("b", {"live": kind}, shown), kind


def test_a_starter_becomes_a_measure_in_the_words_of_the_screen(empty: Town) -> None:
    ws = empty.ws
    key = ws.work.take("burdens", "zh_TW")
    row = ws.records.get("equity_measure", key)
    assert row is not None
    assert (row.get("question"), row.get("indicator")) == ("carries", "有人說出的意外負擔")
    with pytest.raises(KeyError):
        ws.work.take("none", "en")


def test_the_community_path_uses_the_same_with_its_own_money_and_dates(tmp_path: Path) -> None:
    made = open_town(tmp_path, "TW", "community", "zh_TW")
    Town(made).make("plan_task", title="裝遮陽簾", start="2026-01", end="2026-12")
    Town(made).make("budget_line", item="遮陽簾", head="pay", qty=100, unit_price=36_000)
    words = words_of(plan_spec(made, Setting("zh_TW", Audience.AUTHORITY)))
    assert made.work.view().months == 12
    assert "裝遮陽簾" in words
    assert "115年1月" in words
    assert "36,000元" in words
    made.close()
