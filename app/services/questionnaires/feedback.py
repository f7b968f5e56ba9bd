"""Written answers become feedback notes of the event that their sheet names, each once. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.core.messages import NP_
from app.core.order import between
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.questionnaires import QuestionnaireView
from app.services.questionnaires.book_form import text_of
from app.services.questionnaires.counts import Asked, Filled
from app.services.records import RecordService

NOTE = "feedback_note"


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of it.

    Args:
        kept: notes that were made.
        already: answers that were kept before.
        without_event: answers whose sheet names no event.
        changes: the one step, ``None`` where nothing changed.
    """

    kept: int
    already: int
    without_event: int
    changes: ChangeSet | None


def topic_of(view: QuestionnaireView, asked: Asked) -> str:
    """Return the topic of the notes: questionnaire and question. Together with the sheet it tells each apart."""
    said = asked.label or next((one.says("zh").text for one in view.questions if one.asked == asked), "")
    return " · ".join(one for one in (view.title, said) if one)


def kept_answers(
    records: RecordService, view: QuestionnaireView, sheets: Sequence[Filled]
) -> frozenset[tuple[str, str]]:
    """Return (sheet id, question id) of the answers that stand among the notes of their event already.

    What somebody changes in a note afterwards does not matter; its topic and sheet number tell.
    """
    notes = {
        (event, one.get("topic"), one.get("sheet"))
        for event in {sheet.event for sheet in sheets if sheet.event}
        for one in records.load(NOTE, where={"event": event})
    }
    asked = [(one.asked.id, topic_of(view, one.asked)) for one in view.questions]
    return frozenset(
        (sheet.id, question)
        for sheet in sheets
        for question, topic in asked
        if sheet.event and (sheet.event, topic, sheet.number) in notes
    )


def keep_as_notes(
    document: Document,
    records: RecordService,
    view: QuestionnaireView,
    question: str,
    sheets: Sequence[Filled],
    only: Collection[str] = (),
) -> Kept:
    """Put written answers to one question into the feedback notes of their events, as one step.

    Args:
        document: open for editing.
        records: its records.
        view: the questionnaire.
        question: id of a question that is answered in words.
        sheets: of the questionnaire.
        only: ids of the sheets whose answers are wanted; all where empty.
    """
    asked = next(one.asked for one in view.questions if one.asked.id == question)
    wanted = [one for one in sheets if one.words.get(question) and (not only or one.id in only)]
    there = kept_answers(records, view, wanted)
    placed = [one for one in wanted if one.event]
    fresh = [one for one in placed if (one.id, question) not in there]
    result = len(fresh), len(placed) - len(fresh), len(wanted) - len(placed)
    if not fresh:
        return Kept(*result, None)
    topic, last = topic_of(view, asked), dict[str, str]()
    for event in {one.event for one in fresh}:
        keys = [text_of(row, "order_key") for row in records.load(NOTE, where={"event": event})]
        last[event] = max(keys, default="")
    label = NP_("Keep {n} answer as a feedback note", "Keep {n} answers as feedback notes", len(fresh))
    with document.unit_of_work(label) as work:
        for one in fresh:
            last[one.event] = between(last[one.event] or None, None)
            values = {"event": one.event, "order_key": last[one.event], "quote": one.words[question], "topic": topic,
                      "language": one.language or None, "sheet": one.number or None}  # fmt: skip
            records.insert(work.session, NOTE, values)
    return Kept(*result, work.changes)
