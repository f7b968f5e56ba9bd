"""The recovery code of the private drawer: 140 random bits that a person can read, write down and type.

Seven groups of five: four characters of the code and one that checks its group, so that a slip of the pen is
found and its group is named. The alphabet leaves out I, L, O and U; typed all the same, they are read as 1,
1, 0 and V. Thread: any.
"""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
GROUPS, DATA = 7, 4
IGNORED = frozenset(" -‐‑‒–—―_.,、·\t\r\n\u3000")


def new_code() -> str:
    """Return a new code in groups, such as ``7K2MQ-…``."""
    data = ["".join(secrets.choice(ALPHABET) for _ in range(DATA)) for _ in range(GROUPS)]
    return "-".join(part + _check(number, part) for number, part in enumerate(data))


def read_code(typed: str) -> str:
    """Return a typed code as it stands on the sheet, as far as it can be read; length is not judged."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(ALIKE)
    kept = "".join(one for one in plain if one not in IGNORED)
    size = DATA + 1
    return "-".join(kept[at : at + size] for at in range(0, len(kept), size))


def wrong_groups(typed: str) -> tuple[int, ...]:
    """Return the numbers (from 1) of the groups that hold a slip; empty where the code can be tried.

    A code that is too short or too long counts its missing groups, or the first one too many, as wrong.
    """
    groups = read_code(typed).split("-") if read_code(typed) else []
    wrong = [number + 1 for number in range(GROUPS) if number >= len(groups) or not _is_group(number, groups[number])]
    return tuple(wrong + ([GROUPS + 1] if len(groups) > GROUPS else []))


def code_bytes(typed: str) -> bytes:
    """Return what the key is made of: the code's own characters, without the checks."""
    return "".join(group[:DATA] for group in read_code(typed).split("-")).encode("ascii", "replace")


def _is_group(number: int, group: str) -> bool:
    if len(group) != DATA + 1 or any(one not in ALPHABET for one in group):
        return False
    return group[DATA] == _check(number, group[:DATA])


def _check(number: int, part: str) -> str:
    """Luhn's sum in base 32, begun with the number of the group: finds any one wrong character."""
    total = number
    for at, one in enumerate(reversed(part)):
        value = ALPHABET.index(one) * (2 if at % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
