"""Evidence: tags that say which record proves which line, and what the programmes suggest besides.

Only what a person confirmed or turned down is stored; suggestions follow from the map of the programme
and the records as they are. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import delete

from app.core.fields import Kind, RecordType, Row
from app.core.messages import NP_, LocalText
from app.models.catalogue import catalogue, table
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.programmes.schema import EvidenceLink, Pack
from app.services.evidence.targets import Sheet, Target, sheets_of, topic_sheet, words_of
from app.services.evidence.views import (
    Coverage,
    Line,
    Pick,
    Piece,
    Proves,
    Suggestion,
    checkable,
    date_of,
    has_content,
    looked_at,
)
from app.services.record_reader import RecordReader
from app.services.records import RecordService


class EvidenceService:
    """Reads and writes the evidence of one open document.

    Args:
        document: the open document.
        records: its records.
        packs: gives the programmes whose lines are asked, as the document uses them.
        topics: gives key and title of the topics of the Roadmap.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        packs: Callable[[], Sequence[Pack]],
        topics: Callable[[], Sequence[tuple[str, LocalText]]] = tuple,
    ) -> None:
        self._document, self._records, self._packs, self._topics = document, records, packs, topics
        self._cited: tuple[Coverage, ...] | None = None
        self._offered: dict[str, tuple[Coverage, ...]] = {}
        self._checked: dict[str, bool] = {}
        document.listen(self._hear)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return everything that can be proven: the rubrics of the programmes, aspects, topics."""
        packs = self._packs()
        topics = topic_sheet(packs, self._topics())
        return (*sheets_of(packs), topics) if topics is not None else sheets_of(packs)

    def coverage(self, sheet_key: str) -> Coverage | None:
        """Return a sheet with what proves each of its lines, ``None`` where there is no such sheet."""
        sheet = next((one for one in self.sheets() if one.key == sheet_key), None)
        if sheet is None:
            return None
        with self._records.reader() as reader:
            return Shelf(reader, (sheet,)).coverage(sheet)

    def all(self) -> tuple[Coverage, ...]:
        """Return every sheet with what proves its lines."""
        sheets = self.sheets()
        with self._records.reader() as reader:
            shelf = Shelf(reader, sheets)
            return tuple(shelf.coverage(one) for one in sheets)

    def cited(self) -> tuple[Coverage, ...]:
        """Return every sheet with what is cited for its lines, without suggestions; kept until records change."""
        if self._cited is None:
            sheets = self.sheets()
            with self._records.reader() as reader:
                shelf = Shelf(reader, sheets, offers=False)
                self._cited = tuple(shelf.coverage(one, suggest=False) for one in sheets)
        return self._cited

    def offered(self, pack_id: str) -> tuple[Coverage, ...]:
        """Return a programme's sheets whose lines belong to a dossier, with suggestions; kept until records change."""
        if pack_id not in self._offered:
            sheets = tuple(
                one for one in self.sheets() if one.pack == pack_id and any(line.aspect for line in one.targets)
            )
            with self._records.reader() as reader:
                shelf = Shelf(reader, sheets)
                self._offered[pack_id] = tuple(shelf.coverage(one) for one in sheets)
        return self._offered[pack_id]

    def sound(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of some records that have a date and something to check them by; kept until records change."""
        wanted = set(ids)
        fresh = wanted - self._checked.keys()
        if fresh:
            self._checked.update(dict.fromkeys(fresh, False))
            with self._records.reader() as reader:
                known = [name for name, one in catalogue().items() if one.room]
                for name, found in reader.sorted_by_type(known, fresh).items():
                    for row in reader.rows(name, ids=found, names=looked_at(name)):
                        self._checked[row.id] = bool(date_of(catalogue()[name], row)) and checkable(
                            catalogue()[name], row
                        )
        return frozenset(one for one in wanted if self._checked[one])

    def pieces(self) -> tuple[Piece, ...]:
        """Return every piece of evidence whose record and line are there."""
        with self._records.reader() as reader:
            return tuple(Shelf(reader, self.sheets(), offers=False).pieces())

    def of_record(self, type: str, id: str) -> Proves:
        """Return what a record proves, and the lines for which the programmes suggest it."""
        sheets = self.sheets()
        with self._records.reader() as reader:
            shelf = Shelf(reader, sheets)
            row = next(iter(reader.rows(type, ids=[id])), None)
            pieces = tuple(one for one in shelf.pieces() if one.pick == (type, id))
            offered = tuple(
                one for sheet in sheets for target in sheet.targets for one in shelf.offers(target, row)
            ) if row is not None else ()  # fmt: skip
        return Proves(pieces, offered)

    def count_of(self, type: str, id: str) -> int:
        """Return of how many lines a record is evidence; cheap, for a folded heading."""
        rows = self._records.load("evidence", where={"record_type": type, "record": id})
        known = words_of(self.sheets())
        return sum(not row.get("declined") and row.get("target") in known for row in rows)

    def tag(self, target: str, picks: Iterable[Pick], reason: str = "") -> ChangeSet | None:
        """Say that records prove a line; one Undo. What proves it already stays as it is.

        Args:
            target: key of the line.
            picks: the records; an empty key is the whole list of its type.
            reason: why, in words.
        """
        return self.tag_many([(target, pick, reason) for pick in picks])

    def tag_many(self, wanted: Sequence[tuple[str, Pick, str]]) -> ChangeSet | None:
        """Say of several lines what proves them: line, record, reason; one Undo."""
        return self._decide(wanted, declined=False)

    def decline(self, target: str, picks: Iterable[Pick]) -> ChangeSet | None:
        """Remember that records do not prove a line, so that they are suggested no more; one Undo."""
        return self._decide([(target, pick, "") for pick in picks], declined=True)

    def remove(self, ids: Sequence[str]) -> ChangeSet | None:
        """Take pieces of evidence away; their records stay. One Undo."""
        one = table("evidence")
        label = NP_("Remove {n} piece of evidence", "Remove {n} pieces of evidence", len(ids))
        with self._document.unit_of_work(label) as work:
            for id in ids:
                work.session.execute(delete(one).where(one.columns["id"] == id))
        return work.changes

    def explain(self, id: str, reason: str, *, step: str = "") -> ChangeSet | None:
        """Write why a piece proves its line; *step* names the visit of the field, so that it is one Undo."""
        return self._records.change("evidence", id, {"reason": reason or None}, typing=True, step=step)

    def weigh(self, id: str, strength: str | None) -> ChangeSet | None:
        """Say how strong a piece is: a key of ``STRENGTHS``, ``None`` takes it away."""
        return self._records.change("evidence", id, {"strength": strength})

    def adopt(self, sheet_key: str, language: str) -> ChangeSet | None:
        """Confirm everything that is suggested for a sheet, with what a reader is usually shown as the reason.

        For practice files, which show a sheet that is filled; one Undo.
        """
        coverage = self.coverage(sheet_key)
        lines = coverage.lines if coverage else ()
        wanted = [(line.target.key, one.pick, one.exhibit.best(language)) for line in lines for one in line.suggested]
        return self.tag_many(wanted) if wanted else None

    def _hear(self, changes: ChangeSet) -> None:
        """Forget what was read; what is typed into a dossier changes no record."""
        if any(not one.type.startswith("dossier") for one in changes.changes):
            self._cited = None
            self._offered.clear()
            self._checked.clear()

    def _decide(self, wanted: Sequence[tuple[str, Pick, str]], *, declined: bool) -> ChangeSet | None:
        counts = len(wanted)
        label = (
            NP_("Turn down {n} suggestion", "Turn down {n} suggestions", counts)
            if declined
            else NP_("Add {n} piece of evidence", "Add {n} pieces of evidence", counts)
        )
        known = {_key(row): row for row in self._records.load("evidence")}
        with self._document.unit_of_work(label) as work:
            for target, (type_name, record), reason in dict.fromkeys(wanted):
                row = known.get((target, type_name, record))
                if row is None:
                    values = {"target": target, "record_type": type_name, "record": record or None}
                    values |= {"reason": reason or None, "declined": True if declined else None}  # type: ignore[dict-item]
                    self._records.insert(work.session, "evidence", values)
                elif bool(row.get("declined")) is not declined:
                    change: dict[str, object] = {"declined": True if declined else None}
                    if reason and not row.get("reason"):
                        change["reason"] = reason
                    self._records.write(work.session, "evidence", row.id, change)
        return work.changes


class Shelf:
    """Records and tags of one short read, looked up once each.

    Args:
        reader: an open reader.
        sheets: the lines that are asked about.
        offers: whether suggestions are asked for too; if not, only cited records are read.
    """

    def __init__(self, reader: RecordReader, sheets: Sequence[Sheet], *, offers: bool = True) -> None:
        self._reader, self._offers = reader, offers
        self._rows: dict[str, dict[str, Row]] = {}
        self._words = words_of(sheets)
        self._follows = {target.key: sheet.follows for sheet in sheets for target in sheet.targets}
        self._tags: dict[str, list[Row]] = {}
        for row in reader.rows("evidence"):
            self._tags.setdefault(str(row.get("target") or ""), []).append(row)

    def rows(self, type_name: str) -> Mapping[str, Row]:
        """Return the records of a type by their keys, all or the cited ones; nothing for a type that there is not."""
        if type_name not in self._rows:
            self._rows[type_name] = {}
            if type_name in catalogue():
                found = self._reader.rows(type_name, ids=self._cited(type_name), names=looked_at(type_name))
                self._rows[type_name] = {row.id: row for row in found}
        return self._rows[type_name]

    def _cited(self, type_name: str) -> list[str] | None:
        """Return the records of a type that tags name; ``None`` where more of them are asked for, or the whole list."""
        tags = (tag for one in self._tags.values() for tag in one if tag.get("record_type") == type_name)
        named = {str(tag.get("record") or "") for tag in tags}
        return None if self._offers or "" in named else sorted(named)

    def coverage(self, sheet: Sheet, *, suggest: bool = True) -> Coverage:
        """Return a sheet with what proves its lines and, where asked, what is suggested."""
        return Coverage(
            sheet,
            tuple(
                Line(target, tuple(self._pieces(target.key)), tuple(self._suggested(target)) if suggest else ())
                for target in sheet.targets
            ),
        )

    def pieces(self) -> Iterator[Piece]:
        """Yield every piece of evidence for a line that is asked about."""
        for key in self._words:
            yield from self._pieces(key)

    def offers(self, target: Target, row: Row) -> Iterator[Suggestion]:
        """Yield the suggestion of one record for a line, where the map names its type and nobody decided yet."""
        one = catalogue()[row.type]
        link = next((each for each in target.links if row.type in each.records), None)
        if link is None or link.whole or one.sealed or (row.type, row.id) in self._decided(target.key):
            return
        if has_content(row):
            yield self._offer(target, one, row, link)

    def _pieces(self, key: str) -> Iterator[Piece]:
        found = []
        for tag in self._tags.get(key, ()):
            type_name, record = str(tag.get("record_type") or ""), str(tag.get("record") or "")
            rows = self.rows(type_name)
            if tag.get("declined") or (record and record not in rows) or not rows:
                continue
            title, date, sound = self._about(type_name, record)
            one = catalogue()[type_name]
            reason, strength = str(tag.get("reason") or ""), str(tag.get("strength") or "")
            kind = one.label if record else one.plural
            found.append(Piece(tag.id, type_name, record, kind, title, date, reason, strength, sound,
                               1 if record else len(rows), key, self._words.get(key, LocalText())))  # fmt: skip
        return iter(sorted(found, key=lambda one: (one.date or "9", one.title, one.id)))

    def _suggested(self, target: Target) -> Iterator[Suggestion]:
        decided = self._decided(target.key)
        for link in target.links:
            for name in link.records:
                if name not in catalogue():
                    continue
                one = catalogue()[name]
                if link.whole or one.sealed:
                    if (name, "") not in decided and self.rows(name):
                        yield self._whole(target, one, link)
                    continue
                rows = (row for row in self.rows(name).values() if has_content(row) and (name, row.id) not in decided)
                for row in sorted(rows, key=lambda row: (date_of(one, row) or "9", row.title)):
                    yield self._offer(target, one, row, link)
        yield from self._following(target, decided)

    def _following(self, target: Target, decided: set[Pick]) -> Iterator[Suggestion]:
        """Yield what is shown by records that are cited for the line, such as the photos of an event."""
        for link in self._follows.get(target.key, ()):
            for name in link.records:
                if name not in catalogue():
                    continue
                one, ids = catalogue()[name], dict[str, None]()
                for tag in self._tags.get(target.key, ()):
                    cited = self.rows(str(tag.get("record_type"))).get(str(tag.get("record") or ""))
                    if cited is not None and not tag.get("declined"):
                        ids |= dict.fromkeys(shown_by(cited, name))
                rows = self.rows(name) if ids else {}
                for id in ids:
                    if id in rows and (name, id) not in decided and has_content(rows[id]):
                        yield self._offer(target, one, rows[id], link)

    def _decided(self, key: str) -> set[Pick]:
        return {(str(tag.get("record_type")), str(tag.get("record") or "")) for tag in self._tags.get(key, ())}

    def _offer(self, target: Target, one: RecordType, row: Row, link: EvidenceLink) -> Suggestion:
        title, date, sound = self._about(one.name, row.id)
        return Suggestion(
            one.name, row.id, one.label, title, date, sound, 1, link.exhibit, target.key, self._words[target.key]
        )

    def _whole(self, target: Target, one: RecordType, link: EvidenceLink) -> Suggestion:
        title, date, sound = self._about(one.name, "")
        many = len(self.rows(one.name))
        return Suggestion(
            one.name, "", one.plural, title, date, sound, many, link.exhibit, target.key, self._words[target.key]
        )

    def _about(self, type_name: str, record: str) -> tuple[str, str, bool]:
        """Return title, date and soundness of a record, or of a whole list: its last date, checkable by any."""
        one, rows = catalogue()[type_name], self.rows(type_name)
        if record:
            row = rows[record]
            date = date_of(one, row)
            return row.title, date, bool(date) and checkable(one, row)
        dates = {row.id: date for row in rows.values() if (date := date_of(one, row))}
        return "", max(dates.values(), default=""), any(checkable(one, rows[id]) for id in dates)


def shown_by(row: Row, type_name: str) -> tuple[str, ...]:
    """Return the keys of the photos, or of records of another type, that a record names."""
    found: list[str] = []
    for one in catalogue()[row.type].fields:
        value = row.get(one.name)
        if one.kind is Kind.PHOTOS and type_name == "photo" and isinstance(value, tuple):
            found += [str(each) for each in value]
    return tuple(dict.fromkeys(found))


def _key(row: Row) -> tuple[str, str, str]:
    return str(row.get("target") or ""), str(row.get("record_type") or ""), str(row.get("record") or "")
