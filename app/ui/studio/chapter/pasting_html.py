"""What other programs put on the clipboard becomes runs and blocks: headings, lists, bold, tables, pictures.

No HTML reaches Qt, so nothing pasted can name a file, an address or a style; no file and no address is ever
opened for it. Word names its pictures as files; their bytes stand in the RTF beside the HTML. Pure; any thread.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from app.core.richtext import BOLD, EMPHASIS, Inline, Run, Runs, normalise, text_of
from app.ui.studio.chapter.blocks import BlockData
from app.ui.studio.chapter.pasting import MOST_CHARS, clean, trimmed

MOST_HTML = 60_000_000
"""Characters of HTML and RTF that are looked at: pictures stand in them as text."""
MOST_COLUMNS = 40
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 4}
_BREAKING = frozenset(
    ("p", "div", "section", "article", "header", "footer", "blockquote", "pre", "ul", "ol", "dl", "dt", "caption")
) | frozenset(("dd", "figure", "figcaption", "center", *_HEADINGS))
_SILENT = frozenset(
    ("head", "style", "script", "title", "noscript", "template", "svg", "math", "object", "iframe", "select", "option")
)
_BOLD_TAGS, _EMPHASIS_TAGS = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn", "var"})
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_LIST_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d+)")
_CHINESE = re.compile(r"^[一二三四五六七八九十壹貳參肆伍陸柒捌玖拾]+[、.]$")
_PARENS = re.compile(r"^[(（][一二三四五六七八九十]+[)）]$")
_DATA = re.compile(r"^data:image/[\w.+-]+;base64,", re.IGNORECASE)
_PICTURE = re.compile(r"\\(pngblip|jpegblip)\b")
_RTF_PIECE = re.compile(r"[{}]|\\[a-zA-Z]+-?\d* ?|\\[^a-zA-Z]|[^{}\\]+")
SHORT = 40
PER_ROW = 2


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted.

    Args:
        pictures: for each block of photos among *blocks*, by its place there, the bytes of its pictures.
        missing: how many pictures did not come along.
    """

    blocks: tuple[BlockData, ...]
    pictures: Mapping[int, tuple[bytes, ...]] = field(default_factory=dict)
    missing: int = 0


def from_html(html: str, rtf: bytes = b"") -> Pasted:
    """Return the blocks of an HTML text as other programs put it on the clipboard.

    Args:
        html: as it stands there.
        rtf: the same as RTF, in which Word keeps the bytes of pictures; empty where there is none.
    """
    reader = _Reader()
    reader.feed(html[: MOST_CHARS if "base64," not in html else MOST_HTML])
    reader.close()
    reader.end_block()
    spare = iter(_rtf_pictures(rtf)) if any(one is None for _at, one in reader.pictures) else iter(())
    found = [(at, data if data is not None else next(spare, None)) for at, data in reader.pictures]
    return _with_photos(reader.blocks, found)


def _with_photos(blocks: Sequence[BlockData], found: Sequence[tuple[int, bytes | None]]) -> Pasted:
    """Put a block of photos where pictures stood; neighbours share one."""
    out: list[BlockData] = []
    pictures: dict[int, tuple[bytes, ...]] = {}
    for at in range(len(blocks) + 1):
        here = tuple(data for place, data in found if place == at and data)
        if here:
            pictures[len(out)] = here
            out.append(BlockData("", "photos", settings={"photos": [], "per_row": min(len(here), PER_ROW)}))
        out += blocks[at : at + 1]
    return Pasted(tuple(out), pictures, sum(data is None for _place, data in found))


def _rtf_pictures(rtf: bytes) -> Iterator[bytes]:
    """Yield the PNG and JPEG pictures of an RTF text; the older twin of each is passed over."""
    text = rtf[:MOST_HTML].decode("latin-1")
    at = 0
    while (found := text.find("{\\pict", at)) >= 0:
        end = _group_end(text, found)
        at = end
        group = text[found:end]
        old = text.rfind("{\\nonshppict", max(0, found - 60), found) >= 0
        kind = _PICTURE.search(group)
        if old or kind is None:
            continue
        with suppress(binascii.Error, ValueError):
            yield binascii.unhexlify(_digits(group))


