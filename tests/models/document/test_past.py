from __future__ import annotations

from sqlalchemy import update

from app.core.messages import N_
from app.models.document.document import Document
from tests.models.document.conftest import Hand
from tests.models.document.small_models import Group, Member, Role, RoleNote

ADD, EDIT, DELETE = N_("Add"), N_("Edit"), N_("Delete")


def family(doc: Document) -> tuple[str, str, str, str]:
    """A group, a member in it, a role of the member, a note on the role."""
    with doc.unit_of_work(ADD) as work:
        group = Group(name="守望隊")
        work.session.add(group)
        work.session.flush()
        member = Member(name="王阿明", group_id=group.id, motto={"zh_TW": "好", "en": "good"})
        work.session.add(member)
        work.session.flush()
        role = Role(member_id=member.id, title="隊長")
        work.session.add(role)
        work.session.flush()
        note = RoleNote(role_id=role.id, text="since May")
        work.session.add(note)
    return group.id, member.id, role.id, note.id


def rename(doc: Document, member: str, name: str) -> str:
    with doc.unit_of_work(EDIT) as work:
        work.session.get_one(Member, member).name = name
    assert work.changes is not None
    return work.changes.id


def test_history_is_filtered_by_time_and_record(doc: Document, hand: Hand) -> None:
    group, member, *_ = family(doc)
    hand.wait(3600)
    noon = hand.now()
    rename(doc, member, "b")
    assert [step.label for step in doc.history()] == [EDIT, ADD]
    assert [step.label for step in doc.history(since=noon)] == [EDIT]
    assert [step.label for step in doc.history(record=("group_", group))] == [ADD]
    assert len(doc.history(limit=1)) == 1
    first = doc.history()[1]
    assert first.count == 4
    assert ("member", member) in first.records
    assert first.person == "林小美"


def test_a_record_as_it_was(doc: Document, hand: Hand) -> None:
    before = hand.now()
    hand.wait(60)
    _, member, *_ = family(doc)
    monday = hand.now()
    hand.wait(60)
    rename(doc, member, "b")
    with doc.unit_of_work(DELETE) as work:
        work.session.delete(work.session.get_one(Member, member))
    assert doc.as_of("member", member, hand.now()) is None
    assert doc.as_of("member", member, before) is None
    then = doc.as_of("member", member, monday)
    assert then is not None
    assert then["name"] == "王阿明"
    assert then["motto"] == {"zh_TW": "好", "en": "good"}


def test_putting_a_record_back_brings_its_rows_and_touches_nothing_else(doc: Document, hand: Hand) -> None:
    group, member, role, note = family(doc)
    monday = hand.now()
    hand.wait(60)
    rename(doc, member, "changed")
    with doc.unit_of_work(EDIT) as work:
        work.session.get_one(Group, group).name = "stays"
        work.session.delete(work.session.get_one(Role, role))
        work.session.add(Role(member_id=member, title="new role"))
    changes = doc.put_back_record("member", member, monday)
    assert changes is not None
    with doc.read() as session:
        assert session.get_one(Member, member).name == "王阿明"
        assert session.get_one(Group, group).name == "stays"
        assert [one.id for one in session.query(Role)] == [role]
        assert [one.id for one in session.query(RoleNote)] == [note]
    assert doc.check() == []
    doc.undo()
    with doc.read() as session:
        assert session.get_one(Member, member).name == "changed"


def test_a_step_is_put_back_where_nothing_came_after(doc: Document) -> None:
    _, member, *_ = family(doc)
    with doc.unit_of_work(EDIT) as work:
        one = work.session.get_one(Member, member)
        one.name, one.age, one.motto = "second", 20, {"zh_TW": "二", "en": "two"}
    assert work.changes is not None
    with doc.unit_of_work(EDIT) as later:
        one = later.session.get_one(Member, member)
        one.age, one.motto = 30, {"zh_TW": "三", "en": "two"}
    result = doc.put_back(work.changes.id)
    assert result.changes is not None
    with doc.read() as session:
        one = session.get_one(Member, member)
        assert (one.name, one.age, one.motto) == ("王阿明", 30, {"zh_TW": "三", "en": "good"})
    (left,) = result.left
    assert set(left.new or {}) == {"age", "motto"}
    assert doc.check() == []


