"""The engagement summary: each round with plan, events, who was heard, what was said, what changed, report-back.

Outside the team no group or event of fewer than five is told apart, and only statements that may be published
have words. No name of a person is on it. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.messages import N_, Label
from app.core.richtext import plain
from app.exports.spec import Audience, Block, Column, DocumentSpec, Heading, ListItem, Paragraph, Table
from app.services.engagement import tables
from app.services.engagement.rounds import IDEAS, PRIORITIES, RoundView, State, gather_rounds
from app.services.engagement.words import held_words, name_of, quoted, remarks, state_words, topic_words
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.seed.tables import feedback_table
from app.services.seed.view import SeedView
from app.services.seed.words import DASH

TITLE = N_("Engagement summary")
NOTHING = N_("Nothing is planned yet.")
MOST_QUOTES = 6
"""Statements printed for each topic; the Roadmap report has all of them."""


def engagement_spec(
    shown: ShownRecords, setting: ListSetting, seed: SeedView, only: Sequence[str] | None = None
) -> DocumentSpec:
    """Return the engagement summary.

    Args:
        shown: the records as the audience may see them.
        setting: paper, date and community.
        seed: ideas with what residents said about them, for the round that compares them.
        only: numbers of the rounds to print; all that have anything where ``None``.
    """
    views = gather_rounds(shown)
    wanted = [one for one in views if (one.number in only if only else one.state is not State.NOTHING)]
    head = " · ".join(one for one in (setting.community, setting.date_text) if one)
    blocks: list[Block] = [Paragraph("head", plain(head), "note")]
    if not wanted:
        blocks.append(Paragraph("none", plain(shown.text(NOTHING)), "plain"))
    for one in wanted:
        blocks += _Round(shown, one, seed).blocks()
    return list_document(shown, TITLE, tuple(blocks), setting)


class _Round:
    """The parts of one round, in order."""

    def __init__(self, shown: ShownRecords, view: RoundView, seed: SeedView) -> None:
        self._shown, self._view, self._seed = shown, view, seed
        self._outside = shown.reader.audience is not Audience.TEAM
        self._key = view.number

    def blocks(self) -> Iterator[Block]:
        """Yield everything about the round."""
        say, view = self._shown.text, self._view
        yield Heading(f"{self._key}-head", 1, plain(say(name_of(view.number))), numbered=False)
        yield Paragraph(f"{self._key}-state", plain(say(state_words(view))), "lead")
        if view.held:
            yield Paragraph(f"{self._key}-held", plain(say(held_words(view))), "plain")
        if not self._outside:
            for number, one in enumerate(remarks(view)):
                yield ListItem(f"{self._key}-remark-{number}", plain(say(one)))
        yield from self._planned()
        yield from self._heard()
        yield from self._said()
        yield from self._reported()

    def _planned(self) -> Iterator[Block]:
        table = tables.planned_table(f"{self._key}-planned", self._view, self._shown)
        if table is not None:
            yield self._heading("planned-head", N_("Planned and held"))
            yield table
        events = tables.events_table(f"{self._key}-events", self._view, self._shown, hide_small=self._outside)
        if events is not None:
            yield self._heading("events-head", N_("Events of the round"))
            yield events

    def _heard(self) -> Iterator[Block]:
        table = tables.heard_table(f"{self._key}-heard", self._view, self._shown, hide_small=self._outside)
        if table is not None:
            yield self._heading("heard-head", N_("Who was heard"))
            yield table

    def _said(self) -> Iterator[Block]:
        view, shown = self._view, self._shown
        if view.said:
            yield self._heading("said-head", N_("What was said, by topic"))
        name = tables.topic_name(shown)
        for one in view.said:
            words = N_("{topic}: {said}", topic=name(one.topic), said=topic_words(one.statements, one.voices))
            yield Paragraph(f"{self._key}-said-{one.topic}", plain(shown.text(words)), "lead")
            for number, text in enumerate(one.words[:MOST_QUOTES]):
                yield ListItem(f"{self._key}-said-{one.topic}-{number}", plain(shown.text(quoted(text))))
            if len(one.words) < one.statements and self._outside:
                kept = N_("Further words stay with the team.")
                yield Paragraph(f"{self._key}-kept-{one.topic}", plain(shown.text(kept)), "note")
        if view.number == PRIORITIES:
            yield from self._priorities()
        if view.number == IDEAS:
            table = feedback_table(f"{self._key}-ideas", self._seed, shown, hide_small=self._outside)
            if table is not None:
                yield self._heading("ideas-head", N_("What residents said, by group"))
                yield table

    def _priorities(self) -> Iterator[Block]:
        shown = self._shown
        rows = [
            (row.title, shown.cell(row, "feedback") or DASH, shown.cell(row, "changed") or DASH)
            for row in shown.rows("priority")
            if shown.cell(row, "feedback") or shown.cell(row, "changed")
        ]
        if rows:
            head = (N_("Priority"), N_("What residents said about it"), N_("What changed because of it"))
            yield self._heading("priorities-head", N_("What residents said about the priorities"))
            yield tables.made(f"{self._key}-priorities", shown, (Column(5), Column(7), Column(7)), head, rows)

    def _reported(self) -> Iterator[Block]:
        reports = [(plan.id, lines) for plan in self._view.plans if (lines := tables.report_lines(plan, self._shown))]
        yield self._heading("report-head", N_("Report-back to residents"))
        if not reports:
            said = N_("Residents have not been told yet.")
            yield Paragraph(f"{self._key}-untold", plain(self._shown.text(said)), "plain")
        for key, lines in reports:
            cells = tuple((plain(first), plain(second)) for first, second in lines)
            columns = (Column(5), Column(14))
            yield Table(f"{self._key}-report-{key}", columns, cells, header=0, numbered=False, shows=(key,))

    def _heading(self, key: str, said: Label) -> Heading:
        return Heading(f"{self._key}-{key}", 2, plain(self._shown.text(said)), numbered=False)
