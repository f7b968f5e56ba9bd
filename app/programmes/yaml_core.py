"""YAML by the core rules of version 1.2, with the line of every value.

``no``, ``yes``, ``on``, ``12:30`` and dates stay text; only ``true``, ``false``, ``null``, ``~``, integers
and decimals are converted. Anchors, aliases and tags are refused, as are keys given twice.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from app.core.errors import ProgrammeError
from app.core.messages import N_, Message
from app.programmes.parsed import MAX_BYTES, Parsed, Place, pack_error

MAX_DEPTH = 40
"""Deepest nesting that is read."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, bool | None] = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
}


def scalar(text: str) -> object:
    """Return the value of a plain scalar by the core rules."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text) and not (len(text.lstrip("+-")) > 18):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    return text


class _Reader:
    """Builds plain values from parse events."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.places: dict[str, Place] = {}
        self.events = yaml.parse(text, Loader=_LOADER)

    def next(self) -> yaml.Event:
        event = next(self.events)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.error(event, N_("anchors and aliases are not used in packs"))
        if getattr(event, "tag", None):
            raise self.error(event, N_("tags are not used in packs"))
        return event

    def error(self, event: yaml.Event, reason: Message) -> ProgrammeError:
        return pack_error(self.file, event.start_mark.line + 1, reason)

    def document(self) -> object:
        self.next()  # stream start
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self.value(self.next(), "$", 0)
        self.next()  # document end
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.error(event, N_("a second document in one file"))
        return value

    def value(self, event: yaml.Event, path: str, depth: int) -> object:
        if depth > MAX_DEPTH:
            raise self.error(event, N_("nested too deeply"))
        self.places[path] = Place(self.file, event.start_mark.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            return scalar(event.value) if event.implicit[0] and event.style in (None, "") else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def sequence(self, path: str, depth: int) -> list[object]:
        items: list[object] = []
        event = self.next()
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self.value(event, f"{path}[{len(items)}]", depth + 1))
            event = self.next()
        return items

    def mapping(self, path: str, depth: int) -> dict[str, object]:
        entries: dict[str, object] = {}
        event = self.next()
        while not isinstance(event, yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.error(event, N_("a key that is not text"))
            key = str(event.value)
            if key in entries:
                raise self.error(event, N_("the key “{key}” stands twice", key=key))
            entries[key] = self.value(self.next(), f"{path}.{key}", depth + 1)
            event = self.next()
        return entries


def parse(text: str, file: str) -> Parsed:
    """Return the content of one YAML text.

    Args:
        text: whole file.
        file: its name, for messages.

    Raises:
        ProgrammeError: with file and line, where it is not YAML of the allowed kind.
    """
    reader = _Reader(text, file)
    try:
        value = reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise pack_error(file, mark.line + 1 if mark else 1, str(error.problem or error.context)) from error
    except yaml.YAMLError as error:
        raise pack_error(file, 1, N_("characters that are not allowed")) from error
    return Parsed(value, reader.places)


def parse_file(path: Path) -> Parsed:
    """Return the content of one YAML file of at most ``MAX_BYTES``. Raises ProgrammeError."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise pack_error(path.name, 1, N_("the file cannot be opened")) from error
    if len(data) > MAX_BYTES:
        raise pack_error(path.name, 1, N_("the file is larger than 5 MB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise pack_error(path.name, data[: error.start].count(b"\n") + 1, N_("text that is not UTF-8")) from error
    return parse(text, path.name)
