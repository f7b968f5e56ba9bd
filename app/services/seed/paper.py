"""The selection framework: what the Regional Coordinator, or whoever else decides, reads before saying yes.

Gates, criteria with weights, scores by kind of person, feedback by group, decision, runner-up, sensitivity. Who
scored is told to the team alone, and only where a score is missing. Source: ``mvp2.md`` 4 (step 7), 12.
Thread: the document lane.
"""

from __future__ import annotations

from app.core.messages import N_, Label
from app.core.richtext import plain
from app.exports.spec import Audience, Block, DocumentSpec, Heading, ListItem, Paragraph
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.seed import tables
from app.services.seed.view import SeedView
from app.services.seed.words import number_words, remarks, still_missing

TITLE = N_("Selection framework of the seed project")
NOTHING = N_("Nothing has been recorded here yet.")


def selection_spec(shown: ShownRecords, setting: ListSetting, view: SeedView) -> DocumentSpec:
    """Return the selection framework as a paper."""
    paper = _Paper(shown, view)
    parts = (setting.community, setting.date_text)
    blocks: list[Block] = [Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")]
    blocks += [*paper.summary(), *paper.ideas(), *paper.decision(), *paper.gates(), *paper.scores(), *paper.residents()]
    return list_document(shown, TITLE, tuple(blocks), setting)


class _Paper:
    """The parts of the paper, in order."""

    def __init__(self, shown: ShownRecords, view: SeedView) -> None:
        self._shown, self._view = shown, view
        self._outside = shown.reader.audience is not Audience.TEAM

    def summary(self) -> list[Block]:
        """Return the choice in a line, and the numbers of the round."""
        chosen = [one.facts.title for one in self._view.compared if one.facts.standing == "chosen"]
        said: Label = N_("Nothing is chosen yet.")
        if chosen:
            said = N_("Chosen: {names}.", names=tuple(chosen))
        rules = " · ".join(self._shown.text(one) for one in number_words(self._view.rules))
        return [
            Paragraph("chosen", plain(self._shown.text(said)), "lead"),
            Paragraph("rules", plain(self._shown.text(N_("Numbers of this round: {rules}", rules=rules))), "plain"),
        ]

    def ideas(self) -> list[Block]:
        """Return the ideas that were compared, each with what would be done, and those kept for later."""
        out: list[Block] = [self._heading("ideas", N_("Ideas compared"))]
        table = tables.ideas_table("ideas", self._view, self._shown)
        out += [table] if table else [self._none("no-ideas")]
        for one in self._view.compared:
            if what := self._shown.cell(one.row, "what"):
                words = N_("{idea}: {what}", idea=one.facts.title, what=what)
                out.append(ListItem(f"what-{one.facts.id}", plain(self._shown.text(words))))
        later = [one for one in self._view.ideas if not one.compared]
        if later:
            out.append(self._heading("later-head", N_("Noted for later"), 2))
        out += [ListItem(f"later-{one.facts.id}", plain(one.facts.title)) for one in later]
        return out

    def gates(self) -> list[Block]:
        """Return the gates with state and reason."""
        return [
            self._heading("gates", N_("Gates")),
            Paragraph("gates-said", plain(self._shown.text(tables.gates_words(self._view))), "plain"),
            tables.gates_table("gates-table", self._view, self._shown),
        ]

    def scores(self) -> list[Block]:
        """Return totals, the sentence, the remarks, and every criterion."""
        out: list[Block] = [self._heading("scores", N_("Scores"))]
        totals = tables.totals_table("totals", self._view, self._shown)
        lines = tables.criteria_table("lines", self._view, self._shown)
        if totals is None or lines is None:
            return [*out, self._none("no-scores")]
        out += [totals, tables.sentence("sentence", self._view, self._shown)]
        for number, one in enumerate(remarks(self._view)):
            out.append(ListItem(f"remark-{number}", plain(self._shown.text(one))))
        out += [*self._who_is_missing(), tables.talking_aid("aid", self._shown)]
        out += [self._heading("criteria", N_("Criteria and weights"), 2), lines]
        return out

    def _who_is_missing(self) -> list[Block]:
        if self._outside:
            return []
        return [
            ListItem(f"missing-{number}", plain(self._shown.text(one)))
            for number, one in enumerate(still_missing(self._view))
        ]

    def residents(self) -> list[Block]:
        """Return what residents chose, by group, and on which condition."""
        out: list[Block] = [self._heading("residents", N_("What residents said, by group"))]
        table = tables.feedback_table("feedback", self._view, self._shown, hide_small=self._outside)
        said = tables.conditions("condition", self._view, self._shown, hide_small=self._outside)
        if table is not None:
            out.append(table)
        if said:
            out += [self._heading("conditions", N_("What would make it work"), 2), *said]
        return out if table is not None or said else [*out, self._none("no-feedback")]

    def decision(self) -> list[Block]:
        """Return the decision with reasons and runner-up."""
        out: list[Block] = [self._heading("decision", N_("The decision and its reasons"))]
        out += [tables.decision_table(f"decision-{row.id}", row, self._shown) for row in self._view.decisions]
        return out if self._view.decisions else [*out, self._none("no-decision")]

    def _heading(self, key: str, said: Label, level: int = 1) -> Heading:
        return Heading(key, level, plain(self._shown.text(said)), numbered=False)

    def _none(self, key: str) -> Paragraph:
        return Paragraph(key, plain(self._shown.text(NOTHING)), "plain")
