"""Single sealed fields of a record that is otherwise open, such as the pay of an applicant.

The test declares its own, in a process of its own: what is declared once
belongs to the schema of every document made there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

DECLARED = '''
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from sqlalchemy.orm import Mapped
from app.core.clock import FixedClock
from app.core.fields import Option, Privacy
from app.core.ids import seeded_ids
from app.core.messages import N_
from app.i18n import Translator
from app.models import load_records
from app.models import columns as col
from app.models.base import Base, Record

load_records()


class Applicant(Record, Base):
    """Somebody who may be chosen."""

    __tablename__ = "applicant"
    __record__ = col.about(N_("Applicant"), N_("Applicants"))

    name: Mapped[str | None] = col.text(N_("Name"), title=True)
    group: Mapped[str | None] = col.text(N_("Group"))
    pay: Mapped[int | None] = col.integer(N_("Pay"), sealed=True, required=True)
    notes: Mapped[str | None] = col.long_text(N_("Notes"), sealed=True)
    known_by: Mapped[str | None] = col.reference(N_("Known by"), "person", sealed=True)
    fluent: Mapped[bool | None] = col.tristate(N_("Fluent"), sealed=True)


from app.exports.spec import Audience
from app.models.catalogue import catalogue, table
from app.models.document.document import Document
from app.models.document.sealing import PASSPHRASE, DataKey, clear_lock, lock_with
from app.services.history.service import HistoryService
from app.services.masking import Reader, ShownRecords
from app.services.workbook.book import record_sheets
from app.services.records import RecordService
from app.services.search import SearchService

clock, path = FixedClock(datetime(2025, 4, 15, 6, 30, tzinfo=UTC)), Path(sys.argv[1])
document = Document.create(path, application_version="0", clock=clock, ids=seeded_ids(1))
records = RecordService(document, clock, seeded_ids(2), Translator("en"))
search, history = SearchService(records), HistoryService(document, records, clock)
document.listen(search.refresh)
'''

STORY = """
one = catalogue()["applicant"]
assert [field.name for field in one.fields if field.sealed] == ["pay", "notes", "known_by", "fluent"]
assert all(field.privacy is Privacy.P3 for field in one.fields if field.sealed)
assert not one.sealed and not table("applicant").foreign_keys

# without a passphrase the open fields work, the sealed ones say what is missing
first, _ = records.create("applicant", {"name": "Amy", "group": "a"})
try:
    records.change("applicant", first.id, {"pay": 1})
    raise SystemExit("nothing may be sealed without a key")
except Exception as error:
    assert error.code == "drawer.unset", error

key = DataKey.random()
document.drawer.lock_up(key, [lock_with(key, PASSPHRASE, "seven brown owls", cost=1 << 10)])
helper, _ = records.create("person", {"name": "Helper"})
values = {"pay": 31234, "notes": "speaks too loud", "known_by": helper.id, "fluent": False}
records.change("applicant", first.id, values)
second, _ = records.create("applicant", {"name": "Bob", "group": "a", "pay": 29999})
assert [row.get("name") for row in records.load("applicant", sort="pay")] == ["Bob", "Amy"]
assert [row.get("name") for row in records.load("applicant", where={"pay": 31234, "group": "a"})] == ["Amy"]
assert {name: n for name, n in document.drawer.counts().items() if n} == {"applicant": 2}
assert [hit.type for hit in search.query("loud")] == ["applicant"]

document.drawer.drop()
search.reread_sealed()
assert search.query("loud") == () and len(search.query("amy")) == 1
amy = records.get("applicant", first.id)
assert amy.title == "Amy" and amy.locked == {"pay", "notes", "known_by", "fluent"} and amy.get("pay") is None
assert not [finding for finding in records.findings("applicant", first.id) if "pay" in finding.place]
assert records.change("applicant", first.id, {"name": "Amy Lin"}) is not None
for attempt in ({"pay": 5}, {"name": "x", "notes": ""}):
    try:
        records.change("applicant", first.id, attempt)
        raise SystemExit("nothing may be sealed with a locked drawer")
    except Exception as error:
        assert error.code == "drawer.locked", error
