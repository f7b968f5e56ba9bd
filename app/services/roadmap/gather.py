"""The Roadmap as one audience may see it: counts of everything, words only of what may leave the team.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.core.fields import Row
from app.services.live_kinds import Shown
from app.services.roadmap.topics import topics_of
from app.services.roadmap.views import RoadmapView, StatementView, keys_of, roadmap_view, text_of

JOINT = " · "


@dataclass(frozen=True, slots=True)
class ShownRoadmap:
    """The Roadmap for paper.

    Args:
        counted: with every statement, without its words.
        printed: with the statements whose words this audience may read.
    """

    counted: RoadmapView
    printed: RoadmapView


def shown_roadmap(shown: Shown) -> ShownRoadmap:
    """Return the Roadmap as the reader of *shown* may see it."""
    summed = shown.filled("roadmap_topic", "summary")
    topics = [replace(one, summed=one.row in summed) for one in topics_of(shown.rows("roadmap_topic"))]
    groups = tuple((row.id, row.title) for row in shown.rows("population_group") if row.title)
    counted = [_bare(row) for row in shown.tally("statement")]
    printed = [seen(row, shown.title, shown.date) for row in shown.rows("statement")]
    return ShownRoadmap(roadmap_view(topics, counted, groups), roadmap_view(topics, printed, groups))


def _bare(row: Row) -> StatementView:
    publish = row.get("publish")
    return StatementView(
        row.id,
        text_of(row, "topic"),
        "",
        text_of(row, "kind"),
        text_of(row, "provenance"),
        text_of(row, "pass_no"),
        keys_of(row, "groups"),
        text_of(row, "confidence"),
        publish if isinstance(publish, bool) else None,
        text_of(row, "question"),
        settled=row.get("settled") is True,
    )


def seen(row: Row, title: Callable[[str, str], str], date: Callable[[str], str]) -> StatementView:
    """Return a statement with its words, where it was said and where it is asked.

    Args:
        row: the record.
        title: type and id to the title of a record, "" where there is none.
        date: writes an ISO date.
    """
    day = text_of(row, "date") or text_of(row, "as_of_date")
    said = [title("event", text_of(row, "event")), text_of(row, "source_text"), date(day) if day else ""]
    asked = [title("questionnaire", text_of(row, "asked_in")), title("event", text_of(row, "asked_at"))]
    return replace(
        _bare(row),
        text=text_of(row, "text"),
        said_at=JOINT.join(one for one in said if one),
        asked=JOINT.join(one for one in asked if one),
    )
