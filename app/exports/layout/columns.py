"""How wide the columns of a table are: their shares, what their words need, and what others can spare."""

from __future__ import annotations

from collections.abc import Sequence

from app.exports.layout.breaking import longest_word
from app.exports.layout.chars import Class
from app.exports.layout.shaping import Shaped
from app.exports.spec import Column, GridColumn

NEARLY = 1.35
"""A column this much too narrow for its cells is widened rather than broken into lines."""
BREATH = 0.5
"""Space beyond its longest cell that a column keeps when it gives room to others, in em."""


def column_widths(
    columns: Sequence[Column | GridColumn],
    shaped: Sequence[Sequence[Shaped]],
    total: float,
    size: float,
    pad: float,
    *,
    gaps: int = 1,
) -> tuple[float, ...]:
    """Return the width of each column in points.

    Args:
        columns: with their weights.
        shaped: the cells of each row.
        total: width of the table, points.
        size: of the type, points.
        pad: space left and right in a cell, points.
        gaps: how many times wider the space between Chinese and Latin is than on our own pages.
    """
    weights = [max(column.weight, 0.01) for column in columns]
    shares = [total * weight / sum(weights) for weight in weights]
    em, room = size / 1000, 2 * pad + 0.1
    downwards = [[row[index] for row in shaped if index < len(row)] for index in range(len(columns))]
    words = [max(map(longest_word, cells), default=0) * em + room for cells in downwards]
    wholes = [max((_longest_line(cell, gaps) for cell in cells), default=0) * em + room for cells in downwards]
    needs = [
        whole if whole <= NEARLY * share else word for word, whole, share in zip(words, wholes, shares, strict=True)
    ]
    widths = _share(total, weights, needs) or _share(total, weights, words) or shares
    return _spared(widths, wholes, BREATH * size)


def _longest_line(cell: Shaped, gaps: int) -> int:
    """Return the width of a cell's longest line where none is broken, in thousandths of an em."""
    longest = x = 0
    for width, gap, klass in zip(cell.widths, cell.gaps, cell.classes, strict=True):
        x = 0 if klass is Class.BREAK else x + width + gap * gaps
        longest = max(longest, x)
    return longest


def _share(total: float, weights: list[float], needs: list[float]) -> list[float]:
    """Divide *total* by weight, but give each column what it needs; nothing where the others cannot spare it."""
    fixed: dict[int, float] = {}
    for _ in weights:
        rest = total - sum(fixed.values())
        weight = sum(one for index, one in enumerate(weights) if index not in fixed) or 1.0
        short = [
            index
            for index, need in enumerate(needs)
            if index not in fixed and rest * weights[index] / weight < min(need, 0.5 * total)
        ]
        if not short:
            return [fixed.get(index, rest * one / weight) for index, one in enumerate(weights)]
        for index in short:
            fixed[index] = min(needs[index], 0.5 * total)
        if sum(fixed.values()) > 0.9 * total or len(fixed) == len(weights):
            break
    return []


def _spared(widths: list[float], wholes: list[float], breath: float) -> tuple[float, ...]:
    """Give what columns have beyond their longest cell to those whose cells break, the least lack first."""
    lacks = {
        index: whole - width for index, (width, whole) in enumerate(zip(widths, wholes, strict=True)) if whole > width
    }
    spare = [max(0.0, width - whole - breath) for width, whole in zip(widths, wholes, strict=True)]
    wanted, pool = sum(lacks.values()), sum(spare)
    if not wanted or not pool:
        return tuple(widths)
    out, given = list(widths), 0.0
    for index in sorted(lacks, key=lambda one: (lacks[one], one)):
        more = min(lacks[index], pool - given)
        out[index] += more
        given += more
    return tuple(width - one / pool * given for width, one in zip(out, spare, strict=True))
