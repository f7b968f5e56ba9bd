"""Pages as a budget: told by the real pages, suggested with reasons, tried without changing anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.core.richtext import plain
from app.exports.layout import FontSet, LayoutCache
from app.exports.spec import Audience, Heading
from app.i18n import Translator
from app.models.document.document import Document
from app.services.dossier import BlockEdit
from app.services.dossier.budget import cut_at, page_budget, pages_without, removable
from app.services.dossier.placing import place, take_out
from app.services.dossier.press import Gathered, Pressed, gather_dossier, press
from app.services.dossier.suggest import offer_words, suggestions, tenths_text, unused_of
from app.services.dossier.views import PartView
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.support import ROOT

LONG = "溪水漲到第三階時，巡守隊兩人一組沿堤走一趟，回報給指揮官。" * 30
WORDS = Translator("zh_TW")


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    """The bundled fonts."""
    return FontSet.load(ROOT / "resources" / "fonts")


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A dossier with a long fifth chapter, a drill that is tagged for the third, and one that nobody tagged."""
    ids = seeded_ids(7)
    program = Program(packs(), tmp_path / "cache", tmp_path, clock, ids)
    document = Document.create(tmp_path / "a.banyan", application_version="0", clock=clock, ids=ids)
    made = Workspace(document, program, WORDS)
    made.programmes.join("nfa-114", "2025-01")
    made.records.create("community", {"name": "榕樹社區", "country": "TW", "county": "綠水縣", "township": "大榕鎮"})
    practice, _ = made.records.create(
        "special_practice", {"name": "掛牌點名", "what": "每戶一塊牌", "since": "2022-06"}
    )
    made.records.create("meeting", {"title": "編組月會", "date": "2025-02-03"})
    made.evidence.tag("nfa-114/written/3", [("special_practice", practice.id)], "每戶都點得到")
    made.dossier.begin("nfa-114", "zh_TW")
    chapter = _chapter(made, 4)
    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in chapter.blocks]
    edits += [BlockEdit(f"long-{number}", "paragraph", 0, "body", plain(LONG)) for number in range(21)]
    made.dossier.save_part(chapter.id, edits, "fill")
    yield made
    made.document.close()


def _chapter(ws: Workspace, number: int) -> PartView:
    view = ws.dossier.find("nfa-114")
    assert view is not None
    return [part for part in view.parts if part.kind == "chapter"][number]


def _pressed(ws: Workspace, fonts: FontSet, cache: LayoutCache) -> tuple[Gathered, Pressed]:
    gathered = gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC)
    return gathered, press(gathered, fonts, cache)


def test_the_budget_tells_the_pages_and_the_suggestions_their_reasons(ws: Workspace, fonts: FontSet) -> None:
    cache = LayoutCache()
    gathered, pressed = _pressed(ws, fonts, cache)
    budget = page_budget(gathered, pressed)
    assert sum(one.pages for one in budget.parts) == budget.used == pressed.pages
    assert budget.free == 100 - pressed.pages
    assert [one.suggested for one in budget.parts if one.weight] == [36, 9, 18, 9, 18]
    fifth = budget.of(_chapter(ws, 4).id)
    assert fifth is not None
    assert fifth.left < 0
    assert (fifth.pages - 1) * 10 < fifth.tenths <= fifth.pages * 10

    found = suggestions(gathered, pressed, unused_of(ws, gathered, Audience.PUBLIC), fonts, cache)
    by_aspect = {one.pages.aspect: one for one in found}
    assert {one.pages.aspect for one in found} == {"1", "2", "3", "4", "5"}
    assert [one.pages.aspect for one in found][-1] == "5", "what has too many pages comes last"
    third = by_aspect["3"]
    said = " ".join(WORDS.text(one) for one in third.reasons)
    assert "20" in said
    assert "18" in said
    first, second = third.offers
    assert (first.unused.title, first.unused.tagged) == ("掛牌點名", True), "tagged evidence comes first"
    assert (second.unused.type, second.unused.tagged) == ("meeting", False)
    assert "掛牌點名" in WORDS.text(offer_words(first))
    assert first.tenths > 0
    large = by_aspect["5"].large
    assert [one.tenths for one in large] == sorted((one.tenths for one in large), reverse=True)
    assert large[0].block.startswith("long-")


def test_what_is_taken_stands_in_its_section_and_is_suggested_no_more(ws: Workspace, fonts: FontSet) -> None:
    cache = LayoutCache()
    gathered, pressed = _pressed(ws, fonts, cache)
    third = next(
        one
        for one in suggestions(gathered, pressed, unused_of(ws, gathered, Audience.PUBLIC), fonts, cache)
        if one.pages.aspect == "3"
    )
    depth = ws.document.undo_depth
    made = place(ws, third.part, [(one.after, kind, what) for one in third.offers for kind, what in one.unused.makes])
    assert ws.document.undo_depth == depth + 1
    blocks = [one.id for one in _chapter(ws, 2).blocks]
    at = blocks.index(third.offers[0].after)
    assert blocks[at + 1 : at + 1 + len(made)] == list(made), "in the order in which they were offered"
    gathered, pressed = _pressed(ws, fonts, cache)
    again = suggestions(gathered, pressed, unused_of(ws, gathered, Audience.PUBLIC), fonts, cache)
    assert not next(one for one in again if one.pages.aspect == "3").offers
    ws.document.undo()
    assert not set(made) & {one.id for one in _chapter(ws, 2).blocks}


def test_a_trial_tells_the_pages_that_the_real_change_then_has(ws: Workspace, fonts: FontSet) -> None:
    cache = LayoutCache()
    gathered, pressed = _pressed(ws, fonts, cache)
    before = ws.document.undo_depth
    pieces = removable(gathered, pressed)
    section = next(one for one in reversed(pieces) if one.level == 1 and one.part == _chapter(ws, 4).id)
    whole = next(one for one in pieces if one.level == 0 and one.part == _chapter(ws, 1).id)
    ids = {*section.ids, *whole.ids}
    tried = pages_without(gathered, pressed.spec, ids, fonts, cache)
    assert tried < pressed.pages
    assert ws.document.undo_depth == before
    take_out(ws, section.blocks, [whole.part])
    assert _pressed(ws, fonts, cache)[1].pages == tried
    ws.document.undo()
    assert _pressed(ws, fonts, cache)[1].pages == pressed.pages


def test_a_cut_names_everything_behind_its_page(ws: Workspace, fonts: FontSet) -> None:
    gathered, pressed = _pressed(ws, fonts, LayoutCache())
    assert cut_at(gathered, pressed, 100) == ()
    chapter = _chapter(ws, 4)
    first, last = pressed.laid.part_pages[chapter.id]
    found = cut_at(gathered, pressed, last - 1)
    fifth = found[0]
    assert (fifth.part, fifth.first, fifth.last) == (chapter.id, last, last)
    assert fifth.block.startswith("long-")
    whole = cut_at(gathered, pressed, first - 1)[0]
    assert (whole.first, whole.last, whole.begun) == (first, last, False)
    printed = next(one for one in pressed.spec.parts if one.id == chapter.id)
    assert set(whole.headings) == {one.id for one in printed.blocks if isinstance(one, Heading)}
    beyond = sum(one.beyond for one in page_budget(gathered, pressed).parts)
    assert beyond == 0


def test_tenths_read_as_people_write_them() -> None:
    assert [tenths_text(one) for one in (0, 4, 10, 15, 180)] == ["0", "0.4", "1", "1.5", "18"]
