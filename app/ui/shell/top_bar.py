"""The lines at the top: whose file this is, who works, text size, language; below, the page, undo and search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.messages import N_, Label, Message, zh_en
from app.ui.context import UiContext
from app.ui.pages import has_page
from app.ui.widgets.binder import Binder, WrapLabel
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout

LANGUAGES = (("zh_TW", zh_en("中", "中")), ("en", zh_en("EN", "EN")))
LANGUAGE_NAMES = {"zh_TW": zh_en("中文", "中文"), "en": zh_en("English", "English")}


class TitleLabel(WrapLabel):
    """The page's name in two lines at most, so that a long one leaves the page its room; then it ends in ….

    The whole is its tool tip and its accessible name.
    """

    LINES = 2

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setObjectName("page_title")
        self.setProperty("role", "title")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def say(self, text: str) -> None:
        """Show *text*, cut to the width there is."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setText(self._cut(self.width()))

    def heightForWidth(self, width: int) -> int:
        """Return the height of what is shown at *width* logical pixels."""
        lines = min(len(self._lines(width)), self.LINES)
        return max(1, lines) * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self.setText(self._cut(self.width()))

    def _lines(self, width: int) -> list[int]:
        """Return where each line of the whole begins, at *width* logical pixels."""
        layout, starts = QTextLayout(self._whole, self.font()), []
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            starts.append(line.textStart())
        layout.endLayout()
        return starts

    def _cut(self, width: int) -> str:
        starts = self._lines(width)
        if len(starts) <= self.LINES:
            return self._whole
        last = starts[self.LINES - 1]
        ending = self.fontMetrics().elidedText(self._whole[last:], Qt.TextElideMode.ElideRight, max(1, width))
        return self._whole[:last] + ending


class LanguageToggle(QWidget):
    """Two buttons, 中 and EN, in both languages the same; the one that is spoken is pressed.

    Signals:
        chosen: language code.
    """

    chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        binder = Binder(context)
        self.buttons: dict[str, QPushButton] = {}
        for code, said in LANGUAGES:
            button = binder.button(said, None, kind="quiet", name=f"language_{code}")
            button.setCheckable(True)
            button.setAccessibleName(LANGUAGE_NAMES[code].best(code))
            button.clicked.connect(self._on_clicked)
            button.setProperty("code", code)
            self.buttons[code] = button
            row.addWidget(button)
        self.refresh()

    def refresh(self) -> None:
        """Press the button of the language that is spoken."""
        for code, button in self.buttons.items():
            button.setChecked(code == self._context.translator.language)

    def _on_clicked(self) -> None:
        code = str(self.sender().property("code"))
        self.refresh()
        self.chosen.emit(code)


