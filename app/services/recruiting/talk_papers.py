"""The guide of a talk: what to say first, the eight themes, and a sheet to write on. Source: ``mvp2.md`` 9.

A candidate's name stands on a sheet only for the team, and only while the private drawer is open. Thread: the
document lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.core.fields import Row
from app.core.messages import N_
from app.core.richtext import plain
from app.exports.spec import Block, DocumentSpec, FormField, Heading, ListItem, PageBreak, Paragraph, Tick
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.recruiting.words import filled, words

ROOM = 2
"""Lines to write on below each question."""


class TalkPapers:
    """Makes the guide and its sheets.

    Args:
        shown: the records as the reader may see them.
        setting: paper, date, community.
        values: of the position, as they are printed.
    """

    def __init__(self, shown: ShownRecords, setting: ListSetting, values: Mapping[str, str]) -> None:
        self._shown, self._setting, self._values = shown, setting, values
        self._language = "zh_TW" if shown.translator.language == "zh_TW" else "en"

    def spec(self, candidates: Sequence[Row]) -> DocumentSpec:
        """Return the guide, then a sheet for each of *candidates*, or one without a name."""
        blocks = list(self._guide())
        for at, row in enumerate(candidates or (None,)):
            blocks.append(PageBreak(f"sheet-{at}"))
            blocks += self._sheet(row, at)
        return list_document(self._shown, N_("Guide for talks with candidates"), tuple(blocks), self._setting)

    def _guide(self) -> Iterator[Block]:
        guide, language = words().guide, self._language
        yield self._head("before", self._shown.text(N_("Before you begin")))
        for at, one in enumerate(guide.before):
            yield ListItem(f"before-{at}", plain(one[language]), "number")
        if self._values.get("pay"):
            said = N_("{time}. {pay}.", time=self._values.get("time", ""), pay=self._values["pay"])
            yield Paragraph("pay", plain(self._shown.text(said)), "lead")
        yield self._head("talk", self._shown.text(N_("What to say, and what to ask")))
        for lead in guide.leads:
            yield Paragraph(f"lead-{lead.id}", plain(self._said(lead.lead[language])), "lead")
            for theme in lead.themes:
                yield ListItem(f"ask-{theme.id}", plain(theme.ask[language]))
        yield self._head("after", self._shown.text(N_("After the talk")))
        for at, one in enumerate(guide.after):
            yield ListItem(f"after-{at}", plain(one[language]), "number")

    def _sheet(self, row: Row | None, at: int) -> Iterator[Block]:
        name = row.title if row is not None else ""
        title = N_("Talk with {name}", name=name) if name else N_("Notes of a talk")
        yield self._head(f"who-{at}", self._shown.text(title))
        if not name:
            yield FormField(f"name-{at}", plain(self._shown.text(N_("Candidate"))))
        yield FormField(f"day-{at}", plain(self._shown.text(N_("Date, and who took notes"))))
        if row is not None:
            yield from self._known(row, at)
        for lead in words().guide.leads:
            for theme in lead.themes:
                yield FormField(f"{theme.id}-{at}", plain(theme.ask[self._language]), "box", ROOM)
        ticks = tuple(
            Tick(str(place), plain(self._shown.text(label)))
            for place, label in enumerate((N_("Yes"), N_("Yes, with support"), N_("Not now")), 1)
        )
        yield FormField(f"fits-{at}", plain(self._shown.text(N_("Whether the time fits"))), "ticks", ticks=ticks)
        yield FormField(f"needs-{at}", plain(self._shown.text(N_("What would make it possible"))), "box", ROOM)

    def _known(self, row: Row, at: int) -> Iterator[Block]:
        """Say what is known already, so that nobody is asked twice."""
        one = self._shown.record_type("candidate")
        for name in ("groups", "languages", "needs_language", "needs_childcare", "needs_transport", "needs_other"):
            if said := self._shown.cell(row, name):
                label = self._shown.text(one.field(name).label)
                joint = "：" if self._language == "zh_TW" else ": "
                yield Paragraph(f"known-{at}-{name}", plain(f"{label}{joint}{said}"), "plain")

    def _said(self, text: str) -> str:
        """Return words with the position's numbers; blanks to fill in by hand where there is no position."""
        blanks = dict.fromkeys(("meet_month", "meet_hours"), "____")
        return filled(text, blanks | dict(self._values), {})

    def _head(self, key: str, text: str) -> Heading:
        return Heading(key, 1, plain(text), numbered=False)
