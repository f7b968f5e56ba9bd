"""The expected size of a dossier follows the pictures that are really in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.media import derivative, inspect
from app.media.drawing import scene
from app.models.document.document import Document
from app.services.dossier.check import Original
from app.services.dossier.size import BYTES_PER_PIXEL, picture_bytes
from app.services.photos.pictures import PictureCache
from app.services.photos.service import PhotoService
from app.services.records import RecordService

WHOLE = (0, 0, 1000, 1000)


@pytest.mark.parametrize(("width", "height"), [(886, 665), (1890, 1418)])
def test_a_drawn_picture_is_neither_thrice_its_size_nor_half(width: int, height: int) -> None:
    data = scene("drill", 3)
    facts = inspect(data)
    real = len(derivative(data, WHOLE, 0, width, height))
    original = Original(True, None, len(data) / (facts.width_px * facts.height_px))
    assert real / 2 < picture_bytes(original, width, height) < 2 * real


def test_what_was_made_tells_its_own_size_and_what_is_near_to_it(
    document: Document, records: RecordService, tmp_path: Path
) -> None:
    path = tmp_path / "drill.jpg"
    path.write_bytes(scene("drill", 3))
    cache = PictureCache(tmp_path / "cache", document.blob)
    photos = PhotoService(document, records, cache)
    assert cache.sizes("0" * 64) == ()
    (one,) = photos.prepare([path]).candidates
    made = cache.sizes(one.sha256)
    assert len(made) == 1
    width, height, size = made[0]
    original = Original(True, made=made)
    assert picture_bytes(original, width, height) == size
    assert picture_bytes(original, 2 * width, 2 * height) == pytest.approx(4 * size, abs=4)


def test_of_an_unknown_picture_the_usual_is_taken() -> None:
    assert picture_bytes(Original(False), 1000, 1000) == round(BYTES_PER_PIXEL * 1_000_000)
    assert picture_bytes(Original(True, None, 3.0), 1000, 1000) == round(BYTES_PER_PIXEL * 1_000_000)
