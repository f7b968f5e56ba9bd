"""Photos as they come: single, in folders, in albums, and albums that mean harm."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from app.core.errors import AppError, InputError, UnreadablePictureError
from app.imports import photos
from app.imports.dates_in_names import date_in_name
from tests import support

PICTURES = support.ROOT / "tests" / "data" / "pictures"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("IMG_20250415_101530", "2025-04-15"),
        ("PXL_20250415_101530123", "2025-04-15"),
        ("IMG-20250415-WA0003", "2025-04-15"),
        ("20250415_101530", "2025-04-15"),
        ("Screenshot_2025-04-15-10-11-12", "2025-04-15"),
        ("2025-4-5 市集", "2025-04-05"),
        ("市集2025.04.15", "2025-04-15"),
        ("114年4月15日里民大會", "2025-04-15"),
        ("２０２５年４月１５日", "2025-04-15"),
        ("1140415", "2025-04-15"),
        ("1140415-03", "2025-04-15"),
        ("0990415 防汛", "2010-04-15"),
        ("114.4.15 防災市集", "2025-04-15"),
        ("LINE_ALBUM_114年4月15日市集_250416_12", "2025-04-15"),
        ("LINE_ALBUM_20250415_250416_1", "2025-04-15"),
        ("LINE_ALBUM_防災市集_250416_12", "2025-04-16"),
        ("S__12345678", ""),
        ("IMG_4711", ""),
        ("DSC00415", ""),
        ("1713153600000", ""),
        ("20251345", ""),
        ("1149999", ""),
        ("2025-02-30", ""),
        ("886-2-23456789", ""),
        ("", ""),
    ],
)
def test_days_in_names(name: str, day: str) -> None:
    assert date_in_name(name) == day


def album(path: Path, entries: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return path


def picture(name: str = "drill.jpg") -> bytes:
    return (PICTURES / name).read_bytes()


def test_single_files(tmp_path: Path) -> None:
    listing = photos.list_sources([PICTURES / "market.heic", PICTURES / "meeting.png"])
    candidates = [photos.examine(source, photos.read_bytes(source)) for source in listing.sources]
    assert [(one.name, one.date, one.date_from) for one in candidates] == [
        ("market.heic", "2025-04-12", "exif"),
        ("meeting.png", "", ""),
    ]
    assert candidates[0].sha256 == hashlib.sha256(picture("market.heic")).hexdigest()
    assert candidates[0].size == len(picture("market.heic"))


def test_a_folder_with_other_things(tmp_path: Path) -> None:
    folder = tmp_path / "114年4月20日 清溝"
    (folder / "更多").mkdir(parents=True)
    (folder / "b.png").write_bytes(picture("meeting.png"))
    (folder / "A.JPG").write_bytes(picture())
    (folder / "更多" / "1140503.png").write_bytes(picture("meeting.png"))
    (folder / "notes.txt").write_text("x")
    (folder / ".hidden.jpg").write_text("x")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    listing = photos.list_sources([folder])
    assert [source.name for source in listing.sources] == ["A.JPG", "b.png", "1140503.png"]
    assert listing.left_out == 1
    assert listing.left_out_words is not None
    examined = [photos.examine(source, photos.read_bytes(source)) for source in listing.sources]
    assert [(one.date, one.date_from) for one in examined] == [
        ("2025-05-03", "exif"),
        ("2025-04-20", "folder"),
        ("2025-05-03", "name"),
    ]


def test_an_album(tmp_path: Path) -> None:
    entries = {
        "活動/IMG_20250415_1.png": picture("meeting.png"),
        "活動/a.heic": picture("market.heic"),
        "__MACOSX/活動/._a.heic": b"x",
        "activity/movie.mp4": b"x",
    }
    listing = photos.list_sources([album(tmp_path / "album.zip", entries)])
    assert [source.name for source in listing.sources] == ["IMG_20250415_1.png", "a.heic"]
    assert listing.left_out == 1
    assert photos.read_bytes(listing.sources[1]) == picture("market.heic")


def test_names_in_code_page_950(tmp_path: Path) -> None:
    path = album(tmp_path / "a.zip", {"AAAA.png": picture("meeting.png")})
    path.write_bytes(path.read_bytes().replace(b"AAAA.png", "照片".encode("cp950") + b".png"))
    assert photos.list_sources([path]).sources[0].name == "照片.png"


@pytest.mark.parametrize("name", ["../out.jpg", "/etc/x.jpg", "C:\\x.jpg", "a/../../x.jpg", "..\\x.jpg"])
def test_paths_that_reach_outside_are_refused(tmp_path: Path, name: str) -> None:
    listing = photos.list_sources([album(tmp_path / "a.zip", {name: picture()})])
    assert listing.sources == ()
    assert listing.troubles[0].name == "a.zip"
    assert listing.troubles[0].todo.id


def test_a_bomb_is_refused_before_unpacking(tmp_path: Path) -> None:
    path = album(tmp_path / "a.zip", {"a.jpg": b"\0" * 30_000_000}, zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 300_000
    assert photos.list_sources([path]).troubles


def test_too_many_entries(tmp_path: Path) -> None:
    path = album(tmp_path / "a.zip", {f"{number}.jpg": b"x" for number in range(photos.MOST_ENTRIES + 1)})
    assert photos.list_sources([path]).troubles[0].what.params["limit"] == photos.MOST_ENTRIES


def test_an_album_in_an_album_is_left_closed(tmp_path: Path) -> None:
    inner = album(tmp_path / "inner.zip", {"a.jpg": picture()}).read_bytes()
    listing = photos.list_sources([album(tmp_path / "outer.zip", {"inner.zip": inner})])
    assert listing.sources == ()
    assert listing.left_out == 1


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + b"\0" * 40, b"plain text", b"PK\x05\x06" + b"\xff" * 18])
def test_broken_albums(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert photos.list_sources([path]).troubles


def test_a_cut_album_names_each_photo_it_cannot_read(tmp_path: Path) -> None:
    path = album(tmp_path / "a.zip", {"a.png": picture("meeting.png"), "b.png": picture("meeting.png")})
    data = bytearray(path.read_bytes())
    data[2000:2100] = b"\0" * 100
    path.write_bytes(data)
    first, second = photos.list_sources([path]).sources
    with pytest.raises(InputError):
        photos.read_bytes(first)
    assert photos.read_bytes(second) == picture("meeting.png")


def test_a_locked_album(tmp_path: Path) -> None:
    path = album(tmp_path / "a.zip", {"a.jpg": picture()})
    data = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    path.write_bytes(data)
    assert photos.list_sources([path]).troubles[0].what.id == "The album is locked with a password."


def test_missing_and_broken_files(tmp_path: Path) -> None:
    gone, empty = tmp_path / "gone.jpg", tmp_path / "empty.jpg"
    empty.touch()
    listing = photos.list_sources([gone, empty])
    with pytest.raises(InputError):
        photos.read_bytes(listing.sources[0])
    with pytest.raises(UnreadablePictureError) as caught:
        photos.read_bytes(listing.sources[1])
    trouble = photos.Trouble.of("empty.jpg", caught.value)
    assert (trouble.what.id, trouble.safe.id) == (caught.value.what.id, caught.value.safe.id)


def test_noise_is_never_more_than_a_trouble(tmp_path: Path) -> None:
    whole = album(tmp_path / "a.zip", {"a.png": picture("meeting.png")}).read_bytes()
    generator = support.seeded("album noise")
    for _ in range(support.count(300)):
        data = bytearray(whole)
        for _ in range(20):
            data[generator.randrange(max(0, len(data) - 300), len(data))] = generator.randrange(256)
        path = tmp_path / "b.zip"
        path.write_bytes(data)
        for source in photos.list_sources([path]).sources:
            try:
                photos.read_bytes(source)
            except AppError as error:
                assert error.todo.id  # noqa: PT017 - either is right here


def test_bytes_are_compared_by_hash() -> None:
    source = photos.Source(PICTURES / "drill.jpg", "drill.jpg")
    again = photos.Source(PICTURES / "drill.jpg", "other name.jpg")
    assert photos.examine(source, picture()).sha256 == photos.examine(again, picture()).sha256
    assert BytesIO(picture()).read() == photos.read_bytes(source)
