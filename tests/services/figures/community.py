"""A made-up community whose figures are known: the events of vector V2, stock, shelters, groups and an alert."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.document.sealing import DataKey, lock_with
from app.models.document.sealing import unlock as unlock_with
from app.services.workspace import Workspace

HAZARDS = {
    "WIND": (3, 0, 12, 420, 35),
    "QUAKE": (1, 2, 9, 160, 18),
    "FIRE": (6, 1, 4, 22, 7),
    "FLOOD": (4, 0, 0, 610, 52),
}
PASSPHRASE = "榕樹下的鑰匙 7"
NAMES = ("陳美玉", "林大同", "王阿榕", "李春木", "黃水木", "吳秋香", "張金水", "蔡明月")


def make(ws: Workspace, kind: str, values: Mapping[str, object]) -> str:
    """Make a record and return its id."""
    return ws.records.create(kind, values)[0].id


def fill(ws: Workspace) -> None:
    """Put the whole community into an open document."""
    ids = [make(ws, "person", {"name": name, "is_dp": place < 3}) for place, name in enumerate(NAMES)]
    fill_hazards(ws)
    groups = (("疏散避難組", ids[2], ids[3]), ("收容照護組", ids[4], None), ("通報聯絡組", ids[5], ids[6]))
    make(
        ws,
        "response_group",
        {"group_name": "指揮中心", "is_command": True, "commander": ids[0], "commander_deputies": (ids[1],)},
    )
    for name, leader, deputy in groups:
        make(
            ws,
            "response_group",
            {"group_name": name, "leader": leader, "deputy": deputy, "members": tuple(ids[6:])},
        )
    stock = (
        ("白米", "staple", 6000, "公斤", ""),
        ("瓶裝水", "water", 50000, "瓶", "600毫升"),
        ("毛毯", "bedding", 3000, "條", ""),
    )
    for name, kind, qty, unit, pack in stock:
        make(ws, "supply", {"name": name, "kind": kind, "qty": qty, "unit": unit, "pack": pack})
    make(ws, "shelter", {"name": "活動中心", "floor_area_net": 18500, "capacity": 100})
    make(ws, "shelter", {"name": "榕樹國小", "capacity": 40})
    open_drawer(ws)
    for number in range(50):
        helper = {"helper_1": ids[number % 8]} if number % 2 else {}
        make(ws, "protected_person", {"code": f"V-{number:03}", "name": f"高保密{number}", **helper})
    fill_people(ws)
    fill_changes(ws)
    fill_alert(ws)
    for likely, impact in ((3, 4), (3, 4), (5, 5), (1, 2), (2, None)):
        make(ws, "risk", {"spot": "中正街", "hazard": "FIRE", "likelihood": likely, "impact": impact})


def open_drawer(ws: Workspace) -> None:
    """Give the private drawer a passphrase and leave it open."""
    drawer = ws.document.drawer
    key = DataKey.random(drawer.entropy)
    drawer.lock_up(key, [lock_with(key, "passphrase", PASSPHRASE, cost=2**4, entropy=drawer.entropy)])
    drawer.take(key)


def unlock(ws: Workspace) -> None:
    """Open the private drawer again."""
    drawer = ws.document.drawer
    drawer.take(unlock_with(drawer.locks()["passphrase"], PASSPHRASE))


def fill_hazards(ws: Workspace) -> None:
    """Put the fourteen events of V2 into the document; one measure of one event is not known."""
    for hazard, (many, *losses) in HAZARDS.items():
        for number in range(many):
            deaths, injured, affected, houses = losses if number == 0 else (0, 0, 0, 0)
            make(
                ws,
                "disaster_event",
                {
                    "name": f"災害{hazard}{number}",
                    "hazard": hazard,
                    "date_start": f"{2009 + number}-07",
                    "deaths": deaths,
                    "injured": injured,
                    "affected": affected,
                    "houses_destroyed": houses // 2,
                    "houses_damaged": houses - houses // 2,
                },
            )


def fill_people(ws: Workspace) -> None:
    """Put two counts of residents and three lines of work into the document."""
    counts = (("2015", 1900, 240, 1360, 300), ("2020-12", 1880, 210, 1310, 360), ("2025-02", 1862, 180, 1260, 422))
    for day, total, young, working, old in counts:
        make(
            ws,
            "population_stat",
            {
                "as_of_date": day,
                "households": 712,
                "total": total,
                "age_0_14": young,
                "age_15_64": working,
                "age_65p": old,
            },
        )
    for name, units, workers in (("農業", 64, 130), ("批發零售", 30, 90), ("金屬製造", 9, None)):
        make(ws, "industry_stat", {"sector": name, "as_of_date": "2024", "units": units, "workers": workers})


def fill_changes(ws: Workspace) -> None:
    """Put four figures before and after into the document."""
    rows = (
        ("可供應天數", "天", 0, 300, "higher"),
        ("通報花費時間", "分", 4000, 1200, "lower"),
        ("合作單位", "家", 300, 400, "higher"),
        ("演練人次", "人", None, 6400, "higher"),
    )
    for measure, unit, before, after, better in rows:
        make(
            ws,
            "indicator",
            {
                "item": "supplies",
                "measure": measure,
                "unit": unit,
                "before_value": before,
                "before_date": "2019",
                "after_value": after,
                "after_date": "2025-03",
                "better_is": better,
            },
        )


def fill_alert(ws: Workspace) -> str:
    """Put one alert with its moments and reports into the document; return its id."""
    alert = make(ws, "alert", {"title": "尼伯特颱風警報", "date": "2016-07-08"})
    moments = (
        ("2016-07-08T14:20", "公所", "紅色警戒", "勸導低窪地區撤離", "陳美玉"),
        ("2016-07-08T14:32", "村里廣播", "請到活動中心", "廣播三次", "林大同"),
        ("2016-07-09T06:10", "公所", "解除警戒", "協助返家", ""),
    )
    for time, source, content, action, by in moments:
        make(
            ws,
            "alert_row",
            {"alert": alert, "time": time, "source": source, "content": content, "action": action, "by": by},
        )
    make(
        ws,
        "alert_report",
        {"alert": alert, "time": "2016-07-08T17:05", "to": "office", "content": "36人已安置，無人受傷"},
    )
    return alert
