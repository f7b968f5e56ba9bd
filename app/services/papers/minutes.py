"""Minutes of a meeting as a paper, its labels in the official order. Source: ``records_and_reports.md`` 7.2.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, zh_en
from app.core.richtext import Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, Heading, ListItem, PageBreak, Paragraph, Table, TextStyle
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

MINUTES_STYLE = TextStyle(size=14.0, leading=24.0, cover_title=16.0, cover_body=14.0, indent_em=0.0, face="kai")
MINUTES = zh_en("會議紀錄", "Minutes of the meeting")
NAME, TIME, PLACE = zh_en("會議名稱", "Meeting"), zh_en("時間", "Time"), zh_en("地點", "Place")
CHAIR, TAKER = zh_en("主席", "Chair"), zh_en("紀錄", "Minutes by")
PRESENT, OBSERVERS, LEAVE = zh_en("出席", "Present"), zh_en("列席", "Observers"), zh_en("請假", "On leave")
WORDS, REPORTS = zh_en("主席致詞", "Words of the chair"), zh_en("報告事項", "Matters reported")
MOTIONS, EXTEMPORE = zh_en("討論事項", "Matters discussed"), zh_en("臨時動議", "Motions from the floor")
SUBJECT, EXPLAINED = zh_en("案由", "Subject"), zh_en("說明", "Explanation")
RESOLVED, DECIDED = zh_en("決議", "Resolution"), zh_en("決定", "Decision")
ADJOURNED = zh_en("散會", "Adjourned")
NONE = zh_en("無", "None")
BLANK = "_" * 18
"""Stands where an official label has no value yet, to be filled in by hand."""
COLON = {"zh_TW": "：", "en": ": "}


class MinutesPaper:
    """Writes the minutes of one meeting.

    Args:
        shown: the records as the reader may see them, in the paper's language.
        setting: paper, dates, community.
    """

    def __init__(self, shown: ShownRecords, setting: ListSetting) -> None:
        self._shown, self._setting = shown, setting

    def spec(self, meetings: Sequence[Row]) -> DocumentSpec:
        """Return the minutes of *meetings*, each from the top of a page."""
        blocks: list[Block] = []
        for meeting in meetings:
            if blocks:
                blocks.append(PageBreak(f"next-{meeting.id}"))
            blocks += self._meeting(meeting)
        if not blocks:
            blocks.append(Paragraph("none", plain(self._text(N_("Nothing has been recorded here yet."))), "plain"))
        made = list_document(self._shown, MINUTES, tuple(blocks), self._setting)
        titles = [one.title for one in meetings[:1] if one.title]
        return replace(made, title=" · ".join((made.title, *titles)), style=MINUTES_STYLE)

    def _meeting(self, row: Row) -> list[Block]:
        session = self._cell(row, "session")
        name = self._cell(row, "title") + (f" ({session})" if session else "")
        when = " ".join(part for part in (self._cell(row, "date"), self._cell(row, "time")) if part)
        blocks: list[Block] = [
            self._line(row, NAME, name),
            self._line(row, TIME, when),
            self._line(row, PLACE, self._cell(row, "place")),
            self._line(row, CHAIR, self._cell(row, "chair")),
            self._line(row, TAKER, self._cell(row, "minutes_taker")),
            self._line(row, PRESENT, self._present(row)),
            self._line(row, OBSERVERS, self._cell(row, "observers") or self._text(NONE)),
            self._line(row, LEAVE, self._cell(row, "leave") or self._text(NONE)),
        ]
        blocks += self._agenda(row)
        blocks += self._part(row, WORDS, [self._body(row, "chair", self._cell(row, "chair_words"))])
        blocks += self._part(row, REPORTS, self._reports(row))
        blocks += self._part(row, MOTIONS, self._motions(row, "motions"))
        blocks += self._part(row, EXTEMPORE, self._motions(row, "extempore"))
        blocks += self._actions(row)
        blocks.append(self._line(row, ADJOURNED, self._cell(row, "adjourned_at")))
        return blocks

    def _agenda(self, row: Row) -> list[Block]:
        below = row.below("agenda")
        if not below:
            return []
        items = [ListItem(f"agenda-{one.id}", plain(self._agenda_words(one)), "number") for one in below]
        return [self._heading(row, N_("Agenda")), *items]

    def _agenda_words(self, one: Row) -> str:
        minutes, owner = one.get("minutes"), self._cell(one, "owner")
        took = self._text(NP_("{n} minute", "{n} minutes", minutes)) if isinstance(minutes, int) else ""
        more = ", ".join(part for part in (took, owner) if part)
        return self._cell(one, "content") + (f" ({more})" if more else "")

    def _reports(self, row: Row) -> list[Block]:
        blocks: list[Block] = []
        for one in row.below("reports"):
            who = self._cell(one, "reporter")
            said = self._cell(one, "content") + (f" ({who})" if who else "")
            blocks.append(ListItem(f"report-{one.id}", plain(said), "number"))
            if decided := self._cell(one, "decision"):
                blocks.append(self._line(one, DECIDED, decided))
        return blocks

    def _motions(self, row: Row, field: str) -> list[Block]:
        blocks: list[Block] = []
        for number, one in enumerate(row.below(field), 1):
            label = N_("Motion {number}", number=one.get("no") or number)
            mover = self._cell(one, "mover") if field == "extempore" else ""
            head = self._text(label) + (f" ({mover})" if mover else "")
            blocks.append(Paragraph(f"head-{one.id}", plain(head), "lead"))
            pairs = [(SUBJECT, "subject"), (EXPLAINED, "explanation"), (RESOLVED, "resolution")]
            known = {each.name for each in self._shown.record_type(one.type).fields}
            for said, name in pairs:
                if name in known and (words := self._cell(one, name)):
                    blocks.append(self._line(one, said, words, key=name))
            if "votes" in known and (votes := self._cell(one, "votes")):
                blocks.append(self._line(one, N_("Votes"), votes, key="votes"))
        return blocks

    def _actions(self, row: Row) -> list[Block]:
        below = row.below("actions")
        if not below:
            return []
        names = ("content", "owner", "due", "status")
        one = self._shown.record_type("action_item")
        head: tuple[Runs, ...] = tuple(plain(self._text(one.field(name).label)) for name in names)
        body = tuple(tuple(plain(self._cell(each, name)) for name in names) for each in below)
        columns = (Column(8), Column(4), Column(5), Column(3))
        table = Table(f"actions-{row.id}", columns, (head, *body), header=1, numbered=False)
        return [self._heading(row, N_("Who does what")), table]

    # -- pieces

    def _part(self, row: Row, label: Label, blocks: Sequence[Block | None]) -> list[Block]:
        there = [one for one in blocks if one is not None]
        if not there:
            return [self._line(row, label, self._text(NONE))]
        return [self._heading(row, label), *there]

    def _body(self, row: Row, key: str, text: str) -> Paragraph | None:
        return Paragraph(f"{key}-{row.id}", plain(text), "plain") if text else None

    def _heading(self, row: Row, label: Label) -> Heading:
        return Heading(f"{self._text(label)}-{row.id}", 1, plain(self._text(label)), numbered=False)

    def _line(self, row: Row, label: Label, value: str, key: str = "") -> Paragraph:
        said = self._text(label)
        joint = COLON["zh_TW" if self._shown.translator.language == "zh_TW" else "en"]
        return Paragraph(f"line-{row.id}-{key or said}", plain(f"{said}{joint}{value or BLANK}"), "plain")

    def _present(self, row: Row) -> str:
        names, counted = self._cell(row, "attendees"), row.get("attendee_count")
        people = row.get("attendees")
        number = counted if isinstance(counted, int) else len(people) if isinstance(people, tuple) else 0
        many = self._text(NP_("{n} person", "{n} people", number)) if number else ""
        return f"{names} ({many})" if names and many else names or many  # nobody is never said: a line to write on

    def _cell(self, row: Row, field: str) -> str:
        return self._shown.cell(row, field)

    def _text(self, label: Label) -> str:
        return self._shown.text(label)
