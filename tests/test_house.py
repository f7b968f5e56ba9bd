"""Each house lint finds a planted breach, lets its neighbour pass, and finds nothing in the tree itself."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

from tests.support import ROOT

sys.path.append(str(ROOT / "packaging"))
import lint_house
import lint_rules

LINT = ROOT / "packaging" / "lint_house.py"
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "lorem " + "ipsum")
PLACES = ("/ro" + "ot/x", "/ho" + "me/ann/x", "/wo" + "rk/main", "C:\\Us" + "ers\\ann")
REGISTRIES = (
    "--index" + "-url",
    "https://pypi." + "org/simple",
    "registry." + "npmjs.example",
    "deb." + "debian.example",
)
LONG_FUNCTION = "def long() -> None:\n" + "    print()\n" * 80
PLANTED = [
    ("app/services/x.py", "import os\nprint(os.name)\n", "system"),
    ("app/services/x.py", "from sys import platform\n", "system"),
    ("app/core/x.py", "import subprocess\n", "system"),
    ("app/ui/x.py", "import ctypes\nctypes.windll.user32\n", "system"),
    ("app/system/x.py", "import fcntl\n", "twin"),
    ("app/system/x.py", "import os\nif os.name == 'posix':\n    pass\n", "twin"),
    ("app/system/x_posix.py", "import fcntl\ndef lock() -> None: ...\n", "twin"),
    ("app/core/x.py", "x = 1\n" * 601, "size"),
    ("app/core/x.py", LONG_FUNCTION, "size"),
    ("tests/x.py", LONG_FUNCTION, "size"),
    ("app/services/x.py", "def f(document):\n    return open(document.path, 'rb')\n", "document"),
    ("app/exports/x.py", "import shutil\ndef f(document_path, to):\n    shutil.copy2(document_path, to)\n", "document"),
    ("app/exports/x.py", "def f(doc_path):\n    return doc_path.read_bytes()\n", "document"),
    ("app/cli.py", "from pathlib import Path\nPath('a.banyan').open()\n", "document"),
    ("app/cli.py", "import sqlite3\ndef f(document):\n    sqlite3.connect(str(document.path))\n", "document"),
    ("app/services/x.py", "try:\n    pass\nexcept Exception:\n    pass\n", "except"),
    (
        "app/services/x.py",
        "try:\n    pass\nexcept (ValueError, BaseException) as e:\n    raise ValueError from e\n",
        "except",
    ),
    ("app/services/x.py", "try:\n    pass\nexcept:\n    print()\n", "except"),
    ("app/services/x.py", "cache = {}\n", "state"),
    ("app/services/x.py", "_seen: set[str] = set()\n", "state"),
    ("app/services/x.py", "def f() -> None:\n    global g\n    g = 1\n", "state"),
    ("app/ui/x.py", "from PySide6.QtWidgets import QApplication\nQApplication.processEvents()\n", "events"),
    *((place, f"# {word} this\n", "unfinished") for word in UNFINISHED for place in ("app/x.py", "resources/a.yaml")),
    *((place, f"see {word}\n", "path") for word in PLACES for place in ("docs/a.md", "README.md")),
    *((place, f"{word}\n", "address") for word in REGISTRIES for place in ("packaging/locks/linux.txt", "docs/a.md")),
    ("notes.txt", "hello\n", "top level"),
]
FINE = [
    ("app/system/x.py", "import sys\nif sys.platform == 'win32':\n    import msvcrt\nelse:\n    import fcntl\n"),
    ("app/services/x.py", "import os\nprint(os.path.sep, os.fspath('x'))\n"),
    ("app/models/document/x.py", "def f(document_path):\n    return open(document_path, 'rb')\n"),
    (
        "app/services/x.py",
        "def f(document, picture_path):\n    document.open('x')\n    return picture_path.read_bytes()\n",
    ),
    ("app/ui/jobs.py", "try:\n    pass\nexcept Exception:\n    pass\n"),
    (
        "app/services/x.py",
        "def f(a) -> None:\n    try:\n        a()\n    except BaseException:\n        a.close()\n        raise\n",
    ),
    ("app/exports/x.py", "import ctypes\nprint(ctypes.c_char)\n"),
    ("app/core/x.py", "NAMES = {'a': 1}\n__all__ = ['x']\n"),
    ("docs/a.md", "Put it under ~/work/ or in a home/folder; todo lists are fine.\n"),
]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(LINT), str(root)], capture_output=True, text=True, check=False)


def plant(root: Path, place: str, text: str) -> None:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_planted_breach_is_found(tmp_path: Path) -> None:
    missed = []
    for number, (place, text, rule) in enumerate(PLANTED):
        root = tmp_path / str(number)
        plant(root, place, text)
        breaches = _check(root)
        if (place, rule) not in {(breach.place, breach.rule) for breach in breaches}:
            missed.append((place, text[:80], rule))
    assert not missed


def test_what_is_right_passes(tmp_path: Path) -> None:
    for number, (place, text) in enumerate(FINE):
        root = tmp_path / str(number)
        plant(root, place, text)
        assert _check(root) == [], text


def test_a_windows_twin_with_the_same_names_is_enough(tmp_path: Path) -> None:
    plant(tmp_path, "app/system/x_posix.py", "import fcntl\ndef lock() -> None: ...\n")
    plant(tmp_path, "app/system/x_windows.py", "import msvcrt\ndef lock() -> None: ...\n")
    assert _check(tmp_path) == []
    plant(tmp_path, "app/system/x_windows.py", "import msvcrt\ndef unlock() -> None: ...\n")
    assert [breach.rule for breach in _check(tmp_path)] == ["twin"]


def test_the_command_names_file_line_and_rule(tmp_path: Path) -> None:
    plant(tmp_path, "app/core/x.py", "\n\nimport subprocess\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("app/core/x.py:3: system: subprocess")


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    for name in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        (line,) = [line for line in text.splitlines() if line.strip().startswith(f'"{name}"')]
        assert "# " in line, f"{name} has no reason"


def test_the_version_is_said_once() -> None:
    import app

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == app.__version__


@pytest.mark.parametrize("code", ["import socket", "import urllib.request", "from PySide6 import QtNetwork"])
def test_what_could_open_a_socket_is_not_even_imported(code: str) -> None:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--quiet",
        "--stdin-filename",
        "app/core/x.py",
        "--select",
        "TID",
        "-",
    ]
    done = subprocess.run(command, input=code + "\n", capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1, done.stdout
    assert "TID251" in done.stdout


BREACHES_OF_LAYERS = {
    "app/core/x.py": "import app.services\n",
    "app/media/x.py": "import sqlalchemy\n",
    "app/services/x.py": "import PySide6.QtCore\n",
    "app/models/x.py": "import app.exports\n",
    "app/ui/x.py": "import app.models\n",
    "app/exports/x.py": "import PIL.Image\n",
    "app/ui/y.py": "import babel\n",
    "app/exports/y.py": "import pypdfium2\n",
    "app/cellar/__init__.py": "",
}


@pytest.mark.parametrize("place", [*BREACHES_OF_LAYERS, "app/ui/pages/a.py"])
def test_import_contracts_find_a_planted_breach(tmp_path: Path, place: str) -> None:
    rooms = ("core", "i18n", "programmes", "system", "media", "models", "imports", "exports", "services", "ui")
    plant(tmp_path, "app/__init__.py", "")
    for room in (*rooms, "exports/pdf", "ui/pages"):
        plant(tmp_path, f"app/{room}/__init__.py", "")
    plant(tmp_path, "app/ui/pages/b.py", "import app.ui.pages.base\n")
    plant(tmp_path, "app/ui/pages/base.py", "")
    plant(tmp_path, "pyproject.toml", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert _contracts(tmp_path).returncode == 0, _contracts(tmp_path).stdout
    plant(tmp_path, place, textwrap.dedent(BREACHES_OF_LAYERS.get(place, "import app.ui.pages.b\n")))
    assert _contracts(tmp_path).returncode == 1


def _contracts(root: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as r; r(['--no-cache'])"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)


def _check(root: Path) -> list[lint_rules.Breach]:
    return lint_house.check(root)
