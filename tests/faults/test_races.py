"""Two processes that open a document at the same moment: never two writers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.models.document.document import Document
from app.models.document.lock import lock_path
from tests.models.document.small_models import small_setup
from tests.support import count

pytestmark = [pytest.mark.full, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]


class Opener:
    """A process that opens the document when told to, says how, and closes it when told to."""

    def __init__(self, path: Path) -> None:
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(self._orders)
                while os.read(orders, 1) == b".":
                    doc = Document.open(path, person=str(os.getpid()), setup=small_setup())
                    os.write(answers, b"r" if doc.read_only else b"w")
                    os.read(orders, 1)
                    doc.close()
                    os.write(answers, b"c")
            except BaseException:
                os.write(answers, b"!")
            finally:
                os._exit(0)
        os.close(orders)
        os.close(answers)

    def tell(self) -> None:
        os.write(self._orders, b".")

    def answer(self) -> str:
        return os.read(self._answers, 1).decode()

    def end(self) -> None:
        os.write(self._orders, b"qq")
        os.waitpid(self.pid, 0)
        os.close(self._orders)
        os.close(self._answers)


def test_two_openings_race(folder: Path) -> None:
    path = folder / "a.banyan"
    Document.create(path, application_version="0", setup=small_setup()).close()
    openers = [Opener(path) for _ in range(2)]
    try:
        for number in range(count(200)):
            if number % 3 == 0:  # one that died long ago
                lock_path(path).write_text("{}", "utf-8")
            for one in openers:
                one.tell()
            assert sorted(one.answer() for one in openers) == ["r", "w"]
            for one in openers:
                one.tell()
            assert [one.answer() for one in openers] == ["c", "c"]
            assert not lock_path(path).exists()
    finally:
        for one in openers:
            one.end()


def test_one_opens_while_the_other_closes(folder: Path) -> None:
    path = folder / "a.banyan"
    Document.create(path, application_version="0", setup=small_setup()).close()
    first, second = Opener(path), Opener(path)
    try:
        first.tell()
        assert first.answer() == "w"
        for _ in range(count(200)):
            first.tell()  # close
            second.tell()  # open
            how = second.answer()
            assert first.answer() == "c"
            assert how in "rw"
            first.tell()  # open again
            again = first.answer()
            assert (how, again) in (("w", "r"), ("r", "w"))
            if how == "w":
                first, second = second, first
            second.tell()
            assert second.answer() == "c"
    finally:
        first.end()
        second.end()
