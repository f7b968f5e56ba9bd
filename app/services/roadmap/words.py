"""From people's words to statements: feedback notes, key statements and written answers, each used or not yet.

A note stays as it is; the statement remembers what it was made of (``origins``), so that it is marked.
Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s

from app.core.fields import Row
from app.core.messages import NP_
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.questionnaires import QuestionnaireService
from app.services.questionnaires.counts import WORDS
from app.services.questionnaires.feedback import kept_answers, topic_of
from app.services.records import RecordService
from app.services.roadmap.views import VOICE, text_of

SECOND_PASS = "2"


@dataclass(frozen=True, slots=True)
class Said:
    """Words that somebody said.

    Args:
        key: what they are remembered by, such as ``feedback_note:<id>``.
        text: the words.
        event: id of the event where they were said, "" for none.
        where: its title, "" for none.
        date: ISO date, "" where it is not known.
        about: what they were noted under.
        group: id of the group whose sheet it was, "" for none.
        used: keys of the topics whose statements are made of them.
    """

    key: str
    text: str
    event: str = ""
    where: str = ""
    date: str = ""
    about: str = ""
    group: str = ""
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What is said of the statements to be made.

    Args:
        topic: key of the topic.
        kind: key of the kind, "" to be said later.
        groups: ids of groups; where empty, the group of each sheet.
        question: key of a guiding question, "" for none.
        together: whether all words become one statement.
    """

    topic: str
    kind: str = ""
    groups: tuple[str, ...] = ()
    question: str = ""
    together: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """Ids of the statements that were made, and the one step."""

    ids: tuple[str, ...]
    changes: ChangeSet | None


def gather_words(records: RecordService, questionnaires: QuestionnaireService) -> tuple[Said, ...]:
    """Return everything people said, the newest event first; what is used already carries its topics."""
    events = {row.id: row for row in records.load("event")}
    used: dict[str, list[str]] = {}
    for row in records.load("statement"):
        for key in origins_of(row):
            used.setdefault(key, []).append(text_of(row, "topic"))
    found = [*_notes(events), *_key_statements(events), *_answers(questionnaires, records, events)]
    found.sort(key=lambda one: (one.date, one.where), reverse=True)
    return tuple(_with_use(one, used) for one in found)


def make_statements(document: Document, records: RecordService, said: Sequence[Said], draft: Draft) -> Made:
    """Make statements of people's words, as residents' own words of the second pass; one Undo.

    Args:
        document: open for editing.
        records: its records.
        said: the chosen words.
        draft: topic and the rest.
    """
    heaps = [list(said)] if draft.together and said else [[one] for one in said]
    label = NP_("Add {n} statement of what people said", "Add {n} statements of what people said", len(heaps))
    if not heaps:
        return Made((), None)
    with document.unit_of_work(label) as work:
        ids = tuple(records.insert(work.session, "statement", _values(heap, draft)) for heap in heaps)
    return Made(ids, work.changes)


def origins_of(row: Row) -> tuple[str, ...]:
    """Return the keys of the words that a statement was made of."""
    value = row.get("origins")
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()


def _values(heap: Sequence[Said], draft: Draft) -> dict[str, object]:
    events = {one.event for one in heap}
    days = sorted({one.date for one in heap if one.date})
    groups = draft.groups or tuple(dict.fromkeys(one.group for one in heap if one.group))
    return {
        "topic": draft.topic,
        "text": "\n".join(one.text for one in heap),
        "kind": draft.kind or None,
        "provenance": VOICE,
        "pass_no": SECOND_PASS,
        "question": draft.question or None,
        "groups": groups,
        "event": events.pop() or None if len(events) == 1 else None,
        "date": days[-1] if days else None,
        "origins": [one.key for one in heap],
    }


def _notes(events: Mapping[str, Row]) -> Iterator[Said]:
    for event in events.values():
        for note in event.below("feedback_notes"):
            if text := text_of(note, "quote").strip():
                yield replace(_at(event, f"feedback_note:{note.id}", text), about=text_of(note, "topic"))


def _key_statements(events: Mapping[str, Row]) -> Iterator[Said]:
    for event in events.values():
        lines = dict.fromkeys(one.strip(" -•・") for one in text_of(event, "key_statements").splitlines())
        for line in lines:
            if line:
                mark = blake2s(line.encode(), digest_size=6).hexdigest()
                yield _at(event, f"event:{event.id}:{mark}", line)


def _answers(questionnaires: QuestionnaireService, records: RecordService, events: Mapping[str, Row]) -> Iterator[Said]:
    """Yield written answers that are not among the feedback notes of their event already."""
    for line in questionnaires.all():
        view = questionnaires.view(line.id)
        asked = [one.asked for one in view.questions if one.asked.kind == WORDS] if view is not None else []
        if view is None or not asked:
            continue
        sheets = questionnaires.sheets(line.id)
        kept = kept_answers(records, view, sheets)
        for sheet in sheets:
            for one in asked:
                text = sheet.words.get(one.id, "").strip()
                if text and (sheet.id, one.id) not in kept:
                    key, event = f"answer:{sheet.id}:{one.id}", events.get(sheet.event)
                    words = _at(event, key, text) if event is not None else Said(key, text, where=view.title)
                    yield replace(words, about=topic_of(view, one), group=sheet.group)


def _at(event: Row, key: str, text: str) -> Said:
    return Said(key, text, event.id, event.title, text_of(event, "date"))


def _with_use(one: Said, used: Mapping[str, Sequence[str]]) -> Said:
    return replace(one, used=tuple(dict.fromkeys(used.get(one.key, ()))))
