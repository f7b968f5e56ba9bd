"""Order keys: text between two neighbours, so that moving one thing changes one record.

A key is an integer part whose first character tells its length (``a0`` … ``az``, ``b00`` …; ``Zz``,
``Yzz`` … before ``a0``) and a fraction in base 62 without trailing zeros. Keys sort as ASCII text;
equal keys (two people inserted at one place) are ordered by id. Appending keeps keys short: the
10,000th has four characters.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "a0"
_SMALLEST = "A" + "0" * 26


def between(before: str | None, after: str | None) -> str:
    """Return a key that sorts after *before* and before *after*.

    Args:
        before: key of the left neighbour, ``None`` at the start.
        after: key of the right neighbour, ``None`` at the end.

    Raises:
        ValueError: a key is malformed, or *before* does not sort before *after*.
    """
    before_int, before_rest = _split(before) if before is not None else ("", "")
    after_int, after_rest = _split(after) if after is not None else ("", "")
    if before is not None and after is not None and before >= after:
        raise ValueError(f"{before!r} is not before {after!r}")
    if before is None and after is None:
        return FIRST
    if before is None:
        return _before(after_int, after_rest)
    up = _add(before_int, 1)
    if after is None:
        return up if up is not None else before_int + _middle(before_rest, None)
    if before_int == after_int:
        return before_int + _middle(before_rest, after_rest)
    return up if up is not None and up < after else before_int + _middle(before_rest, None)


def many(count: int, before: str | None = None, after: str | None = None) -> list[str]:
    """Return *count* rising keys between two neighbours, evenly spread where there is little room."""
    if count <= 0:
        return []
    if after is None:
        keys: list[str] = []
        for _ in range(count):
            before = between(before, None)
            keys.append(before)
        return keys
    half = count // 2
    middle = between(before, after)
    return [*many(half, before, middle), middle, *many(count - half - 1, middle, after)]


def _length(head: str) -> int:
    if "a" <= head <= "z":
        return ord(head) - ord("a") + 2
    if "A" <= head <= "Z":
        return ord("Z") - ord(head) + 2
    return 0


def _split(key: str) -> tuple[str, str]:
    """Return the integer part and the fraction of *key*."""
    size = _length(key[:1]) if key else 0
    if not size or len(key) < size or key == _SMALLEST or any(one not in DIGITS for one in key):
        raise ValueError(f"{key!r} is no order key")
    if len(key) > size and key[-1] == "0":
        raise ValueError(f"{key!r} ends in zero")
    return key[:size], key[size:]


def _before(whole: str, fraction: str) -> str:
    """Return a key before the one made of *whole* and *fraction*."""
    if whole == _SMALLEST:
        return whole + _middle("", fraction)
    if fraction:
        return whole
    down = _add(whole, -1)
    if down is None:
        raise ValueError("there is no key before the first")
    return down + DIGITS[31] if down == _SMALLEST else down


def _add(whole: str, step: int) -> str | None:
    """Return the integer part one up or down, ``None`` where there is none."""
    head, digits = whole[0], [DIGITS.index(one) for one in whole[1:]]
    for place in range(len(digits) - 1, -1, -1):
        digits[place] += step
        if 0 <= digits[place] < len(DIGITS):
            return head + "".join(DIGITS[one] for one in digits)
        digits[place] = 0 if step > 0 else len(DIGITS) - 1
    return _next_head(head, step)


def _next_head(head: str, step: int) -> str | None:
    """Return the first (or last) integer part of the neighbouring length."""
    if (head, step) in (("z", 1), ("A", -1)):
        return None
    other = {("Z", 1): "a", ("a", -1): "Z"}.get((head, step)) or chr(ord(head) + step)
    return other + (DIGITS[0] if step > 0 else DIGITS[-1]) * (_length(other) - 1)


def _middle(low: str, high: str | None) -> str:
    """Return a fraction between *low* and *high*; neither ends in zero, ``None`` is one."""
    if high is not None:
        same = 0
        while same < len(high) and (low[same] if same < len(low) else "0") == high[same]:
            same += 1
        if same:
            return high[:same] + _middle(low[same:], high[same:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high is not None else len(DIGITS)
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return DIGITS[first] + _middle(low[1:], None)
