"""Whatever is handed over: one message in three parts in the person's language, and nothing is changed.

Each bad file goes through every command that reads its kind. What is told: what happened, whether the
work is safe, what to do now. The exit code is 2 where a file cannot be read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import run
from app.core.clock import FixedClock
from app.core.errors import AppError
from app.i18n import Translator
from app.services.opening import open_workspace
from app.ui.settings_file import FileSettings
from tests.acceptance import bad_files
from tests.console import made_once
from tests.practice import NAME, paths_at, program_at, shared_folder, small_document

COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check", "{file}"),
    "export": ("export", "{file}", "people", "--out", "{out}"),
    "import": ("import", "{file}", "{picture}", "--kind", "photos"),
    "backup": ("backup", "{file}"),
    "restore": ("restore", "{file}", "--out", "{out}"),
}
BAD = {**bad_files.DOCUMENTS, **(bad_files.ON_POSIX if os.name == "posix" else {})}


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound small document with two pictures beside it; only to be read."""
    from datetime import UTC, datetime

    folder = shared_folder(tmp_path_factory)
    with made_once(folder, "sound") as place:
        if place is not None:
            small_document(place / NAME, folder / "home", FixedClock(datetime(2025, 4, 15, 9, tzinfo=UTC)))
    return folder / "sound" / NAME


def state(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Return everything below a folder with size, time of change and content (of what is not huge)."""
    found = {}
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        small = path.is_file() and not path.is_symlink() and about.st_size < 10**9
        content = hashlib.sha256(path.read_bytes()).hexdigest() if small else ""
        found[path.relative_to(folder).as_posix()] = (about.st_size, about.st_mtime_ns, content)
    return found


@pytest.fixture
def warm(sound: Path) -> Path:
    """A home folder in which the packs were read before."""
    return sound.parents[1] / "home"


@pytest.fixture
def say(warm: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run a command in both languages; return its Chinese line after the exit code was compared."""

    def run_both(code: int, *arguments: object) -> str:
        lines = []
        for language in ("en", "zh_TW"):
            monkeypatch.setenv("BANYAN_LANGUAGE", language)
            assert run([str(one) for one in arguments], paths_at(warm)) == code, capsys.readouterr()
            out, err = capsys.readouterr()
            assert out == ""
            assert err.count("\n") == 1, err
            lines.append(err.strip())
        english, chinese = lines
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in english), english
        assert sum(english.count(mark) for mark in (". ", ".\n", "? ")) + english.endswith(".") >= 3, english
        assert chinese.count("。") >= 3, chinese
        return chinese

    return run_both


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_document_is_said_in_three_parts_and_left_alone(
    bad: str, sound: Path, tmp_path: Path, say: Callable[..., str]
) -> None:
    folder = tmp_path / "文件 files"
    folder.mkdir()
    file = folder / "bad.banyan"
    BAD[bad](file, sound)
    before = state(folder)
    places = {"file": file, "out": folder / "out", "picture": sound.parent / "pictures"}
    for command in COMMANDS.values():
        assert file.name in say(2, *(word.format(**places) for word in command))
        assert state(folder) == before


@pytest.mark.parametrize("edit", [True, False])
@pytest.mark.parametrize("bad", BAD)
def test_the_window_is_told_the_same_three_parts(
    bad: str, edit: bool, sound: Path, tmp_path: Path, warm: Path, clock: FixedClock
) -> None:
    file = tmp_path / "bad.banyan"
    BAD[bad](file, sound)
    before = state(tmp_path)
    with pytest.raises(AppError) as caught:
        open_workspace(file, program_at(warm, clock), Translator("zh_TW"), edit=edit)
    parts = {Translator("zh_TW").text(one) for one in (caught.value.what, caught.value.safe, caught.value.todo)}
    assert len(parts) == 3
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in part) for part in parts)
    assert state(tmp_path) == before


@pytest.mark.parametrize("name", [*bad_files.pictures(), *bad_files.albums()])
def test_a_bad_picture_or_album_is_said_in_three_parts_and_nothing_is_stored(
    name: str, sound: Path, tmp_path: Path, say: Callable[..., str]
) -> None:
    document, source = tmp_path / "a.banyan", tmp_path / name
    document.write_bytes(sound.read_bytes())
    source.write_bytes({**bad_files.pictures(), **bad_files.albums()}[name])
    before = state(tmp_path)
    line = say(2, "import", document, source, "--kind", "photos")
    assert line.startswith((f"{name}: ", "1.jpg: "))
    assert state(tmp_path) == before


@pytest.mark.parametrize("name", bad_files.PACKS)
def test_a_bad_pack_is_said_in_three_parts(
    name: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "resources" / "programmes" / "bad"
    folder.mkdir(parents=True)
    (folder / "10.yaml").write_bytes(bad_files.PACKS[name])
    before = state(tmp_path)
    monkeypatch.chdir(tmp_path)
    for language, stop in (("en", "."), ("zh_TW", "。")):
        monkeypatch.setenv("BANYAN_LANGUAGE", language)
        code = run(["programmes"], replace(paths_at(home), program=tmp_path))
        out, err = capsys.readouterr()
        assert (code, out, err.count("\n")) == (2, "", 1), err
        assert err.count(stop) >= 3, err
    assert state(tmp_path) == before


@pytest.mark.parametrize("name", bad_files.SETTINGS)
def test_bad_settings_are_set_aside_and_the_program_starts_with_its_own(name: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(bad_files.SETTINGS[name])
    kept = FileSettings(path).current
    assert kept.language in ("", "zh_TW", "en", "qps")
    assert kept.scheme in ("system", "light", "dark")
    assert 100 <= kept.text_size <= 200
    assert all(isinstance(one, str) for one in kept.recent)
    left = list(tmp_path.iterdir())
    assert len(left) == 1
    assert left[0].read_bytes() == bad_files.SETTINGS[name]
    FileSettings(path).change(person="美玉")
    assert FileSettings(path).current.person == "美玉"
