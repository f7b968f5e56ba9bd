"""Covers, fonts and order: chosen by hand, printed at once; the required words and sizes never change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.exports.layout import page_items
from app.exports.layout.items import RuleItem, TextItem
from app.exports.pdf import page_texts
from app.services.dossier.press import Pressed, figures_of, write
from tests.ui.studio_desk import Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def _pressed(studio: Studio) -> Pressed:
    studio.settle()
    found = studio.page.presenter.pressed
    assert found is not None
    return found


def _part(studio: Studio, kind: str) -> str:
    return next(part.id for part in studio.view.parts if part.kind == kind)


def test_three_covers_with_picture_and_badge_keep_the_required_words(studio: Studio) -> None:
    picture, badge = studio.add_photos("drill.jpg", "meeting.png")
    studio.go(_part(studio, "cover"))
    panel = studio.page.desk.cover
    panel.chooser.taken.emit(picture)
    QTest.mouseClick(panel.slot.buttons["badge"], Qt.MouseButton.LeftButton)
    panel.chooser.taken.emit(badge)
    drawn: dict[str, int] = {}
    for design in ("rules", "frame", "band"):
        QTest.mouseClick(panel.design.buttons[design], Qt.MouseButton.LeftButton)
        pressed = _pressed(studio)
        first, last = pressed.laid.part_pages[_part(studio, "cover")]
        assert first == last
        page = pressed.laid.pages[first - 1]
        text = "".join(page_texts(write(pressed, studio.page.presenter.fonts, studio.ws.pictures))[first - 1].split())
        assert "綠水縣大榕鎮114年績優韌性社區書面評鑑報名資料" in text
        assert "榕樹社區" in text
        assert len([one for one in pressed.laid.pictures if one.block_id.startswith(_part(studio, "cover"))]) == 2
        rows = [item for placed in page.placed for item in placed.row.items if isinstance(item, RuleItem)]
        drawn[design] = len(rows) * 100 + sum(isinstance(one, RuleItem) for one in page.furniture)
        assert not [one for one in pressed.findings if one.rule in ("DOS-005", "DOS-007")]
        assert [one.label for one in figures_of(pressed)] == ["封面標章", "封面"]
    assert len(set(drawn.values())) == 3, drawn
    panel.no_photo.click()
    assert len([one for one in _pressed(studio).laid.pictures if one.block_id.startswith(_part(studio, "cover"))]) == 1


def test_font_pitch_order_and_lists_are_set_and_every_run_keeps_its_size(studio: Studio) -> None:
    studio.page.tools.open("look")
    panel = studio.page.tools.panels["look"]
    before = _pressed(studio)
    for radio, key in ((panel.face, "sans"), (panel.leading, "260"), (panel.margin, "30"), (panel.order, "cover"),  # type: ignore[attr-defined]
                       (panel.parens, "full")):  # type: ignore[attr-defined]  # fmt: skip
        QTest.mouseClick(radio.buttons[key], Qt.MouseButton.LeftButton)
    panel.figures.click()  # type: ignore[attr-defined]
    panel.tables.click()  # type: ignore[attr-defined]
    pressed = _pressed(studio)
    assert [part.kind for part in pressed.spec.parts][:2] == ["cover", "summary"]
    assert [part.kind for part in before.spec.parts][:2] == ["summary", "cover"]
    assert (pressed.spec.style.face, pressed.spec.style.leading, pressed.spec.full_width_parens) == ("sans", 26.0, True)
    assert round(pressed.spec.page.left) == round(3 * 72 / 2.54)
    items = (item for page in pressed.laid.pages for _placed, found in page_items(pressed.laid, page) for item in found)
    assert {item.size for item in items if isinstance(item, TextItem)} == {14.0, 16.0}
    assert [one.of for part in pressed.spec.parts if part.kind == "contents" for one in part.blocks if hasattr(one, "of")] == [
        "headings", "figures", "tables",
    ]  # fmt: skip
