"""Lived expertise as a screen needs it, in the words of the screen. Thread: the document lane."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from app.core.fields import Row
from app.exports.spec import Audience
from app.services.figures.view import FigureView
from app.services.lived.gather import own_lived
from app.services.lived.view import GENERAL, LivedView
from app.services.lived.words import ON_ANYTHING, cell_words
from app.services.masking import Reader, ShownRecords

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.workspace import Workspace

HEAD_WIDTH = 18
BASIS = ("source_text", "as_of_date", "confidence")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of residents in words; "" where nothing is written.

    Args:
        mapped: whether a map shows a place where they live, ``None`` not looked up.
        place: which mapped area.
        basis: what shows it, with source, date and confidence.
    """

    id: str
    name: str
    why: str
    languages: str
    gathers: str
    mapped: bool | None
    place: str
    basis: str


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """An item of the data shelf in words."""

    id: str
    title: str
    says: str
    basis: str


@dataclass(frozen=True, slots=True)
class LivedScreen:
    """Everything that the page shows.

    Args:
        view: groups, topics, connections, seats.
        table: the matrix; its first row holds the groups, its first column the topics.
        topics: key of the topic of each row of the table behind its head.
    """

    view: LivedView
    table: FigureView
    topics: tuple[str, ...]
    groups: tuple[GroupLine, ...]
    shelf: tuple[ShelfLine, ...]

    def place(self, row: int, column: int) -> tuple[str, str] | None:
        """Return group and topic of a cell of the table's body, ``None`` for the column of topics."""
        if not (0 < column <= len(self.view.groups) and 0 <= row < len(self.topics)):
            return None
        return self.view.groups[column - 1].id, self.topics[row]


def lived_screen(ws: Workspace, translator: Translator, caption: str, topic_head: str) -> LivedScreen:
    """Return everything in the words of *translator*.

    Args:
        ws: the open document.
        translator: language and calendar of the screen.
        caption: what the matrix is called, for screen readers.
        topic_head: head of the column of topics.
    """
    shown, view = ShownRecords(ws.records, translator, Reader(Audience.TEAM)), own_lived(ws)
    say = translator.text
    topics = (GENERAL, *(key for key, _ in view.topics))
    names = (say(ON_ANYTHING), *(say(name) for _, name in view.topics))
    body = (
        (name, *(say(cell_words(view, one.id, key)) for one in view.groups))
        for key, name in zip(topics, names, strict=True)
    )
    head = (topic_head, *(in_lines(one.name) for one in view.groups))
    rows = (head, *body) if view.groups else ()
    table = FigureView("lived", None, caption, (), rows, (False,) * len(head))
    return LivedScreen(
        view,
        table,
        topics,
        tuple(_group(shown, row) for row in shown.rows("population_group")),
        tuple(_item(shown, row) for row in shown.rows("data_item")),
    )


def _group(shown: ShownRecords, row: Row) -> GroupLine:
    mapped = row.get("ej_area")
    told = (shown.cell(row, "evidence"), basis_words(shown, row))
    return GroupLine(
        row.id,
        row.title,
        shown.cell(row, "why"),
        shown.cell(row, "languages"),
        shown.cell(row, "gathers"),
        mapped if isinstance(mapped, bool) else None,
        shown.cell(row, "ej_note"),
        " · ".join(one for one in told if one),
    )


def _item(shown: ShownRecords, row: Row) -> ShelfLine:
    return ShelfLine(row.id, row.title, shown.cell(row, "says"), basis_words(shown, row))


def in_lines(name: str) -> str:
    """Return a name in lines of about ``HEAD_WIDTH`` Latin letters, so that the matrix shows more groups."""
    lines, width = [""], 0
    for part in re.findall(r"[^\s⺀-￯]+\s*|.", name):
        wide = sum(2 if east_asian_width(one) in "WF" else 1 for one in part.rstrip())
        if width and width + wide > HEAD_WIDTH:
            lines, width = [*lines, ""], 0
        lines[-1] += part
        width += wide + len(part) - len(part.rstrip())
    return "\n".join(one.strip() for one in lines)


def basis_words(shown: ShownRecords, row: Row) -> str:
    """Return source, date and confidence of a record in a row."""
    return " · ".join(said for name in BASIS if (said := shown.cell(row, name)))
