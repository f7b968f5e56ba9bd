"""Random work, bulk statements and cascades in it, is undone to the start and redone to the end."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from app.core.ids import seeded_ids
from app.core.messages import N_
from app.models.document.document import Document
from tests.models.document.conftest import Hand
from tests.models.document.small_models import Group, Member, Role, RoleNote, small_setup
from tests.support import count, seeded

WORDS = ("", "榕樹", "堃喆𡋾", "a'b\"c", "line\nbreak", "=1+1", "\u0000nul", "x" * 300, "１２", '{"a":1}')
Action = Callable[[Session, random.Random], None]


def _some(session: Session, kind: type[Any], dice: random.Random) -> Any:  # noqa: ANN401 - any record class
    ids = list(session.scalars(select(kind.id).order_by(kind.id)))
    return session.get(kind, dice.choice(ids)) if ids else None


def add(session: Session, dice: random.Random) -> None:
    group = _some(session, Group, dice)
    member = Member(
        name=dice.choice(WORDS),
        age=dice.choice((None, 0, -1, 2**62)),
        group_id=group.id if group else None,
        tags=dice.choice((None, [], ["b", "a"], [dice.choice(WORDS)])),
        motto={"zh_TW": dice.choice(WORDS)},
        photo=dice.choice((None, b"", dice.randbytes(20))),
    )
    session.add_all([Group(name=dice.choice(WORDS)), member])
    session.flush()
    role = Role(member_id=member.id, title=dice.choice(WORDS))
    session.add(role)
    session.flush()
    session.add(RoleNote(role_id=role.id, text=dice.choice(WORDS)))


def change(session: Session, dice: random.Random) -> None:
    member = _some(session, Member, dice)
    if member is not None:
        group = _some(session, Group, dice)
        member.name, member.tags = dice.choice(WORDS), [dice.choice(WORDS)]
        member.group_id = dice.choice((None, group.id if group else None))


def remove(session: Session, dice: random.Random) -> None:
    one = _some(session, dice.choice((Group, Member, Role, RoleNote)), dice)
    if one is not None:
        session.execute(delete(type(one)).where(type(one).id == one.id))


def bulk(session: Session, dice: random.Random) -> None:
    statements: tuple[Any, ...] = (
        update(Member).values(age=dice.randrange(100)),
        update(Member).where(Member.age.is_(None)).values(name=dice.choice(WORDS), motto=None),
        update(Role).values(title=Role.title + dice.choice(WORDS)),
        delete(RoleNote).where(RoleNote.text == dice.choice(WORDS)),
        delete(Group).where(Group.name == dice.choice(WORDS)),
        text("INSERT OR REPLACE INTO member SELECT * FROM member WHERE age > 50"),
        text("UPDATE OR REPLACE member SET name = upper(name), age = coalesce(age, 1)"),
        text("INSERT OR IGNORE INTO group_ SELECT * FROM group_"),
    )
    session.execute(dice.choice(statements))


def savepoint(session: Session, dice: random.Random) -> None:
    with session.begin_nested() as point:
        bulk(session, dice)
        add(session, dice)
        point.rollback()
    change(session, dice)


ACTIONS: tuple[Action, ...] = (add, add, change, change, remove, bulk, bulk, savepoint)


def _act(doc: Document, hand: Hand, dice: random.Random) -> None:
    """Do one thing as the window would: an action, or a letter typed or taken back in a field that is being visited."""
    if dice.random() < 0.3:
        hand.wait(dice.choice((0.5, 1, 3)))
        with doc.unit_of_work(N_("Type"), typing=True, step=f"visit {dice.randrange(2)}") as work:
            member = _some(work.session, Member, dice)
            if member is not None:
                name = member.name or ""
                member.name = dice.choice((name + "榕", name + "樹", name, name[:-1], name[:-1]))
    else:
        with doc.unit_of_work(N_("Act"), step=dice.choice(("", "", "same"))) as work:
            for _ in range(dice.randrange(1, 4)):
                dice.choice(ACTIONS)(work.session, dice)


def _undo_all(doc: Document, states: list[dict[str, Any]]) -> None:
    for state in reversed(states[:-1]):
        doc.undo()
        assert doc.dump(history=False) == state
    assert doc.undo_label is None
    for state in states[1:]:
        doc.redo()
        assert doc.dump(history=False) == state
    assert doc.redo_label is None


def _run(doc: Document, hand: Hand, dice: random.Random, steps: int) -> None:
    """Act; after each act remember the content at the end of each press of Undo."""
    states: list[tuple[int, dict[str, Any]]] = []
    start = doc.dump(history=False)
    depth = _depth(doc)
    for _ in range(steps):
        if dice.random() < 0.2:
            doc.undo() if dice.random() < 0.6 else doc.redo()
        else:
            _act(doc, hand, dice)
        depth = _depth(doc)
        states = [one for one in states if one[0] < depth]
        if depth:
            states.append((depth, doc.dump(history=False)))
        assert len(states) == depth
    while doc.redo_label is not None:
        doc.redo()
        states.append((_depth(doc), doc.dump(history=False)))
    _undo_all(doc, [start, *(state for _, state in states)])


def _depth(doc: Document) -> int:
    return doc.undo_depth


@pytest.mark.full
@pytest.mark.parametrize("seed", range(count(30)))
def test_undo_to_the_start_and_redo_to_the_end(folder: Path, seed: int) -> None:
    dice, hand = seeded(f"undo {seed}"), Hand()
    ids = seeded_ids(seed)
    setup = small_setup(hand.monotonic)
    with Document.create(folder / "a.banyan", application_version="0", clock=hand, ids=ids, setup=setup) as doc:
        _run(doc, hand, dice, 100)
        assert doc.check() == []
        whole = doc.dump(history=False)
    with Document.open(folder / "a.banyan", clock=hand, ids=ids, setup=setup) as doc:
        assert doc.undo_label is None
        assert doc.dump(history=False) == whole
        assert doc.check() == []
