"""The words of one paragraph of a .docx, with what hangs on them: pictures, text boxes, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.core.richtext import BOLD, EMPHASIS, Inline, Run, Runs, normalise, text_of
from app.imports.word.losses import Losses
from app.imports.word.parts import WORD, Parts
from app.imports.word.shapes import Shapes, is_on, value

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
SYMBOLS = {"F0A8": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F0FC": "✓", "F0B7": "•", "F06C": "●", "F0E0": "→"}
"""Signs of the Wingdings fonts that have a character of their own."""
THROUGH = frozenset(
    WORD + one for one in ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "sdtContent", "fldSimple")
)
GONE = frozenset(WORD + one for one in ("del", "moveFrom"))
PLAIN = {"tab": "\t", "noBreakHyphen": "-", "softHyphen": "", "cr": "\n", "ptab": "\t"}


@dataclass(slots=True)
class Said:
    """What one paragraph holds.

    Args:
        runs: its words.
        pictures: names of the parts of its pictures.
        boxes: bodies of its text boxes.
    """

    runs: list[Inline] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Fields:
    """Which fields are open; they may span paragraphs. A contents field swallows what it shows."""

    open: list[str] = field(default_factory=list)
    """For each open field: ``code`` while its code is read, ``shown``, or ``toc``."""

    def begin(self) -> None:
        """A field begins."""
        self.open.append("code")

    def code(self, words: str) -> None:
        """Its code is read."""
        if self.open and self.open[-1] == "code" and words.strip().upper().startswith("TOC"):
            self.open[-1] = "toc"

    def separate(self) -> None:
        """What it shows begins."""
        if self.open and self.open[-1] == "code":
            self.open[-1] = "shown"

    def end(self) -> None:
        """It ends."""
        if self.open:
            self.open.pop()

    @property
    def in_code(self) -> bool:
        """Whether what stands here is code, not words."""
        return "code" in self.open

    @property
    def in_contents(self) -> bool:
        """Whether a contents field is open."""
        return "toc" in self.open


class Inlines:
    """Reads paragraphs.

    Args:
        parts: of the document.
        shapes: its styles.
        losses: counts what is not taken.
        notes: reads a foot or end note: kind and id to its words.
    """

    def __init__(self, parts: Parts, shapes: Shapes, losses: Losses, notes: Callable[[str, str], str]) -> None:
        self._parts, self._shapes, self._losses, self._notes = parts, shapes, losses, notes
        self.fields = Fields()

    def read(self, paragraph: Element, bold: bool = False, emphasis: bool = False) -> Said:
        """Return what a paragraph holds; its style may make it bold already, which then says nothing."""
        said = Said()
        self._children(paragraph, said, bold, emphasis)
        return said

    def _children(self, parent: Element, said: Said, bold: bool, emphasis: bool) -> None:
        for one in parent:
            if one.tag == WORD + "r":
                self._run(one, said, bold, emphasis)
            elif one.tag in THROUGH or one.tag == WORD + "sdt":
                self._through(one, said, bold, emphasis)
            elif one.tag == WORD + "hyperlink":
                self._link(one)
                self._children(one, said, bold, emphasis)
            elif one.tag in GONE:
                self._losses.add("deleted", "".join(part.text or "" for part in one.iter() if part.tag in DELETED))
            elif one.tag in (MATHS + "oMath", MATHS + "oMathPara"):
                self._losses.add("formulas")
                said.runs.append(Run("".join(part.text or "" for part in one.iter(MATHS + "t"))))

    def _through(self, one: Element, said: Said, bold: bool, emphasis: bool) -> None:
        inner = one.find(WORD + "sdtContent") if one.tag == WORD + "sdt" else one
        if one.tag == WORD + "sdt" and one.find(f"{WORD}sdtPr/{WORD}showingPlcHdr") is not None:
            self._losses.add("fields")
        if inner is not None:
            self._children(inner, said, bold, emphasis)

    def _link(self, one: Element) -> None:
        key = one.get(RELATION + "id", "")
        if key and self._parts.relations(self._parts.document).get(key, ("", "x"))[1] == "":
            self._losses.add("links")

    def _run(self, run: Element, said: Said, bold: bool, emphasis: bool) -> None:
        looks = run.find(WORD + "rPr")
        style = self._shapes.style(value(looks.find(WORD + "rStyle")) if looks is not None else "")
        own = [is_on(looks, one) for one in ("b", "i", "vanish")]
        kinds = ((BOLD, own[0], style.bold, bold), (EMPHASIS, own[1], style.emphasis, emphasis))
        marks = tuple(
            mark for mark, here, of_style, inherited in kinds if (of_style if here is None else here) and not inherited
        )
        hidden = style.hidden if own[2] is None else own[2]
        words = "".join(self._pieces(run, said))
        if hidden and words.strip():
            self._losses.add("hidden", words)
        elif words and not self.fields.in_code:
            said.runs.append(Run(words, marks))
            if looks is not None and words.strip() and any(_dressed(looks)):
                self._losses.add("dressed")

    def _pieces(self, run: Element, said: Said) -> Iterator[str]:
        for one in run:
            name = one.tag.rpartition("}")[2]
            if one.tag == WORD + "t":
                yield one.text or ""
            elif one.tag.startswith(WORD) and name in PLAIN:
                yield PLAIN[name]
            elif one.tag == WORD + "br":
                yield "\n" if value(one, "type") in ("", "textWrapping") else ""
            elif one.tag == WORD + "sym":
                yield self._symbol(one)
            elif one.tag in (WORD + "footnoteReference", WORD + "endnoteReference"):
                yield self._note(one)
            elif one.tag == WORD + "ruby":
                yield self._ruby(one, said)
            elif one.tag == WORD + "fldChar":
                self._field(value(one, "fldCharType"))
            elif one.tag == WORD + "instrText":
                self.fields.code(one.text or "")
            elif one.tag == WORD + "delText":
                self._losses.add("deleted", one.text or "")
            else:
                self._drawn(one, said)

    def _symbol(self, one: Element) -> str:
        char = value(one, "char").upper()
        if char in SYMBOLS:
            return SYMBOLS[char]
        try:
            code = int(char, 16)
        except ValueError:
            code = 0xF000
        if 0x20 <= code < 0xD800:
            return chr(code)
        self._losses.add("symbols")
        return "■"

    def _note(self, one: Element) -> str:
        kind = "footnote" if one.tag.endswith("footnoteReference") else "endnote"
        words = self._notes(kind, value(one, "id"))
        if not words:
            return ""
        self._losses.add("notes")
        return f"（註：{words}）" if any(ord(char) > 0x2E7F for char in words) else f" (note: {words})"

    def _ruby(self, one: Element, said: Said) -> str:
        above = "".join(part.text or "" for rt in one.iter(WORD + "rt") for part in rt.iter(WORD + "t"))
        self._losses.add("readings", above)
        base = one.find(WORD + "rubyBase")
        return "".join(part.text or "" for part in base.iter(WORD + "t")) if base is not None else ""

    def _field(self, kind: str) -> None:
        {"begin": self.fields.begin, "separate": self.fields.separate, "end": self.fields.end}.get(kind, _nothing)()

    # --- what is drawn ----------------------------------------------------------------------------

    def _drawn(self, one: Element, said: Said) -> None:
        """Find pictures and text boxes in a drawing; the older twin of one that is drawn twice is passed over."""
        if one.tag == COMPATIBLE + "AlternateContent":
            chosen = one.find(COMPATIBLE + "Choice")
            chosen = chosen if chosen is not None else one.find(COMPATIBLE + "Fallback")
            for inner in chosen if chosen is not None else ():
                self._drawn(inner, said)
        elif one.tag in (WORD + "drawing", WORD + "pict", WORD + "object"):
            before = (len(said.pictures), len(said.boxes))
            self._look(one, said)
            if one.tag == WORD + "object":
                self._losses.add("objects")
            elif before == (len(said.pictures), len(said.boxes)):
                self._not_taken(one)

    def _look(self, parent: Element, said: Said) -> None:
        for one in parent:
            if one.tag == COMPATIBLE + "AlternateContent":
                self._drawn(one, said)
            elif one.tag in (SHAPE + "txbx", VML + "textbox"):
                found = one.find(WORD + "txbxContent")
                if found is not None and any(part.text for part in found.iter(WORD + "t")):
                    said.boxes.append(found)
            elif one.tag in (DRAWING + "blip", VML + "imagedata"):
                self._picture(one, said)
            else:
                self._look(one, said)

    def _picture(self, one: Element, said: Said) -> None:
        key = one.get(RELATION + "embed", "") or one.get(RELATION + "id", "")
        target = self._parts.relations(self._parts.document).get(key, ("", ""))[1]
        if target:
            said.pictures.append(target)
        else:
            self._losses.add("linked")

    def _not_taken(self, one: Element) -> None:
        kinds = {part.get("uri", "") for part in one.iter(DRAWING + "graphicData")}
        words = " ".join(
            part.get("descr") or part.get("title") or "" for part in one.iter() if part.tag.endswith("docPr")
        )
        if any(kind.startswith(CHART) for kind in kinds):
            self._losses.add("charts", words)
        elif any(kind.startswith(DIAGRAM) for kind in kinds):
            self._losses.add("diagrams", words)
        elif one.tag != WORD + "drawing" and not any(part.tag.startswith(VML) for part in one.iter()):
            return
        else:
            self._losses.add("shapes")


DELETED = frozenset({WORD + "delText", WORD + "t"})


def trimmed(runs: list[Inline]) -> Runs:
    """Return runs without blanks at their ends."""
    out = list(normalise(runs))
    while out and isinstance(out[0], Run) and not out[0].text.strip():
        out.pop(0)
    while out and isinstance(out[-1], Run) and not out[-1].text.strip():
        out.pop()
    if out and isinstance(out[0], Run):
        out[0] = Run(out[0].text.lstrip(), out[0].marks)
    if out and isinstance(out[-1], Run):
        out[-1] = Run(out[-1].text.rstrip(), out[-1].marks)
    return normalise(out) if text_of(out).strip() else ()


def _dressed(looks: Element) -> Iterator[bool]:
    for name in ("u", "strike", "dstrike", "highlight", "vertAlign"):
        found = looks.find(WORD + name)
        yield found is not None and value(found).lower() not in ("none", "0", "false", "baseline")
    colour = value(looks.find(WORD + "color")).upper()
    yield colour not in ("", "AUTO", "000000")


def _nothing() -> None:
    return
