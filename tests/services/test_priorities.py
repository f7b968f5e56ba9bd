"""Steps 5 to 7: rounds that end with a report-back, and priorities that are the difference to an earlier list.

Traps 6 and 7 of ``mvp2.md`` 14 are named by their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

from app.core.clock import FixedClock
from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import Message
from app.core.progress import NoProgress
from app.core.richtext import text_of
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience, Table
from app.i18n import Translator
from app.imports.workbook import read_book
from app.services.dossier.live import live_blocks
from app.services.engagement.rounds import Gathered, RoundView, State, gather_rounds, round_view
from app.services.engagement.screen import step_rounds
from app.services.engagement.words import held_words, remarks, state_words
from app.services.importing import dry_run, matched
from app.services.masking import Reader, ShownRecords
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.priorities.crosswalk import Crosswalk, crosswalk
from app.services.priorities.desk import line_of
from app.services.priorities.words import earlier_words, now_words
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.support import ROOT

TODAY = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
LIST = "1. Clear the drains\n• Shelter signs\n\n(3) More shade\n1. Clear the drains\n4\tRiver alarm\tp. 22"
QUOTE, KEPT_QUOTE = "Nights are the worst.", "My landlord lives at number 4."


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One file of a town for all tests; each undoes what it did."""
    folder, clock = tmp_path_factory.mktemp("priorities"), FixedClock(TODAY)
    program = program_at(folder, clock)
    made = make_workspace(folder / "a.banyan", program, Translator("en"), community="Maple Falls", place="US",
                          programme="mvp-2", person="")  # fmt: skip
    yield made
    made.document.close()


@pytest.fixture
def clean(ws: Workspace) -> Iterator[Workspace]:
    """The file; whatever a test does in it is undone."""
    yield ws
    while ws.document.undo_label is not None:
        ws.document.undo()
    ws.drain_changes()


def said(one: Message) -> str:
    return Translator("en").text(one)


def lines(*given: Mapping[str, object]) -> Crosswalk:
    """Return the crosswalk of rows; each is called by its ``id``, which is its title, too."""
    rows = []
    for values in given:
        key = str(values["id"])
        rows.append(Row("priority", key, {"title": key, **values}, str(values.get("title", key))))
    return crosswalk(rows)


def doubts(walk: Crosswalk, key: str) -> list[str]:
    return [said(one) for one in walk.by_id[key].doubts]


def printed(ws: Workspace, kind: str, audience: Audience, language: str = "en") -> str:
    """Return what a paper says, without spaces."""
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    done = prepare(ws, kind, Request(language, audience))(tools, NoProgress())
    return "".join("".join(one.split()) for one in page_texts(done.single or b""))


# -- priorities


def test_trap_6_the_crosswalk_is_the_difference_to_a_list_that_was_brought_in(clean: Workspace) -> None:
    made = clean.priorities.bring_in(LIST)
    assert len(made.ids) == 4
    assert made.twice == ("Clear the drains",)
    drains, signs, shade, alarm = made.ids
    rows = {row.id: row for row in clean.records.load("priority")}
    assert [(rows[one].title, rows[one].get("was")) for one in made.ids] == [
        ("Clear the drains", "1. Clear the drains"), ("Shelter signs", "Shelter signs"),
        ("More shade", "(3) More shade"), ("River alarm", "4 River alarm p. 22"),
    ]  # fmt: skip
    desk = clean.priorities
    desk.answer(drains, "revise")
    clean.records.change("priority", drains, {"title": "Drains on basement streets first", "reason": "Round 1"})
    desk.answer(signs, "done")
    parts = [desk.add_part(shade, title) for title in ("Shade at stops", "Trees in yards")]
    new = clean.records.create("priority", {"title": "Knock in outages", "origin": "new", "disposition": "new"})[0].id
    walk = desk.crosswalk()
    became = {one.was: tuple(row.title for row in one.now()) for one in walk.earlier}
    assert became == {
        "1. Clear the drains": ("Drains on basement streets first",), "Shelter signs": (),
        "(3) More shade": ("Shade at stops", "Trees in yards"), "4 River alarm p. 22": (),
    }  # fmt: skip
    assert {one.id for one in walk.new} == {*parts, new}
    assert [one.id for one in walk.open] == [alarm]
    assert {one.id for one in walk.standing} == {drains, *parts, new}
    assert said(earlier_words(walk)) == "4 earlier priorities: 1 done, 1 revised, 1 split, 1 without an answer."
    assert said(now_words(walk)) == "4 priorities stand now; 3 of them are new."


