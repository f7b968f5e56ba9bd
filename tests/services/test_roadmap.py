"""The Roadmap: two passes with provenance, words that become statements, who was heard, what may leave the team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.errors import ProgrammeError
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.i18n import Translator
from app.programmes.roadmap import given_roadmap, load_roadmap
from app.services.masking import Reader, ShownRecords
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.roadmap.ask import ask_at_event, ask_in_questionnaire
from app.services.roadmap.gather import shown_roadmap
from app.services.roadmap.views import Heard, State
from app.services.roadmap.words import Draft, gather_words, make_statements, origins_of
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.services.roadmap_desk import Desk, fill_roadmap
from tests.support import ROOT

TODAY = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One file for all tests of this module; each undoes what it did."""
    folder, clock = tmp_path_factory.mktemp("roadmap"), FixedClock(TODAY)
    program = program_at(folder, clock)
    made = make_workspace(
        folder / "a.banyan", program, Translator("en"), community="安和社區", place="TW", programme="", person=""
    )
    yield made
    made.document.close()


@pytest.fixture(scope="module")
def desk(ws: Workspace) -> Desk:
    """A small Roadmap in that file."""
    return fill_roadmap(ws)


@cache
def printed(ws: Workspace, language: str, audience: Audience) -> str:
    """Return what the report says, without spaces."""
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    done = prepare(ws, "mvp-roadmap", Request(language, audience))(tools, NoProgress())
    return "".join("".join(one.split()) for one in page_texts(done.single or b""))


def test_twelve_topics_with_their_questions_and_six_prompts_are_given_in_both_languages(tmp_path: Path) -> None:
    given = given_roadmap()
    assert [len(one.questions) for one in given.topics] == [6, *[5] * 11]
    assert [one.id for one in given.prompts] == ["people", "hazard", "asset", "root_cause", "gap", "voice"]
    texts = [one.title for one in given.topics] + [one.text for topic in given.topics for one in topic.questions]
    assert all(one.has("zh_TW") and one.has("en") for one in [*texts, *(each.text for each in given.prompts)])
    twice = tmp_path / "twice.yaml"
    one = "  - {id: a, number: T1, title: {en: A}, questions: []}\n"
    twice.write_text(f"prompts: []\ntopics:\n{one}{one}", encoding="utf-8")
    with pytest.raises(ProgrammeError):
        load_roadmap(twice)


def test_trap_5_every_statement_knows_its_pass_and_who_says_so(ws: Workspace, desk: Desk) -> None:
    """Trap 5 of ``mvp2.md`` 14: two passes, with provenance on each statement."""
    rows = ws.records.load("statement")
    assert {(row.get("provenance"), row.get("pass_no")) for row in rows} == {
        ("dataset", "1"), ("document", "1"), ("team", "1"), ("voice", "2"),
    }  # fmt: skip
    changed = desk.statements[1]
    ws.roadmap.write(changed, {"provenance": "voice"})
    row = ws.records.get("statement", changed)
    assert row is not None
    assert row.get("pass_no") == "2"
    ws.document.undo()
    housing = ws.roadmap.view().topic("housing")
    assert housing is not None
    assert housing.provenances == {"voice": 2, "dataset": 1, "team": 1}
    assert {one.pass_no for one in housing.statements if one.heard} == {"2"}


def test_a_topic_says_how_far_it_is_and_whom_nobody_has_heard(ws: Workspace, desk: Desk) -> None:
    view = ws.roadmap.view()
    states = {one.topic.key: one.state for one in view.topics}
    assert (states["housing"], states["water"], states["transport"], states["food"]) == (
        State.WHOLE, State.HEARD, State.FIRST, State.EMPTY,
    )  # fmt: skip
    renters, night, old, new = desk.groups
    assert view.silent == (night,)
    assert [view.cell(one, "housing").state for one in (renters, night, new)] == [Heard.HEARD, Heard.NONE, Heard.HEARD]
    assert (view.cell(renters, "housing").voices, view.cell(renters, "housing").others) == (1, 2)
    assert view.cell(night, "transport").state is Heard.TOLD
    assert sum(len(one.open) for one in view.topics) == 2
    assert view.topic("transport").unheard == (renters, night, old, new)  # type: ignore[union-attr]


