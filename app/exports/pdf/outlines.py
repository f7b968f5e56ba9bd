"""Reads glyph outlines out of a TrueType face, for watermarks: drawn shapes, never text.

Source of the format: OpenType specification, tables glyf and loca.
"""

from __future__ import annotations

import struct

from app.exports.pdf.fonts import Face

_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALE, _MORE, _SCALE_XY, _SCALE_2X2 = 1, 2, 8, 32, 64, 128
DEEPEST = 4
"""Levels of composite glyphs that are followed."""

Point = tuple[float, float, bool]
Contour = list[Point]


def contours(face: Face, glyph: int, depth: int = 0) -> list[Contour]:
    """Return the closed contours of *glyph*: points (x, y, on the curve) in font units."""
    data = face.glyph_data(glyph)
    if len(data) < 10 or depth > DEEPEST:
        return []
    (count,) = struct.unpack_from(">h", data)
    return _simple(data, count) if count >= 0 else _composite(face, data, depth)


def _simple(data: bytes, count: int) -> list[Contour]:
    ends = struct.unpack_from(f">{count}H", data, 10)
    place = 10 + 2 * count
    (skipped,) = struct.unpack_from(">H", data, place)
    place += 2 + skipped
    total = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < total:
        flag = data[place]
        place += 1
        times = 1
        if flag & _REPEAT:
            times += data[place]
            place += 1
        flags.extend([flag] * times)
    xs, place = _coordinates(data, place, flags, _SHORT_X, _SAME_X)
    ys, _ = _coordinates(data, place, flags, _SHORT_Y, _SAME_Y)
    points = [(x, y, bool(flag & _ON)) for x, y, flag in zip(xs, ys, flags, strict=False)]
    starts = (0, *(end + 1 for end in ends[:-1]))
    return [points[start : end + 1] for start, end in zip(starts, ends, strict=True)]


def _coordinates(data: bytes, place: int, flags: list[int], short: int, same: int) -> tuple[list[float], int]:
    out: list[float] = []
    value = 0
    for flag in flags:
        if flag & short:
            value += data[place] if flag & same else -data[place]
            place += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, place)[0]
            place += 2
        out.append(value)
    return out, place


def _composite(face: Face, data: bytes, depth: int) -> list[Contour]:
    out: list[Contour] = []
    place, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", data, place)
        place += 4
        dx, dy = struct.unpack_from(">hh" if flags & _WORDS else ">bb", data, place)
        place += 4 if flags & _WORDS else 2
        size = 1 if flags & _SCALE else 2 if flags & _SCALE_XY else 4 if flags & _SCALE_2X2 else 0
        scale = [one / 16384 for one in struct.unpack_from(f">{size}h", data, place)]
        place += 2 * size
        a, b, c, d = _matrix(scale)
        if not flags & _OFFSETS:
            dx = dy = 0
        out += [
            [(a * x + c * y + dx, b * x + d * y + dy, on) for x, y, on in contour]
            for contour in contours(face, glyph, depth + 1)
        ]
    return out


def _matrix(scale: list[float]) -> tuple[float, float, float, float]:
    match scale:
        case [both]:
            return both, 0.0, 0.0, both
        case [x, y]:
            return x, 0.0, 0.0, y
        case [a, b, c, d]:
            return a, b, c, d
    return 1.0, 0.0, 0.0, 1.0


def path_operators(shape: list[Contour], scale: float, dx: float, dy: float) -> list[str]:
    """Return PDF operators that draw *shape*, quadratic curves turned into cubic ones."""
    out: list[str] = []
    for contour in shape:
        points = [(x * scale + dx, y * scale + dy, on) for x, y, on in contour]
        if len(points) >= 2:
            out += _contour(_with_middles(points))
    return out


def _with_middles(points: Contour) -> Contour:
    """Insert the curve points that TrueType leaves out, and begin with one on the curve."""
    full: Contour = []
    for index, point in enumerate(points):
        before = points[index - 1]
        if not before[2] and not point[2]:
            full.append(((before[0] + point[0]) / 2, (before[1] + point[1]) / 2, True))
        full.append(point)
    first = next((index for index, point in enumerate(full) if point[2]), 0)
    return full[first:] + full[:first]


def _contour(points: Contour) -> list[str]:
    x, y, _ = points[0]
    out = [f"{x:.2f} {y:.2f} m"]
    index, ring = 1, [*points, points[0]]
    while index < len(ring):
        cx, cy, on = ring[index]
        if on:
            out.append(f"{cx:.2f} {cy:.2f} l")
            x, y = cx, cy
            index += 1
            continue
        ex, ey, _ = ring[index + 1] if index + 1 < len(ring) else ring[0]
        one = (x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3)
        two = (ex + 2 * (cx - ex) / 3, ey + 2 * (cy - ey) / 3)
        out.append(f"{one[0]:.2f} {one[1]:.2f} {two[0]:.2f} {two[1]:.2f} {ex:.2f} {ey:.2f} c")
        x, y = ex, ey
        index += 2
    out.append("h")
    return out
