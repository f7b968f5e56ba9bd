"""Workbooks out and in again: nothing changes; and what people do in between is told and done exactly."""

from __future__ import annotations

import itertools
import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.core.clock import FixedClock
from app.core.errors import Cancelled, InputError
from app.core.fields import Row
from app.core.ids import seeded_ids
from app.exports.spec import Audience
from app.exports.xlsx.workbook import write
from app.i18n import Translator
from app.imports.grid import Book
from app.imports.workbook import read_book
from app.models.catalogue import catalogue
from app.models.document.document import Document
from app.services.document_settings import DocumentSettings
from app.services.drawer.service import first_locks
from app.services.importing import ImportService, dry_run, matched
from app.services.importing.rows import ImportPlan, RowKind
from app.services.masking import Reader, ShownRecords
from app.services.printing_lists import ListSetting
from app.services.records import RecordService
from app.services.workbook.book import records_book
from tests.imports.hostile import ODD
from tests.services.conftest import pack_options
from tests.services.generated import Generator
from tests.support import FULL, LANGUAGES, SEED, count

WAYS = tuple(itertools.product(LANGUAGES, ("roc", "gregorian")))
"""Language and calendar of a workbook; a short run takes one for each test, and another for another seed."""
FILLED = ("community", "person", "person_role", "organisation", "event", "response_group", "budget_line", "photo")
"""The record types of :func:`fill`; their sheets alone are a tenth of the whole workbook."""


class Desk:
    """A document with what brings data in."""

    def __init__(self, path: Path, clock: FixedClock, seed: int = 9) -> None:
        self.document = Document.create(path, application_version="0", clock=clock, ids=seeded_ids(seed))
        self.records = RecordService(self.document, clock, seeded_ids(seed + 1), Translator("en"), pack_options)
        settings = DocumentSettings(self.document, self.records)
        self.imports = ImportService(self.document, self.records, settings, clock, seeded_ids(seed + 2))

    def export(self, path: Path, language: str = "en", calendar: str = "gregorian", types: Sequence[str] = ()) -> Path:
        shown = ShownRecords(self.records, Translator(language, calendar, "TWD"), Reader(Audience.TEAM))
        path.write_bytes(write(records_book(shown, types, ListSetting(date_iso="2025-04-15"))))
        return path

    def plan(self, path: Path, hint: str = "") -> ImportPlan:
        first = matched(read_book(path), hint)
        return dry_run(first, self.imports.snapshot(first))


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = Desk(tmp_path / "甲.banyan", clock)
    yield made
    made.document.close()


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = Desk(tmp_path / "乙.banyan", clock, 50)
    yield made
    made.document.close()


def fill(desk: Desk) -> None:
    make = desk.records.create
    make("community", {"name": "榕樹社區", "country": "TW", "currency": "TWD", "manager": "陳大榕"})
    person = make("person", {"name": "陳大榕", "phone": "0912345678", "is_dp": True, "languages": ("zh", "nan")})[0].id
    make("person_role", {"person": person, "role": "leader", "start": "2024-05"})
    make("person_role", {"person": person, "other_title": "站長"})
    org = make("organisation", {"name": "榕樹國小, 附幼", "kind": "school"})[0].id
    make("event", {"title": "=1+1", "date": "2025-04-15", "time": "09:00/10:30", "host": person, "partners": (org,)})
    make("event", {"date": "2025", "attended": 0, "note": "第一行\n第二行"})
    make("response_group", {"group_name": "疏散避難組", "leader": person, "members": (person,)})
    make("budget_line", {"item": "帳篷", "qty": 250, "unit_price": 1200, "head": "office"})
    make("photo", {"caption": {"zh_TW": "活動", "en": "At the hall"}, "taken_on": "2025-04"})


def values(book: Book) -> object:
    return [(one.name, one.rows) for one in book.grids]


@pytest.mark.parametrize(("language", "calendar"), WAYS if FULL else WAYS[SEED % 4 :][:1])
def test_out_and_in_again_gives_the_same_workbook(
    desk: Desk, other: Desk, tmp_path: Path, language: str, calendar: str
) -> None:
    fill(desk)
    first = desk.export(tmp_path / "1.xlsx", language, calendar)
    again = desk.plan(first)
    assert {row.kind for row in again.rows} == {RowKind.SAME}, [row for row in again.rows if row.kind != RowKind.SAME]
    plan = other.plan(first)
    assert RowKind.REFUSED not in {row.kind for row in plan.rows}
    result = other.imports.bring_in(plan)
    assert result.added == len(plan.rows)
    second = other.export(tmp_path / "2.xlsx", language, calendar)
    assert values(read_book(second)) == values(read_book(first))
    assert second.read_bytes() == first.read_bytes()
    assert other.document.undo_depth == 1
    other.document.undo()
    assert not any(other.records.load(name) for name in ("person", "person_role", "event", "photo"))


