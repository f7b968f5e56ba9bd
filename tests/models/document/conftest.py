from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.ids import seeded_ids
from app.models.document.document import Document
from tests.models.document.small_models import small_setup


class Hand:
    """A clock that tests move by hand; it also counts the seconds that only go forward."""

    def __init__(self) -> None:
        self.at, self.seconds = datetime(2026, 3, 1, 9, 0, tzinfo=UTC), 100.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> None:
        self.at, self.seconds = self.at + timedelta(seconds=seconds), self.seconds + seconds


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "榕樹 「一」 files"
    made.mkdir()
    return made


@pytest.fixture
def doc(folder: Path, hand: Hand) -> Iterator[Document]:
    path = folder / "社區.banyan"
    with Document.create(
        path,
        application_version="0",
        person="林小美",
        device="laptop",
        clock=hand,
        ids=seeded_ids(1),
        setup=small_setup(hand.monotonic),
    ) as made:
        yield made
