from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.system.locks import FileLock, read_lock_text
from app.system.medium import is_read_only_medium

HOLD = """
import sys, time
from pathlib import Path
from app.system.locks import FileLock
lock = FileLock.take(Path(sys.argv[1]))
lock.write("held 榕")
print("held", flush=True)
time.sleep(60)
"""


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "l"
    first = FileLock.take(path)
    assert first is not None
    assert not first.left_behind
    first.write("long text")
    first.write("榕")
    assert read_lock_text(path) == "榕"
    assert FileLock.take(path) is None
    first.release()
    first.release()
    assert not path.exists()
    assert read_lock_text(path) == ""
    second = FileLock.take(path)
    assert second is not None
    assert not second.left_behind
    second.release()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_dead_holder_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "l"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert FileLock.take(path) is None
        assert read_lock_text(path) == "held 榕"
        os.kill(holder.pid, signal.SIGKILL)
    lock = FileLock.take(path)
    assert lock is not None
    assert lock.left_behind
    lock.release()


def test_a_lock_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        FileLock.take(tmp_path / "no" / "l")


def test_an_ordinary_folder_can_be_written_to(tmp_path: Path) -> None:
    assert not is_read_only_medium(tmp_path)
    assert not is_read_only_medium(tmp_path / "missing")
