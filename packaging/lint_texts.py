"""House rules for every text file of the tree: nothing unfinished, no registry, no path of one machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lint_rules import Breach

TEXT_SUFFIXES = frozenset(
    {
        "",
        ".cfg",
        ".css",
        ".html",
        ".json",
        ".md",
        ".po",
        ".pot",
        ".py",
        ".qss",
        ".svg",
        ".toml",
        ".txt",
        ".yaml",
        ".yml",
    }
)
LARGEST = 2_000_000
TOP_LEVEL = frozenset(
    {
        ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "app", "docs", "locales", "packaging",
        "pyproject.toml", "resources", "tests",
    }
)  # fmt: skip
NOT_TRACKED = frozenset({".git", ".venv", "__pycache__", "out", "build", "dist", ".hypothesis", ".DS_Store"})

# Written in two pieces, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|NotImplemented" r"Error|[Ll]orem " r"ipsum)\b")
ADDRESSES = re.compile(
    r"(index"
    r"-url|files\.python"
    r"hosted|pypi\."
    r"org/simple|registry\."
    r"npmjs|(deb|security)\."
    r"debian"
    r"|snapshot\."
    r"debian)",
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.~/])(/ro" r"ot/|/ho" r"me/\w|/wo" r"rk/|/fa" r"rm/|/Us" r"ers/\w|[A-Z]:\\Us" r"ers\\)"
)


def read(path: Path) -> str | None:
    """Return the text of a text file, or None where it is none."""
    if path.suffix not in TEXT_SUFFIXES or path.is_symlink() or path.stat().st_size > LARGEST:
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def search(place: str, text: str, pattern: re.Pattern[str], rule: str, words: str) -> Iterator[Breach]:
    """Yield a breach for each line in which *pattern* is found."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := pattern.search(line):
            yield Breach(place, number, rule, f"{found.group(0)!r}: {words}")


def unfinished(place: str, text: str) -> Iterator[Breach]:
    """Nothing unfinished is left in the tree."""
    if place != "LICENSE" and not place.startswith("packaging/locks/"):
        yield from search(place, text, UNFINISHED, "unfinished", "finish it, or write an issue")


def addresses(place: str, text: str) -> Iterator[Breach]:
    """No package registry is named anywhere; who installs decides where from."""
    yield from search(place, text, ADDRESSES, "address", "the tree names no package registry")


def machine_paths(place: str, text: str) -> Iterator[Breach]:
    """No path that exists on one machine only."""
    if place != "LICENSE":
        yield from search(place, text, MACHINE_PATHS, "path", "a path of one machine")


def top_level(root: Path) -> Iterator[Breach]:
    """The top of the tree holds what docs/contributing.md names, and nothing else."""
    for path in sorted(root.iterdir()):
        if path.name not in TOP_LEVEL | NOT_TRACKED and not path.name.endswith("_cache"):
            yield Breach(path.name, 1, "top level", "does not belong at the top of the tree")


RULES: tuple[Callable[[str, str], Iterator[Breach]], ...] = (unfinished, addresses, machine_paths)
