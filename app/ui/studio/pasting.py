"""What is pasted becomes runs and blocks: bold, emphasis, headings and lists are kept, everything else goes.

No HTML reaches Qt, so nothing pasted can name a file, an address or a style. Pure functions; any thread.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

from app.core.richtext import BOLD, EMPHASIS, Inline, Run, Runs, from_json, normalise, text_of, to_json
from app.ui.studio.blocks import OBJECT, OBJECT_KINDS, TEXT_KINDS, BlockData

OWN_FORMAT = "application/x-banyan-blocks"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 4}
_BREAKING = frozenset(
    ("p", "div", "section", "article", "header", "footer", "blockquote", "pre", "table", "tr", "ul", "ol", "dl", "dt")
) | frozenset(("dd", "figure", "figcaption", "center", *_HEADINGS))
_SILENT = frozenset(
    ("head", "style", "script", "title", "noscript", "template", "svg", "math", "object", "iframe", "select", "option")
)
_BOLD_TAGS, _EMPHASIS_TAGS = frozenset({"b", "strong", "th"}), frozenset({"i", "em", "cite", "dfn", "var"})
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
MOST_CHARS = 2_000_000
"""More than a thousand pages; what is longer is cut rather than freezing the window."""


def from_text(text: str) -> list[BlockData]:
    """Return one paragraph for each line that holds something; a single line is one without an id."""
    lines = clean(text[:MOST_CHARS]).split("\n")
    kept = [line.rstrip() for line in lines if line.strip()] or ([lines[0]] if lines and lines[0] else [])
    return [BlockData("", "paragraph", style="body", runs=normalise((Run(line),))) for line in kept]


def clean(text: str) -> str:
    """Return *text* with plain line breaks and without control and object characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    return "".join(char for char in text if char in "\n\t" or (char >= " " and char not in ("\x7f", OBJECT, "\ufeff")))


def from_html(html: str) -> list[BlockData]:
    """Return the blocks of an HTML text as other programs put it on the clipboard."""
    reader = _Reader()
    reader.feed(html[:MOST_CHARS])
    reader.close()
    reader.end_block()
    return reader.blocks


