"""The first window: both languages at once, then three questions; no account, no administrator rights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.messages import N_, Label, LocalText, zh_en
from app.i18n import Translator
from app.ui.theme import Theme
from app.ui.widgets.binder import Binder, Said
from app.ui.widgets.card import Card, WrapButton
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import PageScroll, clear
from app.ui.widgets.message_bar import MessageBar

OWN_PATH = "community"
SIDE_BY_SIDE_EM = 36.0
ACTIONS: tuple[tuple[str, Label], ...] = (
    ("begin", N_("Start")),
    ("practise", N_("Practise first")),
    ("open", N_("Open an existing file")),
)
COLUMNS = (
    ("zh_TW", zh_en("中文", "中文"), N_("Start a community's file")),
    ("en", zh_en("English", "English"), N_("Start a community's file")),
)
PLACES: tuple[tuple[str, Label], ...] = (
    ("TW", N_("Taiwan")),
    ("US", N_("United States")),
    ("other", N_("Another country")),
)


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """A programme to begin with.

    Args:
        id: pack id.
        name: what it is called.
        description: one sentence on whom it is for.
        country: ISO code of where it is offered, "" for everywhere.
        over: whether its hard dates are past.
        practised: whether there is a practice community of this programme alone.
    """

    id: str
    name: LocalText
    description: Label | None = None
    country: str = ""
    over: bool = False
    practised: bool = False


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """What the three questions brought.

    Args:
        language: of the interface.
        community: its name.
        place: ``TW``, ``US`` or ``other``.
        programme: pack id; the community's own path by default.
        practice: whether the practice community is wanted instead.
    """

    language: str = "zh_TW"
    community: str = ""
    place: str = "TW"
    programme: str = OWN_PATH
    practice: bool = False


class _Voice:
    """Words in one language, for a column of its own."""

    def __init__(self, theme: Theme, translator: Translator) -> None:
        self.theme, self.translator = theme, translator

    def text(self, label: Said) -> str:
        """Return *label* in this column's language."""
        return self.translator.text(label)


