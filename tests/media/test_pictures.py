"""Pictures as people hand them in: upright, in true colours, without their place, or refused in words."""

from __future__ import annotations

import contextlib
import random
import struct
from io import BytesIO

import pytest
from PIL import Image

from app import media
from app.core.errors import AppError, InputError, UnreadablePictureError
from app.media import decoding, limits, opening
from tests import support
from tests.media import torture

PICTURES = support.ROOT / "tests" / "data" / "pictures"
READABLE, UNREADABLE = torture.readable(), torture.unreadable()
pytestmark = pytest.mark.filterwarnings("ignore:::PIL")  # as app/media does when it is loaded
WHOLE = (0, 0, 1000, 1000)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def colour(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    value = image.getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(value, tuple)
    return value


def near(one: tuple[int, ...], two: tuple[int, ...], tolerance: int = 40) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one, two, strict=True))


def test_the_torture_set_is_large_enough() -> None:
    assert len(READABLE) + len(UNREADABLE) >= 40


@pytest.mark.parametrize("name", sorted(READABLE))
def test_readable_pictures_become_clean_jpegs(name: str) -> None:
    data = READABLE[name]
    info = media.inspect(data)
    made = opened(media.derivative(data, WHOLE, 0, 160, 100))
    assert made.format == "JPEG"
    assert made.mode == "RGB"
    assert made.size == (160, 100)
    assert not made.getexif()
    assert "icc_profile" not in made.info
    assert "comment" not in made.info
    assert made.info["dpi"] == (300, 300)
    if name.startswith("turned"):
        assert (info.width_px, info.height_px) == (320, 200)
    other = ("grey", "one-bit", "float", "integer", "clear", "palette-clear", "rgb-key", "lab")
    if info.width_px == 320 and not name.startswith(other):
        assert near(colour(made, 0.2, 0.3), torture.RED)
        assert near(colour(made, 0.8, 0.3), torture.BLUE)
        assert near(colour(made, 0.5, 0.9), (255, 255, 255))


def test_clear_parts_stand_on_white() -> None:
    made = opened(media.derivative(READABLE["clear.png"], WHOLE, 0, 160, 100))
    assert near(colour(made, 0.2, 0.01), (255, 255, 255))
    keyed = opened(media.derivative(READABLE["rgb-key.png"], WHOLE, 0, 160, 100))
    assert near(colour(keyed, 0.2, 0.3), (255, 255, 255))


def test_sixteen_bits_keep_their_grey() -> None:
    for name in ("grey16.png", "grey16.tiff"):
        made = opened(media.derivative(READABLE[name], WHOLE, 0, 160, 100))
        assert near(colour(made, 0.5, 0.5), (117, 117, 117), 4)
    floating = opened(media.derivative(READABLE["float.tiff"], WHOLE, 0, 160, 100))
    assert near(colour(floating, 0.5, 0.5), (128, 128, 128), 6)


def test_first_frame_of_many() -> None:
    info = media.inspect(READABLE["animated.gif"])
    assert info.frames == 3
    assert near(colour(opened(media.derivative(READABLE["animated.gif"], WHOLE, 0, 60, 40)), 0.2, 0.3), torture.RED)
    assert media.inspect(READABLE["two-pictures.jpg"]).format == "JPEG"


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_unreadable_files_are_refused_in_three_lines(name: str) -> None:
    with pytest.raises((UnreadablePictureError, InputError)) as caught:
        media.thumbnail(UNREADABLE[name], 160)
    assert caught.value.what.id
    assert caught.value.todo.id
    assert caught.value.safe.id


def test_size_is_refused_from_the_header() -> None:
    with pytest.raises(InputError) as caught:
        media.inspect(torture.huge_png(10_000, 6_001))
    assert caught.value.what.params["limit"] == limits.MEGAPIXELS
    assert media.inspect(torture.huge_png(10_000, 6_000)).width_px == 10_000
    with pytest.raises(InputError):
        limits.check_bytes(limits.PICTURE_BYTES + 1)
    with pytest.raises(InputError):
        media.derivative(READABLE["baseline.jpg"], WHOLE, 0, 100_000, 100)


