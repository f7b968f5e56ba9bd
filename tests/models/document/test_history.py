from __future__ import annotations

import threading

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.messages import N_, LocalText, Message
from app.models.document.document import Document
from tests.models.document.conftest import Hand
from tests.models.document.small_models import Cache, Draft, Group, Member, Role, RoleNote

ADD, EDIT, TYPE = N_("Add"), N_("Edit"), N_("Type")


def add_member(doc: Document, **values: object) -> str:
    with doc.unit_of_work(ADD) as work:
        one = Member(**values)
        work.session.add(one)
    return one.id


def test_a_unit_of_work_tells_what_it_did(doc: Document) -> None:
    with doc.unit_of_work(ADD) as work:
        one = Member(name="阿堃", tags=("a", "b"), motto={"zh_TW": "守望"}, photo=b"\x00\xff")
        work.session.add(one)
    assert work.changes is not None
    assert work.changes.types() == {"member"}
    assert work.changes.touches("member", one.id)
    assert not work.changes.touches("member", "other")
    (change,) = work.changes.changes
    assert change.old is None
    assert change.new is not None
    assert change.new["tags"] == ["a", "b"]
    assert change.new["motto"] == {"zh_TW": "守望"}
    assert one.created_at == "2026-03-01T09:00:00.000Z"
    with doc.unit_of_work(EDIT) as work:
        found = work.session.get(Member, one.id)
        assert found is not None
        found.age = 40
    assert work.changes is not None
    assert dict(work.changes.changes[0].old or {}) == {"age": None}
    assert dict(work.changes.changes[0].new or {}) == {"age": 40}


def test_nothing_done_is_nothing_written(doc: Document) -> None:
    before = doc.dump()
    with doc.unit_of_work(EDIT) as work:
        pass
    assert work.changes is None
    with doc.unit_of_work(EDIT) as work:
        one = Member(name="x")
        work.session.add(one)
        work.session.flush()
        work.session.delete(one)
    assert work.changes is None
    assert doc.undo_label is None
    after = doc.dump()
    assert {name: after[name] for name in after if name not in ("session", "seal")} == {
        name: before[name] for name in before if name not in ("session", "seal")
    }
    assert doc.check() == []


def test_a_block_that_fails_leaves_nothing(doc: Document) -> None:
    add_member(doc, name="a")
    before = doc.dump()
    with pytest.raises(ZeroDivisionError), doc.unit_of_work(EDIT) as work:
        _add_and_fail(work.session)
    assert doc.dump() == before
    add_member(doc, name="c")
    assert doc.check() == []


def _add_and_fail(session: Session) -> None:
    session.add(Member(name="b"))
    session.flush()
    raise ZeroDivisionError


def test_no_write_gets_around_the_history(doc: Document) -> None:
    one = add_member(doc, name="a")
    with doc.read() as session:
        session.add(Member(name="b"))
        with pytest.raises(RuntimeError):
            session.flush()
    with pytest.raises(RuntimeError), doc.read() as session:
        session.execute(update(Member).values(name="z"))
    with pytest.raises(Exception, match="outside a unit of work"):
        doc.connection.execute("UPDATE member SET name = 'z'")
    with pytest.raises(Exception, match="outside a unit of work"):
        doc.connection.execute("INSERT OR REPLACE INTO member SELECT * FROM member")
    with pytest.raises(IntegrityError, match="key of a record"), doc.unit_of_work(EDIT) as work:
        work.session.execute(text("UPDATE member SET id = 'z'"))
    with pytest.raises(RuntimeError), doc.unit_of_work(EDIT) as work:
        work.session.commit()
    with doc.read() as session:
        found = session.get(Member, one)
        assert found is not None
        assert found.name == "a"


def test_bulk_statements_and_replace_are_seen(doc: Document) -> None:
    ids = [add_member(doc, name=str(n)) for n in range(4)]
    with doc.unit_of_work(EDIT) as work:
        work.session.execute(update(Member).values(age=7))
        work.session.execute(
            text("INSERT OR REPLACE INTO member (id, created_at, updated_at, name) VALUES (:id, 'x', 'x', 'new')"),
            {"id": ids[0]},
        )
        work.session.execute(text("UPDATE OR IGNORE member SET name = 'ig' WHERE id = :id"), {"id": ids[1]})
        work.session.execute(delete(Member).where(Member.id == ids[3]))
    assert work.changes is not None
    assert {change.record for change in work.changes.changes} == set(ids)
    assert doc.check() == []
    doc.undo()
    with doc.read() as session:
        assert [session.get_one(Member, one).name for one in ids] == ["0", "1", "2", "3"]
        assert {session.get_one(Member, one).age for one in ids} == {None}
    assert doc.check() == []