def test_a_list_without_words_is_refused_and_one_step_undoes_a_list(clean: Workspace) -> None:
    with pytest.raises(InputError):
        clean.priorities.bring_in(" \n\t\n- \n")
    clean.priorities.bring_in("\n".join(f"{n}. Priority {n}" for n in range(1, 41)))
    assert len(clean.records.load("priority")) == 40
    clean.document.undo()
    assert not clean.records.load("priority")


@pytest.mark.parametrize(
    ("raw", "title"),
    [("一、整治舊水圳", "整治舊水圳"), ("（2）防災日", "防災日"), ("3.1 Trees", "3.1 Trees"), ("2025 flood wall", "2025 flood wall"),
     ("- 30 benches", "30 benches"), ("   ", None)],
)  # fmt: skip
def test_numbers_and_bullets_in_front_are_no_part_of_a_priority(raw: str, title: str | None) -> None:
    found = line_of(raw)
    assert (found[0] if found else None) == title


def test_bad_answers_are_said_in_a_sentence_and_refused_nowhere() -> None:
    walk = lines(
        {"id": "a", "origin": "earlier", "disposition": "merge", "merged_into": "b"},
        {"id": "b", "origin": "earlier", "disposition": "retire", "reason": "nobody wants it"},
        {"id": "c", "origin": "earlier", "disposition": "split"},
        {"id": "d", "origin": "earlier", "disposition": "split"},
        {"id": "e", "origin": "new", "disposition": "new", "part_of": "d"},
        {"id": "f", "origin": "earlier", "disposition": "merge"},
        {"id": "g", "origin": "earlier", "disposition": "merge", "merged_into": "h"},
        {"id": "h", "origin": "earlier", "disposition": "merge", "merged_into": "g"},
        {"id": "i", "origin": "earlier", "disposition": "merge", "merged_into": "i"},
        {"id": "j", "origin": "earlier", "disposition": "revise", "was": "2. J"},
        {"id": "k", "origin": "earlier", "disposition": "new"},
        {"id": "l", "origin": "earlier", "disposition": "merge", "merged_into": "gone"},
        {"id": "m", "origin": "earlier", "disposition": "keep", "was": "other words"},
    )
    begins = {
        "a": "“b” is given up", "c": "It is split, but no part", "d": "It is split, but has one part",
        "f": "It is merged, but into which", "g": "They are merged into each other", "i": "It is merged into itself",
        "j": "It is revised, but its words", "k": "It stands in the earlier plan", "l": "It is merged, but into which",
        "m": "It is kept, but its words",
    }  # fmt: skip
    for key, start in begins.items():
        assert [one.startswith(start) for one in doubts(walk, key)] == [True], key
    assert doubts(walk, "b") == doubts(walk, "e") == []
    assert walk.by_id["a"].now()[0].id == "b"
    lacks = [said(one) for one in walk.by_id["e"].lacks]
    assert lacks == ["what shows that it matters", "who gains", "what could be done"]


