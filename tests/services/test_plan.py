"""The set-up of a programme: two pots, towns that come and go, a plan that is moved, the team, its papers.

Traps 1, 3, 4 and 9 of ``mvp2.md`` 14 are named by their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.core.clock import FixedClock
from app.core.messages import Message
from app.core.progress import NoProgress
from app.core.richtext import text_of
from app.exports.drawings import Spans
from app.exports.pdf import page_texts
from app.exports.spec import Audience, Chart, Table
from app.i18n import Translator
from app.services.dossier.live import live_blocks
from app.services.masking import Reader, ShownRecords
from app.services.output_kinds import Request, Tools, prepare
from app.services.plan.hours import hours_said, people_hours
from app.services.plan.pots import PLANNING, SEED, Pot
from app.services.plan.team import GOOD, WARN, matrix
from app.services.plan.timeline import State
from app.services.workspace import Workspace
from tests.services.recruit_desk import fonts, make_town
from tests.services.test_recruiting import lock

TODAY = datetime(2026, 1, 10, 9, 0, tzinfo=UTC)


MARKS = count(1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One town for all tests; each undoes what it did."""
    town = make_town(Path(tmp_path_factory.mktemp("plan")), FixedClock(TODAY))
    town.programmes.rebaseline("mvp-2", "2025-07")
    yield town
    town.document.close()


@pytest.fixture
def town(made: Workspace) -> Iterator[Workspace]:
    """The town as it was."""
    mark = Message(f"mark {next(MARKS)}")
    with made.document.unit_of_work(mark) as work:
        row = made.records.single("community")
        assert row is not None
        made.records.write(work.session, "community", row.id, {"source_text": mark.id})
    yield made
    while made.document.undo_label != mark:
        made.document.undo()


def pot(town: Workspace, key: str) -> Pot:
    view = town.plan.view()
    assert view is not None
    return next(one for one in view.pots if one.id == key)


def finish(town: Workspace, *steps: str) -> None:
    pack = town.programmes.pack("mvp-2")
    assert pack is not None
    for one in pack.tasks:
        if one.step in steps:
            town.programmes.set_task("mvp-2", one.id, "done")


def test_trap_9_the_seed_pot_is_multiplied_by_communities_and_planning_is_not(town: Workspace) -> None:
    assert (pot(town, SEED).total, pot(town, PLANNING).total) == (5_000_000, 5_000_000)
    for name in ("Banyan Hill", "Willow Brook", "Stone Mill"):
        town.records.create("member_community", {"name": name})
    assert (pot(town, SEED).total, pot(town, PLANNING).total) == (15_000_000, 5_000_000)
    assert town.seed.rules().communities == 3, "the gates of the seed project go by the same list"
    town.plan.set_number("mvp-2", "planning_times", "each")
    assert pot(town, PLANNING).total == 15_000_000, "unless the round says so"


def test_two_towns_of_which_one_withdraws(town: Workspace) -> None:
    town.records.create("member_community", {"name": "Banyan Hill"})
    row, _ = town.records.create("member_community", {"name": "Willow Brook", "joined_on": "2025-07"})
    assert pot(town, SEED).total == 10_000_000
    town.plan.keep_pots("mvp-2")
    assert pot(town, SEED).granted == 10_000_000
    town.records.change("member_community", row.id, {"withdrew_on": "2026-02-01"})
    assert pot(town, SEED).total == 10_000_000, "it withdraws in three weeks"
    town.records.change("member_community", row.id, {"withdrew_on": "2026-01-05"})
    seed = pot(town, SEED)
    assert (seed.total, seed.times, seed.differs) == (5_000_000, 1, True)
    said = [one.id for one in seed.why]
    assert "{name} withdrew; {money} less than before." in said
    assert "The funding source still says {money}. Change it, or ask which sum is right." in said
    town.plan.keep_pots("mvp-2")
    assert not pot(town, SEED).differs


