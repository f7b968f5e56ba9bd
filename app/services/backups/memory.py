"""What this computer remembers of a document's copies: where the second place is, when each was made.

It is not in the document, because another computer has other sticks. Thread: any, one at a time.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.system.durable import write_whole


@dataclass(frozen=True, slots=True)
class Memory:
    """Times are ISO 8601 with their zone, "" for never.

    Args:
        since: when the first backup on this computer was made.
        second: folder of the second place, "" where none was chosen.
        second_name: what people call it.
        second_at: when the newest complete backup was written there.
        stick_at: when everything was last copied to a stick.
        stick_name: what people call it.
        put_off: until when the question for a second place was put off.
        checked_at: when the whole document was last verified.
        damages: how many damaged things that found.
        drilled_at: when a backup was last brought back to prove that it can be.
        erased_at: when something was last erased for good.
    """

    since: str = ""
    second: str = ""
    second_name: str = ""
    second_at: str = ""
    stick_at: str = ""
    stick_name: str = ""
    put_off: str = ""
    checked_at: str = ""
    damages: int = 0
    drilled_at: str = ""
    erased_at: str = ""


class MemoryFile:
    """Keeps :class:`Memory` in a small file; one that cannot be read counts as empty.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path, self.now = path, _read(path)

    def change(self, **values: str | int) -> Memory:
        """Change what is given and keep it; a disk that refuses is told elsewhere, by the backup itself."""
        self.now = replace(self.now, **values)  # type: ignore[arg-type]  # the fields are text or numbers
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(asdict(self.now), ensure_ascii=False, sort_keys=True).encode())
        return self.now


def when(text: str) -> datetime | None:
    """Return the time of a stored text, ``None`` for never."""
    with suppress(ValueError):
        return datetime.fromisoformat(text) if text else None
    return None


def _read(path: Path) -> Memory:
    with suppress(OSError, ValueError, TypeError, AttributeError):
        said = json.loads(path.read_text("utf-8"))
        known = {one.name: one.type for one in fields(Memory)}
        right: dict[str, Any] = {
            name: value
            for name, value in said.items()
            if name in known and isinstance(value, int if known[name] == "int" else str)
        }
        return Memory(**right)
    return Memory()
