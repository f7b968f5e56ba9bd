"""Audiences: what each may see, and that nothing else ever leaves."""

from __future__ import annotations

import itertools

import pytest

from app.core.fields import Field, Kind, Privacy, Row
from app.core.messages import N_
from app.core.richtext import text_of
from app.exports.spec import Audience, DocumentSpec, Paragraph, Table
from app.exports.xlsx.workbook import write
from app.i18n import Translator
from app.services.dossier.live import LIVE, live_blocks
from app.services.live_kinds import Shown
from app.services.masking import Reader, ShownRecords, demanded, level, mask
from app.services.printing_lists import ListSetting, list_columns, list_spec, page_of, record_spec
from app.services.records import RecordService
from app.services.workbook.book import record_sheets, records_book
from app.services.workbook.columns import exchanged_types
from tests.packs import packs

TEAM, AUTHORITY, PUBLIC = Audience.TEAM, Audience.AUTHORITY, Audience.PUBLIC
NFA = next(pack for pack, _ in packs() if pack.id == "nfa-114")
SECRETS = ("陳大榕", "0912345678", "rosa@example.org", "要小心", "A-4711", "林大同", "保密場")


@pytest.fixture
def filled(records: RecordService) -> RecordService:
    """One of each, with something personal wherever there is room."""
    records.create(
        "community",
        {"name": "榕樹社區", "country": "TW", "currency": "TWD", "manager": "陳大榕", "phone": "0912345678"},
    )
    values = {"name": "陳大榕", "phone": "0912345678", "email": "rosa@example.org", "note": "要小心", "is_dp": True}
    person = records.create("person", values)[0].id
    records.create("person_role", {"person": person, "role": "leader"})
    records.create("certificate", {"member": person, "kind": "dp", "number": "A-4711", "issued_on": "2025-04-15"})
    records.create("response_group", {"group_name": "疏散避難組", "leader": person, "members": (person,)})
    records.create("organisation", {"name": "榕樹國小", "contact_person": "林大同", "phone": "0912345678"})
    records.create("event", {"title": "晚會", "date": "2025-04-15", "attended": 30, "host": person})
    records.create("event", {"title": "保密場", "date": "2025-05", "privacy": "3"})
    records.create("expense", {"item": "津貼", "amount": 1200, "payee": "林大同", "date": "2025-04-15"})
    records.create("budget_line", {"item": "=1+1", "qty": 250, "unit_price": 1200, "head": "office"})
    return records


def _shown(records: RecordService, audience: Audience, language: str = "zh_TW", **more: object) -> ShownRecords:
    calendar = "roc" if language == "zh_TW" else "gregorian"
    return ShownRecords(records, Translator(language, calendar), Reader(audience, **more))  # type: ignore[arg-type]


def _words(spec: DocumentSpec) -> str:
    out: list[str] = [spec.title, spec.marking, spec.footer]
    for part in spec.parts:
        for block in part.blocks:
            cells = itertools.chain.from_iterable(block.rows) if isinstance(block, Table) else ()
            runs = [*cells, *([block.runs] if isinstance(block, Paragraph) else [])]
            out += ["".join(getattr(run, "text", "") for run in one) for one in runs]
    return "\n".join(out)


def test_it_is_what_the_dossier_reads_through(filled: RecordService) -> None:
    shown: Shown = _shown(filled, PUBLIC)
    assert shown.rows("person")[0].title == "陳○○"


@pytest.mark.parametrize("audience", [PUBLIC, AUTHORITY])
def test_no_output_but_the_teams_holds_a_raw_personal_value(filled: RecordService, audience: Audience) -> None:
    shown = _shown(filled, audience)
    everything = [repr([dict(row.values) for row in shown.rows(name)]) for name in exchanged_types()]
    everything += [_words(list_spec(shown, name)) for name in exchanged_types()]
    everything += [_words(record_spec(shown, row)) for name in exchanged_types() for row in shown.rows(name)]
    everything += [
        repr(record_sheets(shown)),
        repr([row.title for name in exchanged_types() for row in shown.rows(name)]),
    ]
    everything += [repr(live_blocks("b", {"live": key}, shown)) for key, kind in LIVE.items() if kind.type != "person"]
    secrets = [one for one in SECRETS if one != "要小心" or audience is PUBLIC]
    leaked = [(secret, number) for secret in secrets for number, text in enumerate(everything) if secret in text]
    assert leaked == []
    assert any("陳○○" in text for text in everything)
    assert any("0912-***-678" in text for text in everything)


