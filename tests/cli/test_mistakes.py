"""A person's mistake is one line on standard error, in their language, with exit code 64 and no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import run
from tests.console import Console
from tests.practice import paths_at
from tests.support import ROOT

MISTAKES: dict[str, tuple[str, ...]] = {
    "no file": ("export",),
    "no output": ("export", "a.banyan"),
    "no target": ("export", "a.banyan", "dossier"),
    "unknown word": ("exprot", "a.banyan"),
    "a word that is no file": ("nothing",),
    "unknown option": ("programmes", "--jason"),
    "no value": ("export", "a.banyan", "dossier", "--out"),
    "wrong choice": ("export", "a.banyan", "dossier", "--out", "b.pdf", "--lang", "fr"),
    "wrong audience": ("export", "a.banyan", "dossier", "--out", "b.pdf", "--audience", "everybody"),
    "wrong size": ("sample", "b.banyan", "--size", "huge"),
    "no such practice community": ("sample", "b.banyan", "--programme", "nobody"),
    "no kind of data": ("import", "a.banyan", "photos"),
    "wrong kind of data": ("import", "a.banyan", "photos", "--kind", "emails"),
    "no backup": ("restore",),
    "no number": ("screenshots", "--out", "b", "--text-size", "large"),
}


def answer(capsys: pytest.CaptureFixture[str], home: Path, *arguments: str) -> tuple[int, str]:
    """Run a command in this process and return its exit code and its one line on standard error."""
    code = run(arguments, paths_at(home))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1, err
    return code, err


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line_in_the_persons_language(
    mistake: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = {}
    for language in ("en", "zh_TW"):
        monkeypatch.setenv("BANYAN_LANGUAGE", language)
        code, lines[language] = answer(capsys, home, *MISTAKES[mistake])
        assert code == 64, lines[language]
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in lines["en"])
    assert any("\u4e00" <= letter <= "\u9fff" for letter in lines["zh_TW"])
    assert lines["en"].strip() != lines["zh_TW"].strip()
    for word in ("expected", "invalid choice", "required", "unrecognized"):
        assert word not in lines["zh_TW"], lines["zh_TW"]
    assert list(tmp_path.iterdir()) == []


def test_what_was_typed_is_named(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANYAN_LANGUAGE", "en")
    assert "--jason" in answer(capsys, home, *MISTAKES["unknown option"])[1]
    line = answer(capsys, home, *MISTAKES["wrong choice"])[1]
    assert all(word in line for word in ("--lang", "fr", "zh_TW", "en"))
    assert "SOURCE" in answer(capsys, home, "import", "a.banyan")[1]


def test_an_unknown_output_is_a_mistake_and_all_are_listed(small: Path, console: Console) -> None:
    said = console("export", small, "poster", "--out", small.parent / "p.pdf")
    assert said.code == 64
    assert "poster" in said.mistake
    listed = console("export", "--list")
    assert (listed.code, listed.err) == (0, [])
    kinds = {line.split(":")[0] for line in listed.out}
    assert {"dossier", "nfa-dossier", "nfa-originals", "budget", "records", "people", "events"} <= kinds


def test_an_audience_that_the_output_does_not_serve_is_a_mistake(small: Path, chinese: Console) -> None:
    said = chinese("export", small, "nfa-originals", "--audience", "public", "--out", small.parent / "圖.zip")
    assert said.code == 64
    assert "nfa-originals" in said.mistake
    assert not (small.parent / "圖.zip").exists()


def test_a_programme_that_is_not_there_cannot_be_checked(small: Path, console: Console) -> None:
    said = console("check", small, "--programme", "nobody")
    assert said.code == 64
    assert "nobody" in said.mistake


def test_help_is_no_mistake(chinese: Console) -> None:
    said = chinese("check", "--help")
    assert (said.code, said.err) == (0, [])
    assert any("--programme" in line for line in said.out)


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"]])
def test_help_comes_before_anything_heavy_is_imported(arguments: list[str]) -> None:
    heavy = {"PySide6", "PIL", "openpyxl", "reportlab", "sqlalchemy", "yaml"}
    code = (
        f"import sys\nfrom app.bootstrap import main\ntry:\n    main({arguments!r})\n"
        f"except SystemExit:\n    pass\nprint(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
