"""The installed packs, read once per test process: reading and checking them costs most of a second."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from app.programmes.loader import installed
from app.programmes.schema import Pack
from tests.support import ROOT

FOLDER = ROOT / "resources" / "programmes"


@cache
def packs() -> tuple[tuple[Pack, bytes], ...]:
    """Return every installed pack with its compiled bytes."""
    return installed(FOLDER, _compiled())


def warm_packs(folder: Path) -> None:
    """Fill *folder*, where an installation keeps its compiled packs, as after its first start."""
    packs()
    shutil.copytree(_compiled(), folder, dirs_exist_ok=True)


@cache
def _compiled() -> Path:
    folder = tempfile.mkdtemp(prefix="banyan-packs-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
