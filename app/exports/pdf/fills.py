"""Path operators of the shapes of charts: patterns that stay apart in grey, and light grounds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from app.exports.drawings import Fill
from app.exports.layout.items import FillItem, MarkItem, TintItem

Rgb = tuple[float, float, float]


def _rgb(code: str) -> Rgb:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


GROUND: Mapping[Fill, Rgb] = {
    Fill.SOLID: _rgb("#1F6F4A"),
    Fill.SLANT: _rgb("#FFFFFF"),
    Fill.DOTS: _rgb("#FFF1D6"),
    Fill.CROSS: _rgb("#FFFFFF"),
    Fill.LEVEL: _rgb("#E1EFF8"),
    Fill.PALE: _rgb("#C3BFB3"),
    Fill.EMPTY: _rgb("#FFFFFF"),
}
"""Ground of each fill; from the tokens of ``look.md``, or paper."""
STROKE: Mapping[Fill, Rgb] = {
    Fill.SLANT: _rgb("#1F6F4A"),
    Fill.DOTS: _rgb("#7A4700"),
    Fill.CROSS: _rgb("#9B2318"),
    Fill.LEVEL: _rgb("#17537C"),
}
TINTS: tuple[Rgb, ...] = tuple(_rgb(code) for code in ("#FFFFFF", "#F1EEE6", "#F6D596", "#EBB36E", "#DF8577"))
"""Light grounds from 0 to 4; their grey values fall step by step, and ink stays readable on each."""
PITCH = 4.2
"""Distance between the lines of a pattern, points."""
KAPPA = 0.5523


def fill_ops(item: FillItem, up: Callable[[float], float]) -> str:
    """Return the operators of a filled rectangle; *up* turns a height into PDF's own."""
    x, y, width, height = item.x, up(item.y + item.height), item.width, item.height
    box = f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"
    ops = [f"q {_colour(GROUND[item.fill], 'rg')} {box} f"]
    if item.fill in STROKE:
        ops.append(f"q {box} W n {_colour(STROKE[item.fill], 'RG')} {_pattern(item.fill, x, y, width, height)} Q")
    ops.append(f"0 G {item.thickness:.2f} w {box} S Q")
    return "\n".join(ops)


def _pattern(fill: Fill, x: float, y: float, width: float, height: float) -> str:
    if fill is Fill.DOTS:
        return f"1.3 w [0 {PITCH:.2f}] 0 d 1 J " + _level(x + 1.6, y + 2.1, width, height)
    if fill is Fill.LEVEL:
        return "0.8 w " + _level(x, y + 2.1, width, height)
    lines = "0.9 w " + _slant(x, y, width, height, rising=True)
    return lines + " " + _slant(x, y, width, height, rising=False) if fill is Fill.CROSS else lines


def _level(x: float, y: float, width: float, height: float) -> str:
    count = int(height / PITCH) + 1
    return " ".join(
        f"{x:.3f} {y + place * PITCH:.3f} m {x + width:.3f} {y + place * PITCH:.3f} l S" for place in range(count)
    )


def _slant(x: float, y: float, width: float, height: float, *, rising: bool) -> str:
    step = PITCH * math.sqrt(2)
    count = int((width + height) / step) + 1
    out = []
    for place in range(count):
        left = x - height + place * step
        low, high = (y, y + height) if rising else (y + height, y)
        out.append(f"{left:.3f} {low:.3f} m {left + height:.3f} {high:.3f} l S")
    return " ".join(out)


def tint_ops(item: TintItem, up: Callable[[float], float]) -> str:
    """Return the operators of a rectangle with a light ground."""
    ground = TINTS[max(0, min(item.level, len(TINTS) - 1))]
    box = f"{item.x:.3f} {up(item.y + item.height):.3f} {item.width:.3f} {item.height:.3f} re"
    return f"q {_colour(ground, 'rg')} 0.45 G {0.5:.2f} w {box} B Q"


def mark_ops(item: MarkItem, up: Callable[[float], float]) -> str:
    """Return the operators of a round mark."""
    x, y, r = item.x, up(item.y), item.radius
    k = KAPPA * r
    path = (
        f"{x + r:.3f} {y:.3f} m {x + r:.3f} {y + k:.3f} {x + k:.3f} {y + r:.3f} {x:.3f} {y + r:.3f} c "
        f"{x - k:.3f} {y + r:.3f} {x - r:.3f} {y + k:.3f} {x - r:.3f} {y:.3f} c "
        f"{x - r:.3f} {y - k:.3f} {x - k:.3f} {y - r:.3f} {x:.3f} {y - r:.3f} c "
        f"{x + k:.3f} {y - r:.3f} {x + r:.3f} {y - k:.3f} {x + r:.3f} {y:.3f} c"
    )
    return f"q {'1 g' if item.hollow else '0 g'} 0 G 1.20 w {path} B Q"


def _colour(rgb: Rgb, operator: str) -> str:
    return "{:.3f} {:.3f} {:.3f} ".format(*rgb) + operator
