"""A real document with its services and the window's context, without threads."""

from __future__ import annotations

from pathlib import Path

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.i18n import Translator
from app.models.document.document import Document
from app.programmes.loader import compile_folder, load_pack
from app.services.workspace import Program, Workspace
from app.ui.context import MemorySettings, UiContext
from app.ui.jobs import InlineLane, InlinePool
from app.ui.theme import Theme
from tests.programmes import small_pack

PACK = "toy-114"


def make_workspace(folder: Path, clock: FixedClock, *, place: str = "TW") -> Workspace:
    """Return the services of a new document that takes part in a small programme."""
    path = small_pack.write_pack(folder)
    tasks = (path / "30-tasks.yaml").read_text(encoding="utf-8")
    tasks = tasks.replace("owner: lead", 'owner: lead\n    tool: "records:person"', 1)
    (path / "30-tasks.yaml").write_text(tasks, encoding="utf-8")
    packs = ((load_pack(path), compile_folder(path)),)
    document = Document.create(folder / "安和社區.banyan", application_version="0", clock=clock, ids=seeded_ids(7))
    program = Program(packs, folder / "cache", folder / "data", clock, seeded_ids(8))
    workspace = Workspace(document, program, Translator("en"))
    workspace.records.create("community", {"name": "安和社區", "country": place})
    workspace.programmes.join(PACK)
    workspace.drain_changes()
    return workspace


def make_context(workspace: Workspace, theme: Theme, language: str = "en") -> UiContext:
    """Return the context of a window that shows *workspace*; every job is done at once."""
    lane = InlineLane(workspace)
    calendar = workspace.settings.custom().calendar
    context = UiContext(lane, InlinePool(), theme, Translator(language, calendar), MemorySettings())
    theme.wear(language=language)
    return context
