"""What the tests of commands stand on: a console, a small document, and the practice community."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.i18n import Translator
from app.services.opening import make_workspace
from tests.console import CHINESE, Console, made_once
from tests.practice import NAME, practice, program_at, shared_folder, small_document


@pytest.fixture
def console(home: Path) -> Console:
    """An English console with a home folder of its own."""
    return Console(home / "榕 home")


@pytest.fixture
def chinese(home: Path) -> Console:
    """A Chinese console with a home folder of its own."""
    return Console(home / "榕 home", CHINESE)


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, clock: FixedClock) -> Path:
    """A copy of the small document, to read or to change; its pictures lie beside it."""
    folder = shared_folder(tmp_path_factory)
    with made_once(folder, "small") as place:
        if place is not None:
            small_document(place / NAME, folder / "home", clock)
    copy: Path = shutil.copytree(folder / "small", tmp_path / "文件 files")
    return copy / NAME


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice community of the evaluation; only to be read."""
    return practice(tmp_path_factory, "nfa")


@pytest.fixture
def begun_nothing(tmp_path: Path, home: Path, clock: FixedClock) -> Path:
    """A document as the first start makes it: a community, and nothing else."""
    path = tmp_path / "新 new" / NAME
    program = program_at(home, clock)
    make_workspace(path, program, Translator("zh_TW"), community="安和社區", place="TW", programme="nfa-114").close()
    return path