def test_trap_1_moving_the_plan_keeps_what_is_done_and_the_earlier_plan_in_one_undo(town: Workspace) -> None:
    finish(town, "s01", "s02")
    before = town.plan.view()
    assert before is not None
    town.drain_changes()
    town.plan.move("mvp-2", 4, "Recruiting took longer")
    assert len(town.drain_changes()) == 1
    after = town.plan.view()
    assert after is not None
    then, now = ({one.id: one.last_month for one in each.timeline.steps()} for each in (before, after))
    assert (now["s01"], now["s02"]) == (then["s01"], then["s02"])
    assert (then["s04"], now["s04"], then["s10"], now["s10"]) == ("2025-12", "2026-04", "2027-06", "2027-10")
    (earlier,) = after.timeline.baselines[:1]
    assert (earlier.reason, earlier.until) == ("Recruiting took longer", "2026-01-10")
    assert {one.step: one.last_month for one in earlier.steps} == then
    assert {one.step: one.status for one in earlier.steps}["s01"] == "done"
    assert (after.timeline.months, after.timeline.month) == (28, 7)
    town.document.undo()
    undone = town.plan.view()
    assert undone is not None
    assert {one.id: one.last_month for one in undone.timeline.steps()} == then
    assert undone.timeline.baselines == before.timeline.baselines
    town.document.redo()


def test_a_step_begun_or_done_early_is_said_and_nothing_is_late(town: Workspace) -> None:
    town.programmes.set_task("mvp-2", "s08.t1", "doing")
    finish(town, "s09")
    view = town.plan.view()
    assert view is not None
    states = {one.id: one.state for one in view.timeline.steps()}
    assert (states["s08"], states["s09"], states["s05"]) == (State.AHEAD, State.EARLY, State.NOW)
    town.plan.have("mvp-2", "s01", have=True)
    view = town.plan.view()
    assert view is not None
    assert view.timeline.step("s01").state is State.HAVE  # type: ignore[union-attr]


def test_trap_3_somebody_manages_once_the_planning_vendor_leaves_or_it_is_said(town: Workspace) -> None:
    vendor, _ = town.records.create("organisation", {"name": "Plan & Talk LLC", "roles": ("PLV",)})

    def shapes() -> list[tuple[str, str]]:
        view = town.plan.view()
        assert view is not None
        return [(one.shape, one.words.id) for one in view.team.hints if "leaves after step" in one.words.id]

    warned = "“{role}” leaves after step {step}. Name who manages the project from then on."
    assert shapes() == [(WARN, warned)]
    person, _ = town.records.create("person", {"name": "Ines Ward"})
    role, _ = town.records.create("person_role", {"person": person.id, "role": "MPM", "end": "2026-06-30"})
    assert shapes() == [(WARN, warned)], "whose own term ends before then manages nothing"
    town.records.change("person_role", role.id, {"end": None})
    assert [one for one, _ in shapes()] == [GOOD]
    town.records.delete("person_role", role.id)
    values = {"title": "Planning", "purpose": "planning", "vendor": vendor.id, "follows": person.id}
    town.records.create("procurement", values)
    assert [one for one, _ in shapes()] == [GOOD]


def test_trap_4_liaisons_are_not_missed_before_they_can_be_there(town: Workspace) -> None:
    town.programmes.rebaseline("mvp-2", "2025-12")
    view = town.plan.view()
    assert view is not None
    assert "Liaisons join at the end of step {step}; none is missing yet." in [one.words.id for one in view.team.hints]


def test_one_person_has_several_roles_and_an_organisation_one_as_a_whole(town: Workspace) -> None:
    person, _ = town.records.create("person", {"name": "Rosa Quimby", "left_on": "2026-01-02"})
    for role in ("MCT", "LIA"):
        town.records.create("person_role", {"person": person.id, "role": role, "start": "2025-09"})
    town.records.create("organisation", {"name": "Plan & Talk LLC", "roles": ("PLV", "SMA")})
    view = town.plan.view()
    assert view is not None
    found = {one.name: [held.role for held in one.roles] for one in view.team.members}
    assert found == {"Rosa Quimby": ["MCT", "LIA"], "Plan & Talk LLC": ["PLV", "SMA"]}
    assert (view.team.core, view.team.liaisons) == (0, 0), "who left is counted no more"
    pack = town.programmes.pack("mvp-2")
    assert pack is not None
    rows = {role.id: parts for role, parts in matrix(pack)}
    assert rows["PLV"] == ("H", *"FFFFFFF", "", "")


def made_of(town: Workspace, kind: str, language: str, audience: Audience = Audience.PUBLIC, **options: str) -> bytes:
    work = prepare(town, kind, Request(language, audience, options=options))
    data = work(Tools(fonts(), None), NoProgress()).single  # type: ignore[arg-type]
    assert data is not None
    return data


