"""Photos brought in: a folder, an album, single files; what cannot be taken is said and changes nothing."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.i18n import Translator
from app.services.opening import open_workspace
from tests.cli.test_export import digest
from tests.console import Console
from tests.imports.hostile import REFUSED
from tests.media.torture import saved, seen, unreadable
from tests.practice import program_at
from tests.services.question_desk import fill, make_questionnaire
from tests.support import seeded


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Three photos, two of them the same picture, and a text, in folders as people have them."""
    folder = tmp_path / "手機 phone「三月」"
    (folder / "2025-03-12 演練").mkdir(parents=True)
    (folder / "甲.jpg").write_bytes(saved(seen(640, 480)))
    (folder / "2025-03-12 演練" / "乙.png").write_bytes(saved(seen(480, 640), "PNG"))
    (folder / "2025-03-12 演練" / "甲的副本.jpg").write_bytes(saved(seen(640, 480)))
    (folder / "讀我.txt").write_text("不是照片", encoding="utf-8")
    return folder


def count(path: Path, home: Path, clock: FixedClock) -> int:
    ws = open_workspace(path, program_at(home, clock), Translator("en"), edit=False)
    try:
        return len(ws.records.load("photo"))
    finally:
        ws.close()


def restore_points(path: Path, home: Path, clock: FixedClock) -> list[str]:
    """Return why each backup was made that an import makes."""
    ws = open_workspace(path, program_at(home / "榕 home", clock), Translator("en"), edit=False)
    try:
        return [one.reason for one in ws.backups.points() if one.reason == "import"]
    finally:
        ws.close()


def test_a_folder_is_tried_first_and_then_taken(
    small: Path, photos: Path, home: Path, clock: FixedClock, console: Console, chinese: Console
) -> None:
    before, had = digest(small), count(small, home, clock)
    tried = console("import", small, photos, "--kind", "photos", "--dry-run")
    assert (tried.code, tried.err) == (0, [])
    assert any("2 photos" in line for line in tried.out)
    assert digest(small) == before
    taken = chinese("import", small, photos, "--kind", "photos")
    assert (taken.code, taken.err) == (0, [])
    assert any("2" in line for line in taken.out)
    assert count(small, home, clock) == had + 2
    assert [one.name for one in small.parent.iterdir() if one.is_file()] == [small.name]
    assert restore_points(small, home, clock) == ["import"]
    again = console("import", small, photos, "--kind", "photos")
    assert any("2 were there already" in line for line in again.out)
    assert count(small, home, clock) == had + 2


def test_an_album_is_taken_whole(small: Path, photos: Path, home: Path, clock: FixedClock, console: Console) -> None:
    album, had = photos.parent / "相簿 album.zip", count(small, home, clock)
    with zipfile.ZipFile(album, "w") as packed:
        for path in sorted(photos.rglob("*.*")):
            packed.write(path, path.relative_to(photos).as_posix())
    assert console("import", small, album, "--kind", "photos").code == 0
    assert count(small, home, clock) == had + 2


def test_what_cannot_be_taken_is_named_and_the_rest_comes_in(
    small: Path, photos: Path, home: Path, clock: FixedClock, console: Console
) -> None:
    (photos / "壞了.jpg").write_bytes(unreadable()["half.jpg"])
    had = count(small, home, clock)
    said = console("import", small, photos, "--kind", "photos")
    assert said.code == 1
    assert said.mistake.startswith("壞了.jpg: ")
    assert "damaged" in said.mistake
    assert count(small, home, clock) == had + 2


@pytest.mark.parametrize("source", ["nothing.jpg", "page.png", "album.zip", "bomb.png"])
def test_where_nothing_can_be_read_nothing_changes(source: str, small: Path, tmp_path: Path, chinese: Console) -> None:
    (tmp_path / "page.png").write_bytes(unreadable()["page.png"])
    (tmp_path / "bomb.png").write_bytes(unreadable()["bomb.png"])
    (tmp_path / "album.zip").write_bytes(b"PK\x03\x04 and no more")
    before = digest(small)
    said = chinese("import", small, tmp_path / source, "--kind", "photos")
    assert said.code == 2
    assert said.mistake.startswith(f"{source}: ")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said.mistake.removeprefix(source))
    assert digest(small) == before


