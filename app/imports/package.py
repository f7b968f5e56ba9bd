"""The parts of a workbook's package, looked at before anything is expanded and counted while it is.

Order matters: number of entries and size of the list from the end record, then the declared sizes,
ratios and overlaps of every part, and only then bytes; and those are counted, whatever was declared.
Source of the limits: ``peers.md`` R17. Thread: any; one package belongs to one reader.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from app.imports import faults
from app.imports.grid import Limits, Meter

LIST_BYTES = 4_000_000
"""Most that the list of parts may take; Excel's takes some thousands."""
SMALL = 64_000
"""Bytes up to which a part may be packed as tightly as it likes."""
HEAD = 4_096
_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"
BROKEN = (OSError, ValueError, IndexError, KeyError, RuntimeError, EOFError, ParseError, struct.error,
          zipfile.BadZipFile, zlib.error)  # fmt: skip
"""What zipfile and the XML parser raise on files that nobody made on purpose."""


class Package:
    """The parts of one package.

    Args:
        file: open for reading.
        limits: what it may hold.
        meter: counts what is expanded.

    Raises:
        InputError: it holds more than it may, or is built like no spreadsheet's file.
    """

    def __init__(self, file: BinaryIO, limits: Limits, meter: Meter) -> None:
        self.limits, self.meter = limits, meter
        _check_end(file, limits)
        try:
            self._zip = zipfile.ZipFile(file)
        except BROKEN as cause:
            raise faults.damaged() from cause
        self._entries = {entry.filename.lstrip("/"): entry for entry in self._zip.infolist()}
        self._check(self._zip.infolist())

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        return name in self._entries

    def size(self, name: str) -> int:
        """Return how many bytes a part has unpacked, as declared."""
        return self._entries[name].file_size

    def check_heads(self) -> None:
        """Refuse a package of which any XML part begins with a document type or in a hidden encoding."""
        for name in self._entries:
            if name.endswith((".xml", ".rels")) and self._entries[name].file_size:
                with self.part(name):
                    pass

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """Open an XML part, whose beginning has been looked at; every byte that is read is counted.

        Raises:
            InputError: it is gone, damaged, too large, or has a document type.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise faults.damaged()
        try:
            with self._zip.open(entry) as stream:
                yield Part(stream, self.limits, self.meter)
        except BROKEN as cause:
            raise faults.damaged() from cause

    def count(self, name: str, *marks: bytes) -> tuple[int, ...]:
        """Return how often each of *marks* stands in a part, without building anything of it.

        Raises:
            InputError: the part is damaged.
        """
        found, longest = [0] * len(marks), max(len(mark) for mark in marks)
        try:
            with self._zip.open(self._entries[name]) as stream:
                rest = b""
                while data := stream.read(1 << 20):
                    self.meter.scanned += len(data)
                    for place, mark in enumerate(marks):
                        found[place] += (rest + data).count(mark) - rest.count(mark)
                    rest = data[-longest + 1 :]
        except BROKEN as cause:
            raise faults.damaged() from cause
        return tuple(found)

    def beginning(self, name: str, count: int = 64) -> bytes:
        """Return the first bytes of a part, "" where it cannot be read."""
        try:
            with self._zip.open(self._entries[name]) as stream:
                return stream.read(count)
        except BROKEN:
            return b""

    def read(self, name: str) -> bytes:
        """Return a part that is no XML, such as a picture; its bytes are counted.

        Raises:
            InputError: it is gone, damaged or too large.
        """
        try:
            with self._zip.open(self._entries[name]) as stream:
                data = stream.read(self.limits.unpacked + 1)
        except BROKEN as cause:
            raise faults.damaged() from cause
        self.meter.expanded += len(data)
        if self.meter.expanded > self.limits.unpacked:
            raise faults.too_large(self.limits.unpacked)
        return data

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > self.limits.entries or len(self._entries) < len(entries):
            raise faults.not_built_right()
        if sum(entry.file_size for entry in entries) > self.limits.unpacked:
            raise faults.too_large(self.limits.unpacked)
        last = 0
        for entry in sorted(entries, key=lambda one: one.header_offset):
            if entry.header_offset < last:  # two parts share bytes: a bomb that no ratio shows
                raise faults.not_built_right()
            last = entry.header_offset + entry.compress_size
            if entry.file_size > max(SMALL, entry.compress_size * self.limits.ratio):
                raise faults.not_built_right()
            if entry.flag_bits & 0x1:
                raise faults.locked()


class Part:
    """One XML part as a stream of bytes that is counted. See :meth:`Package.part`.

    Attributes:
        root: name of the root element without its namespace.
        namespace: of the root element.
    """

    def __init__(self, stream: IO[bytes], limits: Limits, meter: Meter) -> None:
        self._stream, self._limits, self._meter = stream, limits, meter
        self._ahead = b""
        self.root = self.namespace = ""
        self._look()

    def read(self, count: int = -1) -> bytes:
        """Return the next bytes, at most 64 KB at once."""
        if self._ahead:
            ahead, self._ahead = self._ahead, b""
            return ahead
        return self._fetch(65_536 if count < 0 else min(count, 65_536))

    def _fetch(self, count: int) -> bytes:
        data = self._stream.read(count)
        self._meter.expanded += len(data)
        if self._meter.expanded > self._limits.unpacked:
            raise faults.too_large(self._limits.unpacked)
        return data

    def _look(self) -> None:
        """Read up to the root element; a document type may only stand before it."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse_type
        parser.StartElementHandler = self._on_root
        while not self.root:
            data = self._fetch(HEAD)
            if not self._ahead and (data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]):
                raise faults.not_built_right()
            self._ahead += data
            if not data or len(self._ahead) > 16 * HEAD:
                raise faults.damaged()
            try:
                parser.Parse(data)
            except expat.ExpatError as cause:
                if not self.root:
                    raise faults.damaged() from cause

    def _on_root(self, name: str, _attributes: dict[str, str]) -> None:
        if not self.root:
            self.namespace, _, self.root = name.rpartition(" ")


def _refuse_type(*_: object) -> None:
    raise faults.not_built_right()


def resolved(target: str, beside: str) -> str:
    """Return the name of the part that a relation of the part *beside* points at."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(beside), target))


def _check_end(file: BinaryIO, limits: Limits) -> None:
    """Read the end record: an endless list of parts is not even loaded."""
    try:
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(0, size - 65_557))
        tail = file.read()
        file.seek(0)
        at = tail.rfind(_END)
        if at < 0:
            raise faults.damaged()
        count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
        wide = tail.rfind(_END64, 0, at)
        if wide >= 0 and (count == 0xFFFF or length == 0xFFFF_FFFF):
            count, length = struct.unpack("<QQ", tail[wide + 32 : wide + 48])
    except (OSError, struct.error) as cause:
        raise faults.damaged() from cause
    if count > limits.entries or length > LIST_BYTES:
        raise faults.not_built_right()


def size_of(path: Path) -> int:
    """Return the bytes of a file on the disk. Raises InputError where it cannot be asked."""
    try:
        if not path.is_file():
            raise faults.cannot_open()
        return path.stat().st_size
    except OSError as cause:
        raise faults.cannot_open() from cause
