"""Every page of the practice dossiers measured from the finished PDF, and its figures against the other language.

Heads never stand alone at a foot, captions never apart from their picture or table, rows of tables stay whole, no page
is nearly empty but at the end of a part, margins are even, photos of one row are equally high.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from app.core.clock import FixedClock
from app.core.richtext import text_of
from app.exports.layout import FontSet
from app.exports.spec import CM, Audience, DocumentSpec, Heading, Photos, Table
from app.i18n import Translator
from app.services.dossier.press import gather_dossier, press, write
from app.services.opening import open_workspace
from tests.acceptance.printed import Line, Printed, bare
from tests.practice import practice, program_at
from tests.support import FULL, ROOT, SEED

MARGIN = 2.5 * CM
PACKS = {"nfa": "nfa-114", "us": "community"}
CASES = (("nfa", "zh_TW"), ("us", "en"), ("nfa", "en"), ("us", "zh_TW"))
SHOWN = CASES if FULL else (CASES[SEED % len(CASES)],)
"""In a short run one of them, with another seed another."""
THIRD = 1 / 3
NEAR = 30.0
"""Points within which a caption follows its picture or table, more than a line and less than two."""
LEAST_PX = 100
FIGURE = re.compile(r"(圖|Figure)\d+")
TABLE = re.compile(r"(表|Table)\d+")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Box:
    """What a picture covers, in points from the lower left."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Case:
    """A printed dossier, its pictures page by page, and what was laid out."""

    pdf: Printed
    spec: DocumentSpec
    pictures: dict[int, list[Box]]
    size: tuple[float, float]

    def lowest(self, page: int) -> float:
        """Return how far from the foot of the paper the lowest thing of a page is."""
        lines = [one.base for one in self.pdf.inside_lines(page)]
        return min([*lines, *(one.bottom for one in self.pictures.get(page, []))], default=self.size[1])


KEPT: dict[tuple[str, str], Case] = {}
"""Printed once per test process."""


