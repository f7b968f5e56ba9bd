"""Consoles of every kind: Chinese and English systems, code page 950, closed pipes; no network, no home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console import CHINESE, ENGLISH, Console
from tests.support import ROOT


@pytest.mark.parametrize(
    ("system", "chinese"),
    [(CHINESE, True), ("zh_HK.UTF-8", True), ("zh_Hant_MO", True), (ENGLISH, False), ("C.UTF-8", False), ("xx", False)],
)
def test_the_language_follows_the_system(system: str, chinese: bool, home: Path) -> None:
    said = Console(home / "h", system)("nonsense")
    assert said.code == 64
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said.mistake) is chinese


def test_a_console_of_code_page_950_shows_what_it_can_and_never_fails(small: Path, home: Path) -> None:
    console = Console(home / "h", CHINESE, "cp950")
    listed = console("export", "--list")
    assert (listed.code, listed.err) == (0, [])
    assert any("書面" in line for line in listed.out)
    target = small.parent / "𡋾堃喆 😀.pdf"
    written = console("export", small, "people", "--out", target)
    assert (written.code, written.err) == (0, [])
    assert target.exists()
    assert "\\U000212fe" in written.out[0]
    missing = console("check", small.parent / "𡋾.banyan")
    assert missing.code == 2
    assert missing.mistake


@pytest.mark.skipif(os.name != "posix", reason="needs a shell with pipes")
def test_a_closed_pipe_is_no_accident(home: Path) -> None:
    command = f'"{sys.executable}" -m app programmes --json | head -c 1'
    environment = {**os.environ, "BANYAN_HOME": str(home / "h")}
    done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "["
    assert done.stderr == ""


def test_nothing_is_written_outside_the_home_folder(small: Path, home: Path, console: Console) -> None:
    before = {one for one in home.rglob("*") if console.home not in (one, *one.parents)}
    assert console("check", small).code == 1
    after = {one for one in home.rglob("*") if console.home not in (one, *one.parents)}
    assert after == before
    assert not (ROOT / "portable.txt").exists()


def test_the_installed_program_proves_itself_and_opens_no_network(home: Path, tmp_path: Path) -> None:
    said = Console(home / "h", CHINESE)("self-test", "--keep", tmp_path / "證明")
    assert said.code == 0
    assert len(said.out) == 6
    assert all(line.startswith("●") for line in said.out)
    kept = {one.suffix for one in (tmp_path / "證明").iterdir()}
    assert {".banyan", ".pdf", ".xlsx"} <= kept


def test_pages_are_drawn_without_a_display(small: Path, tmp_path: Path, home: Path) -> None:
    console, out = Console(home / "h", CHINESE), tmp_path / "畫面"
    drawn = console(
        "screenshots", "--out", out, "--file", small, "--page", "home", "--lang", "zh_TW", "--text-size", 200
    )
    assert drawn.code == 0
    assert any(one.name.startswith("home_zh_TW") for one in out.iterdir())
    for wrong in (("--page", "nowhere"), ("--text-size", 5)):
        said = console("screenshots", "--out", tmp_path / "x", "--file", small, *wrong)
        assert said.code == 64
        assert str(wrong[1]) in said.mistake
    assert not (tmp_path / "x").exists()