@pytest.mark.parametrize(
    ("exif", "expected"),
    [
        (torture.exif("2025:04:15 08:09:10"), "2025-04-15"),
        (torture.exif("2025:02:30 08:09:10"), ""),
        (torture.exif("0000:00:00 00:00:00"), ""),
        (torture.exif("  "), ""),
        (torture.exif(digitised="2025:04:15 08:09:10"), ""),
        (torture.exif(), ""),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_only_the_moment_of_taking_is_a_date(kind: str, exif: Image.Exif, expected: str) -> None:
    assert media.inspect(torture.saved(torture.seen(), kind, exif=exif.tobytes())).taken_on == expected


def test_the_place_is_noticed_and_never_passed_on() -> None:
    assert media.inspect(READABLE["gps.jpg"]).has_gps
    assert not media.inspect(READABLE["baseline.jpg"]).has_gps
    assert b"Exif" not in media.derivative(READABLE["gps.jpg"], WHOLE, 0, 160, 100)
    assert b"Exif" not in media.thumbnail(READABLE["gps.jpg"], 64)
    assert b"secret" not in media.derivative(READABLE["comment.jpg"], WHOLE, 0, 160, 100)


@pytest.mark.parametrize(
    ("crop", "turn", "left", "right"),
    [
        ((0, 0, 500, 600), 0, torture.RED, torture.RED),
        ((500, 0, 1000, 600), 0, torture.BLUE, torture.BLUE),
        ((0, 0, 1000, 600), 2, torture.BLUE, torture.RED),
        ((250, 0, 750, 600), 0, torture.RED, torture.BLUE),
    ],
)
@pytest.mark.parametrize("name", ["baseline.jpg", "turned-6.jpg", "turned-5.jpg", "turned-8.tiff"])
def test_crop_and_turn(
    name: str, crop: tuple[int, int, int, int], turn: int, left: tuple[int, ...], right: tuple[int, ...]
) -> None:
    made = opened(media.derivative(READABLE[name], crop, turn, 90, 60))
    assert near(colour(made, 0.1, 0.5), left)
    assert near(colour(made, 0.9, 0.5), right)


def test_a_quarter_turn_is_clockwise() -> None:
    made = opened(media.derivative(READABLE["baseline.jpg"], (0, 0, 1000, 600), 1, 60, 90))
    assert made.size == (60, 90)
    assert near(colour(made, 0.5, 0.1), torture.RED)
    assert near(colour(made, 0.5, 0.9), torture.BLUE)


def test_the_bytes_do_not_depend_on_company() -> None:
    data = (PICTURES / "drill.jpg").read_bytes()
    wanted = (media.Wanted(1890, 1418), media.Wanted(886, 665), media.Wanted(400, 300, (100, 100, 900, 900), 2))
    together = media.derivatives(data, wanted)
    assert together == tuple(media.derivatives(data, (one,))[0] for one in wanted)
    assert together == media.thumbnails_and(data, 320, wanted)[1]


def test_pixels_are_never_below_300_dpi() -> None:
    assert [media.pixels_for(cm) for cm in (7.5, 8, 16, 17, 2.54)] == [886, 945, 1890, 2008, 300]


def test_thumbnails_fit() -> None:
    assert opened(media.thumbnail(READABLE["turned-6.jpg"], 64)).size == (64, 40)
    assert opened(media.thumbnail(READABLE["one-pixel.png"], 64)).size == (1, 1)
    assert opened(media.readable_jpeg(READABLE["turned-6.jpg"])).size == (320, 200)


def test_our_own_pictures() -> None:
    heic = (PICTURES / "market.heic").read_bytes()
    assert len(heic) <= 200_000
    info = media.inspect(heic)
    assert (info.format, info.width_px, info.height_px, info.taken_on) == ("HEIC", 2400, 1800, "2025-04-12")
    assert opened(media.derivative(heic, WHOLE, 0, 886, 665)).size == (886, 665)
    assert media.inspect((PICTURES / "drill.jpg").read_bytes()).taken_at == "2025-05-03T14:05"
    assert media.inspect((PICTURES / "meeting.png").read_bytes()).taken_on == ""


def test_a_decoder_never_speaks_to_the_person(caplog: pytest.LogCaptureFixture) -> None:
    three = torture.saved(Image.new("RGB", (32, 20), "red"), "TIFF")
    samples = struct.pack("<HHIHH", 277, 3, 1, 3, 0)
    assert samples in three
    with pytest.raises(UnreadablePictureError):
        media.inspect(three.replace(samples, struct.pack("<HHIHH", 277, 3, 1, 94, 0)))
    assert not caplog.records


def test_flipped_bytes_never_crash(rng: random.Random) -> None:
    sources = [READABLE[name] for name in ("baseline.jpg", "plain.webp", "packed.tiff", "palette.png", "animated.gif")]
    sources.append((PICTURES / "market.heic").read_bytes())
    for _ in range(support.count(600)):
        data = bytearray(rng.choice(sources))
        for _ in range(rng.randint(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        cut = bytes(data[: rng.randrange(len(data))]) if rng.random() < 0.3 else bytes(data)
        with contextlib.suppress(AppError):
            media.derivative(cut, WHOLE, 0, 40, 30)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "L", "P", "1", "I;16", "CMYK"])
def test_bands_give_the_picture_that_one_piece_gives(mode: str) -> None:
    image = torture.seen(331, 207) if mode == "I;16" else torture.seen(331, 207).convert(mode)
    if mode == "I;16":
        image = Image.linear_gradient("L").resize((331, 207)).convert("I").point(lambda v: v * 257 + 0).convert("I;16")
    data = torture.saved(image, "TIFF")
    whole, small = decoding.decode(data, 331)[1], decoding.decode(data, 110)[1]
    assert whole.size == (331, 207)
    assert small.size == (111, 69)
    assert small.tobytes() == whole.reduce(3).tobytes()


def test_what_decoding_costs_is_known_from_the_header() -> None:
    def cost(data: bytes) -> float:
        with Image.open(BytesIO(data)) as image:
            return opening._cost(image)

    full, half = (torture.saved(torture.seen(), progressive=True, subsampling=kind) for kind in (0, 2))
    assert [cost(full), cost(half)] == [6.0, 3.0]
    assert cost(torture.saved(torture.seen(), "WEBP")) == 16.0
    limits.check_pixels(5000, 4000, 16.0)
    with pytest.raises(InputError):
        limits.check_pixels(5001, 4000, 16.0)
