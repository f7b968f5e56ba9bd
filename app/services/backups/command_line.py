"""Backing up and restoring for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import CorruptError
from app.core.messages import N_, NP_, Message
from app.models.document.backups.store import BackupStore

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def backup_file(workspace: Workspace, to: Path | None) -> Path:
    """Back up the open document, or copy it whole to *to*; return where that stands.

    Raises:
        CorruptError: the document is damaged; its backup stands apart.
        DeniedError, DiskFullError, StorageError: the disk refused, or there is something at *to*.
    """
    if to is not None:
        return workspace.backups.store.copy_whole(workspace.document, to)
    point = workspace.backups.back_up()
    if point.damaged:
        raise CorruptError(
            N_("The file is damaged. What could be read is kept in {name}.", name=point.name),
            N_("Restore an older backup. It opens beside this file."),
        )
    return point.path


def restore_file(backup: Path, out: Path, data: Path, *, force: bool = False) -> Iterator[Message]:
    """Make the document *out* of a backup or of a whole file and say what came back.

    Args:
        backup: a point, or a whole document.
        out: the new document.
        data: folder of the program's data, for photos of a point that stands alone.
        force: whether a file at *out* is replaced.

    Raises:
        CorruptError, DeniedError, DiskFullError, StorageError: nothing was changed.
    """
    store = BackupStore(data / "backups")
    done = store.restore_over(backup, out) if force and out.exists() else store.restore(backup, out)
    yield NP_("Restored with {n} photo or file: {name}", "Restored with {n} photos and files: {name}", done.photos,
              name=done.path.name)  # fmt: skip
    for title in done.missing:
        yield N_("Missing: {title}", title=title)
