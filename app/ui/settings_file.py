"""What is kept on this computer: one typed, versioned TOML file, written whole or not at all."""

from __future__ import annotations

import logging
import os
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import tomli_w

from app.core.errors import AppError
from app.core.messages import N_
from app.i18n.languages import LANGUAGES, PSEUDO
from app.ui.context import MemorySettings, UiSettings

log = logging.getLogger(__name__)
VERSION = 1
RECENT = 8
MOST_BYTES = 1_000_000
MOST_TABLES = 500
CHECKS: Mapping[str, Callable[[object], bool]] = {
    "language": lambda value: value in ("", *LANGUAGES, PSEUDO),
    "scheme": lambda value: value in ("system", "light", "dark"),
    "text_size": lambda value: isinstance(value, int) and 100 <= value <= 200,
}
"""Setting to whether a value of the right type is one that it can have."""
UPGRADES: Mapping[int, Callable[[dict[str, object]], dict[str, object]]] = {}
"""From version n to n + 1; version 1 has no predecessor."""


class FileSettings(MemorySettings):
    """Settings in ``settings.toml``; a file that cannot be read counts as none and is set aside.

    Args:
        path: of the file; its folder is made when something is first kept.
    """

    def __init__(self, path: Path) -> None:
        settings, self._trouble = _read(path)
        super().__init__(settings)
        self._path = path

    def take_trouble(self) -> AppError | None:
        """Return what a person is to be told about the file, once; ``None`` where all is well."""
        found, self._trouble = self._trouble, None
        return found

    def change(self, **values: object) -> UiSettings:
        """Change the named settings, keep them on disk and return all."""
        before = self.current
        after = super().change(**values)
        if after != before:
            _write(self._path, after)
        return after

    def opened(self, path: Path) -> None:
        """Put a document first among the recent ones."""
        others = [one for one in self.current.recent if one != str(path)]
        self.change(recent=(str(path), *others)[:RECENT])


def _read(path: Path) -> tuple[UiSettings, AppError | None]:
    try:
        values: dict[str, object] = tomllib.loads(_text(path))
    except FileNotFoundError:
        return UiSettings(), None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return UiSettings(), _unreadable(_set_aside(path))
    version = values.pop("version", VERSION)
    while isinstance(version, int) and version in UPGRADES:
        values = UPGRADES[version](values)
        version += 1
    return UiSettings(**_typed(values)), None


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError("too large for a settings file")
    return data.decode("utf-8")


def _typed(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the known settings with a value that they can have; anything else takes its default."""
    kept: dict[str, Any] = {}
    defaults = UiSettings()
    for one in fields(UiSettings):
        value, default = values.get(one.name), getattr(defaults, one.name)
        if one.name in TABLES:
            kept[one.name] = TABLES[one.name](value if isinstance(value, dict) else {})
        elif isinstance(default, tuple) and isinstance(value, list):
            kept[one.name] = tuple(str(each) for each in value)
        elif value is not None and type(value) is type(default) and (one.name not in CHECKS or CHECKS[one.name](value)):
            kept[one.name] = value
    return kept


def _columns(value: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the columns by record type; anything else than lists of names is forgotten."""
    found = list(value.items())[:MOST_TABLES]
    return {name: tuple(str(one) for one in names) for name, names in found if isinstance(names, list) and names}


def _words(value: Mapping[str, object]) -> dict[str, str]:
    return {name: one for name, one in list(value.items())[:MOST_TABLES] if isinstance(one, str) and one}


TABLES: Mapping[str, Callable[[Mapping[str, object]], object]] = {
    "columns": _columns,
    "sorts": _words,
    "shapes": _words,
}
"""Setting that is a table of the file to what reads it."""


def _set_aside(path: Path) -> str:
    """Return the name under which the file is kept, "" where it could not be moved."""
    aside = path.with_suffix(".unreadable")
    try:
        os.replace(path, aside)
    except OSError:
        log.info("the settings file cannot be set aside", exc_info=True)
        return ""
    return aside.name


def _unreadable(kept_as: str) -> AppError:
    todo = N_("Choose language, text size and colours again on the settings page.")
    if kept_as:
        todo = N_(
            "Choose language, text size and colours again on the settings page. The old file is kept as {name}.",
            name=kept_as,
        )
    return AppError(
        N_("Your settings could not be read. The program started with its own."),
        todo,
        N_("Your community's file is safe. Settings are kept apart from it."),
        code="settings.unreadable",
    )


def _write(path: Path, settings: UiSettings) -> None:
    """Write beside the file and put it in its place; a disk that refuses only forgets a setting."""
    values = {"version": VERSION} | {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(settings).items()
    }
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(tomli_w.dumps(values), encoding="utf-8")
        os.replace(temporary, path)
    except OSError:
        log.info("the settings cannot be kept", exc_info=True)
        temporary.unlink(missing_ok=True)
