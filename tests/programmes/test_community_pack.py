"""The community's own path is whole: its stages, its guidance, its money, its rules and its dossier."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from app.core.messages import LocalText
from app.models.catalogue import catalogue
from app.programmes.loader import compile_folder, load_pack
from app.programmes.rounds import RoundValue, make_round, with_choices
from app.programmes.schema import Pack, Task
from app.programmes.validate import report, validate
from app.services.dossier.live import LIVE

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "programmes" / "community"
STEPS = "A1 A2 A3 A4 B1 B2 B3 B4 C1 C2 C3 D1 D2 D3 E1 E2 E3 E4 F1 F2 F3 F4 G1 G2 G3"
MONTHS = {
    "A": (1, 6), "B": (6, 9), "C": (10, 12), "D": (13, 23), "E": (1, 24), "F": (20, 24), "G": (24, 24),
}  # fmt: skip
LEADS = {
    "A1": ("coordinator",), "A4": ("facilitator",), "B3": ("liaison",), "C2": ("liaison",), "D2": ("vendor", "team"),
    "E3": ("preparedness_lead",), "F2": ("editor",), "F3": ("outsider",), "F4": ("leader",), "G1": ("treasurer",),
}  # fmt: skip
RULES = "001 002 003 004 005 008 012 013 014 016 018 019 020"
MAINLAND = ("信息", "視頻", "軟件", "質量", "網絡", "打印", "默認", "數據", "用戶", "文件夾", "屏幕", "鼠標", "志願者")
LONGEST = {"zh_TW": 30, "en": 20}
VIEWS = ("words", "heard", "open")
TEAM_VIEWS = ("lived", "lived:people", "together", *(f"together:{one}" for one in ("agreement", "sheets", "concepts")))
SEED_VIEWS = ("shelf", "gates", "scores", "residents", "decision")
"""Views of the Roadmap that tasks lead to."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(FOLDER)


def sentences(text: str, language: str) -> list[str]:
    """Split where a reader breathes; places to fill in count for nothing."""
    text = re.sub(r"\{[^}]*\}", "", text)
    if language == "en":
        return re.split(r"(?<=[.!?;:])\s", text)
    return re.split(r"[。！？；：]", re.sub(r"[「」『』（）]", "", text))


def texts(value: object) -> list[LocalText]:
    if isinstance(value, LocalText):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    if isinstance(value, msgspec.Struct):
        return [text for name in value.__struct_fields__ for text in texts(getattr(value, name))]
    return []


def test_nothing_is_wrong_untranslated_or_without_source(pack: Pack) -> None:
    said = report(pack)
    assert (said.findings, said.missing_translations, said.without_source) == ((), 0, 0)


def test_stages_and_steps_stand_in_the_order_of_the_path(pack: Pack) -> None:
    assert [one.id for one in pack.steps] == STEPS.split()
    assert {one.id: one.months for one in pack.phases} == MONTHS
    assert {one.id: one.lead for one in pack.steps if one.id in LEADS} == LEADS
    assert all(one.number == one.id and one.phase == one.id[0] and one.produces.values for one in pack.steps)
    assert {one.id for one in pack.steps if one.alongside} == {"E1", "E2", "E3", "E4"}
    assert all(one.months == (1, 24) for one in pack.steps if one.alongside)


def test_the_dossier_may_start_on_day_one_and_priorities_say_what_they_miss(pack: Pack) -> None:
    needs = {one.id: one.needs for one in pack.steps}
    assert needs["F2"] == ()
    assert set(needs["C1"]) == {"B1", "B2", "B3", "B4"}


def test_every_step_has_its_tasks_and_a_paper_that_comes_of_it(pack: Pack) -> None:
    counts = [len(pack.tasks_of(one)) for one in STEPS.split()]
    assert counts == [4, 4, 5, 3, 3, 2, 5, 3, 3, 3, 4, 3, 3, 3, 3, 5, 3, 3, 2, 3, 3, 3, 3, 3, 2]
    assert [one.step for one in pack.tasks] == sorted(one.step for one in pack.tasks)
    assert {one.step for one in pack.checklist} == set(STEPS.split())