def test_a_workbook_brings_them_in_and_one_button_says_that_they_are_earlier(clean: Workspace) -> None:
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), clean.pictures)
    request = Request("en", Audience.TEAM, ("priority",))
    book = prepare(clean, "records-template", request)(tools, NoProgress()).single or b""
    path = clean.document.path.with_name("earlier.xlsx")
    path.write_bytes(_filled(book, ("Clear the drains", "More shade")))
    first = matched(read_book(path, progress=NoProgress()), "priority")
    result = clean.imports.bring_in(dry_run(first, clean.imports.snapshot(first), NoProgress()), {})
    assert result is not None
    walk = clean.priorities.crosswalk()
    assert [one.row.title for one in walk.unplaced] == ["Clear the drains", "More shade"]
    clean.priorities.place_all([one.id for one in walk.unplaced], earlier=True)
    walk = clean.priorities.crosswalk()
    assert [(one.was, one.disposition) for one in walk.open] == [("Clear the drains", ""), ("More shade", "")]
    assert walk.unplaced == ()


def test_a_list_of_another_form_is_read_by_the_headings_that_such_lists_carry(clean: Workspace) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Workshop 2018"
    for row in (
        ("Our town, summary of the workshop", None, None, None, None),
        ("No.", "Priority action", "Hazard", "Rationale", "Lead"),
        (1, "Clear the drains", "Flood", "Low Bank floods twice a year.", "Public works"),
        (2, "More shade", "Heat", None, None),
    ):
        sheet.append(row)
    path = clean.document.path.with_name("workshop.xlsx")
    book.save(path)
    first = matched(read_book(path, progress=NoProgress()), "priority")
    assert first.match.sheets[0].unknown == ("No.", "Lead")  # they are named as left out
    result = clean.imports.bring_in(dry_run(first, clean.imports.snapshot(first), NoProgress()), {})
    assert result is not None
    assert [(row.title, row.get("hazards"), row.get("reason")) for row in clean.records.load("priority")] == [
        ("Clear the drains", ("FLOOD",), "Low Bank floods twice a year."),
        ("More shade", ("HEAT",), None),
    ]


def _filled(book: bytes, titles: tuple[str, ...]) -> bytes:
    """Return the empty workbook with a line for each title in its first sheet."""
    from io import BytesIO

    from openpyxl import load_workbook

    opened = load_workbook(BytesIO(book))
    sheet = next(one for one in opened.worksheets if one.title == "Priorities")
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "The priority in one line")
    for at, title in enumerate(titles, head.row + 1):
        sheet.cell(at, head.column, title)
    out = BytesIO()
    opened.save(out)
    return out.getvalue()


# -- rounds


def rounds(*, plan: Mapping[str, object] | None = None, events: tuple[tuple[str, int], ...] = ()) -> RoundView:
    """Return round 1 with a plan for renters and events of so many renters each."""
    plans = [Row("engagement_round", "p", {"number": "R1", "groups": ("g1", "g2"), **plan})] if plan is not None else []
    held = [
        Row("event", f"e{n}", {"date": day, "round": "R1", "attended": many}) for n, (day, many) in enumerate(events)
    ]
    tallies = {f"e{n}": [("renters ", many)] for n, (_day, many) in enumerate(events)}
    groups = (("g1", "Renters"), ("g2", "Night workers"))
    return round_view("R1", Gathered(plans, held, (), (), groups, tallies, "2026-06-10"))


def test_trap_7_a_round_is_complete_only_with_a_report_back() -> None:
    told = {"report_back_on": "2026-06-01", "told": ("meeting",), "changed": "Open at night."}
    assert rounds().state is State.NOTHING
    assert rounds(plan={}).state is State.PLANNED
    assert rounds(plan={}, events=(("2026-05-02", 12),)).state is State.HELD
    assert "not complete" in said(state_words(rounds(plan={}, events=(("2026-05-02", 12),))))
    whole = rounds(plan=told, events=(("2026-05-02", 12),))
    assert whole.state is State.COMPLETE
    assert said(state_words(whole)).startswith("Complete. On June 1, 2026")
    coming = rounds(plan={"report_back_on": "2026-07-01"}, events=(("2026-05-02", 12),))
    assert coming.state is State.HELD
    assert "The report-back is planned for July 1, 2026." in [said(one) for one in remarks(coming)]
    assert rounds(events=(("2026-05-02", 12),)).state is State.HELD


