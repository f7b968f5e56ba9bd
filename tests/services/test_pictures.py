"""The cache of reduced pictures: complete, capped, and never trusted blindly."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.errors import UnreadablePictureError
from app.exports.layout import FontSet, lay_out
from app.exports.spec import DocumentSpec, Part, PhotoItem, Photos, Picture
from app.services.photos.pictures import HALF_CM, WHOLE_CM, Job, PictureCache, Request, usual_size
from tests import support

DRILL = (support.ROOT / "tests" / "data" / "pictures" / "drill.jpg").read_bytes()
USUAL = (usual_size(2016, 1512, HALF_CM), usual_size(2016, 1512, WHOLE_CM))
NAME = sha256(DRILL).hexdigest()
PICTURE = Picture(NAME, 2016, 1512)


class Originals:
    """Originals by hash, counting how often they are asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, name: str) -> bytes:
        self.asked += 1
        return {NAME: DRILL, sha256(b"bad").hexdigest(): b"bad"}[name]


@pytest.fixture
def originals() -> Originals:
    return Originals()


@pytest.fixture
def cache(tmp_path: Path, originals: Originals) -> PictureCache:
    return PictureCache(tmp_path / "pictures", originals)


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "pictures").rglob("*") if path.is_file())


def test_made_once(cache: PictureCache, originals: Originals) -> None:
    first = cache.jpeg(PICTURE, 300, 225)
    assert cache.jpeg(PICTURE, 300, 225) == first
    assert originals.asked == 1
    cache.jpeg(Picture(NAME, 2016, 1512, turn=1), 225, 300)
    cache.jpeg(Picture(NAME, 2016, 1512, (0, 0, 500, 500)), 300, 225)
    assert originals.asked == 3


def test_cached_and_fresh_are_the_same_bytes(cache: PictureCache, tmp_path: Path, originals: Originals) -> None:
    cache.fill(Job(NAME, USUAL, thumbnail=True), DRILL)
    other = PictureCache(tmp_path / "other", originals)
    for wanted in USUAL:
        size = (wanted.width_px, wanted.height_px)
        assert cache.jpeg(PICTURE, *size) == other.jpeg(PICTURE, *size)


@pytest.mark.parametrize("size", [(4032, 3024), (3024, 4032), (4000, 2250), (6000, 4000), (1280, 960), (800, 600)])
@pytest.mark.parametrize(("per_row", "room"), [(1, WHOLE_CM), (2, HALF_CM)])
def test_usual_sizes_are_those_that_the_layout_places(
    size: tuple[int, int], per_row: int, room: tuple[float, float]
) -> None:
    picture = Picture(NAME, *size)
    block = Photos("p", tuple(PhotoItem(f"p{place}", picture, ()) for place in range(per_row)), per_row)
    spec = DocumentSpec("t", "en", (Part("c", "plain", (), (block,)),))
    placed = lay_out(spec, FontSet.load(support.ROOT / "resources" / "fonts")).pictures
    wanted = usual_size(*size, room)
    assert {(one.width_px, one.height_px) for one in placed} == {(wanted.width_px, wanted.height_px)}


def test_a_half_written_file_is_made_again(cache: PictureCache, tmp_path: Path) -> None:
    first = cache.jpeg(PICTURE, 300, 225)
    (kept,) = files(tmp_path)
    kept.write_bytes(first[:100])
    assert cache.jpeg(PICTURE, 300, 225) == first
    kept.write_bytes(b"")
    assert cache.jpeg(PICTURE, 300, 225) == first


def test_capped_by_what_was_not_looked_at_for_longest(tmp_path: Path, originals: Originals) -> None:
    one = len(PictureCache(tmp_path / "pictures", originals).jpeg(PICTURE, 400, 300))
    small = PictureCache(tmp_path / "pictures", originals, limit=int(one * 3.5))
    for place, width in enumerate((401, 402, 403)):
        small.jpeg(PICTURE, width, 300)
        for path in files(tmp_path):
            if f"_{width}x" in path.name:
                os.utime(path, (place + 1000, place + 1000))
    os.utime(next(path for path in files(tmp_path) if "_400x" in path.name), (5000, 5000))
    small.trim()
    left = [path.name.split("_")[1] for path in files(tmp_path)]
    assert "400x300.jpg" in left
    assert "401x300.jpg" not in left
    assert sum(path.stat().st_size for path in files(tmp_path)) <= one * 3.5


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path, originals: Originals) -> None:
    (tmp_path / "pictures").write_text("a file where the folder should be")
    cache = PictureCache(tmp_path / "pictures", originals)
    assert cache.jpeg(PICTURE, 300, 225) == cache.jpeg(PICTURE, 300, 225)
    assert originals.asked == 2


def test_missing_and_bad_originals_have_words(cache: PictureCache) -> None:
    with pytest.raises(UnreadablePictureError) as gone:
        cache.jpeg(Picture("0" * 64, 10, 10), 10, 10)
    assert gone.value.code == "picture.missing"
    with pytest.raises(UnreadablePictureError):
        cache.thumbnail(sha256(b"bad").hexdigest())


def test_warm_makes_all_and_passes_over_the_bad(cache: PictureCache, originals: Originals) -> None:
    bad = Picture(sha256(b"bad").hexdigest(), 10, 10)
    requests = [Request(PICTURE, 300, 225), Request(PICTURE, 200, 150), Request(bad, 5, 5), Request(PICTURE, 300, 225)]
    cache.warm(requests)
    assert originals.asked == 2
    assert [job.sha256 for job in cache.missing(requests)] == [bad.sha256]


def test_forget_leaves_nothing_of_an_erased_photo(cache: PictureCache, tmp_path: Path) -> None:
    cache.fill(Job(NAME, USUAL, thumbnail=True), DRILL)
    assert len(files(tmp_path)) == 3
    cache.forget(NAME)
    assert files(tmp_path) == []
