"""A thin layer over reportlab's canvas: our items in, content operators out. It breaks no lines."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import UnreadablePictureError
from app.core.messages import N_
from app.exports.layout.chars import clean
from app.exports.layout.fonts import FontSet, look
from app.exports.layout.items import BoxItem, FillItem, Item, MarkItem, PictureItem, RuleItem, TextItem, TintItem
from app.exports.pdf.fills import fill_ops, mark_ops, tint_ops
from app.exports.pdf.fonts import embedded
from app.exports.pdf.outlines import contours, path_operators
from app.exports.spec import DocumentSpec, PageFormat, Pictures

STROKE = 0.03
"""Outline that makes a font bold, in em."""
WATERMARK_GREY = 0.93
CREATOR = "Banyan"


def _sound(words: str) -> str:
    """Return *words* without what no PDF string can hold."""
    return clean(words).replace("\n", " ").encode("utf-16", "ignore").decode("utf-16")


def _key(block_id: str) -> str:
    """Return a destination's name: ids may hold anything, names may not."""
    return "d" + hashlib.sha256(block_id.encode("utf-8", "replace")).hexdigest()[:20]


class JpegObject(pdfdoc.PDFImageXObject):  # type: ignore[misc]  # reportlab has no types
    """A JPEG that goes into the file byte for byte."""

    def __init__(self, name: str, data: bytes) -> None:
        """Read the header of *data*. Raises UnreadablePictureError."""
        super().__init__(name)
        if not self.loadImageFromJPEG(BytesIO(data)):
            raise UnreadablePictureError(
                N_("One picture could not be read while the pages were written."),
                N_("Look at the list of findings, replace the picture, then export again."),
            )


