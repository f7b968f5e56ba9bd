"""Pages of records, as an index tells them."""

import pytest

from app.core.richtext import Atom, plain
from app.exports.layout import FontSet, lay_out, page_items, page_words, shown_pages
from app.exports.layout.items import TextItem
from app.exports.spec import SHOWN, Block, Column, DocumentSpec, PageBreak, Part, Table
from tests.support import ROOT


@pytest.mark.parametrize(
    ("pages", "words"),
    [((), ""), ((7,), "7"), ((12, 15, 16), "12, 15–16"), ((3, 4, 5, 9, 11, 12), "3–5, 9, 11–12"), ((2, 1, 2), "1–2")],
)
def test_neighbouring_pages_are_told_as_one_stretch(pages: tuple[int, ...], words: str) -> None:
    assert page_words(pages, ", ") == words


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    """The bundled fonts."""
    return FontSet.load(ROOT / "resources" / "fonts")


def _table(block_id: str, *rows: tuple[str, str]) -> Table:
    body = tuple((plain(words),) for words, _ in rows)
    return Table(block_id, (Column(1),), body, header=0, row_shows=tuple(record for _, record in rows))


@pytest.mark.parametrize("first", [True, False])
def test_an_index_names_every_page_wherever_it_stands(first: bool, fonts: FontSet) -> None:
    asked = tuple((plain(f"index of {one}"), (Atom("page", SHOWN + one),)) for one in ("a", "b", "gone"))
    index = Table("index", (Column(4), Column(1)), asked, header=0)
    body: list[Block] = [
        _table("one", ("one", "a"), ("two", "b")),
        PageBreak("break-1"),
        _table("two", ("again", "a")),
        PageBreak("break-2"),
        PageBreak("break-3"),
        _table("three", ("and again", "a")),
    ]
    blocks: tuple[Block, ...] = (index, PageBreak("break-0"), *body) if first else (*body, PageBreak("break-0"), index)
    spec = DocumentSpec("t", "en", (Part("part", "plain", plain("t"), blocks),))
    laid = lay_out(spec, fonts)
    pages = shown_pages(laid)
    assert len(pages["a"]) == 3
    drawn = [
        item.text
        for page in laid.pages
        for placed, items in page_items(laid, page)
        if "index" in placed.row.block_id
        for item in items
        if isinstance(item, TextItem)
    ]
    told = "".join(drawn).replace(" ", "")
    for record in ("a", "b"):
        assert f"indexof{record}" + page_words(pages[record], ",") in told
    assert told.endswith("indexofgone–")
