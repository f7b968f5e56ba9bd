"""A chapter's blocks inside one ``QTextDocument``, and back.

Every ``QTextBlock`` carries the id, kind, level and style of its block as properties of the block
format, so that Qt's own undo brings them back too. Photos, tables and live blocks are a single object
character. Marks are properties of the characters; how they look is the highlighter's business, so the
look never stands in the undo stack.

Thread: UI thread only, except the frozen values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from app.core.richtext import BOLD, EMPHASIS, Atom, Inline, Run, Runs, normalise

OBJECT = "\ufffc"
LINE_BREAK = "\u2028"
TEXT_KINDS = frozenset({"heading", "paragraph", "list_item"})
OBJECT_KINDS = frozenset({"table", "photos", "live", "attached"})

_FIRST = int(QTextFormat.Property.UserProperty) + 20
BLOCK_ID, KIND, LEVEL, STYLE, OBJECT_ID, ATOM, BOLD_MARK, EMPHASIS_MARK = (_FIRST + place for place in range(8))
CARD_TYPE = int(QTextFormat.ObjectTypes.UserObject) + 1
ATOM_TYPE = CARD_TYPE + 1
LINE_HEIGHT_PERCENT = 145.0


@dataclass(frozen=True, slots=True)
class BlockData:
    """A block as the editor has it.

    Args:
        id: key of the block.
        kind: ``heading``, ``paragraph``, ``list_item``, or an object: ``table``, ``photos``, ``live``.
        level: of headings (1 to 4) and list items (from 0).
        style: of paragraphs and list items.
        runs: its text; empty for objects.
        settings: kept beside the text, so that a block that was deleted and brought back is whole again.
    """

    id: str
    kind: str = "paragraph"
    level: int = 0
    style: str = ""
    runs: Runs = ()
    settings: Mapping[str, object] = field(default_factory=dict, compare=False, hash=False)

    @property
    def is_object(self) -> bool:
        """Whether it is a table, photos or a live block."""
        return self.kind in OBJECT_KINDS


def code_points(text: str, units: int) -> int:
    """Return how many characters of *text* the first *units* of Qt's UTF-16 units are; 𡋾 counts two there.

    The only place where Qt's positions become Python's.
    """
    seen = 0
    for place, char in enumerate(text):
        if seen >= units:
            return place
        seen += 2 if ord(char) > 0xFFFF else 1
    return len(text)


def format_of(block: BlockData, gap_px: float = 6.0) -> QTextBlockFormat:
    """Return the block format that carries what *block* is."""
    form = QTextBlockFormat()
    form.setProperty(BLOCK_ID, block.id)
    form.setProperty(KIND, block.kind)
    form.setProperty(LEVEL, block.level)
    form.setProperty(STYLE, block.style)
    form.setIndent(1 + block.level if block.kind == "list_item" else 0)
    form.setTopMargin(gap_px * (2 if block.kind == "heading" else 0.5))
    form.setBottomMargin(gap_px * (1.5 if block.is_object else 1))
    if not block.is_object:
        form.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form


def block_id(block: QTextBlock) -> str:
    """Return the id that a block carries, "" where it has none."""
    return str(block.blockFormat().property(BLOCK_ID) or "")


def kind_of(block: QTextBlock) -> str:
    """Return the kind that a block carries, "" where it has none."""
    return str(block.blockFormat().property(KIND) or "")


def is_object(block: QTextBlock) -> bool:
    """Say whether a block is a table, photos or a live block."""
    return kind_of(block) in OBJECT_KINDS


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield every block from top to bottom."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def find_block(document: QTextDocument, wanted: str) -> QTextBlock | None:
    """Return the block with that id, None where there is none."""
    return next((one for one in blocks_of(document) if block_id(one) == wanted), None)


def data_of(block: QTextBlock, settings: Mapping[str, Mapping[str, object]]) -> BlockData:
    """Return what a block is now; pre-edit text is no part of it.

    Args:
        block: of the document.
        settings: object id to its settings.
    """
    form = block.blockFormat()
    found = BlockData(
        block_id(block),
        kind_of(block) or "paragraph",
        int(form.property(LEVEL) or 0),
        str(form.property(STYLE) or ""),
    )
    runs = () if found.is_object else runs_of(block)
    return replace(found, runs=runs, settings=settings.get(found.id, {}))


def runs_of(block: QTextBlock, start: int = 0, end: int | None = None) -> Runs:
    """Return the text of a block as runs.

    Args:
        block: of the document.
        start: Qt position within the block.
        end: likewise; to the end where it is None.
    """
    found: list[Inline] = []
    piece = block.begin()
    while not piece.atEnd():
        fragment = piece.fragment()
        at = fragment.position() - block.position()
        text = fragment.text()
        first = code_points(text, max(0, start - at))
        last = len(text) if end is None else code_points(text, max(0, end - at))
        if first < last:
            found += _inlines(text[first:last], fragment.charFormat())
        piece += 1
    return normalise(found)


def _inlines(text: str, look: QTextCharFormat) -> list[Inline]:
    """Return one fragment as runs; what was typed behind a reference inherits its properties, but is text."""
    marks = tuple(
        name for name, place in ((BOLD, BOLD_MARK), (EMPHASIS, EMPHASIS_MARK)) if look.property(place) is True
    )
    kind, _, target = str(look.property(ATOM) or "").partition(":")
    found: list[Inline] = []
    for place, piece in enumerate(text.split(OBJECT)):
        if place and target:
            found.append(Atom(kind, target))
        found.append(Run(piece.replace(LINE_BREAK, "\n"), marks))
    return found


def insert_runs(cursor: QTextCursor, runs: Iterable[Inline]) -> None:
    """Write runs at the cursor."""
    for one in runs:
        if isinstance(one, Atom):
            cursor.insertText(OBJECT, atom_format(one))
        else:
            cursor.insertText(one.text.replace("\n", LINE_BREAK), mark_format(one.marks))


def mark_format(marks: Iterable[str] = ()) -> QTextCharFormat:
    """Return the character format that carries the marks."""
    look, chosen = QTextCharFormat(), set(marks)
    if BOLD in chosen:
        look.setProperty(BOLD_MARK, True)
    if EMPHASIS in chosen:
        look.setProperty(EMPHASIS_MARK, True)
    return look


def atom_format(atom: Atom) -> QTextCharFormat:
    """Return the format of the one character that stands for a reference."""
    look = QTextCharFormat()
    look.setObjectType(ATOM_TYPE)
    look.setProperty(ATOM, f"{atom.kind}:{atom.target}")
    return look


def card_format(object_id: str, kind: str) -> QTextCharFormat:
    """Return the format of the one character that stands for an object block."""
    look = QTextCharFormat()
    look.setObjectType(CARD_TYPE)
    look.setProperty(OBJECT_ID, object_id)
    look.setProperty(KIND, kind)
    return look


def insert_content(cursor: QTextCursor, block: BlockData) -> None:
    """Write what stands in *block* at the cursor, which is in a block of its own."""
    if block.is_object:
        cursor.insertText(OBJECT, card_format(block.id, block.kind))
    else:
        insert_runs(cursor, block.runs)


def fill(document: QTextDocument, blocks: Iterable[BlockData], gap_px: float) -> None:
    """Show *blocks* instead of what the document holds; the undo stack starts anew."""
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    for index, block in enumerate(blocks):
        form = format_of(block, gap_px)
        if index:
            cursor.insertBlock(form, QTextCharFormat())
        else:
            cursor.setBlockFormat(form)
            cursor.setBlockCharFormat(QTextCharFormat())
        insert_content(cursor, block)
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)


def rewrite(block: QTextBlock, data: BlockData, gap_px: float) -> None:
    """Let *block* hold *data* from now on; a step that undo takes back."""
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setBlockFormat(format_of(data, gap_px))
    cursor.setBlockCharFormat(QTextCharFormat())
    insert_content(cursor, data)


def mend(document: QTextDocument, ids: Callable[[], str], gap_px: float) -> bool:
    """Give every block an id of its own and every object a block of its own; True where something was amiss.

    Deleting or dropping across blocks can join text with an object, leave an object's block without its
    object, or leave two blocks with one id. What is mended belongs to the step before.
    """
    cursor: QTextCursor | None = None
    seen: set[str] = set()
    block = document.begin()
    while block.isValid():
        wanted = _wanted(block, ids, seen)
        if wanted is not None:
            if cursor is None:
                cursor = QTextCursor(document)
                cursor.joinPreviousEditBlock()
            cursor.setPosition(block.position())
            if isinstance(wanted, BlockData):
                cursor.setBlockFormat(format_of(wanted, gap_px))
            else:
                _split(cursor, block, wanted, ids, gap_px)
            block = document.findBlock(cursor.block().position())
            wanted = None
        seen.add(block_id(block))
        block = block.next()
    if cursor is not None:
        cursor.endEditBlock()
    return cursor is not None


def _wanted(block: QTextBlock, ids: Callable[[], str], seen: set[str]) -> BlockData | int | None:
    """Return what a block should be, the place of an object that shares its block with text, or None."""
    found = _objects(block)
    units = block.length() - 1
    if found and units > 1:
        return found[0][0]
    if found:
        _at, object_id, kind = found[0]
        right = block_id(block) == object_id and kind_of(block) == kind
        return None if right else BlockData(object_id, kind)
    if is_object(block) or not kind_of(block):
        return BlockData(ids(), "paragraph", style="body")
    if not block_id(block) or block_id(block) in seen:
        return replace(data_of(block, {}), id=ids(), runs=())
    return None


def _objects(block: QTextBlock) -> list[tuple[int, str, str]]:
    """Return place, id and kind of the object characters in a block."""
    found: list[tuple[int, str, str]] = []
    piece = block.begin()
    while not piece.atEnd():
        fragment = piece.fragment()
        look = fragment.charFormat()
        if look.property(OBJECT_ID):
            at = fragment.position() - block.position()
            kind = str(look.property(KIND) or "live")
            own = (str(look.property(OBJECT_ID)), kind)
            found += [(at + step, *own) for step, char in enumerate(fragment.text()) if char == OBJECT]
        piece += 1
    return found


def _split(cursor: QTextCursor, block: QTextBlock, at: int, ids: Callable[[], str], gap_px: float) -> None:
    """Part the object at *at* from the text around it; leaves the cursor in the first of the parts."""
    start, units = block.position(), block.length() - 1
    _place, object_id, kind = next(one for one in _objects(block) if one[0] == at)
    own = format_of(BlockData(object_id, kind), gap_px)
    before = data_of(block, {})
    if at + 1 < units:
        cursor.setPosition(start + at + 1)
        rest = before if before.kind in TEXT_KINDS else BlockData("", "paragraph", style="body")
        cursor.insertBlock(format_of(replace(rest, id=ids()), gap_px), QTextCharFormat())
    cursor.setPosition(start + at)
    if at:
        cursor.insertBlock(own, QTextCharFormat())
        cursor.setPosition(start)
        if before.is_object or before.id == object_id:
            cursor.setBlockFormat(format_of(BlockData(ids(), "paragraph", style="body"), gap_px))
    else:
        cursor.setBlockFormat(own)
    cursor.setPosition(start)
