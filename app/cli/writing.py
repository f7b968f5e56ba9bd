"""Where a command puts its output: a file, a folder of several, or a ZIP; never over another unasked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from app.core.errors import UsageError
from app.core.messages import N_
from app.services.output_kinds import Output
from app.services.outputs import write_output

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The same files give the same ZIP."""


def put(output: Output, path: Path, ending: str, *, force: bool) -> tuple[Path, ...]:
    """Write *output* to *path* to the letter and return what was written.

    Args:
        output: finished.
        path: a missing ending is added; several files make a folder, or a ZIP where it ends so.
        ending: of the kind.
        force: whether something that is there may be replaced.

    Raises:
        UsageError: something is there already.
        StorageError: it cannot be written.
    """
    if ending or path.suffix.lower() == ".zip":
        target = path if path.suffix else path.with_name(path.name + ending)
        _guard(target, force)
        data = output.single if ending else zipped(output)
        write_output(target, data or b"")
        return (target,)
    if path.exists() and any(path.iterdir()) and not force:
        raise _taken(path)
    path.mkdir(parents=True, exist_ok=True)
    for name, data in output.files.items():
        write_output(path / name, data)
    return tuple(path / name for name in output.files)


def zipped(output: Output) -> bytes:
    """Return the files as a ZIP; pictures are stored, not squeezed again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in output.files.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), data)
    return buffer.getvalue()


def _guard(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise _taken(path)


def _taken(path: Path) -> UsageError:
    return UsageError(
        N_("{name} is there already.", name=path.name), N_("Choose another name, or replace it with --force.")
    )
