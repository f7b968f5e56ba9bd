"""The untouched originals of a dossier's figures, named in figure order: 圖01_說明.jpg, 圖02_說明.heic, ….

They go into one ZIP or a folder. Where a picture is of a kind that not everybody can open, a JPEG of full
size stands beside it. Thread: the document lane (originals are read one at a time).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app import media
from app.core.errors import AppError
from app.core.messages import N_, Message
from app.core.progress import NoProgress, Progress
from app.core.text import safe_file_name
from app.services.outputs import open_output, write_output

ENDINGS = {
    "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "TIFF": ".tif", "HEIC": ".heic", "GIF": ".gif",
    "BMP": ".bmp", "AVIF": ".avif",
}  # fmt: skip
OPENED_EVERYWHERE = frozenset({"JPEG", "PNG", "GIF", "BMP", "TIFF"})
_NUMBER = re.compile(r"\d+$")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One numbered figure: its number as printed (``圖1`` / ``Figure 1``), caption and original."""

    label: str
    caption: str
    sha256: str


@dataclass(frozen=True, slots=True)
class MissingOriginal:
    """A figure whose original cannot be handed over, and why."""

    label: str
    what: Message


def write_originals(
    path: Path, figures: Iterable[Figure], original: Callable[[str], bytes], progress: Progress | None = None
) -> tuple[MissingOriginal, ...]:
    """Write the originals to *path*: a ZIP where it ends in ``.zip``, else a folder.

    Args:
        path: target; a ZIP replaces an old one whole, a folder keeps what else is in it.
        figures: in figure order.
        original: returns an original's bytes by SHA-256, KeyError where there is none.
        progress: told after each figure.

    Returns:
        The figures that are not in it.

    Raises:
        DeniedError, DiskFullError, StorageError: the target cannot be written.
    """
    every, progress = tuple(figures), progress or NoProgress()
    missing: list[MissingOriginal] = []
    if path.suffix.lower() == ".zip":
        with open_output(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            for name, data in files_of(every, original, missing, progress):
                packed.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    else:
        path.mkdir(parents=True, exist_ok=True)
        for name, data in files_of(every, original, missing, progress):
            write_output(path / name, data)
    return tuple(missing)


def files_of(
    figures: tuple[Figure, ...],
    original: Callable[[str], bytes],
    missing: list[MissingOriginal],
    progress: Progress,
) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each original, and of a readable copy where not everybody can open it.

    Args:
        figures: in figure order.
        original: as for :func:`write_originals`.
        missing: takes those that cannot be handed over.
        progress: told after each figure.
    """
    digits = max((len(found.group()) for one in figures if (found := _NUMBER.search(one.label))), default=1)
    for done, one in enumerate(figures, 1):
        caption = one.caption.strip().rstrip("。．.")
        label = _NUMBER.sub(lambda found: found.group().zfill(digits), one.label)  # so that 圖02 sorts before 圖10
        stem = label + (f"_{caption}" if caption else "")
        try:
            data = original(one.sha256)
            kind = media.inspect(data).format
            copy = None if kind in OPENED_EVERYWHERE else media.readable_jpeg(data)
        except KeyError:
            missing.append(MissingOriginal(one.label, N_("The original of a photo is missing.")))
        except AppError as error:
            missing.append(MissingOriginal(one.label, error.what))
        else:
            yield safe_file_name(stem + ENDINGS[kind]), data
            if copy is not None:
                yield safe_file_name(stem + ".jpg"), copy
        progress.step(done, len(figures))
