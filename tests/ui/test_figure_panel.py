"""The figures of a room: chosen by keys, drawn, and the same to the unit in the table beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.exports.drawings import Bars
from app.i18n import Translator
from app.services.figures.live import FIGURES
from app.services.workspace import Workspace
from app.ui.context import MemorySettings, UiContext
from app.ui.figures.panel import PANELS, REPORTS, FigurePanel
from app.ui.jobs import InlineLane, InlinePool, Pool
from app.ui.pages.room import RoomPage
from app.ui.theme import Theme
from app.ui.widgets.layouts import PageScroll
from tests.services.figures import community
from tests.ui.desk import make_workspace
from tests.ui.looks import complaints, overlaps

Shown = Callable[..., QWidget]


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = make_workspace(tmp_path, clock)
    community.fill_hazards(made)
    community.fill_changes(made)
    made.records.create("response_group", {"group_name": "疏散避難組"})
    made.records.create("supply", {"name": "白米", "kind": "staple", "qty": 6000, "unit": "公斤"})
    made.records.create("shelter", {"name": "活動中心", "floor_area_net": 18500, "capacity": 100})
    made.drain_changes()
    yield made
    made.document.close()


def desk(ws: Workspace, theme: Theme, language: str = "zh_TW") -> UiContext:
    theme.wear(language=language)
    return UiContext(InlineLane(ws), InlinePool(), theme, Translator(language, "roc"), MemorySettings())


def panel_in(context: UiContext, shown: Shown, *keys: str) -> FigurePanel:
    area = PageScroll()
    panel = FigurePanel(context)
    area.body.addWidget(panel)
    area.body.addStretch(1)
    shown(area, 900, 800)
    panel.show_keys(keys or PANELS["hazards"])
    for _ in range(3):
        QApplication.processEvents()
    return panel


def cells(panel: FigurePanel) -> list[list[str]]:
    table = panel.table
    return [
        [item.text() if (item := table.item(row, column)) else "" for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_every_figure_of_every_room_is_known() -> None:
    assert {key for keys in PANELS.values() for key in keys} <= set(FIGURES)
    assert set(REPORTS) <= set(FIGURES)


def test_the_drawing_and_the_table_say_the_same(ws: Workspace, theme: Theme, shown: Shown) -> None:
    panel = panel_in(desk(ws, theme), shown)
    assert panel.view is not None
    assert panel.view.chart is not None
    drawing = panel.view.chart.drawing
    assert isinstance(drawing, Bars)
    told = cells(panel)
    assert [(one.label, one.words) for one in drawing.bars] == [(row[0], f"{row[2]}（{row[1]}）") for row in told[:-1]]
    assert panel.picture.image() is not None
    assert panel.picture.accessibleName() == "災害占比（依事件數）"
    assert "火災 6 43%" in panel.picture.accessibleDescription()
    assert panel.table.accessibleName()


def test_the_measure_is_chosen_by_keys(ws: Workspace, theme: Theme, shown: Shown) -> None:
    panel = panel_in(desk(ws, theme), shown)
    before = panel.picture.image()
    box = panel.options.boxes["measure"].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert panel.caption.text() == "災害占比（依死亡）"
    assert cells(panel)[0][:3] == ["震災", "2", "67%"]
    assert panel.picture.image() != before


def test_a_changed_record_is_worked_out_anew(ws: Workspace, theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    panel = panel_in(desk(ws, theme), shown)
    assert cells(panel)[-1][1] == "14"
    _row, changes = ws.records.create("disaster_event", {"name": "火", "hazard": "FIRE", "date_start": "2024"})
    panel.on_changes(changes)
    qtbot.waitUntil(lambda: cells(panel)[-1][1] == "15")


def test_a_figure_without_records_says_so(ws: Workspace, theme: Theme, shown: Shown) -> None:
    panel = panel_in(desk(ws, theme), shown)
    panel.choose("population_trend")
    QApplication.processEvents()
    assert panel.nothing.isVisible()
    assert not panel.picture.isVisible()
    assert not panel.table.isVisible()
    assert not panel.print_button.isVisible()


def test_the_drawing_grows_with_the_text(ws: Workspace, theme: Theme, shown: Shown) -> None:
    panel = panel_in(desk(ws, theme), shown, "supply_days", "shelter_coverage")
    panel.choose("shelter_coverage")
    assert not panel.picture.isVisible()
    panel.show_keys(PANELS["activities"])
    small = panel.picture.height()
    theme.wear(text_size=200)
    panel.refresh()
    QApplication.processEvents()
    assert panel.picture.height() > 1.5 * small


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize(("scheme", "size"), [("light", 100), ("dark", 200)])
def test_nothing_is_cut(language: str, scheme: str, size: int, ws: Workspace, theme: Theme, shown: Shown) -> None:
    theme.wear(scheme=scheme, text_size=size)
    panel = panel_in(desk(ws, theme, language), shown)
    for room in PANELS:
        panel.show_keys(PANELS[room])
        for key in PANELS[room]:
            panel.choose(key)
            for _ in range(3):
                QApplication.processEvents()
            found = [*complaints(panel.window()), *overlaps(panel.window())]
            assert not found, (room, key, found)


@pytest.mark.parametrize("room", list(PANELS))
def test_a_room_shows_its_figures_below_its_cards(room: str, ws: Workspace, theme: Theme, shown: Shown) -> None:
    page = RoomPage(desk(ws, theme))
    shown(page, 1000, 1400)
    page.open((room,))
    for _ in range(3):
        QApplication.processEvents()
    assert page.figures.isVisible()
    assert page.figures.view is not None
    assert page.figures.view.key == PANELS[room][0]
    cards = [one for one in page.findChildren(QWidget) if one.objectName().startswith("card_")]
    assert max(one.geometry().bottom() for one in cards) < page.figures.geometry().top()


def test_a_room_without_figures_shows_none(ws: Workspace, theme: Theme, shown: Shown) -> None:
    page = RoomPage(desk(ws, theme))
    shown(page, 1000, 900)
    page.open(("hazards",))
    page.open(("letters",))
    QApplication.processEvents()
    assert not page.figures.isVisible()


def test_a_panel_that_is_left_while_it_draws_does_no_harm(
    ws: Workspace, theme: Theme, shown: Shown, qtbot: QtBot
) -> None:
    theme.wear(language="zh_TW")
    pool = Pool()
    context = UiContext(InlineLane(ws), pool, theme, Translator("zh_TW", "roc"), MemorySettings())
    failed: list[object] = []
    context.erred.connect(failed.append)
    holder = QWidget()
    layout = QVBoxLayout(holder)
    first, second = FigurePanel(context), FigurePanel(context)
    layout.addWidget(first)
    layout.addWidget(second)
    shown(holder, 700, 900)
    first.show_keys(PANELS["hazards"])
    second.show_keys(PANELS["hazards"])
    first.setParent(None)
    first.deleteLater()
    qtbot.waitUntil(lambda: second.picture.image() is not None, timeout=20_000)
    pool.close()
    assert not failed