def bring(desk: Desk, path: Path, hint: str = "") -> ImportPlan:
    plan = desk.plan(path, hint)
    desk.imports.bring_in(plan)
    return plan


@pytest.mark.parametrize("name", sorted(set(ODD) - {"key changed.csv"}))
def test_odd_files_come_in_row_by_row(name: str, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ODD[name]())
    plan = bring(desk, tmp_path / name, "person")
    people = {row.id: row for row in desk.records.load("person")}
    coming = [row for row in plan.rows if row.kind is not RowKind.REFUSED]
    assert len(people) == len(coming) > 0
    for row in coming:
        for field, text in row.pending.items():
            assert people[row.id].pending[field] == text
            assert any(note.place.column for note in row.notes)
    assert desk.document.undo_depth == 1


def found(desk: Desk, tmp_path: Path, name: str) -> list[Row]:
    (tmp_path / name).write_bytes(ODD[name]())
    bring(desk, tmp_path / name, "person")
    return sorted(desk.records.load("person"), key=lambda row: str(row.id))


def test_dates_in_four_calendars_are_read_and_others_kept(desk: Desk, tmp_path: Path) -> None:
    rows = {row.title: row for row in found(desk, tmp_path, "dates as text.xlsx")}
    days = {name: row.get("active_since") for name, row in rows.items()}
    full = "2025-04-15"
    assert days == {
        "甲": full,
        "乙": "2025-04",
        "丙": full,
        "丁": full,
        "戊": full,
        "己": full,
        "庚": "1926-04-25",
        "辛": None,
    }
    assert rows["辛"].pending == {"active_since": "昨天"}
    asked = {row.title for row in desk.plan(tmp_path / "dates as text.xlsx").rows if row.notes}
    assert asked == {"庚", "辛"}  # a short year is a question, other words are kept as typed


@pytest.mark.parametrize(
    ("name", "phone"), [("full width.xlsx", "0912-345-678"), ("numbers for phones.xlsx", "0912345678")]
)
def test_full_width_numbers_and_lost_zeros_are_put_right(desk: Desk, tmp_path: Path, name: str, phone: str) -> None:
    assert [row.get("phone") for row in found(desk, tmp_path, name)] == [phone]


def test_formulas_stay_text_and_never_run(desk: Desk, tmp_path: Path) -> None:
    rows = {row.title: row for row in found(desk, tmp_path, "formula as text.csv")}
    assert rows["=cmd|' /C calc'!A0"].get("skills") == "@SUM(1)"
    assert rows["+886"].get("skills") == "-1"
    book = read_book(desk.export(tmp_path / "out.xlsx", types=FILLED))
    assert not any("formula" in note.id for note in book.notes)


def test_a_sheet_that_is_unknown_and_columns_that_are_too_many_are_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(ODD["renamed sheet.xlsx"]())
    (tmp_path / "b.xlsx").write_bytes(ODD["30 columns too many.xlsx"]())
    said = [Translator("en").text(one) for one in desk.plan(tmp_path / "a.xlsx").notes]
    assert any("別的" in one and "not read" in one for one in said)
    said = [Translator("en").text(one) for one in desk.plan(tmp_path / "b.xlsx").notes]
    assert any("30 columns belong to no field" in one for one in said)


