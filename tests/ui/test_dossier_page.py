"""The dossier studio, worked by keys, clicks and composition events over a real document."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTextEdit

from app.core.richtext import Atom, text_of
from app.exports.spec import Paragraph
from app.ui.studio.objects.atoms import TARGET
from app.ui.studio.outline import OutlineRow
from tests.support import ime_type
from tests.ui.studio_desk import ALT, CTRL, Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def test_the_dossier_begins_with_one_button_and_counts_its_pages(empty: Studio) -> None:
    assert empty.ws.dossier.find("nfa-114") is None
    empty.begin()
    assert len(empty.view.parts) >= 9
    assert empty.meter() == empty.page.presenter.pressed.pages  # type: ignore[union-attr]
    titles = [empty.page.outline.list.item(place).text() for place in range(empty.page.outline.list.count())]
    assert len(titles) > 9


def test_undo_takes_back_the_visit_first_and_then_the_document(studio: Studio) -> None:
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    editor = studio.page.text.editor
    studio.go(paragraph.id)
    ime_type(editor, "第一次")
    studio.page.outline.list.setFocus()
    studio.go(paragraph.id)
    QTest.keyClick(editor, Qt.Key.Key_End)
    ime_type(editor, "第二次")
    studio.settle()
    assert "第一次第二次" in studio.texts()
    while editor.can_undo():
        QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    studio.settle()
    assert "第一次" in studio.texts()
    assert editor.hasFocus()
    for _ in range(2):  # on a slow machine what was typed and taken back is a step of its own
        if "第一次" in studio.texts():
            studio.undo()
    assert "第一次" not in studio.texts()
    shown = [text_of(one.runs) for one in editor.blocks()]
    assert "第一次" not in shown, "the focused text takes the person's own undo"


def test_undo_of_the_beginning_leads_back_to_the_start_and_redo_to_the_dossier(studio: Studio) -> None:
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    ime_type(studio.page.text.editor, "第一次")
    studio.undo()
    studio.undo()
    assert studio.ws.dossier.find("nfa-114") is None
    assert studio.page.empty.isVisible()
    studio.redo()
    studio.redo()
    assert "第一次" in studio.texts()
    assert "第一次" in [text_of(one.runs) for one in studio.page.text.editor.blocks()]
    assert studio.page.text.isVisible()
    studio.undo()
    studio.undo()
    studio.context.lane.submit(lambda ws: ws.records.create("person", {"name": "新人"}))
    studio.page.presenter.refresh()
    assert studio.ws.dossier.find("nfa-114") is None, "only a person begins it"


def test_what_was_cut_keeps_its_id_in_another_chapter_unless_the_cut_was_taken_back(studio: Studio) -> None:
    editor, other = studio.page.text.editor, studio.chapter(2).blocks[-1].id
    table, _ = studio.ws.dossier.insert(
        studio.chapter(1).id, studio.chapter(1).blocks[0].id, "table", {"caption": "表"}
    )
    studio.context.lane.submit(lambda _ws: None)
    studio.settle()
    studio.go(table)
    QTest.keyClick(editor, Qt.Key.Key_X, CTRL)
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    studio.go(other)
    QTest.keyClick(editor, Qt.Key.Key_V, CTRL)
    studio.settle()
    pasted = next(one for one in studio.chapter(2).blocks if one.kind == "table")
    assert pasted.id != table
    assert table in [one.id for one in studio.chapter(1).blocks]
    assert editor.blocks()[[one.id for one in studio.chapter(2).blocks].index(pasted.id)].id == pasted.id
    studio.go(table)
    QTest.keyClick(editor, Qt.Key.Key_X, CTRL)
    studio.go(studio.chapter(3).blocks[-1].id)
    QTest.keyClick(editor, Qt.Key.Key_V, CTRL)
    studio.settle()
    assert table in [one.id for one in studio.chapter(3).blocks]
    assert table not in [one.id for one in studio.chapter(1).blocks]


def test_a_visit_is_one_step_of_the_history(studio: Studio) -> None:
    depth = studio.ws.document.undo_depth
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    for piece in ("一", "二", "三"):
        ime_type(studio.page.text.editor, piece)
        studio.page.text.editor.flush()
    studio.page.outline.list.setFocus()
    assert studio.ws.document.undo_depth == depth + 1


def test_changes_elsewhere_never_touch_the_text_that_is_edited(studio: Studio) -> None:
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    editor = studio.page.text.editor
    ime_type(editor, "正在寫字", commit=False)
    studio.context.lane.submit(lambda ws: ws.records.create("person", {"name": "新人"}))
    studio.page.presenter.refresh()
    assert editor.composing()
    assert editor.textCursor().block().text() == "正在"
    assert editor.hasFocus()


def test_an_older_reading_never_replaces_what_was_typed_since(studio: Studio) -> None:
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    gathered = studio.page.presenter.gathered
    studio.go(paragraph.id)
    ime_type(studio.page.text.editor, "新的字")
    studio.page.outline.list.setFocus()
    studio.page.presenter.gathered = gathered
    studio.page._on_viewed(gathered, False, True)  # type: ignore[arg-type]
    assert "新的字" in [text_of(one.runs) for one in studio.page.text.editor.blocks()]


def test_live_blocks_tables_and_references_are_put_into_the_text(studio: Studio) -> None:
    part = studio.chapter(1)
    last = part.blocks[-1].id
    studio.go(last)
    studio.click("insert")
    studio.click("insert_members")
    live = studio.chapter(1).blocks[-1]
    assert (live.kind, live.settings["live"]) == ("live", "members")
    assert studio.page.text.panel() == "live"
    ime_type(studio.page.desk.live.caption, "我們的人")
    studio.page.desk.live.flush()
    studio.click("panel_back")
    studio.settle()
    assert studio.page.text.editor.current_object() == live.id
    assert "我們的人" in studio.page.text.editor.cards.card_of(live.id).words
    studio.click("insert")
    studio.click("insert_table")
    cells = studio.page.desk.table.cells
    ime_type(cells[0][0], "項目")
    QTest.keyClick(cells[0][0], Qt.Key.Key_Tab)
    assert cells[0][1].hasFocus()
    ime_type(cells[0][1], "數量", commit=False)
    studio.click("add_row")
    studio.click("add_column")
    rows = studio.chapter(1).blocks[-1].settings["rows"]
    assert isinstance(rows, list)
    assert rows[0][:2] == ["項目", "數量"]
    assert (len(rows), len(rows[0])) == (3, 4)
    ime_type(studio.page.desk.table.caption, "物資")
    studio.settle()
    studio.go(last)
    studio.click("insert")
    studio.click("insert_reference")
    entries = studio.page.desk.reference.list
    place = next(at for at in range(entries.count()) if "我們的人" in entries.item(at).text())
    entries.setCurrentRow(place)
    QTest.keyClick(entries, Qt.Key.Key_Return)
    studio.settle()
    assert any(getattr(run, "target", "") == live.id for one in studio.chapter(1).blocks for run in one.runs)
    assert "物資" in "".join(text_of(one.caption) for one in _tables(studio))


def _printed(studio: Studio, block: str) -> str:
    """Return a printed paragraph's text, as the spec has it."""
    spec = studio.page.presenter.gathered.spec  # type: ignore[union-attr]
    blocks = (one for part in spec.parts for one in part.blocks if isinstance(one, Paragraph))
    return next(text_of(one.runs) for one in blocks if one.id == block)


