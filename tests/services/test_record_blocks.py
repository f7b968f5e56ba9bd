"""Live blocks that follow from a declaration: five columns across, the rest in a second table, counts for what is sensitive."""

from __future__ import annotations

import pytest

from app.core.fields import Kind, Privacy
from app.core.messages import N_
from app.core.richtext import text_of
from app.exports.spec import Audience, Block, ListItem, Table
from app.i18n import Translator
from app.models.catalogue import catalogue, in_rooms
from app.models.document.document import Document
from app.models.document.sealing import PASSPHRASE, DataKey, lock_with
from app.services.dossier.live import LIVE, live_blocks
from app.services.masking import Reader, ShownRecords
from app.services.record_blocks import ACROSS, derived, table_fields
from app.services.records import RecordService

ROOMED = [one for types in in_rooms().values() for one in types]


def _shown(records: RecordService, language: str = "zh_TW", audience: Audience = Audience.PUBLIC) -> ShownRecords:
    return ShownRecords(records, Translator(language, "roc"), Reader(audience))


def _cells(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[text_of(cell) for cell in row] for row in block.rows]


def test_every_type_of_a_room_has_blocks_and_all_are_offered() -> None:
    assert set(derived()) <= set(LIVE)
    for one in ROOMED:
        made = {key.partition(".")[2] for key in derived() if key.partition(".")[0] == one.name}
        if one.privacy >= Privacy.P3:
            assert made == {"counts"}, one.name
        elif one.name != "photo":
            assert "record" in made, one.name
            assert ("photos" in made) == any(field.kind is Kind.PHOTOS for field in one.fields)


@pytest.mark.parametrize("one", ROOMED, ids=lambda one: one.name)
def test_a_table_is_at_most_five_columns_wide(one: object, shared: RecordService) -> None:
    name = one.name  # type: ignore[attr-defined]
    key = f"{name}.table"
    if key not in LIVE:
        return
    assert len(table_fields(catalogue()[name])) <= 2 * ACROSS - 1
    shared.create(name)
    for columns in ("few", "all"):
        for block in live_blocks("b", {"live": key, "columns": columns}, _shown(shared)):
            assert isinstance(block, Table)
            assert 2 <= len(block.columns) <= ACROSS + 1
            assert len({len(row) for row in block.rows}) == 1


def test_a_list_of_supplies_has_the_five_columns_of_the_form(records: RecordService) -> None:
    values = {"name": "白米", "kind": "staple", "qty": 6000, "unit": "公斤", "location": "活動中心倉庫"}
    records.create("supply", {**values, "expires_on": "2026-02"})
    (block,) = live_blocks("b", {"live": "supply.table"}, _shown(records))
    assert _cells(block) == [
        ["項次", "品名", "數量", "單位", "存放地點"],
        ["1", "白米", "60", "公斤", "活動中心倉庫"],
    ]


def test_what_does_not_fit_follows_in_a_second_table_with_the_same_numbers(records: RecordService) -> None:
    values = {"name": "白米", "qty": 6000, "unit": "公斤", "location": "活動中心倉庫"}
    records.create("supply", {**values, "kind": "staple", "expires_on": "2026-02"})
    first, second = live_blocks("b", {"live": "supply.table", "columns": "all"}, _shown(records))
    assert _cells(first)[1][:2] == _cells(second)[1][:2] == ["1", "白米"]
    assert "115年2月" in _cells(second)[1]
    assert first.id != second.id


def test_columns_in_which_nothing_stands_are_left_out_and_named(records: RecordService) -> None:
    for name in ("白米", "罐頭"):
        records.create("supply", {"name": name, "kind": "staple", "qty": 6000})
    (few,) = live_blocks("b", {"live": "supply.table"}, _shown(records))
    (every,) = live_blocks("b", {"live": "supply.table", "columns": "all"}, _shown(records))
    assert isinstance(few, Table)
    assert isinstance(every, Table)
    assert _cells(few)[0] == ["項次", "品名", "數量"]
    assert _cells(every)[0] == ["項次", "品名", "數量", "物資類別"]
    assert "單位、存放地點。" in text_of(few.note)
    assert "單位、存放地點、" in text_of(every.note)


