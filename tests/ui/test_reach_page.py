"""The reach map on the screen and on paper, with pay only for those who may see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.reach import ReachPage
from app.ui.theme import Theme
from tests.support import ROOT
from tests.ui.desk import make_context
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.page_tools import words

Shown = Callable[..., QWidget]


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Two groups, one of them heard at two events; a liaison with an agreement and hours."""
    make = workspace.records.create
    make("population_group", {"name": "夜班照顧服務員與他們的家人"})
    make("population_group", {"name": "租屋的人"})
    liaison = make("person", {"name": "林阿好"})[0].id
    for day in ("2025-01-10", "2025-03-02"):
        event = make("event", {"title": "共餐", "date": day, "host": liaison, "target_groups": "租屋的人"})[0].id
        make("event_count", {"event": event, "group_label": "夜班照顧服務員與他們的家人", "number": 12})
    make("liaison_agreement", {"person": liaison, "start": "2025-01-01", "end": "2025-12-31", "hours": 800})
    make("work_log", {"person": liaison, "date": "2025-03-02", "hours": 350, "work": "outreach"})
    return workspace


def test_the_page_says_who_was_not_heard(filled: Workspace, context: UiContext, shown: Shown) -> None:
    page = ReachPage(context)
    shown(page, 1100, 800)
    page.open(())
    QApplication.processEvents()
    said = words(page)
    assert "Not heard yet" in said
    assert "租屋的人" in said
    assert "3.5 of 80 hours given" in said
    cells = [page.model.data(page.model.index(0, column)) for column in range(page.model.columnCount())]
    assert cells == [
        "夜班照顧服務員與他們的家人",
        "2 events, 24 people",
        "1 event, 12 people",
        "－",
        "1 event, 12 people",
    ]


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_map_is_printed_whole(filled: Workspace, language: str) -> None:
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), filled.pictures)
    for audience, seen in ((Audience.TEAM, True), (Audience.PUBLIC, False)):
        done = prepare(filled, "reach-map", Request(language, audience))(tools, NoProgress())
        said = "".join("".join(one.split()) for one in page_texts(done.single or b""))
        assert "夜班照顧服務員與他們的家人" in said
        assert ("林阿好" in said) is seen
        assert "24" in said


@pytest.mark.parametrize(("language", "size", "scheme"), in_turn(DRESSES))
def test_nothing_is_cut(filled: Workspace, theme: Theme, shown: Shown, language: str, size: int, scheme: str) -> None:
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(filled, theme, language)
    page = ReachPage(context)
    shown(page, 1000, 700)
    page.open(())
    QApplication.processEvents()
    assert complaints(page) == []
    assert overlaps(page) == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()
