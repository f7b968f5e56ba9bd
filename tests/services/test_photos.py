"""Photos into a real document: joined, dated, linked, undone, and never without words when they fail."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from app.core.errors import Cancelled
from app.core.fields import Row
from app.core.messages import Message
from app.exports.spec import Picture
from app.models.document.document import Document
from app.services.photos.originals import Figure, write_originals
from app.services.photos.pictures import PictureCache, Request
from app.services.photos.service import PhotoService, width_words, width_words_for
from app.services.records import RecordService
from tests import support

PICTURES = support.ROOT / "tests" / "data" / "pictures"
THREE = [PICTURES / name for name in ("market.heic", "drill.jpg", "meeting.png")]


@pytest.fixture
def cache(tmp_path: Path, document: Document) -> PictureCache:
    return PictureCache(tmp_path / "cache", document.blob)


@pytest.fixture
def photos(document: Document, records: RecordService, cache: PictureCache) -> PhotoService:
    return PhotoService(document, records, cache)


def test_three_photos_of_an_event(photos: PhotoService, records: RecordService, document: Document) -> None:
    event, _ = records.create("event", {"title": "防災市集", "date": "2025-04-12"})
    batch = photos.prepare(THREE)
    assert batch.suggested_date("2025-04-12") == "2025-04-12"
    assert [one.name for one in batch.undated] == ["meeting.png"]
    result = photos.add(batch, event_id=event.id, date_for_undated="2025-04-12")
    rows = [records.get("photo", key) for key in result.added]
    assert [row and row.get("taken_on") for row in rows] == ["2025-04-12", "2025-05-03", "2025-04-12"]
    assert [row and row.get("original_taken") for row in rows] == ["2025-04-12T09:41", "2025-05-03T14:05", None]
    assert [row and row.get("media_type") for row in rows] == ["image/heic", "image/jpeg", "image/png"]
    kept = records.get("event", event.id)
    assert kept is not None
    assert kept.get("photos") == result.added
    assert document.blob(str(rows[1] and rows[1].get("sha256"))) == THREE[1].read_bytes()
    assert result.changes is not None
    assert result.changes.types() == {"photo", "event"}


def test_one_step_is_one_undo(photos: PhotoService, records: RecordService, document: Document) -> None:
    event, _ = records.create("event", {"title": "x"})
    photos.add(photos.prepare(THREE), event_id=event.id)
    document.undo()
    assert records.load("photo") == ()
    left = records.get("event", event.id)
    assert left is not None
    assert not left.get("photos")
    document.redo()
    assert len(records.load("photo")) == 3


def test_identical_files_are_joined(photos: PhotoService, records: RecordService, tmp_path: Path) -> None:
    again = tmp_path / "other name.jpg"
    shutil.copy(THREE[1], again)
    batch = photos.prepare([THREE[1], again])
    assert (len(batch.candidates), batch.doubles) == (1, 1)
    first = photos.add(batch)
    event, _ = records.create("event", {"title": "x"})
    second = photos.add(photos.prepare([again, THREE[2]]), event_id=event.id)
    assert second.joined == first.added
    assert len(second.added) == 1
    assert len(records.load("photo")) == 2
    linked = records.get("event", event.id)
    assert linked is not None
    assert linked.get("photos") == (*first.added, *second.added)
    third = photos.add(photos.prepare([again]), event_id=event.id)
    assert third.changes is None


def test_dates_from_names_are_kept_beside_one_answer(
    photos: PhotoService, records: RecordService, tmp_path: Path
) -> None:
    folder = tmp_path / "114年4月20日 清溝"
    folder.mkdir()
    shutil.copy(THREE[2], folder / "1140503.png")
    (folder / "b.png").write_bytes(THREE[2].read_bytes() + b"\0")
    batch = photos.prepare([folder])
    assert len(batch.undated) == 2
    photos.add(batch, date_for_undated="2025-06")
    assert {row.get("name"): row.get("taken_on") for row in records.load("photo")} == {
        "1140503.png": "2025-05-03",
        "b.png": "2025-06",
    }


def test_bad_files_are_told_and_good_ones_kept(photos: PhotoService, records: RecordService, tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "half.jpg").write_bytes(THREE[1].read_bytes()[:40_000])
    (tmp_path / "text.jpg").write_text("這不是照片")
    names = [tmp_path / name for name in ("empty.jpg", "half.jpg", "text.jpg", "gone.jpg")]
    batch = photos.prepare([*names, THREE[1]])
    assert [one.name for one in batch.troubles] == ["empty.jpg", "half.jpg", "text.jpg", "gone.jpg"]
    assert len({one.what.id for one in batch.troubles}) == 4
    assert len(photos.add(batch).added) == 1


def test_a_file_that_changes_in_between_is_told(
    photos: PhotoService, records: RecordService, document: Document, tmp_path: Path
) -> None:
    target = tmp_path / "a.png"
    shutil.copy(THREE[2], target)
    batch = photos.prepare([target])
    target.write_bytes(THREE[1].read_bytes())
    result = photos.add(batch)
    assert [one.name for one in result.troubles] == ["a.png"]
    assert (result.added, result.changes) == ((), None)
    assert document.blobs() == {}
    assert records.load("photo") == ()


class Stop:
    """Presses Stop after the first photo."""

    def step(self, done: int, total: int, note: Message | None = None) -> None:
        pass

    def cancelled(self) -> bool:
        return True


def test_stop_changes_nothing(photos: PhotoService, document: Document) -> None:
    with pytest.raises(Cancelled):
        photos.prepare(THREE, Stop())
    assert document.blobs() == {}


def test_derivatives_are_there_before_they_are_asked_for(photos: PhotoService, cache: PictureCache) -> None:
    batch = photos.prepare(THREE)
    drill = next(one for one in batch.candidates if one.name == "drill.jpg")
    picture = Picture(drill.sha256, 2016, 1512)
    requests = [Request(picture, 886, 665), Request(picture, 1890, 1418), Request(picture, 900, 675)]
    assert [(job.sha256, len(job.wanted)) for job in cache.missing(requests)] == [(drill.sha256, 2)]
    photos.prepare_wide(batch)
    assert [(job.sha256, len(job.wanted)) for job in cache.missing(requests)] == [(drill.sha256, 1)]
    assert cache.cached_thumbnail(drill.sha256) is not None


def test_captions_by_language(photos: PhotoService, records: RecordService) -> None:
    (photo,) = photos.add(photos.prepare([THREE[1]])).added
    photos.caption(photo, "zh_TW", "清點物資")
    photos.caption(photo, "en", "Counting")
    photos.caption(photo, "zh_TW", "")
    row = records.get("photo", photo)
    assert row is not None
    assert row.get("caption") == {"en": "Counting"}
    assert photos.caption("gone", "en", "x") is None


@pytest.mark.parametrize(
    ("pixels", "cm", "asks"), [(1280, "10.8", True), (886, "7.5", True), (1889, "15.9", True), (1890, "16.0", False)]
)
def test_how_wide_it_may_print(pixels: int, cm: str, asks: bool) -> None:
    words = width_words_for(pixels)
    assert (words.params["px"], words.params["cm"]) == (pixels, cm)
    assert ("ask the sender" in words.id) is asks
    lying = width_words(Row("photo", "1", {"width_px": 10, "height_px": pixels, "turn": 1}))
    assert lying is not None
    assert lying.params["cm"] == cm
    assert width_words(Row("photo", "1", {})) is None


def test_originals_in_figure_order(photos: PhotoService, document: Document, tmp_path: Path) -> None:
    batch = photos.prepare(THREE)
    photos.add(batch)
    shas = [one.sha256 for one in batch.candidates]
    figures = [
        Figure("圖1", "清點/物資", shas[1]),
        Figure("圖2", "市集", shas[0]),
        Figure("圖3", "", shas[1]),
        Figure("圖12", "不見了", hashlib.sha256(b"x").hexdigest()),
    ]
    packed, folder = tmp_path / "o.zip", tmp_path / "originals"
    assert [one.label for one in write_originals(packed, figures, document.blob)] == ["圖12"]
    write_originals(folder, figures, document.blob)
    with zipfile.ZipFile(packed) as read:
        assert read.namelist() == ["圖01_清點_物資.jpg", "圖02_市集.heic", "圖02_市集.jpg", "圖03.jpg"]
        assert read.read("圖01_清點_物資.jpg") == THREE[1].read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["圖01_清點_物資.jpg", "圖02_市集.heic", "圖02_市集.jpg", "圖03.jpg"]
    )
    again = tmp_path / "p.zip"
    write_originals(again, figures, document.blob)
    assert again.read_bytes() == packed.read_bytes()
