"""The side bar: long names of steps wrap within it, their states stand beside or below them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.models.document.document import Document
from app.services.workspace import Program, Workspace
from app.ui.shell.journey import JOURNEY_EM, JourneyPanel
from app.ui.theme import Theme
from tests.packs import packs
from tests.ui.desk import make_context


@pytest.mark.parametrize(("language", "size"), [("qps", 100), ("qps", 200), ("en", 100)])
def test_no_step_makes_the_side_bar_scroll_sideways(
    tmp_path: Path, clock: FixedClock, theme: Theme, language: str, size: int
) -> None:
    document = Document.create(tmp_path / "a.banyan", application_version="0", clock=clock, ids=seeded_ids(7))
    workspace = Workspace(document, Program(packs(), tmp_path / "cache", tmp_path / "data", clock, seeded_ids(8)))
    workspace.programmes.join("mvp-2")
    panel = JourneyPanel(make_context(workspace, theme, language))
    theme.wear(scheme="light", text_size=size)
    panel.refresh()
    view = workspace.programmes.journey("mvp-2")
    assert view is not None
    panel.show_journeys([view])
    panel.setFixedWidth(theme.metrics.em(JOURNEY_EM))
    panel.resize(panel.width(), 1500)
    panel.show()
    for phase in view.phases:
        row = next(one for one in panel.rows() if one.key == f"phase:mvp-2:{phase.phase.id}")
        if not any(one.key == f"step:mvp-2:{phase.steps[0].step.id}" for one in panel.rows()):
            row.click()
    for _ in range(3):  # heights follow widths
        QApplication.processEvents()
    assert len(panel.rows()) > len(view.steps())
    assert panel._scroll.horizontalScrollBar().maximum() == 0
    margins = panel._scroll.body.contentsMargins()
    room = panel._scroll.viewport().width() - margins.left() - margins.right()
    assert max((one.minimumSizeHint().width(), one.key) for one in panel.rows()) <= (room, "z")
    panel.close()
    panel.deleteLater()
    workspace.close()
