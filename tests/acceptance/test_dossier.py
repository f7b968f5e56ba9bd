"""The practice community's dossier as a person gets it: read back from the finished PDF, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.messages import LocalText
from app.core.richtext import Run
from app.exports.layout import FontSet
from app.exports.spec import CM, Audience, DocumentSpec
from app.i18n import Translator
from app.services.dossier.press import Pressed, gather_dossier, press
from app.services.opening import open_workspace
from app.services.workspace import Workspace
from tests.acceptance.conftest import SHOWN
from tests.acceptance.printed import Printed, bare, fonts
from tests.practice import program_at
from tests.support import ROOT

PACK = "nfa-114"
HEAD = {"zh_TW": r"第[一二三四五]章|附錄[一二三四五]", "en": r"Chapter\d+\.|Appendix\d+\."}
CONTENTS = {"zh_TW": "目錄", "en": "Contents"}


@dataclass(frozen=True)
class Case:
    """A printed dossier beside what the document says."""

    language: str
    pdf: Printed
    pressed: Pressed
    typed: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def spec(self) -> DocumentSpec:
        return self.pressed.spec


@pytest.fixture(scope="module", params=SHOWN)
def case(
    request: pytest.FixtureRequest, document: Path, outputs: Path, tmp_path_factory: pytest.TempPathFactory
) -> Case:
    """The dossier in one language."""
    language: str = request.param
    clock = FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    ws = open_workspace(document, program_at(tmp_path_factory.mktemp("p"), clock), Translator(language), edit=False)
    try:
        gathered = gather_dossier(ws, PACK, language, Audience.PUBLIC)
        typed = tuple(bare(one) for one in _typed(ws, language) if bare(one))
        people = tuple(row.title for row in ws.records.load("person"))
    finally:
        ws.close()
    pressed = press(gathered, FontSet.load(ROOT / "resources" / "fonts"))
    pdf = Printed((outputs / f"dossier-{language}.pdf").read_bytes(), 2.5 * CM)
    return Case(language, pdf, pressed, typed, people)


def _typed(ws: Workspace, language: str) -> Iterator[str]:
    """Yield what people wrote: headings, paragraphs, list items, cells, captions; pieces between atoms."""
    view = ws.dossier.find(PACK)
    assert view is not None
    photos = {row.id: row for row in ws.records.load("photo")}
    for part in view.parts:
        for block in part.blocks:
            yield from (one.text for one in block.runs if isinstance(one, Run))
            rows = block.settings.get("rows")
            for row in rows if isinstance(rows, (list, tuple)) else ():
                yield from (str(cell) for cell in row)
            yield str(block.settings.get("caption") or "")
            placed = block.settings.get("photos")
            for photo in placed if isinstance(placed, (list, tuple)) else ():
                caption = photos[str(photo)].get("caption")
                yield LocalText(dict(caption)).best(language) if isinstance(caption, Mapping) else ""


def test_it_is_final_and_as_long_as_the_meter_says(case: Case) -> None:
    assert case.pressed.ready
    assert case.pdf.pages == case.pressed.pages
    assert not [line for line in case.pdf.lines if re.search("草稿|Draft", line.text)]


def test_every_font_is_in_the_file(case: Case) -> None:
    found = fonts(case.pdf.data)
    assert len(found) >= 3
    assert all(found.values()), found


def test_everything_is_14_points_and_the_cover_title_16(case: Case) -> None:
    cover = next(part for part in case.spec.parts if part.kind == "cover")
    first, last = case.pressed.laid.part_pages[cover.id]
    assert first == last
    rest = [page for page in range(1, case.pdf.pages + 1) if page != first]
    assert case.pdf.sizes(rest).keys() == {14.0}, case.pdf.sizes(rest)
    assert case.pdf.sizes([first]).keys() == {14.0, 16.0}
    title = "".join(one.char for one in case.pdf.letters if one.page == first and one.size == 16.0)
    assert bare(title) == bare(case.spec.title)
    assert "114" in title


def test_the_contents_tell_the_true_pages(case: Case) -> None:
    page = next(line.page for line in case.pdf.lines if line.text == CONTENTS[case.language])
    entries, words = [], ""
    for line in case.pdf.inside_lines(page)[1:]:
        if re.fullmatch(r"\d{1,3}", line.text):
            entries.append((words, int(line.text)))
            words = ""
        else:
            words += line.text
    chapters = [one for one in entries if re.match(HEAD[case.language], one[0])]
    assert len(chapters) == 6
    assert len(entries) >= 20
    starts = [number for _, number in entries]
    assert starts == sorted(starts)
    for title, number in entries:
        lines = [line.text for line in case.pdf.lines_of(number)]
        assert _begins(title, lines), (title, number, lines[:4])
    for title, number in chapters:
        assert _begins(title, [line.text for line in case.pdf.lines_of(number)][:3]), title


def _begins(title: str, lines: list[str]) -> bool:
    """Say whether *title* fills one or more whole lines."""
    return any("".join(lines[at:end]) == title for at in range(len(lines)) for end in range(at + 1, at + 4))


def test_bookmarks_lead_to_chapters(case: Case) -> None:
    chapters = [(bare(title), page) for level, title, page in case.pdf.bookmarks if level == 0]
    assert len([one for one in chapters if re.match(HEAD[case.language], one[0])]) == 6
    for title, page in chapters:
        assert _begins(title, [line.text for line in case.pdf.lines_of(page)]), title


def test_all_that_was_typed_can_be_found_and_copied(case: Case) -> None:
    everything = "".join(case.typed)
    assert len(case.typed) > 150
    assert all(char in everything for char in "堃喆𡋾<&=")
    assert [words for words in case.typed if not _stands(words, case.pdf.body)] == []


def _stands(words: str, body: str) -> bool:
    """Say whether *words* stand in one piece, or in two where a page's end or a table's head parts them."""
    if words in body:
        return True
    return any(words[:cut] in body and words[cut:] in body for cut in range(6, len(words) - 5))


def test_names_stand_masked(case: Case) -> None:
    typed, body = "".join(case.typed), case.pdf.body
    hidden = [name for name in case.people if bare(name) not in typed]
    assert len(hidden) >= 20
    assert [name for name in hidden if bare(name) in body] == []
    assert "林○○" in body


def test_no_line_begins_or_ends_as_none_may(case: Case) -> None:
    starts = [line for line in case.pdf.lines if line.text[0] in "。，、；：？！」』》）"]
    ends = [line for line in case.pdf.lines if line.text[-1] in "「『《（"]
    assert (starts, ends) == ([], [])
    assert len(case.pdf.lines) > 700


def test_photos_are_sharp_enough(case: Case) -> None:
    placed = case.pressed.laid.pictures
    assert len(case.pdf.images) == len(placed) >= 24
    assert [one for one in case.pdf.images if one.dpi < 299.99] == []
    wanted = sorted((one.width_px, one.height_px) for one in placed)
    assert sorted((one.width_px, one.height_px) for one in case.pdf.images) == wanted


def test_reading_copies_say_so_and_the_taiwanese_text_stays(case: Case) -> None:
    marked = {line.page for line in case.pdf.lines if line.text == "Readingcopy"}
    assert marked == (set(range(1, case.pdf.pages + 1)) if case.language == "en" else set())
    assert "年績優韌性社區" in case.pdf.body or case.language == "en"
