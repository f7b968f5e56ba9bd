from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import InputError, StorageError
from app.core.messages import N_, zh_en
from app.i18n import Translator
from app.services.workspace import Workspace
from app.ui.context import SafetyLine, UiContext
from app.ui.pages.welcome import ProgrammeChoice, WelcomeWindow
from app.ui.shell.window import MainWindow
from app.ui.theme import Theme
from tests.support import FULL, SEED
from tests.ui.desk import PACK, make_context
from tests.ui.looks import complaints, overlaps

LONG = "安和里水源自主防災與長者關懷據點聯合推動小組召集人暨社區發展協會常務理事王陳小美女士"
ROUTES = (
    "home",
    f"step:{PACK}:a",
    "records:event",
    "records:organisation",
    "records:community",
    "settings",
)
LOOKS = [
    ("zh_TW", "light", 100),
    ("en", "dark", 200),
    ("qps", "light", 200),
    ("zh_TW", "dark", 200),
    ("qps", "dark", 100),
]
WELCOMES = list(itertools.product(("zh_TW", "en", "qps"), (100, 200), ("light", "dark")))
"""Language, text size, light or dark; a short run looks at some of them, and at others for another seed."""


@pytest.fixture
def make(
    workspace: Workspace, theme: Theme, qtbot: QtBot
) -> Iterator[Callable[[str, str, int], tuple[MainWindow, UiContext]]]:
    made: list[tuple[MainWindow, UiContext]] = []

    def build(language: str, scheme: str, size: int) -> tuple[MainWindow, UiContext]:
        theme.wear(scheme=scheme, text_size=size)
        context = make_context(workspace, theme, language)
        line = SafetyLine("notice", N_("Only this computer has a copy."), N_("Copy to the stick"), "backups")
        context.safety = lambda _desk: (line,)
        window = MainWindow(context)
        window.resize(1366, 768)
        window.show()
        made.append((window, context))
        return window, context

    yield build
    for window, context in made:
        context.lane.close()  # type: ignore[attr-defined]
        context.pool.close()
        window.close()
        window.deleteLater()


def fill(workspace: Workspace) -> str:
    workspace.records.change("community", workspace.records.single("community").id, {"name": LONG})  # type: ignore[union-attr]
    for name in (LONG, "王小美", "Maria del Carmen Rodríguez-Villaseñor de la Cruz"):
        workspace.records.create("event", {"title": name, "date": "2025-04-15", "place": name, "attended": 12000})
    row, _changes = workspace.records.create("person", {"name": LONG})
    workspace.drain_changes()
    return row.id


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS if FULL else [LOOKS[SEED % 5], LOOKS[(SEED + 2) % 5]])
def test_nothing_is_cut_on_any_page(
    language: str,
    scheme: str,
    size: int,
    workspace: Workspace,
    make: Callable[[str, str, int], tuple[MainWindow, UiContext]],
) -> None:
    person = fill(workspace)
    window, context = make(language, scheme, size)
    window.start(names=(LONG, "王小美"))
    found: list[str] = []
    for route in (*ROUTES, f"record:person:{person}:phone"):
        window.nav.go(route)
        found += [f"{route}: {one}" for one in (*complaints(window), *overlaps(window))]
    context.error(InputError(N_("The picture is damaged."), N_("Ask the sender for the original.")))
    window.sides.open("journey")
    found += [f"journey: {one}" for one in (*complaints(window), *overlaps(window))]
    window.sides.open("help")
    found += [f"help: {one}" for one in (*complaints(window), *overlaps(window))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "size", "scheme"), WELCOMES if FULL else WELCOMES[SEED % 3 :: 3])
def test_nothing_is_cut_on_any_screen_of_the_welcome(
    language: str, size: int, scheme: str, theme: Theme, qapp: QApplication
) -> None:
    """The pseudo-locale, whose words are longer, speaks in both columns at once."""
    theme.wear(language="en" if language == "qps" else language, scheme=scheme, text_size=size)
    pack = N_("For communities that take part in the evaluation of the Fire Agency and want to keep every proof.")
    choices = [
        ProgrammeChoice("community", zh_en(LONG, "A name of a programme that is as long as official names are"), pack),
        ProgrammeChoice("nfa-114", zh_en("消防署", "NFA"), zh_en(LONG * 3, "words " * 40), "TW", over=True),
    ]
    speaks = (lambda _code: Translator("qps")) if language == "qps" else Translator
    window = WelcomeWindow(theme, choices, (f"/srv/mei/{LONG}.banyan",), speaks)
    window.resize(1366, 768)
    window.show_error(StorageError(N_("The file could not be read."), N_("Your other files are safe.")))
    window.show()
    spoken = "zh_TW" if language == "qps" else language
    window.answers = replace(window.answers, language=spoken, community=LONG)
    found: list[str] = []
    for screen in range(4):
        window._show(screen)
        qapp.processEvents()
        found += [f"{screen}: {one}" for one in (*complaints(window), *overlaps(window))]
    window.close()
    window.deleteLater()
    assert not found, "\n".join(found)
