"""The private drawer through the services: nothing of it stands anywhere in clear, whatever was done with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.errors import InputError
from app.core.ids import seeded_ids
from app.core.messages import N_, zh_en
from app.exports.layout import FontSet, lay_out, standard_words
from app.exports.spec import Audience
from app.i18n import Translator
from app.models.document.document import Document
from app.services.drawer.service import (
    MINUTES,
    DrawerService,
    NewLocks,
    Ways,
    changed_passphrase,
    code_slip,
    first_locks,
    key_by_code,
    key_by_passphrase,
    new_sheet,
    passphrase_fault,
)
from app.services.drawer.sheet import SheetSetting, sheet_spec
from app.services.masking import Reader, ShownRecords
from app.services.workbook.book import record_sheets
from app.services.workspace import Program, Workspace
from app.ui.crash import report_of
from tests.support import ROOT, count, seeded

PASSPHRASE = "榕樹下的約定"
NAMES = ("歐陽榕樹下", "Zebedee Quince")
PHONES = ("0987654321", "+1-206-555-0199")
HEALTH = ("糖尿病洗腎", "haemodialysis thrice weekly")
PLACES = ("中正路三段九十九巷七號", "412 Persimmon Row")
SEEDED = (*NAMES, *PHONES, *HEALTH, *PLACES, "V-7731", "問過阿嬤再說", "seven brown owls", PASSPHRASE)
EN = Translator("en")


class Team:
    """A workspace over a file in a folder of its own, with everything beside it that the program writes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "社區.banyan"
        self.clock = FixedClock(datetime(2025, 4, 15, 6, 30, tzinfo=UTC))
        self.program = Program((), folder / "cache", folder / "data", self.clock, seeded_ids(3))
        Document.create(self.path, application_version="0", clock=self.clock, ids=seeded_ids(1)).close()
        self.workspace = self.open()

    def open(self) -> Workspace:
        document = Document.open(self.path, person="王小美", device="筆電", clock=self.clock)
        self.workspace = Workspace(document, self.program, EN)
        return self.workspace

    def leaks(self) -> list[str]:
        """Return where in the folder a seeded word stands, in either encoding."""
        found = []
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                found += [
                    f"{path.name}: {word}" for word in SEEDED for code in ("utf-8", "utf-16-le", "cp950")
                    if _encoded(word, code) in data
                ]  # fmt: skip
        return found


def _encoded(word: str, code: str) -> bytes:
    try:
        return word.encode(code)
    except UnicodeEncodeError:
        return word.encode("utf-8")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.workspace.document.close()


@pytest.fixture(scope="module")
def locks() -> NewLocks:
    """Locks with the real cost, made once."""
    return first_locks(PASSPHRASE)


def work_hard(workspace: Workspace) -> list[str]:
    """Do with sealed values all that people do with values; return the ids that are left."""
    records, ids = workspace.records, list[str]()
    for at in range(2):
        values = {
            "code": "V-7731", "name": NAMES[at], "phone": PHONES[at], "medication": HEALTH[at], "address": PLACES[at],
            "category": ("device", "elder"),
        }  # fmt: skip
        ids.append(records.create("protected_person", values)[0].id)
    records.change("protected_person", ids[0], {"note": f"{NAMES[1]} {HEALTH[0]}"}, typing=True, step="visit")
    records.change("protected_person", ids[0], {"note": f"{NAMES[0]} {HEALTH[1]}"}, typing=True, step="visit")
    records.set_pending("protected_person", ids[1], "reviewed_on", "問過阿嬤再說")
    workspace.document.seal()
    records.delete("protected_person", ids[1])
    workspace.document.undo()
    workspace.document.redo()
    workspace.document.undo()
    assert workspace.search.query("洗腎")
    workspace.history.steps()
    workspace.backups.back_up()
    return ids


def test_the_search_for_leaks_finds_what_is_not_in_the_drawer(team: Team) -> None:
    team.workspace.records.create("person", {"name": NAMES[0], "phone": PHONES[0]})
    team.workspace.backups.back_up()
    found = team.leaks()
    assert f"社區.banyan: {NAMES[0]}" in found
    assert len([one for one in found if PHONES[0] in one]) >= 2


def test_nothing_stands_anywhere_in_clear(team: Team, locks: NewLocks) -> None:
    """In the file, its journal, backups, caches and memories: not while it is open, locked or closed."""
    workspace = team.workspace
    workspace.drawer.store(locks)
    ids = work_hard(workspace)
    assert team.leaks() == []  # open, in the middle of the work
    with workspace.document.unit_of_work(N_("Change")) as work:
        workspace.records.write(work.session, "protected_person", ids[0], {"name": "Zebedee Quince"})
        assert list(team.folder.glob("*-journal"))
        assert team.leaks() == []  # with the rollback journal beside it
    workspace.drawer.lock()
    assert team.leaks() == []
    workspace.close()
    assert team.leaks() == []
    again = team.open()
    assert again.drawer.view().state == "locked"
    again.drawer.open_with(key_by_passphrase(again.drawer.ways(), PASSPHRASE))
    row = again.records.get("protected_person", ids[0])
    assert row is not None
    assert row.get("name") == NAMES[1]
    again.close()
    assert team.leaks() == []
    team.open()


