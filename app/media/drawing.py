"""Invented pictures for the practice communities, drawn by code: no real place, no real person.

Each scene has a sky, hills, houses, a banyan and small figures; the seed decides all of it. Pure; any
thread.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 4032, 3024
"""Pixels of a 12-megapixel phone photo."""
QUALITY = 82
Colour = tuple[int, int, int]

SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((164, 205, 232), (240, 246, 244)),
    ((120, 160, 200), (236, 226, 206)),
    ((200, 214, 222), (244, 240, 230)),
    ((246, 206, 160), (250, 240, 222)),
)
ROOFS: tuple[Colour, ...] = ((168, 74, 52), (120, 92, 78), (70, 96, 120), (150, 120, 70))
SHIRTS: tuple[Colour, ...] = ((214, 96, 60), (44, 110, 160), (60, 140, 96), (226, 178, 60), (140, 90, 150))


class _Scene:
    """A canvas a third as wide as the picture, with the random choices of one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.width, self.height = WIDTH // 3, HEIGHT // 3
        self.image = Image.new("RGB", (self.width, self.height))
        self.draw = ImageDraw.Draw(self.image)

    def sky(self) -> None:
        top, bottom = self.rng.choice(SKIES)
        for y in range(self.height):
            share = min(1.0, y / (self.height * 0.6))
            self.draw.line((0, y, self.width, y), fill=_mix(top, bottom, share))

    def hills(self) -> None:
        for layer in range(3):
            base = self.height * (0.38 + 0.09 * layer)
            shift, wave = self.rng.random() * 7, 0.004 + self.rng.random() * 0.004
            tall = self.height * (0.11 - 0.03 * layer)
            edge = [(x, base - tall * math.sin(x * wave + shift)) for x in range(0, self.width + 8, 8)]
            shade = _mix((146, 176, 150), (78, 124, 84), layer / 2)
            self.draw.polygon([(0, self.height), *edge, (self.width, self.height)], fill=shade)

    def ground(self, colour: Colour) -> None:
        self.draw.rectangle((0, self.height * 0.66, self.width, self.height), fill=colour)

    def house(self, x: float, wide: float) -> None:
        foot, tall = self.height * 0.72, wide * 0.62
        wall = _mix((244, 236, 220), (214, 204, 190), self.rng.random())
        self.draw.rectangle((x, foot - tall, x + wide, foot), fill=wall)
        roof = [(x - wide * 0.08, foot - tall), (x + wide / 2, foot - tall * 1.6), (x + wide * 1.08, foot - tall)]
        self.draw.polygon(roof, fill=self.rng.choice(ROOFS))
        for column in range(3):
            left = x + wide * (0.12 + 0.3 * column)
            self.draw.rectangle((left, foot - tall * 0.7, left + wide * 0.16, foot - tall * 0.35), fill=(96, 128, 146))

    def banyan(self, x: float, size: float) -> None:
        foot = self.height * 0.76
        for root in range(5):
            left = x + (root - 2) * size * 0.07
            self.draw.line((left, foot, x, foot - size * 0.7), fill=(104, 82, 62), width=max(3, int(size * 0.04)))
        for _ in range(26):
            cx, cy = x + self.rng.gauss(0, size * 0.32), foot - size * (0.85 + self.rng.random() * 0.35)
            radius = size * (0.12 + self.rng.random() * 0.1)
            leaf = _mix((44, 104, 66), (98, 156, 92), self.rng.random())
            self.draw.ellipse((cx - radius, cy - radius, cx + radius, cy + radius), fill=leaf)

    def person(self, x: float, foot: float, tall: float) -> None:
        head, shirt = tall * 0.13, self.rng.choice(SHIRTS)
        self.draw.rectangle((x - tall * 0.09, foot - tall * 0.45, x + tall * 0.09, foot), fill=(64, 66, 78))
        self.draw.rounded_rectangle(
            (x - tall * 0.14, foot - tall * 0.82, x + tall * 0.14, foot - tall * 0.4), tall * 0.06, fill=shirt
        )
        self.draw.ellipse(
            (x - head, foot - tall - head * 0.2, x + head, foot - tall + head * 1.8), fill=(222, 184, 152)
        )

    def crowd(self, number: int, front: float = 0.9) -> None:
        for _ in range(number):
            depth = self.rng.random()
            foot = self.height * (0.74 + (front - 0.74) * depth)
            self.person(self.width * (0.08 + 0.84 * self.rng.random()), foot, self.height * (0.11 + 0.12 * depth))


