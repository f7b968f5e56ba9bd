"""Turns text into drawn characters: font, width and class of each, and where lines may be broken."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from app.core.directions import FROM_THE_RIGHT
from app.exports.layout.bidi import levels
from app.exports.layout.chars import (
    CENTRED,
    EITHER,
    JOINERS,
    LEFT_BLANK,
    PAGE_PLACE,
    RIGHT_BLANK,
    Class,
    class_of,
    clean,
    is_latin,
)
from app.exports.layout.fonts import GETA, FontSet, Look
from app.exports.layout.joining import Glyph, join
from app.exports.layout.scripts import joined_script

AUTOSPACE = 125
"""Between Chinese and Latin, in thousandths of an em; PDF readers copy a wider gap as a space."""
HALF = 500
"""The empty half of a full-width bracket, in thousandths of an em."""

_MARKED_WORD = re.compile(
    r"[A-Za-z\u00c0-\u02ff\u0370-\u052f\u1e00-\u1fff]*[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
    r"[A-Za-z\u00c0-\u02ff\u0300-\u052f\u1ab0-\u1aff\u1dc0-\u1fff\u20d0-\u20ff]*"
)
_MARK = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_LETTERS = ("R", "AL", "NSM")
"""Bidirectional classes of what joins; digits and punctuation of Arabic are drawn one by one."""
_EITHER = re.compile(f"[{''.join(sorted(EITHER))}]")
_UNITS = (
    "平方公里|平方公尺|立方公尺|公斤|公里|公尺|公分|公頃|公升|公噸|公厘|毫米|毫升|小時|分鐘|萬元|億元|千元|年度|人次|"
    "個月|點|年|月|日|號|時|分|秒|元|人|位|名|戶|家|個|次|件|張|場|頁|章|節|款|項|條|歲|天|週|里|度|米|斤|噸|"
    "萬|億|千|百|份|組|處|間|棟|座|臺|台|支|輛|隻|包|箱|瓶|桶|本|冊|期|區|鄰|樓|室|％|℃"
)
_NUMBER = re.compile(
    rf"(?:第\s?)?\d[\d,.:/]*(?:\s?(?:{_UNITS}|(?:km²|m²|km|kg|cm|mm|ml|ha|pt|dpi|px|KB|MB|GB|m|g|L|%|°C|°F)\b))?"
)
ENGLISH_DATE = re.compile(
    r"\(ROC \d+\)|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}(?=,)"
)
"""What stays together of a date in running text: the day with its month, the year of the Republic with its name."""
_CHINESE_DATE = re.compile(r"\d{1,4}年\d{1,2}月(?:\d{1,2}日)?")
_LONG_WORD = re.compile(r"[^\s\u2e80-\U000fffff]{21,}")
_ADDRESS_BREAK = re.compile(r"(?<=[/.\-_?&=])(?<!//)(?=[^/.\-_?&=,;:!)\]}])")
_MASKED = re.compile(r"(?<=[\u3400-\u9fff])○{1,3}(?!○)")
"""Circles that stand for characters of a name: they stay with the character before."""
_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z])")


@dataclass(slots=True)
class Shaped:
    """Characters side by side; every list has one entry per character.

    Args:
        chars: what is drawn.
        fonts: font key.
        widths: advance in thousandths of an em.
        gaps: space before the character on the same line, in thousandths of an em.
        classes: for line breaking.
        latin: whether it belongs to Latin text.
        breaks: whether a line may begin with it.
        strokes: drawn with a stroke, to look bold.
        lines: underlined.
        targets: index to the id whose page number is filled in there.
        missing: characters that no font has.
        scripts: index of each character of a word that is joined to its script.
        glyphs: index of each such character to what it draws; nothing where the one before draws it too.
        levels: of the bidirectional algorithm, odd from the right; empty where all text runs from the left.
        bases: level of the paragraph around each character, likewise.
    """

    chars: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    latin: list[bool] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)
    strokes: list[bool] = field(default_factory=list)
    lines: list[bool] = field(default_factory=list)
    targets: dict[int, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    scripts: dict[int, str] = field(default_factory=dict)
    glyphs: dict[int, tuple[Glyph, ...]] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)
    bases: list[int] = field(default_factory=list)

    def from_the_right(self, index: int = 0) -> bool:
        """Say whether the paragraph around the character *index* runs from the right."""
        return bool(self.bases) and bool(self.bases[min(index, len(self.bases) - 1)])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one look; ``target`` makes it a page number that is filled in later."""

    text: str
    look: Look
    underline: bool = False
    target: str = ""


