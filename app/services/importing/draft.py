"""A row of a file on its way to a plan, and the columns of its sheet. One job's own; not shared between threads."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as own

from app.core.fields import Field
from app.core.messages import Message
from app.imports.grid import GridRow, Place
from app.services.importing.match import SheetMatch, head_of
from app.services.importing.rows import Note
from app.services.workbook.columns import LANGUAGES, PARENT, PARENT_ID, RECORD_ID, REFERRING, ExchangeColumn


@dataclass(slots=True)
class Draft:
    """A row on its way to a plan."""

    match: SheetMatch
    columns: Columns
    row: GridRow
    type: str
    id: str = ""
    known: bool = False
    keyed: bool = False
    values: dict[str, object] = own(default_factory=dict)
    blank: set[str] = own(default_factory=set)
    pending: dict[str, str] = own(default_factory=dict)
    notes: list[Note] = own(default_factory=list)
    refused: bool = False
    parent: str = ""
    title: str = ""

    def place(self, at: int = -1) -> Place:
        """Return where the line stands, or one of its cells."""
        column = head_of(self.match, at) if at >= 0 else ""
        return Place(self.match.grid.name, self.row.number, column)

    def written_by_us(self) -> bool:
        """Say whether the line has a key of ours: its empty cells then mean what they say."""
        return self.columns.key >= 0 and self.row.at(self.columns.key) == self.id

    def note(self, said: Message, at: int = -1) -> None:
        """Say something about the line or one of its cells."""
        self.notes.append(Note(self.place(at), said))

    def refuse(self, said: Message, at: int = -1) -> None:
        """Say why the line does not come in."""
        self.refused = True
        self.note(said, at)


class Columns:
    """The columns of a match, sorted by how they are read."""

    def __init__(self, match: SheetMatch) -> None:
        self.key = self.parent = self.parent_key = -1
        self.plain: list[tuple[int, ExchangeColumn]] = []
        self.languages: list[tuple[int, ExchangeColumn]] = []
        self.special: dict[str, int] = {}
        self.places: dict[str, int] = {}
        texts: dict[str, int] = {}
        keys: dict[str, int] = {}
        fields: dict[str, Field] = {}
        for at, column in match.columns.items():
            if column.field is None:
                self._own_key(column.key, at)
            elif column.field.kind in REFERRING:
                fields[column.field.name] = column.field
                (keys if column.part == "id" else texts)[column.field.name] = at
            elif column.part in LANGUAGES:
                self.languages.append((at, column))
            elif column.part:
                self.special[column.part] = at
            else:
                self.plain.append((at, column))
                self.places[column.field.name] = at
        self.referring = [(each, texts.get(name, -1), keys.get(name, -1)) for name, each in fields.items()]
        self.filled = [at for at, column in match.columns.items() if column.key not in (RECORD_ID, PARENT_ID)]

    def _own_key(self, key: str, at: int) -> None:
        if key == RECORD_ID:
            self.key = at
        elif key == PARENT:
            self.parent = at
        else:
            self.parent_key = at

    def refers(self, row: GridRow) -> bool:
        """Say whether a row refers to anything."""
        return any(at >= 0 and row.at(at) is not None for _, at, _ in self.referring)


def merged_rows(match: SheetMatch) -> set[int]:
    """Return the rows whose cells were merged with others, below the headings."""
    found: set[int] = set()
    for top, left, bottom, right in match.grid.merged:
        if (
            bottom > match.head_row
            and any(left <= at <= right for at in match.columns)
            and (bottom, right) != (top, left)
        ):
            found.update(range(max(top, match.head_row + 1), min(bottom, top + 500) + 1))
    return found
