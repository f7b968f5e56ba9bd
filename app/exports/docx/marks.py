"""The small pieces of WordprocessingML that python-docx has no call for: fields, bookmarks, borders, directions."""

from __future__ import annotations

import unicodedata
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing", "ind",
    "jc", "rPr",
)  # fmt: skip
"""Children of a paragraph's properties in the order that the format demands."""


def element(tag: str, /, **values: object) -> Any:  # noqa: ANN401 - an lxml element
    """Return ``<w:tag w:key="value" …/>``."""
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def put(properties: Any, child: Any) -> None:  # noqa: ANN401 - lxml elements
    """Put a child into a paragraph's properties at its place; one of the same name goes."""
    for old in properties.findall(child.tag):
        properties.remove(old)
    after = [qn(f"w:{name}") for name in ORDER[ORDER.index(child.tag.partition("}")[2]) + 1 :]]
    behind = next((one for one in properties if one.tag in after), None)
    if behind is None:
        properties.append(child)
    else:
        behind.addprevious(child)


def field(paragraph: Any, code: str, shown: str = "1") -> None:  # noqa: ANN401 - a paragraph of python-docx
    """Add a field such as ``PAGE`` whose value stands as *shown* until the program that opens it counts."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("=", shown), ("end", "")):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            run._r.append(element("fldChar", fldCharType=kind))
        elif kind == "=":
            run.text = text
        else:
            made = element("instrText")
            made.set(qn("xml:space"), "preserve")
            made.text = f" {text} "
            run._r.append(made)


def bookmark(paragraph: Any, name: str, number: int) -> None:  # noqa: ANN401 - a paragraph of python-docx
    """Name the place of a paragraph, for the fields that ask for its page."""
    begin, end = element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)
    first = next((one for one in paragraph._p if one.tag != qn("w:pPr")), None)
    if first is None:
        paragraph._p.append(begin)
    else:
        first.addprevious(begin)
    paragraph._p.append(end)


def underline_row(paragraph: Any, size: int = 6) -> None:  # noqa: ANN401 - a paragraph of python-docx
    """Rule a line below a paragraph, to write on."""
    borders = element("pBdr")
    for edge in ("bottom", "between"):  # neighbours with equal rules would else share the last one
        borders.append(element(edge, val="single", sz=size, space="1", color="7F7F7F"))
    put(paragraph._p.get_or_add_pPr(), borders)


def is_right_to_left(text: str) -> bool:
    """Say whether the first letter of *text* is written from right to left."""
    return next(
        (kind in ("R", "AL") for one in text if (kind := unicodedata.bidirectional(one)) in ("L", "R", "AL")), False
    )


def turn(paragraph: Any) -> None:  # noqa: ANN401 - a paragraph of python-docx
    """Set a paragraph of Arabic or Hebrew from right to left; the program that opens it joins the letters."""
    properties = paragraph._p.get_or_add_pPr()
    put(properties, element("bidi"))
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(element("rtl"))


def joined_size(properties: Any, points: float) -> None:  # noqa: ANN401 - an lxml element
    """Say how large Arabic and Hebrew are in a style; formats keep that apart from other letters."""
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    properties.find(qn("w:sz")).addnext(element("szCs", val=round(points * 2)))
