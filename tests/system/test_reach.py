from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.system.reach import is_reachable


def test_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    assert is_reachable(tmp_path)
    assert not is_reachable(tmp_path / "none")
    (tmp_path / "file").touch()
    assert not is_reachable(tmp_path / "file")


def test_a_share_that_does_not_answer_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = threading.Event()
    monkeypatch.setattr(Path, "is_dir", lambda self: answer.wait(5))
    assert not is_reachable(tmp_path, 0.01)
    answer.set()
