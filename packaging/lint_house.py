"""The house rules that no stock linter knows; prints one line per breach and exits 1 when there is any.

    python3 packaging/lint_house.py [ROOT]

Only the standard library, and no git: the tree is read as it stands. Each rule is a function of
``lint_rules.py`` (Python, by syntax tree) or ``lint_texts.py`` (every text file); ``tests/test_house.py``
proves that each finds a planted breach.
"""

from __future__ import annotations

import ast
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import lint_rules
import lint_texts
from lint_rules import Breach, Module

CODE = ("app", "tests", "packaging")


def files(root: Path) -> Iterator[Path]:
    """Yield every file of the tree that is ours, in a fixed order."""
    for folder, names, found in os.walk(root):
        names[:] = sorted(name for name in names if name not in lint_texts.NOT_TRACKED and not name.endswith("_cache"))
        yield from (Path(folder, name) for name in sorted(found))


def modules(root: Path) -> Iterator[Module]:
    """Yield the Python modules of the tree, parsed."""
    for path in files(root):
        place = path.relative_to(root)
        if path.suffix == ".py" and place.parts[0] in CODE:
            text = path.read_text(encoding="utf-8")
            yield Module(place.as_posix(), text, ast.parse(text, filename=str(path)))


def check(root: Path) -> list[Breach]:
    """Return every breach of the tree at *root*, by file and line."""
    found: list[Breach] = []
    code = {module.place: module for module in modules(root)}
    for module in code.values():
        for rule in lint_rules.RULES:
            found.extend(rule(module))
    found.extend(lint_rules.windows_twins(code))
    for path in files(root):
        place = path.relative_to(root).as_posix()
        if (text := lint_texts.read(path)) is not None:
            for text_rule in lint_texts.RULES:
                found.extend(text_rule(place, text))
    found.extend(lint_texts.top_level(root))
    return sorted(found)


def main(arguments: list[str]) -> int:
    """Check the tree and print what is wrong."""
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    gc.disable()  # it would look through a million nodes again and again
    found = check(root)
    for breach in found:
        print(f"{breach.place}:{breach.line}: {breach.rule}: {breach.words}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