def test_the_team_sees_everything_and_says_so(filled: RecordService) -> None:
    shown = _shown(filled, TEAM)
    words = _words(list_spec(shown, "person")) + _words(list_spec(shown, "event"))
    assert all(secret in words for secret in ("陳大榕", "0912345678", "rosa@example.org", "保密場"))
    assert list_spec(shown, "person").marking == "For the team only" or "team" not in words
    assert list_spec(_shown(filled, PUBLIC), "person").marking == ""


def test_an_authority_sees_what_its_form_demands_and_internal_values(filled: RecordService) -> None:
    shown = _shown(filled, AUTHORITY, allowed=demanded(NFA))
    community = shown.rows("community")[0]
    assert shown.cell(community, "manager") == "陳大榕"
    assert shown.cell(community, "phone") == "0912345678"
    person = shown.rows("person")[0]
    assert (shown.cell(person, "name"), shown.cell(person, "note")) == ("陳○○", "要小心")
    assert _shown(filled, PUBLIC).cell(_shown(filled, PUBLIC).rows("person")[0], "note") == ""


def test_the_public_never_gets_more_by_the_form_list(filled: RecordService) -> None:
    shown = _shown(filled, PUBLIC, allowed=demanded(NFA))
    assert shown.cell(shown.rows("community")[0], "manager") == "陳○○"


def test_sensitive_records_are_counted_only(filled: RecordService) -> None:
    shown = _shown(filled, PUBLIC, "en")
    assert (len(shown.rows("event")), shown.count("event")) == (1, 2)
    assert "1 more record is counted only" in _words(list_spec(shown, "event"))
    assert record_sheets(shown, ("event",))[0].hidden == 1


def test_the_stricter_level_counts() -> None:
    from app.models.catalogue import catalogue

    event = catalogue()["event"]
    row = Row("event", "1", {"privacy": "2"})
    assert level(event, event.field("title"), row) is Privacy.P2
    assert level(event, event.field("title"), Row("event", "1", {"privacy": "0"})) is Privacy.P0
    person = catalogue()["person"]
    assert level(person, person.field("name"), Row("person", "1", {"privacy": "0"})) is Privacy.P2


def test_use_in_the_dossier_counts_there_only(records: RecordService) -> None:
    for title, use in (("a", "none"), ("b", "count"), ("c", "full"), ("d", None)):
        records.create("event", {"title": title, "dossier_use": use})
    dossier = _shown(records, PUBLIC, dossier=True)
    assert ("".join(row.title for row in dossier.rows("event")), dossier.count("event")) == ("cd", 3)
    assert len(_shown(records, PUBLIC).rows("event")) == 4


@pytest.mark.parametrize(
    ("values", "seen_by"),
    [
        ({}, {TEAM, AUTHORITY, PUBLIC}),
        ({"shows_people": True}, {TEAM}),
        ({"shows_people": True, "consent": "public"}, {TEAM, AUTHORITY, PUBLIC}),
        ({"shows_people": True, "consent": "authority"}, {TEAM, AUTHORITY}),
        ({"shows_people": True, "consent": "team"}, {TEAM}),
        ({"shows_people": True, "consent": "not_asked"}, {TEAM}),
        ({"shows_people": False, "consent": "not_asked"}, {TEAM, AUTHORITY, PUBLIC}),
        ({"privacy": "1"}, {TEAM, AUTHORITY}),
        ({"privacy": "2"}, {TEAM}),
    ],
)
def test_photos_go_as_far_as_people_agreed(
    records: RecordService, values: dict[str, object], seen_by: set[Audience]
) -> None:
    facts = {"caption": {"zh_TW": "清點"}, "sha256": "ab", "width_px": 4, "height_px": 3, "turn": 1}
    photo, _ = records.create("photo", {**facts, **values})
    found = {audience for audience in Audience if _shown(records, audience).picture(photo.id) is not None}
    assert found == seen_by
    picture = _shown(records, TEAM).picture(photo.id)
    assert picture is not None
    assert (picture[0].turn, picture[1]) == (1, "清點")


