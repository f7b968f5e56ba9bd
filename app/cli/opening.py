"""How a command opens a document: with the services, and closed whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import Clock, SystemClock
from app.core.errors import DocumentError
from app.core.ids import IdSource, new_id
from app.core.messages import N_
from app.exports.layout import FontSet
from app.i18n import Translator
from app.services.opening import installed_program, open_workspace
from app.services.workspace import Program, Workspace
from app.system.paths import Paths


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every command is handed besides its options."""

    paths: Paths
    words: Translator
    clock: Clock = SystemClock()  # noqa: RUF009 - it has no state
    ids: IdSource = new_id


def program_of(where: Surroundings) -> Program:
    """Return what the program brings to a document."""
    return installed_program(where.paths, where.clock, where.ids)


def fonts_of(paths: Paths) -> FontSet:
    """Return the bundled fonts."""
    return FontSet.load(paths.resources / "fonts")


@contextmanager
def opened(path: Path, where: Surroundings, *, edit: bool) -> Iterator[Workspace]:
    """Open *path* and close it at the end of the block.

    Args:
        path: a document.
        where: the installation.
        edit: whether the command writes; a document that is only readable then is refused.

    Raises:
        DocumentError: it cannot be opened as asked.
    """
    workspace = open_workspace(path, program_of(where), where.words, edit=edit)
    try:
        if edit and workspace.document.read_only:
            raise DocumentError(
                workspace.document.why_read_only or N_("The document can only be read."),
                N_("Close it elsewhere or copy it to this computer, then try again."),
            )
        yield workspace
    finally:
        workspace.close()
