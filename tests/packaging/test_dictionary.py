"""The data dictionary: every field of every record type, in both languages."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from app.i18n import Translator
from app.models.catalogue import catalogue

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dictionary() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dictionary", ROOT / "packaging" / "dictionary.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_record_type_and_field_is_on_the_page(dictionary: ModuleType) -> None:
    page = dictionary.Page(Translator("zh_TW"), Translator("en")).text()
    for one in catalogue().values():
        assert f"## `{one.name}` " in page
        assert all(f"`{field.name}`" in page for field in one.fields)


def test_tables_are_whole(dictionary: ModuleType) -> None:
    page = dictionary.Page(Translator("zh_TW"), Translator("en")).text()
    widths = {line.replace("\\|", "").count("|") for line in page.splitlines() if line.startswith("|")}
    assert widths == {6}


def test_it_says_whether_the_page_is_current(
    dictionary: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "PAGE", tmp_path / "docs" / "page.md")
    assert dictionary.main(["--check"]) == 1
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0
