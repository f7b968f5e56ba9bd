"""Step 7 from the shelf to the approval: gates in words, one choice, money watched, the framework on paper.

Traps 8 and 9 of ``mvp2.md`` 14 are named by their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.core.clock import FixedClock
from app.core.errors import InputError
from app.core.fields import Severity
from app.core.messages import N_
from app.core.progress import NoProgress
from app.core.richtext import text_of
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience, Table
from app.i18n import Translator
from app.services.dossier.live import live_blocks
from app.services.masking import Reader, ShownRecords
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.scoring.desk import Place
from app.services.seed.gates import EACH, WHOLE, State
from app.services.seed.shelf import selection, shelf
from app.services.seed.view import SeedView
from app.services.seed.words import remarks, sensitivity
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.support import ROOT

TODAY = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
KNOCK, COOL, SHADE = "Door-knocking team", "Cool room", "Shaded stops"


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One file of a town in Massachusetts for all tests; each undoes what it did."""
    folder, clock = tmp_path_factory.mktemp("seed"), FixedClock(TODAY)
    program = program_at(folder, clock)
    made = make_workspace(
        folder / "a.banyan",
        program,
        Translator("en"),
        community="Maple Falls",
        place="US",
        programme="mvp-2",
        person="",
    )
    yield made
    made.document.close()


@pytest.fixture
def desk(ws: Workspace) -> Iterator[dict[str, str]]:
    """Three ideas that serve a priority, two people to score; all of it is undone afterwards."""
    with ws.document.unit_of_work(N_("Change a setting")) as work:

        def make(kind: str, values: dict[str, object]) -> str:
            return ws.records.insert(work.session, kind, values)

        keys = {"priority": make("priority", {"title": "Nobody alone in an outage"})}
        keys["elders"] = make("population_group", {"name": "Elders alone"})
        for title, months, cost in ((KNOCK, 9, 48_000_00), (COOL, 10, 50_000_00), (SHADE, 8, 30_000_00)):
            keys[title] = make("idea", {
                "title": title, "what": f"{title}, in short.", "standing": "candidate", "months": months,
                "cost": cost, "currency": "USD", "priorities": (keys["priority"],),
            })  # fmt: skip
        for name, role in (("Ana Silva", "LIA"), ("Bob Reed", "MPM")):
            make("person_role", {"person": make("person", {"name": name}), "role": role})
    yield keys
    while ws.document.undo_label is not None:
        ws.document.undo()
    ws.drain_changes()


def gate(view: SeedView, number: str, idea: str = "") -> tuple[State, str]:
    """Return state and reason of a gate, in English."""
    found = next(one for one in view.gates if one.id == number and one.idea == idea)
    return found.state, Translator("en", currency="USD").text(found.reason)


def said(view: SeedView) -> str:
    return Translator("en", currency="USD").text(sensitivity(view))


def score(ws: Workspace, levels: dict[tuple[str, str], int], gap: tuple[str, str, str] | None = None) -> str:
    """Give everybody's levels: (idea, person) to the level of each line; C1 of the first differs by one."""
    key = ws.seed.start_scoring("en")
    view = ws.scoring.view(key)
    assert view is not None
    given = [
        {"candidate": candidate, "scorer": person.key, "criterion": line.key, "scoring": key,
         "value": levels.get((title, person.name), 2) * 10}
        for candidate, title in view.candidates for person in view.people for number, line in enumerate(view.lines)
        if gap != (title, person.name, str(number))
    ]  # fmt: skip
    with ws.document.unit_of_work(N_("Change a setting")) as work:
        for one in given:
            ws.records.insert(work.session, "score", one)
    return key


def printed(ws: Workspace, language: str, audience: Audience) -> str:
    """Return what the framework says, without spaces."""
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    done = prepare(ws, "mvp-selection", Request(language, audience))(tools, NoProgress())
    return "".join("".join(one.split()) for one in page_texts(done.single or b""))


