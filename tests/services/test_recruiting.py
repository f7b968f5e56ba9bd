"""Recruiting liaisons: notice, checks, the board, joining, papers; candidates stay in the private drawer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from app.core.clock import FixedClock
from app.core.errors import AppError, InputError
from app.core.fields import Row
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.services.output_kinds.base import Setting, shown_to
from app.services.recruiting.board import coverage_words
from app.services.recruiting.checks import position_checks
from app.services.recruiting.liaisons import LiaisonLine, liaison_lines
from app.services.workspace import Workspace
from tests.services.recruit_desk import NAMES, POSITION, SECRET, fill, make_town, open_copy, write

NOTICES = ("mvp-position", "mvp-position-docx", "mvp-position-poster", "mvp-position-picture", "mvp-position-text")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A town that recruits, made once, and its ids by name."""
    made = make_town(tmp_path_factory.mktemp("town"), FixedClock(datetime(2025, 4, 15, 1, 0, tzinfo=UTC)))
    ids = fill(made)
    made.document.close()
    return made.document.path, ids


@pytest.fixture
def ids(file: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return file[1]


@pytest.fixture
def town(file: tuple[Path, dict[str, str]], tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = open_copy(file[0], tmp_path, clock)
    yield made
    made.document.close()


@pytest.fixture
def empty(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = make_town(tmp_path, clock)
    yield made
    made.document.close()


def said(data: bytes) -> str:
    """Return the text of a PDF without white space."""
    return "".join("".join(one.split()) for one in page_texts(data))


def names_in(error: AppError) -> tuple[str, ...]:
    """Return the open places that a refusal names."""
    names = error.what.params["names"]
    assert isinstance(names, tuple)
    return names


def checks(**values: object) -> list[str]:
    from app.i18n import Translator

    row = Row("position", "p", {**POSITION, **values})
    return [Translator("en", "gregorian", "USD").text(one.message) for one in position_checks(row, 5_000_000, 24)]


def lines(town: Workspace, start_month: str = "2025-03") -> tuple[LiaisonLine, ...]:
    return liaison_lines(shown_to(town, Setting("en", Audience.TEAM)), start_month)


def text(town: Workspace, message: object) -> str:
    return town.records.translator.text(message)  # type: ignore[arg-type]


def test_the_numbers_are_said_with_the_users_own() -> None:
    found = checks()
    assert "80 h × $40.00 = $3,200.00 each." in found
    assert "4 people: $12,800.00 in the first year." in found
    assert "That is 26 % of the planning money, $50,000.00." in found
    assert "1 h a week make 52 h in 52 weeks: fewer than the 80 h promised." in found
    assert "Meetings take 36 h in 9 months; 44 h are left for outreach and for reading." in found
    assert "A term of 21 months that ends with month 24 begins in month 4 of the programme." in found
    assert "48 h in 12 months; 32 h" in " ".join(checks(y1_months=12))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"openings": 0}, "With 0 openings nobody can apply."),
        ({"end": "2025-11"}, "The work ends before it begins."),
        ({"pay_model": "monthly", "rate": 20000, "y1_months": 8}, "8 months × $200.00 = $1,600.00 each."),
        ({"pay_model": "monthly", "rate": 20000, "y1_months": 8}, "For 80 h that is about $20.00 an hour."),
        ({"pay_model": "meeting", "rate": 5000}, "9 months × 2 meetings × $50.00 = $900.00 each."),
        ({"meet_month": 60}, "Meetings alone take 108 h in 9 months, more than the 80 h promised."),
        ({"week_low": 5, "week_high": 10}, "Even 1 h a week make only 52 h"),
        ({"term_months": 24}, "From the first to the last month are 21 months; the term says 24."),
    ],
)
def test_numbers_that_do_not_fit_are_said_and_nothing_stops(values: dict[str, object], expected: str) -> None:
    assert any(one.startswith(expected) for one in checks(**values))


