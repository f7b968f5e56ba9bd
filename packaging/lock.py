"""Write ``packaging/locks/<platform>.txt`` from ``pyproject.toml``: exact versions and hashes, no addresses.

Run it with the environment's Python after a dependency changed; it needs pip-tools, which nothing else does:

    .venv/bin/python -m pip install pip-tools
    .venv/bin/python packaging/lock.py

One resolution serves all three systems, because the hashes are those of every published file of a version.
What a system needs besides (its environment markers are false here) is named in ``BESIDES``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
BESIDES: Mapping[str, tuple[str, ...]] = {
    "linux": (),
    "windows": ("colorama",),  # pytest and click colour the Windows console with it
    "macos": (),
}
HEADER = """\
# Exact versions and SHA-256 of every published file, for {platform}. Made by packaging/lock.py; do not edit.
# Installed by packaging/dev.py with --require-hashes --only-binary :all:
"""


def requirements() -> list[str]:
    """Return what ``pyproject.toml`` asks for, to run and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def resolve(names: Iterable[str], pinned: Path) -> str:
    """Return the resolved requirements with hashes, as pip reads them.

    Args:
        names: requirement lines.
        pinned: a lock whose versions are kept where they still fit; it need not exist.

    Raises:
        subprocess.CalledProcessError: nothing fits, or the package index does not answer.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "requirements.in"), Path(folder, "requirements.txt")
        source.write_text("\n".join(names) + "\n", encoding="utf-8")
        if pinned.exists():
            target.write_text(pinned.read_text(encoding="utf-8"), encoding="utf-8")
        flags = ["--generate-hashes", "--allow-unsafe", "--strip-extras", "--quiet"]
        bare = ["--no-header", "--no-annotate", "--no-emit-options"]
        command = [sys.executable, "-m", "piptools", "compile", *flags, *bare, "--output-file", target, source]
        subprocess.run([str(part) for part in command], check=True, cwd=folder)
        return target.read_text(encoding="utf-8")


def main() -> int:
    """Write the three locks."""
    LOCKS.mkdir(exist_ok=True)
    for platform, besides in BESIDES.items():
        path = LOCKS / f"{platform}.txt"
        text = resolve([*requirements(), *besides], path)
        path.write_text(HEADER.format(platform=platform) + re.sub(r"^#.*\n", "", text, flags=re.M), encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {len(re.findall('==', text))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
