"""Paper forms on the page: nothing cut, breaks between questions, code and page x of y on every sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.richtext import plain
from app.exports.layout import lay_out, page_items, standard_words
from app.exports.layout.items import BoxItem, RuleItem, TextItem, TintItem
from app.exports.pdf import page_texts, write_pdf
from app.exports.spec import (
    A4,
    CM,
    LETTER,
    Block,
    Display,
    DocumentSpec,
    FormField,
    FormGrid,
    FormTally,
    GridColumn,
    PageFormat,
    Part,
    TextStyle,
    Tick,
)
from tests.exports.pages import DrawnPictures, fonts

LONG = "How many neighbours who live alone, or with somebody who cannot leave the house, did you visit this month"
NORMAL, LARGE = TextStyle(11, 16, indent_em=0, face="sans"), TextStyle(16, 24, indent_em=0, face="sans")
STYLES = pytest.mark.parametrize("style", [NORMAL, LARGE], ids=["normal", "large"])
PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=["A4", "Letter"])


def narrow(page: PageFormat) -> PageFormat:
    edge = 1.5 * CM
    return replace(page, top=edge, bottom=edge, left=edge, right=edge)


def form(*blocks: Block, style: TextStyle = NORMAL, paper: PageFormat = A4) -> DocumentSpec:
    part = Part("form", "plain", plain("Form"), blocks)
    return DocumentSpec(
        "Form", "en", (part,), narrow(paper), style, footer="Hillside", words=standard_words("en"),
        code="EV-7K2", page_words="Page {page} of {pages}",
    )  # fmt: skip


def questions(count: int) -> tuple[FormField, ...]:
    ticks = tuple(Tick(str(number), plain(f"choice {number}")) for number in range(1, 8))
    made = []
    for number in range(count):
        kind = ("line", "box", "ticks", "blanks")[number % 4]
        made.append(
            FormField(
                f"q{number}", plain(f"{number} {LONG}"), kind, 2, ticks, ("", "year", "month"), unit=plain("people")
            )
        )
    return tuple(made)


def inside(spec: DocumentSpec) -> None:
    """Check that everything stands within the margins of its page."""
    laid, page = lay_out(spec, fonts()), spec.page
    for sheet in laid.pages:
        for placed, items in page_items(laid, sheet):
            for item in items:
                if isinstance(item, TextItem):
                    assert item.x >= page.left - 0.5, item.text
                    assert item.x + item.width <= page.width - page.right + 1.0, item.text
                elif isinstance(item, RuleItem):
                    assert max(item.x, item.x2) <= page.width - page.right + 0.5
                elif isinstance(item, BoxItem):
                    assert item.x + item.size <= page.width - page.right + 0.5
            assert placed.y + placed.row.height <= page.height - page.bottom + 1.0


@STYLES
@PAPERS
def test_long_questions_wrap_and_pages_break_between_them(style: TextStyle, paper: PageFormat) -> None:
    spec = form(*questions(24), style=style, paper=paper)
    inside(spec)
    laid = lay_out(spec, fonts())
    assert len(laid.pages) > 1
    for number in range(24):
        rows = [page.number for page in laid.pages for one in page.placed if one.row.block_id == f"q{number}"]
        assert len(rows) == 1, "a question stands whole, in one piece"
    texts = page_texts(write_pdf(spec, laid, fonts(), DrawnPictures()))
    whole = "".join("".join(texts).split())
    for number in range(24):
        assert "".join(f"{number} {LONG}".split()) in whole


@STYLES
def test_every_sheet_has_its_code_and_its_number_of_all(style: TextStyle) -> None:
    spec = form(*questions(30), style=style)
    laid = lay_out(spec, fonts())
    texts = page_texts(write_pdf(spec, laid, fonts(), DrawnPictures()))
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "EV-7K2" in text
        assert "Hillside" in text


def test_a_question_higher_than_a_page_is_parted_between_its_lines() -> None:
    ticks = tuple(Tick(f"{number:02d}", plain(LONG)) for number in range(60))
    spec = form(FormField("many", plain("Which"), "ticks", ticks=ticks), style=LARGE)
    inside(spec)
    assert len(lay_out(spec, fonts()).pages) > 1


def test_what_is_known_stands_on_the_line_and_what_is_chosen_is_ticked() -> None:
    chosen = (Tick("1", plain("Booth")), Tick("2", plain("Dinner"), ticked=True))
    spec = form(
        FormField("a", plain("Place"), value=plain("Library")), FormField("b", plain("How"), "ticks", ticks=chosen)
    )
    laid = lay_out(spec, fonts())
    items = [item for page in laid.pages for _, found in page_items(laid, page) for item in found]
    assert sum(isinstance(item, BoxItem) for item in items) == 2
    slanted = [item for item in items if isinstance(item, RuleItem) and item.x != item.x2 and item.y != item.y2]
    assert len(slanted) == 2, "one tick, drawn with two strokes"
    assert "Library" in "".join(page_texts(write_pdf(spec, laid, fonts(), DrawnPictures())))


@STYLES
def test_a_grid_repeats_its_heads_and_keeps_rows_whole(style: TextStyle) -> None:
    columns = (GridColumn(plain("No."), 1), GridColumn(plain("Name"), 5), GridColumn(plain("Age"), 3, ("1", "2", "3")))
    rows = tuple((plain(str(at)), plain(f"Maria del Carmen Rodriguez {at}"), ()) for at in range(50))
    spec = form(FormGrid("g", columns, rows, blank=20), style=style)
    inside(spec)
    laid = lay_out(spec, fonts())
    texts = page_texts(write_pdf(spec, laid, fonts(), DrawnPictures()))
    assert len(texts) > 1
    assert all("Name" in text for text in texts)
    assert sum(text.count("Rodriguez") for text in texts) == 50
    empty = [one for page in laid.pages for one in page.placed if one.row.role == "TR"]
    assert len(empty) == 70


def test_a_row_that_heads_others_is_shaded_and_never_last_on_a_page() -> None:
    columns = (GridColumn(plain("Line"), 5), GridColumn(plain("Points"), 2, ("1", "2")), GridColumn(plain("Reason"), 3))
    rows = tuple((plain(f"Line {at}"), (), ()) for at in range(90))
    shaded = tuple(range(0, 90, 3))
    spec = form(FormGrid("g", columns, rows, shaded=shaded))
    inside(spec)
    laid = lay_out(spec, fonts())
    assert len(laid.pages) > 2
    for page in laid.pages:
        grounds = [any(isinstance(item, TintItem) for item in one.row.items) for one in page.placed]
        assert not grounds[-1]
    rows_of = [one.row.items for page in laid.pages for one in page.placed]
    heads = [items for items in rows_of if any(isinstance(item, TintItem) for item in items)]
    walls = [sum(isinstance(item, RuleItem) and item.x == item.x2 for item in items) for items in heads]
    assert walls == [2] * len(shaded), "nothing between the edges to write in"


def test_marks_to_circle_are_left_out_where_they_do_not_fit() -> None:
    columns = (GridColumn(plain("Name"), 20), GridColumn(plain("Age"), 1, tuple("123456789")))
    spec = form(FormGrid("g", columns, (), blank=2))
    text = "".join(page_texts(write_pdf(spec, lay_out(spec, fonts()), fonts(), DrawnPictures())))
    assert "9" not in text.replace("EV-7K2", "")
    inside(spec)


@STYLES
def test_tally_boxes_hold_their_labels(style: TextStyle) -> None:
    boxes = tuple(plain(label) for label in ("Under 18", "18 to 34", "Lives alone, 65 or older", "Another language"))
    inside(form(FormTally("t", plain("Age group"), boxes), style=style))


def test_a_poster_has_its_own_sizes_and_a_coloured_band() -> None:
    spec = form(Display("band", (), 16, role="band"), Display("title", plain("Potluck"), 46, bold=True))
    laid = lay_out(spec, fonts())
    items = [item for page in laid.pages for _, found in page_items(laid, page) for item in found]
    assert any(isinstance(item, TextItem) and item.size == 46 for item in items)
    assert any(isinstance(item, RuleItem) and item.colour for item in items)


def test_the_same_form_is_the_same_bytes() -> None:
    spec = form(*questions(8), FormGrid("g", (GridColumn(plain("Name")),), blank=3))
    first, second = (write_pdf(spec, lay_out(spec, fonts()), fonts(), DrawnPictures()) for _ in range(2))
    assert first == second
