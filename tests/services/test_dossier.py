"""A dossier from its template to its printed pages, on real records, the real pack and real fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.fields import Severity
from app.core.ids import seeded_ids
from app.core.messages import N_
from app.core.richtext import Atom, Run, plain, text_of
from app.exports.layout import FontSet, LayoutCache
from app.exports.pdf import page_count, page_texts
from app.exports.spec import Audience, Heading, Table
from app.i18n import Translator
from app.models.catalogue import catalogue
from app.models.document.document import Document
from app.services.dossier import BlockEdit
from app.services.dossier.budget import without
from app.services.dossier.headings import kept_empty, suggested, waiting
from app.services.dossier.live import LIVE, PROFILE
from app.services.dossier.press import Gathered, Pressed, gather_dossier, press, write
from app.services.dossier.views import BlockView, PartView
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.support import ROOT, seeded

TEXT = "本社區在溪邊，颱風時淹過水。堃喆𡋾說：「R&D <b> = 1」"


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The bundled fonts."""
    return FontSet.load(ROOT / "resources" / "fonts")


@pytest.fixture
def ws(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A community that takes part in the evaluation, with three people and an event."""
    ids = seeded_ids(7)
    program = Program(packs(), tmp_path / "cache", tmp_path, clock, ids)
    document = Document.create(tmp_path / "a.banyan", application_version="0", clock=clock, ids=ids)
    workspace = Workspace(document, program, Translator("zh_TW"))
    workspace.programmes.join("nfa-114", "2025-01")
    workspace.records.create(
        "community", {"name": "榕樹社區", "country": "TW", "county": "綠水縣", "township": "大榕鎮"}
    )
    for name in ("陳美玉", "林大同", "𡋾堃喆"):
        workspace.records.create("person", {"name": name, "is_dp": True})
    workspace.records.create("event", {"title": "地震演練", "date": "2025-03-12", "attended": 64})
    yield workspace
    workspace.document.close()


def _chapter(ws: Workspace, number: int = 0) -> PartView:
    view = ws.dossier.begin("nfa-114", "zh_TW")
    return [part for part in view.parts if part.kind == "chapter"][number]


def _edits(part: PartView) -> list[BlockEdit]:
    return [BlockEdit(one.id, one.kind, one.level, one.style, one.runs) for one in part.blocks]


def _texts(part: PartView) -> list[str]:
    return [text_of(one.runs) for one in part.blocks if one.runs]


def _fill(ws: Workspace) -> None:
    """Write in every empty paragraph and row."""
    for part in ws.dossier.begin("nfa-114", "zh_TW").parts:
        edits = [
            replace(one, runs=plain(TEXT + "風災")) if one.kind in ("paragraph", "row") else one for one in _edits(part)
        ]
        if edits:
            ws.dossier.save_part(part.id, edits, "fill", typing=False)


def test_the_template_makes_the_parts_in_its_order_and_only_once(ws: Workspace) -> None:
    first, again = ws.dossier.begin("nfa-114", "zh_TW"), ws.dossier.begin("nfa-114", "en")
    assert [part.kind for part in first.parts] == ["summary", "cover", "contents", *["chapter"] * 5, "appendix"]
    assert [part.item for part in first.parts if part.kind == "chapter"] == ["c1", "c2", "c3", "c4", "c5"]
    assert len(first.parts[0].blocks) == 5
    assert again == first
    with pytest.raises(LookupError):
        ws.dossier.begin("nobody", "en")


def test_every_column_of_a_live_block_is_a_field() -> None:
    for kind in LIVE.values():
        for column, _ in kind.columns:
            assert catalogue()[kind.type].field(column)


def test_typing_changes_only_the_block_that_differs(ws: Workspace) -> None:
    part = _chapter(ws)
    edits = _edits(part)
    at = next(index for index, one in enumerate(edits) if one.kind == "paragraph")
    edits[at] = replace(edits[at], runs=(Run(TEXT), Run("重點", ("b",))))
    changes = ws.dossier.save_part(part.id, edits, "visit")
    assert changes is not None
    assert [change.record for change in changes.changes] == [edits[at].id]
    assert set(changes.changes[0].new or {}) <= {"runs", "updated_at"}
    assert ws.dossier.save_part(part.id, edits, "visit") is None


def test_a_block_of_another_chapter_can_be_pasted_twice(ws: Workspace) -> None:
    """The second time the chapter has it already under an id of its own."""
    ids, here = seeded_ids(98), _edits(_chapter(ws, 1))
    block = BlockEdit(ids(), "table", 0, "", (), {"rows": [["甲", "乙"]]})
    ws.dossier.save_part(_chapter(ws).id, [*_edits(_chapter(ws)), block], "")
    ws.dossier.save_part(_chapter(ws, 1).id, [*here, block], "")
    first = _edits(_chapter(ws, 1))
    again = [*first, BlockEdit(ids(), "paragraph", 0, "body", plain("段")), block]
    for _ in range(2):  # the editor says it once more before it knows the new id
        ws.dossier.save_part(_chapter(ws, 1).id, again, "")
        now = [one.id for one in _chapter(ws, 1).blocks]
        assert now[:-1] == [one.id for one in again[:-1]]
        assert len(set(now)) == len(here) + 3
    assert block.id in {one.id for one in _chapter(ws).blocks}


def test_new_moved_joined_and_deleted_blocks_keep_their_order(ws: Workspace) -> None:
    rng, part, ids = seeded("blocks"), _chapter(ws), seeded_ids(99)
    for _ in range(60):
        edits = _edits(_chapter(ws))
        what = rng.choice(["new", "move", "delete", "write"])
        at = rng.randrange(len(edits)) if edits else 0
        if what == "new" or not edits:
            edits.insert(at, BlockEdit(ids(), "paragraph", 0, "body", plain(f"段{rng.random()}")))
        elif what == "move":
            edits.insert(rng.randrange(len(edits)), edits.pop(at))
        elif what == "delete":
            edits.pop(at)
        elif edits[at].kind == "paragraph":
            edits[at] = replace(edits[at], runs=plain(f"改{rng.random()}"))
        ws.dossier.save_part(part.id, edits, "", typing=False)
        now = _chapter(ws)
        assert [one.id for one in now.blocks] == [one.id for one in edits]
        assert _texts(now) == [text_of(one.runs) for one in edits if one.kind != "live" and one.runs]


def test_undo_brings_the_chapter_back_to_the_letter(ws: Workspace) -> None:
    before = _chapter(ws)
    live = next(one for one in before.blocks if one.kind == "live")
    ws.dossier.delete(live.id)
    ws.dossier.move(before.blocks[0].id, 2)
    ws.dossier.insert(before.id, before.blocks[1].id, "table", {"rows": [["甲", "乙"]], "caption": "表"})
    ws.dossier.add_appendix(ws.dossier.begin("nfa-114", "zh_TW").id, "名冊")
    for _ in range(4):
        ws.document.undo()
    assert _chapter(ws) == before


def test_moving_goes_one_place_and_stops_at_the_ends(ws: Workspace) -> None:
    part = _chapter(ws)
    first, second = part.blocks[0].id, part.blocks[1].id
    ws.dossier.move(second, -1)
    assert [one.id for one in _chapter(ws).blocks[:2]] == [second, first]
    ws.dossier.move(second, -5)
    assert _chapter(ws).blocks[0].id == second
    ws.dossier.move(second, 99)
    assert _chapter(ws).blocks[-1].id == second


def test_live_blocks_print_masked_names_and_follow_the_records(ws: Workspace, fonts: FontSet) -> None:
    _fill(ws)
    public = press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
    words = "".join(page_texts(write(public, fonts, ws.pictures)))
    assert "陳○○" in words
    assert "陳美玉" not in words
    assert "地震演練" in words
    ws.records.create("event", {"title": "防汛宣導", "date": "2025-04-02", "attended": 21})
    again = press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.TEAM), fonts)
    words = "".join(page_texts(write(again, fonts, ws.pictures)))
    assert "防汛宣導" in words
    assert "陳美玉" in words
    assert again.spec.marking == Translator("zh_TW").text(N_("For the team only"))


def test_the_pdf_has_the_meters_pages_and_the_typed_text(ws: Workspace, fonts: FontSet) -> None:
    _fill(ws)
    pressed = press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
    data = write(pressed, fonts, ws.pictures)
    assert page_count(data) == pressed.pages
    words = re.sub(r"\s", "", "".join(page_texts(data)))
    assert re.sub(r"\s", "", TEXT) in words
    assert "綠水縣大榕鎮" in words
    assert write(pressed, fonts, ws.pictures) == data


def test_a_cached_layout_is_the_cold_one(ws: Workspace, fonts: FontSet) -> None:
    cache = LayoutCache()
    _fill(ws)
    press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC), fonts, cache)
    part = _chapter(ws, 2)
    edits = [replace(one, runs=plain("短")) if one.kind == "paragraph" else one for one in _edits(part)]
    ws.dossier.save_part(part.id, edits, "")
    gathered = gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC)
    assert press(gathered, fonts, cache).laid.pages == press(gathered, fonts).laid.pages


def test_the_rules_open_and_close_with_what_is_written(ws: Workspace, fonts: FontSet) -> None:
    ws.dossier.begin("nfa-114", "zh_TW")
    empty = press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
    open_errors = {one.rule for one in empty.findings if one.severity is Severity.ERROR}
    assert {"DOS-006", "DOS-011"} <= open_errors
    assert not empty.ready
    _fill(ws)
    full = press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
    assert {one.rule for one in full.findings if one.severity is Severity.ERROR} == set()
    assert full.ready


def test_the_english_output_says_that_it_is_a_reading_copy(ws: Workspace, fonts: FontSet) -> None:
    _fill(ws)
    pressed = press(gather_dossier(ws, "nfa-114", "en", Audience.PUBLIC), fonts)
    texts = page_texts(write(pressed, fonts, ws.pictures))
    assert all("Reading copy" in one for one in texts)
    assert any("Chapter 1" in one for one in texts)
    assert any("本社區在溪邊" in one for one in texts)


def test_a_table_as_typed_is_filled_up_to_its_widest_row(ws: Workspace) -> None:
    part = _chapter(ws)
    rows = [["項目", "數量", "單位"], ["米", "60"]]
    block_id, _ = ws.dossier.insert(part.id, "", "table", {"rows": rows, "caption": "物資", "header": True})
    spec = gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC).spec
    table = next(one for part in spec.parts for one in part.blocks if one.id == block_id)
    assert isinstance(table, Table)
    assert [len(row) for row in table.rows] == [3, 3]
    assert text_of(table.caption) == "物資"


def test_an_own_title_and_a_part_left_out(ws: Workspace) -> None:
    part = _chapter(ws, 3)
    ws.dossier.set_part(part.id, left_out=True)
    ws.dossier.set_part(_chapter(ws, 4).id, title="細水長流")
    spec = gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC).spec
    assert part.id not in {one.id for one in spec.parts}
    assert "細水長流" in {text_of(one.title) for one in spec.parts}
    with pytest.raises(KeyError):
        ws.dossier.set_dossier(ws.dossier.begin("nfa-114", "zh_TW").id, pack="other")


def _printed(ws: Workspace, fonts: FontSet) -> tuple[Gathered, Pressed]:
    gathered = gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC)
    return gathered, press(gathered, fonts)


def test_a_suggested_heading_prints_once_something_stands_below_it(ws: Workspace, fonts: FontSet) -> None:
    part = _chapter(ws)
    heads = [one for one in part.blocks if one.kind == "heading"]
    gathered, before = _printed(ws, fonts)
    waits = waiting(gathered)
    assert heads[-1].id in waits
    marks = {one.block_id for one in before.laid.bookmarks}
    assert not marks & waits, "the contents do not list it"
    assert len(page_texts(write(before, fonts, ws.pictures))) == before.pages
    at = next(place for place, one in enumerate(part.blocks) if one.id == heads[-1].id)
    edits = _edits(part)
    edits[at + 1] = replace(edits[at + 1], runs=plain("重建委員會每季開會。"))
    ws.dossier.save_part(part.id, edits, "", typing=False)
    gathered, after = _printed(ws, fonts)
    mark = next(one for one in after.laid.bookmarks if one.block_id == heads[-1].id)
    assert text_of(heads[-1].runs) in mark.title
    assert after.laid.places[heads[-1].id] == mark.page
    ws.dossier.save_part(part.id, _edits(part), "", typing=False)
    emptied = _printed(ws, fonts)[1]
    assert emptied.pages == before.pages
    assert emptied.laid.bookmarks == before.laid.bookmarks


def test_a_profile_in_which_nothing_is_filled_in_prints_no_empty_table(ws: Workspace) -> None:
    part, row = _chapter(ws), ws.records.single("community")
    assert row is not None
    block, _ = ws.dossier.insert(part.id, "", "live", {"live": "community"})

    def printed() -> bool:
        spec = gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC).spec
        return any(one.id == block for each in spec.parts for one in each.blocks)

    ws.records.change("community", row.id, {name: None for name in (*PROFILE, "county", "township")})
    assert not printed()
    ws.records.change("community", row.id, {"village": "榕樹里"})
    assert printed()


def test_the_teams_word_on_a_heading_goes_before_the_template(ws: Workspace, fonts: FontSet) -> None:
    part = _chapter(ws)
    heads = [one for one in part.blocks if one.kind == "heading"]
    waits = waiting(_printed(ws, fonts)[0])
    first, second, third = [one for one in heads if one.id in waits][:3]
    ws.dossier.change(first.id, {**first.settings, "kept": True})
    edits = [replace(one, runs=plain("我們自己的標題")) if one.id == second.id else one for one in _edits(part)]
    target = next(at for at, one in enumerate(edits) if one.kind == "paragraph")
    edits[target] = replace(edits[target], runs=(Run("見"), Atom("ref", third.id)))
    ws.dossier.save_part(part.id, edits, "", typing=False)
    gathered, pressed = _printed(ws, fonts)
    marks = {one.block_id for one in pressed.laid.bookmarks}
    assert {first.id, second.id, third.id} <= marks
    assert kept_empty(gathered) == {first.id}
    assert not pressed.laid.unresolved


def test_a_trial_lets_a_heading_go_with_the_last_thing_below_it(ws: Workspace, fonts: FontSet) -> None:
    gathered, pressed = _printed(ws, fonts)
    part, heads = _chapter(ws), suggested(gathered.view, gathered.template)
    spec = next(one for one in pressed.spec.parts if one.id == part.id)
    below: dict[str, list[str]] = {}
    head = ""
    for block in spec.blocks:
        head = block.id if isinstance(block, Heading) else head
        below.setdefault(head, []).append(block.id.partition("/")[0])
    head, own = next((key, ids) for key, ids in below.items() if key in heads)
    fewer = without(pressed.spec, own[1:], heads)
    left = {block.id for one in fewer.parts for block in one.blocks}
    assert head not in left
    assert set(below) - {head} <= left
    ws.dossier.save_part(part.id, [one for one in _edits(part) if one.id not in own[1:]], "", typing=False)
    again = _printed(ws, fonts)[0].spec
    assert {block.id for one in again.parts for block in one.blocks} == left


def test_a_programme_without_a_dossier_is_refused_in_words(ws: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        gather_dossier(ws, "nobody", "en", Audience.PUBLIC)
    assert "nobody" in str(caught.value)
    assert isinstance(_chapter(ws).blocks[0], BlockView)
