"""Walks through a .docx from its first paragraph to its last and gives back items; nothing is lost unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from app.core.richtext import Inline, Run, Runs, normalise, text_of
from app.imports.word.inline import Inlines, Said, trimmed
from app.imports.word.items import (
    WordDocument,
    WordHeading,
    WordItem,
    WordListItem,
    WordPicture,
    WordTable,
    WordText,
)
from app.imports.word.losses import Losses
from app.imports.word.parts import WORD, Parts, damaged
from app.imports.word.shapes import (
    BOX,
    BULLET,
    COUNTED,
    LONGEST_HEADING,
    NUMBERED,
    TYPED,
    Style,
    number_of,
    shapes_of,
    value,
)

PRINTABLE = re.compile(r"\.(jpe?g|jfif|png|gif|bmp|tiff?|webp|heic|heif)$", re.IGNORECASE)
CAPTION = re.compile(
    rf"^\s*(圖|表|照片|相片|Figure|Fig\.?|Table|Photo)\s*[{COUNTED}]+(?:\s*[-–.]\s*[0-9]+)?\s*[、：:．.]?\s*",
    re.IGNORECASE,
)
ENDS = "。；;，,：:！!？?"
MOST_IN_ROW = 63


def read_parts(parts: Parts, name: str) -> WordDocument:
    """Return what the opened document holds. Raises InputError."""
    return _Reader(parts).document(name)


class _Reader:
    def __init__(self, parts: Parts) -> None:
        self._parts, self._losses = parts, Losses()
        styles = next((parts.root(one) for one in parts.of_kind("styles")), None)
        numbering = next((parts.root(one) for one in parts.of_kind("numbering")), None)
        self._shapes = shapes_of(styles, numbering)
        self._notes: dict[tuple[str, str], Element] = {}
        for kind in ("footnote", "endnote"):
            for part in parts.of_kind(kind + "s"):
                root = parts.root(part)
                for one in root.iter(WORD + kind) if root is not None else ():
                    self._notes[(kind, value(one, "id"))] = one
        self._inlines = Inlines(parts, self._shapes, self._losses, self._note)
        self._items: list[WordItem] = []

    def document(self, name: str) -> WordDocument:
        root = self._parts.root(self._parts.document)
        body = root.find(WORD + "body") if root is not None else None
        if body is None:
            raise damaged()
        self._blocks(body)
        self._edges()
        items = _with_captions(self._items, self._losses)
        return WordDocument(name, tuple(items), self._losses.told())

    # --- blocks -------------------------------------------------------------------------------------

    def _blocks(self, parent: Element) -> None:
        for one in parent:
            if one.tag == WORD + "p":
                self._paragraph(one)
            elif one.tag == WORD + "tbl":
                self._table(one)
            elif one.tag == WORD + "sdt":
                self._control(one)
            elif one.tag in (WORD + "ins", WORD + "moveTo", WORD + "customXml"):
                self._blocks(one)
            elif one.tag in (WORD + "del", WORD + "moveFrom"):
                self._losses.add("deleted", _words(one))
            elif one.tag == WORD + "altChunk":
                self._losses.add("objects")

    def _control(self, one: Element) -> None:
        gallery = value(one.find(f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery"))
        content = one.find(WORD + "sdtContent")
        if content is None:
            return
        if gallery == "Table of Contents":
            for line in content.iter(WORD + "p"):
                if (words := _words(line)).strip():
                    self._losses.add("contents", words)
        else:
            self._blocks(content)

    def _paragraph(self, one: Element) -> None:
        properties = one.find(WORD + "pPr")
        style = self._shapes.style(value(properties.find(WORD + "pStyle")) if properties is not None else "")
        inside = self._inlines.fields.in_contents
        said = self._inlines.read(one, style.bold, style.emphasis)
        words = text_of(said.runs)
        if style.contents or inside or self._inlines.fields.in_contents:
            if words.strip():
                self._losses.add("contents", words)
        else:
            self._items += self._text(said, style, properties)
        self._hanging(said)

    def _hanging(self, said: Said) -> None:
        """Put pictures and text boxes behind the paragraph on which they hang."""
        self._items += list(self._pictures(said))
        for box in said.boxes:
            self._losses.add("boxes")
            self._blocks(box)

    def _pictures(self, said: Said) -> Iterator[WordPicture]:
        for name in said.pictures:
            data = self._parts.data(name)
            if data is None:
                self._losses.add("linked", name.rpartition("/")[2])
            elif not PRINTABLE.search(name):
                self._losses.add("pictures", name.rpartition("/")[2])
            else:
                yield WordPicture(name.rpartition("/")[2], data)

    def _text(self, said: Said, style: Style, properties: Element | None) -> list[WordItem]:
        runs = trimmed(said.runs)
        words = text_of(runs)
        if not words:
            return []
        own = value(properties.find(WORD + "outlineLvl")) if properties is not None else ""
        level = int(own) if own.isdigit() and int(own) < 9 else style.level
        number, at = number_of(properties) or style.number
        kind, pattern = self._shapes.list_of(number, at) if number not in ("", "0") else ("", "")
        if (heading := self._heading(runs, words, level, kind, pattern)) is not None:
            return [heading]
        if style.caption:
            return [_Caption(runs)]
        if kind:
            return self._item(runs, words, "bullet" if kind in ("bullet", "none") else "number", at)
        for pattern_of, marker in ((BOX, "box"), (BULLET, "bullet"), (NUMBERED, "number")):
            found = pattern_of.match(words)
            if found and (marker != "number" or not CAPTION.match(words)):
                self._losses.add("numbers", found[0], n=1 if marker == "number" else 0)
                return self._item(_cut(runs, len(found[0])), words, marker, 0)
        return [WordText(runs)]

    def _item(self, runs: Runs, words: str, marker: str, level: int) -> list[WordItem]:
        if marker == "bullet" and (box := BOX.match(words)) and text_of(runs) == words:
            runs, marker = _cut(runs, len(box[0])), "box"
        return [WordListItem(runs, marker, min(level, 1))] if text_of(runs).strip() else []

    def _heading(self, runs: Runs, words: str, level: int, kind: str, pattern: str) -> WordHeading | None:
        """Return a heading by its style, its typed number, or the number that Word sets before a short paragraph."""
        short = len(words) <= LONGEST_HEADING and "\n" not in words and words[-1] not in ENDS
        for typed, found in TYPED:
            match = found.match(words)
            if match and match[0].strip() and (short or level >= 0) and len(match[0]) < len(words):
                self._losses.add("numbers", match[0])
                deep = typed if typed or level <= 0 else level
                return WordHeading(deep, _flat(_cut(runs, len(match[0]))), match[0].strip())
        if level >= 0:
            cut = NUMBERED.match(words)
            if cut and len(cut[0]) < len(words):
                self._losses.add("numbers", cut[0])
                runs = _cut(runs, len(cut[0]))
            return WordHeading(min(level, 4), _flat(runs))
        if kind not in ("", "bullet", "none") and short:
            deep = 0 if "章" in pattern else 1 if "、" in pattern and kind != "decimal" else -1
            deep = 2 if deep < 0 and kind != "decimal" and re.match(r"^[(（]%\d[)）]$", pattern.strip()) else deep
            if deep >= 0:
                return WordHeading(deep, _flat(runs))
        return None

    # --- tables -------------------------------------------------------------------------------------

    def _table(self, one: Element) -> None:
        rows: list[list[str]] = []
        pictures: list[list[list[WordPicture]]] = []
        header = False
        for at, row in enumerate(_rows(one)):
            properties = row.find(WORD + "trPr")
            header = header or (at == 0 and properties is not None and properties.find(WORD + "tblHeader") is not None)
            texts: list[str] = []
            held: list[list[WordPicture]] = []
            for cell in _cells(row):
                text, found, span = self._cell(cell)
                texts += [text, *[""] * (span - 1)]
                held += [found, *[[] for _ in range(span - 1)]]
            rows.append(texts)
            pictures.append(held)
        wide = max((len(row) for row in rows), default=0)
        if any(found for row in pictures for found in row):
            self._pictured(rows, pictures, wide, header)
        elif wide and any(text.strip() for row in rows for text in row):
            self._items.append(_table(rows, wide, header))

    def _cell(self, cell: Element) -> tuple[str, list[WordPicture], int]:
        properties = cell.find(WORD + "tcPr")
        span = value(properties.find(WORD + "gridSpan")) if properties is not None else ""
        merged = properties.find(WORD + "vMerge") if properties is not None else None
        wide = min(int(span), MOST_IN_ROW) if span.isdigit() and int(span) > 1 else 1
        if wide > 1 or (merged is not None and value(merged) == "restart"):
            self._losses.add("merged")
        lines: list[str] = []
        found: list[WordPicture] = []
        self._cell_lines(cell, lines, found, deep=0)
        return "\n".join(line for line in lines if line.strip()), found, wide

    def _cell_lines(self, parent: Element, lines: list[str], found: list[WordPicture], deep: int) -> None:
        for one in parent:
            if one.tag == WORD + "p":
                said = self._inlines.read(one)
                runs = trimmed(said.runs)
                if any(isinstance(run, Run) and run.marks for run in runs) and any(
                    isinstance(run, Run) and not run.marks for run in runs
                ):
                    self._losses.add("cell_bold")
                lines.append(self._marked(one, text_of(runs)))
                found += self._pictures(said)
                for box in said.boxes:
                    self._losses.add("boxes")
                    self._cell_lines(box, lines, found, deep)
            elif one.tag == WORD + "tbl":
                self._losses.add("nested")
                for row in _rows(one):
                    inner: list[str] = []
                    for cell in _cells(row):
                        texts: list[str] = []
                        self._cell_lines(cell, texts, found, deep + 1)
                        inner.append(" ".join(text for text in texts if text))
                    lines.append(" | ".join(text for text in inner if text))
            elif one.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "ins", WORD + "customXml"):
                self._cell_lines(one, lines, found, deep)

    def _marked(self, one: Element, words: str) -> str:
        """Return a line of a cell with the marker that its list sets before it."""
        number, at = number_of(one.find(WORD + "pPr")) or ("", 0)
        kind, _pattern = self._shapes.list_of(number, at) if number not in ("", "0") else ("", "")
        return f"• {words}" if kind and words and not BULLET.match(words) else words

    def _pictured(
        self, rows: list[list[str]], pictures: list[list[list[WordPicture]]], wide: int, header: bool
    ) -> None:
        """Take a table of photos as photos with captions; where it says more, it stays a table with photos behind."""
        taken: set[tuple[int, int]] = set()
        found: list[WordPicture] = []
        for at, row in enumerate(pictures):
            for place, held in enumerate(row):
                for number, one in enumerate(held):
                    words, spot = rows[at][place], (at, place)
                    if not words.strip() and at + 1 < len(rows) and place < len(rows[at + 1]):
                        below = pictures[at + 1][place] if place < len(pictures[at + 1]) else []
                        words, spot = ("", spot) if below else (rows[at + 1][place], (at + 1, place))
                    first = number == 0 and bool(words.strip()) and len(words) <= 120
                    taken |= {spot} if first else set()
                    found.append(WordPicture(one.name, one.data, self._caption(words) if first else ""))
        texts = [
            [("" if (at, place) in taken else text) for place, text in enumerate(row)] for at, row in enumerate(rows)
        ]
        if any(text.strip() for row in texts for text in row):
            self._losses.add("behind", n=len(found))
            self._items.append(_table(rows, wide, header))
            found = [WordPicture(one.name, one.data) for one in found]
        self._items += found

    def _caption(self, words: str) -> str:
        found = CAPTION.match(words)
        if found:
            self._losses.add("captions", found[0])
        return " ".join(words[len(found[0]) if found else 0 :].split())

    # --- what stands apart ---------------------------------------------------------------------------

    def _note(self, kind: str, key: str) -> str:
        one = self._notes.get((kind, key))
        if one is None or value(one, "type") in ("separator", "continuationSeparator", "continuationNotice"):
            return ""
        return " ".join(_words(one).split())

    def _edges(self) -> None:
        """Tell of heads, feet and comments, which have no place in the text."""
        for kind in ("header", "footer"):
            for part in dict.fromkeys(self._parts.of_kind(kind)):
                root = self._parts.root(part)
                for line in root.iter(WORD + "p") if root is not None else ():
                    if _words(line).strip():
                        self._losses.add("edges", _words(line))
        for part in self._parts.of_kind("comments"):
            root = self._parts.root(part)
            for one in root.iter(WORD + "comment") if root is not None else ():
                self._losses.add("comments", _words(one))


class _Caption(WordText):
    """A paragraph that Word calls a caption, until it is known what of."""

    __slots__ = ()


def _with_captions(items: list[WordItem], losses: Losses) -> Iterator[WordItem]:
    """Give tables the caption above them and pictures the one below; a caption of nothing stays a paragraph."""
    at = 0
    while at < len(items):
        one, after = items[at], items[at + 1] if at + 1 < len(items) else None
        words = text_of(one.runs) if isinstance(one, WordText) else ""
        if isinstance(after, WordTable) and not after.caption and _is_caption(one, "表Table"):
            yield WordTable(after.rows, after.header, _bare_caption(words, losses))
            at += 2
        elif (
            isinstance(one, WordPicture)
            and not one.caption
            and after is not None
            and _is_caption(after, "圖照相FigurePhoto")
        ):
            assert isinstance(after, WordText)  # only a paragraph is a caption
            yield WordPicture(one.name, one.data, _bare_caption(text_of(after.runs), losses))
            at += 2
        else:
            yield WordText(one.runs) if isinstance(one, _Caption) else one
            at += 1


def _is_caption(one: WordItem, words: str) -> bool:
    if not isinstance(one, WordText):
        return False
    text = text_of(one.runs).strip()
    found = CAPTION.match(text)
    return isinstance(one, _Caption) or (found is not None and found[1][0] in words and len(text) <= 120)


def _bare_caption(words: str, losses: Losses) -> str:
    found = CAPTION.match(words)
    if found:
        losses.add("captions", found[0])
    return " ".join(words[len(found[0]) if found else 0 :].split())


def _table(rows: list[list[str]], wide: int, header: bool) -> WordTable:
    return WordTable(tuple(tuple((*row, *[""] * (wide - len(row)))) for row in rows), header or len(rows) > 1)


def _rows(table: Element) -> Iterator[Element]:
    yield from _found(table, "tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from _found(row, "tc")


def _found(parent: Element, name: str) -> Iterator[Element]:
    """Yield rows or cells, also those that stand inside a content control."""
    for one in parent:
        if one.tag == WORD + name:
            yield one
        elif one.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "ins", WORD + "customXml"):
            yield from _found(one, name)


def _words(one: Element) -> str:
    """Return the words of an element, codes of fields left out."""
    pieces = (part.text or "" if part.tag in (WORD + "t", WORD + "delText") else _gap(part.tag) for part in one.iter())
    return "".join(pieces)


def _gap(tag: str) -> str:
    return " " if tag in (WORD + "tab", WORD + "br", WORD + "p") else ""


def _cut(runs: Iterable[Inline], count: int) -> Runs:
    """Return runs without their first *count* characters."""
    out: list[Inline] = []
    for one in runs:
        if isinstance(one, Run) and count:
            out.append(Run(one.text[count:], one.marks))
            count = max(0, count - len(one.text))
        else:
            out.append(one)
    return trimmed(out)


def _flat(runs: Runs) -> Runs:
    """Return runs without marks: headings are bold as they are."""
    return normalise(Run(one.text.replace("\n", " ")) if isinstance(one, Run) else one for one in runs)
