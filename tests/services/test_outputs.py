"""An output is there whole, or the old one is still there and the person is told why."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.errors import DeniedError, DiskFullError, StorageError
from app.services.outputs import TargetBusyError, _error, next_name, open_output, write_output
from tests import support


def test_written_whole_and_nothing_left_beside(tmp_path: Path) -> None:
    target = tmp_path / "預算.xlsx"
    write_output(target, b"one")
    write_output(target, b"two")
    assert target.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["預算.xlsx"]


def test_an_error_while_writing_keeps_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    write_output(target, b"old")

    def half() -> None:
        with open_output(target) as file:
            file.write(b"half")
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        half()
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_next_names(tmp_path: Path) -> None:
    target = tmp_path / "預算.xlsx"
    assert next_name(target).name == "預算-2.xlsx"
    (tmp_path / "預算-2.xlsx").touch()
    assert next_name(target).name == "預算-3.xlsx"
    assert next_name(tmp_path / "預算-2.xlsx").name == "預算-3.xlsx"
    assert next_name(tmp_path / "2025-2026.xlsx").name == "2025-2026-2.xlsx"


def test_a_busy_target_offers_another_name(tmp_path: Path) -> None:
    target = tmp_path / "預算.xlsx"
    target.mkdir()
    with pytest.raises(TargetBusyError) as caught:
        write_output(target, b"x")
    assert caught.value.proposal == tmp_path / "預算-2.xlsx"
    assert caught.value.todo.params["other"] == "預算-2.xlsx"


@pytest.mark.parametrize(
    ("number", "replacing", "kind"),
    [
        (errno.ENOSPC, False, DiskFullError),
        (errno.EDQUOT, True, DiskFullError),
        (errno.EACCES, True, TargetBusyError),
        (errno.EBUSY, True, TargetBusyError),
        (errno.EACCES, False, DeniedError),
        (errno.EROFS, False, DeniedError),
        (errno.ENOENT, False, StorageError),
        (errno.EIO, False, StorageError),
    ],
)
def test_what_the_system_says_becomes_words(tmp_path: Path, number: int, replacing: bool, kind: type) -> None:
    error = _error(tmp_path / "a.xlsx", OSError(number, "no"), replacing)
    assert type(error) is kind
    assert error.todo.id


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_output(tmp_path / "none" / "a.pdf", b"x")
    assert caught.value.code == "storage.gone"


WRITE = """
import os, sys
from pathlib import Path
from app.core.errors import AppError
from app.services.outputs import write_output
target = Path(sys.argv[1]).absolute()
os.setuid(65534)  # only now: the interpreter itself may stand where this user cannot read
try:
    write_output(target, b"new")
except AppError as error:
    print(error.code)
"""


@pytest.mark.needs_root
@pytest.mark.parametrize(("mode", "code"), [(0o444, "storage.target_busy"), (0o666, "storage.denied")])
def test_as_another_user(tmp_path: Path, mode: int, code: str) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    target.chmod(mode)
    for folder in (tmp_path, *tmp_path.parents):
        if len(folder.parts) > 2:
            folder.chmod(folder.stat().st_mode | 0o055)
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(target)], cwd=support.ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == code, done.stderr
    assert target.read_bytes() == b"old"


@pytest.mark.needs_root
def test_a_full_disk(tmp_path: Path) -> None:
    script = """
set -e
mount -t tmpfs -o size=200k tmpfs "$1"
printf old > "$1/a.pdf"
exec "$2" -c '
import os, sys
from pathlib import Path
from app.core.errors import AppError
from app.services.outputs import write_output
target = Path(sys.argv[1]) / "a.pdf"
try:
    write_output(target, b"x" * 1_000_000)
except AppError as error:
    print(error.code, target.read_text(), os.listdir(target.parent))
' "$1"
"""
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, "sh", str(tmp_path), sys.executable],
        cwd=support.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "storage.full old ['a.pdf']", done.stderr


def test_every_room_of_outputs_is_listed_and_each_name_stands_once() -> None:
    from app.services import output_kinds

    there = {path.stem for path in Path(output_kinds.__file__).parent.glob("*.py")} - {"__init__", "base"}
    assert there == set(output_kinds.ROOMS)
    assert len(set(output_kinds.KINDS)) == len(output_kinds.KINDS)


def test_an_output_imports_its_own_room_alone() -> None:
    others = {"app.services.output_kinds.recruiting", "app.services.figures.hazard_blocks", "pi_heif", "pikepdf"}
    code = f"import sys; from app.services.output_kinds import KINDS; KINDS['nfa-dossier']; print(sorted({others!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=support.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
