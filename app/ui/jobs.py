"""Work that does not happen on the UI thread: the document lane and the pool.

The lane is one thread with the only read-write connection to the open file; everything that reads or
writes the document runs there, in order. The pool works on frozen values (decoding, layout, writing).
Both answer through signals of an object that lives on the UI thread, so what they call back runs there.

What a job was given (its work, what it calls back) is let go on the UI thread alone: whoever holds the last
reference to a widget frees it, and the binding ends the process where another thread does so while Qt deletes it.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.core.errors import AppError, Cancelled
from app.core.messages import Message

T = TypeVar("T")
TELL_EVERY_S, REST_S = 0.1, 0.3


class LaneWorkspace(Protocol):
    """What the lane needs of the object that its factory makes."""

    def drain_changes(self) -> Sequence[object]:
        """Return the change sets since the last call, oldest first. Thread: document lane."""
        ...

    def close(self) -> None:
        """Seal, save and let go of the file. Thread: document lane."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a job was given; held for the UI thread until it was answered."""

    fn: Callable[..., Any]
    done: Callable[[Any], None] | None = None
    failed: Callable[[AppError], None] | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a job brought, on its way to the UI thread; holds nothing that the job was given."""

    value: object = None
    error: Exception | None = None
    changes: Sequence[object] = ()


class BaseLane(QObject):
    """What every lane has: two signals, and the way answers are handed out.

    Signals:
        changes: one change set, before the job that made it answers.
        failed: an :class:`AppError` that the job's owner did not take.
    """

    changes = Signal(object)
    failed = Signal(object)

    def submit(
        self,
        fn: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Run *fn* with the workspace on the document lane, after all that was submitted before.

        Args:
            fn: called with the workspace; aims at 50 ms, a gather at 300 ms; returns frozen values.
            done: called on the UI thread with what *fn* returned; skipped where it is a method of a
                widget that is gone.
            failed: called on the UI thread with an expected failure; without it ``failed`` is emitted.

        Thread: UI thread only.
        """
        raise TypeError("a lane runs its jobs")

    def idle(self, fn: Callable[[Any], bool]) -> None:
        """Run *fn* again and again while the lane has nothing else to do, until it returns False."""
        raise TypeError("a lane runs its jobs")

    def _settle(self, asked: _Asked, answer: _Answer) -> None:
        for one in answer.changes:
            self.changes.emit(one)
        if answer.error is None:
            if asked.done is not None and _alive(asked.done):
                asked.done(answer.value)
        elif isinstance(answer.error, AppError):
            if asked.failed is not None and _alive(asked.failed):
                asked.failed(answer.error)
            else:
                self.failed.emit(answer.error)
        else:
            sys.excepthook(type(answer.error), answer.error, answer.error.__traceback__)