@pytest.fixture(scope="module", params=SHOWN, ids="-".join)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The dossier of a practice community in one language, as the command writes it."""
    name, language = request.param
    return printed(tmp_path_factory, name, language)


def printed(factory: pytest.TempPathFactory, name: str, language: str) -> Case:
    """Print a practice dossier and read it back."""
    if (kept := KEPT.get((name, language))) is not None:
        return kept
    folder = factory.mktemp("quality")
    clock = FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    ws = open_workspace(practice(factory, name), program_at(folder, clock), Translator(language), edit=False)
    try:
        gathered = gather_dossier(ws, PACKS[name], language, Audience.PUBLIC)
        fonts = FontSet.load(ROOT / "resources" / "fonts")
        pressed = press(gathered, fonts)
        data = write(pressed, fonts, ws.pictures)
    finally:
        ws.close()
    pdf = Printed(data, MARGIN)
    size = (pressed.spec.page.width, pressed.spec.page.height)
    KEPT[name, language] = Case(pdf, pressed.spec, _pictures(data), size)
    return KEPT[name, language]


def _pictures(data: bytes) -> dict[int, list[Box]]:
    """Return the photos and drawings of each page; watermarks and marks of a few points are no pictures."""
    document, out = pdfium.PdfDocument(data), {}
    for number, page in enumerate(document, 1):
        drawn = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        out[number] = [Box(*one.get_bounds()) for one in drawn if min(one.get_px_size()) >= LEAST_PX]
        page.close()
    document.close()
    return out


def _headings(case: Case) -> Iterator[tuple[str, list[tuple[int, Line]]]]:
    """Yield each heading of the text with the lines that bear exactly it, number included."""
    for part in case.spec.parts:
        for block in part.blocks:
            if isinstance(block, Heading):
                words = bare(text_of(block.runs))
                yield words, [(one.page, one) for one in case.pdf.lines if words and one.text.endswith(words)]


def _ends(case: Case) -> set[int]:
    """Return the pages on which a part ends: those before a bookmark of the first level, and the last."""
    starts = {page for level, _title, page in case.pdf.bookmarks if level == 0}
    return {page - 1 for page in starts} | {case.pdf.pages}


def test_no_heading_stands_alone_at_a_foot(case: Case) -> None:
    looked = 0
    for words, places in _headings(case):
        for page, line in places:
            if line.base < MARGIN:
                continue
            looked += 1
            below = [one for one in case.pdf.inside_lines(page) if one.base < line.base - 1]
            drawn = [one for one in case.pictures[page] if one.top < line.base + 2]
            assert below or drawn or _graphics_below(case, page, line.base), (page, words)
    assert looked > 20


def _graphics_below(case: Case, page: int, base: float) -> bool:
    """Say whether a drawing of lines and areas stands below a height."""
    document = pdfium.PdfDocument(case.pdf.data)
    sheet: Any = document[page - 1]
    found = any(one.get_bounds()[1] < base - 5 and one.get_bounds()[3] > MARGIN for one in sheet.get_objects(
        filter=[raw.FPDF_PAGEOBJ_PATH]))  # fmt: skip
    document.close()
    return found


def test_no_page_is_under_a_third_full_but_at_the_end_of_a_part(case: Case) -> None:
    room = case.size[1] - 2 * MARGIN
    ends = _ends(case)
    for page in range(2, case.pdf.pages + 1):
        if page not in ends:
            used = case.size[1] - MARGIN - case.lowest(page)
            assert used >= THIRD * room, (page, round(used / room, 2))


def test_captions_stand_at_their_pictures_and_tables(case: Case) -> None:
    looked = Counter[str]()
    for line in case.pdf.lines:
        page_lines = case.pdf.inside_lines(line.page) if FIGURE.match(line.text) or TABLE.match(line.text) else []
        if line not in page_lines or "．" in line.text or "…" in line.text or line.text[-1:].isdigit():
            continue
        if FIGURE.match(line.text) and case.pictures[line.page]:
            near = [one for one in case.pictures[line.page] if 0 <= one.bottom - line.base <= NEAR * 2]
            looked["figure"] += bool(near)
        if TABLE.match(line.text):
            assert [one for one in page_lines if 0 < line.base - one.base < 2 * NEAR], (line.page, line.text)
            looked["table"] += 1
    photos = [one for part in case.spec.parts for one in part.blocks if isinstance(one, Photos)]
    assert looked["figure"] >= len(photos) > 3
    assert looked["table"] > 3


def test_rows_of_tables_stay_on_one_page(case: Case) -> None:
    pages = [""] * case.pdf.pages
    for one in case.pdf.letters:
        pages[one.page - 1] += _unbroken(one.char)
    looked = 0
    for part in case.spec.parts:
        for block in part.blocks:
            for row in block.rows if isinstance(block, Table) else ():
                cells = [_unbroken(bare(text_of(one))) for one in row]
                looked += 1
                assert any(all(cell in text for cell in cells) for text in pages), cells
    assert looked > 50


def _unbroken(words: str) -> str:
    """Leave out hyphens: the reader tells one at the end of a line as a sign of its own."""
    return "" if not words.strip() else words.replace("-", "").replace("\x02", "").replace("\u2010", "")


def test_margins_are_even(case: Case) -> None:
    wide = case.size[0]
    for page in range(2, case.pdf.pages + 1):
        if case.pdf.heights[page - 1] != case.size[1]:
            continue  # turned sideways
        inside = [one for one in case.pdf.letters if one.page == page and case.pdf.inside(one) and one.char.strip()]
        left, right = min(one.left for one in inside), max(one.right for one in inside)
        assert left > MARGIN - 1.5, page
        assert right < wide - MARGIN + 8.5, page  # a full stop may hang by half its width
        for one in case.pictures[page]:
            assert one.left > MARGIN - 1, page
            assert one.right < wide - MARGIN + 1, page


def test_photos_of_one_row_are_equally_high(case: Case) -> None:
    rows = 0
    for boxes in case.pictures.values():
        for one in boxes:
            for other in boxes:
                if other is not one and abs(one.top - other.top) < 1:
                    rows += 1
                    assert abs(one.bottom - other.bottom) < 1
    assert rows > 1


@pytest.mark.parametrize("name", sorted(PACKS) if FULL else [SHOWN[0][0]])
def test_both_languages_tell_the_same_numbers(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Sums and counts of records stand alike in both; dates, 萬 and numbers of pages and captions are left aside."""
    tables = {language: _figures(printed(tmp_path_factory, name, language)) for language in ("zh_TW", "en")}
    assert tables["zh_TW"] - tables["en"] == tables["en"] - tables["zh_TW"] == Counter()
    assert sum(tables["en"].values()) > 100


def _figures(case: Case) -> Counter[str]:
    found: Counter[str] = Counter()
    for part in case.spec.parts:
        for block in part.blocks:
            for row in block.rows[block.header :] if isinstance(block, Table) else ():
                for cell in row:
                    words = _same(text_of(cell))
                    found.update(one.replace(",", "") for one in NUMBER.findall(words))
    return found


def _same(words: str) -> str:
    """Bring the ways in which both languages write a day, a time and a large number to nothing, or to one form."""
    words = re.sub(r"\bROC \d+|\bAspect \d", " ", words)
    words = re.sub(r"\d+年(\d+月(\d+日)?)?|民國\d+年", " ", words)
    words = re.sub(
        r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b( \d+)?(–\d+)?,? \d{4}",
        " ",
        words,
    )
    words = re.sub(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.? \d+(–\d+)?,? \d{4}", " ", words)
    words = re.sub(r"\d+/\d+/\d+|\d{4}-\d\d(-\d\d)?", " ", words)
    return re.sub(r"(\d+(?:\.\d+)?)萬", lambda one: str(int(float(one[1]) * 10_000)), words)
