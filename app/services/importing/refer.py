"""Second pass of a dry run: what every line belongs to and refers to, by keys and by titles. Thread: any."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.core.fields import Field, Kind
from app.core.messages import N_, NP_, Message
from app.core.text import fold
from app.i18n import Translator
from app.models.catalogue import applies, catalogue
from app.services.formatting import Writing, currency_of, format_value, is_empty
from app.services.importing.cells import shown_raw
from app.services.importing.draft import Draft
from app.services.importing.read import CLOSED
from app.services.importing.snapshot import Snapshot
from app.services.workbook.words import NO_TITLE

_SPLIT = re.compile(r"\s*[、,，;；\n]+\s*")
_NO_PARENT = N_("It is not clear what this line belongs to: “{title}” was not found.")
_NO_PARENT_AT_ALL = N_("This line does not say what it belongs to.")
_MANY = N_("There are several records called “{title}”. Choose the right one in the form.")
_UNKNOWN = N_("There is no record called “{title}” here; the text is kept beside the field.")


class Referrer:
    """Finds the records that lines name.

    Args:
        snapshot: the document.
        ids: record type to the lines by the key of their record.
        speaker: the language and calendar in which the file names records.
    """

    def __init__(self, snapshot: Snapshot, ids: Mapping[str, Mapping[str, Draft]], speaker: Translator) -> None:
        self._snapshot, self._ids, self._speaker = snapshot, ids, speaker
        self._by_title: dict[str, dict[str, list[str]]] = {}
        self._no_titles = {one.text(NO_TITLE) for one in snapshot.translators}

    def place(self, draft: Draft) -> None:
        """Find what a line belongs to; a line that belongs to nothing is refused."""
        parent_type = catalogue()[draft.type].parent
        if not parent_type or draft.refused:
            return
        plan = draft.columns
        key = str(draft.row.at(plan.parent_key) or "") if plan.parent_key >= 0 else ""
        title = shown_raw(draft.row.at(plan.parent)).strip() if plan.parent >= 0 else ""
        found = [key] if key and self._is_there(parent_type, key) else self._called(parent_type, title)
        if not found and draft.known and not title:
            found = [self._snapshot.parents.get(draft.type, {}).get(draft.id, "")]
        if len(found) != 1 or not found[0]:
            said = Message(_MANY.id if found else _NO_PARENT.id, {"title": title}) if title else _NO_PARENT_AT_ALL
            draft.refuse(said, plan.parent)
            return
        draft.parent = found[0]
        above = self._ids.get(parent_type, {}).get(draft.parent)
        if above is not None and above.refused and not above.known:
            draft.refuse(N_("What this line belongs to is refused itself."), plan.parent)

    def refer(self, draft: Draft) -> None:
        """Find what a line refers to; words that name nothing stay beside their field."""
        for field, at, key_at in draft.columns.referring:
            text = shown_raw(draft.row.at(at)).strip() if at >= 0 else ""
            if not text:
                if at >= 0:
                    draft.blank.add(field.name)
                continue
            if field.sealed and not self._snapshot.drawer:
                draft.note(CLOSED, at)
                continue
            keys = tuple(str(draft.row.at(key_at) or "").split()) if key_at >= 0 else ()
            self._refer_to(draft, field, at, text, keys)

    def _refer_to(self, draft: Draft, field: Field, at: int, text: str, keys: tuple[str, ...]) -> None:
        there = tuple(key for key in keys if self._is_there(field.target, key))
        if keys and (field.kind is Kind.PHOTOS or self._reads(field.target, keys, text)):
            found, lost = there, len(keys) - len(there)
        else:
            found, lost = self._by_words(draft, field, at, text, there)
        if lost:
            said = NP_(
                "{n} record that is referred to is not here.", "{n} records that are referred to are not here.", lost
            )
            draft.note(said, at)
        if field.kind in (Kind.REFERENCES, Kind.PHOTOS):
            if found:
                draft.values[field.name] = found
        elif found:
            draft.values[field.name] = found[0]

    def _reads(self, target: str, keys: tuple[str, ...], text: str) -> bool:
        """Say whether the cell still reads as the titles of the keys beside it, in any language."""
        folded, known = fold(text), [self._names(target, key) for key in keys]
        if any(_is_joined(folded, known, joint) for joint in ("、", ", ")):
            return True
        return not any(self._is_there(target, key) for key in keys) and len(_SPLIT.split(text)) == len(keys)

    def _names(self, target: str, key: str) -> set[str]:
        """Return what a record may have been called when the workbook was written, folded."""
        titles = {one.get(key, "") for one in self._snapshot.titles.get(target, ())}
        return {fold(one) for one in (titles | {self._draft_title(target, key)} | self._no_titles) if one}

    def _draft_title(self, target: str, key: str) -> str:
        draft = self._ids.get(target, {}).get(key)
        return draft.title if draft is not None else ""

    def _by_words(
        self, draft: Draft, field: Field, at: int, text: str, there: tuple[str, ...]
    ) -> tuple[tuple[str, ...], int]:
        """Return the records that the words of a cell name, and how many are not here."""
        whole = self._called(field.target, text)
        if len(whole) == 1:
            return tuple(whole), 0
        words = [text] if whole or field.kind in (Kind.REFERENCE, Kind.FILE) else _SPLIT.split(text)
        found: list[str] = []
        for word in (one for one in words if one.strip()):
            named = self._called(field.target, word)
            named = [key for key in named if key in there] or named
            if len(named) == 1:
                found.append(named[0])
            else:
                said = _MANY if named else _UNKNOWN
                draft.note(Message(said.id, {"title": word}), at)
                draft.pending[field.name] = text
        if field.name in draft.pending:
            return (), 0
        return tuple(dict.fromkeys(found)), 0

    def _is_there(self, type_name: str, key: str) -> bool:
        titles = self._snapshot.titles.get(type_name)
        return bool(titles and key in titles[0]) or key in self._ids.get(type_name, {})

    def _called(self, type_name: str, title: str) -> list[str]:
        """Return the records with that title, of the document and of the file."""
        if type_name not in self._by_title:
            index: dict[str, list[str]] = defaultdict(list)
            for titles in self._snapshot.titles.get(type_name, ()):
                for key, text in titles.items():
                    if text and key not in index[fold(text)]:
                        index[fold(text)].append(key)
            for key, draft in self._ids.get(type_name, {}).items():
                if draft.title and key not in index[fold(draft.title)]:
                    index[fold(draft.title)].append(key)
            self._by_title[type_name] = dict(index)
        return list(self._by_title[type_name].get(fold(title.strip()), ())) if title.strip() else []

    def title(self, draft: Draft) -> str:
        """Return what the record of a line is called."""
        one, known = catalogue()[draft.type], self._snapshot.rows.get(draft.type, {}).get(draft.id)
        said = {**(known.values if known is not None else {}), **draft.values}
        parts = []
        for field in one.titles():
            value = draft.values.get(field.name)
            if value is None and known is not None and field.name not in draft.blank:
                value = known.get(field.name)
            if not is_empty(value) and applies(draft.type, field.name, said):
                how = Writing(
                    self._speaker,
                    currency_of(field, draft.values, self._speaker.currency),
                    title=self.title_of,
                    options=lambda list_id: self._snapshot.choices.get(list_id, ()),
                )
                parts.append(format_value(field, value, self._speaker, how))
        return " · ".join(part for part in parts if part)

    def title_of(self, type_name: str, key: str) -> str:
        """Return what a record of the file or of the document is called."""
        titles = self._snapshot.titles.get(type_name) or ({},)
        return self._draft_title(type_name, key) or titles[-1].get(key, "")


def _is_joined(text: str, known: Sequence[set[str]], joint: str) -> bool:
    """Say whether *text* is one name of each of *known*, in their order, with *joint* between."""
    ends = {0}
    for place, names in enumerate(known):
        lead = fold(joint) if place else ""
        ends = {end + len(lead + name) for end in ends for name in names if text.startswith(lead + name, end)}
    return len(text) in ends
