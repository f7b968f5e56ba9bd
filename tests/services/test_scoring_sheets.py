"""Sheets of several reviewers on several computers: carried as files, merged with a look before, nothing twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import pytest

from app.cli import run
from app.core.clock import FixedClock
from app.core.errors import InputError
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.spec import Audience
from app.i18n import Translator
from app.imports.workbook import read_book
from app.services.importing import dry_run, matched
from app.services.importing.apply import ImportResult
from app.services.importing.rows import ImportPlan, RowKind
from app.services.opening import make_workspace, open_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.scoring import Result
from app.services.scoring.desk import Place, ScoringView
from app.services.scoring.review import begin
from app.services.scoring.sheet_file import check_sheets
from app.services.workspace import Workspace
from tests.practice import paths_at, program_at
from tests.support import ROOT

WRITTEN = "nfa-114/written"
ANA, BEN, NEW = "林阿好", "陳大明", "王外人"
Laptops = tuple[Workspace, Path]


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Laptops]:
    """The team's file with a review for two people, and its path."""
    path = tmp_path / "team.banyan"
    ws = make_workspace(
        path, program_at(tmp_path, clock), Translator("zh_TW"),
        community="安和社區", place="TW", programme="nfa-114", person="美玉",
    )  # fmt: skip
    made = begin(ws, WRITTEN, "三月互評", "書面資料")
    for name in (ANA, BEN):
        ws.records.create("scorer", {"scoring": made, "name": name, "kind": "resident"})
    ws.close()
    shutil.copy(path, tmp_path / "laptop.banyan")
    ws = open_workspace(path, program_at(tmp_path, clock, 21), Translator("zh_TW"), edit=True)
    yield ws, tmp_path
    ws.close()


@contextmanager
def laptop(folder: Path, clock: FixedClock, seed: int = 31) -> Iterator[Workspace]:
    ws = open_workspace(folder / "laptop.banyan", program_at(folder, clock, seed), Translator("en"), edit=True)
    yield ws
    ws.close()


def view(ws: Workspace) -> ScoringView:
    found = ws.scoring.view(ws.scoring.all()[0].id)
    assert found is not None
    return found


def score(ws: Workspace, name: str, points: str, reason: str = "") -> None:
    seen = view(ws)
    person = next(one.key for one in seen.people if one.name == name)
    for line in seen.lines:
        place = Place(seen.candidates[0][0], person, line.key)
        ws.scoring.put(seen.id, place, points)
        ws.scoring.explain(seen.id, place, reason)


def sheet(ws: Workspace, path: Path, *names: str) -> Path:
    ids = tuple(one.key for one in view(ws).people if one.name in names)
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    done = prepare(ws, "score-file", Request("en", Audience.TEAM, ids=ids))(tools, NoProgress())
    assert done.single is not None
    path.write_bytes(done.single)
    return path


def plan(ws: Workspace, path: Path) -> ImportPlan:
    first = check_sheets(matched(read_book(path), "score"))
    return dry_run(first, ws.imports.snapshot(first))


def merge(ws: Workspace, path: Path) -> ImportResult:
    return ws.imports.bring_in(plan(ws, path))


def kinds(found: ImportPlan, name: str = "score") -> set[RowKind]:
    return {row.kind for row in found.rows if row.type == name}


def result(ws: Workspace) -> Result:
    seen = view(ws)
    return seen.result(seen.candidates[0][0])


def test_a_sheet_is_merged_once_and_holds_only_its_own_person(team: Laptops, clock: FixedClock) -> None:
    ws, folder = team
    score(ws, BEN, "9", "寫得清楚")
    with laptop(folder, clock) as other:
        score(other, ANA, "5", "看不到照片")
        score(other, BEN, "1")
        path = sheet(other, folder / "ana.xlsx", ANA)
    found = plan(ws, path)
    assert kinds(found) == {RowKind.NEW}
    assert kinds(found, "scorer") == {RowKind.SAME}
    done = merge(ws, path)
    assert (done.added, done.changed, done.left) == (len(view(ws).lines), 0, 0)
    total = result(ws).total
    assert total.n == 2
    assert (total.low, total.high) == (Fraction(25), Fraction(45))
    assert kinds(plan(ws, path)) == {RowKind.SAME}
    assert merge(ws, path).changes is None
    ws.document.undo()
    assert result(ws).total.n == 1


def test_points_that_stand_there_already_are_never_written_over_unseen(team: Laptops, clock: FixedClock) -> None:
    ws, folder = team
    score(ws, ANA, "8")
    with laptop(folder, clock) as other:
        score(other, ANA, "5")
        path = sheet(other, folder / "ana.xlsx", ANA)
    found = plan(ws, path)
    assert kinds(found) == {RowKind.DOUBTFUL}
    assert all(row.asks for row in found.rows if row.type == "score")
    done = merge(ws, path)
    assert (done.added, done.left) == (0, len(view(ws).lines))
    assert result(ws).total.mean == 40


