from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import AppError, Cancelled, InputError
from app.core.messages import N_, Message
from app.ui.jobs import InlineLane, Job, Lane, Pool


class Desk:
    """A workspace that remembers which thread used it."""

    def __init__(self) -> None:
        self.threads = [threading.current_thread().name]
        self.changes: list[object] = []
        self.closed = False

    def note(self) -> str:
        self.threads.append(threading.current_thread().name)
        return self.threads[-1]

    def write(self, what: str) -> str:
        self.changes.append(what)
        return what

    def drain_changes(self) -> Sequence[object]:
        found, self.changes = self.changes, []
        return found

    def close(self) -> None:
        self.closed = True


class Ear(QObject):
    """Remembers what it heard and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[str] = set()

    def hear(self, what: object) -> None:
        self.heard.append(what)
        self.threads.add(threading.current_thread().name)

    def hear_steps(self, done: int, total: int, note: object) -> None:
        assert isinstance(note, Message)
        self.hear((done, total, note.id))


def oops(_desk: object) -> None:
    raise InputError(N_("The date was not understood."), N_("Write it again."))


def cannot_open() -> Desk:
    raise InputError(N_("The file is not there."), N_("Choose another file."))


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    lane = Lane(Desk)
    yield lane
    lane.close()
    lane.wait(5)


def test_jobs_run_in_order_on_one_thread_and_answer_on_the_ui_thread(lane: Lane, qtbot: QtBot) -> None:
    ear = Ear()
    lane.start(ear.hear)
    for _ in range(20):
        lane.submit(Desk.note, ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 21)
    assert ear.heard == [None, *["document-lane"] * 20]
    assert ear.threads == {threading.main_thread().name}


def test_changes_come_before_the_answer_of_the_job_that_made_them(lane: Lane, qtbot: QtBot) -> None:
    ear = Ear()
    lane.changes.connect(ear.hear)
    lane.start()
    lane.submit(lambda desk: desk.write("set 1") and "answer", ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert ear.heard == ["set 1", "answer"]


def test_expected_failures_reach_their_owner_or_everybody(lane: Lane, qtbot: QtBot) -> None:
    owner, everybody = Ear(), Ear()
    lane.failed.connect(everybody.hear)
    lane.start()
    lane.submit(oops, None, owner.hear)
    lane.submit(oops)
    qtbot.waitUntil(lambda: len(owner.heard) == len(everybody.heard) == 1)
    assert isinstance(owner.heard[0], AppError)


def test_a_document_that_cannot_be_opened_says_so_and_ends_the_thread(qtbot: QtBot) -> None:
    ear = Ear()
    lane = Lane(cannot_open)
    lane.start(None, ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 1)
    assert lane.wait(5)


def test_an_answer_to_a_widget_that_is_gone_is_dropped(lane: Lane, qtbot: QtBot) -> None:
    gone, ear = Ear(), Ear()
    lane.start()
    lane.submit(lambda desk: desk.note(), gone.hear)
    lane.submit(lambda desk: desk.note(), partial(partial(gone.hear_steps, 1), 2))
    gone.deleteLater()
    QApplication.sendPostedEvents(gone)
    lane.submit(lambda desk: desk.note(), ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 1)
    assert not gone.heard


def test_idle_slices_wait_for_jobs_and_end_when_they_are_done(lane: Lane, qtbot: QtBot) -> None:
    ear, left = Ear(), [5]

    def slice_of(_desk: Desk) -> bool:
        left[0] -= 1
        return left[0] > 0

    lane.start()
    lane.idle(slice_of)
    lane.submit(lambda desk: desk.note(), ear.hear)
    qtbot.waitUntil(lambda: left[0] == 0 and len(ear.heard) == 1)


def test_closing_finishes_what_was_submitted(qtbot: QtBot) -> None:
    desks: list[Desk] = []
    ear = Ear()
    lane = Lane(lambda: desks.append(Desk()) or desks[0])  # type: ignore[func-returns-value]
    lane.start()
    for _ in range(5):
        lane.submit(lambda desk: desk.note())
    lane.close(ear.hear)
    qtbot.waitUntil(lambda: ear.heard == [None])
    assert lane.wait(5)
    assert desks[0].closed
    assert len(desks[0].threads) == 6


def test_inline_lane_answers_at_once(qapp: QApplication) -> None:
    ear = Ear()
    lane = InlineLane(Desk())
    lane.submit(lambda desk: desk.write("x"), ear.hear)
    assert ear.heard == ["x"]


def test_pool_tells_progress_and_can_be_stopped(qtbot: QtBot) -> None:
    pool, ear, steps = Pool(1), Ear(), Ear()
    begun, go_on = threading.Event(), threading.Event()

    def work(job: Job) -> str:
        job.step(1, 3, N_("Reading"))
        begun.set()
        go_on.wait(5)
        if job.cancelled():
            raise Cancelled(N_("Stopped."), N_("Start again when you like."))
        return "finished"

    job = pool.run(work, ear.hear, ear.hear, steps.hear_steps)
    begun.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: len(ear.heard) == 1)
    assert isinstance(ear.heard[0], Cancelled)
    qtbot.waitUntil(lambda: steps.heard == [(1, 3, "Reading")])
    pool.close()


def test_a_bug_takes_the_crash_path(lane: Lane, qtbot: QtBot) -> None:
    lane.start()
    with qtbot.captureExceptions() as raised:
        lane.submit(lambda _desk: 1 / 0)
        qtbot.waitUntil(lambda: len(raised) == 1)
    assert raised[0][0] is ZeroDivisionError


class Held:
    """Tells which thread lets go of it last, as a widget that a job was given."""

    def __init__(self, freed: list[threading.Thread]) -> None:
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.current_thread())

    def work(self, _given: object) -> None:
        """Do nothing."""

    def hear(self, _value: object) -> None:
        """Hear the answer."""


@pytest.mark.parametrize("ends", ["done", "failed"])
def test_what_a_job_was_given_is_let_go_on_the_ui_thread(ends: str, qtbot: QtBot) -> None:
    freed: list[threading.Thread] = []
    lane, pool = Lane(Desk), Pool(2)
    lane.start()

    def hand_out(submit: Callable[..., object]) -> None:
        held = Held(freed)

        def refused(_given: object, also: Held = held) -> None:
            raise InputError(N_("no"), N_("again"))

        submit(held.work if ends == "done" else refused, held.hear, held.hear)

    for submit in (lane.submit, pool.run) * 20:
        hand_out(submit)
    qtbot.waitUntil(lambda: len(freed) == 40)
    assert set(freed) == {threading.main_thread()}
    pool.close()
    lane.close()
    assert lane.wait(10)
