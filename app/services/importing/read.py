"""First pass of a dry run: the cells of every line as values, and which record the line is. Thread: any."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from app.core.fields import Field, FromPack, Kind, RecordType
from app.core.messages import N_
from app.imports.grid import Raw
from app.models.catalogue import about, catalogue
from app.services.formatting import is_empty
from app.services.importing.cells import CellReader, shown_raw
from app.services.importing.draft import Columns, Draft, merged_rows
from app.services.importing.match import SheetMatch
from app.services.importing.shelters import hazards, position
from app.services.importing.snapshot import Snapshot
from app.services.parsing import Parsed
from app.services.workbook.columns import ExchangeColumn

KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CHOICE_KEY = re.compile(r"[A-Za-z0-9_.\-]{1,60}")
GONE_CHOICE = N_("This choice belongs to a programme that is not joined here; it is kept as it is.")
CLOSED = N_("This lies in the private drawer. Unlock the drawer, then bring the file in again.")
_MERGED = N_("Merged cells: only the first of them holds the value. Fill in the others and try again.")
_TWICE = N_("This record stands in the file twice; the first line counts.")
_BAD_KEY = N_("The key of this line was changed; it is taken for a new record.")
_DEGREES = Field("degrees", Kind.DECIMAL, N_("Degrees"), scale=9)


class LineReader:
    """Reads the lines of sheets.

    Args:
        cells: reads cells.
        snapshot: the document.

    Attributes:
        ids: record type to the lines by the key of their record.
    """

    def __init__(self, cells: CellReader, snapshot: Snapshot) -> None:
        self._cells, self._snapshot = cells, snapshot
        self.ids: dict[str, dict[str, Draft]] = defaultdict(dict)

    def read(self, match: SheetMatch) -> Iterator[Draft]:
        """Yield the lines of a sheet that hold anything."""
        one, single = catalogue()[match.type], about(match.type).single
        merged = merged_rows(match)
        plan = Columns(match)
        for row in match.rows():
            if not any(row.at(at) is not None for at in plan.filled):
                continue
            draft = Draft(match, plan, row, match.type)
            self._identify(draft, plan, single=single)
            self._read_cells(draft, one, plan)
            if row.number in merged:
                draft.note(_MERGED)
            if one.sealed and not self._snapshot.drawer:
                draft.notes.clear()
                draft.refuse(CLOSED)
            elif not draft.values and not draft.pending and not plan.refers(row):
                continue
            yield draft

    def _identify(self, draft: Draft, plan: Columns, *, single: bool) -> None:
        known = self._snapshot.rows.get(draft.type, {})
        key = str(draft.row.at(plan.key) or "") if plan.key >= 0 else ""
        if key and not KEY.fullmatch(key):
            draft.note(_BAD_KEY)
            key = ""
        if single and known and key not in known:
            key = next(iter(known))
            draft.known = True
        elif key:
            draft.known = draft.keyed = True
        draft.known = draft.known and key in known
        draft.keyed = draft.keyed and draft.known
        draft.id = key or self._snapshot.ids()
        if draft.id in self.ids[draft.type]:
            draft.refuse(_TWICE)
        else:
            self.ids[draft.type][draft.id] = draft

    def _read_cells(self, draft: Draft, one: RecordType, plan: Columns) -> None:
        row = draft.row
        currencies: dict[str, str] = {}
        for at, column in plan.plain:
            raw = row.at(at)
            assert column.field is not None  # the plain columns belong to fields
            name = column.field.name
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                draft.blank.add(name)
                continue
            if column.field.sealed and not self._snapshot.drawer:
                draft.note(CLOSED, at)
                continue
            currency = self._currency_of(draft, column.field, currencies, plan)
            read = self._cells.read(column.field, raw, currency)
            self._take(draft, column.field, at, raw, read)
        for at, column in plan.languages:
            self._take_language(draft, at, column)
        if plan.special:
            self._take_special(draft, plan)

    def _currency_of(self, draft: Draft, field: Field, known: dict[str, str], plan: Columns) -> str:
        name = field.currency_field if field.kind is Kind.MONEY else ""
        if not name:
            return ""
        if name not in known:
            at = plan.places.get(name, -1)
            said = self._cells.read(catalogue()[draft.type].field(name), draft.row.at(at)) if at >= 0 else Parsed()
            stored = self._snapshot.rows.get(draft.type, {}).get(draft.id)
            known[name] = str(said.value or (stored.get(name) if stored and at < 0 else "") or "")
        return known[name]

    def _take(self, draft: Draft, field: Field, at: int, raw: Raw, read: Parsed) -> None:
        if read.problem is not None and (kept := self._keys_of_ours(draft, field, shown_raw(raw))):
            read = Parsed(kept, GONE_CHOICE)
        if read.problem is not None:
            draft.pending[field.name] = shown_raw(raw)
            draft.note(read.problem, at)
            return
        if is_empty(read.value):
            draft.blank.add(field.name)
            return
        draft.values[field.name] = read.value
        if read.words is not None:
            draft.note(read.words, at)

    def _keys_of_ours(self, draft: Draft, field: Field, text: str) -> object:
        """Return the choices that a workbook of ours names by their keys: a programme's that is not joined here."""
        if not isinstance(field.options, FromPack) or not draft.written_by_us():
            return None
        keys = tuple(one.strip() for one in text.split(";"))
        if not all(CHOICE_KEY.fullmatch(one) for one in keys):
            return None
        return tuple(sorted(keys)) if field.kind is Kind.SET else keys[0] if len(keys) == 1 else None

    def _take_language(self, draft: Draft, at: int, column: ExchangeColumn) -> None:
        assert column.field is not None  # a language belongs to a field
        name, text = column.field.name, shown_raw(draft.row.at(at)).strip()
        stored = self._snapshot.rows.get(draft.type, {}).get(draft.id)
        before = draft.values.get(name)
        if not isinstance(before, dict):
            old = stored.get(name) if stored is not None else None
            before = dict(old) if isinstance(old, dict) else {}
        made = {**before, column.part: text} if text else {k: v for k, v in before.items() if k != column.part}
        if text or draft.keyed:
            draft.values[name] = made
        if not made and draft.keyed:
            draft.values.pop(name)
            draft.blank.add(name)

    def _take_special(self, draft: Draft, plan: Columns) -> None:
        """Read what only the national list of shelters has: two cells for a place, hazards in its own words."""
        numbers = {}
        for part in ("lat", "lon"):
            at = plan.special.get(part, -1)
            read = self._cells.read(_DEGREES, draft.row.at(at)) if at >= 0 else Parsed()
            if read.problem is not None:
                draft.note(read.problem, at)
            numbers[part] = _degrees(read.value)
        place, words = position(numbers["lat"], numbers["lon"])
        if place:
            draft.values["position"] = place
        if words is not None:
            draft.note(words, plan.special.get("lat", -1))
        listed = plan.special.get("listed", -1)
        text = shown_raw(draft.row.at(listed)).strip() if listed >= 0 else ""
        if text:
            keys, whole = hazards(text)
            if keys:
                draft.values["hazards"] = keys
            if not whole:
                draft.values["hazards_listed"] = text


def _degrees(value: object) -> Decimal | None:
    return Decimal(value).scaleb(-_DEGREES.scale) if isinstance(value, int) else None
