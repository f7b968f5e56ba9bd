"""Commands in children that need not load the program again: one process loads it, then forks for each.

Run as ``python -m tests.forks``; a line of JSON on standard input is one command, its exit code is the
answer. Streams are files. Where a system cannot fork, :class:`tests.console.Console` starts a new program.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NoReturn

from tests.support import ROOT

CRASHED = 70


class Forks:
    """The process that forks, seen from a test.

    Args:
        environment: of that process; every command brings its own.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._streams = Path(tempfile.mkdtemp(prefix="banyan-forks-"))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forks"],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self.close)

    def run(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], typed: bytes, seconds: int
    ) -> tuple[int, bytes, bytes]:
        """Run one command; return its exit code, standard output and standard error."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        paths = [self._streams / name for name in ("in", "out", "err")]
        paths[0].write_bytes(typed)
        task = {
            "arguments": arguments,
            "cwd": str(cwd),
            "environment": dict(environment),
            "streams": [*map(str, paths)],
        }
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._process.stdout, selectors.EVENT_READ)
            assert waiting.select(seconds), f"the command hangs: {arguments}"
        return int(self._process.stdout.readline()), paths[1].read_bytes(), paths[2].read_bytes()

    def close(self) -> None:
        """End the process and remove its streams."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()
        for left in self._streams.iterdir():
            left.unlink()
        self._streams.rmdir()


@cache
def forks(environment: tuple[tuple[str, str], ...]) -> Forks:
    """Return the one process of this test process."""
    return Forks(dict(environment))


def load() -> None:
    """Import what nearly every command needs, before the first fork."""
    from app.models import load_records

    load_records()


def serve() -> int:
    """Fork for each command on standard input until it ends."""
    load()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(code, flush=True)
    return 0


def become(task: Mapping[str, object]) -> NoReturn:
    """Be the command: its folder, environment and streams, then its work; never return."""
    try:
        code = _command(task)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # the child must never go on as a second server
        sys.excepthook(*sys.exc_info())
        code = CRASHED
    os._exit(code)


def _command(task: Mapping[str, object]) -> int:
    environment, streams, arguments = task["environment"], task["streams"], task["arguments"]
    assert isinstance(environment, dict)
    assert isinstance(streams, list)
    assert isinstance(arguments, list)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(str(task["cwd"]))
    for number, (path, flags) in enumerate(zip(streams, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
        opened = os.open(path, flags | os.O_CREAT | (os.O_TRUNC if number else 0), 0o600)
        os.dup2(opened, number)
        os.close(opened)
    encoding = environment["PYTHONIOENCODING"]
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding)
    sys.stdout = _writer(1, encoding, "strict")
    sys.stderr = _writer(2, encoding, "backslashreplace")
    sys.argv = ["app", *arguments]
    from app.bootstrap import main

    try:
        return main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)


def _writer(number: int, encoding: str, errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "w", closefd=False)), encoding, errors)


if __name__ == "__main__":
    raise SystemExit(serve())
