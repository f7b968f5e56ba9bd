"""No command asks for a network: a hook refuses every socket, and without any interface all is the same."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.conftest import SHOWN
from tests.console import GUARD, Console
from tests.support import FULL, ROOT

WORK = (("nfa-dossier", "d.pdf"), ("budget", "b.xlsx"), ("records", "r.xlsx"), ("people", "p.pdf"))
OFFENCES = (
    "import socket; socket.socket(socket.AF_INET)",
    "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "import urllib.request; urllib.request.urlopen('http://example.org')",
)


@pytest.mark.parametrize("offence", OFFENCES)
def test_the_hook_of_every_console_catches_a_planted_offence(offence: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", offence],
        env={"PYTHONPATH": str(GUARD)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("NETWORK ")


def test_exports_open_no_network_socket(document: Path, tmp_path: Path, home: Path) -> None:
    console = Console(home / "h")  # which refuses and reports every network socket
    for kind, name in WORK if FULL else WORK[2:]:  # the first two are what every test of the outputs begins with
        said = console("export", document, kind, "--out", tmp_path / name)
        assert (said.code, said.err) == (0, [])


@pytest.mark.needs_root
def test_without_any_network_the_export_is_the_same(
    document: Path, outputs: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANYAN_HOME", str(home / "h"))
    out, unshare = tmp_path / "d.pdf", shutil.which("unshare") or "unshare"
    if subprocess.run([unshare, "--net", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no empty network namespace is allowed here")
    command = [unshare, "--net", sys.executable, "-m", "app", "export", str(document), "nfa-dossier", "--out", str(out)]
    subprocess.run([*command, "--lang", SHOWN[0]], cwd=ROOT, check=True, capture_output=True)
    same = (outputs / f"dossier-{SHOWN[0]}.pdf").read_bytes()
    assert hashlib.sha256(out.read_bytes()).digest() == hashlib.sha256(same).digest()
