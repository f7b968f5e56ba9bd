"""Set up, run and test Banyan from a fresh clone, with nothing but Python's standard library.

    python3 packaging/dev.py setup                    make .venv and what Qt needs, then stop
    python3 packaging/dev.py run [FILE]               set up and start the application
    python3 packaging/dev.py test [--full] [ARGS]     set up, check and test; ARGS go to pytest

Exit codes: 0 fine, 1 a check or test failed, 3 a system library is missing and cannot be installed from
here, 64 usage. ``docs/contributing.md`` says what each check is for.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "banyan-setup.txt"
LOCK = ROOT / "packaging" / "locks" / {"win32": "windows.txt", "darwin": "macos.txt"}.get(sys.platform, "linux.txt")
WALK = ("-m", "tests.walk", "--out", "out/")
"""What ``run`` does without a display: the main job in the real window, offscreen."""

OLDEST_PYTHON = (3, 11)
MISSING_LIBRARY, USAGE = 3, 64
ROOM = 6 << 30
"""Bytes of free memory from which the short run keeps its files there; it needs less than a third of it."""

# Debian's package -> the library that proves it is there; "" where another way proves it (see `missing`).
LIBRARIES: Mapping[str, str] = {
    "python3-venv": "",
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libx11-6": "libX11.so.6",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "fontconfig": "",
    "libfreetype6": "libfreetype.so.6",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
}
DISPLAY_LIBRARIES: Mapping[str, str] = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-shm0": "libxcb-shm.so.0",
    "libxcb-sync1": "libxcb-sync.so.1",
    "libxcb-xfixes0": "libxcb-xfixes.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libx11-xcb1": "libX11-xcb.so.1",
}
LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run(['--no-cache', '--no-logo']))"
)
CHECKS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("mypy", ("-m", "mypy", "--no-error-summary")),  # first, as it takes longest: all run side by side
    ("ruff format", ("-m", "ruff", "format", "--check", "--quiet", "--output-format", "concise", ".")),
    ("ruff check", ("-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")),
    ("import contracts", ("-c", LINT_IMPORTS)),
    ("house lints", ("packaging/lint_house.py",)),
    ("catalogues", ("packaging/catalogue.py", "lint")),
)


def has_display() -> bool:
    """Say whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def loads(soname: str) -> bool:
    """Say whether the system's loader finds the library *soname*."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing() -> list[str]:
    """Return the Debian packages that are needed here and are not there."""
    wanted = {**LIBRARIES, **(DISPLAY_LIBRARIES if has_display() else {})}
    there = {
        "python3-venv": importlib.util.find_spec("ensurepip") is not None,
        "fontconfig": shutil.which("fc-list") is not None,
    }
    return [package for package, soname in wanted.items() if not (there[package] if not soname else loads(soname))]


def check_system() -> int:
    """Install what Qt needs when that is allowed here, else print the one line that does it."""
    if sys.version_info < OLDEST_PYTHON:
        print(f"Banyan needs Python {'.'.join(map(str, OLDEST_PYTHON))} or newer; this is {sys.version.split()[0]}.")
        return MISSING_LIBRARY
    if not sys.platform.startswith("linux") or not (packages := missing()):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing system libraries: {' '.join(packages)}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(install, check=False, env=environment, stdout=subprocess.DEVNULL)
        importlib.invalidate_caches()
        packages = missing()
    if not packages:
        return 0
    print("System libraries are missing. On Debian or Ubuntu this line installs them; then start again:")
    print(f"    sudo apt-get update && sudo apt-get install -y {' '.join(packages)}")
    return MISSING_LIBRARY


def stamp() -> str:
    """Return what the environment was made from: it is made anew where the place or Python changed."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{VENV}\n{'.'.join(map(str, sys.version_info[:2]))}\n{lock}\n"


def make_environment() -> int:
    """Make ``.venv`` and install the locked dependencies, unless that was done from the same lock."""
    new, old = stamp(), STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    if new == old and works():
        return 0
    if not works() or (old and old.splitlines()[:2] != new.splitlines()[:2]):
        print(f"Making the environment {VENV.name}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    print(f"Installing the versions of {LOCK.relative_to(ROOT)}", flush=True)
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    strict = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK)]
    done = subprocess.run([str(PYTHON), "-m", "pip", "install", *quiet, *strict], check=False)
    if done.returncode == 0:
        STAMP.write_text(new, encoding="utf-8")
    return done.returncode


def works() -> bool:
    """Say whether ``.venv`` has a Python that starts, is in this tree and has pip."""
    if not PYTHON.exists():
        return False
    words = "import sys, pip; print(sys.prefix)"
    done = subprocess.run([str(PYTHON), "-c", words], capture_output=True, text=True, check=False)
    return done.returncode == 0 and Path(done.stdout.strip()) == VENV


