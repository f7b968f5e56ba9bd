"""A console of its own for every command: the program in a child process that may not touch the network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.forks import forks
from tests.packs import warm_packs
from tests.support import ROOT

ENGLISH, CHINESE = "en_US.UTF-8", "zh_TW.UTF-8"
WATCHDOG = 240
"""Seconds; only a hang takes that long."""

GUARD = ROOT / "tests" / "guard"
"""What a child loads first: it refuses the network and says so."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered: exit code, lines on standard output and on standard error."""

    code: int
    out: list[str]
    err: list[str]

    @property
    def mistake(self) -> str:
        """The one line that a person's mistake is answered with."""
        assert not any("Traceback" in line for line in (*self.out, *self.err)), self.err
        assert len(self.err) == 1, self.err
        return self.err[0]


class Console:
    """Runs commands with settings, data and caches in a folder of their own.

    Args:
        home: that folder; it becomes ``BANYAN_HOME``.
        language: as the system names it.
        encoding: of the console.
    """

    def __init__(self, home: Path, language: str = ENGLISH, encoding: str = "utf-8") -> None:
        self.home, self.language, self.encoding = home, language, encoding
        warm_packs(home / "cache" / "packs")

    def __call__(self, *arguments: object, cwd: Path | None = None, typed: str = "") -> Said:
        """Run one command, with *typed* as its standard input, and return what it said."""
        run = self._forked if hasattr(os, "fork") else self._started
        code, *streams = run([*map(str, arguments)], cwd or ROOT, self._environment(cwd), typed.encode(self.encoding))
        out, err = (stream.decode(self.encoding).splitlines() for stream in streams)
        assert not [line for line in err if line.startswith("NETWORK")], err
        return Said(code, out, err)

    def _started(
        self, arguments: list[str], cwd: Path, environment: dict[str, str], typed: bytes
    ) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            cwd=cwd,
            env=environment,
            input=typed,
            capture_output=True,
            timeout=WATCHDOG,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def _forked(
        self, arguments: list[str], cwd: Path, environment: dict[str, str], typed: bytes
    ) -> tuple[int, bytes, bytes]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TZ", "LD_LIBRARY_PATH")}
        first = kept | {"PYTHONPATH": str(GUARD), "PYTHONWARNINGS": "error", "LANG": "C.UTF-8"}
        return forks(tuple(sorted(first.items()))).run(arguments, cwd, environment, typed, WATCHDOG)

    def _environment(self, cwd: Path | None) -> dict[str, str]:
        path = [str(GUARD)] + ([str(ROOT)] if cwd else [])
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "BANYAN"))}
        return kept | {
            "BANYAN_HOME": str(self.home),
            "LANG": self.language,
            "PYTHONIOENCODING": self.encoding,
            "PYTHONPATH": os.pathsep.join(path),
            "PYTHONWARNINGS": "error",
        }


@contextmanager
def made_once(folder: Path, name: str) -> Iterator[Path | None]:
    """Give one of several test processes the folder *name* to fill; the others wait until it is full.

    Yields:
        The folder to fill, ``None`` where that was done already.
    """
    import time

    place, full = folder / name, folder / f"{name}.full"
    try:
        place.mkdir(parents=True)
    except FileExistsError:
        for _ in range(WATCHDOG * 10):
            if full.exists():
                break
            time.sleep(0.1)
        assert full.read_text(encoding="utf-8") == "done", f"{name} could not be made in another test process"
        yield None
        return
    try:
        yield place
    except BaseException:
        full.write_text("failed", encoding="utf-8")
        raise
    full.write_text("done", encoding="utf-8")