def test_a_practice_file_that_gets_a_passphrase_forgets_the_time_before(team: Team, locks: NewLocks) -> None:
    workspace = team.workspace
    workspace.settings.change({"practice": True})
    ids = work_hard(workspace)
    assert workspace.drawer.view().state == "clear"
    assert workspace.drawer.store(locks) is True
    assert workspace.backups.memory.now.erased_at
    assert workspace.document.check() == []
    workspace.drawer.lock()
    row = workspace.records.get("protected_person", ids[0])
    assert row is not None
    assert row.get("name") is None
    assert team.leaks() == []


def test_a_backup_opens_with_the_passphrase_it_was_made_under(team: Team, locks: NewLocks, tmp_path: Path) -> None:
    from app.services.backups.command_line import restore_file

    workspace = team.workspace
    workspace.drawer.store(locks)
    work_hard(workspace)
    point = workspace.backups.points()[0]
    workspace.drawer.store(changed_passphrase(locks.key, "seven brown owls"))
    list(restore_file(point.path, tmp_path / "back.banyan", team.folder / "data"))
    with Document.open(tmp_path / "back.banyan", edit=False) as old:
        ways = old.drawer.locks()
        assert key_by_passphrase(Ways(ways["passphrase"], None), PASSPHRASE) == locks.key
        with pytest.raises(InputError):
            key_by_passphrase(Ways(ways["passphrase"], None), "seven brown owls")
    with pytest.raises(InputError):
        key_by_passphrase(workspace.drawer.ways(), PASSPHRASE)


def test_a_report_of_a_bug_holds_no_value(team: Team, locks: NewLocks) -> None:
    from sqlalchemy import insert

    from app.models.catalogue import table

    team.workspace.drawer.store(locks)
    reports = []
    values = {"id": "p", "created_at": "x", "updated_at": "x", "name": NAMES[0]}
    try:
        with team.workspace.document.unit_of_work(N_("Add")) as work:
            work.session.execute(insert(table("protected_person")).values(values))
    except Exception as error:
        reports.append(report_of(type(error), error, error.__traceback__))
    try:
        with team.workspace.document.unit_of_work(N_("Add")) as work:
            work.session.execute(insert(table("person")).values({"id": None, "name": NAMES[1]}))
    except Exception as error:
        reports.append(report_of(type(error), error, error.__traceback__))
    assert len(reports) == 2
    assert not [word for word in SEEDED for report in reports if word in report]


def test_locked_the_history_and_the_bin_tell_nothing(team: Team, locks: NewLocks) -> None:
    workspace = team.workspace
    workspace.drawer.store(locks)
    ids = work_hard(workspace)
    workspace.records.delete("protected_person", ids[1])
    told = _told(workspace)
    assert NAMES[0] in told
    workspace.drawer.lock()
    told = _told(workspace)
    assert "●●●" in told
    assert not [word for word in (*SEEDED, "Medication", "Phone", "Note") if word in told]


def _told(workspace: Workspace) -> str:
    history = workspace.history
    steps = history.steps()
    texts = [str(step) for step in steps] + [str(history.changes(step.id, EN)) for step in steps]
    texts += [str(history.bin()), str(history.changed_since("2025-04-15", EN))]
    for row in workspace.records.load("protected_person"):
        texts.append(str(history.as_of("protected_person", row.id, "2025-04-14", EN)))
        texts.append(str(history.as_of("protected_person", row.id, "2025-04-15", EN)))
    return "\n".join(texts)


@pytest.mark.parametrize("audience", list(Audience))
def test_locked_every_output_counts_only(team: Team, locks: NewLocks, audience: Audience) -> None:
    workspace = team.workspace
    workspace.drawer.store(locks)
    work_hard(workspace)
    workspace.drawer.lock()
    shown = ShownRecords(workspace.records, EN, Reader(audience))
    assert shown.rows("protected_person") == ()
    assert shown.count("protected_person") == 2
    (sheet,) = record_sheets(shown, ("protected_person",))
    assert (sheet.rows, sheet.hidden) == ((), 2)


def test_the_minutes_are_one_of_the_choices(team: Team) -> None:
    drawer = team.workspace.drawer
    assert drawer.minutes() == 15
    drawer.set_minutes(60)
    assert drawer.minutes() == 60
    drawer.set_minutes(7)
    assert drawer.minutes() in MINUTES


def test_waiting_grows_and_ends_with_the_right_one(team: Team, locks: NewLocks) -> None:
    now = [0.0]
    workspace = team.workspace
    drawer = DrawerService(workspace.document, workspace.settings, workspace.search, lambda: None, lambda: now[0])
    drawer.store(locks)
    waits = [drawer.wrong() for _ in range(14)]
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    with pytest.raises(InputError) as told:
        drawer.ways()
    assert told.value.todo.params["n"] == 61
    now[0] = 60.5
    drawer.ways()
    drawer.open_with(locks.key)
    assert drawer.wrong() == 0


