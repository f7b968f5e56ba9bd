"""A real document and its records, for every test of a service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.fields import Option
from app.core.ids import seeded_ids
from app.core.messages import zh_en
from app.i18n import Translator
from app.models.document.document import Document
from app.services.records import RecordService
from tests.support import open_drawer

ROLES = (Option("leader", zh_en("隊長", "Leader")), Option("liaison", zh_en("聯絡員", "Liaison")))
HEADS = (Option("office", zh_en("事務費", "Office costs")), Option("equipment", zh_en("裝備費", "Equipment")))


def pack_options(list_id: str) -> tuple[Option, ...]:
    """Return the lists that a programme would provide."""
    return {"roles": ROLES, "heads": HEADS}.get(list_id, ())


@pytest.fixture
def document(tmp_path: Path, clock: FixedClock) -> Iterator[Document]:
    """An empty document, open for editing."""
    path = tmp_path / "社區 practice.banyan"
    with Document.create(path, application_version="0", person="Test", clock=clock, ids=seeded_ids(7)) as made:
        open_drawer(made)
        yield made


@pytest.fixture
def records(document: Document, clock: FixedClock) -> RecordService:
    """The records of the empty document, with titles in English."""
    return RecordService(document, clock, seeded_ids(8), Translator("en"), pack_options)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordService]:
    """Records of one document for a whole module: for tests that look each at a record type of its own."""
    path, clock = tmp_path_factory.mktemp("shared") / "a.banyan", FixedClock(datetime(2025, 4, 15, 1, 0, tzinfo=UTC))
    with Document.create(path, application_version="0", person="Test", clock=clock, ids=seeded_ids(7)) as made:
        open_drawer(made)
        yield RecordService(made, clock, seeded_ids(8), Translator("en"), pack_options)