class WelcomeWindow(QMainWindow):
    """Shown where no document is open.

    Signals:
        answered: :class:`FirstAnswers`; the owner makes the file and opens the main window.
        open_asked: path of a file, "" where the person should choose one.
        spoke: language code that was chosen.

    Args:
        theme: colours and sizes.
        programmes: to choose from.
        recent: paths of documents, newest first, that exist.
        translators: makes the words of a language.
    """

    answered = Signal(object)
    open_asked = Signal(str)
    spoke = Signal(str)

    def __init__(
        self,
        theme: Theme,
        programmes: Sequence[ProgrammeChoice] = (),
        recent: Sequence[str] = (),
        translators: Callable[[str], Translator] = Translator,
    ) -> None:
        super().__init__()
        self.theme, self._programmes, self._recent = theme, tuple(programmes), tuple(recent)
        self.answers = FirstAnswers(_spoken(theme))
        self._voices = {code: _Voice(theme, translators(code)) for code in ("zh_TW", "en")}
        self.setObjectName("welcome")
        self.setWindowTitle("榕 Banyan")
        self.message, self._ways = MessageBar(self), Binder(self)
        self.stack = QStackedWidget()
        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.message)
        outer.addWidget(self.stack, 1)
        self.setCentralWidget(central)
        self._roomy = self._wide = True
        self._pages = [PageScroll() for _ in range(4)]
        for page in self._pages:
            self.stack.addWidget(page)
        theme.changed.connect(self._on_theme)
        for key in ("Esc", "Alt+Left"):
            QShortcut(QKeySequence(key), self, self._on_back)
        self._show(0)

    def text(self, label: Said) -> str:
        """Return *label* in the language that is spoken now."""
        return self._voices[self.answers.language].text(label)

    def show_error(self, error: AppError) -> None:
        """Say in three lines why it did not work; the answers stay."""
        self.message.show_error(error)

    def ask_which(self, error: AppError, slots: Sequence[tuple[Label, Callable[[], object]]]) -> None:
        """Show what stands in the way, with a button for each way out."""
        self.message.show_error(error)
        self._ways = Binder(self)
        for number, (said, slot) in enumerate(slots):
            self.message.add_action(self._ways.button(said, slot, name=f"way_{number}"))

    def wait(self, *, waiting: bool) -> None:
        """Say that a file is being opened, and take no answer until it is or is not."""
        if waiting:
            self.message.show_lines((N_("One moment. The file is being opened."),), "sky")
        elif not self.stack.isEnabled():
            self.message.hide()
            self.stack.setEnabled(True)
            self._show(self.stack.currentIndex())
        self.stack.setEnabled(not waiting)

    def set_recent(self, recent: Sequence[str]) -> None:
        """Show other recent documents."""
        self._recent = tuple(recent)
        if self.stack.currentIndex() == 0:
            self._show(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the languages side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        roomy = self.width() >= self.theme.metrics.em(SIDE_BY_SIDE_EM)
        if roomy != self._roomy:
            self._roomy = roomy
            self._show(self.stack.currentIndex())

    # -- the four screens

    def _show(self, number: int) -> None:
        """Show a screen; the columns of languages stand side by side where their words have the room."""
        self._wide = self._roomy
        self._build(number)
        if number == 0 and self._wide and _least_width(self._pages[0].body) > self.width():
            self._wide = False
            self._build(number)

    def _build(self, number: int) -> None:
        page = self._pages[number]
        clear(page.body)
        metrics = self.theme.metrics
        page.body.setContentsMargins(metrics.u(2), metrics.u(3), metrics.u(2), metrics.u(2))
        box, body = QWidget(), QVBoxLayout()
        box.setLayout(body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(metrics.u(1.25))
        (self._fill_languages, self._fill_name, self._fill_place, self._fill_programme)[number](body)
        row = QHBoxLayout()
        box.setMaximumWidth(metrics.em(56 if number == 0 else 38))
        row.addStretch(1)
        row.addWidget(box, 100)
        row.addStretch(1)
        page.body.addLayout(row)
        box.show()  # what is not shown yet has no size
        self.stack.setCurrentIndex(number)
        begin = page.findChild(QPushButton, f"begin_{self.answers.language}")
        first = page.findChild(LineEdit) or begin or page.findChild(QPushButton)
        if isinstance(first, QWidget):
            focus_soon(first)

    def _fill_languages(self, body: QVBoxLayout) -> None:
        binder = Binder(self)
        head = QHBoxLayout()
        head.addStretch(1)
        mark = QLabel()
        mark.setPixmap(self.theme.pixmap("tree-deciduous", "leaf", 3))
        head.addWidget(mark)
        head.addWidget(binder.label(zh_en("榕  Banyan", "榕  Banyan"), "title", wrap=False))
        head.addStretch(1)
        body.addLayout(head)
        columns: QHBoxLayout | QVBoxLayout = QHBoxLayout() if self._wide else QVBoxLayout()
        columns.setSpacing(self.theme.metrics.u(1.5))
        for code, name, said in COLUMNS:
            columns.addWidget(self._column(code, name, said), 1)
        body.addLayout(columns)
        if self._recent:
            body.addWidget(
                binder.label(zh_en("最近打開的檔案  ·  Recent files", "最近打開的檔案  ·  Recent files"), "strong")
            )
            for place, path in enumerate(self._recent[:5]):
                body.addWidget(self._recent_row(path, place))

    def _column(self, code: str, name: Label, said: Label) -> Card:
        voice = self._voices[code]
        card, binder = Card(voice, units=2.5), Binder(voice)
        card.body.addWidget(binder.label(name, "section"))
        card.body.addWidget(binder.label(said))
        for action, words in ACTIONS:
            kind = "primary" if action == "begin" else ""
            slot = partial(self._on_action, code, action)
            card.body.addWidget(binder.button(words, slot, kind=kind, name=f"{action}_{code}"))
        return card

    def _recent_row(self, path: str, place: int) -> WrapButton:
        row = WrapButton("row")
        row.setObjectName(f"recent_{place}")
        metrics = self.theme.metrics
        row.inside.setContentsMargins(metrics.u(0.75), metrics.u(0.4), metrics.u(0.75), metrics.u(0.4))
        mark = QLabel()
        mark.setPixmap(self.theme.pixmap("file", "ink_2", 1.2))
        row.put(mark)
        binder = Binder(self)
        row.put(binder.cut_label(_name(path), "strong", least_em=8), 2)
        row.put(binder.cut_label(_folder(path), "caption"), 1)
        row.setAccessibleName(f"{_name(path)}, {_folder(path)}")
        row.clicked.connect(lambda: self.open_asked.emit(path))
        return row

    def _fill_name(self, body: QVBoxLayout) -> None:
        binder = self._question(body, 1, N_("What is the community called?"))
        self.name = LineEdit()
        self.name.setObjectName("community_name")
        self.name.setText(self.answers.community)
        self.name.setAccessibleName(binder.dress.text(N_("Name of the community")))
        self.name.returnPressed.connect(self._on_name)
        body.addWidget(self.name)
        body.addWidget(binder.label(N_("You can change the name later."), "caption"))
        self._steps(body, binder, self._on_name)

    def _fill_place(self, body: QVBoxLayout) -> None:
        binder = self._question(body, 2, N_("Where is it?"))
        for key, said in PLACES:
            body.addWidget(self._tile(binder, said, None, f"place_{key}", partial(self._on_place, key)))
        said = N_("Calendar, currency and paper follow from the place. Each can be changed.")
        body.addWidget(binder.label(said, "caption"))
        self._steps(body, binder, None)

    def _fill_programme(self, body: QVBoxLayout) -> None:
        binder = self._question(body, 3, N_("How do you want to begin?"))
        for one in self._fitting():
            more = N_("This round is over; it shows how the work is done.") if one.over else one.description
            slot = partial(self._on_programme, one.id)
            body.addWidget(self._tile(binder, one.name, more, f"programme_{one.id}", slot))
        practise = N_("An invented community with everything filled in, to try things out.")
        slot = partial(self._on_practice, OWN_PATH)
        body.addWidget(self._tile(binder, N_("Practise first"), practise, "programme_practice", slot))
        for one in self._fitting():
            if one.practised:
                said, slot = N_("Practise first: {programme}", programme=one.name), partial(self._on_practice, one.id)
                body.addWidget(self._tile(binder, said, practise, f"practice_{one.id}", slot))
        self._steps(body, binder, None)

    def _question(self, body: QVBoxLayout, number: int, said: Label) -> Binder:
        binder = Binder(self)
        body.addWidget(binder.label(N_("Question {n} of 3", n=number), "caption"))
        body.addWidget(binder.label(said, "title"))
        return binder

    def _tile(self, binder: Binder, said: Label, more: Label | None, name: str, slot: Callable[[], None]) -> WrapButton:
        tile, metrics, words = WrapButton("tile"), self.theme.metrics, QVBoxLayout()
        tile.setObjectName(name)
        tile.inside.setContentsMargins(metrics.u(1.25), metrics.u(0.9), metrics.u(1.25), metrics.u(0.9))
        words.setSpacing(2)
        for text, role in ((said, "strong"), (more, "body")):
            if text is not None and binder.dress.text(text):
                label = binder.label(text, role, tone="ink_2" if role == "body" else "")
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                words.addWidget(label)
        tile.inside.addLayout(words, 1)
        mark = QLabel()
        mark.setPixmap(self.theme.pixmap("chevron-right", "ink_2", 1.2))
        tile.put(mark)
        parts = [binder.dress.text(text) for text in (said, more) if text is not None]
        tile.setAccessibleName("\n".join(part for part in parts if part))
        tile.clicked.connect(lambda: slot())
        return tile

    def _steps(self, body: QVBoxLayout, binder: Binder, forward: Callable[[], None] | None) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.theme.metrics.u(0.75))
        row.addWidget(binder.button(N_("Back"), self._on_back, icon="arrow-left", name="welcome_back"))
        if forward is not None:
            row.addWidget(binder.button(N_("Next question"), forward, kind="primary", name="welcome_next"))
        row.addStretch(1)
        body.addLayout(row)

    def _fitting(self) -> list[ProgrammeChoice]:
        """Return the community's own path first, then the programmes of its country, those of now first."""
        there = [one for one in self._programmes if one.country in ("", self.answers.place)]
        return sorted(there, key=lambda one: (one.id != OWN_PATH, one.over))

    # -- answers

    def _on_action(self, language: str, action: str) -> None:
        self.answers = replace(self.answers, language=language)
        self.message.hide()
        self.theme.wear(language=language)
        self.spoke.emit(language)
        if action == "begin":
            self.answers = replace(self.answers, place="TW" if language == "zh_TW" else "US")
            self._show(1)
        elif action == "practise":
            place = "TW" if language == "zh_TW" else "US"
            self.answered.emit(replace(self.answers, programme=OWN_PATH, practice=True, place=place))
        else:
            self.open_asked.emit("")

    def _on_name(self) -> None:
        self.name.commit_composition()
        self.answers = replace(self.answers, community=self.name.text().strip())
        if self.answers.community:
            self._show(2)
        else:
            lines = (N_("The community needs a name."), N_("Write what people call it; it can be changed later."))
            self.message.show_lines(lines, "sun")
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_place(self, place: str) -> None:
        self.answers = replace(self.answers, place=place)
        self.message.hide()
        self._show(3)

    def _on_programme(self, pack_id: str) -> None:
        self.answers = replace(self.answers, programme=pack_id, practice=False)
        self.answered.emit(self.answers)

    def _on_practice(self, pack_id: str) -> None:
        self.answers = replace(self.answers, programme=pack_id, practice=True)
        self.answered.emit(self.answers)

    def _on_back(self) -> None:
        if self.stack.currentIndex() > 0 and self.stack.isEnabled():
            self.message.hide()
            self._show(self.stack.currentIndex() - 1)

    def _on_theme(self) -> None:
        if self.stack.currentIndex() == 1:
            self.answers = replace(self.answers, community=self.name.text().strip())
        self.answers = replace(self.answers, language=_spoken(self.theme))
        self.message.refresh()
        self._ways.refresh()
        self._show(self.stack.currentIndex())


def _spoken(theme: Theme) -> str:
    """Return the language of the two that is spoken where the interface speaks that of *theme*."""
    return "zh_TW" if theme.language.startswith("zh") else "en"


def _least_width(body: QVBoxLayout) -> int:
    """Return how wide the words of a screen are at least, in the type that they will be shown in."""
    holder = body.parentWidget()
    for widget in holder.findChildren(QWidget) if holder is not None else ():
        widget.ensurePolished()
        if (layout := widget.layout()) is not None:
            layout.invalidate()
    return body.totalMinimumSize().width()


def _name(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.removesuffix(".banyan")


def _folder(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[0]
