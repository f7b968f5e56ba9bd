"""Which sheet of a file holds filled-in questionnaires, and which column is which question. Pure; thread: any.

Columns are known by the ids in the hidden first row; without them by the short name of the question, equal
names in their order, or by its wording in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.core.messages import N_, NP_, Message
from app.core.text import fold
from app.i18n import Translator
from app.imports.grid import Book, Grid, GridRow, Raw, letters
from app.services.importing import check_about, unreadable
from app.services.importing.match import about_of
from app.services.questionnaires import QuestionnaireView
from app.services.questionnaires.book_form import HEAD, HEAD_ROW, ID, MARK, QUESTION
from app.services.workbook.columns import ABOUT_SHEET, LISTS_SHEET

LANGUAGES = ("zh_TW", "en")
LOOK_ROWS = 15
"""Rows in which headings are looked for."""
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.．、)）]\s*")


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The sheet that is read.

    Args:
        grid: the sheet.
        places: key of a column (``book_form``) to its place from 0.
        heads: place to the heading as it stands in the file.
        head_row: number of the row with the headings.
        unknown: headings that belong to nothing here.
    """

    grid: Grid
    places: Mapping[str, int] = field(hash=False)
    heads: Mapping[int, str] = field(hash=False)
    head_row: int
    unknown: tuple[str, ...] = ()

    def rows(self) -> Iterator[GridRow]:
        """Yield the rows below the headings that hold more than an id."""
        typed = [at for key, at in self.places.items() if key != ID]
        for row in self.grid.rows:
            if row.number > self.head_row and any(_filled(row.at(at)) for at in typed):
                yield row

    def head(self, key: str) -> str:
        """Return what a column is called in the file."""
        at = self.places[key]
        return self.heads.get(at) or letters(at)

    def notes(self) -> tuple[Message, ...]:
        """Return what was left out, in words."""
        if not self.unknown:
            return ()
        names = ", ".join(self.unknown[:8]) + ("…" if len(self.unknown) > 8 else "")
        return (
            NP_(
                "{n} column belongs to no question and was left out: {names}",
                "{n} columns belong to no question and were left out: {names}",
                len(self.unknown),
                names=names,
            ),
        )


def owner_of(book: Book) -> str:
    """Return the id of the questionnaire that a workbook of ours was written for, "" for any other file.

    Raises:
        InputError: it was written for others, or by a newer version.
    """
    said = about_of(book)
    if said.get("kind", MARK) != MARK:
        return ""
    check_about(said)
    found = (_mark(grid) for grid in book.grids)
    return next((one for one in found if one), "")


def columns_of(book: Book, view: QuestionnaireView) -> SheetColumns:
    """Return the sheet and the columns that are read.

    Raises:
        InputError: no column of the file is a question of the questionnaire.
    """
    grids = [one for one in book.grids if one.rows and one.name not in (ABOUT_SHEET, LISTS_SHEET)]
    own = next((one for one in grids if _mark(one)), None)
    found = [_own(own, view)] if own is not None else [_by_headings(one, view) for one in grids]
    best = max(found, key=_questions, default=None)
    if best is None or not _questions(best):
        raise unreadable(
            N_("No column of this file is a question of “{title}”.", title=view.title),
            N_("Save the empty workbook, copy your rows into it, and bring that one in."),
            "import.no_headings",
        )
    return best


def _mark(grid: Grid) -> str:
    first = grid.rows[0].at(0) if grid.rows else None
    name, _, key = str(first or "").partition(":")
    return key if name == MARK else ""


def _questions(one: SheetColumns) -> int:
    return sum(key.startswith(QUESTION) for key in one.places)


def _own(grid: Grid, view: QuestionnaireView) -> SheetColumns:
    """Match by the hidden keys; columns that somebody put in are looked at by their heading."""
    asked = {f"{QUESTION}{one.asked.id}" for one in view.questions}
    known = {key for key, _ in HEAD} | asked
    places = {ID: 0}
    for at, key in enumerate(grid.rows[0].cells):
        if isinstance(key, str) and key in known:
            places.setdefault(key, at)
    head = _head_row(grid, view)
    rest = _read(grid, head, view, taken=places)
    return SheetColumns(grid, {**rest.places, **places}, rest.heads, head.number, rest.unknown)


def _head_row(grid: Grid, view: QuestionnaireView) -> GridRow:
    rows = [row for row in grid.rows[:LOOK_ROWS] if row.number > 1]
    best = max(rows, key=lambda row: len(_read(grid, row, view).places), default=GridRow(HEAD_ROW, ()))
    return best if _read(grid, best, view).places else GridRow(HEAD_ROW, ())


def _by_headings(grid: Grid, view: QuestionnaireView) -> SheetColumns:
    return max((_read(grid, row, view) for row in grid.rows[:LOOK_ROWS]), key=_questions)


def _read(grid: Grid, row: GridRow, view: QuestionnaireView, taken: Mapping[str, int] | None = None) -> SheetColumns:
    """Return what the headings of a row mean; each key once, equal short names in their order."""
    given = taken or {}
    meanings, places, heads, unknown = _meanings(view), dict[str, int](), dict[int, str](), list[str]()
    used = set(given.values())
    for at in range(len(row.cells)):
        text = _heading(row.at(at))
        if not text:
            continue
        heads[at] = text
        keys = [key for key in meanings.get(_folded(text), ()) if key not in places and key not in given]
        if at in used:
            continue
        if keys:
            places[keys[0]] = at
        else:
            unknown.append(text)
    return SheetColumns(grid, places, heads, row.number, tuple(unknown))


def _meanings(view: QuestionnaireView) -> Mapping[str, list[str]]:
    """Return every heading to the keys that it may mean, in the order of the questions."""
    found: dict[str, list[str]] = {}

    def means(text: str, key: str) -> None:
        keys = found.setdefault(_folded(text), []) if _folded(text) else []
        if key not in keys:
            keys.append(key)

    for key, label in HEAD:
        for language in LANGUAGES:
            means(Translator(language).text(label), key)
    for one in view.questions:
        for text in (one.asked.label, *(wording.text for wording in one.wordings.values())):
            means(text, f"{QUESTION}{one.asked.id}")
    return found


def _heading(raw: Raw) -> str:
    lines = [one.strip() for one in str(raw).splitlines() if one.strip()] if isinstance(raw, str | int) else []
    return " ".join(lines[0].split()) if lines else ""


def _folded(text: str) -> str:
    return "".join(fold(_NUMBERED.sub("", text)).split()).rstrip("?？*＊:：")


def _filled(raw: Raw) -> bool:
    return raw is not None and not (isinstance(raw, str) and not raw.strip())
