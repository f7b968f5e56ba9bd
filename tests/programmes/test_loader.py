"""Packs are read strictly, by the rules of YAML 1.2, and every refusal names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import ProgrammeError
from app.core.messages import Message
from app.i18n import Translator
from app.programmes.loader import compile_folder, compiled, content_hash, installed, load_pack
from app.programmes.parsed import MAX_BYTES
from app.programmes.schema_words import fault_words
from app.programmes.validate import report, validate
from app.programmes.yaml_core import parse
from tests.programmes.small_pack import write_pack


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2025-04-15", "2025-04-15"),
        ("1_000", "1_000"),
        ("0o17", "0o17"),
        ("007", "007"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0.15", 0.15),
        ('"12"', "12"),
        ("'true'", "true"),
    ],
)
def test_scalars_follow_the_core_rules(text: str, value: object) -> None:
    assert parse(f"key: {text}\n", "x.yaml").value == {"key": value}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: &x 2\nc: *x\n", 2, "anchors"),
        ("a: 1\nb: !!python/name:os.system x\n", 2, "tags"),
        ("a: 1\na: 2\n", 2, "stands twice"),
        ("a: [1,\nb: {\n", 3, ""),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: \x01\n", 1, ""),
        ("? [a]\n: 1\n", 1, "not text"),
        ("a: " + "[" * 60 + "]" * 60, 1, "deeply"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(ProgrammeError) as caught:
        parse(text, "x.yaml")
    assert caught.value.what.params["file"] == "x.yaml"
    assert caught.value.what.params["line"] == line
    assert reason in str(caught.value.what.params["reason"])


def test_a_folder_becomes_a_pack_whose_figures_are_in_its_texts(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path))
    assert pack.name.values == {"zh_TW": "測試114年", "en": "Test 114"}
    step = pack.step("b")
    assert step is not None
    assert step.purpose.values == {"zh_TW": "114年4月15日前、100頁", "en": "By 15 April 2025, 100 pages"}
    assert pack.dossier is not None
    assert pack.dossier.cover[0].best("en") == "114 {name}"
    assert validate(pack) == ()


def test_the_same_files_give_the_same_bytes_and_the_cache_is_trusted_only_whole(tmp_path: Path) -> None:
    folder, cache = write_pack(tmp_path), tmp_path / "cache"
    first = compiled(folder, cache)
    assert compiled(folder, cache) == first == compile_folder(folder)
    (kept,) = cache.iterdir()
    (folder / "60-dossier.yaml").touch()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert compiled(folder, cache) == first
    assert load_pack(first) == load_pack(folder)
    assert len(content_hash(first)) == 64


def test_a_cache_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert compiled(write_pack(tmp_path), blocked / "cache")


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("10-id.yaml", "version: 1", "version: one", 6),
        ("10-id.yaml", "version: 1", "version: 1\nverison: 2", 7),
        ("30-tasks.yaml", "optional: true", "optional: yes", 14),
        ("20-steps.yaml", "months: [3, 4]", "months: [3]", 8),
    ],
)
def test_a_wrong_value_is_named_with_file_and_line(tmp_path: Path, file: str, old: str, new: str, line: int) -> None:
    path = write_pack(tmp_path) / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(ProgrammeError) as caught:
        load_pack(path.parent)
    named = caught.value.what.params
    # an unknown key is reported at the mapping that holds it
    assert named["file"] == file or named["file"] == "10-id.yaml"
    assert named["line"] in (line, 1)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"id": 1}', b"[" * 10_000])
def test_compiled_bytes_of_another_kind_are_refused(data: bytes) -> None:
    with pytest.raises(ProgrammeError):
        load_pack(data)


def test_a_pack_of_a_newer_program_is_refused_politely(tmp_path: Path) -> None:
    data = compile_folder(write_pack(tmp_path)).replace(b'"version":1', b'"schema":99,"version":1')
    with pytest.raises(ProgrammeError) as caught:
        load_pack(data)
    assert "newer" in caught.value.what.id


def test_files_that_are_empty_huge_or_not_text_are_refused(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    target = folder / "99-x.yaml"
    for content in (b"\xff\xfe\x00", b"a" * (MAX_BYTES + 1), b"- 1\n"):
        target.write_bytes(content)
        with pytest.raises(ProgrammeError):
            load_pack(folder)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ProgrammeError):
        load_pack(empty)


def test_installed_lists_every_folder_with_pack_files(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "notes").mkdir()
    ((pack, data),) = installed(tmp_path, tmp_path / "cache")
    assert (pack.id, load_pack(data)) == ("toy-114", pack)


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("20-steps.yaml", "title: {zh_TW: 乙, en: Second}", "title: {zh_TW: 乙}", "pack.translation"),
        ("20-steps.yaml", "    needs: [a]\n    source: S4", "    needs: [a]", "pack.source"),
        ("20-steps.yaml", "needs: [a]", "needs: [z]", "pack.reference"),
        ("20-steps.yaml", "months: [3, 4]", "months: [3, 9]", "pack.months"),
        ("20-steps.yaml", "- id: b", "- id: a", "pack.unique"),
        ("30-tasks.yaml", ", {zh_TW: 三, en: c}", "", "pack.actions"),
        ("10-id.yaml", "points: 40", "points: 41", "pack.sum"),
        ("10-id.yaml", "kind: hard", "kind: solid", "pack.word"),
        ("10-id.yaml", "date: 2025-04-15", "date: 2025-04-31", "pack.date"),
        ("60-dossier.yaml", "pages: 36", "pages: 30", "pack.sum"),
    ],
)
def test_the_validator_finds_what_is_wrong(tmp_path: Path, file: str, old: str, new: str, rule: str) -> None:
    path = write_pack(tmp_path) / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert rule in {one.rule for one in validate(load_pack(path.parent))}


def test_the_report_counts_missing_translations_and_sources(tmp_path: Path) -> None:
    path = write_pack(tmp_path) / "20-steps.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("en: Second", 'en: ""').replace("needs: [a]\n    source: S4", "needs: [a]"), "utf-8")
    said = report(load_pack(path.parent))
    assert (said.missing_translations, said.without_source) == (1, 1)


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("Object missing required field `id`", "“id” is missing."),
        ("Object contains unknown field `colour`", "“colour” is not known here."),
        ("Expected `array` of length 2, got 1", "The list needs 2 values and has 1."),
        ("Expected `int | null`, got `str`", "It should be a whole number or nothing, and is a text."),
        ("Expected `LocalText`, got `array`", "It should be a text in each language, and is a list."),
        ("Something that a newer library says", "This value does not fit here."),
    ],
)
def test_faults_of_the_schema_are_said_in_our_words(said: str, english: str) -> None:
    assert Translator("en").text(fault_words(said)) == english
    chinese = Translator("zh_TW").text(fault_words(said))
    assert not any(word in chinese for word in ("Expected", "Object", "got", " is ", "value"))


def test_a_fault_names_its_place_and_its_kind_in_both_languages(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    file = folder / "10-id.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("version: 1", "version: one"), encoding="utf-8")
    with pytest.raises(ProgrammeError) as caught:
        compile_folder(folder)
    reason = caught.value.what.params["reason"]
    assert isinstance(reason, Message)
    assert Translator("en").text(reason) == "It should be a whole number, and is a text. ($.version)"
    assert "10-id.yaml" in Translator("zh_TW").text(caught.value.what)
    assert "Expected" not in Translator("zh_TW").text(caught.value.what)
