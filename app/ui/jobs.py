"""Work that does not happen on the UI thread: the document lane and the pool.

The lane is one thread with the only read-write connection to the open file; everything that reads or
writes the document runs there, in order. The pool works on frozen values (decoding, layout, writing).
Both answer through signals of an object that lives on the UI thread, so what they call back runs there.
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
class _Answer:
    """What a job brought, on its way to the UI thread."""

    done: Callable[[Any], None] | None
    failed: Callable[[AppError], None] | None
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

    def _settle(self, answer: _Answer) -> None:
        for one in answer.changes:
            self.changes.emit(one)
        if answer.error is None:
            if answer.done is not None and _alive(answer.done):
                answer.done(answer.value)
        elif isinstance(answer.error, AppError):
            if answer.failed is not None and _alive(answer.failed):
                answer.failed(answer.error)
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

    _arrived = Signal(object)

    def __init__(self, factory: Callable[[], LaneWorkspace], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._factory = factory
        self._queue: queue.SimpleQueue[tuple[str, Any, Any, Any]] = queue.SimpleQueue()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="document-lane", daemon=True)

    def start(
        self,
        done: Callable[[None], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Start the thread and open; *done* once the workspace stands, *failed* where it does not."""
        self._queue.put(("open", None, done, failed))
        self._thread.start()

    def submit(
        self,
        fn: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """See :meth:`BaseLane.submit`."""
        self._queue.put(("job", fn, done, failed))

    def idle(self, fn: Callable[[Any], bool]) -> None:
        """See :meth:`BaseLane.idle`."""
        self._queue.put(("idle", fn, None, None))

    def close(
        self,
        done: Callable[[None], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Finish what was submitted, close the workspace and end the thread."""
        self._queue.put(("close", None, done, failed))

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for the thread to end after :meth:`close`; True when it has. Only for leaving the program."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        workspace: LaneWorkspace | None = None
        slices: list[Callable[[Any], bool]] = []
        while True:
            what, fn, done, failed = self._next(slices, workspace)
            if what == "idle":
                slices.append(fn)
                continue
            if what == "open":
                answer = _work(self._factory, done, failed, None)
                workspace = cast("LaneWorkspace | None", answer.value)
                answer = _Answer(done, failed, None, answer.error)
            elif what == "close":
                answer = _work(workspace.close if workspace is not None else _nothing, done, failed, workspace)
            else:
                answer = _work(partial(fn, workspace), done, failed, workspace)
            self._arrived.emit(answer)
            if what == "close" or (what == "open" and answer.error is not None):
                return

    def _next(self, slices: list[Callable[[Any], bool]], workspace: LaneWorkspace | None) -> tuple[str, Any, Any, Any]:
        """Return the next job; after a rest, spend the wait on idle slices, one at a time.

        What a job brought is being drawn at first: idle work would take half of the processor from it.
        """
        rest = REST_S
        while slices:
            try:
                return self._queue.get(timeout=rest)
            except queue.Empty:
                rest = 0.0
                answer = _work(partial(slices[0], workspace), None, None, workspace)
                if not answer.value:
                    slices.pop(0)
                if answer.error is not None or answer.changes:
                    self._arrived.emit(answer)
        return self._queue.get()

    def _on_arrived(self, answer: _Answer) -> None:
        self._settle(answer)


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
            self._settle(_work(partial(fn, self.workspace), done, failed, self.workspace))

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
    _arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._told, self.over = 0.0, False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

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

    def _on_arrived(self, answer: _Answer) -> None:
        pool = self.parent()
        if isinstance(pool, Pool):
            pool.settle(answer)
        self.ended.emit()
        self.deleteLater()


class Pool(BaseLane):
    """Threads for long work on frozen values: layout, decoding, writing, backups.

    Args:
        workers: how many threads.
        parent: owner on the UI thread.
    """

    def __init__(self, workers: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        self._threads.submit(lambda: job._arrived.emit(_work(lambda: fn(job), done, failed, None)))
        return job

    def settle(self, answer: _Answer) -> None:
        """Hand out an answer; a stopped job is nobody's failure."""
        if isinstance(answer.error, Cancelled) and answer.failed is None:
            return
        self._settle(answer)

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
        self.settle(_work(lambda: fn(job), done, failed, None))
        job.over = True
        job.deleteLater()
        return job


def _work(
    fn: Callable[[], object],
    done: Callable[[Any], None] | None,
    failed: Callable[[AppError], None] | None,
    workspace: LaneWorkspace | None,
) -> _Answer:
    """Run *fn* and pack what came of it; the one place where a job's exceptions are caught."""
    value, error = None, None
    try:
        value = fn()
    except Exception as raised:  # the runner's boundary: everything else would end the thread unheard
        error = raised
    return _Answer(done, failed, value, error, tuple(workspace.drain_changes()) if workspace is not None else ())


def _alive(slot: Callable[..., object]) -> bool:
    while isinstance(slot, partial):
        slot = slot.func
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _nothing() -> None:
    """Close what was never opened."""
