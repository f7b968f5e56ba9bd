"""From what nobody knows yet to a question that is asked: in a questionnaire, or at an event.

Thread: the document lane.
"""

from __future__ import annotations

from app.core.fields import Row
from app.core.messages import N_
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.questionnaires.counts import WORDS
from app.services.records import RecordService
from app.services.roadmap.views import UNKNOWN, keys_of, text_of

ROUND = "R1"
ROADMAP_USE = "roadmap"
LABEL_LENGTH = 24
"""Characters of a question's short name."""


def ask_in_questionnaire(
    document: Document, records: RecordService, statement: str, questionnaire: str, language: str, title: str = ""
) -> ChangeSet | None:
    """Ask an unknown as a question that is answered in words; one Undo.

    It is worded in the language of the questionnaire that the words are written in; what is missing in the
    other languages is shown where its questions are written.

    Args:
        document: open for editing.
        records: its records.
        statement: id of the unknown.
        questionnaire: id of a questionnaire, "" for a new one.
        language: key of the language that the words are written in (``zh``, ``en``).
        title: of a new questionnaire.
    """
    row = _unknown(records, statement)
    if row is None:
        return None
    known = records.get("questionnaire", questionnaire) if questionnaire else None
    text = text_of(row, "text")
    with document.unit_of_work(N_("Ask it in a questionnaire")) as work:
        insert = records.insert
        key = known.id if known is not None else insert(
            work.session, "questionnaire",
            {"title": title or None, "use": ROADMAP_USE, "round": ROUND, "languages": (language,)},
        )  # fmt: skip
        spoken = keys_of(known, "languages") if known is not None else (language,)
        label = text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1] + "…"
        values = {"questionnaire": key, "kind": WORDS, "label": label, "use": ROADMAP_USE}
        question = insert(work.session, "question", values)
        worded = language if language in spoken or not spoken else spoken[0]
        insert(work.session, "question_wording",
               {"questionnaire": key, "question": question, "language": worded, "text": text})  # fmt: skip
        records.write(work.session, "statement", statement, {"asked_in": key})
    return work.changes


def ask_at_event(document: Document, records: RecordService, statement: str, event: str) -> ChangeSet | None:
    """Put an unknown at the end of the questions that are asked at an event; one Undo."""
    row, at = _unknown(records, statement), records.get("event", event)
    if row is None or at is None:
        return None
    asked, text = text_of(at, "questions").rstrip(), " ".join(text_of(row, "text").split())
    with document.unit_of_work(N_("Ask it at an event")) as work:
        if text not in asked.splitlines():
            records.write(work.session, "event", event, {"questions": "\n".join(one for one in (asked, text) if one)})
        records.write(work.session, "statement", statement, {"asked_at": event})
    return work.changes


def _unknown(records: RecordService, statement: str) -> Row | None:
    row = records.get("statement", statement)
    return row if row is not None and text_of(row, "kind") == UNKNOWN and text_of(row, "text").strip() else None
