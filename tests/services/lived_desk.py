"""A small file of lived expertise: groups, data, connections, seats, a team with meetings. Invented."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.workspace import Workspace

NIGHT, RENTERS, ALONE = "夜班照顧服務員", "鐵皮屋租屋的移工", "獨居長者"
WHOM, TRUSTED = "洗衣店的老闆娘阮氏蘭", "小店店主范文雄"
TEAM = ("陳榕樹", "林小溪", "黎氏花")


@dataclass(frozen=True)
class Lived:
    """Ids of what was made."""

    groups: tuple[str, ...]
    known: tuple[str, ...]
    seats: tuple[str, ...]
    people: tuple[str, ...]


def fill_lived(ws: Workspace) -> Lived:
    """Put groups, data, connections and seats into a file; two of three on the team have met."""
    make = ws.records.create
    people = tuple(
        _person(ws, name, role) for name, role in zip(TEAM, ("coordinator", "recorder", "liaison"), strict=True)
    )
    groups = (
        make("population_group", {
            "name": NIGHT, "why": "白天要睡，屋裡最熱。", "size": 40, "hazards": ("HEAT",), "languages": ("zh", "id"),
            "gathers": "洗衣店、早市", "contacts": TRUSTED, "ej_area": False,
            "evidence": "照顧機構的排班表", "source_text": "機構座談", "as_of_date": "2025-02", "confidence": "medium",
        })[0].id,
        make("population_group", {
            "name": RENTERS, "why": "夏天屋頂燙手，淹水時沒地方去。", "languages": ("vi",), "gathers": "車站前小店",
            "ej_area": True, "ej_note": "下街一帶", "evidence": "家戶走訪", "confidence": "low",
        })[0].id,
        make("population_group", {"name": ALONE, "why": "停電時沒人知道。", "languages": ("nan",)})[0].id,
    )  # fmt: skip
    make("data_item", {
        "title": "各鄰獨居人數", "kind": "table", "says": "下街每四位長者有一位獨居。", "source_text": "戶政事務所",
        "as_of_date": "2025-01", "confidence": "high", "groups": (groups[2],),
    })  # fmt: skip
    known = (
        make("known_connection", {"group": groups[0], "topic": "housing", "whom": WHOM, "strength": "close",
                                  "known_by": people[0]})[0].id,
        make("known_connection", {"group": groups[0], "topic": "housing", "whom": "排班組長", "strength": "met"})[0].id,
        make("known_connection", {"group": groups[0], "topic": "health", "whom": "診所護理師", "strength": "name"})[0].id,
        make("known_connection", {"group": groups[1], "whom": TRUSTED, "strength": "met"})[0].id,
    )  # fmt: skip
    seats = (
        make("seat", {"perspective": "輪夜班、白天補眠的人", "groups": (groups[0],), "languages": ("id",),
                      "filled_by": people[2]})[0].id,
        make("seat", {"perspective": "租屋、說越南語、淹過水的人", "groups": (groups[1],), "languages": ("vi",)})[0].id,
    )  # fmt: skip
    make("meeting", {"title": "第一次見面", "date": "2025-02-05", "kind": "team", "attendees": people[:2]})
    make("team_agreement", {
        "agreed_on": "2025-02-20", "decides": "先求共識；談兩次還不行就表決，一人一票。", "language": "華語，說得慢；越南語口譯。",
        "slots": "每月第二、四個週六早上，活動中心。", "minutes": "輪流寫。", "confidential": "鄰居的故事不帶名字出去。",
        "people": people, "look_again": "2025-08",
    })  # fmt: skip
    make("learning_check", {"moment": "before", "date": "2025-02-05", "people": 10, "ej": 9, "priority": 6,
                            "equity": 11, "lived": 12})  # fmt: skip
    make("learning_check", {"moment": "after", "date": "2025-02-20", "people": 9, "ej": 17, "priority": 8,
                            "equity": 15})  # fmt: skip
    ws.drain_changes()
    return Lived(groups, known, seats, people)


def _person(ws: Workspace, name: str, role: str) -> str:
    made = ws.records.create("person", {"name": name})[0].id
    ws.records.create("person_role", {"person": made, "role": role})
    return made
