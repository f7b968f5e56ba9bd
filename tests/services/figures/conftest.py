"""An open document with the community whose figures are known."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import Clock, FixedClock
from app.core.ids import seeded_ids
from app.exports.layout import FontSet
from app.i18n import Translator
from app.models.document.document import Document
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.services.figures import community
from tests.services.priority_desk import fill_priorities
from tests.services.roadmap_desk import fill_roadmap
from tests.services.work_desk import fill_project
from tests.support import ROOT

START = datetime(2025, 4, 15, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The bundled fonts."""
    return FontSet.load(ROOT / "resources" / "fonts")


def opened(path: Path, folder: Path, clock: Clock, *, new: bool) -> Workspace:
    """Return the services of a document."""
    ids = seeded_ids(7 if new else 11)
    program = Program(packs(), folder / "cache", folder, clock, ids)
    if new:
        document = Document.create(path, application_version="0", clock=clock, ids=ids)
    else:
        document = Document.open(path, clock=clock, ids=ids)
    return Workspace(document, program, Translator("zh_TW"))


def begin(ws: Workspace) -> None:
    """Join the evaluation and name the community."""
    ws.programmes.join("nfa-114", "2025-01")
    place = {"county": "綠水縣", "township": "大榕鎮"}
    ws.records.create("community", {"name": "榕樹社區", "country": "TW", **place})


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the whole community, made once."""
    folder = tmp_path_factory.mktemp("figures")
    workspace = opened(folder / "a.banyan", folder, FixedClock(START), new=True)
    begin(workspace)
    community.fill(workspace)
    fill_priorities(workspace, fill_roadmap(workspace))
    workspace.roadmap.publish_summary("housing", True)
    fill_project(workspace)
    workspace.document.close()
    return folder / "a.banyan"


@pytest.fixture
def empty(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A document of a community that has recorded nothing yet."""
    workspace = opened(tmp_path / "a.banyan", tmp_path, clock, new=True)
    begin(workspace)
    yield workspace
    workspace.document.close()


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Workspace]:
    """The whole community, only to be read, the private drawer open."""
    folder = tmp_path_factory.mktemp("looked at")
    path = Path(shutil.copyfile(filled, folder / "b.banyan"))
    workspace = opened(path, folder, FixedClock(START), new=False)
    community.unlock(workspace)
    yield workspace
    workspace.document.close()


@pytest.fixture
def ws(tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Workspace]:
    """The whole community, in a copy of its own, the private drawer open."""
    path = tmp_path / "b.banyan"
    shutil.copyfile(filled, path)
    workspace = opened(path, tmp_path, clock, new=False)
    community.unlock(workspace)
    yield workspace
    workspace.document.close()
