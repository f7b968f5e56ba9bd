"""The tools of the dossier studio, worked by keys: pages, words, facts and states."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.core.richtext import Atom, Run, plain, text_of
from app.i18n import Translator
from app.programmes.rounds import RoundValue
from app.services.dossier import BlockEdit
from app.services.workspace import Workspace
from app.ui.context import MemorySettings, UiContext
from app.ui.jobs import InlineLane, InlinePool
from app.ui.pages.dossier import DossierPage
from app.ui.shell.window import MainWindow
from app.ui.studio.tools.carry import CarryPanel
from app.ui.studio.tools.compare import ComparePanel
from app.ui.studio.tools.cut import CutPanel
from app.ui.studio.tools.find import FindPanel
from app.ui.studio.tools.slips import SlipsPanel
from app.ui.studio.tools.tick_list import TickList
from app.ui.theme import Theme
from tests.support import ime_type
from tests.ui.studio_desk import Shown, Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def press_key(key: Qt.Key = Qt.Key.Key_Space) -> None:
    """Press a key where the keyboard is."""
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    QApplication.processEvents()


def fill(studio: Studio, number: int, paragraphs: int) -> None:
    """Write long paragraphs at the end of a chapter."""
    chapter = studio.chapter(number)
    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in chapter.blocks]
    text = plain("溪水漲到第三階時，巡守隊兩人一組沿堤走一趟，回報給指揮官。" * 30)
    edits += [BlockEdit(f"long-{place}", "paragraph", 0, "body", text) for place in range(paragraphs)]
    studio.ws.dossier.save_part(chapter.id, edits, "fill")
    studio.page.presenter.refresh(own=True)


def test_a_suggested_record_is_put_into_its_chapter_by_keys(studio: Studio) -> None:
    practice, _ = studio.ws.records.create("special_practice", {"name": "掛牌點名", "what": "牌", "since": "2022"})
    studio.ws.evidence.tag("nfa-114/written/3", [("special_practice", practice.id)])
    studio.context.lane.submit(lambda _ws: None)
    studio.page.tools.button.setFocus()
    press_key()
    assert QApplication.focusWidget() is studio.page.tools.menu.buttons["budget"]
    press_key()
    panel = studio.page.tools.panels["budget"]
    assert "free" in panel.total.text()  # type: ignore[attr-defined]
    put = panel.findChild(QPushButton, "put_3_0")
    assert put is not None
    assert "掛牌點名" in put.accessibleName()
    put.setFocus()
    press_key()
    live = [one.settings for one in studio.chapter(2).blocks if one.kind == "live"]
    assert {"live": "special_practice.record", "record": practice.id} in live
    focused = QApplication.focusWidget()
    assert focused is not None
    assert panel.isAncestorOf(focused), "the keyboard stays in the tool"
    studio.undo()
    assert practice.id not in [one.settings.get("record") for one in studio.chapter(2).blocks]


def test_leaving_out_is_tried_before_it_is_done(studio: Studio) -> None:
    fill(studio, 4, 12)
    panel = studio.page.tools.open("cut")
    assert isinstance(panel, CutPanel)
    before = studio.meter()
    panel.limit.setText(str(before - 1))
    panel.limit.flush()
    assert "would be lost" in panel.verdict.text()
    part = studio.chapter(4)
    row = next(row for row, one in enumerate(panel._pieces) if one.part == part.id and not one.blocks)
    panel.list.setCurrentRow(row)
    panel.list.setFocus()
    press_key()
    tried = int(panel.trial.text().split(" ")[0])
    assert tried < before == studio.meter()
    panel.take.setFocus()
    press_key()
    assert studio.meter() == tried
    assert studio.chapter(4).left_out
    studio.undo()
    assert studio.meter() == before


def test_words_are_found_everywhere_shown_first_and_replaced_as_one_step(studio: Studio) -> None:
    chapter = studio.chapter(2)
    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in chapter.blocks]
    runs = (Run("台北來的"), Run("台北人", ("b",)), Atom("fact", "community.name"), Run("。"))
    edits.append(BlockEdit("typed", "paragraph", 0, "body", runs))
    studio.ws.dossier.save_part(chapter.id, edits, "fill")
    studio.ws.dossier.insert(chapter.id, "typed", "table", {"rows": [["臺北", "3"]], "caption": "往台北"})
    studio.ws.records.create("organisation", {"name": "台北友會"})
    studio.ws.dossier.insert(chapter.id, "typed", "live", {"live": "partners"})
    studio.page.presenter.refresh(own=True)
    panel = studio.page.tools.open("find")
    assert isinstance(panel, FindPanel)
    assert panel.wanted.hasFocus()
    ime_type(panel.wanted, "台北")
    panel.wanted.flush()
    QTest.keyClick(panel.wanted, Qt.Key.Key_Tab)
    ime_type(panel.words, "臺北市")
    panel.words.flush()
    assert "4" in panel.verdict.text()
    assert [panel.list.item(row).text().count("→臺北市】") for row in range(4)] == [1, 1, 1, 1]
    assert panel.findChild(QPushButton, "go_live") is not None, "the record's own name is mended in the record"
    panel.list.setFocus()
    panel.list.setCurrentRow(2)
    press_key()
    panel.go.setFocus()
    depth = studio.ws.document.undo_depth
    press_key()
    assert studio.ws.document.undo_depth == depth + 1
    blocks = {one.id: one for one in studio.chapter(2).blocks}
    assert blocks["typed"].runs == (
        Run("臺北市來的"), Run("臺北市人", ("b",)), Atom("fact", "community.name"), Run("。"),
    )  # fmt: skip
    table = next(one for one in blocks.values() if one.kind == "table").settings
    assert (table["caption"], table["rows"]) == ("往台北", [["臺北市", "3"]])
    assert studio.ws.records.load("organisation")[0].title == "台北友會"
    studio.undo()
    assert next(one for one in studio.chapter(2).blocks if one.id == "typed").runs == runs


def test_a_number_that_disagrees_is_mended_by_key(studio: Studio) -> None:
    studio.ws.records.create("population_stat", {"as_of_date": "2025-02-28", "households": 562, "total": 1486})
    chapter = studio.chapter(0)
    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in chapter.blocks]
    edits.append(BlockEdit("typed", "paragraph", 0, "body", plain("全里共541戶，09:00–09:00報到。")))
    studio.ws.dossier.save_part(chapter.id, edits, "fill")
    studio.page.presenter.refresh(own=True)
    panel = studio.page.tools.open("slips")
    assert isinstance(panel, SlipsPanel)
    assert "2" in panel.verdict.text()
    assert any("562" in panel.facts.item(row).text() for row in range(panel.facts.count()))
    mend = panel.findChild(QPushButton, "slip_mend_0")
    assert mend is not None
    mend.setFocus()
    press_key()
    assert next(one for one in studio.chapter(0).blocks if one.id == "typed").runs[1] == Atom("fact", "stat.households")
    assert "1" in panel.verdict.text()
    keep = panel.findChild(QPushButton, "slip_keep_0")
    assert keep is not None
    keep.setFocus()
    press_key()
    assert "No slip" in panel.verdict.text()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert panel.isAncestorOf(focused)


def test_the_summary_is_drafted_from_the_chapter_and_edited_by_hand(studio: Studio) -> None:
    chapter = studio.chapter(2)
    edits: list[BlockEdit] = []
    for one in chapter.blocks:
        runs = one.runs
        if one.kind == "paragraph" and len(edits) < 5:
            runs = (Run(f"第{len(edits)}句說重點，見"), Atom("ref", "x"), Run("。居民"), Atom("fact", "count.person"),
                    Run("人都來。後面不用。"))  # fmt: skip
        edits.append(BlockEdit(one.id, one.kind, one.level, one.style, runs, one.settings))
    studio.ws.dossier.save_part(chapter.id, edits, "fill")
    studio.page.presenter.refresh(own=True)
    summary = studio.page.desk.summary
    part = next(one for one in studio.view.parts if one.kind == "summary")
    studio.page.go_to(part.id)
    studio.page.desk.summary.findChild(QPushButton, "draft_aspect-3").setFocus()  # type: ignore[union-attr]
    press_key()
    press_key()
    row = next(one for one in studio.view.parts[0].blocks if one.style == "aspect-3")
    assert text_of(row.runs) == "居民3人都來。" * 2, "whole sentences, facts written out, references left out"
    field = summary.fields["aspect-3"]
    assert field.hasFocus()
    assert "14" in summary._rows["aspect-3"].length.text()
    assert "1 page" in summary.pages.text()
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    ime_type(field, "我們改過")
    field.flush()
    assert text_of(studio.view.parts[0].blocks[2].runs).endswith("我們改過")
    summary.findChild(QPushButton, "draft_aspect-4").setFocus()  # type: ignore[union-attr]
    press_key()
    assert "no sentence" in summary._rows["aspect-4"].draft.text()
    studio.undo()
    studio.undo()
    assert not studio.view.parts[0].blocks[2].runs


def test_a_draft_has_what_was_typed_a_moment_ago_composition_included(studio: Studio) -> None:
    chapter, editor = studio.chapter(3), studio.page.text.editor
    paragraph = next(one for one in chapter.blocks if one.kind == "paragraph")
    studio.go(paragraph.id)
    ime_type(editor, "六項都比")
    QApplication.sendEvent(editor, QInputMethodEvent("前年多", []))
    summary = studio.page.desk.summary
    part = next(one for one in studio.view.parts if one.kind == "summary")
    studio.page.outline.chosen.emit(part.id, "", False)  # no pause of the typing, no page laid out since
    summary.findChild(QPushButton, "draft_aspect-4").setFocus()  # type: ignore[union-attr]
    press_key()
    assert summary._rows["aspect-4"].draft.text() == "六項都比前年多。"


def test_a_new_year_starts_from_last_years_by_keys_and_is_confirmed(studio: Studio) -> None:
    chapter = studio.chapter(2)
    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in chapter.blocks]
    edits.insert(1, BlockEdit("typed", "paragraph", 0, "body", plain("去年的話。")))
    studio.ws.dossier.save_part(chapter.id, edits, "fill")
    made = studio.ws.programmes.set_up_round("nfa-114", {"round": RoundValue("115"), "set:max_pages": RoundValue(80)})
    assert made.pack_id == "nfa-115"
    studio.page._stale = True
    studio.page.open(())
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "carry_nfa-114"
    press_key()
    view = studio.ws.dossier.find("nfa-115")
    assert view is not None
    assert studio.page.presenter.gathered.template.page_limit == 80  # type: ignore[union-attr]
    panel = studio.page.tools.open("carry")
    assert isinstance(panel, CarryPanel)
    QApplication.processEvents()
    waiting = int(panel.verdict.text().split(" ")[0])
    assert waiting > 20
    assert any("100 → 80" in one.text() for one in panel.findChildren(QLabel))
    panel.findChild(QPushButton, "confirm_0").setFocus()  # type: ignore[union-attr]
    press_key()
    assert int(panel.verdict.text().split(" ")[0]) < waiting
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "confirm_0"
    compared = studio.page.tools.open("compare")
    assert isinstance(compared, ComparePanel)
    assert compared.before.value() == "last-year"
    assert "Nothing differs" in compared.verdict.text()
    third = next(part for part in view.parts if part.item == "c3")
    changed = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in third.blocks]
    changed[1] = BlockEdit(changed[1].id, "paragraph", 0, "body", plain("今年的話。"))
    studio.ws.dossier.save_part(third.id, changed, "year")
    studio.page.presenter.refresh(own=True)
    assert any("【−去】【＋今】年的話。" in one.text() for one in compared.findChildren(QLabel))
    studio.click("tool_back", compared)
    panel = studio.page.tools.open("carry")
    studio.click("show_nfa-114", panel)
    assert studio.page.presenter.gathered.view.pack == "nfa-114"  # type: ignore[union-attr]


def test_the_window_leads_to_the_tools_by_key(workspace: Workspace, theme: Theme, qapp: QApplication) -> None:
    workspace.dossier.begin("nfa-114", "zh_TW")
    theme.wear(language="en", text_size=200)
    context = UiContext(InlineLane(workspace), InlinePool(), theme, Translator("en", "roc"), MemorySettings())
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    window.start("dossier", ask_who=False)
    page = window.nav.page
    assert isinstance(page, DossierPage)
    assert page.presenter.gathered is not None
    parts = page.presenter.gathered.view.parts
    paragraph = next(one for part in parts for one in part.blocks if one.kind == "paragraph")
    page.go_to(paragraph.id)
    qapp.processEvents()
    ime_type(page.text.editor, "正在寫")
    QTest.keyClick(page.text.editor, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qapp.processEvents()
    held = page.tools.menu.buttons["budget"]
    assert QApplication.focusWidget() is held
    QTest.keyClick(held, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qapp.processEvents()
    panel = page.tools.panels["find"]
    assert isinstance(panel, FindPanel)
    assert panel.wanted.hasFocus()
    page.presenter.refresh()  # as the timer would
    ime_type(panel.wanted, "正在")
    press_key(Qt.Key.Key_Return)
    assert panel.list.hasFocus()
    press_key(Qt.Key.Key_Return)
    assert page.text.editor.hasFocus(), "Enter goes to the place"
    window.close()
    window.deleteLater()
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()


def test_a_box_is_ticked_by_mouse_and_by_key_and_words_are_never_cut(theme: Theme, shown: Shown) -> None:
    view = TickList(theme)
    shown(view, 260, 300)
    view.show_lines(["\N{EM SPACE}\N{EM SPACE}" + "很長的一行字" * 8, "短"], [False, True])
    QApplication.processEvents()
    first, second = (view.visualItemRect(view.item(row)) for row in (0, 1))
    assert first.height() > second.height(), "it takes several lines"
    box = QPoint(theme.metrics.u(0.5) + 4, second.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert view.rows_ticked() == ()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(second.right() - 4, second.center().y()))
    assert view.rows_ticked() == (), "a click on the words only chooses the line"
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.rows_ticked() == (1,)
