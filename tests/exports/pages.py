"""Specs and pictures for the tests of layout and PDF: invented, repeatable, no file needed."""

from __future__ import annotations

import io
import random
from functools import cache
from pathlib import Path

from PIL import Image

from app.core.richtext import Atom, Run, Runs, plain
from app.exports.layout import FontSet, standard_words
from app.exports.spec import (
    Block,
    Column,
    Contents,
    DocumentSpec,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    PhotoItem,
    Photos,
    Picture,
    Space,
    Table,
)

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WORDS = (
    "本社區位於兩條溪流之間，雨季時低處的巷道容易積水；",
    "居民「自己的社區自己顧」，每月第一個週六（上午9時）巡視水溝。",
    "114年4月15日共有36人參加，備有白米20公斤、飲用水120公升。",
    "The team uses MVP 2.0 tools & keeps R < 5 m、A = B；",
    "堃叔、喆嬸與𡋾伯負責聯絡《獨居長者名冊》，",
    "資料見 https://example.org/community/preparedness/2025/map?layer=flood&zoom=14。",
    "怎麼辦？大家說：「先看、再問、再動手！」",
)
ENGLISH = (
    "Neighbours walk the drains on the first Saturday of each month. ",
    "On April 15, 2025 thirty-six people came; 20 kg of rice and 120 L of water were stored. ",
    "Where A < B & C = D the team asks first. ",
    "The map is at https://example.org/community/preparedness/2025/map?layer=flood&zoom=14. ",
    "A well-prepared, community-based group “knows its own streets”. ",
)


@cache
def fonts() -> FontSet:
    """Return the fonts of the product."""
    return FontSet.load(FONTS)


class DrawnPictures:
    """Draws every picture in one colour that follows from its hash, at exactly the size asked for."""

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """Return the JPEG."""
        seed = sum(picture.sha256.encode())
        image = Image.new("RGB", (width_px, height_px), (90 + seed % 97, 120 + seed % 83, 100 + seed % 71))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=80)
        return out.getvalue()


def picture(name: str, width: int = 4000, height: int = 3000) -> Picture:
    """Return a picture by name."""
    return Picture(name * 8, width, height)


def text(rng: random.Random, language: str, sentences: int) -> str:
    """Return invented running text."""
    return "".join(rng.choice(WORDS if language == "zh_TW" else ENGLISH) for _ in range(sentences)).strip()


def random_runs(rng: random.Random, language: str, targets: list[str]) -> Runs:
    """Return text with marks and atoms here and there."""
    runs: list[Run | Atom] = []
    for _ in range(rng.randint(1, 4)):
        marks = rng.choice(((), (), (), ("b",), ("e",)))
        runs.append(Run(text(rng, language, rng.randint(1, 3)), marks))
        if targets and rng.random() < 0.3:
            runs.append(Atom(rng.choice(("ref", "page")), rng.choice(targets)))
    return tuple(runs)


def random_block(rng: random.Random, language: str, name: str, targets: list[str]) -> Block:
    """Return any block."""
    kind = rng.random()
    if kind < 0.15:
        return Heading(name, rng.randint(1, 4), plain(text(rng, language, 1)[:18]))
    if kind < 0.6:
        return Paragraph(name, random_runs(rng, language, targets), rng.choice(("body", "body", "lead", "note")))
    if kind < 0.72:
        return ListItem(name, random_runs(rng, language, targets), rng.choice(("bullet", "number", "box")))
    if kind < 0.84:
        columns = tuple(Column(rng.choice((1, 2, 3)), rng.choice(("left", "right"))) for _ in range(rng.randint(2, 4)))
        rows = tuple(
            tuple(plain(text(rng, language, 1)[: rng.randint(2, 30)]) for _ in columns)
            for _ in range(rng.randint(1, 30))
        )
        return Table(name, columns, rows, caption=plain("備災物資") if rng.random() < 0.8 else ())
    if kind < 0.95:
        items = tuple(
            PhotoItem(
                f"{name}-{index}",
                picture(f"{name}{index}", *rng.choice(((4000, 3000), (3000, 4000), (4000, 2250)))),
                plain(text(rng, language, 1)[:24]),
            )
            for index in range(rng.randint(1, 7))
        )
        return Photos(name, items, rng.choice((1, 2, 4)))
    return rng.choice((Space(name, rng.uniform(0.5, 4)), PageBreak(name)))


def random_spec(rng: random.Random, language: str = "zh_TW", chapters: int = 3, blocks: int = 12) -> DocumentSpec:
    """Return a whole invented document."""
    targets = [f"c{chapter}b{index}" for chapter in range(chapters) for index in range(blocks)]
    parts = [
        Part("cover", "cover", plain("封面"), (Paragraph("t1", plain("韌性社區成果報告"), "title"),), listed=False),
        Part("toc", "contents", plain("目錄"), (Contents(),), listed=False),
    ]
    for chapter in range(chapters):
        inside = tuple(random_block(rng, language, f"c{chapter}b{index}", targets) for index in range(blocks))
        kind = "appendix" if chapter == chapters - 1 else "chapter"
        parts.append(Part(f"c{chapter}", kind, plain("社區環境與災害"), inside))
    return DocumentSpec(
        "測試文件", language, tuple(parts), footer="安和社區", words=standard_words(language), marking="團隊內部"
    )
