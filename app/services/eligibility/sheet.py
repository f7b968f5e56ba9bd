"""The whole sheet of conditions of a round, read in one go. Thread: the document lane."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.core.messages import LocalText, own_words
from app.models.document.changes import ChangeSet
from app.programmes.rules.evaluate import RuleResult
from app.programmes.schema import Condition, Pack, QuotaRow
from app.programmes.sources import cited_in
from app.programmes.ways import way_of
from app.services.application.form import application_of
from app.services.checks.form import form_results
from app.services.dossier.press import submission_day
from app.services.eligibility.badge import Badge, badge_of, first_day
from app.services.eligibility.facts import Facts, Found, Proof, State, found_of
from app.services.masking import ShownRecords
from app.services.programmes.rounds import has_conditions, round_for

if TYPE_CHECKING:
    from app.services.workspace import Workspace

ANSWER = "condition_answer"
CHOICES = (("community", "area_conditions"), ("community", "within_plan"))


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition. ``answer``: what somebody wrote down about it; ``cites``: where the condition stands."""

    condition: Condition
    found: Found
    answer: Row | None
    cites: LocalText | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The conditions of a round as they stand.

    Args:
        on: ISO day on which the papers are handed in, as far as it is known.
        rules: what came of the rules on the form.
        quota: the county's own row, ``None`` where the county is in no table.
        counts: how many conditions stand where.
    """

    pack: Pack
    on: str
    badge: Badge
    lines: tuple[ConditionLine, ...]
    rules: tuple[RuleResult, ...]
    quota: QuotaRow | None
    counts: Counter[State] = field(hash=False)


def sheet_of(ws: Workspace, language: str, pack_id: str = "", shown: ShownRecords | None = None) -> Sheet | None:
    """Return the sheet of the round that is worked on, ``None`` where no joined round has conditions.

    Args:
        ws: of the open file.
        language: of names that the rules put into their sentences.
        pack_id: id of the round; see ``rounds.round_for``.
        shown: the records as a reader may see them; the team's own where ``None``.
    """
    pack = round_for(ws, has_conditions, pack_id)
    if pack is None:
        return None
    community, today = ws.records.single("community"), date.fromisoformat(ws.today())
    county = community.text("county").replace("台", "臺") if community is not None else ""
    rows = pack.quota.rows if pack.quota is not None else ()
    quota = next((one for one in rows if one.county.best("zh_TW") == county), None)
    on = _handed_in(ws, pack) or today
    titles = {key: {one.key: one.label for one in ws.records.options(*key)} for key in CHOICES}
    read = shown.rows if shown is not None else ws.records.load
    day = shown.date if shown is not None else ws.records.translator.date
    facts = Facts(pack, on, badge_of(community, pack, today), community, quota, read, titles, day)
    answers = {row.text("condition"): row for row in ws.records.load(ANSWER) if row.get("programme") == pack.id}
    lines = tuple(_line(ws, facts, one, answers.get(one.id)) for one in pack.eligibility)
    counts = Counter(one.found.state for one in lines)
    return Sheet(pack, on.isoformat(), facts.badge, lines, form_results(ws, pack, language), quota, counts)


def write_answer(ws: Workspace, pack_id: str, condition: str, holds: object) -> ChangeSet | None:
    """Write down whether a condition holds, as somebody found out."""
    found = answer_of(ws, pack_id, condition)
    if found is not None:
        return ws.records.change(ANSWER, found.id, {"holds": holds})
    return ws.records.create(ANSWER, {"programme": pack_id, "condition": condition, "holds": holds})[1]


def begin_answer(ws: Workspace, pack_id: str, condition: str) -> Row:
    """Return the record of what answers a condition; it is made where there is none."""
    found = answer_of(ws, pack_id, condition)
    return found or ws.records.create(ANSWER, {"programme": pack_id, "condition": condition})[0]


def answer_of(ws: Workspace, pack_id: str, condition: str) -> Row | None:
    """Return what was written down about a condition, ``None`` for nothing."""
    rows = ws.records.load(ANSWER)
    return next((row for row in rows if (row.get("programme"), row.get("condition")) == (pack_id, condition)), None)


def _line(ws: Workspace, facts: Facts, condition: Condition, answer: Row | None) -> ConditionLine:
    found = found_of(facts, condition, answer)
    return ConditionLine(
        condition,
        replace(found, proofs=(*found.proofs, *_attached(ws, answer))),
        answer,
        cited_in(facts.pack, condition.source, "、"),
    )


def _attached(ws: Workspace, answer: Row | None) -> tuple[Proof, ...]:
    """Return the papers and photos that were attached to an answer, by their titles."""
    if answer is None:
        return ()
    out = []
    for name, kind in (("files", "file"), ("photos", "photo")):
        keys = answer.get(name)
        for key in keys if isinstance(keys, tuple) else ():
            route = f"record:file:{key}" if kind == "file" else f"photos:{key}"
            out.append(Proof(own_words(ws.records.title_of(kind, str(key)) or str(key)), route))
    note = answer.text("note")
    return (*out, Proof(own_words(note), f"record:{ANSWER}:{answer.id}:note")) if note else tuple(out)


def _handed_in(ws: Workspace, pack: Pack) -> date | None:
    record = application_of(ws, pack.id)
    said = record.text("handed_on") if record is not None else ""
    return first_day(said or submission_day(pack))


def way_title(pack: Pack) -> LocalText | None:
    """Return what the chosen route is called, ``None`` while nobody has chosen."""
    way = way_of(pack) if pack.way else None
    return way.title if way is not None else None
