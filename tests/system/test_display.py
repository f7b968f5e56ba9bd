"""A screen or none."""

from __future__ import annotations

import os

import pytest

from app.system.display import draw_offscreen, has_display


@pytest.mark.parametrize(
    ("system", "variables", "there"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_window_needs_a_screen(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], there: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", system)
    assert has_display() is there


def test_drawing_without_a_screen_is_set_before_qt_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    draw_offscreen()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