def test_a_correction_is_shown_as_one_and_an_equal_sheet_as_the_same(team: Laptops, clock: FixedClock) -> None:
    ws, folder = team
    with laptop(folder, clock) as other:
        score(other, ANA, "5")
        merge(ws, sheet(other, folder / "ana.xlsx", ANA))
        line = view(other).lines[0]
        person = next(one.key for one in view(other).people if one.name == ANA)
        other.scoring.put(view(other).id, Place(view(other).candidates[0][0], person, line.key), "7")
        path = sheet(other, folder / "ana.xlsx", ANA)
    found = plan(ws, path)
    changed = [row for row in found.rows if row.kind is RowKind.CHANGED]
    assert [(one.old, one.new) for row in changed for one in row.changes] == [(50, 70)]
    score(ws, BEN, "4")
    with laptop(folder, clock, 41) as other:
        score(other, BEN, "4")
        assert kinds(plan(ws, sheet(other, folder / "ben.xlsx", BEN))) == {RowKind.SAME}


def test_points_beyond_their_line_travel_as_typed_are_told_and_do_not_count(team: Laptops, clock: FixedClock) -> None:
    ws, folder = team
    with laptop(folder, clock) as other:
        score(other, ANA, "5")
        seen = view(other)
        for line, typed in zip(seen.lines, ("99", "many"), strict=False):
            place = Place(seen.candidates[0][0], next(one.key for one in seen.people if one.name == ANA), line.key)
            other.scoring.put(seen.id, place, typed)
        path = sheet(other, folder / "ana.xlsx", ANA)
    told = [row for row in plan(ws, path).rows if row.notes]
    assert [row.kind for row in told] == [RowKind.DOUBTFUL] * 2
    first = next(Translator("en").text(note.said) for row in told for note in row.notes)
    assert first.startswith("99 points are more than the 40 of this line")
    assert merge(ws, path).added == len(view(ws).lines)
    assert sorted(view(ws).kept.values()) == ["99", "many"]
    assert [one.all.mean for one in result(ws).lines] == [None, None, 5, 5, 5]
    assert kinds(plan(ws, path)) == {RowKind.SAME}


def test_somebody_new_comes_in_with_the_sheet_and_is_joined_where_the_name_is_there(
    team: Laptops, clock: FixedClock
) -> None:
    ws, folder = team
    with laptop(folder, clock) as other:
        for name in (NEW, ANA):
            other.records.create("scorer", {"scoring": view(other).id, "name": name, "kind": "expert"})
        score(other, NEW, "6")
        merge(ws, sheet(other, folder / "new.xlsx", NEW))
        twin = view(other).people[-1]
        path = folder / "twin.xlsx"
        tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), other.pictures)
        for row in view(other).lines:
            other.scoring.put(view(other).id, Place(view(other).candidates[0][0], twin.key, row.key), "3")
        request = Request("en", Audience.TEAM, ids=(twin.key,))
        path.write_bytes(prepare(other, "score-file", request)(tools, NoProgress()).single or b"")
    assert [one.name for one in view(ws).people] == [ANA, BEN, NEW]
    assert result(ws).total.mean == 30
    found = plan(ws, path)
    asked = next(row for row in found.rows if row.type == "scorer")
    assert [one.title for one in asked.twins] == [ANA]
    assert merge(ws, path).added == 0, "points of somebody who was left out stay out too"
    done = ws.imports.bring_in(found, {asked.key: f"join:{asked.twins[0].id}"})
    assert (done.added, done.joined) == (len(view(ws).lines), 1)
    assert result(ws).total.low == 15


def test_files_that_are_no_sheets_say_what_to_do(team: Laptops, clock: FixedClock) -> None:
    ws, folder = team
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    done = prepare(ws, "records", Request("en", Audience.TEAM, ("person",)))(tools, NoProgress())
    (folder / "people.xlsx").write_bytes(done.single or b"")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    for name in ("people.xlsx", "broken.xlsx"):
        with pytest.raises(InputError) as failure:
            plan(ws, folder / name)
        assert all(part.id for part in (failure.value.what, failure.value.safe, failure.value.todo))
    with laptop(folder, clock) as other:
        score(other, ANA, "5")
        path = sheet(other, folder / "ana.xlsx", ANA)
    ws.records.delete("scoring", view(ws).id)
    assert {row.kind for row in plan(ws, path).rows} == {RowKind.REFUSED}


def test_the_command_merges_it_too(team: Laptops, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> None:
    ws, folder = team
    with laptop(folder, clock) as other:
        score(other, ANA, "5")
        path = sheet(other, folder / "ana.xlsx", ANA)
    ws.close()
    target, paths = folder / "team.banyan", paths_at(folder / "home")
    for more in (["--dry-run"], []):
        assert run(["import", str(target), str(path), "--kind", "records", *more], paths) == 0
    assert "5" in capsys.readouterr().out
    again = open_workspace(target, program_at(folder, clock, 51), Translator("en"), edit=False)
    assert result(again).total.n == 1
    again.close()
