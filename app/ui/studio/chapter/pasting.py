"""What is copied and pasted as text, and as the studio itself puts it on the clipboard. Pure functions; any thread."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from app.core.richtext import BOLD, EMPHASIS, Inline, Run, Runs, from_json, normalise, text_of, to_json
from app.ui.studio.chapter.blocks import OBJECT, OBJECT_KINDS, TEXT_KINDS, BlockData

OWN_FORMAT = "application/x-banyan-blocks"
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


def trimmed(runs: Iterable[Inline]) -> Runs:
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