def setup() -> int:
    """Make everything ready to run and to test; return an exit code."""
    if code := check_system() or make_environment():
        return code
    return subprocess.run([str(PYTHON), "packaging/catalogue.py", "compile"], cwd=ROOT, check=False).returncode


def run(arguments: Sequence[str]) -> int:
    """Start the application; without a display and without arguments, walk through the main job offscreen."""
    environment = dict(os.environ)
    command = ["-m", "app", *arguments]
    if not has_display() and not arguments:
        print("There is no display here. The main job runs offscreen in the real window;")
        print("the dossier, the budget workbook and pictures of every page will be in out/.", flush=True)
        environment["QT_QPA_PLATFORM"] = "offscreen"
        command = list(WALK)
    return subprocess.run([str(PYTHON), *command], cwd=ROOT, env=environment, check=False).returncode


def without_network() -> list[str]:
    """Return the command prefix that gives an empty network namespace, or [] where that is not allowed."""
    for prefix in (["unshare", "--net"], ["unshare", "--map-current-user", "--net"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
        ):
            return prefix
    print("Note: no empty network namespace is allowed here; the tests' own socket guard still is.")
    return []


def failed_checks() -> list[str]:
    """Run every check that is not a test, as many at once as there are cores; return the names of those that failed."""

    def checked(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        told = subprocess.PIPE
        return subprocess.run(
            [str(PYTHON), *command],
            cwd=ROOT,
            check=False,
            stdout=told,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )

    failed = []
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for name, done in [(name, pool.submit(checked, command)) for name, command in CHECKS]:
            print(f"- {name}\n{done.result().stdout}".rstrip(), flush=True)
            if done.result().returncode:
                failed.append(name)
    return failed


def seed_of_the_tree() -> str:
    """Return a number that the sources alone choose: the quick run of one state is the same on every machine.

    A red run can so be repeated by whoever reads of it, and a green one holds for the state it was run on. Each
    change of a source turns the wheel; the full run takes a number of chance.
    """
    told = hashlib.sha256()
    for folder in ("app", "resources/programmes", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".yaml"}:
                told.update(path.read_bytes())
    return str(int(told.hexdigest(), 16) % 10**8)


def kept_in_memory() -> dict[str, str]:
    """Return what lets a short run keep its files in memory, where there is plenty.

    A document is flushed to the disk with every step of a person, so that tests wait for the disk a quarter of their
    time. The full run does wait.
    """
    memory, told = Path("/dev/shm"), Path("/proc/meminfo")
    try:
        free = re.search(r"MemAvailable:\s*(\d+) kB", told.read_text(encoding="ascii"))
        room = min(int(free[1]) << 10 if free else 0, shutil.disk_usage(memory).free)
    except OSError:
        return {}
    return {"PYTEST_DEBUG_TEMPROOT": str(memory)} if room > ROOM and os.access(memory, os.W_OK) else {}


def test(arguments: Sequence[str]) -> int:
    """Run all checks, then pytest last; its summary names the checks that failed and so does the exit code."""
    full = "--full" in arguments
    chosen = [argument for argument in arguments if argument != "--full"]
    by_chance = str(random.SystemRandom().randrange(10**8))
    seed = os.environ.get("BANYAN_SEED") or (by_chance if full else seed_of_the_tree())
    failed = failed_checks()
    environment = {**os.environ, "BANYAN_SEED": seed, "BANYAN_FAILED_CHECKS": ", ".join(failed)}
    environment["BANYAN_FULL"] = "1" if full else ""
    environment.update({} if full else kept_in_memory())
    # Dozens of programs are started by tests: none of them should compile all sources anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "-j", "0", "app"], cwd=ROOT, check=False)
    cores = min(os.cpu_count() or 1, 4)
    # One more than there are cores: each waits for the disk a quarter of its time.
    spread = ["-n", str(cores + 1), "--dist", "worksteal"] if cores > 1 else []
    # A hang ends the quick run; the full one has single tests that rightly take many minutes, and only tells.
    hang = ["faulthandler_timeout=1800"] if full else ["faulthandler_timeout=300", "faulthandler_exit_on_timeout=true"]
    watchdog = [word for option in hang for word in ("-o", option)]
    seeds = [f"--randomly-seed={seed}", f"--hypothesis-seed={seed}"]
    print(f"- pytest (repeat with BANYAN_SEED={seed})", flush=True)
    command = [str(PYTHON), "-m", "pytest", *spread, *watchdog, *seeds, *chosen]
    done = subprocess.run([*without_network(), *command], cwd=ROOT, env=environment, check=False)
    return done.returncode or (1 if failed else 0)


def main(arguments: Sequence[str]) -> int:
    """Do one of the three commands; return an exit code."""
    commands = {"setup": None, "run": run, "test": test}
    if not arguments or arguments[0] not in commands or (arguments[0] == "setup" and len(arguments) > 1):
        print(__doc__)
        return USAGE
    command = commands[arguments[0]]
    return setup() or (command(arguments[1:]) if command else 0)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
