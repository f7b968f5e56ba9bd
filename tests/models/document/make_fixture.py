"""Makes the stored file of the present format: one record of every type, with a little history.

Run ``python -m tests.models.document.make_fixture`` once, when a format is released. A stored file of
a released format is never made again: it is what files on people's disks look like.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, LargeBinary, insert, update

from app.core.clock import FixedClock
from app.core.fields import Field, Kind
from app.core.ids import seeded_ids
from app.core.messages import N_
from app.core.richtext import Run
from app.models.base import Sealed
from app.models.document import fingerprints
from app.models.document.document import Document
from app.models.document.opening import Setup
from app.models.document.schema import FORMAT, fingerprint_of, schema_rows
from app.models.document.sealing import PASSPHRASE, DataKey, lock_with

FOLDER = Path(__file__).parent / "fixtures"
BYTES = b"not a real picture, but the bytes of one"
DRAWER = "榕樹下的約定"
"""Passphrase of the private drawer in the stored file."""
COST = 1 << 10
VALUES: dict[Kind, Any] = {
    Kind.TEXT: "榕樹里 Banyan",
    Kind.LONG_TEXT: "第一行\nsecond line",
    Kind.RICH_TEXT: (Run("堃喆𡋾", ("b",)),),
    Kind.LOCALIZED: {"zh_TW": "守望隊", "en": "Watch group"},
    Kind.CODE: "12345675",
    Kind.TRISTATE: True,
    Kind.DATE: "2025-04",
    Kind.DATETIME: "2025-04-15T14:30",
    Kind.TIME_RANGE: "09:00/10:30",
    Kind.COORDINATES: "250330000,1215654000",
}


def value_of(column: Column[Any], name: str) -> object:
    """Return a value for *column* of the record called *name*, in the form its field describes."""
    field = column.info.get("field")
    if column.primary_key:
        return name
    if column.name == "sha256":
        return hashlib.sha256(BYTES).hexdigest()
    if isinstance(field, Field):
        if field.kind in (Kind.SET, Kind.REFERENCES, Kind.PHOTOS):
            return ("one", "two")
        if field.kind in VALUES:
            return VALUES[field.kind]
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).target_fullname.split(".")[0]
        return f"{target}-1"
    kind = column.type.inner if isinstance(column.type, Sealed) else column.type
    if isinstance(kind, Integer):
        return 7
    return b"\x00\xff" if isinstance(column.type, LargeBinary) else f"{column.name} 一"


def fill(doc: Document) -> None:
    """Put two records of every type into *doc*, change one of each, delete the other, type a little."""
    watched = [one for one in doc.schema.records.sorted_tables if one.name in doc.schema.watched]
    tables = [one for one in watched if one.name != "drawer"]
    key = DataKey.random(doc.drawer.entropy)
    doc.drawer.lock_up(key, [lock_with(key, PASSPHRASE, DRAWER, cost=COST, entropy=doc.drawer.entropy)])
    doc.put_blob(hashlib.sha256(BYTES).hexdigest(), BYTES)
    for number in (1, 2):
        with doc.unit_of_work(N_("Add {n} records", n=len(tables))) as work:
            for table in tables:
                name = f"{table.name}-{number}"
                row = {column.name: value_of(column, name) for column in table.columns}
                work.session.execute(insert(table).values(doc.drawer.seal_new(table.name, name, row)))
    for table in tables:
        text = next((one for one in table.columns if _is_plain_text(one)), None)
        if text is not None:
            with doc.unit_of_work(N_("Edit"), step="visit", typing=True) as work:
                key_column = next(iter(table.primary_key.columns))
                edited = doc.drawer.seal_changed(table.name, f"{table.name}-1", {text.name: "改過 edited"})
                work.session.execute(update(table).where(key_column == f"{table.name}-1").values(edited))
    with doc.unit_of_work(N_("Delete")) as work:
        for table in reversed(tables):
            key = next(iter(table.primary_key.columns))
            work.session.execute(table.delete().where(key == f"{table.name}-2"))
    doc.undo()
    doc.redo()


def _is_plain_text(column: Column[Any]) -> bool:
    field = column.info.get("field")
    return isinstance(field, Field) and field.kind in (Kind.TEXT, Kind.LONG_TEXT) and not column.foreign_keys


def make(path: Path) -> None:
    """Make the file at *path*; the same bytes of content every time."""
    clock = FixedClock(datetime(2025, 4, 15, 6, 30, tzinfo=UTC))
    with Document.create(
        path,
        application_version="0.1.0",
        person="林小美",
        device="laptop",
        clock=clock,
        ids=seeded_ids(1),
        setup=Setup(entropy=random.Random(1).randbytes, monotonic=lambda: 0.0),  # a slow machine makes no more steps
    ) as doc:
        fill(doc)


def as_known(doc: Document) -> dict[str, object]:
    """Return what *doc* holds in stored values: records, and the titles of its history."""
    records = {}
    for name in sorted(doc.schema.records.tables):
        rows = doc.connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')
        columns = [column[0] for column in rows.description]
        records[name] = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    steps = [[one.label.id, one.person, one.count] for one in doc.history()]
    return {"records": records, "steps": steps, "blobs": doc.blobs()}


def keep_fingerprint(doc: Document) -> None:
    """Write the fingerprint of the schema of *doc* beside those of other formats."""
    found = fingerprint_of(schema_rows(doc.connection))
    path = Path(fingerprints.__file__)
    line = re.compile(rf'^    {FORMAT}: ".*",$', re.MULTILINE)
    path.write_text(line.sub(f'    {FORMAT}: "{found}",', path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    target = FOLDER / f"format{FORMAT}.banyan"
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True)
    make(target)
    with Document.open(target, edit=False) as made:
        target.with_suffix(".json").write_text(json.dumps(as_known(made), ensure_ascii=False, indent=1), "utf-8")
        keep_fingerprint(made)