RECRUIT_VIEWS = ("position", "liaisons")


def test_tools_are_those_that_exist(pack: Pack) -> None:
    pages = {
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
        "priorities",
        "priorities:bring",
        *(f"roadmap:+{one}" for one in VIEWS),
        "seed",
        "work",
        *(f"work:{one}" for one in ("tasks", "money", "measures", "months", "back")),
        "recruit",
        *(f"recruit:{one}" for one in RECRUIT_VIEWS),
        *TEAM_VIEWS,
    }
    pages |= {f"seed:{one}" for one in SEED_VIEWS}
    known = pages | {f"records:{one}" for one in catalogue()}
    assert {one.tool for one in pack.tasks} - {""} <= known
    assert {tool for one in pack.steps for tool in one.tools} <= known


def test_guidance_is_written_out_and_plain(pack: Pack) -> None:
    def all_of(task: Task, language: str) -> list[str]:
        said = task.guidance
        parts = (task.title, said.why, *said.how, said.example, said.mistake, said.whom)
        return [one.best(language) for one in parts]

    for task in pack.tasks:
        assert 3 <= len(task.guidance.how) <= 6
        assert not any(re.match(r"\d+[.、)]", one.best("en")) for one in task.guidance.how)
        for language, longest in LONGEST.items():
            for text in all_of(task, language):
                assert text, task.id
                for one in sentences(text, language):
                    assert (len(one) if language == "zh_TW" else len(one.split())) <= longest, (task.id, one)
    for get in ("why", "example", "mistake"):
        said = [getattr(one.guidance, get).best("zh_TW") for one in pack.tasks]
        assert len(set(said)) == len(said), f"a {get} stands twice"


def test_chinese_is_written_as_in_taiwan(pack: Pack) -> None:
    for one in texts(pack):
        zh = one.best("zh_TW")
        assert not [word for word in MAINLAND if word in zh], zh
        assert not re.search(r"[\u3400-\u9fff][,;?!]", zh), zh


def test_place_brings_currency_calendar_paper_and_language(pack: Pack) -> None:
    assert [(one.id, one.currency, one.calendar, one.paper, one.language) for one in pack.places] == [
        ("TW", "TWD", "roc", "A4", "zh_TW"),
        ("US", "USD", "gregorian", "Letter", "en"),
        ("other", "USD", "gregorian", "A4", "en"),
    ]
    chosen = load_pack(with_choices(compile_folder(FOLDER), {"place": "US"}))
    assert (chosen.currency, chosen.calendar, chosen.paper) == ("USD", "gregorian", "Letter")


def test_a_smaller_page_limit_is_followed_everywhere() -> None:
    pack = load_pack(with_choices(compile_folder(FOLDER), {"place": "TW", "max_pages": 60}))
    assert pack.dossier is not None
    assert pack.dossier.page_limit == 60
    assert [one.pages for one in pack.dossier.chapters] == [20, 5, 10, 5, 10]
    assert next(one for one in pack.rules if one.id == "DOS-001").title.best("en") == "At most 60 pages in all"
    step = pack.step("F2")
    assert step is not None
    assert "60 頁" in step.title.best("zh_TW")
    assert report(pack).findings == ()


def test_liaisons_come_after_recruiting_and_the_vendor_goes_after_the_work(pack: Pack) -> None:
    roles = {one.id: one for one in pack.roles}
    assert (roles["liaison"].appears, roles["liaison"].appears_at) == ("A3", "end")
    assert roles["liaison"].paid.values
    assert (roles["vendor"].appears, roles["vendor"].leaves) == ("D1", "D2")


