"""What a questionnaire says, on paper: counts with n, by group where groups are large enough, and the words.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.core.messages import N_, NP_, Label, Message
from app.core.numerals import tenths
from app.core.richtext import Runs, plain
from app.exports.spec import Audience, Block, Column, DocumentSpec, Heading, ListItem, Paragraph, Table
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.questionnaires import QuestionnaireView, QuestionView
from app.services.questionnaires.counts import (
    NUMBER,
    SCALE,
    SMALL,
    WORDS,
    Filled,
    Grouped,
    Tally,
    by_group,
    percents,
    tally,
)

DASH = "－"
MOST_GROUPS = 4


class ResultsPaper:
    """Writes the results of one questionnaire.

    Args:
        shown: words, numbers and dates of the paper.
        setting: paper, dates, community.
        language: key of the language whose wording stands above the counts.
    """

    def __init__(self, shown: ShownRecords, setting: ListSetting, language: str) -> None:
        self._shown, self._setting, self._language = shown, setting, language

    def spec(
        self, view: QuestionnaireView, sheets: Sequence[Filled], groups: Mapping[str, str], grouped: Label
    ) -> DocumentSpec:
        """Return the results.

        Args:
            view: the questionnaire.
            sheets: all its sheets.
            groups: sheet id to the name of its group.
            grouped: by what they are grouped.
        """
        sheets = [one for one in sheets if one.answered]
        parts = (self._setting.community, self._setting.date_text)
        blocks: list[Block] = [Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")]
        blocks.append(Paragraph("n", plain(self._text(count_words(len(sheets), view.target))), "lead"))
        for number, one in enumerate(view.questions, 1):
            blocks += self._question(number, one, sheets, groups, grouped)
        hidden = N_("Groups of fewer than {n} sheets are not shown on their own.", n=SMALL)
        blocks.append(Paragraph("hidden", plain(self._text(hidden)), "note"))
        return list_document(self._shown, view_title(view), tuple(blocks), self._setting)

    def _question(
        self, number: int, one: QuestionView, sheets: Sequence[Filled], groups: Mapping[str, str], grouped: Label
    ) -> list[Block]:
        said, key = one.says(self._language), one.asked.id
        blocks: list[Block] = [
            Heading(f"q-{key}", 1, plain(f"{number}. {said.text or one.asked.label}"), numbered=False)
        ]
        if one.asked.kind == WORDS:
            return [*blocks, *self._words(one, sheets)]
        found = by_group(one.asked, sheets, [(sheet.id, groups.get(sheet.id, "")) for sheet in sheets])
        if one.asked.kind == NUMBER:
            blocks.append(Paragraph(f"mean-{key}", plain(self._text(number_words(found.whole))), "plain"))
            return blocks
        blocks.append(self._table(one, found, grouped))
        if one.asked.kind == SCALE and found.whole.mean is not None:
            mean = N_("Mean {mean} of 5", mean=self._rounded(found.whole.mean))
            blocks.append(Paragraph(f"mean-{key}", plain(self._text(mean)), "plain"))
        return blocks

    def _table(self, one: QuestionView, found: Grouped, grouped: Label) -> Table:
        shown = found.groups[:MOST_GROUPS]
        if [name for name, _ in shown] == [""]:  # nobody said a group: the column would repeat the one of all
            shown = ()
        labels = choice_labels(one, self._language)
        head: list[Runs] = [plain(self._text(N_("Answer"))), plain(self._text(N_("All, n = {n}", n=found.whole.n)))]
        head += [plain(self._text(N_("{group}, n = {n}", group=name or self._text(N_("Not said")), n=one_tally.n)))
                 for name, one_tally in shown]  # fmt: skip
        columns = [_cells(each) for each in (found.whole, *(one_tally for _, one_tally in shown))]
        body = [(plain(label), *(plain(column[at]) for column in columns)) for at, label in enumerate(labels)]
        note = ""
        if found.hidden_sheets:
            words = NP_(
                "{n} sheet of small groups counts in the total only.",
                "{n} sheets of small groups count in the total only.",
                found.hidden_sheets,
            )
            note = self._text(words)
        by = self._text(N_("By: {what}", what=grouped)) if shown else ""
        widths = (Column(8), *(Column(4, "right") for _ in columns))
        said = plain(" · ".join(part for part in (by, note) if part))
        return Table(f"t-{one.asked.id}", widths, (tuple(head), *body), header=1, numbered=False, note=said)

    def _words(self, one: QuestionView, sheets: Sequence[Filled]) -> list[Block]:
        found = tally(one.asked, sheets)
        said = NP_("{n} person wrote something.", "{n} people wrote something.", found.n)
        blocks: list[Block] = [Paragraph(f"said-{one.asked.id}", plain(self._text(said)), "plain")]
        if self._shown.reader.audience is Audience.PUBLIC:
            return blocks
        key = one.asked.id
        spoken = ((sheet.id, sheet.words.get(key, "")) for sheet in sheets)
        return [*blocks, *(ListItem(f"word-{sheet}-{key}", plain(words)) for sheet, words in spoken if words)]

    def _rounded(self, value: Fraction) -> str:
        return self._shown.number(tenths(value), 1)

    def _text(self, label: Label) -> str:
        return self._shown.text(label)


def view_title(view: QuestionnaireView) -> Message:
    """Return what the results are called."""
    return N_("Results: {title}", title=view.title)


def choice_labels(one: QuestionView, language: str) -> tuple[str, ...]:
    """Return what stands before each count, with the key that was typed for it."""
    said = one.says(language)
    if one.asked.kind == SCALE:
        return one.asked.keys
    words = [said.choices[at] if at < len(said.choices) else "" for at in range(len(one.asked.keys))]
    return tuple(f"{key}  {word}".rstrip() for key, word in zip(one.asked.keys, words, strict=True))


def count_words(sheets: int, target: int | None) -> Message:
    """Return how many sheets there are, and how many were hoped for."""
    many = NP_("{n} sheet", "{n} sheets", sheets)
    return N_("{sheets} of {target} hoped for", sheets=many, target=target) if target else many


def number_words(found: Tally) -> Message:
    """Return mean, least and most of numbers that were written."""
    if found.mean is None or found.low is None or found.high is None:
        return N_("Nobody has answered this yet.")
    return N_("n = {n}, mean {mean}, from {low} to {high}", n=found.n, mean=_short(found.mean), low=_short(found.low),
              high=_short(found.high))  # fmt: skip


def _short(value: Fraction) -> str:
    whole, rest = divmod(tenths(value), 10)
    return f"{whole}.{rest}" if rest else str(whole)


def _cells(one: Tally) -> list[str]:
    shares = percents([count for _, count in one.counts], one.n)
    return [f"{count} ({share}%)" if one.n else DASH for (_, count), share in zip(one.counts, shares, strict=True)]
