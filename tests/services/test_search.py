"""Search: two-character words in every text field, all terms, title first, current after every change."""

from __future__ import annotations

import os

import pytest

from app.core.clock import FixedClock
from app.core.messages import N_
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.records import RecordService
from app.services.search import SearchService, snippet

COUNT = 2000 if os.environ.get("BANYAN_FULL") else 200


@pytest.fixture
def search(records: RecordService) -> SearchService:
    return SearchService(records)


def _found(search: SearchService, words: str) -> list[str]:
    return [hit.id for hit in search.query(words)]


def test_all_terms_must_stand_in_one_record_but_not_in_one_field(records: RecordService, search: SearchService) -> None:
    event, _ = records.create("event", {"title": "中秋晚會", "place": "活動中心"})
    records.create("event", {"title": "中秋晚會", "place": "學校"})
    assert _found(search, "中秋 活動") == [event.id]
    assert _found(search, "晚會活動") == []


def test_widths_cases_and_variants_are_one(records: RecordService, search: SearchService) -> None:
    person, _ = records.create("person", {"name": "台北 ＡＢＣ", "skills": "裡面"})
    assert all(_found(search, words) == [person.id] for words in ("臺北", "abc", "ＡＢＣ", "裏面", "台北"))


def test_titles_come_first_then_the_latest(records: RecordService, search: SearchService, clock: FixedClock) -> None:
    from datetime import timedelta

    ids = []
    for values in ({"name": "榕樹", "skills": ""}, {"name": "x", "skills": "榕樹"}, {"name": "y", "skills": "榕樹"}):
        clock._moment += timedelta(minutes=1)
        ids.append(records.create("person", values)[0].id)
    assert _found(search, "榕樹") == [ids[0], ids[2], ids[1]]
    assert len(search.query("榕樹", limit=2)) == 2


def test_it_follows_changes_undo_and_deletion(
    records: RecordService, search: SearchService, document: Document
) -> None:
    person, _ = records.create("person", {"name": "Rosa"})
    assert _found(search, "rosa") == [person.id]

    def after(changes: ChangeSet | None) -> None:
        assert changes is not None
        search.refresh(changes)

    after(records.change("person", person.id, {"name": "Flora"}))
    assert (_found(search, "rosa"), _found(search, "flora")) == ([], [person.id])
    after(document.undo())
    assert (_found(search, "rosa"), _found(search, "flora")) == ([person.id], [])
    after(records.delete("person", person.id))
    assert _found(search, "rosa") == []
    after(document.undo())
    assert _found(search, "rosa") == [person.id]


def test_rows_and_blocks_name_the_record_they_belong_to(records: RecordService, search: SearchService) -> None:
    event, _ = records.create("event", {"title": "晚會"})
    row, _ = records.create("event_count", {"event": event.id, "group_label": "新住民"})
    hit = search.query("新住")[0]
    assert (hit.type, hit.id, hit.parent) == ("event_count", row.id, ("event", event.id))


def test_no_words_find_nothing(search: SearchService) -> None:
    assert search.query("  ") == ()


def test_answers_equal_a_plain_look_at_every_record(
    records: RecordService, document: Document, search: SearchService
) -> None:
    with document.unit_of_work(N_("Add many")) as work:
        for number in range(COUNT):
            records.insert(work.session, "person", {"name": f"人{number}", "skills": f"專長{number % 7} 無線電"})
    everyone = records.load("person")
    for words in ("專長3", "人1 專長", "無線"):
        expected = {
            row.id
            for row in everyone
            if all(word in f"{row.get('name')}|{row.get('skills')}" for word in words.split())
        }
        assert {hit.id for hit in search.query(words, limit=COUNT)} == expected


def test_slices_are_bounded(records: RecordService, search: SearchService) -> None:
    records.create("person", {"name": "Rosa"})
    assert max(search.build()) <= 2000


def test_snippets_show_the_place_as_it_was_written() -> None:
    text = "甲" * 100 + "台北" + "乙" * 100
    shown = snippet(text, "臺北")
    assert "台北" in shown
    assert shown.startswith("…甲")
    assert shown.endswith("乙…")
    assert snippet("a\nb", "b") == "a b"