def test_the_shelf_has_nine_kinds_and_the_cities_in_both_languages_with_sources() -> None:
    found = shelf()
    assert len(found.kinds) == 9
    assert all(2 <= len(one.cards) <= 5 for one in found.kinds)
    assert len(found.cities) == 8
    assert {one.id for one in found.pointers} == {"playbook", "gear-actions", "gear-cases"}
    ids = [one for one, *_ in found.takeable()]
    assert len(set(ids)) == len(ids)
    for _, title, what, source in found.takeable():
        assert {title.label.has("zh_TW"), what.label.has("en"), found.source(source).has("zh_TW")} == {True}
    assert [one.weight for one in selection().criteria] == [20, 15, 15, 10, 10, 10, 5, 5, 5, 5]


def test_a_card_of_the_shelf_becomes_an_idea_in_the_language_that_is_spoken(
    ws: Workspace, desk: dict[str, str]
) -> None:
    taken = ws.seed.take("cool-room", "zh_TW")
    row = ws.records.get("idea", taken.id)
    assert row is not None
    assert (row.title, row.get("standing"), row.get("shelf")) == ("走路就到的納涼站", "noted", "cool-room")
    assert "REPAIR" in str(row.get("source_text"))
    with pytest.raises(KeyError):
        ws.seed.take("no-such-card", "en")


def test_every_gate_says_why(ws: Workspace, desk: dict[str, str]) -> None:
    view = ws.seed.view()
    assert [one.id for one in view.gates] == ["G1", "G2", "G3"] * 3 + ["G4", "G5", "G6", "G7"]
    assert gate(view, "G1", desk[KNOCK]) == (State.PASSED, "It serves 1 priority.")
    assert gate(view, "G2", desk[COOL]) == (State.PASSED, "It takes 10 months. At most 10 are allowed.")
    assert gate(view, "G3", desk[COOL])[0] is State.PASSED
    assert gate(view, "G4") == (State.PASSED, "3 ideas are compared.")
    assert [gate(view, one)[0] for one in ("G5", "G6", "G7")] == [State.OPEN] * 3


def test_bad_input_is_said_and_the_work_goes_on(ws: Workspace, desk: dict[str, str]) -> None:
    for title in ("Fourth", "Fifth"):
        ws.records.create("idea", {"title": title, "standing": "candidate"})
    ws.records.change("idea", desk[SHADE], {"months": 12})
    ws.records.change("idea", desk[COOL], {"cost": 50_000_01})
    view = ws.seed.view()
    assert gate(view, "G4") == (State.FAILED, "5 ideas are compared. At most 3: note the others for later.")
    state, reason = gate(view, "G2", desk[SHADE])
    assert (state, reason[:22]) == (State.FAILED, "It takes 12 months. Th")
    state, reason = gate(view, "G3", desk[COOL])
    assert state is State.FAILED
    assert "$50,000.01, $0.01 more than $50,000.00" in reason
    assert ws.seed.choose(desk[COOL])


def test_trap_9_the_seed_pot_follows_the_number_of_communities(ws: Workspace, desk: dict[str, str]) -> None:
    ws.records.change("idea", desk[COOL], {"cost": 80_000_00})
    ws.seed.set_numbers({"communities": 2})
    view = ws.seed.view()
    assert view.rules.limit == 100_000_00
    assert gate(view, "G3", desk[COOL])[0] is State.PASSED
    pack = ws.programmes.pack("mvp-2")
    assert pack is not None
    assert pack.setting("planning_money") == 50_000_00  # the planning pot is not multiplied
    ws.seed.set_numbers({"communities": 1})  # one of the two towns withdraws
    state, reason = gate(ws.seed.view(), "G3", desk[COOL])
    assert state is State.FAILED
    assert "$30,000.00 more" in reason
    ws.seed.set_numbers({"communities": 2, "seed_choice": EACH})
    assert ws.seed.view().rules.limit == 50_000_00
    ws.seed.set_numbers({"communities": None, "seed_choice": WHOLE})
    for name, until in (("Maple Falls", None), ("Elm Ford", "2026-06-01")):  # the list of communities counts
        ws.records.create("member_community", {"name": name, "withdrew_on": until})
    assert ws.seed.view().rules.limit == 50_000_00


