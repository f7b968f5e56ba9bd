"""Opens a document with its services, or makes a new one for a community. Thread: becomes the document lane."""

from __future__ import annotations

from pathlib import Path

from app import __version__
from app.core.clock import Clock
from app.core.ids import IdSource
from app.i18n import Translator
from app.models.document.backups.store import BackupStore
from app.models.document.document import Document
from app.models.document.opening import Setup
from app.models.document.travel.working_copy import WorkingCopies, open_travelling
from app.programmes.loader import installed
from app.services.document_services import BACKUPS, OWN_PATH
from app.services.document_settings import PLACES
from app.services.workspace import WORKING, Program, Workspace
from app.system.names import device_name
from app.system.paths import Paths


def installed_program(paths: Paths, clock: Clock, ids: IdSource) -> Program:
    """Return what the program at *paths* brings to every document. Thread: any."""
    return Program(
        installed(paths.resources / "programmes", paths.cache / "packs"), paths.cache, paths.data, clock, ids
    )


def open_workspace(
    path: Path, program: Program, translator: Translator, *, person: str = "", edit: bool = True, take: str = ""
) -> Workspace:
    """Open the document at *path*; of one on a stick, a share or in a cloud folder, its copy on this computer.

    Args:
        path: of the document.
        program: what the program brings.
        translator: words of titles that are made of choices.
        person: who works, "" where nobody said.
        edit: whether to open it for editing.
        take: ``ours`` or ``theirs`` where both copies of a travelling document were changed.

    Raises:
        ChangedOnDiskError: both were changed; ask which to take.
        DocumentError, StorageError: it cannot be opened.
    """
    if not edit:
        document = Document.open(path, edit=False, clock=program.clock, ids=program.ids)
        return _speaking(Workspace(document, program, translator), translator)
    copies = WorkingCopies(program.data / WORKING, clock=program.clock)
    document, journey = open_travelling(
        copies,
        path,
        person=person,
        device=device_name(),
        take=take,
        ids=program.ids,
        setup=Setup(before_migration=BackupStore(program.data / BACKUPS, clock=program.clock).before_migration),
    )
    return _speaking(Workspace(document, program, translator, journey), translator)


def make_workspace(
    path: Path,
    program: Program,
    translator: Translator,
    *,
    community: str,
    place: str,
    programme: str,
    person: str = "",
) -> Workspace:
    """Make the document of a community and open it.

    Args:
        path: where nothing is yet; its folder is made.
        program: what the program brings.
        translator: words of titles that are made of choices.
        community: its name, "" where it was not said.
        place: ``TW``, ``US`` or ``other``; currency, calendar and paper follow from it.
        programme: pack id to take part in; the community's own path where it is not installed.
        person: who works, "" where nobody said.

    Raises:
        StorageError: it cannot be made there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    document = Document.create(
        path,
        application_version=__version__,
        person=person,
        device=device_name(),
        clock=program.clock,
        ids=program.ids,
    )
    workspace = Workspace(document, program, translator)
    habits = PLACES.get(place, PLACES["other"])
    workspace.records.create("community", {"name": community or None, "country": place, **habits})
    workspace.speak(translator)
    known = {pack.id for pack, _ in program.packs}
    wanted = programme if programme in known else OWN_PATH
    if wanted in known:
        workspace.programmes.join(wanted)
    workspace.drain_changes()
    workspace.document.barrier()
    return workspace


def _speaking(workspace: Workspace, translator: Translator) -> Workspace:
    workspace.speak(translator)
    return workspace