assert records.get("applicant", first.id).title == "Amy Lin"
third, _ = records.create("applicant", {"name": "Cid", "pay": None, "notes": ""})

team = ShownRecords(records, Translator("en"), Reader(Audience.TEAM))
row = team.row("applicant", first.id)
assert team.cell(row, "name") == "Amy Lin" and team.cell(row, "pay") == "●●●"
public = ShownRecords(records, Translator("en"), Reader())
assert public.cell(public.row("applicant", first.id), "pay") == ""
cells = str(record_sheets(team, ("applicant",)))
told = cells + str([history.changes(step.id, Translator("en")) for step in history.steps()])
assert "Amy Lin" in told and not any(word in told for word in ("31234", "31,234", "loud", "29999"))

document.undo(); document.undo(); document.redo(); document.redo()
document.drawer.take(key)
amy = records.get("applicant", first.id)
assert {name: amy.get(name) for name in values} == values and amy.get("name") == "Amy Lin"
records.delete("person", helper.id)
assert records.get("applicant", first.id).get("known_by") == helper.id
assert [finding.rule for finding in records.findings("applicant", first.id)] == ["gone"]

other = DataKey.random()
document.drawer.lock_up(other, [lock_with(other, PASSPHRASE, "another tree", cost=1 << 10)])
assert records.get("applicant", first.id).get("notes") == "speaks too loud"
assert document.check() == []
document.drawer.drop()
document.empty_drawer()
assert [row.get("name") for row in records.load("applicant")] == ["Amy Lin", "Bob", "Cid"]
assert not any(document.drawer.counts().values())
assert document.check() == []
document.close()
data = path.read_bytes()
assert b"sealed:1:" not in data and b"Amy Lin" in data
print("told")
"""


def run(path: Path, story: str, declared: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    script = DECLARED.replace("from app.exports.spec", f"{declared}\nfrom app.exports.spec") + story
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=240, check=False, cwd=ROOT)
    return (done.stdout + done.stderr).decode("utf-8")


def test_sealed_fields_of_an_open_record(tmp_path: Path) -> None:
    assert run(tmp_path / "a.banyan", STORY).splitlines()[-1:] == ["told"]


@pytest.mark.parametrize("kind", ["text", "long_text", "localized", "date", "set"])
def test_every_kind_comes_back_out_of_the_drawer(tmp_path: Path, kind: str) -> None:
    makers = {
        "text": ('col.text(N_("X"), sealed=True)', "榕樹 🌳"),
        "long_text": ('col.long_text(N_("X"), sealed=True)', "a\nb"),
        "localized": ('col.localized(N_("X"), sealed=True)', {"en": "tree", "zh_TW": "樹"}),
        "date": ('col.date(N_("X"), sealed=True)', "2025-04"),
        "set": ('col.set_of(N_("X"), (Option("a", N_("A")), Option("b", N_("B"))), sealed=True)', ("a", "b")),
    }
    maker, value = makers[kind]
    declared = f'''
class Thing(Record, Base):
    """One thing."""

    __tablename__ = "thing"
    __record__ = col.about(N_("Thing"), N_("Things"))
    x: Mapped[object] = {maker}
'''
    story = f"""
key = DataKey.random()
document.drawer.lock_up(key, [clear_lock(key)])
row, _ = records.create("thing", {{"x": {value!r}}})
assert row.get("x") == {value!r}, row
assert records.change("thing", row.id, {{"x": {value!r}}}) is None
assert records.create("thing")[0].get("x") in (None, (), {{}})
print("told")
"""
    assert run(tmp_path / "a.banyan", story, declared).splitlines()[-1:] == ["told"]
