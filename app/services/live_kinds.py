"""What a live block is made of: its kinds, their options, and the records as one audience sees them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.core.fields import Option, RecordType, Row
from app.core.messages import Label
from app.exports.spec import Audience, Block, Picture

if TYPE_CHECKING:
    from app.services.plan.timeline import Timeline


class Shown(Protocol):
    """Records as one audience may see them, in one language."""

    @property
    def audience(self) -> Audience:
        """Who they are."""
        ...

    @property
    def language(self) -> str:
        """Language of the output, ``zh_TW`` or ``en``."""
        ...

    def rows(self, type_name: str) -> tuple[Row, ...]:
        """Return the records of a type that may be printed, in the order of a list."""
        ...

    def tally(self, type_name: str, words: Collection[str] = ()) -> tuple[Row, ...]:
        """Return every record of a type that may be counted, for sums and counts alone; see ``ShownRecords``."""
        ...

    def filled(self, type_name: str, field: str) -> frozenset[str]:
        """Return the ids of the records that may be counted and hold something in a field; see ``ShownRecords``."""
        ...

    def count(self, type_name: str) -> int:
        """Return how many records there are, those that may not be printed included."""
        ...

    def record_type(self, type_name: str) -> RecordType:
        """Return the declaration of a type."""
        ...

    def cell(self, row: Row, field_name: str) -> str:
        """Return a value as printed: formatted, masked, "" where it is empty."""
        ...

    def title(self, type_name: str, record: str) -> str:
        """Return the title of a record as this reader may see it, "" where it is gone or hidden."""
        ...

    def text(self, label: Label) -> str:
        """Return a label in the output's language."""
        ...

    def options(self, list_id: str) -> tuple[Option, ...]:
        """Return the choices of a list that the programme provides."""
        ...

    def listed(self, words: Sequence[str]) -> str:
        """Return several words in a row: 甲、乙 or A, B."""
        ...

    def today(self) -> str:
        """Return the ISO date of the day."""
        ...

    def plan(self) -> Timeline | None:
        """Return the months of the main programme, ``None`` where nobody chose when it begins."""
        ...

    def date(self, iso: str) -> str:
        """Return a date as the output writes it."""
        ...

    def number(self, value: int, scale: int = 0) -> str:
        """Return a number as the output writes it; *value* is an integer times ``10 ** scale``."""
        ...

    def picture(self, photo_id: str) -> tuple[Picture, str] | None:
        """Return a photo and its caption, ``None`` where it is gone or may not be shown."""
        ...


def list_mark(type_name: str) -> str:
    """Return the mark of a block that tells of the records of a type as a whole, beside the ids of records."""
    return f"list:{type_name}"


@dataclass(frozen=True, slots=True)
class LiveOption:
    """A choice that a live block offers.

    Args:
        key: under which it is kept in the block's settings.
        label: what is asked.
        answers: the choices, the usual one first.
        later: gives the choices when they are first asked for, where they are data.
    """

    key: str
    label: Label
    answers: tuple[Option, ...] = ()
    later: Callable[[], tuple[Option, ...]] | None = None

    def offered(self) -> tuple[Option, ...]:
        """Return the choices, the usual one first."""
        return self.later() if self.later is not None else self.answers


Make = Callable[[str, Mapping[str, object], Shown], tuple[Block, ...]]
"""Block id, settings and records to what is printed now; nothing where there is nothing to say yet."""


@dataclass(frozen=True, slots=True)
class LiveKind:
    """What a live block prints.

    Args:
        label: its name in the menu of blocks.
        type: record type it reads; ChangeSets that touch it make the block stale.
        columns: field names of the table, with their share of the width; empty: a list of the
            filled-in fields (label and value).
        photos: whether it prints the photos of one record instead.
        caption: of the table.
        make: prints something else than a table, such as a drawing; it then does everything.
        options: what can be chosen for it.
        also: further record types that it reads.
        help: one sentence on what it prints, for the menu.
        record: record type of which one is chosen, "" for none; the latest where nobody chose.
    """

    label: Label
    type: str
    columns: tuple[tuple[str, float], ...] = ()
    photos: bool = False
    caption: Label | None = None
    make: Make | None = None
    options: tuple[LiveOption, ...] = ()
    also: tuple[str, ...] = ()
    help: Label | None = None
    record: str = ""
