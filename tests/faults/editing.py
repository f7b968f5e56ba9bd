"""A process that edits a document and tells after each step what is surely stored; tests kill it."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from app.core.messages import N_
from app.models.document.document import Document
from tests.models.document.small_models import Group, Member, Role, small_setup


def edit_for_ever(path: Path, dice: random.Random, tell: Callable[[str], None]) -> None:
    """Open *path* and work on it as a busy person does; ``tell`` is called after what is stored.

    Each told line is ``<kind> <text>``: a ``group`` of that name stands in the file, a ``blob`` of that
    name, or the text that is ``typed`` is this one or a later one (unless it is ``undoing`` the last).
    """
    with Document.open(path, setup=small_setup()) as doc:
        for number in range(1_000_000):
            name = f"{os.getpid()} {number}"
            with doc.unit_of_work(N_("Add")) as work:
                group = Group(name=name)
                work.session.add(group)
                work.session.flush()
                members = [Member(name=f"{name} {n}", group_id=group.id, photo=bytes(200)) for n in range(20)]
                work.session.add_all(members)
                work.session.flush()
                work.session.add(Role(member_id=members[0].id, title=name))
            tell(f"group {name}")
            with doc.unit_of_work(N_("Change all")) as work:
                work.session.execute(text("UPDATE member SET age = coalesce(age, 0) + 1"))
                work.session.execute(text("DELETE FROM member WHERE name LIKE '% 7' OR age > 5"))
            for length in range(5):
                with doc.unit_of_work(N_("Type"), typing=True, step=name) as work:
                    work.session.execute(
                        text("UPDATE group_ SET name = :n WHERE id = 'typed'"), {"n": f"{name} {length}"}
                    )
                tell(f"typed {name} {length}")
            data = dice.randbytes(60_000)
            doc.put_blob(hashlib.sha256(data).hexdigest(), data)
            tell(f"blob {hashlib.sha256(data).hexdigest()}")
            tell("undoing")
            doc.undo()
            doc.redo()
            tell(f"typed {name} 4")
            if number % 5 == 4:
                doc.erase("member", members[-1].id)


def _say(writer: int, line: str) -> None:
    os.write(writer, f"{line}\n".encode())


def kill_while(work: Callable[[Callable[[str], None]], None], pause_s: float) -> list[str]:
    """Fork, let the child *work*, kill it *pause_s* seconds after its first word; return what it told."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            os.write(writer, b"ready\n")
            work(lambda line: _say(writer, line))
            status = 0
        except BaseException as error:
            _say(writer, f"failed {type(error).__name__} {error}")
        finally:
            os._exit(status)
    os.close(writer)
    told = b""
    with os.fdopen(reader, "rb") as pipe:
        told += pipe.readline()
        time.sleep(pause_s)
        os.kill(child, signal.SIGKILL)
        told += pipe.read()
    os.waitpid(child, 0)
    lines = told.decode().splitlines()
    assert not [line for line in lines if line.startswith("failed")], lines[-1]
    return lines[1:]
