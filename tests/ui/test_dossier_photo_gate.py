"""The photo gate: how wide a photo prints clean, a reason where it does not, a crop that leaves the original alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.dossier.cropping import WHOLE, bounded, crop_of, shaped, turned, with_crop
from tests.support import ime_type
from tests.ui.studio_desk import Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def _gate(studio: Studio) -> str:
    (photo, *_rest) = studio.add_photos("drill.jpg", "meeting.png")
    studio.go(studio.chapter().blocks[0].id)
    studio.click("insert")
    studio.click("insert_photos")
    studio.page.desk.photos.chooser.taken.emit(photo)
    studio.settle()
    return photo


def _placed(studio: Studio, photo: str) -> tuple[float, float, float]:
    pressed = studio.page.presenter.pressed
    assert pressed is not None
    one = next(one for one in pressed.laid.pictures if one.block_id.endswith(photo))
    return one.dpi, one.width_pt, one.height_pt


def test_a_coarse_photo_is_an_error_until_a_reason_is_written(studio: Studio) -> None:
    photo = _gate(studio)
    panel = studio.page.desk.photos
    QTest.mouseClick(panel.per_row.buttons["1"], Qt.MouseButton.LeftButton)
    studio.settle()
    dpi, wide, _high = _placed(studio, photo)
    line = panel.lines[photo]
    clean = 2016 / 300 * 2.54
    assert (wide / 72 * 2.54 > clean) is (dpi < 300)
    assert f"Prints clean up to {int(clean * 10) / 10:.1f} cm" in line.sharp.text()
    pressed = studio.page.presenter.pressed
    assert pressed is not None
    coarse = [one for one in pressed.findings if one.rule == "DOS-013"]
    assert bool(coarse) is (dpi < 300)
    assert line.reason.isVisible() is (dpi < 300)
    if dpi < 300:
        ime_type(line.reason, "只有這一張舊照片")
        QTest.keyClick(line.reason, Qt.Key.Key_Return)
        studio.settle()
        assert list(studio.view.waivers.values()) == ["只有這一張舊照片"] or "只有這一張舊照片" in str(
            studio.view.waivers
        )
        again = studio.page.presenter.pressed
        assert again is not None
        assert not [one for one in again.findings if one.rule == "DOS-013"]


def test_a_crop_changes_this_place_alone_and_turning_the_photo_itself(studio: Studio) -> None:
    photo = _gate(studio)
    before = studio.ws.document.blob(str(studio.ws.records.load("photo")[0].get("sha256")))
    _dpi, wide, high = _placed(studio, photo)
    studio.page.desk.photos.lines[photo].crop.click()
    studio.click("crop_square")
    studio.settle()
    _dpi, now_wide, now_high = _placed(studio, photo)
    assert now_wide == pytest.approx(now_high, rel=0.01)
    assert wide != pytest.approx(high, rel=0.01)
    studio.click("less_left")
    (block,) = [one for one in studio.chapter().blocks if one.kind == "photos"]
    left, _top, right, _bottom = crop_of(block.settings, photo)
    assert right - left < 1000
    assert "dpi" in studio.page.desk.crop.sharp.text()
    studio.click("turn_right")
    assert studio.ws.records.get("photo", photo).get("turn") == 1  # type: ignore[union-attr]
    studio.click("crop_whole")
    studio.click("panel_back", studio.page.desk.crop)
    assert studio.page.text.panel() == "photos"
    (block,) = [one for one in studio.chapter().blocks if one.kind == "photos"]
    assert crop_of(block.settings, photo) == WHOLE
    assert studio.ws.document.blob(str(studio.ws.records.load("photo")[0].get("sha256"))) == before


def test_the_cover_and_live_photos_are_cropped_in_their_place_and_the_original_stays(studio: Studio) -> None:
    picture, badge = studio.add_photos("drill.jpg", "meeting.png")
    before = [studio.ws.document.blob(str(row.get("sha256"))) for row in studio.ws.records.load("photo")]
    cover = next(part for part in studio.view.parts if part.kind == "cover")
    studio.go(cover.id)
    panel, crop = studio.page.desk.cover, studio.page.desk.crop
    panel.chooser.taken.emit(picture)
    QTest.mouseClick(panel.slot.buttons["badge"], Qt.MouseButton.LeftButton)
    panel.chooser.taken.emit(badge)
    studio.settle()
    whole = _placed(studio, picture)
    studio.click("crop_cover")
    assert studio.page.text.panel() == "crop"
    studio.click("crop_square")
    studio.settle()
    _dpi, wide, high = _placed(studio, badge)
    assert wide == pytest.approx(high, rel=0.01)
    assert _placed(studio, picture) == whole, "the picture beside it stays as it is"
    assert "dpi" in crop.sharp.text()
    studio.click("panel_back", crop)
    assert studio.page.text.panel() == "cover"
    assert panel.crop.hasFocus()
    event = studio.ws.records.load("event")[0]
    studio.ws.records.change("event", event.id, {"photos": (picture,)})
    part = studio.chapter()
    block, _ = studio.ws.dossier.insert(part.id, "", "live", {"live": "event_photos", "record": event.id})
    studio.page.presenter.refresh(own=True)
    studio.go(block)
    studio.page.desk.open(block)
    studio.click("crop_live_1")
    studio.click("crop_tall")
    studio.settle()
    pressed = studio.page.presenter.pressed
    assert pressed is not None
    live = next(one for one in pressed.laid.pictures if one.block_id.startswith(block))
    assert live.width_pt / live.height_pt == pytest.approx(3 / 4, rel=0.02)
    assert _placed_in(studio, cover.id, picture) == whole
    studio.click("panel_back", crop)
    assert studio.page.text.panel() == "live"
    assert [studio.ws.document.blob(str(row.get("sha256"))) for row in studio.ws.records.load("photo")] == before


def _placed_in(studio: Studio, part: str, photo: str) -> tuple[float, float, float]:
    pressed = studio.page.presenter.pressed
    assert pressed is not None
    one = next(one for one in pressed.laid.pictures if one.block_id == f"{part}/{photo}")
    return one.dpi, one.width_pt, one.height_pt


def test_crops_stay_inside_and_turn_with_the_picture() -> None:
    assert bounded((-50, 990, 2000, 995)) == (0, 900, 1000, 1000)
    assert turned((0, 100, 500, 1000), 1) == (0, 0, 900, 500)
    for turn in range(4):
        assert turned(turned((10, 200, 700, 900), turn), -turn) == (10, 200, 700, 900)
    assert shaped(4000, 3000, (1, 1)) == (125, 0, 875, 1000)
    assert crop_of({"crops": {"p": [1, 2, "x", 4]}}, "p") == WHOLE
    assert with_crop({"crops": {"p": [0, 0, 500, 500]}}, "p", WHOLE) == {"crops": {}}
