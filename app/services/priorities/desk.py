"""Priorities of the open document: brought in, answered, split, merged. Thread: the document lane."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import N_, NP_, own_words
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.priorities.crosswalk import EARLIER, NEW, NUMBER, REVISE, SPLIT, Crosswalk, bare, crosswalk
from app.services.records import RecordService

GONE = N_("This priority is gone.")
AGAIN = N_("Look at the list of priorities again.")
BULLET = re.compile(r"^[\s\-–—*•·●○▪□☐]+")
"""What stands before the words of a line in a list."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a list.

    Args:
        ids: of the priorities that were made.
        twice: lines that stand in the file already, or twice in the list.
    """

    ids: tuple[str, ...]
    twice: tuple[str, ...] = ()


class PriorityService:
    """Reads and writes priorities; each method that writes is one Undo.

    Args:
        document: the open document.
        records: its records.
    """

    def __init__(self, document: Document, records: RecordService) -> None:
        self._document, self._records = document, records

    def crosswalk(self, rows: Callable[[str], Sequence[Row]] | None = None) -> Crosswalk:
        """Return all priorities with what became of them.

        Args:
            rows: reads the records of a type as a reader may see them; the team's own where ``None``.
        """
        return crosswalk((rows or self._records.load)("priority"))

    def bring_in(self, text: str) -> Brought:
        """Make an earlier priority of each line of a typed or pasted list.

        Numbers and bullets in front are kept in the earlier words only. Of a row copied out of a table the
        longest cell is the priority. Lines that are there already are left out and told.

        Raises:
            InputError: no line has any words.
        """
        lines = [one for one in (line_of(raw) for raw in text.splitlines()) if one is not None]
        if not lines:
            raise InputError(N_("There is no line to bring in."), N_("Write or paste one priority to a line."))
        known = {bare(str(row.get("was") or row.title)) for row in self._records.load("priority")}
        made: list[str] = []
        twice: list[str] = []
        label = NP_("Bring in {n} earlier priority", "Bring in {n} earlier priorities", len(lines))
        with self._document.unit_of_work(label) as work:
            for title, was in lines:
                if bare(was) in known:
                    twice.append(title)
                    continue
                known.add(bare(was))
                values = {"title": title, "was": was, "origin": EARLIER}
                made.append(self._records.insert(work.session, "priority", values))
        return Brought(tuple(made), tuple(twice))

    def answer(self, id: str, disposition: str | None) -> ChangeSet | None:
        """Say what becomes of a priority; the earlier words are kept before it is revised.

        Raises:
            InputError: it is gone.
        """
        row = self._row(id)
        values: dict[str, object] = {"disposition": disposition}
        if disposition not in (None, NEW):
            values |= self._earlier(row) if disposition == REVISE or row.get("origin") == EARLIER else {}
        with self._document.unit_of_work(N_("Answer “{title}”", title=own_words(row.title))) as work:
            self._records.write(work.session, "priority", id, values)
        return work.changes

    def add_part(self, id: str, title: str) -> str:
        """Make one of the priorities that another one was split into; return its id.

        Raises:
            InputError: the priority is gone.
        """
        row = self._row(id)
        with self._document.unit_of_work(N_("Split “{title}”", title=own_words(row.title))) as work:
            self._records.write(work.session, "priority", id, {"disposition": SPLIT, **self._earlier(row)})
            values = {"title": title.strip(), "origin": NEW, "disposition": NEW, "part_of": id,
                      "groups": row.get("groups") or (), "statements": row.get("statements") or ()}  # fmt: skip
            return self._records.insert(work.session, "priority", values)

    def add_action(self, id: str, title: str) -> str:
        """Add something that could be done for a priority; return its id. Raises InputError where it is gone."""
        row = self._row(id)
        with self._document.unit_of_work(N_("Add to “{title}” what could be done", title=own_words(row.title))) as work:
            return self._records.insert(work.session, "priority_action", {"priority": id, "title": title.strip()})

    def place_all(self, ids: Sequence[str], *, earlier: bool) -> ChangeSet | None:
        """Say of several priorities whether they stood in the earlier plan."""
        label = NP_("Say where {n} priority comes from", "Say where {n} priorities come from", len(ids))
        with self._document.unit_of_work(label) as work:
            for id in ids:
                if (row := self._records.get("priority", id)) is not None:
                    values = self._earlier(row) if earlier else {"origin": NEW, "disposition": NEW}
                    self._records.write(work.session, "priority", id, values)
        return work.changes

    def _earlier(self, row: Row) -> dict[str, object]:
        return {"origin": EARLIER, "was": row.get("was") or row.title}

    def _row(self, id: str) -> Row:
        row = self._records.get("priority", id)
        if row is None:
            raise InputError(GONE, AGAIN)
        return row


def line_of(raw: str) -> tuple[str, str] | None:
    """Return the priority in a line and the line as it stands in the earlier plan, ``None`` for an empty line."""
    cells = [" ".join(cell.split()) for cell in raw.split("\t")]
    was = BULLET.sub("", " ".join(cell for cell in cells if cell))
    title = NUMBER.sub("", BULLET.sub("", max(cells, key=len)))
    return (title, was) if title else None
