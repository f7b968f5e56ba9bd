"""The private drawer on the command line: counted while it is locked, opened by a passphrase that is no argument."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.models.document.document import Document
from app.models.document.sealing import PASSPHRASE, DataKey, lock_with
from app.services.workspace import Workspace
from tests.console import Console
from tests.practice import program_at
from tests.support import ROOT

SECRET, NAME, RENAMED = "榕樹下的約定", "歐陽榕樹下", "歐陽榕樹旁"


@pytest.fixture
def locked(small: Path, home: Path, clock: object) -> Path:
    """The small document with one person to protect in its locked drawer."""
    with Document.open(small) as document:
        key = DataKey.random()
        document.drawer.lock_up(key, [lock_with(key, PASSPHRASE, SECRET, cost=1 << 10)])
        workspace = Workspace(document, program_at(home, clock))  # type: ignore[arg-type]
        workspace.records.create("protected_person", {"name": NAME, "code": "V-1"})
    return small


def cells(path: Path) -> list[object]:
    book = load_workbook(path)
    found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    book.close()
    return found


def export(console: Console, path: Path, out: Path, *more: str, typed: str = "") -> tuple[int, list[str]]:
    arguments = ("export", path, "records", "--type", "protected_person", "--audience", "team", "--lang", "zh_TW")
    said = console(*arguments, "--out", out, *more, typed=typed)
    return said.code, said.err


def test_an_export_counts_what_is_locked(locked: Path, tmp_path: Path, console: Console) -> None:
    assert export(console, locked, tmp_path / "a.xlsx") == (0, [])
    told = cells(tmp_path / "a.xlsx")
    assert NAME not in told
    assert any("1" in str(one) and "●" not in str(one) for one in told)


def test_the_passphrase_comes_from_standard_input(locked: Path, tmp_path: Path, console: Console) -> None:
    assert export(console, locked, tmp_path / "a.xlsx", "--unlock", typed=f"{SECRET}\nmore\n") == (0, [])
    assert NAME in cells(tmp_path / "a.xlsx")


@pytest.mark.parametrize("typed", ["", "\n", "wrong one here\n", f"x{SECRET}\n"])
def test_a_wrong_one_is_one_line_and_writes_nothing(locked: Path, tmp_path: Path, console: Console, typed: str) -> None:
    code, err = export(console, locked, tmp_path / "a.xlsx", "--unlock", typed=typed)
    assert code == 1
    assert len(err) == 1
    assert "does not open the drawer" in err[0]
    assert not (tmp_path / "a.xlsx").exists()


def test_it_is_never_an_argument(locked: Path, tmp_path: Path, console: Console) -> None:
    said = console("check", locked, "--unlock", SECRET)
    assert said.code == 64
    assert said.mistake


def test_check_works_locked_and_unlocked(locked: Path, console: Console) -> None:
    shut, opened = console("check", locked), console("check", locked, "--unlock", typed=SECRET)
    assert (shut.code, shut.err) == (opened.code, opened.err)
    assert not any(NAME in line for line in (*shut.out, *opened.out))


def test_nothing_is_asked_where_there_is_no_passphrase(small: Path, console: Console) -> None:
    assert console("check", small, "--unlock").err == []


def test_an_import_reads_the_passphrase_from_standard_input(locked: Path, tmp_path: Path, console: Console) -> None:
    sheet = tmp_path / "a.xlsx"
    assert export(console, locked, sheet, "--unlock", typed=f"{SECRET}\n") == (0, [])
    book = load_workbook(sheet)
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                if cell.value == NAME:
                    cell.value = RENAMED
    book.save(sheet)
    command = ("import", locked, sheet, "--kind", "records", "--unlock")
    wrong = console(*command, typed="wrong one here\n")
    assert wrong.code == 1
    assert not any(SECRET in line or RENAMED in line for line in (*wrong.out, *wrong.err))
    assert console(*command, typed=f"{SECRET}\n").code == 0
    assert export(console, locked, tmp_path / "b.xlsx", "--unlock", typed=f"{SECRET}\n") == (0, [])
    told = cells(tmp_path / "b.xlsx")
    assert RENAMED in told
    assert NAME not in told
    assert RENAMED.encode() not in locked.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_on_a_terminal_it_is_asked_for_and_not_shown(locked: Path, tmp_path: Path, home: Path) -> None:
    import pty

    out = tmp_path / "a.xlsx"
    command = ["export", str(locked), "records", "--type", "protected_person", "--audience", "team", "--unlock"]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ |= {"BANYAN_HOME": str(home / "pty"), "LANG": "en_US.UTF-8", "PYTHONIOENCODING": "utf-8"}
        os.execv(sys.executable, [sys.executable, "-m", "app", *command, "--out", str(out)])
    shown = b""
    while b"Passphrase of the private drawer" not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, f"{SECRET}\n".encode())
    try:
        while more := os.read(terminal, 1024):
            shown += more
    except OSError:  # the child has gone
        pass
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0, shown
    assert SECRET.encode() not in shown
    assert NAME in cells(out)
