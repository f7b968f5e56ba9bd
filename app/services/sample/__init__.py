"""Makes the practice communities: invented people and places, the same content at every making.

The content is data (``resources/sample/<programme>/*.yaml``); pictures are drawn by code. A practice file
says so: its setting ``practice`` puts a watermark on every print. In it it is always the day ``today`` of its
content, so that nothing invented becomes late; its history and its backups bear the real time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.core.clock import FixedClock
from app.core.errors import InputError, UsageError
from app.core.ids import seeded_ids
from app.core.messages import N_
from app.imports.photos import Source, examine
from app.media.drawing import scene
from app.models.catalogue import parent_column
from app.models.document.document import Document
from app.models.document.lock import lock_path
from app.models.document.opening import IN_USE, Setup
from app.programmes.yaml_core import parse_file
from app.services.document_settings import PRACTICE, PRACTICE_DAY
from app.services.outputs import told_of_writing
from app.services.photos.service import PhotoBatch
from app.services.programmes.service import ProgrammeService
from app.services.sample.answers import answer_questionnaire, compare_ideas, give_scores
from app.services.sample.dossier import write_dossier
from app.services.sample.large import enlarge
from app.services.workspace import Program, Workspace
from app.system.locks import FileLock

SEED = 114
MADE_AT = datetime(2025, 4, 1, 9, 0, tzinfo=UTC)
FOLDER = Path(__file__).resolve().parents[3] / "resources" / "sample"
RECORDS = (
    "community",
    "organisation",
    "person",
    "response_group",
    "certificate",
    "population_group",
    "event",
    "funding_source",
    "project",
    "budget",
    "budget_line",
    "expense",
    "voucher",
    "settlement",
    "disaster_event",
    "hazard_potential",
    "risk",
    "population_stat",
    "industry_stat",
    "alert",
    "warning_channel",
    "recovery_committee",
    "relief_case",
    "livelihood_action",
    "reconstruction_plan",
    "supply",
    "equipment",
    "agreement",
    "shelter",
    "route",
    "protected_person",
    "training",
    "indicator",
    "special_practice",
    "succession",
    "income_plan",
    "direction",
    "knowledge_transfer",
    "calendar_activity",
    "continuity_function",
    "meeting",
    "letter",
    "trip_report",
    "visit_plan",
    "panel_question",
    "liaison_agreement",
    "work_log",
    "upkeep_plan",
    "upkeep_aim",
    "upkeep_activity",
    "position",
    "candidate",
    "data_item",
    "known_connection",
    "seat",
    "team_agreement",
    "learning_check",
    "questionnaire",
    "roadmap_topic",
    "statement",
    "engagement_round",
    "priority",
    "idea",
    "seed_decision",
    "scoring",
    "procurement",
    "plan_task",
    "permission",
    "plan_risk",
    "change_request",
    "check_in",
    "equity_measure",
    "reflection",
    "next_step",
    "condition_answer",
    "application",
    "own_fact",
)
"""In an order in which a record only names those before it."""
PROOFS: Mapping[str, tuple[str, str, str]] = {
    "TW": ("簽到統計_{date}.csv", "對象", "人數"),
    "US": ("sign-in_{date}.csv", "group", "people"),
}
"""Country to the name and the head of a sign-in sheet's counts."""
Content = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Made:
    """What the steps of making share.

    Args:
        ids: names in the content to ids in the document.
    """

    ids: dict[str, str] = field(default_factory=dict)


