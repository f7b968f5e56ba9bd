"""Hands at a chapter, at a form and at the whole document: all is undone to the start and redone to the end.

Typing, the inputs' own Ctrl+Z, leaving a field, bulk statements and cascades come in any order to one document.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from sqlalchemy import text

from app.core.ids import seeded_ids
from app.core.messages import N_
from app.core.richtext import plain
from app.models.dossier import Dossier, DossierPart
from app.services.dossier import BlockEdit
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.forms.record_data import gather, keep, open_row
from app.ui.forms.record_form import RecordForm
from app.ui.studio.chapter.blocks import BlockData
from app.ui.studio.chapter.editor import ChapterEditor
from app.ui.widgets.editor import Edit
from tests.support import count, ime_type, seeded

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WORDS = ("水災", "𡋾堃", "ab", "=1+1", "一<二&三")
KEYS = (
    (Qt.Key.Key_Return, NONE), (Qt.Key.Key_Backspace, NONE), (Qt.Key.Key_Delete, NONE), (Qt.Key.Key_B, CTRL),
    (Qt.Key.Key_Up, ALT), (Qt.Key.Key_Down, ALT), (Qt.Key.Key_X, CTRL), (Qt.Key.Key_V, CTRL), (Qt.Key.Key_2, CTRL),
    (Qt.Key.Key_Home, SHIFT), (Qt.Key.Key_End, NONE), (Qt.Key.Key_Up, NONE), (Qt.Key.Key_Down, NONE),
)  # fmt: skip
FIELDS = ("name", "phone", "active_since")
BULK = (
    "UPDATE person SET name = name || '，老師'",
    "UPDATE person_role SET other_title = NULL WHERE other_title > 'm'",
    "INSERT OR REPLACE INTO person SELECT * FROM person WHERE phone IS NOT NULL",
    "DELETE FROM person WHERE id = (SELECT max(id) FROM person)",
    "UPDATE dossier_block SET to_confirm = 1 WHERE kind = 'paragraph'",
    "UPDATE dossier_block SET level = 1, kind = 'heading' WHERE level IS NULL AND order_key < 'b'",
    "DELETE FROM dossier_block WHERE kind = 'heading' AND level > 1",
    "INSERT OR REPLACE INTO dossier_part SELECT * FROM dossier_part WHERE title = '一'",
    "DELETE FROM dossier_part WHERE id = (SELECT max(id) FROM dossier_part)",
)
"""REPLACE and DELETE of a parent take its children along."""


class Hands:
    """Works a chapter and a form over one document; knows the content at every depth of Undo."""

    def __init__(self, ws: Workspace, context: UiContext, shown: Callable[..., QWidget], dice: random.Random) -> None:
        self.ws, self.context, self.dice, self.turning = ws, context, dice, False
        self.parts, self.people = _begin(ws)
        self.part, self.person = self.parts[0], self.people[0]
        self.states: dict[int, dict[str, Any]] = {0: self.content()}
        ws.document.listen(self._on_unit)
        self.errors: list[object] = []
        context.erred.connect(self.errors.append)
        box, self.aside = QWidget(), QPushButton()
        row = QHBoxLayout(box)
        listed = gather(ws, "person")
        self.choices = listed.choices
        self.editor, self.form = ChapterEditor(context.theme, seeded_ids(9)), RecordForm(context, listed.record_type)
        for widget in (self.editor, self.form, self.aside):
            row.addWidget(widget)
        shown(box, 900, 600)
        self.editor.edited.connect(self._on_edited)
        self.form.edited.connect(self._on_field)
        for keys, way in (("Ctrl+Z", ws.document.undo), ("Ctrl+Shift+Z", ws.document.redo)):
            action = QAction(box)
            action.setShortcut(keys)
            action.triggered.connect(lambda *_, way=way: self.turn(way))
            box.window().addAction(action)
        self.open_part(self.part)
        self.show()

    def content(self) -> dict[str, Any]:
        """Return all that has a history; what could not be read is kept as typed beside it."""
        kept = {one.name for one in self.ws.document.schema.watched.values() if one.history}
        return {name: rows for name, rows in self.ws.document.dump(history=False).items() if name in kept}

    # --- what pages do ------------------------------------------------------------------------------------

    def _on_unit(self, _changes: object) -> None:
        """Keep the content at this depth; after undo and redo it has to be what was kept."""
        depth, content = self.ws.document.undo_depth, self.content()
        if self.turning:
            assert content == self.states[depth]
        self.states[depth] = content

    def _on_edited(self, blocks: tuple[BlockData, ...], visit: str) -> None:
        edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in blocks]
        part = self.part
        self.context.lane.submit(lambda ws: ws.dossier.save_part(part, edits, visit))

    def _on_field(self, kind: str, row: str, name: str, edit: Edit, visit: str) -> None:
        self.context.lane.submit(lambda ws: keep(ws, kind, row, name, edit, visit))

    def stored(self) -> tuple[BlockData, ...] | None:
        """Return the chapter that is open as the document has it."""
        try:
            found = self.ws.dossier.part(self.part).blocks
        except KeyError:
            return None
        return tuple(BlockData(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in found)

    def open_part(self, part: str) -> None:
        self.editor.flush()
        self.part = part
        self.editor.open_blocks(self.stored() or ())

    def show(self, *, own: bool = False) -> None:
        """Show what is stored now; what is gone makes room for what is there."""
        blocks, row = self.stored(), open_row(self.ws, "person", self.person).row
        self.editor.setEnabled(blocks is not None)
        self.form.setEnabled(row is not None)
        if blocks is not None:
            self.editor.show_blocks(blocks, own=own)
        if row is not None:
            self.form.show_row(row, self.choices, own=own)

    def leave(self) -> None:
        self.editor.flush()
        self.form.flush()

    def turn(self, way: Callable[[], object]) -> None:
        """Take the document a step back or forth, as the shell does."""
        self.leave()
        self.turning = True
        self.context.lane.submit(lambda _ws: way())
        self.turning = False
        self.show(own=True)

    # --- what hands do --------------------------------------------------------------------------------------

    def write(self) -> None:
        """Type, split, join and move in the chapter that is open, or in the other one."""
        if self.dice.random() < 0.2:
            self.open_part(self.dice.choice(self.parts))
            self.show()
        if not self.editor.isEnabled():
            return
        self.editor.setFocus()
        if self.dice.random() < 0.4:
            self.editor.go_to(self.dice.choice(self.editor.blocks()).id)
        for _ in range(self.dice.randint(1, 4)):
            if self.dice.random() < 0.5:
                ime_type(self.editor, self.dice.choice(WORDS), commit=self.dice.random() < 0.8)
            else:
                QTest.keyClick(self.editor, *self.dice.choice(KEYS))

    def fill_in(self) -> None:
        """Type into a field of a person, in one of whom nobody has heard before, or of somebody else."""
        if self.dice.random() < 0.3:
            self.form.flush()
            if self.dice.random() < 0.5:
                made = self.ws.records.create("person", {"name": self.dice.choice(WORDS)})[0].id
                self.ws.records.create("person_role", {"person": made, "other_title": self.dice.choice(WORDS)})
                self.people.append(made)
            self.person = self.dice.choice(self.people)
            self.show()
        if self.form.isEnabled():
            ime_type(self.field(), self.dice.choice((*WORDS, "2025-03-01")), commit=self.dice.random() < 0.8)

    def field(self) -> QWidget:
        name = self.dice.choice(FIELDS)
        self.form.focus_field(name)
        return self.form.line(name).editor.main_input()

    def press(self) -> None:
        """Press Ctrl+Z or Ctrl+Shift+Z where the keyboard is: the input takes it, else the document."""
        for _ in range(self.dice.randint(1, 3)):
            focus = self.aside.window().focusWidget() or self.aside
            QTest.keyClick(focus, Qt.Key.Key_Z, CTRL | self.dice.choice((NONE, NONE, SHIFT)))

    def commit(self) -> None:
        """Leave the field, or let the pause in typing hand it on."""
        if self.dice.random() < 0.5:
            self.aside.setFocus()
        else:
            self.leave()
        self.show()

    def run_bulk(self) -> None:
        """Run statements that no input knows of."""
        self.leave()
        with self.ws.document.unit_of_work(N_("Act")) as work:
            for statement in self.dice.sample(BULK, self.dice.randint(1, 3)):
                work.session.execute(text(statement))
        self.aside.setFocus()
        self.show()

    def act(self) -> None:
        deeds = (self.write, self.write, self.write, self.fill_in, self.fill_in, self.press, self.commit, self.run_bulk)
        self.dice.choice(deeds)()

    # --- what has to hold -------------------------------------------------------------------------------------

    def check_shown(self) -> None:
        """The chapter that is open shows what is stored; an empty one shows a place to write."""
        shown, stored = self.editor.blocks(), self.stored()
        if stored:
            assert shown == stored
        elif stored == ():
            assert [one.runs for one in shown] == [()]

    def there_and_back(self) -> None:
        document = self.ws.document
        self.leave()
        while document.redo_label is not None:
            self.turn(document.redo)
        top, end = document.undo_depth, self.content()
        assert end == self.states[top]
        for depth in [*reversed(range(top)), *range(1, top + 1)]:
            self.turn(document.undo if depth < document.undo_depth else document.redo)
            assert document.undo_depth == depth
            assert self.content() == self.states[depth]
            self.check_shown()
        assert self.content() == end
        assert document.redo_label is None
        assert document.check() == []
        assert self.errors == []


def _begin(ws: Workspace) -> tuple[list[str], list[str]]:
    """Begin a dossier of two chapters and a list of two people; return the keys of both."""
    ids = seeded_ids(3)
    with ws.document.unit_of_work(N_("Begin the dossier")) as work:
        work.session.add(Dossier(id="d", pack="", filled_on="2025-03-01"))
        work.session.flush()
        work.session.add_all(DossierPart(id=f"p{one}", dossier="d", kind="chapter", title=one) for one in "一二")
    for part in ("p一", "p二"):
        body = [BlockEdit(ids(), "paragraph", 0, "body", plain(one), {}) for one in ("本社區位於溪邊", "堃喆𡋾的家")]
        table = BlockEdit(ids(), "table", 0, "", (), {"rows": [["甲", "乙"]]})
        ws.dossier.save_part(part, [BlockEdit(ids(), "heading", 1, "", plain("環境"), {}), body[0], table, body[1]], "")
    people = [ws.records.create("person", {"name": name})[0].id for name in ("陳美玉", "林大同")]
    for person in people:
        ws.records.create("person_role", {"person": person, "other_title": "隊長"})
    ws.document.seal()
    ws.document.barrier()
    return ["p一", "p二"], people


@pytest.mark.full
@pytest.mark.parametrize("seed", range(count(30)))
def test_typing_own_undo_and_bulk_statements_together(
    seed: int, workspace: Workspace, context: UiContext, shown: Callable[..., QWidget]
) -> None:
    hands = Hands(workspace, context, shown, seeded(f"hands {seed}"))
    for _ in range(count(120)):
        hands.act()
    hands.there_and_back()