def test_trap_8_exactly_one_is_chosen_or_one_for_each_community(ws: Workspace, desk: dict[str, str]) -> None:
    first = ws.seed.choose(desk[KNOCK])
    assert ws.seed.choose(desk[COOL]) == first
    standings = {row.title: row.get("standing") for row in ws.records.load("idea")}
    assert standings == {KNOCK: "candidate", COOL: "chosen", SHADE: "candidate"}
    assert gate(ws.seed.view(), "G6") == (State.PASSED, f"Chosen: {COOL}.")
    ws.records.change("idea", desk[SHADE], {"standing": "chosen"})  # by hand, in the form
    assert gate(ws.seed.view(), "G6")[0] is State.FAILED
    ws.seed.set_numbers({"communities": 2, "seed_choice": EACH})
    for title, town in ((KNOCK, "Maple Falls"), (COOL, "Maple Falls"), (SHADE, "Elm Ford")):
        ws.records.change("idea", desk[title], {"town": town})
    ws.records.change("seed_decision", first, {"town": "Maple Falls"})
    assert ws.seed.choose(desk[SHADE]) != first
    assert gate(ws.seed.view(), "G6")[0] is State.PASSED
    ws.seed.set_numbers({"seed_choice": WHOLE})
    assert ws.seed.view().rules.projects == 1


def test_trap_8_seed_money_before_the_approval_is_warned_about_and_never_blocked(
    ws: Workspace, desk: dict[str, str]
) -> None:
    decision = ws.seed.choose(desk[KNOCK])
    project = ws.records.load("project")[0]
    assert project.title == KNOCK
    line = ws.records.create("budget_line", {"item": "Torches", "project": project.id})[0].id
    paid = {"item": "Torches", "date": "2026-06-01", "amount": 12_500, "budget_line": line}
    expense = ws.records.create("expense", paid)[0].id
    proof = ws.records.create("voucher", {"no": "INV-1", "issued_on": "2026-06-02", "expenses": (expense,)})[0].id
    for kind, key in (("expense", expense), ("voucher", proof)):
        found = [one for one in ws.records.findings(kind, key) if one.rule == "seed.early"]
        assert [one.severity for one in found] == [Severity.WARN]
    assert len(ws.seed.view().early) == 2
    assert [one.rule for one in ws.budget.view().findings].count("seed.early") == 2
    ws.records.change("seed_decision", decision, {"early_reason": "The shop closed on 2 June."})
    found = [one for one in ws.records.findings("expense", expense) if one.rule == "seed.early"]
    assert [one.severity for one in found] == [Severity.INFO]
    ws.records.change("seed_decision", decision, {"approved_on": "2026-06-05", "early_reason": None})
    assert gate(ws.seed.view(), "G7")[0] is State.PASSED
    assert [one.date for one in ws.seed.view().early] == ["2026-06-01", "2026-06-02"]
    ws.records.change("seed_decision", decision, {"approved_on": "2026-06-01"})
    assert ws.seed.view().early == ()
    ws.records.change("seed_decision", decision, {"approved_on": "2026-07-01"})  # still to come
    assert gate(ws.seed.view(), "G7")[0] is State.OPEN
    assert len(ws.seed.view().early) == 2


def test_trap_8_the_seed_pot_is_watched_before_anything_is_decided(ws: Workspace, desk: dict[str, str]) -> None:
    pot = ws.records.create("funding_source", {"agency": "State", "pot": "seed"})[0].id
    line = ws.records.create("budget_line", {"item": "Cots", "funding_source": pot})[0].id
    expense = ws.records.create("expense", {"item": "Cots", "date": "2026-06-02", "budget_line": line})[0].id
    assert [one.decision for one in ws.seed.view().early] == [""]
    assert [one.rule for one in ws.records.findings("expense", expense)].count("seed.early") == 1
    decision = ws.seed.choose(desk[KNOCK])
    assert [one.decision for one in ws.seed.view().early] == [decision]
    ws.records.change("seed_decision", decision, {"approved_on": "2026-06-01"})
    assert ws.seed.view().early == ()


