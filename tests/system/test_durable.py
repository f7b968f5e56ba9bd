from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.system.durable import CHUNK, put_in_place, read_back, sync_folder, write_flushed, write_whole


def test_whole_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "隨身碟 a"
    write_whole(path, b"old")
    write_whole(path, b"x" * (CHUNK + 5))
    assert b"".join(read_back(path)) == b"x" * (CHUNK + 5)
    assert [len(piece) for piece in read_back(path)] == [CHUNK, 5]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_failed_write_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"old")
    (tmp_path / ".~a.new").mkdir()  # nothing can be written under that name
    with pytest.raises(OSError, match="directory"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


def test_replacing_waits_for_a_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sharing violation as Windows gives it: the second try gets through, a lasting one is told."""
    draft, target, tries, waited = tmp_path / "d", tmp_path / "t", [1, 1], list[float]()
    draft.write_bytes(b"new")
    target.write_bytes(b"old")
    replace = os.replace

    def held(a: Path, b: Path) -> None:
        if tries:
            tries.pop()
            raise PermissionError(13, "in use")
        replace(a, b)

    monkeypatch.setattr(os, "replace", held)
    put_in_place(draft, target, waited.append)
    assert target.read_bytes() == b"new"
    assert len(waited) == 2
    draft.write_bytes(b"newer")
    tries.extend([1] * 20)
    with pytest.raises(PermissionError):
        put_in_place(draft, target, waited.append)
    assert (target.read_bytes(), draft.read_bytes()) == (b"new", b"newer")


def test_sizes(tmp_path: Path) -> None:
    assert write_flushed(tmp_path / "a", (b"12", b"3")) == 3
    sync_folder(tmp_path)
    sync_folder(tmp_path / "not there")
