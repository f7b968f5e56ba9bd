"""Workbooks out and in again: nothing changes; and what people do in between is told and done exactly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.exports.spec import Audience
from app.exports.xlsx.workbook import write
from app.i18n import Translator
from app.imports.grid import Book
from app.imports.workbook import read_book
from app.models.document.document import Document
from app.services.document_settings import DocumentSettings
from app.services.importing import ImportService, dry_run, matched
from app.services.importing_rows import ImportPlan, RowKind
from app.services.masking import Reader, ShownRecords
from app.services.printing_lists import ListSetting
from app.services.record_book import records_book
from app.services.records import RecordService
from tests.services.conftest import pack_options


class Desk:
    """A document with what brings data in."""

    def __init__(self, path: Path, clock: FixedClock, seed: int = 9) -> None:
        self.document = Document.create(path, application_version="0", clock=clock, ids=seeded_ids(seed))
        self.records = RecordService(self.document, clock, seeded_ids(seed + 1), Translator("en"), pack_options)
        settings = DocumentSettings(self.document, self.records)
        self.imports = ImportService(self.document, self.records, settings, clock, seeded_ids(seed + 2))

    def export(self, path: Path, language: str = "en", calendar: str = "gregorian", currency: str = "TWD") -> Path:
        shown = ShownRecords(self.records, Translator(language, calendar, currency), Reader(Audience.TEAM))
        path.write_bytes(write(records_book(shown, setting=ListSetting(date_iso="2025-04-15"))))
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


@pytest.mark.parametrize("calendar", ["roc", "gregorian"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
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
