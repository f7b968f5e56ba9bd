"""The Roadmap report: figures, who was heard, each topic with its summary and statements, and the open questions.

Words leave the team only where a statement may be published; counts take in all. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.messages import N_, NP_, Label, Message
from app.core.richtext import plain
from app.exports.spec import Audience, Block, DocumentSpec, Heading, ListItem, Paragraph
from app.services.figures.roadmap_blocks import MANY, coverage_charts, kind_charts, topic_blocks
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.roadmap.gather import ShownRoadmap, shown_roadmap
from app.services.roadmap.views import RoadmapView, State, TopicView

TITLE = N_("Social Resilience Roadmap")
STATES: dict[State, tuple[str, Label]] = {
    State.EMPTY: ("○", N_("Nothing yet")),
    State.FIRST: ("◐", N_("First pass: residents not heard yet")),
    State.HEARD: ("◐", N_("Residents heard, no summary yet")),
    State.WHOLE: ("●", N_("Residents heard and summed up")),
}
"""A shape and words for how far a topic is."""


def roadmap_spec(shown: ShownRecords, setting: ListSetting) -> DocumentSpec:
    """Return the Roadmap report for the reader of *shown*."""
    found = shown_roadmap(shown)
    blocks = [*_opening(shown, setting, found), *_figures(shown, found.counted)]
    for one in found.printed.topics:
        counted = found.counted.topic(one.topic.key)
        if counted is not None and (counted.statements or one.topic.summary.strip()):
            blocks += _topic(shown, found.printed, one, counted)
    blocks += _questions(shown, found.printed)
    return list_document(shown, TITLE, tuple(blocks), setting)


def opening_words(view: RoadmapView) -> Message:
    """Return what stands in the Roadmap, in one sentence."""
    voices = sum(one.voices for one in view.topics)
    statements = NP_("{n} statement", "{n} statements", view.statements)
    said = NP_("{n} of them is what residents say", "{n} of them are what residents say", voices)
    topics = sum(bool(one.statements) for one in view.topics)
    return N_("{statements} on {topics} of {all} topics; {said}.", statements=statements, topics=topics,
              all=len(view.topics), said=said)  # fmt: skip


def open_words(view: RoadmapView) -> Message:
    """Return how many questions are open."""
    number = sum(len(one.open) for one in view.topics)
    return NP_("{n} question is open.", "{n} questions are open.", number)


def _opening(shown: ShownRecords, setting: ListSetting, found: ShownRoadmap) -> Iterator[Block]:
    say, view = shown.text, found.counted
    head = " · ".join(one for one in (setting.community, setting.date_text) if one)
    yield Paragraph("head", plain(head), "note")
    yield Paragraph("whole", plain(say(opening_words(view))), "lead")
    yield Paragraph("open", plain(say(open_words(view))), "plain")
    empty = [say(one.topic.title) for one in view.topics if not one.statements]
    if empty:
        yield Paragraph("empty", plain(say(N_("Nothing yet on: {topics}.", topics=shown.listed(empty)))), "plain")
    hidden = view.statements - found.printed.statements
    if hidden and shown.reader.audience is not Audience.TEAM:
        kept = NP_(
            "{n} statement is counted, but its words stay with the team.",
            "{n} statements are counted, but their words stay with the team.",
            hidden,
        )
        yield Paragraph("hidden", plain(say(kept)), "note")


def _figures(shown: ShownRecords, view: RoadmapView) -> Iterator[Block]:
    if not view.statements:
        yield Paragraph("none", plain(shown.text(N_("No statement stands in the Roadmap yet."))), "plain")
        return
    yield Heading("figures", 1, plain(shown.text(N_("The Roadmap in figures"))), numbered=False)
    yield from kind_charts("kinds", {}, shown, view, crossed=True)
    if view.groups:
        yield Heading("heard", 1, plain(shown.text(N_("Who was heard"))), numbered=False)
        yield from coverage_charts("coverage", {}, shown, view, MANY)


def _topic(shown: ShownRecords, view: RoadmapView, one: TopicView, counted: TopicView) -> Iterator[Block]:
    """Yield a topic: title, how far it is, summary, statements, what is open, whom nobody has heard."""
    key, say = f"topic-{one.topic.key}", shown.text
    mark, words = STATES[counted.state]
    yield from topic_blocks(key, shown, view, one, heading=f"{say(one.topic.title)}  {mark} {say(words)}", summary=True)
    if counted.statements and not one.statements:
        yield Paragraph(f"{key}-kept", plain(say(N_("The statements on this topic stay with the team."))), "plain")
    names = [view.name(group) for group in counted.unheard]
    if names and len(names) < len(view.groups):
        said = N_("Not heard on this topic: {groups}.", groups=shown.listed(names))
        yield Paragraph(f"{key}-unheard", plain(f"▲ {say(said)}"), "note")


def _questions(shown: ShownRecords, view: RoadmapView) -> Iterator[Block]:
    """Yield the question list: everything that nobody knows yet, by topic, with where it is asked."""
    topics = [one for one in view.topics if one.open]
    if not topics:
        return
    say = shown.text
    yield Heading("questions", 1, plain(say(N_("Questions to ask"))), numbered=False)
    for one in topics:
        yield Paragraph(f"ask-{one.topic.key}", plain(say(one.topic.title)), "lead")
        for each in one.open:
            where = say(N_("Asked: {where}", where=each.asked)) if each.asked else ""
            words = " · ".join(part for part in (" ".join(each.text.split()), where) if part)
            yield ListItem(f"ask-{each.id}", plain(words), "box", shows=(each.id,))