class TopBar(QFrame):
    """Two lines over the page.

    Signals:
        size_asked: +1, -1, or 0 for the normal size.
        language_asked: language code.
        search_asked: words.
        command: ``journey``, ``back``, ``undo``, ``redo``, ``who`` or ``help``.

    Args:
        context: words and theme.
    """

    size_asked = Signal(int)
    language_asked = Signal(str)
    search_asked = Signal(str)
    command = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._person = ""
        self._undo: Message | None = None
        self._redo: Message | None = None
        self.setProperty("ground", "bar")
        self._outer = QVBoxLayout(self)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._outer.addLayout(self._first)
        self._outer.addLayout(self._second)
        self._make_first()
        self._make_second()
        self.refresh()

    def show_community(self, name: str) -> None:
        """Show whose file is open."""
        self._binder.text(self.community.say, name or N_("Banyan"))

    def show_person(self, name: str) -> None:
        """Show who works here."""
        self._person = name
        self._name_person()
        self.who.setAccessibleName(self._context.text(N_("Who is working: {name}", name=name or "–")))

    def show_title(self, title: Label, can_go_back: bool) -> None:
        """Show what page is open."""
        self._binder.text(self.title.say, title)
        self.back.setEnabled(can_go_back)

    def show_undo(self, undo: Message | None, redo: Message | None) -> None:
        """Name what undo and redo would do; None disables them."""
        self._undo, self._redo = undo, redo
        self._name_undo()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._outer.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(1), metrics.u(0.5))
        self._outer.setSpacing(metrics.u(0.4))
        for row in (self._first, self._second):
            row.setSpacing(metrics.u(0.5))
        self._tools.setSpacing(metrics.u(0.4))
        self._person_tools.setSpacing(metrics.u(0.4))
        self.search.setAccessibleName(self._context.text(N_("Search everything")))
        self.smaller.setAccessibleName(self._context.text(N_("Make the text smaller")))
        self.larger.setAccessibleName(self._context.text(N_("Make the text larger")))
        self._binder.refresh()
        self.language.refresh()
        self._name_person()
        self._fit()

    def _fit(self) -> None:
        """Leave the page's title room: a shorter search line, and undo without its name, in narrow windows."""
        metrics = self._context.theme.metrics
        roomy = self.width() >= metrics.em(52)
        self.search.setFixedWidth(metrics.em(12 if roomy else 7))
        self.search.setPlaceholderText(self._context.text(N_("Search everything") if roomy else N_("Search")))
        self._name_undo()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the names of undo and redo where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _make_first(self) -> None:
        make = self._binder.button
        self.journey = make(
            N_("Journey"), lambda: self.command.emit("journey"), icon="list", kind="quiet", name="fold_journey"
        )
        self.journey.setCheckable(True)
        self.community = self._binder.cut_label(N_("Banyan"), "section")
        self.who = make(None, lambda: self.command.emit("who"), icon="user", kind="quiet", name="who")
        self.smaller = make(zh_en("A−", "A−"), lambda: self.size_asked.emit(-1), kind="quiet", name="smaller")
        self.larger = make(zh_en("A+", "A+"), lambda: self.size_asked.emit(1), kind="quiet", name="larger")
        self.language = LanguageToggle(self._context)
        self.language.chosen.connect(self.language_asked)
        self.help = make(
            N_("Help"), lambda: self.command.emit("help"), icon="circle-question-mark", kind="quiet", name="help"
        )
        self.help.setCheckable(True)
        self._first.addWidget(self.journey)
        self._first.addWidget(self.community, 1)
        self._person_tools = FlowLayout()
        box = QWidget()
        box.setLayout(self._person_tools)
        for widget in (self.who, self.smaller, self.larger, self.language, self.help):
            self._person_tools.addWidget(widget)
        self._first.addWidget(box)

    def _make_second(self) -> None:
        make = self._binder.button
        self.back = make(N_("Back"), lambda: self.command.emit("back"), icon="arrow-left", kind="quiet", name="back")
        self.title = TitleLabel()
        self.undo = make(None, lambda: self.command.emit("undo"), icon="undo-2", kind="quiet", name="undo")
        self.redo = make(None, lambda: self.command.emit("redo"), icon="redo-2", kind="quiet", name="redo")
        self.search = LineEdit()
        self.search.setObjectName("search")
        self.search.returnPressed.connect(self._on_search)
        self._tools = FlowLayout()
        self._tools_box = QWidget()
        self._tools_box.setLayout(self._tools)
        for widget in (self.undo, self.redo, self.search):
            self._tools.addWidget(widget)
        self.search.setVisible(has_page("search"))
        self._second.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self._second.addWidget(self.title, 1)
        self._second.addWidget(self._tools_box, 0, Qt.AlignmentFlag.AlignTop)

    def _name_person(self) -> None:
        wide = self._context.theme.metrics.em(8)
        said = self._person or self._context.text(N_("Who is working?"))
        if self._person:
            said = self.who.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, wide)
        self.who.setText(said)
        self.who.setToolTip(self._person)

    def _name_undo(self) -> None:
        for button, said, bare, named in (
            (self.undo, self._undo, N_("Undo"), N_("Undo: {what}")),
            (self.redo, self._redo, N_("Redo"), N_("Redo: {what}")),
        ):
            words = self._context.text(said) if said is not None else ""
            full = self._context.text(Message(named.id, {"what": words})) if words else self._context.text(bare)
            button.setEnabled(said is not None)
            button.setAccessibleName(full)
            button.setToolTip(full)
            metrics = self._context.theme.metrics
            wide = min(metrics.em(18), (self.width() - metrics.em(46)) // 2)
            if wide < metrics.em(7):
                button.setText(self._context.text(bare))
                continue
            button.setText(button.fontMetrics().elidedText(full, Qt.TextElideMode.ElideRight, wide))

    def _on_search(self) -> None:
        words = self.search.text().strip()
        if words and not self.search.composing():
            self.search_asked.emit(words)
