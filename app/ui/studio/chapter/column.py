"""The middle column: the part's title, the tools, the text, and the panels that take the text's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_
from app.core.richtext import BOLD, EMPHASIS
from app.ui.context import UiContext
from app.ui.studio.chapter.blocks import BlockData
from app.ui.studio.chapter.editor import ChapterEditor
from app.ui.studio.chapter.edits import FORMS, form_of
from app.ui.studio.panel import Panel
from app.ui.studio.words import KINDS, SUGGESTED
from app.ui.widgets.binder import Binder
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout
from app.ui.widgets.shapes import DONE, OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.views import PartView

EDIT = {
    "table": N_("Edit the table"),
    "photos": N_("Edit the photos"),
    "live": N_("Edit the live block"),
    "attached": N_("Edit the PDF"),
}

KEPT = N_("Prints although nothing stands below it.")


class TextColumn(QFrame):
    """Shows one part: its text, or the panel of a front matter part.

    Signals:
        titled: part id and the title as typed.
        object_asked: id of an object whose panel is wanted.
        insert_asked: something is to be put into the text.
        keep_asked: id of a suggested heading, and whether it prints although nothing stands below it.
    """

    titled = Signal(str, str)
    object_asked = Signal(str)
    insert_asked = Signal()
    keep_asked = Signal(str, bool)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self.part, self._compact = "", False
        self._kinds: Mapping[str, str] = {}
        self._waiting: frozenset[str] = frozenset()
        self._kept: frozenset[str] = frozenset()
        self.editor = ChapterEditor(context.theme)
        self.editor.setObjectName("chapter")
        self.stack = QStackedWidget()
        self.writing = QWidget()
        self._panels: dict[str, Panel] = {}
        self.title = LineEdit()
        self.title.setObjectName("part_title")
        self.title.edited.connect(self._on_title)
        self.title.left.connect(self._on_title_left)
        self.number = self._binder.label("", "section", wrap=False)
        self.form = ChoiceBox(context, [Option(one.id, one.label) for one in FORMS], optional=False)
        self.form.setObjectName("block_form")
        self.form.edited.connect(self._on_form)
        self._lay_out()
        self.stack.addWidget(self.writing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self.editor.marks_changed.connect(self._show_marks)
        self.editor.block_changed.connect(self._on_block)
        self.editor.object_asked.connect(self.object_asked)
        self.stack.currentChanged.connect(self._on_stack)
        self.refresh()

    def _lay_out(self) -> None:
        binder = self._binder
        self.bold = binder.button(N_("Bold"), self._on_bold, icon="bold", kind="quiet", name="bold")
        self.emphasis = binder.button(N_("Emphasis"), self._on_emphasis, icon="italic", kind="quiet", name="emphasis")
        for button in (self.bold, self.emphasis):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.insert = binder.button(N_("Insert"), self.insert_asked.emit, icon="plus", kind="quiet", name="insert")
        self.show_tools = binder.button(
            N_("Tools"), self._on_show_tools, icon="pencil", kind="small", name="show_tools"
        )
        self.show_tools.setCheckable(True)
        self.tools = QWidget()
        tools = FlowLayout(self.tools, gap=6)
        self.rename = binder.button(
            N_("Edit the title"), self.focus_title, icon="heading", kind="quiet", name="edit_title"
        )
        for widget in (self.form, self.bold, self.emphasis, self.insert, self.rename):
            tools.addWidget(widget)
        self.object_bar = QFrame()
        self.object_bar.setProperty("ground", "leaf_soft")
        self.object_words = binder.label("", "strong")
        self.edit = binder.button("", self._on_edit, icon="pencil", kind="small", name="edit_object")
        self.up = binder.button(N_("Move up"), self._on_up, icon="arrow-up", kind="small", name="object_up")
        self.down = binder.button(N_("Move down"), self._on_down, icon="arrow-down", kind="small", name="object_down")
        self.out = binder.button(N_("Take out"), self._on_out, icon="trash-2", kind="small", name="object_out")
        self._bar = FlowLayout(gap=6)
        for button in (self.edit, self.up, self.down, self.out):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._bar.addWidget(button)
        bar = QVBoxLayout(self.object_bar)
        bar.setContentsMargins(8, 6, 8, 6)
        bar.addLayout(self._bar)
        self._add_heading_bar()
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.number)
        head.addWidget(self.title, 1)
        self._inner = QVBoxLayout(self.writing)
        self._inner.addWidget(self.head)
        self._inner.addWidget(self.tools)
        self._inner.addWidget(self.object_bar)
        self._inner.addWidget(self.heading_bar)
        self._inner.addWidget(self.editor, 1)
        self.object_bar.hide()

    def _add_heading_bar(self) -> None:
        """Say of a suggested heading whether it prints; the person has the last word on it."""
        binder = self._binder
        self.heading_bar = QFrame()
        self.heading_bar.setProperty("ground", "leaf_soft")
        self.heading_words = StatusWord(self._context, OPEN, SUGGESTED, wrap=True)
        self.keep = binder.button(
            N_("Print it anyway"), partial(self._on_keep, True), kind="small", name="keep_heading"
        )
        self.unkeep = binder.button(
            N_("Only with content"), partial(self._on_keep, False), kind="small", name="unkeep_heading"
        )
        self.skip = binder.button(N_("Skip it"), self._on_skip, icon="x", kind="small", name="skip_heading")
        self._heading_row = FlowLayout(gap=6)
        for button in (self.keep, self.unkeep, self.skip):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._heading_row.addWidget(button)
        bar = QVBoxLayout(self.heading_bar)
        bar.setContentsMargins(8, 6, 8, 6)
        bar.addWidget(self.heading_words)
        bar.addLayout(self._heading_row)
        binder.also(self.heading_words.refresh)
        self.heading_bar.hide()

    # --- what the page asks for -------------------------------------------------------------------

    def add_panel(self, name: str, panel: Panel) -> None:
        """Keep a panel that can take the text's place."""
        self._panels[name] = panel
        self.stack.addWidget(panel)
        panel.back_asked.connect(self.show_text)

    def show_part(self, part: PartView, number: str, title: str, *, fresh: bool, own: bool) -> None:
        """Show a chapter or an appendix.

        Args:
            part: as gathered.
            number: as printed, such as 第一章.
            title: in the dossier's language.
            fresh: another part than before.
            own: the answer to the person's own command or undo.
        """
        blocks = [
            BlockData(one.id, one.kind, one.level, one.style, one.runs, one.settings)
            for one in part.blocks
            if one.kind != "row"
        ]
        self.part = part.id
        self._kinds = {one.id: one.kind for one in part.blocks}
        self.number.setText(number)
        self.number.setVisible(bool(number))
        self.title.show_text(title, own=own or fresh)
        if fresh:
            self.editor.open_blocks(blocks)
        else:
            self.editor.show_blocks(blocks, own=own)
        self.editor.setAccessibleName(self._context.text(N_("Text of {title}", title=f"{number} {title}".strip())))
        self._show_marks()

    def show_headings(self, waiting: frozenset[str], kept: frozenset[str]) -> None:
        """Say which headings are not printed yet, and which are printed with nothing below them."""
        self._waiting, self._kept = waiting, kept
        self.editor.show_waiting(waiting)
        self._show_heading()

    def show_text(self) -> None:
        """Show the text instead of a panel, and put the keyboard into it."""
        current = self.stack.currentWidget()
        if isinstance(current, Panel):
            current.flush()
        self.stack.setCurrentWidget(self.writing)
        if self.isVisible():
            self.editor.setFocus()

    def show_panel(self, name: str) -> Panel:
        """Show a panel instead of the text."""
        panel = self._panels[name]
        self.stack.setCurrentWidget(panel)
        return panel

    def panel(self) -> str:
        """Return the name of the panel that is shown, "" where the text is."""
        current = self.stack.currentWidget()
        return next((name for name, one in self._panels.items() if one is current), "")

    def flush(self) -> None:
        """Finish compositions and hand on what was typed, in the text and in every panel."""
        self.editor.flush()
        self.title.flush()
        for panel in self._panels.values():
            panel.flush()

    def set_compact(self, compact: bool) -> None:
        """Fold the title away, and the tools behind a button, where there is little height."""
        self._compact = compact
        self.head.setVisible(not compact or self.title.hasFocus())
        self._on_stack(0)
        self._on_show_tools()

    def focus_title(self) -> None:
        """Put the keyboard into the title, unfolding it where it is folded."""
        self.head.show()
        self.title.setFocus()

    def freeze(self, frozen: bool) -> None:
        """Let everything be read but not changed."""
        self.editor.setReadOnly(frozen)
        self.title.setReadOnly(frozen)
        for widget in (self.form, self.bold, self.emphasis, self.insert):
            widget.setEnabled(not frozen)

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._inner.setContentsMargins(metrics.u(0.5), metrics.u(0.25), metrics.u(0.5), metrics.u(0.25))
        self._inner.setSpacing(metrics.u(0.5))
        self._binder.refresh()
        self.form.refresh()
        self.form.name_it(self._context.text(N_("Form of the paragraph")))
        self.form.setFixedWidth(metrics.em(11))
        self.form.box.setFixedWidth(metrics.em(11))
        self.title.setAccessibleName(self._context.text(N_("Title of this part")))
        self.editor.setPlaceholderText(self._context.text(N_("Write here")))
        self.editor.refresh()
        for panel in self._panels.values():
            panel.refresh()
        self._show_marks()

    # --- inside -----------------------------------------------------------------------------------

    def _show_marks(self) -> None:
        editor = self.editor
        wanted = editor.current_object()
        self.bold.setChecked(editor.has_mark(BOLD))
        self.emphasis.setChecked(editor.has_mark(EMPHASIS))
        editable = not wanted and not editor.isReadOnly()
        self.form.setEnabled(editable)
        if not wanted:
            self.form.set_value(form_of(editor.textCursor().block()).id)
        kind = self._kinds.get(wanted, "")
        crowded = self._compact and self.show_tools.isChecked()
        self.object_bar.setVisible(kind in KINDS and not crowded)
        if kind in KINDS:
            self._binder.text(self.edit.setText, EDIT[kind])
        self._show_heading()

    def _show_heading(self) -> None:
        here = self.editor.current_id()
        waits, kept = here in self._waiting, here in self._kept
        crowded = self._compact and self.show_tools.isChecked()
        self.heading_bar.setVisible((waits or kept) and not crowded)
        if not (waits or kept):
            return
        self.heading_words.say(OPEN if waits else DONE, SUGGESTED if waits else KEPT)
        for button, wanted in ((self.keep, waits), (self.unkeep, kept), (self.skip, True)):
            button.setVisible(wanted)
            button.setEnabled(not self.editor.isReadOnly())

    def _on_keep(self, kept: bool) -> None:
        self.editor.flush()
        self.keep_asked.emit(self.editor.current_id(), kept)
        self.editor.setFocus()

    def _on_skip(self) -> None:
        self._do(lambda: self.editor.edits.take_out(self.editor.current_id()))
        self.editor.flush()

    def _on_block(self, _block: str) -> None:
        self._show_marks()

    def _on_title_left(self) -> None:
        """Fold the title away again where there is little height."""
        if self._compact:
            self.head.hide()

    def _on_title(self, text: str) -> None:
        self.titled.emit(self.part, text)

    def _on_form(self, edit: Edit) -> None:
        form = next((one for one in FORMS if one.id == edit.value), FORMS[0])
        self.editor.edits.set_form(form)
        self.editor.setFocus()

    def _on_bold(self) -> None:
        self._mark(BOLD)

    def _on_emphasis(self) -> None:
        self._mark(EMPHASIS)

    def _mark(self, name: str) -> None:
        self.editor.commit_composition()
        self.editor.toggle_mark(name)
        self.editor.setFocus()

    def _on_stack(self, _place: int) -> None:
        self.show_tools.setVisible(self._compact and self.stack.currentWidget() is self.writing)

    def _on_show_tools(self) -> None:
        self.tools.setVisible(not self._compact or self.show_tools.isChecked())
        self.rename.setVisible(self._compact)
        self._show_marks()

    def _on_edit(self) -> None:
        self.object_asked.emit(self.editor.current_object())

    def _on_up(self) -> None:
        self._do(lambda: self.editor.edits.move(-1))

    def _on_down(self) -> None:
        self._do(lambda: self.editor.edits.move(1))

    def _on_out(self) -> None:
        self._do(lambda: self.editor.edits.take_out(self.editor.current_object()))

    def _do(self, what: Callable[[], object]) -> None:
        what()
        self.editor.setFocus()
