"""What a .docx holds once it is read: plain frozen values, safe in any thread."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.messages import Message
from app.core.richtext import Runs


@dataclass(frozen=True, slots=True)
class WordHeading:
    """A heading without its typed number. ``level``: 0 a chapter, 1 (一、) to 4 below it; ``number``: as typed."""

    level: int
    runs: Runs
    number: str = ""


@dataclass(frozen=True, slots=True)
class WordText:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class WordListItem:
    """One item of a list. ``marker``: ``bullet``, ``number`` or ``box``; ``level`` from 0."""

    runs: Runs
    marker: str = "bullet"
    level: int = 0


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table as texts, every row equally long. ``header``: whether its first row is a head."""

    rows: tuple[tuple[str, ...], ...]
    header: bool = True
    caption: str = ""


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture with its caption. ``name``: of the part that holds it; ``data``: its untouched bytes."""

    name: str
    data: bytes
    caption: str = ""


WordItem = WordHeading | WordText | WordListItem | WordTable | WordPicture


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not taken, or not taken as it was.

    Args:
        what: in words, with its number where it counts.
        words: the text that is lost with it, "" where none is.
    """

    what: Message
    words: str = ""


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A whole .docx. ``left``: what was not taken; where it is empty, nothing is missing."""

    name: str
    items: tuple[WordItem, ...]
    left: tuple[Left, ...] = ()
