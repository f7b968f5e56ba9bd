"""The small pieces of WordprocessingML that python-docx has no call for: fields, bookmarks, borders, directions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app.exports.layout.bidi import levels
from app.exports.layout.scripts import joined_script

HOLD = "\u200e"
"""Stands before a number in pieces: without it, offices show a telephone number in Arabic text backwards."""
LANGUAGES: Mapping[str, str] = MappingProxyType({"Arab": "ar-SA", "Hebr": "he-IL"})
"""Script to the language that an office is told: it chooses fonts and breaks lines by it."""

ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing", "ind",
    "jc", "rPr",
)  # fmt: skip
"""Children of a paragraph's properties in the order that the format demands."""
RUN_ORDER = ("rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")
"""The last children of a run's properties, in their order."""


def element(tag: str, /, **values: object) -> Any:  # noqa: ANN401 - an lxml element
    """Return ``<w:tag w:key="value" …/>``."""
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def put(properties: Any, child: Any) -> None:  # noqa: ANN401 - lxml elements
    """Put a child into a paragraph's properties at its place; one of the same name goes."""
    _put(properties, child, ORDER)


def place_run(properties: Any, child: Any) -> None:  # noqa: ANN401 - lxml elements
    """Put one of the last children of a run's properties at its place; one of the same name goes."""
    _put(properties, child, RUN_ORDER)


def _put(properties: Any, child: Any, order: Sequence[str]) -> None:  # noqa: ANN401 - lxml elements
    for old in properties.findall(child.tag):
        properties.remove(old)
    after = [qn(f"w:{name}") for name in order[order.index(child.tag.partition("}")[2]) + 1 :]]
    behind = next((one for one in properties if one.tag in after), None)
    if behind is None:
        properties.append(child)
    else:
        behind.addprevious(child)


def field(paragraph: Any, code: str, shown: str = "1") -> None:  # noqa: ANN401 - a paragraph of python-docx
    """Add a field such as ``PAGE`` whose value stands as *shown* until the program that opens it counts."""
    open_field(paragraph, code)
    paragraph.add_run(shown)
    close_field(paragraph)


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


def frame(paragraph: Any, *, top: bool, bottom: bool) -> None:  # noqa: ANN401 - a paragraph of python-docx
    """Set the title of a cover between double rules, as on the printed page."""
    borders = element("pBdr")
    for edge, heavy, wanted in (("top", "thickThin", top), ("bottom", "thinThick", bottom)):
        if wanted:
            borders.append(element(edge, val=f"{heavy}SmallGap", sz=18, space=14, color="auto"))
    put(paragraph._p.get_or_add_pPr(), borders)


def open_field(paragraph: Any, code: str) -> None:  # noqa: ANN401 - a paragraph of python-docx
    """Begin a field whose value spans paragraphs, such as ``TOC``; :func:`close_field` ends it."""
    for kind, text in (("begin", ""), ("", code), ("separate", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            made = element("instrText")
            made.set(qn("xml:space"), "preserve")
            made.text = f" {text} "
            run._r.append(made)


def close_field(paragraph: Any) -> None:  # noqa: ANN401 - a paragraph of python-docx
    """End the field that :func:`open_field` began."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def turn(paragraph: Any) -> None:  # noqa: ANN401 - a paragraph of python-docx
    """Let a paragraph run from right to left: its marker, its margins and its alignment change sides."""
    put(paragraph._p.get_or_add_pPr(), element("bidi"))


def write(paragraph: Any, text: str) -> list[Any]:  # noqa: ANN401 - python-docx
    """Add *text* to a paragraph, its Arabic and Hebrew as runs of their own; return the runs."""
    runs = []
    for part, script in ways(text):
        runs.append(paragraph.add_run(part))
        if script:
            joined(runs[-1], script)
    return runs


def ways(text: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of *text* with their script: ``Arab`` or ``Hebr``, "" for what runs from the left.

    Spaces and punctuation go with the words that they stand among.
    """
    each, _ = levels(text)
    if not each:
        yield text, ""
        return
    script = next((found for char in text if (found := joined_script(char))), "Arab")
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _leftward(text[end], each[end]) != _leftward(text[start], each[start]):
            part = text[start:end]
            script = next((found for char in part if (found := joined_script(char))), script)
            leftward = _leftward(text[start], each[start])
            held = not leftward and part[0].isdigit() and "-" in part
            yield HOLD + part if held else part, script if leftward else ""
            start = end


def _leftward(char: str, level: int) -> bool:
    return bool(level % 2) or bool(joined_script(char))


def joined(run: Any, script: str) -> None:  # noqa: ANN401 - a run of python-docx
    """Say that a run is Arabic or Hebrew: offices then take the fonts, size and language of such scripts."""
    properties = run._r.get_or_add_rPr()
    place_run(properties, element("rtl"))
    place_run(properties, element("lang", bidi=LANGUAGES[script]))


def pair_sizes(*roots: Any) -> None:  # noqa: ANN401 - lxml elements
    """Give size, bold and slant of every run and style to Arabic and Hebrew too; formats keep them apart."""
    for root in roots:
        for properties in root.iter(qn("w:rPr")):
            for name in ("b", "i", "sz"):
                own = properties.find(qn(f"w:{name}"))
                for old in properties.findall(qn(f"w:{name}Cs")):
                    properties.remove(old)
                if own is not None:
                    own.addnext(element(f"{name}Cs", **{key.partition("}")[2]: one for key, one in own.attrib.items()}))