def test_trap_7_the_step_itself_says_that_residents_still_wait(clean: Workspace) -> None:
    make = clean.records.create
    make("engagement_round", {"number": "R2", "question": "Right?"})
    make("event", {"title": "Supper", "date": "2026-05-03", "round": "R2"})
    step = clean.programmes.step("mvp-2", "s06")
    assert step is not None
    for task in step.tasks:
        clean.programmes.set_task("mvp-2", task.task.id, "done")
    tools = (*step.step.tools, *(one.task.tool for one in step.tasks))
    ((state, words),) = step_rounds(clean, tools)
    assert state is State.HELD
    assert isinstance(words, Message)
    assert said(words).startswith("“Round 2: test priorities”: Held, but not complete")
    assert step_rounds(clean, ("records:event", "photos")) == ()


@pytest.mark.parametrize(
    ("view", "start"),
    [
        (rounds(plan={}), "No event belongs to this round yet."),
        (rounds(events=(("2026-05-02", 3),)), "Nobody wrote a plan for this round."),
        (rounds(plan={"report_back_on": "2026-05-01"}, events=(("2026-05-02", 3),)), "The report-back of May 1, 2026"),
        (rounds(plan={"report_back_on": "2026-05-01"}), "There is a report-back, but no event was held"),
        (rounds(plan={"report_back_on": "2026-06-01"}, events=(("2026-05-02", 3),)), "How residents were told"),
        (rounds(plan={}, events=(("", 3),)), "1 event has no date."),
        (rounds(plan={}, events=(("2026-05-02", 0),)), "Nobody was counted by group"),
        (rounds(plan={}, events=(("2026-05-02", 3),)), "Planned, but not heard: Night workers."),
    ],
)
def test_what_is_odd_in_a_round_is_said_and_nothing_stops(view: RoundView, start: str) -> None:
    assert any(said(one).startswith(start) for one in remarks(view))


def test_who_was_heard_stands_against_who_was_planned() -> None:
    view = rounds(plan={"aim": 40}, events=(("2026-05-02", 7), ("2026-05-09", 5), ("2026-07-01", 9)))
    assert [(one.name, one.planned, one.events, one.people) for one in view.groups] == [
        ("Renters", True, 2, 12), ("Night workers", True, 0, 0),
    ]  # fmt: skip
    assert len(view.coming) == 1
    assert said(held_words(view)) == "2 events were held; 12 people came, and 40 were hoped for."


def test_a_group_that_answered_a_questionnaire_was_heard_too(clean: Workspace) -> None:
    make = clean.records.create
    night, other = (make("population_group", {"name": name})[0].id for name in ("Night workers", "Students"))
    make("engagement_round", {"number": "R2", "groups": (night, other)})
    paper = make("questionnaire", {"title": "Right order?", "round": "R2"})[0].id
    question = make("question", {"questionnaire": paper, "label": "First?", "kind": "words"})[0].id
    for number, group in ((1, night), (2, night), (3, other)):
        sheet = make("questionnaire_sheet", {"questionnaire": paper, "number": number, "group": group})[0].id
        if group == night:
            make("answer", {"sheet": sheet, "question": question, "words": "Trees"})
    view = gather_rounds(ShownRecords(clean.records, Translator("en"), Reader(Audience.TEAM)))[1]
    assert [(one.name, one.sheets, one.heard) for one in view.groups] == [
        ("Night workers", 2, True), ("Students", 0, False),
    ]  # fmt: skip
    assert view.state is State.HELD


