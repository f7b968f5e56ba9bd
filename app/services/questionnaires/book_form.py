"""The form of a questionnaire's workbook: what writing it and reading it back share. Thread: any.

The hidden first row of the sheet of answers holds a stable id for every column; its first column, hidden
too, the id of every sheet that was filled in. Hidden lists pair what is shown with its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from app.core.fields import Row
from app.core.messages import N_, Message
from app.exports.xlsx.spec import Content
from app.exports.xlsx.text import clean_text
from app.services.questionnaires.counts import NUMBER, SCALE, WORDS, Asked

MARK = "banyan-questionnaire"
"""Begins the hidden first row: ``banyan-questionnaire:<id>``."""
ID, NUMBER_KEY, LANGUAGE, EVENT, GROUP, DATE = "#id", "number", "language", "event", "group", "date"
HEAD: tuple[tuple[str, Message], ...] = (
    (NUMBER_KEY, N_("Sheet number")),
    (LANGUAGE, N_("Language")),
    (EVENT, N_("Event")),
    (GROUP, N_("Group of residents")),
    (DATE, N_("Date")),
)
"""What is said of a whole sheet, in the order of its columns; the names are fields of the record."""
QUESTION = "q:"
"""Begins the key of a question's column."""
HEAD_ROW = 4
"""Row 1 is hidden, 2 the title, 3 a remark, 4 the headings."""
DIGITS = 15
"""A spreadsheet keeps no more of a number."""
_PLAIN = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")


def content_of(asked: Asked, value: str, words: str) -> Content:
    """Return what a cell holds for an answer: keys and words as text, numbers as numbers.

    A number that a spreadsheet would change (``007``, twenty digits) stands as text.
    """
    if asked.kind == WORDS:
        return clean_text(words)[0] or None
    if asked.kind in (NUMBER, SCALE) and _PLAIN.fullmatch(value) and sum(map(str.isdigit, value)) <= DIGITS:
        return Decimal(value)
    return clean_text(value)[0] or None


def says_the_same(content: Content, raw: object) -> bool:
    """Say whether a cell still holds what was written into it."""
    if content is None or raw is None:
        return content is None and (raw is None or (isinstance(raw, str) and not raw.strip()))
    if isinstance(content, Decimal):
        return isinstance(raw, int | Decimal | str) and not isinstance(raw, bool) and _decimal(raw) == content
    return isinstance(content, str) and isinstance(raw, str) and raw.strip() == content.strip()


def _decimal(raw: int | Decimal | str) -> Decimal | None:
    try:
        return Decimal(raw)
    except InvalidOperation:
        return None


def named(rows: Iterable[Row]) -> dict[str, str]:
    """Return id to a name that no other has; meetings of one title are told apart by their day.

    Args:
        rows: events or groups, in the order of the list.
    """
    known: dict[str, str] = {}
    taken: set[str] = set()
    given = list(rows)
    titles = [plain_words(row.title) for row in given]
    for row, title in zip(given, titles, strict=True):
        day = row.get("date")
        base = f"{title} ({day})" if titles.count(title) > 1 and isinstance(day, str) and day else title
        label, at = base, 2
        while label.casefold() in taken:
            label, at = f"{base} ({at})", at + 1
        if title:
            known[row.id] = label
            taken.add(label.casefold())
    return known


def plain_words(text: str) -> str:
    """Return *text* in one line, without what a workbook cannot hold."""
    return " ".join(clean_text(text)[0].split())


def answers_of(row: Row) -> dict[str, Row]:
    """Return question id to the answer of a sheet."""
    held = row.get("answers")
    rows = held if isinstance(held, tuple) else ()
    found = (one for one in rows if isinstance(one, Row))
    return {str(one.get("question") or ""): one for one in found}


def text_of(row: Row | None, name: str) -> str:
    """Return a text of a record, "" where there is none."""
    value = row.get(name) if row is not None else None
    return value if isinstance(value, str) else ""


def key_columns(questions: Sequence[Asked]) -> tuple[str, ...]:
    """Return the keys of all columns, left to right."""
    return (ID, *(key for key, _ in HEAD), *(f"{QUESTION}{one.id}" for one in questions))
