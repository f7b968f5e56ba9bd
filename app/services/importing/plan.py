"""The dry run: what bringing a file in would do, row by row, and why. Pure over a snapshot; thread: any.

A row with a key of ours changes that record, and empty cells empty it; a row without one is new, or the
same as a record that is there, or perhaps its double. Nothing is lost: what cannot be read is kept as
typed in its field; what cannot be placed is refused with a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from app.core.errors import Cancelled
from app.core.fields import Field, Kind, Row
from app.core.messages import N_, Message
from app.core.progress import NoProgress, Progress
from app.core.richtext import Atom, Run, text_of
from app.exports.xlsx.text import clean_text
from app.i18n import Translator
from app.imports.grid import Book
from app.models.catalogue import catalogue
from app.services.formatting import is_empty
from app.services.importing.cells import CellReader, Manner, plain
from app.services.importing.draft import Draft
from app.services.importing.match import BookMatch, Vocabulary, unknown_words
from app.services.importing.read import LineReader
from app.services.importing.refer import Referrer
from app.services.importing.rows import Act, FieldChange, ImportPlan, RowKind, RowPlan
from app.services.importing.snapshot import Snapshot
from app.services.importing.twins import PARENT, Twins
from app.services.records import PREFILLED
from app.services.scoring import TENTH
from app.services.workbook.columns import LANGUAGES, REFERRING

TELL_EVERY = 200
SCORE = "score"
_TOO_MANY = N_(
    "{points} points are more than the {most} of this line: they are kept, and count once they are put right."
)
_BYTES = N_("The picture or file itself is not in a workbook; the record comes in without it.")


def plan_import(
    book: Book, match: BookMatch, vocabulary: Vocabulary, snapshot: Snapshot, progress: Progress | None = None
) -> ImportPlan:
    """Return the dry run.

    Args:
        book: as read.
        match: which sheets and columns are what.
        vocabulary: wordings of choices.
        snapshot: the document.
        progress: told of the rows.

    Raises:
        Cancelled: the person pressed Stop.
    """
    return _Planner(book, match, vocabulary, snapshot, progress or NoProgress()).plan()


class _Planner:
    def __init__(
        self, book: Book, match: BookMatch, vocabulary: Vocabulary, snapshot: Snapshot, progress: Progress
    ) -> None:
        self._book, self._match, self._snapshot, self._progress = book, match, snapshot, progress
        custom, said = snapshot.custom, match.about
        self._currency = custom.currency
        manner = Manner(
            said.get("calendar") or custom.calendar,
            custom.us and not said,
            said.get("currency") or custom.currency,
            snapshot.choices,
            vocabulary.wordings,
        )
        self._lines = LineReader(CellReader(manner), snapshot)
        self._refers = Referrer(snapshot, self._lines.ids, self._writer())
        self._drafts: list[Draft] = []

    def _writer(self) -> Translator:
        """Return the language and calendar in which the file names records."""
        custom, said = self._snapshot.custom, self._match.about
        language = said.get("language") or custom.output_language
        calendar = said.get("calendar") or custom.calendar
        return Translator("zh_TW" if language == "zh_TW" else "en", calendar, self._currency)

    def plan(self) -> ImportPlan:
        for match in self._match.sheets:
            self._drafts += self._lines.read(match)
        for draft in self._drafts:
            draft.title = self._refers.title(draft)
        # what is called by what it refers to gets its title before others refer to it
        for count, draft in enumerate(sorted(self._drafts, key=lambda one: not _called_by_others(one.type))):
            self._step(count)
            self._refers.place(draft)
            self._refers.refer(draft)
            draft.title = self._refers.title(draft)
        rows = tuple(self._decided())
        labels = {match.type: catalogue()[match.type].plural for match in self._match.sheets}
        return ImportPlan(self._book.name, rows, self._notes(), self._titles_of(rows), self._snapshot.mark, labels)

    def _step(self, count: int) -> None:
        if count % TELL_EVERY == 0:
            self._progress.step(count, len(self._drafts), N_("Comparing with the records"))
            if self._progress.cancelled():
                raise Cancelled(N_("Comparing was stopped."), N_("Choose the file again whenever you like."))

    def _notes(self) -> tuple[Message, ...]:
        unknown = [said for one in self._match.sheets if (said := unknown_words(one)) is not None]
        return (*self._book.notes, *self._match.left, *unknown)

    # -- third pass: compare and decide

    def _decided(self) -> Iterator[RowPlan]:
        twins: dict[str, Twins] = {}
        same = _Same(self._snapshot)
        for number, draft in enumerate(self._drafts):
            if draft.type == SCORE:
                self._bound(draft)
            if draft.type not in twins:
                rows, parents = self._snapshot.rows.get(draft.type, {}), self._snapshot.parents.get(draft.type, {})
                known = {key: ({**row.values, PARENT: parents.get(key, "")}, row.title) for key, row in rows.items()}
                twins[draft.type] = Twins(draft.type, known)
            yield self._decide(number, draft, twins[draft.type], same)

    def _bound(self, draft: Draft) -> None:
        """Say where points are more than their line gives."""
        points = draft.values.get("value")
        most = self._snapshot.most.get((draft.parent, str(draft.values.get("criterion") or "")))
        if isinstance(points, int) and most is not None and points > most * TENTH:
            said = plain(Decimal(points).scaleb(-1))
            draft.note(Message(_TOO_MANY.id, {"points": said, "most": most}), draft.columns.places.get("value", -1))

    def _decide(self, number: int, draft: Draft, twins: Twins, same: _Same) -> RowPlan:
        if draft.refused:
            return _made(number, draft, RowKind.REFUSED, Act.NOTHING)
        known = self._snapshot.rows.get(draft.type, {}).get(draft.id) if draft.known else None
        if known is not None:
            return self._compared(number, draft, known)
        if same.as_one_there(draft.type, draft.parent, draft.values, draft.pending):
            return _made(number, draft, RowKind.SAME, Act.NOTHING)
        if draft.type in ("photo", "file"):
            draft.note(_BYTES)
        if draft.written_by_us():
            draft.values |= dict.fromkeys(draft.blank & set(PREFILLED))
        found = twins.of(draft.id, {**draft.values, PARENT: draft.parent}, draft.title, draft.row.number)
        kind = RowKind.DOUBTFUL if found or draft.notes or draft.pending else RowKind.NEW
        return replace(_made(number, draft, kind, Act.ADD), twins=found)

    def _compared(self, number: int, draft: Draft, known: Row) -> RowPlan:
        changes = []
        one = catalogue()[draft.type]
        for field in one.fields:
            if field.name in known.locked:
                continue
            old = known.get(field.name)
            if field.name in draft.values:
                new = draft.values[field.name]
                if not _equal(field, old, new):
                    changes.append(FieldChange(field, old, new))
            elif field.name in draft.blank and draft.keyed and not is_empty(old) and field.name not in draft.pending:
                empty: object = () if isinstance(old, tuple) else {} if isinstance(old, dict) else None
                changes.append(FieldChange(field, old, empty))
        pending = {name: text for name, text in draft.pending.items() if known.pending.get(name) != text}
        values = {change.field.name: change.new for change in changes}
        if pending or (draft.notes and changes):
            kind = RowKind.DOUBTFUL
        else:
            kind = RowKind.CHANGED if changes else RowKind.SAME
        act = Act.CHANGE if changes or pending else Act.NOTHING
        return RowPlan(
            number,
            draft.place(),
            draft.type,
            draft.id,
            kind,
            act,
            draft.title or known.title,
            values,
            pending,
            tuple(changes),
            tuple(draft.notes),
            parent=draft.parent,
        )

    def _titles_of(self, rows: Iterable[RowPlan]) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for row in rows:
            for change in row.changes:
                if change.field.kind in REFERRING:
                    for value in (change.old, change.new):
                        keys = value if isinstance(value, tuple) else (value,)
                        for key in keys:
                            found[change.field.target, str(key)] = self._refers.title_of(change.field.target, str(key))
        return found


@cache
def _called_by_others(type_name: str) -> bool:
    return any(field.kind in REFERRING for field in catalogue()[type_name].titles())


def _made(number: int, draft: Draft, kind: RowKind, act: Act) -> RowPlan:
    return RowPlan(
        number,
        draft.place(),
        draft.type,
        draft.id,
        kind,
        act,
        draft.title,
        dict(draft.values),
        dict(draft.pending),
        (),
        tuple(draft.notes),
        parent=draft.parent,
    )


def _equal(field: Field, old: object, new: object) -> bool:
    """Say whether a cell means what the record holds, also where a cell cannot hold all of it."""
    if field.kind is Kind.RICH_TEXT:
        return _runs_text(old) == _runs_text(new)
    if isinstance(old, str) and isinstance(new, str) and field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE):
        shown = clean_text(old)[0]
        return new in (old, shown, shown.strip(), " ".join(shown.split()))
    if isinstance(old, dict) and isinstance(new, dict):
        return all(_cell_text(old.get(part)) == _cell_text(new.get(part)) for part in LANGUAGES)
    if field.kind is Kind.SET and isinstance(old, tuple) and isinstance(new, tuple):
        return sorted(old) == sorted(new)
    return old == new or (is_empty(old) and is_empty(new))


def _cell_text(text: object) -> str:
    return clean_text(str(text or ""))[0].strip()


def _runs_text(value: object) -> str:
    runs = value if isinstance(value, tuple) else ()
    return text_of(one for one in runs if isinstance(one, Run | Atom)).strip()


class _Same:
    """Finds records that hold exactly what a row says."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._index: dict[str, dict[tuple[str, str], list[Row]]] = {}

    def as_one_there(
        self, type_name: str, parent: str, values: Mapping[str, object], pending: Mapping[str, str]
    ) -> bool:
        """Say whether a record of the same parent has every value that is given."""
        rows = self._snapshot.rows.get(type_name)
        if not rows or not values:
            return False
        name = catalogue()[type_name].titles()[0].name
        if type_name not in self._index:
            index: dict[tuple[str, str], list[Row]] = defaultdict(list)
            parents = self._snapshot.parents.get(type_name, {})
            for row in rows.values():
                index[parents.get(row.id, ""), str(row.get(name))].append(row)
            self._index[type_name] = index
        one = catalogue()[type_name]
        return any(
            all(_equal(one.field(key), row.get(key), value) for key, value in values.items())
            and all(row.pending.get(key) == text for key, text in pending.items())
            for row in self._index[type_name].get((parent, str(values.get(name))), ())
        )