def team_of_two(town: Workspace) -> tuple[str, str]:
    values = {"name": "Rosa Quimby", "phone": "555-0176", "email": "rosa@example.org"}
    rosa = town.records.create("person", values)[0].id
    ines = town.records.create("person", {"name": "Ines Ward"})[0].id
    for person, role in ((rosa, "LIA"), (ines, "MPM")):
        town.records.create("person_role", {"person": person, "role": role})
    return rosa, ines


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_the_plan_prints_both_clocks_who_leads_and_the_earlier_plan(town: Workspace, language: str) -> None:
    team_of_two(town)
    town.plan.move("mvp-2", 4, "等招募 waiting for liaisons")
    pages = " ".join(" ".join(page_texts(made_of(town, "mvp-plan-24", language, Audience.TEAM))).split())
    wall = made_of(town, "mvp-plan-24", language, paper="A3")
    named = {
        "en": ("Select a Seed Project", "Month 7 of 28", "Ines Ward"),
        "zh_TW": ("選擇種子專案", "28", "Ines Ward"),
    }
    for words in (*named[language], "waiting for liaisons"):
        assert words in pages
    heads = {"en": ("Calendar month", "Month of the plan"), "zh_TW": ("月份", "計畫第幾個月")}[language]
    last = {"en": "Reflect, Adjust, and Next Steps", "zh_TW": "反思、調整和後續步驟"}[language]
    for paper in (made_of(town, "mvp-plan-24", language), wall):  # one sheet has the whole timeline under its clocks
        sheet = "".join(page_texts(paper)[0].split())
        assert not [one for one in (*heads, last) if "".join(one.split()) not in sheet]
    assert "Ines Ward" not in " ".join(page_texts(wall)), "names are masked outside the team"
    assert b"1190.55" in wall


def test_contacts_are_printed_for_the_team_and_only_while_the_drawer_is_open(town: Workspace, tmp_path: Path) -> None:
    team_of_two(town)
    opened = " ".join(page_texts(made_of(town, "mvp-roster", "en", Audience.TEAM)))
    assert {one for one in ("Rosa Quimby", "555-0176", "rosa@example.org", "Community liaison") if one in opened} == {
        "Rosa Quimby", "555-0176", "rosa@example.org", "Community liaison",
    }  # fmt: skip
    outside = " ".join(page_texts(made_of(town, "mvp-roster", "en")))
    assert "Rosa Quimby" not in outside
    assert "555-0176" not in outside
    without = make_town(tmp_path, FixedClock(TODAY), drawer=False)
    team_of_two(without)
    locked = " ".join(page_texts(made_of(without, "mvp-roster", "en", Audience.TEAM)))
    assert "Rosa Quimby" in locked
    lock(without)
    masked = " ".join(page_texts(made_of(without, "mvp-roster", "en", Audience.TEAM)))
    without.close()
    assert "names are masked" in masked
    assert not {one for one in ("Rosa Quimby", "555-0176", "rosa@example.org") if one in masked}
    assert "555-0176" not in locked
    assert "printed while the private drawer is open" in locked


def test_who_left_leads_nothing_on_a_public_plan_either(town: Workspace) -> None:
    _, ines = team_of_two(town)
    shown = "Municipal project manager ("
    assert shown in " ".join(" ".join(page_texts(made_of(town, "mvp-plan-24", "en"))).split())
    town.records.change("person", ines, {"left_on": "2026-01-02"})
    assert shown not in " ".join(" ".join(page_texts(made_of(town, "mvp-plan-24", "en"))).split())