def test_the_papers_say_it_and_hide_small_groups_and_words_outside_the_team(clean: Workspace) -> None:
    make = clean.records.create
    renters = make("population_group", {"name": "Renters"})[0].id
    event = make("event", {"title": "Church supper", "date": "2026-05-03", "round": "R1", "attended": 24})[0].id
    for name, number in (("Renters", 3), ("Elders", 9)):
        make("event_count", {"event": event, "group_label": name, "number": number})
    for text, publish in ((QUOTE, True), (KEPT_QUOTE, None)):
        values = {"topic": "housing", "kind": "vulnerability", "provenance": "voice", "text": text, "event": event}
        statement = make("statement", {**values, "publish": publish})[0].id
    make("engagement_round", {"number": "R1", "question": "How are your nights?", "groups": (renters,),
                              "report_back_on": "2026-06-01", "changed": "Open at night."})  # fmt: skip
    first = clean.priorities.bring_in("1. Cool rooms").ids[0]
    clean.priorities.answer(first, "keep")
    clean.priorities.add_action(first, "Fans for twenty homes")
    clean.records.change("priority", first, {"statements": (statement,), "groups": (renters,), "reason": "Still hot",
                                             "feedback": "Stay open late", "changed": "Until ten"})  # fmt: skip
    team, public = (printed(clean, "mvp-engagement", one) for one in (Audience.TEAM, Audience.PUBLIC))
    for words in ("How are your nights?", "Church supper", QUOTE, "Open at night.", "2 statements"):
        assert "".join(words.split()) in team
        assert "".join(words.split()) in public
    assert "".join(KEPT_QUOTE.split()) in team
    assert "".join(KEPT_QUOTE.split()) not in public
    assert ("fewerthan5" in public, "fewerthan5" in team) == (True, False)
    cross = printed(clean, "mvp-crosswalk", Audience.PUBLIC, "zh_TW")
    for words in ("1.Coolrooms", "Stillhot", "Fansfortwentyhomes", "Stayopenlate", "Untilten", "1句陳述"):
        assert words in cross
    assert "".join(KEPT_QUOTE.split()) not in cross
    other = printed(clean, "mvp-engagement", Audience.PUBLIC, "zh_TW") + printed(
        clean, "mvp-crosswalk", Audience.PUBLIC
    )
    for words in ("How are your nights?", "Church supper", QUOTE, "Open at night.", "Renters", "1. Cool rooms",
                  "Still hot", "Fans for twenty homes", "Stay open late", "Until ten", "Elders"):  # fmt: skip
        assert "".join(words.split()) in other
    shown = ShownRecords(clean.records, Translator("en"), Reader(Audience.TEAM, dossier=True))
    for kind, fact in (("rounds", "Elders"), ("priorities", "Fans for twenty homes"), ("crosswalk", KEPT_QUOTE)):
        block = live_blocks("b", {"live": kind}, shown)[0]
        assert isinstance(block, Table)
        assert fact in "\n".join(text_of(cell) for row in block.rows for cell in row)
    assert [one.state for one in gather_rounds(shown)] == [State.COMPLETE, State.NOTHING, State.NOTHING]


def test_the_record_itself_says_what_is_odd(clean: Workspace) -> None:
    first, second = clean.priorities.bring_in("1. Sirens\n2. Shade").ids
    clean.priorities.answer(first, "merge")
    clean.records.change("priority", first, {"merged_into": second})
    clean.priorities.answer(second, "retire")
    found = [said(one.message) for one in clean.records.findings("priority", first)]
    assert any(one.startswith("“Shade” is given up") for one in found)
    plan = clean.records.create("engagement_round", {"number": "R1", "report_back_on": "2026-05-01"})[0].id
    clean.records.create("event", {"title": "Supper", "date": "2026-05-03", "round": "R1"})
    found = [said(one.message) for one in clean.records.findings("engagement_round", plan)]
    assert any(one.startswith("The report-back of May 1, 2026 lies before the last event") for one in found)
