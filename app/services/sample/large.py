"""Makes a practice community large, for benchmarks: 100 pages, 200 photos, 5,000 records, 5,000 steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from app.core.fields import Row
from app.core.messages import N_
from app.core.richtext import Atom, Run, Runs, normalise, plain, text_of
from app.imports.photos import Source, examine
from app.media.drawing import SCENES, scene
from app.services.dossier import BlockEdit
from app.services.dossier.views import BlockView, PartView
from app.services.photos.service import PhotoBatch
from app.services.workspace import Workspace

EVENTS, PHOTOS, STEPS, RECORDS = 2_000, 200, 5_000, 5_000
PER_BLOCK = 6
"""Photos of one block: three rows of two, about a page."""
FIRST_DAY = date(2019, 1, 5)
LAST_DAY = date(2025, 3, 22)
LONG = 60
"""Characters from which a paragraph is worth repeating."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is written into the large community in its language.

    Args:
        heading: above what was added to a chapter.
        see: before and after the page of the pictures.
        note: the number behind a paragraph that is printed again.
        materials, answers: written into events, one step each.
        paragraphs: added to each chapter, so that the whole has nearly a hundred pages.
    """

    heading: str
    see: tuple[str, str]
    note: str
    materials: tuple[str, ...]
    answers: tuple[str, ...]
    paragraphs: int


ZH = Words(
    "歷年紀錄",
    ("以下紀錄的照片從第", "頁開始。"),
    "（紀錄{n}）",
    ("海報與簽到單", "大張地圖與紅筆", "無線電四支", "急救箱與擔架", "帳篷與長桌"),
    ("請公所會勘", "下次帶翻譯", "補登名單", "寄出會議紀錄", "月底前回覆住戶"),
    41,
)
EN = Words(
    "Records of earlier years",
    ("The pictures of these records begin on page ", "."),
    " (Record {n})",
    ("Posters and sign-in sheet", "Large map and red pens", "Four radios", "First-aid box", "Tent and long table"),
    (
        "Ask the town to inspect",
        "Bring an interpreter",
        "Complete the list",
        "Send the minutes",
        "Answer by month's end",
    ),
    22,
)
LANGUAGES: Mapping[str, Words] = {"zh_TW": ZH, "en": EN}


def enlarge(ws: Workspace, programme: str) -> None:
    """Multiply what the small practice community holds. Thread: document lane."""
    words = LANGUAGES[ws.settings.custom().output_language]
    _events(ws)
    photos = _photos(ws)
    view = ws.dossier.find(programme)
    if view is not None:
        chapters = [part for part in view.parts if part.kind == "chapter"]
        blocks = [photos[at : at + PER_BLOCK] for at in range(0, len(photos), PER_BLOCK)]
        for place, part in enumerate(chapters):
            _lengthen(ws, part, blocks[place :: len(chapters)], words)
    _counts(ws)
    _steps(ws, words)


def _counts(ws: Workspace) -> None:
    """Count people by group at the added events, until the file holds 5,000 records."""
    groups = [row.title for row in ws.records.load("population_group")] or [ws.records.load("event")[0].title]
    there = sum(len(ws.records.load(name)) for name in ws.records.types())
    events = [row for row in ws.records.load("event") if row.get("dossier_use") == "none"]
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for number in range(max(0, RECORDS - there)):
            event, group = events[number % len(events)], groups[number // len(events) % len(groups)]
            values = {"event": event.id, "group_label": group, "number": 3 + number % 20}
            ws.records.insert(work.session, "event_count", values)


def _events(ws: Workspace) -> None:
    rows = ws.records.load("event")
    missing = max(0, EVENTS - len(rows))
    span = (LAST_DAY - FIRST_DAY).days
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for number in range(missing):
            model = rows[number % len(rows)]
            day = FIRST_DAY + timedelta(days=number * span // missing)
            values = {
                name: model.get(name)
                for name in ("place", "method", "audience", "topic", "languages", "host")
                if model.get(name)
            }
            values |= {"title": f"{model.title} {number + 1}", "date": day.isoformat(), "attended": 8 + number % 60}
            values["dossier_use"] = "none"
            ws.records.insert(work.session, "event", values)


def _photos(ws: Workspace) -> list[str]:
    """Draw photos until there are 200 and return the new ones."""
    kinds = tuple(SCENES)
    made: list[str] = []
    span = (LAST_DAY - FIRST_DAY).days
    for number in range(len(ws.records.load("photo")), PHOTOS):
        data = scene(kinds[number % len(kinds)], 10_000 + number)
        name = f"IMG_{number + 1:04d}.jpg"
        candidate = examine(Source(Path(name), name, ""), data)
        ws.photos.store(candidate, data)
        day = (FIRST_DAY + timedelta(days=number * span // PHOTOS)).isoformat()
        made += ws.photos.record(PhotoBatch((candidate,)), date_for_undated=day).added
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for number, photo in enumerate(made, 1):
            caption = {
                "zh_TW": f"社區歷年活動紀錄照片第{number}張。",
                "en": f"Picture {number} of the records of earlier years.",
            }
            ws.records.write(
                work.session, "photo", photo, {"caption": caption, "shows_people": True, "consent": "public"}
            )
    return made


def _lengthen(ws: Workspace, part: PartView, photos: Sequence[Sequence[str]], words: Words) -> None:
    """Put further pictures and paragraphs behind a chapter, with a sentence that names their page."""
    ids = [
        ws.dossier.insert(part.id, part.blocks[-1].id, "photos", {"photos": list(some), "per_row": 2})[0]
        for some in photos
    ]
    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs) for one in part.blocks]
    edits.append(BlockEdit(ws.program.ids(), "heading", 1, "", plain(words.heading)))
    notes = _notes(part.blocks, words)
    share = -(-words.paragraphs // max(1, len(ids)))
    for block_id in ids:
        runs: Runs = (Run(words.see[0]), Atom("page", block_id), Run(words.see[1]))
        edits.append(BlockEdit(ws.program.ids(), "paragraph", 0, "body", runs))
        edits += [BlockEdit(ws.program.ids(), "paragraph", 0, "body", text) for text in islice(notes, share)]
        edits.append(BlockEdit(block_id, "photos"))
    ws.dossier.save_part(part.id, edits, "", typing=False)


def _notes(blocks: Sequence[BlockView], words: Words) -> Iterator[Runs]:
    """Yield a chapter's paragraphs again, numbered, as many as the language needs."""
    texts = [one.runs for one in blocks if one.kind == "paragraph" and len(text_of(one.runs)) > LONG]
    for number in range(words.paragraphs if texts else 0):
        yield normalise((*texts[number % len(texts)], Run(words.note.format(n=number + 1))))


def _steps(ws: Workspace, words: Words) -> None:
    """Work on the events until the history has 5,000 entries."""
    events = ws.records.load("event")
    for row, values in islice(_work(events, words), max(0, STEPS - len(ws.document.history(limit=STEPS)))):
        ws.records.change("event", row.id, values)


def _work(events: Sequence[Row], words: Words) -> Iterator[tuple[Row, Mapping[str, object]]]:
    """Yield what a diligent recorder would still write into the events that were added."""
    added = [row for row in events if row.get("dossier_use") == "none"]
    for number, row in enumerate(added):
        yield row, {"materials": words.materials[number % len(words.materials)]}
    for number, row in enumerate(added):
        yield row, {"follow_up": words.answers[number % len(words.answers)]}
    for row in added:
        yield row, {"report_back_on": str(row.get("date"))}