def test_an_edited_workbook_changes_only_what_was_edited(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    path = desk.export(tmp_path / "1.xlsx", types=FILLED)
    made = load_workbook(path)
    sheet = made["People"]
    keys = [cell.value for cell in sheet[1]]
    sheet.cell(5, keys.index("phone") + 1).value = None
    sheet.cell(5, keys.index("skills") + 1).value = "木工"
    sheet.cell(4, keys.index("name") + 1).value = "什麼名字"  # a heading that was renamed still matches
    roles = made["Roles of people"]
    roles.cell(7, 2).value, roles.cell(7, 4).value = "陳大榕", "Liaison"
    roles.cell(8, 2).value, roles.cell(8, 4).value = "沒有這個人", "Liaison"
    made.save(path)
    plan = bring(desk, path)
    changed = [row for row in plan.rows if row.kind is not RowKind.SAME]
    assert [(row.type, row.kind) for row in changed] == [
        ("person", RowKind.CHANGED),
        ("person_role", RowKind.NEW),
        ("person_role", RowKind.REFUSED),
    ]
    assert [(one.field.name, one.old, one.new) for one in changed[0].changes] == [
        ("phone", "0912345678", None),
        ("skills", None, "木工"),
    ]
    person = desk.records.load("person")[0]
    assert (person.get("phone"), person.get("skills"), person.get("languages")) == (None, "木工", ("nan", "zh"))
    assert [row.get("role") for row in desk.records.load("person_role", where={"person": person.id})] == [
        "leader",
        None,
        "liaison",
    ]
    assert {row.kind for row in desk.plan(desk.export(tmp_path / "2.xlsx", types=FILLED)).rows} == {RowKind.SAME}


def test_references_follow_titles_and_unknown_ones_are_kept_as_typed(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    desk.records.create("person", {"name": "林大同"})
    path = desk.export(tmp_path / "1.xlsx", "zh_TW", "roc", FILLED)
    made = load_workbook(path)
    sheet = next(one for one in made.worksheets if one["A1"].value == "banyan:response_group")
    keys = [cell.value for cell in sheet[1]]
    sheet.cell(5, keys.index("leader") + 1).value = "林大同"
    sheet.cell(5, keys.index("members") + 1).value = "陳大榕、林大同"
    events = next(one for one in made.worksheets if one["A1"].value == "banyan:event")
    keys = [cell.value for cell in events[1]]
    row = next(at for at in (5, 6) if events.cell(at, keys.index("host") + 1).value)
    events.cell(row, keys.index("host") + 1).value = "沒有這個人"
    made.save(path)
    plan = bring(desk, path)
    group = desk.records.load("response_group")[0]
    names = {one.id: one.title for one in desk.records.load("person")}
    assert names[str(group.get("leader"))] == "林大同"
    assert [names[one] for one in group.get("members")] == ["陳大榕", "林大同"]  # type: ignore[attr-defined]
    doubtful = [one for one in plan.rows if one.kind is RowKind.DOUBTFUL]
    assert [one.pending for one in doubtful] == [{"host": "沒有這個人"}]


def test_likely_doubles_are_offered_and_never_joined_by_themselves(desk: Desk, tmp_path: Path) -> None:
    desk.records.create("person", {"name": "黃美麗", "phone": "0912-345-678"})
    desk.records.create("event", {"title": "中秋闖關", "date": "2025-10-06", "place": "活動中心"})
    (tmp_path / "人.csv").write_text(
        "姓名,電話,專長\n黄　美麗,,\n王小明,+886 912 345 678,木工\n張三,,\n张三,,\n", encoding="utf-8"
    )
    (tmp_path / "events.csv").write_text(
        "Event title,Date,Place\n另一個名字,114/10/6,活動 中心\n中秋闖關,2025-10-07,\n", encoding="utf-8"
    )
    plan = desk.plan(tmp_path / "人.csv", "person")
    whys = [[one.why.id for one in row.twins] for row in plan.rows]
    assert whys == [["the same name"], ["the same phone"], [], ["the same name"]]
    assert plan.rows[3].twins[0].row == 4
    result = desk.imports.bring_in(plan)
    assert (result.added, result.left) == (1, 3)
    plan = desk.plan(tmp_path / "人.csv", "person")
    known = next(row.id for row in desk.records.load("person") if row.title == "黃美麗")
    decisions = {plan.rows[0].key: "leave", plan.rows[1].key: f"join:{known}"}
    result = desk.imports.bring_in(plan, decisions)
    assert (result.added, result.joined) == (0, 1)
    joined = desk.records.get("person", known)
    assert joined is not None
    assert (joined.title, joined.get("phone"), joined.get("skills")) == ("黃美麗", "0912-345-678", "木工")
    events = desk.plan(tmp_path / "events.csv")
    assert [[one.why.id for one in row.twins] for row in events.rows] == [["the same date and place"], []]


def test_nothing_is_half_imported(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk)
    path = desk.export(tmp_path / "1.xlsx", types=FILLED)
    target = Desk(tmp_path / "丙.banyan", FixedClock(desk.imports._clock.now()), 90)
    plan = target.plan(path)
    before = target.document.dump()
    monkeypatch.setattr("app.services.importing.apply._Writer._keep_as_typed", _full)
    with pytest.raises(OSError, match="full"):
        target.imports.bring_in(plan)
    assert target.document.dump() == before
    target.records.create("person", {"name": "間隙"})
    monkeypatch.undo()
    with pytest.raises(InputError) as caught:
        target.imports.bring_in(plan)
    assert caught.value.code == "import.stale"
    assert [row.title for row in target.records.load("person")] == ["間隙"]
    target.document.close()


def _full(*_: object) -> None:
    raise OSError("full")


def test_a_masked_workbook_is_refused(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    shown = ShownRecords(desk.records, Translator("en"), Reader(Audience.PUBLIC))
    (tmp_path / "p.xlsx").write_bytes(write(records_book(shown)))
    with pytest.raises(InputError) as caught:
        desk.plan(tmp_path / "p.xlsx")
    assert caught.value.code == "import.masked"


SHELTERS = (
    "序號,縣市及鄉鎮市區,村里,避難收容處所地址,經度,緯度,避難收容處所名稱,預計收容村里,預計收容人數,適用災害類別,"
    "管理人姓名,管理人電話,室內,室外,適合避難弱者安置\r\n"
    '1,○○縣○○鎮,安和里,安和路1號,121.5,25.01,安和國小,"安和里,平和里",120,"水災,震災,土石流",陳大明,0912345678,是,否,是\r\n'
    "2,○○縣○○鎮,安和里,安和路2號,24.99,121.51,活動中心,安和里,0,水災、海嘯,,,是,是,否\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp950"])
def test_the_national_list_of_shelters_comes_in_as_it_is(desk: Desk, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "避難收容處所.csv").write_bytes(SHELTERS.encode(encoding))
    plan = bring(desk, tmp_path / "避難收容處所.csv")
    first, second = sorted(desk.records.load("shelter"), key=lambda row: str(row.get("serial")))
    assert first.get("position") == "250100000,1215000000"
    assert second.get("position") == "249900000,1215100000"
    assert (first.get("capacity"), second.get("capacity")) == (120, 0)
    assert first.get("hazards") == ("DEBRIS", "FLOOD", "QUAKE")
    assert (second.get("hazards"), second.get("hazards_listed")) == (("FLOOD", "OTHER"), "水災、海嘯")
    assert (first.get("indoor"), first.get("outdoor"), first.get("for_vulnerable")) == (True, False, True)
    assert first.get("manager_phone") == "0912345678"
    assert [row.kind for row in plan.rows] == [RowKind.NEW, RowKind.DOUBTFUL]
    assert any("swapped" in note.said.id for note in plan.rows[1].notes)
    assert not any(one.unknown for one in matched(read_book(tmp_path / "避難收容處所.csv")).match.sheets)
    assert {row.kind for row in desk.plan(tmp_path / "避難收容處所.csv").rows} == {RowKind.SAME}
    shown = ShownRecords(desk.records, Translator("zh_TW", "roc"), Reader(Audience.PUBLIC))
    row = next(one for one in shown.rows("shelter") if one.id == first.id)
    assert (shown.cell(row, "manager"), shown.cell(row, "manager_phone")) == ("陳○○", "0912-***-678")


@pytest.mark.parametrize(("language", "calendar"), WAYS if FULL else WAYS[(SEED + 2) % 4 :][:1])
def test_generated_records_of_every_type_survive_the_way_out_and_in(
    tmp_path: Path, clock: FixedClock, rng: random.Random, language: str, calendar: str
) -> None:
    for number in range(count(10)):
        one = Desk(tmp_path / f"{number}甲.banyan", clock, number)
        two = Desk(tmp_path / f"{number}乙.banyan", clock, number + 500)
        for desk in (one, two):
            DocumentSettings(desk.document, desk.records).change({"practice": True})
        made = Generator(one.records, rng).fill(2)
        first = one.export(tmp_path / "1.xlsx", language, calendar)
        unsure = [row for row in one.plan(first).rows if row.kind is not RowKind.SAME]
        assert not unsure, unsure[:3]
        plan = two.plan(first)
        bad = [row for row in plan.rows if row.pending or row.kind is RowKind.REFUSED]
        assert not bad, bad[:3]
        decisions = {row.key: "both" for row in plan.rows if row.asks}
        assert two.imports.bring_in(plan, decisions).added == made
        second = two.export(tmp_path / "2.xlsx", language, calendar)
        for before, after in zip(read_book(first).grids, read_book(second).grids, strict=True):
            assert before == after, before.name
        assert first.read_bytes() == second.read_bytes()
        one.document.close()
        two.document.close()


def test_the_closed_drawer_is_left_out_and_never_emptied(desk: Desk, tmp_path: Path) -> None:
    make, drawer, locks = desk.records.create, desk.document.drawer, first_locks("榕樹下的約定")
    drawer.lock_up(locks.key, locks.locks)
    make("protected_person", {"name": "歐陽榕樹下", "phone": "0987654321"})
    make("person", {"name": "陳大榕"})
    opened = desk.export(tmp_path / "open.xlsx")
    assert {row.kind for row in desk.plan(opened).rows} == {RowKind.SAME}
    drawer.drop()
    closed = desk.export(tmp_path / "closed.xlsx")
    words = str(values(read_book(closed)))
    assert "歐陽榕樹下" not in words
    assert "0987654321" not in words
    assert "counted only" in words
    plan = desk.plan(closed)
    assert {(row.type, row.kind) for row in plan.rows} == {("person", RowKind.SAME)}
    refused = [row for row in desk.plan(opened).rows if row.kind is RowKind.REFUSED]
    assert [(row.type, row.notes[0].said.id) for row in refused] == [
        ("protected_person", "This lies in the private drawer. Unlock the drawer, then bring the file in again.")
    ]
    assert desk.imports.bring_in(desk.plan(opened)).left == 1


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_workbook_that_another_program_saved_says_the_same(desk: Desk, tmp_path: Path, ending: str) -> None:
    fill(desk)
    path, folder = desk.export(tmp_path / "people.xlsx", types=FILLED), tmp_path / "saved"
    soffice, profile = shutil.which("soffice") or "libreoffice", (tmp_path / "profile").as_uri()
    kind = {"xlsx": "xlsx", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"}
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind[ending]]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=120)
    saved = sorted(one for one in folder.iterdir() if ending == "xlsx" or one.stem.endswith(("-People", "-Events")))
    assert saved
    for one in saved:
        plan = desk.plan(one)
        assert {row.kind for row in plan.rows} == {RowKind.SAME}, [row for row in plan.rows if row.kind != RowKind.SAME]


def test_amounts_choices_and_merged_cells_are_read_as_in_the_forms(desk: Desk, tmp_path: Path) -> None:
    desk.records.create("community", {"name": "榕樹社區", "country": "TW", "currency": "TWD"})
    words = Translator("zh_TW")
    line = catalogue()["budget_line"]
    heads = [words.text(line.field(name).label) for name in ("item", "qty", "unit_price", "head")]
    (tmp_path / "經費.csv").write_text(
        ",".join(heads) + "\n帳篷,２.5,12萬,事務費\n水桶,一,US$5,沒有這一項\n", encoding="utf-8"
    )
    plan = bring(desk, tmp_path / "經費.csv", "budget_line")
    tent, bucket = desk.records.load("budget_line")
    assert [tent.get(name) for name in ("qty", "unit_price", "head", "currency")] == [250, 120_000, "office", "TWD"]
    assert bucket.pending == {"unit_price": "US$5", "head": "沒有這一項"}
    assert [row.kind for row in plan.rows] == [RowKind.NEW, RowKind.DOUBTFUL]
    (tmp_path / "m.xlsx").write_bytes(ODD["merged.xlsx"]())
    assert all(any("Merged" in note.said.id for note in row.notes) for row in desk.plan(tmp_path / "m.xlsx").rows)


class Stopped:
    """A progress whose Stop was pressed."""

    def step(self, done: int, total: int, note: object = None) -> None:
        """Hear nothing."""

    def cancelled(self) -> bool:
        return True


def test_reading_and_comparing_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    made = Workbook()
    made.active.append(["Full name", "Phone"])
    for number in range(600):
        made.active.append([f"陳{number}", None])
    made.save(tmp_path / "long.xlsx")
    with pytest.raises(Cancelled):
        read_book(tmp_path / "long.xlsx", progress=Stopped())
    first = matched(read_book(tmp_path / "long.xlsx"), "person")
    with pytest.raises(Cancelled):
        dry_run(first, desk.imports.snapshot(first), Stopped())