def scene(kind: str, seed: int) -> bytes:
    """Return an invented picture as a JPEG of 4032 by 3024 pixels.

    Args:
        kind: key of :data:`SCENES`; an unknown one gives a street.
        seed: the same seed gives the same bytes.
    """
    canvas = _Scene(seed)
    canvas.sky()
    canvas.hills()
    SCENES.get(kind, _street)(canvas)
    picture = canvas.image.resize((WIDTH, HEIGHT), Image.Resampling.NEAREST)  # flat colours: nothing to smooth
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, dpi=(72, 72))
    return out.getvalue()


def _street(canvas: _Scene) -> None:
    canvas.ground((206, 200, 186))
    for number in range(5):
        canvas.house(canvas.width * (0.02 + 0.2 * number), canvas.width * 0.15)
    canvas.banyan(canvas.width * 0.5, canvas.height * 0.42)
    canvas.crowd(6)


def _drill(canvas: _Scene) -> None:
    canvas.ground((150, 180, 128))
    canvas.house(canvas.width * 0.06, canvas.width * 0.3)
    canvas.crowd(18)
    for number in range(6):
        x = canvas.width * (0.48 + 0.08 * number)
        canvas.draw.polygon(
            [(x, canvas.height * 0.86), (x + 16, canvas.height * 0.78), (x + 32, canvas.height * 0.86)],
            fill=(232, 110, 40),
        )


def _meeting(canvas: _Scene) -> None:
    canvas.ground((226, 214, 196))
    canvas.draw.rectangle((0, canvas.height * 0.2, canvas.width, canvas.height * 0.7), fill=(236, 228, 214))
    board = (canvas.width * 0.3, canvas.height * 0.26, canvas.width * 0.7, canvas.height * 0.5)
    canvas.draw.rectangle(board, fill=(250, 250, 246), outline=(120, 110, 96), width=6)
    for number in range(5):
        y = canvas.height * (0.31 + 0.035 * number)
        length = canvas.width * (0.14 + 0.16 * canvas.rng.random())
        canvas.draw.line((canvas.width * 0.33, y, canvas.width * 0.33 + length, y), fill=(80, 110, 140), width=7)
    canvas.crowd(14, 0.95)
    canvas.draw.rounded_rectangle(
        (canvas.width * 0.2, canvas.height * 0.82, canvas.width * 0.8, canvas.height * 0.9), 18, fill=(160, 120, 84)
    )


def _water(canvas: _Scene) -> None:
    canvas.ground((136, 170, 120))
    bank = [(x, canvas.height * (0.78 + 0.02 * math.sin(x * 0.02))) for x in range(0, canvas.width + 10, 10)]
    canvas.draw.polygon([*bank, (canvas.width, canvas.height), (0, canvas.height)], fill=(118, 150, 168))
    for number in range(4):
        canvas.house(canvas.width * (0.05 + 0.24 * number), canvas.width * 0.13)
    gauge = canvas.width * 0.84
    for step in range(8):
        y = canvas.height * (0.6 + 0.04 * step)
        fill = (240, 240, 236) if step % 2 else (200, 60, 50)
        canvas.draw.rectangle((gauge, y, gauge + 26, y + canvas.height * 0.04), fill=fill)
    canvas.crowd(4, 0.78)


def _store(canvas: _Scene) -> None:
    canvas.draw.rectangle((0, 0, canvas.width, canvas.height), fill=(224, 218, 206))
    for shelf in range(4):
        y = canvas.height * (0.24 + 0.19 * shelf)
        for box in range(9):
            x = canvas.width * (0.05 + 0.1 * box)
            tall = canvas.height * (0.07 + 0.06 * canvas.rng.random())
            colour = _mix((196, 154, 104), (120, 150, 176), canvas.rng.random())
            canvas.draw.rectangle((x, y - tall, x + canvas.width * 0.08, y), fill=colour, outline=(90, 80, 70), width=3)
        canvas.draw.rectangle((canvas.width * 0.03, y, canvas.width * 0.97, y + 14), fill=(110, 96, 80))
    canvas.person(canvas.width * 0.9, canvas.height * 0.97, canvas.height * 0.42)


def _tree(canvas: _Scene) -> None:
    canvas.ground((172, 190, 140))
    canvas.banyan(canvas.width * 0.5, canvas.height * 0.46)
    canvas.crowd(9)


def _mix(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


SCENES: Mapping[str, Callable[[_Scene], None]] = {
    "street": _street,
    "drill": _drill,
    "meeting": _meeting,
    "water": _water,
    "store": _store,
    "tree": _tree,
}
"""Kind of scene to what draws it."""
