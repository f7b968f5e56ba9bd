"""Search over everything: one folded text per record in memory, kept current by change sets.

No index stands in the document: the usual ones miss words of two Chinese characters and would have to
be sealed, undone and merged. The answer holds all terms; records whose title holds them come first,
then the latest. Thread: the document lane.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.core.fields import Field, Kind, RecordType
from app.core.richtext import Atom, Run, text_of
from app.core.text import fold
from app.models.catalogue import catalogue, parent_column, table
from app.models.document.changes import ChangeSet
from app.services.records import RecordService

SEPARATOR = "\x1f"
"""Between fields, so that no term is found across two of them."""
SNIPPET = 40
"""Characters shown on either side of what was found."""
SLICE = 2000
"""Records read in one slice of the lane."""
TEXT_KINDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.RICH_TEXT, Kind.LOCALIZED, Kind.CODE})


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds every term.

    Args:
        type: record type name.
        id: key of the record.
        title: of the record; rows without one show their parent's.
        field: name of the field in which the first term stands.
        snippet: the field's text around it, as it was written.
        parent: (type, id) of the record that a row belongs to.
    """

    type: str
    id: str
    title: str
    field: str
    snippet: str
    parent: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    text: str
    at: str


class SearchService:
    """Finds records by words in their texts.

    Args:
        records: the records of the open document.
    """

    def __init__(self, records: RecordService) -> None:
        self._records = records
        self._entries: dict[tuple[str, str], _Entry] = {}
        self._begun = self._built = False

    def build(self) -> Iterator[int]:
        """Read all records in slices; each step of the iterator is one slice of at most 2,000 records."""
        self._entries.clear()
        self._begun = True
        for name, fields in _searched().items():
            with self._records.reader() as reader:
                ids = sorted(reader.ids(name))
            for at in range(0, len(ids), SLICE):
                yield self._read(name, fields, ids[at : at + SLICE])
        self._built = True

    def refresh(self, changes: ChangeSet) -> None:
        """Take up what a unit of work changed; before the first reading there is nothing to keep up with."""
        if not self._begun:
            return
        touched: dict[str, list[str]] = {}
        for change in changes.changes:
            self._entries.pop((change.type, change.record), None)
            if change.type in _searched():
                touched.setdefault(change.type, []).append(change.record)
        for name, ids in touched.items():
            self._read(name, _searched()[name], ids)

    def reread_sealed(self) -> None:
        """Take up that the private drawer was opened or locked: what it hides is found or forgotten."""
        if not self._built:
            return
        for name, fields in _searched().items():
            if any(field.sealed for field in fields):
                for key in [key for key in self._entries if key[0] == name]:
                    del self._entries[key]
                with self._records.reader() as reader:
                    ids = reader.ids(name)
                self._read(name, fields, ids)

    def query(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return the records that hold all the words of *text*, the best first.

        Args:
            text: words with spaces between them, in full or half width, 台 or 臺.
            limit: how many at most.
        """
        if not self._built:
            for _ in self.build():
                pass
        terms = fold(text).split()
        if not terms:
            return ()
        found = [item for item in self._entries.items() if _holds(item[1].text, terms)]
        found.sort(key=lambda item: item[0])
        found.sort(key=lambda item: item[1].at, reverse=True)
        found.sort(key=lambda item: not _holds(item[1].title, terms))
        return self._look([key for key, _ in found[:limit]], terms)

    def _read(self, name: str, fields: Sequence[Field], ids: Sequence[str]) -> int:
        columns = table(name).columns
        names = list(
            dict.fromkeys(
                [
                    "id",
                    *(["updated_at"] if "updated_at" in columns else []),
                    *(field.name for field in fields),
                    *_kept(name),
                ]
            )
        )
        titles = {field.name for field in catalogue()[name].titles()}
        with self._records.reader() as reader:
            for read in reader.mappings(select(*(columns[one] for one in names)), columns["id"], ids):
                row, _ = reader.opened(name, str(read["id"]), read)
                texts = [(field.name, _text(field, row[field.name])) for field in fields]
                texts += _kept_texts(name, row)
                whole = SEPARATOR.join(fold(text) for _, text in texts if text)
                title = SEPARATOR.join(fold(text) for field, text in texts if text and field in titles)
                if whole:
                    self._entries[name, str(row["id"])] = _Entry(title, whole, str(row.get("updated_at") or ""))
        return len(ids)

    def _look(self, keys: Sequence[tuple[str, str]], terms: Sequence[str]) -> tuple[Hit, ...]:
        """Look a second time at the few that are shown: which field, which words around it."""
        hits: list[Hit] = []
        chosen, kept = list(keys), self._kept_of(keys)
        with self._records.reader() as reader:
            rows = {
                (name, row.id): row
                for name in dict.fromkeys(name for name, _ in chosen)
                for row in reader.rows(name, ids=[record for kind, record in chosen if kind == name])
            }
            for name, record in chosen:
                row = rows.get((name, record))
                if row is None:
                    continue
                parent = _parent(catalogue()[name], row.values)
                title = row.title or (reader.titles(parent[0]).get(parent[1], "") if parent else "")
                texts = [(one.name, _text(one, row.values.get(one.name))) for one in _searched()[name]]
                field, snippet = _where([*texts, *kept.get((name, record), ())], terms)
                hits.append(Hit(name, record, title, field, snippet, parent))
        return tuple(hits)

    def _kept_of(self, keys: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
        """Return the words that stand in the settings of the records *keys*."""
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        chosen = [(name, record) for name, record in keys if _kept(name)]
        with self._records.reader() as reader:
            for name in dict.fromkeys(name for name, _ in chosen):
                columns = table(name).columns
                wanted = select(*(columns[one] for one in ("id", *_kept(name))))
                for row in reader.mappings(wanted, columns["id"], [record for kind, record in chosen if kind == name]):
                    found[name, str(row["id"])] = _kept_texts(name, row)
        return found


def _kept(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of settings that hold people's own words, with the keys under which they stand."""
    return {one.name: one.info["texts"] for one in table(name).columns if one.info.get("texts")}


def _kept_texts(name: str, row: Mapping[str, object]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for column, keys in _kept(name).items():
        held = row[column]
        if isinstance(held, Mapping):
            found.append((column, SEPARATOR.join(text for key in keys for text in _strings(held.get(key)))))
    return found


def _strings(value: object) -> Iterator[str]:
    """Yield the texts of a value of JSON, such as the cells of a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _strings(one)


def _searched() -> Mapping[str, tuple[Field, ...]]:
    """Return record type to the fields whose text is searched, without those that have none."""
    found = {
        name: tuple(field for field in one.fields if field.search and field.kind in TEXT_KINDS)
        for name, one in catalogue().items()
    }
    return {name: fields for name, fields in found.items() if fields}


def _holds(text: str, terms: Sequence[str]) -> bool:
    return all(term in text for term in terms)


def _text(field: Field, value: object) -> str:
    if isinstance(value, str):
        return value
    if field.kind is Kind.RICH_TEXT and isinstance(value, tuple):
        return text_of(one for one in value if isinstance(one, Run | Atom))
    return SEPARATOR.join(str(one) for one in value.values()) if isinstance(value, dict) else ""


def _parent(record_type: RecordType, values: Mapping[str, object]) -> tuple[str, str] | None:
    held = values.get(parent_column(record_type.name)) if record_type.parent else None
    return (record_type.parent, str(held)) if held else None


def _where(texts: Iterable[tuple[str, str]], terms: Sequence[str]) -> tuple[str, str]:
    """Return the field that holds the most terms (the first of equals) and the text around the first one."""
    best, most = ("", ""), 0
    for name, whole in texts:
        for text in whole.split(SEPARATOR):
            held = [term for term in terms if term in fold(text)]
            if len(held) > most:
                best, most = (name, snippet(text, held[0])), len(held)
    return best


def snippet(text: str, term: str) -> str:
    """Return *text* around the first place of the folded *term*, in one line, as it was written."""
    line = re.sub(r"\s+", " ", text).strip()
    at = next((place for place in range(len(line)) if fold(line[place : place + 4 * len(term)]).startswith(term)), 0)
    start, end = max(0, at - SNIPPET), min(len(line), at + len(term) + SNIPPET)
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
