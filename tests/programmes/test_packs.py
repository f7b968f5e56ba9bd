"""The packs that come with the program are whole."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from app.core.messages import LocalText
from app.programmes.loader import compile_folder, load_pack
from app.programmes.rounds import RoundValue, make_round
from app.programmes.schema import Pack
from app.programmes.validate import report, validate
from app.programmes.ways import narrowed
from tests.support import LANGUAGES

ROOT = Path(__file__).resolve().parents[2] / "resources" / "programmes"
FOLDERS = sorted(one for one in ROOT.iterdir() if any(one.glob("*.yaml")))
LEFT_FOR_OTHERS = {"county", "township", "name", "value", "limit", "label"}
HAN = re.compile(r"[\u3400-\u9fff]")


def texts(value: object) -> list[LocalText]:
    if isinstance(value, LocalText):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    if isinstance(value, msgspec.Struct):
        return [text for name in value.__struct_fields__ for text in texts(getattr(value, name))]
    return []


@pytest.fixture(scope="module")
def nfa() -> Pack:
    return load_pack(ROOT / "nfa-114")


@pytest.mark.parametrize("folder", FOLDERS, ids=[one.name for one in FOLDERS])
def test_a_pack_is_sound_translated_and_sourced(folder: Path) -> None:
    said = report(load_pack(folder))
    assert said.pack == folder.name
    assert [(one.place, one.message.id) for one in said.findings] == []
    assert (said.missing_translations, said.without_source) == (0, 0)


@pytest.mark.parametrize("folder", FOLDERS, ids=[one.name for one in FOLDERS])
def test_no_place_in_braces_is_left_by_mistake(folder: Path) -> None:
    left = {
        name
        for one in texts(load_pack(folder))
        for text in one.values.values()
        for name in re.findall(r"\{([^}]*)\}", text)
    }
    assert left <= LEFT_FOR_OTHERS


@pytest.mark.parametrize("folder", FOLDERS, ids=[one.name for one in FOLDERS])
def test_each_language_is_written_in_its_own_script(folder: Path) -> None:
    for one in texts(load_pack(folder)):
        english = re.sub(r"[\u3000-\u303f\uff00-\uffef]", "", one.best("en"))
        assert len(HAN.findall(english)) <= max(24, len(english) // 2), one.best("en")


def test_the_evaluation_of_114_is_whole(nfa: Pack) -> None:
    ways = {one.id: [step.id for step in narrowed(msgspec.structs.replace(nfa, way=one.id)).steps] for one in nfa.ways}
    assert ways == {
        "general": ["eligibility", "form", "upkeep", "handover", "award"],
        "excellent": ["eligibility", "form", "upkeep", "dossier", "checks", "handover", "visit", "award"],
        "demonstration": ["eligibility", "demo", "handover", "award"],
    }
    assert all(3 <= len(nfa.tasks_of(one.id)) <= 6 for one in nfa.steps)
    assert [one.id for one in nfa.deadlines] == [f"T{number}" for number in range(1, 10)]
    assert nfa.quota is not None
    assert (len(nfa.quota.rows), sum(one.places for one in nfa.quota.rows)) == (22, 66)
    assert sum((one.amount or 0) * (one.count or 0) for one in nfa.categories) == 7_950_000
    assert len(nfa.forms[0].fields) == 12
    assert {one.id for one in nfa.eligibility} == {"E1", "E2", "E2b", "E3", "E4", "E5", "E6", "E6b", "E7", "E8"}
    assert len(nfa.gaps) == 20
    assert nfa.visit is not None
    assert sum(one.minutes or 0 for one in nfa.visit.blocks) == 95
    assert all(one.ceiling is None and one.whom_to_ask.values for one in nfa.heads)


def test_both_rubrics_add_up(nfa: Pack) -> None:
    written, site = nfa.rubrics
    assert [one.points for one in written.items] == [40, 10, 20, 10, 20]
    assert [one.points for one in site.items] == [40, 10, 15, 10, 15, 10]
    assert sum(len(one.items) or 1 for one in site.items) == 19


def test_all_rules_of_the_fact_sheet_are_there(nfa: Pack) -> None:
    wanted = [f"DOS-{n:03}" for n in range(1, 26)] + ["EVI-001"] + [f"APP-{n:03}" for n in range(1, 8)]
    wanted += [f"VIS-{n:03}" for n in range(1, 6)] + [f"FIN-{n:03}" for n in range(1, 10)]
    assert [one.id for one in nfa.rules] == wanted
    not_now = {one.id for one in nfa.rules if not one.evaluated}
    assert not_now == {"APP-006", *(one for one in wanted if one.startswith("VIS"))}


def test_the_nineteen_items_have_examples_of_their_own(nfa: Pack) -> None:
    assert nfa.dossier is not None
    items = nfa.dossier.chapters[0].items
    assert [one.number for one in items] == list(range(1, 20))
    examples = [one.example.best("zh_TW") for one in items]
    assert all(150 <= len(one) <= 400 for one in examples)
    assert len({one[:12] for one in examples}) == 19
    assert {item for one in nfa.dossier.chapters for heading in one.headings for item in heading.items} == {
        one.id for one in items
    }


def test_round_116_follows_everywhere(nfa: Pack) -> None:
    values = {
        "round": RoundValue(116),
        "date:T1": RoundValue("2027-04-14", "縣市承辦人"),
        "set:max_pages": RoundValue(80, "公文"),
        "set:body_pt": RoundValue(12, "公文"),
    }
    new = load_pack(make_round(compile_folder(ROOT / "nfa-114"), values, source="team"))
    assert validate(new) == ()
    assert new.dossier is not None
    assert "116年績優韌性社區書面評鑑報名資料" in new.dossier.cover[0].best("zh_TW")
    assert (new.dossier.page_limit, new.dossier.body_pt) == (80, 12)
    rule = next(one for one in new.rules if one.id == "DOS-001")
    assert rule.title.best("zh_TW") == "全部頁數在 80 頁以內"
    assert "116年4月14日" in str(new.step("handover"))
    assert [one.id for one in new.tasks] == [one.id for one in nfa.tasks]


@pytest.mark.parametrize("folder", FOLDERS, ids=[one.name for one in FOLDERS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_task_tells_six_things_and_no_example_stands_twice(folder: Path, language: str) -> None:
    tasks, examples = load_pack(folder).tasks, []
    for task in tasks:
        said = task.guidance
        parts = (said.why, *said.how, said.example, said.mistake, said.whom)
        assert all(one.values.get(language, "").strip() for one in parts), task.id
        assert task.source.strip(), task.id
        assert 3 <= len(said.how) <= 6, task.id
        examples.append(said.example.values[language])
    assert len(set(examples)) == len(examples)
