"""A Roadmap in a file: four groups, two events with notes, statements of every kind and provenance."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from app.services.workspace import Workspace

GROUPS = ("租屋的人", "夜班照顧服務員", "獨居長者", "新住民家庭")
STATEMENTS = (
    ("housing", "vulnerability", "voice", "夏夜睡不著，房東不讓裝冷氣。", (0,), True),
    ("housing", "vulnerability", "dataset", "三成住戶租屋，租金占所得四成。", (0, 3), True),
    ("housing", "root_cause", "team", "舊租約沒有寫誰負責修繕。", (0,), False),
    ("housing", "resilience", "voice", "教會的婦女會幫人找房。", (3,), True),
    ("housing", "unknown", "team", "有幾戶住在地下室？", (), True),
    ("transport", "vulnerability", "document", "公車淹水時停駛，見客運公告。", (1, 2), True),
    ("transport", "unknown", "team", "誰手上有需要接送的名單？", (), None),
    ("water", "vulnerability", "voice", "水一淹，我先救媽媽的藥。", (2,), True),
    ("water", "resilience", "team", "排水志工隊會先清水溝。", (2,), None),
)
"""Topic, kind, provenance, words, groups, whether it may be published."""


@dataclass(frozen=True)
class Desk:
    """Ids of what was made."""

    groups: tuple[str, ...]
    event: str
    notes: tuple[str, ...]
    statements: tuple[str, ...]


def fill_roadmap(ws: Workspace) -> Desk:
    """Put a small Roadmap into a file."""
    make = ws.records.create
    groups = tuple(make("population_group", {"name": name})[0].id for name in GROUPS)
    event = make(
        "event",
        {
            "title": "車站共餐",
            "date": "2025-02-12",
            "round": "R1",
            "key_statements": "停電時電梯不動，我就不出門。\n- 老人會先打給里長。",
        },
    )[0].id
    quotes = ("太熱的時候去圖書館，但是星期一休館。", "水溝兩年沒清了。", "孩子放假就沒有午餐。")
    notes = tuple(make("feedback_note", {"event": event, "quote": quote})[0].id for quote in quotes)
    made = []
    for topic, kind, provenance, text, about, publish in STATEMENTS:
        values: dict[str, object] = {"kind": kind, "provenance": provenance, "text": text, "publish": publish}
        values["groups"] = tuple(groups[at] for at in about)
        if provenance == "voice":
            values |= {"event": event, "date": "2025-02-12"}
        made.append(ws.roadmap.add(topic, MappingProxyType(values)))
    ws.roadmap.summarise("housing", "租屋的人最怕熱，也最不敢說。教會幫人找房。還不知道地下室有幾戶。")
    ws.drain_changes()
    return Desk(groups, event, notes, tuple(made))