def shape(text: str, one: Look, fonts: FontSet) -> Shaped:
    """Shape *text* in a single look."""
    return shape_pieces((Piece(text, one),), fonts)


def shape_pieces(pieces: tuple[Piece, ...], fonts: FontSet) -> Shaped:
    """Shape several stretches as one paragraph. Never raises, whatever the characters."""
    out = Shaped()
    for piece in pieces:
        if piece.target:
            _add_page_place(out, piece, fonts)
        else:
            _add_text(out, piece, fonts)
    if out.scripts:
        _join_words(out, fonts)
        out.levels, out.bases = levels("".join(out.chars))
    _find_gaps_and_breaks(out)
    _mend_breaks(out)
    return out


def _add_page_place(out: Shaped, piece: Piece, fonts: FontSet) -> None:
    found = fonts.find(piece.look.latin, "0") or ("serif", 500)
    out.targets[len(out.chars)] = piece.target
    _append(out, PAGE_PLACE, found[0], 3 * found[1], Class.LATIN, True, piece)


def _append(out: Shaped, char: str, font: str, width: int, klass: Class, latin: bool, piece: Piece) -> None:
    out.chars.append(char)
    out.fonts.append(font)
    out.widths.append(width)
    out.classes.append(klass)
    out.latin.append(latin)
    out.strokes.append(piece.look.stroke(font))
    out.lines.append(piece.underline)


def _scripts(text: str) -> list[bool]:
    """Say for each character whether it is Latin; marks shared by both scripts follow their neighbours."""
    flags = [is_latin(char) for char in text]
    if not _EITHER.search(text):
        return flags
    strong = [char not in EITHER and char != " " and char != "\n" for char in text]
    before: bool | None = None
    for index, char in enumerate(text):
        if strong[index]:
            before = flags[index]
        elif char in EITHER:
            after = next((flags[j] for j in range(index + 1, min(len(text), index + 9)) if strong[j]), None)
            first, second = (after, before) if char in "“‘" else (before, after)
            flags[index] = first if first is not None else bool(second)
            if char == "·" and text[index - 1 : index + 2] == " · ":
                flags[index] = True  # it parts two things of a line: no square of its own between two spaces
    return flags


def _add_text(out: Shaped, piece: Piece, fonts: FontSet) -> None:
    text = clean(piece.text)
    if not text:
        return
    charis: set[int] = set()
    if _MARK.search(text):
        text = _MARKED_WORD.sub(_composed, text)
        for match in _MARKED_WORD.finditer(text):
            charis.update(range(match.start(), match.end()))
    flags, one, joins = _scripts(text), piece.look, FROM_THE_RIGHT.search(text) is not None
    for index, char in enumerate(text):
        latin, script = flags[index], joined_script(char) if joins else ""
        if joins and char in JOINERS:
            out.scripts[len(out.chars)] = "Arab"
            _append(out, char, "arabic", 0, Class.LATIN, True, piece)
            continue
        if char == "\n":
            _append(out, char, one.cjk[0], 0, Class.BREAK, False, piece)
            continue
        chain = one.joined(script) if script else _chain(one, char, latin, index in charis)
        found = fonts.find(chain, char) or (None if script else fonts.find(one.cjk, char))
        if found is None:
            out.missing.append(char)
            char, latin = GETA, False
            found = fonts.find(one.cjk, char) or ("sans", 1000)
        elif script and unicodedata.bidirectional(char) in _LETTERS:
            out.scripts[len(out.chars)] = script
        elif index in charis and found[0] == "charis":
            out.scripts[len(out.chars)] = "Latn"
        _append(out, char, found[0], found[1], class_of(char, latin), latin, piece)