def test_one_record_is_told_with_its_rows_and_nothing_about_how_it_is_kept(records: RecordService) -> None:
    row, _ = records.create("training", {"title": "地震演練", "date": "2025-04-15", "hours": 30, "privacy": "0"})
    records.create("training", {"title": "別的演練"})
    records.create("training_timing", {"training": row.id, "label": "通報→集合", "minutes": 70})
    made = live_blocks("b", {"live": "training.record", "record": row.id}, _shown(records))
    told = dict(_cells(made[0]))
    assert told["訓練名稱"] == "地震演練"
    assert told["時數"].startswith("3")
    assert "整筆紀錄的隱私等級" not in told
    assert _cells(made[1])[1] == ["1", "通報→集合", "7"]
    assert live_blocks("b", {"live": "training.record", "record": "gone"}, _shown(records)) == ()
    assert "別的演練" in dict(_cells(live_blocks("b", {"live": "training.record"}, _shown(records))[0])).values()


def test_names_stand_in_a_list_masked(records: RecordService) -> None:
    records.create("person", {"name": "陳大榕"})
    (item,) = live_blocks("b", {"live": "person.list"}, _shown(records))
    assert isinstance(item, ListItem)
    assert text_of(item.runs) == "陳○○"


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.AUTHORITY])
def test_of_people_to_protect_only_numbers_leave(records: RecordService, audience: Audience) -> None:
    records.create("protected_person", {"code": "V-017", "name": "王大同", "category": ("elder", "alone")})
    records.create("protected_person", {"code": "V-018", "category": ("elder",), "medication": "胰島素"})
    (block,) = live_blocks("b", {"live": "protected_person.counts"}, _shown(records, audience=audience))
    assert _cells(block)[0] == ["保全類別", "數量"]
    assert [row[1] for row in _cells(block)[1:]] == [_shown(records).text(N_("fewer than {n}", n=5)), "2"]
    assert not any(word in repr(block) for word in ("V-017", "王", "胰島素"))
    for key in (key for key, kind in LIVE.items() if kind.type == "protected_person"):
        printed = repr(live_blocks("b", {"live": key}, _shown(records, audience=audience)))
        assert not any(word in printed for word in ("V-017", "王大同", "胰島素")), key


def test_small_groups_of_people_to_protect_are_told_as_one(records: RecordService, document: Document) -> None:
    for number in range(9):
        few = "pregnant" if number < 3 else "infant" if number < 6 else "alone"
        records.create("protected_person", {"category": ("elder", few)})
    (block,) = live_blocks("b", {"live": "protected_person.counts"}, _shown(records, "en"))
    assert _cells(block)[1:] == [
        ["Older person", "9"],
        ["Other kinds, fewer than 5 each", "9"],
        ["Records in all", "9"],
    ]


def test_of_a_locked_drawer_only_the_total_is_told(records: RecordService, document: Document) -> None:
    for _ in range(6):
        records.create("protected_person", {"category": ("elder",), "name": "王大同"})
    key = DataKey.random()
    document.drawer.lock_up(key, [lock_with(key, PASSPHRASE, "榕樹下的約定", cost=1 << 10)])
    document.drawer.drop()
    for audience in Audience:
        (block,) = live_blocks("b", {"live": "protected_person.counts"}, _shown(records, "en", audience))
        assert _cells(block)[1:] == [["Records in all", "6"]]


def test_counts_by_another_choice_and_of_yes_and_no(records: RecordService) -> None:
    records.create("shelter", {"name": "活動中心", "indoor": True, "hazards": ("FLOOD",)})
    records.create("shelter", {"name": "操場", "indoor": False})
    by_indoor = live_blocks("b", {"live": "shelter.counts", "by": "indoor"}, _shown(records, "en"))
    assert _cells(by_indoor[0])[1:] == [["Yes", "1"], ["No", "1"], ["Records in all", "2"]]
    assert live_blocks("b", {"live": "risk.counts"}, _shown(records)) == ()


def test_a_column_of_one_currency_names_it_once(records: RecordService) -> None:
    records.create("voucher", {"no": "AB-1", "total": 1200, "currency": "TWD", "issued_on": "2025-04-15"})
    (block,) = live_blocks("b", {"live": "voucher.table"}, _shown(records, "en"))
    assert _cells(block)[0][-1] == "Total on the voucher (TWD)"
    assert _cells(block)[1][-1] == "1,200"