def test_hours_are_added_up_by_month_beside_the_estimate_and_pay_stays_in_the_drawer(town: Workspace) -> None:
    rosa, ines = team_of_two(town)
    town.records.create(
        "meeting", {"title": "Start", "date": "2025-09-03", "time": "18:00/20:00", "attendees": (rosa, ines)}
    )
    town.records.create("work_log", {"person": ines, "date": "2025-10-11", "hours": 350})
    town.records.create("work_log", {"person": ines, "date": "2026-09-11", "hours": 1000})  # in Step 9
    pay = {
        "person": rosa,
        "start": "2025-09-01",
        "end": "2027-06-30",
        "hours": 800,
        "pay_model": "hourly",
        "rate": 4000,
    }
    town.records.create("liaison_agreement", {**pay, "currency": "USD"})
    book = load_workbook(BytesIO(made_of(town, "mvp-hours", "en", Audience.TEAM)), data_only=True)
    months = {row[0]: row for row in book["Hours by month"].iter_rows(min_row=4, values_only=True)}
    heads = [one.value for one in book["Hours by month"][3]]
    assert (heads[1], heads[-1]) == ("·2025-09", "In all")
    assert (months["Ines Ward"][1], months["Ines Ward"][2], months["Ines Ward"][-1]) == (2, 3.5, 15.5)
    estimate = {row[0]: row for row in book["Estimate and given"].iter_rows(min_row=4, values_only=True)}
    assert estimate["Ines Ward"][2:6] == (105, 5.5, 10, 99.5)
    assert estimate["Rosa Quimby"][2:6] == (80, 2, 0, 78)
    paid = {row[0]: row for row in book["Pay so far"].iter_rows(min_row=4, values_only=True)}
    assert paid["Rosa Quimby"][3] == 80
    assert paid["Total"][1:4] == ("USD", 2, 80)
    shown = ShownRecords(town.records, town.records.translator, Reader(Audience.TEAM))
    said = hours_said(people_hours(shown, town.plan.journey()), town.records.translator.number)
    assert said is not None
    assert dict(said.params) == {"given": "17.5", "counted": "7.5", "expected": "185"}
    told = load_workbook(BytesIO(made_of(town, "mvp-hours", "en", Audience.AUTHORITY)), data_only=True)
    assert told.sheetnames == ["Hours by month", "Entries", "Estimate and given"]
    assert "Ines Ward" not in {one.value for one in told["Entries"]["C"]}


def test_the_budget_tells_each_pot_apart_by_head(town: Workspace) -> None:
    town.plan.keep_pots("mvp-2")
    pots = {str(row.get("pot")): row.id for row in town.records.load("funding_source")}
    for head, source, price in (("access", "planning", 30_000), ("materials", "seed", 70_000)):
        values = {"head": head, "item": "Things", "qty": 200, "unit_price": price, "funding_source": pots[source]}
        line = town.records.create("budget_line", {**values, "currency": "USD"})[0].id
    town.records.create("expense", {"head": "materials", "item": "Paint", "amount": 25_000, "currency": "USD",
                                    "budget_line": line, "date": "2026-01-04"})  # fmt: skip
    town.records.create("procurement", {"title": "Shelves by Ada", "state": "signed", "purpose": "carrying_out",
                                        "amount": 90_000, "currency": "USD", "budget_line": line})  # fmt: skip
    book = load_workbook(BytesIO(made_of(town, "mvp-budget", "en")), data_only=True)
    sheet = book["Pots of money"]
    rows = list(sheet.iter_rows(values_only=True))
    starts = [at for at, row in enumerate(rows) if row[0] in ("Money for planning", "Money for the seed project")]
    planning, seed = rows[starts[0] : starts[1]], rows[starts[1] :]
    assert planning[0][1] == seed[0][1] == 50_000
    assert next(row for row in planning if row[0] == "Language and access support")[1:5] == (600, 0, 0, 600)
    assert next(row for row in seed if row[0] == "Equipment and materials")[1:5] == (1400, 650, 250, 500)
    assert next(row for row in seed if row[0] == "Left of the pot")[4] == 49_100
    orders = [row for row in book["Expenses"].iter_rows(values_only=True) if row[2] == "Shelves by Ada"]
    assert [(row[1], row[3], row[6]) for row in orders] == [("Equipment and materials", 650, "Ordered, not yet paid")]


def test_the_whole_plan_stands_in_any_dossier_with_roles_and_without_names(town: Workspace) -> None:
    shown = ShownRecords(town.records, Translator("en", currency="USD"), Reader(Audience.PUBLIC))
    chart, table = live_blocks("b", {"live": "whole_plan", "show": "both"}, shown)
    assert isinstance(chart, Chart)
    assert isinstance(table, Table)
    assert isinstance(chart.drawing, Spans)
    assert (chart.id, len(chart.drawing.columns), len(chart.drawing.second)) == ("b", 24, 24)
    words = [[text_of(cell) for cell in row] for row in table.rows]
    assert sum(bool(row[1]) for row in words[1:]) == 10
    assert any("Implement the Seed Project" in row[0] and "Municipal project manager" in row[2] for row in words)
    assert "Ward" not in str(words)
    only = live_blocks("b", {"live": "whole_plan", "show": "table"}, shown)
    assert [type(one) for one in only] == [Table]
