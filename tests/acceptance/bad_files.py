"""Files that nobody should be handed: cut off, of another kind, huge, built to do harm."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest

from tests.media.torture import huge_png, saved, seen, unreadable

Maker = Callable[[Path, Path], None]
"""Makes the bad file at the first path; the second is a sound document."""
HUGE = 3 * 1024**4


def _bytes(data: bytes) -> Maker:
    return lambda path, _sound: _write(path, data)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _cut(share: float) -> Maker:
    def make(path: Path, sound: Path) -> None:
        data = sound.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return make


def _changed(*statements: str) -> Maker:
    """Return a maker that lets another program work in a sound document."""

    def make(path: Path, sound: Path) -> None:
        shutil.copyfile(sound, path)
        with contextlib.closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                other.execute(statement)
            other.commit()

    return make


def _patched(at: int, data: bytes) -> Maker:
    def make(path: Path, sound: Path) -> None:
        whole = bytearray(sound.read_bytes())
        whole[at : at + len(data)] = data
        path.write_bytes(whole)

    return make


def _noise(path: Path, sound: Path) -> None:
    rng = random.Random(7)
    path.write_bytes(sound.read_bytes()[:100] + rng.randbytes(200_000))


def _folder(path: Path, _sound: Path) -> None:
    path.mkdir()


def _loop(path: Path, _sound: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path, _sound: Path) -> None:
    os.mkfifo(path)


def _sparse(path: Path, sound: Path) -> None:
    """Make a file of three terabytes that takes no room, with the head of a document."""
    path.write_bytes(sound.read_bytes()[:4096])
    try:
        os.truncate(path, HUGE)
    except OSError:
        pytest.skip("this disk keeps no file of three terabytes")


def _another_database(path: Path, _sound: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE person (id TEXT)")
        other.commit()


def _empty_pages(path: Path, sound: Path) -> None:
    data = sound.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))


DOCUMENTS: Mapping[str, Maker] = {
    "nothing": _bytes(b""),
    "one byte": _bytes(b"S"),
    "text": _bytes("這不是文件\n".encode() * 50),
    "picture": _bytes(saved(seen())),
    "web page": _bytes(b"<html><script>alert(1)</script></html>"),
    "zip": _bytes(b"PK\x05\x06" + bytes(18)),
    "head of a database": _bytes(b"SQLite format 3\0"),
    "noise": _noise,
    "cut at a tenth": _cut(0.1),
    "cut in half": _cut(0.5),
    "cut at the end": _cut(0.999),
    "only zeros": _bytes(bytes(50_000)),
    "zeros after the head": _empty_pages,
    "another database": _another_database,
    "of the future": _changed("PRAGMA user_version = 999"),
    "of another program": _changed("PRAGMA application_id = 7"),
    "a table gone": _changed("DROP TABLE person"),
    "a trigger added": _changed("CREATE TRIGGER evil AFTER INSERT ON person BEGIN DELETE FROM event; END"),
    "a view added": _changed("CREATE VIEW evil AS WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n+1 FROM r) SELECT n FROM r"),
    "a schema that does not parse": _changed("UPDATE sqlite_schema SET sql = 'CREATE NONSENSE' WHERE name = 'person'"),
    "page size of nothing": _patched(16, b"\0\0"),
    "page size of another file": _patched(16, b"\x02\x00"),
    "reserved bytes": _patched(20, b"\xff"),
    "written by a later engine": _patched(18, b"\x63\x63"),
    "folder": _folder,
}  # fmt: skip
ON_POSIX: Mapping[str, Maker] = {"link to itself": _loop, "pipe": _pipe, "three terabytes": _sparse}


def albums() -> Mapping[str, bytes]:
    """Return ZIP files that must be refused in words, nothing of them unpacked."""
    picture = saved(seen(64, 48))
    outside, deep, many, bomb, locked, inner = (BytesIO() for _ in range(6))
    with zipfile.ZipFile(outside, "w") as made:
        made.writestr("../../../1.jpg", picture)
    with zipfile.ZipFile(deep, "w") as made:
        made.writestr("C:/Windows/1.jpg", picture)
    with zipfile.ZipFile(many, "w") as made:
        for number in range(2_001):
            made.writestr(f"{number}.jpg", b"x")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("1.png", bytes(20_000_000))
    with zipfile.ZipFile(locked, "w") as made:
        made.writestr("1.jpg", picture)
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("1.jpg", locked.getvalue())
    secret = bytearray(locked.getvalue())
    secret[6] |= 1
    secret[secret.rfind(b"PK\x01\x02") + 8] |= 1
    return {
        "outside.zip": outside.getvalue(),
        "drive.zip": deep.getvalue(),
        "many.zip": many.getvalue(),
        "bomb.zip": bomb.getvalue(),
        "locked.zip": bytes(secret),
        "zip-in-zip.zip": inner.getvalue(),
        "cut.zip": outside.getvalue()[:-30],
        "empty.zip": b"",
        "text.zip": "不是相簿".encode(),
    }


def pictures() -> Mapping[str, bytes]:
    """Return pictures that must be refused in words."""
    heic_loop = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x10meta\0\0\0\0" * 500
    return {**unreadable(), "wide.png": huge_png(2_000_000_000, 2_000_000_000), "loop.heic": heic_loop}


PACKS: Mapping[str, bytes] = {
    "nothing": b"",
    "text": "只是一句話".encode(),
    "list": b"- 1\n- 2\n",
    "cut": b"id: a\nname: {zh_TW: '\xe4",
    "cp950": "id: 測試".encode("cp950"),
    "binary": bytes(range(256)),
    "bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n",
    "runs code": b"id: !!python/object/apply:os.system ['touch evil']\n",
    "twice": b"id: a\nid: b\n",
    "deep": b"a: " + b"[" * 5_000 + b"]" * 5_000,
    "huge": b"id: a\n# " + b"x" * (6 * 1024 * 1024),
    "wrong kinds": b"id: 5\nname: [1]\nsteps: yes\n",
    "path as id": b'id: "../../evil"\nfamily: x\nround: "1"\n',
}

SETTINGS: Mapping[str, bytes] = {
    "nothing": b"",
    "text": "不是設定".encode(),
    "cut": b'language = "zh',
    "binary": bytes(range(256)),
    "cp950": 'person = "陳美玉"'.encode("cp950"),
    "deep": b"a = " + b"[" * 100_000,
    "huge": b"# " + b"x" * (64 * 1024 * 1024),
    "wrong kinds": b'language = 5\ntext_size = "large"\nrecent = "x"\nscheme = []\n',
    "wrong values": b'language = "../../etc"\ntext_size = 1000000\nscheme = "evil"\nrecent = ["\\u0000", "/dev/zero"]\n',
    "of the future": b'version = 999\nlanguage = "en"\n',
}
