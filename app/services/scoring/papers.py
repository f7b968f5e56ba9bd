"""Scoring on paper: a sheet to fill in for each person, and what came of it. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from app.core.fields import Option
from app.core.messages import N_, NP_, Label
from app.core.numerals import tenths
from app.core.richtext import BOLD, Run, Runs, plain
from app.core.text import mask_name
from app.exports.spec import (
    Audience,
    Block,
    Column,
    DocumentSpec,
    FormGrid,
    GridColumn,
    Heading,
    ListItem,
    Paragraph,
    Part,
    Table,
)
from app.models.scoring import SCORERS
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.scoring import TALKED, Person, Result, Spread, apart_most, names_of
from app.services.scoring.desk import ScoringView

NO_AWARD = N_("This is your own scoring. It predicts no award, and no pass mark is made up.")
DASH = "－"
FEW, ROOMY, USUAL = 6, 3.5, 2
"""A sheet of at most so many lines has rows as high as 3.5 lines of handwriting, any other 2: reasons need room."""


@dataclass(frozen=True, slots=True)
class ScorePapers:
    """Writes scorings for one reader.

    Args:
        shown: words, numbers and dates of the output, and who reads it.
        setting: paper, dates, community.
    """

    shown: ShownRecords
    setting: ListSetting

    def sheets(self, views: Iterable[ScoringView]) -> DocumentSpec:
        """Return a sheet for each person and each thing that is scored, with boxes for points and reasons.

        Each sheet is a part of its own: pages that are handed out one by one all bear the title.
        """
        made = self._document(N_("Scoring sheets"), (self._nothing(),))
        parts: list[Part] = []
        for view in views:
            for candidate, title in view.candidates:
                for person in view.people or (Person("", "", ""),):
                    blocks = tuple(self._sheet(view, candidate, title, person))
                    key = f"part-{candidate}-{person.key}"
                    code = " · ".join(one for one in (title, self._name(person)) if one)
                    parts.append(replace(made.parts[0], id=key, blocks=blocks, code=code))
        return replace(made, parts=tuple(parts)) if parts else made

    def results(self, views: Iterable[ScoringView]) -> DocumentSpec:
        """Return means, spread and what is missing, by line and by kind of person."""
        blocks: list[Block] = []
        for view in views:
            blocks.append(Heading(f"view-{view.id}", 1, plain(view.title), numbered=False))
            blocks.append(Paragraph(f"said-{view.id}", plain(self._about(view)), "note"))
            for candidate, title in view.candidates:
                blocks += self._result(view, view.result(candidate), title)
        return self._document(N_("Scoring results"), tuple(blocks) or (self._nothing(),))

    # -- a sheet

    def _sheet(self, view: ScoringView, candidate: str, title: str, person: Person) -> list[Block]:
        key, text = f"{candidate}-{person.key}", self.shown.text
        labels = (N_("What is judged"), N_("At most"), N_("Points given"), N_("Reason"))
        weights, aligns = (12, 2.2, 2.4, 7), ("left", "centre", "left", "left")
        columns = tuple(
            GridColumn(plain(text(one)), weight, align=align)
            for one, weight, align in zip(labels, weights, aligns, strict=True)
        )
        body: list[tuple[Runs, ...]] = []
        parts: list[int] = []
        for number, line in enumerate(view.lines):
            if line.part is not None and (number == 0 or view.lines[number - 1].part != line.part):
                points = sum(one.points for one in view.lines if one.part == line.part)
                parts.append(len(body))
                body.append(((Run(text(line.part), (BOLD,)),), (Run(str(points), (BOLD,)),), (), ()))
            words: Runs = plain(text(line.title))
            if line.criterion:
                words = (Run(text(line.title), (BOLD,)), Run(f"\n{text(line.criterion)}"))
            body.append((words, plain(str(line.most)), (), ()))
        who = text(N_("Scored by: {name}", name=self._name(person) or "＿＿＿＿＿＿＿＿"))
        about, lines = self._about(view), ROOMY if len(body) <= FEW else USUAL
        return [
            Heading(f"sheet-{key}", 1, plain(" · ".join(one for one in (view.title, title) if one)), numbered=False),
            *((Paragraph(f"about-{key}", plain(about), "note"),) if about else ()),
            Paragraph(f"who-{key}", plain(who), "plain"),
            FormGrid(f"lines-{key}", columns, tuple(body), lines=lines, shaded=tuple(parts)),
            Paragraph(f"whose-{key}", plain(who), "plain"),  # once more: sheets of two pages get mixed up
            Paragraph(
                f"sign-{key}", plain(text(N_("Date: ____________   Signature: ______________________"))), "plain"
            ),
        ]

    # -- results

    def _result(self, view: ScoringView, result: Result, title: str) -> list[Block]:
        key, text = result.candidate, self.shown.text
        names, wide = names_of([one.line for one in result.lines], text), apart_most(result)
        blocks: list[Block] = [Heading(f"result-{key}", 2, plain(title), numbered=False)]
        blocks.append(Paragraph(f"total-{key}", plain(self._total(result)), "lead"))
        if result.missing:
            gap = NP_("{n} score is missing.", "{n} scores are missing.", result.missing)
            blocks.append(Paragraph(f"missing-{key}", plain(text(gap)), "plain"))
        blocks.append(self._table(result))
        for one in wide[:TALKED]:
            said = N_("Talk about “{line}”: from {low} to {high} of {most}.", line=names[one.line.key],
                      low=self._points(one.all.low), high=self._points(one.all.high), most=one.line.points)  # fmt: skip
            blocks.append(ListItem(f"apart-{key}-{one.line.key}", plain(text(said))))
        if (more := len(wide) - TALKED) > 0:
            rest = NP_("{n} more line is that far apart.", "{n} more lines are that far apart.", more)
            blocks.append(Paragraph(f"more-{key}", plain(text(rest)), "note"))
        blocks += self._reasons(result, names)
        return blocks

    def _table(self, result: Result) -> Table:
        kinds = [one.key for one in SCORERS if any(one.key == kind for line in result.lines for kind, _ in line.kinds)]
        names = {one.key: one.label for one in SCORERS}
        text = self.shown.text
        labels = (N_("What is judged"), N_("At most"), N_("Scored by how many"), N_("Mean"), N_("Least to most"))
        head = (*(plain(text(one)) for one in labels), *(plain(text(names[kind])) for kind in kinds))
        body: list[tuple[Runs, ...]] = []
        leads: list[int] = []
        part: Label | None = None
        for one in result.lines:
            if one.line.part is not None and one.line.part != part:
                points = sum(each.line.points for each in result.lines if each.line.part == one.line.part)
                lead: Runs = (Run(text(one.line.part), (BOLD,)),)
                leads.append(1 + len(body))
                body.append((lead, (Run(str(points), (BOLD,)),), *(() for _ in head[2:])))
            part = one.line.part
            body.append((
                plain(text(one.line.title)),
                plain(str(one.line.points)),
                plain(str(one.all.n)),
                plain(self._points(one.all.mean)),
                plain(self._range(one.all)),
                *(plain(self._points(dict(one.kinds).get(kind, Spread()).mean)) for kind in kinds),
            ))  # fmt: skip
        columns = (Column(9), *(Column(3, "right") for _ in head[1:]))
        note = plain(text(NO_AWARD))
        key, rows = f"table-{result.candidate}", (head, *body)
        return Table(key, columns, rows, header=1, numbered=False, note=note, leads=tuple(leads))

    def _reasons(self, result: Result, names: Mapping[str, Label]) -> list[Block]:
        if self.shown.reader.audience is Audience.PUBLIC:
            return []
        blocks: list[Block] = []
        for one in result.lines:
            for person, reason in one.reasons:
                said = N_("{line}, {name}: {reason}", line=names[one.line.key], name=self._who(person), reason=reason)
                key = f"reason-{result.candidate}-{one.line.key}-{person.key}"
                blocks.append(ListItem(key, plain(self.shown.text(said))))
        if blocks:
            words = plain(self.shown.text(N_("Reasons given")))
            blocks.insert(0, Paragraph(f"reasons-{result.candidate}", words, "lead"))
        return blocks

    def _total(self, result: Result) -> str:
        if result.total.mean is None:
            return self.shown.text(N_("No sheet is complete yet, so there is no total."))
        said = N_(
            "Mean of {n} complete sheets: {mean} of {most} points, from {low} to {high}.",
            n=result.total.n,
            mean=self._points(result.total.mean),
            most=result.worth,
            low=self._points(result.total.low),
            high=self._points(result.total.high),
        )
        return self.shown.text(said)

    # -- words

    def _about(self, view: ScoringView) -> str:
        parts = [self.shown.text(view.sheet) if view.sheet else "", self.shown.date(view.date) if view.date else ""]
        parts.append(self.shown.text(view.note) if view.note else "")
        return " · ".join(one for one in parts if one)

    def _name(self, person: Person) -> str:
        return person.name if self.shown.reader.audience is Audience.TEAM else mask_name(person.name)

    def _who(self, person: Person) -> str:
        label = kind_label(person.kind)
        return self._name(person) or (self.shown.text(label) if label else "")

    def _points(self, value: Fraction | None) -> str:
        return DASH if value is None else self.shown.number(tenths(value), 1)

    def _range(self, one: Spread) -> str:
        return DASH if one.n < 2 else f"{self._points(one.low)}–{self._points(one.high)}"

    def _nothing(self) -> Paragraph:
        return Paragraph("none", plain(self.shown.text(N_("Nothing has been recorded here yet."))), "plain")

    def _document(self, title: Label, blocks: tuple[Block, ...]) -> DocumentSpec:
        return list_document(self.shown, title, (self._head(), *blocks), self.setting)

    def _head(self) -> Paragraph:
        parts = (self.setting.community, self.setting.date_text)
        return Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")


def kind_label(kind: str) -> Label | None:
    """Return what a kind of scorer is called, ``None`` where it is not known."""
    found: Option | None = next((one for one in SCORERS if one.key == kind), None)
    return found.label if found else None
