"""The program from its first window to a document and back, with its settings and its crash path."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.core.errors import ChangedOnDiskError
from app.core.messages import N_
from app.system.paths import Paths
from app.ui.context import UiSettings
from app.ui.crash import REPORT, CrashHook
from app.ui.pages.welcome import FirstAnswers
from app.ui.screenshots import settle, wait_for
from app.ui.settings_file import FileSettings
from app.ui.start import Desk, free_name, practice_of, safety_lines
from tests.walk import Answers, empty_home


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An installation that nobody has used yet."""
    return empty_home(tmp_path)


@pytest.fixture
def desk(paths: Paths, qapp: QApplication) -> Iterator[Desk]:
    """The program before its first window."""
    made = Desk(qapp, paths, dialogs=Answers(), language="en", scheme="light")
    yield made
    if made.window is not None:
        made.window.close()
    if made.welcome is not None:
        made.welcome.close()
    made.end()


def _begin(desk: Desk, place: str = "US", programme: str = "community") -> None:
    desk.begin()
    assert desk.welcome is not None
    desk.welcome.answered.emit(FirstAnswers("en", "Banyan Hill", place, programme))
    wait_for(lambda: desk.window is not None)
    settle(desk.window)


def test_the_answers_make_a_file_with_the_habits_of_the_place(desk: Desk, paths: Paths) -> None:
    _begin(desk)
    assert (paths.documents / "Banyan Hill.banyan").is_file()
    assert desk.window is not None
    facts = desk.window.context.document
    assert (facts.community, facts.currency, facts.calendar, facts.paper, facts.us) == (
        "Banyan Hill",
        "USD",
        "gregorian",
        "Letter",
        True,
    )
    assert desk.settings.current.recent == (str(paths.documents / "Banyan Hill.banyan"),)


def test_a_second_press_while_the_file_is_made_asks_for_nothing(desk: Desk, paths: Paths) -> None:
    desk.begin()
    welcome = desk.welcome
    assert welcome is not None
    for programme in ("community", "nfa-114"):
        welcome.answered.emit(FirstAnswers("en", "Banyan Hill", "TW", programme))
    assert not welcome.stack.isEnabled()
    assert welcome.message.isVisible(), "it says that the file is being opened"
    wait_for(lambda: desk.window is not None)
    settle(desk.window)
    assert desk.window is not None
    assert desk.window.context.document.community == "Banyan Hill"
    assert welcome.message.isHidden()
    assert [one.name for one in paths.documents.glob("*.banyan")] == ["Banyan Hill.banyan"]


def test_home_says_whether_the_work_is_safe(desk: Desk) -> None:
    _begin(desk)
    assert desk.lane is not None
    found: list[object] = []
    desk.lane.submit(safety_lines, found.extend)
    wait_for(lambda: bool(found))
    assert found


def test_a_file_that_is_none_is_refused_in_the_first_window(desk: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.banyan"
    wrong.write_bytes(b"no document")
    desk.begin(wrong)
    wait_for(lambda: desk.welcome is not None and desk.welcome.message.isVisible())
    assert desk.welcome is not None
    assert len([line for line in desk.welcome.message.lines() if line]) == 3
    assert wrong.read_bytes() == b"no document"


def test_two_truths_are_asked_about(desk: Desk, tmp_path: Path) -> None:
    desk.show_welcome()
    error = ChangedOnDiskError(N_("Changed there too."), N_("Choose one."))
    desk._on_not_open(tmp_path / "a.banyan", error)
    assert desk.welcome is not None
    settle()
    ways = [one for one in desk.welcome.findChildren(QPushButton) if one.objectName().startswith("way_")]
    assert [one.objectName() for one in ways if one.isVisible()] == ["way_0", "way_1"]
    assert len({one.text() for one in ways}) == 2


def test_settings_are_kept_and_an_unreadable_file_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    kept = FileSettings(path)
    kept.change(language="zh_TW", text_size=150)
    kept.opened(tmp_path / "安和.banyan")
    again = FileSettings(path).current
    assert (again.language, again.text_size, again.recent) == ("zh_TW", 150, (str(tmp_path / "安和.banyan"),))
    path.write_text('version = 1\ntext_size = "large"\nlanguage = "en"\n', encoding="utf-8")
    assert FileSettings(path).current == UiSettings(language="en")
    for broken in (b"\x00\xff\xfe", b"[[[", b""):
        path.write_bytes(broken)
        assert FileSettings(path).current == UiSettings()


def test_settings_that_cannot_be_read_are_told_once_in_three_lines(paths: Paths, qapp: QApplication) -> None:
    file = paths.config / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"[[[")
    desk = Desk(qapp, paths, dialogs=Answers(), language="en", scheme="light")
    try:
        desk.begin()
        assert desk.welcome is not None
        lines = [line for line in desk.welcome.message.lines() if line]
        assert len(lines) == 3
        assert any("settings.unreadable" in line for line in lines)
        assert file.with_suffix(".unreadable").read_bytes() == b"[[["
        assert desk.settings.take_trouble() is None
    finally:
        if desk.welcome is not None:
            desk.welcome.close()
        desk.end()


def test_settings_that_cannot_be_read_are_told_beside_a_file_that_opens(paths: Paths, qapp: QApplication) -> None:
    first = Desk(qapp, paths, dialogs=Answers(), language="en", scheme="light")
    _begin(first)
    assert first.window is not None
    first.window.close()
    first.end()
    (paths.config / "settings.toml").write_bytes(b"\xff")
    desk = Desk(qapp, paths, dialogs=Answers(), language="en", scheme="light")
    desk.begin(paths.documents / "Banyan Hill.banyan")
    wait_for(lambda: desk.window is not None)
    settle(desk.window)
    assert desk.window is not None
    assert len([line for line in desk.window.message.lines() if line]) == 3
    desk.window.close()
    desk.end()


def test_the_practice_community_of_a_place_is_named_by_the_path(desk: Desk) -> None:
    packs = tuple(pack for pack, _data in desk.program().packs)
    assert [practice_of(place, packs) for place in ("TW", "US", "other")] == ["nfa-114", "community", "community"]
    assert practice_of("TW", ()) == "community"
    assert {one.id for one in desk._choices() if one.practised} == {"mvp-2"}


def test_a_free_name_is_never_taken(tmp_path: Path) -> None:
    assert free_name(tmp_path, "a/b") == tmp_path / free_name(tmp_path, "a/b").name
    first = free_name(tmp_path, "安和社區")
    first.touch()
    assert free_name(tmp_path, "安和社區").name == "安和社區-2.banyan"


def test_a_bug_is_written_down_shown_in_three_lines_and_does_not_loop(tmp_path: Path, qapp: QApplication) -> None:
    shown: list[str] = []
    hook = CrashHook(tmp_path, lambda: None, lambda words, _report: shown.append(words))

    def fail(hook: Callable[..., object]) -> None:
        try:
            raise ValueError("".join(("陳美", "玉")))
        except ValueError as error:
            hook(type(error), error, sys.exc_info()[2])

    for _ in range(5):
        fail(hook)
    assert len(shown) == 3
    assert len(shown[0].splitlines()) == 3
    report = (tmp_path / REPORT).read_text(encoding="utf-8")
    assert "ValueError" in report
    assert "陳美玉" not in report