def test_a_code_and_a_new_code(team: Team, locks: NewLocks) -> None:
    drawer = team.workspace.drawer
    drawer.store(locks)
    assert key_by_code(drawer.ways(), locks.code.lower().replace("-", " ")) == locks.key
    other = new_sheet(locks.key)
    drawer.store(other)
    assert key_by_code(drawer.ways(), other.code) == locks.key
    with pytest.raises(InputError, match="does not open"):
        key_by_code(drawer.ways(), locks.code)
    assert key_by_passphrase(drawer.ways(), PASSPHRASE) == locks.key


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "seven|{n} groups of five"), ("ABCDE " * 8, "more were typed"), ("ABCDE", "groups of five|Group")],
)
def test_a_code_that_cannot_be_right_is_told_before_it_is_tried(typed: str, said: str) -> None:
    slip = code_slip(typed)
    assert slip is not None
    assert any(part in slip.id for part in said.split("|"))


def test_a_new_passphrase_is_judged_as_it_counts() -> None:
    assert passphrase_fault("榕樹下的約定", "　榕樹下的約定 ") is None
    assert passphrase_fault("ＡＢＣＤＥＦＧＨＩＪ", "ABCDEFGHIJ") is None
    assert passphrase_fault("短", "短") is not None
    assert passphrase_fault("榕樹下的約定", "榕樹下的约定") is not None


def test_a_damaged_lock_is_told_instead_of_a_wrong_passphrase(team: Team, locks: NewLocks) -> None:
    import sqlite3

    from app.core.errors import CorruptError

    team.workspace.drawer.store(locks)
    team.workspace.close()
    with sqlite3.connect(team.path) as other:
        other.execute("UPDATE drawer SET salt = '00' WHERE way = 'passphrase'")
    other.close()
    with pytest.raises(CorruptError, match="lock of the private drawer"):
        team.open().drawer.ways()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_sheet_is_one_page_whatever_the_names(paper: str, language: str) -> None:
    name = "西雅圖東區長者互助社區發展協會與榕樹里防災社區聯盟" * 2
    days = zh_en("114年4月15日", "April 15, 2025 (ROC 114)")
    setting = SheetSetting("7K2MQ-" * 6 + "7K2MQ", name, days, "2025-04-15", paper, language, standard_words(language))
    spec = sheet_spec(setting, zh_en("私密抽屜復原單", "Recovery sheet of the private drawer"))
    fonts = FontSet.load(ROOT / "resources" / "fonts")
    assert len(lay_out(spec, fonts).pages) == 1


KILLED = """
import json, os, sys, threading, time
from pathlib import Path
from app.models.document.document import Document
from app.models.document.sealing import PASSPHRASE, DataKey, lock_with
path, at, passphrases = Path(sys.argv[1]), float(sys.argv[2]), json.loads(sys.argv[3])
document = Document.open(path)
key = document.drawer.key()
made = [(DataKey.random(), one) for one in passphrases]
made = [(new, [lock_with(new, PASSPHRASE, one, cost=1 << 10)]) for new, one in made]
threading.Thread(target=lambda: (time.sleep(at), os._exit(9)), daemon=True).start()
print("ready", flush=True)
for new, locks in made:
    document.drawer.lock_up(new, locks)
time.sleep(5)
"""


@pytest.mark.full
def test_a_kill_while_a_passphrase_is_set_never_leaves_half(team: Team, tmp_path: Path) -> None:
    """Whatever moment it was: either the practice key or the new passphrase opens everything, and all is sound."""
    workspace = team.workspace
    workspace.settings.change({"practice": True})
    for at in range(40):
        workspace.records.create("protected_person", {"name": NAMES[0], "code": f"V-{at}"})
    workspace.close()
    whole = team.path.read_bytes()
    chance, ends = seeded("drawer kill"), set[str]()
    for _ in range(count(60)):
        team.path.write_bytes(whole)
        arguments = [str(team.path), str(chance.random() * 0.12), json.dumps([PASSPHRASE, "seven brown owls"])]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", KILLED, *arguments], env=environment, timeout=120, check=False)
        with Document.open(team.path) as document:
            locks = document.drawer.locks()
            ends.add(",".join(sorted(locks)))
            if "passphrase" in locks:
                for passphrase in (PASSPHRASE, "seven brown owls"):
                    try:
                        document.drawer.take(key_by_passphrase(Ways(locks["passphrase"], None), passphrase))
                    except InputError:
                        continue
            again = Workspace(document, team.program, EN)
            rows = again.records.load("protected_person")
            assert [row.get("name") for row in rows] == [NAMES[0]] * 40
            assert document.check() == []
            again.document.close()
    assert ends <= {"clear", "passphrase"}
    team.open()
