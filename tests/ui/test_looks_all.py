"""Every page in every dress: nothing cut, squeezed, or over one another (acceptance of the look).

A run looks at each page in some dresses, each page in others than its neighbours; ``BANYAN_FULL=1`` looks at all,
and another ``BANYAN_SEED`` at others.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QHeaderView

from app.core.errors import StorageError
from app.core.messages import N_
from app.services.workspace import Workspace
from app.ui import screenshots
from app.ui.pages import PAGES
from app.ui.shell.window import MainWindow
from app.ui.start import Desk, application
from tests.practice import SAMPLES, practice
from tests.support import FULL, SEED
from tests.ui.looks import complaints, in_turn, overlaps
from tests.ui.test_looks_shell import LONG
from tests.walk import empty_home

LANGUAGES, SCHEMES, SIZES = ("zh_TW", "en", "qps"), ("light", "dark"), (100, 200)
LOOKS = tuple(itertools.product(LANGUAGES, SIZES, SCHEMES))
"""Language, text size in per cent, light or dark."""
TOWNS = ("community", "mvp-2")
FILES = ("nfa-114", *(TOWNS if FULL else (TOWNS[SEED % 2],)), "empty", "long")
"""The practice communities of the USA, alike in much, take turns in a short run."""
NAMES = {
    "community": "name",
    "person": "name",
    "organisation": "name",
    "event": "title",
    "response_group": "group_name",
    "funding_source": "agency",
    "budget_line": "item",
}
"""Record types and the field that names one; the file with long names fills each with forty characters."""
QUIET_MS = 30


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a copy of a practice community."""

    def copy(programme: str) -> Path:
        original = practice(tmp_path_factory, next(name for name, one in SAMPLES.items() if one == programme))
        return Path(shutil.copyfile(original, tmp_path_factory.mktemp("looks") / "looked-at.banyan"))

    return copy


@pytest.fixture
def opened(
    practised: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Desk]]:
    """Open one of the files in the real window, without the pauses that pictures need."""
    monkeypatch.setattr(screenshots, "QUIET_MS", QUIET_MS)
    desks: list[Desk] = []

    def open_file(kind: str) -> Desk:
        desk = Desk(application(), empty_home(tmp_path), language="zh_TW", scheme="light")
        desks.append(desk)
        if kind == "empty":
            path = tmp_path / "empty.banyan"
            desk.open(path, lambda: _empty(desk, path))
        else:
            desk.open(practised("nfa-114" if kind == "long" else kind))
        screenshots.wait_for(lambda: desk.window is not None)
        assert desk.window is not None
        if kind == "long":
            desk.window.context.lane.submit(_lengthen)
        desk.window.resize(*screenshots.SIZE)
        screenshots.settle(desk.window)
        return desk

    yield open_file
    for desk in desks:
        for window in (desk.window, desk.welcome):
            if window is not None:
                window.close()
                window.deleteLater()
        desk.end()
        desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


def _empty(desk: Desk, path: Path) -> Workspace:
    from app.i18n import Translator
    from app.services.opening import make_workspace

    return make_workspace(
        path, desk.program(), Translator("zh_TW"), community="安和社區", place="TW", programme="nfa-114", person=""
    )


def _lengthen(workspace: Workspace) -> None:
    for kind, field in NAMES.items():
        for row in workspace.records.load(kind)[:6]:
            workspace.records.change(kind, row.id, {field: LONG[:40]})
    workspace.document.set_person(LONG[:40])


