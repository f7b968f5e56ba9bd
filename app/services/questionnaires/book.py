"""A questionnaire as a workbook: a row per sheet, its questions with their keys, and counts that live.

Cells that hold people's words are text, whatever they begin with. Only a team's workbook comes back
(:mod:`app.services.questionnaires.bring_in`). Others see neither ids nor groups under five sheets.
Thread: the document lane.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.fields import Row
from app.core.messages import N_
from app.exports.spec import Audience
from app.exports.xlsx.formula import Range
from app.exports.xlsx.spec import (
    CellValue,
    ColumnSpec,
    Content,
    PrintSetup,
    SheetSpec,
    Style,
    Validation,
    WorkbookSpec,
    sheet_name,
)
from app.models.options import LANGUAGES
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting
from app.services.questionnaires import QuestionnaireView, QuestionView
from app.services.questionnaires.book_form import (
    DATE,
    EVENT,
    GROUP,
    HEAD,
    HEAD_ROW,
    LANGUAGE,
    MARK,
    answers_of,
    content_of,
    key_columns,
    named,
    text_of,
)
from app.services.questionnaires.book_results import question_sheet, results_sheet
from app.services.questionnaires.counts import CHOICE, NUMBER, SCALE, SCALE_KEYS, SMALL, WORDS
from app.services.workbook.book import FIRST_DAY, OPEN_ROWS, STYLES
from app.services.workbook.columns import ABOUT_SHEET, FORM, LISTS_SHEET

KEY_LIST, SCALE_LIST = 7, 8
"""Columns of the hidden lists, behind three names and their ids."""
WIDTHS = {CHOICE: 16.0, SCALE: 12.0, NUMBER: 12.0, WORDS: 44.0}
MORE_STYLES = (
    Style("share", border=True, align="right", number_format="0%"),
    Style("mean", border=True, align="right", number_format="0.0"),
    Style("strong", bold=True, border=True, wrap=True, fill="F3F1EA"),
)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What stands on the sheets, as the audience may see it.

    Args:
        view: the questionnaire.
        rows: its sheets by their number.
        events, groups, languages: id to the name that is shown.
    """

    view: QuestionnaireView
    rows: tuple[Row, ...]
    events: Mapping[str, str]
    groups: Mapping[str, str]
    languages: Mapping[str, str]


def questionnaire_book(shown: ShownRecords, how: ListSetting, view: QuestionnaireView, *, empty: bool) -> WorkbookSpec:
    """Return the workbook.

    Args:
        shown: the records as the audience may see them.
        how: paper, date and community.
        view: the questionnaire.
        empty: without the sheets that were typed in, to be filled in elsewhere.
    """
    facts = _facts(shown, view, empty=empty)
    title = shown.text(N_("Sheets: {title}", title=view.title)) if view.title else shown.text(N_("Questionnaire"))
    first = sheet_name(shown.text(N_("Sheets")), {ABOUT_SHEET, LISTS_SHEET})
    second = sheet_name(shown.text(N_("Questions")), {first, ABOUT_SHEET, LISTS_SHEET})
    third = sheet_name(shown.text(N_("Results")), {first, second, ABOUT_SHEET, LISTS_SHEET})
    made = _Answers(shown, how, facts, title)
    last = HEAD_ROW + max(OPEN_ROWS, len(facts.rows) + 200)
    areas = {
        one.asked.id: Range(first, HEAD_ROW + 1, 2 + len(HEAD) + at, last, 2 + len(HEAD) + at)
        for at, one in enumerate(view.questions)
    }
    sheets = (
        made.sheet(first, last),
        question_sheet(shown, how, view, second, facts.languages),
        results_sheet(shown, how, view, third, areas),
        *made.hidden(),
    )
    language = "zh_TW" if shown.translator.language == "zh_TW" else "en"
    looks = (*STYLES, *MORE_STYLES)
    return WorkbookSpec(title, language, sheets, looks, author=how.community, date_iso=how.date_iso)