def test_what_has_no_masked_form_is_left_out() -> None:
    assert mask(Field("x", Kind.FILE, N_("Field")), "id") is None
    assert mask(Field("x", Kind.LONG_TEXT, N_("Field")), "忠孝路1號") == "○○○"
    assert mask(Field("x", Kind.TEXT, N_("Field")), "") == ""


def test_a_masked_row_is_not_masked_again(records: RecordService) -> None:
    records.create("person", {"name": "Rosa de la Cruz", "phone": "+1 (555) 010-2345"})
    shown = _shown(records, PUBLIC, "en")
    row = shown.rows("person")[0]
    assert row.title == row.get("name") == shown.cell(row, "name") == shown.title("person", row.id)
    assert row.get("phone") == shown.cell(row, "phone")


def test_a_list_has_heads_numbers_and_the_chosen_columns(filled: RecordService) -> None:
    spec = list_spec(_shown(filled, PUBLIC, "en"), "event", ("date", "title", "attended"), ListSetting(community="X"))
    table = next(block for block in spec.parts[0].blocks if isinstance(block, Table))
    assert [text_of(cell) for cell in table.rows[0]] == [
        "No.", "Date", "Event title", "People present",
    ]  # fmt: skip
    assert [text_of(cell) for cell in table.rows[1]] == ["1", "April 15, 2025", "晚會", "30"]
    assert [column.align for column in table.columns] == ["centre", "left", "left", "right"]
    assert spec.style.face == "sans"
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_wide_lists_are_turned(filled: RecordService) -> None:
    columns = list_columns(filled.catalogue()["person"])
    assert len(columns) > 5
    spec = list_spec(_shown(filled, PUBLIC), "person", columns)  # chosen, so that empty ones stay
    assert spec.page.width > spec.page.height
    assert page_of("Letter", landscape=False).width == 612.0


def test_an_empty_list_says_so(records: RecordService) -> None:
    assert "Nothing has been recorded" in _words(list_spec(_shown(records, PUBLIC, "en"), "event"))


def test_a_list_of_chosen_records_names_no_others(filled: RecordService) -> None:
    shown = _shown(filled, TEAM)
    chosen = [row.id for row in shown.rows("event")][:1]
    words = _words(list_spec(shown, "event", only=chosen))
    assert "晚會" in words
    assert "保密場" not in words


def test_a_workbook_holds_exact_values_and_text_stays_text(filled: RecordService) -> None:
    from datetime import date
    from decimal import Decimal
    from io import BytesIO

    from openpyxl import load_workbook

    shown = _shown(filled, PUBLIC, "en")
    data = write(records_book(shown, setting=ListSetting(community="榕樹社區", date_iso="2025-04-15")))
    assert data == write(
        records_book(_shown(filled, PUBLIC, "en"), setting=ListSetting(community="榕樹社區", date_iso="2025-04-15"))
    )
    book = load_workbook(BytesIO(data), data_only=True)
    seen = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    assert seen[:2] == ["Communities", "People"]
    assert "Shelters" not in seen
    events, lines = book["Events"], book["Budget lines"]
    heads = [cell.value for cell in events[4]]
    first = dict(zip(heads, (cell.value for cell in events[5]), strict=True))
    assert first["Event title"] == "晚會"
    assert first["People present"] == 30
    day = first["Date"]
    assert getattr(day, "date", lambda: day)() == date(2025, 4, 15)
    line = dict(zip((cell.value for cell in lines[4]), (cell.value for cell in lines[5]), strict=True))
    assert line["Budget item"] == "=1+1"
    assert (Decimal(str(line["Quantity"])), line["Amount"], line["Budget head"]) == (
        Decimal("2.5"),
        3000,
        "Office costs",
    )


def test_a_form_opens_what_it_demands_of_the_community_and_no_list_of_people() -> None:
    assert ("community", "manager") in demanded(NFA)
    assert {name for name, _ in demanded(NFA)} == {"community"}
    assert demanded(None) == frozenset()
