"""A small community whose papers have no fault: every rule of the evaluation finds nothing, or cannot be judged."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.i18n import Translator
from app.models.document.document import Document
from app.services.sample.dossier import write_dossier
from app.services.workspace import Program, Workspace
from tests.media.torture import saved, seen
from tests.packs import packs

PACK = "nfa-114"
CLOCK = FixedClock(datetime(2025, 3, 20, 9, 0, tzinfo=ZoneInfo("Asia/Taipei")))
ITEMS = ("organisation", "training", "supplies", "contracts", "shelters", "partners")
COMMUNITY = {
    "name": "榕樹社區",
    "country": "TW",
    "county": "綠水縣",
    "township": "大榕鎮",
    "village": "榕樹里",
    "manager": "陳美玉",
    "position": "理事長",
    "phone": "08-8765432",
    "email": "banyan@example.org",
    "county_contact": "林大同",
    "county_phone": "08-8123456",
    "within_plan": "in_plan",
    "area_conditions": ("high_hazard",),
    "star": 2,
    "star_date": "2024-05-01",
    "star_years": 3,
}


def clean_workspace(folder: Path, *, planned: bool = True) -> Workspace:
    """Return a community that takes part in the evaluation, its form and its dossier whole, its upkeep *planned*."""
    ids = seeded_ids(11)
    program = Program(packs(), folder / "cache", folder, CLOCK, ids)
    document = Document.create(folder / "clean.banyan", application_version="0", person="陳美玉", clock=CLOCK, ids=ids)
    ws = Workspace(document, program, Translator("zh_TW"))
    ws.programmes.join(PACK, "2025-01")
    ws.programmes.choose(PACK, {"way": "excellent"})
    ws.records.create("community", COMMUNITY)
    made = _records(ws, folder)
    write_dossier(ws, _content(), PACK, made)
    if planned:
        _plan(ws)
    return ws


def _plan(ws: Workspace) -> None:
    person = ws.records.load("person")[0].id
    ws.records.create(
        "budget_line", {"head": "equipment", "item": "哨子", "qty": 10000, "unit_price": 20, "currency": "TWD"}
    )
    said = {"situation": "家家有哨子。", "carries_on": "每年盤點。", "settle_by": "2025-09-30", "manager": person}
    plan, _ = ws.records.create("upkeep_plan", said | {"title": "114年度維運計畫", "kind": "upkeep", "round": "114"})
    aim, _ = ws.records.create("upkeep_aim", {"plan": plan.id, "title": "人人會用", "expected": "演練時都吹響"})
    values = {"plan": plan.id, "aim": aim.id, "title": "發哨子", "start": "2025-05", "owner": person}
    ws.records.create("upkeep_activity", values)


def _records(ws: Workspace, folder: Path) -> dict[str, str]:
    person, _ = ws.records.create("person", {"name": "陳美玉", "is_dp": True})
    ws.records.create("certificate", {"member": person.id, "kind": "dp", "issued_on": "2023-05-01"})
    event, _ = ws.records.create(
        "event", {"title": "地震演練", "date": "2025-03-12", "attended": 64, "source_text": "簽到單"}
    )
    for number, item in enumerate(ITEMS):
        values = {"item": item, "measure": "件數", "unit": "件", "before_value": 100, "after_value": 300 + 100 * number}
        ws.records.create(
            "indicator",
            values | {"before_date": "2019", "after_date": "2025-02", "source_text": "清冊"},
        )
    picture = folder / "演練.jpg"
    picture.write_bytes(saved(seen(1600, 1200), dpi=(300, 300)))
    ws.photos.add(ws.photos.prepare([picture]))
    photo = ws.records.load("photo")[0]
    ws.records.change("photo", photo.id, {"caption": {"zh_TW": "演練照片"}, "shows_people": False})
    return {"event": event.id, "photo": photo.id}


def _content() -> dict[str, object]:
    proof = {"live": "events", "caption": "辦過的活動", "key": "events"}
    return {
        "dossier": {
            "language": "zh_TW",
            "filled_on": "2025-03-18",
            "summary": {f"aspect-{number}": f"第{number}個面向的重點。" for number in range(1, 6)},
        },
        "chapter_c1": [
            {"h": "c1.training"},
            {"p": "每年演練一次，見{{events}}與{{photo}}。"},
            proof,
            {"photos": ["photo"], "key": "photos"},
        ],
        "chapter_c2": [
            {"h": "c2.hazards"},
            {"p": "這裡最怕震災，見{{again2}}。"},
            proof | {"key": "again2"},
        ],
        "chapter_c3": [{"h": "c3.special"}, {"p": "家家有哨子，見{{again3}}。"}, proof | {"key": "again3"}],
        "chapter_c4": [
            {"h": "c4.table"},
            {"p": "前後差異見{{table}}與表4。"},
            {"live": "before_after", "caption": "前後比較", "key": "table"},
        ],
        "chapter_c5": [
            {"h": "c5.people"},
            {"p": "志工每月集合，見{{again5}}。"},
            proof | {"key": "again5"},
            {"h": "c5.money"},
            {"p": "經費由會費與捐款支應。"},
            {"h": "c5.direction"},
            {"p": "三年內讓每一鄰都有組長。"},
            {"h": "c5.pass-on"},
            {"p": "老志工帶新志工。"},
        ],
    }
