"""What all sheets say together about one thing: total, what is missing, where people are apart, line by line."""

from __future__ import annotations

from fractions import Fraction

from app.core.messages import N_, NP_, Label, Message, own_words
from app.services.scoring import LineResult, Result, apart_most
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
        self._say(own_words(title), "section")
        self._say(_total(result), "strong")
        self._missing(result)
        for one in apart_most(result):
            low, high = one.all.low or Fraction(0), one.all.high or Fraction(0)
            self._say(N_("Talk about “{line}”: from {low} to {high} of {most}.", line=one.line.named,
                         low=shown(low), high=shown(high), most=one.line.points))  # fmt: skip
        for one in result.lines:
            self._line(one)

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
                line=sheet.missing[0].title,
            )
            self._say(gone, "caption")

    def _line(self, one: LineResult) -> None:
        self._say(one.line.named, "strong")
        self._say(_spread(one), "caption")
        for kind, spread in one.kinds if len(one.kinds) > 1 else ():
            mean = shown(spread.mean or Fraction(0))
            self._say(N_("{kind}: mean {mean}", kind=kind_label(kind) or kind, mean=mean), "caption")
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
