"""Short codes on paper forms: they name the type, the version of the form and, where one is meant, the record.

``EV-7K2`` is the form of a type; ``EV-7K2-4F9Q`` is the same form for one record. A code follows from the
declaration alone, so nothing has to be stored: another field, another code. Thread: any.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from app.core.fields import Field, Option, RecordType, Row

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No characters that are mistaken for one another in handwriting: no 0, 1, I, L, O."""
FORM_CHARS, RECORD_CHARS = 3, 4
NUMBERS = 900
FIRST_NUMBER = 100

Choices = Callable[[str, Field], Sequence[Option]]
"""(record type, field) to the choices that its form prints."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed code means.

    Args:
        type: record type of the form.
        record: code of the record on it, "" for a blank form.
        current: whether the form is printed like this today.
    """

    type: str
    record: str = ""
    current: bool = True


def form_code(one: RecordType, choices: Choices) -> str:
    """Return the code of the form of a record type, such as ``EV-7K2``."""
    parts = [one.name]
    for field in one.fields:
        keys = ",".join(option.key for option in choices(one.name, field)) if field.options else ""
        parts.append(f"{field.name}:{field.kind.value}:{keys}")
    return f"{_letters(one.name)}-{_short('|'.join(parts), FORM_CHARS)}"


def record_code(record: str) -> str:
    """Return the four characters that stand for a record on its own form."""
    return _short(record, RECORD_CHARS)


def find_form(text: str, types: Mapping[str, RecordType], choices: Choices) -> Found | None:
    """Return which form a typed code means; an older version is found by its letters where they are clear.

    Args:
        text: as typed: any case, full or half width, with or without hyphens.
        types: every record type by name.
        choices: what the forms print.
    """
    clean = re.sub(r"[^0-9A-Z]", "", normalize("NFKC", text).upper())
    if len(clean) not in (2 + FORM_CHARS, 2 + FORM_CHARS + RECORD_CHARS):
        return None
    head, record = clean[: 2 + FORM_CHARS], clean[2 + FORM_CHARS :]
    codes = {name: form_code(one, choices).replace("-", "") for name, one in types.items()}
    for name, code in codes.items():
        if code == head:
            return Found(name, record)
    older = [name for name, code in codes.items() if code[:2] == head[:2]]
    return Found(older[0], record, current=False) if len(older) == 1 else None


def find_record(code: str, records: Iterable[Row]) -> Row | None:
    """Return the record whose code this is, ``None`` where it is gone."""
    return next((row for row in records if record_code(row.id) == code), None)


def person_numbers(people: Iterable[Row]) -> dict[str, int]:
    """Return the number of three digits that stands for each person on sign-in sheets.

    It follows from the person's key, so a name that is added later changes nobody's number.
    """
    taken: dict[int, str] = {}
    for row in sorted(people, key=lambda one: (str(one.get("created_at") or ""), one.id)):
        number = int.from_bytes(hashlib.blake2b(row.id.encode(), digest_size=4).digest(), "big") % NUMBERS
        while number in taken and len(taken) < NUMBERS:
            number = (number + 1) % NUMBERS
        taken.setdefault(number, row.id)
    return {record: number + FIRST_NUMBER for number, record in taken.items()}


def _letters(name: str) -> str:
    first, _, rest = name.partition("_")
    return (first[0] + (rest or first[1:] or "X")[0]).upper()


def _short(text: str, length: int) -> str:
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
    out = ""
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        out += ALPHABET[place]
    return out
