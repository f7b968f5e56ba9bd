"""Joins letters: HarfBuzz chooses the glyphs of a word and puts its marks where they belong.

Only words that need it come here: Arabic and Hebrew, and words of Latin script that hold a mark no single
character has. All other text is drawn character by character, which takes a twentieth of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_FEATURES: Mapping[str, bool] = MappingProxyType({"liga": False, "clig": False, "dlig": False})
"""Ligatures that only please the eye are left out: their text is harder to find in a PDF."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a word.

    Args:
        number: in its font.
        x, y: where it is drawn, from the start of the item on the baseline, y upwards; in thousandths of an em.
        text: what it stands for, from left to right, "" for a dot or a mark whose letter's glyph says it already.
    """

    number: int
    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that belong together.

    Args:
        start: index in the word of the first character that they draw; what follows up to the next is drawn too.
        advance: in thousandths of an em.
        glyphs: from left to right, relative to the cluster's left edge.
    """

    start: int
    advance: int
    glyphs: tuple[Glyph, ...]


@lru_cache(maxsize=4096)
def join(word: str, path: Path, script: str) -> tuple[Cluster, ...]:
    """Return the clusters of *word*, from its first letter on. Any thread.

    Args:
        word: without spaces or line feeds.
        path: of the font.
        script: four letters: ``Arab``, ``Hebr`` or ``Latn``.

    Raises:
        OSError: the font cannot be read.
    """
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.script, buffer.direction = script, "ltr" if script == "Latn" else "rtl"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    uharfbuzz.shape(_font(path), buffer, dict(_FEATURES))
    by_start: dict[int, list[Any]] = {}
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        by_start.setdefault(info.cluster, []).append((info.codepoint, place))
    starts = sorted(by_start)
    ends = [*starts[1:], len(word)]
    return tuple(
        _cluster(start, _copied(word[start:end], script), by_start[start])
        for start, end in zip(starts, ends, strict=True)
    )


def _copied(text: str, script: str) -> str:
    """Return what a glyph stands for in the order in which PDF readers expect it: that of a page, left to right."""
    return text if script == "Latn" else text[::-1]


def _cluster(start: int, text: str, found: list[Any]) -> Cluster:
    says = max(range(len(found)), key=lambda index: found[index][1].x_advance)
    x, glyphs = 0, []
    for index, (number, place) in enumerate(found):
        glyphs.append(Glyph(number, x + place.x_offset, place.y_offset, text if index == says else ""))
        x += place.x_advance
    return Cluster(start, x, tuple(glyphs))


@lru_cache(maxsize=8)
def _font(path: Path) -> Any:  # noqa: ANN401 - uharfbuzz is partly typed
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    font.scale = (1000, 1000)
    return font