def test_a_notice_with_open_places_is_refused_and_names_them(empty: Workspace) -> None:
    row = empty.recruiting.add_position()
    assert (row.get("term_months"), row.get("y1_hours"), row.get("openings"), row.get("rate")) == (21, 800, None, None)
    for kind in NOTICES:
        with pytest.raises(InputError) as refused:
            write(empty, kind)
        assert {"Openings", "Place of work", "How to apply, and whom to ask"} <= {*names_in(refused.value)}
    empty.records.change("position", row.id, POSITION)
    own = {"position": row.id, "language": "en", "text": "Come to [Your empty] and meet us."}
    own_id = empty.records.create("position_text", own)[0].id
    with pytest.raises(InputError) as refused:
        write(empty, "mvp-position")
    assert names_in(refused.value) == ("Your empty",)
    empty.records.change("position_text", own_id, {"text": "Come to Banyan Hill."})
    assert "ComtoBanyanHill" not in said(write(empty, "mvp-position"))
    assert "CometoBanyanHill" in said(write(empty, "mvp-position"))


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("en", ("Banyan Hill", "January 2026 to September 2027, 21 months", "$3,200.00 ($40.00 an hour)", "Renters in basements", "Spanish", "Library desk, 555-0100")),
        ("zh_TW", ("榕樹鎮", "2026年1月到2027年9月，共 21 個月", "每週 1–5 小時，共 80 小時", "西班牙語", "圖書館服務台，555-0100")),
    ],
)  # fmt: skip
def test_page_document_poster_and_words_say_the_same(town: Workspace, language: str, facts: tuple[str, ...]) -> None:
    page, words = said(write(town, "mvp-position", language)), write(town, "mvp-position-text", language).decode()
    read = docx.Document(io.BytesIO(write(town, "mvp-position-docx", language)))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    document = "\n".join([*(one.text for one in read.paragraphs), *cells])
    for fact in facts:
        assert "".join(fact.split()) in page
        assert fact in words
        assert fact in document
    poster = write(town, "mvp-position-poster", language)
    assert len(page_texts(poster)) == 1
    assert "".join(facts[-1].split()) in said(poster)


def test_trap_12_a_text_in_a_further_language_is_printed_whole(town: Workspace, ids: dict[str, str]) -> None:
    haitian = "# Nou bezwen ou\nÈske w konnen vwazen ou yo?\n\n- Vin nan reyinyon yo\n- Koute moun yo"
    row = {"position": ids["position"], "language": "ht", "language_name": "Kreyòl ayisyen", "headline": "Travay nan katye a", "text": haitian}  # fmt: skip
    text_id = town.records.create("position_text", row)[0].id
    page = said(write(town, "mvp-position", options={"text": text_id}))
    assert "Travaynankatyea" in page
    assert "Èskewkonnenvwazenouyo?" in page
    assert "Pay" not in page
    document = docx.Document(io.BytesIO(write(town, "mvp-position-docx", options={"text": text_id})))
    assert [one.text for one in document.paragraphs if one.style and one.style.name == "List Bullet"] == [
        "Vin nan reyinyon yo",
        "Koute moun yo",
    ]


def test_who_joins_becomes_a_person_with_role_and_draft_in_one_step(town: Workspace, ids: dict[str, str]) -> None:
    candidate = ids[NAMES[2]]
    assert town.recruiting.move(candidate, "contacted") is not None
    made = town.recruiting.move(candidate, "joined")
    assert made is not None
    person = town.records.get("person", made.person)
    assert person is not None
    assert (person.get("name"), person.get("phone")) == (NAMES[2], SECRET)
    assert [one.get("role") for one in person.below("roles")] == ["LIA"]
    draft = town.records.get("liaison_agreement", made.agreement)
    assert draft is not None
    assert (draft.get("hours"), draft.get("rate"), draft.get("promised")) == (800, 4000, 320_000)
    assert (draft.get("groups"), draft.get("childcare")) == ((ids["elders"],), "two small children")
    assert town.records.translator.text(town.document.undo_label) == "Let a candidate join the team"
    town.document.undo()
    assert town.records.load("person") == ()
    assert town.records.load("liaison_agreement") == ()
    row = town.records.get("candidate", candidate)
    assert row is not None
    assert (row.get("stage"), row.get("person")) == ("contacted", None)


def test_who_is_known_already_is_linked_and_not_made_twice(town: Workspace, ids: dict[str, str]) -> None:
    known = town.records.create("person", {"name": f" {NAMES[0]}"})[0].id
    made = town.recruiting.move(ids[NAMES[0]], "joined")
    assert made is not None
    assert (made.person, made.known) == (known, True)
    town.recruiting.move(ids[NAMES[0]], "offered")
    again = town.recruiting.move(ids[NAMES[0]], "joined")
    assert again is not None
    assert (again.person, again.agreement) == (known, "")
    assert len(town.records.load("liaison_agreement")) == 1