def test_residents_are_heard_before_the_choice(ws: Workspace, desk: dict[str, str]) -> None:
    ws.records.create("event", {"title": "Stalls", "round": "R2", "date": "2026-05-01"})
    assert gate(ws.seed.view(), "G5")[0] is State.OPEN
    ws.records.create("event", {"title": "Potluck", "round": "R3", "date": "2026-06-11"})
    ws.seed.choose(desk[KNOCK])
    assert gate(ws.seed.view(), "G5")[0] is State.FAILED
    ws.records.create("event", {"title": "Potluck", "round": "R3", "date": "2026-06-02"})
    assert gate(ws.seed.view(), "G5")[0] is State.PASSED


def test_scoring_starts_in_one_action_and_says_what_is_missing(ws: Workspace, desk: dict[str, str]) -> None:
    assert said(ws.seed.view()) == "No sheet is complete yet, so there is no total."
    levels = {(KNOCK, "Ana Silva"): 4, (KNOCK, "Bob Reed"): 3, (COOL, "Ana Silva"): 1, (COOL, "Bob Reed"): 4}
    key = score(ws, levels, gap=(SHADE, "Bob Reed", "0"))
    view = ws.seed.view()
    assert view.scoring is not None
    assert [(one.name, one.kind) for one in view.scoring.people] == [
        ("Ana Silva", "liaison"),
        ("Bob Reed", "municipal"),
    ]
    totals = {one.title: one.result.total for one in view.scored}
    assert [totals[KNOCK].mean, totals[KNOCK].low, totals[KNOCK].high] == [70, 60, 80]
    assert [view.scored[1].kind(one).mean for one in ("liaison", "municipal")] == [20, 80]
    assert (totals[SHADE].n, view.missing, view.uneven) == (1, 1, True)
    text = [Translator("en").text(one) for one in remarks(view)]
    assert text[0] == "1 score is missing. Only complete sheets count in the means."
    assert "Talk about “Cool room”: liaisons give it 20, municipal staff 80." in text
    assert (
        said(view)
        == "“Door-knocking team” leads, and no change of a single weight up to 100 would let another idea win."
    )
    ws.records.create("idea", {"title": "Late idea", "standing": "candidate"})
    late = [Translator("en").text(one) for one in remarks(ws.seed.view())]
    assert late[0] == "1 idea is compared and not scored: Late idea."
    assert ws.seed.start_scoring("en") == key
    assert [one.title for one in ws.seed.view().scored][-1] == "Late idea"


def test_weights_turn_the_sentence_and_a_tie_is_said(ws: Workspace, desk: dict[str, str]) -> None:
    key = score(ws, {(SHADE, "Ana Silva"): 0, (SHADE, "Bob Reed"): 0})
    view = ws.scoring.view(key)
    assert view is not None
    assert (
        said(ws.seed.view())
        == "“Door-knocking team”, “Cool room” are level: a tie. The scores do not choose between them."
    )
    first, second = view.lines[0], view.lines[1]
    for person in view.people:
        ws.scoring.put(key, Place(view.candidates[0][0], person.key, first.key), "5")  # 20 × 3 ÷ 5 = 12 more
        ws.scoring.put(key, Place(view.candidates[1][0], person.key, second.key), "4")  # 15 × 2 ÷ 5 = 6 more
    assert said(ws.seed.view()) == "“Cool room” would win if C1 weighed less than 10. It weighs 20."
    ws.seed.weigh(second.key, "40")
    assert said(ws.seed.view()) == "“Door-knocking team” would win if C1 weighed more than 26.7. It weighs 20."
    ws.seed.weigh(second.key, "many")
    assert ws.seed.view().kept == {second.key: "many"}
    chinese = Translator("zh_TW").text(sensitivity(ws.seed.view()))
    assert "C1" in chinese


