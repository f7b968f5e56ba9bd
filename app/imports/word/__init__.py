"""Reads a .docx into headings, paragraphs, lists, tables and pictures, and says what it did not take."""

from app.imports.word.items import (
    Left,
    WordDocument,
    WordHeading,
    WordItem,
    WordListItem,
    WordPicture,
    WordTable,
    WordText,
)
from app.imports.word.opening import read_docx

__all__ = [
    "Left",
    "WordDocument",
    "WordHeading",
    "WordItem",
    "WordListItem",
    "WordPicture",
    "WordTable",
    "WordText",
    "read_docx",
]
