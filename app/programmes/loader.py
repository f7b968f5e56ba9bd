"""Reads packs: a folder of YAML files, or the compiled bytes that documents and caches hold.

The compiled form is canonical JSON of the merged files, texts unresolved; the same folder always gives
the same bytes, and their SHA-256 names the pack's content. Start-up reads compiled bytes only.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgspec

from app.core.errors import ProgrammeError
from app.core.messages import N_, Message
from app.programmes.parsed import MAX_BYTES, MEND_IT, Parsed, Place, pack_error
from app.programmes.schema import SCHEMA_VERSION, Pack
from app.programmes.schema_words import fault_words
from app.programmes.texts import resolve

_AT = re.compile(r" - at `(?P<path>[^`]+)`\Z")
_WHOLE = N_("The programme pack is damaged or was made by another program.")
_NEWER = N_("The programme pack was made for a newer version of the program.")
_UPDATE = N_("Install the newer version, or use another pack.")


def compile_folder(folder: Path) -> bytes:
    """Return the compiled bytes of a pack's folder, checked against the schema.

    Args:
        folder: holds ``*.yaml`` files; lists and mappings under the same key are joined in
            file-name order.

    Raises:
        ProgrammeError: naming file and line.
    """
    merged = _merge(folder)
    data = msgspec.json.encode(merged.value, order="sorted")
    try:
        _convert(merged.value)
    except msgspec.ValidationError as error:
        raise _located(error, merged, folder) from error
    return data


def load_pack(source: Path | bytes) -> Pack:
    """Return the pack of a folder or of compiled bytes.

    Args:
        source: a folder of YAML files, or bytes made by ``compile_folder``.

    Raises:
        ProgrammeError: where it cannot be read.
    """
    return _loaded(source if isinstance(source, bytes) else compile_folder(source))


@lru_cache(maxsize=16)
def _loaded(data: bytes) -> Pack:
    """Return the pack of compiled bytes; a document mostly holds the very bytes that are installed."""
    tree = raw_tree(data)
    try:
        return _convert(tree)
    except msgspec.ValidationError as error:
        raise ProgrammeError(_WHOLE, MEND_IT) from error


def raw_tree(data: bytes) -> dict[str, object]:
    """Return the plain content of compiled bytes, texts unresolved. Raises ProgrammeError."""
    if len(data) > MAX_BYTES:
        raise ProgrammeError(_WHOLE, MEND_IT)
    try:
        tree = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProgrammeError(_WHOLE, MEND_IT) from error
    if not isinstance(tree, dict):
        raise ProgrammeError(_WHOLE, MEND_IT)
    version = tree.get("schema", SCHEMA_VERSION)
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise ProgrammeError(_NEWER, _UPDATE)
    return tree


def content_hash(data: bytes) -> str:
    """Return the SHA-256 of compiled bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def compiled(folder: Path, cache: Path | None = None) -> bytes:
    """Return the compiled bytes of a folder, from the cache where its files are unchanged.

    Args:
        folder: the pack's folder.
        cache: folder for compiled packs, ``None`` keeps none; made when missing.

    Raises:
        ProgrammeError: where the pack cannot be read. A cache that cannot be written is passed over.
    """
    if cache is None:
        return compile_folder(folder)
    kept = cache / f"{folder.name}-{_fingerprint(folder)[:32]}.pack"
    try:
        head, _, data = kept.read_bytes().partition(b"\n")
        if head.decode("ascii", "replace") == content_hash(data):
            return data
    except OSError:
        pass
    data = compile_folder(folder)
    _keep(kept, data)
    return data


def installed(root: Path, cache: Path | None = None) -> tuple[tuple[Pack, bytes], ...]:
    """Return every pack below *root* with its compiled bytes, in order of id.

    Raises:
        ProgrammeError: for the first pack that cannot be read.
    """
    found = []
    for folder in sorted(one for one in root.iterdir() if one.is_dir() and any(one.glob("*.yaml"))):
        data = compiled(folder, cache)
        found.append((load_pack(data), data))
    return tuple(found)


def _merge(folder: Path) -> Parsed:
    from app.programmes.yaml_core import parse_file  # late: a start reads compiled packs

    whole: dict[str, object] = {}
    places: dict[str, Place] = {}
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise pack_error(folder.name, 1, N_("there are no pack files"))
    for path in files:
        parsed = parse_file(path)
        if not isinstance(parsed.value, dict):
            raise pack_error(path.name, 1, N_("a pack file has named keys"))
        _join(whole, parsed.value, "$", parsed.places, places)
    places["$"] = Place(files[0].name, 1)
    return Parsed(whole, places)


def _join(
    into: dict[str, object], more: dict[str, object], path: str, found: dict[str, Place], places: dict[str, Place]
) -> None:
    """Put *more* into *into*: new keys as they are, lists behind lists, mappings key by key."""
    for key, value in more.items():
        here, before = f"{path}.{key}", into.get(key)
        if key not in into:
            into[key] = value
            _take(found, here, 0, places)
        elif isinstance(before, list) and isinstance(value, list):
            _take(found, here, len(before), places)
            before.extend(value)
        elif isinstance(before, dict) and isinstance(value, dict):
            _join(before, value, here, found, places)
        else:
            place = found[here]
            raise pack_error(place.file, place.line, N_("the key “{key}” stands in two files", key=key))


def _take(found: dict[str, Place], head: str, shift: int, places: dict[str, Place]) -> None:
    """Copy the places at and below *head*, its list items moved by *shift*."""
    for path, place in found.items():
        rest = path[len(head) :] if path.startswith(head) else None
        if rest is None or (rest and rest[0] not in ".["):
            continue
        if rest.startswith("[") and shift:
            number, _, tail = rest[1:].partition("]")
            rest = f"[{int(number) + shift}]{tail}"
        places[head + rest] = place


def _convert(tree: object) -> Pack:
    return msgspec.convert(resolve(tree), Pack, strict=True)


def _located(error: msgspec.ValidationError, merged: Parsed, folder: Path) -> ProgrammeError:
    said = str(error)
    match = _AT.search(said)
    path = match["path"] if match else "$"
    reason = said[: match.start()] if match else said
    while path not in merged.places and path != "$":
        path = re.sub(r"(\.[^.\[\]]*|\[[^\[\]]*\])\Z", "", path) or "$"
    place = merged.places.get(path, Place(folder.name, 1))
    where = match["path"] if match else "$"
    return pack_error(
        place.file, place.line, Message("{reason} ({path})", {"reason": fault_words(reason), "path": where})
    )


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    for path in sorted(folder.glob("*.yaml")):
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()


def _keep(path: Path, data: bytes) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content_hash(data).encode("ascii") + b"\n" + data)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
