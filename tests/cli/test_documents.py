"""Making, checking, backing up and restoring documents on the command line."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_export import digest, names
from tests.console import Console


def test_a_practice_community_is_the_same_at_every_making_and_never_over_another_file(
    sample: Path, tmp_path: Path, console: Console, chinese: Console
) -> None:
    target = tmp_path / "練習 here「1」.banyan"
    target.write_text("我的檔案", encoding="utf-8")
    refused = chinese("sample", target, "--programme", "nfa-114")
    assert refused.code == 64
    assert "--force" in refused.mistake
    assert target.read_text(encoding="utf-8") == "我的檔案"
    made = console("sample", target, "--programme", "nfa-114", "--force")
    assert (made.code, made.out, made.err) == (0, [str(target)], [])
    assert names(tmp_path) == {target.name}
    assert digest(target) == digest(sample)


def test_a_practice_community_never_replaces_a_file_that_somebody_has_open(
    small: Path, console: Console, chinese: Console
) -> None:
    from app.models.document.document import Document

    before = digest(small)
    with Document.open(small, person="美玉", device="筆電"):
        for said in (console("sample", small, "--force"), chinese("sample", small, "--force")):
            assert said.code == 64
            assert said.mistake
    assert digest(small) == before
    assert names(small.parent) == {small.name, "pictures"}


@pytest.mark.parametrize("target", ["folder", "file.txt/a.banyan", "x" * 300 + ".banyan"])
def test_a_practice_community_that_cannot_be_written_is_said_in_one_line(
    target: str, tmp_path: Path, console: Console
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    said = console("sample", tmp_path / target, "--programme", "nfa-114", "--force")
    assert said.code in (1, 64)
    assert said.mistake
    assert names(tmp_path) == {"folder", "file.txt"}


def test_a_practice_community_is_sound_and_has_no_open_error(sample: Path, console: Console) -> None:
    said = console("check", sample, "--json")
    assert (said.code, said.err) == (0, [])
    found = json.loads("\n".join(said.out))
    assert {row["severity"] for row in found} <= {"info", "warn"}
    assert names(sample.parent) == {sample.name}


def test_findings_are_told_with_rule_and_words(small: Path, console: Console, chinese: Console) -> None:
    said = console("check", small, "--programme", "nfa-114", "--json")
    assert (said.code, said.err) == (1, [])
    rows = json.loads("\n".join(said.out))
    assert "DOS-006" in {row["rule"] for row in rows if row["severity"] == "error"}
    assert all(row["message"] for row in rows)
    plain = chinese("check", small)
    assert plain.code == 1
    assert any("DOS-006" in line and "簡表" in line for line in plain.out)


def test_damage_is_named_and_ends_with_2(small: Path, chinese: Console) -> None:
    with closing(sqlite3.connect(small)) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            assert name
        other.create_function("seal_of", -1, lambda *_: "")
        triggers = other.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            other.execute(f'DROP TRIGGER "{name}"')
        other.execute("UPDATE person SET name = '壞人' WHERE name = '林大同'")
        for _, statement in triggers:
            other.execute(statement)
        other.commit()
    said = chinese("check", small, "--json")
    assert said.code == 2
    assert [(row["type"], row["title"]) for row in json.loads("\n".join(said.out))] == [("person", "壞人")]
    shown = chinese("check", small)
    assert shown.code == 2
    assert any("壞人" in line for line in shown.out)


def test_a_backup_comes_back_beside_the_original(small: Path, tmp_path: Path, console: Console) -> None:
    before, found = digest(small), console("check", small, "--json").out
    point = console("backup", small)
    whole = console("backup", small, "--to", tmp_path / "整份 whole.banyan")
    for said in (point, whole):
        assert (said.code, said.err, len(said.out)) == (0, [], 1)
    again = console("backup", small, "--to", whole.out[0])
    assert again.code == 1
    assert again.mistake
    assert digest(small) == before
    for number, backup in enumerate((point.out[0], whole.out[0])):
        out = tmp_path / f"回復{number}.banyan"
        said = console("restore", backup, "--out", out)
        assert (said.code, said.err) == (0, []), said
        assert console("check", out, "--json").out == found
    refused = console("restore", point.out[0], "--out", out)
    assert refused.code == 1
    assert out.name in refused.mistake


def test_a_document_that_somebody_edits_can_be_read_and_not_written(
    small: Path, tmp_path: Path, console: Console, clock: object
) -> None:
    from app.models.document.document import Document

    with Document.open(small, person="美玉", device="筆電"):
        assert console("export", small, "people", "--out", tmp_path / "p").code == 0
        said = console("import", small, small.parent / "pictures", "--kind", "photos")
        assert said.code == 2
        assert said.mistake


def test_a_read_only_copy_is_read_and_not_written(small: Path, tmp_path: Path, console: Console) -> None:
    copy = tmp_path / "copy.banyan"
    shutil.copyfile(small, copy)
    copy.chmod(0o444)
    assert console("export", copy, "budget", "--out", tmp_path / "b").code == 0