def test_cascades_come_back_with_undo(doc: Document) -> None:
    with doc.unit_of_work(ADD) as work:
        group = Group(name="g")
        work.session.add(group)
        work.session.flush()
        member = Member(name="m", group_id=group.id)
        work.session.add(member)
        work.session.flush()
        role = Role(member_id=member.id, title="長")
        work.session.add(role)
        work.session.flush()
        work.session.add(RoleNote(role_id=role.id, text="n"))
    before = doc.dump(history=False)
    with doc.unit_of_work(N_("Delete")) as work:
        work.session.execute(delete(Group))
        work.session.execute(delete(Member))
    assert work.changes is not None
    assert work.changes.types() == {"group_", "member", "role", "role_note"}
    gone = doc.dump(history=False)
    for _ in range(3):
        doc.undo()
        assert doc.dump(history=False) == before
        doc.redo()
        assert doc.dump(history=False) == gone
    assert doc.check() == []


def test_undo_and_redo_are_named_and_kept(doc: Document) -> None:
    one = add_member(doc, name="a")
    with doc.unit_of_work(Message("Rename {who} {n}", {"who": LocalText({"en": "A"}), "n": 2})) as work:
        work.session.get_one(Member, one).name = "b"
    assert doc.undo_label is not None
    assert doc.undo_label.id == "Rename {who} {n}"
    assert doc.redo_label is None
    undone = doc.undo()
    assert undone is not None
    assert undone.label.id == "Undo: {action}"
    assert doc.redo_label is not None
    assert doc.redo_label.id == "Rename {who} {n}"
    assert doc.undo_label == ADD
    top = doc.history()[0]
    nested = top.label.params["action"]
    assert isinstance(nested, Message)
    assert nested.params["n"] == 2
    assert isinstance(nested.params["who"], LocalText)
    assert nested.params["who"].best("en") == "A"
    assert top.undoes == (doc.history()[1].sets)
    doc.redo()
    assert doc.redo() is None
    assert len(doc.history()) == 4
    with doc.unit_of_work(EDIT) as work:
        work.session.get_one(Member, one).name = "c"
    doc.undo()
    with doc.unit_of_work(EDIT) as work:
        work.session.get_one(Member, one).name = "d"
    assert doc.redo_label is None
    for _ in range(3):
        doc.undo()
    assert doc.undo() is None
    assert doc.dump(history=False)["member"] == []


def _type(doc: Document, one: str, name: str, step: str) -> None:
    with doc.unit_of_work(TYPE, step=step, typing=True) as work:
        work.session.get_one(Member, one).name = name


def test_typing_is_joined_until_it_rests(doc: Document, hand: Hand) -> None:
    one = add_member(doc, name="")
    for word in ("榕", "榕樹", "榕樹下"):
        hand.wait(1)
        _type(doc, one, word, "visit")
    step = doc.history()[0]
    assert not step.sealed
    (change,) = doc.step_changes(step.id)
    assert (change.old or {})["name"] == ""
    assert (change.new or {})["name"] == "榕樹下"
    assert doc.check() == []
    assert not doc.seal_if_idle(hand.seconds + 1)
    assert doc.seal_if_idle(hand.seconds + 2)
    assert doc.history()[0].sealed
    hand.wait(5)
    _type(doc, one, "榕樹下的", "visit")
    assert len(doc.history()[0].sets) == 2
    doc.undo()
    with doc.read() as session:
        assert session.get_one(Member, one).name == ""
    doc.redo()
    with doc.read() as session:
        assert session.get_one(Member, one).name == "榕樹下的"
    assert doc.check() == []


def test_typing_for_ten_seconds_or_another_action_ends_the_set(doc: Document, hand: Hand) -> None:
    one = add_member(doc, name="")
    for n in range(12):
        hand.wait(1)
        _type(doc, one, "x" * n, "visit")
    assert len(doc.history()[0].sets) == 2
    add_member(doc, name="other")
    assert all(step.sealed for step in doc.history())
    assert doc.check() == []


