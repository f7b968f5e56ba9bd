"""Changes in the words of people: titles, fields before and after, what lies in the drawer left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.core.fields import Field, Kind, RecordType
from app.i18n import Translator
from app.models.catalogue import catalogue, parent_column
from app.models.document.changes import Change
from app.services.formatting import HIDDEN, Writing, currency_of, format_value
from app.services.history.lines import CHANGED, DELETED, ERASED, IN_DRAWER, NEW, FieldChange, RecordChange
from app.services.records import RecordService


class ChangeWords:
    """Tells changes. Thread: the document lane.

    Args:
        records: titles and words of records.
    """

    def __init__(self, records: RecordService) -> None:
        self._records = records

    def titles(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Return what people call the records of *keys*, type and id; "" for those that are gone."""
        wanted, found = set(keys), dict[tuple[str, str], str]()
        with self._records.reader() as reader:
            for kind in {kind for kind, _ in wanted if kind in catalogue()}:
                titles = reader.titles(kind)
                found.update({(kind, id): titles.get(id, "") for other, id in wanted if other == kind})
        return found

    def described(self, changes: Iterable[Change], translator: Translator) -> tuple[RecordChange, ...]:
        """Return changes record by record, in the language of *translator*."""
        known = [one for one in changes if one.type in catalogue()]
        titles = self.titles((one.type, one.record) for one in known)
        return tuple(self._change(one, titles, translator) for one in known)

    def _change(self, one: Change, titles: Mapping[tuple[str, str], str], translator: Translator) -> RecordChange:
        kind = catalogue()[one.type]
        values = dict(one.new or one.old or {})
        title = titles.get((one.type, one.record), "") or self.title_of(one.type, one.record, values)
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
            before, after = self.text(declared, old, translator), self.text(declared, new, translator)
            if before != after:
                found.append(FieldChange(declared.label, before, after))
        return tuple(found)

    def text(self, field: Field, values: Mapping[str, object], translator: Translator) -> str:
        """Return the value of a field as it is printed."""
        how = Writing(
            translator,
            currency=currency_of(field, values, translator.currency),
            title=self._records.title_of,
            options=self._records.option_source,
            units=True,
        )
        return format_value(field, _frozen(values.get(field.name)), translator, how)

    def title_of(self, type: str, id: str, values: Mapping[str, object]) -> str:
        """Return what people called a record that had *values*."""
        kind = catalogue()[type]
        parent = parent_column(type)
        values, locked = self._records.opened(type, id, values)
        if locked and all(one.name in locked for one in kind.titles()):
            return HIDDEN
        shown = [one for one in kind.titles() if one.name != parent and one.name not in locked]
        parts = [self.text(one, values, self._records.translator) for one in shown]
        return " · ".join(part for part in parts if part) or self._spare(kind, values)

    def _spare(self, kind: RecordType, values: Mapping[str, object]) -> str:
        settings = values.get("settings")
        if kind.name == "dossier_block" and isinstance(settings, Mapping):
            from app.services.dossier.live import LIVE  # late: it is made of every record type

            if settings.get("live") in LIVE:
                return self._records.translator.text(LIVE[str(settings["live"])].label)
        fields = (one for one in kind.fields if one.kind is Kind.TEXT and one.required)
        texts = (self.text(one, values, self._records.translator) for one in fields)
        return next((text for text in texts if text), "")


def joined_changes(changes: Iterable[Change]) -> list[Change]:
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
