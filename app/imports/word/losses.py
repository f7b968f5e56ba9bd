"""What was not taken from a .docx, counted while it is read and told once at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from app.core.messages import NP_, Message
from app.imports.word.items import Left

MOST_WORDS = 400
"""Characters of the lost words that are told; more of them are told with an ellipsis."""


LOST: Mapping[str, Message] = MappingProxyType(
    {
        "contents": NP_(
            "{n} line of its contents: ours are made from the headings",
            "{n} lines of its contents: ours are made from the headings",
            0,
        ),
        "numbers": NP_(
            "{n} typed number of a heading or item: ours are made by themselves",
            "{n} typed numbers of headings and items: ours are made by themselves",
            0,
        ),
        "captions": NP_(
            "{n} number of a caption: ours are made by themselves",
            "{n} numbers of captions: ours are made by themselves",
            0,
        ),
        "edges": NP_("{n} line at the head or foot of the pages", "{n} lines at the head or foot of the pages", 0),
        "comments": NP_("{n} comment", "{n} comments", 0),
        "deleted": NP_(
            "{n} piece of text that is marked as deleted", "{n} pieces of text that are marked as deleted", 0
        ),
        "hidden": NP_("{n} piece of hidden text", "{n} pieces of hidden text", 0),
        "charts": NP_("{n} chart", "{n} charts", 0),
        "diagrams": NP_("{n} diagram", "{n} diagrams", 0),
        "shapes": NP_("{n} drawn line or shape", "{n} drawn lines and shapes", 0),
        "objects": NP_("{n} embedded file", "{n} embedded files", 0),
        "pictures": NP_(
            "{n} picture of a kind that cannot be printed", "{n} pictures of a kind that cannot be printed", 0
        ),
        "linked": NP_("{n} picture that is not in the file", "{n} pictures that are not in the file", 0),
        "links": NP_("{n} address behind a link; its words stay", "{n} addresses behind links; their words stay", 0),
        "symbols": NP_("{n} symbol of a font that only Word has", "{n} symbols of a font that only Word has", 0),
        "readings": NP_("{n} reading above a word", "{n} readings above words", 0),
        "fields": NP_(
            "{n} box to fill in or to choose from, its words stay",
            "{n} boxes to fill in or to choose from, their words stay",
            0,
        ),
    }
)
"""What is gone."""


CHANGED: Mapping[str, Message] = MappingProxyType(
    {
        "notes": NP_(
            "{n} foot or end note stands in brackets in its sentence",
            "{n} foot or end notes stand in brackets in their sentences",
            0,
        ),
        "boxes": NP_("{n} text box stands behind its paragraph", "{n} text boxes stand behind their paragraphs", 0),
        "nested": NP_(
            "{n} table inside a table stands as lines in its cell",
            "{n} tables inside tables stand as lines in their cells",
            0,
        ),
        "merged": NP_(
            "{n} joined cell is one cell and empty ones", "{n} joined cells are one cell and empty ones each", 0
        ),
        "formulas": NP_("{n} formula stands as plain characters", "{n} formulas stand as plain characters", 0),
        "behind": NP_(
            "{n} picture of a table stands behind the table", "{n} pictures of tables stand behind their table", 0
        ),
        "cell_bold": NP_("{n} bold word in a table is plain", "{n} bold words in tables are plain", 0),
        "dressed": NP_(
            "{n} piece that was underlined, struck out or coloured is plain",
            "{n} pieces that were underlined, struck out or coloured are plain",
            0,
        ),
    }
)
"""What is there in another form."""


class Losses:
    """Counts what is lost or changed, with the words of it."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._words: dict[str, list[str]] = {}

    def add(self, kind: str, words: str = "", n: int = 1) -> None:
        """Count one more; *words* are the text that goes with it."""
        self._count[kind] += n
        if words.strip():
            self._words.setdefault(kind, []).append(" ".join(words.split()))

    def told(self) -> tuple[Left, ...]:
        """Return everything, what is gone first."""
        every = {**LOST, **CHANGED}
        return tuple(
            Left(replace(said, count=n, params={"n": n}), self._said(one))
            for one, said in every.items()
            if (n := self._count[one])
        )

    def _said(self, kind: str) -> str:
        words = " / ".join(dict.fromkeys(self._words.get(kind, ())))
        return words if len(words) <= MOST_WORDS else words[:MOST_WORDS].rstrip() + "…"