def test_words_become_statements_with_their_event_in_one_step_and_are_marked(ws: Workspace, desk: Desk) -> None:
    said = gather_words(ws.records, ws.questionnaires)
    notes = [one for one in said if one.key.startswith("feedback_note:")]
    keys = [one.text for one in said if one.key.startswith("event:")]
    assert (len(notes), keys) == (3, ["停電時電梯不動，我就不出門。", "老人會先打給里長。"])
    before = len(ws.records.load("statement"))
    made = make_statements(ws.document, ws.records, notes[:2], Draft("parks", "vulnerability", (desk.groups[1],)))
    assert len(ws.records.load("statement")) == before + 2
    row = ws.records.get("statement", made.ids[0])
    assert row is not None
    got = {name: row.get(name) for name in ("provenance", "pass_no", "event", "date", "kind", "groups", "publish")}
    assert got == {
        "provenance": "voice", "pass_no": "2", "event": desk.event, "date": "2025-02-12", "kind": "vulnerability",
        "groups": (desk.groups[1],), "publish": None,
    }  # fmt: skip
    assert origins_of(row) == (notes[0].key,)
    used = {one.key: one.used for one in gather_words(ws.records, ws.questionnaires)}
    assert used[notes[0].key] == ("parks",)
    assert used[notes[2].key] == ()
    assert ws.roadmap.view().silent == ()
    ws.document.undo()
    assert len(ws.records.load("statement")) == before
    assert not any(one.used for one in gather_words(ws.records, ws.questionnaires))


def test_several_words_become_one_statement_that_remembers_each(ws: Workspace, desk: Desk) -> None:
    said = [one for one in gather_words(ws.records, ws.questionnaires) if one.event == desk.event][:3]
    made = make_statements(ws.document, ws.records, said, Draft("health", together=True))
    row = ws.records.get("statement", made.ids[0])
    assert row is not None
    assert len(made.ids) == 1
    assert row.get("text") == "\n".join(one.text for one in said)
    assert origins_of(row) == tuple(one.key for one in said)
    ws.document.undo()
    assert make_statements(ws.document, ws.records, [], Draft("health")).changes is None


def test_written_answers_are_among_the_words_once(ws: Workspace, desk: Desk) -> None:
    make = ws.records.create
    sheet = make("questionnaire", {"title": "高溫", "languages": ("zh",)})[0].id
    ws.questionnaires.add_question(sheet, "words")
    question = ws.questionnaires.view(sheet).questions[0].asked.id  # type: ignore[union-attr]
    values = {"questionnaire": sheet, "number": 1, "event": desk.event, "group": desk.groups[2]}
    filled = make("questionnaire_sheet", values)[0].id
    ws.questionnaires.answer(filled, question, words="晚上睡地板比較涼。")
    found = [one for one in gather_words(ws.records, ws.questionnaires) if one.key.startswith("answer:")]
    assert [(one.text, one.event, one.group) for one in found] == [("晚上睡地板比較涼。", desk.event, desk.groups[2])]
    made = make_statements(ws.document, ws.records, found, Draft("housing", "vulnerability"))
    row = ws.records.get("statement", made.ids[0])
    assert row is not None
    assert row.get("groups") == (desk.groups[2],)
    ws.document.undo()


def test_an_unknown_becomes_a_question_of_a_questionnaire_or_an_event(ws: Workspace, desk: Desk) -> None:
    unknown = desk.statements[4]
    assert ask_in_questionnaire(ws.document, ws.records, desk.statements[0], "", "zh") is None  # no unknown
    ask_in_questionnaire(ws.document, ws.records, unknown, "", "zh", "要問的")
    key = ws.records.get("statement", unknown).get("asked_in")  # type: ignore[union-attr]
    view = ws.questionnaires.view(str(key))
    assert view is not None
    assert (view.title, view.languages) == ("要問的", ("zh",))
    assert [one.says("zh").text for one in view.questions] == ["有幾戶住在地下室？"]
    assert "要問的" in ws.roadmap.view().topic("housing").open[0].asked  # type: ignore[union-attr]
    ws.document.undo()
    assert ws.questionnaires.view(str(key)) is None
    for _twice in range(2):
        ask_at_event(ws.document, ws.records, unknown, desk.event)
    event = ws.records.get("event", desk.event)
    assert event is not None
    assert event.get("questions") == "有幾戶住在地下室？"
    ws.document.undo()


