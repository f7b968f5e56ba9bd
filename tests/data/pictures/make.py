"""Draw the three pictures beside this file; run by hand when they must change.

``market.heic`` needs Debian's ``heif-enc`` (package libheif-examples); it and ``drill.jpg`` carry an EXIF
date, ``meeting.png`` does not. All are drawn here and show nobody.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
EXIF_IFD, TAKEN = 0x8769, 0x9003


def scene(width: int, height: int, sky: str, ground: str, seed: int) -> Image.Image:
    """Return hills, a banyan, stalls and people, all in simple shapes."""
    image = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(image)
    unit = width / 100
    for step in range(40):
        shade = 120 + step * 2
        top = height * 0.30 + step * unit * 0.4
        draw.ellipse((step * 9 * unit - 60 * unit, top, step * 9 * unit + 10 * unit, height), fill=(70, shade, 80))
    draw.rectangle((0, height * 0.62, width, height), fill=ground)
    draw.rectangle((46 * unit, height * 0.40, 52 * unit, height * 0.70), fill="#6b4a2f")
    for step in range(9):
        x = (30 + step * 4) * unit
        draw.ellipse(
            (x, height * 0.20 - (step % 3) * 3 * unit, x + 14 * unit, height * 0.46), fill=(40, 110 + step * 6, 60)
        )
    for stall in range(5):
        x = (4 + stall * 20) * unit
        colour = ("#c8553d", "#e9c46a", "#2a9d8f", "#457b9d", "#b5838d")[(stall + seed) % 5]
        draw.rectangle((x, height * 0.66, x + 14 * unit, height * 0.80), fill="#f4efe6")
        draw.polygon(
            [(x - unit, height * 0.66), (x + 15 * unit, height * 0.66), (x + 7 * unit, height * 0.58)], fill=colour
        )
    for person in range(11):
        x, y = (3 + person * 9 + (person * seed) % 4) * unit, height * (0.80 + (person * 7 % 5) / 50)
        draw.ellipse((x, y - 3 * unit, x + 2 * unit, y - unit), fill="#d8a47f")
        draw.rounded_rectangle(
            (x - unit, y - unit, x + 3 * unit, y + 6 * unit), unit, fill=f"hsl({person * 33},55%,45%)"
        )
    return image.filter(ImageFilter.GaussianBlur(unit / 12))


def dated(stamp: str) -> Image.Exif:
    """Return EXIF with nothing but the moment of the picture."""
    exif = Image.Exif()
    exif.get_ifd(EXIF_IFD)[TAKEN] = stamp
    return exif


def main() -> None:
    """Write the three pictures."""
    scene(2400, 1800, "#bfe3f2", "#d9c9a3", 1).save(HERE / "market.jpg", quality=95, exif=dated("2025:04:12 09:41:00"))
    subprocess.run(["heif-enc", "-q", "35", "market.jpg", "-o", "market.heic"], cwd=HERE, check=True)
    (HERE / "market.jpg").unlink()
    scene(2016, 1512, "#f2d6bf", "#b9c4a0", 2).save(HERE / "drill.jpg", quality=80, exif=dated("2025:05:03 14:05:10"))
    scene(1280, 960, "#dfe6ee", "#c9b79c", 3).quantize(64).save(HERE / "meeting.png", optimize=True)


if __name__ == "__main__":
    main()
