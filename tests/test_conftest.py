"""The guards of ``conftest.py`` catch what they are for; each is tried on a planted offence."""

from __future__ import annotations

import logging
import os
import socket
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import support

pytest_plugins = ["pytester"]

OFFENCES = {
    "log": "import logging\ndef test_it():\n    logging.getLogger('x').warning('boo')\n",
    "socket": "import socket, contextlib\ndef test_it():\n"
    "    with contextlib.suppress(OSError):\n        socket.socket(socket.AF_INET)\n",
    "thread": "import threading, time\ndef test_it():\n"
    "    threading.Thread(target=time.sleep, args=(4,), name='left', daemon=True).start()\n",
    "window": "from PySide6.QtWidgets import QWidget\nkept = []\ndef test_it(qapp):\n"
    "    kept.append(QWidget())\n    kept[0].show()\n",
    "warning": "import warnings\ndef test_it():\n    warnings.warn('old')\n",
    "qt message": "from PySide6.QtCore import qWarning\ndef test_it(qapp):\n    qWarning('from Qt')\n",
}


@pytest.fixture
def offend(pytester: pytest.Pytester) -> pytest.Pytester:
    """A small project with our configuration and conftest."""
    pytester.makepyprojecttoml((support.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tests = pytester.mkdir("tests")
    for name in ("conftest.py", "support.py"):
        (tests / name).write_text((support.ROOT / "tests" / name).read_text(encoding="utf-8"), encoding="utf-8")
    return pytester


@pytest.mark.parametrize("offence", OFFENCES)
def test_each_offence_is_caught(offend: pytest.Pytester, offence: str) -> None:
    (offend.path / "tests" / "test_it.py").write_text(OFFENCES[offence], encoding="utf-8")
    result = offend.runpytest_subprocess("-q", "-p", "no:randomly", "-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.TESTS_FAILED, result.stdout.str()


def test_an_orderly_test_passes(offend: pytest.Pytester) -> None:
    words = "def test_it(home, tmp_path, rng):\n    assert tmp_path.is_dir() and home.is_dir() and rng.random() < 1\n"
    (offend.path / "tests" / "test_it.py").write_text(words, encoding="utf-8")
    offend.runpytest_subprocess("-q", "-p", "no:randomly", "-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_a_network_socket_is_refused_and_a_local_one_is_not() -> None:
    with pytest.raises(PermissionError, match="network socket"):
        socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
    assert len(support.SOCKETS.take()) == 1
    if hasattr(socket, "AF_UNIX"):
        socket.socket(socket.AF_UNIX).close()


def test_home_is_empty_and_its_own(home: Path, tmp_path: Path) -> None:
    assert Path(os.environ["HOME"]) == home
    assert not [path for path in home.rglob("*") if path.is_file()]
    assert " " in tmp_path.name
    assert "「" in tmp_path.name


@pytest.mark.allow_logs
def test_logs_may_be_allowed_by_mark() -> None:
    logging.getLogger("somewhere").warning("expected")


def test_logs_may_be_allowed_by_looking_at_them(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("somewhere").error("expected")
    assert "expected" in caplog.text


def test_a_thread_that_ends_is_not_stray() -> None:
    before = set(threading.enumerate())
    threading.Thread(target=lambda: None).start()
    assert support.stray_threads(before) == []


def test_counts_are_a_tenth_unless_full() -> None:
    assert support.count(300) == (300 if support.FULL else 30)
    assert support.count(3) == (3 if support.FULL else 1)


@pytest.mark.parametrize("text", ["堃喆 𡋾", "社區<b>&=", "第一行\n第二行"])
def test_composition_reaches_the_editor(qtbot: QtBot, text: str) -> None:
    from PySide6.QtWidgets import QTextEdit

    editor = QTextEdit()
    qtbot.addWidget(editor)
    editor.show()
    support.ime_type(editor, text)
    assert editor.toPlainText() == text


def test_preedit_text_may_be_left_hanging(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLineEdit

    editor = QLineEdit()
    qtbot.addWidget(editor)
    editor.show()
    support.ime_type(editor, "社區", commit=False)
    assert editor.text() == ""
