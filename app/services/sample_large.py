"""Makes a practice community large, for benchmarks: 100 pages, 200 photos, 2,000 events, 5,000 steps."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from app.core.messages import N_
from app.core.richtext import plain, text_of
from app.imports.photos import Source, examine
from app.media.drawing import SCENES, scene
from app.services.dossier import BlockEdit
from app.services.dossier_views import PartView
from app.services.photos import PhotoBatch
from app.services.workspace import Workspace

EVENTS, PHOTOS, STEPS = 2_000, 200, 5_000
PER_BLOCK = 8
"""Photos of one block: four rows of two, one page."""
FIRST_DAY = date(2021, 1, 3)


def enlarge(ws: Workspace, programme: str) -> None:
    """Multiply what the small practice community holds. Thread: document lane."""
    _events(ws)
    photos = _photos(ws)
    view = ws.dossier.find(programme)
    if view is not None:
        chapters = [part for part in view.parts if part.kind == "chapter"]
        for at in range(0, len(photos), PER_BLOCK):
            part = chapters[at // PER_BLOCK % len(chapters)]
            ws.dossier.insert(
                part.id, part.blocks[-1].id, "photos", {"photos": photos[at : at + PER_BLOCK], "per_row": 2}
            )
        for part in chapters:
            _lengthen(ws, ws.dossier.part(part.id))
    _steps(ws)


def _events(ws: Workspace) -> None:
    rows = ws.records.load("event")
    missing = max(0, EVENTS - len(rows))
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for number in range(missing):
            model = rows[number % len(rows)]
            day = FIRST_DAY + timedelta(days=number * 3 // 4)
            values = {
                name: model.get(name)
                for name in ("place", "method", "audience", "topic", "currency")
                if model.get(name)
            }
            values |= {"title": f"{model.title} {number + 1}", "date": day.isoformat(), "attended": 8 + number % 60}
            values["dossier_use"] = "none"
            ws.records.insert(work.session, "event", values)


def _photos(ws: Workspace) -> list[str]:
    """Draw photos until there are 200 and return the new ones."""
    kinds = tuple(SCENES)
    made: list[str] = []
    for number in range(len(ws.records.load("photo")), PHOTOS):
        data = scene(kinds[number % len(kinds)], 10_000 + number)
        name = f"IMG_{number + 1:04d}.jpg"
        candidate = examine(Source(Path(name), name, ""), data)
        ws.photos.store(candidate, data)
        day = (FIRST_DAY + timedelta(days=number * 7)).isoformat()
        made += ws.photos.record(PhotoBatch((candidate,)), date_for_undated=day).added
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for number, photo in enumerate(made, 1):
            caption = {
                "zh_TW": f"練習照片第{number}張，社區活動紀錄。",
                "en": f"Practice photo {number} of a community event.",
            }
            ws.records.write(
                work.session, "photo", photo, {"caption": caption, "shows_people": True, "consent": "public"}
            )
    return made


def _lengthen(ws: Workspace, part: PartView) -> None:
    """Repeat a chapter's paragraphs until the whole is about a hundred pages."""
    paragraphs = [one for one in part.blocks if one.kind == "paragraph" and len(text_of(one.runs)) > 60]
    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs) for one in part.blocks]
    for number in range(REPEATS if paragraphs else 0):
        words = text_of(paragraphs[number % len(paragraphs)].runs)
        edits.append(BlockEdit(ws.program.ids(), "paragraph", 0, "body", plain(f"{words}（{number + 1}）")))
    ws.dossier.save_part(part.id, edits, "", typing=False)


REPEATS = 34
"""Paragraphs added to each chapter."""


def _steps(ws: Workspace) -> None:
    """Work until the history has 5,000 entries."""
    people = ws.records.load("person")
    done = sum(1 for _ in ws.document.history(limit=STEPS))
    for number in range(max(0, STEPS - done)):
        row = people[number % len(people)]
        ws.records.change("person", row.id, {"note": f"{number + 1}"})
