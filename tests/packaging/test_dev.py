"""The command of the README: what it decides, on this machine and on imagined ones."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.support import ROOT

PLATFORMS = ("linux", "windows", "macos")


@pytest.fixture
def dev() -> ModuleType:
    """A fresh copy of the module, so that a test may change its surroundings."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(platform: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name, version and hashes of each locked package."""
    text = (ROOT / "packaging" / "locks" / f"{platform}.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        if found := re.match(r"([A-Za-z0-9._-]+)==(\S+)", block):
            yield found[1].lower().replace("_", "-"), found[2], re.findall(r"--hash=sha256:([0-9a-f]{64})\b", block)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_locks_hold_versions_and_hashes_and_no_address(platform: str) -> None:
    text = (ROOT / "packaging" / "locks" / f"{platform}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.findall(r"^\s*--(?!hash)", text, re.MULTILINE)
    locked = {name: version for name, version, hashes in lines(platform) if hashes}
    assert len(locked) == len(list(lines(platform)))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for wanted in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        name = re.split(r"[<>=~!]", wanted)[0].lower().replace("_", "-")
        assert name in locked, f"{name} is not locked for {platform}"
    assert locked["pyside6-essentials"] < "6.12"


def test_the_same_versions_everywhere() -> None:
    shared = [{name: version for name, version, _ in lines(platform)} for platform in PLATFORMS]
    names = set(shared[0]) & set(shared[1]) & set(shared[2])
    assert all(len({versions[name] for versions in shared}) == 1 for name in names)
    assert "colorama" in shared[PLATFORMS.index("windows")]


def test_dev_needs_the_standard_library_alone() -> None:
    done = subprocess.run([sys.executable, "-S", "-I", ROOT / "packaging" / "dev.py"], capture_output=True, check=False)
    assert done.returncode == 64
    assert b"packaging/dev.py test" in done.stdout


@pytest.mark.parametrize("arguments", [[], ["build"], ["setup", "now"]])
def test_usage_is_said(dev: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 64
    assert "run [FILE]" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is for Debian")
def test_missing_libraries_without_root_print_the_one_line(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LIBRARIES", {"libegl1": "libEGL-that-nobody-has.so.1"})
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    assert dev.check_system() == 3
    assert "apt-get install -y libegl1\n" in capsys.readouterr().out


def test_a_display_asks_for_more_libraries(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "loads", lambda soname: False)
    without = dev.missing()
    monkeypatch.setenv("DISPLAY", ":0")
    assert set(dev.missing()) - set(without) == (set(dev.DISPLAY_LIBRARIES) if sys.platform == "linux" else set())
    assert "libegl1" in without


def test_an_environment_from_elsewhere_is_made_anew(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    assert not dev.works()
    before = dev.stamp()
    monkeypatch.setattr(dev, "VENV", tmp_path / "moved" / ".venv")
    assert dev.stamp() != before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_run_without_a_display_walks_offscreen(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[list[str], str | None]] = []

    def note(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        environment = more["env"]
        assert isinstance(environment, dict)
        seen.append((command[1:], environment.get("QT_QPA_PLATFORM") if command[2] == "tests.walk" else None))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(dev.subprocess, "run", note)
    assert dev.run([]) == 0
    assert dev.run(["programmes"]) == 0
    assert seen == [(["-m", "tests.walk", "--out", "out/"], "offscreen"), (["-m", "app", "programmes"], None)]
    assert "no display" in capsys.readouterr().out


def test_the_tests_come_last_and_fail_with_a_failed_check(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def note(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        seen.append(command)
        return subprocess.CompletedProcess(command, 1 if "mypy" in command else 0, "")

    monkeypatch.setattr(dev.subprocess, "run", note)
    assert dev.test(["--full", "tests/core"]) == 1
    assert "pytest" in seen[-1]
    assert seen[-1][-1] == "tests/core"
    checks = [list(command) for _name, command in dev.CHECKS]
    before = [command[1:] for command in seen[:-1]]
    assert checks
    assert all(command in before for command in checks)


def test_ci_calls_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 packaging/dev.py test" in script
    assert "python3 packaging/dev.py test" in (ROOT / "README.md").read_text(encoding="utf-8")