def test_the_coverage_follows_the_cards(town: Workspace, ids: dict[str, str]) -> None:
    board = town.recruiting.board()
    assert [text(town, coverage_words(one)) for one in board.groups] == [
        "Renters in basements: nobody yet, 2 candidates could",
        "Night-shift carers: nobody yet, 1 candidate could",
        f"Elders who live alone: {NAMES[2]}",
    ]
    town.recruiting.move(ids[NAMES[1]], "offered")
    town.recruiting.move(ids[NAMES[2]], "not_now")
    board = town.recruiting.board()
    assert {one.key for one in board.groups if one.chosen} == {ids["carers"]}
    assert {text(town, one.label) for one in board.languages if one.chosen} == {"Haitian Creole"}
    assert {one.key: (one.found, one.talked, one.chosen) for one in board.channels} == {
        "notice": (1, 0, 0), "cbo": (1, 0, 0), "talk": (2, 1, 1),
    }  # fmt: skip


def test_a_locked_drawer_gives_numbers_only(town: Workspace, ids: dict[str, str]) -> None:
    lock(town)
    board = town.recruiting.board()
    assert (board.locked, board.total, board.cards) == (True, 4, ())
    assert {key: n for key, n in board.counts.items() if n} == {
        "found": 1,
        "interviewed": 1,
        "offered": 1,
        "applied": 1,
    }
    assert not [one for one in (*board.groups, *board.languages) if one.chosen or one.talking]
    with pytest.raises(AppError):
        town.recruiting.move(ids[NAMES[1]], "offered")
    sheets = said(write(town, "mvp-interview", audience=Audience.TEAM))
    assert not [name for name in NAMES if "".join(name.split()) in sheets]


def lock(town: Workspace) -> None:
    """Give the drawer a passphrase's key and close it."""
    from app.models.document.sealing import DataKey, Lock

    drawer = town.document.drawer
    key = DataKey.random(drawer.entropy)
    drawer.lock_up(key, [Lock("passphrase", key.name, 1, 1, 1, "", "")])
    drawer.drop()


def at_work(town: Workspace, ids: dict[str, str]) -> tuple[str, str]:
    """Let one liaison join and give hours; return the person and the agreement."""
    made = town.recruiting.move(ids[NAMES[2]], "joined")
    assert made is not None
    make = town.records.create
    town.records.change("liaison_agreement", made.agreement, {"start": "2025-01-01", "end": "2026-09-30"})
    make("meeting", {"title": "Core team", "date": "2025-02-05", "time": "18:00/20:00", "attendees": (made.person,)})
    make("meeting", {"title": "No time noted", "date": "2025-02-19", "attendees": (made.person,)})
    event = make("event", {"title": "Laundry", "date": "2025-02-12", "time": "10:00/13:00", "host": made.person})[0].id
    make("work_log", {"person": made.person, "date": "2025-02-12", "hours": 350, "work": "outreach", "event": event})
    make("work_log", {"person": made.person, "date": "2025-02-14", "hours": 250, "note": "Flyers"})
    return made.person, made.agreement


def test_time_sheet_and_invoice_come_out_of_meetings_events_and_logs(town: Workspace, ids: dict[str, str]) -> None:
    person, agreement = at_work(town, ids)
    make = town.records.create
    invoice = make("liaison_invoice", {"agreement": agreement, "number": "1", "start": "2025-01-01", "end": "2025-01-31", "amount": 5000})[0]  # fmt: skip
    make("liaison_invoice", {"agreement": agreement, "number": "2", "start": "2025-02-01", "end": "2025-02-28"})
    sheet = said(write(town, "mvp-timesheet", ids=(person,), options={"month": "2025-02"}))
    for fact in ("Coreteam", "Laundry", "Flyers", "Inall8", "1linehasnohoursyet", "Givensofar:8of80hours"):
        assert fact in sheet
    paper = said(write(town, "mvp-invoice", ids=(agreement,)))
    assert "8$40.00$320.00" in paper
    assert "No.1:$50.00" in paper
    (line,) = lines(town)
    assert (line.account.hours, line.account.due) == (800, 32_000)
    assert [one.number for one in line.open_invoices] == ["1", "2"]
    town.records.change("liaison_invoice", invoice.id, {"paid_on": "2025-02-20"})
    (line,) = lines(town)
    assert (line.account.due, [one.number for one in line.open_invoices]) == (27_000, ["2"])