def test_topics_are_renamed_moved_added_and_dropped_and_statements_never_get_lost(ws: Workspace, desk: Desk) -> None:
    first = [one.key for one in ws.roadmap.topics()]
    own = ws.roadmap.add_topic("祭典")
    assert [one.key for one in ws.roadmap.topics()] == [*first, own]
    ws.roadmap.move("food", -1)
    assert [one.key for one in ws.roadmap.topics()][:3] == ["housing", "food", "transport"]
    ws.roadmap.rename("food", "吃飯")
    ws.roadmap.word_question("food", "food.1", "誰月底沒飯吃？")
    ws.roadmap.word_question("food", "", "誰負責廟口的大鍋？")
    food = next(one for one in ws.roadmap.topics() if one.key == "food")
    assert food.title.best("en") == "吃飯"
    assert [one.text.best("en") for one in (food.questions[0], food.questions[-1])] == [
        "誰月底沒飯吃？",
        "誰負責廟口的大鍋？",
    ]
    assert len(food.questions) == 6
    assert own in {one.key for one in ws.records.options("statement", "topic")}
    lost = ws.roadmap.add(own, {"text": "大鍋能煮兩百人份。", "provenance": "team"})
    ws.roadmap.drop(own)
    assert [one.id for one in ws.roadmap.view().loose] == [lost]
    assert ws.roadmap.drop("food") is None  # given topics stay
    for _ in range(7):
        ws.document.undo()
    assert [one.key for one in ws.roadmap.topics()] == first


def test_only_what_may_be_published_leaves_the_team(ws: Workspace, desk: Desk) -> None:
    seen = {
        audience: shown_roadmap(ShownRecords(ws.records, Translator("en"), Reader(audience))) for audience in Audience
    }
    assert [len(seen[one].printed.topic("housing").statements) for one in Audience] == [5, 4, 4]  # type: ignore[union-attr]
    assert {one.counted.statements for one in seen.values()} == {9}
    team, public = printed(ws, "zh_TW", Audience.TEAM), printed(ws, "zh_TW", Audience.PUBLIC)
    assert "舊租約沒有寫誰負責修繕。" in team
    assert "舊租約沒有寫誰負責修繕。" not in public
    assert "水一淹，我先救媽媽的藥。" in public
    assert "有3句陳述只算數目" in public
    assert "排水志工隊" not in printed(ws, "en", Audience.AUTHORITY)
    assert "租屋的人最怕熱" in team
    assert "租屋的人最怕熱" not in public  # a summary needs a yes of its own
    assert "聽過居民，也寫了摘要" in public  # that there is one may be told
    ws.roadmap.publish_summary("housing", True)
    assert "租屋的人最怕熱" in printed.__wrapped__(ws, "zh_TW", Audience.PUBLIC)
    ws.document.undo()


def test_trap_13_the_report_has_figures_coverage_topics_and_the_question_list(ws: Workspace, desk: Desk) -> None:
    """Trap 13 of ``mvp2.md`` 14: the Roadmap report, in both languages."""
    for language, said in (
        ("zh_TW", ("社會韌性藍圖", "●聽到1", "◐轉述1", "○還沒", "緊急應變與公共服務", "要問的問題")),
        (
            "en",
            ("SocialResilienceRoadmap", "●heard1", "◐told1", "○notyet", "Voiceanddecision-making", "Questionstoask"),
        ),
    ):
        text = printed(ws, language, Audience.TEAM)
        assert [one for one in said if one not in text] == []
        assert text.count("誰手上有需要接送的名單？") == 2  # with its topic, and in the question list
        assert "租屋的人最怕熱" in text


def test_topics_are_lines_that_evidence_can_prove(ws: Workspace, desk: Desk) -> None:
    sheet = next(one for one in ws.evidence.sheets() if one.key == "community/topic")
    assert [one.key for one in sheet.targets][:4] == ["topic:housing", "topic:transport", "topic:food", "topic:water"]
    ws.evidence.tag("topic:water", [("event", desk.event)], "三個人說到水。")
    line = ws.evidence.coverage(sheet.key).line("topic:water")  # type: ignore[union-attr]
    assert line is not None
    assert [(one.record, one.reason) for one in line.pieces] == [(desk.event, "三個人說到水。")]
    ws.document.undo()
