"""What all sheets say together about one thing: total, what is missing, where people are apart, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from app.core.messages import N_, NP_, Label, Message, own_words
from app.services.scoring import TALKED, LineResult, Result, apart_most, names_of
from app.services.scoring.papers import kind_label
from app.ui.context import UiContext
from app.ui.review.score_lines import shown
from app.ui.widgets.card import Card
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

NAMED = 6
"""People whose missing scores are named; more are only counted."""


class ResultCard(Card):
    """The result of one thing.

    Args:
        context: words, theme.
        result: of the thing.
        title: what it is called.
    """

    def __init__(self, context: UiContext, result: Result, title: str) -> None:
        super().__init__(context, units=1.25)
        self._context = context
        self._names = names_of([one.line for one in result.lines], context.text)
        self._say(own_words(title), "section")
        self._say(_total(result), "strong")
        self._missing(result)
        self._apart(apart_most(result))
        part = None
        for one in result.lines:
            if one.line.part is not None and one.line.part != part:
                self._say(one.line.part, "section")
            part = one.line.part
            self._line(one)

    def _apart(self, wide: Sequence[LineResult]) -> None:
        """Name the lines on which people are furthest apart; there is no time to talk about all of them."""
        for one in wide[:TALKED]:
            low, high = one.all.low or Fraction(0), one.all.high or Fraction(0)
            self._say(N_("Talk about “{line}”: from {low} to {high} of {most}.", line=self._names[one.line.key],
                         low=shown(low), high=shown(high), most=one.line.points))  # fmt: skip
        if (more := len(wide) - TALKED) > 0:
            said = NP_("{n} more line is that far apart.", "{n} more lines are that far apart.", more)
            self._say(said, "caption")

    def _say(self, said: Label, role: str = "body") -> None:
        self.body.addWidget(self.binder.label(said, role))

    def _missing(self, result: Result) -> None:
        if not result.missing:
            return
        gap = NP_("{n} score is missing.", "{n} scores are missing.", result.missing)
        self.body.addWidget(StatusWord(self._context, NOTICE, gap, wrap=True))
        for sheet in [one for one in result.sheets if one.missing][:NAMED]:
            gone = NP_(
                "{name} has not scored: {line}",
                "{name} has not scored {n} lines, first: {line}",
                len(sheet.missing),
                name=own_words(sheet.person.name),
                line=self._names[sheet.missing[0].key],
            )
            self._say(gone, "caption")

    def _line(self, one: LineResult) -> None:
        self._say(one.line.title, "strong")
        self._say(_spread(one), "caption")
        kinds = [
            self._context.text(N_("{kind}: mean {mean}", kind=kind_label(kind) or kind,
                                  mean=shown(spread.mean or Fraction(0))))
            for kind, spread in one.kinds
        ]  # fmt: skip
        if len(kinds) > 1:
            self._say(own_words(" · ".join(kinds)), "caption")
        for person, reason in one.reasons:
            self._say(N_("{name}: {reason}", name=person.name, reason=reason), "caption")


def _total(result: Result) -> Message:
    if result.total.mean is None:
        return N_("No sheet is complete yet, so there is no total.")
    low, high = result.total.low or Fraction(0), result.total.high or Fraction(0)
    return N_(
        "Mean of {n} complete sheets: {mean} of {most} points, from {low} to {high}.",
        n=result.total.n,
        mean=shown(result.total.mean),
        most=result.worth,
        low=shown(low),
        high=shown(high),
    )


def _spread(one: LineResult) -> Message:
    most, mean = one.line.points, one.all.mean
    if mean is None:
        return N_("Nobody has given points yet.")
    if one.all.n > 1 and one.all.low is not None and one.all.high is not None:
        return N_("{n} people: mean {mean} of {most}, from {low} to {high}", n=one.all.n, mean=shown(mean), most=most,
                  low=shown(one.all.low), high=shown(one.all.high))  # fmt: skip
    return NP_("{n} person: {mean} of {most}", "{n} people: mean {mean} of {most}", one.all.n, mean=shown(mean),
               most=most)  # fmt: skip