def test_a_stipend_is_paid_for_each_month(town: Workspace, ids: dict[str, str]) -> None:
    _person, agreement = at_work(town, ids)
    town.records.change("liaison_agreement", agreement, {"pay_model": "monthly", "rate": 20000})
    town.records.create("liaison_invoice", {"agreement": agreement, "number": "7", "start": "2025-01-01", "end": "2025-03-31"})  # fmt: skip
    paper = said(write(town, "mvp-invoice"))
    assert "Amonthlystipend3$200.00$600.00" in paper


def test_a_liaison_who_leaves_in_month_nine_frees_hours_and_leaves_a_gap(town: Workspace, ids: dict[str, str]) -> None:
    _person, agreement = at_work(town, ids)
    assert {one.label for one in town.recruiting.board().groups if one.chosen}
    town.records.change("liaison_agreement", agreement, {"left_on": "2025-03-20"})
    (line,) = lines(town, "2024-07")
    told = [text(town, one) for one in line.left]
    assert told[0] == "Left on March 20, 2025, in programme month 9."
    assert "8 of 80 hours were given; 72 hours are free for somebody else." in told
    assert "$320.00 is still to be paid for hours until that day." in told
    assert "Nobody connects these groups now: Elders who live alone." in told
    board = town.recruiting.board()
    assert [one.chosen for one in board.groups if text(town, one.label) == "Elders who live alone"] == [()]
    assert board.filled == 0  # the card still says “joined”; the seat is free again


def test_trap_4_nothing_needs_liaisons_before_there_are_any(empty: Workspace) -> None:
    assert empty.recruiting.board().cards == ()
    assert lines(empty) == ()
    assert "Beforeyoubegin" in said(write(empty, "mvp-interview"))
    assert "________" in said(write(empty, "mvp-agreement"))
    assert "Thereisnoagreement" in said(write(empty, "mvp-timesheet"))
    with pytest.raises(InputError):
        write(empty, "mvp-invoice")


def test_trap_10_year_two_may_be_empty_and_comes_back_as_a_reminder(town: Workspace, ids: dict[str, str]) -> None:
    at_work(town, ids)
    position = town.records.load("position")[0]
    assert any("Year 2 is open" in text(town, one.message) for one in position_checks(position))
    assert "Hoursandpayfollowfromtheproject" in said(write(town, "mvp-position"))
    late = "Agree on its hours and pay, as the project plan says."
    assert not any(late in text(town, one) for one in lines(town, "2025-03")[0].reminders)
    assert any(late in text(town, one) for one in lines(town, "2023-12")[0].reminders)