def test_typing_that_returns_to_the_start_leaves_no_step(doc: Document, hand: Hand) -> None:
    one = add_member(doc, name="a")
    hand.wait(1)
    with doc.unit_of_work(TYPE, step="v", typing=True) as work:
        work.session.execute(update(Member).values(name="ab"))
    with doc.unit_of_work(TYPE, step="v", typing=True) as work:
        work.session.execute(update(Member).values(name="a"))
    assert work.changes is not None
    assert doc.undo_label == ADD
    assert len(doc.history()) == 1
    _type(doc, one, "abc", "v")
    assert doc.undo_label == TYPE
    doc.undo()
    assert doc.undo_label == ADD
    assert doc.check() == []


@pytest.mark.parametrize("pause", [0.5, 3])
def test_a_visit_that_takes_back_all_it_typed_is_no_step(doc: Document, hand: Hand, pause: float) -> None:
    one = add_member(doc, name="a")
    start = doc.dump(history=False)
    for word in ("ab", "abc", "a"):
        hand.wait(pause)
        _type(doc, one, word, "visit")
    assert doc.dump(history=False) == start
    assert (doc.undo_label, doc.undo_depth) == (ADD, 1)
    hand.wait(pause)
    _type(doc, one, "abcd", "visit")
    assert doc.undo_depth == 2
    further = doc.dump(history=False)
    doc.undo()
    assert doc.dump(history=False) == start
    doc.redo()
    assert doc.dump(history=False) == further
    assert doc.check() == []


def test_what_came_to_nothing_is_not_joined_across_another_step(doc: Document, hand: Hand) -> None:
    one = add_member(doc, name="a")
    for word in ("ab", "a"):
        hand.wait(3)
        _type(doc, one, word, "visit")
    doc.undo()
    doc.redo()
    with doc.unit_of_work(EDIT) as work:
        work.session.get_one(Member, one).name = "b"
    hand.wait(3)
    _type(doc, one, "bc", "visit")
    labels = []
    while doc.undo_label is not None:
        labels.append(doc.undo_label)
        doc.undo()
    assert labels == [TYPE, EDIT, ADD]
    assert doc.check() == []


def test_tables_outside_the_history_are_sealed_but_not_remembered(doc: Document) -> None:
    with doc.unit_of_work(EDIT) as work:
        work.session.execute(insert(Draft).values(key="a", text="typed"))
        work.session.execute(insert(Cache).values(key="a", value="x"))
    assert work.changes is None
    assert doc.undo_label is None
    kinds = {row[0] for row in doc.dump()["seal"]}
    assert "draft" in kinds
    assert "cache" not in kinds
    assert doc.check() == []


def test_five_thousand_rows_in_one_set(doc: Document) -> None:
    with doc.unit_of_work(ADD) as work:
        work.session.execute(
            insert(Group), [{"id": f"{n:05}", "created_at": "", "updated_at": "", "name": str(n)} for n in range(5000)]
        )
    assert work.changes is not None
    assert len(work.changes.changes) == 5000
    assert doc.history()[0].count == 5000
    doc.undo()
    assert doc.dump(history=False)["group_"] == []


def test_the_session_says_who_and_where(doc: Document) -> None:
    add_member(doc, name="a")
    doc.set_person("陳大文")
    add_member(doc, name="b")
    doc.set_person("")
    add_member(doc, name="c")
    assert [(step.person, step.device) for step in doc.history()] == [
        ("", "laptop"),
        ("陳大文", "laptop"),
        ("林小美", "laptop"),
    ]
    assert doc.check() == []
    assert doc.undo_label == ADD


def test_listeners_hear_of_everything_when_it_stands(doc: Document) -> None:
    def redo() -> str | None:
        return doc.redo_label.id if doc.redo_label else None

    heard: list[tuple[str, str | None]] = []
    doc.listen(lambda changes: heard.append((changes.label.id, redo())))
    add_member(doc, name="a")
    doc.undo()
    doc.redo()
    with doc.unit_of_work(EDIT):
        pass
    assert heard == [("Add", None), ("Undo: {action}", "Add"), ("Redo: {action}", None)]


def test_another_thread_is_refused(doc: Document) -> None:
    raised: list[BaseException] = []

    def elsewhere() -> None:
        for action in (doc.undo, doc.blobs, doc.check, doc.seal, doc.close):
            try:
                action()
            except RuntimeError as error:
                raised.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(raised) == 5


def test_a_read_inside_a_unit_sees_it_and_does_not_end_it(doc: Document) -> None:
    with doc.unit_of_work(ADD) as work:
        work.session.add(Member(name="inside"))
        work.session.flush()
        with doc.read() as session, doc.read() as again:
            assert session.query(Member).count() == again.query(Member).count() == 1
        work.session.add(Member(name="after"))
    with doc.read() as session:
        assert session.query(Member).count() == 2
