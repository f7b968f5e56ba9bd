"""The history in the words of people; a step, a record and the bin can be put back; erasing asks for a word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import InputError, ReadOnlyError
from app.core.ids import seeded_ids
from app.i18n import Translator
from app.models.document.document import Document
from app.services.history.service import HistoryService
from app.services.records import RecordService
from tests.services.moving import Moving

EN, ZH = Translator("en"), Translator("zh_TW", "roc")


@pytest.fixture
def hand() -> Moving:
    return Moving()


@pytest.fixture
def doc(tmp_path: Path, hand: Moving) -> Iterator[Document]:
    path = tmp_path / "社區.banyan"
    with Document.create(path, application_version="0", person="王小美", device="筆電", clock=hand) as made:
        yield made


@pytest.fixture
def records(doc: Document, hand: Moving) -> RecordService:
    return RecordService(doc, hand, seeded_ids(3), EN)


@pytest.fixture
def history(doc: Document, records: RecordService, hand: Moving) -> HistoryService:
    return HistoryService(doc, records, hand)


def test_steps_say_what_who_and_when(history: HistoryService, records: RecordService, doc: Document) -> None:
    row, _ = records.create("person", {"name": "林小美"})
    doc.set_person("陳大文")
    records.change("person", row.id, {"name": "林美美"})
    doc.undo()
    undone, changed, made = history.steps()
    assert EN.text(made.label) == "Add person"
    assert (made.person, made.device, made.about, made.more) == ("王小美", "筆電", ("林小美",), 0)
    assert made.at.hour == 9
    assert (changed.person, changed.undo, undone.undo) == ("陳大文", False, True)
    (one,) = history.changes(changed.id, EN)
    assert (one.what, one.title) == ("changed", "林小美")
    assert [(EN.text(f.label), f.before, f.after) for f in one.fields] == [("Full name", "林小美", "林美美")]
    assert len(history.steps(record=("person", row.id))) == 3
    assert len(history.steps(limit=1)) == 1


def test_what_changed_since_a_day(history: HistoryService, records: RecordService, hand: Moving, doc: Document) -> None:
    old, _ = records.create("person", {"name": "舊人"})
    gone, _ = records.create("person", {"name": "走了"})
    there, _ = records.create("person", {"name": "同樣"})
    hand.wait(days=2)
    doc.set_person("陳大文")
    records.change("person", old.id, {"name": "新名"})
    hand.wait(hours=1)
    records.change("person", old.id, {"phone": "0912-345-678"})
    records.delete("person", gone.id)
    records.create("person", {"name": "新人"})
    short, _ = records.create("person", {"name": "一下子"})
    records.delete("person", short.id)
    records.change("person", there.id, {"name": "別的"})
    records.change("person", there.id, {"name": "同樣"})
    found = {one.title: one for one in history.changed_since("2025-04-17", EN)}
    assert {title: one.what for title, one in found.items()} == {"新名": "changed", "走了": "deleted", "新人": "new"}
    assert {EN.text(one.label): (one.before, one.after) for one in found["新名"].fields} == {
        "Full name": ("舊人", "新名"),
        "Phone": ("", "0912-345-678"),
    }
    assert found["新名"].who == ("陳大文",)
    assert len(history.changed_since("2025-04-15", EN)) == 3
    assert history.changed_since("2025-04-18", EN) == ()


def test_putting_a_step_back_says_what_stays(history: HistoryService, records: RecordService, hand: Moving) -> None:
    one, _ = records.create("person", {"name": "甲"})
    records.change("person", one.id, {"name": "乙"})
    step = history.steps(limit=1)[0]
    records.change("person", one.id, {"phone": "1"})
    done = history.put_back(step.id, EN)
    assert [(part.title, part.what) for part in done.done] == [("甲", "changed")]
    assert done.left == ()
    assert EN.text(done.said) == "Put back. Undo takes this back."
    records.change("person", one.id, {"name": "丙"})
    again = history.put_back(step.id, EN)
    assert again.done == ()
    assert len(again.left) == 1
    assert "Nothing could be put back" in EN.text(again.said)


def test_one_record_as_it_was(history: HistoryService, records: RecordService, hand: Moving, doc: Document) -> None:
    one, _ = records.create("person", {"name": "甲"})
    other, _ = records.create("person", {"name": "旁人"})
    hand.wait(days=1)
    records.change("person", one.id, {"name": "乙"})
    records.change("person", other.id, {"name": "旁人二"})
    then = history.as_of("person", one.id, "2025-04-15", EN)
    assert (then.existed, then.title) == (True, "乙")
    assert [(EN.text(f.label), f.before, f.after) for f in then.fields] == [("Full name", "甲", "乙")]
    assert not history.as_of("person", one.id, "2025-04-14", EN).existed
    assert history.as_of("person", one.id, "2025-04-16", EN).fields == ()
    assert history.put_back_record("person", one.id, "2025-04-15") is not None
    assert {row.title for row in records.load("person")} == {"甲", "旁人二"}
    doc.undo()
    assert records.title_of("person", one.id) == "乙"


def test_the_bin(history: HistoryService, records: RecordService, hand: Moving) -> None:
    one, _ = records.create("person", {"name": "甲"})
    records.create("person_role", {"person": one.id, "role": "leader"})
    hand.wait(hours=1)
    records.delete("person", one.id)
    (line,) = history.bin()
    assert (line.type, line.title, line.person, line.at.hour) == ("person", "甲", "王小美", 10)
    assert history.bring_back("person", one.id) is not None
    assert history.bin() == ()
    assert len(records.load("person_role")) == 1


@pytest.mark.parametrize("typed", ["永久刪除", "erase", " Erase "])
def test_erasing_for_good(
    doc: Document, records: RecordService, hand: Moving, history: HistoryService, typed: str
) -> None:
    told: list[tuple[str, ...]] = []
    history = HistoryService(doc, records, hand, told.append)
    data = {name: name.encode() * 9 for name in ("own", "shared")}
    for content in data.values():
        doc.put_blob(hashlib.sha256(content).hexdigest(), content)
    own, shared = (hashlib.sha256(content).hexdigest() for content in data.values())
    one, _ = records.create("photo", {"name": "a.jpg", "sha256": own})
    two, _ = records.create("photo", {"name": "b.jpg", "sha256": shared})
    three, _ = records.create("photo", {"name": "c.jpg", "sha256": shared})
    with pytest.raises(InputError):
        history.erase("photo", one.id, "yes")
    assert doc.blobs().keys() == {own, shared}
    records.delete("photo", one.id)
    history.erase("photo", one.id, typed)
    history.erase("photo", two.id, typed)
    assert doc.blobs().keys() == {shared}
    assert history.bin() == ()
    assert told == [(own,), ()]
    assert [row.id for row in records.load("photo")] == [three.id]
    assert doc.check() == []


def test_what_goes_along_with_a_record_but_names_none_is_put_back_too(
    doc: Document, records: RecordService, history: HistoryService
) -> None:
    budget = records.create("budget", {"name": "甲案"})[0].id
    free = records.create("budget_line", {"item": "紙"})[0].id
    held = records.create("budget_line", {"item": "筆", "budget": budget})[0].id
    records.delete("budget_line", free)
    step = doc.history()[0].id
    doc.undo()
    doc.redo()
    for one in (step, doc.history()[0].id):
        assert history.put_back(one, EN).left == ()
        assert records.get("budget_line", free) is not None
        records.delete("budget_line", free)
    records.delete("budget_line", held)
    alone = doc.history()[0].id
    records.delete("budget", budget)
    assert history.put_back(alone, EN).left != ()
    assert records.get("budget_line", held) is None


def test_readers_see_but_cannot_put_back(doc: Document, records: RecordService, hand: Moving) -> None:
    records.create("person", {"name": "甲"})
    with Document.open(doc.path, edit=False, clock=hand) as reader:
        history = HistoryService(reader, RecordService(reader, hand, seeded_ids(9), ZH), hand)
        (step,) = history.steps()
        with pytest.raises(ReadOnlyError):
            history.put_back(step.id, ZH)