def make_sample(path: Path, programme: str, size: str, program: Program, *, force: bool = False) -> None:
    """Write the practice community of *programme* to *path*. Thread: document lane.

    Args:
        path: where no file is yet, unless *force*.
        programme: ``community`` or ``nfa-114``.
        size: ``small`` or ``large``.
        program: packs and folders; its clock and ids are replaced by fixed ones.
        force: whether a file that is there may be replaced.

    Raises:
        UsageError: there is something at *path*, somebody has it open, or there is no practice community of
            that programme.
        StorageError: it cannot be written there; what was there stays.
    """
    content = load_content(programme)
    with told_of_writing(path):
        if path.is_dir() or (path.exists() and not force):
            raise UsageError(
                N_("{name} is there already.", name=path.name), N_("Choose another name, or replace it with --force.")
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        with _nobody_else(path):
            pass  # told at once, and again where it was opened while the sample was made
    draft = path.with_name(f".~{path.name}.making")
    ids = seeded_ids(SEED)
    fixed = replace(program, clock=FixedClock(MADE_AT), ids=ids)
    try:
        with told_of_writing(path):
            draft.unlink(missing_ok=True)
        same = Setup(entropy=random.Random(SEED).randbytes)  # what it seals is invented, and its key stands beside it
        document = Document.create(draft, application_version=__version__, clock=fixed.clock, ids=ids, setup=same)
        try:
            fill(Workspace(document, fixed), content, programme)
            if size == "large":
                enlarge(Workspace(document, fixed), programme)
        finally:
            document.close()
        with told_of_writing(path, replacing=True), _nobody_else(path):
            os.replace(draft, path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


@contextlib.contextmanager
def _nobody_else(path: Path) -> Iterator[None]:
    """Hold the lock of the document at *path*, if there is one. Raises UsageError where somebody has it open."""
    if not path.exists():
        yield
        return
    lock = FileLock.take(lock_path(path))
    if lock is None:
        raise UsageError(IN_USE, N_("Close it there, or choose another name."))
    try:
        yield
    finally:
        lock.release()


def load_content(programme: str) -> Content:
    """Return the content of a practice community, merged from its files in the order of their names.

    Raises:
        UsageError: there is no practice community of that programme.
        InputError: its files cannot be read.
    """
    known = sorted(one.name for one in FOLDER.iterdir() if one.is_dir()) if FOLDER.is_dir() else []
    if programme not in known:
        raise UsageError(
            N_("There is no practice community for “{programme}”.", programme=programme),
            N_("Choose one of: {names}", names=", ".join(known)),
        )
    content: dict[str, object] = {}
    for source in sorted((FOLDER / programme).glob("*.yaml")):
        found = parse_file(source).value
        if not isinstance(found, Mapping) or content.keys() & found.keys():
            raise InputError(N_("The practice community cannot be read."), N_("Install the program again."))
        content.update(found)
    return content


def fill(ws: Workspace, content: Content, programme: str) -> None:
    """Put *content* into an empty document. Thread: document lane."""
    made = Made()
    ws.settings.change({PRACTICE: True, PRACTICE_DAY: str(content["today"])})
    ws.programmes.join(programme, str(content.get("start_month", "")))
    chosen = content.get("settings")
    if isinstance(chosen, Mapping):
        ws.programmes.choose(programme, chosen)
    for name in RECORDS:
        _records(ws, name, entries(content, name), made)
    _proofs(ws, entries(content, "event"), made)
    _photos(ws, entries(content, "photo"), made)
    rng = random.Random(SEED)
    for one in ws.questionnaires.all():
        remarks = content.get("remarks")
        answer_questionnaire(
            ws, one.id, entries(content, "questions"), remarks if isinstance(remarks, list) else (), rng
        )
    give_scores(ws, rng)
    ideas = [(made.ids[str(one["idea"])[1:]], _levels(one)) for one in entries(content, "compared")]
    compare_ideas(ws, ideas, rng)
    write_dossier(ws, content, programme, made.ids)
    for sheet in ws.evidence.sheets()[:1]:  # the others show what is suggested, and where there are holes
        ws.evidence.adopt(sheet.key, ws.settings.custom().output_language)
    _tasks(ws, content, programme)


def entries(content: Content, name: str) -> Sequence[Content]:
    """Return the list of mappings under *name*, empty where there is none."""
    found = content.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, (list, tuple)) else []


def _records(ws: Workspace, name: str, items: Sequence[Content], made: Made) -> None:
    """Make the records of a type in one step; ``key`` names one, ``=key`` refers to it, ``rows`` belong to it."""
    if not items:
        return
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for item in items:
            values = {name: _value(value, made) for name, value in item.items() if name not in ("key", "rows")}
            record = ws.records.insert(work.session, name, values)
            work.session.flush()
            if item.get("key"):
                made.ids[str(item["key"])] = record
            rows = item.get("rows")
            for row_type, given in rows.items() if isinstance(rows, Mapping) else ():
                for row in given if isinstance(given, (list, tuple)) else ():
                    values = {name: _value(value, made) for name, value in row.items()}
                    column = parent_column(str(row_type)) or name
                    ws.records.insert(work.session, str(row_type), {column: record, **values})


def _levels(compared: Content) -> Sequence[int]:
    given = compared["scores"]
    return [int(str(one)) for one in given] if isinstance(given, (list, tuple)) else ()


def _value(value: object, made: Made) -> object:
    if isinstance(value, str) and value.startswith("="):
        return made.ids[value[1:]]
    if isinstance(value, (list, tuple)):
        return tuple(_value(one, made) for one in value)
    return value


def _proofs(ws: Workspace, events: Sequence[Content], made: Made) -> None:
    """Attach to each event the counts of its sign-in sheet, as a small table without names."""
    name, group, people = PROOFS.get(ws.settings.custom().country, PROOFS["US"])
    sheets = []
    for event in events:
        lines = [f"{group},{people}", *(f"{label},{number}" for label, number in _counts(event))]
        data = "\ufeff".encode() + "\r\n".join([*lines, ""]).encode()
        sheets.append((event, name.format(date=event["date"]), data, hashlib.sha256(data).hexdigest()))
    for _, _, data, sha256 in sheets:
        ws.document.put_blob(sha256, data)
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for event, file_name, data, sha256 in sheets:
            values = {"name": file_name, "media_type": "text/csv", "size": len(data), "sha256": sha256}
            proof = ws.records.insert(work.session, "file", values)
            ws.records.write(work.session, "event", made.ids[str(event["key"])], {"proof": (proof,)})


def _counts(event: Content) -> Iterable[tuple[object, object]]:
    rows = event.get("rows")
    counts = rows.get("event_count") if isinstance(rows, Mapping) else None
    for one in counts if isinstance(counts, (list, tuple)) else ():
        yield one["group_label"], one["number"]


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
        values = {name: item[name] for name in ("caption", "place") if name in item}
        ws.records.change("photo", photo, {**values, "shows_people": True, "consent": "public"})
        if item.get("key"):
            made.ids[str(item["key"])] = photo


def _tasks(ws: Workspace, content: Content, programme: str) -> None:
    """Mark what is done and begun; ``done_on`` names the day of each."""
    dated = content.get("done_on")
    for day, tasks in dated.items() if isinstance(dated, Mapping) else ():
        for task in tasks:
            _on(ws, day).set_task(programme, str(task), "done")
    for status in ("done", "doing"):
        found = content.get(status)
        for task in found if isinstance(found, (list, tuple)) else ():
            _on(ws, content["today"]).set_task(programme, str(task), status)


def _on(ws: Workspace, day: object) -> ProgrammeService:
    """Return the programmes of the file as they were used on a day."""
    return ProgrammeService(ws.document, ws.program.packs, FixedClock(datetime.fromisoformat(f"{day}T12:00+00:00")))
