"""A reviewer's sheet as a small file, to be carried to the team's computer: a workbook of records, no form of its own.

It holds who scored and the points, with their keys, and comes back in like every workbook of ours: what is new, what
was changed and what stands there already is shown before anything is written. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.core.errors import InputError
from app.core.messages import N_
from app.exports.xlsx.spec import WorkbookSpec
from app.services.importing import Matched, unreadable
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting
from app.services.workbook.book import SheetRows, book_of, record_sheets

SCORER, SCORE, WHOSE = "scorer", "score", "scorer#id"
"""The record types of such a file, and the column that says whose points they are."""


def sheet_book(shown: ShownRecords, how: ListSetting, scorers: Collection[str] = ()) -> WorkbookSpec:
    """Return the sheets of *scorers*, all of one review; of everybody in every review where none are named.

    Raises:
        InputError: there is nobody of that name any more.
    """
    rows = shown.rows(SCORER)
    people = [row for row in rows if not scorers or row.id in scorers]
    if not people:
        raise InputError(N_("There is nobody here who scores."), N_("Say under “Set up” who scores."))
    reviews = list(dict.fromkeys(shown.parent(row) for row in people))
    wanted = {row.id for row in people}
    made = record_sheets(shown, (SCORER, SCORE), reviews)
    names = [shown.title("scoring", one) for one in reviews[:1]] if scorers else []
    title = " ".join(one for one in (*names, *(row.title for row in people if scorers)) if one)
    return book_of(shown, [_of(one, wanted) for one in made], how, title or shown.text(N_("Reviewers' sheets")))


def check_sheets(first: Matched) -> Matched:
    """Return a file that was read, if it holds sheets of reviewers. Thread: any.

    Raises:
        InputError: it holds none.
    """
    if not {SCORER, SCORE} & set(first.types):
        raise unreadable(
            N_("This file holds no reviewer's sheet."),
            N_("Ask the reviewer to press “Save the sheet as a file”, and choose that file."),
            "import.no_sheet",
        )
    return first


def _of(sheet: SheetRows, people: Collection[str]) -> SheetRows:
    """Return the rows of a sheet that are of *people*."""
    keys = [one.key for one in sheet.columns]
    at = keys.index(WHOSE) if sheet.type == SCORE else 0
    return replace(sheet, rows=tuple(row for row in sheet.rows if str(row[at].content or "") in people))
