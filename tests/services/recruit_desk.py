"""An invented town that recruits liaisons: groups, a position, candidates, two liaisons at work."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from app.core.clock import FixedClock
from app.core.ids import seeded_ids
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.spec import Audience
from app.i18n import Translator
from app.models.document.document import Document
from app.programmes.loader import compile_folder, load_pack
from app.programmes.schema import Pack
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Program, Workspace
from tests.support import ROOT, open_drawer

PACKS = ROOT / "resources" / "programmes"
NAMES = ("Rosa Quimby", "Amina Haddad", "阮氏秋", "Paulo Brandt")
SECRET = "555-0176"
POSITION = {
    "title": {"zh_TW": "社區聯絡員", "en": "Community liaison"},
    "place": {"zh_TW": "榕樹鎮", "en": "Banyan Hill"},
    "openings": 4,
    "start": "2026-01",
    "end": "2027-09",
    "term_months": 21,
    "pay_model": "hourly",
    "rate": 4000,
    "currency": "USD",
    "y1_hours": 800,
    "y1_months": 9,
    "week_low": 10,
    "week_high": 50,
    "meet_month": 20,
    "meet_hours": 20,
    "contact": {"zh_TW": "圖書館服務台，555-0100", "en": "Library desk, 555-0100"},
    "languages": ("es", "ht"),
    "own_transport": True,
    "evenings": True,
}


@cache
def pack(pack_id: str = "mvp-2") -> tuple[Pack, bytes]:
    return load_pack(PACKS / pack_id), compile_folder(PACKS / pack_id)


@cache
def fonts() -> FontSet:
    return FontSet.load(ROOT / "resources" / "fonts")


def make_town(folder: Path, clock: FixedClock, programme: str = "mvp-2", *, drawer: bool = True) -> Workspace:
    """Return an empty town that has joined the programme."""
    document = Document.create(folder / "鎮 town.banyan", application_version="0", clock=clock, ids=seeded_ids(7))
    program = Program((pack(programme),), folder / "cache", folder / "data", clock, seeded_ids(8))
    town = Workspace(document, program, Translator("en"))
    town.records.create("community", {"name": "Banyan Hill", "country": "US", "currency": "USD"})
    town.programmes.join(programme)
    if drawer:
        open_drawer(document)
    return town


def open_copy(path: Path, folder: Path, clock: FixedClock, programme: str = "mvp-2") -> Workspace:
    """Return a copy of a town's file, open; quicker than making it again."""
    document = Document.open(Path(shutil.copyfile(path, folder / path.name)), clock=clock, ids=seeded_ids(9))
    program = Program((pack(programme),), folder / "cache", folder / "data", clock, seeded_ids(10))
    return Workspace(document, program, Translator("en"))


def fill(town: Workspace) -> dict[str, str]:
    """Record groups, the position, four candidates at different stages; return ids by name."""
    make = town.records.create
    ids = {
        "renters": make("population_group", {"name": "Renters in basements", "languages": ("es",)})[0].id,
        "carers": make("population_group", {"name": "Night-shift carers", "languages": ("ht", "fr")})[0].id,
        "elders": make("population_group", {"name": "Elders who live alone", "languages": ("vi",)})[0].id,
    }
    ids["position"] = make("position", {**POSITION, "groups": (ids["renters"], ids["carers"])})[0].id
    found = (("found", "cbo", "renters", "es"), ("interviewed", "talk", "carers", "ht"),
             ("offered", "talk", "elders", "vi"), ("applied", "notice", "renters", "pt"))  # fmt: skip
    for name, (stage, channel, group, language) in zip(NAMES, found, strict=True):
        values = {"name": name, "stage": stage, "channel": channel, "groups": (ids[group],), "languages": (language,),
                  "phone": SECRET, "needs_childcare": "two small children", "notes": "Sings in the choir"}  # fmt: skip
        ids[name] = make("candidate", values)[0].id
    return ids


def write(town: Workspace, kind: str, language: str = "en", audience: Audience | None = None, **more: object) -> bytes:
    """Return the bytes of an output."""
    ids, options = more.get("ids"), more.get("options") or {}
    request = Request(language, audience, ids=ids, options=options)  # type: ignore[arg-type]
    made = prepare(town, kind, request)(Tools(fonts(), town.pictures), NoProgress())
    return next(iter(made.files.values()))
