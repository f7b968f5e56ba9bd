"""The main window: top lines, the journey at the left, one page in the middle, help at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError
from app.core.messages import N_, Message
from app.i18n import Translator
from app.ui.context import UiContext
from app.ui.pages.base import Page
from app.ui.shell.date_watch import DateWatch
from app.ui.shell.drawer_watch import DrawerWatch
from app.ui.shell.navigator import Navigator, PageStack
from app.ui.shell.own_steps import OwnSteps
from app.ui.shell.qt_words import QtWords
from app.ui.shell.room_tabs import RoomTabs
from app.ui.shell.shortcuts import SHORTCUTS
from app.ui.shell.side_columns import SideColumns
from app.ui.shell.state_watch import StateWatch
from app.ui.shell.top_bar import TopBar
from app.ui.shell.who_bar import WhoBar
from app.ui.theme.metrics import TEXT_SIZES
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import CompositionMixin
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.message_bar import MessageBar


class MainWindow(QMainWindow):
    """One open document.

    Signals:
        closed: everything was handed on to the lane; the owner closes the lane and waits for it.

    Args:
        context: lane, words, theme, settings.
    """

    closed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self._words = QtWords(self)
        self._page_said: Page | None = None
        self.top = TopBar(context)
        self.message, self.who, self.jobs = MessageBar(context), WhoBar(context), JobBar(context)
        self.stack, self.rooms = PageStack(), RoomTabs(context)
        self.nav = Navigator(context, self.stack)
        self.drawer = DrawerWatch(context, self.nav.leave)
        self.dates = DateWatch(context, self)
        self.sides = SideColumns(context, self, self.nav, self.top)
        self.journey, self.help = self.sides.journey, self.sides.help
        self.state = StateWatch(context, self.top, self.journey, self)
        self._steps = OwnSteps(context, self.nav.leave, self)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.setMinimumSize(640, 420)
        self.retranslate()

    def start(self, route: str = "home", *, names: tuple[str, ...] = (), ask_who: bool = True) -> None:
        """Open the first page and ask who is working.

        Args:
            route: the first page.
            names: of people to propose, the last one first.
            ask_who: whether to ask.
        """
        self.state.ask()
        self.nav.go(route)
        self.dates.ask()
        if ask_who and not self.context.document.read_only:
            self.who.ask((self.context.settings.current.person, *names))

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar below the lines at the top, such as the one that tells where an output was written."""
        self._outer.insertWidget(3, bar)

    def retranslate(self) -> None:
        """Say everything again, after the language or the theme changed."""
        self._words.speak(self.context.translator.language)
        for part in (self.top, self.message, self.who, self.jobs, self.rooms, self.help):
            part.refresh()
        self.state.refresh()
        for page in self.nav.pages():
            page.retranslate()
        self._name_page()
        self.sides.fold()

    def speak(self, language: str) -> None:
        """Change the interface language without a restart; the keyboard stays where it is."""
        facts = self.context.document
        translator = Translator(language, calendar=facts.calendar, currency=facts.currency)
        self.context.settings.change(language=language)
        self.context.lane.submit(lambda workspace: workspace.speak(translator))
        self.context.speak(translator)

    def undo(self) -> None:
        """Take back the last step of the document."""
        self._steps.undo()

    def redo(self) -> None:
        """Bring back the step that was taken back."""
        self._steps.redo()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish compositions and hand on what was typed before the window goes."""
        self.nav.leave()
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the page."""
        super().showEvent(event)
        self.drawer.attend(self.windowHandle())
        if not event.spontaneous():
            QTimer.singleShot(0, self.nav.give_keyboard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the side columns where there is no room for them."""
        super().resizeEvent(event)
        self.sides.fold()

    def _lay_out(self) -> None:
        central = QWidget()
        outer, middle = QVBoxLayout(central), QHBoxLayout()
        self._outer = outer
        for layout in (outer, middle):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        for bar in (self.top, self.message, self.who):
            outer.addWidget(bar)
        middle.addWidget(self.journey)
        centre = QVBoxLayout()
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        centre.addWidget(self.rooms)
        centre.addWidget(self.stack, 1)
        middle.addLayout(centre, 1)
        middle.addWidget(self.help)
        outer.addLayout(middle, 1)
        outer.addWidget(self.jobs)
        self.setCentralWidget(central)
        self.rooms.stand_behind(self.top.search)

    def _connect(self) -> None:
        context = self.context
        context.language_changed.connect(self.retranslate)
        context.theme.changed.connect(self.retranslate)
        context.asked.connect(self._on_asked)
        context.erred.connect(self._on_error)
        context.noticed.connect(self._on_notice)
        context.led_on.connect(self.message.lead_on)
        self.message.followed.connect(self._on_asked)
        context.drawer_changed.connect(self.nav.renew)
        context.lane.failed.connect(self._on_failure)
        context.lane.changes.connect(self._on_changes)
        context.pool.failed.connect(self._on_failure)
        self.top.command.connect(self._on_command)
        self.top.size_asked.connect(self._on_size)
        self.top.language_asked.connect(self.speak)
        self.top.search_asked.connect(self._on_search)
        self.journey.chosen.connect(self._on_asked)
        self.rooms.chosen.connect(self._on_asked)
        self.who.answered.connect(self._on_who)
        self.nav.moved.connect(self._on_moved)
        self.state.shown.connect(self._name_page)
        self._steps.done.connect(self.state.ask)
        self._steps.failed.connect(self._on_failure)
        self.message.shown.connect(self._on_message)

    def _bind_keys(self) -> None:
        for one in SHORTCUTS:
            if one.own:
                action = QAction(self)
                action.setObjectName(f"key_{one.id}")
                action.setShortcuts([QKeySequence(key) for key in one.keys])
                action.triggered.connect(self._on_key)
                self.addAction(action)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what the window's own shortcuts and buttons do."""
        return {
            "undo": self.undo,
            "redo": self.redo,
            "save": self._on_save,
            "home": lambda: self._on_asked("home"),
            "back": lambda: self._on_asked(""),
            "search": self.top.search.setFocus,
            "help": self._on_help_key,
            "journey": self._on_journey_key,
            "page": self._focus_page,
            "larger": lambda: self._on_size(1),
            "smaller": lambda: self._on_size(-1),
            "normal": lambda: self._on_size(0),
            "language": self._on_language_key,
            "lock": self.drawer.lock_now,
        }

    def _on_key(self) -> None:
        key = self.sender().objectName().removeprefix("key_")
        focused = QApplication.focusWidget()
        if isinstance(focused, CompositionMixin) and focused.composing():
            return  # the key belongs to the input method
        page = self.nav.page
        own = page.commands() if page is not None else {}
        command = own.get(key) or self.commands().get(key)
        if command is not None:
            command()

    def _on_command(self, name: str) -> None:
        if name in ("help", "journey"):
            self.sides.toggle(name)
        elif name == "who":
            self.who.ask((self.context.settings.current.person,))
            self.who.name.setFocus()
        else:
            self.commands()[name]()

    def _on_asked(self, route: str) -> None:
        if self.nav.go(route) if route else self.nav.back():
            self.sides.give_way()
        focus = QApplication.focusWidget()
        if focus is None or not focus.isVisible():
            self._focus_page()

    def _on_moved(self, route: str) -> None:
        page = self.nav.page
        if page is not self._page_said:
            self._page_said = page
            self.message.leave()
        if page is not None:
            self._hear(page)
        self._name_page()
        self._show_help()
        self.journey.show_here(route)
        self.rooms.show_route(route)
        self.sides.fold()

    def _hear(self, page: Page) -> None:
        if not page.property("heard"):
            page.setProperty("heard", True)
            page.title_changed.connect(self._name_page)
            page.help_changed.connect(self._show_help)
            page.help_asked.connect(self.sides.open_help)

    def _name_page(self) -> None:
        page = self.nav.page
        if page is not None:
            self.top.show_title(page.title(), self.nav.can_go_back())
        name = self.context.document.community
        self.setWindowTitle(f"{name} – {self.context.text(N_('Banyan'))}" if name else self.context.text(N_("Banyan")))

    def _show_help(self) -> None:
        page = self.nav.page
        help_text: HelpText | None = page.help_text() if page is not None else None
        self.help.show_help(help_text)

    def _on_changes(self, changes: object) -> None:
        for page in self.nav.pages():
            page.on_changes(changes)
        self.state.ask_soon()

    def _on_save(self) -> None:
        self.nav.leave()
        self.context.notice(N_("Everything is saved. The file is always saved while you work."))

    def _on_search(self, words: str) -> None:
        self._on_asked(f"search:{words}")

    def _on_who(self, name: str) -> None:
        self.context.settings.change(person=name)
        self.context.lane.submit(lambda workspace: workspace.document.set_person(name))
        self.state.name_person(name)
        self._back_to_page()

    def _on_size(self, by: int) -> None:
        sizes = TEXT_SIZES
        place = sizes.index(self.context.theme.text_size) + by if by else 0
        size = sizes[max(0, min(len(sizes) - 1, place))]
        self.context.settings.change(text_size=size)
        self.context.theme.wear(text_size=size)

    def _on_error(self, error: AppError) -> None:
        self.message.show_error(error)

    def _on_failure(self, error: AppError) -> None:
        """Show what no page took: it is about the file, so it is read to the end."""
        self.message.show_error(error, stays=True)

    def _on_message(self, shown: bool) -> None:
        """One bar at a time: the question who works waits while a message is read."""
        self.who.wait(shown)
        focused = QApplication.focusWidget()
        if not shown and (focused is None or self.message.isAncestorOf(focused)):
            self._back_to_page()

    def _on_notice(self, message: Message, tone: str) -> None:
        self.message.show_lines((message,), tone, stays=tone == "sun")

    def _on_language_key(self) -> None:
        self.speak("en" if self.context.translator.language == "zh_TW" else "zh_TW")

    def _on_help_key(self) -> None:
        """Show the help of the field with the focus; pressed again in the help, go back to the page."""
        if self.help.isVisible() and self.help.isAncestorOf(QApplication.focusWidget() or self):
            self._focus_page()
            return
        self.sides.open("help")
        self.help.fold.setFocus()

    def _on_journey_key(self) -> None:
        self.sides.open("journey")
        self.journey.focus_here()

    def _focus_page(self) -> None:
        page = self.nav.page
        if page is not None:
            page.focus_first()

    def _back_to_page(self) -> None:
        """Put the keyboard where it was on the page before a bar above it was answered."""
        page = self.nav.page
        held = page.focusWidget() if page is not None else None
        if held is not None and held.isVisible() and held.isEnabled():
            held.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_page()
