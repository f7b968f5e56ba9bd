from __future__ import annotations

from pathlib import Path

import pytest

from app.system.names import device_name, show_command, show_folder
from app.system.space import free_bytes, in_mb


def test_the_file_manager_is_asked_in_each_system(tmp_path: Path) -> None:
    file = tmp_path / "我的 a.banyan"
    file.touch()
    assert show_command(file, "win32") == ("explorer", f"/select,{file}")
    assert show_command(file, "darwin") == ("open", "-R", str(file))
    assert show_command(file, "linux") == ("xdg-open", str(tmp_path))
    for system, program in (("win32", "explorer"), ("darwin", "open"), ("linux", "xdg-open")):
        assert show_command(tmp_path, system) == (program, str(tmp_path))


def test_no_file_manager_is_no_failure(tmp_path: Path) -> None:
    def refuse(_: tuple[str, ...]) -> None:
        raise FileNotFoundError("none here")

    asked: list[tuple[str, ...]] = []
    assert not show_folder(tmp_path, refuse)
    assert show_folder(tmp_path, asked.append)
    assert len(asked) == 1


def test_name_and_room(tmp_path: Path) -> None:
    assert "." not in device_name()
    room = free_bytes(tmp_path / "not" / "yet")
    assert room is not None
    assert room > 0


@pytest.mark.parametrize(("size", "mb"), [(0, 0), (1, 1), (1_000_000, 1), (1_000_001, 2)])
def test_megabytes_are_rounded_up(size: int, mb: int) -> None:
    assert in_mb(size) == mb
