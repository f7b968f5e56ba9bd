"""The studio in the real window, in every state: nothing cut, squeezed or over one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.core.clock import Clock
from app.core.messages import N_
from app.core.richtext import plain
from app.imports.word import Left, WordDocument, WordHeading, WordText
from app.programmes.rounds import RoundValue
from app.services.dossier import BlockEdit
from app.services.dossier.states_paper import LAST_YEAR
from app.services.dossier.views import DossierView, PartView
from app.services.dossier.word_in import Proposal, propose
from app.services.workspace import Workspace
from app.ui.pages.dossier import DossierPage
from app.ui.studio.tools.carry import CarryPanel
from app.ui.studio.tools.compare import ComparePanel
from app.ui.studio.tools.cut import CutPanel
from app.ui.studio.tools.find import FindPanel
from app.ui.theme import Theme
from tests.support import ROOT
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.studio_desk import taking_part, windowed

PICTURES = ROOT / "tests" / "data" / "pictures"
LONG = "一個有四十個字那麼長的標題用來看看大綱與表格會不會因為太長而被切掉或者蓋住旁邊的東西"


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A dossier with every kind of object and an appendix with a long name."""
    made = taking_part(tmp_path, clock, name=LONG[:40])
    photos = made.photos.add(made.photos.prepare([PICTURES / "drill.jpg", PICTURES / "meeting.png"])).added
    view = made.dossier.begin("nfa-114", "zh_TW")
    part = next(one for one in view.parts if one.kind == "chapter")
    made.dossier.insert(part.id, "", "table", {"rows": [[LONG[:9]] * 6] * 3, "caption": LONG})
    made.dossier.insert(part.id, "", "photos", {"photos": list(photos), "per_row": 2})
    made.dossier.insert(part.id, "", "live", {"live": "hazard_shares"})
    made.dossier.insert(part.id, "", "live", {"live": "event_photos"})
    made.dossier.insert(
        part.id, "", "attached", {"sha256": "0" * 64, "name": LONG, "title": LONG, "wide": [True, False]}
    )
    made.records.create("disaster_event", {"name": LONG, "hazard": "PIPE", "date_start": "2020"})
    _write_slips(made, part)
    made.dossier.add_appendix(view.id, LONG)
    made.drain_changes()
    yield made
    made.document.close()


def _write_slips(made: Workspace, part: PartView) -> None:
    """Write a paragraph that the records and a fact of the team's own contradict."""
    made.records.create("population_stat", {"as_of_date": "2025-02-28", "households": 562, "total": 1486})
    made.records.create("own_fact", {"name": LONG, "value": "128", "unit": "具", "as_of_date": "2025-02"})
    part = made.dossier.part(part.id)
    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in part.blocks]
    said = plain(f"全里共541戶。{LONG}共120具。台北與臺北。https://example.org/{'a' * 60}。114年3月1日（星期五）")
    edits.insert(0, BlockEdit("odd", "paragraph", 0, "body", said))
    made.dossier.save_part(part.id, edits, "odd")


def _view(page: DossierPage) -> DossierView:
    assert page.presenter.gathered is not None
    return page.presenter.gathered.view


def _object(page: DossierPage, kind: str) -> None:
    part, block = next((part, block) for part in _view(page).parts for block in part.blocks if block.kind == kind)
    page._open(part.id, block.id, focus=True)
    page.desk.open(block.id)


def _figure(page: DossierPage) -> None:
    found = ((part, block) for part in _view(page).parts for block in part.blocks)
    part, block = next((part, block) for part, block in found if block.settings.get("live") == "hazard_shares")
    page._open(part.id, block.id, focus=True)
    page.desk.open(block.id)


def _part(page: DossierPage, kind: str) -> None:
    page.go_to([part for part in _view(page).parts if part.kind == kind][-1].id)


def _select(page: DossierPage) -> None:
    part, block = next((part, block) for part in _view(page).parts for block in part.blocks if block.kind == "photos")
    page._open(part.id, block.id, focus=True)
    page.text.stack.setCurrentWidget(page.text.writing)


def _find(page: DossierPage) -> None:
    panel = page.tools.open("find")
    assert isinstance(panel, FindPanel)
    panel.words.setText("長長的")
    panel.wanted.setText("長")
    panel.wanted.flush()


def _proposal(page: DossierPage) -> Proposal:
    lost = Left(N_("{n} comment", n=1), LONG)
    items = (WordHeading(0, plain(LONG)), WordText(plain(LONG)), WordHeading(0, plain("二")), WordText(plain(LONG)))
    return replace(propose(WordDocument(f"{LONG}.docx", items, (lost,)), _view(page), "zh_TW"), summary={"1": ()})


