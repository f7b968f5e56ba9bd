"""The two halves of the manual on screen: what can be looked up, and the chapter that is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.services.manual import find
from app.services.manual.parts import Chapter, Section
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import PageScroll, clear

KEY = int(Qt.ItemDataRole.UserRole)


class ManualContents(QWidget):
    """A line to search in and the list of sections below it, under the names of their chapters.

    Signals:
        chosen: id of a section.

    Args:
        context: words and theme.
    """

    chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._chapters: tuple[Chapter, ...] = ()
        self._current = ""
        layout = self._box = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.line = LineEdit()
        self.line.setObjectName("manual_search")
        self.line.textChanged.connect(self._on_text)
        self.line.returnPressed.connect(self._on_return)
        layout.addWidget(self.line)
        self.list = QListWidget()
        self.list.setObjectName("manual_list")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_item)
        layout.addWidget(self.list, 1)
        self.nothing = self._binder.label(N_("Nothing in the manual holds these words."), "caption")
        self.nothing.hide()
        layout.addWidget(self.nothing)
        self.refresh()

    def show_chapters(self, chapters: Sequence[Chapter]) -> None:
        """List other chapters."""
        self._chapters = tuple(chapters)
        self._fill()

    def choose(self, section: str) -> None:
        """Mark a section without telling it."""
        self._current = section
        self.list.blockSignals(True)
        for place in range(self.list.count()):
            if self.list.item(place).data(KEY) == section:
                self.list.setCurrentRow(place)
        self.list.blockSignals(False)

    def refresh(self) -> None:
        """Say and space it again."""
        self._box.setSpacing(self._context.theme.metrics.u(0.5))
        self._binder.refresh()
        said = self._context.text(N_("Search the manual"))
        self.line.setPlaceholderText(said)
        self.line.setAccessibleName(said)
        self.list.setAccessibleName(self._context.text(N_("Contents")))
        self._fill()

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        before = ""
        found = find(self._chapters, self.line.text(), self._context.text)
        for chapter, section in found:
            if chapter.id != before and not self.line.text().strip():
                before = chapter.id
                head = QListWidgetItem(self._context.text(chapter.title))
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                font = self._context.theme.font("body", bold=True)
                head.setFont(font)
                head.setForeground(self._context.theme.colour("ink"))
                self.list.addItem(head)
            item = QListWidgetItem(self._context.text(section.title))
            item.setData(KEY, section.id)
            item.setToolTip(self._context.text(chapter.title))
            self.list.addItem(item)
        self.nothing.setVisible(not found)
        self.list.blockSignals(False)
        self.choose(self._current)

    def _on_text(self, _text: str) -> None:
        if not self.line.composing():
            self._fill()

    def _on_return(self) -> None:
        first = next((row for row in range(self.list.count()) if self.list.item(row).data(KEY)), -1)
        if first >= 0 and not self.line.composing():
            self.list.setCurrentRow(-1)
            self.list.setCurrentRow(first)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_item(self, now: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if now is not None and now.data(KEY):
            self._current = str(now.data(KEY))
            self.chosen.emit(self._current)


class ManualReader(PageScroll):
    """Shows one chapter, scrolled to one of its sections.

    Args:
        context: words and theme.
    """

    def __init__(self, context: UiContext) -> None:
        super().__init__(ground="surface")
        self._context = context
        self._chapter: Chapter | None = None
        self._section = ""
        self._heads: dict[str, QLabel] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._scroll)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("manual_text")

    def read(self, chapter: Chapter, section: str) -> None:
        """Show *chapter* from *section* on."""
        if chapter != self._chapter:
            self._chapter = chapter
            self._fill()
        self._section = section
        self._soon.start()

    def plain_text(self) -> str:
        """Return everything that is shown."""
        return "\n".join(one.text() for one in self.findChildren(QLabel) if one.text())

    def refresh(self) -> None:
        """Say and space it again."""
        self._fill()
        self._soon.start()

    def _fill(self) -> None:
        metrics, binder = self._context.theme.metrics, Binder(self._context)
        self.setAccessibleName(self._context.text(N_("Manual")))
        self.body.setContentsMargins(metrics.u(2), metrics.u(1.25), metrics.u(2), metrics.u(2))
        self.body.setSpacing(metrics.u(0.6))
        clear(self.body)
        self._heads = {}
        if self._chapter is None:
            return
        self._add(binder, self._chapter.title, "title")
        for section in self._chapter.sections:
            self._add_section(binder, section)

    def _add_section(self, binder: Binder, section: Section) -> None:
        self.body.addSpacing(self._context.theme.metrics.u(0.75))
        self._heads[section.id] = self._add(binder, section.title, "section")
        for one in section.texts:
            self._add(binder, one)
        for number, one in enumerate(section.steps, 1):
            row = QHBoxLayout()
            row.setSpacing(self._context.theme.metrics.u(0.6))
            mark = binder.label(f"{number}.", wrap=False)
            mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
            mark.setAlignment(Qt.AlignmentFlag.AlignTop)
            row.addWidget(mark)
            words = binder.label(one)
            words.setMaximumWidth(self._context.theme.metrics.line_px)
            row.addWidget(words, 100)
            row.addStretch(1)
            self.body.addLayout(row)
        for one in section.after:
            self._add(binder, one)

    def _add(self, binder: Binder, said: Label, role: str = "body") -> QLabel:
        label = binder.label(said, role)
        label.setMaximumWidth(self._context.theme.metrics.line_px)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(label)
        return label

    def _scroll(self) -> None:
        head = self._heads.get(self._section)
        first = next(iter(self._heads), "")
        if head is not None:
            self.body.activate()
            top = 0 if self._section == first else head.pos().y() - self._context.theme.metrics.u(0.75)
            self.verticalScrollBar().setValue(top)