def test_a_fact_is_put_in_by_key_and_prints_what_is_recorded_on_the_day(studio: Studio) -> None:
    community = studio.ws.records.single("community")
    assert community is not None
    studio.ws.records.change("community", community.id, {"population": 2345})
    studio.ws.drain_changes()
    block = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(block.id)
    editor = studio.page.text.editor
    ime_type(editor, "本社區有", commit=False)
    QTest.keyClick(editor, Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert studio.page.text.panel() == ""  # the key belongs to the input method
    editor.commit_composition()
    QTest.keyClick(editor, Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    entries = studio.page.desk.fact.list
    assert entries.hasFocus()
    ime_type(studio.page.desk.fact.filter, "resid")
    assert entries.count() == 1
    QTest.keyClick(studio.page.desk.fact.filter, Qt.Key.Key_Return)
    assert editor.hasFocus()
    ime_type(editor, "人")
    studio.settle()
    assert _printed(studio, block.id).endswith("本社區有2,345人")
    studio.ws.records.change("community", community.id, {"population": 2400})
    studio.context.lane.submit(lambda _ws: None)
    studio.settle()
    assert _printed(studio, block.id).endswith("本社區有2,400人")
    assert editor.cards.reference_words("fact:community.population") == "2,400"
    studio.ws.records.change("community", community.id, {"population": None})
    studio.context.lane.submit(lambda _ws: None)
    studio.settle()
    pressed = studio.page.presenter.pressed
    assert pressed is not None
    assert [(one.kind, one.target) for one in pressed.laid.unresolved] == [("fact", "community.population")]
    studio.click("check")
    assert any("has no value" in one.text() for one in studio.page.right.check.findChildren(QLabel))


def test_the_page_of_a_heading_is_put_in_and_follows(studio: Studio) -> None:
    block = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    third = studio.chapter(2).blocks
    heading, below = next((one, third[at + 1]) for at, one in enumerate(third) if one.kind == "heading")
    editor = studio.page.text.editor
    studio.go(below.id)
    ime_type(editor, "掛牌點名")
    studio.settle()
    studio.go(block.id)
    QTest.keyClick(editor, Qt.Key.Key_K, CTRL)
    panel = studio.page.desk.reference
    assert panel.list.hasFocus()
    panel.printed.buttons["page"].click()
    place = next(at for at in range(panel.list.count()) if panel.list.item(at).data(TARGET) == heading.id)
    panel.list.setCurrentRow(place)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    studio.settle()
    pressed = studio.page.presenter.pressed
    assert pressed is not None
    assert Atom("page", heading.id) in next(one for one in studio.chapter().blocks if one.id == block.id).runs
    assert editor.cards.reference_words(f"page:{heading.id}") == str(pressed.laid.places[heading.id])
    studio.undo()
    assert Atom("page", heading.id) not in next(one for one in studio.chapter().blocks if one.id == block.id).runs


def _tables(studio: Studio) -> list:
    from app.exports.spec import Table

    spec = studio.page.presenter.gathered.spec  # type: ignore[union-attr]
    return [block for part in spec.parts for block in part.blocks if isinstance(block, Table)]


def test_copied_cells_spread_over_the_grid(studio: Studio) -> None:
    studio.go(studio.chapter().blocks[0].id)
    studio.click("insert")
    studio.click("insert_table")
    studio.page.desk.table.cells[0][1].setFocus()
    QApplication.clipboard().setText("甲\t1\n乙\t2\n丙\t3\n")
    QTest.keyClick(studio.page.desk.table.cells[0][1], Qt.Key.Key_V, CTRL)
    table = next(one for one in studio.chapter().blocks if one.kind == "table")
    assert table.settings["rows"] == [["", "甲", "1"], ["", "乙", "2"], ["", "丙", "3"]]


def test_photos_are_chosen_moved_and_captioned_by_keys(studio: Studio) -> None:
    photos = studio.add_photos("drill.jpg", "meeting.png")
    studio.go(studio.chapter().blocks[0].id)
    studio.click("insert")
    studio.click("insert_photos")
    panel = studio.page.desk.photos
    for place in range(len(photos)):
        panel.chooser.list.setCurrentRow(place)
        QTest.keyClick(panel.chooser.list, Qt.Key.Key_Return)
    block = next(one for one in studio.chapter().blocks if one.kind == "photos")
    assert sorted(block.settings["photos"]) == sorted(photos)  # type: ignore[call-overload]
    first = panel.lines[block.settings["photos"][0]]  # type: ignore[index]
    ime_type(first.caption, "第一次演練", commit=False)
    QTest.mouseClick(first.down, Qt.MouseButton.LeftButton)
    again = next(one for one in studio.chapter().blocks if one.kind == "photos")
    assert again.settings["photos"] == list(reversed(block.settings["photos"]))  # type: ignore[call-overload]
    row = studio.ws.records.get("photo", block.settings["photos"][0])  # type: ignore[index]
    assert "第一次演練" in row.get("caption")["zh_TW"]  # type: ignore[union-attr, index]
    QTest.mouseClick(panel.per_row.buttons["1"], Qt.MouseButton.LeftButton)
    assert next(one for one in studio.chapter().blocks if one.kind == "photos").settings["per_row"] == 1
    assert "dpi" in panel.lines[photos[0]].sharp.text()
    studio.undo()
    assert panel.per_row.value() == "2"


def test_summary_rows_and_the_cover_are_written_in_their_panels(studio: Studio) -> None:
    page = studio.page
    summary = next(part for part in studio.view.parts if part.kind == "summary")
    page.go_to(summary.id)
    assert page.text.panel() == "summary"
    fields = list(page.desk.summary.fields.values())
    assert len(fields) == 5
    ime_type(fields[0], "重點一")
    ime_type(fields[1], "重點二", commit=False)
    studio.settle()
    rows = [text_of(one.runs) for one in next(p for p in studio.view.parts if p.kind == "summary").blocks]
    assert rows[:2] == ["重點一", "重點二"]
    cover = next(part for part in studio.view.parts if part.kind == "cover")
    page.go_to(cover.id)
    line = page.desk.cover.date.line
    line.clear()
    ime_type(line, "一一四年四月十五日", commit=False)
    studio.settle()
    assert studio.view.filled_on == "2025-04-15"
    line.setFocus()
    line.clear()
    ime_type(line, "改天再填")
    studio.settle()
    row = studio.ws.records.get("dossier", studio.view.id)
    assert row is not None
    assert row.pending == {"filled_on": "改天再填"}
    (photo,) = studio.add_photos("drill.jpg")
    page.desk.cover.chooser.taken.emit(photo)
    assert studio.view.cover_photo == photo
    studio.click("no_photo")
    assert studio.view.cover_photo == ""


def test_blocks_move_and_parts_are_left_out_from_the_outline(studio: Studio) -> None:
    page, part = studio.page, studio.chapter()
    before = [one.id for one in part.blocks]
    page.outline.list.setFocus()
    page.outline.mark(part.id, before[1])
    QTest.keyClick(page.outline.list, Qt.Key.Key_Down, ALT)
    after = [one.id for one in studio.chapter().blocks]
    assert after[:3] == [before[0], before[2], before[1]]
    assert page.outline.list.hasFocus()
    row = page.outline.current()
    assert isinstance(row, OutlineRow)
    assert row.block == before[1]
    studio.click("block_up")
    assert [one.id for one in studio.chapter().blocks] == before
    pages = studio.meter()
    page.outline.list.setCurrentRow(page.outline.list.currentRow() - 2)
    assert page.outline.current() == page.outline._rows[page.outline.list.currentRow()]
    assert not page.outline.current().block  # type: ignore[union-attr]
    studio.click("leave_out")
    assert studio.chapter().left_out
    assert studio.meter() < pages
    studio.click("leave_out")
    assert not studio.chapter().left_out


def test_a_suggested_heading_says_that_it_waits_and_is_kept_or_skipped_by_button(studio: Studio) -> None:
    page, editor = studio.page, studio.page.text.editor
    heads = [one for one in studio.chapter().blocks if one.kind == "heading"]
    head = heads[-1].id
    studio.go(head)
    assert page.text.heading_bar.isVisible()
    assert page.text.heading_words.text() == "Suggested: prints once something stands below it."
    assert head not in studio.page.presenter.pressed.laid.places  # type: ignore[union-attr]
    studio.click("keep_heading")
    assert head in studio.page.presenter.pressed.laid.places  # type: ignore[union-attr]
    assert page.text.heading_words.text() == "Prints although nothing stands below it."
    studio.click("unkeep_heading")
    assert head not in studio.page.presenter.pressed.laid.places  # type: ignore[union-attr]
    ends = next(one for place, one in enumerate(editor.blocks()) if editor.blocks()[place - 1].id == head)
    studio.go(ends.id)
    assert not page.text.heading_bar.isVisible()
    ime_type(editor, "重建委員會")
    studio.settle()
    assert head in studio.page.presenter.pressed.laid.places  # type: ignore[union-attr]
    studio.go(heads[-2].id)
    studio.click("skip_heading")
    assert heads[-2].id not in {one.id for one in studio.chapter().blocks}
    assert head in {one.id for one in studio.chapter().blocks}


def test_an_appendix_is_added_and_named(studio: Studio) -> None:
    before = len(studio.view.parts)
    page = studio.page
    page.outline.list.setCurrentRow(page.outline.list.count() - 1)
    studio.click("add_appendix")
    assert len(studio.view.parts) == before + 1
    added = studio.view.parts[-1]
    assert page.text.part == added.id
    page.text.title.selectAll()
    ime_type(page.text.title, "合作備忘錄", commit=False)
    page.leave()
    assert studio.view.parts[-1].own_title == "合作備忘錄"
    ime_type(page.text.editor, "內容")
    studio.settle()
    assert text_of(studio.view.parts[-1].blocks[0].runs) == "內容"


def test_pages_are_shown_and_a_click_leads_to_the_block(studio: Studio) -> None:
    page = studio.page
    paragraph = next(one for one in studio.chapter(2).blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    ime_type(page.text.editor, "一點就到這一段")
    studio.settle()
    studio.go(studio.chapter(0).blocks[0].id)
    pressed = page.presenter.pressed
    assert pressed is not None
    number = pressed.laid.places[paragraph.id]
    page.pages.turn_to(number)
    page.pages._ask()
    assert page.pages.images.settled()
    image = page.pages.images.image(number)
    assert image is not None
    assert abs(image.width() / image.height() - 210 / 297) < 0.01
    placed = next(one for one in pressed.laid.pages[number - 1].placed if one.row.block_id == paragraph.id)
    rect = page.pages._rect(number)
    point = QPointF(rect.left() + rect.width() / 2, rect.top() + (placed.y + 3) * page.pages._scale())
    QTest.mouseClick(page.pages.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert page.text.editor.current_id() == paragraph.id
    assert page.text.editor.hasFocus()


def test_a_changed_page_gets_a_new_picture_and_others_keep_theirs(studio: Studio) -> None:
    pages = studio.page.pages
    pages.turn_to(studio.meter() - 1)
    pages._ask()
    number = studio.page.presenter.pressed.laid.places[studio.chapter(3).id]  # type: ignore[union-attr]
    pages.turn_to(number)
    pages._ask()
    before = pages.images.image(number)
    paragraph = next(one for one in studio.chapter(3).blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    ime_type(studio.page.text.editor, "改變這一頁的字")
    studio.settle()
    pages.turn_to(number)
    pages._ask()
    assert pages.images.settled()
    assert pages.images.image(number) != before
    kept = pages.images.image(number)
    studio.page.presenter.refresh()
    assert pages.images.image(number) is kept


def test_pages_beyond_the_limit_are_marked_with_words(studio: Studio) -> None:
    pages = studio.page.pages
    assert pages._head() == 0
    pages.show_pages(3)
    assert pages._head() > 0
    pages.turn_to(5)
    assert not pages.grab().isNull()


def test_findings_lead_there_and_are_set_aside_with_a_reason(studio: Studio) -> None:
    page = studio.page
    studio.click("check")
    waivable = [one for one in page.right.check.findChildren(QPushButton, "waive") if one.isVisible()]
    studio.click("show_unknown")
    assert any("FIN" in label.text() or "VIS" in label.text() for label in page.right.check.findChildren(QLabel))
    if waivable:
        studio.click("waive")
        reason = next(one for one in page.right.check.findChildren(QLineEdit, "reason") if one.isVisible())
        ime_type(reason, "本案不適用", commit=False)
        studio.click("keep_reason")
        assert "本案不適用" in studio.view.waivers.values()
        page.presenter.refresh()
        studio.click("unwaive")
        assert not studio.view.waivers
    summary = next(part for part in studio.view.parts if part.kind == "summary")
    page._on_place(f"part:{summary.id}")
    assert page.text.panel() == "summary"
    page._on_place(f"block:{studio.chapter().id}/3")
    assert page.text.part == studio.chapter().id


def test_characters_that_no_font_has_are_named_before_printing(studio: Studio, tmp_path: Path) -> None:
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    ime_type(studio.page.text.editor, "缺字\U0001f9ff在這裡", chunk=1)
    studio.settle()
    studio.click("check")
    assert any("1F9FF" in label.text() for label in studio.page.right.check.findChildren(QLabel))
    target = tmp_path / "x.pdf"
    studio.page.right.export.ask_save = lambda *_asked: str(target)
    studio.click("export_pdf")
    studio.click("export_pdf_now")
    assert not target.exists()
    assert "\U0001f9ff" in studio.page.right.export.outcome.text()


def test_nothing_is_lost_in_any_field_when_the_page_is_left(studio: Studio) -> None:
    """Acceptance 11 for this page: pre-edit text in every field ends up in the document or in the field."""
    studio.add_photos("drill.jpg")
    page, seen = studio.page, 0
    part = studio.chapter()
    studio.go(part.blocks[0].id)
    studio.click("insert")
    studio.click("insert_table")
    places = [part.id, *(one.id for one in studio.view.parts if one.kind in ("summary", "cover"))]
    for place in places:
        page.go_to(place)
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
            for field in page.findChildren(kind):
                if not field.isVisible() or not hasattr(field, "composing"):
                    continue
                seen += 1
                ime_type(field, "榕樹", commit=False)
                assert field.composing()
                page.leave()
                assert not field.composing()
                text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]
                assert "榕樹" in text
    assert seen >= 9


def test_a_two_character_word_in_the_text_is_found(studio: Studio) -> None:
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    ime_type(studio.page.text.editor, "共同巡堤的人")
    studio.settle()
    hits = studio.ws.search.query("巡堤")
    assert [(hit.type, hit.id) for hit in hits] == [("dossier_block", paragraph.id)]


@pytest.mark.parametrize("size", [100, 200])
def test_columns_fold_where_there_is_no_room_and_come_back(studio: Studio, size: int, qapp: QApplication) -> None:
    page = studio.page
    studio.context.theme.wear(text_size=size)
    page.retranslate()
    for wide in (1400, 900, 520):
        page.window().resize(wide, 700)
        qapp.processEvents()
        shown = [name for name in ("outline", "text", "pages") if page.columns.is_shown(name)]
        assert shown
        assert page.window().width() <= max(wide, page.window().minimumSizeHint().width())
    page.columns.ask("pages")
    assert page.columns.is_shown("pages")
    studio.click("check")
    assert page.right.check.isVisible()


def test_a_read_only_document_is_shown_but_not_changed(studio: Studio) -> None:
    from dataclasses import replace

    studio.context.document = replace(studio.context.document, read_only=True)
    studio.page.presenter.refresh()
    paragraph = next(one for one in studio.chapter().blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    QTest.keyClicks(studio.page.text.editor, "abc")
    QTest.keyClick(studio.page.text.editor, Qt.Key.Key_Return)
    studio.settle()
    assert "abc" not in studio.texts()
