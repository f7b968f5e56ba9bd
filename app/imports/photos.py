"""Read what people hand over as photos: single files, a folder, an album ZIP.

First everything is listed within the limits of ``peers.md`` R17 without unpacking anything to disk; then
each source is read on its own, so an album of a gigabyte never stands in memory whole. Nothing raises
for one bad file: it becomes a finding beside the good ones. Thread: any; nothing here is shared.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app import media
from app.core.errors import AppError, InputError
from app.core.messages import N_, NP_, Message
from app.imports.dates_in_names import date_in_name
from app.media import PictureInfo, limits

ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".webp", ".tif", ".tiff"}
    | {".heic", ".heif", ".hif", ".gif", ".bmp", ".avif"}
)
MOST_ENTRIES = 2_000
_BROKEN = (OSError, ValueError, IndexError, RuntimeError, EOFError, struct.error, zipfile.BadZipFile, zlib.error)
RATIO = 100
ALBUM_BYTES = 4 * 1024**3
"""Most that an album may hold unpacked; photos are read one at a time."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one picture's bytes are: a file, or member number *member* of the ZIP *path*."""

    path: Path
    name: str
    folder: str = ""
    member: int = -1


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that was handed over and cannot be taken, in the three lines that a person needs."""

    name: str
    what: Message
    todo: Message
    safe: Message

    @classmethod
    def of(cls, name: str, error: AppError) -> Trouble:
        """Return the trouble that *error* tells about *name*."""
        return cls(name, error.what, error.todo, error.safe)


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found, in the order of folder and name.

    Args:
        sources: pictures to be read.
        troubles: what cannot be opened at all.
        left_out: number of files in folders and albums that are no pictures.
    """

    sources: tuple[Source, ...]
    troubles: tuple[Trouble, ...] = ()
    left_out: int = 0

    @property
    def left_out_words(self) -> Message | None:
        """Return the sentence about the files left out, ``None`` where there are none."""
        if not self.left_out:
            return None
        return NP_("{n} file is not a picture and was left out.", "{n} files are not pictures and were left out.",
                   self.left_out)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One picture that can be taken.

    Args:
        source: where its bytes are.
        name: file name.
        sha256: of the bytes.
        size: bytes.
        info: facts from the header.
        date: ISO date, "" where none is known.
        date_from: ``exif``, ``name``, ``folder`` or "".
    """

    source: Source
    name: str
    sha256: str
    size: int
    info: PictureInfo
    date: str
    date_from: str


def list_sources(paths: Iterable[Path]) -> Listing:
    """Return every picture below *paths* (files, folders, ZIP albums). Reads no picture yet."""
    sources: list[Source] = []
    troubles: list[Trouble] = []
    left_out = 0
    for path in paths:
        try:
            if path.is_dir():
                found, other = _in_folder(path)
            elif path.suffix.lower() == ".zip":
                found, other = _in_album(path)
            else:
                found, other = [Source(path, path.name, path.parent.name)], 0
            sources += found
            left_out += other
        except AppError as error:
            troubles.append(Trouble.of(path.name, error))
        except OSError:
            troubles.append(Trouble.of(path.name, _cannot_open()))
    return Listing(tuple(sources), tuple(troubles), left_out)


def read_bytes(source: Source) -> bytes:
    """Return the bytes of one picture. Raises InputError or UnreadablePictureError, never OSError."""
    try:
        if source.member < 0:
            limits.check_bytes(source.path.stat().st_size)
            return source.path.read_bytes()
        with zipfile.ZipFile(source.path) as album:
            entry = album.infolist()[source.member]
            _check_entry(entry)
            limits.check_bytes(entry.file_size)
            return album.read(entry)
    except _BROKEN as cause:
        raise (_cannot_open() if source.member < 0 else _bad_album()) from cause


def examine(source: Source, data: bytes) -> Candidate:
    """Return what is known of a picture from its bytes and its name. Raises as ``media.inspect``."""
    info = media.inspect(data)
    day, origin = info.taken_on, "exif"
    if not day:
        day, origin = date_in_name(PurePosixPath(source.name).stem), "name"
    if not day:
        day, origin = date_in_name(source.folder), "folder"
    return Candidate(source, source.name, hashlib.sha256(data).hexdigest(), len(data), info, day, origin if day else "")


def _in_folder(folder: Path) -> tuple[list[Source], int]:
    found, left_out = [], 0
    for count, path in enumerate(_files(folder), 1):
        if count > MOST_ENTRIES:
            raise _too_many()
        if path.suffix.lower() in ENDINGS:
            found.append(Source(path, path.name, path.parent.name))
        else:
            left_out += 1
    return found, left_out


def _files(folder: Path) -> Iterator[Path]:
    """Yield visible files by folder and name; links to folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        for name in sorted(names):
            if not name.startswith(".") and name.lower() not in ("thumbs.db", "desktop.ini"):
                yield Path(place, name)


def _in_album(path: Path) -> tuple[list[Source], int]:
    try:
        with zipfile.ZipFile(path) as album:
            entries = album.infolist()
    except _BROKEN as cause:
        raise _bad_album() from cause
    if len(entries) > MOST_ENTRIES:
        raise _too_many()
    if sum(entry.file_size for entry in entries) > ALBUM_BYTES:
        raise InputError(
            N_("The album is larger than {limit} GB unpacked.", limit=ALBUM_BYTES // 1024**3),
            N_("Unpack it and add the photos in smaller groups."),
            code="album.too_large",
        )
    found, left_out = [], 0
    for number, entry in enumerate(entries):
        if entry.is_dir():
            continue
        _check_entry(entry)
        name = PurePosixPath(_entry_name(entry).replace("\\", "/"))
        if name.name.startswith(".") or "__MACOSX" in name.parts:
            continue
        if name.suffix.lower() in ENDINGS:
            found.append(Source(path, name.name, name.parent.name or path.stem, number))
        else:
            left_out += 1
    return sorted(found, key=lambda one: (one.folder, one.name)), left_out


def _check_entry(entry: zipfile.ZipInfo) -> None:
    """Refuse an album that is built to do harm: hugely compressed, locked, or reaching outside itself."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    outside = ".." in parts or entry.filename.startswith(("/", "\\")) or entry.filename[1:2] == ":"
    if outside or entry.file_size > max(entry.compress_size, 1) * RATIO:
        raise InputError(
            N_("The album is not built like one that a phone or camera makes."),
            N_("Unpack it yourself and add the photos as files."),
            code="album.hostile",
        )
    if entry.flag_bits & 0x1:
        raise InputError(
            N_("The album is locked with a password."),
            N_("Unpack it yourself and add the photos as files."),
            code="album.locked",
        )


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """Return the entry's name; older Windows in Taiwan writes names in code page 950 without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "cp950"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _cannot_open() -> InputError:
    return InputError(
        N_("The file cannot be opened."),
        N_("Look whether the stick or card is still there, then add the file again."),
        code="input.cannot_open",
    )


def _bad_album() -> InputError:
    return InputError(
        N_("The album is damaged or cut off."),
        N_("Download it again, or ask the sender for it."),
        code="album.damaged",
    )


def _too_many() -> InputError:
    return InputError(
        N_("There are more than {limit} files.", limit=MOST_ENTRIES),
        N_("Add the photos in smaller groups."),
        code="album.too_many",
    )
