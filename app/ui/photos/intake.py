"""What taking in photos asks of the lane and the pool: frozen values in, frozen values out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from app.core.errors import AppError, InputError, UnreadablePictureError
from app.core.fields import Option
from app.core.messages import N_, NP_, LocalText, Message
from app.imports.photos import Candidate, Trouble, read_bytes
from app.services.backups.service import BEFORE_IMPORT
from app.services.photos.service import AddResult, PhotoBatch, PhotoService
from app.ui.jobs import Job
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TROUBLES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PhotoSetting:
    """What the flow needs of the document.

    Args:
        service: reads and stores photos.
        events: id and title, the latest first.
        days: event id to its ISO date.
    """

    service: PhotoService
    events: tuple[Option, ...]
    days: Mapping[str, str]


def photo_setting(workspace: Workspace) -> PhotoSetting:
    """Gather what the flow needs. Thread: document lane."""
    events = sorted(workspace.records.load("event"), key=lambda row: str(row.get("date") or ""), reverse=True)
    days = {row.id: str(row.get("date") or "") for row in events}
    options = tuple(Option(row.id, LocalText({"": row.title})) for row in events)
    return PhotoSetting(workspace.photos, options, days)


def outcomes(batch: PhotoBatch, result: AddResult | None, *, stopped: bool = False) -> Iterator[tuple[str, Message]]:
    """Yield what came of a batch, as shape and sentence.

    Args:
        batch: what was read.
        result: what was stored, None where nothing was.
        stopped: whether the person stopped it.
    """
    if stopped:
        yield NOTICE, N_("You stopped. What had been stored by then stands below.")
    if result is not None and result.added:
        yield DONE, NP_("{n} photo was added.", "{n} photos were added.", len(result.added))
    if result is not None and result.joined:
        yield DONE, NP_("{n} photo was here already.", "{n} photos were here already.", len(result.joined))
    if batch.doubles:
        yield DONE, NP_("{n} file was a copy of another one.", "{n} files were copies of others.", batch.doubles)
    if batch.left_out is not None:
        yield NOTICE, batch.left_out
    troubles = (*batch.troubles, *(result.troubles if result is not None else ()))
    for one in troubles[:TROUBLES_SHOWN]:
        yield PROBLEM, N_("{name}: {what} {todo}", name=one.name, what=one.what, todo=one.todo)
    if len(troubles) > TROUBLES_SHOWN:
        more = len(troubles) - TROUBLES_SHOWN
        yield PROBLEM, NP_("{n} more file has a problem.", "{n} more files have a problem.", more)
    if not batch.candidates and not troubles and batch.left_out is None:
        yield NOTICE, N_("There was no picture in what you chose.")


def can_take(data: QMimeData) -> bool:
    """Say whether dragged or copied things may be photos."""
    return data.hasImage() or bool(files_of(data))


def files_of(data: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders of this computer that were dragged or copied."""
    return tuple(Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile())


def prepare(service: PhotoService, paths: tuple[Path, ...], job: Job) -> PhotoBatch:
    """Read what was chosen. Thread: pool."""
    return service.prepare(paths, job)


def read(candidate: Candidate, _job: Job) -> bytes | Trouble:
    """Read one photo's bytes, or say why they cannot be read. Thread: pool."""
    try:
        return read_bytes(candidate.source)
    except (InputError, UnreadablePictureError) as error:
        return Trouble.of(candidate.name, error)


def protect(workspace: Workspace, *, begun: bool) -> bool:
    """Do a slice of the restore point; a disk that refuses it does not stop the photos, and home tells.

    Returns:
        Whether more slices are to do. Thread: document lane.
    """
    with suppress(AppError):
        if not begun:
            workspace.backups.begin(BEFORE_IMPORT)
        return workspace.backups.go_on().more
    return False


def keep(workspace: Workspace, candidate: Candidate, data: bytes) -> Trouble | None:
    """Store one photo's bytes. Thread: document lane."""
    return workspace.photos.store(candidate, data)


def record(
    workspace: Workspace,
    batch: PhotoBatch,
    event: str | None,
    day: str | None,
    troubles: tuple[Trouble, ...],
    stopped: bool,
) -> tuple[AddResult, bool]:
    """Make the records of a batch in one step. Thread: document lane."""
    result = workspace.photos.record(batch, event_id=event, date_for_undated=day, troubles=troubles)
    return result, stopped


def widen(
    service: PhotoService, batch: PhotoBatch, folders: tuple[tempfile.TemporaryDirectory[str], ...], job: Job
) -> None:
    """Make the wide derivatives, then let go of pasted pictures. Thread: pool."""
    service.prepare_wide(batch, job)
    for folder in folders:
        folder.cleanup()