class Lane(BaseLane):
    """The document lane: one thread, one queue, one workspace.

    Args:
        factory: makes the workspace (opens the document); called once, on the lane's thread.
        parent: owner on the UI thread.
    """

    _arrived = Signal(int, object)

    def __init__(self, factory: Callable[[], LaneWorkspace], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[tuple[str, int]] = queue.SimpleQueue()
        self._asked: dict[int, _Asked] = {}
        self._numbers = count()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._factory = factory
        self._thread = threading.Thread(target=self._run, name="document-lane", daemon=True)

    def start(
        self,
        done: Callable[[None], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Start the thread and open; *done* once the workspace stands, *failed* where it does not."""
        self._put("open", _Asked(self._factory, done, failed))
        self._thread.start()

    def submit(
        self,
        fn: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """See :meth:`BaseLane.submit`."""
        self._put("job", _Asked(fn, done, failed))

    def idle(self, fn: Callable[[Any], bool]) -> None:
        """See :meth:`BaseLane.idle`."""
        self._put("idle", _Asked(fn))

    def close(
        self,
        done: Callable[[None], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Finish what was submitted, close the workspace and end the thread."""
        self._put("close", _Asked(_nothing, done, failed))

    def _put(self, what: str, asked: _Asked) -> None:
        number = next(self._numbers)
        self._asked[number] = asked
        self._queue.put((what, number))

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for the thread to end after :meth:`close`; True when it has. Only for leaving the program."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        workspace: LaneWorkspace | None = None
        slices: list[int] = []
        while True:
            what, number = self._next(slices, workspace)
            if what == "idle":
                slices.append(number)
                continue
            if what == "open":
                answer = _work(self._factory, None)
                workspace = cast("LaneWorkspace | None", answer.value)
                answer = _Answer(None, answer.error)
            elif what == "close":
                answer = _work(workspace.close if workspace is not None else _nothing, workspace)
            else:
                answer = _work(partial(self._call, number, workspace), workspace)
            over = what == "close" or (what == "open" and answer.error is not None)
            self._arrived.emit(number, answer)
            del answer  # what it brought belongs to the UI thread
            if over:
                return

    def _call(self, number: int, workspace: LaneWorkspace | None) -> Any:  # noqa: ANN401 - what the job returns
        return self._asked[number].fn(workspace)

    def _next(self, slices: list[int], workspace: LaneWorkspace | None) -> tuple[str, int]:
        """Return the next job; after a rest, spend the wait on idle slices, one at a time.

        What a job brought is being drawn at first: idle work would take half of the processor from it.
        """
        rest = REST_S
        while slices:
            try:
                return self._queue.get(timeout=rest)
            except queue.Empty:
                rest = 0.0
                answer = _work(partial(self._call, slices[0], workspace), workspace)
                number = slices[0] if answer.value else slices.pop(0)
                if answer.error is not None or answer.changes or not answer.value:
                    self._arrived.emit(-1 if answer.value else number, answer)
                del answer
        return self._queue.get()

    def _on_arrived(self, number: int, answer: _Answer) -> None:
        self._settle(self._asked.pop(number, _AGAIN), answer)


class InlineLane(BaseLane):
    """A lane without a thread: every job is done before ``submit`` returns. For tests and the command line.

    Args:
        workspace: made by the caller, on this thread.
    """

    def __init__(self, workspace: LaneWorkspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._open = True

    def close(self) -> None:
        """Take no more jobs, as a lane whose thread has ended."""
        self._open = False

    def submit(
        self,
        fn: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """See :meth:`BaseLane.submit`; runs at once."""
        if self._open:
            self._settle(_Asked(fn, done, failed), _work(partial(fn, self.workspace), self.workspace))

    def idle(self, fn: Callable[[Any], bool]) -> None:
        """See :meth:`BaseLane.idle`; runs to the end at once."""
        while self._open and fn(self.workspace):
            pass


class Job(QObject):
    """One piece of work in the pool, seen from the UI thread.

    Signals:
        stepped: done, total (0 where unknown), note (``Message`` or None); at most ten a second.
        ended: always, after ``done`` or ``failed``.

    Attributes:
        over: whether it was done before anybody could watch it.
    """

    stepped = Signal(int, int, object)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._told, self.over = 0.0, False

    def cancel(self) -> None:
        """Ask the work to stop; it answers ``Cancelled`` at its next step."""
        self._stop.set()

    def step(self, done: int, total: int, note: Message | None = None) -> None:
        """Tell how far the work is. Thread: the one that works."""
        now = time.monotonic()
        if note is not None or done >= total > 0 or now - self._told >= TELL_EVERY_S:
            self._told = now
            self.stepped.emit(done, total, note)

    def cancelled(self) -> bool:
        """Say whether Stop was pressed. Thread: any."""
        return self._stop.is_set()


class Pool(BaseLane):
    """Threads for long work on frozen values: layout, decoding, writing, backups.

    Args:
        workers: how many threads.
        parent: owner on the UI thread.
    """

    _arrived = Signal(int, object)

    def __init__(self, workers: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: dict[int, tuple[Job, _Asked]] = {}
        self._numbers = count()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="pool")

    def run(
        self,
        fn: Callable[[Job], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        watch: Callable[[int, int, object], None] | None = None,
    ) -> Job:
        """Start *fn* with its job, which is a ``Progress``.

        Args:
            fn: called on a pool thread with the job; tells its steps and asks whether to stop.
            done: see :meth:`BaseLane.submit`.
            failed: see :meth:`BaseLane.submit`; a stopped job without it just ends.
            watch: hears done, total and note from the first step on.

        Returns:
            The job, to watch and to stop.
        """
        job = Job(self)
        if watch is not None:
            job.stepped.connect(watch)
        number = next(self._numbers)
        self._asked[number] = job, _Asked(fn, done, failed)
        self._threads.submit(self._do, number)
        return job

    def _do(self, number: int) -> None:
        """Work in a pool thread, which keeps nothing of what the job was given."""
        self._arrived.emit(number, _work(partial(self._call, number), None))

    def _call(self, number: int) -> Any:  # noqa: ANN401 - what the job returns
        job, asked = self._asked[number]
        return asked.fn(job)

    def _on_arrived(self, number: int, answer: _Answer) -> None:
        job, asked = self._asked.pop(number)
        self.settle(asked, answer)
        job.ended.emit()
        job.deleteLater()

    def settle(self, asked: _Asked, answer: _Answer) -> None:
        """Hand out an answer; a stopped job is nobody's failure."""
        if isinstance(answer.error, Cancelled) and asked.failed is None:
            return
        self._settle(asked, answer)

    def close(self) -> None:
        """Stop what can be stopped and wait for the threads."""
        for job in self.findChildren(Job):
            job.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)


class InlinePool(Pool):
    """A pool without threads, for tests."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(1, parent)

    def run(
        self,
        fn: Callable[[Job], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        watch: Callable[[int, int, object], None] | None = None,
    ) -> Job:
        """Do the work at once."""
        job = Job(self)
        if watch is not None:
            job.stepped.connect(watch)
        self.settle(_Asked(fn, done, failed), _work(lambda: fn(job), None))
        job.over = True
        job.deleteLater()
        return job


def _work(fn: Callable[[], object], workspace: LaneWorkspace | None) -> _Answer:
    """Run *fn* and pack what came of it; the one place where a job's exceptions are caught."""
    value: object = None
    error: Exception | None = None
    try:
        value = fn()
    except AppError as raised:
        error = raised.with_traceback(None)  # it would hold what the job was given
    except Exception as raised:  # the runner's boundary: everything else would end the thread unheard
        error = raised
    return _Answer(value, error, tuple(workspace.drain_changes()) if workspace is not None else ())


def _alive(slot: Callable[..., object]) -> bool:
    while isinstance(slot, partial):
        slot = slot.func
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _nothing() -> None:
    """Close what was never opened."""


_AGAIN = _Asked(_nothing)
"""Stands for idle work that goes on: it calls nothing back."""
