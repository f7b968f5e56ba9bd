"""The dry run over a workbook of filled-in questionnaires: sheet by sheet, and why. Pure; thread: any."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.errors import Cancelled
from app.core.fields import Field, Kind, Option, Row
from app.core.messages import N_, LocalText, Message
from app.core.progress import NoProgress, Progress
from app.imports.grid import Book, GridRow, Place, Raw
from app.models.catalogue import catalogue
from app.services.importing.cells import shown_raw
from app.services.importing.match import about_of
from app.services.importing.read import KEY
from app.services.importing.rows import Act, FieldChange, ImportPlan, Note, RowKind, RowPlan
from app.services.questionnaires import QuestionView
from app.services.questionnaires.book_form import (
    EVENT,
    HEAD,
    ID,
    NUMBER_KEY,
    QUESTION,
    answers_of,
    content_of,
    says_the_same,
    text_of,
)
from app.services.questionnaires.cells import AnswerReader
from app.services.questionnaires.columns import SheetColumns, columns_of
from app.services.questionnaires.counts import CHOICE, SEVERAL, WORDS, split
from app.services.questionnaires.head_cells import SHEET, HeadReader, SheetSnapshot

ANSWER = "answer"
TELL_EVERY = 200
FORMULAS_READ = "{n} cell is a formula; the result last saved was read."
"""Remark of the reader that a workbook of ours would always get."""
TWICE = N_("This sheet stands in the file twice; the first line counts.")
NO_NUMBER = N_("This row has no sheet number; it gets the next one.")
MERGED = N_("Merged cells: only the first of them holds the value. Fill in the others and try again.")


@dataclass(frozen=True, slots=True)
class SheetsPlan(ImportPlan):
    """A dry run with a row for each sheet.

    Args:
        writes: the records behind the rows: sheets and their answers.
    """

    writes: tuple[RowPlan, ...] = ()


def plan_sheets(book: Book, snapshot: SheetSnapshot, progress: Progress | None = None) -> SheetsPlan:
    """Return what bringing the file in would do.

    Raises:
        InputError: no column of the file is a question of the questionnaire.
        Cancelled: the person pressed Stop.
    """
    return _Planner(book, columns_of(book, snapshot.view), snapshot, progress or NoProgress()).plan()


class _Planner:
    def __init__(self, book: Book, columns: SheetColumns, snapshot: SheetSnapshot, progress: Progress) -> None:
        self._book, self._columns, self._snapshot, self._progress = book, columns, snapshot, progress
        self._head = HeadReader(book, snapshot)
        self._readers = {one.asked.id: AnswerReader(one) for one in snapshot.view.questions}
        self._asked = [one for one in snapshot.view.questions if f"{QUESTION}{one.asked.id}" in columns.places]
        self._by_id = {row.id: row for row in snapshot.rows}
        self._by_number: dict[object, Row] = {}
        for row in snapshot.rows:
            self._by_number.setdefault(row.get(NUMBER_KEY), row)
        self._merged = _merged(columns)
        self._rows: list[RowPlan] = []
        self._writes: list[RowPlan] = []
        self._seen: set[str] = set()
        self._numbers: set[int] = set()

    def plan(self) -> SheetsPlan:
        """Return the whole dry run."""
        rows = list(self._columns.rows())
        owners = self._owners(rows)
        self._claimed = frozenset(owners.values())
        given = [one for row in rows if (one := self._number(row)[0])]
        there = [held for each in self._snapshot.rows if isinstance(held := each.get(NUMBER_KEY), int)]
        self._next = max([*given, *there], default=0) + 1
        for place, row in enumerate(rows):
            if place % TELL_EVERY == 0:
                self._progress.step(place, len(rows))
                if self._progress.cancelled():
                    raise Cancelled(N_("Comparing was stopped."), N_("Choose the file again whenever you like."))
            self._take(row, owners.get(row.number, ""))
        titles = {(EVENT, one.id): one.title for one in self._snapshot.events}
        titles |= {("population_group", one.id): one.title for one in self._snapshot.groups}
        ours = bool(about_of(self._book).get("kind"))  # its formulas only count; they are on a sheet that is not read
        said = tuple(one for one in self._book.notes if not (ours and one.id == FORMULAS_READ))
        notes = (*said, *self._columns.notes())
        return SheetsPlan(
            self._book.name, tuple(self._rows), notes, titles, self._snapshot.mark, writes=tuple(self._writes)
        )

    def _owners(self, rows: list[GridRow]) -> dict[int, str]:
        """Return row number to the id it may claim; of rows that were copied with their id only one has it."""
        at = self._columns.places.get(ID, -1)
        claims: dict[str, list[GridRow]] = {}
        for row in rows:
            key = str(row.at(at) or "") if at >= 0 else ""
            if KEY.fullmatch(key):
                claims.setdefault(key, []).append(row)
        found: dict[int, str] = {}
        for key, several in claims.items():
            known = self._by_id.get(key)
            number = known.get(NUMBER_KEY) if known is not None else None
            owner = next((row for row in several if self._number(row)[0] == number), several[0])
            found[owner.number] = key
        return found

    def _number(self, row: GridRow) -> tuple[int, Message | None]:
        return self._head.number(self._raw(row, NUMBER_KEY))

    def _raw(self, row: GridRow, key: str) -> Raw:
        return row.at(self._columns.places[key]) if key in self._columns.places else None

    def _take(self, row: GridRow, claimed: str) -> None:
        number, problem = self._number(row)
        known = self._by_id.get(claimed) or self._numbered_so(number)
        if known is None and not claimed and not self._says_more(row):
            return  # a number that waits for its sheet
        notes: list[Note] = [Note(self._place(row), MERGED)] if row.number in self._merged else []
        if problem is not None:
            self._refuse(row, number, Note(self._place(row, NUMBER_KEY), problem))
            return
        if not number and known is None:
            number, self._next = self._next, self._next + 1
            notes.append(Note(self._place(row), NO_NUMBER))
        key = (
            known.id if known else claimed if claimed and claimed not in self._snapshot.taken else self._snapshot.ids()
        )
        other = known is None or known.get(NUMBER_KEY) != number
        if key in self._seen or (other and number in self._numbers):
            self._refuse(row, number, Note(self._place(row), TWICE))
            return
        self._seen.add(key)
        self._numbers.add(number)
        line = _Line(key, known, keyed=bool(claimed) and key == claimed and known is not None, number=number)
        self._read(row, line)
        notes += line.problems
        if line.problems:
            self._rows.append(self._made(row, number, key, RowKind.REFUSED, Act.NOTHING, notes))
        else:
            self._keep(row, line, notes)

    def _numbered_so(self, number: int) -> Row | None:
        """Return the sheet of that number unless a row of the file has its id."""
        found = self._by_number.get(number) if number else None
        return found if found is not None and found.id not in self._claimed else None

    def _says_more(self, row: GridRow) -> bool:
        return any(
            shown_raw(row.at(at)).strip() for key, at in self._columns.places.items() if key not in (ID, NUMBER_KEY)
        )

    def _read(self, row: GridRow, line: _Line) -> None:
        """Read the cells of a row into a line; what says nothing new is passed over."""
        self._read_number(line)
        for key, _ in HEAD[1:]:
            if key not in self._columns.places:
                continue
            raw = self._raw(row, key)
            blank = not shown_raw(raw).strip()
            if blank and not line.keyed:
                continue
            value, problem = (None, None) if blank else self._head.read(key, raw)
            if problem is not None:
                line.problems.append(Note(self._place(row, key), problem))
            elif (line.known.get(key) if line.known else None) != value:
                line.head[key] = value
        known = answers_of(line.known) if line.known else {}
        for one in self._asked:
            raw, answer = self._raw(row, f"{QUESTION}{one.asked.id}"), known.get(one.asked.id)
            old = text_of(answer, "words" if one.asked.kind == WORDS else "value")
            if says_the_same(content_of(one.asked, old, old), raw):
                continue
            said = self._readers[one.asked.id].read(raw)
            if said.problem is not None:
                line.problems.append(Note(self._place(row, f"{QUESTION}{one.asked.id}"), said.problem))
            elif said.value != old and (said.value or line.keyed):
                line.answers.append((one, answer, old, said.value))

    def _read_number(self, line: _Line) -> None:
        if line.known is None or (line.number and line.known.get(NUMBER_KEY) != line.number):
            line.head[NUMBER_KEY] = line.number

    def _keep(self, row: GridRow, line: _Line, notes: list[Note]) -> None:
        new, parts = line.known is None, list[RowPlan]()
        place, view = self._place(row), self._snapshot.view
        if new:
            values = {"questionnaire": view.id, **line.head}
            parts.append(RowPlan(0, place, SHEET, line.key, RowKind.NEW, Act.ADD, "", values))
        elif line.head:
            parts.append(RowPlan(0, place, SHEET, line.key, RowKind.CHANGED, Act.CHANGE, "", dict(line.head)))
        for one, answer, _old, value in line.answers:
            name = "words" if one.asked.kind == WORDS else "value"
            if answer is not None:
                values = {name: value or None}
                parts.append(RowPlan(0, place, ANSWER, answer.id, RowKind.CHANGED, Act.CHANGE, "", values))
            else:
                values, key = {"question": one.asked.id, name: value}, self._snapshot.ids()
                parts.append(RowPlan(0, place, ANSWER, key, RowKind.NEW, Act.ADD, "", values, parent=line.key))
        act = (Act.ADD if new else Act.CHANGE) if parts else Act.NOTHING
        kind = {Act.ADD: RowKind.NEW, Act.CHANGE: RowKind.CHANGED}.get(act, RowKind.SAME)
        if notes and parts:
            kind = RowKind.DOUBTFUL
        number = line.number or (line.known.get(NUMBER_KEY) if line.known else 0)
        self._rows.append(self._made(row, number, line.key, kind, act, notes, () if new else _changes(line)))
        first = len(self._writes)
        self._writes += [_numbered(one, first + at) for at, one in enumerate(parts)]

    def _refuse(self, row: GridRow, number: object, note: Note) -> None:
        self._rows.append(self._made(row, number, self._snapshot.ids(), RowKind.REFUSED, Act.NOTHING, [note]))

    def _made(
        self, row: GridRow, number: object, id: str, kind: RowKind, act: Act, notes: list[Note],
        changes: tuple[FieldChange, ...] = (),
    ) -> RowPlan:  # fmt: skip
        title = str(number or "")
        return RowPlan(
            len(self._rows), self._place(row), SHEET, id, kind, act, title, changes=changes, notes=tuple(notes)
        )

    def _place(self, row: GridRow, key: str = "") -> Place:
        return Place(self._columns.grid.name, row.number, self._columns.head(key) if key else "")


@dataclass(slots=True)
class _Line:
    """A row on its way into the plan."""

    key: str
    known: Row | None
    keyed: bool
    number: int
    head: dict[str, object] = field(default_factory=dict)
    answers: list[tuple[QuestionView, Row | None, str, str]] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)


def _changes(line: _Line) -> tuple[FieldChange, ...]:
    one, known = catalogue()[SHEET], line.known
    out = [FieldChange(one.field(key), known.get(key) if known else None, value) for key, value in line.head.items()]
    return (*out, *(_answer_change(question, old, new) for question, _, old, new in line.answers))


def _answer_change(one: QuestionView, old: str, new: str) -> FieldChange:
    """Return an answer with its words beside the keys, in whatever language it is shown."""
    asked = one.asked
    name = LocalText({"zh_TW": asked.label or one.says("zh").text, "en": asked.label or one.says("en").text})
    if asked.kind not in (CHOICE, SEVERAL):
        return FieldChange(Field(asked.id, Kind.TEXT, name), old, new)
    options = tuple(Option(key, LocalText({"zh_TW": _worded(one, "zh", at), "en": _worded(one, "en", at)}))
                    for at, key in enumerate(asked.keys))  # fmt: skip
    made = Field(asked.id, Kind.SET, name, options=options)
    return FieldChange(made, split(old), split(new))


def _worded(one: QuestionView, language: str, at: int) -> str:
    choices = one.says(language).choices
    words = choices[at] if at < len(choices) else ""
    return f"{one.asked.keys[at]} {words}".strip()


def _numbered(row: RowPlan, key: int) -> RowPlan:
    return RowPlan(key, row.place, row.type, row.id, row.kind, row.act, row.title, row.values, parent=row.parent)


def _merged(columns: SheetColumns) -> frozenset[int]:
    rows = (range(max(top, columns.head_row + 1), min(bottom, top + 500) + 1)
            for top, left, bottom, right in columns.grid.merged
            if any(left <= at <= right for at in columns.places.values()))  # fmt: skip
    return frozenset(number for each in rows for number in each)
