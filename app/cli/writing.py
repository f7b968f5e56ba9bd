"""Where a command puts its output: a file, a folder of several, or a ZIP; never over another unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.core.errors import UsageError
from app.core.messages import N_
from app.services.originals import write_originals
from app.services.output_kinds import Output
from app.services.outputs import write_output


def put(output: Output, path: Path, ending: str, original: Callable[[str], bytes], *, force: bool) -> tuple[Path, ...]:
    """Write *output* to *path* to the letter and return what was written.

    Args:
        output: finished.
        path: a missing ending is added; originals make a folder, or a ZIP where it ends so.
        ending: of the kind.
        original: bytes of a picture by SHA-256.
        force: whether something that is there may be replaced.

    Raises:
        UsageError: something is there already.
        StorageError: it cannot be written.
    """
    target = path if path.suffix or not ending else path.with_name(path.name + ending)
    _guard(target, force)
    if output.figures:
        write_originals(target, output.figures, original)
    else:
        write_output(target, output.single or b"")
    return (target,)


def _guard(path: Path, force: bool) -> None:
    there = any(path.iterdir()) if path.is_dir() else path.exists()
    if there and not force:
        raise _taken(path)


def _taken(path: Path) -> UsageError:
    return UsageError(
        N_("{name} is there already.", name=path.name), N_("Choose another name, or replace it with --force.")
    )
