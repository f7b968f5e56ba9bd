"""Whether the whole team has met, its calendar of meetings, its agreement, the sheets, the learning check."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.errors import InputError, ProgrammeError, UsageError
from app.core.fields import Row
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.i18n import Translator
from app.programmes.beginning import CONCEPTS, check_questions, load_check, team_sheets
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.together.desk import Calendar, Rhythm, draw_up, proposed_days, together_view
from app.services.together.screen import step_met
from app.services.together.view import meeting_days, met_of, team_of
from app.services.together.words import learned_words, met_words, never_words, weaker
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.services.lived_desk import TEAM, Lived, fill_lived
from tests.support import ROOT

TODAY = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
EN = Translator("en")


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One file for all tests of this module; each undoes what it did."""
    folder = tmp_path_factory.mktemp("together")
    program = program_at(folder, FixedClock(TODAY))
    made = make_workspace(
        folder / "a.banyan",
        program,
        Translator("en"),
        community="安和社區",
        place="TW",
        programme="community",
        person="",
    )
    yield made
    made.document.close()


@pytest.fixture(scope="module")
def desk(ws: Workspace) -> Lived:
    """A small file."""
    return fill_lived(ws)


def pages(ws: Workspace, kind: str, request: Request) -> list[str]:
    """Return what each page of a paper says, without spaces."""
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    done = prepare(ws, kind, request)(tools, NoProgress())
    return ["".join(one.split()) for one in page_texts(done.single or b"")]


def test_the_team_has_met_once_all_were_at_one_meeting_and_it_is_said_in_words(ws: Workspace, desk: Lived) -> None:
    met = together_view(ws).met
    assert met_words(met)[0] is False
    assert EN.text(met_words(met)[1]) == f"Not yet: on February 5, 2025 everybody was there but {TEAM[2]}."
    never = never_words(met)
    assert never is not None
    assert EN.text(never) == f"At no meeting yet: {TEAM[2]}"
    made = ws.records.create("meeting", {"title": "x", "date": "2025-03-01", "attendees": desk.people})[0]
    met = together_view(ws).met
    assert met_words(met)[0] is True
    assert EN.text(met_words(met)[1]) == "Yes: on March 1, 2025 all of the team were there, 3 people."
    ws.records.change("meeting", made.id, {"date": "2025-03-09"})  # a meeting to come proves nothing
    assert together_view(ws).met.on == ""
    ws.document.undo()
    ws.document.undo()


def test_trap_4_whoever_is_not_on_the_team_yet_is_never_missing() -> None:
    """Trap 4 of ``mvp2.md`` 14: before liaisons exist the team is whole without them, and rosters ask for none."""

    def person(id: str, role: str, **values: object) -> Row:
        roles = (Row("person_role", f"r{id}", {"role": role, **{k: v for k, v in values.items() if k == "end"}}, ""),)
        return Row("person", id, {"roles": roles, **values}, id)

    core = {"MPM", "MCT", "LIA"}
    people = [person("a", "MPM"), person("b", "MCT"), person("c", "PLV"), person("d", "MCT", left_on="2025-01")]
    people.append(person("e", "MCT", end="2024"))
    team = team_of(people, core, "2025-03-01")
    assert [key for key, _ in team] == ["a", "b"]
    held = [Row("meeting", "m", {"date": "2025-02-01", "attendees": ("a", "b", "c")}, "")]
    assert met_of(team, held, "2025-03-01").on == "2025-02-01"
    grown = team_of([*people, person("f", "LIA")], core, "2025-03-01")
    assert met_of(grown, held, "2025-03-01").missing == ("f",)
    assert met_words(met_of((), held, "2025-03-01"))[0] is None


def test_the_step_opens_with_whether_the_team_has_met(ws: Workspace, desk: Lived) -> None:
    for step, told in (("A4", True), ("B1", False)):
        view = ws.programmes.step("community", step)
        assert view is not None
        met = step_met(ws, (*view.step.tools, *(one.task.tool for one in view.tasks)))
        assert (met is not None) == told
        if met is not None:
            assert met[0] is False
            assert EN.text(met[1]).startswith("Has the whole team met? Not yet: ")


def test_the_calendar_keeps_the_weekday_and_the_number_of_each_month() -> None:
    days = meeting_days(date(2025, 3, 6), 6, 2)  # the first Thursday
    assert [one.isoformat() for one in days[:4]] == ["2025-03-06", "2025-03-20", "2025-04-03", "2025-04-17"]
    assert len(days) == 12
    for day in range(1, 32):
        for number in (1, 2, 3, 4):
            first = date(2025, 1, day)
            found = meeting_days(first, 12, number)
            assert found[0] == first
            assert {one.weekday() for one in found} == {first.weekday()}
            months = [len(list(group)) for _, group in itertools.groupby(found, key=lambda one: (one.year, one.month))]
            assert set(months[1:]) == {number}
            assert len(months) == 12


