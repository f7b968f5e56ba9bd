"""Makes the practice communities: invented people and places, the same bytes at every making.

The content is data (``resources/sample/<programme>.yaml``); pictures are drawn by code. A practice file
says so: its setting ``practice`` puts a watermark on every print.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.core.clock import FixedClock
from app.core.errors import InputError, UsageError
from app.core.ids import seeded_ids
from app.core.messages import N_
from app.core.richtext import BOLD, Run, Runs, normalise
from app.imports.photos import Source, examine
from app.media.drawing import scene
from app.models.document.document import Document
from app.programmes.yaml_core import parse_file
from app.services.dossier import BlockEdit
from app.services.dossier_views import PartView
from app.services.photos import PhotoBatch
from app.services.sample_large import enlarge
from app.services.workspace import Program, Workspace

SEED = 114
MADE_AT = datetime(2025, 4, 1, 9, 0, tzinfo=UTC)
Content = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Made:
    """What the steps of making share: names in the content to keys in the document."""

    ids: dict[str, str]


def make_sample(path: Path, programme: str, size: str, program: Program, *, force: bool = False) -> None:
    """Write the practice community of *programme* to *path*.

    Args:
        path: where no file is yet, unless *force*.
        programme: ``community`` or ``nfa-114``.
        size: ``small`` or ``large``.
        program: packs and folders; its clock and ids are replaced by fixed ones.
        force: whether a file that is there may be replaced.

    Raises:
        UsageError: there is something at *path*, or there is no practice community of that programme.
    """
    source = Path(__file__).resolve().parents[2] / "resources" / "sample" / f"{programme}.yaml"
    if not source.is_file():
        raise UsageError(
            N_("There is no practice community for “{programme}”.", programme=programme),
            N_("Choose one of: {names}", names=", ".join(sorted(one.stem for one in source.parent.glob("*.yaml")))),
        )
    if path.exists():
        if not force:
            raise UsageError(
                N_("{name} is there already.", name=path.name), N_("Choose another name, or replace it with --force.")
            )
        path.unlink()
    content = parse_file(source).value
    if not isinstance(content, Mapping):
        raise InputError(N_("The practice community cannot be read."), N_("Install the program again."))
    ids = seeded_ids(SEED)
    fixed = replace(program, clock=FixedClock(MADE_AT), ids=ids)
    path.parent.mkdir(parents=True, exist_ok=True)
    document = Document.create(path, application_version=__version__, clock=fixed.clock, ids=ids)
    try:
        fill(Workspace(document, fixed), content, programme)
        if size == "large":
            enlarge(Workspace(document, fixed), programme)
    finally:
        document.close()


def fill(ws: Workspace, content: Content, programme: str) -> None:
    """Put *content* into an empty document. Thread: document lane."""
    made = Made({})
    ws.settings.change({"practice": True})
    ws.programmes.join(programme, str(content.get("start_month", "")))
    for name in ("community", "organisation", "person", "response_group", "certificate"):
        _records(ws, name, _list(content, name), made)
    for name in ("event", "funding_source", "budget_line", "expense"):
        _records(ws, name, _list(content, name), made)
    _photos(ws, _list(content, "photo"), made)
    _dossier(ws, content, programme, made)
    _tasks(ws, content, programme)


def _list(content: Content, name: str) -> Sequence[Content]:
    found = content.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, (list, tuple)) else []


def _records(ws: Workspace, name: str, items: Sequence[Content], made: Made) -> None:
    """Make the records of a type in one step; ``key`` names one, ``=key`` refers to it, ``rows`` belong to it."""
    if not items:
        return
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for item in items:
            values = {field: _value(value, made) for field, value in item.items() if field not in ("key", "rows")}
            record = ws.records.insert(work.session, name, values)
            work.session.flush()
            if item.get("key"):
                made.ids[str(item["key"])] = record
            rows = item.get("rows")
            for row_type, given in rows.items() if isinstance(rows, Mapping) else ():
                for row in given if isinstance(given, (list, tuple)) else ():
                    values = {field: _value(value, made) for field, value in row.items()}
                    ws.records.insert(work.session, str(row_type), {name: record, **values})


def _value(value: object, made: Made) -> object:
    if isinstance(value, str) and value.startswith("="):
        return made.ids[value[1:]]
    if isinstance(value, (list, tuple)):
        return tuple(_value(one, made) for one in value)
    return value


def _photos(ws: Workspace, items: Sequence[Content], made: Made) -> None:
    """Draw the pictures, store them and give each its caption, date and event."""
    for number, item in enumerate(items, 1):
        data = scene(str(item.get("scene", "")), int(str(item.get("seed", number))))
        name = f"IMG_{number:04d}.jpg"
        candidate = examine(Source(Path(name), name, ""), data)
        ws.photos.store(candidate, data)
        event = made.ids.get(str(item.get("event", "")))
        day = str(item.get("taken_on", ""))
        result = ws.photos.record(PhotoBatch((candidate,)), event_id=event, date_for_undated=day or None)
        photo = (*result.added, *result.joined)[0]
        caption = item.get("caption")
        ws.records.change("photo", photo, {"caption": caption, "shows_people": True, "consent": "public"})
        if item.get("key"):
            made.ids[str(item["key"])] = photo


def _dossier(ws: Workspace, content: Content, programme: str, made: Made) -> None:
    dossier = content.get("dossier")
    if not isinstance(dossier, Mapping):
        return
    view = ws.dossier.begin(programme, str(dossier.get("language", "zh_TW")))
    settings: dict[str, object] = {"filled_on": str(dossier.get("filled_on", ""))}
    if dossier.get("cover_photo"):
        settings["cover_photo"] = made.ids[str(dossier["cover_photo"])]
    ws.dossier.set_dossier(view.id, **settings)
    summary, chapters = dossier.get("summary"), dossier.get("chapters")
    for part in view.parts:
        if part.kind == "summary" and isinstance(summary, Mapping):
            edits = [
                BlockEdit(one.id, "row", 0, one.style, rich(str(summary.get(one.style, "")))) for one in part.blocks
            ]
            ws.dossier.save_part(part.id, edits, "", typing=False)
        elif isinstance(chapters, Mapping) and part.item in chapters:
            _chapter(ws, part, _list(chapters, part.item), made)
        elif part.kind == "appendix" and isinstance(chapters, Mapping):
            _chapter(ws, part, _list(chapters, "appendix"), made)


def _chapter(ws: Workspace, part: PartView, items: Sequence[Content], made: Made) -> None:
    """Replace a chapter by the content's blocks; ``h`` keeps the template's heading of that id."""
    kept = {str(one.settings.get("template")): one for one in part.blocks if one.settings.get("template")}
    ws.dossier.save_part(
        part.id, [BlockEdit(one.id, one.kind, one.level, one.style, one.runs) for one in kept.values()], ""
    )
    last = ""
    for item in items:
        what = next(iter(item))
        if what == "h" and str(item["h"]) in kept:
            last = kept[str(item["h"])].id
            continue
        last = MAKERS[what](ws, part, last, item, made)


def _text(kind: str, style: str, level: int = 0) -> Callable[[Workspace, PartView, str, Content, Made], str]:
    def make(ws: Workspace, part: PartView, after: str, item: Content, made: Made) -> str:
        block_id, _ = ws.dossier.insert(part.id, after, "heading" if kind == "heading" else "paragraph", {})
        now = ws.dossier.part(part.id)
        edits = [
            BlockEdit(one.id, kind, level, style, rich(str(next(iter(item.values())))))
            if one.id == block_id
            else BlockEdit(one.id, one.kind, one.level, one.style, one.runs)
            for one in now.blocks
        ]
        ws.dossier.save_part(part.id, edits, "", typing=False)
        return block_id

    return make


def _live(ws: Workspace, part: PartView, after: str, item: Content, made: Made) -> str:
    settings: dict[str, object] = {"live": str(item["live"])}
    if item.get("record"):
        settings["record"] = made.ids[str(item["record"])]
    settings.update({name: item[name] for name in ("caption", "per_row") if name in item})
    return ws.dossier.insert(part.id, after, "live", settings)[0]


def _placed(ws: Workspace, part: PartView, after: str, item: Content, made: Made) -> str:
    names = item["photos"]
    photos = [made.ids[str(one)] for one in names] if isinstance(names, (list, tuple)) else []
    return ws.dossier.insert(part.id, after, "photos", {"photos": photos, "per_row": item.get("per_row", 2)})[0]


def _table(ws: Workspace, part: PartView, after: str, item: Content, made: Made) -> str:
    rows = item["table"]
    cells = [[str(cell) for cell in row] for row in rows] if isinstance(rows, (list, tuple)) else []
    settings = {"rows": cells, "caption": str(item.get("caption", "")), "header": item.get("header", True)}
    return ws.dossier.insert(part.id, after, "table", settings)[0]


MAKERS: Mapping[str, Callable[[Workspace, PartView, str, Content, Made], str]] = {
    "h": _text("heading", "", 1),
    "h2": _text("heading", "", 2),
    "p": _text("paragraph", "body"),
    "lead": _text("paragraph", "lead"),
    "li": _text("list_item", "bullet"),
    "num": _text("list_item", "number"),
    "live": _live,
    "photos": _placed,
    "table": _table,
}
"""First key of a content block to what makes it; each returns the new block's id."""


def rich(text: str) -> Runs:
    """Return *text* as runs; ``**words**`` are bold."""
    pieces = text.strip().split("**")
    return normalise(Run(piece, (BOLD,) if number % 2 else ()) for number, piece in enumerate(pieces))


def _tasks(ws: Workspace, content: Content, programme: str) -> None:
    for status in ("done", "doing"):
        found = content.get(status)
        for task in found if isinstance(found, (list, tuple)) else ():
            ws.programmes.set_task(programme, str(task), status)


def digest(path: Path) -> str:
    """Return the SHA-256 of a closed file, for those who compare two makings."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
