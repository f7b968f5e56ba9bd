"""How the kinds that are not plain text or numbers are stored: canonical JSON, and 1, 0 or nothing.

Empty is always SQL NULL, so that equal values are equal bytes; reading gives the empty value of the
kind back. Values that the file holds in another form (written by a newer or foreign program) never
raise: what cannot be understood is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from app.core.richtext import Runs, from_json, to_json
from app.models.base import canonical

Reader = Callable[[Any], Any]


class _Quick(TypeDecorator[Any]):
    """Reads an empty column without asking further; most columns of most records are empty."""

    impl: Any = Text
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """Return what turns a stored value into ours."""
        read, empty = self.process_result_value, self.process_result_value(None, dialect)
        return lambda stored: empty if stored is None else read(stored, dialect)


def _read(stored: str | None) -> object:
    return None if stored is None else json.loads(stored)


class Keys(_Quick):
    """A tuple of keys or ids as a JSON list; sorted where the order means nothing."""

    impl = Text
    cache_ok = True

    def __init__(self, *, ordered: bool) -> None:
        super().__init__()
        self.ordered = ordered

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | None:
        """Return the JSON list, without repeats, or ``None`` where there is nothing."""
        keys = list(dict.fromkeys(value or ()))
        return canonical(keys if self.ordered else sorted(keys)) if keys else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Return the keys; ``()`` where there are none."""
        items = _read(value)
        return tuple(item for item in items if isinstance(item, str)) if isinstance(items, list) else ()


class Localized(TypeDecorator[dict[str, str]]):
    """Language code to text as a JSON object; empty texts are absent."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> str | None:
        """Return the JSON object of the texts that are not empty."""
        texts = {language: one for language, one in (value or {}).items() if one}
        return canonical(texts) if texts else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, str]:
        """Return the texts; ``{}`` where there are none."""
        items = _read(value)
        if not isinstance(items, dict):
            return {}
        return {language: one for language, one in items.items() if isinstance(one, str)}


class RichText(_Quick):
    """Inline runs in the stored form of ``app.core.richtext``, normalised."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Runs | None, dialect: Dialect) -> str | None:
        """Return the JSON list of runs."""
        items = to_json(value or ())
        return canonical(items) if items else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> Runs:
        """Return the runs; ``()`` where there are none."""
        return from_json(_read(value))


class Tristate(_Quick):
    """Yes, no or not known as 1, 0 or NULL."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> int | None:
        """Return 1, 0 or ``None``."""
        return None if value is None else int(bool(value))

    def process_result_value(self, value: object, dialect: Dialect) -> bool | None:
        """Return ``True``, ``False`` or ``None``."""
        return None if value is None else bool(value)