def test_meetings_are_drawn_up_in_one_step_and_no_day_twice(ws: Workspace, desk: Lived) -> None:
    asked = Calendar("2025-03-06", "19:00/21:00", "活動中心", 3)
    assert len(proposed_days(ws, asked)) == 6
    before = len(ws.records.load("meeting"))
    assert draw_up(ws, asked, "zh_TW")[1] == 6
    rows = sorted(ws.records.load("meeting"), key=lambda row: str(row.get("date")))
    assert [(row.title, row.get("time"), row.get("place")) for row in rows[1:3]] == [
        ("第2次團隊會議", "19:00/21:00", "活動中心"), ("第3次團隊會議", "19:00/21:00", "活動中心"),
    ]  # fmt: skip
    with pytest.raises(InputError):
        draw_up(ws, asked, "zh_TW")
    assert len(together_view(ws).coming) == 6
    ws.document.undo()
    assert len(ws.records.load("meeting")) == before


@pytest.mark.parametrize("asked", [Calendar("2025-03"), Calendar(""), Calendar("2025-03-06", months=99)])
def test_what_is_no_day_makes_nothing(ws: Workspace, desk: Lived, asked: Calendar) -> None:
    before = ws.undo_state()
    with pytest.raises(InputError) as told:
        draw_up(ws, asked, "en")
    assert "Nothing was made." in EN.text(told.value.todo)
    assert ws.undo_state() == before


def test_the_programme_says_how_often_and_how_long(ws: Workspace, desk: Lived) -> None:
    assert together_view(ws).rhythm == Rhythm(2, 2)
    assert (Rhythm(2, 2).evening, Rhythm(2, 5).evening) == ("19:00/21:00", "")


def test_the_check_is_kept_as_counts_and_told_before_and_after(ws: Workspace, desk: Lived) -> None:
    said = [EN.text(learned_words(one)) for one in together_view(ws).learned]
    assert said[0] == "Environmental justice populations: before 9 of 20 right, after 17 of 18 right"
    assert said[3] == "Lived expertise: before 12 of 20 right"
    assert [one.concept for one in together_view(ws).learned if weaker(one)] == ["priority"]


def test_sheets_and_questions_are_whole_in_both_languages(tmp_path: Path) -> None:
    assert len(team_sheets()) == 6
    for one in team_sheets():
        texts = (one.title, one.purpose, *one.material, *one.steps, *one.talk)
        assert all(each.has("zh_TW") and each.has("en") for each in texts)
        assert one.minutes > 0
        assert min(len(one.material), len(one.talk)) >= 2
        assert len(one.steps) >= 4
    questions = check_questions()
    assert {one.concept for one in questions} == set(CONCEPTS)
    assert all(each.has("zh_TW") and each.has("en") for one in questions for each in (one.ask, one.why, *one.choices))
    assert len({one.right for one in questions}) == 3  # the right answer does not always stand in the same place
    broken = tmp_path / "check.yaml"
    broken.write_text(
        'questions:\n  - {id: "1", concept: x, ask: {en: A}, choices: [], right: 1, why: {en: B}}\n', "utf-8"
    )
    with pytest.raises(ProgrammeError):
        load_check(broken)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_papers_print_what_was_agreed_and_every_sheet_on_its_page(
    ws: Workspace, desk: Lived, language: str
) -> None:
    (agreed,) = pages(ws, "team-agreement", Request(language))
    assert all(one in agreed for one in ("一人一票", "越南語口譯", "輪流寫", "不帶名字出去", *TEAM))
    assert pages(ws, "mvp-agreement", Request(language, options={"of": "team"})) == [agreed]
    sheets = pages(ws, "team-sheets", Request(language, Audience.PUBLIC))
    assert len(sheets) == 6
    for page, one in zip(sheets, team_sheets(), strict=True):
        assert "".join(one.title.best(language).split()) in page
        assert "".join(one.talk[-1].best(language).split()) in page
    assert len(pages(ws, "team-sheets", Request(language, options={"sheet": "walk"}))) == 1
    check = pages(ws, "learning-check", Request(language))
    assert len(check) == 2
    assert "".join(check_questions()[7].why.best(language).split()) in check[1]
    with pytest.raises(UsageError):
        prepare(ws, "team-sheets", Request(language, options={"sheet": "nothing"}))
