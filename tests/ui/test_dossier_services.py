"""What the studio needs of the services: blocks that come back whole, few changes for a move, small copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import ExportError
from app.core.ids import seeded_ids
from app.core.richtext import plain
from app.exports.layout import FontSet
from app.exports.pdf import page_count
from app.exports.spec import Audience
from app.i18n import Translator
from app.models.document.document import Document
from app.services.dossier import BlockEdit
from app.services.dossier.press import gather_dossier, picture_requests, press, write
from app.services.dossier.views import PartView
from app.services.papers.reading_copy import MEGABYTE, reading_copy
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.support import ROOT

PICTURES = ROOT / "tests" / "data" / "pictures"


@pytest.fixture
def ws(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A community with a dossier."""
    ids = seeded_ids(7)
    program = Program(packs(), tmp_path / "cache", tmp_path, clock, ids)
    document = Document.create(tmp_path / "a.banyan", application_version="0", clock=clock, ids=ids)
    made = Workspace(document, program, Translator("zh_TW"))
    made.programmes.join("nfa-114", "2025-01")
    made.records.create("community", {"name": "榕樹社區", "country": "TW"})
    made.dossier.begin("nfa-114", "zh_TW")
    yield made
    made.document.close()


def chapter(ws: Workspace, number: int = 0) -> PartView:
    view = ws.dossier.find("nfa-114")
    assert view is not None
    return [part for part in view.parts if part.kind == "chapter"][number]


def edits(part: PartView) -> list[BlockEdit]:
    return [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in part.blocks]


def test_a_block_that_was_deleted_and_brought_back_by_the_editor_keeps_its_settings(ws: Workspace) -> None:
    part = chapter(ws)
    table, _ = ws.dossier.insert(part.id, "", "table", {"rows": [["甲"]], "caption": "表"})
    whole = edits(chapter(ws))
    ws.dossier.save_part(part.id, [one for one in whole if one.id != table], "visit")
    assert table not in [one.id for one in chapter(ws).blocks]
    ws.dossier.save_part(part.id, whole, "visit")
    found = chapter(ws).blocks[0]
    assert (found.id, found.settings) == (table, {"rows": [["甲"]], "caption": "表"})
    headings = [one.settings for one in chapter(ws).blocks if one.kind == "heading"]
    assert all(one.get("template") for one in headings)


def test_the_settings_of_a_block_that_is_there_are_not_touched_by_the_text(ws: Workspace) -> None:
    part = chapter(ws)
    table, _ = ws.dossier.insert(part.id, "", "table", {"caption": "新"})
    old = [replace(one, settings={"caption": "舊"}) if one.id == table else one for one in edits(chapter(ws))]
    ws.dossier.save_part(part.id, old, "visit")
    assert chapter(ws).blocks[0].settings == {"caption": "新"}


def test_a_block_that_another_part_holds_is_made_once_more_under_an_id_of_its_own(ws: Workspace) -> None:
    first, second = chapter(ws), chapter(ws, 1)
    table, _ = ws.dossier.insert(first.id, "", "table", {"caption": "表"})
    whole = [*edits(second), BlockEdit(table, "table", settings={"caption": "表"})]
    for _ in range(2):
        ws.dossier.save_part(second.id, whole, "visit")
        held, copied = chapter(ws).blocks[0], chapter(ws, 1).blocks[-1]
        assert (held.id, copied.kind) == (table, "table")
        assert held.settings == copied.settings == {"caption": "表"}
        assert copied.id != table
        assert len(chapter(ws, 1).blocks) == len(whole)


def test_moving_one_block_changes_one_record(ws: Workspace) -> None:
    part = chapter(ws)
    whole = edits(part)
    moved = [*whole[1:5], whole[0], *whole[5:]]
    changes = ws.dossier.save_part(part.id, moved, "visit", typing=False)
    assert changes is not None
    assert [change.record for change in changes.changes] == [whole[0].id]
    assert [one.id for one in chapter(ws).blocks] == [one.id for one in moved]
    reverse = list(reversed(moved))
    ws.dossier.save_part(part.id, reverse, "visit", typing=False)
    assert [one.id for one in chapter(ws).blocks] == [one.id for one in reverse]


def test_typing_in_an_object_is_one_undo(ws: Workspace) -> None:
    part = chapter(ws)
    table, _ = ws.dossier.insert(part.id, "", "table", {})
    depth = ws.document.undo_depth
    for text in ("物", "物資"):
        ws.dossier.change(table, {"caption": text}, typing=True, step="visit")
    assert ws.document.undo_depth == depth + 1
    ws.document.undo()
    assert chapter(ws).blocks[0].settings == {}


def test_a_reading_copy_is_as_small_as_asked_or_says_how_small_it_can_be(ws: Workspace) -> None:
    fonts = FontSet.load(ROOT / "resources" / "fonts")
    added = ws.photos.add(ws.photos.prepare([PICTURES / "drill.jpg", PICTURES / "meeting.png"])).added
    part = chapter(ws)
    ws.dossier.insert(part.id, "", "photos", {"photos": list(added), "per_row": 1})
    ws.dossier.save_part(part.id, [replace(one, runs=plain("字")) for one in edits(chapter(ws))], "v")
    pressed = press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
    ws.pictures.warm(picture_requests(pressed))
    whole = write(pressed, fonts, ws.pictures)
    copy = reading_copy(pressed, fonts, ws.pictures, len(whole) - 1)
    assert len(copy.data) < len(whole)
    assert copy.dpi < 300
    assert page_count(copy.data) == pressed.pages
    with pytest.raises(ExportError) as error:
        reading_copy(pressed, fonts, ws.pictures, 1000)
    assert int(str(error.value.what.params["megabytes"])) >= 1
    assert reading_copy(pressed, fonts, ws.pictures, 500 * MEGABYTE).dpi == 150
