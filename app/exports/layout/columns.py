"""How wide the columns of a table are: their shares, what their words need, and what others can spare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

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
    """Return the width of each column in points; one in which nothing stands below its head keeps its share.

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
    words = [max((longest_word(cell, gaps) for cell in cells), default=0) * em + room for cells in downwards]
    lines = [[[line * em for line in _lines(cell, gaps)] for cell in row[: len(columns)]] for row in shaped]
    wholes = [
        max((max(row[index]) for row in lines if index < len(row)), default=0) + room for index in range(len(columns))
    ]
    needs = [
        whole if whole <= NEARLY * share else word for word, whole, share in zip(words, wholes, shares, strict=True)
    ]
    widths = _share(total, weights, needs) or _share(total, weights, words) or shares
    free = [sum(bool(cell.widths) for cell in cells) > 1 or len(cells) < 2 for cells in downwards]
    kept = [whole if one else width for one, whole, width in zip(free, wholes, widths, strict=True)]
    return _spared(widths, kept, BREATH * size, lambda tried: _height(lines, tried, room))


def _lines(cell: Shaped, gaps: int) -> list[int]:
    """Return the widths of a cell's lines where only its own breaks part them, in thousandths of an em."""
    lines = [0]
    for width, gap, klass in zip(cell.widths, cell.gaps, cell.classes, strict=True):
        if klass is Class.BREAK:
            lines.append(0)
        else:
            lines[-1] += width + gap * gaps
    return lines


def _height(rows: list[list[list[float]]], widths: Sequence[float], room: float) -> int:
    """Return about how many lines a table has with columns of such *widths*."""
    inner = [max(width - room, 1.0) for width in widths]
    return sum(
        max((sum(ceil(line / wide) or 1 for line in cell) for cell, wide in zip(row, inner, strict=False)), default=1)
        for row in rows
    )


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


def _spared(
    widths: list[float], wholes: list[float], breath: float, height: Callable[[Sequence[float]], int]
) -> tuple[float, ...]:
    """Give what columns have beyond their longest cell to those whose cells break, so that fewest lines are left.

    Tried are the least lack first, the greatest first, and each in proportion to its lack.
    """
    lacks = {index: wholes[index] - width for index, width in enumerate(widths) if wholes[index] > width}
    spare = [max(0.0, width - whole - breath) for width, whole in zip(widths, wholes, strict=True)]
    pool = sum(spare)
    if not lacks or not pool:
        return tuple(widths)
    given = min(pool, sum(lacks.values()))
    rest = [width - one / pool * given for width, one in zip(widths, spare, strict=True)]
    order = sorted(lacks, key=lambda one: (lacks[one], one))
    part = given / sum(lacks.values())
    tried = (_filled(rest, lacks, order, given), _filled(rest, lacks, order[::-1], given),
             tuple(width + part * lacks.get(index, 0.0) for index, width in enumerate(rest)))  # fmt: skip
    return min(tried, key=height)


def _filled(widths: list[float], lacks: dict[int, float], order: list[int], pool: float) -> tuple[float, ...]:
    """Return *widths* with what columns lack, in this *order*, as far as the *pool* goes."""
    out = list(widths)
    for index in order:
        more = min(lacks[index], pool)
        out[index] += more
        pool -= more
    return tuple(out)
