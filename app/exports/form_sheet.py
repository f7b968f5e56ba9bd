"""An official form as a ruled sheet whose cells may span columns; laid out by ``exports/layout/forms.py``."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.richtext import Runs
from app.exports.spec import FormGrid


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell. ``span``: columns that it takes; ``align``: left or centre; ``\\n`` in its runs begins a line."""

    runs: Runs = ()
    span: int = 1
    align: str = "left"


@dataclass(frozen=True, slots=True)
class FormSheet(FormGrid):
    """A sheet without a head: every row is ruled around each of its cells and stays whole.

    Args:
        cells: rows; the spans of each sum to the number of ``columns``, whose weights alone are used.
    """

    cells: tuple[tuple[SheetCell, ...], ...] = ()