def test_putting_back_a_step_that_made_or_deleted_records(doc: Document) -> None:
    group, member, role, _ = family(doc)
    made = doc.history()[0].id
    whole = doc.dump(history=False)
    assert doc.put_back(made).left == ()
    assert all(rows == [] for rows in doc.dump(history=False).values())
    doc.undo()
    assert doc.dump(history=False) == whole
    with doc.unit_of_work(DELETE) as work:
        work.session.delete(work.session.get_one(Member, member))
    deleted = doc.history()[0].id
    with doc.unit_of_work(DELETE) as work:
        work.session.delete(work.session.get_one(Group, group))
    assert doc.put_back(deleted).left == ()
    with doc.read() as session:
        assert session.get_one(Member, member).group_id is None
        assert session.get_one(Role, role).title == "隊長"
    rename(doc, member, "later")
    result = doc.put_back(made)
    assert {one.type for one in result.left} >= {"member"}
    with doc.read() as session:
        assert session.get_one(Member, member).name == "later"
    assert doc.check() == []


def test_a_record_with_newer_rows_is_not_unmade(doc: Document) -> None:
    with doc.unit_of_work(ADD) as work:
        one = Member(name="m")
        work.session.add(one)
    assert work.changes is not None
    with doc.unit_of_work(ADD) as later:
        later.session.add(Role(member_id=one.id, title="r"))
    result = doc.put_back(work.changes.id)
    assert [left.record for left in result.left] == [one.id]
    assert result.changes is None


def test_the_bin_holds_what_was_deleted_and_gives_it_back(doc: Document, hand: Hand) -> None:
    _, member, role, note = family(doc)
    before = doc.dump(history=False)
    hand.wait(5)
    with doc.unit_of_work(DELETE) as work:
        work.session.delete(work.session.get_one(Member, member))
    (gone,) = doc.deleted()
    assert (gone.type, gone.id, gone.values["name"], gone.person) == ("member", member, "王阿明", "林小美")
    assert gone.at == hand.now()
    assert doc.bring_back("member", member) is not None
    assert doc.dump(history=False) == before
    assert doc.deleted() == []
    assert doc.bring_back("member", member) is None
    with doc.unit_of_work(DELETE) as work:
        work.session.delete(work.session.get_one(Role, role))
    assert [one.type for one in doc.deleted()] == ["role"]
    doc.undo()
    assert doc.deleted() == []
    assert note in {row[0] for row in doc.dump()["role_note"]}


def test_erased_for_good_is_gone_from_the_bytes(doc: Document) -> None:
    _, member, role, _ = family(doc)
    rename(doc, member, "SECRETNAME")
    with doc.unit_of_work(N_("Delete {name}", name="SECRETLABEL")) as work:
        work.session.execute(update(RoleNote).values(text="SECRETNOTE"))
    with doc.unit_of_work(N_("Delete")) as work:
        work.session.delete(work.session.get_one(Role, role))
    data = b"SECRETBYTES" * 2000
    import hashlib

    sha = hashlib.sha256(data).hexdigest()
    doc.put_blob(sha, data)
    doc.erase("member", member, blobs=(sha,))
    assert doc.undo_label is None
    assert doc.undo() is None
    assert doc.deleted() == []
    assert doc.check() == []
    assert all(
        change.erased for step in doc.history() for change in doc.step_changes(step.id) if change.type != "group_"
    )
    path = doc.path
    doc.close()
    assert b"SECRET" not in path.read_bytes()
    assert "王阿明".encode() not in path.read_bytes()


def test_erasing_out_of_the_bin(doc: Document) -> None:
    _, member, *_ = family(doc)
    with doc.unit_of_work(DELETE) as work:
        work.session.delete(work.session.get_one(Member, member))
    doc.erase("member", member)
    assert doc.deleted() == []
    assert doc.check() == []
    path = doc.path
    doc.close()
    assert "王阿明".encode() not in path.read_bytes()
