"""Tables of what is known."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.richtext import Runs


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. ``weight``: share of the width; ``align``: left, right, centre."""

    weight: float = 1.0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with repeated heads. ``header``: first rows that repeat; caption stands above it.

    Args:
        rows: cells as runs; all rows as long as ``columns``.
        note: small remark below, such as the date of the numbers.
        row_shows: id of the record that each row prints, "" for none; as long as ``rows``, or empty.
        shows: ids of records that the table as a whole tells of.
        leads: places of rows that head those below them and stand on no page without one of them.
        whole: whether no page break parts it, its note and the heading above, where one page can hold them.
        landscape: whether it stands on sheets that lie on their long side; so does the heading right above.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    header: int = 1
    caption: Runs = ()
    numbered: bool = True
    note: Runs = ()
    row_shows: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    whole: bool = False
    landscape: bool = False
    leads: tuple[int, ...] = ()