def test_records_go_out_come_in_changed_and_are_tried_first(
    small: Path, tmp_path: Path, home: Path, clock: FixedClock, console: Console, chinese: Console
) -> None:
    book = tmp_path / "紀錄 records.xlsx"
    assert console("export", small, "records", "--audience", "team", "--out", book).code == 0
    same = console("import", small, book, "--kind", "records", "--dry-run")
    assert (same.code, same.err) == (0, [])
    assert "New: 0 · Changed: 0" in same.out[-1]
    made = load_workbook(book)
    people = next(one for one in made.worksheets if one["A1"].value == "banyan:person")
    keys = [cell.value for cell in people[1]]
    people.cell(5, keys.index("skills") + 1).value = "木工"
    people.cell(people.max_row + 1, keys.index("name") + 1).value = "全新人"
    made.save(book)
    before = digest(small)
    tried = console("import", small, book, "--kind", "records", "--dry-run")
    assert tried.code == 0
    assert any("Skills: (empty) → 木工" in line for line in tried.out)
    assert any(line.startswith("New\t") and "全新人" in line for line in tried.out)
    assert digest(small) == before
    taken = chinese("import", small, book, "--kind", "records")
    assert (taken.code, taken.err) == (0, [])
    assert taken.out[-1] == "新增 1 筆，更改 1 筆，略過 0 筆。"
    ws = open_workspace(small, program_at(home, clock), Translator("en"), edit=False)
    try:
        people_now = {row.title: row for row in ws.records.load("person")}
    finally:
        ws.close()
    assert "全新人" in people_now
    assert sum(row.get("skills") == "木工" for row in people_now.values()) == 1


def test_doubles_wait_unless_both_are_asked_for(
    small: Path, tmp_path: Path, home: Path, clock: FixedClock, console: Console
) -> None:
    (tmp_path / "人.csv").write_bytes("姓名,電話\r\n陳 美玉,\r\n".encode("cp950"))
    waiting = console("import", small, tmp_path / "人.csv", "--kind", "records")
    assert waiting.code == 1
    assert any("May be the same as “陳美玉”" in line for line in waiting.out)
    both = console("import", small, tmp_path / "人.csv", "--kind", "records", "--doubles", "both")
    assert both.code == 0
    assert both.out[-1] == "Added: 1. Changed: 0. Left out: 0."


@pytest.mark.parametrize(
    "name", ["bomb.xlsx", "excel password.xlsx", "entities.xlsx", "cut at 40.xlsx", "mixed letters.csv"]
)
def test_a_hostile_table_is_refused_in_one_line(name: str, small: Path, tmp_path: Path, chinese: Console) -> None:
    (tmp_path / name).write_bytes(REFUSED[name][1]())
    before = digest(small)
    said = chinese("import", small, tmp_path / name, "--kind", "records")
    assert said.code == 2
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said.mistake)
    assert "Traceback" not in "\n".join(said.err)
    assert digest(small) == before


def test_what_is_no_list_of_shelters_is_refused(small: Path, tmp_path: Path, console: Console) -> None:
    (tmp_path / "人.csv").write_text("姓名,電話\n陳美玉,\n", encoding="utf-8")
    said = console("import", small, tmp_path / "人.csv", "--kind", "shelters")
    assert said.code == 64


def test_sheets_of_a_questionnaire_go_out_and_come_in(
    small: Path, tmp_path: Path, home: Path, clock: FixedClock, console: Console
) -> None:
    own = replace(program_at(home, clock), ids=seeded_ids(99))
    ws = open_workspace(small, own, Translator("en"), edit=True)
    try:
        key = make_questionnaire(ws)
        fill(ws, key, 6, seeded("console"))
    finally:
        ws.close()
    book = tmp_path / "問卷 sheets.xlsx"
    assert (
        console("export", small, "questionnaire-workbook", "--id", key, "--audience", "team", "--out", book).code == 0
    )
    same = console("import", small, book, "--kind", "questionnaire", "--dry-run")
    assert (same.code, same.err) == (0, [])
    assert "New: 0 · Changed: 0 · The same: 6" in same.out[-1]
    made = load_workbook(book)
    sheet = made.worksheets[0]
    sheet["J5"], sheet["H6"], sheet["B11"], sheet["G11"] = "改過的話", "few", 7, "1,2"
    made.save(book)
    before = digest(small)
    tried = console("import", small, book, "--kind", "questionnaire", "--dry-run")
    assert tried.code == 1
    assert any(line.startswith("Refused\t") and "Write a number" in line for line in tried.out)
    assert digest(small) == before
    taken = console("import", small, book, "--kind", "questionnaire")
    assert (taken.code, taken.err) == (1, [])
    assert taken.out[-1] == "Added: 1. Changed: 1. Left out: 1."
    wrong = console("import", small, book, "--kind", "records")
    assert wrong.code == 2
    assert "questionnaire" in wrong.mistake
