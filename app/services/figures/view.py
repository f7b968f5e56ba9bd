"""A figure for the screen: what is drawn, the table beside it, and what is said about both. Frozen; any thread.

On screen the team looks at its own records, so nothing is masked; paper for others is gathered anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.core.richtext import text_of
from app.exports.layout import standard_words
from app.exports.spec import Audience, Chart, DocumentSpec, PageFormat, Paragraph, Part, Table, TextStyle
from app.services.figures.live import FIGURES
from app.services.masking import Reader, ShownRecords

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.workspace import Workspace

MARGIN = 6.0
"""Around a drawing, points."""
ROLL = 6000.0
"""Height of the paper on which a drawing is laid out first, points."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure.

    Args:
        key: of the live block.
        chart: what is drawn, ``None`` where there is nothing to draw.
        caption: what it shows.
        words: what is to be known about it, one text per line.
        rows: cells of the table, its head first; empty where there is none.
        right: for each column, whether it holds numbers.
        records: id and title of each record that it can be about, the one shown first.
    """

    key: str
    chart: Chart | None
    caption: str
    words: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...] = ()
    records: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is recorded yet."""
        return self.chart is None and not self.rows


def figure_view(ws: Workspace, key: str, settings: Mapping[str, object], translator: Translator) -> FigureView:
    """Return a figure as the team sees it. Thread: document lane.

    Args:
        ws: the open document.
        key: of :data:`app.services.figures.live.FIGURES`.
        settings: answers to its options.
        translator: language and calendar of the screen.
    """
    make = FIGURES[key].make
    assert make is not None  # every figure makes its own blocks
    shown = ShownRecords(ws.records, translator, Reader(Audience.TEAM))
    blocks = make("figure", {**settings, "show": "both"}, shown)
    chart = next((one for one in blocks if isinstance(one, Chart)), None)
    table = next((one for one in blocks if isinstance(one, Table)), None)
    said = [text_of(one.runs) for one in blocks if isinstance(one, Paragraph)]
    said += [text_of(one.note) for one in (chart, table) if one is not None and one.note]
    caption = text_of(chart.caption if chart is not None else table.caption if table is not None else ())
    rows = tuple(tuple(text_of(cell) for cell in row) for row in table.rows) if table is not None else ()
    right = tuple(one.align == "right" for one in table.columns) if table is not None else ()
    bare = replace(chart, caption=(), note=(), numbered=False) if chart is not None else None
    return FigureView(key, bare, caption, tuple(dict.fromkeys(said)), rows, right, _records(key, shown))


def _records(key: str, shown: ShownRecords) -> tuple[tuple[str, str], ...]:
    """Return what a figure of one record can be about, the latest first."""
    about = FIGURES[key].record
    rows = sorted(shown.rows(about), key=lambda row: str(row.get("date") or ""), reverse=True) if about else ()
    return tuple((row.id, row.title) for row in rows)


def figure_spec(chart: Chart, language: str, width: float, height: float = ROLL) -> DocumentSpec:
    """Return a sheet of *width* by *height* points that holds the drawing alone, in the type of the screen."""
    page = PageFormat(width, height, MARGIN, MARGIN, MARGIN, MARGIN)
    style = TextStyle(size=11.0, leading=16.0, indent_em=0.0, face="sans", cover_body=11.0)
    part = Part("figure-part", "plain", (), (chart,), show_title=False)
    chinese = "zh_TW" if language.startswith("zh") else "en"
    return DocumentSpec("", chinese, (part,), page=page, style=style, words=standard_words(chinese), outline=False,
                        cover_numbered=False)  # fmt: skip
