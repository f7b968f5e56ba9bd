"""The studio: a live block is frozen, told to be stale, and let go again by its buttons."""

from __future__ import annotations

from app.services.dossier.frozen import frozen_on
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from tests.ui.studio_desk import Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def test_a_block_is_frozen_told_to_be_stale_and_let_go(studio: Studio) -> None:
    studio.go(studio.chapter().blocks[0].id)
    studio.click("insert")
    studio.click("insert_events")
    panel = studio.page.desk.live
    assert panel.frozen.shape == OPEN
    studio.click("freeze_block")
    studio.settle()
    assert panel.frozen.shape == DONE
    studio.context.lane.submit(lambda ws: ws.records.create("event", {"title": "第二場", "date": "2025-04-01"}))
    studio.settle()
    assert panel.frozen.shape == NOTICE
    studio.page.foot.check.click()
    assert any("frozen" in one.message.id for one in studio.page.presenter.pressed.findings)  # type: ignore[union-attr]
    studio.click("follow_block")
    studio.settle()
    assert panel.frozen.shape == OPEN
    assert not any(frozen_on(one.settings) for one in studio.chapter().blocks)
