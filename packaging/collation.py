"""Make ``resources/collation/strokes.bin``: stroke count and radical of every Chinese character.

Source: Debian package ``unicode-data`` 15.0.0-1 (the Unicode Han database, version 15.0.0), checked by
SHA-256. Unihan often counts strokes as on the Mainland (陳 10, 花 7); in Taiwan the order of Big5 is the
order by strokes, so the counts of its two levels are fitted to that order (陳 11, 花 8), and the usual
difference per radical is applied to the characters that Big5 lacks.

``python packaging/collation.py [unicode-data_15.0.0-1_all.deb]``; without the file, apt-get fetches it.
"""

from __future__ import annotations

import bz2
import hashlib
import io
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.core.collation import MAGIC, RANGES  # noqa: E402 - the path is set above

PACKAGE = "unicode-data=15.0.0-1"
SHA256 = "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc"
MEMBER = "./usr/share/unicode/Unihan_IRGSources.txt.bz2"
TARGET = ROOT / "resources" / "collation" / "strokes.bin"
MOST = 84
"""The most strokes that a character of Unicode has."""


def fetch() -> bytes:
    """Return the package as apt-get downloads it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", PACKAGE], cwd=folder, check=True)
        return next(Path(folder).glob("*.deb")).read_bytes()


def unihan(package: bytes) -> str:
    """Return the table inside the package.

    Raises:
        ValueError: the package is another one.
    """
    if hashlib.sha256(package).hexdigest() != SHA256:
        raise ValueError(f"not {PACKAGE}: its SHA-256 differs")
    place = len(b"!<arch>\n")
    while place < len(package):
        name, size = package[place : place + 16].decode().strip().rstrip("/"), int(package[place + 48 : place + 58])
        if name == "data.tar.xz":
            archive = lzma.decompress(package[place + 60 : place + 60 + size])
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                member = tar.extractfile(MEMBER)
                if member is not None:
                    return bz2.decompress(member.read()).decode("utf-8")
        place += 60 + size + size % 2
    raise ValueError("the package has no Unihan table")


def read(table: str) -> tuple[dict[int, int], dict[int, int]]:
    """Return strokes (the Taiwanese count where two are given) and radical by code point."""
    strokes: dict[int, int] = {}
    radicals: dict[int, int] = {}
    for line in table.splitlines():
        match line.split("\t"):
            case [code, "kTotalStrokes", counts]:
                strokes[int(code[2:], 16)] = int(counts.split()[-1])
            case [code, "kRSUnicode", places]:
                radicals[int(code[2:], 16)] = int(re.split(r"['.]", places)[0])
    return strokes, radicals


def big5_levels() -> Iterator[list[int]]:
    """Yield the code points of Big5's two levels, each in its own order."""
    for first, last in ((0xA440, 0xC67E), (0xC940, 0xF9D5)):
        level: list[int] = []
        for code in range(first, last + 1):
            try:
                level.append(ord(bytes(divmod(code, 256)).decode("big5")))
            except UnicodeDecodeError:
                continue
        yield level


def rising(counts: Sequence[int]) -> list[int]:
    """Return the counts that never fall and differ least in sum from *counts*."""
    best = [[0] * (MOST + 1)]
    for count in counts:
        low, row = 10**9, []
        for value in range(MOST + 1):
            low = min(low, best[-1][value])
            row.append(low + abs(count - value))
        best.append(row)
    out: list[int] = []
    value = MOST
    for row in reversed(best[1:]):
        value = min(range(value + 1), key=lambda one: (row[one], one))
        out.append(value)
    return out[::-1]


def taiwanese(strokes: Mapping[int, int], radicals: Mapping[int, int]) -> dict[int, int]:
    """Return the counts as Taiwan counts: by the order of Big5, else by the habit of the radical."""
    fitted: dict[int, int] = {}
    for level in big5_levels():
        han = [code for code in level if code in strokes]
        fitted |= dict(zip(han, rising([strokes[code] for code in han]), strict=True))
    habits: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for code, count in fitted.items():
        habits[radicals[code]][count - strokes[code]] += 1
    usual = {radical: habit.most_common(1)[0][0] for radical, habit in habits.items()}
    return {code: fitted.get(code, count + usual.get(radicals[code], 0)) for code, count in strokes.items()}


def pack(strokes: Mapping[int, int], radicals: Mapping[int, int]) -> bytes:
    """Return the file: a mark, then compressed one byte of strokes and one of radical per code point."""
    codes = [code for first, last in RANGES for code in range(first, last + 1)]
    body = bytes(strokes.get(code, 0) for code in codes) + bytes(radicals.get(code, 0) for code in codes)
    return MAGIC + zlib.compress(body, 9)


def main() -> None:
    """Write the table."""
    package = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else fetch()
    strokes, radicals = read(unihan(package))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(pack(taiwanese(strokes, radicals), radicals))
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
