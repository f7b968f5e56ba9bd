"""Figures in the studio: put in by a button, chosen in words, drawn on the page, numbered among the figures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.richtext import text_of
from app.exports.spec import Chart, Table
from app.services.figures.live import FIGURES
from app.ui.studio.words import figures_of, spec_blocks
from app.ui.widgets.editor import Edit
from tests.services.figures import community
from tests.ui.studio_desk import Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def insert(studio: Studio, name: str) -> str:
    """Put a block in through the panel; return its id."""
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    studio.page.text.insert_asked.emit()
    studio.click(f"insert_{name}")
    studio.page.presenter.refresh()
    QApplication.processEvents()
    found = [one for one in studio.chapter().blocks if one.settings.get("live") == name]
    return found[0].id


def captions(studio: Studio, block: str) -> list[str]:
    """Return the captions of what a block prints."""
    gathered = studio.page.presenter.gathered
    assert gathered is not None
    found = [one for key, one in spec_blocks(gathered).items() if key.split("/")[0] == block]
    return [text_of(one.caption) for one in found if isinstance(one, Chart | Table)]


def test_a_share_chart_is_put_in_and_its_measure_chosen_by_keys(studio: Studio) -> None:
    community.fill_hazards(studio.ws)
    block = insert(studio, "hazard_shares")
    assert studio.page.text.panel() == "live"
    assert captions(studio, block)[0] == "災害占比（依事件數）"
    box = studio.page.desk.live.options.boxes["measure"].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QApplication.processEvents()
    studio.settle()
    assert next(one for one in studio.chapter().blocks if one.id == block).settings["measure"] == "injured"
    assert captions(studio, block)[0] == "災害占比（依受傷）"
    gathered, pressed = studio.page.presenter.gathered, studio.page.presenter.pressed
    assert gathered is not None
    assert (block, "圖1") in {(one.id, one.label) for one in figures_of(gathered, pressed)}
    assert "圖1 災害占比（依受傷）" in studio.page.text.editor.cards.card_of(block).words


def test_the_alert_of_a_timeline_is_chosen_from_the_records(studio: Studio) -> None:
    older = community.fill_alert(studio.ws)
    newer = community.make(studio.ws, "alert", {"title": "凱米颱風警報", "date": "2024-07-24"})
    community.make(studio.ws, "alert_row", {"alert": newer, "time": "2024-07-24T08:00", "source": "氣象署"})
    block = insert(studio, "alert_timeline")
    assert captions(studio, block) == ["時間軸：凱米颱風警報"]
    panel = studio.page.desk.live
    assert panel.picker.isVisible()
    assert not panel.per_row.isVisible()
    panel.picker.edited.emit(Edit(older))
    studio.settle()
    assert captions(studio, block) == ["時間軸：尼伯特颱風警報"]


def test_every_figure_is_offered_with_its_words(studio: Studio) -> None:
    studio.page.text.insert_asked.emit()
    for key in FIGURES:
        button = studio.page.desk.insert.buttons[key]
        assert button.accessibleName()
        assert button.accessibleDescription()


def test_any_kind_of_record_is_put_in_by_its_name_and_form(studio: Studio) -> None:
    community.make(studio.ws, "supply", {"name": "白米", "kind": "staple", "qty": 6000, "unit": "公斤"})
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    studio.page.text.insert_asked.emit()
    any_records = studio.page.desk.insert.any
    place = any_records.types.box.findData("supply")
    any_records.types.box.setCurrentIndex(place)
    any_records.types.box.activated.emit(place)
    QApplication.processEvents()
    assert "supply.table" in any_records.buttons
    studio.click("insert_supply.table")
    studio.page.presenter.refresh()
    assert any(one.settings.get("live") == "supply.table" for one in studio.chapter().blocks)