def test_feedback_is_told_by_group_from_tallies_and_questionnaires(ws: Workspace, desk: dict[str, str]) -> None:
    tally = {"group": desk["elders"], "asked": 12}
    ws.records.create("idea_feedback", {"idea": desk[KNOCK], "first": 9, "condition": "Knock twice", **tally})
    ws.records.create("idea_feedback", {"idea": desk[COOL], "first": 3, **tally})
    ask = ws.records.create("questionnaire", {"title": "Which?", "round": "R3", "date": "2026-06-01"})[0].id
    ws.questionnaires.add_question(ask, "choice")
    question = ws.records.load("question")[0].id
    ws.questionnaires.word(ask, question, "en", {"text": "Which first?", "choices": f"{COOL}\n{KNOCK.upper()}"})
    for value in ("1", "1", "2"):
        sheet = ws.records.create("questionnaire_sheet", {"questionnaire": ask, "number": 1})[0].id
        ws.questionnaires.answer(sheet, question, value=value)
    elders, rest = ws.seed.view().feedback
    assert (elders.name, elders.asked, dict(elders.first)) == ("Elders alone", 12, {desk[KNOCK]: 9, desk[COOL]: 3})
    assert elders.favourites == (desk[KNOCK],)
    assert (rest.group, rest.asked, dict(rest.first), rest.small) == ("", 3, {desk[COOL]: 2, desk[KNOCK]: 1}, True)
    assert gate(ws.seed.view(), "G5")[0] is State.PASSED


def test_the_framework_holds_what_was_decided_and_no_name_of_a_scorer(ws: Workspace, desk: dict[str, str]) -> None:
    score(ws, {(KNOCK, "Ana Silva"): 4}, gap=(SHADE, "Bob Reed", "0"))
    decision = ws.seed.choose(desk[KNOCK])
    ws.seed.stand(desk[COOL], "runner_up")
    ws.records.change("seed_decision", decision, {"reasons": "It reaches elders first.", "sent_on": "2026-06-08"})
    ws.records.create("idea_feedback", {"idea": desk[COOL], "group": desk["elders"], "first": 2, "asked": 3})
    row = ws.records.get("seed_decision", decision)
    assert row is not None
    assert row.get("runner_up") == desk[COOL]
    outside = printed(ws, "en", Audience.AUTHORITY)
    for fact in ("itreacheseldersfirst.", "maplefalls", "c1gainsreach", "g7", "runner-up", "coolroom", "fewerthan5"):
        assert fact in outside.lower(), fact
    assert "Bob" not in outside
    assert "Silva" not in outside
    assert "BobReed" in printed(ws, "en", Audience.TEAM)
    chinese = printed(ws, "zh_TW", Audience.AUTHORITY)
    for fact in ("選擇架構", "C1好處直接到受影響最大的人", "48,000", "社區聯絡員"):
        assert fact in chinese, fact


def test_live_blocks_tell_ideas_scores_and_decision_to_everybody(ws: Workspace, desk: dict[str, str]) -> None:
    score(ws, {(KNOCK, "Ana Silva"): 4})
    ws.seed.choose(desk[KNOCK])
    shown = ShownRecords(ws.records, Translator("en", currency="USD"), Reader(Audience.PUBLIC, dossier=True))
    for kind, fact in (("seed_ideas", COOL), ("seed_scores", "60"), ("seed_decision", KNOCK)):
        tables = [one for one in live_blocks("b", {"live": kind}, shown) if isinstance(one, Table)]
        words = [text_of(cell) for table in tables for row in table.rows for cell in row]
        assert fact in words, (kind, words)
        assert not any("Ana" in one for one in words)


def test_an_idea_that_is_gone_is_said(ws: Workspace, desk: dict[str, str]) -> None:
    with pytest.raises(InputError):
        ws.seed.choose("gone")
    for title in (KNOCK, COOL, SHADE):
        ws.seed.stand(desk[title], "noted")
    with pytest.raises(InputError):
        ws.seed.start_scoring("en")
