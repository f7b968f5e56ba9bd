"""Opens routes: one page per kind, a way back, and no page is left before it has saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget
from shiboken6 import isValid

from app.ui.context import UiContext
from app.ui.pages import has_page, page_class
from app.ui.pages.base import Page
from app.ui.shell.place import Place
from app.ui.widgets.layouts import PageScroll

DEEPEST = 100
LOOKS = 8
LAID_OUT_MS = 80
"""After so long what came into a page has its place, so that it is known what is in sight."""


class PageStack(QStackedWidget):
    """Holds the pages. They scroll, so none of them ever squeezes the lines at the top, however much it wants."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        """Return no: a page that knows its height for its width would claim that height as its least."""
        return False


class Navigator(QObject):
    """Keeps the pages in a stack and remembers the routes.

    Signals:
        moved: the route that is open now.

    Args:
        context: handed to every page.
        stack: shows the page that is open.
    """

    moved = Signal(str)

    def __init__(self, context: UiContext, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._context, self._stack = context, stack
        self._pages: dict[str, Page] = {}
        self._behind: list[str] = []
        self._places: dict[str, Place] = {}
        self.route = ""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    @property
    def page(self) -> Page | None:
        """The page that is open."""
        current = self._stack.currentWidget()
        return current if isinstance(current, Page) else None

    def pages(self) -> tuple[Page, ...]:
        """Return the pages that were opened so far."""
        return tuple(self._pages.values())

    def can_go_back(self) -> bool:
        """Say whether there is a route to go back to."""
        return bool(self._behind)

    def go(self, route: str) -> bool:
        """Open *route*; False where the program has no such page."""
        if not has_page(route.partition(":")[0]):
            return False
        if self.route and self.route != route:
            self._behind = [*self._behind, self.route][-DEEPEST:]
        self._open(route)
        return True

    def back(self) -> bool:
        """Go to where one came from; False where there is nothing behind."""
        if not self._behind:
            return False
        held = self.page is not None and self._holds_keyboard(self.page)
        route = self._behind.pop()
        self._open(route)
        place, page = self._places.get(route), self.page
        if place is not None and page is not None:
            self._context.lane.submit(
                lambda _workspace: None, lambda _nothing: self._return(page, route, place if held else place.bare())
            )
        return True

    def leave(self) -> None:
        """Let the page that is open finish compositions and hand on what was typed."""
        if self.page is not None:
            self.page.leave()

    def renew(self) -> None:
        """Make the open page anew and forget the others: what they show may not be seen any more, or now may."""
        open_one = self.page
        for word, page in list(self._pages.items()):
            if page is not open_one or not page.stays:
                del self._pages[word]
                self._stack.removeWidget(page)
                page.deleteLater()
        if open_one is not None and not open_one.stays:
            self._open(self.route)

    def _open(self, route: str) -> None:
        if self.page is not None and self.route != route:
            self._places[self.route] = Place.of(self.page)
        self.leave()
        word, _, rest = route.partition(":")
        page = self._page(word)
        self.route = route
        held = self.page is not None and self._holds_keyboard(self.page)
        other = page is not self.page and page.property("shows") != route
        page.setProperty("shows", route)
        self._stack.setCurrentWidget(page)
        given = QApplication.focusWidget()  # Qt's own choice: what had it there before, else what was made first
        page.open(tuple(rest.split(":")) if rest else ())
        if held and (not self._holds_keyboard(page) or (other and QApplication.focusWidget() is given)):
            self.give_keyboard()  # before the journey is drawn anew, which keeps the keyboard where it finds it
        self.moved.emit(route)

    def give_keyboard(self) -> None:
        """Put the keyboard on the page that is open, and on its first control as soon as that is there."""
        page = self.page
        if page is not None:
            page.take_keyboard()
            self._context.lane.submit(lambda _workspace: None, lambda _nothing: self._on_filled(page))

    def _return(self, page: Page, route: str, place: Place, looks: int = LOOKS) -> None:
        """Go back to where the person was on the page, as soon as it is filled again."""
        if self.route != route or self.page is not page:
            return
        if looks and not place.is_there(page):
            QTimer.singleShot(LAID_OUT_MS, page, lambda: self._return(page, route, place, looks - 1))
        else:
            QTimer.singleShot(LAID_OUT_MS, page, lambda: place.go_to(page) if self.route == route else None)

    def _on_filled(self, page: Page) -> None:
        """Hand the keyboard on from the page to what came into it meanwhile, once that is laid out."""
        QTimer.singleShot(LAID_OUT_MS, page, lambda: self._hand_on(page))

    @staticmethod
    def _hand_on(page: Page) -> None:
        if QApplication.focusWidget() in (page, page.findChild(PageScroll)):
            page.focus_first()

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Bring the keyboard back where a control that had it went away or was put to sleep.

        Qt would give it to the next control of the window, which is often in the journey.
        """
        page = self.page
        if page is None or old is None or new is None or not isValid(old):
            return
        gone = page.isAncestorOf(old) and not (old.isVisible() and old.isEnabled())
        if gone and new.window() is page.window() and not page.isAncestorOf(new):
            QTimer.singleShot(0, page, lambda: self._bring_back(page, new))

    def _bring_back(self, page: Page, stray: QWidget) -> None:
        if self.page is page and QApplication.focusWidget() in (stray, None):
            page.focus_first()

    @staticmethod
    def _holds_keyboard(page: Page) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is page or page.isAncestorOf(focus))

    def _page(self, word: str) -> Page:
        kind = page_class(word)
        for page in self._pages.values():
            if type(page) is kind:
                return page
        made = kind(self._context)
        if not isinstance(made, Page):
            raise TypeError(f"{word} is no page")
        self._pages[word] = made
        self._stack.addWidget(made)
        return made