def test_six_heads_have_no_ceiling_until_somebody_is_asked(pack: Pack) -> None:
    assert [one.id for one in pack.heads] == ["pay", "outreach", "equipment", "services", "travel", "other"]
    assert all(one.ceiling is None and one.whom_to_ask.values and one.explains.values for one in pack.heads)


def test_rubric_and_chapters_share_their_weights(pack: Pack) -> None:
    assert pack.dossier is not None
    (rubric,) = pack.rubrics
    assert (rubric.stage, [one.points for one in rubric.items]) == ("self", [40, 10, 20, 10, 20])
    assert [one.weight for one in pack.dossier.chapters] == [40, 10, 20, 10, 20]


def test_rules_follow_the_packs_own_limits(pack: Pack) -> None:
    assert [one.id for one in pack.rules] == [*(f"DOS-{one}" for one in RULES.split()), "EVI-001"]
    limits = {one.id: one.params for one in pack.rules}
    assert limits["DOS-001"]["max"] == {"setting": "max_pages"}
    assert limits["DOS-004"]["limit"] == {"setting": "body_pt"}
    assert limits["DOS-013"]["limit"] == {"setting": "min_dpi"}
    assert all(one.evaluated for one in pack.rules)


def test_the_dossier_template_prints_what_is_recorded(pack: Pack) -> None:
    dossier = pack.dossier
    assert dossier is not None
    assert dossier.order == ("cover", "summary", "contents", "chapters", "appendices")
    assert (dossier.page_limit, dossier.body_pt, dossier.cover_title_pt, dossier.language) == (100, 14, 16, "")
    assert len(dossier.summary_rows) == 5
    assert all(2 <= len(one.items) <= 4 for one in dossier.chapters)
    blocks = [block for one in dossier.chapters for heading in one.headings for block in heading.blocks]
    assert {one.live for one in blocks if one.kind == "live"} <= set(LIVE)
    assert all(one.text.values for one in blocks if one.kind == "prompt")
    placed = [item for one in dossier.chapters for heading in one.headings for item in heading.items]
    assert sorted(placed) == sorted(item.id for one in dossier.chapters for item in one.items)


def test_four_concepts_and_the_words_of_the_path_are_explained(pack: Pack) -> None:
    assert len(pack.concepts) == 4
    assert {"roadmap", "seed", "liaison", "outreach", "equity-impact", "dossier"} <= {one.id for one in pack.glossary}


@pytest.mark.parametrize("months", [1, 6, 12, 24, 36])
def test_the_whole_plan_moves_with_its_length(months: int) -> None:
    pack = load_pack(with_choices(compile_folder(FOLDER), {"months": months}))
    assert (pack.months, pack.setting("months")) == (months, months)
    assert max(one.months[1] for one in pack.phases if one.months) == months
    assert min(one.months[0] for one in pack.phases if one.months) == 1
    assert validate(pack) == ()


def test_the_warning_goes_with_the_page_limit_and_stays_where_it_was_chosen() -> None:
    data = compile_folder(FOLDER)
    for choices, warn in (
        ({"max_pages": 60}, 55),
        ({"place": "TW", "max_pages": 60}, 55),
        ({"place": "TW"}, 95),
        ({"max_pages": 60, "warn_pages": 50}, 50),
        ({"max_pages": 3}, 1),
    ):
        pack = load_pack(with_choices(data, choices))
        assert pack.dossier is not None
        assert (pack.dossier.warn_pages, pack.setting("warn_pages")) == (warn, warn), choices


def test_weights_of_our_own_sheet_move_the_suggested_pages() -> None:
    values = {"round": RoundValue(1), "weight:self:1": RoundValue(30), "weight:self:2": RoundValue(20)}
    pack = load_pack(make_round(compile_folder(FOLDER), values, source="team"))
    assert pack.dossier is not None
    assert [one.weight for one in pack.dossier.chapters] == [30, 20, 20, 10, 20]
    assert [one.pages for one in pack.dossier.chapters] == [27, 18, 18, 9, 18]
