"""Which way text runs: the levels of the Unicode Bidirectional Algorithm and the order in which a line is seen.

Source of the rules, whose names stand beside them: Unicode Standard Annex 9. Direction marks, embeddings and
isolates take no part: a page's text was cleaned of them before. One rule is wider: a hyphen between digits belongs to
the number in Arabic too, for a telephone number in pieces would else be read backwards. Pure; any thread.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from app.core.directions import FROM_THE_RIGHT, STRONG, runs_from_the_right
from app.exports.layout.chars import PAGE_PLACE

_OPENING = "([{（［｛「『《〈【〔〖"
_CLOSING = ")]}）］｝」』》〉】〕〗"
_PARTNER = {**dict(zip(_OPENING, _CLOSING, strict=True)), **dict(zip(_CLOSING, _OPENING, strict=True))}
MIRRORED = {**_PARTNER, "<": ">", ">": "<", "«": "»", "»": "«", "‹": "›", "›": "‹", "≤": "≥", "≥": "≤"}
"""What stands for a character where text runs from the right: brackets open the other way."""
DEEPEST = 63
"""Open brackets that are kept in mind at most (BD16)."""
_EXPLICIT = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_SIDE = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


def levels(text: str) -> tuple[list[int], list[int]]:
    """Return the level of each character and of the paragraph around it; nothing where all runs from the left.

    Each part between line feeds is a paragraph; one without letters runs like the one before it.
    """
    if not FROM_THE_RIGHT.search(text):
        return [], []
    each: list[int] = []
    bases: list[int] = []
    base = int(runs_from_the_right(text))
    for part in text.split("\n"):
        if any(unicodedata.bidirectional(char) in STRONG for char in part):
            base = int(runs_from_the_right(part))
        each += [*_levels(part, base), base]
        bases += [base] * (len(part) + 1)
    return each[:-1], bases[:-1]


def seen_order(each: Sequence[int]) -> list[int]:
    """Return the places of a line's characters from left to right (L2); *each* is their levels."""
    order = list(range(len(each)))
    for level in range(max(each, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and each[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def _levels(text: str, base: int) -> list[int]:
    side = "R" if base else "L"
    kinds = ["EN" if char == PAGE_PLACE else unicodedata.bidirectional(char) or "L" for char in text]
    kinds = ["BN" if kind in _EXPLICIT else kind for kind in kinds]
    first = list(kinds)
    _weak(kinds, side)
    _brackets(text, kinds, first, side)
    _neutral(kinds, side)
    return [_level(kind, base) for kind in kinds]


def _level(kind: str, base: int) -> int:
    """I1 and I2."""
    if kind == "L":
        return base + base % 2
    if kind == "R":
        return base + 1 - base % 2
    return base + 2 - base % 2


def _weak(kinds: list[str], side: str) -> None:
    """Settle numbers and what belongs to them (W1 to W3)."""
    before = side
    for index, kind in enumerate(kinds):  # W1; a joiner is no letter of its own either
        if kind in ("NSM", "BN"):
            kinds[index] = before
        before = kinds[index]
    strong = side
    for index, kind in enumerate(kinds):  # W2, W3
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _numbers(kinds, side)


def _numbers(kinds: list[str], side: str) -> None:
    """Settle the signs in and about numbers (W4 to W7)."""
    for index in range(1, len(kinds) - 1):  # W4
        left, kind, right = kinds[index - 1 : index + 2]
        if left == right and left in ("EN", "AN") and kind in ("ES", "CS"):
            kinds[index] = left
    for start, end in _stretches(kinds, ("ET",)):  # W5
        if (start and kinds[start - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
            kinds[start:end] = ["EN"] * (end - start)
    strong = side
    for index, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            kinds[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    open_, found = list[tuple[str, int]](), list[tuple[int, int]]()
    for index, char in enumerate(text):
        if kinds[index] != "ON" or char not in _PARTNER:
            continue
        if char in _OPENING:
            if len(open_) == DEEPEST:
                return []
            open_.append((_PARTNER[char], index))
            continue
        place = next((at for at in range(len(open_) - 1, -1, -1) if open_[at][0] == char), None)
        if place is not None:
            found.append((open_[place][1], index))
            del open_[place:]
    return sorted(found)


def _brackets(text: str, kinds: list[str], first: list[str], side: str) -> None:
    """Let the two brackets of a pair run the same way (N0)."""
    for start, end in _pairs(text, kinds):
        inside = {_SIDE[kind] for kind in kinds[start + 1 : end] if kind in _SIDE}
        if not inside:
            continue
        chosen = side
        if side not in inside:
            before = next((_SIDE[kind] for kind in reversed(kinds[:start]) if kind in _SIDE), side)
            chosen = before if before in inside else side
        for place in (start, end):
            kinds[place] = chosen
            for after in range(place + 1, len(kinds)):
                if first[after] not in ("NSM", "BN"):
                    break
                kinds[after] = chosen


def _neutral(kinds: list[str], side: str) -> None:
    """Let what has no direction follow its neighbours (N1, N2)."""
    for start, end in _stretches(kinds, ("B", "S", "WS", "ON")):
        before = _SIDE[kinds[start - 1]] if start else side
        after = _SIDE[kinds[end]] if end < len(kinds) else side
        kinds[start:end] = [before if before == after else side] * (end - start)


def _stretches(kinds: list[str], wanted: Sequence[str]) -> list[tuple[int, int]]:
    found, start = list[tuple[int, int]](), 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > start:
            found.append((start, end))
        start = end + 1
    return found
