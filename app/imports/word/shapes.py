"""What the styles and lists of a .docx mean: which paragraphs are headings, which are items, what is bold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.imports.word.parts import WORD

COUNTED = "0-9０-９一二三四五六七八九十百"
CHAPTER = re.compile(
    rf"^\s*第\s*[{COUNTED}]+\s*[章篇部]\s*[、．.:：]?\s*|^\s*附錄\s*[{COUNTED}]*\s*[、．.:：]?\s*"
    r"|^\s*(?:Chapter|Appendix|Part)\s+[0-9IVX]+\s*[.:–-]?\s*",
    re.IGNORECASE,
)
TYPED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, CHAPTER),
    (1, re.compile(r"^\s*[壹貳參叁肆伍陸柒捌玖拾]+\s*[、．.]\s*")),
    (1, re.compile(r"^\s*[一二三四五六七八九十]+\s*[、．]\s*")),
    (2, re.compile(r"^\s*[(（]\s*[一二三四五六七八九十]+\s*[)）]\s*[、．]?\s*")),
)
NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.、．)）]|[(（]\s*\d{1,2}\s*[)）]|[a-zA-Z]\s*[.)）]|[①-⑳])\s*(?!\d)")
BULLET = re.compile(r"^\s*[•●○◆◇■▪▲►➢✓‧・–-]\s*(?=\S)")
BOX = re.compile(r"^\s*[□☐☑☒■]\s*(?=\S)")
HEADING_NAME = re.compile(r"^(?:heading|標題|überschrift|titre|título)\s*([1-9])$", re.IGNORECASE)
LONGEST_HEADING = 40
"""A typed number begins a heading only where the paragraph is as short as one and ends without a full stop."""


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style.

    Args:
        level: outline level from 0, -1 where it is no heading.
        contents, caption: whether it is of the contents, or of captions.
        number: id and level of the list that it belongs to, "" for none.
    """

    name: str = ""
    level: int = -1
    contents: bool = False
    caption: bool = False
    bold: bool = False
    emphasis: bool = False
    hidden: bool = False
    number: tuple[str, int] = ("", 0)


@dataclass(slots=True)
class Shapes:
    """Styles by id, and kinds of list by number and level."""

    styles: dict[str, Style] = field(default_factory=dict)
    lists: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)

    def style(self, key: str) -> Style:
        """Return a style; a plain one where the file has none of that id."""
        return self.styles.get(key, Style())

    def list_of(self, number: str, level: int) -> tuple[str, str]:
        """Return the kind of number (``bullet``, ``decimal``…) and its pattern; empty where there is no such list."""
        return self.lists.get((number, level), ("", ""))


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute in the namespace of the format, "" where it is not there."""
    return "" if element is None else element.get(WORD + name, "")


def is_on(parent: Element | None, name: str) -> bool | None:
    """Return a switch such as bold; ``None`` where nothing is said."""
    found = parent.find(WORD + name) if parent is not None else None
    return None if found is None else value(found).lower() not in ("0", "false", "off", "none")


def shapes_of(styles: Element | None, numbering: Element | None) -> Shapes:
    """Read the styles and lists of a document."""
    out = Shapes()
    raw = {value(one, "styleId"): one for one in styles.iter(WORD + "style")} if styles is not None else {}
    for key in raw:
        out.styles[key] = _style(key, raw)
    if numbering is not None:
        _read_lists(numbering, out)
    return out


def _style(key: str, raw: dict[str, Element]) -> Style:
    """Return a style with what it inherits; a chain that leads back to itself ends there."""
    chain: list[Element] = []
    while key in raw and raw[key] not in chain:
        chain.append(raw[key])
        key = value(raw[key].find(WORD + "basedOn"))
    name, level, number = "", -1, ("", 0)
    marks: dict[str, bool] = {}
    for one in reversed(chain):
        name = value(one.find(WORD + "name")) or name
        properties, looks = one.find(WORD + "pPr"), one.find(WORD + "rPr")
        outline = value(properties.find(WORD + "outlineLvl")) if properties is not None else ""
        level = int(outline) if outline.isdigit() and int(outline) < 9 else (-1 if outline else level)
        number = number_of(properties) or number
        for mark in ("b", "i", "vanish"):
            said = is_on(looks, mark)
            marks[mark] = marks.get(mark, False) if said is None else said
    found = HEADING_NAME.match(name.strip())
    level = int(found[1]) - 1 if found else level
    plain = name.strip().lower()
    contents = bool(re.match(r"^(toc|目錄|contents|table of figures|圖表目錄|圖目錄)\s*\d*", plain))
    caption = plain in ("caption", "標號", "圖說", "illustration", "figure", "drawing")
    return Style(name, -1 if contents else level, contents, caption, marks.get("b", False), marks.get("i", False),
                 marks.get("vanish", False), number)  # fmt: skip


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """Return the list and level that a paragraph's properties name, ``None`` where they name none."""
    found = properties.find(WORD + "numPr") if properties is not None else None
    if found is None:
        return None
    level = value(found.find(WORD + "ilvl"))
    return value(found.find(WORD + "numId")), int(level) if level.isdigit() else 0


def _read_lists(numbering: Element, out: Shapes) -> None:
    kinds: dict[str, dict[int, tuple[str, str]]] = {}
    for one in numbering.iter(WORD + "abstractNum"):
        levels = {}
        for level in one.iter(WORD + "lvl"):
            at = value(level, "ilvl")
            kind, text = value(level.find(WORD + "numFmt")), value(level.find(WORD + "lvlText"))
            levels[int(at) if at.isdigit() else 0] = (kind or "decimal", text)
        kinds[value(one, "abstractNumId")] = levels
    for one in numbering.iter(WORD + "num"):
        for deep, found in kinds.get(value(one.find(WORD + "abstractNumId")), {}).items():
            out.lists[(value(one, "numId"), deep)] = found
