"""The dossier studio over a real document, for the tests of its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.core.clock import Clock
from app.core.ids import seeded_ids
from app.core.richtext import text_of
from app.i18n import Translator
from app.models.document.document import Document
from app.services.dossier.views import DossierView, PartView
from app.services.workspace import Program, Workspace
from app.ui.context import MemorySettings, UiContext
from app.ui.jobs import InlineLane, InlinePool
from app.ui.pages.dossier import DossierPage
from app.ui.shell.window import MainWindow
from app.ui.theme import Theme
from tests.packs import packs
from tests.support import ROOT

Shown = Callable[..., QWidget]
PICTURES = ROOT / "tests" / "data" / "pictures"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LONG = "本社區在溪邊，颱風時淹過水，居民多為長者，大家一起巡堤。" * 40


class Studio:
    """The page in a window, and the hands that work it."""

    def __init__(self, workspace: Workspace, theme: Theme, shown: Shown, language: str = "en") -> None:
        self.ws = workspace
        theme.wear(language=language)
        self.context = UiContext(
            InlineLane(workspace), InlinePool(), theme, Translator(language, "roc"), MemorySettings()
        )
        self.errors: list[object] = []
        self.context.erred.connect(self.errors.append)
        self.page = DossierPage(self.context)
        self.context.lane.changes.connect(self.page.on_changes)
        shown(self.page, 1180, 760)
        self.page.open(())

    def click(self, name: str, within: QWidget | None = None) -> None:
        QApplication.processEvents()
        found = [one for one in (within or self.page).findChildren(QPushButton, name) if one.isVisible()]
        assert found, f"no button {name} is seen"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def begin(self) -> Studio:
        self.click("first_action")
        return self

    @property
    def view(self) -> DossierView:
        found = self.ws.dossier.find("nfa-114")
        assert found is not None
        return found

    def chapter(self, number: int = 0) -> PartView:
        return [part for part in self.view.parts if part.kind == "chapter"][number]

    def texts(self, number: int = 0) -> list[str]:
        return [text_of(one.runs) for one in self.chapter(number).blocks if one.runs]

    def settle(self) -> None:
        """Let what was typed be saved and laid out, as the timers would."""
        self.page.leave()
        self.page.presenter.refresh()

    def go(self, block: str) -> None:
        """Go to a block with the keyboard in the text."""
        self.page.go_to(block)

    def meter(self) -> int:
        label = self.page.findChild(QLabel, "meter")
        assert label is not None
        return int("".join(char for char in label.text().split("of")[0] if char.isdigit()))

    def undo(self) -> None:
        """Take back the last step of the document, as the shell does."""
        self._turn(lambda ws: ws.document.undo())

    def redo(self) -> None:
        """Do again what was taken back last, as the shell does."""
        self._turn(lambda ws: ws.document.redo())

    def _turn(self, way: Callable[[Workspace], object]) -> None:
        self.page.leave()
        self.context.own_undo = True
        self.context.lane.submit(way)
        self.context.own_undo = False

    def add_photos(self, *names: str) -> tuple[str, ...]:
        batch = self.ws.photos.prepare([PICTURES / name for name in names])
        added = self.ws.photos.add(batch).added
        for photo in added:
            self.ws.photos.caption(photo, "zh_TW", "圍爐")
        self.context.lane.submit(lambda _ws: None)
        self.page.desk.shelf.load()
        return added


def taking_part(folder: Path, clock: Clock, **community: str) -> Workspace:
    """Return a new document of a community that takes part in the evaluation."""
    ids = seeded_ids(7)
    program = Program(packs(), folder / "cache", folder, clock, ids)
    document = Document.create(folder / "a.banyan", application_version="0", clock=clock, ids=ids)
    made = Workspace(document, program, Translator("zh_TW"))
    made.programmes.join("nfa-114", "2025-01")
    made.records.create("community", {"country": "TW", **community})
    return made


@contextmanager
def windowed(workspace: Workspace, theme: Theme, dress: tuple[str, int, str], route: str) -> Iterator[MainWindow]:
    """Show *route* of a document in the real window, in a dress: language, text size, light or dark."""
    language, size, scheme = dress
    context = UiContext(InlineLane(workspace), InlinePool(), theme, Translator(language, "roc"), MemorySettings())
    theme.wear(language=language, scheme=scheme, text_size=size)
    made = MainWindow(context)
    made.resize(1366, 768)
    made.show()
    made.start(route, ask_who=False)
    yield made
    made.close()
    made.deleteLater()
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A community that takes part in the evaluation."""
    made = taking_part(tmp_path, clock, name="榕樹社區", county="綠水縣", township="大榕鎮")
    for name in ("陳美玉", "林大同", "𡋾堃喆"):
        made.records.create("person", {"name": name, "is_dp": True})
    made.records.create("event", {"title": "地震演練", "date": "2025-03-12", "attended": 64})
    made.drain_changes()
    yield made
    made.document.close()


@pytest.fixture
def empty(workspace: Workspace, theme: Theme, shown: Shown) -> Iterator[Studio]:
    """The studio of a file without a dossier."""
    made = Studio(workspace, theme, shown)
    yield made
    assert not made.errors
    made.page.deleteLater()
    made.context.pool.close()


@pytest.fixture
def studio(empty: Studio) -> Studio:
    """The studio of a dossier that was just begun."""
    return empty.begin()
