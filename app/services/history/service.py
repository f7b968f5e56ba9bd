"""Reads the history, puts steps and records back, and erases for good. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.fields import Kind
from app.core.messages import N_
from app.i18n import Translator
from app.models.catalogue import catalogue
from app.models.document.changes import Change, ChangeSet, DeletedRecord, StepInfo
from app.models.document.document import Document
from app.services.history.lines import (
    CHANGED,
    ERASE_WORDS,
    IN_DRAWER,
    NAMELESS,
    BinLine,
    FieldChange,
    PutBack,
    RecordChange,
    RecordThen,
    StepLine,
)
from app.services.history.wording import ChangeWords, joined_changes
from app.services.records import RecordService

SHOWN = 200


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
        self._words = ChangeWords(records)

    def steps(
        self, since: datetime | None = None, record: tuple[str, str] | None = None, limit: int = SHOWN
    ) -> tuple[StepLine, ...]:
        """Return what was done, newest first; see :meth:`Document.history`."""
        found = self._document.history(since, record, limit)
        titles = self._words.titles(one for step in found for one in step.records[:6])
        gone = {(one.type, one.id): one for one in self.bin()}
        titles |= {key: gone[key].title for key, title in titles.items() if not title and key in gone}
        return tuple(self._line(step, titles) for step in found)

    def changes(self, step: str, translator: Translator) -> tuple[RecordChange, ...]:
        """Return what a step did, record by record."""
        return self._words.described(self._document.step_changes(step), translator)

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
        joined = self._words.described(joined_changes(order), translator)
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
        done = self._words.described(result.changes.changes if result.changes else (), translator)
        return PutBack(done, self._words.described(result.left, translator), result.changes)

    def as_of(self, type: str, id: str, day: str, translator: Translator) -> RecordThen:
        """Return a record as it was at the end of *day* (ISO), beside what it is now."""
        then, now = self._document.as_of(type, id, self.end_of(day)), self._values(type, id)
        kind, fields, same = catalogue().get(type), list[FieldChange](), 0
        past, locked = self._records.opened(type, id, then or {})
        for one in kind.fields if kind is not None else ():
            if one.kind in (Kind.ROWS, Kind.COMPUTED) or one.name in locked:
                continue
            before, after = self._words.text(one, past, translator), self._words.text(one, now or {}, translator)
            if before == after:
                same += bool(after)
            else:
                fields.append(FieldChange(one.label, before, after))
        fields += [IN_DRAWER] if locked else []
        title = self._records.title_of(type, id) if now is not None else self._words.title_of(type, id, then or {})
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
        title = self._words.title_of(one.type, one.id, one.values)
        return BinLine(one.type, one.id, catalogue()[one.type].label, title, self._local(one.at), one.person)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self._clock.now().tzinfo)


def _is_blank_line(one: DeletedRecord) -> bool:
    """Say whether a deleted paragraph held nothing that anybody would miss."""
    return one.type == "dossier_block" and not one.values.get("runs") and not one.values.get("settings")
