"""A round that was told back, and three earlier priorities with their answers, in a file with a Roadmap."""

from __future__ import annotations

from app.services.workspace import Workspace
from tests.services.roadmap_desk import Desk


def fill_priorities(ws: Workspace, desk: Desk) -> tuple[str, ...]:
    """Put a round and priorities into a file; return the ids of the earlier ones."""
    make, change = ws.records.create, ws.records.change
    make("event_count", {"event": desk.event, "group_label": "租屋的人", "number": 7})
    plan = {"number": "R1", "question": "最熱的那幾天怎麼過？", "groups": desk.groups[:2], "methods": ("dinner",)}
    make("engagement_round", {**plan, "report_back_on": "2025-03-01", "told": ("poster",), "changed": "夜間也開。"})
    ids = ws.priorities.bring_in("1. 增設避暑場所\n2. 清理水溝\n3. 更新警報").ids
    ws.priorities.answer(ids[0], "revise")
    values = {"title": "租屋的家夏天不過熱", "reason": "晚上最熱。", "statements": desk.statements[:2]}
    change("priority", ids[0], {**values, "groups": desk.groups[:1], "feedback": "晚上也要開", "changed": "開到十點"})
    ws.priorities.add_action(ids[0], "二十戶裝遮陽簾")
    ws.priorities.answer(ids[1], "keep")
    ws.priorities.answer(ids[2], "done")
    ws.drain_changes()
    return ids