@dataclass(slots=True)
class _Open:
    """A tag that is open, with the marks that it adds."""

    tag: str
    bold: bool | None = None
    emphasis: bool | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[BlockData] = []
        self._runs: list[Inline] = []
        self._open: list[_Open] = []
        self._lists: list[str] = []
        self._next = BlockData("", "paragraph", style="body")
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._runs.append(Run("\n"))
        elif tag in ("td", "th") and self._runs:
            self._runs.append(Run("\t"))
        elif tag == "li":
            self.end_block()
            marker = "number" if self._lists and self._lists[-1] == "ol" else "bullet"
            self._next = BlockData("", "list_item", max(0, len(self._lists) - 1), marker)
        elif tag in _BREAKING:
            self._start_block(tag)
        if tag not in _VOID:
            self._open.append(_opened(tag, dict(attrs).get("style") or ""))

    def _start_block(self, tag: str) -> None:
        in_item = self._next.kind == "list_item" and any(one.tag == "li" for one in self._open)
        if in_item and not text_of(self._runs).strip():
            return  # a paragraph inside an item that has no text yet is the item itself
        self.end_block()
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        if tag in _HEADINGS:
            self._next = BlockData("", "heading", _HEADINGS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _BREAKING or tag == "li":
            self.end_block()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        text = clean(data) if any(one.tag == "pre" for one in self._open) else _SPACE.sub(" ", clean(data))
        if text:
            self._runs.append(Run(text.replace("\xa0", " "), self._marks()))

    def _marks(self) -> tuple[str, ...]:
        bold = next((one.bold for one in reversed(self._open) if one.bold is not None), False)
        emphasis = next((one.emphasis for one in reversed(self._open) if one.emphasis is not None), False)
        return tuple(name for name, on in ((BOLD, bold), (EMPHASIS, emphasis)) if on)

    def end_block(self) -> None:
        """Close the block that is being read; an empty one leaves nothing behind."""
        runs = _trimmed(self._runs)
        if runs:
            if self._next.kind == "heading":
                runs = normalise(replace(one, marks=()) if isinstance(one, Run) else one for one in runs)
            self.blocks.append(replace(self._next, runs=runs))
        self._runs = []
        self._next = BlockData("", "paragraph", style="body")


def _opened(tag: str, style: str) -> _Open:
    """Return a tag with what it and its style say about bold and emphasis."""
    one, words = _Open(tag), style.lower().replace(" ", "")
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


def _trimmed(runs: Iterable[Inline]) -> Runs:
    """Return runs without blanks at their ends and without doubled ones."""
    out: list[Inline] = []
    blank = True
    for one in normalise(runs):
        if isinstance(one, Run):
            text = re.sub(r" *\n *", "\n", one.text)
            text = text.lstrip(" ") if blank else text
            blank = text[-1:] in (" ", "\n") if text else blank
            one = Run(text, one.marks)
        out.append(one)
    while out and isinstance(out[-1], Run) and not out[-1].text.rstrip():
        out.pop()
    while out and isinstance(out[0], Run) and not out[0].text.strip():
        out.pop(0)
    if out and isinstance(out[-1], Run):
        out[-1] = Run(out[-1].text.rstrip(), out[-1].marks)
    if out and isinstance(out[0], Run):
        out[0] = Run(out[0].text.lstrip(), out[0].marks)
    return normalise(out)


def to_own(blocks: Iterable[BlockData]) -> bytes:
    """Return blocks as the studio puts them on the clipboard for itself."""
    rows = [
        {"id": one.id, "kind": one.kind, "level": one.level, "style": one.style, "runs": to_json(one.runs),
         "settings": dict(one.settings)}
        for one in blocks
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False).encode()


def from_own(data: bytes, known: Callable[[str], bool], ids: Callable[[], str]) -> list[BlockData]:
    """Return blocks from the studio's own clipboard; an object that is still there comes in as a copy.

    Args:
        data: as :func:`to_own` gave it; anything else gives nothing.
        known: whether a block with that id stands in the dossier.
        ids: source of new keys.
    """
    try:
        rows = json.loads(data)
    except ValueError:
        return []
    found: list[BlockData] = []
    for row in rows if isinstance(rows, list) else ():
        kind = row.get("kind") if isinstance(row, Mapping) else None
        if kind not in TEXT_KINDS | OBJECT_KINDS:
            continue
        settings = row.get("settings")
        key = str(row.get("id") or "")
        keeps = kind in OBJECT_KINDS and key and not known(key)
        level = row.get("level")
        found.append(
            BlockData(
                key if keeps else (ids() if kind in OBJECT_KINDS else ""),
                str(kind),
                level if isinstance(level, int) else 0,
                str(row.get("style") or ""),
                from_json(row.get("runs")),
                dict(settings) if isinstance(settings, Mapping) else {},
            )
        )
    return found


def to_html(blocks: Iterable[BlockData]) -> str:
    """Return blocks as HTML for other programs; every text is escaped."""
    return "\n".join(_html(one) for one in blocks if not one.is_object)


def _html(block: BlockData) -> str:
    words = "".join(_html_run(one) for one in block.runs if isinstance(one, Run))
    if block.kind == "heading":
        return f"<h{min(6, block.level + 1)}>{words}</h{min(6, block.level + 1)}>"
    if block.kind == "list_item":
        tag = "ol" if block.style == "number" else "ul"
        return f"<{tag}><li>{words}</li></{tag}>"
    return f"<p>{words}</p>"


def _html_run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if BOLD in run.marks:
        text = f"<b>{text}</b>"
    return f"<i>{text}</i>" if EMPHASIS in run.marks else text


def to_text(blocks: Iterable[BlockData]) -> str:
    """Return blocks as plain text, one line each."""
    return "\n".join(text_of(one.runs) for one in blocks if not one.is_object)