def _heading(page: DossierPage) -> None:
    part = next(part for part in _view(page).parts if part.kind == "chapter")
    page._open(part.id, [one for one in part.blocks if one.kind == "heading"][-1].id, focus=True)
    assert page.text.heading_bar.isVisible()


def _cover_crop(page: DossierPage) -> None:
    _part(page, "cover")
    page.desk.cover.chooser.taken.emit(next(iter(page.desk.shelf.shots)))
    page.desk.cover.crop.click()
    assert page.text.panel() == "crop"


def _draft(page: DossierPage) -> None:
    part = next(part for part in _view(page).parts if part.kind == "summary")
    page.go_to(part.id)
    for one in page.desk.summary._rows.values():
        one.propose.click()


def _tried(page: DossierPage) -> None:
    panel = page.tools.open("cut")
    assert isinstance(panel, CutPanel)
    panel.limit.setText("2")
    panel.limit.flush()
    panel.list.tick_all(True)


def _start(page: DossierPage) -> None:
    """Set up the next year, whose dossier can start from this one."""
    page.context.lane.submit(
        lambda ws: ws.programmes.set_up_round("nfa-114", {"round": RoundValue("115"), "set:max_pages": RoundValue(80)})
    )
    page._stale = True
    page.open(())
    assert page.body.currentWidget() is page.start
    assert page.empty.findChild(QPushButton, "carry_nfa-114") is not None


def _carried(page: DossierPage) -> None:
    page.empty.findChild(QPushButton, "carry_nfa-114").click()  # type: ignore[union-attr]
    panel = page.tools.open("carry")
    assert isinstance(panel, CarryPanel)
    assert panel.findChild(QPushButton, "confirm_0") is not None


def _compared(page: DossierPage) -> None:
    part = next(one for one in _view(page).parts if one.kind == "chapter" and one.blocks)
    page.context.lane.submit(lambda ws: ws.dossier.delete(part.blocks[0].id))
    panel = page.tools.open("compare")
    assert isinstance(panel, ComparePanel)
    panel.before.set_value(LAST_YEAR)
    panel._ask()
    assert panel._found is not None
    assert panel._found.total


STATES: dict[str, Callable[[DossierPage], object]] = {
    "begun": lambda page: page.focus_first(),
    "object": _select,
    "table": lambda page: _object(page, "table"),
    "photos": lambda page: _object(page, "photos"),
    "crop": lambda page: page.desk.photos.lines[next(iter(page.desk.photos.lines))].crop.click(),
    "live": lambda page: _object(page, "live"),
    "figure": _figure,
    "attached": lambda page: _object(page, "attached"),
    "insert": lambda page: page.text.insert_asked.emit(),
    "reference": lambda page: page.desk.ask_atom("reference"),
    "fact": lambda page: page.desk.ask_atom("fact"),
    "summary": lambda page: _part(page, "summary"),
    "cover": lambda page: _part(page, "cover"),
    "contents": lambda page: _part(page, "contents"),
    "appendix": lambda page: _part(page, "appendix"),
    "outline": lambda page: page.columns.ask("outline"),
    "check": lambda page: page.foot.check.click(),
    "unknown": lambda page: page.right.check._on_unknown(),
    "export": lambda page: page.foot.export.click(),
    "tools": lambda page: page.tools.button.click(),
    "budget": lambda page: page.tools.open("budget"),
    "cut": lambda page: page.tools.open("cut"),
    "find": _find,
    "slips": lambda page: page.tools.open("slips"),
    "look": lambda page: page.tools.open("look"),
    "word": lambda page: page.tools.open("word")._on_read(_proposal(page)),  # type: ignore[attr-defined]
    "compare": lambda page: page.tools.open("compare"),
    "carry": lambda page: page.tools.open("carry"),
    "pages": lambda page: page.right.show_pages(),
    "heading": _heading,
    "draft": _draft,
    "cover with a picture": _cover_crop,
    "cover after": lambda page: page.desk.crop.back.click(),
    "tried": _tried,
    "start": _start,
    "carried": _carried,
    "compared": _compared,
}


@pytest.mark.parametrize("dress", in_turn(DRESSES))
def test_nothing_is_cut_in_any_state(
    dress: tuple[str, int, str], workspace: Workspace, theme: Theme, qapp: QApplication
) -> None:
    found: list[str] = []
    with windowed(workspace, theme, dress, "dossier") as window:
        window.message.hide()  # what it says about dates is looked at with the shell
        page = window.nav.page
        assert isinstance(page, DossierPage)
        for state, go in STATES.items():
            go(page)
            for _ in range(4):  # a layout within a layout is asked for while the outer one is set
                qapp.processEvents()
            found += [f"{state}: {one}" for one in (*complaints(window), *overlaps(window))]
    assert not found, "\n".join(sorted(set(found)))
