"""The two-year programme of Massachusetts towns is whole, and says what it does not know."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from app.core.messages import LocalText
from app.i18n.wording import faults_of_chinese
from app.models.event import METHODS, ROUNDS
from app.programmes.loader import compile_folder, load_pack
from app.programmes.rounds import with_choices
from app.programmes.schema import Pack
from app.programmes.validate import report

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "programmes" / "mvp-2"
TASKS_PER_STEP = (5, 4, 7, 3, 6, 4, 5, 6, 4, 6)
INFERRED = {"s01.t3", "s01.t4", "s04.t3", "s05.t2", "s05.t6", "s08.t6", "s09.t2", "s09.t3", "s10.t5", "s10.t6"}
PARTLY = {"s01.t5", "s03.t4", "s04.t1", "s06.t1", "s06.t2", "s06.t4", "s07.t4", "s08.t1", "s08.t5", "s09.t1"}
TOOLS = {
    "photos",
    "community",
    "dossier",
    "budget",
    "backups",
    "roadmap",
    "plan",
    *(f"plan:{one}" for one in ("setup", "team")),
    "rounds",
    "rounds:R2",
    "rounds:R3",
    "priorities",
    "priorities:bring",
    "roadmap:+heard",
    "roadmap:+words",
    "lived",
    "lived:people",
    "together",
    *(f"together:{one}" for one in ("agreement", "sheets", "concepts")),
    "recruit",
    "recruit:position",
    "recruit:liaisons",
    "seed",
    "seed:shelf",
    "seed:scores",
    "seed:residents",
    "seed:decision",
    "work",
    *(f"work:{one}" for one in ("tasks", "money", "measures", "months", "back")),
} | {
    f"records:{name}"
    for name in (
        "person",
        "organisation",
        "event",
        "funding_source",
        "budget_line",
        "expense",
        "file",
        "meeting",
        "population_stat",
        "population_group",
        "data_item",
        "procurement",
        "liaison_agreement",
    )
}
NOT_KNOWN = {
    "local_match",
    "total_pair",
    "planning_pair",
    "advisor_money",
    "liaison_y2_hours",
    "liaison_y2_rate",
    "effort_step9",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(FOLDER)


def texts(value: object) -> list[LocalText]:
    if isinstance(value, LocalText):
        return [value] if value.values else []
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    if isinstance(value, msgspec.Struct):
        return [text for name in value.__struct_fields__ for text in texts(getattr(value, name))]
    return []


def test_the_pack_is_sound(pack: Pack) -> None:
    said = report(pack)
    assert [(one.place, one.message.id) for one in said.findings] == []
    assert (said.missing_translations, said.without_source) == (0, 0)


def test_identity(pack: Pack) -> None:
    assert (pack.country, pack.currency, pack.calendar, pack.paper) == ("US", "USD", "gregorian", "Letter")
    assert pack.name.best("en") == "Municipal Vulnerability Preparedness (MVP) 2.0 Program"
    assert pack.name.best("zh_TW") == "市政脆弱性防範 (MVP) 2.0 計畫"
    assert pack.dossier is None


def test_phases_and_steps_fill_the_24_months_without_a_gap(pack: Pack) -> None:
    assert pack.months == 24
    assert [one.months for one in pack.phases] == [(1, 5), (6, 11), (12, 24)]
    assert [one.id for one in pack.steps] == [f"s{number:02}" for number in range(1, 11)]
    assert [one.number for one in pack.steps] == [str(number) for number in range(1, 11)]
    covered = [month for one in pack.steps for month in range((one.months or (0, 0))[0], (one.months or (0, 0))[1] + 1)]
    assert covered == list(range(1, 25))
    assert all(one.lead and one.produces.values and one.records for one in pack.steps)


def test_every_task_has_its_place_and_origin(pack: Pack) -> None:
    wanted = [f"s{step:02}.t{one}" for step, last in enumerate(TASKS_PER_STEP, 1) for one in range(1, last + 1)]
    assert [one.id for one in pack.tasks] == wanted
    assert {one.id for one in pack.tasks if one.inferred} == INFERRED | PARTLY
    assert all(one.note.values for one in pack.tasks if one.id in PARTLY)
    assert [one.id for one in pack.tasks if one.optional] == ["s08.t3"]
    tools = {one.tool for one in pack.tasks} | {tool for step in pack.steps for tool in step.tools}
    assert tools - {""} <= TOOLS


def test_roles_come_and_go_where_the_programme_says(pack: Pack) -> None:
    roles = {one.id: one for one in pack.roles}
    assert set(roles) == {"MPM", "MCT", "LIA", "EQP", "PLV", "SMA", "IMV", "RC", "COM", "CBO", "ALL"}
    assert (roles["LIA"].appears, roles["LIA"].appears_at) == ("s03", "end")
    assert (roles["PLV"].appears, roles["PLV"].leaves) == ("s01", "s08")
    assert {one.id for one in pack.roles if one.core} == {"MPM", "MCT", "LIA", "ALL"}


def test_the_matrix_of_roles_keeps_what_is_stated_and_what_is_inferred_apart(pack: Pack) -> None:
    cells = {(one.step, one.role): one for one in pack.role_matrix}
    assert len(cells) == len(pack.role_matrix) == 70
    assert [cells[f"s{n:02}", "PLV"].part for n in range(1, 9)] == ["H", *"FFFFFFF"]
    assert ("s09", "PLV") not in cells
    assert (cells["s07", "RC"].part, cells["s07", "RC"].inferred) == ("A", False)
    assert all(one.inferred for key, one in cells.items() if key[1] == "RC" and key[0] != "s07")
    assert (cells["s09", "MPM"].part, cells["s09", "MPM"].inferred) == ("L", True)
    assert [cells[step, "LIA"].part for step in ("s03", "s05", "s06", "s07")] == ["H", "LP", "LP", "LP"]


def test_what_changes_between_rounds_is_a_setting(pack: Pack) -> None:
    known = {one.id: one for one in pack.settings}
    assert (known["seed_money"].value, known["planning_money"].value) == (5_000_000, 5_000_000)
    assert (known["seed_months_min"].value, known["seed_months_max"].value) == (9, 10)
    assert (known["effort_manager"].value, known["effort_member"].value) == (105, 85)
    assert {one for one in NOT_KNOWN if known[one].value is None} == NOT_KNOWN
    assert all(one.note.values for one in pack.settings if one.value is None)
    changed = load_pack(with_choices(compile_folder(FOLDER), {"seed_money": 7_500_000}))
    seed = next(one for one in changed.glossary if one.id == "seed")
    assert "75,000.00" in seed.definition.best("en")


def test_no_figure_of_money_of_the_round_stands_in_a_task(pack: Pack) -> None:
    for one in texts(pack.tasks):
        assert not re.search(r"50,?000|95,?000|175,?000|3,?200", " ".join(one.values.values()))


def test_no_deadline_claims_a_day(pack: Pack) -> None:
    assert pack.deadlines
    for one in pack.deadlines:
        assert one.kind in ("check", "unknown"), one.id
        assert not one.last_day()
        assert one.who, one.id
        assert one.note.values, one.id


def test_places_and_people_are_explained_apart(pack: Pack) -> None:
    assert [one.id for one in pack.concepts] == ["ej", "priority", "equity", "lived"]
    ej, priority = pack.concepts[:2]
    assert "Areas" in ej.definition.best("en")
    assert "People" in priority.definition.best("en")
    assert all(one.note.values for one in (ej, priority))
    assert len(pack.glossary) == 21


def test_rounds_and_methods_fit_the_event_record(pack: Pack) -> None:
    lists = {one.id: [item.id for item in one.items] for one in pack.lists}
    assert lists["engagement_rounds"] == [one.key for one in ROUNDS]
    assert len(lists["engagement_methods"]) == 14
    assert set(lists["engagement_methods"]) <= {one.key for one in METHODS}


def test_heads_have_no_invented_ceiling(pack: Pack) -> None:
    assert all(one.ceiling is None and one.inferred and one.whom_to_ask.values for one in pack.heads)


def test_the_wording_is_short_and_of_taiwan(pack: Pack) -> None:
    for one in texts(pack):
        chinese, english = one.best("zh_TW"), one.best("en")
        assert faults_of_chinese(chinese) == [], chinese
        assert all(len(part.strip("「」")) <= 30 for part in re.split("[。！？]", chinese)), chinese
        assert all(len(part.split()) <= 20 for part in re.split(r"[.!?][\"”]?\s", english)), english
