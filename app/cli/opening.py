"""How a command opens a document: with the services, and closed whatever happens."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import Clock, SystemClock
from app.core.errors import DocumentError
from app.core.ids import IdSource, new_id
from app.core.messages import N_
from app.i18n import Translator
from app.system.paths import Paths

if TYPE_CHECKING:  # a command is understood, or explained, before anything heavy is imported
    from app.exports.layout import FontSet
    from app.services.workspace import Program, Workspace


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every command is handed besides its options."""

    paths: Paths
    words: Translator
    clock: Clock = SystemClock()  # noqa: RUF009 - it has no state
    ids: IdSource = new_id


def program_of(where: Surroundings) -> Program:
    """Return what the program brings to a document."""
    from app.services.opening import installed_program

    return installed_program(where.paths, where.clock, where.ids)


def fonts_of(paths: Paths) -> FontSet:
    """Return the bundled fonts."""
    from app.exports.layout import FontSet

    return FontSet.load(paths.resources / "fonts")


def unlock_option(parser: ArgumentParser) -> None:
    """Add the option that opens the private drawer; the passphrase itself is never an argument."""
    parser.add_argument("--unlock", action="store_true")


def unlock_drawer(workspace: Workspace, where: Surroundings) -> None:
    """Ask for the passphrase of the private drawer and open it; does nothing where it needs none.

    On a terminal it is asked for and not shown; else one line of standard input is read.

    Raises:
        InputError: it is not the one.
    """
    from app.services.drawer.service import LOCKED, key_by_passphrase

    if workspace.drawer.view().state != LOCKED:
        return
    if sys.stdin.isatty():
        typed = getpass(where.words.text(N_("Passphrase of the private drawer: ")))
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    workspace.drawer.open_with(key_by_passphrase(workspace.drawer.ways(), typed))


@contextmanager
def opened(path: Path, where: Surroundings, *, edit: bool, unlock: bool = False) -> Iterator[Workspace]:
    """Open *path* and close it at the end of the block.

    Args:
        path: a document.
        where: the installation.
        edit: whether the command writes; a document that is only readable then is refused.
        unlock: whether to ask for the passphrase of the private drawer.

    Raises:
        DocumentError: it cannot be opened as asked.
        InputError: the passphrase is not the one.
    """
    from app.services.opening import open_workspace

    workspace = open_workspace(path, program_of(where), where.words, edit=edit)
    try:
        if edit and workspace.document.read_only:
            raise DocumentError(
                workspace.document.why_read_only or N_("The document can only be read."),
                N_("Close it elsewhere or copy it to this computer, then try again."),
            )
        if unlock:
            unlock_drawer(workspace, where)
        yield workspace
    finally:
        workspace.close()
