"""The ground under every test: no display, no network, no home folder, no surprise in the log.

Set before anything imports Qt. Helpers that are not fixtures are in ``tests/support.py``.
"""

from __future__ import annotations

import os
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"
os.environ["TZ"] = "Asia/Taipei"
for name in ("LANGUAGE", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_IM_MODULE", "DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(name, None)
if hasattr(time, "tzset"):
    time.tzset()

import gc
import logging
import random
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import support

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.core.clock import FixedClock

TAIPEI = timezone(timedelta(hours=8), "Asia/Taipei")
HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}
SKIPS: dict[str, Callable[[], str]] = {
    "needs_git": support.why_no_git,
    "needs_libreoffice": support.why_no_libreoffice,
    "needs_root": support.why_no_root,
}

settings.register_profile(
    "banyan",
    deadline=None,  # time is the business of packaging/bench
    database=None,  # a failure is repeated with the printed seed, not from a folder on one machine
    print_blob=True,
    max_examples=support.count(1000),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("banyan")
gc.set_threshold(20_000, 20, 20)  # as the program does: a test process holds too much to be looked through often
support.SOCKETS.install()


def pytest_report_header() -> str:
    """Say with which counts and seed this run can be repeated."""
    return f"banyan: {'full counts' if support.FULL else 'a tenth of each count'}, BANYAN_SEED={support.SEED}"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, and say why, what this machine cannot do."""
    for marker, why in SKIPS.items():
        if item.get_closest_marker(marker) and (reason := why()):
            pytest.skip(f"{marker}: {reason}")


def pytest_collection_finish() -> None:
    """Let the collector pass over what was loaded for good."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a check that failed before the tests fail the run as well."""
    if os.environ.get("BANYAN_FAILED_CHECKS") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the checks that failed before the tests; their words stand further up."""
    if failed := os.environ.get("BANYAN_FAILED_CHECKS"):
        terminalreporter.section("checks before the tests", red=True)
        terminalreporter.line(f"failed: {failed}")


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """A folder of the test's own, named as people here name folders: spaces, 「」 and Chinese."""
    folder = tmp_path / "我的 社區「榕」 files"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder with settings, data and cache of its own, for every test."""
    folder = tmp_path_factory.mktemp("家 home", numbered=True)
    for variable, below in HOME_VARIABLES.items():
        place = folder / below
        place.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(place))
    (folder / ".run").chmod(0o700)
    monkeypatch.delenv("BANYAN_HOME", raising=False)
    return folder


@pytest.fixture(autouse=True)
def quiet(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning, opens a socket, or leaves a thread or window behind."""
    trap, threads = support.LogTrap(), set(threading.enumerate())
    logging.getLogger().addHandler(trap)
    support.SOCKETS.take()
    yield
    logging.getLogger().removeHandler(trap)
    windows, stray = support.close_stray_windows(), support.stray_threads(threads)
    expected = "caplog" in request.fixturenames or request.node.get_closest_marker("allow_logs") is not None
    assert expected or not trap.lines, f"logged without being expected: {trap.lines}"
    sockets = support.SOCKETS.take()
    assert not sockets, f"network: {sockets}"
    assert not stray, f"threads left running: {stray}"
    assert not windows, f"windows left open: {windows}"


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    """A generator that repeats itself for the printed ``BANYAN_SEED``, different in every test."""
    return support.seeded(request.node.nodeid)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 2025-04-15 09:00 in Taipei until the test moves it."""
    from app.core.clock import FixedClock

    return FixedClock(datetime(2025, 4, 15, 9, 0, tzinfo=TAIPEI))


@pytest.fixture
def ime() -> Callable[[QWidget, str], None]:
    """Type into a widget through composition events; see :func:`tests.support.ime_type`."""
    return support.ime_type