def _facts(shown: ShownRecords, view: QuestionnaireView, *, empty: bool) -> SheetFacts:
    rows = (
        () if empty else tuple(one for one in shown.rows("questionnaire_sheet") if one.get("questionnaire") == view.id)
    )
    languages = {
        one.key: shown.text(one.label)
        for one in LANGUAGES
        if not view.languages or one.key in view.languages or any(row.get(LANGUAGE) == one.key for row in rows)
    }
    events, groups = named(shown.rows("event")), named(shown.rows("population_group"))
    return SheetFacts(view, tuple(sorted(rows, key=_number_of)), events, groups, languages)


def _number_of(row: Row) -> tuple[int, str]:
    number = row.get("number")
    return (number if isinstance(number, int) else 0, row.id)


class _Answers:
    """The sheet that is filled in, and the hidden ones that it needs."""

    def __init__(self, shown: ShownRecords, how: ListSetting, facts: SheetFacts, title: str) -> None:
        self._shown, self._how, self._facts, self._title = shown, how, facts, title
        self._team = shown.reader.audience is Audience.TEAM
        self._asked = tuple(one.asked for one in facts.view.questions)
        self._small = {} if self._team else {name: _small(facts.rows, name) for name in (LANGUAGE, EVENT, GROUP)}

    def sheet(self, name: str, last: int) -> SheetSpec:
        """Return the sheet of answers; its lists reach to row *last*."""
        facts, text = self._facts, self._shown.text
        marking = text(N_("For the team only")) if self._team else ""
        said = " · ".join(one for one in (self._how.community, self._how.date_text, marking) if one)
        hint = text(N_("One row per sheet. For ticks write the keys, such as 1,3. Leave empty what has no answer."))
        keys = (f"{MARK}:{facts.view.id}", *key_columns(self._asked)[1:])
        heads = ["", *(text(label) for _, label in HEAD)]
        heads += [self._heading(number, one) for number, one in enumerate(facts.view.questions, 1)]
        rows = (
            tuple(CellValue(key, "key") for key in keys),
            (CellValue(None), CellValue(self._title, "title")),
            (CellValue(None), CellValue(f"{said}  {hint}" if said else hint, "note")),
            tuple(CellValue(one or None, "head") for one in heads),
            *(self._row(one) for one in facts.rows),
        )
        return SheetSpec(
            name,
            tuple(self._columns()),
            rows,
            heights=((HEAD_ROW, 18.0 + 16.0 * max(self._lines(), default=1)),),
            freeze=(HEAD_ROW, 2),
            protect=self._team,
            rows_open=True,
            hidden_rows=(1,),
            validations=tuple(self._validations(name, last)) if self._team else (),
            filter=Range(name, HEAD_ROW, 1, len(rows), len(heads)) if facts.rows else None,
            print=PrintSetup(_paper(self._how), landscape=True, repeat=(HEAD_ROW, HEAD_ROW), header=marking,
                             footer=self._how.community),
        )  # fmt: skip

    def hidden(self) -> tuple[SheetSpec, ...]:
        """Return what the workbook says of itself, and its lists with their ids."""
        translator = self._shown.translator
        about = (("form", FORM), ("audience", self._shown.reader.audience.value), ("kind", MARK),
                 ("language", translator.language), ("calendar", translator.calendar))  # fmt: skip
        said = tuple((CellValue(key), CellValue(value)) for key, value in about)
        out = [SheetSpec(ABOUT_SHEET, (), said, hidden=True)]
        if self._team:
            columns = self._lists()
            deepest = max(len(one) for one in columns)
            rows = tuple(
                tuple(CellValue(one[at] if at < len(one) else None) for one in columns) for at in range(deepest)
            )
            out.insert(0, SheetSpec(LISTS_SHEET, (), rows, hidden=True))
        return tuple(out)

    def _lists(self) -> list[list[Content]]:
        """Return names and ids in turn, then keys of choices and the numbers 1 to 5."""
        out: list[list[Content]] = []
        for pairs in (self._facts.languages, self._facts.events, self._facts.groups):
            out += [list(pairs.values()), list(pairs)]
        longest = max((one.keys for one in self._asked), key=len, default=())
        return [*out, list(longest), [int(one) for one in SCALE_KEYS]]

    def _heading(self, number: int, one: QuestionView) -> str:
        said = one.says("zh" if self._shown.translator.language == "zh_TW" else "en")
        lines = [one.asked.label or said.text or f"{number}."]
        if one.asked.kind != SCALE:
            lines += [f"{key}  {word}" for key, word in zip(one.asked.keys, said.choices, strict=False)]
        return "\n".join(lines)

    def _lines(self) -> list[int]:
        return [len(one.asked.keys) if one.asked.kind != SCALE else 1 for one in self._facts.view.questions]

    def _columns(self) -> list[ColumnSpec]:
        open_ = self._team
        out = [ColumnSpec(4.0, hidden=True, open=open_)]
        out += [ColumnSpec(26.0 if name in (EVENT, GROUP) else 14.0, open=open_) for name, _ in HEAD]
        for one in self._asked:
            style = "plain" if one.kind in (NUMBER, SCALE) else "words"
            out.append(ColumnSpec(WIDTHS.get(one.kind, 20.0), style=style, open=open_))
        return out

    def _row(self, row: Row) -> tuple[CellValue, ...]:
        number, day, answers = row.get("number"), text_of(row, DATE), answers_of(row)
        cells = [CellValue(row.id if self._team else None, "key")]
        cells.append(CellValue(number if isinstance(number, int) else None, "plain", locked=False))
        for name, known in (
            (LANGUAGE, self._facts.languages),
            (EVENT, self._facts.events),
            (GROUP, self._facts.groups),
        ):
            key = text_of(row, name)
            shown = "" if key in self._small.get(name, ()) else known.get(key, "")
            cells.append(CellValue(shown or None, "cell", locked=False))
        cells.append(CellValue(*self._day(day), locked=False))
        for one in self._asked:
            answer = answers.get(one.id)
            content = content_of(one, text_of(answer, "value"), text_of(answer, "words"))
            cells.append(CellValue(content, "cell" if isinstance(content, str) else "decimal", locked=False))
        return tuple(cells)

    def _day(self, iso: str) -> tuple[Content, str]:
        if len(iso) == len(FIRST_DAY) and iso >= FIRST_DAY and self._shown.translator.calendar != "roc":
            return date.fromisoformat(iso), "day"
        return (self._shown.translator.date(iso) if iso else None), "cell"

    def _validations(self, name: str, last: int) -> list[Validation]:
        message = self._shown.text(N_("Choose one of the entries of the list, or leave the cell empty."))
        facts = self._facts
        out = []
        for place, pairs in enumerate((facts.languages, facts.events, facts.groups)):
            if pairs:
                source = Range(LISTS_SHEET, 1, 2 * place + 1, len(pairs), 2 * place + 1)
                out.append(
                    Validation(Range(name, HEAD_ROW + 1, place + 3, last, place + 3), "list", source, message=message)
                )
        for at, one in enumerate(self._asked, 2 + len(HEAD)):
            column, many = (SCALE_LIST, len(SCALE_KEYS)) if one.kind == SCALE else (KEY_LIST, len(one.keys))
            if one.kind in (CHOICE, SCALE) and many:
                source = Range(LISTS_SHEET, 1, column, many, column)
                out.append(Validation(Range(name, HEAD_ROW + 1, at, last, at), "list", source, message=message))
        return out


def _small(rows: Sequence[Row], name: str) -> frozenset[str]:
    """Return what too few sheets name to be shown; where that would tell of them, the next smallest too."""
    counted = Counter(text_of(row, name) for row in rows)
    small = {key for key, count in counted.items() if count < SMALL}
    shown = [key for key in counted if key not in small]
    if small and shown and sum(counted[key] for key in small) < SMALL:
        small.add(min(shown, key=lambda key: (counted[key], key)))
    return frozenset(small)


def _paper(how: ListSetting) -> str:
    return "Letter" if how.paper.upper() == "LETTER" else "A4"
