"""How much importing photos costs beside the bare decoding and reducing that nobody can do without.

Ours: read, hash, check, decode, a thumbnail and the width of half a page into the cache, the original
into the document, the records; then, in the background, the width of a whole page. Beside it Pillow's
draft decoding and LANCZOS reduction alone, on two threads: to the one width, and to both.
Prints seconds and ratios of this machine and this run, by the clock and by the processor's user time,
which other load on the machine disturbs less; fails nothing. Usage:
``python packaging/bench/photos.py [--count 200] [--folder DIR]`` from the project's folder.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PIL import Image, ImageDraw, ImageFilter  # noqa: E402 - the project's folder comes first

from app.core.clock import SystemClock  # noqa: E402
from app.core.ids import seeded_ids  # noqa: E402
from app.models.document.document import Document  # noqa: E402
from app.services.photos.pictures import PictureCache  # noqa: E402
from app.services.photos.service import PhotoService  # noqa: E402
from app.services.records import RecordService  # noqa: E402

SIZE, THREADS, TURN, TARGET = (4032, 3024), 2, 20, 1.5
HALF, WHOLE = (886, 665), (1890, 1418)


def draw(seed: int) -> bytes:
    """Return a 12-megapixel JPEG of about 4 MB: soft shapes under a grain like a sensor's."""
    rng = random.Random(seed)
    image = Image.new("RGB", (504, 378), (rng.randrange(256), 180, 200))
    pen = ImageDraw.Draw(image)
    for _ in range(120):
        x, y, r = rng.randrange(504), rng.randrange(378), rng.randrange(8, 70)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tuple(rng.randrange(256) for _ in range(3)))
    large = image.filter(ImageFilter.GaussianBlur(2)).resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, 26).convert("RGB")
    out = BytesIO()
    Image.blend(large, grain, 0.22).save(out, "JPEG", quality=92)
    return out.getvalue()


def make(folder: Path, count: int) -> list[Path]:
    """Write *count* photos that all differ; eight are drawn, the rest differ by a few bytes at their end."""
    drawn = [draw(seed) for seed in range(min(count, 8))]
    paths = []
    for number in range(count):
        path = folder / f"IMG_20250415_{number:06}.jpg"
        path.write_bytes(drawn[number % len(drawn)] + number.to_bytes(4, "big"))
        paths.append(path)
    return paths


def bare(path: Path, sizes: Sequence[tuple[int, int]]) -> None:
    """Decode at the smallest scale that will do and reduce, once per size; nothing else."""
    for size in sizes:
        with Image.open(path) as image:
            image.draft("RGB", size)
            image.resize(size, Image.Resampling.LANCZOS).save(BytesIO(), "JPEG", quality=88)


def reference(paths: Sequence[Path], sizes: Sequence[tuple[int, int]]) -> None:
    """Do :func:`bare` for every photo on two threads."""
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda path: bare(path, sizes), paths))


@dataclass
class Clocks:
    """Seconds by the clock and of user processor time, by part."""

    wall: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    user: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Add what the block takes to the part *name*."""
        wall, user = time.perf_counter(), os.times().user
        yield
        self.wall[name] += time.perf_counter() - wall
        self.user[name] += os.times().user - user


def ours(service: PhotoService, paths: Sequence[Path], clocks: Clocks) -> None:
    """Import photos."""
    with clocks.part("prepare"):
        batch = service.prepare(paths, threads=THREADS)
    with clocks.part("store"):
        result = service.add(batch)
    with clocks.part("wide"):
        service.prepare_wide(batch, threads=THREADS)
    assert len(result.added) == len(paths), result.troubles


def measure(folder: Path, paths: Sequence[Path]) -> Clocks:
    """Return the times of everything; taken in turns, so that other load falls on all alike."""
    clock, ids, clocks = SystemClock(), seeded_ids(1), Clocks()
    with Document.create(folder / "bench.banyan", application_version="bench", clock=clock, ids=ids) as document:
        records = RecordService(document, clock, ids)
        service = PhotoService(document, records, PictureCache(folder / "cache", document.blob))
        for first in range(0, len(paths), TURN):
            turn = paths[first : first + TURN]
            with clocks.part("one"):
                reference(turn, (HALF,))
            ours(service, turn, clocks)
            with clocks.part("two"):
                reference(turn, (HALF, WHOLE))
    return clocks


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Import of photos beside bare decoding and reducing.")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--folder", type=Path, help="where the photos and the document are made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        paths = make(folder, given.count)
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        print(f"{len(paths)} photos of {SIZE[0]} × {SIZE[1]}, {megabytes:.0f} MB, {THREADS} threads")
        clocks = measure(folder, paths)
        print("seconds: " + ", ".join(f"{name} {value:.2f}" for name, value in sorted(clocks.wall.items())))
        for said, took in (("clock", clocks.wall), ("user", clocks.user)):
            first = took["prepare"] + took["store"]
            half, both = first / took["one"], (first + took["wide"]) / took["two"]
            print(f"{said:5}: import with half-page pictures / Pillow, one width   {half:.2f}  (target {TARGET})")
            print(f"{said:5}: import with both widths / Pillow, both widths        {both:.2f}")


if __name__ == "__main__":
    main()
