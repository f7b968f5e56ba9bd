"""What a character is to the line breaker: its class, and what is cleaned away before it is drawn.

Classes after `typesetting.md` A2: what may not begin a line, what may not end one, what clings to its
like. Both Chinese and Latin punctuation take part.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum


class Class(IntEnum):
    """How a character behaves at a line's end."""

    CJK = 0
    LATIN = 1
    SPACE = 2
    OPEN = 3
    CLOSE = 4
    GLUE = 5
    BREAK = 6


NO_START = frozenset("，。、；：？！」』》〉）】〕〗”’…—～〜・‧·﹁﹂﹃﹄％℃°′″々ー﹐﹑﹒﹔﹕﹖﹗!),.:;?]}%،؛؟")
NO_END = frozenset("「『《〈（【〔〖“‘([{＄$￥¥£€#＠@№")
GLUED = frozenset("…—─")
LEFT_BLANK = frozenset("「『《〈（【〔〖")
"""Full-width brackets whose left half is empty."""
RIGHT_BLANK = frozenset("」』》〉）】〕〗")
"""Full-width brackets whose right half is empty: it may hang over the margin."""
CENTRED = frozenset("，。、；：？！")
"""Full-width marks that stand in the middle of their square, as in Taiwan."""

EITHER = frozenset("“”‘’…—·×÷±°§")
"""Drawn in the script that stands before them (quotation marks that open: after them)."""
_LATIN = re.compile(
    r"[\u0020-\u036f\u0370-\u052f\u0590-\u08ff\u1ab0-\u1fff\u2010-\u2015\u2022\u20a0-\u20cf\u2116\u2122"
    r"\u200c\u200d\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefe]"
)
JOINERS = "\u200c\u200d"
"""Say that two Arabic letters part, or join, where they would not by themselves."""

PAGE_PLACE = "\ufffc"
"""Stands for a page number that is filled in while drawing."""

_DIRTY = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200b\u200e\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LOOSE_JOINER = re.compile(r"(?<![\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe])[\u200c\u200d]+")
_SPACES = frozenset("\t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f")
_NARROW = frozenset("\u202f\u2007")
_LINE_ENDS = frozenset("\n\x0b\x0c\x85\u2028\u2029")


def _clean_one(match: re.Match[str]) -> str:
    char = match.group()
    if char in _LINE_ENDS:
        return "\n"
    if char in _NARROW:
        return "\xa0"
    return " " if char in _SPACES else ""


def clean(text: str) -> str:
    """Drop what draws nothing (controls, direction marks, variation selectors); never raises.

    Joiners stay behind Arabic letters, whose shape they choose.
    """
    if "\u200c" in text or "\u200d" in text:
        text = _LOOSE_JOINER.sub("", text)
    if not _DIRTY.search(text):
        return text
    return _DIRTY.sub(_clean_one, text.replace("\r\n", "\n").replace("\r", "\n"))


def is_latin(char: str) -> bool:
    """Say whether *char* belongs to the Latin fonts, where its surroundings do not decide.

    Arabic and Hebrew count as Latin here: words with spaces between them, which no line break may part.
    """
    return bool(_LATIN.match(char))


def class_of(char: str, latin: bool) -> Class:
    """Return the class of *char*; *latin* says that a Latin font draws it."""
    if char == "\n":
        return Class.BREAK
    if char == " ":
        return Class.SPACE
    if char in GLUED:
        return Class.GLUE
    if char in NO_START or unicodedata.category(char) == "Mn":
        return Class.CLOSE
    if char in NO_END:
        return Class.OPEN
    return Class.LATIN if latin else Class.CJK