PAPERS: dict[str, dict[str, tuple[str, ...]]] = {
    "mvp-position-poster": {
        "en": ("Community liaison", "Banyan Hill", "January 2026 to September 2027, 21 months", "$3,200.00 ($40.00 an hour)", "1–5 hours a week, 80 hours in all", "Spanish, Haitian Creole", "Library desk, 555-0100"),
        "zh_TW": ("社區聯絡員", "榕樹鎮", "2026年1月到2027年9月，共21個月", "3,200.00美元（每小時40.00美元）", "每週1–5小時，共80小時", "西班牙語、海地克里奧語", "圖書館服務台，555-0100"),
    },
    "mvp-interview": {
        "en": (NAMES[1], "Groups they would connect: Night-shift carers", "Languages they speak: Haitian Creole", "two small children", "1–5 hours a week", "about 2 meetings a month of 2 hours"),
        "zh_TW": (NAMES[1], "能連結的群體：Night-shift carers", "會說的語言：海地克里奧語", "two small children", "每週1–5小時", "每月約2次會議，每次2小時"),
    },
    "mvp-agreement": {
        "en": ("Banyan Hill and 阮氏秋 agree", "From January 1, 2025 to September 30, 2026", "About 80 hours in all, with about 2 meetings a month", "By the hour: $40.00", "At most $3,200.00 in all", "Childcare: two small children", "Elders who live alone"),
        "zh_TW": ("Banyan Hill與阮氏秋約定如下", "從2025年1月1日到2026年9月30日", "總共約80小時；每月約2次會議", "按時計酬，40.00美元", "全部最多3,200.00美元", "托育：two small children", "Elders who live alone"),
    },
    "mvp-timesheet": {
        "en": ("Liaison: 阮氏秋", "Month: February 2025", "February 5, 2025 Core team At a meeting 2", "Laundry Outreach 3.5", "Flyers", "In all 8", "Earned in this month: $320.00.", "8 of 80 hours"),
        "zh_TW": ("聯絡員：阮氏秋", "月份：2025年2月", "2025年2月5日 Core team 開會 2", "Laundry 外展 3.5", "Flyers", "合計 8", "這個月的報酬：320.00美元。", "約定80小時，做了8小時"),
    },
    "mvp-invoice": {
        "en": ("Invoice number: BH-7", "Billed by: 阮氏秋", "Billed to: Banyan Hill", "February 1, 2025 – February 28, 2025", "8 $40.00 $320.00", "Flyers", "In all 8"),
        "zh_TW": ("請款單號碼：BH-7", "開立人：阮氏秋", "付款人：Banyan Hill", "2025年2月1日 – 2025年2月28日", "8 40.00美元 320.00美元", "Flyers", "合計 8"),
    },
}  # fmt: skip
"""What was written into the records, as each paper says it, by language."""


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_each_paper_says_at_least_five_facts_of_its_step(town: Workspace, ids: dict[str, str], language: str) -> None:
    person, agreement = at_work(town, ids)
    bill = {"agreement": agreement, "number": "BH-7", "start": "2025-02-01", "end": "2025-02-28"}
    town.records.create("liaison_invoice", bill)
    chosen = {"mvp-interview": (ids[NAMES[1]],), "mvp-position-poster": None}
    lacking = []
    for kind, facts in PAPERS.items():
        audience = None if kind == "mvp-position-poster" else Audience.TEAM
        paper = said(
            write(town, kind, language, audience, ids=chosen.get(kind, (person,)), options={"month": "2025-02"})
        )
        lacking += [(kind, one) for one in facts[language] if "".join(one.split()) not in paper]
    assert lacking == []


def test_what_is_signed_by_each_has_its_own_title_and_numbers(town: Workspace, ids: dict[str, str]) -> None:
    at_work(town, ids)
    town.recruiting.move(ids[NAMES[0]], "joined")
    first, second = ["".join(one.split()) for one in page_texts(write(town, "mvp-agreement"))]
    for page in (first, second):
        assert page.startswith("Agreementwithaliaison")
        assert "A.Timeandwork" in page
        assert "F." not in page


def test_no_day_is_billed_twice_and_numbers_go_on_in_their_own_style(town: Workspace, ids: dict[str, str]) -> None:
    _person, agreement = at_work(town, ids)
    bill, rows = town.recruiting.bill, town.records
    rows.create(
        "liaison_invoice", {"agreement": agreement, "number": "BH-6", "start": "2025-01-01", "end": "2025-02-12"}
    )
    assert bill(agreement, "2025-01") == ""
    made = rows.get("liaison_invoice", bill(agreement, "2025-02"))
    assert made is not None
    assert [made.get(name) for name in ("number", "start", "end")] == ["BH-7", "2025-02-13", "2025-02-28"]
    assert bill(agreement, "2025-02") == ""
    rows.change("liaison_agreement", agreement, {"pay_model": "monthly", "rate": 20000})
    rows.create(
        "liaison_invoice", {"agreement": agreement, "number": "BH-8", "start": "2025-03-10", "end": "2025-03-12"}
    )
    assert bill(agreement, "2025-03") == "", "a begun month of a stipend is paid whole"


def test_hours_of_year_two_count_once_they_are_agreed(town: Workspace, ids: dict[str, str]) -> None:
    _person, agreement = at_work(town, ids)
    town.records.change("liaison_agreement", agreement, {"y2_hours": 360})
    (line,) = lines(town)
    assert (line.account.hours, line.account.agreed) == (800, 11_600)
