"""Where a command puts its output: a file, a folder of several, or a ZIP; never over another unasked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import ExportError, UsageError
from app.core.messages import N_
from app.services.output_kinds import Output
from app.services.outputs import is_taken, write_output

if TYPE_CHECKING:
    from app.services.photos.originals import MissingOriginal

ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}\Z")
"""What counts as the ending of a name; the 15 of 114.4.15 does not."""


def put(
    output: Output, path: Path, ending: str, original: Callable[[str], bytes], *, force: bool
) -> tuple[Path, tuple[MissingOriginal, ...]]:
    """Write *output* to *path* to the letter; return where it stands and which originals are not in it.

    Args:
        output: finished.
        path: a missing ending is added; originals make a folder, or a ZIP where it ends so.
        ending: of the kind.
        original: bytes of a picture by SHA-256.
        force: whether something that is there may be replaced.

    Raises:
        UsageError: something is there already.
        ExportError: there is nothing to write.
        StorageError: it cannot be written.
    """
    target = path if ENDING.search(path.name) or not ending else path.with_name(path.name + ending)
    if not output.files and not output.figures:
        raise ExportError(
            N_("There is no picture to hand over."), N_("Put photos into the dossier first."), code="export.nothing"
        )
    if not force and is_taken(target):
        raise UsageError(
            N_("{name} is there already.", name=target.name), N_("Choose another name, or replace it with --force.")
        )
    if output.listing:
        from app.services.handover.write import PackageWriter, write_package  # with all that reads pictures

        staging = Path(tempfile.gettempdir()) / "banyan-packages"
        writer = PackageWriter(target, target.suffix.lower() == ".zip", output.listing, staging, replaces=force)
        done, missing = write_package(writer, output.files, output.folder, output.figures, original)
        return done.path, missing
    if output.figures:
        from app.services.photos.originals import write_originals

        return target, write_originals(target, output.figures, original)
    write_output(target, output.single or b"")
    return target, ()