class ShapesObject(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """Shapes that several pages show, once in the file: path operators without text or fonts."""

    def __init__(self, ops: str, box: tuple[float, float, float, float]) -> None:
        """Hold *ops*, which draw inside *box*: left, bottom, right, top."""
        self._ops, self._box = ops, box

    def format(self, document: Any) -> bytes:  # noqa: ANN401 - reportlab's own signature
        """Return the object as bytes of the file."""
        stream = pdfdoc.PDFStream(content=self._ops.encode("ascii"), filters=[pdfdoc.PDFZCompress])
        stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
        stream.dictionary["Subtype"] = pdfdoc.PDFName("Form")
        stream.dictionary["BBox"] = pdfdoc.PDFArray(list(self._box))
        stream.dictionary["Resources"] = pdfdoc.PDFDictionary()
        return bytes(stream.format(document))


class SheetCanvas:
    """Draws the pages of one document.

    Not safe to share between threads: reportlab keeps one reading position per font.
    """

    def __init__(self, spec: DocumentSpec, fonts: FontSet, pictures: Pictures) -> None:
        """Open an empty PDF with the information of *spec*."""
        rl_config.useA85 = 0
        self._fonts, self._pictures, self._page = fonts, pictures, spec.page
        self._marks: dict[str, tuple[str, float]] = {}
        self._dotted: dict[str, bool] = {}
        self._names: dict[str, str] = {}
        self._buffer = BytesIO()
        first = self._font(fonts.find(look(spec.style.face).latin, "0") or ("serif", 500))
        self._canvas: Any = Canvas(
            self._buffer,
            pagesize=(spec.page.width, spec.page.height),
            pageCompression=1,
            invariant=1,
            initialFontName=first,
            initialFontSize=spec.style.size,
            initialLeading=spec.style.leading,
            lang=spec.language.replace("_", "-"),
            pdfVersion=(1, 7),
        )
        self._describe(spec)

    def _describe(self, spec: DocumentSpec) -> None:
        canvas = self._canvas
        canvas.setTitle(_sound(spec.title))
        canvas.setAuthor(_sound(spec.author))
        canvas.setSubject(_sound(spec.subject))
        canvas.setKeywords(_sound(", ".join(spec.keywords)))
        canvas.setCreator(CREATOR)
        canvas.setProducer(CREATOR)
        stamp = f"D:{spec.date_iso.replace('-', '')}000000Z"
        canvas.setDateFormatter(lambda *_: stamp)
        canvas.setViewerPreference("DisplayDocTitle", "true")

    def _font(self, found: tuple[str, int]) -> str:
        return self._named(found[0])

    def _named(self, key: str) -> str:
        if key not in self._names:
            self._names[key] = str(embedded(key, self._fonts.path(key)).fontName)
        return self._names[key]

    def begin_sheet(self, page: PageFormat) -> None:
        """Give the sheet that is drawn next its size."""
        self._page = page
        self._canvas.setPageSize((page.width, page.height))

    def up(self, y: float) -> float:
        """Turn a height measured downwards into PDF's own."""
        return self._page.height - y

    def draw(self, items: Iterable[Item]) -> None:
        """Draw pictures, rules, boxes and shapes, then all text in reading order."""
        texts: list[TextItem] = []
        for item in items:
            if isinstance(item, TextItem):
                texts.append(item)
            elif isinstance(item, RuleItem):
                self._rule(item)
            elif isinstance(item, BoxItem):
                self._box(item)
            elif isinstance(item, FillItem):
                self._canvas._code.append(fill_ops(item, self.up))
            elif isinstance(item, TintItem):
                self._canvas._code.append(tint_ops(item, self.up))
            elif isinstance(item, MarkItem):
                self._canvas._code.append(mark_ops(item, self.up))
            elif isinstance(item, PictureItem):
                self._picture(item)
        if texts:
            self._text(texts)

    def _text(self, items: list[TextItem]) -> None:
        text = self._canvas.beginText()
        font, spacing, stroke = "", 0.0, False
        size = 0.0
        for item in items:
            text.setTextOrigin(item.x, self.up(item.y))
            if item.font != font or item.size != size:
                text.setFont(self._named(item.font), item.size)
                font, size = item.font, item.size
            if item.spacing != spacing:
                text.setCharSpace(item.spacing)
                spacing = item.spacing
            if item.stroke is not stroke:
                stroke = item.stroke
                text._code.append(f"{STROKE * item.size:.3f} w")
                text.setTextRenderMode(2 if stroke else 0)
            if item.glyphs:
                self._joined(item, text)
            else:
                text.textOut(item.text)
        if stroke:
            text.setTextRenderMode(0)
        if spacing:
            text.setCharSpace(0)
        self._canvas.drawText(text)
        for item in items:
            self._dots(item)

    def _joined(self, item: TextItem, text: Any) -> None:  # noqa: ANN401 - reportlab has no types
        """Draw the glyphs that say something, each in its place."""
        em, font = item.size / 1000, embedded(item.font, self._fonts.path(item.font))
        for glyph in item.glyphs:
            if glyph.text:
                text.setTextOrigin(item.x + glyph.x * em, self.up(item.y) + glyph.y * em)
                text.textOut(font.glyph(glyph.number, glyph.text))

    def _dots(self, item: TextItem) -> None:
        """Draw the dots and marks whose letters say them already as shapes: as text they would be copied out too."""
        em = item.size / 1000
        for glyph in item.glyphs:
            name = "" if glyph.text else self._dot(item.font, glyph.number, item.stroke)
            if name:
                self._canvas._code.append(
                    f"q {em:.5f} 0 0 {em:.5f} {item.x + glyph.x * em:.3f} {self.up(item.y) + glyph.y * em:.3f} cm"
                )
                self._canvas.doForm(name)
                self._canvas._code.append("Q")

    def _dot(self, font: str, glyph: int, stroke: bool) -> str:
        name = f"D{font}{glyph}{'b' if stroke else ''}"
        if name not in self._dotted:
            face = embedded(font, self._fonts.path(font)).face
            ops = path_operators(contours(face, glyph), 1000 / face.unitsPerEm, 0.0, 0.0)
            self._dotted[name] = bool(ops)
            if ops:
                pen = f"{1000 * STROKE:.0f} w" if stroke else ""
                shapes = ShapesObject("\n".join([pen, *ops, "B" if stroke else "f"]), (-2000, -2000, 4000, 3000))
                doc = self._canvas._doc
                doc.Reference(shapes, doc.getXObjectName(name))
                doc.addForm(name, shapes)
        return name if self._dotted[name] else ""

    def _rule(self, item: RuleItem) -> None:
        if item.x2 <= item.x and item.y2 <= item.y:
            return
        dash = "[0 4.2] 0 d 1 J" if item.dotted else "[] 0 d 0 J"
        ink = f"{item.grey:.2f} G" if item.colour is None else "{:.3f} {:.3f} {:.3f} RG".format(*item.colour)
        self._canvas._code.append(
            f"q {item.thickness:.2f} w {ink} {dash} "
            f"{item.x:.3f} {self.up(item.y):.3f} m {item.x2:.3f} {self.up(item.y2):.3f} l S Q"
        )

    def _box(self, item: BoxItem) -> None:
        self._canvas._code.append(
            f"q {item.thickness:.2f} w {item.x:.3f} {self.up(item.y + item.size):.3f} "
            f"{item.size:.3f} {item.size:.3f} re S Q"
        )

    def _picture(self, item: PictureItem) -> None:
        data = self._pictures.jpeg(item.picture, item.width_px, item.height_px)
        canvas, doc = self._canvas, self._canvas._doc
        name = "I" + hashlib.sha256(data).hexdigest()[:24]
        registered = doc.getXObjectName(name)
        if doc.idToObject.get(registered) is None:
            image = JpegObject(name, data)
            canvas._setXObjects(image)
            doc.Reference(image, registered)
            doc.addForm(name, image)
        canvas._code.append(
            f"q {item.width:.3f} 0 0 {item.height:.3f} {item.x:.3f} {self.up(item.y + item.height):.3f} cm "
            f"/{registered} Do Q"
        )
        canvas._formsinuse.append(name)

    def artifact(self, kind: str, items: Iterable[Item]) -> None:
        """Draw *items* as page furniture that is no part of the text."""
        self._canvas._code.append(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC")
        self.draw(items)
        self._canvas._code.append("EMC")

    def watermark(self, words: str, page: PageFormat) -> None:
        """Draw *words* across the sheet as pale outlines; they are shapes, not text."""
        if words not in self._marks:
            self._marks[words] = self._mark(words)
        name, width = self._marks[words]
        if not name:
            return
        angle = math.atan2(page.height, page.width)
        room = 0.58 * math.hypot(page.width, page.height)
        scale = min(room / width, 150.0)
        cos, sin = math.cos(angle) * scale, math.sin(angle) * scale
        x = page.width / 2 - (width / 2) * cos + 0.35 * sin
        y = page.height / 2 - (width / 2) * sin - 0.35 * cos
        self._canvas._code.append(
            "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q "
            f"{WATERMARK_GREY} g {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.3f} {y:.3f} cm 0.001 0 0 0.001 0 0 cm\n"
            f"/{self._canvas._doc.getXObjectName(name)} Do Q EMC"
        )
        self._canvas._formsinuse.append(name)

    def _mark(self, words: str) -> tuple[str, float]:
        """Put the outlines of *words* into the file; return their name, "" for none, and their width in em."""
        ops, width = self._outlines(words)
        if not ops:
            return "", 0.0
        name, doc = "M" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:24], self._canvas._doc
        shapes = ShapesObject("\n".join([*ops, "f"]), (-200, -1000, 1000 * width + 200, 2000))
        doc.Reference(shapes, doc.getXObjectName(name))
        doc.addForm(name, shapes)
        return name, width

    def _outlines(self, words: str) -> tuple[list[str], float]:
        """Return path operators in thousandths of an em and the width in em."""
        one = look("sans", bold=True)
        ops: list[str] = []
        x = 0.0
        for char in words:
            found = self._fonts.find(one.cjk, char)
            if found is None:
                continue
            face = embedded(found[0], self._fonts.path(found[0])).face
            glyph = face.charToGlyph.get(ord(char), 0)
            ops += path_operators(contours(face, glyph), 1000 / face.unitsPerEm, x, 0.0)
            x += found[1]
        return ops, x / 1000

    def destination(self, key: str, y: float) -> None:
        """Make the current height a place that bookmarks and links lead to."""
        self._canvas.bookmarkHorizontalAbsolute(_key(key), self.up(y) + 8)

    def link(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """Make a rectangle lead to *key*."""
        rect = (x, self.up(y + height), x + width, self.up(y))
        self._canvas.linkAbsolute("", _key(key), rect, Border="[0 0 0]")

    def bookmark(self, title: str, key: str, depth: int) -> None:
        """Add an entry to the outline."""
        self._canvas.addOutlineEntry(_sound(title) or "…", _key(key), depth, closed=depth > 0)

    def label(self, index: int, number: int) -> None:
        """Give the sheet *index* (from 0) the page label *number*."""
        self._canvas.addPageLabel(index, style="ARABIC", start=number)

    def next_sheet(self) -> None:
        """End the current sheet."""
        self._canvas.showPage()

    def finish(self, *, outline: bool) -> bytes:
        """Return the whole PDF."""
        if outline:
            self._canvas.showOutline()
        return bytes(self._canvas.getpdfdata())