def _composed(match: re.Match[str]) -> str:
    """Turn letters and marks into the single characters that stand for both, where there are such."""
    return unicodedata.normalize("NFC", match.group())


def _join_words(out: Shaped, fonts: FontSet) -> None:
    """Choose the glyphs of each word whose letters join or carry marks."""
    places = sorted(out.scripts)
    start = 0
    while start < len(places):
        first, end = places[start], start + 1
        kind = (out.scripts[first], out.fonts[first])
        while end < len(places) and places[end] == first + end - start:
            if (out.scripts[places[end]], out.fonts[places[end]]) != kind:
                break
            end += 1
        word = "".join(out.chars[first : first + end - start])
        for index in range(first, first + len(word)):
            out.glyphs[index], out.widths[index] = (), 0
        for cluster in join(word, fonts.path(kind[1]), kind[0]):
            out.glyphs[first + cluster.start], out.widths[first + cluster.start] = cluster.glyphs, cluster.advance
        start = end


def _chain(one: Look, char: str, latin: bool, marked: bool) -> tuple[str, ...]:
    """Return the fonts to try for *char*; words with combining marks are set in Charis throughout."""
    if marked:
        return ("charis", *one.latin)
    if latin and one.narrow and char in EITHER:
        return (one.narrow, *one.latin)
    return one.latin if latin else one.cjk


def _find_gaps_and_breaks(out: Shaped) -> None:
    gaps, breaks, classes, latin, chars = out.gaps, out.breaks, out.classes, out.latin, out.chars
    before = Class.BREAK
    for index, klass in enumerate(classes):
        if before is Class.BREAK or klass is Class.BREAK:
            gaps.append(0)
            breaks.append(False)
        elif before is Class.CJK and klass is Class.CJK:
            gaps.append(0)
            breaks.append(True)
        else:
            gaps.append(_gap(before, klass, chars[index - 1], chars[index]))
            both = latin[index - 1] and latin[index] and before is not Class.SPACE
            no = klass in (Class.CLOSE, Class.SPACE, Class.GLUE) or before is Class.OPEN or both
            breaks.append(not no)
        before = klass


def _gap(before: Class, klass: Class, left: str, right: str) -> int:
    if (before is Class.LATIN and klass is Class.CJK) or (before is Class.CJK and klass is Class.LATIN):
        return AUTOSPACE
    if right in LEFT_BLANK and (left in LEFT_BLANK or left in RIGHT_BLANK):
        return -HALF
    if left in RIGHT_BLANK and right in RIGHT_BLANK:
        return -HALF
    if (left in RIGHT_BLANK and right in CENTRED) or (left in CENTRED and right in LEFT_BLANK):
        return -HALF // 2
    return 0


def _mend_breaks(out: Shaped) -> None:
    """Hold numbers and their units together; let addresses and hyphenated words be parted."""
    text = "".join(out.chars)
    breaks = out.breaks
    for match in _LONG_WORD.finditer(text):
        for place in _ADDRESS_BREAK.finditer(match.group()):
            if place.start() > 0:
                breaks[match.start() + place.start()] = True
    for match in _MASKED.finditer(text):
        breaks[match.start() : match.end()] = [False] * (match.end() - match.start())
    for match in _HYPHEN.finditer(text):
        breaks[match.end()] = True
    for whole in (_NUMBER, ENGLISH_DATE):
        for match in whole.finditer(text):
            _hold(breaks, match)


def hold_dates(out: Shaped) -> Shaped:
    """Hold each Chinese date together, as a cell of a table wants it; justified text would be torn. Returns *out*."""
    for match in _CHINESE_DATE.finditer("".join(out.chars)) if "年" in out.chars else ():
        _hold(out.breaks, match)
    return out


def _hold(breaks: list[bool], match: re.Match[str]) -> None:
    for index in range(match.start() + 1, match.end()):
        breaks[index] = False
