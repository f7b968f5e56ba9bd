"""How much of a cold layout an edit costs, on an invented dossier of some 100 pages with 200 photos.

Prints seconds and ratios of this machine and this run; fails nothing. Usage:
``python packaging/bench/layout.py [--pdf OUT]`` from the project's folder.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.core.richtext import plain  # noqa: E402 - the project's folder comes first
from app.exports.layout import FontSet, LayoutCache, lay_out, standard_words  # noqa: E402
from app.exports.spec import (  # noqa: E402
    Block,
    Column,
    Contents,
    DocumentSpec,
    Heading,
    Paragraph,
    Part,
    PhotoItem,
    Photos,
    Picture,
    Table,
)

CHAPTERS, TARGET = 5, 0.15
SENTENCES = (
    "本社區位於兩條溪流之間，雨季時低處的巷道容易積水；",
    "居民「自己的社區自己顧」，每月第一個週六（上午9時）巡視水溝。",
    "114年4月15日共有36人參加，備有白米20公斤、飲用水120公升。",
    "堃叔、喆嬸與𡋾伯負責聯絡《獨居長者名冊》，",
)


def dossier(rng: random.Random) -> DocumentSpec:
    """Return an invented dossier: 5 chapters, 115 paragraphs, 30 tables, 200 photos."""
    rare = [chr(code) for code in range(0x4E00, 0x4E00 + 3600)]
    parts = [Part("toc", "contents", plain("目錄"), (Contents(),))]
    for chapter in range(CHAPTERS):
        blocks: list[Block] = []
        for index in range(23):
            name = f"c{chapter}-{index}"
            words = "".join(rng.choice(SENTENCES) for _ in range(16)) + "".join(rng.sample(rare, 60))
            blocks.append(Heading("h" + name, 1 + index % 2, plain("環境與災害")))
            blocks.append(Paragraph("p" + name, plain(words)))
            if index % 4 == 0:
                rows = tuple(tuple(plain(rng.choice(SENTENCES)[:14]) for _ in range(4)) for _ in range(8))
                blocks.append(Table("t" + name, tuple(Column() for _ in range(4)), rows, caption=plain("活動一覽")))
            if index % 4 == 1:
                photos = tuple(
                    PhotoItem(f"f{name}-{one}", Picture(f"{name}{one}".ljust(64, "0"), 4000, 3000), plain("踏勘情形。"))
                    for one in range(7)
                )
                blocks.append(Photos("f" + name, photos))
        parts.append(Part(f"c{chapter}", "chapter", plain("社區概況"), tuple(blocks)))
    return DocumentSpec("標竿", "zh_TW", tuple(parts), footer="安和社區", words=standard_words("zh_TW"))


def best(job: Callable[[], object], times: int = 5) -> float:
    """Return the least seconds of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return min(taken)


def edited(spec: DocumentSpec, words: str) -> DocumentSpec:
    """Return *spec* with another paragraph in its third chapter."""
    part = spec.parts[3]
    place = next(index for index, block in enumerate(part.blocks) if isinstance(block, Paragraph))
    block = Paragraph(part.blocks[place].id, plain(words))
    blocks = (*part.blocks[:place], block, *part.blocks[place + 1 :])
    return replace(spec, parts=(*spec.parts[:3], replace(part, blocks=blocks), *spec.parts[4:]))


class _Grey:
    """Gives one grey JPEG per size, made once, as if derivatives existed."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, int], bytes] = {}

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """Return the JPEG of that size; each picture gets bytes of its own."""
        from io import BytesIO

        from PIL import Image

        if (width_px, height_px) not in self._made:
            out = BytesIO()
            Image.effect_noise((width_px, height_px), 40).convert("RGB").save(out, "JPEG", quality=88)
            self._made[width_px, height_px] = out.getvalue()
        return self._made[width_px, height_px] + picture.sha256.encode()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdf", type=Path, help="also write the PDF here")
    chosen = parser.parse_args()
    rng = random.Random(1)
    spec = dossier(rng)
    started = time.perf_counter()
    fonts = FontSet.load(ROOT / "resources" / "fonts")
    print(f"fonts' tables read        {time.perf_counter() - started:8.4f} s")
    laid = lay_out(spec, fonts)
    cold = best(lambda: lay_out(spec, fonts))
    cache = LayoutCache()
    lay_out(spec, fonts, cache)
    variants = iter([edited(spec, f"改寫第{index}次。" + SENTENCES[0] * 20) for index in range(20)])
    warm = best(lambda: lay_out(next(variants), fonts, cache), 10)
    print(f"pages                     {len(laid.pages):8d}   photos {len(laid.pictures)}")
    print(f"cold layout               {cold:8.4f} s")
    print(f"after an edit             {warm:8.4f} s   ratio {warm / cold:.3f} (at most {TARGET})")
    from app.exports.pdf import write_pdf

    pictures = _Grey()
    for one in laid.pictures:
        pictures.jpeg(one.picture, one.width_px, one.height_px)
    started = time.perf_counter()
    data = write_pdf(spec, laid, fonts, pictures)
    taken = time.perf_counter() - started
    print(f"PDF, derivatives at hand  {taken:8.4f} s   {len(data) / 1e6:.1f} MB")
    if chosen.pdf:
        chosen.pdf.write_bytes(data)


if __name__ == "__main__":
    main()
