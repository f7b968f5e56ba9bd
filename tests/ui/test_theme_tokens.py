from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.theme import DARK, LIGHT, Metrics, Theme, Tokens
from app.ui.theme.focus import FocusRing
from app.ui.theme.fonts import register_fonts
from app.ui.theme.sheet import style_sheet
from app.ui.theme.tokens import contrast
from app.ui.widgets.binder import WrapLabel
from tests.support import ROOT

Shown = Callable[..., QWidget]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_text_and_lines_stand_out_from_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.window, tokens.surface, tokens.sunken):
        assert contrast(tokens.ink, ground) > 13
        assert contrast(tokens.ink_2, ground) > 6.5
        for colour in (tokens.sun, tokens.clay, tokens.sky):
            assert contrast(colour, ground) > 6
        assert contrast(tokens.line, ground) > 3
        assert contrast(tokens.focus, ground) > 3
    assert contrast(tokens.on_leaf, tokens.leaf) > 6
    for tone in ("leaf", "sun", "clay", "sky"):
        assert contrast(tokens.tone(tone), tokens.tone(f"{tone}_soft")) > 4.5
        assert contrast(tokens.ink, tokens.tone(f"{tone}_soft")) > 9


def test_sizes_grow_with_the_text() -> None:
    small, large = Metrics.of("zh_TW", 100), Metrics.of("zh_TW", 200)
    assert (small.body_pt, large.body_pt) == (13.0, 26.0)
    assert Metrics.of("en", 100).body_pt == 12.0
    assert large.unit == 2 * small.unit
    assert small.act_px >= 40
    assert small.row_px >= 32


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_style_sheet_uses_only_tokens_and_no_file(tokens: Tokens) -> None:
    sheet = style_sheet(tokens, Metrics.of("en", 130))
    own = {tokens.tone(name) for name in Tokens.__slots__}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= own
    assert "url(" not in sheet


def test_theme_changes_palette_fonts_and_tells(theme: Theme, qapp: QApplication) -> None:
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.dark))
    theme.wear(scheme="dark", text_size=200, language="en")
    assert told == [True]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert qapp.font().pointSizeF() == pytest.approx(24.0)
    theme.wear(scheme="dark", text_size=200, language="en")
    assert told == [True]


def test_bundled_font_comes_first_and_draws_chinese(theme: Theme) -> None:
    families = register_fonts(ROOT / "resources" / "fonts")
    font = theme.font()
    if families:
        assert font.families()[0] == families[0]
    assert QFontMetrics(font).inFont("榕")


def test_signs_are_as_wide_as_the_language_wants_after_each_change(theme: Theme, qapp: QApplication) -> None:
    label = QLabel("：")
    widths = []
    for language in ("en", "zh_TW", "en"):
        theme.wear(language=language)
        label.setFont(qapp.font())
        widths.append(label.fontMetrics().horizontalAdvance("一：一") - label.fontMetrics().horizontalAdvance("一一"))
    assert widths[0] == widths[2] < widths[1]


def test_a_word_without_end_is_parted_and_read_whole(theme: Theme) -> None:
    label, address = WrapLabel(), "https://example.org/" + "a" * 200
    label.setWordWrap(True)
    label.setText(f"See {address}.")
    assert label.text() == f"See {address}."
    assert label.minimumSizeHint().width() < label.fontMetrics().horizontalAdvance("a" * 40)


def test_icons_are_tinted_and_sharp(theme: Theme) -> None:
    pixmap = theme.pixmap("house", "clay", 2)
    assert pixmap.width() == round(theme.metrics.em(2) * pixmap.devicePixelRatio())
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    strong = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert strong == {LIGHT.clay}


def test_every_icon_of_the_folder_can_be_drawn(theme: Theme) -> None:
    for path in sorted((ROOT / "resources" / "icons").glob("*.svg")):
        assert not theme.pixmap(path.stem).isNull()
    assert "ISC License" in (ROOT / "resources" / "icons" / "LICENSE").read_text(encoding="utf-8")


def test_ring_is_drawn_two_pixels_away_from_what_has_the_keyboard(theme: Theme, shown: Shown) -> None:
    box = QWidget()
    layout = QVBoxLayout(box)
    buttons = [QPushButton("one"), QPushButton("two")]
    for button in buttons:
        layout.addWidget(button)
    shown(box)
    buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = box.window().findChildren(FocusRing)
    assert ring.isVisible()
    top_left = buttons[1].mapTo(box.window(), buttons[1].rect().topLeft())
    assert (ring.x(), ring.y()) == (top_left.x() - 4, top_left.y() - 4)
    assert ring.width() == buttons[1].width() + 8
    buttons[1].hide()
    assert not ring.isVisible() or ring.y() != top_left.y() - 4
