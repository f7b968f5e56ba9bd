"""The history as people read it: who did what, what changed since a day, and putting things back.

Everything is frozen and in the words of the declarations. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.fields import Field, Kind, RecordType
from app.core.messages import N_, NP_, Label, Message
from app.i18n import Translator
from app.models.catalogue import catalogue, parent_column
from app.models.document.changes import Change, ChangeSet, DeletedRecord, StepInfo
from app.models.document.document import Document
from app.services.formatting import HIDDEN, Writing, currency_of, format_value
from app.services.records import RecordService

NEW, CHANGED, DELETED, ERASED = "new", "changed", "deleted", "erased"
ERASE_WORDS = {"zh_TW": "永久刪除", "en": "erase"}
"""What is typed to confirm the one act that cannot be undone."""
SHOWN = 200
NAMELESS = frozenset({"participation", "task_state", "step_state"})
"""Record types whose titles are names in a programme's file; the label of the step says which is meant."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the history page.

    Args:
        id: key of the step.
        at: when, in the zone of the people.
        person: who, "" where nobody said.
        device: on which computer.
        label: what was done.
        about: titles of the records it touched, at most three.
        more: how many more it touched.
        undo: whether it took another step back.
    """

    id: str
    at: datetime
    person: str
    device: str
    label: Message
    about: tuple[str, ...]
    more: int
    undo: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as text; "" where it was empty."""

    label: Label
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happened to one record.

    Args:
        type: record type name.
        id: its key.
        kind: its type in words.
        title: what people call it.
        what: ``new``, ``changed``, ``deleted`` or ``erased``.
        fields: the fields that changed.
        who: names of those who did it.
        at: when it happened last.
    """

    type: str
    id: str
    kind: Label
    title: str
    what: str
    fields: tuple[FieldChange, ...] = ()
    who: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PutBack:
    """What putting back a step did.

    Args:
        done: what was put back.
        left: what was changed since and stayed as it is.
        changes: the change set, ``None`` where nothing could be put back.
    """

    done: tuple[RecordChange, ...]
    left: tuple[RecordChange, ...]
    changes: ChangeSet | None = field(default=None, compare=False)

    @property
    def said(self) -> Message:
        """What to tell."""
        if not self.done:
            return N_("Nothing could be put back: everything was changed since.")
        if self.left:
            return NP_(
                "Put back. {n} record was changed since and stays as it is.",
                "Put back. {n} records were changed since and stay as they are.",
                len(self.left),
            )
        return N_("Put back. Undo takes this back.")


@dataclass(frozen=True, slots=True)
class RecordThen:
    """One record as it was on a day, beside what it is now.

    Args:
        type: record type name.
        id: its key.
        title: what people call it now, or then where it is gone.
        existed: whether it existed on that day.
        fields: those that were different: before is then, after is now.
        same: how many fields were the same.
    """

    type: str
    id: str
    title: str
    existed: bool
    fields: tuple[FieldChange, ...]
    same: int


@dataclass(frozen=True, slots=True)
class BinLine:
    """One record in the bin: what it is, when it was deleted and by whom."""

    type: str
    id: str
    kind: Label
    title: str
    at: datetime
    person: str


IN_DRAWER = FieldChange(N_("In the private drawer"), HIDDEN, HIDDEN)
"""Stands for the fields that lie in the locked drawer: not even which of them changed is told."""


class HistoryService:
    """The history of one open document.

    Args:
        document: the open document.
        records: titles and words of records.
        clock: gives the zone of the people.
        erased: called after something was erased for good, with the SHA-256 of the bytes that went.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        clock: Clock,
        erased: Callable[[tuple[str, ...]], None] | None = None,
    ) -> None:
        self._document, self._records, self._clock, self._erased = document, records, clock, erased

    def steps(
        self, since: datetime | None = None, record: tuple[str, str] | None = None, limit: int = SHOWN
    ) -> tuple[StepLine, ...]:
        """Return what was done, newest first; see :meth:`Document.history`."""
        found = self._document.history(since, record, limit)
        titles = self._titles(one for step in found for one in step.records[:6])
        gone = {(one.type, one.id): one for one in self.bin()}
        titles |= {key: gone[key].title for key, title in titles.items() if not title and key in gone}
        return tuple(self._line(step, titles) for step in found)

    def changes(self, step: str, translator: Translator) -> tuple[RecordChange, ...]:
        """Return what a step did, record by record."""
        return self._described(self._document.step_changes(step), translator)

    def changed_since(self, day: str, translator: Translator) -> tuple[RecordChange, ...]:
        """Return what is different from how it was when *day* began, the latest first.

        What was changed and changed back is not among it.

        Args:
            day: ISO date.
            translator: language of the values.
        """
        begin = self.start_of(day)
        steps = self._document.history(begin, limit=100_000)
        who: dict[tuple[str, str], dict[str, None]] = {}
        last: dict[tuple[str, str], datetime] = {}
        order: list[Change] = []
        for step in reversed(steps):
            for one in self._document.step_changes(step.id):
                key = (one.type, one.record)
                who.setdefault(key, {})[step.person] = None
                last[key] = self._local(step.at)
                order.append(one)
        joined = self._described(_joined(order), translator)
        found = [
            RecordChange(
                one.type, one.id, one.kind, one.title, one.what, one.fields,
                tuple(name for name in who[one.type, one.id] if name), last[one.type, one.id],
            )
            for one in joined
            if one.fields or one.what != CHANGED
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: one.at or begin, reverse=True))

    def put_back(self, step: str, translator: Translator) -> PutBack:
        """Take a chosen step back wherever the present value is still the one that it wrote.

        Raises:
            ReadOnlyError: the document is open to read.
        """
        result = self._document.put_back(step)
        done = self._described(result.changes.changes if result.changes else (), translator)
        return PutBack(done, self._described(result.left, translator), result.changes)

    def as_of(self, type: str, id: str, day: str, translator: Translator) -> RecordThen:
        """Return a record as it was at the end of *day* (ISO), beside what it is now."""
        then, now = self._document.as_of(type, id, self.end_of(day)), self._values(type, id)
        kind, fields, same = catalogue().get(type), list[FieldChange](), 0
        past, locked = self._records.opened(type, id, then or {})
        for one in kind.fields if kind is not None else ():
            if one.kind in (Kind.ROWS, Kind.COMPUTED) or one.name in locked:
                continue
            before, after = self._text(one, past, translator), self._text(one, now or {}, translator)
            if before == after:
                same += bool(after)
            else:
                fields.append(FieldChange(one.label, before, after))
        fields += [IN_DRAWER] if locked else []
        title = self._records.title_of(type, id) if now is not None else self._title(type, id, then or {})
        return RecordThen(type, id, title, then is not None, tuple(fields) if then is not None else (), same)

    def put_back_record(self, type: str, id: str, day: str) -> ChangeSet | None:
        """Make a record, with its rows, what it was at the end of *day*; nothing else is undone."""
        return self._document.put_back_record(type, id, self.end_of(day))

    def bin(self) -> tuple[BinLine, ...]:
        """Return the deleted records, last deleted first."""
        return tuple(
            self._bin_line(one)
            for one in self._document.deleted()
            if one.type in catalogue() and not _is_blank_line(one)
        )

    def bring_back(self, type: str, id: str) -> ChangeSet | None:
        """Take a record out of the bin, with the rows that went with it."""
        return self._document.bring_back(type, id)

    def erase(self, type: str, id: str, typed: str) -> ChangeSet | None:
        """Erase a record for good, living or in the bin. The only act without undo.

        Args:
            type: record type name.
            id: its key.
            typed: what the person typed to confirm: one of ``ERASE_WORDS``.

        Raises:
            InputError: something else was typed; nothing happened.
        """
        if typed.strip().casefold() not in ERASE_WORDS.values():
            raise InputError(
                N_("The word for erasing was not typed."), N_("Type the word as it stands beside the field.")
            )
        blobs = self._own_blobs(type, id)
        changes = self._document.erase(type, id, blobs)
        if self._erased is not None:
            self._erased(blobs)
        return changes

    def start_of(self, day: str) -> datetime:
        """Return when *day* (ISO) begins, in the zone of the people."""
        begin = datetime.combine(datetime.fromisoformat(day).date(), time())
        return begin.replace(tzinfo=self._clock.now().tzinfo)

    def end_of(self, day: str) -> datetime:
        """Return the last moment of *day* (ISO)."""
        return self.start_of(day) + timedelta(days=1) - timedelta(milliseconds=1)

    def _own_blobs(self, type: str, id: str) -> tuple[str, ...]:
        """Return the bytes that only this record ever showed."""
        names = {str(one) for one in self._shown_by(type, id) if one}
        others = {str(row.get("sha256")) for kind in ("photo", "file") for row in self._records.load(kind)
                  if (kind, row.id) != (type, id)}  # fmt: skip
        others |= {
            str(one.values.get("sha256")) for one in self._document.deleted() if (one.type, one.id) != (type, id)
        }
        return tuple(sorted(name for name in names if name not in others))

    def _shown_by(self, type: str, id: str) -> list[object]:
        now = self._values(type, id) or {}
        gone = [one.values for one in self._document.deleted() if (one.type, one.id) == (type, id)]
        return [values.get("sha256") for values in (now, *gone)]

    def _values(self, type: str, id: str) -> Mapping[str, object] | None:
        row = self._records.get(type, id) if type in catalogue() else None
        return None if row is None else row.values

    def _line(self, step: StepInfo, titles: Mapping[tuple[str, str], str]) -> StepLine:
        named = (one for one in step.records[:6] if one[0] not in NAMELESS)
        about = [title for one in named if (title := titles.get(one, ""))][:3]
        more = max(0, step.count - len(about)) if about else 0
        return StepLine(
            step.id, self._local(step.at), step.person, step.device, step.label, tuple(about), more, bool(step.undoes)
        )

    def _bin_line(self, one: DeletedRecord) -> BinLine:
        title = self._title(one.type, one.id, one.values)
        return BinLine(one.type, one.id, catalogue()[one.type].label, title, self._local(one.at), one.person)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self._clock.now().tzinfo)

    def _titles(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        wanted, found = set(keys), dict[tuple[str, str], str]()
        with self._records.reader() as reader:
            for kind in {kind for kind, _ in wanted if kind in catalogue()}:
                titles = reader.titles(kind)
                found.update({(kind, id): titles.get(id, "") for other, id in wanted if other == kind})
        return found

    def _described(self, changes: Iterable[Change], translator: Translator) -> tuple[RecordChange, ...]:
        known = [one for one in changes if one.type in catalogue()]
        titles = self._titles((one.type, one.record) for one in known)
        return tuple(self._change(one, titles, translator) for one in known)

    def _change(self, one: Change, titles: Mapping[tuple[str, str], str], translator: Translator) -> RecordChange:
        kind = catalogue()[one.type]
        values = dict(one.new or one.old or {})
        title = titles.get((one.type, one.record), "") or self._title(one.type, one.record, values)
        what = ERASED if one.erased else NEW if one.old is None else DELETED if one.new is None else CHANGED
        fields = self._fields(kind, one, translator)
        return RecordChange(one.type, one.record, kind.label, title, what, fields)

    def _fields(self, kind: RecordType, one: Change, translator: Translator) -> tuple[FieldChange, ...]:
        old, was_locked = self._records.opened(one.type, one.record, one.old or {})
        new, is_locked = self._records.opened(one.type, one.record, one.new or {})
        locked = was_locked | is_locked
        found = [IN_DRAWER] if locked else []
        for declared in kind.fields:
            if declared.name in locked or (declared.name not in old and declared.name not in new):
                continue
            before, after = self._text(declared, old, translator), self._text(declared, new, translator)
            if before != after:
                found.append(FieldChange(declared.label, before, after))
        return tuple(found)

    def _text(self, field: Field, values: Mapping[str, object], translator: Translator) -> str:
        how = Writing(
            translator,
            currency=currency_of(field, values, translator.currency),
            title=self._records.title_of,
            options=self._records.option_source,
            units=True,
        )
        return format_value(field, _frozen(values.get(field.name)), translator, how)

    def _title(self, type: str, id: str, values: Mapping[str, object]) -> str:
        kind = catalogue()[type]
        parent = parent_column(type)
        values, locked = self._records.opened(type, id, values)
        if locked and all(one.name in locked for one in kind.titles()):
            return HIDDEN
        shown = [one for one in kind.titles() if one.name != parent and one.name not in locked]
        parts = [self._text(one, values, self._records.translator) for one in shown]
        return " · ".join(part for part in parts if part) or self._spare(kind, values)

    def _spare(self, kind: RecordType, values: Mapping[str, object]) -> str:
        settings = values.get("settings")
        if kind.name == "dossier_block" and isinstance(settings, Mapping):
            from app.services.dossier.live import LIVE  # late: it is made of every record type

            if settings.get("live") in LIVE:
                return self._records.translator.text(LIVE[str(settings["live"])].label)
        fields = (one for one in kind.fields if one.kind is Kind.TEXT and one.required)
        texts = (self._text(one, values, self._records.translator) for one in fields)
        return next((text for text in texts if text), "")


def _is_blank_line(one: DeletedRecord) -> bool:
    """Say whether a deleted paragraph held nothing that anybody would miss."""
    return one.type == "dossier_block" and not one.values.get("runs") and not one.values.get("settings")


def _joined(changes: Iterable[Change]) -> list[Change]:
    """Join what happened to each record into one change: first old, last new; nothing where nothing is left."""
    first: dict[tuple[str, str], Change] = {}
    for one in changes:
        key = (one.type, one.record)
        known = first.get(key)
        first[key] = one if known is None else _merged(known, one)
    return [one for one in first.values() if one.erased or not (one.old is None and one.new is None)]


def _merged(first: Change, then: Change) -> Change:
    if then.erased or first.erased:
        return Change(first.type, first.record, None, None, True)
    if first.old is None:  # made in this time
        new = None if then.new is None else {**(first.new or {}), **then.new}
        return Change(first.type, first.record, None, new)
    if first.new is None:  # deleted, then made again
        return Change(first.type, first.record, first.old, then.new)
    if then.new is None:
        return Change(first.type, first.record, {**(then.old or {}), **first.old}, None)
    old = {**(then.old or {}), **first.old}
    return Change(first.type, first.record, old, {**first.new, **then.new})


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
