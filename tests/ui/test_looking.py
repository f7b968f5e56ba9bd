"""A look at the papers: one at a time, once more where it was asked meanwhile, and nothing after its page is gone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import InputError
from app.core.messages import N_
from app.exports.layout import FontSet
from app.i18n import Translator
from app.services.output_kinds import Tools
from app.ui.context import MemorySettings, UiContext
from app.ui.jobs import Lane, Pool
from app.ui.looking import Gather, PaperLooking
from app.ui.theme import Theme


class Paper:
    """A document of one word, on the lane."""

    def __init__(self) -> None:
        self.word: str | None = "first"

    def drain_changes(self) -> tuple[object, ...]:
        return ()

    def close(self) -> None:
        """Nothing to save."""


class Desk(QObject):
    """A page that looks: what it asks for, what it is told, and a gate in which the work waits."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context, self.wanted = context, "en"
        self.told: list[tuple[str, object]] = []
        self.fonts: list[FontSet] = []
        self.inside, self.gate = threading.Semaphore(0), threading.Semaphore(0)
        fonts, inside, gate = self.fonts, self.inside, self.gate

        def work(found: tuple[str, str], tools: Tools) -> str:
            fonts.append(tools.fonts)
            inside.release()
            gate.acquire(timeout=5)
            if found[1] == "unreadable":
                raise InputError(N_("The date was not understood."), N_("Write it again."))
            return " ".join(found)

        self.looking = PaperLooking(context, self._begin, work, self)
        self.looking.gathered.connect(lambda found: self.told.append(("gathered", found)))
        self.looking.seen.connect(lambda made: self.told.append(("seen", made)))
        self.looking.failed.connect(lambda error: self.told.append(("failed", error.what.id)))

    def _begin(self) -> Gather:
        wanted = self.wanted

        def gather(paper: Any) -> tuple[str, str] | None:  # noqa: ANN401 - the document of this test
            return None if paper.word is None else (wanted, paper.word)

        return gather

    def write(self, word: str | None) -> None:
        self.context.lane.submit(lambda paper: setattr(paper, "word", word))

    def is_inside(self) -> bool:
        return self.inside.acquire(blocking=False)

    def seen(self) -> list[object]:
        return [what for said, what in self.told if said == "seen"]


Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def desk(qapp: QApplication, theme: Theme) -> Iterator[Desk]:
    lane, pool = Lane(Paper), Pool(2)
    lane.start()
    yield Desk(UiContext(lane, pool, theme, Translator("en", "gregorian"), MemorySettings()))
    lane.close()
    lane.wait(5)
    pool.close()


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    return qtbot.waitUntil


def test_what_changes_during_a_look_is_looked_at_once_more(desk: Desk, wait: Wait) -> None:
    desk.looking.look()
    wait(desk.is_inside)
    for word in ("second", "third"):
        desk.write(word)
        desk.looking.look()
    desk.wanted = "zh_TW"  # by the time of the second look
    desk.gate.release(2)
    wait(lambda: len(desk.seen()) == 2)
    assert desk.told == [
        ("gathered", ("en", "first")), ("seen", "en first"),
        ("gathered", ("zh_TW", "third")), ("seen", "zh_TW third"),
    ]  # fmt: skip
    assert desk.fonts[0] is desk.fonts[1] is desk.context.fonts()


def test_where_there_is_nothing_to_look_at_the_next_change_is_still_seen(desk: Desk, wait: Wait) -> None:
    desk.write(None)
    desk.looking.look()
    desk.write("here")
    desk.looking.look()
    desk.gate.release()
    wait(lambda: bool(desk.seen()))
    assert desk.told == [("gathered", None), ("gathered", ("en", "here")), ("seen", "en here")]


def test_a_failure_is_told_unless_what_failed_is_past(desk: Desk, wait: Wait) -> None:
    desk.write("unreadable")
    desk.looking.look()
    wait(desk.is_inside)
    desk.write("mended")
    desk.looking.look()
    desk.gate.release(2)
    wait(lambda: desk.seen() == ["en mended"])
    assert "failed" not in dict(desk.told)
    desk.write("unreadable")
    desk.looking.look()
    desk.gate.release()
    wait(lambda: desk.told[-1] == ("failed", "The date was not understood."))
    desk.write("mended again")
    desk.looking.look()
    desk.gate.release()
    wait(lambda: desk.seen()[-1] == "en mended again")


def test_a_page_that_is_left_while_it_looks_is_told_nothing(desk: Desk, wait: Wait) -> None:
    told, gate, pool = desk.told, desk.gate, desk.context.pool
    done: list[object] = []
    desk.looking.look()
    wait(desk.is_inside)
    desk.looking.look()
    desk.deleteLater()
    QApplication.sendPostedEvents(desk)
    gate.release()
    pool.run(lambda _job: gate.release(), done.append)
    wait(lambda: len(done) == 1)
    assert [said for said, _what in told] == ["gathered"]
