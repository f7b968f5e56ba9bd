"""Odd pictures made by code: every kind that people hand in, whole and broken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms

RED, BLUE = (220, 30, 30), (30, 60, 210)
EXIF_IFD, TAKEN, DIGITISED, GPS_IFD, ORIENTATION = 0x8769, 0x9003, 0x9004, 0x8825, 0x0112
SEEN_TO_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def seen(width: int = 320, height: int = 200) -> Image.Image:
    """Return a picture with a red left half and a blue right half, its lower third white."""
    image = Image.new("RGB", (width, height), BLUE)
    image.paste(RED, (0, 0, width // 2, height))
    image.paste((255, 255, 255), (0, height * 2 // 3, width, height))
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(taken: str = "", orientation: int = 0, *, gps: bool = False, digitised: str = "") -> Image.Exif:
    made = Image.Exif()
    made[0x010E] = "drawn by code"  # Pillow leaves EXIF out of a PNG or TIFF that has no tag of the first level
    if orientation:
        made[ORIENTATION] = orientation
    if taken:
        made.get_ifd(EXIF_IFD)[TAKEN] = taken
    if digitised:
        made.get_ifd(EXIF_IFD)[DIGITISED] = digitised
    if gps:
        made.get_ifd(GPS_IFD).update({1: "N", 2: (24.0, 9.0, 30.0), 3: "E", 4: (120.0, 40.0, 0.0)})
    return made


def turned(orientation: int, kind: str = "JPEG") -> bytes:
    """Return the seen picture stored turned, with the tag that sets it upright."""
    step = SEEN_TO_STORED[orientation]
    stored = seen() if step is None else seen().transpose(step)
    return saved(stored, kind, exif=exif(orientation=orientation))


def profile() -> bytes:
    """Return the bytes of an ICC profile that is not sRGB in name."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made.replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be")).replace(b"sRGB", b"wide")


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes whose header promises *width* × *height* pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def animation(kind: str) -> bytes:
    frames = [Image.new("RGB", (60, 40), colour) for colour in (BLUE, (0, 255, 0))]
    return saved(seen(60, 40), kind, save_all=True, append_images=frames, duration=100)


def readable() -> dict[str, bytes]:
    """Return pictures that must open: name to bytes. All show the seen picture."""
    plain = seen()
    grey16 = Image.new("I;16", (320, 200), 30_000)
    both = plain.convert("RGBA")
    both.putalpha(Image.linear_gradient("L").resize((320, 200)))
    gradient = Image.linear_gradient("L").resize((320, 200))
    found = {
        "baseline.jpg": saved(plain),
        "progressive.jpg": saved(plain, progressive=True),
        "grey.jpg": saved(plain.convert("L")),
        "cmyk.jpg": saved(plain.convert("CMYK")),
        "profile.jpg": saved(plain, icc_profile=profile()),
        "broken-profile.jpg": saved(plain, icc_profile=b"not a profile"),
        "cmyk-rgb-profile.jpg": saved(plain.convert("CMYK"), icc_profile=profile()),
        "comment.jpg": saved(plain, comment="somebody's secret"),
        "gps.jpg": saved(plain, exif=exif("2025:04:15 08:00:00", gps=True)),
        "broken-exif.jpg": saved(plain, exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\xff\xff\xff\xff"),
        "two-pictures.jpg": saved(plain, "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), BLUE)]),
        "palette.png": saved(plain.quantize(16), "PNG"),
        "palette-clear.png": saved(plain.quantize(16), "PNG", transparency=0),
        "clear.png": saved(both, "PNG"),
        "grey-clear.png": saved(both.convert("LA"), "PNG"),
        "one-bit.png": saved(plain.convert("1"), "PNG"),
        "grey16.png": saved(grey16, "PNG"),
        "rgb-key.png": saved(plain, "PNG", transparency=RED),
        "animated.png": animation("PNG"),
        "animated.gif": animation("GIF"),
        "animated.webp": animation("WEBP"),
        "plain.webp": saved(plain, "WEBP"),
        "clear.webp": saved(both, "WEBP"),
        "plain.bmp": saved(plain, "BMP"),
        "plain.tiff": saved(plain, "TIFF"),
        "packed.tiff": saved(plain, "TIFF", compression="tiff_lzw"),
        "cmyk.tiff": saved(plain.convert("CMYK"), "TIFF"),
        "lab.tiff": saved(_lab(plain), "TIFF"),
        "grey16.tiff": saved(grey16, "TIFF"),
        "float.tiff": saved(gradient.convert("F"), "TIFF"),
        "integer.tiff": saved(gradient.convert("I"), "TIFF"),
        "two-pages.tiff": saved(plain, "TIFF", save_all=True, append_images=[Image.new("RGB", (60, 40), BLUE)]),
        "one-pixel.png": saved(Image.new("RGB", (1, 1), RED), "PNG"),
        "thin.png": saved(Image.new("RGB", (5000, 1), RED), "PNG"),
        "plain.avif": saved(plain, "AVIF"),
    }
    found |= {f"turned-{turn}.jpg": turned(turn) for turn in range(1, 9)}
    found |= {f"turned-{turn}.tiff": turned(turn, "TIFF") for turn in (3, 6, 8)}
    found |= {"turned-6.png": turned(6, "PNG"), "turned-8.webp": turned(8, "WEBP")}
    return found


def unreadable() -> dict[str, bytes]:
    """Return files that must be refused in words."""
    whole = saved(seen(1200, 900))
    png, webp, tiff = saved(seen(), "PNG"), saved(seen(), "WEBP"), saved(seen(), "TIFF")
    return {
        "empty.jpg": b"",
        "one-byte.jpg": b"\xff",
        "head-only.jpg": whole[:20],
        "half.jpg": whole[: len(whole) // 2],
        "half.png": png[: len(png) // 2],
        "half.webp": webp[: len(webp) // 2],
        "half.tiff": tiff[: len(tiff) // 2],
        "text.jpg": "這不是照片".encode(),
        "document.jpg": b"%PDF-1.7\n%\xe2\xe3",
        "page.png": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "noise.jpg": bytes(range(256)) * 8,
        "bomb.png": huge_png(60_000, 60_000),
        "bomb-thin.png": huge_png(70_000, 2),
        "no-pixels.png": huge_png(0, 10),
        "fake.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64,
    }


def _lab(image: Image.Image) -> Image.Image:
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    made = ImageCms.profileToProfile(image, srgb, lab, outputMode="LAB")
    assert made is not None
    return made