def _digits(group: str) -> str:
    """Return the hexadecimal digits of a picture's own group, those of the groups inside it left out."""
    deep, out = 0, list[str]()
    for found in _RTF_PIECE.finditer(group):
        piece = found[0]
        deep += {"{": 1, "}": -1}.get(piece, 0)
        if deep == 1 and piece[0] not in "{}\\":
            out.append("".join(piece.split()))
    return "".join(out)


def _group_end(text: str, start: int) -> int:
    deep = 0
    for found in re.finditer(r"[{}]", text[start : start + MOST_HTML]):
        deep += 1 if found[0] == "{" else -1
        if deep == 0:
            return start + found.end()
    return len(text)


@dataclass(slots=True)
class _Open:
    """A tag that is open, with the marks that it adds; ``marker``: Word's own number or bullet of an item."""

    tag: str
    bold: bool | None = None
    emphasis: bool | None = None
    marker: bool = False


@dataclass(slots=True)
class _Grid:
    """A table that is being read; tables inside it only add lines to its cells."""

    rows: list[list[str]] = field(default_factory=list)
    span: int = 1
    deep: int = 1
    heads: bool = False

    def close_cell(self, words: str) -> None:
        """End a cell; what it spans beside stays empty."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1] += [words, *[""] * (self.span - 1)]
        self.span = 1


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[BlockData] = []
        self.pictures: list[tuple[int, bytes | None]] = []
        self._runs: list[Inline] = []
        self._open: list[_Open] = []
        self._lists: list[str] = []
        self._next = BlockData("", "paragraph", style="body")
        self._silent = 0
        self._marker: str | None = None
        self._grid: _Grid | None = None
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._runs.append(Run("\n"))
        elif tag == "img":
            self._picture(said.get("src", ""))
        elif tag in ("table", "tr", "td", "th"):
            self._table_tag(tag, said)
        elif self._grid is not None and (tag in _BREAKING or tag == "li"):
            self._runs.append(Run("\n• " if tag == "li" else "\n"))
        elif tag == "li":
            self.end_block()
            marker = "number" if self._lists and self._lists[-1] == "ol" else "bullet"
            self._next = BlockData("", "list_item", max(0, len(self._lists) - 1), marker)
        elif tag in _BREAKING:
            self._start_block(tag, said.get("style", ""))
        if tag not in _VOID:
            self._open.append(_opened(tag, said.get("style", "")))

    def _start_block(self, tag: str, style: str) -> None:
        in_item = self._next.kind == "list_item" and any(one.tag == "li" for one in self._open)
        if in_item and not text_of(self._runs).strip():
            return  # a paragraph inside an item that has no text yet is the item itself
        self.end_block()
        level = _LIST_LEVEL.search(style)
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag in _HEADINGS:
            self._next = BlockData("", "heading", _HEADINGS[tag])
        elif level is not None:
            self._next, self._marker = BlockData("", "list_item", min(int(level[1]) - 1, 1), "bullet"), ""

    def _picture(self, source: str) -> None:
        """Take a picture whose bytes stand in the HTML; of others only the place is noted."""
        if self._silent:
            return
        data: bytes | None = None
        if match := _DATA.match(source):
            try:
                data = base64.b64decode(source[match.end() :], validate=False)
            except (binascii.Error, ValueError):
                data = None
        if self._grid is None:
            self.end_block()
        self.pictures.append((len(self.blocks) + (1 if self._grid is not None else 0), data))

    # --- tables -------------------------------------------------------------------------------------

    def _table_tag(self, tag: str, said: Mapping[str, str]) -> None:
        grid = self._grid
        if tag == "table":
            if grid is None:
                self.end_block()
                self._grid, self._in_cell = _Grid(), False
            else:
                grid.deep += 1
                self._runs.append(Run("\n"))
        elif grid is None:
            return
        elif grid.deep > 1:
            self._runs.append(Run("\n" if tag == "tr" else " | " if text_of(self._runs).strip(" \n") else ""))
        elif tag == "tr":
            self._close_cell()
            grid.rows.append([])
        else:
            self._close_cell()
            self._in_cell = True
            span = said.get("colspan", "")
            grid.span = min(max(int(span), 1), MOST_COLUMNS) if span.isdigit() else 1
            grid.heads = grid.heads or (tag == "th" and len(grid.rows) <= 1)

    def _close_cell(self) -> None:
        if self._grid is not None and self._in_cell:
            lines = (" ".join(line.split()).strip("| ") for line in text_of(self._runs).split("\n"))
            self._grid.close_cell("\n".join(line for line in lines if line))
            self._runs, self._in_cell = [], False

    def _end_table(self) -> None:
        grid = self._grid
        if grid is None:
            return
        if grid.deep > 1:
            grid.deep -= 1
            return
        self._close_cell()
        self._grid, self._runs = None, []
        rows = [row for row in grid.rows if row]
        wide = max((len(row) for row in rows), default=0)
        if wide == 1 and len(rows) == 1:  # a frame around text
            lines = rows[0][0].split("\n")
            self.blocks += [BlockData("", "paragraph", style="body", runs=(Run(one),)) for one in lines if one.strip()]
        elif any(cell for row in rows for cell in row):
            cells = [row + [""] * (wide - len(row)) for row in rows]
            head = grid.heads or len(cells) > 1
            self.blocks.append(BlockData("", "table", settings={"rows": cells, "header": head, "caption": ""}))

    # --- ends and words -----------------------------------------------------------------------------

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag == "table":
            self._end_table()
        elif self._grid is None and (tag in _BREAKING or tag == "li"):
            self.end_block()
        elif tag in ("td", "th") and self._grid is not None and self._grid.deep == 1:
            self._close_cell()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        if self._silent or (self._grid is not None and not self._in_cell):
            return
        text = clean(data) if any(one.tag == "pre" for one in self._open) else _SPACE.sub(" ", clean(data))
        text = text.replace("\xa0", " ")
        if self._marker is not None and any(one.marker for one in self._open):
            self._marker += text
        elif text:
            self._runs.append(Run(text, self._marks()))

    def _marks(self) -> tuple[str, ...]:
        bold = next((one.bold for one in reversed(self._open) if one.bold is not None), False)
        emphasis = next((one.emphasis for one in reversed(self._open) if one.emphasis is not None), False)
        return tuple(name for name, on in ((BOLD, bold), (EMPHASIS, emphasis)) if on)

    def end_block(self) -> None:
        """Close the block that is being read; an empty one leaves nothing behind."""
        if self._grid is not None:
            self._grid.deep = 1
            self._end_table()
        runs = trimmed(self._runs)
        if runs:
            block = replace(self._next, runs=runs)
            if self._marker is not None:
                block = _by_marker(block, self._marker.strip())
            if block.kind == "heading":
                block = replace(block, runs=_flat(block.runs))
            self.blocks.append(block)
        self._runs, self._marker = [], None
        self._next = BlockData("", "paragraph", style="body")


def _by_marker(block: BlockData, marker: str) -> BlockData:
    """Return an item of one of Word's lists: its own number tells whether it is a heading, numbered or with dots."""
    short = len(text_of(block.runs)) <= SHORT and text_of(block.runs)[-1:] not in ("。", "；", ".", ";")
    if short and (_CHINESE.match(marker) or _PARENS.match(marker)):
        return BlockData("", "heading", 1 if _CHINESE.match(marker) else 2, runs=block.runs)
    counted = len(marker) > 1 and any(char.isalnum() for char in marker)
    return replace(block, style="number" if counted else "bullet")


def _flat(runs: Runs) -> Runs:
    return normalise(replace(one, marks=()) if isinstance(one, Run) else one for one in runs)


def _opened(tag: str, style: str) -> _Open:
    """Return a tag with what it and its style say about bold and emphasis."""
    one, words = _Open(tag), style.lower().replace(" ", "")
    one.marker = "mso-list:ignore" in words
    weight = re.search(r"font-weight:(\w+)", words)
    slant = re.search(r"font-style:(\w+)", words)
    if weight:
        heavy = weight[1]
        one.bold = heavy in ("bold", "bolder") or (heavy.isdigit() and int(heavy) >= 600)
    elif tag in _BOLD_TAGS:
        one.bold = True
    if slant:
        one.emphasis = slant[1] in ("italic", "oblique")
    elif tag in _EMPHASIS_TAGS:
        one.emphasis = True
    return one
