"""The private drawer in the file: what goes in, what stands there, and who can open it."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import FixedClock
from app.core.errors import AppError, CorruptError
from app.core.ids import seeded_ids
from app.core.messages import N_
from app.i18n import Translator
from app.models.document import recovery_code, sealing
from app.models.document.document import Document
from app.models.document.drawer import DrawerError, DrawerState
from app.models.document.sealing import (
    CLEAR,
    MARK,
    PASSPHRASE,
    RECOVERY,
    DataKey,
    Lock,
    Place,
    WrongKeyError,
    clear_lock,
    lock_with,
    unlock,
)
from app.services.document_settings import DocumentSettings
from app.services.records import RecordService
from tests.support import count, seeded

COST = 1 << 10
"""Cheap locks, so that many can be tried."""
NAME, PHONE, ILLNESS, WORDS = "歐陽榕樹下", "0912345678", "糖尿病 insulin", "Grandmother Fig"
VALUES: dict[str, object] = {
    "code": "V-017",
    "name": NAME,
    "phone": PHONE,
    "category": ("alone", "device"),
    "consent": True,
    "birth_year": 1941,
    "mobility": "wheelchair",
    "medication": ILLNESS,
    "reviewed_on": "2025-04",
    "note": WORDS,
}
SEEDED = (NAME, PHONE, "糖尿病", ILLNESS, "Grandmother", "V-017", "wheelchair")


def place(name: str = "name") -> Place:
    return Place("protected_person", "p1", name)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    clock = FixedClock(datetime(2025, 4, 15, 6, 30, tzinfo=UTC))
    with Document.create(tmp_path / "抽屜.banyan", application_version="0", clock=clock, ids=seeded_ids(3)) as made:
        yield made


@pytest.fixture
def records(document: Document) -> RecordService:
    return RecordService(
        document, FixedClock(datetime(2025, 4, 15, 6, 30, tzinfo=UTC)), seeded_ids(4), Translator("en")
    )


def set_passphrase(document: Document, passphrase: str) -> DataKey:
    key = DataKey.random()
    document.drawer.lock_up(key, [lock_with(key, PASSPHRASE, passphrase, cost=COST)])
    return key


def practise(document: Document, records: RecordService) -> None:
    DocumentSettings(document, records).change({"practice": True})


def raw(document: Document) -> bytes:
    """Return the bytes of the file as they stand on the disk."""
    path = document.path
    document.close()
    return path.read_bytes()


def leaks(data: bytes, words: tuple[str, ...] = SEEDED) -> list[str]:
    return [word for word in words if word.encode("utf-8") in data or word.encode("utf-16-le") in data]


# -- one value


@given(st.none() | st.integers(-(2**63), 2**63 - 1) | st.text())
def test_any_value_comes_back(value: object) -> None:
    key = DataKey.random()
    sealed = key.seal(place(), value)
    assert key.open(place(), sealed) == value
    assert sealed.startswith(MARK)
    assert "●●●" in repr(sealed)


@given(st.text(min_size=4, max_size=60), st.binary(min_size=1, max_size=3), st.integers(0, 10_000))
def test_whatever_is_altered_does_not_open(value: str, noise: bytes, at: int) -> None:
    key = DataKey.random()
    head, _, body = key.seal(place(), value).rpartition(":")
    data = bytearray(base64.b64decode(body))
    for number, byte in enumerate(noise):
        data[(at + number) % len(data)] ^= byte or 1
    with pytest.raises(WrongKeyError):
        key.open(place(), f"{head}:{base64.b64encode(bytes(data)).decode()}")


@pytest.mark.parametrize(
    "elsewhere",
    [Place("protected_person", "p2", "name"), Place("protected_person", "p1", "note"), Place("person", "p1", "name")],
)
def test_a_value_that_was_moved_does_not_open(elsewhere: Place) -> None:
    key = DataKey.random()
    with pytest.raises(WrongKeyError):
        key.open(elsewhere, key.seal(place(), NAME))


def test_the_length_tells_no_choice_from_another() -> None:
    key = DataKey.random()
    values: tuple[object, ...] = (None, 0, 1, "wheelchair", "alone", "糖尿病", "2025-04-15", 1941)
    assert len({len(key.seal(place(), value)) for value in values}) == 1
    assert len({key.seal(place(), None) for _ in range(20)}) == 20


@pytest.mark.parametrize("text", ["", "sealed:1:", "sealed:1:00000000:", "sealed:1:00000000:!!", "x", MARK + "ä:b"])
def test_what_is_no_ciphertext_is_refused(text: str) -> None:
    with pytest.raises(WrongKeyError):
        DataKey("00000000", bytes(32)).open(place(), text)


# -- locks


@given(st.sampled_from(["榕樹下的約定", "correct horse battery", "ＡＢＣ　１２３４５６７", "密碼 pass 🌳 word"]))
def test_a_passphrase_opens_however_its_width_was_typed(passphrase: str) -> None:
    key = DataKey.random()
    lock = lock_with(key, PASSPHRASE, passphrase, cost=COST)
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in passphrase)
    assert unlock(lock, passphrase) == unlock(lock, wide) == unlock(lock, f"  {passphrase}　") == key
    for wrong in (passphrase[:-1], passphrase + "x", passphrase.swapcase() + "1", ""):
        with pytest.raises(WrongKeyError):
            unlock(lock, wrong)


@pytest.mark.parametrize(
    "change",
    [{"n": 3}, {"n": 1 << 30}, {"n": COST * 2}, {"r": 0}, {"p": 99}, {"key": "00000000"}, {"way": RECOVERY},
     {"salt": "00" * 16}, {"salt": "zz"}, {"wrapped": "!"}, {"wrapped": ""}],
)  # fmt: skip
def test_a_lock_that_was_altered_opens_nothing(change: dict[str, object]) -> None:
    lock = lock_with(DataKey.random(), PASSPHRASE, "榕樹下的約定", cost=COST)
    fields = {name: getattr(lock, name) for name in ("way", "key", "n", "r", "p", "salt", "wrapped")} | change
    with pytest.raises(WrongKeyError):
        unlock(Lock(**fields), "榕樹下的約定")


@pytest.mark.parametrize(
    ("passphrase", "strong"),
    [("榕樹下的約定", True), ("榕樹下的", False), ("abcdefghij", True), ("abcdefghi", False), ("榕樹下 tree", True),
     ("　　　　　　", False), ("", False), ("１２３４５６７８９０", True)],
)  # fmt: skip
def test_short_passphrases_are_told(passphrase: str, strong: bool) -> None:
    assert sealing.is_strong(passphrase) is strong


# -- the recovery code


def test_a_code_can_be_written_down_and_typed_back() -> None:
    code = recovery_code.new_code()
    assert len(code.split("-")) == recovery_code.GROUPS
    assert not set(code) & set("ILOU")
    key = DataKey.random()
    lock = lock_with(key, RECOVERY, code, cost=COST)
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", "  "), f" {code} ".replace("0", "o")):
        assert recovery_code.wrong_groups(typed) == ()
        assert unlock(lock, typed) == key


def test_any_one_wrong_character_names_its_group() -> None:
    chance = seeded("recovery code")
    for _ in range(count(300)):
        code = recovery_code.new_code()
        at = chance.randrange(len(code))
        if code[at] == "-":
            continue
        other = chance.choice([one for one in recovery_code.ALPHABET if one != code[at]])
        assert recovery_code.wrong_groups(code[:at] + other + code[at + 1 :]) == (at // 6 + 1,)


def test_groups_that_changed_places_or_are_missing_are_told() -> None:
    groups = recovery_code.new_code().split("-")
    swapped = [groups[1], groups[0], *groups[2:]]
    assert recovery_code.wrong_groups("-".join(swapped)) == (1, 2)
    assert recovery_code.wrong_groups("-".join(groups[:-1])) == (recovery_code.GROUPS,)
    assert recovery_code.wrong_groups("-".join([*groups, "ABCDE"])) == (recovery_code.GROUPS + 1,)


# -- the document


def test_a_real_file_takes_nothing_before_a_passphrase_is_set(document: Document, records: RecordService) -> None:
    assert document.drawer.state() is DrawerState.UNSET
    before = document.dump()
    with pytest.raises(DrawerError) as told:
        records.create("protected_person", VALUES)
    assert told.value.code == "drawer.unset"
    assert document.dump() == before
    set_passphrase(document, "榕樹下的約定")
    records.create("protected_person", VALUES)
    assert leaks(raw(document)) == []


def test_a_practice_file_needs_none(document: Document, records: RecordService) -> None:
    practise(document, records)
    row, _ = records.create("protected_person", VALUES)
    assert document.drawer.state() is DrawerState.CLEAR
    assert {name: row.get(name) for name in VALUES} == VALUES
    assert document.check() == []


def test_locked_only_counts_are_known(document: Document, records: RecordService) -> None:
    set_passphrase(document, "榕樹下的約定")
    row, _ = records.create("protected_person", VALUES)
    document.drawer.drop()
    assert document.drawer.state() is DrawerState.LOCKED
    (locked,) = records.load("protected_person", sort=["name", "title"])
    assert locked.title == "●●●"
    assert locked.locked >= set(VALUES)
    assert not any(locked.get(name) for name in VALUES)
    assert records.load("protected_person", where={"name": NAME}) == ()
    assert {name: n for name, n in document.drawer.counts().items() if n} == {"protected_person": 1}
    assert records.findings("protected_person", row.id) == ()
    with pytest.raises(DrawerError):
        records.change("protected_person", row.id, {"name": "x"})
    with pytest.raises(DrawerError):
        records.create("protected_person", {})
    with pytest.raises(DrawerError):
        records.set_pending("protected_person", row.id, "reviewed_on", "明年")


def test_equal_values_write_nothing(document: Document, records: RecordService) -> None:
    set_passphrase(document, "榕樹下的約定")
    row, _ = records.create("protected_person", VALUES)
    before = document.dump()
    assert records.change("protected_person", row.id, dict(VALUES)) is None
    assert document.dump() == before


def test_what_is_sealed_is_found_and_sorted_by_its_value(document: Document, records: RecordService) -> None:
    set_passphrase(document, "榕樹下的約定")
    for name, year in (("B", 1950), ("A", 1960), ("C", 1940)):
        records.create("protected_person", {"name": name, "birth_year": year, "category": ("alone",)})
    by_year = records.load("protected_person", sort="birth_year")
    assert [row.get("name") for row in by_year] == ["C", "B", "A"]
    assert [row.get("birth_year") for row in records.load("protected_person", where={"name": "A"})] == [1960]
    assert len(records.load("protected_person", where={"category": "alone"})) == 3


def test_no_foreign_key_tells_whom_a_sealed_record_names(document: Document, records: RecordService) -> None:
    set_passphrase(document, "榕樹下的約定")
    helper, _ = records.create("person", {"name": "Helper"})
    row, _ = records.create("protected_person", {**VALUES, "helper_1": helper.id})
    assert not document.connection.execute("PRAGMA foreign_key_list(protected_person)").fetchall()
    stored = str(document.dump()["protected_person"]) + str(
        [one for one in document.dump()["change"] if "protected_person" in str(one)]
    )
    assert helper.id not in stored
    again = records.get("protected_person", row.id)
    assert again is not None
    assert again.get("helper_1") == helper.id


def test_a_plain_value_never_gets_into_a_sealed_column(document: Document) -> None:
    from sqlalchemy import insert

    from app.models.catalogue import table

    values = {"id": "p", "created_at": "x", "updated_at": "x", "name": NAME}
    with pytest.raises(Exception, match="was not sealed") as told, document.unit_of_work(N_("Add")) as work:
        work.session.execute(insert(table("protected_person")).values(values))
    assert NAME not in str(told.value)


def test_typed_text_that_did_not_parse_is_sealed_too(document: Document, records: RecordService) -> None:
    set_passphrase(document, "榕樹下的約定")
    row, _ = records.create("protected_person", VALUES)
    records.set_pending("protected_person", row.id, "reviewed_on", "問過歐陽先生以後")
    again = records.get("protected_person", row.id)
    assert again is not None
    assert again.pending == {"reviewed_on": "問過歐陽先生以後"}
    document.drawer.drop()
    locked = records.get("protected_person", row.id)
    assert locked is not None
    assert locked.pending == {}
    assert leaks(raw(document), ("歐陽先生",)) == []


def test_labels_of_steps_say_nothing_of_the_drawer(document: Document, records: RecordService) -> None:
    set_passphrase(document, "榕樹下的約定")
    row, _ = records.create("protected_person", VALUES)
    records.change("protected_person", row.id, {"medication": "none"})
    labels = [str(one.label) for one in document.history()]
    assert not any("edication" in one or NAME in one for one in labels)


def test_undo_and_the_bin_need_no_key(document: Document, records: RecordService) -> None:
    key = set_passphrase(document, "榕樹下的約定")
    row, _ = records.create("protected_person", VALUES)
    records.change("protected_person", row.id, {"name": "Other", "note": None})
    records.delete("protected_person", row.id)
    document.drawer.drop()
    document.undo()
    document.undo()
    document.redo()
    document.undo()
    document.drawer.take(key)
    back = records.get("protected_person", row.id)
    assert back is not None
    assert {name: back.get(name) for name in VALUES} == VALUES
    document.drawer.drop()
    records.delete("protected_person", row.id)
    (gone,) = document.deleted()
    assert leaks(str(gone).encode()) == []
    document.bring_back("protected_person", row.id)
    document.erase("protected_person", row.id)
    assert MARK not in str(document.dump()["change"])
    assert document.check() == []


def test_random_work_with_sealed_values_is_undone_and_redone(document: Document, records: RecordService) -> None:
    """As the undo property: every step is taken back to what stood there, locked or not, and done again."""
    chance = seeded("drawer undo")
    key = set_passphrase(document, "榕樹下的約定")
    states = [document.dump(history=False)]
    living: list[str] = []
    for _ in range(count(200)):
        document.drawer.take(key)
        if not living or chance.random() < 0.3:
            living.append(records.create("protected_person", VALUES)[0].id)
        elif chance.random() < 0.2:
            records.delete("protected_person", living.pop(chance.randrange(len(living))))
        else:
            value = chance.choice(["", "甲", "乙" * 80, NAME])
            if records.change("protected_person", chance.choice(living), {"note": value}) is None:
                continue
        states.append(document.dump(history=False))
    for number in range(len(states) - 1, 0, -1):
        assert document.dump(history=False) == states[number]
        if chance.random() < 0.5:
            document.drawer.drop()
        document.undo()
    for number in range(1, len(states)):
        document.redo()
        assert document.dump(history=False) == states[number]
    assert document.check() == []


# -- other locks


def test_the_first_passphrase_of_a_practice_file_encrypts_everything_anew(
    document: Document, records: RecordService
) -> None:
    practise(document, records)
    row, _ = records.create("protected_person", VALUES)
    records.change("protected_person", row.id, {"note": "second"})
    records.set_pending("protected_person", row.id, "reviewed_on", "問過歐陽先生")
    clear = document.drawer.key()
    assert clear is not None
    old_secret = document.drawer.locks()[CLEAR].wrapped
    history = document.history()
    key = DataKey.random()
    assert document.drawer.lock_up(key, [lock_with(key, PASSPHRASE, "榕樹下的約定", cost=COST)]) is True
    assert set(document.drawer.locks()) == {PASSPHRASE}
    assert document.check() == []
    assert [(one.id, one.count) for one in document.history()] == [(one.id, one.count) for one in history]
    assert clear.name not in str(document.dump())
    document.undo()
    document.undo()
    back = records.get("protected_person", row.id)
    assert back is not None
    assert {name: back.get(name) for name in VALUES} == VALUES
    data = raw(document)
    assert leaks(data) == []
    assert old_secret.encode() not in data
    assert f"{MARK}{clear.name}".encode() not in data


def test_putting_back_still_knows_its_own_values_after_the_first_passphrase(
    document: Document, records: RecordService
) -> None:
    practise(document, records)
    row, _ = records.create("protected_person", VALUES)
    records.change("protected_person", row.id, {"note": "second"})
    step = document.history()[0].id
    key = DataKey.random()
    document.drawer.lock_up(key, [lock_with(key, PASSPHRASE, "榕樹下的約定", cost=COST)])
    document.drawer.drop()
    result = document.put_back(step)
    assert result.left == ()
    document.drawer.take(key)
    back = records.get("protected_person", row.id)
    assert back is not None
    assert back.get("note") == WORDS


def test_a_changed_passphrase_opens_and_the_old_one_does_not(document: Document, records: RecordService) -> None:
    key = set_passphrase(document, "榕樹下的約定")
    records.create("protected_person", VALUES)
    before = document.dump()["protected_person"]
    assert document.drawer.lock_up(key, [lock_with(key, PASSPHRASE, "another tree", cost=COST)]) is False
    assert document.dump()["protected_person"] == before
    lock = document.drawer.locks()[PASSPHRASE]
    assert unlock(lock, "another tree") == key
    with pytest.raises(WrongKeyError):
        unlock(lock, "榕樹下的約定")
    assert len(document.dump()["drawer"]) == 1
    document.drawer.drop()
    with pytest.raises(DrawerError):
        document.drawer.lock_up(DataKey.random(), [])


def test_a_key_of_another_drawer_is_not_taken(document: Document) -> None:
    set_passphrase(document, "榕樹下的約定")
    document.drawer.drop()
    with pytest.raises(DrawerError):
        document.drawer.take(DataKey.random())
    assert document.drawer.key() is None


def test_nothing_is_stored_where_storing_breaks_off(document: Document, records: RecordService) -> None:
    practise(document, records)
    records.create("protected_person", VALUES)
    before, key = document.dump(), DataKey.random()
    bad = Lock(PASSPHRASE, key.name, wrapped=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        document.drawer.lock_up(key, [bad])
    assert document.dump() == before
    assert document.drawer.state() is DrawerState.CLEAR
    assert len(records.load("protected_person", where={"name": NAME})) == 1


def test_emptying_needs_no_key_and_leaves_nothing(document: Document, records: RecordService) -> None:
    set_passphrase(document, "榕樹下的約定")
    row, _ = records.create("protected_person", VALUES)
    gone, _ = records.create("protected_person", VALUES)
    records.set_pending("protected_person", row.id, "reviewed_on", "明年")
    records.delete("protected_person", gone.id)
    kept, _ = records.create("person", {"name": "Stays"})
    document.drawer.drop()
    document.empty_drawer()
    assert document.drawer.state() is DrawerState.UNSET
    assert records.load("protected_person") == ()
    assert records.get("person", kept.id) is not None
    assert document.undo_label is None
    assert document.check() == []
    assert MARK.encode() not in raw(document)


@pytest.mark.parametrize("column", ["key", "n", "r", "p", "salt", "wrapped"])
def test_damage_of_a_lock_is_named(document: Document, column: str) -> None:
    set_passphrase(document, "榕樹下的約定")
    path = document.path
    document.close()
    import sqlite3

    with sqlite3.connect(path) as other:
        other.execute(f'UPDATE drawer SET "{column}" = "{column}" || 1')
    other.close()
    with Document.open(path, edit=False) as again:
        (found,) = again.check()
        assert (found.type, found.record) == ("drawer", PASSPHRASE)
        assert "抽屜" in found.title
        assert not again.drawer.is_sound()


def test_a_bit_that_turns_in_a_lock_is_named_and_no_other_record_suffers(
    document: Document, records: RecordService
) -> None:
    set_passphrase(document, "榕樹下的約定")
    records.create("person", {"name": "Stays"})
    wrapped, path = document.drawer.locks()[PASSPHRASE].wrapped.encode(), document.path
    document.close()
    whole, chance = path.read_bytes(), seeded("drawer flips")
    start, opened = whole.index(wrapped), 0
    for _ in range(count(300)):
        data = bytearray(whole)
        data[start + chance.randrange(-40, len(wrapped))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(data))
        with suppress(CorruptError), Document.open(path, edit=False) as again:  # refused at once is told too
            opened += 1
            assert "drawer" in {one.type for one in again.check()}
            service = RecordService(again, FixedClock(datetime(2025, 4, 15, tzinfo=UTC)), seeded_ids(5))
            assert [row.get("name") for row in service.load("person")] == ["Stays"]
            assert not again.drawer.is_sound()
            for lock in again.drawer.locks().values():
                with pytest.raises(WrongKeyError):
                    unlock(lock, "榕樹下的約定")
    assert opened


def test_a_lost_lock_is_named(document: Document) -> None:
    set_passphrase(document, "榕樹下的約定")
    path = document.path
    document.close()
    import sqlite3

    with sqlite3.connect(path) as other:
        other.execute("DELETE FROM drawer")
    other.close()
    with Document.open(path, edit=False) as again:
        assert [found.type for found in again.check()] == ["drawer"]


def test_a_damaged_value_reads_as_locked_and_is_named_without_its_bytes(
    document: Document, records: RecordService
) -> None:
    key = set_passphrase(document, "榕樹下的約定")
    row, _ = records.create("protected_person", VALUES)
    path = document.path
    document.close()
    import sqlite3

    with sqlite3.connect(path) as other:
        another = "CASE substr(code, 61, 1) WHEN 'A' THEN 'B' ELSE 'A' END"
        other.execute(f"UPDATE protected_person SET code = substr(code, 1, 60) || {another} || substr(code, 62)")
    other.close()
    with Document.open(path) as again:
        again.drawer.take(key)
        service = RecordService(again, FixedClock(datetime(2025, 4, 15, tzinfo=UTC)), seeded_ids(5), Translator("en"))
        found = service.get("protected_person", row.id)
        assert found is not None
        assert (sorted(found.locked), found.get("name")) == (["code"], NAME)
        (damage,) = again.check()
        assert (damage.type, damage.title) == ("protected_person", "●●●")


def test_errors_are_three_lines(document: Document, records: RecordService) -> None:
    with pytest.raises(AppError) as told:
        records.create("protected_person", {})
    assert told.value.what.id
    assert told.value.todo.id
    assert told.value.safe.id


def test_the_stored_file_opens_with_its_passphrase() -> None:
    from tests.models.document.make_fixture import DRAWER, FOLDER

    with Document.open(FOLDER / "format1.banyan", edit=False) as doc:
        assert doc.drawer.state() is DrawerState.LOCKED
        doc.drawer.take(unlock(doc.drawer.locks()[PASSPHRASE], DRAWER))
        service = RecordService(doc, FixedClock(datetime(2025, 4, 15, tzinfo=UTC)), seeded_ids(5), Translator("en"))
        (row,) = service.load("protected_person")
        assert row.locked == frozenset()
        assert row.get("name") == "榕樹里 Banyan"


def test_the_same_entropy_makes_the_same_ciphertext() -> None:
    first, second = (DataKey.random(random.Random(4).randbytes) for _ in range(2))
    assert first == second
    assert first.seal(place(), NAME, random.Random(5).randbytes) == second.seal(
        place(), NAME, random.Random(5).randbytes
    )
    assert json.loads(json.dumps(clear_lock(first).wrapped))
