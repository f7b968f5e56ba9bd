"""Ready sets of response groups: made in one step, in the person's language, behind what is there."""

from __future__ import annotations

import pytest

from app.models.document.document import Document
from app.services.presets import GROUP_SETS, add_groups
from app.services.records import RecordService


@pytest.mark.parametrize("chosen", GROUP_SETS, ids=lambda one: one.id)
def test_a_set_is_one_step(records: RecordService, document: Document, chosen: object) -> None:
    records.create("response_group", {"group_name": "自己的組"})
    add_groups(records, document, chosen.id, "zh_TW")  # type: ignore[attr-defined]
    titles = [row.title for row in records.load("response_group")]
    assert titles[:2] == ["自己的組", "指揮組"]
    assert len(titles) == 7
    document.undo()
    assert [row.title for row in records.load("response_group")] == ["自己的組"]


def test_names_follow_the_language(records: RecordService, document: Document) -> None:
    add_groups(records, document, "community", "en")
    assert records.load("response_group")[3].title == "Evacuation group"


def test_only_the_command_group_needs_a_commander(records: RecordService, document: Document) -> None:
    add_groups(records, document, "community", "en")
    command, group = records.load("response_group")[:2]
    asked = [
        {one.place.rsplit(":", 1)[-1] for one in records.findings("response_group", row.id)} for row in (command, group)
    ]
    assert asked == [{"commander"}, {"leader", "deputy"}]


def test_an_unknown_set_is_refused(records: RecordService, document: Document) -> None:
    with pytest.raises(KeyError):
        add_groups(records, document, "nothing", "en")
