"""The Social Resilience Roadmap of the open document: read at a glance, filled by topic. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.core.fields import Option
from app.core.messages import N_, Message
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.roadmap import GIVEN_TOPICS, TOPICS
from app.services.records import RecordService
from app.services.roadmap.gather import seen
from app.services.roadmap.topics import Topic, given_options, question_options, topic_options, topics_of
from app.services.roadmap.views import VOICE, RoadmapView, roadmap_view

FIRST_PASS, SECOND_PASS = "1", "2"


class RoadmapService:
    """Reads and writes the Roadmap.

    Args:
        document: the open document.
        records: its records.
    """

    def __init__(self, document: Document, records: RecordService) -> None:
        self._document, self._records = document, records
        self._topics: tuple[Topic, ...] | None = None
        document.listen(self._hear)

    # -- reading

    def topics(self) -> tuple[Topic, ...]:
        """Return every topic in the team's order; kept until topics change."""
        if self._topics is None:
            self._topics = topics_of(self._records.load("roadmap_topic"))
        return self._topics

    def options(self, list_id: str) -> tuple[Option, ...]:
        """Return the choices of one of ``LISTS``."""
        if list_id == GIVEN_TOPICS:
            return given_options()
        return topic_options(self.topics()) if list_id == TOPICS else question_options(self.topics())

    def view(self) -> RoadmapView:
        """Return the whole Roadmap as the team sees it."""
        rows = self._records.load("statement")
        groups = tuple((row.id, row.title) for row in self._records.load("population_group"))
        with self._records.reader() as reader:
            titles = {name: reader.titles(name) for name in ("event", "questionnaire")}
        date = self._records.translator.date

        def title(name: str, record: str) -> str:
            return titles[name].get(record, "")

        return roadmap_view(self.topics(), [seen(row, title, date) for row in rows], groups)

    # -- statements

    def add(self, topic: str, values: Mapping[str, object]) -> str:
        """Make a statement of a topic and return its id. The pass follows from who says so."""
        with self._document.unit_of_work(N_("Add statement")) as work:
            return self._records.insert(work.session, "statement", {**with_pass(values), "topic": topic})

    def write(self, id: str, values: Mapping[str, object], *, step: str = "") -> ChangeSet | None:
        """Write fields of a statement; *step* names the visit of a field, so that it is one Undo."""
        return self._records.change("statement", id, with_pass(values), typing=bool(step), step=step)

    # -- topics

    def add_topic(self, title: str) -> str:
        """Add a topic of the team's own at the end and return its key."""
        with self._document.unit_of_work(N_("Add topic")) as work:
            return self._records.insert(work.session, "roadmap_topic", {"title": title or None})

    def rename(self, key: str, title: str, *, step: str = "") -> ChangeSet | None:
        """Call a topic something else; without a title a given one has its first name again."""
        return self._change(key, {"title": title.strip() or None}, N_("Rename topic"), step)

    def summarise(self, key: str, text: str, *, step: str = "") -> ChangeSet | None:
        """Write the summary of a topic."""
        return self._change(key, {"summary": text or None}, N_("Write the summary of a topic"), step)

    def publish_summary(self, key: str, on: bool) -> ChangeSet | None:
        """Say whether the summary of a topic may leave the team."""
        return self._change(key, {"publish": on}, N_("Say whether a summary may be published"), "")

    def move(self, key: str, by: int) -> ChangeSet | None:
        """Move a topic up (-1) or down (1) in the list; one Undo."""
        keys = [one.key for one in self.topics()]
        if key not in keys or not 0 <= keys.index(key) + by < len(keys):
            return None
        at = keys.index(key)
        keys[at], keys[at + by] = keys[at + by], keys[at]
        with self._document.unit_of_work(N_("Move topic")) as work:
            for place, one in enumerate(keys, 1):
                self._put(work.session, one, {"place": place})
        return work.changes

    def drop(self, key: str) -> ChangeSet | None:
        """Delete a topic of the team's own; its statements stay and wait for another topic."""
        own = any(one.key == key and one.own for one in self.topics())
        return self._records.delete("roadmap_topic", key) if own else None

    def word_question(self, key: str, question: str, text: str, *, step: str = "") -> ChangeSet | None:
        """Write a guiding question in other words, or an own one; an empty text brings the first words back.

        Args:
            key: of the topic.
            question: key of the question, "" for another one of the team's own.
            text: what is asked.
            step: names the visit of the field.
        """
        topic = next((one for one in self.topics() if one.key == key), None)
        if topic is None:
            return None
        known = next((one for one in topic.questions if one.key == question), None)
        with self._document.unit_of_work(N_("Word a guiding question"), typing=bool(step), step=step) as work:
            row = self._put(work.session, key, {})
            if known is not None and known.row:
                self._records.write(work.session, "roadmap_question", known.row, {"text": text or None})
            elif text:
                values = {"topic": row, "code": question or None, "text": text}
                self._records.insert(work.session, "roadmap_question", values)
        return work.changes

    # -- inside

    def _hear(self, changes: ChangeSet) -> None:
        if any(one.type in ("roadmap_topic", "roadmap_question") for one in changes.changes):
            self._topics = None

    def _change(self, key: str, values: Mapping[str, object], label: Message, step: str) -> ChangeSet | None:
        with self._document.unit_of_work(label, typing=bool(step), step=step) as work:
            self._put(work.session, key, values)
        return work.changes

    def _put(self, session: Session, key: str, values: Mapping[str, object]) -> str:
        """Write into the record of a topic, which is made where there is none yet; return its id."""
        topic = next((one for one in self.topics() if one.key == key), None)
        if topic is not None and topic.row:
            self._records.write(session, "roadmap_topic", topic.row, values)
            return topic.row
        return self._records.insert(session, "roadmap_topic", {"code": key, **values})


def with_pass(values: Mapping[str, object]) -> dict[str, object]:
    """Return *values* with the pass that follows from who says so, unless it is given.

    What residents say belongs to the second pass, everything else to the first. Source: ``mvp2.md`` 4, step 5.
    """
    out = dict(values)
    if out.get("provenance") and "pass_no" not in out:
        out["pass_no"] = SECOND_PASS if out["provenance"] == VOICE else FIRST_PASS
    return out
