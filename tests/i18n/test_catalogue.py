"""The command that keeps the catalogues, on a small program of its own, and the catalogues themselves."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from app.core.messages import N_, NP_
from app.i18n import Translator

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
from app.core.messages import N_, NP_

SAVE = N_("Save photo")
TWO = N_("Two "
         "parts of {name}", name="x")

def count(n: int) -> object:
    # Translators: shown under a photo
    return NP_("{n} photo", "{n} photos", n)
"""
CHINESE = {
    "Save photo": "儲存照片",
    "Two parts of {name}": "{name}的兩部分",
    "{n} photo": ["{n}張照片"],
    "Gone": "不見了",
}


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue_command", ROOT / "packaging" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "a b 中文"
    (root / "app" / "core").mkdir(parents=True)
    (root / "app" / "core" / "things.py").write_text(PROGRAM, "utf-8")
    return root


def test_from_code_to_words(catalogue: ModuleType, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["update", "--root", str(root)]) == 0
    assert catalogue.main(["lint", "--root", str(root)]) == 1
    assert "no zh_TW text" in capsys.readouterr().out
    fragment = root / "texts.json"
    fragment.write_text(json.dumps(CHINESE), "utf-8")
    assert catalogue.main(["fill", str(fragment), "--root", str(root)]) == 0
    assert "not in the program: 'Gone'" in capsys.readouterr().err
    assert catalogue.main(["lint", "--root", str(root)]) == 0
    assert catalogue.main(["compile", "--root", str(root)]) == 0
    zh = Translator("zh_TW", locales=root / "locales")
    assert zh.text(N_("Save photo")) == "儲存照片"
    assert zh.text(N_("Two parts of {name}", name="x")) == "x的兩部分"
    assert zh.text(NP_("{n} photo", "{n} photos", 2)) == "2張照片"
    assert Translator("en", locales=root / "locales").text(NP_("{n} photo", "{n} photos", 1)) == "1 photo"


def test_update_keeps_texts_drops_old_wordings_and_is_stable(catalogue: ModuleType, root: Path) -> None:
    fragment = root / "texts.json"
    fragment.write_text(json.dumps(CHINESE), "utf-8")
    catalogue.fill(root, [fragment])
    path = catalogue.path_of(root, "zh_TW")
    before = path.read_bytes()
    catalogue.update(root)
    assert path.read_bytes() == before
    assert b"things.py:" not in before
    source = root / "app" / "core" / "things.py"
    source.write_text(PROGRAM.replace("Save photo", "Save the photo"), "utf-8")
    catalogue.update(root)
    text = path.read_text("utf-8")
    assert "儲存照片" not in text
    assert "{n}張照片" in text
    assert 'msgid "Save the photo"\nmsgstr ""' in text


def test_lint_finds_what_is_wrong(catalogue: ModuleType, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fragment = root / "texts.json"
    fragment.write_text(json.dumps(CHINESE | {"Save photo": "保存,照片", "Two parts of {name}": "{nam}"}), "utf-8")
    catalogue.fill(root, [fragment])
    capsys.readouterr()
    assert catalogue.lint(root) == 1
    out = capsys.readouterr().out
    for fault in ("儲存", "half-width", "places differ"):
        assert fault in out
    catalogue.update(root)
    (root / "app" / "core" / "more.py").write_text('from app.core.messages import N_\nX = N_("New")\n', "utf-8")
    capsys.readouterr()
    catalogue.lint(root)
    assert "run update" in capsys.readouterr().out


def test_what_this_room_says_is_translated() -> None:
    """Every wording of ``app/core`` has a Chinese text without fault."""
    from babel.messages.extract import extract_from_dir

    zh = Translator("zh_TW")
    found = extract_from_dir(str(ROOT / "app" / "core"), method_map=[("**.py", "python")], keywords={"N_": None})
    wordings = {message for _, _, message, _, _ in found if isinstance(message, str)}
    assert wordings
    assert [one for one in sorted(wordings) if zh.text(N_(one)) == one and one != "{day}, {time}"] == []