def _dresses(place: int, kind: int) -> list[tuple[str, int, str]]:
    """Return the dresses that the page at *place* is looked at in, from the file number *kind*.

    A short run wears every dress once and shows every other page from one of its files, the rest for another seed.
    """
    if FULL:
        return list(LOOKS)
    if (place + kind + SEED) % len(FILES) or (place // len(FILES) // 3 + SEED // 2) % 2:
        return []
    return [LOOKS[(kind + len(FILES) * (place // len(FILES) % 3) + SEED) % len(LOOKS)]]


def _look(window: MainWindow, route: str) -> list[str]:
    window.nav.go(route)
    screenshots.settle(window)
    return [*complaints(window), *overlaps(window), *_heads(window)]


def _heads(window: MainWindow) -> list[str]:
    """Return the heads of columns whose words are cut."""
    found: list[str] = []
    for head in [one for one in window.findChildren(QHeaderView) if one.isVisible()]:
        across = [at for at in range(head.count()) if not head.isSectionHidden(at)]
        if head.orientation() is Qt.Orientation.Horizontal:
            cut = [at for at in across if not _is_read_whole(head, at)]
            words = [head.model().headerData(at, head.orientation()) for at in cut]
            found += [f"cut: the head {word!r}" for word in words]
    return found


def _is_read_whole(head: QHeaderView, at: int) -> bool:
    """Say whether a head has the width of its words, or, where it may take several lines, their height."""
    if head.sectionSize(at) + 1 >= head.sectionSizeHint(at):
        return True
    wraps = Qt.TextFlag.TextWordWrap.value
    if not head.defaultAlignment().value & wraps:
        return False
    words = str(head.model().headerData(at, head.orientation()) or "")
    font = head.font()
    font.setBold(True)
    needs = QFontMetrics(font).boundingRect(0, 0, head.sectionSize(at), 0, wraps, words)
    return needs.width() <= head.sectionSize(at) and needs.height() <= head.height()


def test_every_page_is_drawn_and_looked_at(opened: Callable[[str], Desk]) -> None:
    window = opened("nfa-114").window
    assert window is not None
    routes = screenshots.all_routes(window)
    assert {route.partition(":")[0] for route in routes} == set(PAGES)
    assert len(routes) == len(set(routes))


@pytest.mark.parametrize("kind", FILES)
def test_nothing_is_cut_on_any_page_of_a_real_file(kind: str, opened: Callable[[str], Desk]) -> None:
    desk = opened(kind)
    window = desk.window
    assert window is not None
    wanted: dict[tuple[str, int, str], list[str]] = {}
    for place, route in enumerate(screenshots.all_routes(window)):
        for dress in _dresses(place, FILES.index(kind)):
            wanted.setdefault(dress, []).append(route)
    found: list[str] = []
    for (language, size, scheme), routes in sorted(wanted.items()):
        desk.theme.wear(language=language, scheme=scheme, text_size=size)  # once: each page is dressed anew by it
        window.speak(language)
        for route in routes:
            found += [f"{route} {language} {size} {scheme}: {one}" for one in _look(window, route)]
    assert not found, f"{len(found)}\n" + "\n".join(sorted(set(found)))


@pytest.mark.parametrize(("language", "size"), in_turn(list(itertools.product(("zh_TW", "en"), SIZES)), 1))
def test_nothing_is_cut_in_the_welcome_with_news(language: str, size: int, opened: Callable[[str], Desk]) -> None:
    desk = opened("empty")
    assert desk.window is not None
    desk.theme.wear(text_size=size, language=language)
    desk.show_welcome(StorageError(N_("The file could not be read."), N_("Your other files are safe.")))
    assert desk.welcome is not None
    desk.welcome.resize(*screenshots.SIZE)
    screenshots.settle()
    found = [*complaints(desk.welcome), *overlaps(desk.welcome)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", in_turn(SIZES, 1))
def test_lists_that_open_show_their_words_whole(size: int, opened: Callable[[str], Desk]) -> None:
    desk = opened("community")
    window = desk.window
    assert window is not None
    window.speak("en")
    desk.theme.wear(text_size=size)
    found: list[str] = []
    for route in ("settings", "budget", "manual", "records:community"):
        _look(window, route)
        for box in [one for one in window.findChildren(QComboBox) if one.isVisible() and one.count()]:
            needed = max(box.fontMetrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
            if needed > window.width() * 0.8:
                found.append(f"{route}: the list of {box.objectName()!r} needs {needed}")
            if box.fontMetrics().horizontalAdvance(box.currentText()) > box.width():
                found.append(f"{route}: {box.currentText()!r} is wider than its list")
    assert not found, "\n".join(found)
