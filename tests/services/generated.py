"""Records of every type with every field filled, as people could have made them; the same for the same seed."""

from __future__ import annotations

import random

from app.core.fields import Field, FromPack, Kind, Option
from app.core.richtext import plain
from app.models.catalogue import about, catalogue, parent_column, table
from app.services.parsing import Reading, parse_value
from app.services.records import RecordService
from app.services.workbook.columns import exchanged_types

WORDS = (
    "陳美玉", "=1+1", "+886 912", "-5", "@all", "_x0041_", "𡋾堃喆", "👩‍🚒 志工", 'a "quoted" one', "<b>&amp;</b>", "甲、乙",
    "Lin, May", "１２３", "0012", "it’s", "TRUE", "民國114年", "1e5", "台北 臺北", "#REF!", "'", "／",
)  # fmt: skip
LINES = ("第一行\n第二行", "one\n\nthree", "=SUM(A1)\n- list", "    four", "結尾")
DAYS = (
    "2025-04-15",
    "2025-04",
    "2025",
    "1911-12-31",
    "1912-01-01",
    "1899-06-30",
    "2024-02-29",
    "2005-05-26",
    "2011-01-01",
)
LANGUAGES = ("zh_TW", "en")


class Generator:
    """Fills a document.

    Args:
        records: of an empty document.
        rng: where chance comes from.
    """

    def __init__(self, records: RecordService, rng: random.Random) -> None:
        self._records, self._rng = records, rng
        self._made: dict[str, list[str]] = {}

    def fill(self, each: int) -> int:
        """Make up to *each* records of every type, and return how many there are."""
        for name in exchanged_types():
            one = about(name)
            count = 1 if one.single else self._rng.randint(1, each)
            self._made[name] = []
            for _ in range(count):
                self._make(name)
        for name, keys in self._made.items():
            for key in keys:
                self._refer(name, key)
        return sum(len(keys) for keys in self._made.values())

    def _make(self, name: str) -> None:
        values: dict[str, object] = {}
        while not any(value or value == 0 for value in values.values()):  # an empty line is no record in a workbook
            for field in catalogue()[name].fields:
                if field.kind in (Kind.ROWS, Kind.COMPUTED) or field.target or self._rng.random() < 0.15:
                    continue
                if field.name not in ("sha256", "media_type", "size"):
                    values[field.name] = self._value(field)
        column = parent_column(name)
        if column:
            parents = self._made[catalogue()[name].parent]
            values[column] = self._rng.choice(parents)
        if "order_key" in table(name).columns:
            values.pop("order_key", None)
        self._made[name].append(self._records.create(name, values)[0].id)

    def _refer(self, name: str, key: str) -> None:
        values: dict[str, object] = {}
        for field in catalogue()[name].fields:
            there = self._made.get(field.target, [])
            if not there or field.kind is Kind.ROWS or self._rng.random() < 0.3:
                continue
            if field.kind in (Kind.REFERENCE, Kind.FILE):
                values[field.name] = self._rng.choice(there)
            elif field.kind in (Kind.REFERENCES, Kind.PHOTOS):
                values[field.name] = tuple(self._rng.sample(there, self._rng.randint(1, len(there))))
        if values:
            self._records.change(name, key, values)

    def _value(self, field: Field) -> object:
        rng = self._rng
        match field.kind:
            case Kind.TEXT | Kind.CODE:
                word = " ".join(rng.sample(WORDS, rng.randint(1, 2)))
                return parse_value(field, word, Reading()).value
            case Kind.LONG_TEXT:
                return parse_value(field, "\n".join(rng.sample(LINES, 2)), Reading()).value
            case Kind.RICH_TEXT:
                return plain(rng.choice(WORDS))
            case Kind.LOCALIZED:
                return {one: rng.choice(WORDS) for one in LANGUAGES if rng.random() < 0.7}
            case Kind.TRISTATE:
                return rng.choice((True, False))
            case Kind.INTEGER:
                return rng.choice((0, 1, -3, 2025, 10**14, rng.randint(0, 10**6)))
            case Kind.DECIMAL | Kind.DURATION:
                return rng.choice((0, 7, 90, rng.randint(0, 10**7)))
            case Kind.MONEY:
                return rng.choice((0, 5, -120, rng.randint(0, 10**11)))
            case Kind.DATE:
                return rng.choice(DAYS)
            case Kind.DATETIME:
                return f"{rng.choice([one for one in DAYS if len(one) == 10])}T{rng.randint(0, 23):02d}:05"
            case Kind.TIME_RANGE:
                return rng.choice(("09:00/10:30", "13:00/21:15", "00:00/06:00"))
            case Kind.COORDINATES:
                return f"{rng.randint(-90 * 10**7, 90 * 10**7)},{rng.randint(-180 * 10**7, 180 * 10**7)}"
            case _:
                return self._choice(field)

    def _choice(self, field: Field) -> object:
        keys = [one.key for one in self._options(field)]
        if not keys:
            return () if field.kind is Kind.SET else None
        if field.kind is Kind.SET:
            return tuple(sorted(self._rng.sample(keys, self._rng.randint(1, min(4, len(keys))))))
        return self._rng.choice(keys)

    def _options(self, field: Field) -> tuple[Option, ...]:
        if isinstance(field.options, FromPack):
            return self._records.option_source(field.options.list_id)
        return field.options
